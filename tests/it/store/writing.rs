//! One writer for many: what is committed together, and what is undone alone.

use std::path::Path;
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use travaux::document::id::{ActId, ProcessId};
use travaux::drafting::desk::{Act, Deed};
use travaux::drafting::ledger::Source;
use travaux::store::processes::{Process, Settings};
use travaux::store::{Error, Result, Store, Write};

use super::sample::{PROCESS, bytes, draft_id, issue_draft, new_store, paragraph_id, paragraphs};

/// Adds the `number`th process.
pub(super) fn add(tx: &Write<'_>, number: u32) -> Result<()> {
    tx.create_process(&Process {
        id: ProcessId::from_bytes(bytes(number)),
        name: format!("p-{number}"),
        title: format!("Process {number}"),
        settings: Settings::default(),
    })
}

/// The numbers of all processes added.
pub(super) fn added(store: &Store) -> Vec<u32> {
    let processes = store.blocking_read(|db| db.processes()).unwrap();
    let mut numbers: Vec<u32> =
        processes.iter().filter_map(|it| it.name.strip_prefix("p-")?.parse().ok()).collect();
    numbers.sort_unstable();
    numbers
}

/// Counts the transactions in a write-ahead log: the last frame of each holds the size of the file after it.
fn commits(dir: &Path) -> usize {
    const HEADER: usize = 32;
    const FRAME: usize = 24 + 4096;
    let log = std::fs::read(dir.join("travaux.db-wal")).unwrap();
    let salt = |at: usize| &log[at..at + 8];
    let frames = (HEADER..log.len() - FRAME + 1).step_by(FRAME).take_while(|at| salt(at + 8) == salt(16));
    frames.filter(|at| log[at + 4..at + 8] != [0; 4]).count()
}

/// Drives a test that needs a runtime; the store is made and dropped outside of it.
fn run<F: Future>(test: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(test)
}

/// A job that keeps the writer busy until it is dropped, so that everything after it queues up.
struct Busy {
    end: Option<mpsc::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

fn occupy(store: &Store) -> Busy {
    let (end, ended) = mpsc::channel::<()>();
    let (begin, begun) = mpsc::channel();
    let store = store.clone();
    let thread = std::thread::spawn(move || {
        let job = move |_: &Write<'_>| {
            begin.send(()).unwrap();
            let _ = ended.recv();
            Ok::<_, Error>(())
        };
        store.blocking_write(job).unwrap();
    });
    begun.recv().unwrap();
    Busy { end: Some(end), thread: Some(thread) }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.end = None;
        self.thread.take().unwrap().join().unwrap();
    }
}

