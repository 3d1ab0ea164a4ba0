//! Wrapped keyrings, one for each key that opens one.

use rusqlite::{Row, named_params};

use super::Private;
use crate::store::error::Result;

/// A keyring, wrapped under one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapped {
    /// What it is found by: a hash of its key under the pepper.
    pub lookup: [u8; 16],
    /// What its keys are derived with.
    pub salt: [u8; 16],
    /// What tells its key from others.
    pub verifier: [u8; 32],
    /// The sealed keyring.
    pub sealed: Vec<u8>,
}

impl Private<'_> {
    /// The keyring found by that hash.
    pub fn keyring(&self, lookup: &[u8; 16]) -> Result<Option<Wrapped>> {
        self.0.first(
            "select lookup, salt, verifier, wrapped from keyring where lookup = :lookup",
            named_params! {":lookup": lookup},
            wrapped,
        )
    }

    /// All keyrings.
    pub fn keyrings(&self) -> Result<Vec<Wrapped>> {
        self.0.all("select lookup, salt, verifier, wrapped from keyring", [], wrapped)
    }

    /// How many keys there are.
    pub fn keys(&self) -> Result<u32> {
        self.0.value("select count(*) from keyring", [])
    }

    /// Adds a keyring.
    pub fn add_keyring(&self, keyring: &Wrapped) -> Result<()> {
        self.0.run(
            "insert into keyring (lookup, salt, verifier, wrapped) values (:lookup, :salt, :verifier, :wrapped)",
            named_params! {
                ":lookup": keyring.lookup,
                ":salt": keyring.salt,
                ":verifier": keyring.verifier,
                ":wrapped": keyring.sealed,
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
    Ok(Wrapped { lookup: row.get(0)?, salt: row.get(1)?, verifier: row.get(2)?, sealed: row.get(3)? })
}
