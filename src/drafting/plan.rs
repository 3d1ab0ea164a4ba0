//! What the desk decided, gathered by the paragraph it bears on.
//!
//! Invariant: only decided submissions appear here, each list in an order that does not depend on arrival; what cannot
//! be carried out is named in `refused` and changes nothing.

use std::collections::BTreeMap;

use super::carry::{Carried, Current, Fit, joined};
use super::desk::{Desk, Form};
use super::disposition::{Disposition, KeptEdit};
use super::offset::{self, Snap};
use super::submission::{Body, Submission};
use super::wording::Side;
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::inline::{Rich, Text};
use crate::document::{Content, Paragraph};
use crate::engine;

/// New paragraphs to be set behind an anchor; identical ones of several submissions are one.
#[derive(Clone, Debug)]
pub(super) struct Insertion {
    /// Whose they are, sorted; the first gives the paragraphs their ids.
    pub(super) submissions: Vec<SubmissionId>,
    /// The ordinal of the first among the paragraphs of its submission.
    pub(super) first_ordinal: usize,
    /// The paragraphs, one or more.
    pub(super) contents: Vec<Content>,
    /// Whether they stand in brackets.
    pub(super) bracketed: bool,
}

/// Paragraphs to be moved together.
#[derive(Clone, Debug)]
pub(super) struct Relocation {
    /// Which, in order.
    pub(super) paragraphs: Vec<ParagraphId>,
    /// Behind which; none is the very beginning.
    pub(super) after: Option<ParagraphId>,
    /// Who asks for it, sorted.
    pub(super) submissions: Vec<SubmissionId>,
    /// Whether both places are shown in brackets.
    pub(super) bracketed: bool,
}

/// Everything decided, by paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    pub(super) sides: BTreeMap<ParagraphId, Vec<Side>>,
    pub(super) forms: BTreeMap<ParagraphId, Form>,
    pub(super) deletions: BTreeMap<ParagraphId, Vec<SubmissionId>>,
    pub(super) bracketed_deletions: BTreeMap<ParagraphId, Vec<SubmissionId>>,
    pub(super) insertions: Vec<(Option<ParagraphId>, Vec<Insertion>)>,
    pub(super) relocations: Vec<Relocation>,
    /// Where a paragraph is cut, in bytes of its flat text, and by whom.
    pub(super) splits: BTreeMap<ParagraphId, (Vec<SubmissionId>, Vec<usize>)>,
    /// The second paragraph, how both read together if that was said, and by whom.
    pub(super) joins: BTreeMap<ParagraphId, (ParagraphId, Option<Text>, Vec<SubmissionId>)>,
    pub(super) refused: Vec<(SubmissionId, &'static str)>,
}

impl Plan {
    pub(super) fn gather(
        current: &Current<'_>,
        submissions: &[Submission],
        carried: &BTreeMap<SubmissionId, Carried>,
        desk: &Desk,
    ) -> Self {
        let mut plan = Self::default();
        for paragraph in current.paragraphs {
            if let Some(decision) = desk.decision(paragraph.id) {
                plan.forms.insert(paragraph.id, decision.form);
            }
        }
        let mut decided: Vec<&Submission> =
            submissions.iter().filter(|it| !it.withdrawn && desk.disposition(it.id).is_written()).collect();
        decided.sort_unstable_by_key(|it| it.id);
        let mut insertions: BTreeMap<Option<usize>, Vec<Insertion>> = BTreeMap::new();
        for submission in decided {
            let Some(carried) = carried.get(&submission.id) else { continue };
            if carried.fit == Fit::Lost {
                plan.refused.push((submission.id, "what it was about is gone"));
                continue;
            }
            plan.take(current, submission, carried, desk.disposition(submission.id), &mut insertions);
        }
        plan.insertions = (insertions.into_iter())
            .map(|(place, insertions)| (place.map(|place| current.paragraphs[place].id), grouped(insertions)))
            .collect();
        plan
    }

    fn take(
        &mut self,
        current: &Current<'_>,
        submission: &Submission,
        carried: &Carried,
        disposition: &Disposition,
        insertions: &mut BTreeMap<Option<usize>, Vec<Insertion>>,
    ) {
        let bracketed = *disposition == Disposition::Bracketed;
        let anchor = submission.target.anchor();
        let places = anchor.map_or_else(Vec::new, |anchor| current.follow(anchor));
        let mut insert = |contents: &[Content], first_ordinal: usize| {
            if !contents.is_empty() {
                let insertion = Insertion {
                    submissions: vec![submission.id],
                    first_ordinal,
                    contents: contents.to_vec(),
                    bracketed,
                };
                insertions.entry(places.last().copied()).or_default().push(insertion);
            }
        };
        match &submission.body {
            Body::Comment { .. } => {}
            Body::Replace { base, with } => {
                match disposition {
                    Disposition::RetainedInPart { edits } => {
                        let wanted = with_edits(&base.rich(), edits);
                        let part = current.carry_reading(submission, &wanted);
                        self.read(&part.readings, submission.id, false);
                    }
                    _ => self.read(&carried.readings, submission.id, bracketed),
                }
                insert(with.get(1..).unwrap_or(&[]), 1);
            }
            Body::ReplaceThroughout { .. } => self.read(&carried.readings, submission.id, bracketed),
            Body::InsertAfter { paragraphs } => insert(paragraphs, 0),
            Body::Delete { subordinates, .. } => {
                let all = if bracketed { &mut self.bracketed_deletions } else { &mut self.deletions };
                for place in
                    places.iter().copied().chain(subordinates.iter().filter_map(|id| current.place(*id)))
                {
                    all.entry(current.paragraphs[place].id).or_default().push(submission.id);
                }
            }
            Body::Move { subordinates, after, .. } => {
                let after =
                    after.and_then(|after| current.follow(after).last().map(|&at| current.paragraphs[at].id));
                let moved =
                    places.iter().copied().chain(subordinates.iter().filter_map(|id| current.place(*id)));
                let paragraphs: Vec<_> = moved.map(|place| current.paragraphs[place].id).collect();
                self.relocate(submission.id, paragraphs, after, bracketed);
            }
            Body::Split { base, pieces } => match places[..] {
                _ if bracketed => self.refused.push((submission.id, "a split cannot stand in brackets")),
                _ if pieces.iter().any(Text::is_empty) => {
                    self.refused.push((submission.id, "a piece of the split has no words"));
                }
                [place] => self.split(&current.paragraphs[place], submission.id, base, pieces, carried),
                _ => self.refused.push((submission.id, "the paragraph has been split already")),
            },
            Body::Join { next, joined, .. } => {
                let next = current.follow(*next).first().map(|&at| current.paragraphs[at].id);
                match (places.first(), next) {
                    _ if bracketed => self.refused.push((submission.id, "a join cannot stand in brackets")),
                    (Some(&place), Some(next)) => {
                        let join = self.joins.entry(current.paragraphs[place].id);
                        join.or_insert_with(|| (next, joined.clone(), Vec::new())).2.push(submission.id);
                    }
                    _ => self.refused.push((submission.id, "one of the paragraphs is gone")),
                }
            }
        }
    }

