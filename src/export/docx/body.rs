//! The text: passages as paragraphs, with bookmarks, tracked marks and comments; submissions between them.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::super::rendition::{Block, Direction, Form, Item, Mark, Passage, Rendition, Run, Seam, Standing};
use super::frame::section;
use super::notes::{Comments, Footnotes};
use super::runs::Manner;
use super::styles::style_of;
use super::xml::{DECLARATION, NAMESPACES, escape};

/// The day on tracked changes where none is told.
const NO_DAY: Date = Date::constant(2000, 1, 1);

/// The minutes between changes of neighbouring paragraphs. LibreOffice takes insertions less than a minute apart that
/// end one paragraph and begin the next ("[1. ...]", "[2. ...]") for one, and rejects the untouched mark between them.
const TURN: u8 = 2;

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
    for (block, border) in rendition.blocks.iter().zip(borders(&rendition.blocks)) {
        match block {
            Block::Passage(passage) => writer.passage(&mut body, passage, border),
            Block::Item(item) => writer.item(&mut body, item),
            Block::Rubric(words) => writer.rubric(&mut body, words),
            Block::Line(runs) => writer.paragraph(&mut body, None, runs),
            Block::Quote(runs) => writer.paragraph(&mut body, Some("ItemText"), runs),
        }
    }
    // Nothing may be tracked on the last paragraph of a body: readers keep it.
    let last = writer.properties(None, "", "");
    let document = format!(
        "{DECLARATION}<w:document {NAMESPACES}><w:body>{body}<w:p>{last}</w:p>{}</w:body></w:document>",
        section(rendition.language.direction)
    );
    Text { document, footnotes: writer.footnotes.finish(), comments: writer.comments.finish() }
}

/// What became of the mark that ends each block.
///
/// A paragraph that came or went as a whole came or went with its own mark. LibreOffice loses the mark of the paragraph
/// that holds the first footnote of a file: that one takes the mark of the last kept paragraph before instead, where
/// both look alike, as when it is typed behind that.
fn borders(blocks: &[Block]) -> Vec<Seam> {
    let own = |block: &Block| match block {
        Block::Passage(passage) => match passage.standing {
            Standing::Inserted => Seam::Inserted,
            Standing::Deleted => Seam::Deleted,
            Standing::Kept | Standing::Rewritten => passage.seam,
        },
        Block::Item(_) | Block::Rubric(_) | Block::Line(_) | Block::Quote(_) => Seam::Kept,
    };
    let mut borders: Vec<Seam> = blocks.iter().map(own).collect();
    let passage = |at: usize| match &blocks[at] {
        Block::Passage(passage) => Some(passage),
        Block::Item(_) | Block::Rubric(_) | Block::Line(_) | Block::Quote(_) => None,
    };
    let holds_note = |at: &usize| passage(*at).is_some_and(|it| it.words.iter().any(Run::is_note));
    let Some(at) = (0..blocks.len()).find(holds_note).filter(|&at| borders[at] != Seam::Kept) else {
        return borders;
    };
    let before = (0..at).rev().find(|&before| borders[before] != borders[at]);
    let alike = |before: &usize| match (passage(*before), passage(at)) {
        (Some(before), Some(it)) => {
            before.form == it.form && before.was.is_none() && it.standing.mark().is_some()
        }
        (Some(_) | None, _) => false,
    };
    if let Some(before) = before.filter(|&before| borders[before] == Seam::Kept).filter(alike) {
        borders.swap(before, at);
    }
    borders
}

/// What drawing the text needs to remember: ids used so far, footnotes and comments met.
pub(super) struct Writer<'a> {
    pub(super) rendition: &'a Rendition,
    pub(super) footnotes: Footnotes,
    comments: Comments,
    /// Who and when, on every tracked change of a paragraph; neighbours take turns.
    signatures: [String; 2],
    last_id: usize,
}

