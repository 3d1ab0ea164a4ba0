//! What can go wrong in the store, told apart by what a caller can do about it.

use std::path::PathBuf;

use rusqlite::ErrorCode;
use rusqlite::ffi;

/// What went wrong. The words are for operators and logs; readers get theirs from the edge.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not there (any more).
    #[error("no such {what}: {name}")]
    NotFound {
        /// What kind of thing.
        what: &'static str,
        /// Which.
        name: String,
    },
    /// A name or an id that must be the only one is in use: "process.name".
    #[error("already taken: {0}")]
    Taken(String),
    /// Somebody was faster: the caller's decision rests on an older version.
    #[error("changed meanwhile: expected version {expected}, found {found}")]
    Stale {
        /// The version the caller knew.
        expected: u32,
        /// The version now.
        found: u32,
    },
    /// The files were written by a newer program; nothing was touched.
    #[error("{file} has format {found}, this program knows formats up to {known}: use a newer travaux")]
    TooNew {
        /// Which file.
        file: &'static str,
        /// Its version.
        found: u32,
        /// The newest version this program knows.
        known: u32,
    },
    /// The files were written by an older program and are opened for reading only.
    #[error("{file} has format {found}, older than {known}: any command that writes leads it forward")]
    TooOld {
        /// Which file.
        file: &'static str,
        /// Its version.
        found: u32,
        /// The version this program reads.
        known: u32,
    },
    /// Another process has the data directory open for writing.
    #[error("another travaux process is writing to {}", .0.display())]
    Locked(PathBuf),
    /// The disk is full: nothing of this was written, what was acknowledged before is safe, reading goes on.
    #[error("the disk is full: nothing was written; free some space")]
    Full,
    /// The files cannot be trusted or the disk fails; no write is acknowledged any more.
    #[error("the data is damaged or the disk fails, writing has stopped: {0}")]
    Damaged(String),
    /// Not a data directory.
    #[error("{} is not a travaux data directory", .0.display())]
    NoData(PathBuf),
    /// The store was opened for reading only.
    #[error("the store was opened for reading only")]
    ReadOnly,
    /// A file or directory could not be made or read.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A rule of the schema was broken, or anything else the database refuses.
    #[error("the database refused: {0}")]
    Sqlite(#[source] rusqlite::Error),
}

/// What store functions return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// The answer when nothing goes by that name.
    pub(super) fn not_found(what: &'static str, name: impl ToString) -> Self {
        Self::NotFound { what, name: name.to_string() }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match (Failure::of(&error), &error) {
            (Failure::Full, _) => Self::Full,
            (Failure::Broken, _) => Self::Damaged(error.to_string()),
            (Failure::Ordinary, rusqlite::Error::SqliteFailure(code, Some(message)))
                if matches!(
                    code.extended_code,
                    ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_UNIQUE
                ) =>
            {
                Self::Taken(message.trim_start_matches("UNIQUE constraint failed: ").to_owned())
            }
            (
                Failure::Ordinary,
                rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..),
            ) => Self::Damaged(error.to_string()),
            (Failure::Ordinary, _) => Self::Sqlite(error),
        }
    }
}

/// How far a failure of the database reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Failure {
    /// This statement only.
    Ordinary,
    /// All writing until there is space again.
    Full,
    /// All writing: what the disk says cannot be trusted.
    Broken,
}

impl Failure {
    pub(super) fn of(error: &rusqlite::Error) -> Self {
        error.sqlite_error().map_or(Self::Ordinary, |code| Self::of_code(*code))
    }

    fn of_code(code: ffi::Error) -> Self {
        match code.code {
            // The index of the write-ahead log cannot grow: in practice the same full disk, met elsewhere.
            _ if code.extended_code == ffi::SQLITE_IOERR_SHMSIZE => Self::Full,
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::SystemIoFailure | ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Broken,
            _ => Self::Ordinary,
        }
    }
}

/// A failure that several callers must hear of.
#[derive(Clone, Debug)]
pub(super) struct Failed {
    code: i32,
    why: String,
}

impl Failed {
    /// How far it reaches.
    pub(super) fn reach(&self) -> Failure {
        Failure::of_code(ffi::Error::new(self.code))
    }

    /// The error as one caller hears it.
    pub(super) fn error(&self) -> Error {
        rusqlite::Error::SqliteFailure(ffi::Error::new(self.code), Some(self.why.clone())).into()
    }
}

impl From<rusqlite::Error> for Failed {
    fn from(error: rusqlite::Error) -> Self {
        Self::from(&error)
    }
}

impl From<&rusqlite::Error> for Failed {
    fn from(error: &rusqlite::Error) -> Self {
        Self { code: error.sqlite_extended_error_code().unwrap_or(ffi::SQLITE_ERROR), why: error.to_string() }
    }
}
