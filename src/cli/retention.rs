//! `travaux retention`

use anyhow::bail;

use super::Place;
use super::failure::Failure;
use super::output::{print, say};
use crate::clock;
use crate::identity::actor::Actor;
use crate::proceedings::{drop_ended, end, kept};
use crate::store::private::retention::Kept;
use crate::store::{Access, Store};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Remove what has ended and is still there
    #[arg(long)]
    due: bool,
    /// The consultation is over: remove all keys and everything in preparation. The record stays
    #[arg(long, conflicts_with = "due")]
    end: bool,
    /// The title of the process, typed once more
    #[arg(long, value_name = "TITLE", requires = "end")]
    confirm: Option<String>,
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<()> {
    let store = place.open(if args.due || args.end { Access::Write } else { Access::Read })?;
    if args.end {
        return finish(&store, args.confirm.as_deref());
    }
    if args.due {
        drop_ended(&store, clock::now())?;
    }
    let (kept, codes) = kept(&store, clock::now())?;
    table(&kept, codes)
}

fn finish(store: &Store, confirmed: Option<&str>) -> anyhow::Result<()> {
    let titles: Vec<String> = store.blocking_read(|r| {
        Ok::<_, crate::store::Error>(r.processes()?.into_iter().map(|it| it.title).collect())
    })?;
    if !confirmed.is_some_and(|it| titles.iter().any(|title| title == it)) {
        let all = titles.join("\", \"");
        bail!(Failure::Usage(format!(
            "this ends the keys of every delegation in this data directory (\"{all}\"), and cannot be undone: say \
             --confirm with the title of a process"
        )));
    }
    let now = clock::now();
    end(store, &Actor::command_line(now), now)?;
    say("All keys are gone, and with them what tells whose anything was. The record stays.");
    say("Backups made before hold the wrapped keys of their day: delete them, and back up anew.");
    Ok(())
}

/// What is kept, how long, and how much of it there is.
fn table(kept: &Kept, codes: u32) -> anyhow::Result<()> {
    let Kept { sessions, ended, entries, waiting, windows, keyrings } = *kept;
    let rows: [(&str, &str, u32); 8] = [
        ("sessions and links", "12 hours; a link 3 days, and once", sessions),
        ("  of these ended", "the next log-in, or --due", ended),
        ("submitted, not released", "the release of its round", waiting),
        ("keys they are sealed under", "the same release", windows),
        ("sets in preparation", "submitted or discarded; --end", entries),
        ("wrapped keys of delegations", "revoked or replaced; --end", keyrings),
        ("unused enrolment codes", "used or replaced; --end", codes),
        ("the record", "for good", 1),
    ];
    print(format_args!("{:<29}{:<36}{:>7}", "what", "kept until", "now"))?;
    for (what, until, now) in rows {
        print(format_args!("{what:<29}{until:<36}{now:>7}"))?;
    }
    Ok(())
}
