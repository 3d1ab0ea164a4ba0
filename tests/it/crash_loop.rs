//! The running server, killed at any moment, on a disk that fills up, on a disk that fails: what it acknowledged is there,
//! and there once.
//!
//! Delegations prepare and submit over their connections and note outside what they were told; a release is made in
//! between. `CRASH_ROUNDS=200 cargo test --test it crash_loop -- --nocapture` does it as often as that and says what came
//! of it.
#![cfg(target_os = "linux")]

mod disk;
mod party;

use std::time::{Duration, Instant};

use party::{Lot, Party};

/// How often the server is killed, or its disk fails in each way.
fn rounds(usually: u32) -> u32 {
    std::env::var("CRASH_ROUNDS").ok().and_then(|it| it.parse().ok()).unwrap_or(usually)
}

#[test]
fn nothing_acknowledged_is_lost_or_doubled_when_the_server_is_killed() {
    let rounds = rounds(3);
    let mut lot = Lot::new();
    let party = Party::new(None);
    let begun = Instant::now();
    for round in 1..=rounds {
        let served = party.serve(&[]);
        let release = lot.draw(0, 3) > 0;
        // A release takes longer than a submission, most of all where many others are at work.
        let moment = Duration::from_micros(lot.draw(20_000, if release { 700_000 } else { 260_000 }));
        party.work(&served, release, || std::thread::sleep(moment));
        // As `kill -9` does: it hears nothing of it.
        drop(served);
        party.check(&format!("round {round}, killed after {moment:?}, seed {}", lot.seed));
    }
    // What was under way is sent again, and is the same.
    let unanswered = party.check("before it is sent again").unanswered;
    let served = party.serve(&[]);
    party.send_again(&served);
    drop(served);
    let sum = party.check("at the end");
    println!(
        "{rounds} rounds in {:.1} s: {} submissions acknowledged, {} sent and not answered, {} releases; {} there, \
         0 lost, 0 doubled",
        begun.elapsed().as_secs_f64(),
        sum.acknowledged,
        unanswered,
        sum.releases,
        sum.there,
    );
    assert!(sum.acknowledged >= rounds as usize, "{sum:?}");
    assert!(rounds < 20 || sum.releases > rounds as usize / 20, "{sum:?}");
}
