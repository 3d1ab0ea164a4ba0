//! Makes hunks pleasant to read, or canonical to compare.
//!
//! Polishing never changes what the hunks mean: applied to the old words they still give the new ones, sorted and with
//! kept words between. It knows words and signs of punctuation, no sentences and no grammar.

use super::diff::{Hunk, weight};
use super::token::Words;
use std::ops::RangeInclusive;

/// Kept words of more characters than this are never dropped between two changes.
const ISLAND: u32 = 20;

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
        ("。" | "！" | "？", _) => 9,
        ("." | "؟" | "?" | "!", _) if gap => 9,
        (";" | ":" | "；" | "：" | "؛", _) => 7,
        (_, "," | "，" | "،") => 6,
        ("," | "，" | "،" | "、", _) => 5,
        ("[" | "(" | "（", _) | (_, "]" | ")" | "）") => 3,
        _ if gap => 2,
        _ => 1,
    }
}
