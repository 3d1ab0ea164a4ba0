//! `travaux backup`, `travaux restore` and `travaux check`

use std::fs::File;
use std::path::PathBuf;

use anyhow::bail;

use super::Place;
use super::failure::{Failure, Found};
use super::output::{count, print, say};
use crate::clock;
use crate::identity::actor::Actor;
use crate::store::audit::Deed;
use crate::store::{Access, Error, Store};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The file to write; it must not be there yet
    file: PathBuf,
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<()> {
    let store = place.open(Access::Read)?;
    match store.backup(&args.file) {
        Err(Error::Taken(path)) => bail!("{path} is there already: a backup is written to a new file"),
        written => written?,
    }
    say(format_args!("{}", args.file.display()));
    Ok(())
}

#[derive(Debug, clap::Args)]
pub(super) struct Restore {
    /// A backup; the data directory is made from it and must not be there yet
    file: PathBuf,
}

pub(super) fn restore(place: &Place, args: &Restore) -> anyhow::Result<()> {
    let dir = place.data.as_deref().ok_or(Failure::NoDirectory)?;
    if let Err(error) = File::open(&args.file) {
        bail!(Failure::Input { path: args.file.display().to_string(), why: error.to_string() });
    }
    match Store::restore(&args.file, dir) {
        Err(Error::Taken(path)) => {
            bail!("{path} is there already: a backup is restored to a new data directory")
        }
        restored => restored?,
    }
    let store = Store::open(dir, Access::Write)?;
    store.blocking_write(|w| w.audit(&Actor::command_line(clock::now()), None, &Deed::Restored {}))?;
    if store.blocking_read(|r| r.has_second_factors())? {
        say(
            "second factors are sealed for the machine the backup was made on: unless the file \"pepper\" was brought \
             over, take each away (travaux staff second-factor LOGIN --reset), so that they are set up anew",
        );
    }
    say(format_args!("{}", dir.display()));
    Ok(())
}

pub(super) fn check(place: &Place) -> anyhow::Result<()> {
    let store = place.open(Access::Read)?;
    let findings = store.check()?;
    for finding in &findings {
        print(finding)?;
    }
    if findings.is_empty() {
        say("nothing found: the record is sound");
        return Ok(());
    }
    say(format_args!("{} found", count(findings.len(), "fault")));
    Err(Found.into())
}
