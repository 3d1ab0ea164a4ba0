//! Shows what changed between two texts, for people to read.
//!
//! Runs cover both texts completely and byte for byte: rejecting everything gives the old text, accepting everything
//! the new one. A run begins and ends between words. What a reader is shown of it is the display layer's choice.

use super::Source;
use super::diff::{Grain, Hunk, hunks};
use super::moves::{Moved, moves};
use super::polish::{condense, gather_signs, take_apart, widen_to_sentences};
use super::slide::slide;
use super::token::{Attributes, Vocabulary, Words};
use super::unspaced::{Compounds, widen_to_words};
use std::iter;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// What happened to a run of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// The same bytes and the same attribute in both texts.
    Equal,
    /// The same bytes under another attribute.
    Format,
    /// In the old text only.
    Delete,
    /// In the new text only.
    Insert,
}

/// A stretch of both texts, in bytes; the range on the side that lacks it is empty and says where it would stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What happened to it.
    pub op: Op,
    /// Its place in the old text.
    pub old: Range<usize>,
    /// Its place in the new text.
    pub new: Range<usize>,
}

/// The changes from one text to another, as consecutive runs; a deletion stands before the insertion at its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redline {
    /// The runs, in order; together they cover both texts.
    pub runs: Vec<Run>,
    /// Which deletions and insertions are moves, in the order of the new text.
    pub moves: Vec<Moved>,
}

impl Redline {
    /// Whether nothing changed, attributes included.
    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| run.op == Op::Equal)
    }

    /// Whether more than 60% of both texts changed, so that the old whole and the new whole read better than the runs.
    pub fn is_rewritten(&self) -> bool {
        let share = |op: Op, side: fn(&Run) -> &Range<usize>| {
            let changed: usize = self.runs.iter().filter(|run| run.op == op).map(|run| side(run).len()).sum();
            let total = self.runs.last().map_or(0, |run| side(run).end);
            changed * 10 > total * 6
        };
        share(Op::Delete, |run| &run.old) && share(Op::Insert, |run| &run.new)
    }
}

/// Compares two texts for reading: small kept islands inside a rewritten clause are shown as part of the change.
pub fn redline(old: Source<'_>, new: Source<'_>) -> Redline {
    let mut vocabulary = Vocabulary::new(Attributes::Ignored);
    let (old, new) = (vocabulary.read(old), vocabulary.read(new));
    let hunks = hunks(&old.ids, &new.ids, &vocabulary.weights, Grain::Coarse);
    let hunks = take_apart(hunks, &old, &new, &vocabulary.weights);
    let hunks = condense(hunks, &old, &new, &vocabulary.weights);
    let mut hunks = gather_signs(hunks, &old, &new, &vocabulary.weights);
    widen_to_sentences(&mut hunks, &old, &new, &vocabulary.weights);
    let (old_compounds, new_compounds) = (Compounds::of(&old), Compounds::of(&new));
    let (whole_old, whole_new) = ((&old, &old_compounds), (&new, &new_compounds));
    slide(&mut hunks, whole_old, whole_new);
    widen_to_words(&mut hunks, whole_old, whole_new);
    let runs = runs(&old, &new, &hunks);
    let moves = moves(&hunks, &old, &new, &vocabulary.weights);
    Redline { runs, moves }
}

/// The runs of two texts whose words outside `hunks` are equal.
pub(super) fn runs(old: &Words<'_>, new: &Words<'_>, hunks: &[Hunk]) -> Vec<Run> {
    let mut runs = Runs { old: old.text, new: new.text, runs: Vec::with_capacity(3 * hunks.len() + 1) };
    let mut before = Op::Equal;
    for (old_range, new_start) in kept(old, hunks) {
        let new_range = new_start..new_start + old_range.len();
        if let Some((old_bytes, new_bytes)) = same_bytes((old, &old_range), (new, &new_range)) {
            runs.up_to(old_bytes.start, new_bytes.start, Op::Equal);
            runs.push(Op::Equal, old_bytes.end, new_bytes.end);
            before = Op::Equal;
            continue;
        }
        for (i, j) in old_range.zip(new_range) {
            // The same word in composed form only is a changed one.
            if old.word(i) == new.word(j) {
                let (old_word, new_word) = (old.tokens[i], new.tokens[j]);
                let op = if old_word.attr == new_word.attr { Op::Equal } else { Op::Format };
                let gap = if op == before { op } else { Op::Equal };
                runs.up_to(old_word.start, new_word.start, gap);
                runs.push(op, old_word.end, new_word.end);
                before = op;
            }
        }
    }
    runs.up_to(old.text.len(), new.text.len(), Op::Equal);
    runs.runs
}

/// The stretches of words outside the hunks: where they stand in the old text, and where they begin in the new one.
fn kept(old: &Words<'_>, hunks: &[Hunk]) -> impl Iterator<Item = (Range<usize>, usize)> {
    let starts = iter::once((0, 0)).chain(hunks.iter().map(|hunk| (hunk.old.end, hunk.new.end)));
    let ends = hunks.iter().map(|hunk| hunk.old.start).chain(iter::once(old.tokens.len()));
    starts.zip(ends).map(|((old, new), end)| (old..end, new))
}

