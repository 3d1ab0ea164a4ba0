//! Consolidation: a draft, the submissions on it and the decisions of the desk make the next draft.
//!
//! Invariant: a pure function whose result does not depend on the order of the submissions. What is undecided changes
//! nothing. Every paragraph keeps its id; every difference from the earlier draft is in the ledger with its sources.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::carry::{Carried, Current};
use super::desk::{Desk, Form};
use super::ledger::{Change, Entry, Source};
use super::made::Made;
use super::offset::{self, Snap};
pub use super::outcome::Outcome;
use super::outcome::outcomes;
use super::plan::{Insertion, Plan, Relocation};
use super::submission::Submission;
use super::wording;
use super::{hand, number};
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::inline::Text;
use crate::document::label::Label;
use crate::document::lineage::{Descent, Lineage};
use crate::document::{Content, Kind, Paragraph};
use crate::engine;

/// The next draft.
#[derive(Clone, Debug, Default)]
pub struct Consolidated {
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// How they descend from those of the earlier draft by split and join.
    pub lineage: Lineage,
    /// Where every difference comes from.
    pub ledger: Vec<Entry>,
    /// What became of each submission.
    pub outcomes: BTreeMap<SubmissionId, Outcome>,
    /// What the desk should look at before issuing.
    pub warnings: Vec<Warning>,
}

/// Something to look at before issuing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Edits that touch were combined.
    Review {
        /// Where.
        paragraph: ParagraphId,
        /// The words as combined.
        words: String,
    },
    /// The wording reads as if something went wrong: a doubled word, half a bracket pair.
    Odd {
        /// Where.
        paragraph: ParagraphId,
        /// What.
        what: String,
    },
    /// What was written by hand no longer fits what the decisions make of the paragraph.
    HandOverlaps {
        /// Where.
        paragraph: ParagraphId,
    },
    /// A ruling that cannot be carried out, and why.
    NotWritten {
        /// The submission.
        submission: SubmissionId,
        /// Why.
        why: &'static str,
    },
    /// A heading with nothing under it any more.
    EmptySection {
        /// The heading.
        heading: ParagraphId,
    },
}

/// Makes the next draft. `lineage` leads from the drafts the submissions were made on to `base`.
pub fn consolidate(
    base: &[Paragraph],
    lineage: &Lineage,
    submissions: &[Submission],
    desk: &Desk,
) -> Consolidated {
    let current = Current::new(base, lineage);
    consolidate_carried(&current, submissions, &current.carry_all(submissions), desk)
}

/// As [`consolidate`], where the submissions have been carried already: a desk with many acts carries them once.
pub fn consolidate_carried(
    current: &Current<'_>,
    submissions: &[Submission],
    carried: &BTreeMap<SubmissionId, Carried>,
    desk: &Desk,
) -> Consolidated {
    let base = current.paragraphs;
    let mut work = Work { plan: Plan::gather(current, submissions, carried, desk), warnings: Vec::new() };
    let mut made = work.texts(base);
    let (gone, deleted) = work.without_deleted(&mut made);
    work.insert(&mut made, base, &gone);
    work.relocate(&mut made);
    work.join(&mut made);
    let hand = hand::apply(&mut made, desk.own_acts());
    number::label_new(&mut made);
    work.warnings.extend(hand.warnings);

    let mut ledger: Vec<Entry> =
        made.iter().flat_map(Made::entries).chain(deleted).chain(hand.deleted).collect();
    ledger.sort_by_key(|entry| {
        made.iter().position(|it| it.paragraph.id == entry.paragraph).unwrap_or(usize::MAX)
    });
    let lineage = lineage_of(&made);
    let paragraphs: Vec<Paragraph> = made.into_iter().map(|it| it.paragraph).collect();
    work.look_over(base, &paragraphs, &ledger);
    let outcomes = outcomes(submissions, carried, desk, &work.plan, &paragraphs, &ledger);
    work.warnings
        .extend(work.plan.refused.iter().map(|&(submission, why)| Warning::NotWritten { submission, why }));
    Consolidated { paragraphs, lineage, ledger, outcomes, warnings: work.warnings }
}

struct Work {
    plan: Plan,
    warnings: Vec<Warning>,
}

impl Work {
    /// The paragraphs of the earlier draft with their words merged, alternatives and pieces of splits behind them.
    fn texts(&mut self, base: &[Paragraph]) -> Vec<Made> {
        base.iter().flat_map(|paragraph| self.text(paragraph)).collect()
    }

