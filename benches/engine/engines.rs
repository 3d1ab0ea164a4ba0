//! The engines that are measured: ours, and every peer that is found on this machine.

mod ours;

use crate::generate::{Amendments, Carried, Pair, Piece, Sample};
use crate::score::{Found, Merged};
pub(crate) use ours::compare;
use std::path::Path;
use std::process::Command;

/// A redline, or nothing where the engine gave none.
pub(crate) type Pieces = Option<Vec<Piece>>;

/// Marks the changes of many samples at once, one answer for each.
pub(crate) type Redliner = fn(&[Sample]) -> Vec<Pieces>;

/// What an engine can be asked for; what it cannot do is nothing.
#[derive(Clone, Copy)]
pub(crate) struct Engine {
    /// At most eleven characters.
    pub(crate) name: &'static str,
    /// What exactly is run.
    pub(crate) what: &'static str,
    pub(crate) redline: Option<Redliner>,
    pub(crate) align: Option<fn(&Pair) -> Vec<Found>>,
    /// Merges the texts of a sample in the given order.
    pub(crate) merge: Option<fn(&Amendments, &[usize]) -> Merged>,
    pub(crate) rebase: Option<fn(&Carried) -> Merged>,
    /// Compares two documents in this process; the number of changes.
    pub(crate) compare: Option<fn(&Pair) -> usize>,
    /// The program that compares two files with a paragraph a line.
    pub(crate) program: Option<fn(&Path, &Path) -> Command>,
}

impl Engine {
    const fn named(name: &'static str, what: &'static str) -> Engine {
        Engine {
            name,
            what,
            redline: None,
            align: None,
            merge: None,
            rebase: None,
            compare: None,
            program: None,
        }
    }
}

/// Ours, which comes first in every table.
pub(crate) const OURS: Engine = ours::ENGINE;
