//! The office of a process: its rounds, its delegations, its staff and its settings; and of the server, its processes.
//!
//! Invariant: every page asks what the reader may do. Names of delegations stand on the roster and on their sheets
//! and nowhere else, and nothing here says what any of them wrote.

mod audit;
mod delegations;
mod field;
mod first_draft;
mod positions;
mod received;
mod rounds;
mod server;
mod settings;
mod staff;
mod view;
mod who;
mod window;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::tz::TimeZone;
use maud::Markup;

use super::answer::Page;
use super::error::Error;
use super::guest::Guest;
use super::paths::office::route;
use super::paths::route::OFFICE;
use super::refusal::said;
use super::visit::Visit;
use super::{AppState, UPLOAD_LIMIT};
use crate::identity::role::Act;
use crate::proceedings::Refusal;
use crate::store::Read;

pub(super) use self::delegations::server as server_of;
pub(super) use self::field::{Field, Wrong, choice, summary, typed};
pub(super) use self::settings::{Chosen, Visible, chosen_fields};
pub(super) use self::view::moments;
pub(super) use self::window::{Typed, field_of, fields};

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(OFFICE, get(rounds::page))
        .route(route::ROUND, post(rounds::settle))
        .route(route::PHASE, post(rounds::lead))
        .route(route::RELEASES, post(rounds::release))
        .route(route::DELEGATIONS, get(delegations::page).post(delegations::add))
        .route(route::SHEETS, post(delegations::sheets))
        .route(route::DELEGATION, get(delegations::one))
        .route(route::ANEW, post(delegations::anew))
        .route(route::REMOVAL, post(delegations::strike_off))
        .route(route::STAFF, get(staff::page).post(staff::add))
        .route(route::OFFICES, post(staff::appoint_known))
        .route(route::DISMISSAL, post(staff::dismiss))
        .route(route::LINK, post(staff::link))
        .route(route::RECEIVED, get(received::page))
        .route(route::SLIPS, post(received::slips))
        .route(route::AUDIT, get(audit::page))
        .route(route::AUDIT_FILE, get(audit::file))
        .route(route::SETTINGS, get(settings::page).post(settings::change))
        .route(route::FIRST_DRAFT, get(first_draft::page).post(first_draft::upload))
        .route(route::FIRST_ISSUE, post(first_draft::issue))
        .route(route::NATIONAL_POSITIONS, get(positions::page).post(positions::register))
        .route(route::STRIKE_POSITION, post(positions::strike))
        .route(route::SERVER, get(server::page))
        .route(route::BEGIN, post(server::begin))
        .route(route::PASSPHRASE, get(server::passphrase_page).post(server::change_passphrase))
        .route(route::WHO, get(who::page))
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT))
}

/// The pages of the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    Rounds,
    Delegations,
    Received,
    Staff,
    Settings,
    Audit,
    FirstDraft,
    Positions,
}

/// Visits a process to do something there.
fn visit(r: &Read<'_>, guest: &Guest, process: &str, act: Act) -> Result<Visit, Error> {
    let visit = Visit::to(r, guest, process)?;
    visit.permitted(act)?;
    Ok(visit)
}

/// The clocks of the venue.
pub(super) fn zone(visit: &Visit) -> TimeZone {
    TimeZone::get(&visit.scope.process.settings.venue).unwrap_or(TimeZone::UTC)
}

/// What was refused, for the form; what is broken or not there, as an error.
pub(super) fn told<T>(found: Result<T, Refusal>) -> Result<Result<T, &'static str>, Error> {
    match found {
        Ok(found) => Ok(Ok(found)),
        Err(Refusal::Act(error)) => match Error::from(error) {
            Error::Refused(said) => Ok(Err(said)),
            other => Err(other),
        },
        Err(refusal) => Ok(Err(said(&refusal))),
    }
}

/// A page with what was wrong on it.
pub(super) fn unprocessable(page: Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response()
}
