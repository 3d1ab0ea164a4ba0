//! Counts requests by route and status: all that is kept of them.

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::telemetry::Tally;

/// Counts one request.
pub(super) async fn count(State(tally): State<Arc<Tally>>, request: Request, next: Next) -> Response {
    let pattern = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    tally.count(pattern.as_ref().map_or("no route", MatchedPath::as_str), response.status().as_u16());
    response
}
