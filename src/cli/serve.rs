//! `travaux serve`
//!
//! What was interrupted is finished before the first page is served, and every daily release is made at its hour for
//! as long as the server runs. A server without staff is set up by a link that is printed here and is good once.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use jiff::Timestamp;
use tokio::time::{MissedTickBehavior, interval};

use super::Place;
use super::certificate::Files;
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
use crate::web::{self, AppState, Tls};

const HOUR: Duration = Duration::from_secs(3600);

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The address to listen on; only this machine reaches the default
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
    listen: SocketAddr,
    /// A proxy in front ends TLS: other addresses are allowed, and browsers are told to come by TLS only
    #[arg(long)]
    behind_proxy: bool,
    /// Speak TLS with the certificate that `travaux certificate` made
    #[arg(long, conflicts_with = "behind_proxy")]
    tls: bool,
    /// Speak TLS with this certificate: its chain in PEM, the server's own first
    #[arg(long, value_name = "FILE", requires = "tls_key", conflicts_with_all = ["behind_proxy", "tls"])]
    tls_cert: Option<PathBuf>,
    /// The key of the certificate, in PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    #[command(flatten)]
    press: PressArgs,
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<()> {
    let front = match args {
        Args { behind_proxy: true, .. } => Front::Proxy,
        Args { tls: true, .. } | Args { tls_cert: Some(_), .. } => Front::Tls,
        _ => Front::Nothing,
    };
    let config = Config::new(args.listen, front).map_err(|error| Failure::Usage(error.to_string()))?;
    let store = open(place)?;
    let tls = tls(&store, args)?;
    forget_on_a_crash();
    let listener = listen(config.listen)?;
    let address = listener.local_addr().unwrap_or(config.listen);
    telemetry::start();
    catch_up(&store, clock::now());
    say(format_args!("{}://{address}/ — Ctrl-C ends it", front.scheme()));
    if let Some(link) = first_link(&store, clock::now())? {
        let link = link.digits();
        let host = match config.front {
            Front::Nothing => format!("http://{address}"),
            Front::Proxy | Front::Tls => "https://(the name of this server)".to_owned(),
        };
        say(format_args!(
            "\nThere is no staff yet. Whoever opens this link sets the server up; it is good once:\n{host}/setup/{}\n",
            link.as_str()
        ));
    }
    let state = AppState::new(store.clone(), config.front).with_press(args.press.press());
    let state = match &tls {
        Some(own) if args.tls => state.with_fingerprint(own.fingerprint()),
        _ => state,
    };
    serve(listener, store, state, tls)
}

/// The certificate that the options name.
fn tls(store: &Store, args: &Args) -> anyhow::Result<Option<Tls>> {
    let own = Files::of(store.dir());
    let (certificate, key) = match (&args.tls_cert, &args.tls_key) {
        (Some(certificate), Some(key)) => (certificate, key),
        _ if !args.tls => return Ok(None),
        _ if own.certificate.exists() => (&own.certificate, &own.key),
        _ => bail!(Failure::Usage("there is no certificate yet: travaux certificate makes one".to_owned())),
    };
    Ok(Some(Tls::read(certificate, key)?))
}

/// No image of the memory is left on disk when the program crashes: keyrings are open in it while it answers.
#[cfg(target_os = "linux")]
fn forget_on_a_crash() {
    use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    let done = setrlimit(Resource::Core, none).and(set_dumpable_behavior(DumpableBehavior::NotDumpable));
    if done.is_err() {
        tracing::warn!("core dumps cannot be switched off: switch them off where the server is started");
    }
}

#[cfg(not(target_os = "linux"))]
fn forget_on_a_crash() {}

/// Serves a demonstration, on this machine alone.
pub(super) fn demonstrate(
    listener: TcpListener,
    store: Store,
    demo: Demonstration,
    press: Press,
) -> anyhow::Result<()> {
    telemetry::start();
    serve(
        listener,
        store.clone(),
        AppState::new(store, Front::Nothing).with_demo(demo).with_press(press),
        None,
    )
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

fn serve(listener: TcpListener, store: Store, state: AppState, tls: Option<Tls>) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Runtime::new().context("the server cannot be started")?;
    runtime.block_on(async {
        listener.set_nonblocking(true).context("the server cannot be started")?;
        let listener = tokio::net::TcpListener::from_std(listener).context("the server cannot be started")?;
        let tally = Arc::clone(state.tally());
        let hourly = tokio::spawn(report_hourly(Arc::clone(&tally)));
        let releases = tokio::spawn(keep_daily(store));
        web::serve(listener, tls, web::app(state), asked_to_stop()).await;
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
