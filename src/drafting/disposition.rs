//! What became of a submission.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::document::id::SubmissionId;
use crate::document::inline::{Rich, Text};
use crate::engine::Edit;

/// What the co-chairs decided on a submission.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Disposition {
    /// Not decided, or carried forward.
    #[default]
    Open,
    /// Taken as it stands.
    Retained,
    /// Some of its edits are taken.
    RetainedInPart {
        /// The edits taken, by value.
        edits: Vec<KeptEdit>,
    },
    /// In the text as a bracketed alternative.
    Bracketed,
    /// Taken in substance through another wording.
    Merged {
        /// The submission that carries it, if one does.
        into: Option<SubmissionId>,
    },
    /// Made void by another that was taken.
    OvertakenBy {
        /// The one that was taken.
        by: SubmissionId,
    },
    /// Outside what the process is about.
    OutOfScope,
    /// Not taken.
    NotRetained,
    /// Taken note of; how comments are answered.
    Noted,
}

impl Disposition {
    /// The name used in files and in the store.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Retained => "retained",
            Self::RetainedInPart { .. } => "retained_in_part",
            Self::Bracketed => "bracketed",
            Self::Merged { .. } => "merged",
            Self::OvertakenBy { .. } => "overtaken_by",
            Self::OutOfScope => "out_of_scope",
            Self::NotRetained => "not_retained",
            Self::Noted => "noted",
        }
    }

    /// Whether nothing is decided yet.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Open)
    }

    /// Whether its words, or some of them, go into the text.
    pub const fn is_written(&self) -> bool {
        matches!(self, Self::Retained | Self::RetainedInPart { .. } | Self::Bracketed)
    }
}

impl fmt::Display for Disposition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "open",
            Self::Retained => "retained",
            Self::RetainedInPart { .. } => "retained in part",
            Self::Bracketed => "in brackets",
            Self::Merged { .. } => "merged",
            Self::OvertakenBy { .. } => "overtaken",
            Self::OutOfScope => "out of scope",
            Self::NotRetained => "not retained",
            Self::Noted => "noted",
        })
    }
}

/// One edit taken out of an amendment: bytes of the flat base text, and the words put there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptEdit {
    /// First byte of the base words replaced.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The new words, in markup, white space at their ends kept apart.
    pub text: Text,
    /// White space before the new words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// White space after the new words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
}

impl KeptEdit {
    /// An edit that leads to `wanted`, by value.
    pub fn of(edit: &Edit, wanted: &Rich) -> Self {
        let words = &wanted.as_str()[edit.side.clone()];
        let before = words.len() - words.trim_start().len();
        let after = if before == words.len() { 0 } else { words.len() - words.trim_end().len() };
        let (start, end) = (edit.side.start + before, edit.side.end - after);
        let mut kept = Rich::default();
        kept.push(wanted, start..end);
        Self {
            start: edit.base.start,
            end: edit.base.end,
            text: kept.to_text(),
            before: words[..before].to_owned(),
            after: words[words.len() - after..].to_owned(),
        }
    }
}
