//! Keeps everything in two SQLite files of one data directory: the record (`travaux.db`) and `private.db`.
//!
//! Invariant: nothing outside this module names rusqlite. One process writes at a time, one thread of it; what
//! [`Store::write`] has answered survives a crash and a power cut. Every read is of one snapshot. History is
//! append-only, released submissions have no author, and no time beside content is finer than a day; `schema.sql`
//! says and enforces it.
//!
//! A table family is one file here: its queries hang off [`Read`], its changes off [`Write`]; those of the private file
//! off [`Private`]. The two files are never attached to one another, and no transaction spans both: whatever touches
//! both is done in steps that can be done again.

mod backup;
mod connection;
mod error;
mod pepper;
mod readers;
mod schema;
mod secret_file;
mod sql;
mod view;
mod writer;

pub mod audit;
pub mod check;
pub mod delegations;
pub mod desk;
pub mod dispositions;
pub mod documents;
pub mod drafts;
pub mod ledger;
pub mod national_positions;
pub mod paragraphs;
pub mod positions;
pub mod private;
pub mod processes;
pub mod questions;
pub mod releases;
pub mod rounds;
pub mod slips;
pub mod staff;
pub mod submissions;

use std::fs::{DirBuilder, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::oneshot;

pub use self::error::{Error, Result};
pub use self::private::Private;
pub use self::view::{Read, Write};

use self::connection::{Missing, open_reader, open_writer};
use self::readers::Readers;
use self::schema::{PRIVATE, Part, RECORD};
use self::writer::{Reply, Tidy, Writer};

/// What a data directory is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reading only; goes well beside a process that writes.
    Read,
    /// Reading and writing; refused while another process writes.
    Write,
    /// As `Write`; makes the directory and its files if they are not there.
    Create,
}

/// An open data directory; cheap to clone. The last one dropped waits until everything queued is written.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
}

/// Dropped in this order: the lock goes when the last connection has gone.
struct Shared {
    readers: Readers,
    writer: Option<Writer>,
    private: Option<Writer>,
    dir: PathBuf,
    /// Whether the private file could not be scrubbed the last time it was to be.
    scrub_due: AtomicBool,
    _lock: Option<File>,
}

impl Store {
    /// Opens a data directory, leading files of older versions forward if they are opened for writing.
    pub fn open(dir: &Path, access: Access) -> Result<Self> {
        let missing = match access {
            Access::Read => return Self::assemble(dir, None, None, None),
            Access::Write if !dir.join(RECORD.file).is_file() => return Err(Error::NoData(dir.to_owned())),
            Access::Write => Missing::Refuse,
            Access::Create => Missing::Create,
        };
        make_private_directory(dir)?;
        let lock = lock(dir)?;
        let record = open_writer(dir, &RECORD, missing)?;
        // A record restored from a backup comes without sessions and sets in preparation.
        let private = open_writer(dir, &PRIVATE, Missing::Create)?;
        let start = |conn, part: &Part| {
            let log = dir.join(format!("{}-wal", part.file));
            Writer::start(conn, log).map_err(|source| io(dir, source))
        };
        let (writer, private) = (start(record, &RECORD)?, start(private, &PRIVATE)?);
        Self::assemble(dir, Some(writer), Some(private), Some(lock))
    }

