//! Runs: words and footnote references, tracked one by one, with their whole paragraph, or only painted.

use std::fmt::Write as _;

use super::super::rendition::{Direction, Mark, Matter, Run, is_right_to_left};
use super::body::Writer;
use super::xml::push_words;
use crate::document::inline::{EMPHASIS, STRONG};

/// How changes are drawn.
#[derive(Clone, Copy)]
pub(super) enum Manner {
    /// Each run is tracked by its own mark.
    Tracked,
    /// All runs come or go with their paragraph.
    Whole(Mark),
    /// Changes have colours and lines, and nothing is tracked.
    Painted,
}

/// What becomes of a run in the file. Insertions and deletions never nest, so this is settled before drawing.
#[derive(Clone, Copy)]
enum Fate {
    Stays,
    Comes,
    Goes,
    Restyled { was: u8 },
    Painted(&'static str),
}

impl Writer<'_> {
    pub(super) fn runs(&mut self, runs: &[Run], manner: Manner) -> String {
        let mut out = String::new();
        for run in runs {
            self.run(&mut out, run, manner);
        }
        out
    }

    pub(super) fn run(&mut self, out: &mut String, run: &Run, manner: Manner) {
        let Some(fate) = fate(manner, run.mark) else { return };
        match &run.matter {
            Matter::Words { text, attr } => self.words(out, text, *attr, fate),
            Matter::Footnote(inside) => {
                let id = self.footnotes.next_id();
                self.tracked(out, fate, &note_mark(&format!(r#"<w:footnoteReference w:id="{id}"/>"#)));
                let note = self.footnote(inside, manner, fate);
                self.footnotes.push(&note);
            }
        }
    }

    /// The inside of a footnote: its number, then its runs, tracked as the reference is.
    fn footnote(&mut self, inside: &[Run], manner: Manner, fate: Fate) -> String {
        let mut note = format!(r#"<w:p><w:pPr><w:pStyle w:val="FootnoteText"/>{}</w:pPr>"#, self.bidi());
        self.tracked(&mut note, fate, &note_mark("<w:footnoteRef/>"));
        self.words(&mut note, "\t", 0, fate);
        note.push_str(&self.runs(inside, manner));
        note + "</w:p>"
    }

    fn words(&mut self, out: &mut String, text: &str, attr: u8, fate: Fate) {
        let rtl = self.is_right_to_left(text);
        let (style, was) = match fate {
            Fate::Stays | Fate::Comes | Fate::Goes => ("", String::new()),
            Fate::Painted(style) => (style, String::new()),
            Fate::Restyled { was } => {
                let old = properties("", was, rtl, "").unwrap_or_else(|| "<w:rPr/>".to_owned());
                ("", format!("<w:rPrChange {}>{old}</w:rPrChange>", self.revision()))
            }
        };
        let element = if matches!(fate, Fate::Goes) { "delText" } else { "t" };
        let mut run = format!("<w:r>{}", properties(style, attr, rtl, &was).unwrap_or_default());
        push_words(&mut run, element, text);
        run.push_str("</w:r>");
        self.tracked(out, fate, &run);
    }

    /// A run that comes or goes with its paragraph.
    pub(super) fn whole(&mut self, out: &mut String, mark: Mark, run: &str) {
        if let Some(fate) = fate(Manner::Whole(mark), mark) {
            self.tracked(out, fate, run);
        }
    }

    fn tracked(&mut self, out: &mut String, fate: Fate, run: &str) {
        let element = match fate {
            Fate::Stays | Fate::Restyled { .. } | Fate::Painted(_) => return out.push_str(run),
            Fate::Comes => "ins",
            Fate::Goes => "del",
        };
        let _ = write!(out, "<w:{element} {}>{run}</w:{element}>", self.revision());
    }

    fn is_right_to_left(&self, text: &str) -> bool {
        goes_right_to_left(self.rendition.language.direction, text)
    }
}

/// The program's own words in a text of the other direction: embedded, so that what is quoted in them, a number at their
/// beginning or a sign at their end stays in its place.
pub(super) fn own(direction: Direction, words: &str) -> String {
    let first = words.chars().find(|c| c.is_alphabetic());
    if direction == Direction::RightToLeft && first.is_some_and(|c| !is_right_to_left(c)) {
        format!("{EMBEDDED}{words}{END}")
    } else {
        words.to_owned()
    }
}

/// What follows is read from left to right.
pub(super) const EMBEDDED: char = '\u{202a}';
/// The end of that.
pub(super) const END: char = '\u{202c}';

/// Words in a right-to-left text, unless all their letters are of the other direction.
pub(super) fn goes_right_to_left(direction: Direction, text: &str) -> bool {
    if text.starts_with(EMBEDDED) {
        return false;
    }
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    direction == Direction::RightToLeft && (letters.peek().is_none() || letters.any(is_right_to_left))
}

/// What becomes of a run under `mark`; none is not drawn.
fn fate(manner: Manner, mark: Mark) -> Option<Fate> {
    Some(match (manner, mark) {
        (Manner::Whole(Mark::Inserted), Mark::Deleted) | (Manner::Whole(Mark::Deleted), Mark::Inserted) => {
            return None;
        }
        (Manner::Whole(Mark::Inserted), _) => Fate::Comes,
        (Manner::Whole(Mark::Deleted), _) => Fate::Goes,
        (Manner::Painted, Mark::Kept) => Fate::Stays,
        (Manner::Painted, Mark::Inserted | Mark::Restyled { .. }) => Fate::Painted("Inserted"),
        (Manner::Painted, Mark::Deleted) => Fate::Painted("Deleted"),
        (_, Mark::Kept) => Fate::Stays,
        (_, Mark::Inserted) => Fate::Comes,
        (_, Mark::Deleted) => Fate::Goes,
        (_, Mark::Restyled { was }) => Fate::Restyled { was },
    })
}

fn note_mark(content: &str) -> String {
    format!(r#"<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{content}</w:r>"#)
}

fn properties(style: &str, attr: u8, rtl: bool, change: &str) -> Option<String> {
    let style = if style.is_empty() { String::new() } else { format!(r#"<w:rStyle w:val="{style}"/>"#) };
    let strong = if attr & STRONG != 0 { "<w:b/><w:bCs/>" } else { "" };
    let emphasis = if attr & EMPHASIS != 0 { "<w:i/><w:iCs/>" } else { "" };
    let rtl = if rtl { "<w:rtl/>" } else { "" };
    let all = format!("{style}{strong}{emphasis}{rtl}{change}");
    (!all.is_empty()).then(|| format!("<w:rPr>{all}</w:rPr>"))
}