impl<'a> Writer<'a> {
    fn new(rendition: &'a Rendition) -> Self {
        let author = escape(&rendition.vocabulary.author);
        let day = rendition.day.unwrap_or(NO_DAY);
        let signature = |minute: u8| format!(r#"w:author="{author}" w:date="{day}T00:{minute:02}:00Z""#);
        Self {
            rendition,
            footnotes: Footnotes::default(),
            comments: Comments::default(),
            signatures: [signature(0), signature(TURN)],
            // Footnotes are numbered from 1 without gaps, as readers expect; all other ids come after them.
            last_id: rendition.runs().filter(|run| run.is_note()).count(),
        }
    }

    fn passage(&mut self, out: &mut String, passage: &Passage, border: Seam) {
        self.signatures.reverse();
        let whole = passage.standing.mark();
        let manner = whole.map_or(Manner::Tracked, Manner::Whole);
        let mark = self.mark_change(border);
        let was =
            passage.was.filter(|_| whole.is_none()).map(|form| self.form_change(form)).unwrap_or_default();
        let properties = self.properties(style_of(passage.form).as_deref(), &mark, &was);
        let mut runs = self.runs(&passage.line("\t"), manner);
        if let (Some(remark), Some(mark)) = (&passage.remark, whole) {
            runs = self.commented(&runs, &self.rendition.vocabulary.remark(remark), mark);
        }
        if let Some(anchor) = passage.anchor {
            let id = self.next_id();
            runs = format!(
                r#"<w:bookmarkStart w:id="{id}" w:name="_p_{anchor}"/>{runs}<w:bookmarkEnd w:id="{id}"/>"#
            );
        }
        let _ = write!(out, "<w:p>{properties}{runs}</w:p>");
    }

    /// A submission: its name and what it asks for, its words with the changes painted, its rationale.
    fn item(&mut self, out: &mut String, item: &Item) {
        let flags: String = item.flags.iter().map(|flag| format!(" ({flag})")).collect();
        let head = [Run::strong(&item.name), Run::plain(format!(" {}{flags}", item.act))];
        let reason = (!item.rationale.is_empty()).then(|| {
            let label = Run::plain(format!("{} ", self.rendition.vocabulary.rationale));
            std::iter::once(label).chain(item.rationale.iter().cloned()).collect::<Vec<_>>()
        });
        // A name that stands alone ends the block, and has the space of one after it.
        let alone = item.texts.is_empty() && reason.is_none();
        self.paragraph(out, Some(if alone { "ItemText" } else { "ItemName" }), &head);
        for runs in item.texts.iter().chain(&reason) {
            self.paragraph(out, Some("ItemText"), runs);
        }
    }

    fn rubric(&mut self, out: &mut String, words: &str) {
        self.paragraph(out, Some("Heading1"), &[Run::plain(words)]);
    }

    fn paragraph(&mut self, out: &mut String, style: Option<&str>, runs: &[Run]) {
        let (properties, runs) = (self.properties(style, "", ""), self.runs(runs, Manner::Painted));
        let _ = write!(out, "<w:p>{properties}{runs}</w:p>");
    }

    /// The mark of a paragraph, if it came or went.
    fn mark_change(&mut self, border: Seam) -> String {
        let element = match border {
            Seam::Inserted => "ins",
            Seam::Deleted => "del",
            Seam::Kept => return String::new(),
        };
        format!("<w:rPr><w:{element} {}/></w:rPr>", self.revision())
    }

    fn form_change(&mut self, was: Form) -> String {
        let old = self.properties(style_of(was).as_deref(), "", "");
        let old = if old.is_empty() { "<w:pPr/>".to_owned() } else { old };
        format!("<w:pPrChange {}>{old}</w:pPrChange>", self.revision())
    }

    /// Puts a comment on all of `runs`, which come or go as a whole.
    fn commented(&mut self, runs: &str, words: &str, whole: Mark) -> String {
        let id = self.next_id();
        self.comments.push(id, &self.signatures[0], self.bidi(), words);
        let mut out = format!(r#"<w:commentRangeStart w:id="{id}"/>{runs}<w:commentRangeEnd w:id="{id}"/>"#);
        let reference = format!(
            r#"<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{id}"/></w:r>"#
        );
        self.whole(&mut out, whole, &reference);
        out
    }

    fn properties(&self, style: Option<&str>, mark: &str, change: &str) -> String {
        let style = style.map(|id| format!(r#"<w:pStyle w:val="{id}"/>"#)).unwrap_or_default();
        let all = format!("{style}{}{mark}{change}", self.bidi());
        if all.is_empty() { all } else { format!("<w:pPr>{all}</w:pPr>") }
    }

    pub(super) fn bidi(&self) -> &'static str {
        match self.rendition.language.direction {
            Direction::LeftToRight => "",
            Direction::RightToLeft => "<w:bidi/>",
        }
    }

    /// The attributes of a tracked change.
    pub(super) fn revision(&mut self) -> String {
        format!(r#"w:id="{}" {}"#, self.next_id(), self.signatures[0])
    }

    fn next_id(&mut self) -> usize {
        self.last_id += 1;
        self.last_id
    }
}
