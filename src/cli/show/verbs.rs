//! Changed verbs, between two drafts or as submissions ask for.

use serde_json::json;

use super::print_json;
use crate::cli::output::{count, say};
use crate::cli::verbs;
use crate::document::verbs::{Tongue, VerbChange};
use crate::drafting::verbs::asked_for;
use crate::proceedings::{self, FileOf, Table, rendition_of};
use crate::store::Read;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The draft; the latest if left out
    #[arg(long, value_name = "LABEL")]
    draft: Option<String>,
    /// The earlier draft; the one before if left out
    #[arg(long, value_name = "LABEL", conflicts_with = "submissions")]
    against: Option<String>,
    /// What the submissions on the draft ask for instead
    #[arg(long)]
    submissions: bool,
    /// Write one JSON array
    #[arg(long)]
    json: bool,
}

/// A line for every verb that changed.
pub(super) fn verbs(r: &Read<'_>, process: Option<&str>, args: &Args) -> anyhow::Result<()> {
    let scope = proceedings::find(r, process)?;
    let rows: Vec<(String, Vec<VerbChange>)> = if args.submissions {
        let table = Table::lay(r, &scope, args.draft.as_deref())?;
        let tongue = Tongue::of(table.paragraphs.iter().map(|it| it.content.text.as_str()));
        let live = table.submissions.iter().filter(|it| !it.withdrawn);
        live.map(|it| (it.name.to_string(), asked_for(&it.body, tongue))).collect()
    } else {
        let what = FileOf::Redline { against: args.against.clone() };
        let redline = rendition_of(r, &scope, args.draft.as_deref(), &what)?;
        redline.changes.into_iter().map(|it| (it.place, it.verbs)).collect()
    };
    let rows: Vec<_> = rows.into_iter().filter(|(_, changes)| !changes.is_empty()).collect();
    if args.json {
        let all: Vec<_> = rows
            .iter()
            .map(|(place, changes)| json!({"place": place, "verbs": verbs::json(changes)}))
            .collect();
        return print_json(&all);
    }
    for (place, changes) in &rows {
        verbs::lines(place, changes)?;
    }
    let all: usize = rows.iter().map(|(_, changes)| changes.len()).sum();
    say(count(all, "changed verb"));
    Ok(())
}
