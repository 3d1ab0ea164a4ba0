//! A purse for each key, that fills by the clock: an attempt costs a coin, and a coin can be given back.
//!
//! The counters of [`super::super::limits`] know no way back; that is why this one is our own.

use std::num::NonZeroU32;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;

/// Purses of one size.
pub(super) struct Purse {
    /// How long it takes until a coin is there again.
    every: Duration,
    /// How many coins are in a full one.
    size: NonZeroU32,
    /// When each will be full again.
    full_at: Mutex<FxHashMap<u64, Instant>>,
}

impl Purse {
    /// Full purses.
    pub(super) fn new(every: Duration, size: NonZeroU32) -> Self {
        Self { every, size, full_at: Mutex::default() }
    }

    /// Takes a coin; else says how long it takes until there is one.
    pub(super) fn pay(&self, key: u64, now: Instant) -> Result<(), Duration> {
        let mut all = self.all();
        all.retain(|_, full_at| *full_at > now);
        let full_at = all.get(&key).copied().unwrap_or(now) + self.every;
        let over = (full_at - now).saturating_sub(self.every * self.size.get());
        if !over.is_zero() {
            return Err(over);
        }
        all.insert(key, full_at);
        Ok(())
    }

    /// Gives a coin back.
    pub(super) fn give_back(&self, key: u64) {
        if let Some(full_at) = self.all().get_mut(&key) {
            *full_at = full_at.checked_sub(self.every).unwrap_or(*full_at);
        }
    }

    fn all(&self) -> MutexGuard<'_, FxHashMap<u64, Instant>> {
        self.full_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purse_is_emptied_fills_by_the_clock_and_takes_coins_back() {
        let purse = Purse::new(Duration::from_secs(10), NonZeroU32::new(3).unwrap());
        let start = Instant::now();
        let pay = |key, seconds| purse.pay(key, start + Duration::from_secs(seconds));
        assert_eq!([pay(1, 0), pay(1, 0), pay(1, 0)], [Ok(()); 3]);
        assert_eq!(pay(1, 0), Err(Duration::from_secs(10)));
        assert_eq!(pay(1, 4), Err(Duration::from_secs(6)), "waiting costs nothing");
        assert_eq!(pay(2, 4), Ok(()), "each has its own");
        assert_eq!([pay(1, 10), pay(1, 10)], [Ok(()), Err(Duration::from_secs(10))]);
        purse.give_back(1);
        assert_eq!([pay(1, 10), pay(1, 10)], [Ok(()), Err(Duration::from_secs(10))]);
        assert_eq!([pay(1, 60), pay(1, 60), pay(1, 60)], [Ok(()); 3]);
        assert!(pay(1, 60).is_err(), "no more than it holds");
        purse.give_back(7);
        assert_eq!([pay(7, 60), pay(7, 60), pay(7, 60)], [Ok(()); 3]);
        assert!(pay(7, 60).is_err());
    }
}
