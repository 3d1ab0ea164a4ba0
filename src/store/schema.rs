//! The two files, their schemas, and the way from older versions to the newest.
//!
//! Invariant: `schema.sql` is always the newest truth; a file that was led here by migrations has the same schema as
//! a fresh one. A file of a newer program, or of another one, is refused before anything is changed.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::error::{Error, Result};

const SCHEMA: &str = include_str!("../../schema.sql");

/// Parts the schema of the record from that of the private file.
const MARKER: &str = "-- ==== private.db";

/// One of the two files.
pub(super) struct Part {
    /// Its name in the data directory.
    pub(super) file: &'static str,
    /// What tells it from other SQLite files.
    pub(super) application: i32,
    /// Its newest schema.
    pub(super) schema: &'static str,
    /// What leads version 1 to 2, 2 to 3 and so on.
    pub(super) migrations: &'static [&'static str],
}

/// The record: what is kept, backed up and handed over.
pub(super) const RECORD: Part =
    Part { file: "travaux.db", application: 0x7472_7678, schema: halves().0, migrations: &[] };

/// What must not outlive its use.
pub(super) const PRIVATE: Part =
    Part { file: "private.db", application: 0x7472_7670, schema: halves().1, migrations: &[] };

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing in it yet.
    Empty,
    /// This part, at a version this program knows.
    Version(u32),
}

impl Part {
    /// The newest version.
    pub(super) fn version(&self) -> u32 {
        self.migrations.len() as u32 + 1
    }

    /// Tells what the file is, reading only. Refuses files of newer versions and of other programs.
    pub(super) fn identify(&self, conn: &Connection, dir: &Path) -> Result<Found> {
        let number = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, u32>(0));
        let application = number("pragma application_id")?;
        let found = number("pragma user_version")?;
        let objects = number("select count(*) from sqlite_schema")?;
        let known = self.version();
        match found {
            0 if application == 0 && objects == 0 => Ok(Found::Empty),
            _ if application != self.application as u32 => Err(Error::NoData(dir.to_owned())),
            _ if found > known => Err(Error::TooNew { file: self.file, found, known }),
            _ => Ok(Found::Version(found)),
        }
    }

    /// Makes an empty file one of the newest version, or leads an older one there; all or nothing.
    pub(super) fn lead_forward(&self, conn: &mut Connection, found: Found) -> Result<()> {
        let steps: Vec<&str> = match found {
            Found::Empty => vec![self.schema],
            Found::Version(version) => self.migrations.iter().copied().skip(version as usize - 1).collect(),
        };
        if steps.is_empty() {
            return Ok(());
        }
        // A table that others refer to can only be rebuilt while references are not enforced; all of them are
        // checked before the commit.
        conn.pragma_update(None, "foreign_keys", false)?;
        let tx = conn.transaction_with_behavior(TransactionBehavior::Exclusive)?;
        steps.iter().try_for_each(|sql| tx.execute_batch(sql))?;
        if tx.prepare("pragma foreign_key_check")?.exists([])? {
            return Err(Error::Damaged(format!("{}: rows refer to rows that are not there", self.file)));
        }
        tx.pragma_update(None, "application_id", self.application)?;
        tx.pragma_update(None, "user_version", self.version())?;
        tx.commit()?;
        conn.pragma_update(None, "foreign_keys", true)?;
        Ok(())
    }
}

/// The schema before and after the marker, parted when the program is compiled.
const fn halves() -> (&'static str, &'static str) {
    let (schema, marker) = (SCHEMA.as_bytes(), MARKER.as_bytes());
    let mut at = 0;
    loop {
        let mut same = 0;
        while same < marker.len() && schema[at + same] == marker[same] {
            same += 1;
        }
        if same == marker.len() {
            return SCHEMA.split_at(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests;
