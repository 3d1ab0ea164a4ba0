//! The structure of a negotiated text: paragraphs with stable ids, labels and inline markup.
//!
//! Invariant: a draft is an ordered list of [`Paragraph`]s; nothing outside a paragraph carries words. Ids identify,
//! labels are shown, and neither is ever derived from the other. Knows no process, no author, no file.
#![deny(clippy::disallowed_types, clippy::disallowed_methods)]

pub mod brackets;
pub mod compare;
pub mod id;
pub mod inline;
pub mod label;
pub mod lineage;
pub mod outline;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use self::id::ParagraphId;
use self::inline::Text;
use self::label::{Label, LabelForm};

/// One paragraph of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The same through all drafts.
    pub id: ParagraphId,
    /// What is shown, without the id.
    pub content: Content,
}

/// What a paragraph shows: everything but its identity.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Content {
    /// What kind of unit it is.
    pub kind: Kind,
    /// Depth: of a heading from 1 (the title is 0), of an item from 1, else 0.
    #[serde(default)]
    pub level: u8,
    /// The shown number, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// How many of the opening brackets of `text` are shown before the label: 1 for "[5. The Parties".
    #[serde(default, skip_serializing_if = "is_zero")]
    pub brackets_before_label: u8,
    /// The words.
    pub text: Text,
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

impl Content {
    /// A paragraph without label or markup.
    pub fn plain(text: Text) -> Self {
        Self { kind: Kind::Plain, level: 0, label: None, brackets_before_label: 0, text }
    }

    /// Takes the label off the front of a line of markup and tells the kind from its form: how a typed or received
    /// paragraph is read everywhere.
    pub fn read(markup: &str) -> Self {
        Self::read_as(Kind::Plain, 0, markup)
    }

    /// As [`Content::read`], for a paragraph whose kind the source already tells.
    pub fn read_as(kind: Kind, level: u8, markup: &str) -> Self {
        let heading = kind.is_heading();
        let Some(split) = Label::split(markup.trim(), heading) else {
            return Self { kind, level, label: None, brackets_before_label: 0, text: Text::parse(markup) };
        };
        let brackets = split.brackets.matches('[').count();
        let text = Text::parse(&format!("{}{}", split.brackets, split.rest));
        let kind = match kind {
            Kind::Plain => match split.label.form() {
                LabelForm::Number | LabelForm::Operative => Kind::Numbered,
                LabelForm::Preambular => Kind::Preambular,
                LabelForm::Item => Kind::Item,
                LabelForm::Heading => Kind::Plain,
            },
            told => told,
        };
        let level = if kind == Kind::Item { level.max(1) } else { level };
        Self { kind, level, label: Some(split.label), brackets_before_label: brackets.min(255) as u8, text }
    }

    /// Label and words as one line of markup, as [`Content::read`] takes it.
    pub fn shown(&self) -> String {
        let Some(label) = &self.label else {
            return self.text.as_str().to_owned();
        };
        let (before, after) = self.text_around_label();
        let space = if after.is_empty() { "" } else { " " };
        format!("{before}{label}{space}{after}")
    }

    /// The markup that stands before the label (opening brackets) and after it.
    pub fn text_around_label(&self) -> (&str, &str) {
        let text = self.text.as_str();
        let mut end = 0;
        for _ in 0..self.brackets_before_label {
            match text[end..].trim_start().strip_prefix('[') {
                Some(rest) => end = text.len() - rest.len(),
                None => break,
            }
        }
        if end == 0 { ("", text) } else { (text[..end].trim_end(), text[end..].trim_start()) }
    }
}

fn is_zero(n: &u8) -> bool {
    *n == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_read_and_shown_alike() {
        let rows = [
            ("12. The Parties", Kind::Numbered, Some("12."), "The Parties"),
            ("[5. The Parties]", Kind::Numbered, Some("5."), "[The Parties]"),
            ("(a) *Sharing*", Kind::Item, Some("(a)"), "*Sharing*"),
            ("Pp2 In furtherance", Kind::Preambular, Some("Pp2"), "In furtherance"),
            ("[ The Parties,", Kind::Plain, None, "[ The Parties,"),
            ("11.", Kind::Numbered, Some("11."), ""),
        ];
        for (input, kind, label, text) in rows {
            let content = Content::read(input);
            assert_eq!(content.kind, kind, "{input}");
            assert_eq!(content.label.as_ref().map(Label::as_str), label, "{input}");
            assert_eq!(content.text.as_str(), text, "{input}");
            assert_eq!(content.shown(), input);
        }
    }
}
