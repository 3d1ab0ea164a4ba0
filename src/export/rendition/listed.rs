//! The numbered list of changes as a file shows it.

use crate::document::compare::ChangeKind;
use crate::document::id::ParagraphId;

/// One entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedChange {
    /// From 1.
    pub number: usize,
    /// The paragraph it leads to.
    pub anchor: ParagraphId,
    /// How the paragraph is spoken of; one that is gone by its old name.
    pub place: String,
    /// What happened.
    pub kind: ChangeKind,
}
