//! How often anybody may send something: bursts as a person at work makes them, and no more.
//!
//! Invariant: what is counted is kept in memory, by a hash; no address and no name is.

use std::num::NonZeroU32;

use governor::clock::DefaultClock;
use governor::state::keyed::HashMapStateStore;
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use sha2::{Digest, Sha256};

/// Forms and previews of one session in a second, and at once.
const SESSION: (u32, u32) = (10, 60);
/// Forms of those who are not logged in, together, in a second and at once; forms with a key in them apart.
const EVERYBODY: (u32, u32) = (20, 200);
/// Wrong keys and codes that are answered at length, together, in a second and at once. A right one is always taken.
const WRONG_KEYS: (u32, u32) = (2, 40);

/// Releases on command in one round in an hour.
const COMMAND: u32 = 1;

/// Whether something is taken now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// It is.
    Go,
    /// Not yet.
    Wait,
}

type Keyed = RateLimiter<u64, HashMapStateStore<u64>, DefaultClock>;

/// The counters.
pub(super) struct Limits {
    sessions: Keyed,
    everybody: DefaultDirectRateLimiter,
    commands: Keyed,
    wrong_keys: DefaultDirectRateLimiter,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            sessions: RateLimiter::hashmap(per_second(SESSION)),
            everybody: RateLimiter::direct(per_second(EVERYBODY)),
            commands: RateLimiter::hashmap(Quota::per_hour(count(COMMAND))),
            wrong_keys: RateLimiter::direct(per_second(WRONG_KEYS)),
        }
    }
}

impl Limits {
    /// Of one session.
    pub(super) fn session(&self, token_hash: &[u8]) -> Turn {
        self.sessions.retain_recent();
        turn(self.sessions.check_key(&key(token_hash)).is_ok())
    }

    /// Of those who are not logged in, together.
    pub(super) fn anybody(&self) -> Turn {
        turn(self.everybody.check().is_ok())
    }

    /// Of wrong keys and codes, whoever sent them: asked once one has turned out to be wrong.
    pub(super) fn wrong_key(&self) -> Turn {
        turn(self.wrong_keys.check().is_ok())
    }

    /// Of releases on command in one round: were it tried again and again, the moment it succeeds could tell who was
    /// the last to make it possible.
    pub(super) fn command(&self, round: &[u8]) -> Turn {
        self.commands.retain_recent();
        turn(self.commands.check_key(&key(round)).is_ok())
    }
}

fn turn(taken: bool) -> Turn {
    if taken { Turn::Go } else { Turn::Wait }
}

fn key(of: &[u8]) -> u64 {
    let hash = Sha256::digest(of);
    hash.iter().take(8).fold(0, |key, byte| (key << 8) | u64::from(*byte))
}

fn per_second((rate, burst): (u32, u32)) -> Quota {
    Quota::per_second(count(rate)).allow_burst(count(burst))
}

fn count(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_taken_and_then_it_is_time_to_wait() {
        let limits = Limits::default();
        let taken = (0..SESSION.1 + 30).filter(|_| limits.session(b"a") == Turn::Go).count();
        assert!((SESSION.1..SESSION.1 + 10).contains(&(taken as u32)), "{taken}");
        assert_eq!(limits.session(b"a"), Turn::Wait);
        assert_eq!(limits.session(b"b"), Turn::Go, "each has its own");
    }
}
