//! Pure text algebra (placeholder until the engine branch is merged).
#![deny(clippy::disallowed_types, clippy::disallowed_methods)]
use std::ops::Range;
/// A text to compare.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The characters.
    pub text: &'a str,
    /// Marks on ranges.
    pub marks: &'a [Mark],
}
/// A mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Byte range.
    pub range: Range<usize>,
    /// Attribute bits.
    pub attr: u8,
    /// One token.
    pub atomic: bool,
}
