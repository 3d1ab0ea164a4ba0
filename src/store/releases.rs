//! Releases: batches of operations becoming visible, in one transaction.
//!
//! Invariant: what is released is written sorted by its random ids, so that neither rows nor names say in which order
//! it came in. A release is known by its id: making it again after an interruption changes nothing. Each holds the
//! hash of the one before and is signed when it is made, never later, so that none can be taken out or altered unseen.

use jiff::civil::Date;
use rusqlite::{Row, named_params};
use sha2::{Digest, Sha256};

use super::error::{Error, Result};
use super::paragraphs::Hash;
use super::sql::Day;
use super::submissions::NewItem;
use super::view::{Read, Write};
use crate::document::id::{DocumentId, ReleaseId, RoundId, SubmissionId};
use crate::identity::acknowledgement::{PublicKey, Signer};
use crate::identity::hex::Hex;
use crate::identity::published::{Published, Signed, told};

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
    /// The hash of what it made visible.
    pub visible: Hash,
    /// The hash of the release before; zeros for the first.
    pub previous: Hash,
    /// Over all this: see [`Published::chained`].
    pub hash: Hash,
    /// What is counted with it.
    pub counts: Counts,
    /// The signature on the hash.
    pub signed: Option<Signed>,
}

impl Release {
    /// It as everybody may see it.
    pub fn published(&self) -> Published {
        Published {
            id: self.id,
            ordinal: self.ordinal,
            round: self.round,
            day: self.day,
            active_at_least: told(self.counts.active),
            keys: self.counts.keys,
            reissues: self.counts.reissues,
            visible: Hex(self.visible),
            leaves: self.leaves.iter().copied().map(Hex).collect(),
            previous: Hex(self.previous),
            hash: Hex(self.hash),
            signed: self.signed,
        }
    }
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

/// What a release is read from.
macro_rules! releases {
    ($condition:literal) => {
        concat!(
            "select id, ordinal, round, day, leaves, visible, previous, hash, active, keys, reissues, public,
               signature
             from release left join release_signature on release_signature.release = release.id
             where ",
            $condition
        )
    };
}

impl Read<'_> {
    /// The releases of a document, oldest first.
    pub fn releases(&self, document: DocumentId) -> Result<Vec<Release>> {
        self.all(
            releases!("document = :document order by ordinal"),
            named_params! {":document": document},
            release,
        )
    }

    /// The release of that id, if it was made.
    pub fn release_made(&self, id: ReleaseId) -> Result<Option<Release>> {
        self.first(releases!("id = :id"), named_params! {":id": id}, release)
    }

    /// The keys that acknowledgements and releases were signed with.
    pub fn signing_keys(&self) -> Result<Vec<PublicKey>> {
        self.all("select public from signing_key order by public", [], |row| Ok(PublicKey::of(row.get(0)?)))
    }

    /// The hash of what a release made visible: of its submissions, then its withdrawals, each sorted by id.
    pub(super) fn visible_in(&self, release: ReleaseId) -> Result<Hash> {
        let mut hash = Sha256::new();
        hash.update(b"travaux visible/v1\n");
        for sql in [
            "select json_array(hex(id), hex(document), hex(made_on), target, kind, body, rationale,
               rationale_shared, late, hold, place, letter, hex(succeeds), hex(tag))
             from submission where release = :release order by id",
            "select json_array(hex(submission)) from withdrawal where release = :release order by submission",
        ] {
            let rows: Vec<String> = self.all(sql, named_params! {":release": release}, |row| row.get(0))?;
            hash.update((rows.len() as u64).to_be_bytes());
            for row in rows {
                hash.update((row.len() as u64).to_be_bytes());
                hash.update(row);
            }
        }
        Ok(hash.finalize().into())
    }

    /// How many submissions and withdrawals a release made visible.
    pub(super) fn count_visible_in(&self, release: ReleaseId) -> Result<usize> {
        let count: i64 = self.value(
            "select (select count(*) from submission where release = :release)
               + (select count(*) from withdrawal where release = :release)",
            named_params! {":release": release},
        )?;
        Ok(usize::try_from(count).unwrap_or(0))
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
        let mut release = Release {
            id: new.id,
            ordinal: made.len() as u32 + 1,
            round: new.round,
            day: new.day,
            visible: self.visible_in(new.id)?,
            previous,
            hash: [0; 32],
            leaves,
            counts: new.counts,
            signed: None,
        };
        release.hash = release.published().chained(document);
        self.seal_release(document, &release)?;
        Ok(release)
    }

    /// Notes a key that signs.
    pub fn add_signing_key(&self, key: &PublicKey) -> Result<()> {
        self.run(
            "insert into signing_key (public) values (:public) on conflict do nothing",
            named_params! {":public": key.public.0},
        )?;
        Ok(())
    }

    /// Signs a release; to be called in the transaction that makes it. One that is signed stays as it is.
    pub fn sign_release(&self, release: &mut Release, signer: &Signer) -> Result<()> {
        if release.signed.is_some() {
            return Ok(());
        }
        let (key, signature) = (signer.public(), signer.seal_release(&release.hash));
        self.add_signing_key(&key)?;
        self.run(
            "insert into release_signature (release, public, signature) values (:release, :public, :signature)",
            named_params! {":release": release.id, ":public": key.public.0, ":signature": signature},
        )?;
        release.signed = Some(Signed { key: key.id, signature: Hex(signature) });
        Ok(())
    }

    fn seal_release(&self, document: DocumentId, release: &Release) -> Result<()> {
        self.run(
            "insert into release
               (id, document, ordinal, round, day, leaves, visible, previous, hash, active, keys, reissues)
             values (:id, :document, :ordinal, :round, :day, :leaves, :visible, :previous, :hash, :active, :keys,
               :reissues)",
            named_params! {
                ":id": release.id,
                ":document": document,
                ":ordinal": release.ordinal,
                ":round": release.round,
                ":day": Day(release.day),
                ":leaves": release.leaves.as_flattened(),
                ":visible": release.visible,
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
    let (public, signature): (Option<Hash>, Option<[u8; 64]>) = (row.get("public")?, row.get("signature")?);
    let signed = public
        .zip(signature)
        .map(|(public, signature)| Signed { key: PublicKey::of(public).id, signature: Hex(signature) });
    Ok(Release {
        id: row.get("id")?,
        ordinal: row.get("ordinal")?,
        round: row.get("round")?,
        day,
        leaves: leaves.as_chunks().0.to_vec(),
        visible: row.get("visible")?,
        previous: row.get("previous")?,
        hash: row.get("hash")?,
        counts: Counts { active: row.get("active")?, keys: row.get("keys")?, reissues: row.get("reissues")? },
        signed,
    })
}
