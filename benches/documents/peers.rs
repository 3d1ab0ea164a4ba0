//! Other programs on the same two drafts, in turn with ours: start of the program, reading, comparing and writing.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use travaux::export::{Format, write};

use crate::clock::{Times, wall, write_lines};
use crate::text::Drafts;

/// When a program is stopped.
const LIMIT: Duration = Duration::from_secs(120);

/// The two drafts as files.
struct Files {
    folder: tempfile::TempDir,
}

impl Files {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// What is done by which program, what ours is for it, and how theirs is run.
struct Peer {
    task: &'static str,
    name: &'static str,
    is_here: fn() -> bool,
    ours: fn(&Files) -> Command,
    theirs: fn(&Files) -> Command,
}

const PEERS: [Peer; 6] = [
    Peer { task: "read a .docx", name: "pandoc", is_here: has_pandoc, ours: preview, theirs: pandoc_reads },
    Peer {
        task: "read a .docx",
        name: "LibreOffice, to text",
        is_here: has_office,
        ours: preview,
        theirs: office_reads,
    },
    Peer {
        task: "read .md, write .docx",
        name: "pandoc",
        is_here: has_pandoc,
        ours: redline_words,
        theirs: pandoc_writes,
    },
    Peer {
        task: "redline of two .docx",
        name: "python-redlines",
        is_here: has_redlines,
        ours: redline,
        theirs: redlines,
    },
    Peer {
        task: "compare two texts",
        name: "LibreOffice compare",
        is_here: has_office,
        ours: redline_words,
        theirs: office_compares,
    },
    Peer {
        task: "write .docx from .docx",
        name: "LibreOffice convert",
        is_here: has_office,
        ours: redline,
        theirs: office_writes,
    },
];

/// Prints a row for every program that is here.
pub(crate) fn print(drafts: &Drafts, runs: usize) {
    let files = Files { folder: tempfile::tempdir().unwrap() };
    for (name, rendition) in ["old", "new"].into_iter().zip(drafts.both()) {
        for format in [Format::Docx, Format::Markdown] {
            let path = files.path(&format!("{name}.{}", format.extension()));
            std::fs::write(path, write(&rendition, format).unwrap()).unwrap();
        }
    }
    for (name, lines) in ["old.txt", "new.txt"].into_iter().zip(drafts.lines()) {
        write_lines(&files.path(name), &lines);
    }
    println!("\nother programs, start included\n");
    println!("{:<26}{:<24}{:>10}{:>10}{:>9}", "", "", "ours, ms", "theirs", "x ours");
    for peer in &PEERS {
        if !(peer.is_here)() {
            println!("{:<26}{:<24}not here; benches/peers/install may install it", peer.task, peer.name);
            continue;
        }
        let run = |made: fn(&Files) -> Command| wall(made(&files), LIMIT);
        let (ours, theirs): (Vec<_>, Vec<_>) = (0..runs).map(|_| (run(peer.ours), run(peer.theirs))).unzip();
        let median = |times: Vec<Option<Duration>>| {
            Times::sorted(times.into_iter().map(|it| it.unwrap_or(LIMIT)).collect()).median_ms()
        };
        let (ours, theirs) = (median(ours), median(theirs));
        println!("{:<26}{:<24}{ours:>10.1}{theirs:>10.1}{:>9.1}", peer.task, peer.name, theirs / ours);
    }
}

fn ours(files: &Files, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
    command.current_dir(files.folder.path()).args(words);
    command
}

fn preview(files: &Files) -> Command {
    ours(files, &["import", "new.docx", "--preview"])
}

fn redline(files: &Files) -> Command {
    ours(files, &["redline", "old.docx", "new.docx", "-o", "ours.docx"])
}

fn redline_words(files: &Files) -> Command {
    ours(files, &["redline", "old.md", "new.md", "-o", "ours.docx"])
}

fn pandoc_reads(files: &Files) -> Command {
    program(files, "pandoc", &["new.docx", "-t", "json", "-o", "new.pandoc.json"])
}

fn pandoc_writes(files: &Files) -> Command {
    program(files, "pandoc", &["new.md", "-o", "pandoc.docx"])
}

fn office_reads(files: &Files) -> Command {
    office(files, "txt:Text")
}

fn office_writes(files: &Files) -> Command {
    office(files, "docx")
}

fn office(files: &Files, format: &str) -> Command {
    let profile = format!("-env:UserInstallation=file://{}/profile", files.folder.path().display());
    let words = ["--headless", "--convert-to", format, "--outdir", "office", "new.docx"];
    program(files, "soffice", &[&[profile.as_str()], words.as_slice()].concat())
}

fn office_compares(files: &Files) -> Command {
    let mut command = Command::new("/usr/bin/python3");
    command.arg(here("benches/peers/libreoffice.py")).args(["old.txt", "new.txt"].map(|it| files.path(it)));
    command
}

fn redlines(files: &Files) -> Command {
    program(files, "python3", &[here("benches/peers/redlines.py").to_str().unwrap(), "old.docx", "new.docx"])
}

fn program(files: &Files, name: &str, words: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.current_dir(files.folder.path()).args(words);
    command
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn has_pandoc() -> bool {
    runs(Command::new("pandoc").arg("--version"))
}

fn has_office() -> bool {
    runs(Command::new("/usr/bin/python3").arg(here("benches/peers/libreoffice.py")).arg("--version"))
}

fn has_redlines() -> bool {
    runs(Command::new("python3").arg(here("benches/peers/redlines.py")).arg("--version"))
}

fn runs(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|it| it.success())
}
