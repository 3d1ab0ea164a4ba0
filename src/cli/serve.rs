//! `travaux serve`

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use tokio::time::{MissedTickBehavior, interval};

use super::Place;
use super::failure::Failure;
use super::output::say;
use crate::config::{Config, Front};
use crate::demonstration::Demonstration;
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
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<()> {
    let front = if args.behind_proxy { Front::Proxy } else { Front::Nothing };
    let config = Config::new(args.listen, front).map_err(|error| Failure::Usage(error.to_string()))?;
    let state = AppState::new(place.open(Access::Write)?, config.front);
    let listener = listen(config.listen)?;
    let address = listener.local_addr().unwrap_or(config.listen);
    say(format_args!("http://{address}/ — Ctrl-C ends it"));
    serve(listener, state)
}

/// Serves a demonstration, on this machine alone.
pub(super) fn demonstrate(listener: TcpListener, store: Store, demo: Demonstration) -> anyhow::Result<()> {
    serve(listener, AppState::new(store, Front::Nothing).with_demo(demo))
}

/// Takes an address to listen on.
pub(super) fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).with_context(|| format!("{address} cannot be listened on"))
}

fn serve(listener: TcpListener, state: AppState) -> anyhow::Result<()> {
    telemetry::start();
    let runtime = tokio::runtime::Runtime::new().context("the server cannot be started")?;
    runtime.block_on(async {
        listener.set_nonblocking(true).context("the server cannot be started")?;
        let listener = tokio::net::TcpListener::from_std(listener).context("the server cannot be started")?;
        let tally = Arc::clone(state.tally());
        let hourly = tokio::spawn(report_hourly(Arc::clone(&tally)));
        web::serve(listener, web::app(state), asked_to_stop()).await;
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
