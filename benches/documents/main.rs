//! Measures how soon files are drawn and read, beside what no program could save and beside other programs.
//!
//! `cargo bench --bench documents` prints a table of ours against a floor in the same run, one of other programs in turn
//! with ours, and the goals; `-- --ours` leaves the others out. `docs/documents.md` says what the figures mean.

#![expect(clippy::unwrap_used, reason = "a bench that cannot run says so")]

#[path = "../engine/clock.rs"]
#[expect(dead_code, reason = "the bench of the engine measures memory as well")]
mod clock;
mod floor;
mod peers;
mod text;

use clap::Parser;
use clock::Times;
use text::{Drafts, clean, redline};
use travaux::export::rendition::{Rendition, View};
use travaux::export::{Format, write};
use travaux::import;

#[derive(Debug, Parser)]
struct Args {
    /// Fewer runs
    #[arg(long)]
    quick: bool,
    /// No other programs
    #[arg(long)]
    ours: bool,
    /// Passed by cargo
    #[arg(long, hide = true)]
    bench: bool,
}

/// How long drawing or reading a Word file of so many paragraphs may take, in milliseconds.
const GOALS: [(usize, f64); 2] = [(500, 60.0), (2000, 250.0)];
const READ_WITHIN: f64 = 100.0;

fn main() {
    let args = Args::parse();
    let runs = if args.quick { 5 } else { 21 };
    let mut missed = 0;
    for (paragraphs, goal) in GOALS {
        let drafts = Drafts::of(paragraphs);
        println!("\n{paragraphs} paragraphs, {} words\n", drafts.words());
        println!(
            "{:<34}{:>9}{:>9}{:>9}{:>10}{:>9}{:>9}",
            "", "ours, ms", "from", "to", "floor, ms", "x floor", "KB"
        );
        for (view, rendition) in [("clean", clean(&drafts)), ("redline", redline(&drafts))] {
            // PDF is set by a program of its own.
            let drawn = |it: &Format| *it != Format::Pdf && it.shows(rendition.view);
            for format in Format::ALL.into_iter().filter(drawn) {
                let name = format!("write {view} .{}", format.extension());
                let goal = (format == Format::Docx).then_some(goal);
                missed += written(&name, &rendition, format, runs, goal);
            }
        }
        let (clean, redline) = (clean(&drafts), redline(&drafts));
        for (name, rendition, format) in [
            ("read clean .docx", &clean, Format::Docx),
            ("read redline .docx", &redline, Format::Docx),
            ("read clean .md", &clean, Format::Markdown),
            ("read clean .json", &clean, Format::Json),
        ] {
            missed += read(name, rendition, format, runs);
        }
        // What a redline is made of before it is drawn.
        let (ours, floor) = Times::of_both(runs, || text::redline(&drafts), || text::clean(&drafts));
        print("compare, for a redline", &ours, &floor, 0, None);
    }
    if !args.ours {
        peers::print(&Drafts::of(500), if args.quick { 1 } else { 3 });
    }
    println!(
        "\n{}",
        if missed == 0 { "every goal is met".to_owned() } else { format!("{missed} goals are missed") }
    );
}

fn written(name: &str, rendition: &Rendition, format: Format, runs: usize, goal: Option<f64>) -> usize {
    let words = floor::words(rendition);
    let packed = matches!(format, Format::Docx | Format::Xlsx);
    let least = || if packed { floor::deflated(&words) } else { floor::escaped(&words) };
    let (ours, floor) = Times::of_both(runs, || write(rendition, format).unwrap(), least);
    print(name, &ours, &floor, write(rendition, format).unwrap().len(), goal)
}

fn read(name: &str, rendition: &Rendition, format: Format, runs: usize) -> usize {
    let bytes = write(rendition, format).unwrap();
    let file = format!("draft.{}", format.extension());
    let ours = || import::read(&bytes, &file).unwrap();
    assert_eq!(
        ours().paragraphs.len(),
        rendition
            .passages()
            .filter(|it| rendition.view == View::Clean
                || it.standing.mark() != Some(travaux::export::rendition::Mark::Deleted))
            .count()
    );
    let least = || if format == Format::Docx { floor::events(&bytes) } else { floor::checked(&bytes) };
    let (ours, floor) = Times::of_both(runs, ours, least);
    print(name, &ours, &floor, bytes.len(), (format == Format::Docx).then_some(READ_WITHIN))
}

/// Prints a row; says whether its goal was missed.
fn print(name: &str, ours: &Times, floor: &Times, bytes: usize, goal: Option<f64>) -> usize {
    let (median, (from, to), least) = (ours.median_ms(), ours.range_ms(), floor.median_ms());
    let met = match goal {
        Some(goal) if median <= goal => format!("   goal {goal:.0} ms: met"),
        Some(goal) => format!("   goal {goal:.0} ms: MISSED"),
        None => String::new(),
    };
    let ratio = median / least;
    println!("{name:<34}{median:>9.2}{from:>9.2}{to:>9.2}{least:>10.2}{ratio:>9.1}{:>9}{met}", bytes / 1024);
    usize::from(goal.is_some_and(|goal| median > goal))
}
