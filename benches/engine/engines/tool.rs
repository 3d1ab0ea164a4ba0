//! Asks programs: two texts in files, an answer on standard output.

use crate::generate::{Op, Piece};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Whether a program is on this machine.
pub(super) fn is_here(program: &str) -> bool {
    let found = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    found.is_ok()
}

/// A program that reads UTF-8 and has no settings of its user.
pub(super) fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.env("LC_ALL", "C.UTF-8").env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command
}

/// What a program prints, and whether it ended with code 0.
pub(super) fn output(mut command: Command) -> (String, bool) {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().unwrap();
    (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.success())
}

/// Files in a folder that goes away with it.
pub(super) struct Files {
    folder: TempDir,
}

impl Files {
    pub(super) fn new() -> Files {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        Files { folder: folder.unwrap() }
    }

    /// A file with that name and these words.
    pub(super) fn with(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

/// A text whose changes stand between control characters: 1 and 2 around what is deleted, 3 and 4 around what is new.
pub(super) fn marked(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut op = Op::Kept;
    for part in text.split_inclusive(['\u{1}', '\u{2}', '\u{3}', '\u{4}']) {
        let words = part.trim_end_matches(['\u{1}', '\u{2}', '\u{3}', '\u{4}']);
        if !words.is_empty() {
            pieces.push(Piece { op, text: words.to_owned() });
        }
        op = match part.chars().next_back() {
            Some('\u{1}') => Op::Deleted,
            Some('\u{3}') => Op::Inserted,
            _ => Op::Kept,
        };
    }
    pieces
}

/// The pieces without the end of the line that was added to each text.
pub(super) fn without_line_end(mut pieces: Vec<Piece>) -> Vec<Piece> {
    for piece in &mut pieces {
        piece.text.retain(|c| c != '\n');
    }
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}
