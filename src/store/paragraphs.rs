//! The paragraphs of drafts and snapshots, and the texts they share.
//!
//! Invariant: a text is kept once, under the SHA-256 of its canonical markup, however many drafts have it. The hash
//! of a list of paragraphs covers everything that is shown, in order.

use rusqlite::{Row, named_params};
use sha2::{Digest, Sha256};

use super::error::Result;
use super::view::{Read, Write};
use crate::document::id::{DocumentId, DraftId, ParagraphId};
use crate::document::inline::Text;
use crate::document::{Content, Paragraph};

/// A SHA-256.
pub type Hash = [u8; 32];

/// The key a text is kept under.
pub(super) fn text_hash(text: &Text) -> Hash {
    Sha256::digest(text.as_str()).into()
}

/// The hash of a draft: over ids, kinds, levels, labels and texts in order.
pub fn content_hash(paragraphs: &[Paragraph]) -> Hash {
    let mut hash = Sha256::new();
    for Paragraph { id, content } in paragraphs {
        let Content { kind, level, label, brackets_before_label, text } = content;
        let label = label.as_ref().map_or("", |label| label.as_str());
        hash.update(id.as_bytes());
        for part in [kind.name(), label] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        hash.update([*level, *brackets_before_label]);
        hash.update(text_hash(text));
    }
    hash.finalize().into()
}

impl Read<'_> {
    /// The paragraphs of a draft in order.
    pub fn paragraphs(&self, draft: DraftId) -> Result<Vec<Paragraph>> {
        self.all(
            "select paragraph, kind, level, label, brackets_before_label, text.body
             from draft_paragraph join text on text.hash = draft_paragraph.text
             where draft = :draft order by place",
            named_params! {":draft": draft},
            paragraph,
        )
    }

    /// The document that a paragraph is of, if it is known.
    pub fn document_of(&self, paragraph: ParagraphId) -> Result<Option<DocumentId>> {
        self.first("select document from paragraph where id = :id", named_params! {":id": paragraph}, |row| {
            row.get(0)
        })
    }
}

impl Write<'_> {
    /// Adds the paragraphs of a draft that is not sealed yet.
    pub(super) fn insert_paragraphs(
        &self,
        document: DocumentId,
        draft: DraftId,
        paragraphs: &[Paragraph],
    ) -> Result<()> {
        for (place, paragraph) in paragraphs.iter().enumerate() {
            let content = &paragraph.content;
            let hash = self.keep_words(document, paragraph)?;
            self.run(
                "insert into draft_paragraph
                   (draft, place, paragraph, kind, level, label, brackets_before_label, text)
                 values (:draft, :place, :paragraph, :kind, :level, :label, :brackets, :text)",
                named_params! {
                    ":draft": draft,
                    ":place": place as u32,
                    ":paragraph": paragraph.id,
                    ":kind": content.kind,
                    ":level": content.level,
                    ":label": content.label,
                    ":brackets": content.brackets_before_label,
                    ":text": hash,
                },
            )?;
        }
        Ok(())
    }

    /// Makes sure that a paragraph is known.
    pub(super) fn know(&self, document: DocumentId, paragraph: ParagraphId) -> Result<()> {
        self.run(
            "insert into paragraph (id, document) values (:id, :document) on conflict do nothing",
            named_params! {":id": paragraph, ":document": document},
        )?;
        Ok(())
    }

    /// Makes sure that a paragraph is known and its text is kept.
    pub(super) fn keep_words(&self, document: DocumentId, paragraph: &Paragraph) -> Result<Hash> {
        let text = &paragraph.content.text;
        let hash = text_hash(text);
        self.know(document, paragraph.id)?;
        self.run(
            "insert into text (hash, body) values (:hash, :body) on conflict do nothing",
            named_params! {":hash": hash, ":body": text},
        )?;
        Ok(hash)
    }
}

/// Reads a row of (paragraph, kind, level, label, brackets_before_label, body).
pub(super) fn paragraph(row: &Row<'_>) -> rusqlite::Result<Paragraph> {
    let content = Content {
        kind: row.get(1)?,
        level: row.get(2)?,
        label: row.get(3)?,
        brackets_before_label: row.get(4)?,
        text: row.get(5)?,
    };
    Ok(Paragraph { id: row.get(0)?, content })
}
