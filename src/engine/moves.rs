//! Finds sentences and clauses that were moved inside a paragraph.
//!
//! A deletion and an insertion of the same words are one move, told from the redline alone: it adds no run and takes
//! none away. Short phrases prove nothing, and words changed on the way make it a deletion and an insertion.

use super::redline::{Op, Run};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Words that stand in another place of the new text, without the white space around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Where they stood, in bytes of the old text.
    pub old: Range<usize>,
    /// Where they stand, in bytes of the new text.
    pub new: Range<usize>,
}

/// The fewest words that are recognised.
const FEWEST: usize = 3;

/// The moves among the runs of two texts, in the order of the new one.
pub(super) fn moves(runs: &[Run], old: &str, new: &str) -> Vec<Moved> {
    let mut deleted: FxHashMap<&str, Vec<Range<usize>>> = FxHashMap::default();
    for run in runs.iter().rev().filter(|run| run.op == Op::Delete) {
        let range = trimmed(old, &run.old);
        deleted.entry(&old[range.clone()]).or_default().push(range);
    }
    let inserted = runs.iter().filter(|run| run.op == Op::Insert).map(|run| trimmed(new, &run.new));
    let moved = inserted.filter(|range| new[range.clone()].split_whitespace().nth(FEWEST - 1).is_some());
    moved
        .filter_map(|range| Some(Moved { old: deleted.get_mut(&new[range.clone()])?.pop()?, new: range }))
        .collect()
}

fn trimmed(text: &str, range: &Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + words.len() - words.trim_start().len();
    start..start + words.trim().len()
}

#[cfg(test)]
mod tests {
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
}
