//! The words of a paragraph with their light markup: `*emphasis*`, `**strong**`, `^[footnote]`, `\` escapes.
//!
//! Invariant: a [`Text`] is canonical, so that equal content is equal bytes: white space is set as the words on both
//! sides of it are. Parsing never fails, and what is not markup is literal. Square brackets are ordinary characters. A
//! [`Rich`] is the same content flat, the form the engine compares: characters, ranges with attributes, and footnotes as
//! atomic ranges. Whatever is cut from and pasted into a `Rich` can be written back, so no merge can produce broken
//! markup.

mod parse;

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::engine::{Mark, Source};

/// Attribute bit of emphasis (italics).
pub const EMPHASIS: u8 = 1;
/// Attribute bit of strong emphasis (bold).
pub const STRONG: u8 = 2;

/// A paragraph's words in canonical markup: what is stored, edited, compared and merged.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Text(String);

impl Text {
    /// Reads markup and brings it into canonical form; white space at the ends is dropped.
    pub fn parse(markup: &str) -> Self {
        Rich::parse(markup).to_text()
    }

    /// Takes every character as it stands, markup or not.
    pub fn literal(words: &str) -> Self {
        Rich::literal(words).to_text()
    }

    /// The canonical markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there are no words at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same content flat.
    pub fn rich(&self) -> Rich {
        Rich::parse(&self.0)
    }

    /// The words a reader sees in the line: no markup, no footnotes.
    pub fn plain(&self) -> String {
        self.rich().pieces().filter(|piece| piece.note.is_none()).map(|piece| piece.text).collect()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl From<String> for Text {
    fn from(markup: String) -> Self {
        Self::parse(&markup)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> String {
        text.0
    }
}

/// Flat content: characters, and marks on ranges of them. A footnote stands in the characters as `^[…]`, atomic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich {
    text: String,
    /// Sorted, disjoint, never empty; neighbours with equal attributes are one, notes are each their own.
    marks: Vec<Mark>,
}

/// A stretch of one style, or one footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The characters; for a footnote its whole markup.
    pub text: &'a str,
    /// [`EMPHASIS`] and [`STRONG`] bits.
    pub attr: u8,
    /// The words of the footnote, if it is one.
    pub note: Option<Text>,
}

impl Rich {
    /// Reads markup.
    pub fn parse(markup: &str) -> Self {
        parse::flat(markup).trimmed()
    }

    /// Takes every character as it stands.
    pub fn literal(words: &str) -> Self {
        Self { text: words.to_owned(), marks: Vec::new() }.trimmed()
    }

    /// The characters, footnotes in place.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What the engine compares.
    pub fn source(&self) -> Source<'_> {
        Source { text: &self.text, marks: &self.marks }
    }

    /// Appends literal characters without any attribute.
    pub fn push_str(&mut self, words: &str) {
        self.text.push_str(words);
    }

    /// Appends literal characters with [`EMPHASIS`] and [`STRONG`] bits.
    pub fn push_styled(&mut self, words: &str, attr: u8) {
        self.append(words, attr & (EMPHASIS | STRONG), false);
    }

    /// Appends a footnote.
    pub fn push_note(&mut self, note: &Text) {
        self.append(&format!("^[{note}]"), 0, true);
    }

    /// Appends `range` of `other`, styles and footnotes with it. A range that cuts a footnote takes it whole where
    /// it starts inside the range and not at all where it started before.
    pub fn push(&mut self, other: &Rich, range: Range<usize>) {
        for piece in other.pieces_in(range) {
            self.append(piece.text, piece.attr, piece.note.is_some());
        }
    }

    /// All stretches in order.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        self.pieces_in(0..self.text.len())
    }

    /// The stretches of a byte range, cut at its ends.
    pub fn pieces_in(&self, range: Range<usize>) -> impl Iterator<Item = Piece<'_>> {
        let first = self.marks.partition_point(|mark| mark.range.end <= range.start);
        let mut marks = self.marks[first..].iter().peekable();
        let mut at = range.start;
        std::iter::from_fn(move || {
            loop {
                if at >= range.end {
                    return None;
                }
                let plain_end = match marks.peek() {
                    Some(mark) if mark.range.start <= at => {
                        let mark = marks.next()?;
                        let cut_before = mark.atomic && mark.range.start < at;
                        let start = at;
                        at = if mark.atomic { mark.range.end } else { mark.range.end.min(range.end) };
                        if cut_before {
                            continue;
                        }
                        let text = &self.text[start..at];
                        let note = mark.atomic.then(|| Text(text[2..text.len() - 1].to_owned()));
                        return Some(Piece { text, attr: mark.attr, note });
                    }
                    Some(mark) => mark.range.start.min(range.end),
                    None => range.end,
                };
                let start = at;
                at = plain_end;
                return Some(Piece { text: &self.text[start..at], attr: 0, note: None });
            }
        })
    }

    /// Writes canonical markup.
    pub fn to_text(&self) -> Text {
        if self.marks.is_empty() && !parse::may_be_markup(&self.text) {
            return Text(self.text.trim().to_owned());
        }
        let mut out = String::with_capacity(self.text.len() + 8);
        let mut attr = 0;
        let tidy = self.clone().trimmed();
        for piece in tidy.pieces() {
            write_delimiters(&mut out, attr ^ piece.attr);
            attr = piece.attr;
            if piece.note.is_some() {
                out.push_str(piece.text);
            } else {
                escape(piece.text, &mut out);
            }
        }
        write_delimiters(&mut out, attr);
        Text(out)
    }

    /// Appends characters of one style, or one footnote in its markup.
    fn append(&mut self, words: &str, attr: u8, atomic: bool) {
        let start = self.text.len();
        self.text.push_str(words);
        self.mark(Mark { range: start..self.text.len(), attr, atomic });
    }

    fn mark(&mut self, mark: Mark) {
        if mark.range.is_empty() || (mark.attr == 0 && !mark.atomic) {
            return;
        }
        match self.marks.last_mut() {
            Some(last)
                if last.range.end == mark.range.start
                    && last.attr == mark.attr
                    && !last.atomic
                    && !mark.atomic =>
            {
                last.range.end = mark.range.end;
            }
            _ => self.marks.push(mark),
        }
    }

    /// Drops white space at the ends; elsewhere it has the attributes that what stands on both sides of it shares.
    fn trimmed(mut self) -> Self {
        if self.marks.is_empty() {
            self.text.truncate(self.text.trim_end().len());
            self.text.drain(..self.text.len() - self.text.trim_start().len());
            return self;
        }
        let start = self.text.len() - self.text.trim_start().len();
        let end = self.text.trim_end().len().max(start);
        let mut out = Rich::default();
        let (mut at, mut space, mut before) = (start, start, 0);
        for piece in self.pieces_in(start..end) {
            let is_note = piece.note.is_some();
            let words = if is_note { piece.text } else { piece.text.trim() };
            let from = at + if is_note { 0 } else { piece.text.len() - piece.text.trim_start().len() };
            at += piece.text.len();
            if !words.is_empty() {
                out.append(&self.text[space..from], before & piece.attr, false);
                out.append(words, piece.attr, is_note);
                (space, before) = (from + words.len(), piece.attr);
            }
        }
        out
    }
}

