//! What the co-chairs do by hand, on top of what the decisions make of the draft.
//!
//! Invariant: an act keeps the words it was made on, so that a later decision re-merges the paragraph below and the
//! hand-written words are carried onto the result; they are never lost and never applied twice.

use super::consolidate::{Warning, position};
use super::desk::{Act, Deed};
use super::ledger::{Change, Entry, Source};
use super::made::Made;
use super::offset::{self, Snap};
use crate::document::Paragraph;
use crate::document::id::{ActId, ParagraphId};
use crate::document::inline::{Rich, Text};
use crate::engine::{self, State};

/// What acts by hand leave behind besides the paragraphs.
#[derive(Clone, Debug, Default)]
pub(super) struct Hand {
    pub(super) deleted: Vec<Entry>,
    pub(super) warnings: Vec<Warning>,
}

/// Applies the acts in order; one whose paragraph is gone is passed over.
pub(super) fn apply(made: &mut Vec<Made>, acts: &[Act]) -> Hand {
    let mut hand = Hand::default();
    for act in acts {
        hand.apply(made, act);
    }
    hand
}

impl Hand {
    fn apply(&mut self, made: &mut Vec<Made>, act: &Act) {
        match &act.deed {
            Deed::Write { paragraph, old, new, source } => self.write(made, *paragraph, old, new, *source),
            Deed::Insert { after, paragraphs, source } => {
                let at = after.map_or(Some(0), |after| position(made, after).map(|at| at + 1));
                let new = paragraphs.iter().enumerate().map(|(n, content)| {
                    let id = ParagraphId::brought_by(act.id, n);
                    Made::new(Paragraph { id, content: content.clone() }, vec![*source], *after)
                });
                let at = at.unwrap_or(made.len());
                made.splice(at..at, new);
            }
            Deed::Delete { paragraphs, source } => {
                let gone = |it: &Made| paragraphs.contains(&it.paragraph.id);
                let (deleted, kept) = std::mem::take(made).into_iter().partition(gone);
                *made = kept;
                let old: Vec<Made> = deleted;
                self.deleted.extend(old.iter().filter(|it| !it.is_new()).map(|it| Entry {
                    paragraph: it.paragraph.id,
                    change: Change::Deleted,
                    sources: vec![*source],
                }));
            }
            Deed::Move { paragraphs, after, source } => {
                let mut moving = Vec::new();
                for id in paragraphs {
                    if let Some(at) = position(made, *id) {
                        let mut it = made.remove(at);
                        it.acts.push((Change::Moved { after: *after }, vec![*source]));
                        moving.push(it);
                    }
                }
                let at = after
                    .map_or(Some(0), |after| position(made, after).map(|at| at + 1))
                    .unwrap_or(made.len());
                made.splice(at..at, moving);
            }
            Deed::Split { paragraph, pieces, source } => split(made, act.id, *paragraph, pieces, *source),
            Deed::Join { paragraph, next, joined, source } => {
                let (Some(at), Some(next_at)) = (position(made, *paragraph), position(made, *next)) else {
                    return;
                };
                let next = made.remove(next_at);
                let at = at - usize::from(next_at < at);
                made[at].join(next, vec![*source]);
                let both = made[at].paragraph.content.text.clone();
                if both != *joined {
                    made[at].rewrite(&joined.rich(), *source);
                }
            }
            Deed::Relabel { paragraph, label, shape, source } => {
                if let Some(at) = position(made, *paragraph) {
                    made[at].reshape(label.clone(), *shape, *source);
                }
            }
            Deed::Decide { .. } | Deed::SetState { .. } | Deed::Undo { .. } => {}
        }
    }

    fn write(&mut self, made: &mut [Made], paragraph: ParagraphId, old: &Text, new: &Text, source: Source) {
        let Some(at) = position(made, paragraph) else { return };
        let now = made[at].paragraph.content.text.clone();
        if now == *old {
            made[at].rewrite(&new.rich(), source);
            return;
        }
        let (text, overlaps) = rebased(&old.rich(), &now.rich(), &new.rich());
        if overlaps {
            self.warnings.push(Warning::HandOverlaps { paragraph });
        }
        made[at].rewrite(&text, source);
    }
}

/// Hand-written words on a paragraph that the decisions have changed since; where both changed the same, the hand wins.
fn rebased(old: &Rich, now: &Rich, new: &Rich) -> (Rich, bool) {
    let rebased = engine::rebase(old.source(), now.source(), new.source());
    let sides = [now, new];
    let mut text = Rich::default();
    let mut overlaps = false;
    for region in &rebased.merge.regions {
        match &region.state {
            State::Unchanged => text.push(old, region.base.clone()),
            State::Changed { text: words, .. } | State::Agreed { text: words, .. } => {
                text.push(sides[words.side], words.range.clone());
            }
            State::Competing { .. } => {
                overlaps = true;
                if let Some(words) = region.wanted_by(1) {
                    text.push(new, words.range.clone());
                }
            }
        }
    }
    (text, overlaps)
}

fn split(made: &mut Vec<Made>, act: ActId, paragraph: ParagraphId, pieces: &[Text], source: Source) {
    let Some(first) = position(made, paragraph) else { return };
    for (n, piece) in pieces.iter().enumerate() {
        let at = first + n;
        if n + 1 < pieces.len() {
            let it = made.remove(at);
            let words = it.paragraph.content.text.rich();
            let piece = piece.rich();
            let end = words
                .as_str()
                .find(piece.as_str())
                .map_or(words.as_str().len(), |start| start + piece.as_str().len());
            let before = |earlier: &Rich| {
                let edits = engine::edits(earlier.source(), words.source());
                offset::carry(edits.iter().map(|edit| (&edit.side, &edit.base)), end, Snap::End)
            };
            let (origin_at, merged_at) = (before(&it.origin), before(&it.merged));
            let parts = it.split(origin_at, merged_at, ParagraphId::brought_by(act, n + 1), vec![source]);
            made.splice(at..at, parts);
        }
        if made[at].paragraph.content.text != *piece {
            made[at].rewrite(&piece.rich(), source);
        }
    }
}
