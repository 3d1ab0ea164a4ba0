//! Square brackets: text not agreed, and rival versions of the same words.
//!
//! Invariant: brackets are found, never required to balance; an opening bracket is closed by the nearest closing one
//! of whatever width. Those inside a footnote belong to the footnote and are not seen. Offsets are bytes of the text
//! given. [`find`] and [`of`] look at one paragraph; [`across`] at a list of them; [`places`](place::places) tells which
//! brackets hold alternatives; [`settle`] decides on them.

pub mod across;
pub mod place;
pub mod settle;
pub mod told;

use std::ops::Range;

use super::inline::Rich;

/// The brackets of one paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brackets {
    /// Pairs, by opening place; each range runs from the opening bracket to after the closing one.
    pub pairs: Vec<Range<usize>>,
    /// Brackets without a partner in the paragraph.
    pub lone: Vec<usize>,
    /// How deep pairs nest at most.
    pub depth: usize,
}

/// Whether it opens a bracket: as typed, or as wide as a Chinese character.
pub const fn opens(c: char) -> bool {
    matches!(c, '[' | '［' | '【')
}

/// Whether it closes one.
pub const fn closes(c: char) -> bool {
    matches!(c, ']' | '］' | '】')
}

/// Finds the brackets of words without markup.
pub fn find(text: &str) -> Brackets {
    found(text.char_indices(), text.len())
}

/// Finds the brackets of a paragraph, footnotes aside.
pub fn of(text: &Rich) -> Brackets {
    found(outside_notes(text), text.as_str().len())
}

/// The characters of a paragraph with their offsets, without those of footnotes.
pub(super) fn outside_notes(text: &Rich) -> impl Iterator<Item = (usize, char)> {
    let mut at = 0;
    text.pieces().flat_map(move |piece| {
        let start = at;
        at += piece.text.len();
        let seen = if piece.note.is_some() { "" } else { piece.text };
        seen.char_indices().map(move |(offset, c)| (start + offset, c))
    })
}

fn found(chars: impl Iterator<Item = (usize, char)>, length: usize) -> Brackets {
    let mut found = Brackets::default();
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in chars {
        if opens(c) {
            open.push(at);
        } else if closes(c) {
            match open.pop() {
                Some(start) => found.pairs.push(start..at + c.len_utf8()),
                None => found.lone.push(at),
            }
        }
    }
    found.lone.extend(open);
    found.lone.sort_unstable();
    found.pairs.sort_unstable_by_key(|pair| (pair.start, std::cmp::Reverse(pair.end)));
    found.depth = depth_of(&found.pairs, 0..length);
    found
}

impl Brackets {
    /// How many pairs enclose the whole of `range`.
    pub fn around(&self, range: &Range<usize>) -> usize {
        self.pairs.iter().filter(|pair| pair.start < range.start && range.end < pair.end).count()
    }

    /// How deep pairs nest that lie inside `range`.
    pub fn within(&self, range: &Range<usize>) -> usize {
        depth_of(&self.pairs, range.clone())
    }

    /// Whether `range` cuts a pair in two.
    pub fn cut_by(&self, range: &Range<usize>) -> bool {
        let inside = |at: usize| range.start <= at && at < range.end;
        self.pairs.iter().any(|pair| inside(pair.start) != inside(pair.end - 1))
            || self.lone.iter().any(|&at| inside(at))
    }
}

/// Whether one pair of brackets encloses everything: "[The Parties ...]", closing punctuation after it allowed.
pub fn is_enclosed(text: &str) -> bool {
    let text = text.trim().trim_end_matches(ENDS);
    find(text).pairs.first().is_some_and(|pair| *pair == (0..text.len()))
}

/// How many brackets at the very beginning hold the paragraph as a whole: they enclose it, or close beyond it.
pub fn leading(text: &str) -> usize {
    let text = text.trim();
    let found = find(text);
    let end = text.trim_end_matches(|c| ENDS.contains(&c) || closes(c)).len();
    let holds = |at: usize| {
        let whole = |pair: &&Range<usize>| pair.start == at && pair.end > end;
        found.lone.contains(&at) || found.pairs.iter().find(whole).is_some()
    };
    let opening = text.char_indices().take_while(|(_, c)| opens(*c));
    opening.take_while(|(at, _)| holds(*at)).count()
}

/// Signs that may stand behind a bracket that encloses a whole paragraph.
const ENDS: [char; 6] = ['.', ';', ',', '。', '；', '，'];

fn depth_of(pairs: &[Range<usize>], within: Range<usize>) -> usize {
    let mut deepest = 0;
    let mut ends: Vec<usize> = Vec::new();
    for pair in pairs.iter().filter(|pair| within.start <= pair.start && pair.end <= within.end) {
        while ends.last().is_some_and(|end| *end <= pair.start) {
            ends.pop();
        }
        ends.push(pair.end);
        deepest = deepest.max(ends.len());
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(Brackets { pairs, lone, depth }: &Brackets) -> String {
        let pairs: Vec<_> = pairs.iter().map(|pair| format!("{}-{}", pair.start, pair.end)).collect();
        let lone: Vec<_> = lone.iter().map(ToString::to_string).collect();
        format!("{} | {} | {depth}", pairs.join(" "), lone.join(" ")).replace("  ", " ")
    }

    #[test]
    fn pairs_depth_and_lone_brackets() {
        let rows = [
            ("[a][b]", "0-3 3-6 | | 1"),
            ("[a [b] c]", "0-9 3-6 | | 2"),
            ("[a [b c]", "3-8 | 0 | 1"),
            ("a] b", " | 1 | 0"),
            ("", " | | 0"),
            ("［应］［须］", "0-9 9-18 | | 1"),
            ("［应]", "0-7 | | 1"),
            ("[يجب] أن", "0-8 | | 1"),
        ];
        for (text, expected) in rows {
            assert_eq!(shown(&find(text)), expected, "{text}");
        }
    }

    #[test]
    fn a_footnote_keeps_its_brackets_to_itself() {
        let rows =
            [("a^[n] [b]", "6-9 | | 1"), ("[a^[see [x]] b]", "0-15 | | 1"), ("a^[n [x]", "6-9 | 3 | 1")];
        for (text, expected) in &rows[..2] {
            assert_eq!(shown(&of(&Rich::parse(text))), *expected, "{text}");
        }
        // What is no footnote is not taken for one.
        assert_eq!(shown(&of(&Rich::parse("a^[n [x]"))), "5-8 | 2 | 1");
    }

    #[test]
    fn what_a_range_holds_and_cuts() {
        let found = find("x [a [b] c] y");
        assert_eq!(found.around(&(5..8)), 1);
        assert_eq!(found.around(&(6..7)), 2);
        assert_eq!(found.within(&(0..13)), 2);
        assert_eq!(found.within(&(4..9)), 1);
        assert!(found.cut_by(&(3..7)));
        assert!(!found.cut_by(&(5..8)));
        assert!(is_enclosed("[Be quantified [or not];]"));
        assert!(!is_enclosed("[a][b]"));
    }

    #[test]
    fn brackets_at_the_beginning_hold_the_whole_or_not() {
        let rows = [
            ("[The Parties act.]", 1),
            ("[The Parties] act.", 0),
            ("[[Shall][should] act]", 1),
            ("[[Shall act]]", 2),
            ("[The Parties:", 1),
            ("The Parties [act]", 0),
            ("[One.][Two.]", 0),
            ("", 0),
        ];
        for (text, expected) in rows {
            assert_eq!(leading(text), expected, "{text}");
        }
    }
}
