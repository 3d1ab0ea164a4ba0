//! Times every engine on the same two documents, always in turn with ours.

use crate::clock::{Times, wall, write_lines};
use crate::engines::{Engine, OURS};
use crate::generate::Pair;
use std::path::PathBuf;
use std::time::Duration;

/// How many times as long as ours an engine takes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Race {
    /// Both within this process.
    pub(crate) in_process: Option<Pace>,
    /// Both as programs that read two files.
    pub(crate) as_program: Option<Pace>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Pace {
    Times(f64),
    /// It was stopped.
    MoreThan(f64),
}

/// What everybody runs on.
#[derive(Debug)]
pub(crate) struct Course<'a> {
    pub(crate) pair: &'a Pair,
    pub(crate) runs: usize,
    /// When a program is stopped.
    pub(crate) limit: Duration,
}

/// What takes longer is run once.
const SLOW: Duration = Duration::from_secs(1);

impl Course<'_> {
    pub(crate) fn race(&self, engine: &Engine) -> Race {
        Race { in_process: self.in_process(engine), as_program: self.as_program(engine) }
    }

    fn in_process(&self, engine: &Engine) -> Option<Pace> {
        let (ours, theirs) = (OURS.compare?, engine.compare?);
        let (ours, theirs) = Times::of_both(self.runs, || ours(self.pair), || theirs(self.pair));
        Some(Pace::Times(theirs.median_ms() / ours.median_ms()))
    }

    fn as_program(&self, engine: &Engine) -> Option<Pace> {
        let (ours, theirs) = (OURS.program?, engine.program?);
        let folder = tempfile::tempdir().unwrap();
        let paths: [PathBuf; 2] = ["old.txt", "new.txt"].map(|name| folder.path().join(name));
        write_lines(&paths[0], &self.pair.old);
        write_lines(&paths[1], &self.pair.new);
        let [old, new] = &paths;
        let mut our_times = Vec::new();
        let mut times = Vec::new();
        wall(ours(old, new), self.limit)?;
        let first = wall(theirs(old, new), self.limit);
        for run in 0..self.runs {
            our_times.push(wall(ours(old, new), self.limit)?);
            let slow = first.is_none_or(|first| first > SLOW);
            if !slow || run == 0 {
                times.extend(if slow { first } else { wall(theirs(old, new), self.limit) });
            }
        }
        let ours = Times::sorted(our_times).median_ms();
        if times.is_empty() {
            return Some(Pace::MoreThan(self.limit.as_secs_f64() * 1e3 / ours));
        }
        Some(Pace::Times(Times::sorted(times).median_ms() / ours))
    }
}

impl Pace {
    pub(crate) fn text(self) -> String {
        let (sign, value) = match self {
            Pace::Times(value) => ("", value),
            Pace::MoreThan(value) => (">", value),
        };
        let digits = if value < 10.0 { 1 } else { 0 };
        format!("{sign}{value:.digits$}")
    }
}
