//! Releases: batches of operations becoming visible, in one transaction.
//!
//! Invariant: what is released is written sorted by its random ids, so that neither rows nor names say in which order
//! it came in. A release is known by its id: making it again after an interruption changes nothing. Each holds the
//! hash of the one before, so that none can be taken out or altered unseen.

use jiff::civil::Date;
use rusqlite::{Row, named_params};
use sha2::{Digest, Sha256};

use super::error::{Error, Result};
use super::paragraphs::Hash;
use super::sql::Day;
use super::submissions::NewItem;
use super::view::{Read, Write};
use crate::document::id::{DocumentId, ReleaseId, RoundId, SubmissionId};

/// A release as it stands in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Its id.
    pub id: ReleaseId,
    /// Its place among the releases of the document, from 1.
    pub ordinal: u32,
    /// The round it was made in.
    pub round: RoundId,
    /// The day it was made.
    pub day: Date,
    /// One for each operation in it, sorted.
    pub leaves: Vec<Hash>,
    /// The hash of the release before; zeros for the first.
    pub previous: Hash,
    /// Over all this: see [`chain`].
    pub hash: Hash,
    /// What is counted with it.
    pub counts: Counts,
}

/// What is counted with each release, so that keys made by stealth would show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Delegations that were active.
    pub active: u32,
    /// Keys that open a keyring, recovery keys among them.
    pub keys: u32,
    /// Delegations enrolled anew so far.
    pub reissues: u32,
}

/// A release to be made.
#[derive(Clone, Debug)]
pub struct NewRelease {
    /// Its id, decided before: making a release again by the same id changes nothing.
    pub id: ReleaseId,
    /// The round it is made in.
    pub round: RoundId,
    /// The day.
    pub day: Date,
    /// One for each operation, in any order.
    pub leaves: Vec<Hash>,
    /// What is counted with it.
    pub counts: Counts,
    /// What becomes visible, in any order.
    pub items: Vec<NewItem>,
    /// The released items withdrawn with it, in any order.
    pub withdrawals: Vec<SubmissionId>,
}

/// The hash of a release.
pub fn chain(previous: &Hash, day: Date, leaves: &[Hash]) -> Hash {
    let mut hash = Sha256::new();
    hash.update(b"travaux release\n");
    hash.update(previous);
    hash.update(day.to_string());
    leaves.iter().for_each(|leaf| hash.update(leaf));
    hash.finalize().into()
}

impl Read<'_> {
    /// The releases of a document, oldest first.
    pub fn releases(&self, document: DocumentId) -> Result<Vec<Release>> {
        self.all(
            "select id, ordinal, round, day, leaves, previous, hash, active, keys, reissues
             from release where document = :document order by ordinal",
            named_params! {":document": document},
            release,
        )
    }

    /// The release of that id, if it was made.
    pub fn release_made(&self, id: ReleaseId) -> Result<Option<Release>> {
        self.first(
            "select id, ordinal, round, day, leaves, previous, hash, active, keys, reissues
             from release where id = :id",
            named_params! {":id": id},
            release,
        )
    }

    /// The day of the last release of a round; none if there was no release.
    pub fn last_release_day(&self, round: RoundId) -> Result<Option<Date>> {
        let last: Option<Option<Day>> = self.first(
            "select max(day) from release where round = :round",
            named_params! {":round": round},
            |row| row.get(0),
        )?;
        Ok(last.flatten().map(|Day(day)| day))
    }

    /// The most delegations that were active in one release of a round; none if there was no release.
    pub fn most_active(&self, round: RoundId) -> Result<Option<u32>> {
        self.value("select max(active) from release where round = :round", named_params! {":round": round})
    }
}

impl Write<'_> {
    /// Makes a release: names its items, adds them and the withdrawals, and seals them.
    pub fn release(&self, new: &NewRelease) -> Result<Release> {
        let document = self.document_of(new.round)?;
        let made = self.releases(document)?;
        if let Some(again) = made.iter().find(|it| it.id == new.id) {
            return Ok(again.clone());
        }
        self.insert_items(document, new.id, &new.items)?;
        self.insert_withdrawals(new.id, &new.withdrawals)?;
        let mut leaves = new.leaves.clone();
        leaves.sort_unstable();
        let previous = made.last().map_or([0; 32], |it| it.hash);
        let release = Release {
            id: new.id,
            ordinal: made.len() as u32 + 1,
            round: new.round,
            day: new.day,
            previous,
            hash: chain(&previous, new.day, &leaves),
            leaves,
            counts: new.counts,
        };
        self.seal_release(document, &release)?;
        Ok(release)
    }

    fn seal_release(&self, document: DocumentId, release: &Release) -> Result<()> {
        self.run(
            "insert into release
               (id, document, ordinal, round, day, leaves, previous, hash, active, keys, reissues)
             values (:id, :document, :ordinal, :round, :day, :leaves, :previous, :hash, :active, :keys, :reissues)",
            named_params! {
                ":id": release.id,
                ":document": document,
                ":ordinal": release.ordinal,
                ":round": release.round,
                ":day": Day(release.day),
                ":leaves": release.leaves.as_flattened(),
                ":previous": release.previous,
                ":hash": release.hash,
                ":active": release.counts.active,
                ":keys": release.counts.keys,
                ":reissues": release.counts.reissues,
            },
        )?;
        Ok(())
    }

    fn document_of(&self, round: RoundId) -> Result<DocumentId> {
        let found = self.first(
            "select draft.document from round join draft on draft.id = round.draft where round.id = :round",
            named_params! {":round": round},
            |row| row.get(0),
        )?;
        found.ok_or_else(|| Error::not_found("round", round))
    }
}

fn release(row: &Row<'_>) -> rusqlite::Result<Release> {
    let leaves: Vec<u8> = row.get("leaves")?;
    let Day(day) = row.get("day")?;
    Ok(Release {
        id: row.get("id")?,
        ordinal: row.get("ordinal")?,
        round: row.get("round")?,
        day,
        leaves: leaves.as_chunks().0.to_vec(),
        previous: row.get("previous")?,
        hash: row.get("hash")?,
        counts: Counts { active: row.get("active")?, keys: row.get("keys")?, reissues: row.get("reissues")? },
    })
}
