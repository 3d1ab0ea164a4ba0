//! Moves one-sided changes to where they read best.
//!
//! "the law {and the} norms" and "the {law and} the norms" are one insertion in two places: a change may slide over
//! words equal to its own. Sliding never changes what the hunks mean.

use super::diff::Hunk;
use super::token::Words;
use super::unspaced::Compounds;
use std::ops::Range;

/// The appeal of an edge between two sentences.
pub(super) const SENTENCE: u32 = 9;

/// Slides pure insertions and deletions to where a drafter would have made them; of places as good, the first.
///
/// The choice depends on the words alone, so that two authors' equal changes come to stand in one place.
pub(super) fn slide(hunks: &mut Vec<Hunk>, old: (&Words<'_>, &Compounds), new: (&Words<'_>, &Compounds)) {
    let mut floor = (0, 0);
    for index in 0..hunks.len() {
        let next = hunks.get(index + 1);
        let ceiling =
            next.map_or((old.0.ids.len(), new.0.ids.len()), |next| (next.old.start, next.new.start));
        let Hunk { old: deleted, new: inserted } = hunks[index].clone();
        let ((words, compounds), range, room) = match (deleted.is_empty(), inserted.is_empty()) {
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
        let edge = |index: usize| if compounds.cut_at(index) { 0 } else { appeal(words, index) };
        let places = range.start - left..=range.start + right;
        let appeal = |&start: &usize| {
            edge(start) + edge(start + range.len()) + whole_brackets(words, start..start + range.len())
        };
        // A bracket that closes goes behind those that stand there, every other change before what is equal.
        let closes = range.clone().all(|index| matches!(words.word(index), "]" | ")" | "）"));
        let start =
            if closes { *places.end() } else { places.rev().max_by_key(appeal).unwrap_or(range.start) };
        let moved = |place: usize| place + start - range.start;
        hunks[index] = Hunk {
            old: moved(deleted.start)..moved(deleted.end),
            new: moved(inserted.start)..moved(inserted.end),
        };
        floor = (hunks[index].old.end, hunks[index].new.end);
    }
    join_touching(hunks);
}

/// Hunks without a kept word between them become one.
pub(super) fn join_touching(hunks: &mut Vec<Hunk>) {
    hunks.dedup_by(|next, hunk| {
        let touching = hunk.old.end == next.old.start;
        if touching {
            hunk.old.end = next.old.end;
            hunk.new.end = next.new.end;
        }
        touching
    });
}

/// The appeal of a change that opens every bracket it closes and closes every one it opens.
const WHOLE_BRACKETS: u32 = 6;
/// Longer changes are not looked through for brackets.
const LOOKED_THROUGH: usize = 200;

fn whole_brackets(words: &Words<'_>, range: Range<usize>) -> u32 {
    if range.len() > LOOKED_THROUGH {
        return 0;
    }
    let mut depth = Some(0usize);
    let mut any = false;
    for index in range {
        match words.word(index) {
            "[" | "(" | "（" => (depth, any) = (depth.map(|depth| depth + 1), true),
            "]" | ")" | "）" => (depth, any) = (depth.and_then(|depth| depth.checked_sub(1)), true),
            _ => {}
        }
    }
    if any && depth == Some(0) { WHOLE_BRACKETS } else { 0 }
}

/// How well a change may begin or end before the word `index`.
pub(super) fn appeal(words: &Words<'_>, index: usize) -> u32 {
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

    fn slid(old: &str, new: &str) -> String {
        let mut vocabulary = Vocabulary::new(Attributes::Ignored);
        let (old, new) = (vocabulary.read(old.into()), vocabulary.read(new.into()));
        let mut found = hunks(&old.ids, &new.ids, &vocabulary.weights, Grain::Fine);
        slide(&mut found, (&old, &Compounds::of(&old)), (&new, &Compounds::of(&new)));
        let words = |words: &Words<'_>, range: Range<usize>| {
            range.map(|index| words.word(index)).collect::<Vec<_>>().join(" ")
        };
        let show = |hunk: Hunk| format!("{}>{}", words(&old, hunk.old), words(&new, hunk.new));
        found.into_iter().map(show).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn one_sided_hunks_slide() {
        let check = |old: &str, new: &str, expected: &str| assert_eq!(slid(old, new), expected);
        check("We act. We rest.", "We act. We wait. We rest.", ">We wait .");
        check("food, water", "food, shelter, water", ">, shelter");
        check("the law and the rules", "the law and the norms and the rules", ">and the norms");
        check("[should][shall] act", "[should][shall][may] act", ">[ may ]");
        check("on [the site]", "on [the site]]", ">]");
        check("[commit to] [seek to] act", "[commit to] act", "[ seek to ]>");
        check("(a) food; (b) water", "(a) food; (b) light; (c) water", ">light ; ( c )");
        check("保护平民和物体", "保护平民居民和物体", ">居 民");
    }
}
