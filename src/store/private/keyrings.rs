//! Wrapped keyrings, one for each key that opens one.

use rusqlite::{Row, named_params};

use super::Private;
use crate::identity::badge::RowTag;
use crate::store::error::Result;

/// A keyring, wrapped under one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapped {
    /// What it is found by: a hash of its key under the pepper.
    pub lookup: [u8; 16],
    /// Which pepper that was.
    pub mark: [u8; 16],
    /// What its delegation knows it by.
    pub tag: RowTag,
    /// What its keys are derived with.
    pub salt: [u8; 16],
    /// What tells its key from others.
    pub verifier: [u8; 32],
    /// The sealed keyring.
    pub sealed: Vec<u8>,
    /// The sealed role and label of the key.
    pub badge: Vec<u8>,
}

impl Private<'_> {
    /// The keyring found by that hash.
    pub fn keyring(&self, lookup: &[u8; 16]) -> Result<Option<Wrapped>> {
        self.0.first(
            "select lookup, mark, tag, salt, verifier, wrapped, badge from keyring where lookup = :lookup",
            named_params! {":lookup": lookup},
            wrapped,
        )
    }

    /// The keyrings whose lookup was made with another pepper than the one of that mark.
    pub fn keyrings_of_other_peppers(&self, mark: &[u8; 16]) -> Result<Vec<Wrapped>> {
        self.0.all(
            "select lookup, mark, tag, salt, verifier, wrapped, badge from keyring where mark <> :mark",
            named_params! {":mark": mark},
            wrapped,
        )
    }

    /// Of every keyring what its delegation tells it by: its lookup and its tag.
    pub fn keyring_heads(&self) -> Result<Vec<([u8; 16], RowTag)>> {
        self.0.all("select lookup, tag from keyring", [], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// How many keys there are.
    pub fn keys(&self) -> Result<u32> {
        self.0.value("select count(*) from keyring", [])
    }

    /// Adds a keyring.
    pub fn add_keyring(&self, keyring: &Wrapped) -> Result<()> {
        self.0.run(
            "insert into keyring (lookup, mark, tag, salt, verifier, wrapped, badge)
             values (:lookup, :mark, :tag, :salt, :verifier, :wrapped, :badge)",
            named_params! {
                ":lookup": keyring.lookup,
                ":mark": keyring.mark,
                ":tag": keyring.tag,
                ":salt": keyring.salt,
                ":verifier": keyring.verifier,
                ":wrapped": keyring.sealed,
                ":badge": keyring.badge,
            },
        )?;
        Ok(())
    }

    /// Removes a keyring; with it end the sessions opened from it.
    pub fn drop_keyring(&self, lookup: &[u8; 16]) -> Result<()> {
        self.0.run("delete from keyring where lookup = :lookup", named_params! {":lookup": lookup})?;
        Ok(())
    }
}

fn wrapped(row: &Row<'_>) -> rusqlite::Result<Wrapped> {
    Ok(Wrapped {
        lookup: row.get(0)?,
        mark: row.get(1)?,
        tag: row.get(2)?,
        salt: row.get(3)?,
        verifier: row.get(4)?,
        sealed: row.get(5)?,
        badge: row.get(6)?,
    })
}
