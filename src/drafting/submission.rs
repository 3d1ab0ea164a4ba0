//! Submissions: comments and amendments, as their authors made them.
//!
//! Invariant: a submission carries the words it was made on, so that it can be carried to any later draft from its
//! original; it never changes, and it has no author.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::document::Content;
use crate::document::id::{DraftId, ParagraphId, SubmissionId};
use crate::document::inline::Text;

/// A released comment or amendment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Its random id.
    pub id: SubmissionId,
    /// How it is spoken of: "14-C".
    pub name: ItemName,
    /// The draft it was made on.
    pub made_on: DraftId,
    /// What it is about.
    pub target: Target,
    /// What it says.
    pub body: Body,
    /// Why; for the co-chairs unless shared.
    pub rationale: Option<Text>,
    /// Whether its author shares the rationale with other delegations.
    pub rationale_shared: bool,
    /// Whether it came after the deadline.
    pub late: bool,
    /// Whether its author has withdrawn it.
    pub withdrawn: bool,
}

/// What a submission is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "on", rename_all = "snake_case")]
pub enum Target {
    /// The whole text.
    Document,
    /// A section, named by its heading.
    Section {
        /// The heading.
        heading: ParagraphId,
    },
    /// One paragraph, perhaps some words of it.
    Paragraph {
        /// The paragraph.
        paragraph: ParagraphId,
        /// The words quoted, as they stood.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quote: Option<String>,
    },
}

impl Target {
    /// A paragraph without a quotation.
    pub const fn paragraph(paragraph: ParagraphId) -> Self {
        Self::Paragraph { paragraph, quote: None }
    }

    /// The paragraph or heading it hangs on, if it is not the whole text.
    pub const fn anchor(&self) -> Option<ParagraphId> {
        match self {
            Self::Document => None,
            Self::Section { heading } => Some(*heading),
            Self::Paragraph { paragraph, .. } => Some(*paragraph),
        }
    }
}

/// What a submission says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Body {
    /// A remark that proposes no words.
    Comment {
        /// The remark.
        text: Text,
    },
    /// Replaces the words of the paragraph; paragraphs after the first are new ones behind it.
    Replace {
        /// The words its author had before them.
        base: Text,
        /// The paragraph as its author wants it to read, and perhaps further ones. Never empty.
        with: Vec<Content>,
    },
    /// Adds paragraphs behind the target, or at the very beginning if the target is the whole text.
    InsertAfter {
        /// The new paragraphs. Never empty.
        paragraphs: Vec<Content>,
    },
    /// Deletes the paragraph.
    Delete {
        /// The words its author had before them.
        base: Text,
        /// The subordinate items that go with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        subordinates: Vec<ParagraphId>,
    },
    /// Moves the paragraph.
    Move {
        /// The words its author had before them.
        base: Text,
        /// The subordinate items that go with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        subordinates: Vec<ParagraphId>,
        /// The paragraph behind which it is to stand; none is the very beginning.
        after: Option<ParagraphId>,
    },
    /// Splits the paragraph.
    Split {
        /// The words its author had before them.
        base: Text,
        /// The pieces in order, two or more.
        pieces: Vec<Text>,
    },
    /// Joins the paragraph with the one behind it.
    Join {
        /// The words of the first its author had before them.
        base: Text,
        /// The paragraph that is joined to it.
        next: ParagraphId,
        /// How the joined paragraph reads; none is both as they stand.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        joined: Option<Text>,
    },
    /// Replaces words wherever they stand in the target.
    ReplaceThroughout {
        /// The words to find, as whole words.
        find: String,
        /// The words to put.
        put: String,
    },
}

/// The kinds of submission, without their contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubmissionKind {
    /// [`Body::Comment`]
    Comment,
    /// [`Body::Replace`]
    Replace,
    /// [`Body::InsertAfter`]
    InsertAfter,
    /// [`Body::Delete`]
    Delete,
    /// [`Body::Move`]
    Move,
    /// [`Body::Split`]
    Split,
    /// [`Body::Join`]
    Join,
    /// [`Body::ReplaceThroughout`]
    ReplaceThroughout,
}

impl SubmissionKind {
    /// The name used in files and in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Replace => "replace",
            Self::InsertAfter => "insert_after",
            Self::Delete => "delete",
            Self::Move => "move",
            Self::Split => "split",
            Self::Join => "join",
            Self::ReplaceThroughout => "replace_throughout",
        }
    }

    /// Whether it proposes a change.
    pub const fn is_amendment(self) -> bool {
        !matches!(self, Self::Comment)
    }

    /// Whether it is void once the paragraph it is about is deleted.
    pub const fn hangs_on_words(self) -> bool {
        matches!(self, Self::Replace | Self::Delete | Self::Move | Self::Split | Self::Join)
    }
}

