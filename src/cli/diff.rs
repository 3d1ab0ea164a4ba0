//! `travaux diff`: two files side by side on the terminal.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Effects, Style};
use anyhow::Context;
use serde::Serialize;
use serde_json::json;

use super::failure::Found;
use super::output::{STANDARD_OUTPUT, count, print, read_draft, read_input, say};
use super::redline::paired;
use crate::document::Paragraph;
use crate::document::compare::{Comparison, Counts, Part, compare};
use crate::document::outline::spoken_names;
use crate::document::verbs::{Tongue, of_comparison};
use crate::engine::{self, Op};
use crate::import::Imported;

const DELETED: Style = AnsiColor::Red.on_default().effects(Effects::STRIKETHROUGH);
const INSERTED: Style = AnsiColor::Green.on_default().effects(Effects::UNDERLINE);
const MOVED_AWAY: Style = AnsiColor::Cyan.on_default().effects(Effects::STRIKETHROUGH);
const MOVED_HERE: Style = AnsiColor::Cyan.on_default().effects(Effects::UNDERLINE);
const QUIET: Style = Style::new().effects(Effects::DIMMED);

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The earlier file: .docx, .md, .txt or .json; two of the last are paired by their ids
    old: PathBuf,
    /// The later file
    new: PathBuf,
    /// Every line of a text file is a paragraph
    #[arg(long)]
    lines: bool,
    /// Write every paragraph with its links and runs as one JSON array
    #[arg(long, conflicts_with = "stat")]
    json: bool,
    /// Write only the counts
    #[arg(long)]
    stat: bool,
    /// Write only the verbs that changed: "shall", "may", "decides", "takes note of"
    #[arg(long, conflicts_with = "stat")]
    verbs: bool,
    /// End with code 6 where there is a difference
    #[arg(long)]
    exit_code: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let (old, new) = (read(&args.old, args.lines)?, read(&args.new, args.lines)?);
    let (old, new, lineage) = paired(old, new);
    let comparison = compare(&old, &new, &lineage);
    let parts: Vec<Compared> = comparison.parts.iter().map(|part| Compared::new(&comparison, part)).collect();
    match (args.json, args.stat) {
        _ if args.verbs => verbs(&comparison, args.json)?,
        (true, _) => print(serde_json::to_string(&parts)?)?,
        (false, true) => print(summary(&comparison.counts()))?,
        (false, false) => print_marked(&parts).context(STANDARD_OUTPUT)?,
    }
    let differs = parts.iter().any(|part| part.kind != "same");
    if args.exit_code && differs { Err(Found.into()) } else { Ok(()) }
}

/// The verbs that changed, by the paragraph they stand in now; by the one they stood in where it is gone.
fn verbs(comparison: &Comparison<'_>, as_json: bool) -> anyhow::Result<()> {
    let texts = || comparison.old.iter().chain(comparison.new).map(|it| it.content.text.as_str());
    let tongue = Tongue::of(texts());
    let (old, new) = (spoken_names(comparison.old), spoken_names(comparison.new));
    let mut all = 0;
    let mut rows = Vec::new();
    for (at, changes) in of_comparison(comparison, tongue) {
        let part = &comparison.parts[at];
        let (before, now) = (part.old_places(), part.new_places());
        let place = new
            .get(now.start)
            .filter(|_| !now.is_empty())
            .unwrap_or(&old[before.start.min(old.len().saturating_sub(1))]);
        all += changes.len();
        if as_json {
            let (before, now) = (places(before), places(now));
            rows.push(
                json!({"place": place, "old": before, "new": now, "verbs": super::verbs::json(&changes)}),
            );
        } else {
            super::verbs::lines(place, &changes)?;
        }
    }
    if as_json {
        return print(serde_json::to_string(&rows)?);
    }
    say(count(all, "changed verb"));
    Ok(())
}

fn read(path: &Path, lines: bool) -> anyhow::Result<Imported> {
    if !lines {
        return read_draft(path);
    }
    let bytes = read_input(path)?;
    let spread = bytes.split(|&byte| byte == b'\n').collect::<Vec<_>>().join(b"\n\n".as_slice());
    crate::import::read(&spread, "lines.txt").with_context(|| path.display().to_string())
}

/// One part of the comparison; places count from 1.
#[derive(Serialize)]
struct Compared {
    kind: &'static str,
    old: Vec<usize>,
    new: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ops: Vec<Piece>,
}

#[derive(Serialize)]
struct Piece {
    op: &'static str,
    text: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    moved: bool,
}

impl Piece {
    fn whole(op: &'static str, text: String) -> Self {
        Self { op, text, moved: false }
    }
}