/// The bytes of two stretches of words if they and what stands between them are the same, attributes and all.
fn same_bytes(
    old: (&Words<'_>, &Range<usize>),
    new: (&Words<'_>, &Range<usize>),
) -> Option<(Range<usize>, Range<usize>)> {
    let bytes = |(words, range): (&Words<'_>, &Range<usize>)| -> Option<Range<usize>> {
        let (first, last) = (words.tokens.get(range.start)?, words.tokens.get(range.end.checked_sub(1)?)?);
        (words.is_plain && first.start <= last.end).then_some(first.start..last.end)
    };
    let (old_bytes, new_bytes) = (bytes(old)?, bytes(new)?);
    (old.0.text[old_bytes.clone()] == new.0.text[new_bytes.clone()]).then_some((old_bytes, new_bytes))
}

/// Runs under construction, which always cover both texts up to the end of the last one.
struct Runs<'a> {
    old: &'a str,
    new: &'a str,
    runs: Vec<Run>,
}

impl Runs<'_> {
    fn end(&self) -> (usize, usize) {
        self.runs.last().map_or((0, 0), |run| (run.old.end, run.new.end))
    }

    /// Continues with `op` up to the given ends.
    fn push(&mut self, op: Op, old_end: usize, new_end: usize) {
        let (old_start, new_start) = self.end();
        if (old_start, new_start) == (old_end, new_end) {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.op == op => (last.old.end, last.new.end) = (old_end, new_end),
            Some(_) | None => self.runs.push(Run { op, old: old_start..old_end, new: new_start..new_end }),
        }
    }

    /// Continues up to the next kept words: with `gap` over unchanged white space; else what lies between the white
    /// space that both share is replaced, or differs in its attributes only.
    fn up_to(&mut self, old_end: usize, new_end: usize, gap: Op) {
        let (old_start, new_start) = self.end();
        let (old, new) = (&self.old[old_start..old_end], &self.new[new_start..new_end]);
        if old == new && old.bytes().all(|byte| byte == b' ') {
            self.push(gap, old_end, new_end);
            return;
        }
        let head = shared_space(old.graphemes(true), new.graphemes(true));
        if head == old.len() && head == new.len() {
            self.push(gap, old_end, new_end);
            return;
        }
        let (old, new) = (&old[head..], &new[head..]);
        let tail = shared_space(old.graphemes(true).rev(), new.graphemes(true).rev());
        self.push(Op::Equal, old_start + head, new_start + head);
        if old == new {
            self.push(Op::Format, old_end - tail, new_end - tail);
        } else {
            self.push(Op::Delete, old_end - tail, new_start + head);
            self.push(Op::Insert, old_end - tail, new_end - tail);
        }
        self.push(Op::Equal, old_end, new_end);
    }
}

/// The bytes of white space with which both begin.
fn shared_space<'a>(old: impl Iterator<Item = &'a str>, new: impl Iterator<Item = &'a str>) -> usize {
    let shared = old.zip(new).take_while(|(a, b)| a == b && a.chars().all(char::is_whitespace));
    shared.map(|(space, _)| space.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Mark;

    /// `[-deleted-]`, `{+inserted+}`, `<emphasis changed>`.
    fn shown(old: Source<'_>, new: Source<'_>) -> String {
        let show = |run: &Run| match run.op {
            Op::Equal => old.text[run.old.clone()].to_owned(),
            Op::Format => format!("<{}>", &old.text[run.old.clone()]),
            Op::Delete => format!("[-{}-]", &old.text[run.old.clone()]),
            Op::Insert => format!("{{+{}+}}", &new.text[run.new.clone()]),
        };
        redline(old, new).runs.iter().map(show).collect()
    }

    #[test]
    fn changes_read_as_a_drafter_would_mark_them() {
        let check =
            |old: &str, new: &str, expected: &str| assert_eq!(shown(old.into(), new.into()), expected);
        check("", "", "");
        check("States shall act.", "States shall act.", "States shall act.");
        check("", "States shall act.", "{+States shall act.+}");
        check("States shall act.", "", "[-States shall act.-]");
        check("States shall act.", "States should act.", "States [-shall-]{+should+} act.");
        check("States shall act.", "States shall act swiftly.", "States shall act{+ swiftly+}.");
        check("States shall act swiftly.", "States shall act.", "States shall act[- swiftly-].");
        check("States shall act.", "All States shall act.", "{+All +}States shall act.");
        check(
            "States shall act. They report.",
            "States shall act. They learn. They report.",
            "States shall act. {+They learn. +}They report.",
        );
        check("food and water", "food, water and shelter", "food[- and-]{+,+} water{+ and shelter+}");
        check("on time", "on\u{a0}time", "on[- -]{+\u{a0}+}time");
        check("a  b", "a b", "a [- -]b");
        check("l'e\u{301}tat agit", "l'\u{e9}tat agit", "[-l'e\u{301}tat-]{+l'\u{e9}tat+} agit");
        check("各国应遵守国际法。", "各国必须遵守国际法。", "各国[-应-]{+必须+}遵守国际法。");
        check(
            "Parties may, as they see fit, consult the depositary.",
            "States shall, where so requested, inform the secretariat.",
            "[-Parties may, as they see fit, consult the depositary-]{+States shall, where so requested, inform the secretariat+}.",
        );
    }

    #[test]
    fn another_attribute_is_a_change_of_format() {
        let bold = |range| Mark { range, attr: 1, atomic: false };
        let check = |text: &str, marks: &[Mark], expected: &str| {
            assert_eq!(shown(text.into(), Source { text, marks }), expected);
        };
        check("States must respect the law.", &[bold(7..19)], "States <must respect> the law.");
        check("an unlawful act", &[bold(3..5)], "an <unlawful> act");
    }

    #[test]
    fn a_text_changed_throughout_is_rewritten() {
        let check = |old: &str, new: &str, expected| {
            assert_eq!(redline(old.into(), new.into()).is_rewritten(), expected, "{new}")
        };
        check("", "", false);
        check("States shall act.", "Everybody is free.", true);
        check("States shall act.", "States shall act. Everybody else is free to do as they like.", false);
        check("States shall act in time.", "States shall act in peace.", false);
    }
}