    fn text(&mut self, paragraph: &Paragraph) -> Vec<Made> {
        let id = paragraph.id;
        let origin = paragraph.content.text.rich();
        let sides = self.plan.sides.get(&id).map_or(&[][..], Vec::as_slice);
        let form = self.plan.forms.get(&id).copied().unwrap_or_default();
        let to_bracket = self.plan.bracketed_deletions.get(&id);
        let rivals = if form == Form::Alternatives { wording::rivals(&origin, sides) } else { Vec::new() };
        if rivals.len() + usize::from(to_bracket.is_some()) > 1 {
            return alternatives(paragraph, rivals, to_bracket);
        }
        let written = wording::write(&origin, sides);
        for place in written.places.iter().filter(|place| place.review && !place.bracketed) {
            let words = around(written.text.as_str(), &place.written);
            self.warnings.push(Warning::Review { paragraph: id, words });
        }
        let mut made = Made::kept(paragraph, written);
        if let Some(submissions) = to_bracket {
            made.enclose(submissions);
        }
        let Some((submissions, cuts)) = self.plan.splits.get(&id) else { return vec![made] };
        let pieces = split(made.clone(), submissions, cuts);
        let has_words = |it: &Made| it.merged.as_str().contains(char::is_alphanumeric);
        if pieces.iter().all(has_words) {
            return pieces;
        }
        let why = "what was amended leaves a piece of the split without words";
        self.plan.refused.extend(submissions.iter().map(|&submission| (submission, why)));
        vec![made]
    }

    /// Takes the deleted paragraphs out; says which stood where, and their lines of the ledger.
    fn without_deleted(&self, made: &mut Vec<Made>) -> (BTreeSet<ParagraphId>, Vec<Entry>) {
        let deleted = &self.plan.deletions;
        made.retain(|it| !deleted.contains_key(&it.paragraph.id));
        let entries = deleted.iter().map(|(&paragraph, submissions)| Entry {
            paragraph,
            change: Change::Deleted,
            sources: amendments(submissions),
        });
        (deleted.keys().copied().collect(), entries.collect())
    }

    /// Puts new paragraphs where they were asked for; those at one place in the order of their words.
    fn insert(&self, made: &mut Vec<Made>, base: &[Paragraph], gone: &BTreeSet<ParagraphId>) {
        for (anchor, insertions) in &self.plan.insertions {
            let at = match anchor {
                None => 0,
                Some(anchor) => match place_behind(made, base, gone, *anchor) {
                    Some(at) => at,
                    None => continue,
                },
            };
            let items = |insertion: &&Insertion| insertion.contents[0].kind == Kind::Item;
            let (inner, outer): (Vec<_>, Vec<_>) = insertions.iter().partition(items);
            let end = at + subordinates(made, at, *anchor);
            place_all(made, end, *anchor, &outer);
            place_all(made, at, *anchor, &inner);
        }
    }

    /// Moves paragraphs; a move in brackets leaves the paragraph and sets a copy where it was to stand, both in
    /// brackets or, where brackets would nest too deep, as alternatives.
    fn relocate(&self, made: &mut Vec<Made>) {
        let mut copies: BTreeMap<ParagraphId, usize> = BTreeMap::new();
        for Relocation { paragraphs, after, submissions, bracketed } in &self.plan.relocations {
            let sources = amendments(submissions);
            let mut moving: Vec<Made> = Vec::new();
            for id in paragraphs {
                let Some(at) = position(made, *id) else { continue };
                if *bracketed {
                    let number = copies.entry(*id).or_insert(0);
                    *number += 1;
                    moving.push(copy(&mut made[at], submissions, *after, *number));
                } else {
                    let mut it = made.remove(at);
                    it.acts.push((Change::Moved { after: *after }, sources.clone()));
                    moving.push(it);
                }
            }
            let at = match after {
                None => Some(0),
                Some(after) => {
                    position(made, *after).map(|at| at + 1 + subordinates(made, at + 1, Some(*after)))
                }
            };
            let at = at.unwrap_or(made.len());
            made.splice(at..at, moving);
        }
    }

