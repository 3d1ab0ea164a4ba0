//! The roster, and the sheets that delegations are handed.
//!
//! Invariant: a code stands on the page that answers the form it was asked for with, and nowhere else.

mod view;

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::field::Wrong;
use super::{told, unprocessable, visit};
use crate::clock;
use crate::config::{Fingerprint, Front};
use crate::i18n::{self, Fact};
use crate::identity::role::Act;
use crate::identity::{DelegationId, Track};
use crate::proceedings::{
    self, Progress, Refusal, Sheet, Unlisted, add_delegations, give_anew, give_sheets, on_the_roster,
    read_list,
};
use crate::store::Read;
use crate::store::delegations::Delegation;
use crate::web::AppState;
use crate::web::answer::{Page, see_other};
use crate::web::error::Error;
use crate::web::extract::{Form, Path, Query};
use crate::web::guest::Guest;
use crate::web::paths;
use crate::web::refusal::said;
use crate::web::visit::Visit;

/// The roster as a page.
struct Roster {
    visit: Visit,
    delegations: Vec<(Delegation, Progress)>,
    reissues: u32,
    typed: Typed,
    wrong: Option<Wrong>,
    done: Option<String>,
}

/// What stands in the fields.
struct Typed {
    list: String,
    track: String,
    seats: String,
}

impl Default for Typed {
    fn default() -> Self {
        Self { list: String::new(), track: Track::States.name().to_owned(), seats: "2".to_owned() }
    }
}

/// One delegation as a page.
struct One {
    visit: Visit,
    delegation: Delegation,
    progress: Progress,
    reissues: u32,
    wrong: Option<Wrong>,
}

/// Sheets to be printed.
struct Sheets {
    visit: Visit,
    sheets: Vec<Sheet>,
    /// Where the server is found, without the path.
    server: String,
    /// Of its certificate, where it made that for itself.
    fingerprint: Option<Fingerprint>,
    day: jiff::civil::Date,
}

#[derive(Default, Deserialize)]
pub(super) struct Done {
    added: Option<u32>,
    known: Option<u32>,
    done: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AddForm {
    list: String,
    track: String,
    seats: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SheetsForm {
    #[serde(default)]
    delegation: Vec<DelegationId>,
    which: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SureForm {
    sure: Option<String>,
}

pub(super) async fn page(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Query(Done { added, known, done }): Query<Done>,
) -> Result<Page, Error> {
    let mut roster = app.store.read(move |r| roster(r, &guest, &process)).await?;
    let words = i18n::words();
    roster.done = match (added.zip(known), done.as_deref()) {
        (Some((added, known)), _) => Some(words.tell(
            "delegations-added",
            &[("added", Fact::Number(added.into())), ("known", Fact::Number(known.into()))],
        )),
        (None, Some("struck-off")) => Some(words.say("delegation-struck-off")),
        (None, _) => None,
    };
    Ok(Page(view::page(words, &roster)))
}

pub(super) async fn add(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Form(AddForm { list, track, seats }): Form<AddForm>,
) -> Result<Response, Error> {
    let name = process.clone();
    let before = app.store.read(move |r| roster(r, &guest, &name)).await?;
    let typed = Typed { list, track, seats };
    let added = match typed.read() {
        Ok((named, track, seats)) => {
            let (id, by) = (before.visit.scope.process.id, before.visit.actor()?);
            let added = app.store.write(move |w| add_delegations(w, id, &named, track, seats, &by)).await;
            told(added)?.map_err(|said| Wrong::new(i18n::words(), said, "list"))
        }
        Err(wrong) => Err(wrong),
    };
    Ok(match added {
        Ok(added) => see_other(&format!(
            "{}?added={}&known={}",
            paths::office::delegations(&process),
            added.added,
            added.known
        )),
        Err(wrong) => {
            let again = Roster { typed, wrong: Some(wrong), ..before };
            unprocessable(view::page(i18n::words(), &again))
        }
    })
}

impl Typed {
    fn read(&self) -> Result<(Vec<proceedings::Named>, Track, u32), Wrong> {
        let words = i18n::words();
        let tracks = [Track::States, Track::Stakeholders];
        let track = tracks.into_iter().find(|it| it.name() == self.track);
        let track = track.ok_or_else(|| Wrong::new(words, "wrong-track", "track"))?;
        let seats = self.seats.trim().parse().ok().filter(|seats| *seats <= 99);
        let seats = seats.ok_or_else(|| Wrong::new(words, "wrong-seats", "seats"))?;
        let named = read_list(&self.list).map_err(|unlisted| {
            let line = match unlisted {
                Unlisted::Nameless(line) | Unlisted::Code(line) | Unlisted::Long(line) => line,
                Unlisted::Empty | Unlisted::Many => 0,
            };
            let facts = [("line", Fact::Number(line as i64))];
            Wrong { said: words.tell(said(&Refusal::Roster(unlisted)), &facts), field: "list" }
        })?;
        Ok((named, track, seats))
    }
}

pub(super) async fn sheets(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    headers: HeaderMap,
    Form(SheetsForm { delegation, which }): Form<SheetsForm>,
) -> Result<Response, Error> {
    let before = app.store.read(move |r| roster(r, &guest, &process)).await?;
    let chosen = match which.as_str() {
        "ticked" => delegation,
        "without" => {
            let without = before.delegations.iter().filter(|(_, it)| *it == Progress::NoSheet);
            without.map(|(delegation, _)| delegation.id).collect()
        }
        _ => return Err(Error::Form),
    };
    let (id, by) = (before.visit.scope.process.id, before.visit.actor()?);
    let given = app.store.write(move |w| give_sheets(w, id, &chosen, &by)).await;
    match told(given)? {
        Ok(sheets) => Ok(printed(&app, &headers, before.visit, sheets)),
        Err(said) => {
            let wrong = Some(Wrong::new(i18n::words(), said, "roster"));
            Ok(unprocessable(view::page(i18n::words(), &Roster { wrong, ..before })))
        }
    }
}

pub(super) async fn one(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, delegation)): Path<(String, DelegationId)>,
) -> Result<Page, Error> {
    let one = app.store.read(move |r| found(r, &guest, &process, delegation)).await?;
    Ok(Page(view::one(i18n::words(), &one)))
}

pub(super) async fn anew(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, delegation)): Path<(String, DelegationId)>,
    headers: HeaderMap,
    Form(SureForm { sure }): Form<SureForm>,
) -> Result<Response, Error> {
    let one = app.store.read(move |r| found(r, &guest, &process, delegation)).await?;
    if sure.is_none() {
        return Ok(not_sure(one, "sure-anew"));
    }
    let (id, by) = (one.visit.scope.process.id, one.visit.actor()?);
    let sheet = app.store.write(move |w| give_anew(w, id, delegation, &by)).await?;
    Ok(printed(&app, &headers, one.visit, vec![sheet]))
}

