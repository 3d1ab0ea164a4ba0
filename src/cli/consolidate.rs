//! `travaux consolidate`

use std::collections::BTreeMap;

use super::Place;
use super::output::{count, say};
use crate::drafting::auto::{LateOnes, Left};
use crate::proceedings::{self, Standing, Table, decide_automatically};
use crate::store::Access;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Take what nobody contests, write what competes as bracketed alternatives
    #[arg(long)]
    auto: bool,
    /// Take in what was received after the deadline as well
    #[arg(long, requires = "auto")]
    with_late: bool,
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<()> {
    if !args.auto {
        return status(place);
    }
    let late = if args.with_late { LateOnes::TakeIn } else { LateOnes::Leave };
    let store = place.open(Access::Write)?;
    let process = place.process.clone();
    let (table, found) = store.blocking_write(move |w| {
        let scope = proceedings::find(w, process.as_deref())?;
        decide_automatically(w, &scope, late)
    })?;
    say(format_args!("{} decided on {}", count(found.deeds.len(), "paragraph"), table.draft.label));
    print_standing(&table);
    let mut reasons: BTreeMap<Left, usize> = BTreeMap::new();
    for reason in found.left.values() {
        *reasons.entry(*reason).or_default() += 1;
    }
    for (reason, number) in reasons {
        say(format_args!("  {number:>4} left open: {}", reason.reason()));
    }
    Ok(())
}

fn status(place: &Place) -> anyhow::Result<()> {
    let store = place.open(Access::Read)?;
    let process = place.process.clone();
    let table = store.blocking_read(move |r| {
        let scope = proceedings::find(r, process.as_deref())?;
        Table::lay(r, &scope, None)
    })?;
    say(format_args!("{}: {} at the desk", table.draft.label, count(table.log.len(), "act")));
    print_standing(&table);
    say("decide what nobody contests with: travaux consolidate --auto");
    Ok(())
}

fn print_standing(table: &Table) {
    let Standing { submissions, by_disposition, open } = table.standing(&table.consolidate().outcomes);
    say(format_args!("{}, {open} open", count(submissions, "submission")));
    for (disposition, number) in by_disposition {
        say(format_args!("  {number:>4} {disposition}"));
    }
}