    fn assemble(
        dir: &Path,
        writer: Option<Writer>,
        private: Option<Writer>,
        lock: Option<File>,
    ) -> Result<Self> {
        let readers = Readers::open(dir.to_owned(), &RECORD)?;
        let scrub_due = AtomicBool::new(false);
        let shared = Shared { readers, writer, private, dir: dir.to_owned(), scrub_due, _lock: lock };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// The data directory.
    pub fn dir(&self) -> &Path {
        &self.shared.dir
    }

    /// Runs `f` on one snapshot of the record, off the runtime's own threads. The snapshot begins with the first query.
    pub async fn read<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&Read<'_>) -> Result<T, E> + Send + 'static,
    {
        let shared = Arc::clone(&self.shared);
        let Ok(turn) = shared.readers.turn().await else {
            return Err(stopped().into());
        };
        let task = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            shared.readers.read(f)
        });
        match task.await {
            Ok(outcome) => outcome,
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => Err(stopped().into()),
            },
        }
    }

    /// Runs `f` in a write transaction and returns once what it did is safely on disk.
    ///
    /// An error or a panic in `f` undoes what it did, and nothing else. Once begun it finishes, even if the caller
    /// stops waiting. `f` must not wait for the store itself.
    pub async fn write<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&Write<'_>) -> Result<T, E> + Send + 'static,
    {
        let reply = self.writer()?.submit(f).await;
        answer(reply.await)
    }

    /// As [`Store::read`], on this thread: for callers without a runtime.
    pub fn blocking_read<T, E, F>(&self, f: F) -> Result<T, E>
    where
        E: From<Error>,
        F: FnOnce(&Read<'_>) -> Result<T, E>,
    {
        self.shared.readers.read(f)
    }

    /// As [`Store::write`], for callers without a runtime; panics inside one.
    pub fn blocking_write<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&Write<'_>) -> Result<T, E> + Send + 'static,
    {
        answer(self.writer()?.submit_blocking(f).blocking_recv())
    }

    /// As [`Store::write`], on the private file. All access to it, reading too, is by one connection in turn, so that
    /// nothing is ever in the way of scrubbing it.
    pub async fn private<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&Private<'_>) -> Result<T, E> + Send + 'static,
    {
        let reply = self.private_writer()?.submit(move |w| f(&Private::new(w))).await;
        answer(reply.await)
    }

    /// As [`Store::private`], for callers without a runtime; panics inside one.
    pub fn blocking_private<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&Private<'_>) -> Result<T, E> + Send + 'static,
    {
        answer(self.private_writer()?.submit_blocking(move |w| f(&Private::new(w))).blocking_recv())
    }

    /// Reads the private file: as [`Store::blocking_private`] where this process writes, beside the one that does where
    /// it only reads.
    pub fn look_private<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&Private<'_>) -> Result<T, E> + Send + 'static,
    {
        if self.shared.private.is_some() {
            return self.blocking_private(f);
        }
        let conn = open_reader(self.dir(), &PRIVATE)?;
        f(&Private::new(&Write::new(&conn)))
    }

    /// Runs an act that spans several transactions off the runtime's own threads: `f` uses the blocking functions.
    pub async fn act<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&Self) -> Result<T, E> + Send + 'static,
    {
        let store = self.clone();
        match tokio::task::spawn_blocking(move || f(&store)).await {
            Ok(outcome) => outcome,
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => Err(stopped().into()),
            },
        }
    }

    /// Writes the log back into the record and cuts it to nothing; says whether no reader was in the way. Nothing
    /// that was deleted is left in the log after that.
    pub async fn checkpoint(&self) -> Result<bool> {
        self.writer()?.tidy(Tidy::Checkpoint).await.await.unwrap_or_else(|_| Err(stopped()))
    }

    /// Writes the private file anew and cuts its log to nothing, so that neither holds anything that was deleted. False
    /// if something was in the way, a backup for instance: then it is to be done again.
    pub fn scrub_private(&self) -> Result<bool> {
        let reply = self.private_writer()?.tidy_blocking(Tidy::Scrub);
        let scrubbed = reply.blocking_recv().unwrap_or_else(|_| Err(stopped()));
        self.shared.scrub_due.store(!matches!(scrubbed, Ok(true)), Ordering::Release);
        scrubbed
    }

    /// Whether the private file is still to be scrubbed, because something was in the way the last time.
    pub fn scrub_due(&self) -> bool {
        self.shared.scrub_due.load(Ordering::Acquire)
    }

    fn writer(&self) -> Result<&Writer> {
        self.shared.writer.as_ref().ok_or(Error::ReadOnly)
    }

    fn private_writer(&self) -> Result<&Writer> {
        self.shared.private.as_ref().ok_or(Error::ReadOnly)
    }
}

fn answer<T, E: From<Error>>(reply: Result<Reply<T, E>, oneshot::error::RecvError>) -> Result<T, E> {
    match reply {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(_) => Err(stopped().into()),
    }
}

fn stopped() -> Error {
    Error::Damaged("the store has been shut down".into())
}

/// Makes the directory, for its owner only, if it is not there.
fn make_private_directory(dir: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(dir).map_err(|source| io(dir, source))
}

/// How often and how long to wait for a lock. Between its fork and its exec a child of a process that has just let go
/// still holds it.
const LOCK_TRIES: u32 = 25;
const LOCK_PAUSE: Duration = Duration::from_millis(10);

/// The exclusive right to write, for as long as the file is open; the system takes it back from a dead process.
fn lock(dir: &Path) -> Result<File> {
    let path = dir.join("lock");
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|source| io(&path, source))?;
    for attempt in 1.. {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) if attempt < LOCK_TRIES => std::thread::sleep(LOCK_PAUSE),
            Err(TryLockError::WouldBlock) => return Err(Error::Locked(dir.to_owned())),
            Err(TryLockError::Error(source)) => return Err(io(&path, source)),
        }
    }
    Ok(file)
}

fn io(path: &Path, source: std::io::Error) -> Error {
    Error::Io { path: path.to_owned(), source }
}
