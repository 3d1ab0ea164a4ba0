//! What stands inside a paragraph: runs, and all that wraps runs without being words.
//!
//! What a tracked change put in or took out is read for the views that have it; what is in no view that is wanted is
//! counted and left. Of a field its result is read, never its instruction, and nothing it points to.

use rustc_hash::FxHashMap;

use super::Signed;
use super::findings::Findings;
use super::line::Line;
use super::package::Part;
use super::styles::{Emphasis, Styles};
use super::symbols;
use super::views::{Look, NoteWords, Point, Stretches, View, Views};
use super::xml::{Tag, Xml};
use crate::document::inline::Text;
use crate::import::Error;
use crate::import::warning::LeftOut;

/// How the tracked changes of our own redlines are signed.
const OUR_SIGNATURE: &str = "Co-chairs";

/// What word processors sign with once they have taken names out, perhaps with a number behind it.
const NO_NAME: &str = "Author";

/// Reads runs into lines.
pub(super) struct Runs {
    pub(super) styles: Styles,
    pub(super) findings: Findings,
    /// The views that are read.
    pub(super) wanted: Views,
    /// The views that have what is being read.
    pub(super) views: Views,
    /// How tracked changes of words are signed.
    pub(super) signed: Signed,
    notes: FxHashMap<(Note, String), NoteWords>,
}

/// The two kinds of notes, each counted by itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Note {
    Foot,
    End,
}

/// What a run says of its words.
#[derive(Default)]
struct Properties {
    look: Look,
    hidden: bool,
}

impl Runs {
    /// With the styles of a document and no notes yet.
    pub(super) fn new(styles: Styles, wanted: Views) -> Self {
        let (findings, notes) = (Findings::default(), FxHashMap::default());
        Self { styles, findings, wanted, views: Views::BOTH, signed: Signed::default(), notes }
    }

    /// Whether what stands between the words is wanted too: bookmarks and comments.
    pub(super) fn wants_places(&self) -> bool {
        self.wanted == Views::BOTH
    }

    /// Reads the part with the notes of one kind. What is met in them is told at the end of the document.
    pub(super) fn read_notes(&mut self, kind: Note, part: &Part) -> Result<(), Error> {
        self.findings.at = usize::MAX;
        let mut xml = Xml::new(part);
        xml.root()?;
        while let Some(tag) = xml.child()? {
            let ordinary = tag.attribute("type").is_none_or(|kind| kind == "normal");
            match tag.attribute("id").filter(|_| ordinary) {
                Some(id) => {
                    let words = self.note_words(&mut xml)?;
                    self.notes.insert((kind, id), words);
                }
                None => xml.skip()?,
            }
        }
        Ok(())
    }

    /// Reads all that is left in the element as the words of one note.
    pub(super) fn note_words(&mut self, xml: &mut Xml<'_>) -> Result<NoteWords, Error> {
        let mut stretches = Stretches::default();
        self.note_paragraphs(xml, &mut stretches)?;
        let words = |view: View| {
            let mut line = Line::default();
            if self.wanted.has(view) {
                stretches.flow_into(&mut line, view, 0);
            }
            line.rich().to_text()
        };
        Ok(NoteWords { old: words(View::Old), new: words(View::New) })
    }

