//! Measures the engine beside every peer that runs here, on texts whose changes are known: speed and quality.
//!
//! `cargo bench --bench engine` prints one table of all engines, one of speed, and one of the goals;
//! `-- --quick` takes half a minute, `-- --quick --ours` a few seconds. `docs/engine.md` says what the figures mean.

#![expect(clippy::unwrap_used, reason = "a bench that cannot run says so")]

mod clock;
mod engines;
mod generate;
mod goals;
mod hard;
mod measured;
mod misses;
mod race;
mod report;
mod score;
mod speed;
mod table;

use clap::Parser;
use engines::{Engine, OURS, PEERS};
use generate::Prose;
use measured::{Quality, Samples, Sizes};
use race::Course;
use std::path::PathBuf;
use std::time::Duration;

#[derive(Debug, Parser)]
struct Args {
    /// Fewer samples, two seeds, no slow peers
    #[arg(long)]
    quick: bool,
    /// No peers
    #[arg(long)]
    ours: bool,
    /// The seeds whose samples are pooled
    #[arg(long, value_delimiter = ',')]
    seeds: Vec<u64>,
    /// Text files whose paragraphs (between blank lines) are edited instead of invented ones
    #[arg(long, num_args = 1..)]
    corpus: Vec<PathBuf>,
    /// Prints the samples that ours gets wrong, and nothing else
    #[arg(long)]
    misses: bool,
    /// Prints the memory it takes to compare two files
    #[arg(long, hide = true, num_args = 2)]
    peak: Vec<PathBuf>,
    /// Passed by cargo
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let args = Args::parse();
    if let [old, new] = args.peak.as_slice() {
        return speed::print_peak(old, new);
    }
    let texts: Vec<String> = args.corpus.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let prose = Prose::from_texts(&texts);
    let sizes = if args.quick { Sizes::QUICK } else { Sizes::FULL };
    let seeds = match (args.seeds.is_empty(), args.quick) {
        (false, _) => args.seeds.clone(),
        (true, true) => vec![101, 102],
        (true, false) => (101..=105).collect(),
    };
    let samples: Vec<Samples> = seeds.iter().map(|&seed| Samples::of(seed, &prose, sizes)).collect();
    if args.misses {
        return misses::print(&OURS, &samples);
    }
    let mut engines: Vec<Engine> = vec![OURS];
    if !args.ours {
        let (here, absent): (Vec<Engine>, Vec<Engine>) = PEERS.iter().partition(|it| (it.is_here)());
        absent
            .iter()
            .for_each(|it| println!("{} is not here; benches/peers/install may install it", it.name));
        engines.extend(here.into_iter().filter(|it| !(args.quick && it.is_slow)));
    }
    let quality: Vec<Quality> = engines.iter().map(|engine| Quality::of(engine, &samples)).collect();
    let pair = hard::hard(hard::HARD[0].0, &prose, seeds[0]);
    let limit = Duration::from_secs(if args.quick { 1 } else { 60 });
    let course = Course { pair: &pair, runs: if args.quick { 3 } else { 15 }, limit };
    let races: Vec<_> = engines.iter().map(|engine| course.race(engine)).collect();
    report::print(&engines, &races, &quality);
    let times = speed::timed(&prose, seeds[0], if args.quick { 3 } else { 15 });
    println!();
    speed::print(&times);
    println!();
    goals::print(&quality[0], &times);
}
