//! `travaux backup` and `travaux check`

use std::path::PathBuf;

use super::Place;
use super::failure::Found;
use super::output::{count, say};
use crate::store::Access;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The file to write; it must not be there yet
    file: PathBuf,
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<()> {
    let store = place.open(Access::Read)?;
    store.backup(&args.file)?;
    say(format_args!("{}", args.file.display()));
    Ok(())
}

pub(super) fn check(place: &Place) -> anyhow::Result<()> {
    let store = place.open(Access::Read)?;
    let findings = store.check()?;
    for finding in &findings {
        anstream::println!("{finding}");
    }
    if findings.is_empty() {
        say("nothing found: the record is sound");
        return Ok(());
    }
    say(format_args!("{} found", count(findings.len(), "fault")));
    Err(Found.into())
}
