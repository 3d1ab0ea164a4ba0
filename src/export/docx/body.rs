//! The text: passages as paragraphs, runs with their tracked changes, bookmarks.

use std::fmt::Write as _;

use super::super::rendition::{
    Block, Direction, Form, Mark, Matter, Passage, Rendition, Run, Seam, Standing, is_right_to_left,
};
use super::frame::section;
use super::notes::{Comments, Footnotes};
use super::styles::style_of;
use super::xml::{DECLARATION, NAMESPACES, escape, push_words};
use crate::document::inline::{EMPHASIS, STRONG};

/// The parts that the text is made of.
pub(super) struct Text {
    pub(super) document: String,
    pub(super) footnotes: String,
    pub(super) comments: Option<String>,
}

/// Draws the text of a rendition.
pub(super) fn draw(rendition: &Rendition) -> Text {
    let mut writer = Writer::new(rendition);
    let mut body = String::new();
    for Block::Passage(passage) in &rendition.blocks {
        writer.passage(&mut body, passage);
    }
    // Nothing may be tracked on the last paragraph of a body: readers keep it.
    let last = writer.paragraph_properties(None, "", "");
    let document = format!(
        "{DECLARATION}<w:document {NAMESPACES}><w:body>{body}<w:p>{last}</w:p>{}</w:body></w:document>",
        section(rendition.language.direction)
    );
    let (footnotes, comments) = (writer.footnotes.finish(), writer.comments.finish());
    Text { document, footnotes, comments }
}

/// What drawing the text needs to remember: ids used so far, footnotes and comments met.
pub(super) struct Writer<'a> {
    rendition: &'a Rendition,
    /// Who and when, on every tracked change.
    signature: String,
    last_id: usize,
    footnotes: Footnotes,
    comments: Comments,
}

/// What becomes of a run in the file. Insertions and deletions never nest, so this is settled before drawing.
#[derive(Clone, Copy)]
pub(super) enum Fate {
    Stays,
    Comes,
    Goes,
    Restyled { was: u8 },
}

