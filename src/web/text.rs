//! The reader: a draft clean, as a redline against any earlier draft, or as a numbered list of what changed.

mod changes;
mod filter;
mod view;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use rustc_hash::FxHashMap;

use self::filter::Filter;
use super::AppState;
use super::answer::{Page, Tag};
use super::error::Error;
use super::extract::{Path, Query};
use super::guest::Guest;
use super::paths::route;
use super::shelf::Shelf;
use super::submitted::{Submitted, submitted};
use super::visit::{Issued, Visit};
use crate::document::Paragraph;
use crate::document::compare::compare;
use crate::document::id::ParagraphId;
use crate::document::outline::spoken_names;
use crate::export::rendition::{Cover, Rendition};
use crate::i18n;
use crate::store::Read;

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
}

async fn clean(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, draft)): Path<(String, String)>,
    Query(filter): Query<Filter>,
) -> Result<Page, Error> {
    let shelf = Arc::clone(&app.shelf);
    let read = move |r: &Read<'_>| Reading::clean(r, &shelf, Visit::to(r, &guest, &process)?, &draft, filter);
    Ok(Page(view::page(i18n::words(), &app.store.read(read).await?)))
}

async fn redline(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, draft, against)): Path<(String, String, String)>,
    Query(filter): Query<Filter>,
) -> Result<Page, Error> {
    let shelf = Arc::clone(&app.shelf);
    let read = move |r: &Read<'_>| {
        let visit = Visit::to(r, &guest, &process)?;
        let shown = submitted(r, &shelf, &visit, visit.draft(&draft)?)?;
        let reading = Reading::against(r, &shelf, visit, (&draft, &against))?;
        Ok::<_, Error>(Reading { view: View::Redline, filter, submissions: shown, ..reading })
    };
    Ok(Page(view::page(i18n::words(), &app.store.read(read).await?)))
}

async fn changes(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, draft, against)): Path<(String, String, String)>,
) -> Result<Page, Error> {
    let shelf = Arc::clone(&app.shelf);
    let read =
        move |r: &Read<'_>| Reading::against(r, &shelf, Visit::to(r, &guest, &process)?, (&draft, &against));
    Ok(Page(view::page(i18n::words(), &app.store.read(read).await?)))
}

impl Reading {
    fn clean(r: &Read<'_>, shelf: &Shelf, visit: Visit, draft: &str, filter: Filter) -> Result<Self, Error> {
        let draft = visit.draft(draft)?.clone();
        let paragraphs = r.paragraphs(draft.draft.id)?;
        let rendition = Rendition::clean(&paragraphs, Cover::default(), visit.language(&paragraphs)).into();
        let submissions = submitted(r, shelf, &visit, &draft)?;
        let names = names([paragraphs.as_slice()]);
        Ok(Self { visit, draft, view: View::Clean, against: None, rendition, names, submissions, filter })
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
