//! Bringing a submission's words to the draft's own typography.
//!
//! Invariant: the base wins. Where the words differ from the base only in quotes, dashes, hard spaces or composition,
//! the base's characters stay, so that a keyboard never makes an edit; words that are new are left as they are.

use crate::document::inline::Rich;
use crate::engine::{self, Mark, Source};

/// `text` with the base's characters wherever both say the same.
pub fn to_base(base: &Rich, text: &Rich) -> Rich {
    let (plain_base, plain_text) = (Plain::of(base), Plain::of(text));
    let mut out = Rich::default();
    let mut at = 0;
    for edit in engine::edits(plain_base.source(), plain_text.source()) {
        out.push(base, at..plain_base.real(edit.base.start));
        at = plain_base.real(edit.base.end);
        let old = cut(base, plain_base.real(edit.base.start)..at);
        let new = cut(text, plain_text.real(edit.side.start)..plain_text.real(edit.side.end));
        let styles =
            |rich: &Rich| rich.pieces().map(|piece| (piece.attr, piece.note.is_some())).collect::<Vec<_>>();
        let same = !old.as_str().is_empty()
            && engine::fold(old.as_str()) == engine::fold(new.as_str())
            && styles(&old) == styles(&new);
        let kept = if same { old } else { new };
        out.push(&kept, 0..kept.as_str().len());
    }
    out.push(base, at..base.as_str().len());
    out
}

/// A text in plain quotes, dashes and spaces, each character in the place of the real one.
struct Plain {
    text: String,
    marks: Vec<Mark>,
    /// (plain, real) byte offsets where a character of another length stood, after it.
    shifts: Vec<(usize, usize)>,
}

impl Plain {
    fn of(rich: &Rich) -> Self {
        let mut plain = Self { text: String::new(), marks: Vec::new(), shifts: Vec::new() };
        let mut real = 0;
        for letter in rich.as_str().chars() {
            let simple = match letter {
                '‘' | '’' => '\'',
                '“' | '”' => '"',
                '\u{2010}'..='\u{2015}' => '-',
                '\u{a0}' | '\u{202f}' => ' ',
                _ => letter,
            };
            plain.text.push(simple);
            real += letter.len_utf8();
            if simple != letter {
                plain.shifts.push((plain.text.len(), real));
            }
        }
        let source = rich.source();
        plain.marks = (source.marks.iter())
            .map(|mark| Mark {
                range: plain.simple(mark.range.start)..plain.simple(mark.range.end),
                ..mark.clone()
            })
            .collect();
        plain
    }

    fn source(&self) -> Source<'_> {
        Source { text: &self.text, marks: &self.marks }
    }

    fn real(&self, at: usize) -> usize {
        let before = self.shifts.partition_point(|(plain, _)| *plain <= at);
        before.checked_sub(1).map_or(at, |last| self.shifts[last].1 + (at - self.shifts[last].0))
    }

    fn simple(&self, at: usize) -> usize {
        let before = self.shifts.partition_point(|(_, real)| *real <= at);
        before.checked_sub(1).map_or(at, |last| self.shifts[last].0 + (at - self.shifts[last].1))
    }
}

fn cut(text: &Rich, range: std::ops::Range<usize>) -> Rich {
    let mut out = Rich::default();
    out.push(text, range);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_base_wins_where_only_typography_differs() {
        let rows = [
            ("The State's \"duty\" - now.", "The State’s “duty” – now.", "The State's \"duty\" - now."),
            ("The State's duty.", "The State’s full duty.", "The State's full duty."),
            ("A duty.", "A State’s duty.", "A State’s duty."),
            ("Article\u{a0}3 applies.", "Article 3 applies here.", "Article\u{a0}3 applies here."),
            ("in good faith", "in *good* faith", "in *good* faith"),
            ("caf\u{e9} x", "cafe\u{301} x", "caf\u{e9} x"),
        ];
        for (base, text, expected) in rows {
            let found = to_base(&Rich::parse(base), &Rich::parse(text)).to_text();
            assert_eq!(found.as_str(), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_but_typography_is_touched(base in "[a-c’'“ \u{a0}–*\\[\\]-]{0,20}", text in "[a-c’'“ \u{a0}–*\\[\\]-]{0,20}") {
            let text = Rich::parse(&text);
            let found = to_base(&Rich::parse(&base), &text);
            prop_assert_eq!(engine::fold(found.as_str()), engine::fold(text.as_str()));
        }
    }
}
