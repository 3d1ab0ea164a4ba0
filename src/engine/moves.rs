//! Finds sentences and clauses that were moved inside a paragraph.
//!
//! The same words deleted in one place and inserted in another are one move, told from the redline alone: it adds no run
//! and takes none away. Short phrases prove nothing unless they are the whole of both changes, and no word moves twice.

use super::diff::{Hunk, weight};
use super::redline::{Op, Redline, Run};
use super::token::Words;
use rustc_hash::FxHashMap;
use std::iter::Peekable;
use std::ops::Range;

/// Words that stand in another place of the new text, without the white space around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Where they stood, in bytes of the old text.
    pub old: Range<usize>,
    /// Where they stand, in bytes of the new text.
    pub new: Range<usize>,
}

impl Redline {
    /// The runs of these two texts, cut so that every move is a run of its own, with the white space at its ends where
    /// nothing else is left there. Each with whether it is one: moved away if it is deleted, moved here if inserted.
    pub fn cut_at_moves(&self, old: &str, new: &str) -> Vec<(Run, bool)> {
        let mut away: Vec<_> = self.moves.iter().map(|moved| moved.old.clone()).collect();
        away.sort_unstable_by_key(|range| range.start);
        let mut away = away.into_iter().peekable();
        let mut here = self.moves.iter().map(|moved| moved.new.clone()).peekable();
        let mut runs = Vec::with_capacity(self.runs.len() + 4 * self.moves.len());
        for run in &self.runs {
            let of_run = |old, new| Run { op: run.op, old, new };
            match run.op {
                Op::Equal | Op::Format => runs.push((run.clone(), false)),
                Op::Delete => {
                    let pieces = cut(old, &run.old, &mut away).into_iter();
                    runs.extend(pieces.map(|(piece, moved)| (of_run(piece, run.new.clone()), moved)));
                }
                Op::Insert => {
                    let pieces = cut(new, &run.new, &mut here).into_iter();
                    runs.extend(pieces.map(|(piece, moved)| (of_run(run.old.clone(), piece), moved)));
                }
            }
        }
        runs
    }
}

/// A stretch of a text, cut at the moves that lie in it; they are taken off the list.
fn cut(
    text: &str,
    stretch: &Range<usize>,
    moves: &mut Peekable<impl Iterator<Item = Range<usize>>>,
) -> Vec<(Range<usize>, bool)> {
    let mut pieces: Vec<(Range<usize>, bool)> = Vec::new();
    let is_blank = |range: &Range<usize>| text[range.clone()].trim().is_empty();
    let mut push = |range: Range<usize>, moved: bool| match pieces.last_mut() {
        _ if range.is_empty() => {}
        Some((last, true)) if !moved && is_blank(&range) => last.end = range.end,
        Some((last, before)) if !*before && moved && is_blank(last) => {
            (last.end, *before) = (range.end, true)
        }
        _ => pieces.push((range, moved)),
    };
    let mut at = stretch.start;
    while let Some(moved) = moves.next_if(|moved| moved.end <= stretch.end) {
        push(at..moved.start, false);
        at = moved.end;
        push(moved, true);
    }
    push(at..stretch.end, false);
    pieces
}

/// The fewest words that are recognised.
const FEWEST: usize = 3;
/// The shortest part of a change that is recognised, in characters.
const SHORTEST: u32 = 30;

/// The moves among the hunks of two texts, in the order of the new one.
pub(super) fn moves(hunks: &[Hunk], old: &Words<'_>, new: &Words<'_>, weights: &[u32]) -> Vec<Moved> {
    let places = places(hunks, old);
    let mut found: Vec<Match> = Vec::new();
    for (index, hunk) in hunks.iter().enumerate() {
        let mut at = hunk.new.start;
        while at + FEWEST <= hunk.new.end {
            let best = places.get(&new.ids[at..at + FEWEST]).into_iter().flatten();
            let best = best.filter(|place| place.hunk != index).map(|place| {
                let words =
                    new.ids[at..hunk.new.end].iter().zip(&old.ids[place.at..hunks[place.hunk].old.end]);
                Match {
                    old: place.at,
                    new: at,
                    len: words.take_while(|(a, b)| a == b).count(),
                    from: place.hunk,
                    to: index,
                }
            });
            match best.max_by_key(|found| found.len) {
                Some(longest) if longest.is_told(hunks, new, weights) && longest.is_same(old, new) => {
                    at += longest.len;
                    found.push(longest);
                }
                Some(_) | None => at += 1,
            }
        }
    }
    found.sort_by_key(|found| (std::cmp::Reverse(found.len), found.new));
    let mut taken: Vec<Match> = Vec::new();
    for found in found {
        if taken.iter().all(|other| found.old + found.len <= other.old || other.old + other.len <= found.old)
        {
            taken.push(found);
        }
    }
    taken.sort_by_key(|found| found.new);
    taken.iter().map(|found| found.moved(old, new)).collect()
}

/// A place of the old text where words were deleted.
struct Place {
    hunk: usize,
    at: usize,
}

/// How many places are remembered for the same words.
const MOST: usize = 4;

