//! Two questions for whoever watches the server: does it run, and can it read the record.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::AppState;
use super::error::Error;
use super::paths::route;
use crate::store;

pub(super) fn router() -> Router<AppState> {
    Router::new().route(route::LIVE, get(live)).route(route::READY, get(ready))
}

async fn live() -> Response {
    fine()
}

async fn ready(State(app): State<AppState>) -> Result<Response, Error> {
    app.store.read(|r| r.processes().map(drop)).await.map_err(|error: store::Error| Error::from(error))?;
    Ok(fine())
}

fn fine() -> Response {
    ([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], "ok\n").into_response()
}
