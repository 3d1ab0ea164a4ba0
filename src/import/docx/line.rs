//! The words of one paragraph while they are collected from runs.
//!
//! Word cuts words into runs for reasons of its own; here neighbours of one emphasis are one stretch again, and white
//! space belongs to the stretch before it. A break inside a paragraph only lays out a line: it becomes a space.

use super::views::Point;
use crate::document::inline::{Rich, Text};
use crate::import::paragraph::styled;

/// A paragraph's words, or a footnote's.
#[derive(Default)]
pub(super) struct Line {
    stretches: Vec<Stretch>,
    points: Vec<Placed>,
    blocks: Vec<usize>,
    /// The bytes of plain words so far.
    length: usize,
}

enum Stretch {
    Words { text: String, attr: u8 },
    Note(Text),
}

/// A place between the words of a line.
#[derive(Clone, Debug)]
pub(in crate::import) struct Placed {
    /// What is there.
    pub(in crate::import) point: Point,
    /// The bytes of plain words before it.
    pub(in crate::import) at: usize,
    /// The paragraph of the file that it stands in, counted from 0.
    pub(in crate::import) block: usize,
}

impl Line {
    /// Appends words with their emphasis.
    pub(super) fn push(&mut self, words: &str, attr: u8) {
        self.length += words.len();
        match self.stretches.last_mut() {
            Some(Stretch::Words { text, attr: last }) if *last == attr || words.trim().is_empty() => {
                text.push_str(words);
            }
            _ => self.stretches.push(Stretch::Words { text: words.to_owned(), attr }),
        }
    }

    /// Appends white space where none stands yet.
    pub(super) fn space(&mut self, space: &str) {
        match self.stretches.last() {
            Some(Stretch::Words { text, .. }) if text.ends_with(char::is_whitespace) => {}
            _ => self.push(space, 0),
        }
    }

    /// Appends a footnote.
    pub(super) fn note(&mut self, words: Text) {
        self.stretches.push(Stretch::Note(words));
    }

    /// Notes a place.
    pub(super) fn point(&mut self, point: Point, block: usize) {
        self.points.push(Placed { point, at: self.length, block });
    }

    /// Notes that words of a paragraph of the file stand here.
    pub(super) fn worded(&mut self, block: usize) {
        if self.blocks.last() != Some(&block) {
            self.blocks.push(block);
        }
    }

    /// The paragraphs of the file that have words here.
    pub(super) fn blocks(&self) -> Vec<usize> {
        self.blocks.clone()
    }

    /// The places noted.
    pub(super) fn points(&self) -> &[Placed] {
        &self.points
    }

    /// The plain words as they stand, untrimmed: what places count in.
    pub(super) fn plain(&self) -> String {
        let words = |stretch: &Stretch| match stretch {
            Stretch::Words { text, .. } => text.clone(),
            Stretch::Note(_) => String::new(),
        };
        self.stretches.iter().map(words).collect()
    }

    /// Whether there is nothing to see.
    pub(super) fn is_blank(&self) -> bool {
        self.stretches.iter().all(|stretch| match stretch {
            Stretch::Words { text, .. } => text.trim().is_empty(),
            Stretch::Note(_) => false,
        })
    }

    /// The words in the form that drafts are read from.
    pub(super) fn rich(&self) -> Rich {
        let mut rich = Rich::default();
        for stretch in &self.stretches {
            match stretch {
                Stretch::Words { text, attr } => styled(&mut rich, text, *attr),
                Stretch::Note(words) => {
                    let escaped = words.as_str().replace('[', "\\[").replace(']', "\\]");
                    let note = Rich::parse(&format!("^[{escaped}]"));
                    rich.push(&note, 0..note.as_str().len());
                }
            }
        }
        rich
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::inline::{EMPHASIS, STRONG};

    #[test]
    fn runs_become_stretches() {
        let rows: [(&[(&str, u8)], &str); 6] = [
            (&[("The ", 0), ("Par", 0), ("ties", 0)], "The Parties"),
            (
                &[("in ", 0), ("good", EMPHASIS), (" ", 0), ("faith", EMPHASIS), (" act", 0)],
                "in *good faith* act",
            ),
            (&[("a", STRONG), ("b", STRONG | EMPHASIS)], "**a*b***"),
            (&[("5 * 3", 0), ("*", EMPHASIS)], "5 \\* 3*\\**"),
            (&[(" \u{a0}", STRONG), ("x\\", STRONG)], "**x\\\\**"),
            (&[("^[no note]", 0)], "\\^[no note]"),
        ];
        for (runs, expected) in rows {
            let mut line = Line::default();
            for (words, attr) in runs {
                line.push(words, *attr);
            }
            assert_eq!(line.rich().to_text().as_str(), expected);
        }
    }

    #[test]
    fn notes_keep_their_words_whatever_is_in_them() {
        for words in ["See [1].", "one ] and \\[ two", "*so*", "", "\\^[x]", "a \\] b"] {
            let mut line = Line::default();
            let note = Text::parse(words);
            line.push("x", 0);
            line.note(note.clone());
            line.push(" y", 0);
            let text = line.rich().to_text();
            let notes: Vec<Text> = text.rich().pieces().filter_map(|piece| piece.note).collect();
            let plain = |text: &Text| text.plain();
            assert_eq!(notes.iter().map(plain).collect::<Vec<_>>(), [note.plain()], "{words}: {text}");
            assert_eq!(text.plain(), "x y");
        }
    }
}
