//! Brackets over a list of paragraphs: which pairs open in one and close in another, and which have no partner at all.
//!
//! Invariant: every bracket of the paragraphs is in exactly one of three places: a pair of its own paragraph, a pair
//! that spans, or alone.

use super::{closes, of};
use crate::document::inline::Rich;

/// A bracket of a list of paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The index of the paragraph.
    pub paragraph: usize,
    /// Where it stands in it, in bytes.
    pub byte: usize,
}

/// A pair that opens in one paragraph and closes in a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The opening bracket.
    pub open: At,
    /// The closing one.
    pub close: At,
}

/// What spans paragraphs, and what is left over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Across {
    /// Pairs over several paragraphs, by their opening brackets.
    pub spans: Vec<Span>,
    /// Brackets without a partner anywhere, in order.
    pub lone: Vec<At>,
}

/// Pairs the brackets that found no partner in their own paragraph.
pub fn across(paragraphs: &[Rich]) -> Across {
    let mut found = Across::default();
    let mut open: Vec<At> = Vec::new();
    for (paragraph, text) in paragraphs.iter().enumerate() {
        for byte in of(text).lone {
            let at = At { paragraph, byte };
            let is_closing = text.as_str()[byte..].chars().next().is_some_and(closes);
            if !is_closing {
                open.push(at);
            } else if let Some(opening) = open.pop() {
                found.spans.push(Span { open: opening, close: at });
            } else {
                found.lone.push(at);
            }
        }
    }
    found.lone.extend(open);
    found.lone.sort_unstable();
    found.spans.sort_unstable_by_key(|span| (span.open, std::cmp::Reverse(span.close)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_over_paragraphs_and_those_left_over() {
        let rows: [(&[&str], &str); 8] = [
            (&["[One.", "Two.", "Three.]"], "0:0-2:6 |"),
            (&["[One [a].", "Two [b]]", "Three."], "0:0-1:7 |"),
            (&["[[One.", "Two.]", "Three.]"], "0:0-2:6 0:1-1:4 |"),
            (&["One.]", "[Two."], "| 0:4 1:0"),
            (&["One]", "[Two", "Three]", "[Four"], "1:0-2:5 | 0:3 3:0"),
            (&["［一。", "二。］"], "0:0-1:6 |"),
            (&["[One^[see [x]].", "Two]."], "0:0-1:3 |"),
            (&[], "|"),
        ];
        for (texts, expected) in rows {
            let texts: Vec<Rich> = texts.iter().map(|it| Rich::parse(it)).collect();
            let Across { spans, lone } = across(&texts);
            let at = |it: &At| format!("{}:{}", it.paragraph, it.byte);
            let spans: Vec<_> =
                spans.iter().map(|it| format!("{}-{}", at(&it.open), at(&it.close))).collect();
            let lone: Vec<_> = lone.iter().map(at).collect();
            let shown = format!("{} | {}", spans.join(" "), lone.join(" "));
            assert_eq!(shown.trim(), expected, "{texts:?}");
        }
    }
}
