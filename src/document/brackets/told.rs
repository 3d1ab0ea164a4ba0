//! What somebody did to the brackets of a paragraph, told from how it read before and after.
//!
//! Invariant: only what leaves every word outside brackets as it was is told; anything else is no matter of brackets.

use super::place::places;
use super::settle::{Pick, settle};
use super::{closes, opens};
use crate::document::inline::Rich;

/// Something done to brackets. The words are flat, without markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// One of several alternatives was chosen; nothing, where the empty one was.
    Chosen {
        /// The words that stay.
        words: String,
        /// The place as it read, brackets included.
        from: String,
    },
    /// Words were accepted: their brackets are gone.
    Accepted {
        /// The words.
        words: String,
    },
    /// Words and their brackets are gone.
    Struck {
        /// The words.
        words: String,
    },
    /// Words were put into brackets.
    Bracketed {
        /// The words.
        words: String,
    },
    /// Alternatives were set beside words, in brackets.
    Offered {
        /// The words that stood there.
        words: String,
        /// The place as it reads now, brackets included.
        beside: String,
    },
}

/// How brackets differ between two readings of one paragraph that have the same words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// Brackets are gone, none came.
    Removed,
    /// Brackets came, none are gone.
    Added,
    /// Some came and some are gone.
    Moved,
}

/// More places than this are not gone through.
const MOST: usize = 64;

/// What was done to the brackets of one place, if nothing else was done.
pub fn told(old: &Rich, new: &Rich) -> Option<Told> {
    settled(old, new).or_else(|| {
        let words = |told: Told| match told {
            Told::Accepted { words } => Some(Told::Bracketed { words }),
            Told::Chosen { words, from } if !words.is_empty() => Some(Told::Offered { words, beside: from }),
            Told::Chosen { .. } | Told::Struck { .. } | Told::Bracketed { .. } | Told::Offered { .. } => None,
        };
        settled(new, old).and_then(words)
    })
}

/// Which place of `old` was decided so that it reads as `new`.
fn settled(old: &Rich, new: &Rich) -> Option<Told> {
    if new.as_str().len() >= old.as_str().len() {
        return None;
    }
    let wanted = new.to_text();
    let all = places(old);
    all.iter().take(MOST).find_map(|place| {
        let is_so = |pick: Pick| settle(old, place, pick).to_text() == wanted;
        let words = |number: usize| old.as_str()[place.alternatives[number].words.clone()].to_owned();
        let whole = || old.as_str()[place.range.clone()].to_owned();
        if place.is_choice() {
            let number = (0..place.alternatives.len()).find(|&number| is_so(Pick::Alternative(number)));
            return match number {
                Some(number) => Some(Told::Chosen { words: words(number), from: whole() }),
                None if is_so(Pick::Nothing) => Some(Told::Struck { words: whole() }),
                None => is_so(Pick::Words).then(|| Told::Accepted { words: whole() }),
            };
        }
        if is_so(Pick::Words) {
            return Some(Told::Accepted { words: words(0) });
        }
        is_so(Pick::Nothing).then(|| Told::Struck { words: words(0) })
    })
}

/// Whether two readings differ in their brackets alone, white space beside them aside.
pub fn only(old: &Rich, new: &Rich) -> Option<Only> {
    let (before, after) = (Stripped::of(old), Stripped::of(new));
    if before.words != after.words || old == new {
        return None;
    }
    let mut places: Vec<(&usize, &char, i32)> = Vec::new();
    places.extend(before.brackets.iter().map(|(at, c)| (at, c, -1)));
    places.extend(after.brackets.iter().map(|(at, c)| (at, c, 1)));
    places.sort_unstable();
    let counts = places.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
    let (mut came, mut went) = (false, false);
    for count in counts.map(|same| same.iter().map(|it| it.2).sum::<i32>()) {
        came |= count > 0;
        went |= count < 0;
    }
    match (came, went) {
        (false, false) => None,
        (false, true) => Some(Only::Removed),
        (true, false) => Some(Only::Added),
        (true, true) => Some(Only::Moved),
    }
}

/// A text without its brackets.
struct Stripped {
    /// Letters, signs and footnotes with their style, white space aside.
    words: Vec<(char, u8)>,
    /// Each bracket, and how many of the words stand before it.
    brackets: Vec<(usize, char)>,
}

impl Stripped {
    fn of(text: &Rich) -> Self {
        let mut found = Self { words: Vec::new(), brackets: Vec::new() };
        for piece in text.pieces() {
            for c in piece.text.chars() {
                if piece.note.is_none() && (opens(c) || closes(c)) {
                    found.brackets.push((found.words.len(), c));
                } else if !c.is_whitespace() {
                    found.words.push((c, piece.attr));
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_to_brackets_is_told_from_the_words() {
        let chosen =
            |words: &str, from: &str| Some(Told::Chosen { words: words.to_owned(), from: from.to_owned() });
        let accepted = |words: &str| Some(Told::Accepted { words: words.to_owned() });
        let struck = |words: &str| Some(Told::Struck { words: words.to_owned() });
        let bracketed = |words: &str| Some(Told::Bracketed { words: words.to_owned() });
        let offered = |words: &str, beside: &str| {
            Some(Told::Offered { words: words.to_owned(), beside: beside.to_owned() })
        };
        let rows = [
            ("States [shall][should] act.", "States should act.", chosen("should", "[shall][should]")),
            ("States [shall][] act.", "States act.", chosen("", "[shall][]")),
            ("States [shall / may] act.", "States may act.", chosen("may", "[shall / may]")),
            ("States [shall][may] act.", "States act.", struck("[shall][may]")),
            ("States [, in time,] act.", "States, in time, act.", accepted(", in time,")),
            ("States [in time] act.", "States act.", struck("in time")),
            ("States shall act.", "States [shall] act.", bracketed("shall")),
            ("States shall act.", "States [shall][may] act.", offered("shall", "[shall][may]")),
            ("States [shall] act.", "States may act.", None),
            ("States [shall][may] act.", "States must act.", None),
            ("States shall act.", "States act.", None),
            ("States [shall] act.", "States [shall] act.", None),
        ];
        for (old, new, expected) in rows {
            assert_eq!(told(&Rich::parse(old), &Rich::parse(new)), expected, "{old} / {new}");
        }
    }

    #[test]
    fn brackets_alone_are_told_from_words() {
        let rows = [
            ("[shall] act", "shall act", Some(Only::Removed)),
            ("shall act", "[shall] act", Some(Only::Added)),
            ("shall act", "[shall act", Some(Only::Added)),
            ("[shall] act", "[shall act]", Some(Only::Moved)),
            ("States [, soon,] act", "States, soon, act", Some(Only::Removed)),
            ("[[a] b]", "[a] b", Some(Only::Removed)),
            ("[shall][may] act", "shall act", None),
            ("[shall] act", "[*shall*] act", None),
            ("shall act", "shall  act", None),
            ("act^[n]", "act", None),
            ("act", "act", None),
        ];
        for (old, new, expected) in rows {
            assert_eq!(only(&Rich::parse(old), &Rich::parse(new)), expected, "{old} / {new}");
        }
    }
}
