//! The body of a Word document, walked once: tables are read cell by cell, and each reading takes what is its own.

use super::numbering::Numbering;
use super::package::Part;
use super::reading::{Properties, Reading};
use super::runs::Runs;
use super::styles::{self, Emphasis, Rank};
use super::views::{Stretches, View, Views};
use super::xml::{Tag, Xml};
use crate::import::error::{Foreign, Limit};
use crate::import::warning::LeftOut;
use crate::import::{Error, MAX_PARAGRAPHS};

/// A walk through the main part.
pub(super) struct Body {
    /// The reader of runs, with what it met.
    pub(super) runs: Runs,
    /// One for each view that is wanted.
    pub(super) readings: Vec<Reading>,
    /// Places met since the last paragraph, which are the next one's.
    pending: Stretches,
    /// How many paragraphs of the file were read.
    block: usize,
}

/// What the properties of a paragraph say.
#[derive(Default)]
struct Said {
    is: Properties,
    /// Before a change of form.
    was: Option<Properties>,
    /// The views in which the paragraph ends with its mark.
    mark: Option<Views>,
}

impl Body {
    /// Ready to read the views that `runs` wants.
    pub(super) fn new(runs: Runs, numbering: &Numbering) -> Self {
        let wanted = [View::Old, View::New].into_iter().filter(|view| runs.wanted.has(*view));
        let readings = wanted.map(|view| Reading::new(view, numbering.clone())).collect();
        Self { runs, readings, pending: Stretches::default(), block: 0 }
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

    /// How many paragraphs the new view has so far.
    fn count(&self) -> usize {
        self.readings.last().map_or(0, |reading| reading.paragraphs.len())
    }

    fn blocks(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        while let Some(tag) = xml.child()? {
            self.block(&tag, xml)?;
        }
        for reading in &mut self.readings {
            reading.flush(&mut self.runs);
        }
        Ok(())
    }

    fn block(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), Error> {
        if self.readings.iter().any(|reading| reading.paragraphs.len() > MAX_PARAGRAPHS) {
            return Err(Error::Beyond(Limit::Paragraphs));
        }
        self.runs.findings.at = self.count();
        match tag.word() {
            "p" => self.paragraph(xml),
            "tbl" => self.table(xml),
            "tr" => self.row(xml),
            "sdt" | "sdtContent" | "customXml" | "tc" => self.blocks(xml),
            "ins" | "moveTo" => self.in_views(Views::NEW, xml, Self::blocks),
            "del" | "moveFrom" => self.in_views(Views::OLD, xml, Self::blocks),
            "altChunk" => {
                self.runs.findings.left_out(LeftOut::Inserted);
                xml.skip()
            }
            "" if tag.local() == "oMathPara" => {
                self.runs.findings.left_out(LeftOut::Equation);
                xml.skip()
            }
            _ => {
                if let Some(point) = self.runs.point(tag) {
                    self.pending.point(point);
                }
                xml.skip()
            }
        }
    }

    /// Reads what only `views` have; what no wanted view has is left.
    fn in_views(
        &mut self,
        views: Views,
        xml: &mut Xml<'_>,
        read: impl FnOnce(&mut Self, &mut Xml<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let around = self.runs.views;
        self.runs.views = around.and(views);
        let done = if self.runs.views.meet(self.runs.wanted) { read(self, xml) } else { xml.skip() };
        self.runs.views = around;
        done
    }

    /// A table inside a table is one with it.
    fn table(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let first = self.count();
        self.blocks(xml)?;
        let last = self.count();
        let tables = &mut self.runs.findings.tables;
        tables.truncate(tables.partition_point(|&table| table < first));
        if last > first {
            tables.push(first);
        }
        Ok(())
    }

    /// A row that a tracked change put in or took out.
    fn row(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let around = self.runs.views;
        while let Some(tag) = xml.child()? {
            match tag.word() {
                "trPr" => {
                    while let Some(tag) = xml.child()? {
                        let changes = &mut self.runs.findings.changes;
                        match tag.word() {
                            "ins" => {
                                changes.insertions += 1;
                                self.runs.views = self.runs.views.and(Views::NEW);
                            }
                            "del" => {
                                changes.deletions += 1;
                                self.runs.views = self.runs.views.and(Views::OLD);
                            }
                            _ => {}
                        }
                        xml.skip()?;
                    }
                }
                _ if !self.runs.views.meet(self.runs.wanted) => xml.skip()?,
                _ => self.block(&tag, xml)?,
            }
        }
        self.runs.views = around;
        Ok(())
    }

    fn paragraph(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let mut said = Said::default();
        let mut stretches = std::mem::take(&mut self.pending);
        let mut base = self.runs.styles.emphasis(None);
        while let Some(tag) = xml.child()? {
            if tag.word() == "pPr" {
                said = self.properties(xml)?;
                base = self.base(&said.is);
            } else {
                self.runs.inline(&tag, xml, base, &mut stretches)?;
            }
        }
        let ends = said.mark.unwrap_or(self.runs.views);
        for reading in &mut self.readings {
            reading.take(&stretches, self.block);
            if ends.has(reading.view) {
                let properties = said.was.as_ref().filter(|_| reading.view == View::Old).unwrap_or(&said.is);
                reading.finish(properties, &mut self.runs);
            }
        }
        self.block += 1;
        Ok(())
    }

    /// The emphasis that the style gives; a heading's is the look of headings.
    fn base(&self, properties: &Properties) -> Emphasis {
        let style = properties.style.as_deref();
        match self.runs.styles.rank(style, properties.outline) {
            Rank::Body => self.runs.styles.emphasis(style),
            Rank::Title | Rank::Heading(_) | Rank::Contents => Emphasis::default(),
        }
    }

    fn properties(&mut self, xml: &mut Xml<'_>) -> Result<Said, Error> {
        let mut said = Said::default();
        while let Some(tag) = xml.child()? {
            match tag.word() {
                "pPrChange" => {
                    self.runs.findings.changes.formatting += 1;
                    while let Some(tag) = xml.child()? {
                        match tag.word() {
                            "pPr" if self.runs.wanted.has(View::Old) => {
                                let mut was = Properties::default();
                                while let Some(tag) = xml.child()? {
                                    property(&tag, xml, &mut was)?;
                                }
                                said.was = Some(was);
                            }
                            _ => xml.skip()?,
                        }
                    }
                }
                "rPr" => said.mark = Some(self.mark(xml)?),
                _ => property(&tag, xml, &mut said.is)?,
            }
        }
        Ok(said)
    }

    /// The views that have the mark of a paragraph.
    fn mark(&mut self, xml: &mut Xml<'_>) -> Result<Views, Error> {
        let mut views = self.runs.views;
        let changes = &mut self.runs.findings.changes;
        while let Some(tag) = xml.child()? {
            match tag.word() {
                "ins" => {
                    changes.insertions += 1;
                    views = views.and(Views::NEW);
                }
                "del" => {
                    changes.deletions += 1;
                    views = views.and(Views::OLD);
                }
                "moveTo" => views = views.and(Views::NEW),
                "moveFrom" => views = views.and(Views::OLD),
                _ => {}
            }
            xml.skip()?;
        }
        Ok(views)
    }
}

/// Reads a property of a paragraph to its end.
fn property(tag: &Tag<'_>, xml: &mut Xml<'_>, properties: &mut Properties) -> Result<(), Error> {
    match tag.word() {
        "pStyle" => properties.style = tag.value(),
        "outlineLvl" => properties.outline = tag.number(),
        "numPr" => {
            properties.list = styles::list_ref(xml)?;
            return Ok(());
        }
        _ => {}
    }
    xml.skip()
}
