//! git: word diffs, lines as paragraphs, merges of files with a word a line.

use super::fold::{Three, merged, rebased};
use super::tool::{Files, command, is_here, output, without_line_end};
use super::{Engine, Pieces};
use crate::clock::write_lines;
use crate::generate::{Op, Pair, Piece, Sample};
use crate::score::Found;
use std::path::Path;
use std::process::Command;

pub(super) const WORDS: Engine = Engine {
    is_here: || is_here("git"),
    redline: Some(|samples| redlines(&[], samples)),
    align: Some(links),
    merge: Some(|sample, order| merged(merge_file, sample, order)),
    rebase: Some(|sample| rebased(merge_file, sample)),
    program: Some(|old, new| diff(&["--word-diff"], old, new)),
    ..Engine::named(
        "git",
        "git diff --word-diff; --patience by lines for links; merge-file on a word a line, one after the other",
    )
};

pub(super) const REGEX: Engine = Engine {
    is_here: || is_here("git"),
    redline: Some(|samples| redlines(&[REGEXP], samples)),
    program: Some(|old, new| diff(&["--word-diff", REGEXP], old, new)),
    ..Engine::named("git regex", "git diff --word-diff --word-diff-regex='[[:alnum:]]+|[^[:space:]]'")
};

const REGEXP: &str = "--word-diff-regex=[[:alnum:]]+|[^[:space:]]";

fn diff(options: &[&str], old: &Path, new: &Path) -> Command {
    let mut command = command("git");
    command.args(["diff", "--no-index", "--no-color"]).args(options).args([old, new]);
    command
}

fn redlines(options: &[&str], samples: &[Sample]) -> Vec<Pieces> {
    let files = Files::new();
    let options = [&["--word-diff=porcelain"], options].concat();
    let redline = |sample: &Sample| {
        let (old, new) = (format!("{}\n", sample.old), format!("{}\n", sample.new));
        let command = diff(&options, &files.with("old", &old), &files.with("new", &new));
        Some(without_line_end(porcelain(&output(command).0)))
    };
    samples.iter().map(redline).collect()
}

/// The runs of git's own format for programs, which leaves out some white space.
fn porcelain(text: &str) -> Vec<Piece> {
    let run = |line: &str| {
        let op = match line.chars().next()? {
            ' ' => Op::Kept,
            '-' => Op::Deleted,
            '+' => Op::Inserted,
            _ => return None,
        };
        Some(Piece { op, text: line[1..].to_owned() })
    };
    text.lines().skip_while(|line| !line.starts_with("@@")).skip(1).filter_map(run).collect()
}

/// What a reader of a diff by lines sees: unchanged lines, and within a changed place the first line for the first.
fn links(pair: &Pair) -> Vec<Found> {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["old", "new"].map(|name| folder.path().join(name));
    write_lines(&paths[0], &pair.old);
    write_lines(&paths[1], &pair.new);
    let (text, _) = output(diff(&["-U0", "--patience"], &paths[0], &paths[1]));
    let mut found = Vec::new();
    let (mut old, mut new) = (0, 0);
    let mut link = |old: &mut usize, new: &mut usize| {
        found.push(Found { old: vec![*old], new: vec![*new], moved: false });
        (*old, *new) = (*old + 1, *new + 1);
    };
    for line in text.lines().filter_map(|line| line.strip_prefix("@@ -")) {
        let (from, to) = line.split_once(" @@").unwrap().0.split_once(" +").unwrap();
        let ((from, from_lines), (to, to_lines)) = (place(from), place(to));
        while old < from {
            link(&mut old, &mut new);
        }
        for _ in 0..from_lines.min(to_lines) {
            link(&mut old, &mut new);
        }
        (old, new) = (from + from_lines, to + to_lines);
    }
    while old < pair.old.len() && new < pair.new.len() {
        link(&mut old, &mut new);
    }
    found
}

/// `12,3` or `12`: the number of lines before, and how many lines; with none, git names the line before.
fn place(text: &str) -> (usize, usize) {
    let (line, lines) = text.split_once(',').unwrap_or((text, "1"));
    let (line, lines): (usize, usize) = (line.parse().unwrap(), lines.parse().unwrap());
    (if lines == 0 { line } else { line - 1 }, lines)
}

fn merge_file(three: &Three<'_>) -> Option<String> {
    let files = Files::new();
    let [one, base, other] =
        [("one", three.one), ("base", three.base), ("other", three.other)].map(|it| files.with(it.0, it.1));
    let mut command = command("git");
    command.args(["merge-file", "--stdout"]).args([one, base, other]);
    let (text, clean) = output(command);
    clean.then_some(text)
}
