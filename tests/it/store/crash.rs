//! A process killed in the middle of writing: what it had acknowledged is there.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use travaux::store::{Access, Store};

use super::sample::new_store;
use super::writing::{add, added};

/// Tells the test below that it is the process to be killed, and where it writes.
const VICTIM: &str = "TRAVAUX_TEST_VICTIM";

/// How many threads the victim writes from.
const THREADS: u32 = 4;

#[test]
fn acknowledged_writes_survive_a_kill() {
    if let Some(dir) = std::env::var_os(VICTIM) {
        return write_until_killed(&Store::open(dir.as_ref(), Access::Write).unwrap());
    }
    let (dir, store) = new_store();
    drop(store);
    let mut acknowledged = Vec::new();
    for round in 1..=5 {
        let mut victim = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "store::crash::acknowledged_writes_survive_a_kill", "--nocapture"])
            .env(VICTIM, dir.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(victim.stdout.take().unwrap()).lines();
        let mut heard = lines.filter_map(|line| line.unwrap().strip_prefix("written ")?.parse::<u32>().ok());
        acknowledged.extend(heard.by_ref().take(17 * round));
        victim.kill().unwrap();
        acknowledged.extend(heard); // what it said before it died counts too
        victim.wait().unwrap();
        let store = Store::open(dir.path(), Access::Write).unwrap();
        let kept = added(&store);
        let lost: Vec<_> = acknowledged.iter().filter(|it| kept.binary_search(it).is_err()).collect();
        assert!(lost.is_empty(), "lost {lost:?} of {} acknowledged", acknowledged.len());
        assert!(store.check().unwrap().is_empty());
    }
    assert!(acknowledged.len() >= 17 * 15);
}

fn write_until_killed(store: &Store) {
    let first = added(store).last().map_or(0, |last| last + 1);
    std::thread::scope(|threads| {
        for thread in 0..THREADS {
            threads.spawn(move || {
                for number in (first + thread..).step_by(THREADS as usize) {
                    store.blocking_write(move |tx| add(tx, number)).unwrap();
                    let mut out = std::io::stdout().lock();
                    writeln!(out, "\nwritten {number}").unwrap();
                    out.flush().unwrap();
                }
            });
        }
    });
}
