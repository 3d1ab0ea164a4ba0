//! Backups: a backup is a data directory that can be opened like any other.
//!
//! Invariant: it holds the record and, of the private file, the wrapped keyrings and nothing else. Both are written
//! anew in the order of their keys, never copied by page: the pages of a file in use tell in which order its rows
//! arrived. It appears whole or not at all, and never in the place of something.

use std::fs::{self, File};
use std::path::Path;

use rusqlite::{Connection, OpenFlags, params};

use super::connection::{Missing, open_reader, open_writer};
use super::error::{Error, Result};
use super::schema::{PRIVATE, RECORD};
use super::{Store, io, make_private_directory};

/// A row of the keyring table: lookup, salt, verifier, wrapped keys.
type Keyring = (Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>);

impl Store {
    /// Writes a backup into a directory that does not exist yet. Blocks; may run beside a process that writes.
    pub fn backup(&self, to: &Path) -> Result<()> {
        if to.exists() {
            return Err(Error::Taken(to.display().to_string()));
        }
        let parent = to.parent().filter(|it| *it != Path::new("")).unwrap_or(Path::new("."));
        make_private_directory(parent)?;
        let unfinished =
            tempfile::Builder::new().prefix(".backup-").tempdir_in(parent).map_err(|e| io(parent, e))?;
        // The record first: an enrolment that slips in between leaves a key too many, never one too few.
        copy_record(self.dir(), unfinished.path())?;
        copy_keyrings(self.dir(), unfinished.path())?;
        for file in [RECORD.file, PRIVATE.file] {
            sync(&unfinished.path().join(file))?;
        }
        sync(unfinished.path())?;
        fs::rename(unfinished.path(), to).map_err(|e| io(to, e))?;
        sync(parent)
    }
}

fn copy_record(from: &Path, to: &Path) -> Result<()> {
    drop(open_reader(from, &RECORD)?); // refuses what is not ours
    // A connection that only queries could not write the copy either.
    let conn = Connection::open_with_flags(from.join(RECORD.file), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let copy = to.join(RECORD.file);
    let name = copy.to_str().ok_or_else(|| io(&copy, std::io::ErrorKind::InvalidFilename.into()))?;
    conn.execute("vacuum into ?", [name])?;
    Ok(())
}

fn copy_keyrings(from: &Path, to: &Path) -> Result<()> {
    let keyrings: Vec<Keyring> = open_reader(from, &PRIVATE)?
        .prepare("select lookup, salt, verifier, wrapped from keyring order by lookup")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut conn = open_writer(to, &PRIVATE, Missing::Create)?;
    let tx = conn.transaction()?;
    for (lookup, salt, verifier, wrapped) in keyrings {
        tx.execute(
            "insert into keyring (lookup, salt, verifier, wrapped) values (?, ?, ?, ?)",
            params![lookup, salt, verifier, wrapped],
        )?;
    }
    tx.commit()?;
    Ok(())
}

/// Waits until a file or directory is safely on disk.
fn sync(path: &Path) -> Result<()> {
    File::open(path).and_then(|it| it.sync_all()).map_err(|e| io(path, e))
}
