//! Square brackets: text not agreed, and rival versions of the same words.
//!
//! Invariant: brackets are found, never required to balance. Depth is counted inside one paragraph; a bracket that
//! opens in one paragraph and closes in another is left as it stands. Offsets are bytes of the text given.

use std::ops::Range;

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

/// Finds the brackets of `text`.
pub fn find(text: &str) -> Brackets {
    let mut found = Brackets::default();
    let mut open: Vec<usize> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' => open.push(at),
            b']' => match open.pop() {
                Some(start) => found.pairs.push(start..at + 1),
                None => found.lone.push(at),
            },
            _ => {}
        }
    }
    found.lone.extend(open);
    found.lone.sort_unstable();
    found.pairs.sort_unstable_by_key(|pair| (pair.start, std::cmp::Reverse(pair.end)));
    found.depth = depth_of(&found.pairs, 0..text.len());
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
    let text = text.trim().trim_end_matches(['.', ';', ',']);
    find(text).pairs.first().is_some_and(|pair| *pair == (0..text.len()))
}

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

    #[test]
    fn pairs_depth_and_lone_brackets() {
        let rows = [
            ("[a][b]", "0-3 3-6 | | 1"),
            ("[a [b] c]", "0-9 3-6 | | 2"),
            ("[a [b c]", "3-8 | 0 | 1"),
            ("a] b", " | 1 | 0"),
            ("", " | | 0"),
        ];
        for (text, expected) in rows {
            let Brackets { pairs, lone, depth } = find(text);
            let pairs: Vec<_> = pairs.iter().map(|pair| format!("{}-{}", pair.start, pair.end)).collect();
            let lone: Vec<_> = lone.iter().map(ToString::to_string).collect();
            let found = format!("{} | {} | {depth}", pairs.join(" "), lone.join(" "));
            assert_eq!(found.replace("  ", " "), expected, "{text}");
        }
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
}
