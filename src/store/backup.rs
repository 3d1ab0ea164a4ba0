//! Backups: one file that holds the record and the wrapped keyrings.
//!
//! Invariant: of the private file nothing but the wrapped keyrings goes into a backup. Everything is written anew in
//! the order of its keys, never copied by page: the pages of a file in use tell in which order its rows arrived. A
//! backup, and a data directory restored from one, appears whole or not at all, and never in the place of something.

use std::fs::{self, File};
use std::path::Path;

use rusqlite::{Connection, OpenFlags, Row, params_from_iter};

use super::connection::{Missing, open_reader, open_writer};
use super::error::{Error, Result};
use super::schema::{PRIVATE, RECORD};
use super::{Store, io, make_private_directory};

/// A row of the keyring table, in the order of its columns.
type Keyring = [Vec<u8>; COLUMNS];

const COLUMNS: usize = 7;

/// The keyrings as they stand in a backup, beside the tables of the record.
const KEYRING: &str = "create table backup_keyring (
    lookup blob primary key, mark blob not null, tag blob not null, salt blob not null, verifier blob not null,
    wrapped blob not null, badge blob not null
) strict, without rowid";

impl Store {
    /// Writes a backup to a file that does not exist yet. Blocks; may run beside a process that writes.
    pub fn backup(&self, to: &Path) -> Result<()> {
        if to.exists() {
            return Err(Error::Taken(to.display().to_string()));
        }
        let parent = parent_of(to);
        make_private_directory(parent)?;
        let work =
            tempfile::Builder::new().prefix(".backup-").tempdir_in(parent).map_err(|e| io(parent, e))?;
        let file = work.path().join(RECORD.file);
        // The record first: an enrolment that slips in between leaves a key too many, never one too few.
        copy_record(self.dir(), &file)?;
        let keyrings = keyrings(&open_reader(self.dir(), &PRIVATE)?, "keyring")?;
        let mut copy = Connection::open_with_flags(&file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        copy.execute_batch(KEYRING)?;
        insert(&mut copy, "backup_keyring", &keyrings)?;
        copy.close().map_err(|(_, error)| error)?;
        for_owner_alone(&file, 0o600)?;
        sync(&file)?;
        fs::hard_link(&file, to).map_err(|e| io(to, e))?; // unlike a rename, refuses what came meanwhile
        sync(parent)
    }

    /// Makes a data directory, which must not exist yet, from a backup.
    pub fn restore(from: &Path, dir: &Path) -> Result<()> {
        if dir.exists() {
            return Err(Error::Taken(dir.display().to_string()));
        }
        let parent = parent_of(dir);
        make_private_directory(parent)?;
        let work =
            tempfile::Builder::new().prefix(".restore-").tempdir_in(parent).map_err(|e| io(parent, e))?;
        let file = work.path().join(RECORD.file);
        fs::copy(from, &file).map_err(|e| io(from, e))?;
        drop(open_reader(work.path(), &RECORD)?); // refuses what is not ours
        let record = Connection::open_with_flags(&file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        // A copy of the record alone is taken too: it has no keyrings.
        let has_keyrings = record.table_exists(None, "backup_keyring")?;
        let keyrings = if has_keyrings { keyrings(&record, "backup_keyring")? } else { Vec::new() };
        record.execute_batch("drop table if exists backup_keyring; vacuum")?;
        record.close().map_err(|(_, error)| error)?;
        insert(&mut open_writer(work.path(), &PRIVATE, Missing::Create)?, "keyring", &keyrings)?;
        drop(open_writer(work.path(), &RECORD, Missing::Refuse)?); // leads an older backup forward
        for file in [RECORD.file, PRIVATE.file] {
            sync(&work.path().join(file))?;
        }
        for_owner_alone(work.path(), 0o700)?;
        fs::rename(work.path(), dir).map_err(|e| io(dir, e))?;
        sync(parent)
    }
}

fn copy_record(from: &Path, to: &Path) -> Result<()> {
    drop(open_reader(from, &RECORD)?); // refuses what is not ours
    // A connection that only queries could not write the copy either.
    let conn = Connection::open_with_flags(from.join(RECORD.file), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let name = to.to_str().ok_or_else(|| io(to, std::io::ErrorKind::InvalidFilename.into()))?;
    conn.execute("vacuum into ?", [name])?;
    Ok(())
}

fn keyrings(conn: &Connection, table: &str) -> Result<Vec<Keyring>> {
    let sql =
        format!("select lookup, mark, tag, salt, verifier, wrapped, badge from {table} order by lookup");
    let read = |row: &Row<'_>| {
        let mut keyring = Keyring::default();
        for (at, value) in keyring.iter_mut().enumerate() {
            *value = row.get(at)?;
        }
        Ok(keyring)
    };
    Ok(conn.prepare(&sql)?.query_map([], read)?.collect::<rusqlite::Result<_>>()?)
}

fn insert(conn: &mut Connection, table: &str, keyrings: &[Keyring]) -> Result<()> {
    let tx = conn.transaction()?;
    for keyring in keyrings {
        tx.execute(
            &format!(
                "insert into {table} (lookup, mark, tag, salt, verifier, wrapped, badge) values (?, ?, ?, ?, ?, ?, ?)"
            ),
            params_from_iter(keyring),
        )?;
    }
    Ok(tx.commit()?)
}

fn parent_of(path: &Path) -> &Path {
    path.parent().filter(|it| *it != Path::new("")).unwrap_or(Path::new("."))
}

/// A backup tells as much as the record: nobody but its owner reads it.
#[cfg(unix)]
fn for_owner_alone(path: &Path, mode: u32) -> Result<()> {
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode)).map_err(|e| io(path, e))
}

#[cfg(not(unix))]
fn for_owner_alone(_: &Path, _: u32) -> Result<()> {
    Ok(())
}

/// Waits until a file or directory is safely on disk.
fn sync(path: &Path) -> Result<()> {
    File::open(path).and_then(|it| it.sync_all()).map_err(|e| io(path, e))
}
