//! The reader: a draft clean, as a redline against any earlier draft, or as a numbered list of what changed.

mod changes;
mod filter;
mod view;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use rustc_hash::FxHashMap;

use self::filter::Filter;
use super::AppState;
use super::answer::Page;
use super::error::Error;
use super::extract::{Path, Query};
use super::paths::route;
use super::reader::Reader;
use super::visit::{Issued, Visit};
use crate::document::Paragraph;
use crate::document::compare::compare;
use crate::document::id::ParagraphId;
use crate::document::lineage::Lineage;
use crate::document::outline::spoken_names;
use crate::drafting::compile::compile;
use crate::drafting::submission::Submission;
use crate::export::rendition::{Block, Cover, Item, Rendition};
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
    rendition: Rendition,
    /// How each paragraph is spoken of, those that are gone too.
    names: FxHashMap<ParagraphId, String>,
    /// The submissions on the draft, where the reader is shown any.
    submissions: Option<Submitted>,
    filter: Filter,
}

/// Submissions, drawn up.
#[derive(Default)]
struct Submitted {
    /// On the whole text.
    general: Vec<Item>,
    /// Under their paragraphs.
    on: FxHashMap<ParagraphId, Vec<Item>>,
}

async fn clean(
    reader: Reader,
    State(app): State<AppState>,
    Path((process, draft)): Path<(String, String)>,
    Query(filter): Query<Filter>,
) -> Result<Page, Error> {
    let reading = app.store.read(move |r| Reading::clean(r, reader, &process, &draft, filter)).await?;
    Ok(Page(view::page(i18n::words(), &reading)))
}

async fn redline(
    reader: Reader,
    State(app): State<AppState>,
    Path((process, draft, against)): Path<(String, String, String)>,
    Query(filter): Query<Filter>,
) -> Result<Page, Error> {
    let compared =
        move |r: &Read<'_>| Reading::against(r, reader, &process, (&draft, &against), View::Redline, filter);
    Ok(Page(view::page(i18n::words(), &app.store.read(compared).await?)))
}

async fn changes(
    reader: Reader,
    State(app): State<AppState>,
    Path((process, draft, against)): Path<(String, String, String)>,
) -> Result<Page, Error> {
    let compared = move |r: &Read<'_>| {
        Reading::against(r, reader, &process, (&draft, &against), View::Changes, Filter::default())
    };
    Ok(Page(view::page(i18n::words(), &app.store.read(compared).await?)))
}

impl Reading {
    fn clean(
        r: &Read<'_>,
        reader: Reader,
        process: &str,
        draft: &str,
        filter: Filter,
    ) -> Result<Self, Error> {
        let visit = Visit::to(r, reader, process)?;
        let draft = visit.draft(draft)?.clone();
        let paragraphs = r.paragraphs(draft.draft.id)?;
        let rendition = Rendition::clean(&paragraphs, Cover::default(), visit.language(&paragraphs));
        let submissions = submitted(r, &visit, &draft, &paragraphs)?;
        let names = names([paragraphs.as_slice()]);
        Ok(Self { visit, draft, view: View::Clean, against: None, rendition, names, submissions, filter })
    }

    fn against(
        r: &Read<'_>,
        reader: Reader,
        process: &str,
        (draft, against): (&str, &str),
        view: View,
        filter: Filter,
    ) -> Result<Self, Error> {
        let visit = Visit::to(r, reader, process)?;
        let draft = visit.draft(draft)?.clone();
        let against = visit.earlier(&draft, against)?.clone();
        let (old, new) = (r.paragraphs(against.draft.id)?, r.paragraphs(draft.draft.id)?);
        let lineage = r.lineage(&against.draft, &draft.draft)?;
        let language = visit.language(&new);
        let rendition = Rendition::redline(&compare(&old, &new, &lineage), Cover::default(), language);
        let submissions = match view {
            View::Clean | View::Redline => submitted(r, &visit, &draft, &new)?,
            View::Changes => None,
        };
        let names = names([old.as_slice(), new.as_slice()]);
        Ok(Self { visit, draft, view, against: Some(against), rendition, names, submissions, filter })
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

/// The submissions on a draft as the compilation draws them; none where the reader is shown none.
fn submitted(
    r: &Read<'_>,
    visit: &Visit,
    draft: &Issued,
    paragraphs: &[Paragraph],
) -> Result<Option<Submitted>, Error> {
    if !visit.shows_submissions_on(draft) {
        return Ok(None);
    }
    let shown = visit.submissions(r, draft)?;
    Ok(Some(Submitted::of(&compiled(visit, paragraphs, &shown, Cover::default()))))
}

/// A compilation of submissions made on a draft.
pub(super) fn compiled(
    visit: &Visit,
    paragraphs: &[Paragraph],
    submissions: &[Submission],
    cover: Cover,
) -> Rendition {
    let compilation = compile(paragraphs, &Lineage::default(), submissions);
    Rendition::compilation(&compilation, cover, visit.language(paragraphs))
}

impl Submitted {
    fn of(compilation: &Rendition) -> Self {
        let mut submitted = Self::default();
        let mut under = None;
        for block in &compilation.blocks {
            match (block, under) {
                (Block::Passage(passage), _) => under = passage.anchor,
                (Block::Item(item), Some(paragraph)) => {
                    submitted.on.entry(paragraph).or_default().push(item.clone());
                }
                (Block::Item(item), None) => submitted.general.push(item.clone()),
                (Block::Rubric(_), _) => under = None,
            }
        }
        submitted
    }

    /// How many there are in all.
    fn all(&self) -> usize {
        self.general.len() + self.on.values().map(Vec::len).sum::<usize>()
    }
}
