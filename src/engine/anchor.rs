//! Comparison of texts too long for one table, in bounded time.
//!
//! Both are cut into chunks where their own words say so, so that equal stretches are cut alike wherever they stand; equal
//! chunks anchor the comparison, then words that occur once on either side, and what lies between is solved exactly while
//! its table is small. What is larger and shares nothing of that kind is one hunk. The sum of all tables is at most
//! [`MAX_SIDE`] times the mean length of the two texts.

use super::chain::heaviest_chain;
use super::diff::{Grain, Hunk, trimmed, weight};
use super::table;
use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// The side of the largest square table between two anchors.
const MAX_SIDE: usize = 512;
/// Kept text of this many characters separates two windows that are solved alone.
const APART: u32 = 40;
/// A chunk ends where no word so near has a smaller hash.
const NEAR: usize = 8;
/// A chunk never has more words.
const LONGEST: usize = 64;
/// How often a window is anchored again by the words that are single in it.
const DEPTH: usize = 8;

/// The hunks between two long texts.
pub(super) fn anchored(old: &[u32], new: &[u32], weights: &[u32], grain: Grain) -> Vec<Hunk> {
    let (old_chunks, new_chunks) = (chunks(old), chunks(new));
    let mut numbers: FxHashMap<&[u32], u32> = FxHashMap::default();
    let (old_ids, new_ids) =
        (numbered(old, &old_chunks, &mut numbers), numbered(new, &new_chunks, &mut numbers));
    let ops = capture_diff_slices(Algorithm::Patience, &old_ids, &new_ids);
    let start = |chunks: &[Range<usize>], index: usize, end: usize| {
        chunks.get(index).map_or(end, |chunk| chunk.start)
    };
    let rough: Vec<Hunk> = changed(&ops)
        .map(|(from, to)| Hunk {
            old: start(&old_chunks, from.start, old.len())..start(&old_chunks, from.end, old.len()),
            new: start(&new_chunks, to.start, new.len())..start(&new_chunks, to.end, new.len()),
        })
        .collect();
    let mut hunks = Vec::with_capacity(rough.len());
    for window in rough.chunk_by(|a, b| weight(&old[a.old.end..b.old.start], weights) < APART) {
        if let (Some(first), Some(last)) = (window.first(), window.last()) {
            let window = Hunk { old: first.old.start..last.old.end, new: first.new.start..last.new.end };
            solve(&mut hunks, window, &Texts { old, new, weights, grain }, DEPTH);
        }
    }
    hunks
}

/// The stretches of chunks that are not equal.
fn changed(ops: &[DiffOp]) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
    ops.chunk_by(|a, b| is_equal(a) == is_equal(b)).filter(|ops| !is_equal(&ops[0])).map(|ops| {
        let (first, last) = (&ops[0], &ops[ops.len() - 1]);
        (first.old_range().start..last.old_range().end, first.new_range().start..last.new_range().end)
    })
}

fn is_equal(op: &DiffOp) -> bool {
    matches!(op, DiffOp::Equal { .. })
}

/// Cuts a text after every word whose hash is the least of its neighbourhood.
fn chunks(words: &[u32]) -> Vec<Range<usize>> {
    let hashes: Vec<u32> = words.iter().map(|&word| hash(word)).collect();
    let mut chunks = Vec::with_capacity(words.len() / NEAR);
    let mut start = 0;
    for (index, &own) in hashes.iter().enumerate() {
        let before = &hashes[index.saturating_sub(NEAR)..index];
        let after = &hashes[index + 1..(index + 1 + NEAR).min(hashes.len())];
        let is_least = before.iter().all(|&other| own < other) && after.iter().all(|&other| own <= other);
        if is_least || index + 1 - start == LONGEST {
            chunks.push(start..index + 1);
            start = index + 1;
        }
    }
    if start < words.len() {
        chunks.push(start..words.len());
    }
    chunks
}

/// Scatters the numbers of words (Knuth's multiplicative hash), so that no kind of word is preferred.
fn hash(word: u32) -> u32 {
    word.wrapping_mul(2_654_435_769)
}

fn numbered<'a>(
    words: &'a [u32],
    chunks: &[Range<usize>],
    numbers: &mut FxHashMap<&'a [u32], u32>,
) -> Vec<u32> {
    let mut number = |chunk: &Range<usize>| {
        let next = numbers.len() as u32;
        *numbers.entry(&words[chunk.clone()]).or_insert(next)
    };
    chunks.iter().map(&mut number).collect()
}

/// What is compared, and how.
struct Texts<'a> {
    old: &'a [u32],
    new: &'a [u32],
    weights: &'a [u32],
    grain: Grain,
}

