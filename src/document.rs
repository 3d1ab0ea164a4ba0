//! The structure of a negotiated text: paragraphs with stable ids, labels and inline markup.
//!
//! Invariant: a draft is an ordered list of [`Paragraph`]s; nothing outside a paragraph carries words. Ids identify,
//! labels are shown, and neither is ever derived from the other. Knows no process, no author, no file.
#![deny(clippy::disallowed_types, clippy::disallowed_methods)]

pub mod brackets;
pub mod compare;
mod content;
pub mod exchange;
pub mod id;
pub mod inline;
pub mod label;
pub mod lineage;
pub mod outline;
pub mod reference;
pub mod step;
pub mod verbs;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

pub use self::content::Content;
use self::id::ParagraphId;

/// One paragraph of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The same through all drafts.
    pub id: ParagraphId,
    /// What is shown, without the id.
    pub content: Content,
}

/// Where each paragraph of a list stands.
#[derive(Clone, Debug, Default)]
pub struct Places(FxHashMap<ParagraphId, usize>);

impl Places {
    /// Indexes a draft.
    pub fn of(paragraphs: &[Paragraph]) -> Self {
        Self(paragraphs.iter().enumerate().map(|(place, paragraph)| (paragraph.id, place)).collect())
    }

    /// The place of a paragraph, from 0.
    pub fn get(&self, id: ParagraphId) -> Option<usize> {
        self.0.get(&id).copied()
    }
}

/// What kind of unit a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The title of the document.
    Title,
    /// The heading of a section.
    Heading,
    /// A recital ("Recalling ...").
    Preambular,
    /// A numbered paragraph.
    Numbered,
    /// An item of a list: "(a)", "(i)", "-".
    Item,
    /// A paragraph without a number.
    Plain,
    /// The heading of an annex.
    AnnexHeading,
}

impl Kind {
    /// Whether it opens a section.
    pub const fn is_heading(self) -> bool {
        match self {
            Self::Title | Self::Heading | Self::AnnexHeading => true,
            Self::Preambular | Self::Numbered | Self::Item | Self::Plain => false,
        }
    }

    /// The name used in files and in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Preambular => "preambular",
            Self::Numbered => "numbered",
            Self::Item => "item",
            Self::Plain => "plain",
            Self::AnnexHeading => "annex_heading",
        }
    }
}