    fn join(&mut self, made: &mut Vec<Made>) {
        for (&first, (next, joined, submissions)) in &self.plan.joins {
            let (Some(at), Some(next_at)) = (position(made, first), position(made, *next)) else { continue };
            let next = made.remove(next_at);
            let at = at - usize::from(next_at < at);
            let sources = amendments(submissions);
            made[at].join(next, sources);
            if let Some(joined) = joined {
                made[at].read_together(&joined.rich(), submissions);
            }
        }
    }

    /// Warnings that only the finished draft shows.
    fn look_over(&mut self, base: &[Paragraph], paragraphs: &[Paragraph], ledger: &[Entry]) {
        let touched: BTreeSet<ParagraphId> = ledger.iter().map(|entry| entry.paragraph).collect();
        for paragraph in paragraphs.iter().filter(|it| touched.contains(&it.id)) {
            let Some(before) = base.iter().find(|it| it.id == paragraph.id) else { continue };
            let (before, after) = (before.content.text.rich(), paragraph.content.text.rich());
            let found = engine::lint(before.as_str(), after.as_str());
            self.warnings.extend(
                found
                    .iter()
                    .map(|lint| Warning::Odd { paragraph: paragraph.id, what: lint.fault.to_string() }),
            );
        }
        let is_empty = |paragraphs: &[Paragraph], at: usize| {
            let own = &paragraphs[at].content;
            own.kind == Kind::Heading
                && paragraphs
                    .get(at + 1)
                    .is_none_or(|next| next.content.kind.is_heading() && next.content.level <= own.level)
        };
        for at in 0..paragraphs.len() {
            let id = paragraphs[at].id;
            let was_empty = base.iter().position(|it| it.id == id).is_some_and(|at| is_empty(base, at));
            if is_empty(paragraphs, at) && !was_empty {
                self.warnings.push(Warning::EmptySection { heading: id });
            }
        }
    }
}

/// The paragraph once for each rival: "14. Alt 1" keeps the id, the others are new; "[No text]" stands for deletion.
fn alternatives(
    paragraph: &Paragraph,
    rivals: Vec<wording::Rival>,
    deletion: Option<&Vec<SubmissionId>>,
) -> Vec<Made> {
    let everybody: BTreeSet<SubmissionId> = rivals
        .iter()
        .flat_map(|it| it.backers.iter().copied())
        .chain(deletion.into_iter().flatten().copied())
        .collect();
    let mut all = Vec::new();
    for (n, rival) in rivals.into_iter().enumerate() {
        let label = Label::alternative(paragraph.content.label.as_ref(), n + 1);
        if n == 0 {
            let mut first = Made::kept(paragraph, rival.wording);
            first.relabel(Some(label), amendments(&everybody.iter().copied().collect::<Vec<_>>()));
            all.push(first);
            continue;
        }
        let text = rival.wording.text.to_text();
        let mut content = paragraph.content.clone();
        content.label = Some(label);
        all.push(alternative(paragraph.id, Content { text, ..content }, amendments(&rival.backers)));
    }
    if let Some(backers) = deletion {
        let label = Label::alternative(paragraph.content.label.as_ref(), all.len() + 1);
        let content = Content {
            label: Some(label),
            brackets_before_label: 0,
            text: Text::literal("[No text.]"),
            ..paragraph.content.clone()
        };
        all.push(alternative(paragraph.id, content, amendments(backers)));
    }
    all
}

fn alternative(of: ParagraphId, content: Content, sources: Vec<Source>) -> Made {
    let id =
        ParagraphId::derived("paragraph/alternative", &[of.as_bytes(), content.text.as_str().as_bytes()]);
    Made::new(Paragraph { id, content }, sources, Some(of))
}

/// The wording cut where the split asks for it: each piece with what was amended in it.
fn split(whole: Made, submissions: &[SubmissionId], cuts: &[usize]) -> Vec<Made> {
    let sources = amendments(submissions);
    let from = whole.paragraph.id;
    let mut rest = whole;
    let mut pieces = Vec::new();
    for (n, &cut) in cuts.iter().enumerate() {
        let origin_at = cut.saturating_sub(rest.origin_start);
        let replaced = rest.places.iter().map(|place| (&place.base, &place.written));
        let merged_at = offset::carry(replaced, origin_at, Snap::End);
        let id = ParagraphId::inserted_by(submissions[0], n + 1);
        let [first, second] = rest.split(origin_at, merged_at, id, sources.clone());
        pieces.push(first);
        rest = second;
        rest.acts = vec![(Change::SplitFrom { from }, sources.clone())];
        rest.anchor = Some(from);
    }
    pieces.push(rest);
    pieces
}

