//! Text algebra: compares texts word by word, merges any number of them, and carries changes from one draft to the next.
//!
//! Everything here is a pure, total function of its arguments: the same texts give the same answer on every machine,
//! whatever their order of arrival, and the work is bounded by the size of the texts, never by time. The engine knows
//! words, white space and marks; it knows no paragraph number, no author and no file format.

#![deny(clippy::disallowed_types, clippy::disallowed_methods)]

mod align;
mod anchor;
mod bag;
mod chain;
mod diff;
mod edit;
mod likeness;
mod lint;
mod merge;
mod moves;
mod paragraphs;
mod polish;
mod rebase;
mod redline;
mod review;
mod slide;
mod sweep;
mod table;
mod token;
mod trace;
mod unspaced;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod laws;

pub use align::{Link, LinkKind, align};
pub use edit::{Edit, edits, take};
pub use likeness::{Likeness, cluster, fold, likeness};
pub use lint::{Fault, Lint, lint};
pub use merge::{Alternative, Merge, Region, Slice, State, merge, merge_edits};
pub use moves::Moved;
pub use paragraphs::{
    ParagraphConflict, ParagraphMerge, ParagraphRebase, merge_paragraphs, rebase_paragraphs,
};
pub use rebase::{Fate, Outcome, Rebase, rebase};
pub use redline::{Op, Redline, Run, redline};
pub use token::words;
pub use trace::{Traced, trace};

use std::ops::Range;

/// A text to compare: words, and the marks that markup puts on ranges of it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The words, in the order in which they are read.
    pub text: &'a str,
    /// What markup says about ranges of `text`; see [`Mark`].
    pub marks: &'a [Mark],
}

impl<'a> From<&'a str> for Source<'a> {
    fn from(text: &'a str) -> Self {
        Source { text, marks: &[] }
    }
}

/// An attribute on a byte range, or an atomic range that is compared as one word (a footnote).
///
/// Marks are sorted and disjoint; a mark that is not, or that reaches outside the text, is ignored. A border inside a
/// grapheme counts from the next grapheme on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The bytes of the text it covers.
    pub range: Range<usize>,
    /// A bit set chosen by the caller, such as emphasis; zero is the same as no mark.
    pub attr: u8,
    /// Whether the whole range is one indivisible word.
    pub atomic: bool,
}
