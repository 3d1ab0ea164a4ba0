//! `travaux submissions`

mod returned;

use std::path::{Path, PathBuf};

use anyhow::bail;
use jiff::civil::Date;

use super::Place;
use super::failure::Failure;
use super::import::today;
use super::output::{count, read_input, say, warn, working};
use crate::import::received::{self, Unreadable};
use crate::proceedings::{self, Receipt, draft_of, receive};
use crate::store::Access;

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Receive submissions from a file and release them at once
    Import(Import),
}

#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// One JSON object a line; with --tracked the Word file of a draft, edited
    file: PathBuf,
    /// The file is the Word file of a draft that was downloaded, edited and sent back
    #[arg(long, conflicts_with = "skip_unreadable")]
    tracked: bool,
    /// Only show what a returned file proposes; nothing is taken in
    #[arg(long, requires = "tracked")]
    preview: bool,
    /// File changes of emphasis in a returned file as amendments too
    #[arg(long, requires = "tracked")]
    formatting: bool,
    /// Leave lines that cannot be read out and take in the others
    #[arg(long)]
    skip_unreadable: bool,
    /// The day of the release; today if left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
}

pub(super) fn run(place: &Place, command: &Command) -> anyhow::Result<()> {
    match command {
        Command::Import(args) if args.tracked => returned::import(place, args),
        Command::Import(args) => import(place, args),
    }
}

fn import(place: &Place, args: &Import) -> anyhow::Result<()> {
    let bytes = read_input(&args.file)?;
    let store = place.open(Access::Write)?;
    let process = place.process.clone();
    let (draft, paragraphs) = store.blocking_read(move |r| {
        let scope = proceedings::find(r, process.as_deref())?;
        let draft = draft_of(r, &scope, None)?;
        let paragraphs = r.paragraphs(draft.id)?;
        Ok::<_, proceedings::Error>((draft, paragraphs))
    })?;
    let (received, unreadable) = working("reading", || received::read(&bytes, &paragraphs));
    if received.is_empty() && unreadable.is_empty() {
        bail!(refused(&args.file, "there is no submission in it"));
    }
    unreadable.iter().for_each(|it| warn(format_args!("{}: {it}", args.file.display())));
    if !unreadable.is_empty() && !args.skip_unreadable {
        bail!(refused(&args.file, &nothing_taken(&unreadable)));
    }
    let (process, date, on) = (place.process.clone(), args.date, draft.clone());
    let receipt = store.blocking_write(move |w| {
        let scope = proceedings::find(w, process.as_deref())?;
        let day = date.unwrap_or_else(|| today(&scope));
        receive(w, &on, received, day)
    })?;
    released(&receipt, &draft.label);
    if receipt.late > 0 {
        say(format_args!("{} received after the deadline", receipt.late));
    }
    Ok(())
}

/// How many were received, of which kinds.
fn released(receipt: &Receipt, draft: &str) {
    let kinds: Vec<String> =
        receipt.by_kind.iter().map(|(kind, number)| format!("{number} {kind}")).collect();
    say(format_args!("{} on {draft}, released: {}", count(receipt.all(), "submission"), kinds.join(", ")));
    if receipt.held > 0 {
        say(format_args!(
            "{} held for naming a State, a person or a context: for the co-chairs only, until they let it pass",
            count(receipt.held, "submission")
        ));
    }
}

fn nothing_taken(unreadable: &[Unreadable]) -> String {
    format!(
        "{} cannot be read; nothing was taken in: correct the file, or leave them out with --skip-unreadable",
        count(unreadable.len(), "line")
    )
}

fn refused(path: &Path, why: &str) -> Failure {
    Failure::Input { path: path.display().to_string(), why: why.to_owned() }
}