impl<'a> Writer<'a> {
    fn new(rendition: &'a Rendition) -> Self {
        let author = escape(&rendition.vocabulary.author);
        let date = rendition.day.map(|day| format!(r#" w:date="{day}T00:00:00Z""#)).unwrap_or_default();
        Self {
            rendition,
            signature: format!(r#"w:author="{author}"{date}"#),
            // Footnotes are numbered from 1 without gaps, as readers expect; all other ids come after them.
            last_id: rendition.passages().flat_map(|p| &p.words).filter(|run| run.is_note()).count(),
            footnotes: Footnotes::default(),
            comments: Comments::default(),
        }
    }

    fn passage(&mut self, out: &mut String, passage: &Passage) {
        let whole = passage.standing.mark();
        let end = match (passage.standing, passage.seam) {
            (Standing::Inserted, _) | (Standing::Kept | Standing::Rewritten, Seam::Inserted) => Some("ins"),
            (Standing::Deleted, _) | (Standing::Kept | Standing::Rewritten, Seam::Deleted) => Some("del"),
            (Standing::Kept | Standing::Rewritten, Seam::Kept) => None,
        };
        let end = end
            .map(|element| format!("<w:rPr><w:{element} {}/></w:rPr>", self.revision()))
            .unwrap_or_default();
        let was =
            passage.was.filter(|_| whole.is_none()).map(|form| self.change_of_form(form)).unwrap_or_default();
        let properties = self.paragraph_properties(Some(passage.form), &end, &was);
        let mut runs = String::new();
        for run in passage.line("\t") {
            self.run(&mut runs, &run, whole);
        }
        if let (Some(remark), Some(mark)) = (&passage.remark, whole) {
            let words = self.rendition.vocabulary.remark(remark);
            runs = self.commented(&runs, &words, mark);
        }
        if let Some(anchor) = passage.anchor {
            let id = self.next_id();
            runs = format!(
                r#"<w:bookmarkStart w:id="{id}" w:name="_p_{anchor}"/>{runs}<w:bookmarkEnd w:id="{id}"/>"#
            );
        }
        let _ = write!(out, "<w:p>{properties}{runs}</w:p>");
    }

    /// A run of the text; `whole` is the mark of its whole passage.
    fn run(&mut self, out: &mut String, run: &Run, whole: Option<Mark>) {
        let Some(fate) = fate(whole, run.mark) else { return };
        match &run.matter {
            Matter::Words { text, attr } => self.words(out, text, *attr, fate),
            Matter::Footnote(runs) => {
                let id = self.footnotes.next_id();
                let reference = format!(r#"<w:footnoteReference w:id="{id}"/>"#);
                self.wrapped(out, fate, &self.note_mark(&reference));
                let note = self.footnote(runs, whole, fate);
                self.footnotes.push(&note);
            }
        }
    }

    /// The inside of a footnote: its number, then its runs, marked as the reference is.
    fn footnote(&mut self, runs: &[Run], whole: Option<Mark>, fate: Fate) -> String {
        let bidi = self.bidi();
        let mut note = format!(r#"<w:p><w:pPr><w:pStyle w:val="FootnoteText"/>{bidi}</w:pPr>"#);
        self.wrapped(&mut note, fate, &self.note_mark("<w:footnoteRef/>"));
        self.words(&mut note, "\t", 0, fate);
        for run in runs {
            self.run(&mut note, run, whole);
        }
        note + "</w:p>"
    }

    fn words(&mut self, out: &mut String, text: &str, attr: u8, fate: Fate) {
        let rtl = self.is_right_to_left(text);
        let was = match fate {
            Fate::Restyled { was } => format!(
                "<w:rPrChange {}>{}</w:rPrChange>",
                self.revision(),
                run_properties(was, rtl, "").unwrap_or_else(|| "<w:rPr/>".to_owned())
            ),
            Fate::Stays | Fate::Comes | Fate::Goes => String::new(),
        };
        let element = if matches!(fate, Fate::Goes) { "delText" } else { "t" };
        let mut run = format!("<w:r>{}", run_properties(attr, rtl, &was).unwrap_or_default());
        push_words(&mut run, element, text);
        run.push_str("</w:r>");
        self.wrapped(out, fate, &run);
    }

    fn wrapped(&mut self, out: &mut String, fate: Fate, run: &str) {
        let element = match fate {
            Fate::Stays | Fate::Restyled { .. } => {
                out.push_str(run);
                return;
            }
            Fate::Comes => "ins",
            Fate::Goes => "del",
        };
        let _ = write!(out, "<w:{element} {}>{run}</w:{element}>", self.revision());
    }

    /// Puts a comment on all of `runs`, which come or go as a whole.
    fn commented(&mut self, runs: &str, words: &str, whole: Mark) -> String {
        let id = self.next_id();
        let bidi = self.bidi();
        self.comments.push(id, &self.signature, &bidi, words);
        let mut out = format!(r#"<w:commentRangeStart w:id="{id}"/>{runs}<w:commentRangeEnd w:id="{id}"/>"#);
        let reference = format!(
            r#"<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{id}"/></w:r>"#
        );
        if let Some(fate) = fate(None, whole) {
            self.wrapped(&mut out, fate, &reference);
        }
        out
    }

    fn paragraph_properties(&self, form: Option<Form>, mark: &str, change: &str) -> String {
        let style =
            form.and_then(style_of).map(|id| format!(r#"<w:pStyle w:val="{id}"/>"#)).unwrap_or_default();
        let all = format!("{style}{}{mark}{change}", self.bidi());
        if all.is_empty() { all } else { format!("<w:pPr>{all}</w:pPr>") }
    }

    fn change_of_form(&mut self, was: Form) -> String {
        let old = self.paragraph_properties(Some(was), "", "");
        let old = if old.is_empty() { "<w:pPr/>".to_owned() } else { old };
        format!("<w:pPrChange {}>{old}</w:pPrChange>", self.revision())
    }

    fn note_mark(&self, content: &str) -> String {
        format!(r#"<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{content}</w:r>"#)
    }

    fn bidi(&self) -> String {
        match self.rendition.language.direction {
            Direction::LeftToRight => String::new(),
            Direction::RightToLeft => "<w:bidi/>".to_owned(),
        }
    }

    /// Words in a right-to-left text, unless all their letters are of the other direction.
    fn is_right_to_left(&self, text: &str) -> bool {
        let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
        self.rendition.language.direction == Direction::RightToLeft
            && (letters.peek().is_none() || letters.any(is_right_to_left))
    }

    fn revision(&mut self) -> String {
        format!(r#"w:id="{}" {}"#, self.next_id(), self.signature)
    }

    fn next_id(&mut self) -> usize {
        self.last_id += 1;
        self.last_id
    }
}

/// What becomes of a run under `mark` in a passage that comes or goes as a whole; none is not drawn.
fn fate(whole: Option<Mark>, mark: Mark) -> Option<Fate> {
    match (whole, mark) {
        (Some(Mark::Inserted), Mark::Deleted) | (Some(Mark::Deleted), Mark::Inserted) => None,
        (Some(Mark::Inserted), _) | (_, Mark::Inserted) => Some(Fate::Comes),
        (Some(Mark::Deleted), _) | (_, Mark::Deleted) => Some(Fate::Goes),
        (_, Mark::Kept) => Some(Fate::Stays),
        (_, Mark::Restyled { was }) => Some(Fate::Restyled { was }),
    }
}

fn run_properties(attr: u8, rtl: bool, change: &str) -> Option<String> {
    let strong = if attr & STRONG != 0 { "<w:b/><w:bCs/>" } else { "" };
    let emphasis = if attr & EMPHASIS != 0 { "<w:i/><w:iCs/>" } else { "" };
    let rtl = if rtl { "<w:rtl/>" } else { "" };
    let all = format!("{strong}{emphasis}{rtl}{change}");
    (!all.is_empty()).then(|| format!("<w:rPr>{all}</w:rPr>"))
}
