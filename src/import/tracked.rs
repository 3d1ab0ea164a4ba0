//! A Word file that was downloaded from us, edited, and sent back: its edits become amendments and comments.
//!
//! Invariant: what was changed and nothing else, made on the issued draft that was downloaded, tracked or not; a file
//! that nobody edited gives nothing. Paragraphs are told by our bookmarks where the words agree, else by their words.
//! Who edited and when is never read into the result.

mod told;

pub use self::told::{Error, Unmatched, Warning};
use crate::document::label::Label;
use crate::drafting::submission::{Body, Target};

/// What a returned file proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// Which of the drafts everything here is made on, as an index into those given: the one that was downloaded; of a
    /// redline the later of its two.
    pub draft: usize,
    /// Where a redline was downloaded: the draft whose text it shows as the old one.
    pub against: Option<usize>,
    /// Amendments and comments, in the order of the text.
    pub proposals: Vec<Proposal>,
    /// Paragraphs whose words stayed and whose look changed: listed, and filed only if asked.
    pub formatting: Vec<Formatting>,
    /// What could not be brought to a paragraph of the draft.
    pub unmatched: Vec<Unmatched>,
    /// What to look at before anything is filed.
    pub warnings: Vec<Warning>,
}

impl Returned {
    /// Whether the file says nothing that the draft does not say.
    pub fn is_unchanged(&self) -> bool {
        self.proposals.is_empty() && self.formatting.is_empty() && self.unmatched.is_empty()
    }
}

/// A comment or an amendment of one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The paragraph of the draft it is about, as an index; none is before the first.
    pub place: Option<usize>,
    /// What it is about.
    pub target: Target,
    /// What it says.
    pub body: Body,
    /// Whether the word processor kept track of it.
    pub tracking: Tracking,
}

/// Whether an edit shows in the file as a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tracking {
    /// It does.
    Tracked,
    /// It does not: only the draft tells that it was made.
    Untracked,
    /// Part of it does.
    Both,
}

/// A paragraph whose look changed and whose words did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formatting {
    /// The paragraph of the draft, as an index.
    pub place: usize,
    /// What changed.
    pub look: Look,
    /// The amendment that it makes if it is meant; none where no amendment can say it.
    pub proposal: Option<Proposal>,
}

/// What about a paragraph changed besides its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// Words are emphasised that were not, or no longer.
    Emphasis,
    /// It has another label.
    Label {
        /// As it was.
        old: Option<Label>,
        /// As it is typed or counted now.
        new: Option<Label>,
    },
    /// It is a paragraph of another kind or level.
    Kind,
}
