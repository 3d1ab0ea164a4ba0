//! References from one place of a text to another: "paragraph 69 above", "paragraphs 3, 5 and 7(a)", "Article 4,
//! paragraph 9", "sub-paragraph (b)", "the present section".
//!
//! Invariant: what is found is a stretch of the text that says a number, an item or "this"; whether it is meant of
//! this text or of another instrument is decided here alone, and in doubt it is another's: a reference that is left
//! alone can be read, a wrong one cannot.

mod claim;
mod resolve;
mod scan;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

pub use self::resolve::{bearers, counts, number_of, resolve, same_number};
use super::label::Division;

/// A place that a text refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Where it stands, in bytes of the text: "12 bis (a)" of "paragraph 12 bis (a)", "the" left out "present section".
    pub range: Range<usize>,
    /// The words it is said with, other numbers of the same list among them: "paragraphs 3 and 12 bis (a)".
    pub phrase: Range<usize>,
    /// What is referred to.
    pub division: Division,
    /// The number; none where the unit is meant that the words stand in: "the present section", "sub-paragraph (b)".
    pub number: Option<Part>,
    /// The items of it, outermost first.
    pub items: Vec<Part>,
    /// Whether those between the reference before it and this one are meant as well: "7" of "paragraphs 3 to 7".
    pub ends_range: bool,
    /// Whether a recital is meant: "preambular paragraph 3".
    pub preambular: bool,
    /// What it is a paragraph of, where that is said.
    pub within: Option<Within>,
}

/// A number or the name of an item as it stands: "12 bis", "IV"; "a" without its parentheses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it stands, in bytes of the text.
    pub range: Range<usize>,
    /// How it reads.
    pub text: String,
}

/// A larger unit: the article of "Article 4, paragraph 9".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Within {
    /// What it is.
    pub division: Division,
    /// Which one.
    pub unit: Unit,
}

/// Which unit is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// The one that the words stand in: "of this Article".
    Here,
    /// The one of that number.
    Numbered(String),
}

impl Reference {
    fn new(division: Division, range: Range<usize>) -> Self {
        let phrase = range.clone();
        let (number, items, within) = (None, Vec::new(), None);
        Self { range, phrase, division, number, items, ends_range: false, preambular: false, within }
    }
}

/// The references of a text to its own document, in order.
pub fn references(text: &str) -> Vec<Reference> {
    claim::own(text, scan::groups(text))
}
