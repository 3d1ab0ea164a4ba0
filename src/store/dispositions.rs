//! What had become of each submission when a draft was issued. Until then the desk's log says it.

use rusqlite::named_params;

use super::error::Result;
use super::sql::Json;
use super::view::{Read, Write};
use crate::document::id::{DraftId, ParagraphId, SubmissionId};
use crate::document::inline::Text;
use crate::drafting::disposition::Disposition;

/// What became of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The submission.
    pub submission: SubmissionId,
    /// What was decided.
    pub disposition: Disposition,
    /// The co-chairs' note to its author.
    pub note: Option<Text>,
    /// The paragraph of the new draft in which what came of it stands.
    pub paragraph: Option<ParagraphId>,
}

impl Read<'_> {
    /// What became of the submissions when `draft` was issued, by id of the submission.
    pub fn outcomes(&self, draft: DraftId) -> Result<Vec<Outcome>> {
        self.all(
            "select submission, disposition, note, outcome from disposition
             where draft = :draft order by submission",
            named_params! {":draft": draft},
            |row| {
                let Json(disposition) = row.get(1)?;
                Ok(Outcome {
                    submission: row.get(0)?,
                    disposition,
                    note: row.get(2)?,
                    paragraph: row.get(3)?,
                })
            },
        )
    }

    /// Whether a draft was issued with a decision on the submission.
    pub fn is_decided(&self, submission: SubmissionId) -> Result<bool> {
        self.value(
            "select exists (select 1 from disposition where submission = :submission and kind <> 'open')",
            named_params! {":submission": submission},
        )
    }

    /// The open submissions that were taken along to `draft`, by id.
    pub fn carried(&self, draft: DraftId) -> Result<Vec<SubmissionId>> {
        self.all(
            "select submission from carried where draft = :draft order by submission",
            named_params! {":draft": draft},
            |row| row.get(0),
        )
    }
}

impl Write<'_> {
    /// Adds what became of the submissions to a draft that is not sealed yet.
    pub(super) fn insert_outcomes(
        &self,
        draft: DraftId,
        outcomes: &[Outcome],
        carried: &[SubmissionId],
    ) -> Result<()> {
        for Outcome { submission, disposition, note, paragraph } in outcomes {
            self.run(
                "insert into disposition (draft, submission, kind, disposition, note, outcome)
                 values (:draft, :submission, :kind, :disposition, :note, :outcome)",
                named_params! {
                    ":draft": draft,
                    ":submission": submission,
                    ":kind": disposition.name(),
                    ":disposition": Json(disposition),
                    ":note": note,
                    ":outcome": paragraph,
                },
            )?;
        }
        for submission in carried {
            self.run(
                "insert into carried (draft, submission) values (:draft, :submission)",
                named_params! {":draft": draft, ":submission": submission},
            )?;
        }
        Ok(())
    }
}
