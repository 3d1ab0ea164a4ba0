//! Opens the connections of one file with the settings everything else relies on.
//!
//! Invariant: no connection leaves here without foreign keys, recursive triggers (else `insert or replace` walks past
//! append-only triggers) and full synchronisation (less has lost acknowledged writes in simulated power cuts).
//! Automatic checkpoints are off, for their errors reach nobody: the writer runs its own.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::{Error, Result};
use super::schema::{Found, Part};

/// The oldest SQLite without the race in resetting the write-ahead log, as 3.51.3.
const OLDEST_SQLITE: i32 = 3_051_003;

/// How long a connection waits for another process to let go of a lock.
const PATIENCE: Duration = Duration::from_secs(5);

/// What to do about a file that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// Make it.
    Create,
    /// Say so.
    Refuse,
}

/// Opens the connection that writes, leading an older file forward.
pub(super) fn open_writer(dir: &Path, part: &Part, missing: Missing) -> Result<Connection> {
    let path = dir.join(part.file);
    let create = match missing {
        Missing::Create => OpenFlags::SQLITE_OPEN_CREATE,
        Missing::Refuse if !path.is_file() => return Err(Error::NoData(dir.to_owned())),
        Missing::Refuse => OpenFlags::empty(),
    };
    let mut conn = open(&path, OpenFlags::SQLITE_OPEN_READ_WRITE | create)?;
    // Until it is known to be ours, closing it must not change it either.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let found = part.identify(&conn, dir)?;
    if found == Found::Empty && missing == Missing::Refuse {
        return Err(Error::NoData(dir.to_owned()));
    }
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    let mode: String = conn.query_row("pragma journal_mode = wal", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(Error::Damaged(format!("{} does not take a write-ahead log here", part.file)));
    }
    conn.execute_batch(
        "pragma secure_delete = on; pragma wal_autocheckpoint = 0; pragma journal_size_limit = 0;",
    )?;
    part.lead_forward(&mut conn, found)?;
    Ok(conn)
}

/// Opens a connection that only reads. The file must have been identified before it is handed to a caller.
pub(super) fn open_reader(dir: &Path, part: &Part) -> Result<Connection> {
    let path = dir.join(part.file);
    if !path.is_file() {
        return Err(Error::NoData(dir.to_owned()));
    }
    let conn = open(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    match part.identify(&conn, dir)? {
        Found::Version(version) if version == part.version() => {}
        Found::Version(found) => return Err(Error::TooOld { file: part.file, found, known: part.version() }),
        Found::Empty => return Err(Error::NoData(dir.to_owned())),
    }
    conn.pragma_update(None, "query_only", true)?;
    Ok(conn)
}

fn open(path: &Path, mode: OpenFlags) -> Result<Connection> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(Error::Damaged(format!("SQLite {} is too old to be trusted", rusqlite::version())));
    }
    let conn = Connection::open_with_flags(path, mode | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(PATIENCE)?; // before anything that could find the file busy
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    conn.execute_batch(
        "pragma synchronous = full; pragma foreign_keys = on; pragma recursive_triggers = on;
         pragma trusted_schema = off; pragma cell_size_check = on; pragma temp_store = memory;",
    )?;
    conn.set_prepared_statement_cache_capacity(128);
    Ok(conn)
}

#[cfg(test)]
mod tests;