/// Writes the delimiters that switch the attributes in `changed`.
fn write_delimiters(out: &mut String, changed: u8) {
    if changed & EMPHASIS != 0 {
        out.push('*');
    }
    if changed & STRONG != 0 {
        out.push_str("**");
    }
}

fn escape(words: &str, out: &mut String) {
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        let markup = match c {
            '*' => true,
            '\\' => chars.peek().is_none_or(|&next| is_escapable(next)),
            '^' => chars.peek() == Some(&'['),
            _ => false,
        };
        if markup {
            out.push('\\');
        }
        out.push(c);
    }
}

fn is_escapable(c: char) -> bool {
    matches!(c, '*' | '\\' | '^' | '[' | ']')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn markup_is_read_and_written_canonically() {
        let rows = [
            ("in *good faith* and", "in *good faith* and"),
            ("  *  a * b  ", "\\*  a \\* b"),
            ("Report*", "Report\\*"),
            ("*a***b**", "*a***b**"),
            ("***a* b**", "***a* b**"),
            ("* a*", "\\* a\\*"),
            ("5 * 3 * 2", "5 \\* 3 \\* 2"),
            ("****", "\\*\\*\\*\\*"),
            ("x^[see *y*] z", "x^[see *y*] z"),
            ("x^[see [a] ] z", "x^[see [a]] z"),
            ("x^[open", "x\\^[open"),
            ("^[[*\\]]*]", "^[[*]\\]*]"),
            ("^[a*] *b*", "^[a\\*] *b*"),
            ("a \\[b\\] c", "a [b] c"),
            ("a^2 \\x", "a^2 \\x"),
            ("[a][b](c)", "[a][b](c)"),
            ("*a ^[n] b*", "*a* ^[n] *b*"),
            ("*good* *faith*, ***so** on*", "*good faith*, ***so** on*"),
            ("*a* ***b***", "*a **b***"),
        ];
        for (input, expected) in rows {
            assert_eq!(Text::parse(input).as_str(), expected, "{input}");
        }
    }

    #[test]
    fn plain_words_leave_markup_and_notes_out() {
        assert_eq!(Text::parse("in *good* **faith**^[See above.], always").plain(), "in good faith, always");
        assert_eq!(Text::literal("a *b* ^[c]").plain(), "a *b* ^[c]");
    }

    #[test]
    fn pieces_carry_style_and_notes() {
        let text = Text::parse("a *b*^[*n* m]");
        let rich = text.rich();
        let pieces: Vec<_> = rich.pieces().map(|p| (p.text, p.attr, p.note.map(|n| n.to_string()))).collect();
        assert_eq!(
            pieces,
            [("a ", 0, None), ("b", EMPHASIS, None), ("^[*n* m]", 0, Some("*n* m".to_owned()))]
        );
    }

    #[test]
    fn slices_keep_their_style() {
        let from = Rich::parse("shall *in good faith* apply");
        let mut out = Rich::literal("Parties");
        out.push_str(" ");
        out.push(&from, 9..18);
        assert_eq!(out.to_text().as_str(), "Parties *good fait*");
    }

    proptest! {
        #[test]
        fn canonical_form_reads_back_the_same(input in r"[ab *\^\[\]\\]{0,24}") {
            let text = Text::parse(&input);
            prop_assert_eq!(Text::parse(text.as_str()), text.clone());
            prop_assert_eq!(text.rich().to_text(), text);
        }

        #[test]
        fn literal_words_stay_literal(input in r"[ab *\^\[\]\\]{0,24}") {
            let text = Text::literal(&input);
            prop_assert_eq!(text.plain(), input.trim());
        }

        #[test]
        fn any_cut_can_be_written_back(input in r"[ab *\^\[\]]{0,24}", from in 0usize..24, len in 0usize..24) {
            let rich = Rich::parse(&input);
            let end = rich.as_str().len();
            let start = from.min(end);
            let mut cut = Rich::default();
            cut.push(&rich, start..(start + len).min(end));
            let text = cut.to_text();
            prop_assert_eq!(Text::parse(text.as_str()), text);
        }

        #[test]
        fn no_input_panics(input in ".{0,40}") {
            let _ = Text::parse(&input).plain();
        }
    }
}