    fn read(&mut self, readings: &[(ParagraphId, Rich)], submission: SubmissionId, bracketed: bool) {
        for (paragraph, text) in readings {
            self.sides.entry(*paragraph).or_default().push(Side {
                submission,
                text: text.clone(),
                bracketed,
            });
        }
    }

    fn relocate(
        &mut self,
        submission: SubmissionId,
        paragraphs: Vec<ParagraphId>,
        after: Option<ParagraphId>,
        bracketed: bool,
    ) {
        let same = |it: &&mut Relocation| {
            it.paragraphs == paragraphs && it.after == after && it.bracketed == bracketed
        };
        if let Some(it) = self.relocations.iter_mut().find(same) {
            it.submissions.push(submission);
            return;
        }
        let elsewhere =
            |it: &Relocation| !it.bracketed && it.paragraphs.iter().any(|id| paragraphs.contains(id));
        if !bracketed && self.relocations.iter().any(elsewhere) {
            self.refused.push((submission, "another move of the same paragraph is taken"));
            return;
        }
        self.relocations.push(Relocation { paragraphs, after, submissions: vec![submission], bracketed });
    }

    fn split(
        &mut self,
        paragraph: &Paragraph,
        id: SubmissionId,
        base: &Text,
        pieces: &[Text],
        carried: &Carried,
    ) {
        let cuts = cuts(&base.rich(), pieces, &paragraph.content.text.rich());
        match self.splits.get_mut(&paragraph.id) {
            Some((_, same)) if *same != cuts => {
                self.refused.push((id, "another split of the paragraph is taken"));
                return;
            }
            Some((all, _)) => all.push(id),
            None => {
                self.splits.insert(paragraph.id, (vec![id], cuts));
            }
        }
        self.read(&carried.readings, id, false);
    }
}

/// Identical insertions once, with all who ask for them; in the order of their words.
fn grouped(insertions: Vec<Insertion>) -> Vec<Insertion> {
    let folded = |it: &Insertion| {
        let words: Vec<String> =
            it.contents.iter().map(|content| engine::fold(content.text.as_str())).collect();
        (words, it.bracketed)
    };
    let mut groups: BTreeMap<(Vec<String>, bool), Insertion> = BTreeMap::new();
    for insertion in insertions {
        match groups.get_mut(&folded(&insertion)) {
            Some(group) => group.submissions.extend(insertion.submissions),
            None => {
                groups.insert(folded(&insertion), insertion);
            }
        }
    }
    groups.into_values().collect()
}

/// Where the pieces of a split end, in bytes of the paragraph as it reads now.
pub(super) fn cuts(base: &Rich, pieces: &[Text], now: &Rich) -> Vec<usize> {
    let whole = joined(pieces);
    let back = engine::edits(base.source(), whole.source());
    let forth = engine::edits(base.source(), now.source());
    let mut end = 0;
    (pieces[..pieces.len().saturating_sub(1)].iter())
        .map(|piece| {
            end += piece.rich().as_str().len();
            let in_base = offset::carry(back.iter().map(|edit| (&edit.side, &edit.base)), end, Snap::End);
            end += 1;
            offset::carry(forth.iter().map(|edit| (&edit.base, &edit.side)), in_base, Snap::End)
        })
        .collect()
}

/// The base with the edits taken; one that does not fit the base is passed over.
fn with_edits(base: &Rich, edits: &[KeptEdit]) -> Rich {
    let mut out = Rich::default();
    let mut at = 0;
    for edit in edits {
        let text = base.as_str();
        let fits = at <= edit.start
            && edit.start <= edit.end
            && edit.end <= text.len()
            && text.is_char_boundary(edit.start)
            && text.is_char_boundary(edit.end);
        if !fits {
            continue;
        }
        out.push(base, at..edit.start);
        out.push_str(&edit.before);
        let words = edit.text.rich();
        out.push(&words, 0..words.as_str().len());
        out.push_str(&edit.after);
        at = edit.end;
    }
    out.push(base, at..base.as_str().len());
    out
}
