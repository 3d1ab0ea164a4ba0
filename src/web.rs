//! The web application: pages and files of the record for browsers.
//!
//! Invariant: a GET writes nothing; every answer, errors and static files too, carries the security headers; pages
//! work without JavaScript. Handlers ask the store and the pure layers; views are functions of plain data. What a
//! reader may see is settled in `sight` before anything is drawn.

mod account;
mod again;
mod answer;
mod assets;
pub(crate) mod component;
mod delegate;
mod demo;
mod desk;
mod downloads;
mod error;
mod extract;
mod files;
mod guest;
mod headers;
mod health;
mod home;
mod issue;
mod kept;
mod ledger;
mod limits;
mod office;
mod origin;
mod package;
mod padding;
mod page;
mod paths;
mod reader;
mod refusal;
mod releases;
mod serve;
mod session;
mod setup;
mod shelf;
mod sight;
mod staff_door;
mod submitted;
mod tally;
mod text;
mod tls;
mod uploads;
mod visit;

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use self::demo::Demo;
use self::kept::Kept;
use self::limits::Limits;
pub use self::serve::serve;
use self::session::SharedIdle;
use self::shelf::Shelf;
use self::staff_door::StaffDoor;
pub use self::tls::{Tls, TlsError};
use self::uploads::Uploads;
use crate::config::{Fingerprint, Front};
use crate::identity::DelegationId;
use crate::import::MAX_BYTES;
use crate::press::Press;
use crate::proceedings::File;
use crate::store::Store;
use crate::telemetry::Tally;

/// The largest body of a request: a long text with everything around it.
const BODY_LIMIT: usize = 1 << 20;
/// The largest body with a file in it, from somebody who is logged in.
const UPLOAD_LIMIT: usize = MAX_BYTES + (1 << 16);
/// How long an answer may take.
const TIME_LIMIT: Duration = Duration::from_secs(20);
/// How long setting a PDF may take: short of that, so that the reader hears why there is none.
const PRESS_LIMIT: Duration = Duration::from_secs(15);

/// How hard answers are compressed, in gzip's and brotli's measure: small enough for slow lines, soon enough for all.
const COMPRESSION: i32 = 4;

/// What all handlers share; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    store: Store,
    front: Front,
    shelf: Arc<Shelf>,
    tally: Arc<Tally>,
    idle: SharedIdle,
    limits: Arc<Limits>,
    door: Arc<StaffDoor>,
    /// Drafts from files that the staff are looking at.
    uploads: Arc<Uploads>,
    /// Word files that delegations are looking at.
    returned: Arc<Kept<DelegationId, Arc<File>, 64>>,
    demo: Option<Arc<Demo>>,
    press: Press,
    /// Of the certificate that the server made for itself: what people compare.
    fingerprint: Option<Fingerprint>,
}

impl AppState {
    /// The application over a data directory; it makes no PDF.
    pub fn new(store: Store, front: Front) -> Self {
        Self {
            store,
            front,
            shelf: Arc::default(),
            tally: Arc::default(),
            idle: Arc::default(),
            limits: Arc::default(),
            door: Arc::default(),
            uploads: Arc::default(),
            returned: Arc::default(),
            demo: None,
            press: Press::without_pdf().within(PRESS_LIMIT),
            fingerprint: None,
        }
    }

    /// The same as a demonstration.
    pub fn with_demo(self, demo: Demo) -> Self {
        Self { demo: Some(Arc::new(demo)), ..self }
    }

    /// The same with files made on that press.
    pub fn with_press(self, press: Press) -> Self {
        Self { press: press.within(PRESS_LIMIT), ..self }
    }

    /// The same with the fingerprint of its certificate on the sheets.
    pub fn with_fingerprint(self, fingerprint: Fingerprint) -> Self {
        Self { fingerprint: Some(fingerprint), ..self }
    }

    /// The counts of requests.
    pub fn tally(&self) -> &Arc<Tally> {
        &self.tally
    }
}

/// The whole application: the areas, then every layer.
pub fn app(state: AppState) -> Router {
    let areas = Router::new()
        .merge(health::router())
        .merge(assets::router())
        .merge(home::router())
        .merge(text::router())
        .merge(files::router())
        .merge(ledger::router())
        .merge(account::router())
        .merge(delegate::router())
        .merge(desk::router())
        .merge(office::router())
        .merge(issue::router())
        .merge(setup::router())
        .merge(downloads::router())
        .merge(package::router())
        .merge(releases::router())
        .merge(demo::router());
    layered(areas, state, TIME_LIMIT)
}

/// Every layer around the areas, the innermost first.
fn layered(areas: Router<AppState>, state: AppState, patience: Duration) -> Router {
    areas
        .fallback(async || error::Error::NotFound)
        .method_not_allowed_fallback(async || error::Error::Method)
        .layer(RequestBodyLimitLayer::new(UPLOAD_LIMIT))
        .layer(from_fn_with_state(state.clone(), session::settle))
        .layer(from_fn_with_state(state.front, origin::check))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, patience))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(answer::unless_known))
        .layer(from_fn(error::dress))
        .layer(from_fn(padding::pad))
        .layer(compression())
        .layer(from_fn_with_state(state.tally.clone(), tally::count))
        .layer(from_fn_with_state(state.front, headers::secure))
        .with_state(state)
}

/// The answer to a request that ended in a panic. What it said may be words of a text: it is told to nobody.
fn panicked(_: Box<dyn Any + Send>) -> Response {
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// Compresses what is not compressed already, as Word and PDF files are, and not what is padded: how well a page can be
/// compressed tells what is on it.
fn compression() -> CompressionLayer<impl Predicate> {
    let no_word = NotForContentType::const_new("application/vnd.openxmlformats");
    let no_pdf = NotForContentType::const_new("application/pdf");
    CompressionLayer::new()
        .quality(CompressionLevel::Precise(COMPRESSION))
        .compress_when(DefaultPredicate::new().and(no_word).and(no_pdf).and(padding::NotPadded))
}

#[cfg(test)]
mod tests;
