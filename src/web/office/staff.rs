//! The staff of a process: who holds which office, and the links by which new members choose their passphrase.
//!
//! Invariant: a link stands on the page that answers the form it was asked for with, and nowhere else. Nobody gets a
//! link for a member who holds an office where the asker runs nothing.

mod view;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::delegations::server;
use super::field::Wrong;
use super::{told, unprocessable, visit};
use crate::i18n;
use crate::identity::StaffId;
use crate::identity::actor::Actor;
use crate::identity::role::Act;
use crate::identity::secret::Token;
use crate::proceedings::{self, NewMember, Refusal, add_member, appoint, invite};
use crate::store::staff::{Appointment, Office, Staff};
use crate::store::{Read, Store};
use crate::web::AppState;
use crate::web::answer::{Page, see_other};
use crate::web::error::Error;
use crate::web::extract::{Form, Path, Query};
use crate::web::guest::Guest;
use crate::web::paths;
use crate::web::visit::Visit;

/// The staff as a page.
struct Members {
    visit: Visit,
    appointments: Vec<(Staff, Appointment)>,
    /// Everybody on the staff of the server, who may be appointed here.
    all: Vec<Staff>,
    typed: Typed,
    wrong: Option<Wrong>,
    done: Option<&'static str>,
}

/// What stands in the fields.
#[derive(Default)]
struct Typed {
    login: String,
    name: String,
    office: String,
    body: String,
}

/// A link that was just made.
struct Given {
    visit: Visit,
    name: String,
    login: String,
    address: String,
}

