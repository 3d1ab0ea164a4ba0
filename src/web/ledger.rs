//! Where the words of a draft come from: its ledger, as far as the reader may see it.
//!
//! Invariant: delegations see what no submission asked for, and the lines of their own; whose a submission is, is
//! recognised by its tag and said of the reader's own alone.

mod view;

use std::collections::BTreeSet;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use rustc_hash::FxHashMap;

use super::AppState;
use super::answer::Page;
use super::error::Error;
use super::extract::Path;
use super::guest::Guest;
use super::paths::route;
use super::visit::{Issued, Visit};
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::outline::spoken_names;
use crate::drafting::ledger::{Entry, Source};
use crate::i18n;
use crate::identity::authorship::Authorship;
use crate::identity::disclosure::Sight;
use crate::proceedings::without_held;
use crate::store::Read;

pub(super) fn router() -> Router<AppState> {
    Router::new().route(route::LEDGER, get(ledger))
}

/// What the page shows.
struct Ledger {
    visit: Visit,
    draft: Issued,
    since: Issued,
    /// The changes that are shown, by paragraph, in the order of the text; what is gone comes last.
    paragraphs: Vec<Traced>,
    /// Whether these are all there are.
    whole: bool,
}

/// What happened to one paragraph.
struct Traced {
    id: ParagraphId,
    /// How it is spoken of.
    name: String,
    lines: Vec<Entry>,
    /// For each line, the names of the submissions it comes from that are shown.
    items: Vec<Vec<String>>,
}

async fn ledger(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, draft)): Path<(String, String)>,
) -> Result<Page, Error> {
    let read = move |r: &Read<'_>| Ledger::of(r, Visit::to(r, &guest, &process)?, &draft);
    Ok(Page(view::page(i18n::words(), &app.store.read(read).await?)))
}

impl Ledger {
    fn of(r: &Read<'_>, visit: Visit, draft: &str) -> Result<Self, Error> {
        let whole = match visit.sight.ledger {
            Sight::All => true,
            Sight::ChangesUnasked => false,
            _ => return Err(visit.not_theirs()),
        };
        let draft = visit.draft(draft)?.clone();
        let since = visit.before(&draft).next().ok_or(Error::NotFound)?.clone();
        let items = names_of_items(r, &visit, whole)?;
        let held = held_from(r, &visit, &items)?;
        let paragraphs = r.paragraphs(draft.draft.id)?;
        let before = r.paragraphs(since.draft.id)?;
        let mut places: FxHashMap<ParagraphId, (usize, String)> = FxHashMap::default();
        let gone = before.iter().zip(spoken_names(&before)).enumerate();
        places.extend(gone.map(|(at, (it, name))| (it.id, (paragraphs.len() + at, name))));
        let there = paragraphs.iter().zip(spoken_names(&paragraphs)).enumerate();
        places.extend(there.map(|(at, (it, name))| (it.id, (at, name))));
        let mut traced: Vec<(usize, Traced)> = Vec::new();
        for entry in r.ledger(draft.draft.id)? {
            let entry = without_held(entry, &held);
            let from: Vec<String> = entry.sources.iter().filter_map(|it| name_of(it, &items)).collect();
            if !whole && from.is_empty() && entry.sources.iter().any(is_asked_for) {
                continue;
            }
            let (at, name) = places.get(&entry.paragraph).cloned().unwrap_or((usize::MAX, String::new()));
            let found = traced.iter().position(|(_, it)| it.id == entry.paragraph);
            let found = found.unwrap_or_else(|| {
                let new = Traced { id: entry.paragraph, name, lines: Vec::new(), items: Vec::new() };
                traced.push((at, new));
                traced.len() - 1
            });
            traced[found].1.lines.push(entry);
            traced[found].1.items.push(from);
        }
        traced.sort_by_key(|(at, _)| *at);
        let paragraphs = traced.into_iter().map(|(_, it)| it).collect();
        Ok(Self { visit, draft, since, paragraphs, whole })
    }
}

/// The held submissions that the reader may not know of: another's, unless held ones are shown.
fn held_from(
    r: &Read<'_>,
    visit: &Visit,
    known: &FxHashMap<SubmissionId, String>,
) -> Result<BTreeSet<SubmissionId>, Error> {
    if visit.sight.shows_held() {
        return Ok(BTreeSet::new());
    }
    let own = |id: &SubmissionId| visit.standing.delegate().is_some() && known.contains_key(id);
    let items = r.items(visit.scope.document.id)?.into_iter().filter(|it| it.held);
    Ok(items.map(|it| it.submission.id).filter(|id| !own(id)).collect())
}

/// The names of the submissions that may be named: all of them, or the reader's own.
fn names_of_items(
    r: &Read<'_>,
    visit: &Visit,
    whole: bool,
) -> Result<FxHashMap<SubmissionId, String>, Error> {
    let own =
        |id: SubmissionId, tag: &[u8; 32]| visit.standing.delegate().is_some_and(|it| it.ring.owns(id, tag));
    let items = r.items(visit.scope.document.id)?.into_iter();
    let shown = items.filter(|it| whole || own(it.submission.id, &it.tag));
    Ok(shown.map(|it| (it.submission.id, it.submission.name.to_string())).collect())
}

fn name_of(source: &Source, names: &FxHashMap<SubmissionId, String>) -> Option<String> {
    match source {
        Source::Amendment { submission } => names.get(submission).cloned(),
        Source::Floor | Source::InformalGroup | Source::CoChairs | Source::Editorial => None,
    }
}

fn is_asked_for(source: &Source) -> bool {
    matches!(source, Source::Amendment { .. })
}
