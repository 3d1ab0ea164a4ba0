//! What a paragraph shows, and how it is read from words whose label is typed in them.
//!
//! Invariant: this is the one place that takes a label off the words and tells the kind from it, whatever the words
//! come from: a file, a form, a line of JSON.

use serde::{Deserialize, Serialize};

use super::Kind;
use super::inline::{Rich, Text};
use super::label::{Division, Label, LabelForm};

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

impl Content {
    /// A paragraph without label or markup.
    pub fn plain(text: Text) -> Self {
        Self { kind: Kind::Plain, level: 0, label: None, brackets_before_label: 0, text }
    }

    /// Reads a line of markup whose label, if it has one, is typed in it; the label's form tells the kind.
    pub fn read(markup: &str) -> Self {
        Self::read_as(Kind::Plain, 0, markup)
    }

    /// As [`Content::read`], for a paragraph whose kind the source already tells.
    pub fn read_as(kind: Kind, level: u8, markup: &str) -> Self {
        Self::of(&Rich::parse(markup), kind, level)
    }

    /// As [`Content::read_as`], of flat words: the label is taken off as it is seen, emphasis aside.
    pub fn of(words: &Rich, kind: Kind, level: u8) -> Self {
        let shown = words.as_str();
        let Some(split) = Label::split(shown, kind.is_heading()) else {
            return Self::with_label(words, None, kind, level);
        };
        let mut text = Rich::default();
        text.push_str(split.brackets);
        text.push(words, shown.len() - split.rest.len()..shown.len());
        let brackets = split.brackets.matches('[').count().min(255) as u8;
        Self { brackets_before_label: brackets, ..Self::with_label(&text, Some(split.label), kind, level) }
    }

    /// Words whose label is known. A plain paragraph takes the kind that the label's form tells; tabs, which only lay
    /// out a line, become spaces.
    pub fn with_label(words: &Rich, label: Option<Label>, kind: Kind, level: u8) -> Self {
        let mut text = words.to_text();
        if text.as_str().contains('\t') {
            text = Text::parse(&text.as_str().replace('\t', " "));
        }
        let kind = match (kind, label.as_ref().map(Label::form)) {
            (Kind::Plain, Some(LabelForm::Number | LabelForm::Operative)) => Kind::Numbered,
            (Kind::Plain, Some(LabelForm::Preambular)) => Kind::Preambular,
            (Kind::Plain, Some(LabelForm::Item)) => Kind::Item,
            (Kind::Heading, _) if names_annex(label.as_ref(), &text) => Kind::AnnexHeading,
            (told, _) => told,
        };
        let level = if kind == Kind::Item { level.max(1) } else { level };
        Self { kind, level, label, brackets_before_label: 0, text }
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

/// "Annex II", and "Annex" without a number.
fn names_annex(label: Option<&Label>, text: &Text) -> bool {
    match label {
        Some(label) => label.division() == Some(Division::Annex),
        None => Label::new(text.as_str()).is_some_and(|words| words.division() == Some(Division::Annex)),
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

    #[test]
    fn labels_come_off_whatever_their_emphasis() {
        let rows = [
            ("12. The Parties", Kind::Numbered, Some("12."), 0, "The Parties"),
            ("**12.** The Parties", Kind::Numbered, Some("12."), 0, "The Parties"),
            ("**12. The** Parties", Kind::Numbered, Some("12."), 0, "**The** Parties"),
            ("*(a) Sharing*", Kind::Item, Some("(a)"), 0, "*Sharing*"),
            ("**[5. The Parties]**", Kind::Numbered, Some("5."), 1, "[**The Parties]**"),
            ("Words\tapart", Kind::Plain, None, 0, "Words apart"),
            ("10.5 *per cent*", Kind::Plain, None, 0, "10.5 *per cent*"),
        ];
        for (markup, kind, label, brackets, text) in rows {
            let content = Content::read(markup);
            assert_eq!(content.kind, kind, "{markup}");
            assert_eq!(content.label.as_ref().map(Label::as_str), label, "{markup}");
            assert_eq!(content.brackets_before_label, brackets, "{markup}");
            assert_eq!(content.text.as_str(), text, "{markup}");
            assert_eq!(Content::read(&content.shown()), content, "{markup}");
        }
    }
}
