//! The store over a throwaway data directory: what is kept, what is refused, what survives.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod backup;
mod crash;
mod damage;
mod disk_full;
mod journey;
mod opening;
mod order;
mod sample;
mod sharing;
mod trail;
mod writing;
