//! Flags merged changes that a person should read together.
//!
//! A rewritten clause often keeps an "and" or a comma; another text's change beside it then fits word by word and makes
//! no sense. So changes that touch are flagged, words put directly beside a word that another replaces, and changes that
//! a reader would see as parts of one change, by the coarse comparison of redlines. Flags never alter what is merged.

use super::diff::{Grain, hunks};
use super::edit::{self, Edit};
use super::likeness::fold;
use super::merge::{Region, State};
use super::polish::condense;
use super::redline::runs;
use super::token::Words;
use std::ops::Range;

/// Sets the flag on every settled region that touches, or blurs with, the change of another text.
pub(super) fn flag(regions: &mut [Region], base: &Words<'_>, sides: &[Words<'_>], weights: &[u32]) {
    let mut changes: Vec<_> = regions.iter_mut().filter(|region| region.state != State::Unchanged).collect();
    for index in 1..changes.len() {
        if let [before, after] = &mut changes[index - 1..=index] {
            let gap = &base.text[before.base.end..after.base.start];
            let touching =
                gap.is_empty() || gap.chars().all(char::is_whitespace) && leans(before, after, sides);
            let touching = touching && before.sides() != after.sides();
            before.review |= touching && !before.is_competing();
            after.review |= touching && !after.is_competing();
        }
    }
    let mixed = mixed(base, sides, weights);
    for region in changes.into_iter().filter(|region| !region.is_competing()) {
        let sides = region.sides();
        let blurs = |change: &Change| sides.contains(&change.side) && touch(&change.edit.base, &region.base);
        region.review |= mixed.iter().any(blurs);
    }
}

/// Whether one is a word put beside a word that the other replaces: "may not" and "shall" make "shall not".
fn leans(before: &Region, after: &Region, sides: &[Words<'_>]) -> bool {
    let words = |region: &Region| {
        region.settled().map_or("", |words| sides[words.side].text[words.range.clone()].trim())
    };
    let is_word = |text: &str| !text.is_empty() && text.chars().all(char::is_alphanumeric);
    let put_beside = |word: &Region, other: &Region| {
        word.base.is_empty() && is_word(words(word)) && !other.base.is_empty() && is_word(words(other))
    };
    put_beside(before, after) || put_beside(after, before)
}

/// A change of one text as a reader sees it.
struct Change {
    edit: Edit,
    side: usize,
    /// Its place in the base without the white space around it, and its words up to typing habits.
    said: (Range<usize>, String),
}

/// The changes that overlap a different change of another text.
fn mixed(base: &Words<'_>, sides: &[Words<'_>], weights: &[u32]) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for (side, words) in sides.iter().enumerate() {
        let hunks = hunks(&base.ids, &words.ids, weights, Grain::Coarse);
        let hunks = condense(hunks, base, words, weights);
        changes.extend(edit::covering(&runs(base, words, &hunks)).into_iter().map(|edit| {
            let said = (trimmed(base.text, &edit.base), fold(&words.text[edit.side.clone()]));
            Change { edit, side, said }
        }));
    }
    let mixes = |a: &Change| {
        changes.iter().any(|b| a.side != b.side && overlap(&a.edit.base, &b.edit.base) && a.said != b.said)
    };
    let mixed: Vec<_> = changes.iter().map(mixes).collect();
    changes.into_iter().zip(mixed).filter(|(_, mixed)| *mixed).map(|(change, _)| change).collect()
}

/// A range without the white space at its ends.
fn trimmed(text: &str, range: &Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + words.len() - words.trim_start().len();
    start..start + words.trim().len()
}

/// Whether two ranges share a byte, or one is an insertion inside the other.
fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn touch(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start <= b.end && b.start <= a.end
}

#[cfg(test)]
mod tests {
    use crate::engine::{Source, merge};

    #[test]
    fn what_touches_or_blurs_is_flagged() {
        let base = "States may, if they so wish, consult the depositary every year.";
        let check = |a: &str, b: &str, expected: bool| {
            let sides = [Source::from(a), Source::from(b)];
            let merge = merge(base.into(), &sides);
            assert!(merge.is_clean());
            assert_eq!(merge.needs_review(), expected, "{}", merge.text(base, &sides));
        };
        let month = "States may, if they so wish, consult the depositary every month.";
        let rewritten = "Parties shall, at any time, inform the secretariat every year.";
        check(month, month, false);
        check(month, "States shall, if they so wish, consult the depositary every year.", false);
        check(month, "States may, if they so wish, consult the depositary every year, without delay.", true);
        check(rewritten, "States may, if they so wish, freely consult the depositary every year.", true);
    }
}
