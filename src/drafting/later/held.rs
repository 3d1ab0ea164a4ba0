//! Whether a text holds what a submission asked for, word for word.

use super::super::carry::Current;
use super::super::desk::Desk;
use super::super::submission::{Body, Submission};
use super::{Ground, Later};
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::inline::Text;
use crate::document::{Content, Paragraph};
use crate::engine::{self, State};

/// The open submissions that the file has taken word for word.
pub(super) fn held(ground: Ground<'_>, over: &Later, desk: &Desk) -> Vec<SubmissionId> {
    let lineage = ground.lineage.then(&over.made.lineage);
    let current = Current::new(&over.made.paragraphs, &lineage);
    let open = |it: &&Submission| !it.withdrawn && desk.disposition(it.id).is_open();
    let taken = |it: &&Submission| stands(&current, it, ground.paragraphs);
    ground.submissions.iter().filter(open).filter(taken).map(|it| it.id).collect()
}

/// Whether the text holds what a submission asked for; `before` are the paragraphs that were there before.
pub(super) fn stands(current: &Current<'_>, submission: &Submission, before: &[Paragraph]) -> bool {
    let anchor = submission.target.anchor();
    let places = anchor.map_or_else(Vec::new, |anchor| current.follow(anchor));
    let text = |place: usize| current.paragraphs.get(place).map(|it| &it.content.text);
    let reads = |place: usize, words: &Text| text(place).is_some_and(|it| same(it, words));
    match &submission.body {
        Body::Comment { .. } | Body::ReplaceThroughout { .. } => false,
        Body::Replace { base, with } => match (&places[..], &with[..]) {
            ([place], [first, more @ ..]) => {
                let changes = !same(base, &first.text);
                text(*place).is_some_and(|now| !changes || has_taken(base, now, &first.text))
                    && (changes || !more.is_empty())
                    && more.iter().enumerate().all(|(n, it)| reads(place + 1 + n, &it.text))
            }
            _ => false,
        },
        Body::InsertAfter { paragraphs } => stands_behind(current, &places, anchor, paragraphs, before),
        Body::Delete { .. } => anchor.is_some() && places.is_empty(),
        Body::Move { after, .. } => match (&places[..], after) {
            ([place], None) => *place == 0,
            ([place], Some(after)) => current.follow(*after).last().is_some_and(|it| it + 1 == *place),
            _ => false,
        },
        Body::Split { pieces, .. } => {
            places.len() == pieces.len() && places.iter().zip(pieces).all(|(place, it)| reads(*place, it))
        }
        Body::Join { next, joined: Some(joined), .. } => {
            matches!(places[..], [place] if current.follow(*next) == places && reads(place, joined))
        }
        Body::Join { next, joined: None, .. } => places.len() == 1 && current.follow(*next) == places,
    }
}

fn same(a: &Text, b: &Text) -> bool {
    a == b || engine::fold(a.as_str()) == engine::fold(b.as_str())
}

/// Whether every edit of an amendment stands in the text as it was asked for.
fn has_taken(base: &Text, now: &Text, wanted: &Text) -> bool {
    let (base, now, wanted) = (base.rich(), now.rich(), wanted.rich());
    let rebased = engine::rebase(base.source(), now.source(), wanted.source());
    let mut regions = rebased.merge.regions.iter().map(|region| &region.state);
    let fits = |state: &State| match state {
        State::Unchanged | State::Agreed { .. } => true,
        State::Changed { side, .. } => *side == 0,
        State::Competing { .. } => false,
    };
    regions.clone().all(fits) && regions.any(|state| matches!(state, State::Agreed { .. }))
}

/// Whether new paragraphs stand behind the one they were asked for, others that are new perhaps between.
fn stands_behind(
    current: &Current<'_>,
    places: &[usize],
    anchor: Option<ParagraphId>,
    paragraphs: &[Content],
    before: &[Paragraph],
) -> bool {
    let start = match (anchor, places.last()) {
        (None, _) => 0,
        (Some(_), Some(last)) => last + 1,
        (Some(_), None) => return false,
    };
    let is_new = |it: &&Paragraph| !before.iter().any(|old| old.id == it.id);
    let new: Vec<&Text> =
        current.paragraphs[start..].iter().take_while(is_new).map(|it| &it.content.text).collect();
    new.windows(paragraphs.len().max(1)).any(|run| run.iter().zip(paragraphs).all(|(a, b)| same(a, &b.text)))
}