    fn note_paragraphs(&mut self, xml: &mut Xml<'_>, line: &mut Stretches) -> Result<(), Error> {
        while let Some(tag) = xml.child()? {
            match tag.word() {
                "p" => {
                    line.space(self.views, " ");
                    self.children(xml, Emphasis::default(), line)?;
                }
                "tbl" | "tr" | "tc" | "sdt" | "sdtContent" | "customXml" => {
                    self.note_paragraphs(xml, line)?
                }
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    /// Reads all that is left in the element as parts of a line.
    fn children(&mut self, xml: &mut Xml<'_>, base: Emphasis, line: &mut Stretches) -> Result<(), Error> {
        while let Some(tag) = xml.child()? {
            self.inline(&tag, xml, base, line)?;
        }
        Ok(())
    }

    /// Reads one child of a paragraph; `base` is the emphasis of the paragraph's style.
    pub(super) fn inline(
        &mut self,
        tag: &Tag<'_>,
        xml: &mut Xml<'_>,
        base: Emphasis,
        line: &mut Stretches,
    ) -> Result<(), Error> {
        if matches!(tag.word(), "ins" | "del") && self.wants_places() {
            self.signature(tag);
        }
        let changes = &mut self.findings.changes;
        match tag.word() {
            "r" => return self.run(xml, base, line),
            "hyperlink" | "smartTag" | "customXml" | "sdt" | "sdtContent" | "fldSimple" | "dir" | "bdo" => {
                return self.children(xml, base, line);
            }
            "ins" => {
                changes.insertions += 1;
                return self.in_views(Views::NEW, xml, |runs, xml| runs.children(xml, base, line));
            }
            "moveTo" => {
                changes.moves += 1;
                return self.in_views(Views::NEW, xml, |runs, xml| runs.children(xml, base, line));
            }
            "del" => {
                changes.deletions += 1;
                return self.in_views(Views::OLD, xml, |runs, xml| runs.children(xml, base, line));
            }
            "moveFrom" => {
                return self.in_views(Views::OLD, xml, |runs, xml| runs.children(xml, base, line));
            }
            "bookmarkStart" | "commentRangeStart" | "commentRangeEnd" => {
                if let Some(point) = self.point(tag) {
                    line.point(point);
                }
            }
            "" if matches!(tag.local(), "oMath" | "oMathPara") => self.left_out(LeftOut::Equation),
            _ => {}
        }
        xml.skip()
    }

    /// Reads what only `views` have; what no wanted view has is left.
    fn in_views(
        &mut self,
        views: Views,
        xml: &mut Xml<'_>,
        read: impl FnOnce(&mut Self, &mut Xml<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let around = self.views;
        self.views = around.and(views);
        let done = if self.views.meet(self.wanted) { read(self, xml) } else { xml.skip() };
        self.views = around;
        done
    }

    /// Counts whose a change is; of the name nothing is kept.
    pub(super) fn signature(&mut self, tag: &Tag<'_>) {
        let author = tag.attribute("author").unwrap_or_default();
        match author.trim_end_matches(|c: char| c.is_ascii_digit()).trim() {
            OUR_SIGNATURE => self.signed.ours += 1,
            "" | NO_NAME => self.signed.nobody += 1,
            _ => self.signed.others += 1,
        }
    }

    /// Reads all that is left in the element as the words of a comment, and the id of its last paragraph.
    pub(super) fn comment(&mut self, xml: &mut Xml<'_>) -> Result<(Text, Option<String>), Error> {
        let (mut stretches, mut last) = (Stretches::default(), None);
        while let Some(tag) = xml.child()? {
            if tag.word() != "p" {
                xml.skip()?;
                continue;
            }
            last = tag.attribute("paraId");
            stretches.space(Views::BOTH, " ");
            self.children(xml, Emphasis::default(), &mut stretches)?;
        }
        let mut line = Line::default();
        stretches.flow_into(&mut line, View::New, 0);
        Ok((line.rich().to_text(), last))
    }

    /// A bookmark of ours, or an end of the words of a comment.
    pub(super) fn point(&self, tag: &Tag<'_>) -> Option<Point> {
        if !self.wants_places() {
            return None;
        }
        let id = || tag.attribute("id");
        match tag.word() {
            "bookmarkStart" => {
                Some(Point::Bookmark(tag.attribute("name")?.strip_prefix("_p_")?.parse().ok()?))
            }
            "commentRangeStart" => id().map(Point::CommentStart),
            "commentRangeEnd" => id().map(Point::CommentEnd),
            _ => None,
        }
    }

    /// Something that is not read, where a reader of the new text misses it.
    fn left_out(&mut self, what: LeftOut) {
        if self.views.has(View::New) {
            self.findings.left_out(what);
        }
    }

    fn run(&mut self, xml: &mut Xml<'_>, base: Emphasis, line: &mut Stretches) -> Result<(), Error> {
        let plain = Emphasis::default().over(Emphasis::default(), base);
        let mut run = Properties { look: Look { is: plain, was: plain }, hidden: false };
        let views = self.views;
        while let Some(tag) = xml.child()? {
            match tag.word() {
                "rPr" => {
                    run = self.properties(xml, base)?;
                    continue;
                }
                "delText" if views.has(View::New) => {}
                "t" | "delText" => {
                    let kept = tag.attribute("space").is_some_and(|space| space == "preserve");
                    let words = xml.text()?.replace(['\n', '\r', '\t'], " ");
                    match run.hidden {
                        true => self.left_out(LeftOut::Hidden),
                        false => line.push(views, if kept { &words } else { words.trim() }, run.look),
                    }
                    continue;
                }
                "drawing" | "pict" | "object" => {
                    let words = xml.skip_finding("txbxContent")?;
                    self.left_out(if words { LeftOut::TextBox } else { LeftOut::Picture });
                    continue;
                }
                "ruby" => {
                    while let Some(tag) = xml.child()? {
                        match tag.word() {
                            "rubyBase" => self.children(xml, base, line)?,
                            _ => xml.skip()?,
                        }
                    }
                    continue;
                }
                "tab" | "ptab" => line.space(views, "\t"),
                "br" | "cr" => line.space(views, " "),
                "noBreakHyphen" => line.push(views, "\u{2011}", run.look),
                "sym" => self.symbol(&tag, run.look, line),
                "footnoteReference" => self.note(Note::Foot, &tag, line),
                "endnoteReference" => self.note(Note::End, &tag, line),
                "commentReference" if self.wants_places() => {
                    line.point(Point::Comment(tag.attribute("id").unwrap_or_default()));
                }
                "commentReference" => self.left_out(LeftOut::Comment),
                _ => {}
            }
            xml.skip()?;
        }
        Ok(())
    }

    fn properties(&mut self, xml: &mut Xml<'_>, base: Emphasis) -> Result<Properties, Error> {
        let (mut own, mut character, mut hidden) = (Emphasis::default(), Emphasis::default(), false);
        let mut was = None;
        while let Some(tag) = xml.child()? {
            own.take(&tag);
            match tag.word() {
                "rStyle" => character = tag.value().map_or(character, |id| self.styles.emphasis(Some(&id))),
                "vanish" => hidden = tag.is_on(),
                "strike" | "dstrike" if tag.is_on() && self.views.has(View::New) => self.findings.struck(),
                "rPrChange" => {
                    self.findings.changes.formatting += 1;
                    if self.wanted.has(View::Old) {
                        was = Some(self.look_before(xml, base)?);
                        continue;
                    }
                }
                _ => {}
            }
            xml.skip()?;
        }
        let is = own.over(character, base);
        Ok(Properties { look: Look { is, was: was.unwrap_or(is) }, hidden })
    }

    /// The emphasis that a change of form took away.
    fn look_before(&self, xml: &mut Xml<'_>, base: Emphasis) -> Result<u8, Error> {
        let (mut own, mut character) = (Emphasis::default(), Emphasis::default());
        while let Some(tag) = xml.child()? {
            if tag.word() != "rPr" {
                xml.skip()?;
                continue;
            }
            while let Some(tag) = xml.child()? {
                own.take(&tag);
                if let (Some(id), "rStyle") = (tag.value(), tag.word()) {
                    character = self.styles.emphasis(Some(&id));
                }
                xml.skip()?;
            }
        }
        Ok(own.over(character, base))
    }

    fn symbol(&mut self, tag: &Tag<'_>, look: Look, line: &mut Stretches) {
        let code = tag.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        match code.and_then(|code| symbols::look_up(&tag.attribute("font").unwrap_or_default(), code)) {
            Some(c) => line.push(self.views, c.encode_utf8(&mut [0; 4]), look),
            None => self.left_out(LeftOut::Symbol),
        }
    }

    /// Each note is referred to once; a second time would let a small file grow without limit.
    fn note(&mut self, kind: Note, tag: &Tag<'_>, line: &mut Stretches) {
        match self.notes.remove(&(kind, tag.attribute("id").unwrap_or_default())) {
            Some(words) => line.note(self.views, words),
            None => self.left_out(LeftOut::Note),
        }
    }
}
