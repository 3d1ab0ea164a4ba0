//! The reader: a draft clean, as a redline against any earlier draft, or as a numbered list of what changed.

mod changes;
mod filter;
mod view;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use self::filter::Filter;
use super::AppState;
use super::answer::{Page, Tag};
use super::delegate::{Ours, done, ours};
use super::error::Error;
use super::extract::{Path, Query};
use super::guest::Guest;
use super::paths::route;
use super::shelf::Shelf;
use super::submitted::{Submitted, submitted};
use super::visit::{Issued, Visit};
use crate::document::Paragraph;
use crate::document::compare::compare;
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::outline::spoken_names;
use crate::export::rendition::{Cover, Rendition};
use crate::i18n;
use crate::proceedings::{Heard, heard};
use crate::store::Read;
use crate::store::dispositions::Outcome;
use crate::store::questions::Exchange;

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(route::CLEAN, get(clean))
        .route(route::REDLINE, get(redline))
        .route(route::CHANGES, get(changes))
}

/// How a draft is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    Clean,
    Redline,
    Changes,
}

/// All that a page of the reader shows.
struct Reading {
    visit: Visit,
    draft: Issued,
    view: View,
    /// The draft it is compared with; none for a clean text.
    against: Option<Issued>,
    rendition: Arc<Rendition>,
    /// How each paragraph is spoken of, those that are gone too.
    names: FxHashMap<ParagraphId, String>,
    /// The submissions on the draft, where the reader is shown any.
    submissions: Option<Arc<Submitted>>,
    filter: Filter,
    /// What the reader's own delegation has done on the draft, and may do.
    ours: Option<Ours>,
    /// What is known beside the submissions.
    known: Known,
    /// The page, for whatever leads back to it, and what has just been done on it.
    here: String,
    done: Option<&'static str>,
}

/// What is known of the text and of submissions beside their words.
#[derive(Default)]
struct Known {
    /// The paragraphs that the draft has.
    present: FxHashSet<ParagraphId>,
    /// What became of submissions, and the note on it, where the reader may know.
    outcomes: FxHashMap<SubmissionId, Outcome>,
    /// What was heard on paragraphs and submissions, where the reader is told in words.
    heard: Heard,
    /// What authors were asked and answered, as far as both sides share it and the reader is shown submissions.
    exchanges: FxHashMap<SubmissionId, Vec<Exchange>>,
}

impl Known {
    fn read(r: &Read<'_>, visit: &Visit, draft: &Issued, ours: Option<&Ours>) -> Result<Self, Error> {
        let present = r.paragraphs(draft.draft.id)?.iter().map(|it| it.id).collect();
        let own = |id| ours.is_some_and(|ours| ours.own.contains(&id));
        let mut outcomes = FxHashMap::default();
        if visit.sight.dispositions || ours.is_some() {
            for later in visit.drafts.iter().filter(|it| it.draft.ordinal > draft.draft.ordinal) {
                let all = r.outcomes(later.draft.id)?.into_iter();
                let told = all.filter(|it| visit.sight.dispositions || own(it.submission));
                outcomes.extend(told.map(|it| (it.submission, it)));
            }
        }
        let heard = if visit.sight.positions { heard(r, draft.draft.id)? } else { Heard::default() };
        let mut exchanges = FxHashMap::default();
        if visit.sight.exchanges && visit.shows_submissions_on(draft) {
            for (item, all) in r.exchanges(visit.scope.document.id)? {
                let shared: Vec<Exchange> = all.into_iter().filter_map(Exchange::shared).collect();
                exchanges.insert(item, shared);
            }
        }
        Ok(Self { present, outcomes, heard, exchanges })
    }
}

/// What the address says has just been done.
#[derive(Clone, Debug, Default, Deserialize)]
struct Just {
    #[serde(default)]
    done: String,
}

async fn clean(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, draft)): Path<(String, String)>,
    Query(filter): Query<Filter>,
    Query(just): Query<Just>,
) -> Result<Page, Error> {
    let ours = ours(&app, &guest, &process, &draft).await?;
    let shelf = Arc::clone(&app.shelf);
    let read = move |r: &Read<'_>| {
        let visit = Visit::to(r, &guest, &process)?;
        let known = Known::read(r, &visit, visit.draft(&draft)?, ours.as_ref())?;
        let reading = Reading::clean(r, &shelf, visit, &draft, filter)?;
        Ok::<_, Error>(Reading { ours, known, here: guest.here, done: done(&just.done), ..reading })
    };
    Ok(Page(view::page(i18n::words(), &app.store.read(read).await?)))
}

