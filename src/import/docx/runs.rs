//! What stands inside a paragraph: runs, and all that wraps runs without being words.
//!
//! Tracked changes are read as accepted: what was put in is read, what was taken out is counted and left. Of a field
//! its result is read, never its instruction, and nothing it points to.

use rustc_hash::FxHashMap;

use super::findings::Findings;
use super::line::Line;
use super::package::Part;
use super::styles::{Emphasis, Styles};
use super::symbols;
use super::xml::{Tag, Xml};
use crate::document::inline::Text;
use crate::import::Error;
use crate::import::warning::LeftOut;

/// Reads runs into lines.
pub(super) struct Runs {
    pub(super) styles: Styles,
    pub(super) findings: Findings,
    notes: FxHashMap<(Note, String), Text>,
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
    attr: u8,
    hidden: bool,
}

impl Runs {
    /// With the styles of a document and no notes yet.
    pub(super) fn new(styles: Styles) -> Self {
        Self { styles, findings: Findings::default(), notes: FxHashMap::default() }
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
                    let mut line = Line::default();
                    self.note_paragraphs(&mut xml, &mut line)?;
                    self.notes.insert((kind, id), line.rich().to_text());
                }
                None => xml.skip()?,
            }
        }
        Ok(())
    }

    fn note_paragraphs(&mut self, xml: &mut Xml<'_>, line: &mut Line) -> Result<(), Error> {
        while let Some(tag) = xml.child()? {
            match tag.word() {
                "p" => {
                    line.space(" ");
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
    fn children(&mut self, xml: &mut Xml<'_>, base: Emphasis, line: &mut Line) -> Result<(), Error> {
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
        line: &mut Line,
    ) -> Result<(), Error> {
        let changes = &mut self.findings.changes;
        match tag.word() {
            "r" => return self.run(xml, base, line),
            "hyperlink" | "smartTag" | "customXml" | "sdt" | "sdtContent" | "fldSimple" | "dir" | "bdo" => {
                return self.children(xml, base, line);
            }
            "ins" => {
                changes.insertions += 1;
                return self.children(xml, base, line);
            }
            "moveTo" => {
                changes.moves += 1;
                return self.children(xml, base, line);
            }
            "del" => changes.deletions += 1,
            "" if matches!(tag.local(), "oMath" | "oMathPara") => self.findings.left_out(LeftOut::Equation),
            _ => {}
        }
        xml.skip()
    }

    fn run(&mut self, xml: &mut Xml<'_>, base: Emphasis, line: &mut Line) -> Result<(), Error> {
        let mut run = Properties { attr: Emphasis::default().over(Emphasis::default(), base), hidden: false };
        while let Some(tag) = xml.child()? {
            match tag.word() {
                "rPr" => {
                    run = self.properties(xml, base)?;
                    continue;
                }
                "t" => {
                    let kept = tag.attribute("space").is_some_and(|space| space == "preserve");
                    let words = xml.text()?.replace(['\n', '\r', '\t'], " ");
                    match run.hidden {
                        true => self.findings.left_out(LeftOut::Hidden),
                        false => line.push(if kept { &words } else { words.trim() }, run.attr),
                    }
                    continue;
                }
                "drawing" | "pict" | "object" => {
                    let words = xml.skip_finding("txbxContent")?;
                    self.findings.left_out(if words { LeftOut::TextBox } else { LeftOut::Picture });
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
                "tab" | "ptab" => line.space("\t"),
                "br" | "cr" => line.space(" "),
                "noBreakHyphen" => line.push("\u{2011}", run.attr),
                "sym" => self.symbol(&tag, run.attr, line),
                "footnoteReference" => self.note(Note::Foot, &tag, line),
                "endnoteReference" => self.note(Note::End, &tag, line),
                "commentReference" => self.findings.left_out(LeftOut::Comment),
                _ => {}
            }
            xml.skip()?;
        }
        Ok(())
    }

    fn properties(&mut self, xml: &mut Xml<'_>, base: Emphasis) -> Result<Properties, Error> {
        let mut own = Emphasis::default();
        let mut character = Emphasis::default();
        let mut hidden = false;
        while let Some(tag) = xml.child()? {
            own.take(&tag);
            match tag.word() {
                "rStyle" => character = tag.value().map_or(character, |id| self.styles.emphasis(Some(&id))),
                "vanish" => hidden = tag.is_on(),
                "strike" | "dstrike" if tag.is_on() => self.findings.struck(),
                "rPrChange" => self.findings.changes.formatting += 1,
                _ => {}
            }
            xml.skip()?;
        }
        Ok(Properties { attr: own.over(character, base), hidden })
    }

    fn symbol(&mut self, tag: &Tag<'_>, attr: u8, line: &mut Line) {
        let code = tag.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        match code.and_then(|code| symbols::look_up(&tag.attribute("font").unwrap_or_default(), code)) {
            Some(c) => line.push(c.encode_utf8(&mut [0; 4]), attr),
            None => self.findings.left_out(LeftOut::Symbol),
        }
    }

    /// Each note is referred to once; a second time would let a small file grow without limit.
    fn note(&mut self, kind: Note, tag: &Tag<'_>, line: &mut Line) {
        match self.notes.remove(&(kind, tag.attribute("id").unwrap_or_default())) {
            Some(words) => line.note(words),
            None => self.findings.left_out(LeftOut::Note),
        }
    }
}
