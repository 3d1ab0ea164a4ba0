//! The body of a Word document as paragraphs: labels computed, headings told by style, tables read cell by cell.
//!
//! A paragraph whose mark a tracked change took out goes on in the next one, which gives the properties. Paragraphs
//! without words are dropped, but the number they carry is counted, as it is in Word.

use super::line::Line;
use super::numbering::Numbering;
use super::package::Part;
use super::runs::Runs;
use super::styles::{self, Emphasis, ListRef, Rank};
use super::xml::{Tag, Xml};
use crate::document::id::ParagraphId;
use crate::document::{Content, Kind};
use crate::import::error::{Foreign, Limit};
use crate::import::warning::LeftOut;
use crate::import::{Error, MAX_PARAGRAPHS, paragraph};

/// How the bookmarks begin that our own files carry.
const MARK: &str = "_p_";

/// The paragraphs read so far.
pub(super) struct Body {
    /// The reader of runs, with what it met.
    pub(super) runs: Runs,
    /// The paragraphs.
    pub(super) paragraphs: Vec<Content>,
    /// How deep in its list each of them stands.
    pub(super) depths: Vec<usize>,
    /// The bookmarks of our own that each of them carries: the ids it had when it was written.
    pub(super) marks: Vec<Vec<ParagraphId>>,
    /// Those met since the last paragraph.
    met: Vec<ParagraphId>,
    numbering: Numbering,
    line: Line,
}

/// What a paragraph says of itself.
#[derive(Default)]
struct Properties {
    style: Option<String>,
    outline: Option<u8>,
    list: ListRef,
    mark: Mark,
}

/// The end of a paragraph once all changes are accepted.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Mark {
    #[default]
    Ends,
    GoesOn,
}

impl Body {
    /// Ready to read.
    pub(super) fn new(runs: Runs, numbering: Numbering) -> Self {
        let (paragraphs, depths, marks) = (Vec::new(), Vec::new(), Vec::new());
        Self { runs, paragraphs, depths, marks, met: Vec::new(), numbering, line: Line::default() }
    }

