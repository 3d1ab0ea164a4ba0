//! `travaux demo`: the whole job on a sample text, each step as it would be typed.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Parser;

use super::output::{print, say};

const DRAFT: &[u8] = include_bytes!("../../assets/demo/zero-draft.md");
const RECEIVED: &[u8] = include_bytes!("../../assets/demo/received.jsonl");

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The directory to make; by default the first free one of travaux-demo, travaux-demo-2 and so on
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let dir = args.dir.clone().unwrap_or_else(first_free);
    std::fs::create_dir_all(&dir).with_context(|| format!("{} cannot be made", dir.display()))?;
    if std::fs::read_dir(&dir).is_ok_and(|mut files| files.next().is_some()) {
        bail!("{} is not empty: name a directory that is new", dir.display());
    }
    say("Demonstration text, of no process.");
    for (name, bytes) in [("zero-draft.md", DRAFT), ("received.jsonl", RECEIVED)] {
        let path = dir.join(name);
        std::fs::write(&path, bytes).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    let steps: &[&[&str]] = &[
        &[
            "init",
            "--process",
            "ICT workstream",
            "--document",
            "Draft outcome document",
            "--public-drafts",
            "--public-submissions",
        ],
        &["import", "@zero-draft.md", "--label", "Zero draft"],
        &["submissions", "import", "@received.jsonl"],
        &["export", "--draft", "Zero draft", "--rendition", "compilation", "-o", "@compilation.docx"],
        &["consolidate", "--auto"],
        &["issue", "--label", "Rev.1"],
        &["export", "--draft", "Rev.1", "--rendition", "clean", "-o", "@Rev.1-clean.docx"],
        &[
            "export",
            "--draft",
            "Rev.1",
            "--rendition",
            "redline",
            "--against",
            "Zero draft",
            "-o",
            "@Rev.1-redline.docx",
        ],
        &[
            "export",
            "--draft",
            "Rev.1",
            "--rendition",
            "redline",
            "--against",
            "Zero draft",
            "-o",
            "@Rev.1-redline.html",
        ],
        &["check"],
    ];
    for step in steps {
        play(&dir, step)?;
    }
    let full = std::fs::canonicalize(&dir).unwrap_or(dir);
    say(format_args!("\nOpen in Word or LibreOffice, from {}:", full.display()));
    for (file, what) in [
        ("compilation.docx", "every submission under its paragraph"),
        ("Rev.1-clean.docx", "the next draft"),
        ("Rev.1-redline.docx", "the same as tracked changes against the Zero draft"),
        ("Rev.1-redline.html", "and for the browser"),
    ] {
        print(full.join(file).display())?;
        say(format_args!("    {what}"));
    }
    let data = full.join("data").display().to_string();
    say(format_args!("\nOr read it in the browser:\ntravaux --data {} serve", quoted(&data)));
    Ok(())
}

/// Shows a line and runs it; a word that begins with @ is a file of the demonstration.
fn play(dir: &Path, step: &[&str]) -> anyhow::Result<()> {
    let data = dir.join("data");
    let words =
        ["--data".to_owned(), data.display().to_string()].into_iter().chain(step.iter().map(|word| {
            word.strip_prefix('@')
                .map_or_else(|| (*word).to_owned(), |file| dir.join(file).display().to_string())
        }));
    let line: Vec<String> = std::iter::once("travaux".to_owned()).chain(words).collect();
    say(format_args!("\n$ {}", line.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ")));
    super::run(&super::Args::try_parse_from(&line)?)?;
    Ok(())
}

fn quoted(word: &str) -> String {
    if word.contains(' ') { format!("\"{word}\"") } else { word.to_owned() }
}

fn first_free() -> PathBuf {
    let names = (1..).map(|n| if n == 1 { "travaux-demo".to_owned() } else { format!("travaux-demo-{n}") });
    names.map(PathBuf::from).find(|dir| !dir.exists()).unwrap_or_default()
}
