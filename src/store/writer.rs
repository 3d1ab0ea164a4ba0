//! The one writer: a thread that owns the connection and commits many jobs at once.
//!
//! Invariant: a job is acknowledged after the COMMIT that holds it, never before. Each runs under a savepoint of its
//! own: one that fails or panics takes back what it did and nothing else. Once the disk fails or the file is damaged
//! nothing is acknowledged any more; a full disk is tried again after a while, and what only reads is done meanwhile.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::error::{Error, Failed, Failure, Result};
use super::view::Write;

/// How many jobs may wait before callers do.
const QUEUE: usize = 256;

/// How many jobs one transaction takes at most.
const BATCH: usize = 64;

/// Size of the write-ahead log, in bytes, from which it is written back after a commit.
const LOG_LIMIT: u64 = 4 << 20;

/// How long a full disk is left alone.
const FULL_PAUSE: Duration = Duration::from_secs(2);

/// The handle to the thread. Dropping it waits until everything queued is done.
pub(super) struct Writer {
    queue: Option<mpsc::Sender<Message>>,
    thread: Option<JoinHandle<()>>,
}

/// What a caller hears: what its closure returned, or the panic it ended in.
pub(super) type Reply<T, E> = std::thread::Result<Result<T, E>>;

/// A job runs with the transaction, or hears why it cannot.
type Job = Box<dyn FnOnce(Result<&Write<'_>>) -> Done + Send>;

/// A job that has run and waits for the commit.
struct Done {
    /// Whether what it did is to stand.
    keep: bool,
    /// Tells its caller, given what became of the transaction.
    tell: Box<dyn FnOnce(Result<()>)>,
}

enum Message {
    Job(Job),
    Tidy(Tidy, oneshot::Sender<Result<bool>>),
}

/// What is done to the file between transactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tidy {
    /// The whole log is written back into the file and cut to nothing.
    Checkpoint,
    /// The same, after the file was written anew: nothing deleted is left in either.
    Scrub,
}

impl Writer {
    /// Starts the thread on an opened connection.
    pub(super) fn start(conn: Connection, log: PathBuf) -> std::io::Result<Self> {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let scribe = Scribe { conn, log, standing: Standing::Well };
        let thread =
            std::thread::Builder::new().name("store-writer".into()).spawn(move || scribe.work(jobs))?;
        Ok(Self { queue: Some(queue), thread: Some(thread) })
    }

    /// Queues `f`; the receiver hears what came of it after the commit. Waits while the queue is full.
    pub(super) async fn submit<T, E, F>(&self, f: F) -> oneshot::Receiver<Reply<T, E>>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&Write<'_>) -> Result<T, E> + Send + 'static,
    {
        let (job, reply) = job(f);
        if let Some(queue) = &self.queue {
            // If the thread is gone the job is dropped, and the receiver hears that.
            let _ = queue.send(Message::Job(job)).await;
        }
        reply
    }

    /// As [`Writer::submit`], for callers outside a runtime.
    pub(super) fn submit_blocking<T, E, F>(&self, f: F) -> oneshot::Receiver<Reply<T, E>>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&Write<'_>) -> Result<T, E> + Send + 'static,
    {
        let (job, reply) = job(f);
        if let Some(queue) = &self.queue {
            let _ = queue.blocking_send(Message::Job(job));
        }
        reply
    }

    /// Queues tidying the file up; hears whether no reader was in the way.
    pub(super) async fn tidy(&self, how: Tidy) -> oneshot::Receiver<Result<bool>> {
        let (tell, reply) = oneshot::channel();
        if let Some(queue) = &self.queue {
            let _ = queue.send(Message::Tidy(how, tell)).await;
        }
        reply
    }

    /// As [`Writer::tidy`], for callers outside a runtime.
    pub(super) fn tidy_blocking(&self, how: Tidy) -> oneshot::Receiver<Result<bool>> {
        let (tell, reply) = oneshot::channel();
        if let Some(queue) = &self.queue {
            let _ = queue.blocking_send(Message::Tidy(how, tell));
        }
        reply
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        // A job may hold the last handle to the store; its thread cannot wait for itself.
        if let Some(thread) = self.thread.take().filter(|it| it.thread().id() != std::thread::current().id())
        {
            let _ = thread.join();
        }
    }
}

fn job<T, E, F>(f: F) -> (Job, oneshot::Receiver<Reply<T, E>>)
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
    F: FnOnce(&Write<'_>) -> Result<T, E> + Send + 'static,
{
    let (caller, reply) = oneshot::channel();
    let run = move |tx: Result<&Write<'_>>| {
        let outcome: Reply<T, E> = match tx {
            Ok(tx) => catch_unwind(AssertUnwindSafe(|| f(tx))),
            Err(refused) => Ok(Err(refused.into())),
        };
        let keep = matches!(outcome, Ok(Ok(_)));
        let tell = move |committed: Result<()>| {
            let outcome = match (outcome, committed) {
                (Ok(Ok(_)), Err(error)) => Ok(Err(error.into())),
                (outcome, _) => outcome,
            };
            // A caller who has gone away misses the answer; what was done stands all the same.
            let _ = caller.send(outcome);
        };
        Done { keep, tell: Box::new(tell) }
    };
    (Box::new(run), reply)
}

/// Whether writing goes on.
enum Standing {
    Well,
    /// Not before then.
    Full {
        until: Instant,
        failed: Failed,
    },
    /// Not any more.
    Stopped(Failed),
}