    /// Reads the main part.
    pub(super) fn read(&mut self, part: &Part) -> Result<(), Error> {
        let mut xml = Xml::new(part);
        if xml.root()?.word() != "document" {
            return Err(Error::Refused(Foreign::OtherOffice));
        }
        while let Some(tag) = xml.child()? {
            match tag.word() {
                "body" => self.blocks(&mut xml)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn blocks(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        while let Some(tag) = xml.child()? {
            self.block(&tag, xml)?;
        }
        if !self.line.is_blank() {
            self.finish(&Properties::default());
        }
        Ok(())
    }

    fn block(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), Error> {
        if self.paragraphs.len() > MAX_PARAGRAPHS {
            return Err(Error::Beyond(Limit::Paragraphs));
        }
        self.runs.findings.at = self.paragraphs.len();
        match tag.word() {
            "p" => self.paragraph(xml),
            "tbl" => self.table(xml),
            "tr" => self.row(xml),
            "sdt" | "sdtContent" | "customXml" | "tc" | "ins" | "moveTo" => self.blocks(xml),
            "bookmarkStart" => self.mark(tag, xml),
            "altChunk" => {
                self.runs.findings.left_out(LeftOut::Inserted);
                xml.skip()
            }
            "" if tag.local() == "oMathPara" => {
                self.runs.findings.left_out(LeftOut::Equation);
                xml.skip()
            }
            _ => xml.skip(),
        }
    }

    /// A table inside a table is one with it.
    fn table(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let first = self.paragraphs.len();
        self.blocks(xml)?;
        let tables = &mut self.runs.findings.tables;
        tables.truncate(tables.partition_point(|&table| table < first));
        if self.paragraphs.len() > first {
            tables.push(first);
        }
        Ok(())
    }

    /// A row that a tracked change took out is left out.
    fn row(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let mut deleted = false;
        while let Some(tag) = xml.child()? {
            match tag.word() {
                "trPr" => {
                    while let Some(tag) = xml.child()? {
                        match tag.word() {
                            "ins" => self.runs.findings.changes.insertions += 1,
                            "del" => {
                                self.runs.findings.changes.deletions += 1;
                                deleted = true;
                            }
                            _ => {}
                        }
                        xml.skip()?;
                    }
                }
                _ if deleted => xml.skip()?,
                _ => self.block(&tag, xml)?,
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let mut properties = Properties::default();
        let mut line = std::mem::take(&mut self.line);
        let mut base = self.runs.styles.emphasis(None);
        while let Some(tag) = xml.child()? {
            if tag.word() == "pPr" {
                properties = self.properties(xml)?;
                base = self.base(&properties);
            } else if tag.word() == "bookmarkStart" {
                self.mark(&tag, xml)?;
            } else {
                self.runs.inline(&tag, xml, base, &mut line)?;
            }
        }
        self.line = line;
        match properties.mark {
            Mark::Ends => self.finish(&properties),
            Mark::GoesOn => {}
        }
        Ok(())
    }

    /// Remembers a bookmark of our own; any other says nothing.
    fn mark(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), Error> {
        let name = tag.attribute("name").unwrap_or_default();
        self.met.extend(name.strip_prefix(MARK).and_then(|id| id.parse::<ParagraphId>().ok()));
        xml.skip()
    }

    /// The emphasis that the style gives; a heading's is the look of headings.
    fn base(&self, properties: &Properties) -> Emphasis {
        let style = properties.style.as_deref();
        match self.runs.styles.rank(style, properties.outline) {
            Rank::Body => self.runs.styles.emphasis(style),
            Rank::Title | Rank::Heading(_) | Rank::Contents => Emphasis::default(),
        }
    }

    fn properties(&mut self, xml: &mut Xml<'_>) -> Result<Properties, Error> {
        let mut properties = Properties::default();
        let changes = &mut self.runs.findings.changes;
        while let Some(tag) = xml.child()? {
            match tag.word() {
                "pStyle" => properties.style = tag.value(),
                "outlineLvl" => properties.outline = tag.number(),
                "pPrChange" => changes.formatting += 1,
                "numPr" => {
                    properties.list = styles::list_ref(xml)?;
                    continue;
                }
                "rPr" => {
                    while let Some(tag) = xml.child()? {
                        match tag.word() {
                            "ins" => changes.insertions += 1,
                            "del" => {
                                changes.deletions += 1;
                                properties.mark = Mark::GoesOn;
                            }
                            "moveFrom" => properties.mark = Mark::GoesOn,
                            _ => {}
                        }
                        xml.skip()?;
                    }
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
        Ok(properties)
    }

    /// Ends a paragraph: counts its number and keeps it if it has words.
    fn finish(&mut self, properties: &Properties) {
        let line = std::mem::take(&mut self.line);
        let style = properties.style.as_deref();
        let number = self.numbering.next(&properties.list, style, &self.runs.styles);
        if line.is_blank() {
            return;
        }
        let findings = &mut self.runs.findings;
        findings.at = self.paragraphs.len();
        let (kind, level) = match self.runs.styles.rank(style, properties.outline) {
            Rank::Title => (Kind::Title, 0),
            Rank::Heading(level) => (Kind::Heading, level),
            Rank::Body => (Kind::Plain, 0),
            Rank::Contents => return findings.left_out(LeftOut::Contents),
        };
        let words = if kind.is_heading() { paragraph::undecorated(&line.rich()) } else { line.rich() };
        let depth = number.as_ref().map(|number| number.level);
        self.marks.push(std::mem::take(&mut self.met));
        self.depths.push(depth.or_else(|| self.runs.styles.depth(style)).unwrap_or(0));
        let label = number.and_then(|number| {
            if let Some(format) = number.unknown {
                findings.numbering(format);
            }
            number.label
        });
        self.paragraphs.push(match label {
            Some(label) => paragraph::numbered(&words, label, kind, level),
            None => Content::of(&words, kind, level),
        });
    }
}