async fn redline(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, draft, against)): Path<(String, String, String)>,
    Query(filter): Query<Filter>,
    Query(just): Query<Just>,
) -> Result<Page, Error> {
    let ours = ours(&app, &guest, &process, &draft).await?;
    let shelf = Arc::clone(&app.shelf);
    let read = move |r: &Read<'_>| {
        let visit = Visit::to(r, &guest, &process)?;
        let shown = submitted(r, &shelf, &visit, visit.draft(&draft)?)?;
        let known = Known::read(r, &visit, visit.draft(&draft)?, ours.as_ref())?;
        let reading = Reading::against(r, &shelf, visit, (&draft, &against))?;
        let (view, here, done) = (View::Redline, guest.here, done(&just.done));
        Ok::<_, Error>(Reading { view, filter, submissions: shown, ours, known, here, done, ..reading })
    };
    Ok(Page(view::page(i18n::words(), &app.store.read(read).await?)))
}

async fn changes(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, draft, against)): Path<(String, String, String)>,
    Query(filter): Query<Filter>,
) -> Result<Page, Error> {
    let shelf = Arc::clone(&app.shelf);
    let read = move |r: &Read<'_>| {
        let reading = Reading::against(r, &shelf, Visit::to(r, &guest, &process)?, (&draft, &against))?;
        Ok::<_, Error>(Reading { filter, ..reading })
    };
    Ok(Page(view::page(i18n::words(), &app.store.read(read).await?)))
}

impl Reading {
    fn clean(r: &Read<'_>, shelf: &Shelf, visit: Visit, draft: &str, filter: Filter) -> Result<Self, Error> {
        let draft = visit.draft(draft)?.clone();
        let paragraphs = r.paragraphs(draft.draft.id)?;
        let rendition = Rendition::clean(&paragraphs, Cover::default(), visit.language(&paragraphs)).into();
        let submissions = submitted(r, shelf, &visit, &draft)?;
        let names = names([paragraphs.as_slice()]);
        let bare = (None, Known::default(), String::new(), None);
        let (view, against, (ours, known, here, done)) = (View::Clean, None, bare);
        Ok(Self {
            visit,
            draft,
            view,
            against,
            rendition,
            names,
            submissions,
            filter,
            ours,
            known,
            here,
            done,
        })
    }

    /// The list of changes from one draft to another.
    fn against(
        r: &Read<'_>,
        shelf: &Shelf,
        visit: Visit,
        (draft, against): (&str, &str),
    ) -> Result<Self, Error> {
        let draft = visit.draft(draft)?.clone();
        let against = visit.earlier(&draft, against)?.clone();
        let (old, new) = (r.paragraphs(against.draft.id)?, r.paragraphs(draft.draft.id)?);
        let tag = Tag::of([draft.draft.id.as_bytes().as_slice(), against.draft.id.as_bytes()]);
        let rendition = shelf.redlines.get_or(tag, || {
            let lineage = r.lineage(&against.draft, &draft.draft)?;
            let comparison = compare(&old, &new, &lineage);
            Ok::<_, Error>(Rendition::redline(&comparison, Cover::default(), visit.language(&new)))
        })?;
        Ok(Self {
            names: names([old.as_slice(), new.as_slice()]),
            visit,
            draft,
            view: View::Changes,
            against: Some(against),
            rendition,
            submissions: None,
            filter: Filter::default(),
            ours: None,
            known: Known::default(),
            here: String::new(),
            done: None,
        })
    }
}

/// How paragraphs are spoken of; where drafts disagree, as in the last of them.
fn names<'a>(drafts: impl IntoIterator<Item = &'a [Paragraph]>) -> FxHashMap<ParagraphId, String> {
    let mut names = FxHashMap::default();
    for paragraphs in drafts {
        names.extend(paragraphs.iter().map(|it| it.id).zip(spoken_names(paragraphs)));
    }
    names
}
