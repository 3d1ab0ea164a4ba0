//! Travaux: drafting and commenting for multistakeholder and intergovernmental consultations.
//!
//! A versioned store holds a draft outcome document paragraph by paragraph; delegations attach unattributed comments
//! and amendments; co-chairs consolidate at a desk and issue the next draft, clean and as a redline.
//!
//! The layers, each knowing only those above it in this list:
//!
//! - [`engine`]: pure text algebra: redline, alignment, merge, rebase.
//! - [`document`]: the structure of a negotiated text: paragraphs, labels, inline markup, lineage.
//! - [`drafting`]: the rules of the process: submissions, the desk, consolidation, the ledger.
//! - [`identity`]: who may act, what readers may learn, how an item is owned without a name.
//! - [`store`], [`import`], [`export`]: SQLite; files in; files out. None of them knows the others.
//! - [`press`]: files in every format; it runs the program that sets PDF.
//! - [`proceedings`]: what is done in a process, each act one transaction over the store.
//! - [`demonstration`]: a process with invented delegations, made by those acts.
//! - [`web`], [`cli`]: pages for browsers; the command line. Neither knows the other, but that `serve` starts it.
//!
//! Leaves: [`clock`] and [`chance`], the only wall clock and the only randomness; [`config`]; [`i18n`], the words of
//! pages; [`telemetry`], the log.

pub mod chance;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demonstration;
pub mod document;
pub mod drafting;
pub mod engine;
pub mod export;
pub mod i18n;
pub mod identity;
pub mod import;
pub mod press;
pub mod proceedings;
pub mod store;
pub mod telemetry;
pub mod web;
