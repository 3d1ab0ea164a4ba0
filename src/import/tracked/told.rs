//! What a returned file leaves to be looked at, and why one is refused.

use std::fmt;

use thiserror::Error;

use crate::document::inline::Text;
use crate::import;

/// Why a returned file is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// It is no Word file that can be read.
    #[error(transparent)]
    File(#[from] import::Error),
    /// It is not made from any draft.
    #[error(
        "no paragraph of the file is one of an issued draft: edit the Word file of the draft as it was downloaded, \
         and send that"
    )]
    NotOurs,
    /// A redline in which our changes and theirs cannot be told apart.
    #[error(
        "the file is a redline, and the changes between the two drafts cannot be told from those made in it: \
         make them in the clean Word file of the later draft, and send that"
    )]
    Entangled,
}

/// Something in the file that is about no paragraph of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unmatched {
    /// A comment on a paragraph that the file itself adds.
    CommentOnNew {
        /// What it says.
        comment: Text,
        /// How the new paragraph begins.
        words: String,
    },
    /// Paragraphs that are not in the file, which holds only a part of the draft: not read as deleted.
    Missing {
        /// Their places in the draft, as indices.
        places: Vec<usize>,
    },
}

/// Something to look at before anything is filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Edits that the word processor did not track, found by comparing with the draft.
    Untracked {
        /// The paragraphs of the draft with such edits, as indices.
        places: Vec<usize>,
    },
    /// Something about how the file was read.
    Reading(import::Warning),
}

impl fmt::Display for Unmatched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CommentOnNew { comment, words } => {
                write!(
                    f,
                    "a comment on a new paragraph (\"{words}\"), which belongs to its reasons: {comment}"
                )
            }
            Self::Missing { places } => write!(
                f,
                "{} not in the file and not read as deleted: the file holds only a part of the draft",
                if places.len() == 1 {
                    "1 paragraph is".to_owned()
                } else {
                    format!("{} paragraphs are", places.len())
                }
            ),
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Untracked { places } => write!(
                f,
                "{} of the draft with edits that were not tracked: check that they are meant",
                if places.len() == 1 {
                    "1 paragraph".to_owned()
                } else {
                    format!("{} paragraphs", places.len())
                }
            ),
            Self::Reading(warning) => warning.fmt(f),
        }
    }
}
