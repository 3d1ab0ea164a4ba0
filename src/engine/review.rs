//! Flags merged changes that a person should read together.
//!
//! A rewritten clause often keeps an "and" or a comma; another text's change beside it then fits word by word and makes
//! no sense. So changes that touch are flagged, and changes that a reader would see as parts of one change, by
//! the coarse comparison of redlines. Flags never alter what is merged.

use super::diff::{Grain, hunks};
use super::edit::{self, Edit};
use super::merge::{Region, State};
use super::polish::condense;
use super::redline::runs;
use super::token::Words;
use std::ops::Range;

/// Sets the flag on every settled region that touches, or blurs with, the change of another text.
pub(super) fn flag(regions: &mut [Region], base: &Words<'_>, sides: &[Words<'_>], weights: &[u32]) {
    let mixed = mixed(base, sides, weights);
    let borders: Vec<_> = regions.windows(2).map(|pair| is_change(&pair[0]) && is_change(&pair[1])).collect();
    for (index, region) in regions.iter_mut().enumerate().filter(|(_, region)| region.settled().is_some()) {
        let touches = borders.get(index) == Some(&true) || index > 0 && borders[index - 1];
        let sides = region.sides();
        let blurs = |change: &Change| sides.contains(&change.side) && touch(&change.edit.base, &region.base);
        region.review = touches || mixed.iter().any(blurs);
    }
}

fn is_change(region: &Region) -> bool {
    region.state != State::Unchanged
}

/// A change of one text as a reader sees it.
struct Change {
    edit: Edit,
    side: usize,
}

/// The changes that overlap a different change of another text.
fn mixed(base: &Words<'_>, sides: &[Words<'_>], weights: &[u32]) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for (side, words) in sides.iter().enumerate() {
        let hunks = hunks(&base.ids, &words.ids, weights, Grain::Coarse);
        let hunks = condense(hunks, &base.ids, &words.ids, weights);
        changes
            .extend(edit::covering(&runs(base, words, &hunks)).into_iter().map(|edit| Change { edit, side }));
    }
    let words = |change: &Change| &sides[change.side].text[change.edit.side.clone()];
    let same = |a: &Change, b: &Change| a.edit.base == b.edit.base && words(a) == words(b);
    let mixes = |a: &Change| {
        changes.iter().any(|b| a.side != b.side && overlap(&a.edit.base, &b.edit.base) && !same(a, b))
    };
    let mixed: Vec<_> = changes.iter().map(mixes).collect();
    changes.into_iter().zip(mixed).filter(|(_, mixed)| *mixed).map(|(change, _)| change).collect()
}

/// Whether two ranges share a byte, or one is an insertion inside the other.
fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn touch(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start <= b.end && b.start <= a.end
}
