//! `travaux issue`

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Place;
use super::import::today;
use super::output::{count, print, say, warn};
use super::references::lead;
use super::round::RoundArgs;
use crate::clock;
use crate::document::Paragraph;
use crate::document::id::ParagraphId;
use crate::document::outline::spoken_names;
use crate::drafting::consolidate::{Consolidated, Warning};
use crate::drafting::renumber::Renumbered;
use crate::identity::actor::Actor;
use crate::proceedings::release::issue_after_release;
use crate::proceedings::{self, Issued, NewDraft, Table, as_renumbered, fits};
use crate::store::Access;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What the new draft is called
    #[arg(long, value_name = "LABEL")]
    label: String,
    /// The day of issue; today if left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Number the paragraphs anew, without "bis" and gaps; references follow
    #[arg(long)]
    renumber: bool,
    /// Say what would be issued, and what somebody should look at, and issue nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    round: RoundArgs,
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<()> {
    let store = place.open(if args.dry_run { Access::Read } else { Access::Write })?;
    let process = place.process.clone();
    let (scope, table) = store.blocking_read(move |r| {
        let scope = proceedings::find(r, process.as_deref())?;
        let table = Table::lay(r, &scope, None)?;
        Ok::<_, proceedings::Error>((scope, table))
    })?;
    let made = table.consolidate();
    let renumbered = as_renumbered(&table, &made);
    dangling(&made.paragraphs, &renumbered, args.renumber);
    if args.dry_run {
        warnings(&table, &made);
        if args.renumber {
            renumbering(&made.paragraphs, &renumbered)?;
        }
        say(format_args!("{} would have {}", args.label, count(made.paragraphs.len(), "paragraph")));
        return Ok(());
    }
    let new = NewDraft {
        round: args.round.round(&scope)?,
        renumber: args.renumber,
        ..NewDraft::new(&args.label, args.date.unwrap_or_else(|| today(&scope)))
    };
    let issued = issue_after_release(&store, &scope, &new, &Actor::command_line(clock::now()))?;
    let Issued { draft, table, made, .. } = &issued;
    warnings(table, made);
    if let Some(renumbered) = &issued.renumbered {
        renumbering(&made.paragraphs, renumbered)?;
    }
    say(format_args!(
        "{} with {}, issued {}; {} in the ledger against {}",
        draft.label,
        count(made.paragraphs.len(), "paragraph"),
        draft.issued,
        count(made.ledger.len(), "line"),
        table.draft.label,
    ));
    carried(&issued);
    Ok(())
}

/// What is carried forward, by how it fits the new draft.
pub(super) fn carried(issued: &Issued) {
    let Issued { table, made, carried, draft, .. } = issued;
    if carried.is_empty() {
        return;
    }
    let fits = fits(table, made, carried);
    let fits: Vec<String> = fits.iter().map(|(fit, number)| format!("{number} {}", fit.name())).collect();
    say(format_args!("{} open, carried to {}: {}", carried.len(), draft.label, fits.join(", ")));
}

/// References that would lead nowhere, or to what was split or joined.
fn dangling(paragraphs: &[Paragraph], renumbered: &Renumbered, renumber: bool) {
    let names = spoken_names(paragraphs);
    for it in &renumbered.odd {
        let taken = renumber && renumbered.is_taken(it);
        let taken = if taken { "; another paragraph takes that number" } else { "" };
        warn(format_args!("{}: \"{}\" → {}{taken}", names[it.place], it.words, lead(it, &names)));
    }
}

/// The concordance, and the references that followed; old and new.
fn renumbering(before: &[Paragraph], renumbered: &Renumbered) -> anyhow::Result<()> {
    for row in &renumbered.concordance {
        print(format_args!("{} → {}", row.old, row.new))?;
    }
    let names = spoken_names(&renumbered.paragraphs);
    let name = |id: ParagraphId| {
        let place = renumbered.paragraphs.iter().position(|it| it.id == id);
        place.map_or("", |at| names[at].as_str())
    };
    for it in &renumbered.rewritten {
        print(format_args!("{}: {} → {}", name(it.paragraph), it.old, it.new))?;
    }
    let (labels, references) = (renumbered.concordance.len(), renumbered.rewritten.len());
    let of = count(before.len(), "paragraph");
    say(format_args!("{labels} of {of} renumbered, {} rewritten", count(references, "reference")));
    Ok(())
}

pub(super) fn warnings(table: &Table, made: &Consolidated) {
    let spoken = |paragraphs: &[Paragraph]| -> BTreeMap<ParagraphId, String> {
        paragraphs.iter().map(|it| it.id).zip(spoken_names(paragraphs)).collect()
    };
    let names = spoken(&made.paragraphs);
    let name = |id: &ParagraphId| names.get(id).map_or("a paragraph", String::as_str);
    let items: BTreeMap<_, String> =
        table.submissions.iter().map(|it| (it.id, it.name.to_string())).collect();
    for warning in &made.warnings {
        match warning {
            Warning::Review { paragraph, words } => {
                warn(format_args!("{}: edits meet here, read it again: …{words}…", name(paragraph)));
            }
            Warning::Odd { paragraph, what } => warn(format_args!("{}: {what}", name(paragraph))),
            Warning::HandOverlaps { paragraph } => {
                warn(format_args!(
                    "{}: hand-written words overlap with what was decided since",
                    name(paragraph)
                ));
            }
            Warning::NotWritten { submission, why } => {
                let item = items.get(submission).map_or("a submission", String::as_str);
                warn(format_args!("{item} could not be carried out: {why}"));
            }
            Warning::EmptySection { heading } => {
                warn(format_args!("{}: nothing is left under this heading", name(heading)));
            }
        }
    }
}
