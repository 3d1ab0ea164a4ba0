//! Makes hunks pleasant to read.
//!
//! Polishing never changes what the hunks mean: applied to the old words they still give the new ones, sorted and with
//! kept words between. It knows words and the signs that end a sentence, and no grammar.

use super::diff::{Grain, Hunk, hunks, weight};
use super::slide::{SENTENCE, appeal};
use super::token::Words;
use std::ops::Range;

/// Kept words of more characters than this are never dropped between two changes.
const ISLAND: u32 = 20;
/// A replacement outweighs the kept words at the beginning of its sentence so many times before it takes them in.
const OPENING: u32 = 12;
/// Larger replacements, in cells of their table, are not looked into once more.
const MAX_CELLS: usize = 4096;
/// Changes of no more words are small.
const FEW: usize = 4;
/// The most pieces into which an addition within kept words falls apart.
const MAX_PIECES: usize = 3;

/// Takes a replacement apart that strikes out words only to write them again.
///
/// Where words were only added, or only left out, the kept ones stay, and so does the end of a sentence, and what stands
/// between two small changes. Where a wording was changed word for word, every word is shown with the one that took its
/// place: "Parties shall implement" for "States shall apply" keeps its "shall".
pub(super) fn take_apart(hunks: Vec<Hunk>, old: &Words<'_>, new: &Words<'_>, weights: &[u32]) -> Vec<Hunk> {
    let says_something = |words: &Words<'_>, mut range: Range<usize>| {
        range.any(|index| words.word(index).starts_with(char::is_alphanumeric))
    };
    let mut apart = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        let pieces = pieces(&hunk, &old.ids, &new.ids, weights);
        let (added, left_out) = (
            pieces.iter().all(|piece| piece.old.is_empty()),
            pieces.iter().all(|piece| piece.new.is_empty()),
        );
        let keeps_words = added && says_something(old, hunk.old.clone())
            || left_out && says_something(new, hunk.new.clone());
        let apart_at_end = at_sentence_end(&hunk, old, new);
        let two_small = pieces.len() == 2 && pieces.iter().all(is_small) && !added && !left_out;
        if let Some(parts) = apart_at_end {
            apart.extend(parts);
        } else if keeps_words && pieces.len() <= MAX_PIECES
            || two_small
            || pieces.windows(2).all(|pair| are_word_for_word(&pair[0], &pair[1]))
        {
            apart.extend(pieces.iter().map(|piece| piece.shifted(hunk.old.start, hunk.new.start)));
        } else {
            apart.push(hunk);
        }
    }
    apart
}

/// Whether a word was replaced by a word, or no more than a few added or left out.
fn is_small(hunk: &Hunk) -> bool {
    match (hunk.old.len(), hunk.new.len()) {
        (0, changed) | (changed, 0) => changed <= FEW,
        (old, new) => old == 1 && new == 1,
    }
}

/// A replacement that runs over the end of one sentence on both sides, as what changed before the end and after it.
fn at_sentence_end(hunk: &Hunk, old: &Words<'_>, new: &Words<'_>) -> Option<[Hunk; 2]> {
    let only_end = |words: &Words<'_>, range: &Range<usize>| {
        let mut ends = range.clone().filter(|&index| begins_sentence(words, index + 1));
        let first = ends.next()?;
        ends.next().is_none().then_some(first)
    };
    let (in_old, in_new) = (only_end(old, &hunk.old)?, only_end(new, &hunk.new)?);
    let before = Hunk { old: hunk.old.start..in_old, new: hunk.new.start..in_new };
    let after = Hunk { old: in_old + 1..hunk.old.end, new: in_new + 1..hunk.new.end };
    let changes = |part: &Hunk| !part.old.is_empty() || !part.new.is_empty();
    (old.ids[in_old] == new.ids[in_new] && changes(&before) && changes(&after)).then_some([before, after])
}

/// The hunks inside a replacement when every kept word counts.
fn pieces(hunk: &Hunk, old: &[u32], new: &[u32], weights: &[u32]) -> Vec<Hunk> {
    if hunk.old.len().saturating_mul(hunk.new.len()) > MAX_CELLS {
        return vec![Hunk { old: 0..hunk.old.len(), new: 0..hunk.new.len() }];
    }
    hunks(&old[hunk.old.clone()], &new[hunk.new.clone()], weights, Grain::Fine)
}

