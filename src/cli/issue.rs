//! `travaux issue`

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Place;
use super::import::today;
use super::output::{count, say, warn};
use super::round::RoundArgs;
use crate::document::Paragraph;
use crate::document::id::ParagraphId;
use crate::document::outline::spoken_names;
use crate::drafting::consolidate::Warning;
use crate::proceedings::release::issue_after_release;
use crate::proceedings::{self, Issued, NewDraft, fits};
use crate::store::Access;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What the new draft is called
    #[arg(long, value_name = "LABEL")]
    label: String,
    /// The day of issue; today if left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    #[command(flatten)]
    round: RoundArgs,
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<()> {
    let store = place.open(Access::Write)?;
    let (process, label, date) = (place.process.clone(), args.label.clone(), args.date);
    let scope = store.blocking_read(move |r| proceedings::find(r, process.as_deref()))?;
    let new = NewDraft {
        round: args.round.round(&scope)?,
        ..NewDraft::new(&label, date.unwrap_or_else(|| today(&scope)))
    };
    let issued = issue_after_release(&store, &scope, &new)?;
    warnings(&issued);
    let Issued { draft, table, made, .. } = &issued;
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
fn carried(issued: &Issued) {
    let Issued { table, made, carried, draft } = issued;
    if carried.is_empty() {
        return;
    }
    let fits = fits(table, made, carried);
    let fits: Vec<String> = fits.iter().map(|(fit, number)| format!("{number} {}", fit.name())).collect();
    say(format_args!("{} open, carried to {}: {}", carried.len(), draft.label, fits.join(", ")));
}

fn warnings(issued: &Issued) {
    let spoken = |paragraphs: &[Paragraph]| -> BTreeMap<ParagraphId, String> {
        paragraphs.iter().map(|it| it.id).zip(spoken_names(paragraphs)).collect()
    };
    let names = spoken(&issued.made.paragraphs);
    let name = |id: &ParagraphId| names.get(id).map_or("a paragraph", String::as_str);
    let items: BTreeMap<_, String> =
        issued.table.submissions.iter().map(|it| (it.id, it.name.to_string())).collect();
    for warning in &issued.made.warnings {
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
