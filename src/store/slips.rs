//! What came on paper, and the slips by which whoever sent it takes it over.
//!
//! Invariant: of a code its hash is kept. A slip is for what the staff entered, which has no owner; a new one takes the
//! place of the one before, until one was used. What was used says nothing of whose it is but a tag.

use rusqlite::named_params;

use super::error::Result;
use super::paragraphs::Hash;
use super::view::{Read, Write};
use crate::document::id::{DocumentId, SubmissionId};

/// How it stands with something that came on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has no slip.
    NoSlip,
    /// It has a slip that was not used.
    Slip,
    /// It was taken over.
    TakenOver,
}

impl Read<'_> {
    /// The submissions of a document that came on paper: nobody was active in their release.
    pub fn on_paper(&self, document: DocumentId) -> Result<Vec<(SubmissionId, Standing)>> {
        self.all(
            "select submission.id, claim_slip.code_hash is not null, claim_slip.tag is not null
             from submission join release on release.id = submission.release
             left join claim_slip on claim_slip.submission = submission.id
             where submission.document = :document and release.active = 0 order by submission.id",
            named_params! {":document": document},
            |row| {
                let standing = match (row.get(1)?, row.get(2)?) {
                    (_, true) => Standing::TakenOver,
                    (true, false) => Standing::Slip,
                    (false, false) => Standing::NoSlip,
                };
                Ok((row.get(0)?, standing))
            },
        )
    }

    /// What the unused slip with that code is for.
    pub fn slip(&self, code_hash: &Hash) -> Result<Option<SubmissionId>> {
        self.first(
            "select submission from claim_slip where code_hash = :code_hash and tag is null",
            named_params! {":code_hash": code_hash},
            |row| row.get(0),
        )
    }
}

impl Write<'_> {
    /// Puts a slip in the place of the one before; says whether it could be: not for what was taken over.
    pub fn put_slip(&self, submission: SubmissionId, code_hash: &Hash) -> Result<bool> {
        let put = self.run(
            "insert into claim_slip (submission, code_hash) values (:submission, :code_hash)
             on conflict (submission) do update set code_hash = excluded.code_hash where tag is null",
            named_params! {":submission": submission, ":code_hash": code_hash},
        )?;
        Ok(put == 1)
    }

    /// Uses a slip up: from now on that tag is in force. Says whether it was still good.
    pub fn use_slip(&self, submission: SubmissionId, code_hash: &Hash, tag: &Hash) -> Result<bool> {
        let used = self.run(
            "update claim_slip set tag = :tag
             where submission = :submission and code_hash = :code_hash and tag is null",
            named_params! {":submission": submission, ":code_hash": code_hash, ":tag": tag},
        )?;
        Ok(used == 1)
    }
}
