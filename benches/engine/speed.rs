//! How long the engine takes, beside what no engine could save.

use crate::clock::{Times, peak_kb, wall, write_lines};
use crate::engines::compare;
use crate::generate::{Dice, Pair, Prose, amendments_on, count, split};
use crate::hard::{HARD, hard};
use crate::table::{NOTHING, Table};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use travaux::engine::{self, Source};

/// The times of one task.
#[derive(Debug)]
pub(crate) struct Timed {
    pub(crate) name: &'static str,
    words: usize,
    pub(crate) ours: Times,
    floor: Times,
    /// What the engine holds at once besides the texts, in KB.
    pub(crate) peak: Option<u64>,
    /// How long it may take, in milliseconds.
    pub(crate) goal: f64,
}

/// Times all tasks.
pub(crate) fn timed(prose: &Prose, seed: u64, runs: usize) -> Vec<Timed> {
    let mut all: Vec<Timed> = HARD
        .iter()
        .map(|(name, goal)| {
            let pair = hard(name, prose, seed);
            let (ours, floor) = Times::of_both(runs, || compare(&pair), || floor_of(&pair));
            let words = pair.old.iter().map(|it| count(it)).sum();
            Timed { name, words, ours, floor, peak: peak_of(&pair), goal: *goal }
        })
        .collect();
    all.insert(1, as_program(prose, seed, runs));
    for (name, paragraphs, sides, goal) in
        [("50 amendments on one paragraph", 1, 50, 2.0), ("400 amendments on 80 paragraphs", 80, 5, 20.0)]
    {
        let mut dice = Dice::new(seed, "many amendments");
        let made: Vec<_> = (0..paragraphs).map(|_| amendments_on(&mut dice, prose, sides)).collect();
        let (ours, floor) = Times::of_both(runs * 3, || merged(&made), || read(&made));
        let words = made.iter().map(|(base, _)| count(base)).sum();
        all.push(Timed { name, words, ours, floor, peak: None, goal });
    }
    all
}

/// The pair as two files, compared by the program; the floor is the program that does nothing.
fn as_program(prose: &Prose, seed: u64, runs: usize) -> Timed {
    let pair = hard(HARD[0].0, prose, seed);
    let folder = tempfile::tempdir().unwrap();
    let [old, new] = ["old.txt", "new.txt"].map(|name| folder.path().join(name));
    write_lines(&old, &pair.old);
    write_lines(&new, &pair.new);
    let run = |arguments: &[&OsStr]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
        command.args(arguments);
        wall(command, Duration::from_secs(60))
    };
    let [diff, lines, version] = ["diff", "--lines", "--version"].map(OsStr::new);
    let arguments = [diff, lines, old.as_os_str(), new.as_os_str()];
    let (ours, floor) = Times::of_both(runs, || run(&arguments), || run(&[version]));
    let words = pair.old.iter().map(|it| count(it)).sum();
    Timed { name: "500 paragraphs, as a program", words, ours, floor, peak: None, goal: 7.0 }
}

fn merged(made: &[(String, Vec<String>)]) -> usize {
    let one = |(base, sides): &(String, Vec<String>)| {
        let sides: Vec<Source<'_>> = sides.iter().map(|it| it.as_str().into()).collect();
        engine::merge(base.as_str().into(), &sides).regions.len()
    };
    made.iter().map(one).sum()
}

fn read(made: &[(String, Vec<String>)]) -> usize {
    let texts = made.iter().flat_map(|(base, sides)| sides.iter().chain([base]));
    let mut numbers = FxHashMap::default();
    texts.map(|text| intern(text, &mut numbers)).sum()
}

/// What any engine has to do: take a copy of both documents, see that they are text, tell equal paragraphs by their
/// hash, cut the others into words and number these.
fn floor_of(pair: &Pair) -> usize {
    let copies = [&pair.old, &pair.new].map(|texts| {
        let copy = |text: &String| text.as_bytes().to_vec();
        texts.iter().map(copy).collect::<Vec<_>>()
    });
    let texts = copies.each_ref().map(|copies| {
        let text = |copy| std::str::from_utf8(copy).unwrap_or_default();
        copies.iter().map(|copy| text(copy)).collect::<Vec<&str>>()
    });
    let known = texts.each_ref().map(|texts| texts.iter().copied().collect::<FxHashSet<&str>>());
    let mut numbers = FxHashMap::default();
    let both = texts[0].iter().zip(std::iter::repeat(&known[1]));
    let both = both.chain(texts[1].iter().zip(std::iter::repeat(&known[0])));
    let changed = both.filter(|(text, others)| !others.contains(**text)).map(|(text, _)| *text);
    changed.map(|text| intern(text, &mut numbers)).sum()
}

fn intern<'a>(text: &'a str, numbers: &mut FxHashMap<&'a str, u32>) -> usize {
    let mut ids = Vec::with_capacity(text.len() / 4);
    for word in split(text).into_iter().filter(|token| *token != " ") {
        let next = numbers.len() as u32;
        ids.push(*numbers.entry(word).or_insert(next));
    }
    ids.len()
}

/// The most memory that comparing needs, measured in a process of its own that has done nothing else.
fn peak_of(pair: &Pair) -> Option<u64> {
    let folder = tempfile::tempdir().ok()?;
    let paths = ["old", "new"].map(|name| folder.path().join(name));
    write_lines(&paths[0], &pair.old);
    write_lines(&paths[1], &pair.new);
    let output = Command::new(std::env::current_exe().ok()?).arg("--peak").args(&paths).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// Compares two files, a paragraph a line, and prints by how many KB that raised what this process holds at once.
pub(crate) fn print_peak(old: &Path, new: &Path) {
    let lines = |path: &Path| -> Vec<String> {
        let text = std::fs::read_to_string(path).unwrap();
        text.lines().map(str::to_owned).collect()
    };
    let pair = Pair { old: lines(old), new: lines(new), links: Vec::new() };
    let before = peak_kb();
    std::hint::black_box(compare(&pair));
    if let (Some(before), Some(after)) = (before, peak_kb()) {
        println!("{}", after - before);
    }
}

/// Prints the times of all tasks.
pub(crate) fn print(all: &[Timed]) {
    let mut table = Table::new(["", "words", "ours, ms", "from", "to", "floor, ms", "x floor", "peak, MB"]);
    for it in all {
        let (ours, floor, range) = (it.ours.median_ms(), it.floor.median_ms(), it.ours.range_ms());
        let peak = it.peak.map_or_else(|| NOTHING.to_owned(), |kb| format!("{:.1}", kb as f64 / 1024.0));
        let cells = [ours, range.0, range.1, floor].map(|ms| format!("{ms:.2}"));
        let cells = [it.words.to_string()].into_iter().chain(cells);
        table.row(it.name, cells.chain([format!("{:.1}", ours / floor), peak]));
    }
    table.print();
}
