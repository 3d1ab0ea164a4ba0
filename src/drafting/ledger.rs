//! The ledger: for every changed run and every structural act of a draft, where it comes from.
//!
//! Invariant: replaying nothing, only reading: an entry says which words of the earlier draft became which words of
//! the later one, or what happened to a paragraph as a whole, and names at least one source.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::document::id::{ParagraphId, SubmissionId};

/// Where a change comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Source {
    /// A submission.
    Amendment {
        /// Which one.
        submission: SubmissionId,
    },
    /// Said in the room and written down there.
    Floor,
    /// Brought by an informal group.
    InformalGroup,
    /// The co-chairs' own words.
    CoChairs,
    /// Numbering, spelling, punctuation: no change of meaning.
    Editorial,
}

impl Source {
    /// The name used in files and in the store.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Amendment { .. } => "amendment",
            Self::Floor => "floor",
            Self::InformalGroup => "informal_group",
            Self::CoChairs => "co_chairs",
            Self::Editorial => "editorial",
        }
    }
}

/// One line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The paragraph of the later draft; of the earlier one if it was deleted.
    pub paragraph: ParagraphId,
    /// What happened.
    pub change: Change,
    /// From where: one or several, sorted, never none.
    pub sources: Vec<Source>,
}

/// What happened to a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// Words became other words. Ranges are bytes of the flat texts.
    Words {
        /// In the earlier draft's paragraph.
        old: Range<usize>,
        /// In the later draft's paragraph.
        new: Range<usize>,
        /// The earlier words.
        old_words: String,
        /// The later words.
        new_words: String,
    },
    /// The paragraph is new.
    Inserted,
    /// The paragraph is gone.
    Deleted,
    /// The paragraph stands elsewhere.
    Moved {
        /// The paragraph it now stands behind; none is the very beginning.
        after: Option<ParagraphId>,
    },
    /// Split off an earlier paragraph.
    SplitFrom {
        /// The earlier paragraph.
        from: ParagraphId,
    },
    /// An earlier paragraph was joined to it.
    JoinedWith {
        /// The earlier paragraph.
        with: ParagraphId,
    },
    /// Another label; where both are one, the paragraph is of another kind or level.
    Relabelled {
        /// The earlier label.
        old: Option<String>,
        /// The later label.
        new: Option<String>,
    },
}

impl Change {
    /// The name used in files and in the store.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Words { .. } => "words",
            Self::Inserted => "inserted",
            Self::Deleted => "deleted",
            Self::Moved { .. } => "moved",
            Self::SplitFrom { .. } => "split_from",
            Self::JoinedWith { .. } => "joined_with",
            Self::Relabelled { .. } => "relabelled",
        }
    }
}