/// Behind the anchor, or where it stood if it is gone.
fn place_behind(
    made: &[Made],
    base: &[Paragraph],
    gone: &BTreeSet<ParagraphId>,
    anchor: ParagraphId,
) -> Option<usize> {
    if let Some(at) = position(made, anchor) {
        let pieces = made[at + 1..].iter().take_while(|it| it.anchor == Some(anchor)).count();
        return Some(at + 1 + pieces);
    }
    let stood = base.iter().position(|it| it.id == anchor)?;
    let left = base[..stood].iter().rev().find(|it| !gone.contains(&it.id));
    Some(left.and_then(|it| position(made, it.id)).map_or(0, |at| at + 1))
}

/// How many items subordinate to the anchor stand at `at`.
fn subordinates(made: &[Made], at: usize, anchor: Option<ParagraphId>) -> usize {
    let depth = |content: &Content| if content.kind == Kind::Item { content.level.max(1) } else { 0 };
    let Some(head) = anchor.and_then(|id| position(made, id)).map(|at| &made[at].paragraph.content) else {
        return 0;
    };
    if head.kind.is_heading() {
        return 0;
    }
    made[at..]
        .iter()
        .take_while(|it| {
            !it.paragraph.content.kind.is_heading() && depth(&it.paragraph.content) > depth(head)
        })
        .count()
}

/// Inserts the paragraphs of all insertions at `at`, identical ones once with all their sources.
fn place_all(made: &mut Vec<Made>, at: usize, anchor: Option<ParagraphId>, insertions: &[&Insertion]) {
    let mut new: Vec<Made> = Vec::new();
    for insertion in insertions {
        let sources = amendments(&insertion.submissions);
        for (n, content) in insertion.contents.iter().enumerate() {
            let id = ParagraphId::inserted_by(insertion.submissions[0], insertion.first_ordinal + n);
            let mut it = Made::new(Paragraph { id, content: content.clone() }, sources.clone(), anchor);
            if insertion.bracketed {
                it.enclose(&insertion.submissions);
            }
            new.push(it);
        }
    }
    made.splice(at..at, new);
}

/// The `number`th copy (from 1) that marks where a paragraph was to be moved.
fn copy(made: &mut Made, submissions: &[SubmissionId], after: Option<ParagraphId>, number: usize) -> Made {
    let mut content = made.paragraph.content.clone();
    if wording::can_be_enclosed(content.text.as_str()) {
        made.enclose(submissions);
        content = made.paragraph.content.clone();
    } else {
        let own = content.label.as_ref().and_then(|label| Label::new(label.without_alternative()));
        content.label = Some(Label::alternative(own.as_ref(), number + 1));
        made.relabel(Some(Label::alternative(own.as_ref(), 1)), amendments(submissions));
    }
    let place = after.as_ref().map_or(&[][..], |after| &after.as_bytes()[..]);
    let id = ParagraphId::derived("paragraph/copy", &[made.paragraph.id.as_bytes(), place]);
    Made::new(Paragraph { id, content }, amendments(submissions), None)
}

fn lineage_of(made: &[Made]) -> Lineage {
    let descents = made.iter().flat_map(|it| {
        let paragraph = it.paragraph.id;
        it.acts.iter().filter_map(move |(change, _)| match change {
            Change::SplitFrom { from } => Some(Descent { paragraph, from: *from }),
            Change::JoinedWith { with } => Some(Descent { paragraph, from: *with }),
            Change::Words { .. }
            | Change::Inserted
            | Change::Deleted
            | Change::Moved { .. }
            | Change::Relabelled { .. } => None,
        })
    });
    Lineage::new(descents.collect())
}

pub(super) fn position(made: &[Made], id: ParagraphId) -> Option<usize> {
    made.iter().position(|it| it.paragraph.id == id)
}

fn amendments(submissions: &[SubmissionId]) -> Vec<Source> {
    submissions.iter().map(|&submission| Source::Amendment { submission }).collect()
}

/// A few words around a place, for a message.
fn around(text: &str, range: &Range<usize>) -> String {
    let start = text[..range.start].char_indices().rev().nth(24).map_or(0, |(at, _)| at);
    let end = text[range.end..].char_indices().nth(24).map_or(text.len(), |(at, _)| range.end + at);
    text[start..end].to_owned()
}
