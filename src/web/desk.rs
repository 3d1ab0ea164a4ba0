//! The desk: what is to be decided, paragraph by paragraph, and deciding it.
//!
//! Invariant: co-chairs decide, the secretariat looks on, nobody else comes here. Every form says on which state of the
//! desk it was made; where somebody else has decided on the same paragraph since, nothing of it is done before its
//! sender has seen that, and nothing typed is lost.

mod ask;
mod bench;
mod files;
mod ground;
mod overview;
mod sent;
mod told;
mod traced;
mod view;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use maud::Markup;
use serde::Deserialize;

use self::bench::{Bench, Said};
pub(super) use self::ground::{Ground, Laid};
use self::overview::{Asked, Overview};
use self::sent::{Sent, Verdict};
use super::AppState;
use super::answer::{Page, see_other};
use super::error::Error;
use super::extract::{Form, Path, Query};
use super::guest::{Guest, Seat};
use super::page::{Frame, Here, layout_with};
use super::paths::{self, At, route};
use super::visit::Visit;
use crate::i18n::{self, Words};
use crate::identity::role::Act;
use crate::store::{Read, Write};

/// Sent by the script, which puts the answer into the page that is there.
const PART: &str = "x-part";

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(route::DESK, get(overview))
        .route(route::WORKING_DOCX, get(files::docx))
        .route(route::WORKING_PDF, get(files::pdf))
        .route(route::WORKING_HTML, get(files::html))
        .route(route::ASK, get(ask::page).post(ask::put))
        .route(route::DESK_AT, get(paragraph).post(decide))
        .route(route::DESK_PREVIEW, post(preview))
}

async fn overview(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Page, Error> {
    let shelf = Arc::clone(&app.shelf);
    let read = move |r: &Read<'_>| Overview::of(r, &shelf, at_desk(r, &guest, &process)?, asked);
    let mut overview = app.store.read(read).await?;
    if let Some(round) = overview.asks_whether_something_waits() {
        overview.waits = Some(app.store.private(move |p| Ok::<_, Error>(p.something_waits(round)?)).await?);
    }
    let words = i18n::words();
    let title = words.say("desk-title");
    let keys = [("j", "desk-key-next-row"), ("k", "desk-key-previous-row"), ("n", "desk-key-next")];
    let main = overview::view::main(words, &overview);
    Ok(Page(framed(words, &overview.visit, &title, &keys, main)))
}

async fn paragraph(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, at)): Path<(String, String)>,
    Query(said): Query<Said>,
    headers: HeaderMap,
) -> Result<Page, Error> {
    let at = At::parse(&at).ok_or(Error::NotFound)?;
    let shelf = Arc::clone(&app.shelf);
    let read = move |r: &Read<'_>| Bench::of(r, &shelf, at_desk(r, &guest, &process)?, at);
    let bench = app.store.read(read).await?;
    Ok(Page(drawn(&Bench { said, ..bench }, &headers)))
}

async fn decide(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, at)): Path<(String, String)>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let at = At::parse(&at).ok_or(Error::NotFound)?;
    let (asked, shelf) = ((guest.clone(), process.clone(), sent.clone()), Arc::clone(&app.shelf));
    let act = move |w: &Write<'_>| {
        let (guest, process, sent) = asked;
        sent.carry_out(w, &shelf, &Visit::to(w, &guest, &process)?, at)
    };
    let trouble = match app.store.write(act).await? {
        Verdict::Done(done) => {
            let place = paths::desk_at(&process, at);
            let to = format!("{place}?done={}#{}", done.said, done.anchor);
            return Ok(see_other(&to));
        }
        Verdict::Not(trouble) => trouble,
    };
    let shelf = Arc::clone(&app.shelf);
    let read = move |r: &Read<'_>| Bench::of(r, &shelf, at_desk(r, &guest, &process)?, at);
    let bench = app.store.read(read).await?;
    let status = if trouble.is_stale() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let bench = Bench { trouble: Some(trouble), typed: Some(sent), ..bench };
    Ok((status, Page(drawn(&bench, &headers))).into_response())
}

/// Words that are being typed, and the paragraph of the result they are typed for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    piece: String,
    typed: String,
}

/// The redline of words that are being typed; nothing is kept of them.
async fn preview(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, at)): Path<(String, String)>,
    Form(Typed { piece, typed }): Form<Typed>,
) -> Result<Page, Error> {
    let at = At::parse(&at).ok_or(Error::NotFound)?;
    let piece = piece.parse().map_err(|_| Error::Form)?;
    let shelf = Arc::clone(&app.shelf);
    let read = move |r: &Read<'_>| {
        let visit = Visit::to(r, &guest, &process)?;
        visit.permitted(Act::Decide)?;
        let bench = Bench::of(r, &shelf, visit, at)?;
        Ok::<_, Error>(view::preview(i18n::words(), &bench, piece, &typed))
    };
    Ok(Page(app.store.read(read).await?))
}

/// A visit of somebody who sits at the desk.
fn at_desk(r: &Read<'_>, guest: &Guest, process: &str) -> Result<Visit, Error> {
    let visit = Visit::to(r, guest, process)?;
    visit.at_desk()?;
    Ok(visit)
}

/// The page of one place, or what its script asked for: the middle of it.
fn drawn(bench: &Bench, headers: &HeaderMap) -> Markup {
    let words = i18n::words();
    let main = view::main(words, bench);
    if headers.contains_key(PART) {
        return main;
    }
    let keys = [
        ("j", "desk-key-next-card"),
        ("k", "desk-key-previous-card"),
        ("a", "desk-key-retain"),
        ("x", "desk-key-not-retained"),
        ("b", "desk-key-bracket"),
        ("u", "desk-key-undo"),
        ("n", "desk-key-next"),
    ];
    framed(words, &bench.visit, &bench.title(words), &keys, main)
}

fn framed(words: &Words, visit: &Visit, title: &str, keys: &[(&str, &str)], main: Markup) -> Markup {
    let seat: &Seat = &visit.seat;
    layout_with(&Frame { words, title, process: Some(visit.place(Here::Desk)), seat }, keys, main)
}
