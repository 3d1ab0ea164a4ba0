//! States what one text does to another, as replacements of ranges.
//!
//! Edits are as fine as can be and stand where the words alone put them, so that the same change made by two authors
//! is the same edit. They are sorted, never touch, and applied to the base they give the other text byte for byte.

use super::Source;
use super::diff::{Grain, hunks};
use super::redline::{Op, Run, runs};
use super::slide::slide;
use super::token::{Attributes, Vocabulary, Words};
use super::unspaced::Compounds;
use std::ops::Range;

/// A range of the base replaced by a range of another text, in bytes; one of the two may be empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edit {
    /// What is replaced.
    pub base: Range<usize>,
    /// What replaces it.
    pub side: Range<usize>,
}

/// The edits that turn `base` into `side`; a change of attribute is a replacement.
pub fn edits(base: Source<'_>, side: Source<'_>) -> Vec<Edit> {
    let mut vocabulary = Vocabulary::new(Attributes::Compared);
    let (base, side) = (vocabulary.read(base), vocabulary.read(side));
    between(&base, &side, &vocabulary.weights)
}

/// The text with only the `ticked` edits of `side`, and those edits in terms of it, as [`merge_edits`] expects them.
///
/// An edit that is out of order, or outside the texts, is left out.
///
/// [`merge_edits`]: super::merge_edits
pub fn take(base: &str, side: &str, ticked: &[Edit]) -> (String, Vec<Edit>) {
    let mut text = String::with_capacity(base.len());
    let mut taken = Vec::with_capacity(ticked.len());
    let mut at = 0;
    for edit in ticked {
        let (Some(kept), Some(words)) = (base.get(at..edit.base.start), side.get(edit.side.clone())) else {
            continue;
        };
        if base.get(edit.base.clone()).is_some() {
            text.push_str(kept);
            let start = text.len();
            text.push_str(words);
            taken.push(Edit { base: edit.base.clone(), side: start..text.len() });
            at = edit.base.end;
        }
    }
    text.push_str(&base[at..]);
    (text, taken)
}

/// The edits between two texts that were read with one vocabulary.
pub(super) fn between(base: &Words<'_>, side: &Words<'_>, weights: &[u32]) -> Vec<Edit> {
    let mut hunks = hunks(&base.ids, &side.ids, weights, Grain::Fine);
    slide(&mut hunks, (base, &Compounds::default()), (side, &Compounds::default()));
    covering(&runs(base, side, &hunks))
}

/// One edit for every stretch of runs that are not equal.
pub(super) fn covering(runs: &[Run]) -> Vec<Edit> {
    let changed = runs
        .chunk_by(|a, b| (a.op == Op::Equal) == (b.op == Op::Equal))
        .filter(|stretch| stretch[0].op != Op::Equal);
    let edit = |stretch: &[Run]| {
        let (first, last) = (&stretch[0], &stretch[stretch.len() - 1]);
        Edit { base: first.old.start..last.old.end, side: first.new.start..last.new.end }
    };
    changed.map(edit).collect()
}

/// Whether the edits are sorted and disjoint, and turn `base` into `side`.
pub(super) fn fits(base: &str, side: &str, edits: &[Edit]) -> bool {
    let mut at = (0, 0);
    let kept = |from: (usize, usize), to: (usize, usize)| {
        base.get(from.0..to.0).is_some_and(|kept| side.get(from.1..to.1) == Some(kept))
    };
    let in_place = edits.iter().all(|edit| {
        let fits = kept(at, (edit.base.start, edit.side.start))
            && base.get(edit.base.clone()).is_some()
            && side.get(edit.side.clone()).is_some();
        at = (edit.base.end, edit.side.end);
        fits
    });
    in_place && kept(at, (base.len(), side.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_fine_and_stand_alike() {
        let check = |base: &str, side: &str, expected: &str| {
            let shown = |edit: &Edit| {
                format!("{}:{}>{}", edit.base.start, &base[edit.base.clone()], &side[edit.side.clone()])
            };
            let found: Vec<_> = edits(base.into(), side.into()).iter().map(shown).collect();
            assert_eq!(found.join("|"), expected, "{side}");
        };
        check("States shall act.", "States shall act.", "");
        check("States shall act.", "States should act.", "7:shall>should");
        check("States shall act.", "States shall act, act.", "13:>act, ");
        check("to act and to report", "to act and to act and to report", "0:>to act and ");
        check("Parties may consult.", "States may inform.", "0:Parties>States|12:consult>inform");
        check("a, b, and c", "a, b and c", "4:,>");
    }

    #[test]
    fn ticked_edits_are_taken_alone() {
        let base = "States should report every year to the depositary.";
        let side = "All States shall report every two years to the depositary and to each other.";
        let all = edits(base.into(), side.into());
        let check = |ticked: &[usize], expected: &str| {
            let ticked: Vec<_> = ticked.iter().map(|&index| all[index].clone()).collect();
            let (text, taken) = take(base, side, &ticked);
            assert_eq!(text, expected);
            assert!(fits(base, &text, &taken));
        };
        check(&[], base);
        check(&[0, 1, 2, 3], side);
        check(&[0, 3], "All States should report every year to the depositary and to each other.");
        check(&[2, 1], "States should report every two years to the depositary.");
    }
}
