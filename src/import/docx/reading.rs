//! One reading of a document: its paragraphs under one view, with their numbers, as the pass goes on.
//!
//! A paragraph whose mark is not in the view goes on in the next one, which gives the properties. Paragraphs without
//! words are dropped, but the number they carry is counted, as it is in Word.

use super::line::{Line, Placed};
use super::numbering::Numbering;
use super::runs::Runs;
use super::styles::{ListRef, Rank};
use super::views::{Point, Stretches, View};
use crate::document::inline::Rich;
use crate::document::label::Label;
use crate::document::{Content, Kind};
use crate::import::paragraph;
use crate::import::warning::LeftOut;

/// The paragraphs of one view read so far.
pub(super) struct Reading {
    pub(super) view: View,
    /// The paragraphs as they would be taken in.
    pub(super) paragraphs: Vec<Content>,
    /// How deep in its list each of them stands.
    pub(super) depths: Vec<usize>,
    /// The same as they stand in the file; only where places are wanted.
    pub(super) seen: Vec<Seen>,
    numbering: Numbering,
    line: Line,
}

/// A paragraph as it stands in a file.
#[derive(Clone, Debug)]
pub(in crate::import) struct Seen {
    /// As it would be taken in.
    pub(in crate::import) content: Content,
    /// Its words with a label that is typed in them.
    pub(in crate::import) words: Rich,
    /// The number that the file gives it.
    pub(in crate::import) number: Option<Label>,
    /// The name of its style says so, or its outline level.
    pub(in crate::import) styled: Option<(Kind, u8)>,
    /// Its plain words untrimmed, in which places count.
    pub(in crate::import) plain: String,
    /// Bookmarks and comments in it.
    pub(in crate::import) places: Vec<Placed>,
    /// The paragraphs of the file that its words stand in, counted from 0.
    pub(in crate::import) worded: Vec<usize>,
}

/// What a paragraph says of itself under one view.
#[derive(Clone, Default)]
pub(super) struct Properties {
    pub(super) style: Option<String>,
    pub(super) outline: Option<u8>,
    pub(super) list: ListRef,
}

impl Reading {
    /// Ready to read.
    pub(super) fn new(view: View, numbering: Numbering) -> Self {
        Self {
            view,
            paragraphs: Vec::new(),
            depths: Vec::new(),
            seen: Vec::new(),
            numbering,
            line: Line::default(),
        }
    }

    /// Takes in what the view has of a paragraph of the file.
    pub(super) fn take(&mut self, stretches: &Stretches, block: usize) {
        stretches.flow_into(&mut self.line, self.view, block);
    }

    /// Ends a paragraph that no mark ended.
    pub(super) fn flush(&mut self, runs: &mut Runs) {
        if !self.line.is_blank() {
            self.finish(&Properties::default(), runs);
        }
    }

    /// Ends a paragraph: counts its number and keeps it if it has words.
    pub(super) fn finish(&mut self, properties: &Properties, runs: &mut Runs) {
        let line = std::mem::take(&mut self.line);
        let style = properties.style.as_deref();
        let number = self.numbering.next(&properties.list, style, &runs.styles);
        let is_place = |placed: &Placed| matches!(placed.point, Point::Bookmark(_));
        let kept_for_its_place = runs.wants_places() && line.points().iter().any(is_place);
        if line.is_blank() && !kept_for_its_place {
            return;
        }
        let is_new = self.view == View::New;
        if is_new {
            runs.findings.at = self.paragraphs.len();
        }
        let (kind, level) = match runs.styles.rank(style, properties.outline) {
            Rank::Title => (Kind::Title, 0),
            Rank::Heading(level) => (Kind::Heading, level),
            Rank::Body => (Kind::Plain, 0),
            Rank::Contents if is_new => return runs.findings.left_out(LeftOut::Contents),
            Rank::Contents => return,
        };
        let rich = line.rich();
        let words = if kind.is_heading() { paragraph::undecorated(&rich) } else { rich.clone() };
        let depth = number.as_ref().map(|number| number.level);
        self.depths.push(depth.or_else(|| runs.styles.depth(style)).unwrap_or(0));
        let label = number.and_then(|number| {
            if let Some(format) = number.unknown.filter(|_| is_new) {
                runs.findings.numbering(format);
            }
            number.label
        });
        let content = match label.clone() {
            Some(label) => paragraph::numbered(&words, label, kind, level),
            None => Content::of(&words, kind, level),
        };
        if runs.wants_places() {
            let styled = match kind {
                Kind::Plain => runs.styles.form(style),
                told => Some((told, level)),
            };
            let plain = line.plain();
            self.seen.push(Seen {
                content: content.clone(),
                words: rich,
                number: label,
                styled,
                plain,
                places: line.points().to_vec(),
                worded: line.blocks(),
            });
        }
        self.paragraphs.push(content);
    }
}