impl Body {
    /// Its kind.
    pub const fn kind(&self) -> SubmissionKind {
        match self {
            Self::Comment { .. } => SubmissionKind::Comment,
            Self::Replace { .. } => SubmissionKind::Replace,
            Self::InsertAfter { .. } => SubmissionKind::InsertAfter,
            Self::Delete { .. } => SubmissionKind::Delete,
            Self::Move { .. } => SubmissionKind::Move,
            Self::Split { .. } => SubmissionKind::Split,
            Self::Join { .. } => SubmissionKind::Join,
            Self::ReplaceThroughout { .. } => SubmissionKind::ReplaceThroughout,
        }
    }

    /// The words of the paragraph it was made on, where it is about the words of one.
    pub const fn base(&self) -> Option<&Text> {
        match self {
            Self::Replace { base, .. }
            | Self::Delete { base, .. }
            | Self::Move { base, .. }
            | Self::Split { base, .. }
            | Self::Join { base, .. } => Some(base),
            Self::Comment { .. } | Self::InsertAfter { .. } | Self::ReplaceThroughout { .. } => None,
        }
    }
}

/// Why a released submission is for the co-chairs only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hold {
    /// It is not.
    #[default]
    None,
    /// Its author asked for that.
    Wish,
    /// Too few delegations took part in the round.
    Few,
    /// It names a State, a person or a context. The co-chairs can let it pass.
    Named,
}

impl Hold {
    /// The name used in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Wish => "wish",
            Self::Few => "few",
            Self::Named => "named",
        }
    }
}

/// From here on letters are numbers of what is held: a series of its own, so that no letter is missing in the other.
pub const HELD_FROM: u32 = 1 << 24;

/// How a released submission is spoken of inside its draft: the paragraph's spoken name and a letter drawn at release.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ItemName {
    /// "14", "Article 3, 1 (a)", "¶ 7", or "General" for the whole text.
    pub place: String,
    /// From 0: A, B, ..., Z, AA, AB. From [`HELD_FROM`]: H1, H2.
    pub letter: u32,
}

impl fmt::Display for ItemName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.place, letters(self.letter))
    }
}

/// A, B, ..., Z, AA, AB: the letters of a running number from 0; H1, H2 of what is held.
pub fn letters(number: u32) -> String {
    if let Some(held) = number.checked_sub(HELD_FROM) {
        return format!("H{}", u64::from(held) + 1);
    }
    let mut number = u64::from(number) + 1;
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(char::from(b'A' + (number % 26) as u8));
        number /= 26;
    }
    letters.iter().rev().collect()
}

/// Draws the letters of a release: within each place in the order of the random ids, after those already given.
///
/// `items` are (place, id); `taken` says how many letters a place has had in this draft. The answer is in the order
/// of `items`.
pub fn draw_names(items: &[(String, SubmissionId)], taken: impl Fn(&str) -> u32) -> Vec<ItemName> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_unstable_by(|&a, &b| items[a].cmp(&items[b]));
    let mut names: Vec<Option<ItemName>> = vec![None; items.len()];
    let mut last: Option<(&str, u32)> = None;
    for at in order {
        let place = items[at].0.as_str();
        let letter = match last {
            Some((same, letter)) if same == place => letter + 1,
            _ => taken(place),
        };
        last = Some((place, letter));
        names[at] = Some(ItemName { place: place.to_owned(), letter });
    }
    names.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_run_on_after_z() {
        for (number, expected) in
            [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA"), (HELD_FROM, "H1")]
        {
            assert_eq!(letters(number), expected);
        }
    }

    #[test]
    fn letters_follow_the_ids_and_not_the_arrival() {
        let id = |n: u8| SubmissionId::from_bytes([n; 16]);
        let items = [("14".to_owned(), id(9)), ("15".to_owned(), id(5)), ("14".to_owned(), id(1))];
        let names = draw_names(&items, |place| if place == "15" { 2 } else { 0 });
        assert_eq!(names.iter().map(ToString::to_string).collect::<Vec<_>>(), ["14-B", "15-C", "14-A"]);
    }

    #[test]
    fn bodies_keep_their_shape_in_json() {
        let body = Body::Split { base: Text::parse("a b"), pieces: vec![Text::parse("a"), Text::parse("b")] };
        let json = serde_json::to_string(&body).unwrap();
        assert_eq!(json, r#"{"kind":"split","base":"a b","pieces":["a","b"]}"#);
        assert_eq!(serde_json::from_str::<Body>(&json).unwrap(), body);
    }
}
