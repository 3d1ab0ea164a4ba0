//! `travaux submissions`

mod returned;
mod slips;

use std::path::{Path, PathBuf};

use anyhow::bail;
use jiff::civil::Date;

use self::slips::Printer;
use super::Place;
use super::failure::Failure;
use super::import::today;
use super::output::{count, read_input, say, warn, working};
use crate::clock;
use crate::identity::actor::Actor;
use crate::import::received::{self, Unreadable};
use crate::proceedings::{self, Receipt, Refusal, draft_of, give_slips, receive, sign_latest, signer};
use crate::store::{Access, Store, Write};

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Receive submissions from a file and release them at once
    Import(Import),
    /// Print slips by which whoever sent something on paper takes it over
    Slips {
        /// Where to: a page if it ends in .html, else text; - is standard output
        file: PathBuf,
        /// Also for what has a slip that nobody has used: the older ones are void then
        #[arg(long)]
        again: bool,
    },
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
    /// Print a slip for each, by which whoever sent it takes it over: a page if the name ends in .html, else text
    #[arg(long, value_name = "FILE", conflicts_with = "preview")]
    slips: Option<PathBuf>,
    /// The day of the release; today if left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
}

pub(super) fn run(place: &Place, command: &Command) -> anyhow::Result<()> {
    match command {
        Command::Import(args) if args.tracked => returned::import(place, args),
        Command::Import(args) => import(place, args),
        Command::Slips { file, again } => slips::print(place, file, *again),
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
    let on = draft.clone();
    let receipt = filed(
        place,
        args,
        &store,
        move |w, day| Ok(receive(w, &on, received, day, &Actor::command_line(clock::now()))?),
        |receipt| {
            released(receipt, &draft.label);
            Ok(())
        },
    )?;
    if receipt.late > 0 {
        say(format_args!("{} received after the deadline", receipt.late));
    }
    Ok(())
}

/// Takes submissions in, with a slip for each where that is asked for; tells of it before the slips are printed.
fn filed(
    place: &Place,
    args: &Import,
    store: &Store,
    take_in: impl FnOnce(&Write<'_>, Date) -> Result<Receipt, Refusal> + Send + 'static,
    tell: impl FnOnce(&Receipt) -> anyhow::Result<()>,
) -> anyhow::Result<Receipt> {
    let printer = args.slips.as_deref().map(Printer::new).transpose()?;
    let signer = signer(store)?;
    let (process, date, with_slips) = (place.process.clone(), args.date, printer.is_some());
    let taken = store.blocking_write(move |w| {
        let scope = proceedings::find(w, process.as_deref())?;
        let day = date.unwrap_or_else(|| today(&scope));
        let receipt = take_in(w, day)?;
        if receipt.all() > 0 {
            sign_latest(w, scope.document.id, &signer)?;
        }
        let wanted = if with_slips { &receipt.items[..] } else { &[] };
        let slips = give_slips(w, &scope, wanted, &Actor::command_line(clock::now()))?;
        Ok::<_, Refusal>((scope, receipt, slips))
    });
    let (scope, receipt, slips) = match taken {
        Ok(taken) => taken,
        Err(refusal) => {
            printer.into_iter().for_each(Printer::discard);
            return Err(refusal.into());
        }
    };
    match printer {
        Some(printer) if slips.is_empty() => printer.discard(),
        Some(printer) => {
            tell(&receipt)?;
            printer.print(&scope, &slips)?;
            return Ok(receipt);
        }
        None => {}
    }
    tell(&receipt)?;
    Ok(receipt)
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
