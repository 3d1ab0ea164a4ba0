//! Finds what changed between two sequences of word numbers.
//!
//! The hunks returned are sorted, never touch, and what lies between them is equal on both sides. Up to [`MAX_CELLS`]
//! the result is the cheapest there is, counting the characters deleted and inserted and a price for every hunk; beyond
//! that, what both texts share anchors it first. This module knows no text: it sees numbers and weights.

use super::{anchor, table};
use std::ops::Range;

/// A stretch of tokens replaced by another; one of the two may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

impl Hunk {
    /// The same hunk in sequences that begin so much earlier.
    pub(super) fn shifted(&self, old: usize, new: usize) -> Hunk {
        Hunk { old: self.old.start + old..self.old.end + old, new: self.new.start + new..self.new.end + new }
    }
}

/// What opening one more hunk costs, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    /// Every kept word counts: for merging.
    Fine,
    /// A few short words are not worth an interruption: for reading.
    Coarse,
}

impl Grain {
    pub(super) fn opening(self) -> u32 {
        match self {
            Grain::Fine => 1,
            Grain::Coarse => 9,
        }
    }
}

/// The largest table that is filled for two texts as a whole.
const MAX_CELLS: usize = 1 << 20;

/// The hunks that turn `old` into `new`; `weights` gives the cost of a word by its number.
pub(super) fn hunks(old: &[u32], new: &[u32], weights: &[u32], grain: Grain) -> Vec<Hunk> {
    let whole = trimmed(old, new);
    let (inner_old, inner_new) = (&old[whole.old.clone()], &new[whole.new.clone()]);
    let found = if inner_old.len().saturating_mul(inner_new.len()) <= MAX_CELLS {
        table::cheapest(inner_old, inner_new, weights, grain)
    } else {
        anchor::anchored(inner_old, inner_new, weights, grain)
    };
    found.iter().map(|hunk| hunk.shifted(whole.old.start, whole.new.start)).collect()
}

/// What is left between the words with which both begin and those with which both end.
pub(super) fn trimmed(old: &[u32], new: &[u32]) -> Hunk {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    Hunk { old: head..old.len() - tail, new: head..new.len() - tail }
}

/// The total length in characters of a stretch of words.
pub(super) fn weight(words: &[u32], weights: &[u32]) -> u32 {
    words.iter().map(|&id| weights[id as usize]).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(old: &str, new: &str, grain: Grain) -> String {
        let ids = |text: &str| text.bytes().map(u32::from).collect::<Vec<_>>();
        let found = hunks(&ids(old), &ids(new), &[2; 256], grain);
        let shown: Vec<_> = found
            .iter()
            .map(|hunk| format!("{}>{}", &old[hunk.old.clone()], &new[hunk.new.clone()]))
            .collect();
        shown.join(" ")
    }

    #[test]
    fn hunks_are_the_cheapest() {
        let check = |old, new, fine, coarse| {
            assert_eq!(run(old, new, Grain::Fine), fine, "{old} {new}");
            assert_eq!(run(old, new, Grain::Coarse), coarse, "{old} {new}");
        };
        check("", "", "", "");
        check("abc", "abc", "", "");
        check("", "abc", ">abc", ">abc");
        check("abc", "", "abc>", "abc>");
        check("abcd", "abxd", "c>x", "c>x");
        check("abcde", "xbcdy", "a>x e>y", "a>x e>y");
        check("abc", "xby", "a>x c>y", "abc>xby");
        check("abab", "ab", "ab>", "ab>");
    }
}
