//! The door of the staff: passphrase and code on one page, and setting the second factor up for whoever has none yet.
//!
//! Invariant: a wrong login, passphrase or code is answered alike. A passphrase and a code are read from a form and
//! written to nothing; a secret stands on the page that offers it and nowhere else.

pub(in crate::web) mod view;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::{Next, held, told, welcome};
use crate::clock;
use crate::i18n::{self, Fact};
use crate::identity::device::Mark;
use crate::identity::session::Session;
use crate::proceedings::{
    Admitted, LoggedIn, Shown, log_in_staff, log_in_to_demonstration, mark, offered_at_the_door, recognise,
    set_up_at_the_door,
};
use crate::web::AppState;
use crate::web::again::Held;
use crate::web::answer::Page;
use crate::web::error::Error;
use crate::web::extract::{Form, Query};
use crate::web::guest::Guest;
use crate::web::office::Wrong;
use crate::web::staff_door::{self, marks};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StaffForm {
    login: String,
    passphrase: Zeroizing<String>,
    #[serde(default)]
    code: Zeroizing<String>,
    own_device: Option<String>,
    next: Option<String>,
    to: Option<String>,
    form: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FirstCodeForm {
    login: String,
    offer: String,
    code: Zeroizing<String>,
    own_device: Option<String>,
    next: Option<String>,
    to: Option<String>,
    form: Option<String>,
}

/// What a page of this door shows besides its fields.
#[derive(Debug, Default)]
pub(in crate::web) struct AtDoor {
    /// Where the log-in leads.
    pub(in crate::web) next: Option<String>,
    /// The form that is held meanwhile.
    pub(in crate::web) held: Option<Held>,
    /// Whether the device was said to be one's own.
    pub(in crate::web) own_device: bool,
    /// What was wrong the last time.
    pub(in crate::web) wrong: Option<Wrong>,
    /// The login that was typed.
    pub(in crate::web) login: String,
}

pub(super) async fn page(guest: Guest, Query(Next { next }): Query<Next>) -> Page {
    Page(view::page(i18n::words(), &guest, &AtDoor { next, ..AtDoor::default() }))
}

pub(super) async fn log_in(
    guest: Guest,
    State(app): State<AppState>,
    headers: HeaderMap,
    Form(form): Form<StaffForm>,
) -> Result<Response, Error> {
    let StaffForm { login, passphrase, code, own_device, next, to, form } = form;
    let held = held(to, form);
    let at = AtDoor { next, held, own_device: own_device.is_some(), wrong: None, login };
    let (now, brought) = (clock::now(), marks(app.front, &headers));
    let (name, tried) = (at.login.clone(), brought.clone());
    let used = app.store.act(move |store| recognise(store, &name, &tried, now)).await?;
    let attempt = match app.door.attempt(&at.login, used.as_ref()).await {
        Ok(attempt) => attempt,
        Err(wait) => return Ok(too_often(&guest, at, wait.as_secs() + 1)),
    };
    let shown = Shown { login: at.login.clone(), passphrase, code };
    let demonstrates = guest.demo.is_some();
    let admitted = app.store.act(move |store| match demonstrates {
        true => log_in_to_demonstration(store, &shown, now).map(Admitted::In),
        false => log_in_staff(store, &shown, now),
    });
    match told(admitted.await)? {
        Ok(admitted) => {
            attempt.was_right();
            match admitted {
                Admitted::In(begun) => enter(&app, &guest, at, &begun, used, &brought).await,
                Admitted::SetsUp { offered, .. } => {
                    Ok(Page(view::set_up(i18n::words(), &guest, &at, &offered)).into_response())
                }
            }
        }
        Err(wrong) => {
            Ok(refused(&guest, AtDoor { wrong: Some(Wrong::new(i18n::words(), wrong, "login")), ..at }))
        }
    }
}

pub(super) async fn set_up(
    guest: Guest,
    State(app): State<AppState>,
    headers: HeaderMap,
    Form(form): Form<FirstCodeForm>,
) -> Result<Response, Error> {
    let FirstCodeForm { login, offer, code, own_device, next, to, form } = form;
    let held = held(to, form);
    let at = AtDoor { next, held, own_device: own_device.is_some(), wrong: None, login };
    let (name, sealed, now) = (at.login.clone(), offer.clone(), clock::now());
    let begun = app.store.act(move |store| set_up_at_the_door(store, &name, &sealed, &code, now)).await;
    let wrong = match told(begun)? {
        Ok(begun) => return enter(&app, &guest, at, &begun, None, &marks(app.front, &headers)).await,
        Err(wrong) => wrong,
    };
    let name = at.login.clone();
    let offered = app.store.act(move |store| offered_at_the_door(store, &name, &offer, now)).await;
    let words = i18n::words();
    match told(offered)? {
        Ok(offered) => {
            let at = AtDoor { wrong: Some(Wrong::new(words, wrong, "code")), ..at };
            Ok(unprocessable(Page(view::set_up(words, &guest, &at, &offered))))
        }
        // It has waited too long: they begin anew.
        Err(wrong) => Ok(refused(&guest, AtDoor { wrong: Some(Wrong::new(words, wrong, "login")), ..at })),
    }
}

/// Leads on, and marks the browser.
async fn enter(
    app: &AppState,
    guest: &Guest,
    at: AtDoor,
    begun: &LoggedIn,
    used: Option<Mark>,
    brought: &[Mark],
) -> Result<Response, Error> {
    let response = welcome(app, guest, begun, at.own_device, at.next, at.held).await?;
    marked(app, begun, used.as_ref(), brought, response).await
}

/// Marks the browser of a member of the staff who has just logged in.
pub(in crate::web) async fn marked(
    app: &AppState,
    begun: &LoggedIn,
    used: Option<&Mark>,
    brought: &[Mark],
    mut response: Response,
) -> Result<Response, Error> {
    if let Session::Staff(staff) = &begun.session {
        let (staff, now) = (*staff, clock::now());
        if let Some(new) = app.store.act(move |store| mark(store, staff, now)).await? {
            let cookie = staff_door::cookie(app.front, &new, used, brought);
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    Ok(response)
}

fn too_often(guest: &Guest, at: AtDoor, seconds: u64) -> Response {
    let words = i18n::words();
    let count = Fact::Number(i64::try_from(seconds).unwrap_or(i64::MAX));
    let wrong = Wrong { said: words.tell("refused-too-often", &[("seconds", count)]), field: "login" };
    let page = Page(view::page(words, guest, &AtDoor { wrong: Some(wrong), ..at }));
    let wait = [(header::RETRY_AFTER, HeaderValue::from(seconds))];
    (StatusCode::TOO_MANY_REQUESTS, wait, page).into_response()
}

fn refused(guest: &Guest, at: AtDoor) -> Response {
    unprocessable(Page(view::page(i18n::words(), guest, &at)))
}

fn unprocessable(page: Page) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// A second factor that is offered, as the pages of links show it too.
pub(in crate::web) use self::view::second_factor;
