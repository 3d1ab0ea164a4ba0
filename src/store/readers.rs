//! The connections that only read, shared by all callers.
//!
//! Invariant: connections are opened as they are needed, so that one lost to a panicking closure is replaced by the
//! next caller. The semaphore bounds how many queries of a server run at once.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};

use super::connection::open_reader;
use super::error::{Error, Result};
use super::schema::Part;
use super::view::Read;

/// The idle connections, and how many may be out.
pub(super) struct Readers {
    dir: PathBuf,
    part: &'static Part,
    most: usize,
    turns: Arc<Semaphore>,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    /// Opens the first connection; up to one more than there are cores are kept.
    pub(super) fn open(dir: PathBuf, part: &'static Part) -> Result<Self> {
        let most = std::thread::available_parallelism().map_or(1, usize::from) + 1;
        let first = open_reader(&dir, part)?;
        Ok(Self { dir, part, most, turns: Arc::new(Semaphore::new(most)), idle: Mutex::new(vec![first]) })
    }

    /// Waits for a turn to read.
    pub(super) async fn turn(&self) -> Result<OwnedSemaphorePermit, AcquireError> {
        Arc::clone(&self.turns).acquire_owned().await
    }

    /// Runs `f` on one snapshot, which begins with its first query.
    pub(super) fn read<T, E, F>(&self, f: F) -> Result<T, E>
    where
        E: From<Error>,
        F: FnOnce(&Read<'_>) -> Result<T, E>,
    {
        let mut conn = match self.idle().pop() {
            Some(conn) => conn,
            None => open_reader(&self.dir, self.part)?,
        };
        let outcome = {
            let snapshot = conn.transaction().map_err(Error::from)?;
            f(&Read::new(&snapshot))
        };
        let mut idle = self.idle();
        if idle.len() < self.most {
            idle.push(conn);
        }
        outcome
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
