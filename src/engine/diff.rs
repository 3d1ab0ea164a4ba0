//! Finds what changed between two sequences of word numbers.
//!
//! The hunks returned are sorted, never touch, and what lies between them is equal on both sides. Up to [`MAX_CELLS`]
//! the result is the cheapest there is, counting the characters deleted and inserted and a price for every hunk; beyond
//! that, rare words anchor it first. This module knows no text: it sees numbers and weights.

use similar::{Algorithm, DiffOp, capture_diff_slices};
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
    fn opening(self) -> u32 {
        match self {
            Grain::Fine => 1,
            Grain::Coarse => 9,
        }
    }
}

/// The largest table of the exact solution; it takes one byte a cell.
const MAX_CELLS: usize = 1 << 20;
/// Kept text of this many characters separates two windows that are solved alone.
const ANCHOR: u32 = 40;

/// The hunks that turn `old` into `new`; `weights` gives the cost of a word by its number.
pub(super) fn hunks(old: &[u32], new: &[u32], weights: &[u32], grain: Grain) -> Vec<Hunk> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    let mut hunks = if old.len().saturating_mul(new.len()) <= MAX_CELLS {
        cheapest(old, new, weights, grain)
    } else {
        anchored(old, new, weights, grain)
    };
    for hunk in &mut hunks {
        *hunk = hunk.shifted(head, head);
    }
    hunks
}

/// The total length in characters of a stretch of words.
pub(super) fn weight(words: &[u32], weights: &[u32]) -> u32 {
    words.iter().map(|&id| weights[id as usize]).sum()
}

/// Anchors by rare words, then solves every window between long kept stretches exactly if it is small enough.
fn anchored(old: &[u32], new: &[u32], weights: &[u32], grain: Grain) -> Vec<Hunk> {
    let rough = joined(&capture_diff_slices(Algorithm::Patience, old, new));
    let mut hunks = Vec::with_capacity(rough.len());
    for window in rough.chunk_by(|a, b| weight(&old[a.old.end..b.old.start], weights) < ANCHOR) {
        let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
        let (old_part, new_part) = (&old[first.old.start..last.old.end], &new[first.new.start..last.new.end]);
        if window.len() > 1 && old_part.len().saturating_mul(new_part.len()) <= MAX_CELLS {
            let solved = cheapest(old_part, new_part, weights, grain);
            hunks.extend(solved.iter().map(|hunk| hunk.shifted(first.old.start, first.new.start)));
        } else {
            hunks.extend_from_slice(window);
        }
    }
    hunks
}

/// A deletion and an insertion at one place are one hunk.
fn joined(ops: &[DiffOp]) -> Vec<Hunk> {
    let changed = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let mut hunks: Vec<Hunk> = Vec::new();
    for op in changed {
        let (old, new) = (op.old_range(), op.new_range());
        match hunks.last_mut() {
            Some(last) if last.old.end == old.start && last.new.end == new.start => {
                last.old.end = old.end;
                last.new.end = new.end;
            }
            Some(_) | None => hunks.push(Hunk { old, new }),
        }
    }
    hunks
}

/// How the cheapest way reached a cell, in one byte: a bit for the kept state, the rest for the changed state.
const KEPT_AFTER_CHANGE: u8 = 1;
const CHANGE_OPENED: u8 = 0;
const CHANGE_DELETED: u8 = 2;
const CHANGE_INSERTED: u8 = 4;
const CHANGE: u8 = CHANGE_DELETED | CHANGE_INSERTED;
const UNREACHABLE: u32 = u32::MAX / 4;

/// The exact solution: shortest way through the table of both texts in two states, inside a hunk and outside.
fn cheapest(old: &[u32], new: &[u32], weights: &[u32], grain: Grain) -> Vec<Hunk> {
    if old.is_empty() && new.is_empty() {
        return Vec::new();
    }
    if old.is_empty() || new.is_empty() {
        return vec![Hunk { old: 0..old.len(), new: 0..new.len() }];
    }
    let opening = grain.opening();
    let width = new.len() + 1;
    let mut way = vec![CHANGE_OPENED; (old.len() + 1) * width];
    let mut kept = vec![UNREACHABLE; width];
    let mut changed = vec![UNREACHABLE; width];
    kept[0] = 0;
    changed[0] = opening;
    for (column, &id) in new.iter().enumerate() {
        changed[column + 1] = changed[column] + weights[id as usize];
        way[column + 1] = CHANGE_INSERTED;
    }
    let costs: Vec<u32> = new.iter().map(|&id| weights[id as usize]).collect();
    for (&word, way) in old.iter().zip(way.chunks_exact_mut(width).skip(1)) {
        let deleting = weights[word as usize];
        let (mut kept_before, mut changed_before) = (kept[0], changed[0]);
        kept[0] = UNREACHABLE;
        changed[0] += deleting;
        way[0] = CHANGE_DELETED;
        let mut changed_left = changed[0];
        let cells = new.iter().zip(&costs).zip(&mut kept[1..]).zip(&mut changed[1..]).zip(&mut way[1..]);
        for ((((&id, &inserting), kept), changed), way) in cells {
            let (keep, step) = if word == id {
                (kept_before.min(changed_before), u8::from(changed_before < kept_before))
            } else {
                (UNREACHABLE, 0)
            };
            let (mut change, mut from) = (keep + opening, CHANGE_OPENED);
            if *changed + deleting < change {
                (change, from) = (*changed + deleting, CHANGE_DELETED);
            }
            if changed_left + inserting < change {
                (change, from) = (changed_left + inserting, CHANGE_INSERTED);
            }
            (kept_before, changed_before) = (*kept, *changed);
            (*kept, *changed, *way) = (keep, change, step | from);
            changed_left = change;
        }
    }
    walk_back(&way, (old.len(), new.len()), changed[new.len()] < kept[new.len()])
}

fn walk_back(way: &[u8], (mut row, mut column): (usize, usize), mut in_hunk: bool) -> Vec<Hunk> {
    let width = column + 1;
    let mut end = (row, column);
    let mut hunks = Vec::new();
    while row > 0 || column > 0 {
        let step = way[row * width + column];
        match (in_hunk, step & CHANGE) {
            (true, CHANGE_DELETED) => row -= 1,
            (true, CHANGE_INSERTED) => column -= 1,
            (true, _) => {
                hunks.push(Hunk { old: row..end.0, new: column..end.1 });
                in_hunk = false;
            }
            (false, _) => {
                row -= 1;
                column -= 1;
                in_hunk = step & KEPT_AFTER_CHANGE != 0;
                end = (row, column);
            }
        }
    }
    if in_hunk {
        hunks.push(Hunk { old: 0..end.0, new: 0..end.1 });
    }
    hunks.reverse();
    hunks
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

    #[test]
    fn long_texts_are_anchored() {
        let old: Vec<u32> = (0..3000).collect();
        let mut new = old.clone();
        new.insert(1500, 7);
        new[10] = 9;
        new.remove(2990);
        let found = hunks(&old, &new, &[5; 3000], Grain::Coarse);
        let shown: Vec<_> =
            found.iter().map(|hunk| (hunk.old.start, hunk.old.len(), hunk.new.len())).collect();
        assert_eq!(shown, [(10, 1, 1), (1500, 0, 1), (2989, 1, 0)]);
    }
}
