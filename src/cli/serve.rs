//! `travaux serve`
//!
//! What was interrupted is finished before the first page is served, and every daily release is made at its hour for
//! as long as the server runs. A server without staff is set up by a link that is printed here and is good once.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use jiff::Timestamp;
use tokio::time::{MissedTickBehavior, interval};

use super::Place;
use super::failure::Failure;
use super::output::say;
use super::press::PressArgs;
use crate::clock;
use crate::config::{Config, Front};
use crate::demonstration::Demonstration;
use crate::press::Press;
use crate::proceedings::release::{daily, finish};
use crate::proceedings::{first_link, keep_daily};
use crate::store::{Access, Store};
use crate::telemetry::{self, Tally};
use crate::web::{self, AppState};

const HOUR: Duration = Duration::from_secs(3600);

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The address to listen on; only this machine reaches the default
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
    listen: SocketAddr,
    /// A proxy in front ends TLS: other addresses are allowed, and browsers are told to come by TLS only
    #[arg(long)]
    behind_proxy: bool,
    #[command(flatten)]
    press: PressArgs,
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<()> {
    let front = if args.behind_proxy { Front::Proxy } else { Front::Nothing };
    let config = Config::new(args.listen, front).map_err(|error| Failure::Usage(error.to_string()))?;
    let store = open(place)?;
    let listener = listen(config.listen)?;
    let address = listener.local_addr().unwrap_or(config.listen);
    telemetry::start();
    catch_up(&store, clock::now());
    say(format_args!("http://{address}/ — Ctrl-C ends it"));
    if let Some(link) = first_link(&store, clock::now())? {
        let link = link.digits();
        let host = match config.front {
            Front::Nothing => format!("http://{address}"),
            Front::Proxy => "https://(the name of this server)".to_owned(),
        };
        say(format_args!(
            "\nThere is no staff yet. Whoever opens this link sets the server up; it is good once:\n{host}/setup/{}\n",
            link.as_str()
        ));
    }
    serve(listener, store.clone(), AppState::new(store, config.front).with_press(args.press.press()))
}

/// Serves a demonstration, on this machine alone.
pub(super) fn demonstrate(
    listener: TcpListener,
    store: Store,
    demo: Demonstration,
    press: Press,
) -> anyhow::Result<()> {
    telemetry::start();
    serve(listener, store.clone(), AppState::new(store, Front::Nothing).with_demo(demo).with_press(press))
}

/// Takes an address to listen on.
pub(super) fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).with_context(|| format!("{address} cannot be listened on"))
}

/// Opens the data directory; makes one that is not there, or that is empty.
fn open(place: &Place) -> anyhow::Result<Store> {
    let dir = place.data.as_deref().ok_or(Failure::NoDirectory)?;
    let fresh = std::fs::read_dir(dir).map_or(!dir.exists(), |mut files| files.next().is_none());
    let store = place.open(if fresh { Access::Create } else { Access::Write })?;
    if fresh {
        say(format_args!("a new data directory: {}", dir.display()));
    }
    Ok(store)
}

/// Finishes what was interrupted, and makes the daily releases that are overdue. The pages are served in any case.
fn catch_up(store: &Store, now: Timestamp) {
    let done = finish(store, now).and_then(|()| daily(store, now).map(drop));
    if let Err(error) = done {
        tracing::error!(error = format!("{error:#}"), "what waits could not be released");
    }
}

fn serve(listener: TcpListener, store: Store, state: AppState) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Runtime::new().context("the server cannot be started")?;
    runtime.block_on(async {
        listener.set_nonblocking(true).context("the server cannot be started")?;
        let listener = tokio::net::TcpListener::from_std(listener).context("the server cannot be started")?;
        let tally = Arc::clone(state.tally());
        let hourly = tokio::spawn(report_hourly(Arc::clone(&tally)));
        let releases = tokio::spawn(keep_daily(store));
        web::serve(listener, web::app(state), asked_to_stop()).await;
        // A release that is being made is finished; if not, the next start does it.
        releases.abort();
        hourly.abort();
        tally.report();
        Ok(())
    })
}

async fn report_hourly(tally: Arc<Tally>) {
    let mut hours = interval(HOUR);
    hours.set_missed_tick_behavior(MissedTickBehavior::Delay);
    hours.tick().await;
    loop {
        hours.tick().await;
        tally.report();
    }
}

/// Ends with Ctrl-C, or when a supervisor asks.
async fn asked_to_stop() {
    let interrupted = async {
        // Where the signal cannot be heard, only the supervisor's is waited for.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupted => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut asked) => {
            asked.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}
