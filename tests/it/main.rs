//! The real program over throwaway data.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on panics")]

mod akoma;
mod bad_input;
mod browser;
mod cli;
mod contract;
mod corpus;
mod crash_loop;
mod demonstration;
mod exchange;
mod metadata;
mod naming;
mod pdf;
mod readers;
mod replay;
mod returned;
mod roundtrip;
mod security_docs;
mod store;
mod support;
mod tidy;
mod unattributed;
mod web;

/// Our reader of Word files, which is no part of the program.
#[path = "../../src/export/docx/reader.rs"]
mod word;