/// Whether two neighbours are read word for word: in each, one word or two took the place of as many, in one a single.
fn are_word_for_word(before: &Hunk, after: &Hunk) -> bool {
    let equal = |hunk: &Hunk| hunk.old.len() == hunk.new.len();
    equal(before) && equal(after) && before.old.len() + after.old.len() <= 3
}

/// Makes one change of signs that were changed around many words: `[a] [b] [c]` for `a/b/c`.
pub(super) fn gather_signs(hunks: Vec<Hunk>, old: &Words<'_>, new: &Words<'_>, weights: &[u32]) -> Vec<Hunk> {
    let is_sign = |words: &Words<'_>, range: &Range<usize>| {
        range.clone().all(|index| !words.word(index).starts_with(char::is_alphanumeric))
    };
    let are_signs = |hunk: &Hunk| is_sign(old, &hunk.old) && is_sign(new, &hunk.new);
    let near =
        |before: &Hunk, after: &Hunk| weight(&old.ids[before.old.end..after.old.start], weights) <= ISLAND;
    let mut gathered = Vec::with_capacity(hunks.len());
    for group in hunks.chunk_by(|before, after| are_signs(before) && are_signs(after) && near(before, after))
    {
        let replaced = group.iter().filter(|hunk| !hunk.old.is_empty() && !hunk.new.is_empty());
        match group {
            [first, .., last] if group.len() > MAX_PIECES && replaced.count() > 1 => {
                gathered
                    .push(Hunk { old: first.old.start..last.old.end, new: first.new.start..last.new.end });
            }
            _ => gathered.extend_from_slice(group),
        }
    }
    gathered
}

/// Drops small kept islands between two replacements that outweigh them, so that a rewritten clause reads as one.
///
/// An island goes when it is hardly longer than the smaller half of both neighbouring hunks; a pure insertion or
/// deletion has an empty half and absorbs nothing. What stands between two single words, and the end of a sentence, stay.
pub(super) fn condense(mut hunks: Vec<Hunk>, old: &Words<'_>, new: &Words<'_>, weights: &[u32]) -> Vec<Hunk> {
    let half = |hunk: &Hunk| {
        weight(&old.ids[hunk.old.clone()], weights).min(weight(&new.ids[hunk.new.clone()], weights))
    };
    let sinks = |before: &Hunk, after: &Hunk| {
        let island = before.old.end..after.old.start;
        let length = weight(&old.ids[island.clone()], weights);
        length <= ISLAND
            && length * 4 <= half(before).min(half(after)) * 5
            && !are_word_for_word(before, after)
            && !island.into_iter().any(|index| ends_sentence(old.word(index)))
    };
    loop {
        let before = hunks.len();
        let mut condensed: Vec<Hunk> = Vec::with_capacity(before);
        for hunk in hunks {
            match condensed.last_mut() {
                Some(last) if sinks(last, &hunk) => {
                    last.old.end = hunk.old.end;
                    last.new.end = hunk.new.end;
                }
                Some(_) | None => condensed.push(hunk),
            }
        }
        hunks = condensed;
        if hunks.len() == before {
            return hunks;
        }
    }
}

/// Widens a replacement that runs to the end of a sentence over the few kept words at its beginning, so that another
/// sentence reads as another sentence though both begin with the same article.
pub(super) fn widen_to_sentences(hunks: &mut [Hunk], old: &Words<'_>, new: &Words<'_>, weights: &[u32]) {
    let mut floor = 0;
    for hunk in hunks {
        let half =
            weight(&old.ids[hunk.old.clone()], weights).min(weight(&new.ids[hunk.new.clone()], weights));
        let to_the_end = old.tokens.len() == hunk.old.end || ends_sentence(old.word(hunk.old.end));
        let start = (floor..=hunk.old.start).rev().find(|&index| begins_sentence(old, index));
        if let Some(start) = start
            && to_the_end
            && weight(&old.ids[start..hunk.old.start], weights) * OPENING <= half
        {
            hunk.new.start -= hunk.old.start - start;
            hunk.old.start = start;
        }
        floor = hunk.old.end;
    }
}

fn begins_sentence(words: &Words<'_>, index: usize) -> bool {
    index == 0 || ends_sentence(words.word(index - 1)) && appeal(words, index) >= SENTENCE
}

