//! Measures time and memory.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The times of several runs.
#[derive(Clone, Debug)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    /// Runs two things in turn, so that whatever else this machine does slows both.
    pub(crate) fn of_both<T, U>(
        runs: usize,
        mut one: impl FnMut() -> T,
        mut other: impl FnMut() -> U,
    ) -> (Times, Times) {
        let (mut ones, mut others) = (Vec::new(), Vec::new());
        std::hint::black_box((one(), other()));
        for _ in 0..runs {
            let begun = Instant::now();
            std::hint::black_box(one());
            ones.push(begun.elapsed());
            let begun = Instant::now();
            std::hint::black_box(other());
            others.push(begun.elapsed());
        }
        (Times::sorted(ones), Times::sorted(others))
    }

    /// Times that were taken elsewhere; at least one.
    pub(crate) fn sorted(mut times: Vec<Duration>) -> Times {
        times.sort();
        Times(times)
    }

    pub(crate) fn median_ms(&self) -> f64 {
        ms(self.0[self.0.len() / 2])
    }

    /// The shortest and the longest.
    pub(crate) fn range_ms(&self) -> (f64, f64) {
        (ms(self.0[0]), ms(self.0[self.0.len() - 1]))
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Runs a program to its end, its output thrown away; how long that took, or nothing if it took longer than `limit`.
pub(crate) fn wall(mut command: Command, limit: Duration) -> Option<Duration> {
    let begun = Instant::now();
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    // Looked at often enough that the pause is no part of the time.
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > limit {
            // Asked to end, so that it can end what it has started.
            Command::new("kill").arg(child.id().to_string()).status().unwrap();
            child.wait().unwrap();
            return None;
        }
        std::thread::sleep(Duration::from_micros(50));
    }
    Some(begun.elapsed())
}

/// The most memory, in KB, that this process has held at once since it was last asked; nothing but on Linux.
pub(crate) fn peak_kb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// A file of paragraphs, one a line.
pub(crate) fn write_lines(path: &Path, paragraphs: &[String]) {
    let lines: String = paragraphs.iter().map(|it| format!("{it}\n")).collect();
    std::fs::write(path, lines).unwrap();
}
