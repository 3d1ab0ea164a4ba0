//! The doors: logging in and out, enrolling, and making a new key from the recovery key.
//!
//! Invariant: a key, a code and a passphrase are read from a form and written to nothing. Keys are shown once, on the
//! page that answers the form they were made by. Words that are no key stand in that answer, to be put right, and in no
//! other; a passphrase never does.

mod keys;
pub(super) mod staff;
mod view;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::AppState;
use super::again::{Held, local};
use super::answer::{Page, see_other};
use super::error::Error;
use super::extract::Form;
use super::guest::{Guest, Seat};
use super::paths::{self, route};
use super::refusal::said;
use super::session;
use crate::clock;
use crate::i18n;
use crate::identity::session::Session;
use crate::proceedings::{self, LoggedIn, Refusal};

pub(super) use self::keys::why;
pub(super) use self::view::{Sort, both_cards, door, key_card, lapsed};

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(route::LOG_IN, get(keys::page).post(keys::log_in))
        .route(route::LOG_IN_FILE, post(keys::log_in_with_file))
        .route(route::LOG_IN_STAFF, get(staff::page).post(staff::log_in))
        .route(route::SECOND_FACTOR, post(staff::set_up))
        .route(route::ENROL, get(keys::enrol_page).post(keys::enrol))
        .route(route::RECOVER, get(keys::recover_page).post(keys::recover))
        .route(route::KEY_FILE, post(keys::file))
        .route(route::LOG_OUT, post(log_out))
}

/// Where a log-in leads.
#[derive(Clone, Debug, Default, Deserialize)]
struct Next {
    next: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// What the page of a door shows besides its fields.
#[derive(Debug, Default)]
struct Knock {
    next: Option<String>,
    held: Option<Held>,
    /// What was wrong with a key, and the words of it that were typed.
    key: Option<(String, Zeroizing<String>)>,
}

async fn log_out(
    State(app): State<AppState>,
    sent: axum::http::HeaderMap,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, Error> {
    if let Some(token) = session::token(app.front, &sent) {
        app.store.act(move |store| proceedings::log_out(store, &token)).await?;
    }
    let mut response = see_other(&paths::processes());
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, session::ended(app.front));
    // Where staff log in again, the browser stays known; nothing else of it does.
    let marked = !super::staff_door::marks(app.front, &sent).is_empty();
    let all = if marked { "\"cache\", \"storage\"" } else { "\"cache\", \"cookies\", \"storage\"" };
    let all = HeaderValue::from_static(all);
    headers.insert(header::HeaderName::from_static("clear-site-data"), all);
    Ok(response)
}

/// Sets the cookie and leads on: to the form that was held, to the page that was asked for, or home.
async fn welcome(
    app: &AppState,
    guest: &Guest,
    begun: &LoggedIn,
    own_device: bool,
    next: Option<String>,
    held: Option<Held>,
) -> Result<Response, Error> {
    app.idle.begin(&begun.token, own_device, clock::now());
    let mut response = match held {
        Some(held) => Page(view::back(i18n::words(), &Seat::nameless(guest), &held)).into_response(),
        None => {
            let next = next.as_deref().map(local).filter(|next| *next != "/").map(str::to_owned);
            see_other(&match next {
                Some(next) => next,
                None => home_of(app, &begun.session).await?,
            })
        }
    };
    response.headers_mut().append(header::SET_COOKIE, session::cookie(app.front, &begun.token, own_device));
    Ok(response)
}

/// The home of a delegation's process; the list of all for staff.
async fn home_of(app: &AppState, session: &Session) -> Result<String, Error> {
    let delegation = match session {
        Session::Delegate(delegate) => delegate.delegation,
        Session::Staff(_) => return Ok(paths::processes()),
    };
    let found = move |r: &crate::store::Read<'_>| {
        let process = r.delegation(delegation)?.process;
        let name = r.processes()?.into_iter().find(|it| it.id == process).map(|it| it.name);
        Ok::<_, Error>(name)
    };
    Ok(app.store.read(found).await?.map_or_else(paths::processes, |name| paths::process(&name)))
}

fn held(to: Option<String>, form: Option<String>) -> Option<Held> {
    to.zip(form).map(|(to, form)| Held { to: local(&to).to_owned(), form })
}

/// What was refused, as a message; what is broken, as an error.
fn told<T>(found: Result<T, Refusal>) -> Result<Result<T, &'static str>, Error> {
    match found {
        Ok(found) => Ok(Ok(found)),
        Err(Refusal::Act(error)) => Err(error.into()),
        Err(refusal) => Ok(Err(said(&refusal))),
    }
}

/// A page with what was wrong on it.
fn refused(page: maud::Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response()
}
