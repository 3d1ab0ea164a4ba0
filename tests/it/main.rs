//! The real program over throwaway data.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails where something is not there")]

mod readers;
mod roundtrip;
mod store;