impl Compared {
    fn new(comparison: &Comparison<'_>, part: &Part) -> Self {
        let (olds, news) = (part.old_places(), part.new_places());
        let shown = |paragraphs: &[Paragraph]| {
            paragraphs.iter().map(|it| it.content.shown()).collect::<Vec<_>>().join("\n")
        };
        let words = |old: &str, new: &str| pieces(old, new);
        let (old, new) = (shown(&comparison.old[olds.clone()]), shown(&comparison.new[news.clone()]));
        let (kind, ops) = match part {
            Part::Same { .. } => ("same", vec![Piece::whole("equal", new)]),
            Part::Changed { .. } => ("edit", words(&old, &new)),
            Part::Inserted { .. } => ("insert", vec![Piece::whole("insert", new)]),
            Part::Deleted { .. } => ("delete", vec![Piece::whole("delete", old)]),
            Part::MovedAway { new: to, .. } => {
                return Self {
                    kind: "moved_away",
                    old: places(olds),
                    new: vec![to + 1],
                    ops: vec![Piece::whole("delete", old)],
                };
            }
            Part::MovedHere { old: from, .. } => {
                let before = comparison.old[*from].content.shown();
                return Self {
                    kind: "moved_here",
                    old: vec![from + 1],
                    new: places(news),
                    ops: words(&before, &new),
                };
            }
            Part::Split { .. } => ("split", words(&old, &new)),
            Part::Joined { .. } => ("join", words(&old, &new)),
        };
        Self { kind, old: places(olds), new: places(news), ops }
    }
}

fn places(range: std::ops::Range<usize>) -> Vec<usize> {
    range.map(|place| place + 1).collect()
}

fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let runs = engine::redline(old.into(), new.into()).cut_at_moves(old, new).into_iter();
    let piece = |(run, moved): (engine::Run, bool)| {
        let (op, words) = match run.op {
            Op::Equal | Op::Format => ("equal", &new[run.new]),
            Op::Delete => ("delete", &old[run.old]),
            Op::Insert => ("insert", &new[run.new]),
        };
        Piece { op, text: words.to_owned(), moved }
    };
    runs.map(piece).collect()
}

/// Changed paragraphs with a line of context; colours on a terminal, `[-old-]` and `{+new+}` elsewhere, and
/// `[<moved away<]` and `{>moved here>}` for what was moved inside a paragraph.
fn print_marked(parts: &[Compared]) -> io::Result<()> {
    let out = anstream::stdout();
    let coloured = out.current_choice() != anstream::ColorChoice::Never;
    let changed = |at: usize| parts.get(at).is_some_and(|part| part.kind != "same");
    let mut out = out.lock();
    let written = |part: &Compared, out: &mut dyn Write| -> io::Result<()> {
        let place = |places: &[usize]| places.iter().map(ToString::to_string).collect::<Vec<_>>().join("+");
        let head = match part.kind {
            "same" => String::new(),
            kind => {
                format!("{QUIET}{kind} {} → {}{QUIET:#}\n", dash(&place(&part.old)), dash(&place(&part.new)))
            }
        };
        write!(out, "{head}")?;
        for piece in &part.ops {
            let text = &piece.text;
            match (piece.op, coloured, piece.moved) {
                ("delete", true, false) => write!(out, "{DELETED}{text}{DELETED:#}")?,
                ("insert", true, false) => write!(out, "{INSERTED}{text}{INSERTED:#}")?,
                ("delete", true, true) => write!(out, "{MOVED_AWAY}{text}{MOVED_AWAY:#}")?,
                ("insert", true, true) => write!(out, "{MOVED_HERE}{text}{MOVED_HERE:#}")?,
                ("delete", false, false) => write!(out, "[-{text}-]")?,
                ("insert", false, false) => write!(out, "{{+{text}+}}")?,
                ("delete", false, true) => write!(out, "[<{text}<]")?,
                ("insert", false, true) => write!(out, "{{>{text}>}}")?,
                _ if part.kind == "same" => {
                    write!(out, "{QUIET}{}{QUIET:#}", super::output::first_words(text, 96))?
                }
                _ => write!(out, "{text}")?,
            }
        }
        write!(out, "\n\n")
    };
    let mut skipped = false;
    for (at, part) in parts.iter().enumerate() {
        let near = changed(at) || changed(at + 1) || (at > 0 && changed(at - 1));
        if near {
            if skipped {
                writeln!(out, "{QUIET}…{QUIET:#}\n")?;
            }
            written(part, &mut out)?;
        }
        skipped = !near;
    }
    Ok(())
}

fn dash(place: &str) -> &str {
    if place.is_empty() { "–" } else { place }
}

fn summary(counts: &Counts) -> String {
    let Counts { same, words, label, form, inserted, deleted, moved, split, joined } = *counts;
    let named = [
        (words, "changed"),
        (label, "renumbered"),
        (form, "of another kind"),
        (inserted, "inserted"),
        (deleted, "deleted"),
        (moved, "moved"),
        (split, "split"),
        (joined, "joined"),
    ];
    let parts =
        named.iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!("{number} {what}"));
    let unchanged = std::iter::once(format!("{} unchanged", count(same, "paragraph")));
    unchanged.chain(parts).collect::<Vec<_>>().join(", ")
}
