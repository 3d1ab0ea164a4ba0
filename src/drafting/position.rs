//! Positions, and what they are taken on: a wording, not a submission, so that twins add up and an edit never turns
//! support around.
//!
//! Invariant: two submissions have the same wording exactly when they want the same of the same paragraph of the same
//! draft in words that read alike; who wrote them plays no part.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::submission::{Body, Target};
use crate::document::Content;
use crate::document::id::{DraftId, ParagraphId};
use crate::document::inline::Text;
use crate::engine;

/// What a delegation thinks of a wording, said once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Wants the paragraph as drafted.
    Retain,
    /// Wants these words.
    Support,
    /// Has difficulties with them.
    Concern,
}

impl Stance {
    /// The name used in files and in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Retain => "retain",
            Self::Support => "support",
            Self::Concern => "concern",
        }
    }
}

/// Something positions are taken on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Wording {
    /// Over draft, paragraph, kind and words.
    pub id: [u8; 32],
    /// The draft it was read in.
    pub draft: DraftId,
    /// The paragraph it is about.
    pub paragraph: ParagraphId,
}

impl Wording {
    /// The paragraph as drafted.
    pub fn as_drafted(draft: DraftId, paragraph: ParagraphId, text: &Text) -> Self {
        Self::new(draft, paragraph, "drafted", &[engine::fold(text.as_str())])
    }

    /// What an amendment asks for. None for a comment, which proposes no words, and for what hangs on no paragraph.
    pub fn of(draft: DraftId, target: &Target, body: &Body) -> Option<Self> {
        let fold = |text: &Text| engine::fold(text.as_str());
        let folded = |contents: &[Content]| contents.iter().map(|it| fold(&it.text)).collect::<Vec<_>>();
        let ids = |ids: &[ParagraphId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
        let words = match body {
            Body::Comment { .. } => return None,
            Body::Replace { with, .. } => folded(with),
            Body::InsertAfter { paragraphs } => folded(paragraphs),
            Body::Delete { subordinates, .. } => ids(subordinates),
            Body::Move { subordinates, after, .. } => {
                let after = after.map(|it| it.to_string()).unwrap_or_default();
                [vec![after], ids(subordinates)].concat()
            }
            Body::Split { pieces, .. } => pieces.iter().map(fold).collect(),
            Body::Join { next, joined, .. } => {
                vec![next.to_string(), joined.as_ref().map(fold).unwrap_or_default()]
            }
            Body::ReplaceThroughout { find, put } => vec![engine::fold(find), engine::fold(put)],
        };
        Some(Self::new(draft, target.anchor()?, body.kind().name(), &words))
    }

    fn new(draft: DraftId, paragraph: ParagraphId, kind: &str, words: &[String]) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"travaux wording/v1\n");
        hash.update(draft.as_bytes());
        hash.update(paragraph.as_bytes());
        for part in std::iter::once(kind).chain(words.iter().map(String::as_str)) {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        Self { id: hash.finalize().into(), draft, paragraph }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAFT: DraftId = DraftId::from_bytes([1; 16]);
    const PARAGRAPH: ParagraphId = ParagraphId::from_bytes([2; 16]);

    fn replace(text: &str) -> Option<Wording> {
        let body = Body::Replace { base: Text::parse("old"), with: vec![Content::plain(Text::parse(text))] };
        Wording::of(DRAFT, &Target::paragraph(PARAGRAPH), &body)
    }

    #[test]
    fn wordings_that_read_alike_are_one() {
        assert_eq!(replace("States' duty – now"), replace("States’\u{a0}duty — now "));
        assert_ne!(replace("States shall act"), replace("States should act"));
    }

    #[test]
    fn draft_paragraph_and_kind_tell_wordings_apart() {
        let body = Body::Split { base: Text::parse("old"), pieces: vec![Text::parse("a"), Text::parse("b")] };
        let of = |draft, paragraph| Wording::of(draft, &Target::paragraph(paragraph), &body);
        let here = of(DRAFT, PARAGRAPH);
        assert_ne!(here, of(DraftId::from_bytes([3; 16]), PARAGRAPH));
        assert_ne!(here, of(DRAFT, ParagraphId::from_bytes([3; 16])));
        let words = Body::InsertAfter {
            paragraphs: vec![Content::plain(Text::parse("a")), Content::plain(Text::parse("b"))],
        };
        assert_ne!(here, Wording::of(DRAFT, &Target::paragraph(PARAGRAPH), &words));
        assert_ne!(
            replace("as it is"),
            Some(Wording::as_drafted(DRAFT, PARAGRAPH, &Text::parse("as it is")))
        );
    }

    #[test]
    fn comments_have_no_wording() {
        let comment = Body::Comment { text: Text::parse("A remark.") };
        assert_eq!(Wording::of(DRAFT, &Target::paragraph(PARAGRAPH), &comment), None);
        let first = Body::InsertAfter { paragraphs: vec![Content::plain(Text::parse("New."))] };
        assert_eq!(Wording::of(DRAFT, &Target::Document, &first), None);
    }
}
