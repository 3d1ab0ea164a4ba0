//! Drafts: issued whole, in one act with everything that explains them, and never changed again.
//!
//! Invariant: the row of a draft is inserted after its paragraphs, lineage, ledger and dispositions, and seals them.
//! A draft is issued on top of the latest one as its co-chairs saw it; whoever is late hears [`Error::Stale`].

use jiff::civil::Date;
use rusqlite::{Row, named_params};

use super::dispositions::Outcome;
use super::error::{Error, Result};
use super::paragraphs::{Hash, content_hash};
use super::rounds::Window;
use super::sql::Day;
use super::view::{Read, Write};
use crate::document::Paragraph;
use crate::document::id::{DocumentId, DraftId, RoundId, SubmissionId};
use crate::document::lineage::{Descent, Lineage};
use crate::drafting::ledger::Entry;
use crate::drafting::round::Phase;

/// An issued draft, without its paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: DraftId,
    /// The document it is a draft of.
    pub document: DocumentId,
    /// Its place among the drafts, from 0.
    pub ordinal: u32,
    /// What it is called: "Zero draft", "Rev.1".
    pub label: String,
    /// The day it was issued.
    pub issued: Date,
    /// Over its paragraphs: see [`content_hash`].
    pub hash: Hash,
}

/// All that is put out in one act.
#[derive(Clone, Debug)]
pub struct Issue {
    /// The id of the new draft.
    pub id: DraftId,
    /// What it is called.
    pub label: String,
    /// The day of issue.
    pub issued: Date,
    /// What it was made from; none for the first draft.
    pub basis: Option<Basis>,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// Where split and joined paragraphs come from.
    pub lineage: Lineage,
    /// Where every change comes from.
    pub ledger: Vec<Entry>,
    /// What became of the submissions.
    pub outcomes: Vec<Outcome>,
    /// The open submissions that are taken along.
    pub carried: Vec<SubmissionId>,
    /// The round that comes with it.
    pub round: RoundId,
    /// The phase that round begins in.
    pub phase: Phase,
    /// How that round runs.
    pub window: Window,
}

/// The state of the desk that a draft was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The draft before.
    pub draft: DraftId,
    /// How many acts its desk had seen.
    pub version: u32,
}

impl Read<'_> {
    /// The drafts of a document, oldest first.
    pub fn drafts(&self, document: DocumentId) -> Result<Vec<Draft>> {
        self.all(
            "select id, document, ordinal, label, issued, hash from draft
             where document = :document order by ordinal",
            named_params! {":document": document},
            draft,
        )
    }

    /// The draft of that label; upper and lower case count alike where no label is the same to the letter.
    pub fn draft(&self, document: DocumentId, label: &str) -> Result<Draft> {
        let found = self.first(
            "select id, document, ordinal, label, issued, hash from draft
             where document = :document and label = :label collate nocase
             order by label = :label desc, ordinal desc",
            named_params! {":document": document, ":label": label},
            draft,
        )?;
        found.ok_or_else(|| Error::not_found("draft", label))
    }

    /// The draft issued last, if there is one.
    pub fn latest_draft(&self, document: DocumentId) -> Result<Option<Draft>> {
        self.first(
            "select id, document, ordinal, label, issued, hash from draft
             where document = :document order by ordinal desc",
            named_params! {":document": document},
            draft,
        )
    }

    /// Where the paragraphs of `later` come from among those of `earlier`, over all drafts between them.
    pub fn lineage(&self, earlier: &Draft, later: &Draft) -> Result<Lineage> {
        let steps: Vec<(u32, Descent)> = self.all(
            "select draft.ordinal, lineage.paragraph, lineage.earlier
             from draft join lineage on lineage.draft = draft.id
             where draft.document = :document and draft.ordinal > :earlier and draft.ordinal <= :later
             order by draft.ordinal",
            named_params! {
                ":document": later.document,
                ":earlier": earlier.ordinal,
                ":later": later.ordinal,
            },
            |row| Ok((row.get(0)?, Descent { paragraph: row.get(1)?, from: row.get(2)? })),
        )?;
        let steps = steps.chunk_by(|(a, _), (b, _)| a == b);
        let steps = steps.map(|step| Lineage::new(step.iter().map(|(_, descent)| *descent).collect()));
        Ok(steps.fold(Lineage::default(), |so_far, step| so_far.then(&step)))
    }
}

impl Read<'_> {
    /// Where the paragraphs of one draft come from among those of the draft before, or of one from elsewhere.
    pub fn descent(&self, draft: DraftId) -> Result<Lineage> {
        let descents = self.all(
            "select paragraph, earlier from lineage where draft = :draft",
            named_params! {":draft": draft},
            |row| Ok(Descent { paragraph: row.get(0)?, from: row.get(1)? }),
        )?;
        Ok(Lineage::new(descents))
    }
}

impl Write<'_> {
    /// Issues a draft: closes the rounds on the one before and adds the first on this.
    pub fn issue_draft(&self, document: DocumentId, issue: &Issue) -> Result<Draft> {
        let ordinal = self.next_ordinal(document, issue.basis)?;
        self.insert_paragraphs(document, issue.id, &issue.paragraphs)?;
        for descent in issue.lineage.descents() {
            if ordinal == 0 {
                // What a first draft comes from is no draft here: known by its id alone.
                self.know(document, descent.from)?;
            }
            self.run(
                "insert into lineage (draft, paragraph, earlier) values (:draft, :paragraph, :earlier)",
                named_params! {
                    ":draft": issue.id,
                    ":paragraph": descent.paragraph,
                    ":earlier": descent.from,
                },
            )?;
        }
        self.insert_ledger(issue.id, &issue.ledger)?;
        self.insert_outcomes(issue.id, &issue.outcomes, &issue.carried)?;
        let draft = Draft {
            id: issue.id,
            document,
            ordinal,
            label: issue.label.clone(),
            issued: issue.issued,
            hash: content_hash(&issue.paragraphs),
        };
        self.run(
            "insert into draft (id, document, ordinal, label, issued, hash)
             values (:id, :document, :ordinal, :label, :issued, :hash)",
            named_params! {
                ":id": draft.id,
                ":document": draft.document,
                ":ordinal": draft.ordinal,
                ":label": draft.label,
                ":issued": Day(draft.issued),
                ":hash": draft.hash,
            },
        )?;
        if let Some(basis) = issue.basis {
            self.close_rounds(basis.draft)?;
        }
        self.open_round(issue.id, issue.round, issue.phase, &issue.window)?;
        Ok(draft)
    }

    /// The place of the next draft, if it is made from the latest as it stands now.
    fn next_ordinal(&self, document: DocumentId, basis: Option<Basis>) -> Result<u32> {
        let drafts = self.drafts(document)?;
        let found = drafts.len() as u32;
        let known = |basis: Basis| drafts.iter().find(|it| it.id == basis.draft).map(|it| it.ordinal + 1);
        let expected = basis.map_or(Some(0), known).ok_or_else(|| Error::not_found("draft", "the basis"))?;
        if expected != found {
            return Err(Error::Stale { expected, found });
        }
        if let Some(basis) = basis {
            self.expect_version(basis.draft, basis.version)?;
        }
        Ok(found)
    }
}

fn draft(row: &Row<'_>) -> rusqlite::Result<Draft> {
    let Day(issued) = row.get("issued")?;
    Ok(Draft {
        id: row.get("id")?,
        document: row.get("document")?,
        ordinal: row.get("ordinal")?,
        label: row.get("label")?,
        issued,
        hash: row.get("hash")?,
    })
}
