//! The submissions on a draft as a reader is shown them, drawn as the compilation draws them.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::answer::Tag;
use super::component::steps;
use super::error::Error;
use super::shelf::Shelf;
use super::visit::{Issued, Visit};
use crate::document::Paragraph;
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::lineage::Lineage;
use crate::drafting::compile::compile;
use crate::drafting::submission::Submission;
use crate::export::rendition::{Block, Cover, Fates, Item, Rendition};
use crate::i18n;
use crate::proceedings::{comparison_of, fates, rulings};
use crate::store::Read;

/// Submissions, drawn up.
#[derive(Debug, Default)]
pub(super) struct Submitted {
    /// On the whole text.
    pub(super) general: Vec<Item>,
    /// Under their paragraphs.
    pub(super) on: FxHashMap<ParagraphId, Vec<Item>>,
    /// Those that propose a change.
    pub(super) amendments: FxHashSet<SubmissionId>,
    /// Those on which a position can be taken.
    pub(super) wordings: FxHashSet<SubmissionId>,
}

/// The submissions on a draft; none where the reader is shown none.
pub(super) fn submitted(
    r: &Read<'_>,
    shelf: &Shelf,
    visit: &Visit,
    draft: &Issued,
) -> Result<Option<Arc<Submitted>>, Error> {
    if !visit.shows_submissions_on(draft) {
        return Ok(None);
    }
    let state = state(r, visit)?;
    let tag = Tag::of([draft.draft.id.as_bytes(), state.as_slice()]);
    let made = || {
        let paragraphs = r.paragraphs(draft.draft.id)?;
        let mut submissions = visit.submissions(r, draft)?;
        // What the reader may not know has been taken out of them.
        submissions.iter_mut().for_each(|it| it.rationale_shared = true);
        let compilation = compile(&paragraphs, &Lineage::default(), &submissions);
        let drawn = Rendition::compilation(&compilation, Cover::default(), visit.language(&paragraphs));
        Ok(Submitted::of(&drawn, &submissions))
    };
    shelf.submissions.get_or(tag, made).map(Some)
}

/// The compilation of what the reader is shown.
pub(super) fn compilation(
    r: &Read<'_>,
    visit: &Visit,
    draft: &Issued,
    paragraphs: &[Paragraph],
    cover: Cover,
) -> Result<Rendition, Error> {
    let submissions = visit.submissions(r, draft)?;
    let compilation = compile(paragraphs, &Lineage::default(), &submissions);
    let mut compilation = Rendition::compilation(&compilation, cover, visit.language(paragraphs));
    compilation.tell(|asks| steps::plain(i18n::words(), asks));
    if visit.sight.dispositions {
        compilation.rule(rulings(r, &visit.scope, &draft.draft)?);
    }
    Ok(compilation)
}

/// A text with what the reader is shown of the submissions on a draft in its margin; what became of them no later than
/// with another draft.
pub(super) fn annotated(
    r: &Read<'_>,
    visit: &Visit,
    (made_on, until): (&Issued, Option<&Issued>),
    mut rendition: Rendition,
) -> Result<Rendition, Error> {
    let submissions = visit.submissions(r, made_on)?;
    let fates = told(r, visit, made_on, until)?;
    rendition.annotate(&r.paragraphs(made_on.draft.id)?, &submissions, &fates);
    rendition.tell(|asks| steps::plain(i18n::words(), asks));
    Ok(rendition)
}

/// Two drafts side by side, with what the reader is shown of the submissions on the earlier one.
pub(super) fn comparison(
    r: &Read<'_>,
    visit: &Visit,
    against: &Issued,
    draft: &Issued,
) -> Result<Rendition, Error> {
    let (submissions, fates) = (visit.submissions(r, against)?, told(r, visit, against, Some(draft))?);
    let given = visit.shows_submissions_on(against).then_some((&submissions[..], &fates));
    let mut comparison = comparison_of(r, &visit.scope, (&against.draft, &draft.draft), given)?;
    comparison.tell(|asks| steps::plain(i18n::words(), asks));
    Ok(comparison)
}

/// What became of submissions as everybody like the reader is told it: a file says nothing of whose they are.
fn told(r: &Read<'_>, visit: &Visit, made_on: &Issued, until: Option<&Issued>) -> Result<Fates, Error> {
    if !visit.sight.dispositions {
        return Ok(Fates::default());
    }
    Ok(fates(r, &visit.scope, &made_on.draft, until.map(|it| &it.draft))?)
}

/// What submissions depend on: they change with a release, with what was let pass
/// and with what the reader may see, and with nothing else.
pub(super) fn state(r: &Read<'_>, visit: &Visit) -> Result<Vec<u8>, Error> {
    let mut state = format!("{:?}", visit.sight).into_bytes();
    let latest = visit.drafts.last().map(|it| it.draft.id);
    state.extend(latest.iter().flat_map(|id| id.as_bytes()));
    let releases = r.releases(visit.scope.document.id)?;
    state.extend(releases.last().iter().flat_map(|release| release.hash));
    state.extend(r.passed(visit.scope.document.id)?.to_be_bytes());
    Ok(state)
}

impl Submitted {
    fn of(compilation: &Rendition, submissions: &[Submission]) -> Self {
        let mut submitted = Self::default();
        for it in submissions.iter().filter(|it| it.body.kind().is_amendment()) {
            submitted.amendments.insert(it.id);
            if !it.withdrawn && it.target.anchor().is_some() {
                submitted.wordings.insert(it.id);
            }
        }
        let mut under = None;
        for block in &compilation.blocks {
            match (block, under) {
                (Block::Passage(passage), _) => under = passage.anchor,
                (Block::Item(item), Some(paragraph)) => {
                    submitted.on.entry(paragraph).or_default().push(item.clone());
                }
                (Block::Item(item), None) => submitted.general.push(item.clone()),
                (Block::Rubric(_) | Block::Table(_), _) => under = None,
                (Block::Line(_) | Block::Quote(_), _) => {}
            }
        }
        submitted
    }

    /// How many there are in all.
    pub(super) fn all(&self) -> usize {
        self.general.len() + self.on.values().map(Vec::len).sum::<usize>()
    }
}