#[test]
fn writes_that_wait_together_are_committed_together() {
    let (dir, store) = new_store();
    run(async {
        assert!(store.checkpoint().await.unwrap());
        let before = commits_or_none(dir.path());
        let busy = occupy(&store);
        let writes: Vec<_> = (0..100)
            .map(|number| {
                let store = store.clone();
                tokio::spawn(async move { store.write(move |tx| add(tx, number)).await })
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(200)).await;
        drop(busy);
        for write in writes {
            write.await.unwrap().unwrap();
        }
        assert_eq!(added(&store), (0..100).collect::<Vec<_>>());
        let together = commits(dir.path()) - before;
        assert!((1..=4).contains(&together), "{together} commits for 100 writes");
    });
}

fn commits_or_none(dir: &Path) -> usize {
    let log = dir.join("travaux.db-wal");
    if log.metadata().is_ok_and(|it| it.len() > 0) { commits(dir) } else { 0 }
}

#[test]
fn a_write_that_fails_or_panics_undoes_itself_only() {
    let (_dir, store) = new_store();
    run(async {
        let busy = occupy(&store);
        let writes: Vec<_> = (0..60)
            .map(|number| {
                let store = store.clone();
                tokio::spawn(async move {
                    let write = store.write(move |tx| {
                        add(tx, number)?;
                        match number % 10 {
                            3 => Err(Error::Stale { expected: 1, found: 2 }),
                            5 => add(tx, number), // its name is taken by now
                            7 => panic!("expected in this test"),
                            _ => Ok(()),
                        }
                    });
                    write.await
                })
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(200)).await;
        drop(busy);
        for (number, write) in writes.into_iter().enumerate() {
            match (number % 10, write.await) {
                (3, Ok(Err(Error::Stale { .. }))) | (5, Ok(Err(Error::Taken(_)))) => {}
                (7, Err(panic)) => assert!(panic.is_panic()),
                (0..=2 | 4 | 6 | 8 | 9, Ok(Ok(()))) => {}
                (_, other) => panic!("write {number}: {other:?}"),
            }
        }
        let stand: Vec<u32> = (0..60).filter(|number| ![3, 5, 7].contains(&(number % 10))).collect();
        assert_eq!(added(&store), stand);
    });
}

#[test]
fn a_reader_sees_one_snapshot() {
    let (_dir, store) = new_store();
    let other = store.clone();
    store
        .blocking_read(|db| {
            let before = db.processes()?;
            other.blocking_write(|tx| add(tx, 1))?;
            assert_eq!(db.processes()?, before);
            Ok::<_, Error>(())
        })
        .unwrap();
    assert_eq!(added(&store), [1]);
}

#[test]
fn what_is_acknowledged_is_seen_by_the_next_read() {
    let (_dir, store) = new_store();
    for number in 0..50 {
        store.blocking_write(move |tx| add(tx, number)).unwrap();
        assert_eq!(added(&store).last(), Some(&number));
    }
}

#[test]
fn readers_take_turns_and_outlive_panics() {
    let (_dir, store) = new_store();
    run(async {
        let reads: Vec<_> = (0..64)
            .map(|number| {
                let store = store.clone();
                tokio::spawn(async move {
                    let read = store.read(move |db| {
                        assert!(number % 4 != 0, "expected in this test");
                        db.process("ict")
                    });
                    read.await.map(|it| it.id)
                })
            })
            .collect();
        for (number, read) in reads.into_iter().enumerate() {
            match read.await {
                Ok(found) => assert_eq!(found.unwrap(), PROCESS),
                Err(panic) => assert!(panic.is_panic() && number % 4 == 0),
            }
        }
        assert_eq!(store.read(|db| db.processes()).await.unwrap().len(), 1);
    });
}

#[test]
fn a_caller_who_stops_waiting_changes_nothing() {
    let (_dir, store) = new_store();
    run(async {
        let busy = occupy(&store);
        let waiting = store.write(|tx| add(tx, 1));
        assert!(tokio::time::timeout(Duration::from_millis(50), waiting).await.is_err());
        drop(busy);
        store.write(|tx| add(tx, 2)).await.unwrap();
        assert_eq!(added(&store), [1, 2]);
    });
}

#[test]
fn of_64_acts_on_one_version_one_is_appended() {
    let (_dir, store) = new_store();
    issue_draft(&store, 0, paragraphs(1)).unwrap();
    run(async {
        let acts: Vec<_> = (0..64)
            .map(|number| {
                let store = store.clone();
                let deed = Deed::Delete { paragraphs: vec![paragraph_id(0)], source: Source::CoChairs };
                let act = Act { id: ActId::from_bytes(bytes(number)), deed };
                tokio::spawn(async move { store.write(move |tx| tx.append_act(draft_id(0), 0, &act)).await })
            })
            .collect();
        let mut appended = 0;
        for act in acts {
            match act.await.unwrap() {
                Ok(version) => appended += version,
                Err(error) => assert!(matches!(error, Error::Stale { expected: 0, found: 1 }), "{error}"),
            }
        }
        assert_eq!(appended, 1);
    });
}

#[test]
fn the_log_is_written_back_before_it_grows_large() {
    let (dir, store) = new_store();
    let mut largest = 0;
    for number in 0..60 {
        let title = "Many words. ".repeat(40_000); // half a megabyte
        let id = ProcessId::from_bytes(bytes(number));
        let name = format!("p-{number}");
        store
            .blocking_write(move |tx| {
                tx.create_process(&Process { id, name, title, settings: Settings::default() })
            })
            .unwrap();
        largest = largest.max(dir.path().join("travaux.db-wal").metadata().unwrap().len());
    }
    assert!((4 << 20..16 << 20).contains(&largest), "{largest}");
}

#[test]
fn the_last_handle_waits_for_what_is_queued() {
    let (dir, store) = new_store();
    let busy = occupy(&store);
    let other = store.clone();
    let queued = std::thread::spawn(move || other.blocking_write(|tx| add(tx, 1)));
    std::thread::sleep(Duration::from_millis(50));
    drop(busy);
    drop(store);
    queued.join().unwrap().unwrap();
    let again = Store::open(dir.path(), travaux::store::Access::Write).unwrap();
    assert_eq!(added(&again), [1]);
}