fn ends_sentence(word: &str) -> bool {
    matches!(word, "." | "?" | "!" | "؟" | "。" | "！" | "？")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::token::{Attributes, Vocabulary};

    type Polish = fn(Vec<Hunk>, &Words<'_>, &Words<'_>, &[u32]) -> Vec<Hunk>;

    fn polished(old: &str, new: &str, polish: Polish) -> String {
        let mut vocabulary = Vocabulary::new(Attributes::Ignored);
        let (old, new) = (vocabulary.read(old.into()), vocabulary.read(new.into()));
        let found = hunks(&old.ids, &new.ids, &vocabulary.weights, Grain::Fine);
        shown(&old, &new, polish(found, &old, &new, &vocabulary.weights))
    }

    fn shown(old: &Words<'_>, new: &Words<'_>, hunks: Vec<Hunk>) -> String {
        let words = |words: &Words<'_>, range: Range<usize>| {
            range.map(|index| words.word(index)).collect::<Vec<_>>().join(" ")
        };
        let show = |hunk: Hunk| format!("{}>{}", words(old, hunk.old), words(new, hunk.new));
        hunks.into_iter().map(show).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn small_islands_sink_between_replacements() {
        let check = |old: &str, new: &str, expected: &str| {
            assert_eq!(polished(old, new, condense), expected);
        };
        check("Parties may consult", "States may inform", "Parties>States|consult>inform");
        check("to act and to report", "to act fully and to report now", ">fully|>now");
        check(
            "one or the other party consults",
            "each State or a guest attends it",
            "one or the other party consults>each State or a guest attends it",
        );
        check(
            "All parties act. They may consult.",
            "Every State acts. It will inform.",
            "All parties act>Every State acts|They may consult>It will inform",
        );
    }

    #[test]
    fn what_is_struck_out_only_to_be_written_again_stays() {
        let check = |old: &str, new: &str, expected: &str| {
            let mut vocabulary = Vocabulary::new(Attributes::Ignored);
            let (old, new) = (vocabulary.read(old.into()), vocabulary.read(new.into()));
            let whole = Hunk { old: 0..old.ids.len(), new: 0..new.ids.len() };
            let apart = take_apart(vec![whole], &old, &new, &vocabulary.weights);
            assert_eq!(shown(&old, &new, apart), expected);
        };
        check(
            "Parties shall implement the rules",
            "States shall apply the rules",
            "Parties>States|implement>apply",
        );
        check("scope or the existence", "scope, or existence", ">,|the>");
        check(
            "accept or reject all. Review of it happens",
            "adopt. Reviewing of it happens",
            "accept or reject all>adopt|Review of it happens>Reviewing of it happens",
        );
        check("des capacités et des moyens", "des moyens", "capacités et des>");
        check("the note", "in time, the full note", ">in time ,|>full");
        check("the note,", "the note of the year, and the list", ">of the year|>and the list");
        check(",", "of the year, and the list", ",>of the year , and the list");
        check("a b c d", "b x c y d z", "a b c d>b x c y d z");
    }

    #[test]
    fn signs_scattered_around_words_are_one_change() {
        let check =
            |old: &str, new: &str, expected: &str| assert_eq!(polished(old, new, gather_signs), expected);
        check("[a] [b] [c] under", "a/b/c under", "[ a ] [ b ] [ c ]>a / b / c");
        check("[a] or b", "a or b", "[>|]>");
        check("a, b, c, d", "a; b; c; d", ",>;|,>;|,>;");
    }

    #[test]
    fn a_replaced_sentence_takes_in_its_first_words() {
        let check = |old: &str, new: &str, expected: &str| {
            let widened: Polish = |hunks, old, new, weights| {
                let mut hunks = condense(hunks, old, new, weights);
                widen_to_sentences(&mut hunks, old, new, weights);
                hunks
            };
            assert_eq!(polished(old, new, widened), expected);
        };
        let (list, fund) = (
            "Listed. A register of participating organizations exists.",
            "Listed. A contribution towards expenditure becomes payable.",
        );
        check(
            list,
            fund,
            "A register of participating organizations exists>A contribution towards expenditure becomes payable",
        );
        check("The fund grows.", "The list ends.", "fund grows>list ends");
    }
}