impl Standing {
    fn after(failed: &Failed) -> Self {
        match failed.reach() {
            Failure::Ordinary => Self::Well,
            Failure::Full => Self::Full { until: Instant::now() + FULL_PAUSE, failed: failed.clone() },
            Failure::Broken => Self::Stopped(failed.clone()),
        }
    }

    /// Why nothing can be written now, if nothing can.
    fn refusal(&self) -> Option<Failed> {
        match self {
            Self::Well => None,
            Self::Full { until, failed } => (Instant::now() < *until).then(|| failed.clone()),
            Self::Stopped(failed) => Some(failed.clone()),
        }
    }
}

/// The thread's own: the connection, and how things stand.
struct Scribe {
    conn: Connection,
    log: PathBuf,
    standing: Standing,
}

impl Scribe {
    fn work(mut self, mut queue: mpsc::Receiver<Message>) {
        while let Some(first) = queue.blocking_recv() {
            let mut jobs = Vec::new();
            let mut tidying = Vec::new();
            let waiting = std::iter::from_fn(|| queue.try_recv().ok()).take(BATCH - 1);
            for message in std::iter::once(first).chain(waiting) {
                match message {
                    Message::Job(job) => jobs.push(job),
                    Message::Tidy(how, tell) => tidying.push((how, tell)),
                }
            }
            if !jobs.is_empty() {
                self.commit(jobs);
            }
            for (how, tell) in tidying {
                let _ = tell.send(self.tidy(how));
            }
            if size(&self.log) > LOG_LIMIT {
                // A failure shows in the standing; what was acknowledged is safe in the log.
                let _ = self.checkpoint("passive");
            }
        }
        let _ = self.checkpoint("truncate");
    }

    /// Runs the jobs in one transaction, and tells their callers once it is known what became of it.
    fn commit(&mut self, jobs: Vec<Job>) {
        if let Some(full) = self.standing.refusal().filter(|it| it.reach() == Failure::Full) {
            return self.look(jobs, &full);
        }
        let mut waiting = jobs.into_iter();
        let mut done = Vec::new();
        let outcome = match self.standing.refusal() {
            Some(failed) => Err(failed),
            None => self.transaction(&mut waiting, &mut done).map_err(|failed| self.abandon(failed)),
        };
        let answer = || outcome.as_ref().map_or_else(|failed| Err(failed.error()), |()| Ok(()));
        for ran in done {
            (ran.tell)(answer());
        }
        if let Err(failed) = &outcome {
            for never_ran in waiting {
                (never_ran(Err(failed.error())).tell)(Ok(()));
            }
        }
    }

    /// Runs the jobs while the disk is full: one that changes something hears that.
    fn look(&mut self, jobs: Vec<Job>, full: &Failed) {
        let begun = self.conn.execute_batch("begin").is_ok();
        for job in jobs {
            let tx = Write::refusing(&self.conn, full.clone());
            let ran = job(if begun { Ok(&tx) } else { Err(full.error()) });
            let failed = tx.failed();
            if let Some(broken) = failed.as_ref().filter(|it| it.reach() == Failure::Broken) {
                self.standing = Standing::after(broken);
            }
            (ran.tell)(failed.map_or(Ok(()), |failed| Err(failed.error())));
        }
        if begun && self.conn.execute_batch("rollback").is_err() {
            self.standing = Standing::Stopped(full.clone());
        }
    }

    fn transaction(
        &mut self,
        jobs: &mut impl Iterator<Item = Job>,
        done: &mut Vec<Done>,
    ) -> Result<(), Failed> {
        let mut standing = Standing::Well;
        self.conn.execute_batch("begin immediate")?;
        for job in jobs {
            if let Err(failed) = self.conn.execute_batch("savepoint job").map_err(Failed::from) {
                done.push(job(Err(failed.error())));
                return Err(failed);
            }
            let tx = Write::new(&self.conn);
            let ran = job(Ok(&tx));
            let end = if ran.keep { "release job" } else { "rollback to job; release job" };
            done.push(ran);
            if let Some(failed) = tx.failed() {
                // Some failures end the whole transaction by themselves.
                if failed.reach() == Failure::Broken || self.conn.is_autocommit() {
                    return Err(failed);
                }
                standing = Standing::after(&failed);
            }
            self.conn.execute_batch(end)?;
        }
        self.conn.execute_batch("commit")?;
        self.standing = standing;
        Ok(())
    }

    /// Takes the transaction back, and gives back why.
    fn abandon(&mut self, failed: Failed) -> Failed {
        self.standing = Standing::after(&failed);
        if !self.conn.is_autocommit() && self.conn.execute_batch("rollback").is_err() {
            self.standing = Standing::Stopped(failed.clone());
        }
        failed
    }

    fn tidy(&mut self, how: Tidy) -> Result<bool> {
        if how == Tidy::Scrub && self.standing.refusal().is_none() {
            self.conn.execute_batch("vacuum").map_err(|error| self.abandon(Failed::from(error)).error())?;
        }
        self.checkpoint("truncate")
    }

    /// Writes the log back into the file; says whether nobody was in the way.
    fn checkpoint(&mut self, how: &str) -> Result<bool> {
        if let Standing::Stopped(failed) = &self.standing {
            return Err(failed.error());
        }
        let busy =
            self.conn.query_row(&format!("pragma wal_checkpoint({how})"), [], |row| row.get::<_, bool>(0));
        busy.map(|busy| !busy).map_err(|error| {
            let failed = Failed::from(error);
            self.standing = Standing::after(&failed);
            failed.error()
        })
    }
}

fn size(path: &Path) -> u64 {
    path.metadata().map_or(0, |it| it.len())
}
