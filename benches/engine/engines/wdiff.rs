//! GNU wdiff and dwdiff: words between white space.

use super::tool::{Files, command, is_here, marked, output, without_line_end};
use super::{Engine, Pieces};
use crate::generate::Sample;
use std::path::Path;
use std::process::Command;

pub(super) const WDIFF: Engine = Engine {
    is_here: || is_here("wdiff"),
    redline: Some(|samples| redlines("wdiff", samples)),
    program: Some(|old, new| program("wdiff", old, new)),
    ..Engine::named("wdiff", "wdiff OLD NEW")
};

pub(super) const DWDIFF: Engine = Engine {
    is_here: || is_here("dwdiff"),
    redline: Some(|samples| redlines("dwdiff", samples)),
    program: Some(|old, new| program("dwdiff", old, new)),
    ..Engine::named("dwdiff", "dwdiff OLD NEW")
};

const MARKS: [&str; 8] = ["-w", "\u{1}", "-x", "\u{2}", "-y", "\u{3}", "-z", "\u{4}"];

fn program(name: &str, old: &Path, new: &Path) -> Command {
    let mut command = command(name);
    command.args([old, new]);
    command
}

fn redlines(name: &str, samples: &[Sample]) -> Vec<Pieces> {
    let files = Files::new();
    let redline = |sample: &Sample| {
        let (old, new) = (format!("{}\n", sample.old), format!("{}\n", sample.new));
        let mut command = command(name);
        command.args(MARKS).args([files.with("old", &old), files.with("new", &new)]);
        Some(without_line_end(marked(&output(command).0)))
    };
    samples.iter().map(redline).collect()
}
