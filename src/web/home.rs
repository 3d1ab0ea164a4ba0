//! The list of processes, and the home of each.

mod now;
mod stages;
mod view;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use self::now::Now;
use self::stages::{Stage, stages};
use super::AppState;
use super::answer::Page;
use super::delegate::round_of;
use super::error::Error;
use super::extract::Path;
use super::guest::{Guest, Seat};
use super::paths::route;
use super::reader::Standing;
use super::shelf::Shelf;
use super::sight::Sight;
use super::submitted::submitted;
use super::visit::{Issued, Visit};
use crate::clock;
use crate::document::compare::compare;
use crate::document::inline::Text;
use crate::document::{Kind, Paragraph};
use crate::drafting::round::Phase;
use crate::export::rendition::Language;
use crate::i18n;
use crate::store::{Read, Store};

pub(super) fn router() -> Router<AppState> {
    Router::new().route(route::PROCESSES, get(list)).route(route::PROCESS, get(process))
}

/// One process in the list.
struct Listed {
    name: String,
    title: String,
    /// The draft issued last, and the day.
    latest: Option<(String, jiff::civil::Date)>,
}

/// All that the home of a process shows.
struct Home {
    visit: Visit,
    /// The title of the text.
    text: String,
    language: Language,
    stages: Vec<Stage>,
    /// The phase of the round on the latest draft.
    phase: Phase,
    /// What changed from the draft before to the latest.
    changed: Option<Changed>,
    /// How many submissions on each draft the reader is shown; none where they are shown none.
    submissions: Vec<Option<usize>>,
    zone: TimeZone,
    now: Timestamp,
    /// What the reader can do now; none for the public.
    now_to_do: Option<Now>,
}

/// How much of a draft is not as it was.
struct Changed {
    /// The draft before.
    since: Issued,
    changes: usize,
}

async fn list(guest: Guest, State(app): State<AppState>) -> Result<Page, Error> {
    let (seat, listed) =
        app.store.read(move |r| Ok::<_, Error>((Seat::of(r, &guest)?, listed(r, &guest)?))).await?;
    Ok(Page(view::list(i18n::words(), &seat, &listed)))
}

async fn process(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
) -> Result<Page, Error> {
    let shelf = Arc::clone(&app.shelf);
    if !guest.is_known() {
        let read = move |r: &Read<'_>| home(r, &shelf, Visit::to(r, &guest, &process)?, clock::now());
        return Ok(Page(view::home(i18n::words(), &app.store.read(read).await?)));
    }
    let found = move |store: &Store| {
        let (visit, round) = store.blocking_read(|r| {
            let visit = Visit::to(r, &guest, &process)?;
            let round = round_of(r, &visit)?;
            Ok::<_, Error>((visit, round))
        })?;
        let now_to_do = Now::of(store, &visit, round.as_ref())?;
        let home = store.blocking_read(|r| home(r, &shelf, visit, clock::now()))?;
        Ok::<_, Error>(Home { now_to_do, ..home })
    };
    let home = app.store.act(found).await?;
    Ok(Page(view::home(i18n::words(), &home)))
}

/// The processes that the reader may see.
fn listed(r: &Read<'_>, guest: &Guest) -> Result<Vec<Listed>, Error> {
    let mut listed = Vec::new();
    for process in r.processes()? {
        let standing = Standing::of(r, &guest.reader, &process)?;
        if !Sight::of(standing.audience(), &process.settings).drafts {
            continue;
        }
        let latest = match r.documents(process.id)?.first() {
            Some(document) => r.latest_draft(document.id)?,
            None => None,
        };
        let latest = latest.map(|draft| (draft.label, draft.issued));
        listed.push(Listed { name: process.name, title: process.title, latest });
    }
    Ok(listed)
}

fn home(r: &Read<'_>, shelf: &Shelf, visit: Visit, now: Timestamp) -> Result<Home, Error> {
    let zone = TimeZone::get(&visit.scope.process.settings.venue).unwrap_or(TimeZone::UTC);
    let mut rounds = Vec::new();
    for issued in &visit.drafts {
        let submissions = submitted(r, shelf, &visit, issued)?.map(|it| it.all());
        rounds.push((r.rounds(issued.draft.id)?, submissions));
    }
    let latest = match visit.drafts.last() {
        Some(latest) => r.paragraphs(latest.draft.id)?,
        None => Vec::new(),
    };
    let last_round = rounds.last().and_then(|(rounds, _)| rounds.last());
    Ok(Home {
        text: title_of(&latest).unwrap_or_else(|| visit.scope.document.title.clone()),
        language: visit.language(&latest),
        stages: stages(&visit.drafts, &rounds),
        phase: last_round.map_or(Phase::Planned, |round| round.phase),
        changed: changed(r, &visit, &latest)?,
        submissions: rounds.iter().map(|(_, submissions)| *submissions).collect(),
        visit,
        zone,
        now,
        now_to_do: None,
    })
}

/// The title that the text itself has.
fn title_of(paragraphs: &[Paragraph]) -> Option<String> {
    let title = paragraphs.iter().find(|it| it.content.kind == Kind::Title)?;
    Some(Text::plain(&title.content.text))
}

fn changed(r: &Read<'_>, visit: &Visit, paragraphs: &[Paragraph]) -> Result<Option<Changed>, Error> {
    let Some(latest) = visit.drafts.last() else { return Ok(None) };
    let Some(since) = visit.before(latest).next() else { return Ok(None) };
    let before = r.paragraphs(since.draft.id)?;
    let lineage = r.lineage(&since.draft, &latest.draft)?;
    let changes = compare(&before, paragraphs, &lineage).changes().len();
    Ok(Some(Changed { since: since.clone(), changes }))
}