/// Adds the hunks of one window.
fn solve(hunks: &mut Vec<Hunk>, window: Hunk, texts: &Texts<'_>, depth: usize) {
    let (old, new) = (&texts.old[window.old.clone()], &texts.new[window.new.clone()]);
    let inner = trimmed(old, new);
    let (old, new) = (&old[inner.old.clone()], &new[inner.new.clone()]);
    let inner = inner.shifted(window.old.start, window.new.start);
    if old.len().saturating_mul(new.len()) <= MAX_SIDE * MAX_SIDE || old.is_empty() || new.is_empty() {
        let found = table::cheapest(old, new, texts.weights, texts.grain);
        found.iter().for_each(|hunk| add(hunks, hunk.shifted(inner.old.start, inner.new.start)));
        return;
    }
    let anchors = if depth == 0 { Vec::new() } else { single(old, new) };
    if anchors.is_empty() {
        add(hunks, inner);
        return;
    }
    let mut from = (inner.old.start, inner.new.start);
    for (at_old, at_new) in anchors {
        let to = (inner.old.start + at_old, inner.new.start + at_new);
        solve(hunks, Hunk { old: from.0..to.0, new: from.1..to.1 }, texts, depth - 1);
        from = (to.0 + 1, to.1 + 1);
    }
    solve(hunks, Hunk { old: from.0..inner.old.end, new: from.1..inner.new.end }, texts, depth - 1);
}

/// Adds a hunk unless it is empty; one that touches the last becomes a part of it.
fn add(hunks: &mut Vec<Hunk>, hunk: Hunk) {
    if hunk.old.is_empty() && hunk.new.is_empty() {
        return;
    }
    match hunks.last_mut() {
        Some(last) if last.old.end == hunk.old.start && last.new.end == hunk.new.start => {
            last.old.end = hunk.old.end;
            last.new.end = hunk.new.end;
        }
        Some(_) | None => hunks.push(hunk),
    }
}

/// The words that occur once in each of two texts, as many as keep their order.
fn single(old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
    let (in_old, in_new) = (once(old), once(new));
    let pairs = in_old.iter().filter_map(|(word, &at_old)| Some((at_old?, (*in_new.get(word)?)?))).collect();
    heaviest_chain(pairs, |_| 1)
}

/// Where each word stands that occurs once.
fn once(words: &[u32]) -> FxHashMap<u32, Option<usize>> {
    let mut places: FxHashMap<u32, Option<usize>> = FxHashMap::default();
    for (place, &word) in words.iter().enumerate() {
        places.entry(word).and_modify(|known| *known = None).or_insert(Some(place));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    static WEIGHTS: [u32; 60_000] = [5; 60_000];

    fn shown(old: &[u32], new: &[u32]) -> Vec<(usize, usize, usize)> {
        let hunks = anchored(old, new, &WEIGHTS, Grain::Coarse);
        hunks.iter().map(|hunk| (hunk.old.start, hunk.old.len(), hunk.new.len())).collect()
    }

    /// The cells filled to compare two texts, whose hunks have to turn one into the other.
    fn cells(old: &[u32], new: &[u32]) -> usize {
        let before = table::CELLS.get();
        let hunks = anchored(old, new, &WEIGHTS, Grain::Fine);
        let mut at = (0, 0);
        for hunk in &hunks {
            assert_eq!(old[at.0..hunk.old.start], new[at.1..hunk.new.start]);
            assert!(at == (0, 0) || at.0 < hunk.old.start);
            at = (hunk.old.end, hunk.new.end);
        }
        assert_eq!(old[at.0..], new[at.1..]);
        table::CELLS.get() - before
    }

    /// Numbers below `limit` in an order without one.
    fn scattered(len: u32, limit: u32, seed: u32) -> Vec<u32> {
        (0..len).map(|at| (hash(at.wrapping_mul(seed)) >> 7) % limit).collect()
    }

    #[test]
    fn single_changes_are_found_far_apart() {
        let old: Vec<u32> = (0..3000).collect();
        let mut new = old.clone();
        new.insert(1500, 7);
        new[10] = 9;
        new.remove(2990);
        assert_eq!(shown(&old, &new), [(10, 1, 1), (1500, 0, 1), (2989, 1, 0)]);
    }

    #[test]
    fn a_clause_repeated_without_end_is_compared_clause_by_clause() {
        let old: Vec<u32> = (0..7000).map(|at| at % 14).collect();
        let mut new = old[..6720].to_vec();
        (0..40).for_each(|edit| new[edit * 160 + 5] = 99);
        let kept: usize = 6720 - shown(&old, &new).iter().map(|hunk| hunk.2).sum::<usize>();
        assert!(kept > 6100, "{kept}");
    }

    #[test]
    fn the_work_is_bounded() {
        let ascending: Vec<u32> = (0..50_000).collect();
        let descending: Vec<u32> = (0..50_000).rev().collect();
        let period: Vec<u32> = (0..50_000).map(|at| at % 3).collect();
        let texts = [
            (vec![0; 50_000], vec![1; 50_000]),
            (vec![0; 50_000], [vec![0; 20_000], vec![1], vec![0; 25_000]].concat()),
            (ascending.clone(), descending),
            (scattered(50_000, 2, 3), scattered(50_000, 2, 5)),
            (scattered(50_000, 40, 3), scattered(50_000, 40, 5)),
            (scattered(50_000, 20_000, 3), scattered(50_000, 20_000, 5)),
            (period.clone(), scattered(50_000, 3, 5)),
            (period, ascending),
        ];
        for (old, new) in texts {
            let cells = cells(&old, &new);
            assert!(cells <= MAX_SIDE * (old.len() + new.len()) / 2, "{cells}");
        }
    }
}
