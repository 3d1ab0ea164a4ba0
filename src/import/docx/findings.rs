//! What the reader of a Word document comes across and a person should know; counted on the way, told at the end.

use std::collections::BTreeMap;

use crate::document::Content;
use crate::import::Warning;
use crate::import::warning::{Changes, LeftOut, Place};

/// What was met so far. A paragraph is named by how many were read before it.
#[derive(Default)]
pub(super) struct Findings {
    /// The paragraph that is being read.
    pub(super) at: usize,
    /// The first paragraphs of tables.
    pub(super) tables: Vec<usize>,
    /// Tracked changes.
    pub(super) changes: Changes,
    left_out: BTreeMap<LeftOut, Vec<usize>>,
    struck: Vec<usize>,
    numbering: BTreeMap<String, usize>,
}

impl Findings {
    /// Something at the present paragraph is not read.
    pub(super) fn left_out(&mut self, what: LeftOut) {
        self.left_out.entry(what).or_default().push(self.at);
    }

    /// The present paragraph has words struck through.
    pub(super) fn struck(&mut self) {
        if self.struck.last() != Some(&self.at) {
            self.struck.push(self.at);
        }
    }

    /// The present paragraph is numbered in a way that is not known.
    pub(super) fn numbering(&mut self, format: String) {
        self.numbering.entry(format).or_insert(self.at);
    }

    /// All of it, with the places that the paragraphs now have.
    pub(super) fn warnings(self, paragraphs: &[Content]) -> Vec<Warning> {
        let places = |at: Vec<usize>| places(&at, paragraphs);
        let mut warnings = Vec::new();
        if !self.changes.is_empty() {
            warnings.push(Warning::TrackedChanges(self.changes));
        }
        if !self.tables.is_empty() {
            warnings.push(Warning::Tables { at: places(self.tables) });
        }
        for (what, at) in self.left_out {
            warnings.push(Warning::LeftOut { what, at: places(at) });
        }
        if !self.struck.is_empty() {
            warnings.push(Warning::StruckThrough { at: places(self.struck) });
        }
        for (format, at) in self.numbering {
            warnings.push(Warning::Numbering { at: Place::at(at, paragraphs), format });
        }
        warnings
    }
}

/// Several things in one paragraph have one place, which is made once.
fn places(at: &[usize], paragraphs: &[Content]) -> Vec<Place> {
    at.chunk_by(|one, next| one == next)
        .flat_map(|same| std::iter::repeat_n(Place::at(same[0], paragraphs), same.len()))
        .collect()
}
