//! Peers that are libraries of other languages, through the scripts in `benches/peers`.

use super::tool::{command, is_here};
use super::{Engine, Pieces};
use crate::clock::write_lines;
use crate::generate::{Op, Pair, Piece, Sample};
use crate::score::Found;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub(super) const WIKIDIFF2: Engine = Engine {
    is_here: || succeeds(command("php").args(["-r", "exit(extension_loaded('wikidiff2') ? 0 : 1);"])),
    redline: Some(|samples| redlines(php(&[]), samples)),
    align: Some(links),
    program: Some(|old, new| with_files(php(&[]), old, new)),
    ..Engine::named("wikidiff2", "wikidiff2 (PHP), inline JSON; for links with moves at any distance")
};

pub(super) const JSDIFF: Engine = Engine {
    is_here: || is_here("node") && package("diff"),
    redline: Some(|samples| redlines(node("jsdiff.mjs"), samples)),
    program: Some(|old, new| with_files(node("jsdiff.mjs"), old, new)),
    ..Engine::named("jsdiff", "jsdiff (node): diffWordsWithSpace")
};

pub(super) const DIFF_MATCH_PATCH: Engine = Engine {
    is_here: || is_here("node") && package("diff-match-patch"),
    redline: Some(|samples| redlines(node("diff_match_patch.mjs"), samples)),
    program: Some(|old, new| with_files(node("diff_match_patch.mjs"), old, new)),
    ..Engine::named("dmp", "diff-match-patch (node): characters, cleaned up for readers, no time limit")
};

pub(super) const LIBREOFFICE: Engine = Engine {
    is_here: || is_here("soffice") && succeeds(office().arg("--version")),
    is_slow: true,
    redline: Some(|samples| redlines(office(), samples)),
    program: Some(|old, new| with_files(office(), old, new)),
    ..Engine::named("LibreOffice", "LibreOffice Writer: compare documents")
};

fn in_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn package(name: &str) -> bool {
    in_project("target/peers/node_modules").join(name).is_dir()
}

fn succeeds(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Python of the system, which has the bridge to LibreOffice.
fn office() -> Command {
    let mut command = command("/usr/bin/python3");
    command.arg(in_project("benches/peers/libreoffice.py"));
    command
}

fn node(script: &str) -> Command {
    let mut command = command("node");
    command.arg(in_project("benches/peers").join(script));
    command
}

fn php(options: &[&str]) -> Command {
    let mut command = command("php");
    command.args(options).arg(in_project("benches/peers/wikidiff2.php"));
    command
}

fn with_files(mut command: Command, old: &Path, new: &Path) -> Command {
    command.args([old, new]);
    command
}

fn redlines(command: Command, samples: &[Sample]) -> Vec<Pieces> {
    let pairs: Vec<_> = samples.iter().map(|sample| [&sample.old, &sample.new]).collect();
    let answer = ask(command, serde_json::to_vec(&pairs).unwrap());
    let answers: Vec<Vec<(char, String)>> = serde_json::from_slice(&answer).unwrap();
    answers.into_iter().map(|answer| Some(answer.into_iter().map(piece).collect())).collect()
}

fn piece((sign, text): (char, String)) -> Piece {
    let op = match sign {
        '-' => Op::Deleted,
        '+' => Op::Inserted,
        _ => Op::Kept,
    };
    Piece { op, text }
}

/// What a program answers to what it is sent.
fn ask(mut command: Command, question: Vec<u8>) -> Vec<u8> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(&question));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    output.stdout
}

fn links(pair: &Pair) -> Vec<Found> {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["old", "new"].map(|name| folder.path().join(name));
    write_lines(&paths[0], &pair.old);
    write_lines(&paths[1], &pair.new);
    let mut command = php(&["-d", "wikidiff2.moved_paragraph_detection_cutoff=100000"]);
    command.arg("links").args(&paths);
    let links: Vec<(usize, usize, bool)> = serde_json::from_slice(&ask(command, Vec::new())).unwrap();
    links.into_iter().map(|(old, new, moved)| Found { old: vec![old], new: vec![new], moved }).collect()
}
