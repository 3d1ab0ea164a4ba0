//! What can be wrong with a line, and what to do about it.

use std::fmt;

/// A line that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub problem: Problem,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.problem)
    }
}

/// What can be wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Not UTF-8.
    #[error("not valid UTF-8: save the file as UTF-8")]
    NotUtf8,
    /// Not the JSON expected.
    #[error("{0}")]
    NotJson(String),
    /// A place outside the draft.
    #[error("{field} {place}: the draft has paragraphs 1 to {last}")]
    Nowhere {
        /// Which field.
        field: &'static str,
        /// What it said.
        place: usize,
        /// The last place there is.
        last: usize,
    },
    /// A section that is no heading.
    #[error("section {0}: that paragraph is no heading")]
    NoHeading(usize),
    /// A field this kind needs.
    #[error("a submission of kind {kind} needs `{field}`")]
    Missing {
        /// The kind.
        kind: &'static str,
        /// The field.
        field: &'static str,
    },
    /// A field this kind has no use for: its words would be lost.
    #[error("a submission of kind {kind} has no `{field}`: take it out, or correct the kind")]
    Surplus {
        /// The kind.
        kind: &'static str,
        /// The field.
        field: &'static str,
    },
    /// Two places.
    #[error("it has a `paragraph` and a `section`: leave one of them out")]
    TwoPlaces,
    /// The base words belong to another paragraph.
    #[error("its base text is that of paragraph {is}, not of paragraph {said}: correct `paragraph`")]
    OtherParagraph {
        /// Whose words they are.
        is: usize,
        /// Where it points.
        said: usize,
    },
    /// A join across the border of a section.
    #[error("paragraph {0} and the next cannot be joined: one of them is a heading")]
    JoinsHeading(usize),
    /// A quotation of other words.
    #[error("the quoted words do not stand in paragraph {0}: correct `quote` or leave it out")]
    NotQuoted(usize),
    /// Moved into itself.
    #[error("after {0}: a paragraph cannot be moved behind itself or its own items")]
    IntoItself(usize),
}
