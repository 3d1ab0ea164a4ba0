//! The engines that are measured: ours, and every peer that is found on this machine.

mod diff3;
mod fold;
mod git;
mod ours;
mod scripts;
mod similar;
mod tool;
mod wdiff;

pub(crate) use ours::compare;

use crate::generate::{Amendments, Carried, Pair, Piece, Sample};
use crate::score::{Found, Merged};
use std::path::Path;
use std::process::Command;

/// A redline, or nothing where the engine gave none.
pub(crate) type Pieces = Option<Vec<Piece>>;

/// Marks the changes of many samples at once, one answer for each.
pub(crate) type Redliner = fn(&[Sample]) -> Vec<Pieces>;

/// What an engine can be asked for; what it cannot do is nothing.
#[derive(Clone, Copy)]
pub(crate) struct Engine {
    pub(crate) name: &'static str,
    /// What exactly is run.
    pub(crate) what: &'static str,
    /// Whether it is here.
    pub(crate) is_here: fn() -> bool,
    /// Whether it takes so long to start that a quick run does without it.
    pub(crate) is_slow: bool,
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
            is_here: || true,
            is_slow: false,
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

/// All others, here or not.
pub(crate) const PEERS: [Engine; 11] = [
    git::WORDS,
    git::REGEX,
    wdiff::WDIFF,
    wdiff::DWDIFF,
    scripts::WIKIDIFF2,
    scripts::JSDIFF,
    scripts::DIFF_MATCH_PATCH,
    similar::INLINE,
    similar::WORDS,
    scripts::LIBREOFFICE,
    diff3::ENGINE,
];
