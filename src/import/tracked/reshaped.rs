//! Paragraphs that were split or joined: told by whose words a paragraph holds, as a mark may be lost.

use std::collections::BTreeMap;
use std::ops::Range;

use super::pair::Pairs;
use crate::document::Paragraph;
use crate::document::lineage::Descent;
use crate::engine::{self, Op};

/// The least share of a piece, in thousandths, that the whole has.
const OF_IT: usize = 500;
/// The fewest bytes that tell anything.
const LEAST: usize = 4;
/// The most paragraphs that are looked for on either side.
const MOST: usize = 20;

/// Pieces beside the first and paragraphs beside the first that went into one.
#[derive(Default)]
pub(super) struct Parts {
    /// From a piece in the view to the whole in the draft.
    pub(super) pieces: BTreeMap<usize, usize>,
    /// From one that was joined in the draft to the whole in the view.
    pub(super) joined: BTreeMap<usize, usize>,
}

impl Parts {
    /// Whether one of the two is a part of another paragraph.
    pub(super) fn is_part(&self, base: usize, seen: usize) -> bool {
        self.is_piece(seen) || self.is_joined(base)
    }

    fn is_piece(&self, seen: usize) -> bool {
        self.pieces.contains_key(&seen)
    }

    fn is_joined(&self, base: usize) -> bool {
        self.joined.contains_key(&base)
    }

    /// The same by ids.
    pub(super) fn descents(&self, pairs: &Pairs, base: &[Paragraph], new: &[Paragraph]) -> Vec<Descent> {
        let split = self.pieces.iter().filter(|(piece, _)| pairs.of_seen[**piece].is_none());
        let joined = self.joined.iter().filter(|(joined, _)| pairs.of_base[**joined].is_none());
        let split = split.map(|(&piece, &whole)| Descent { paragraph: new[piece].id, from: base[whole].id });
        let joined =
            joined.map(|(&joined, &whole)| Descent { paragraph: new[whole].id, from: base[joined].id });
        split.chain(joined).collect()
    }
}

/// Looks beside every pair for the other pieces of a split and for what was joined.
pub(super) fn find(pairs: &mut Pairs, parts: &mut Parts, base: &[String], seen: &[String]) {
    for b in 0..base.len() {
        let Some(n) = pairs.of_base[b].filter(|&n| base[b] != seen[n]) else { continue };
        pieces(pairs, parts, base, seen, (b, n));
        joined(pairs, parts, base, seen, (b, n));
    }
}

fn pieces(pairs: &mut Pairs, parts: &mut Parts, base: &[String], seen: &[String], (b, n): (usize, usize)) {
    let is_free = |pairs: &Pairs, parts: &Parts, at: usize| {
        pairs.of_seen[at].is_none() && !seen[at].is_empty() && !parts.is_piece(at)
    };
    let (mut first, mut last) = (n, n);
    while last + 1 < seen.len() && last < n + MOST && is_free(pairs, parts, last + 1) {
        if !holds(&base[b], &seen[first..=last + 1], last + 1 - first) {
            break;
        }
        last += 1;
    }
    while first > 0
        && first + MOST > n
        && is_free(pairs, parts, first - 1)
        && holds(&base[b], &seen[first - 1..=last], 0)
    {
        first -= 1;
    }
    if first < n {
        pairs.pair_instead(b, first);
    }
    parts.pieces.extend((first + 1..=last).map(|piece| (piece, b)));
}

fn joined(pairs: &mut Pairs, parts: &mut Parts, base: &[String], seen: &[String], (b, n): (usize, usize)) {
    let is_free = |pairs: &Pairs, parts: &Parts, at: usize| {
        pairs.of_base[at].is_none() && !base[at].is_empty() && !parts.is_joined(at)
    };
    if pairs.of_base[b] != Some(n) {
        return;
    }
    let (mut first, mut last) = (b, b);
    while last + 1 < base.len() && last < b + MOST && is_free(pairs, parts, last + 1) {
        if !holds(&seen[n], &base[first..=last + 1], last + 1 - first) {
            break;
        }
        last += 1;
    }
    while first > 0
        && first + MOST > b
        && is_free(pairs, parts, first - 1)
        && holds(&seen[n], &base[first - 1..=last], 0)
    {
        first -= 1;
    }
    if first < b {
        pairs.pair_instead(first, n);
    }
    parts.joined.extend((first + 1..=last).map(|joined| (joined, n)));
}

/// Whether `whole` has, besides the other parts, much of part `at`.
fn holds(whole: &str, parts: &[String], at: usize) -> bool {
    let start: usize = parts[..at].iter().map(|part| part.len() + 1).sum();
    let own = start..start + parts[at].len();
    let glued = parts.join(" ");
    let kept: usize = (engine::redline(whole.into(), glued.as_str().into()).runs.iter())
        .filter(|run| run.op == Op::Equal)
        .map(|run| overlap(&run.new, &own))
        .map(|range| glued[range].trim().len())
        .sum();
    kept >= LEAST && kept * 1000 >= own.len() * OF_IT
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    let (start, end) = (a.start.max(b.start), a.end.min(b.end));
    start..end.max(start)
}
