//! The rules of drafting: submissions, the desk and its decisions, the next draft and its ledger.
//!
//! Invariant: everything here is a function of its arguments. Submissions have no author; arrival plays no part:
//! whatever order they are given in, the result is the same. Knows no store, no clock, no person.
#![deny(clippy::disallowed_types, clippy::disallowed_methods)]

mod alternatives;
pub mod auto;
#[cfg(test)]
mod auto_cases;
pub mod carry;
#[cfg(test)]
mod cases;
pub mod choice;
pub mod compile;
pub mod concordance;
pub mod consolidate;
pub mod crossrefs;
pub mod desk;
pub mod disposition;
pub mod exchange;
pub mod formal;
mod hand;
pub mod later;
#[cfg(test)]
mod laws;
pub mod ledger;
mod made;
pub mod naming;
pub mod normalise;
mod number;
mod offset;
mod outcome;
mod plan;
pub mod position;
pub mod renumber;
pub mod rivals;
pub mod round;
mod spots;
pub mod submission;
pub mod typed;
pub mod verbs;
pub mod wording;
pub mod workbench;