#[derive(Default, Deserialize)]
pub(super) struct Done {
    done: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AddForm {
    login: String,
    name: String,
    office: String,
    body: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AppointForm {
    staff: StaffId,
    office: String,
    body: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DismissForm {
    staff: StaffId,
    office: Office,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

pub(super) async fn page(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Query(Done { done }): Query<Done>,
) -> Result<Page, Error> {
    let mut members = app.store.read(move |r| members(r, &guest, &process)).await?;
    members.done = ["appointed", "dismissed"].into_iter().find(|it| Some(*it) == done.as_deref());
    Ok(Page(view::page(i18n::words(), &members)))
}

pub(super) async fn add(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    headers: HeaderMap,
    Form(AddForm { login, name, office, body }): Form<AddForm>,
) -> Result<Response, Error> {
    let before = app.store.read(move |r| members(r, &guest, &process)).await?;
    let typed = Typed { login, name, office, body };
    let appointment = match appointment(&typed.office, &typed.body, "body") {
        Ok(appointment) => appointment,
        Err(wrong) => return Ok(refused(Members { typed, ..before }, wrong)),
    };
    let new = NewMember { login: typed.login.trim().to_owned(), name: typed.name.clone(), appointment };
    let (id, by) = (before.visit.scope.process.id, before.visit.actor()?);
    let turn = app.door.hashing().await;
    let added = app.store.act(move |store| add_member(store, id, new, &by)).await;
    drop(turn);
    match told(added)? {
        Ok(link) => {
            let address = address(&app, &headers, &link);
            let Typed { login, name, .. } = typed;
            let given = Given { visit: before.visit, name, login, address };
            Ok(Page(view::given(i18n::words(), &given)).into_response())
        }
        Err(said) => {
            let wrong = Wrong::new(i18n::words(), said, "login");
            Ok(refused(Members { typed, ..before }, wrong))
        }
    }
}

pub(super) async fn appoint_known(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Form(AppointForm { staff, office, body }): Form<AppointForm>,
) -> Result<Response, Error> {
    let name = process.clone();
    let before = app.store.read(move |r| members(r, &guest, &name)).await?;
    let appointment = match appointment(&office, &body, "known-body") {
        Ok(appointment) => appointment,
        Err(wrong) => return Ok(refused(before, wrong)),
    };
    let (id, by) = (before.visit.scope.process.id, before.visit.actor()?);
    match told(app.store.write(move |w| appoint(w, id, staff, &appointment, &by)).await)? {
        Ok(()) => Ok(see_other(&format!("{}?done=appointed", paths::office::staff(&process)))),
        Err(said) => Ok(refused(before, Wrong::new(i18n::words(), said, "known-body"))),
    }
}

pub(super) async fn dismiss(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Form(DismissForm { staff, office }): Form<DismissForm>,
) -> Result<Response, Error> {
    let name = process.clone();
    let before = app.store.read(move |r| members(r, &guest, &name)).await?;
    let (id, by) = (before.visit.scope.process.id, before.visit.actor()?);
    let dismissed = app.store.write(move |w| proceedings::dismiss(w, id, staff, office, &by)).await;
    match told(dismissed)? {
        Ok(()) => Ok(see_other(&format!("{}?done=dismissed", paths::office::staff(&process)))),
        Err(said) => Ok(refused(before, Wrong::new(i18n::words(), said, "members"))),
    }
}

pub(super) async fn link(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, staff)): Path<(String, StaffId)>,
    headers: HeaderMap,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, Error> {
    let before = app.store.read(move |r| members(r, &guest, &process)).await?;
    let (asker, by) = (before.visit.standing.staff().ok_or(Error::NotYours)?, before.visit.actor()?);
    let known = before.appointments.iter().find(|(it, _)| it.id == staff).map(|(it, _)| it.clone());
    let Some(known) = known else { return Err(Error::NotFound) };
    let given = app.store.act(move |store| link_for(store, asker, staff, &by)).await;
    match told(given)? {
        Ok(link) => {
            let address = address(&app, &headers, &link);
            let Staff { login, name, .. } = known;
            let given = Given { visit: before.visit, name, login, address };
            Ok(Page(view::given(i18n::words(), &given)).into_response())
        }
        Err(_) => Ok(refused(before, Wrong::new(i18n::words(), "refused-link-elsewhere", "members"))),
    }
}

/// A link for a member, if the asker runs every process that the member has an office in.
fn link_for(store: &Store, asker: StaffId, staff: StaffId, by: &Actor) -> Result<Token, Refusal> {
    let runs_all = store.blocking_read(|r| {
        for process in r.processes()? {
            let elsewhere = !r.offices(process.id, staff)?.is_empty();
            if elsewhere && !r.offices(process.id, asker)?.contains(&Office::Secretariat) {
                return Ok(false);
            }
        }
        Ok::<_, Refusal>(true)
    })?;
    if runs_all { invite(store, staff, by) } else { Err(Refusal::NotPermitted) }
}

fn address(app: &AppState, headers: &HeaderMap, link: &Token) -> String {
    format!("{}{}", server(app.front, headers), paths::office::setup(&link.digits()))
}

fn refused(members: Members, wrong: Wrong) -> Response {
    unprocessable(view::page(i18n::words(), &Members { wrong: Some(wrong), ..members }))
}

/// The office that is meant; a co-chair's with the State or body they come from.
fn appointment(office: &str, body: &str, field: &'static str) -> Result<Appointment, Wrong> {
    let all = [Office::CoChair, Office::Secretariat, Office::Moderator, Office::Interpreter];
    let wrong = |said| Wrong::new(i18n::words(), said, field);
    match all.into_iter().find(|it| it.name() == office) {
        None => Err(wrong("wrong-office")),
        Some(Office::CoChair) if !body.chars().any(char::is_alphanumeric) => Err(wrong("wrong-body")),
        Some(Office::CoChair) => Ok(Appointment::CoChair(body.to_owned())),
        Some(office) => Ok(Appointment::Other(office)),
    }
}

fn members(r: &Read<'_>, guest: &Guest, process: &str) -> Result<Members, Error> {
    let visit = visit(r, guest, process, Act::Appoint)?;
    Ok(Members {
        appointments: r.appointments(visit.scope.process.id)?,
        all: r.all_staff()?,
        visit,
        typed: Typed { office: Office::CoChair.name().to_owned(), ..Typed::default() },
        wrong: None,
        done: None,
    })
}