/// Where each few words in a row were deleted.
fn places<'a>(hunks: &[Hunk], old: &'a Words<'_>) -> FxHashMap<&'a [u32], Vec<Place>> {
    let mut places: FxHashMap<&[u32], Vec<Place>> = FxHashMap::default();
    for (hunk, range) in hunks.iter().map(|hunk| hunk.old.clone()).enumerate() {
        for at in range.start..(range.end + 1).saturating_sub(FEWEST).max(range.start) {
            let known = places.entry(&old.ids[at..at + FEWEST]).or_default();
            if known.len() < MOST {
                known.push(Place { hunk, at });
            }
        }
    }
    places
}

/// Equal words in a deletion and in an insertion, in words.
struct Match {
    old: usize,
    new: usize,
    len: usize,
    from: usize,
    to: usize,
}

impl Match {
    /// Whether so many words stand for themselves, or are the whole of both changes.
    fn is_told(&self, hunks: &[Hunk], new: &Words<'_>, weights: &[u32]) -> bool {
        let whole = hunks[self.from].old.len() == self.len && hunks[self.to].new.len() == self.len;
        let words =
            (self.new..self.new + self.len).filter(|&at| new.word(at).starts_with(char::is_alphanumeric));
        whole && words.count() >= FEWEST
            || weight(&new.ids[self.new..self.new + self.len], weights) >= SHORTEST
    }

    /// Whether the white space between the words moved with them.
    fn is_same(&self, old: &Words<'_>, new: &Words<'_>) -> bool {
        let Moved { old: from, new: to } = self.moved(old, new);
        old.text[from] == new.text[to]
    }

    fn moved(&self, old: &Words<'_>, new: &Words<'_>) -> Moved {
        let bytes = |words: &Words<'_>, first: usize| {
            words.tokens[first].start..words.tokens[first + self.len - 1].end
        };
        Moved { old: bytes(old, self.old), new: bytes(new, self.new) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::redline;

    #[test]
    fn a_moved_sentence_is_recognised() {
        let check = |old: &str, new: &str, expected: &[&str]| {
            let moves = redline(old.into(), new.into()).moves;
            let found: Vec<_> = moves.iter().map(|moved| &old[moved.old.clone()]).collect();
            assert_eq!(found, expected, "{new}");
            assert!(moves.iter().all(|moved| old[moved.old.clone()] == new[moved.new.clone()]));
        };
        let old = "The list is public. Each State names a focal point. The depositary keeps the list.";
        check(old, old, &[]);
        check(
            old,
            "Each State names a focal point. The depositary keeps the list. The list is public.",
            &["The list is public."],
        );
        check(old, "Each State names a focal point. The depositary keeps the list. The list is secret.", &[]);
        check("all of it, in short", "in short, all of it", &[]);
    }

    #[test]
    fn a_clause_that_was_moved_among_other_changes_is_recognised() {
        let old = "States shall, in good faith and without undue delay, notify the depositary of every measure taken in this field. It is public.";
        let new = "States shall notify the depositary of every measure taken in this field. It is kept in good faith and without undue delay.";
        let moves = redline(old.into(), new.into()).moves;
        let found: Vec<_> = moves.iter().map(|moved| &new[moved.new.clone()]).collect();
        assert_eq!(found, ["in good faith and without undue delay"]);
    }

    #[test]
    fn runs_are_cut_so_that_moved_words_stand_alone() {
        let check = |old: &str, new: &str, expected: &str| {
            let shown = |(run, moved): (Run, bool)| match (run.op, moved) {
                (Op::Equal | Op::Format, _) => new[run.new].to_owned(),
                (Op::Delete, false) => format!("[-{}-]", &old[run.old]),
                (Op::Delete, true) => format!("[<{}<]", &old[run.old]),
                (Op::Insert, false) => format!("{{+{}+}}", &new[run.new]),
                (Op::Insert, true) => format!("{{>{}>}}", &new[run.new]),
            };
            let runs = redline(old.into(), new.into()).cut_at_moves(old, new);
            assert_eq!(runs.into_iter().map(shown).collect::<String>(), expected);
        };
        check("One word.", "One other word.", "One {+other +}word.");
        check(
            "The list is public. Each State names a focal point. The depositary keeps the list.",
            "Each State names a focal point. The depositary keeps the list. The list is public.",
            "[<The list is public. <]Each State names a focal point. The depositary keeps the list.{> The list is public.>}",
        );
        check(
            "The first of the two reports goes to the council every spring. Whatever the group has found out is annexed without change. Each State names one focal point. All of it is kept by the depositary in its own archive.",
            "Each State names one focal point. All of it is kept by the depositary in its own archive. Whatever the group has found out is annexed without change. The first of the two reports goes to the council every spring.",
            "[<The first of the two reports goes to the council every spring. <][<Whatever the group has found out is annexed without change. <]Each State names one focal point. All of it is kept by the depositary in its own archive.{> Whatever the group has found out is annexed without change. >}{>The first of the two reports goes to the council every spring.>}",
        );
    }

    #[test]
    fn no_word_moves_twice() {
        let moved = "the parties act in good faith and in due time; ";
        let old = format!("{moved}first they meet, then they report to all of the others");
        let new = format!("first they meet, {moved}then they report to all of the others, and {moved}so on");
        assert_eq!(redline(old.as_str().into(), new.as_str().into()).moves.len(), 1);
    }
}
