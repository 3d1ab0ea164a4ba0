//! Makes hunks pleasant to read, or canonical to compare.
//!
//! Polishing never changes what the hunks mean: applied to the old words they still give the new ones, sorted and with
//! kept words between. It knows words and signs of punctuation, no sentences and no grammar.

use super::diff::{Hunk, weight};
use super::token::Words;
use std::ops::RangeInclusive;

/// Kept words of more characters than this are never dropped between two changes.
const ISLAND: u32 = 20;

/// A replacement outweighs the kept words at the beginning of its sentence so many times before it takes them in.
const OPENING: u32 = 12;
/// The appeal of an edge between two sentences.
const SENTENCE: u32 = 9;

/// Drops small kept islands between two replacements that outweigh them, so that a rewritten clause reads as one.
///
/// An island goes when it is no longer than the smaller half of both neighbouring hunks; a pure insertion or deletion
/// has an empty half and absorbs nothing.
pub(super) fn condense(mut hunks: Vec<Hunk>, old: &[u32], new: &[u32], weights: &[u32]) -> Vec<Hunk> {
    let half =
        |hunk: &Hunk| weight(&old[hunk.old.clone()], weights).min(weight(&new[hunk.new.clone()], weights));
    loop {
        let before = hunks.len();
        let mut condensed: Vec<Hunk> = Vec::with_capacity(before);
        for hunk in hunks {
            match condensed.last_mut() {
                Some(last)
                    if sinks(
                        weight(&old[last.old.end..hunk.old.start], weights),
                        half(last).min(half(&hunk)),
                    ) =>
                {
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

fn sinks(island: u32, half: u32) -> bool {
    island <= ISLAND && island <= half
}

/// Widens a replacement that runs to the end of a sentence over the few kept words at its beginning, so that another
/// sentence reads as another sentence though both begin with the same article.
pub(super) fn widen_to_sentences(hunks: &mut [Hunk], old: &Words<'_>, new: &Words<'_>, weights: &[u32]) {
    let mut floor = 0;
    for hunk in hunks {
        let half =
            weight(&old.ids[hunk.old.clone()], weights).min(weight(&new.ids[hunk.new.clone()], weights));
        let to_the_end = old.tokens.len() == hunk.old.end || ends_sentence(old.word(hunk.old.end));
        let start = (floor..hunk.old.start).rev().find(|&index| begins_sentence(old, index));
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

/// Slides pure insertions and deletions as far to the left as they go, so that equal changes stand in equal places.
pub(super) fn slide_left(hunks: &mut Vec<Hunk>, old: &Words<'_>, new: &Words<'_>) {
    slide(hunks, old, new, |_, starts, _| *starts.start());
}

/// Slides pure insertions and deletions to where a drafter would have made them.
pub(super) fn slide_to_edges(hunks: &mut Vec<Hunk>, old: &Words<'_>, new: &Words<'_>) {
    slide(hunks, old, new, |words, starts, len| {
        let appeal = |start: &usize| appeal(words, *start) + appeal(words, start + len);
        starts.clone().rev().max_by_key(appeal).unwrap_or(*starts.start())
    });
}

/// Moves every one-sided hunk to the start that `place` picks among those that mean the same.
fn slide(
    hunks: &mut Vec<Hunk>,
    old: &Words<'_>,
    new: &Words<'_>,
    place: impl Fn(&Words<'_>, RangeInclusive<usize>, usize) -> usize,
) {
    let mut floor = (0, 0);
    for index in 0..hunks.len() {
        let next = hunks.get(index + 1);
        let ceiling = next.map_or((old.ids.len(), new.ids.len()), |next| (next.old.start, next.new.start));
        let Hunk { old: deleted, new: inserted } = hunks[index].clone();
        let (words, range, room) = match (deleted.is_empty(), inserted.is_empty()) {
            (false, true) => (old, deleted.clone(), floor.0..ceiling.0),
            (true, false) => (new, inserted.clone(), floor.1..ceiling.1),
            (true, true) | (false, false) => {
                floor = (deleted.end, inserted.end);
                continue;
            }
        };
        let same = |pair: &(usize, usize)| words.ids[pair.0] == words.ids[pair.1];
        let left = (room.start..range.start).rev().zip((0..range.end).rev()).take_while(same).count();
        let right = (range.end..room.end).zip(range.start..).take_while(same).count();
        let start = place(words, range.start - left..=range.start + right, range.len());
        let moved = |place: usize| place + start - range.start;
        hunks[index] = Hunk {
            old: moved(deleted.start)..moved(deleted.end),
            new: moved(inserted.start)..moved(inserted.end),
        };
        floor = (hunks[index].old.end, hunks[index].new.end);
    }
    hunks.dedup_by(|next, hunk| {
        let touching = hunk.old.end == next.old.start;
        if touching {
            hunk.old.end = next.old.end;
            hunk.new.end = next.new.end;
        }
        touching
    });
}

/// How well a change may begin or end before the word `index`.
fn appeal(words: &Words<'_>, index: usize) -> u32 {
    if index == 0 || index >= words.tokens.len() {
        return 10;
    }
    let gap = words.tokens[index].start > words.tokens[index - 1].end;
    match (words.word(index - 1), words.word(index)) {
        ("。" | "！" | "？", _) => SENTENCE,
        ("." | "؟" | "?" | "!", _) if gap => SENTENCE,
        (";" | ":" | "；" | "：" | "؛", _) => 7,
        (_, "," | "，" | "،") => 6,
        ("," | "，" | "،" | "、", _) => 5,
        ("[" | "(" | "（", _) | (_, "]" | ")" | "）") => 3,
        _ if gap => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::diff::{Grain, hunks};
    use crate::engine::token::{Attributes, Vocabulary};
    use std::ops::Range;

    type Polish = fn(Vec<Hunk>, &Words<'_>, &Words<'_>, &[u32]) -> Vec<Hunk>;

    fn polished(old: &str, new: &str, polish: Polish) -> String {
        let mut vocabulary = Vocabulary::new(Attributes::Ignored);
        let (old, new) = (vocabulary.read(old.into()), vocabulary.read(new.into()));
        let found = hunks(&old.ids, &new.ids, &vocabulary.weights, Grain::Fine);
        let words = |words: &Words<'_>, range: Range<usize>| {
            range.map(|index| words.word(index)).collect::<Vec<_>>().join(" ")
        };
        let show = |hunk: Hunk| format!("{}>{}", words(&old, hunk.old), words(&new, hunk.new));
        polish(found, &old, &new, &vocabulary.weights).into_iter().map(show).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn small_islands_sink_between_replacements() {
        let check = |old: &str, new: &str, expected: &str| {
            let condensed: Polish = |hunks, old, new, weights| condense(hunks, &old.ids, &new.ids, weights);
            assert_eq!(polished(old, new, condensed), expected);
        };
        check("Parties may consult", "States may inform", "Parties may consult>States may inform");
        check("Parties will consult", "Parties will inform", "consult>inform");
        check("to act and to report", "to act fully and to report now", ">fully|>now");
        check("one international two", "six international ten", "one>six|two>ten");
    }

    #[test]
    fn one_sided_hunks_slide() {
        let check = |old: &str, new: &str, left: &str, edges: &str| {
            let to_left: Polish = |mut hunks, old, new, _| {
                slide_left(&mut hunks, old, new);
                hunks
            };
            let to_edges: Polish = |mut hunks, old, new, _| {
                slide_to_edges(&mut hunks, old, new);
                hunks
            };
            assert_eq!(
                (polished(old, new, to_left).as_str(), polished(old, new, to_edges).as_str()),
                (left, edges)
            );
        };
        check("We act. We rest.", "We act. We wait. We rest.", ">. We wait", ">We wait .");
        check("food, water", "food, shelter, water", ">, shelter", ">, shelter");
        check(
            "the law and the rules",
            "the law and the norms and the rules",
            ">and the norms",
            ">and the norms",
        );
    }

    #[test]
    fn a_replaced_sentence_takes_in_its_first_words() {
        let check = |old: &str, new: &str, expected: &str| {
            let widened: Polish = |hunks, old, new, weights| {
                let mut hunks = condense(hunks, &old.ids, &new.ids, weights);
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