pub(super) async fn strike_off(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, delegation)): Path<(String, DelegationId)>,
    Form(SureForm { sure }): Form<SureForm>,
) -> Result<Response, Error> {
    let name = process.clone();
    let one = app.store.read(move |r| found(r, &guest, &name, delegation)).await?;
    if sure.is_none() {
        return Ok(not_sure(one, "sure-removal"));
    }
    let (id, by) = (one.visit.scope.process.id, one.visit.actor()?);
    let struck = app.store.write(move |w| proceedings::strike_off(w, id, delegation, &by)).await;
    match told(struck)? {
        Ok(()) => Ok(see_other(&format!("{}?done=struck-off", paths::office::delegations(&process)))),
        Err(_) => {
            let wrong = Some(Wrong::new(i18n::words(), "refused-enrolled", "sure-removal"));
            Ok(unprocessable(view::one(i18n::words(), &One { wrong, ..one })))
        }
    }
}

fn not_sure(one: One, field: &'static str) -> Response {
    let wrong = Some(Wrong::new(i18n::words(), "wrong-not-sure", field));
    unprocessable(view::one(i18n::words(), &One { wrong, ..one }))
}

/// The sheets, this once: never stored, and shown to whoever asked for them alone.
fn printed(app: &AppState, headers: &HeaderMap, visit: Visit, sheets: Vec<Sheet>) -> Response {
    let server = server(app.front, headers);
    let day = clock::today(&super::zone(&visit));
    let fingerprint = app.fingerprint;
    Page(view::sheets(i18n::words(), &Sheets { visit, sheets, server, fingerprint, day })).into_response()
}

/// Where the browser has found the server, which is where the delegations will.
pub(in crate::web) fn server(front: Front, headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let plain = host.bytes().all(|it| it.is_ascii_alphanumeric() || b".-:[]".contains(&it));
    format!("{}://{}", front.scheme(), if plain { host } else { "" })
}

fn roster(r: &Read<'_>, guest: &Guest, process: &str) -> Result<Roster, Error> {
    let visit = visit(r, guest, process, Act::Enrol)?;
    let id = visit.scope.process.id;
    Ok(Roster {
        delegations: proceedings::roster(r, id)?,
        reissues: r.reissues(id)?,
        visit,
        typed: Typed::default(),
        wrong: None,
        done: None,
    })
}

fn found(r: &Read<'_>, guest: &Guest, process: &str, delegation: DelegationId) -> Result<One, Error> {
    let visit = visit(r, guest, process, Act::Enrol)?;
    let id = visit.scope.process.id;
    on_the_roster(r, id, delegation)?;
    let all = proceedings::roster(r, id)?;
    let (delegation, progress) =
        all.into_iter().find(|(it, _)| it.id == delegation).ok_or(Error::NotFound)?;
    Ok(One { delegation, progress, reissues: r.reissues(id)?, visit, wrong: None })
}
