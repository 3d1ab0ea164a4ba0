//! The log: what happened, never who did it.
//!
//! Invariant: no address, no id, no name, no words of a text and no query of a request reach the log. Requests are
//! counted by the pattern of their route and the status of the answer, and the counts are written once an hour. Of a
//! panic the place in the program is told, not what it says: that may be words of a text.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use tracing::level_filters::LevelFilter;

/// Sends the log to standard error from now on; a second call changes nothing.
pub fn start() {
    let log = tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(LevelFilter::INFO);
    if log.with_target(false).try_init().is_err() {
        tracing::debug!("the log has been started before");
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a panic");
    }));
}

/// Requests since the last report, by pattern and status.
#[derive(Debug, Default)]
pub struct Tally(Mutex<BTreeMap<(String, u16), u64>>);

impl Tally {
    /// Counts one answer. `pattern` is the route as it is written in the program: "/processes/{process}".
    pub fn count(&self, pattern: &str, status: u16) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry((pattern.to_owned(), status)).or_default() += 1;
    }

    /// Gives the counts and begins again from nothing.
    pub fn take(&self) -> BTreeMap<(String, u16), u64> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Writes the counts to the log and begins again.
    pub fn report(&self) {
        for ((pattern, status), requests) in self.take() {
            tracing::info!(pattern, status, requests, "requests in the last hour");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_begin_again_after_each_report() {
        let tally = Tally::default();
        tally.count("/", 200);
        tally.count("/", 200);
        tally.count("/", 304);
        let counts: Vec<(u16, u64)> =
            tally.take().into_iter().map(|((_, status), count)| (status, count)).collect();
        assert_eq!(counts, [(200, 2), (304, 1)]);
        assert!(tally.take().is_empty());
    }
}
