//! `travaux verify`: whether the releases are what they were when they were made, and every acknowledged operation is
//! in one. A published list is checked without a data directory, on any computer and without a network.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::bail;

use super::Place;
use super::failure::{Failure, Found};
use super::output::{count, print, read_input, say};
use crate::document::id::DocumentId;
use crate::identity::acknowledgement::Acknowledgement;
use crate::identity::published::{self, Fault, List};
use crate::proceedings::{self, Where, locate};
use crate::store::check::Finding;
use crate::store::{self, Access, Store};

pub(super) const HELP: &str = "\
Without --releases the data directory is looked through: the chain of releases, their signatures, what they made visible,
and what waits. With it a list that was published is checked by itself, as anybody can who was sent one.
An acknowledgement that is in no list is told, and where it should be. Exit code 6 if anything is not as it should be.";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A list of releases as it was published: releases.json
    #[arg(long, value_name = "FILE")]
    releases: Option<PathBuf>,
    /// Acknowledgements, as a delegation was given them
    #[arg(long, value_name = "FILE")]
    acknowledgements: Option<PathBuf>,
    /// A list that was published earlier: everything in it must still be there, unchanged
    #[arg(long, value_name = "FILE")]
    earlier: Option<PathBuf>,
}

/// What is looked through.
enum Source {
    File(Box<List>),
    Record { store: Store, lists: Vec<List>, document: DocumentId },
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<()> {
    let given = args.acknowledgements.as_deref().map(acknowledgements).transpose()?;
    let earlier = args.earlier.as_deref().map(list).transpose()?;
    let source = match &args.releases {
        Some(path) => Source::File(Box::new(list(path)?)),
        None => record(place)?,
    };
    let mut wrong = 0;
    let lists = match &source {
        Source::File(list) => std::slice::from_ref(&**list),
        Source::Record { lists, .. } => lists,
    };
    for list in lists {
        wrong += releases(list, &faults(&source, list)?)?;
    }
    if let Some(earlier) = &earlier {
        wrong += unchanged(lists, earlier)?;
    }
    if let Some(given) = &given {
        wrong += where_they_are(&source, given)?;
    }
    if wrong == 0 {
        return Ok(());
    }
    say(format_args!("{wrong} not as it should be"));
    Err(Found.into())
}

fn record(place: &Place) -> anyhow::Result<Source> {
    let store = place.open(Access::Read)?;
    let process = place.process.clone();
    let (lists, document) = store.blocking_read(|r| {
        let scope = match process.as_deref() {
            None if r.processes()?.len() > 1 => None,
            named => Some(proceedings::find(r, named)?),
        };
        let mut lists = Vec::new();
        match &scope {
            Some(scope) => lists.push(proceedings::published(r, scope)?),
            None => {
                for process in r.processes()? {
                    lists.push(proceedings::published(r, &proceedings::find(r, Some(&process.name))?)?);
                }
            }
        }
        let document = lists.first().map(|it| it.document).ok_or(proceedings::Error::NoDraft)?;
        Ok::<_, proceedings::Error>((lists, document))
    })?;
    Ok(Source::Record { store, lists, document })
}

/// What is wrong with the releases of a list; in a data directory also with what they made visible.
fn faults(source: &Source, list: &List) -> store::Result<BTreeSet<(u32, Fault)>> {
    let mut faults = list.faults();
    if let Source::Record { store, .. } = source {
        for finding in store.check_releases(list.document)? {
            if let Finding::Release { ordinal, fault } = finding {
                faults.insert((ordinal, fault));
            }
        }
    }
    Ok(faults)
}

/// Says how the releases of a document stand.
fn releases(list: &List, faults: &BTreeSet<(u32, Fault)>) -> anyhow::Result<usize> {
    let operations = list.releases.iter().map(|it| it.leaves.len()).sum();
    let (made, operations) = (count(list.releases.len(), "release"), count(operations, "operation"));
    for (ordinal, fault) in faults {
        print(format_args!("{}: release {ordinal}: {fault}", list.process))?;
    }
    match list.releases.last() {
        None => say(format_args!("{}: no release yet", list.process)),
        Some(last) if faults.is_empty() => say(format_args!(
            "{}: {made} of {operations}, chained and signed; the last is {}",
            list.process, last.hash
        )),
        Some(_) => say(format_args!("{}: {made} of {operations}", list.process)),
    }
    Ok(faults.len())
}

/// Says what is not as it was published earlier.
fn unchanged(lists: &[List], earlier: &List) -> anyhow::Result<usize> {
    let Some(now) = lists.iter().find(|it| it.document == earlier.document) else {
        print(format_args!("{}: the earlier list is of another document", earlier.process))?;
        return Ok(1);
    };
    let differs = now.differs_from(earlier);
    for (ordinal, fault) in &differs {
        print(format_args!("{}: release {ordinal}: {fault}", now.process))?;
    }
    if differs.is_empty() {
        let made = count(earlier.releases.len(), "release");
        say(format_args!("{}: {made} as published earlier", now.process));
    }
    Ok(differs.len())
}

/// Says where each acknowledged operation is.
fn where_they_are(source: &Source, given: &[Acknowledgement]) -> anyhow::Result<usize> {
    let mut wrong = 0;
    let mut tell = |it: &Acknowledgement, is_wrong: bool, told: String| {
        wrong += usize::from(is_wrong);
        let leaf = it.promise.leaf.to_string();
        print(format_args!("{}…  {told}", &leaf[..16]))
    };
    match source {
        Source::File(list) => {
            for it in given {
                let (is_wrong, told) = in_list(list.place(it));
                tell(it, is_wrong, told)?;
            }
        }
        Source::Record { store, document, .. } => {
            for (it, found) in given.iter().zip(locate(store, *document, given)?) {
                let (is_wrong, told) = in_record(found);
                tell(it, is_wrong, told)?;
            }
        }
    }
    Ok(wrong)
}

fn in_list(place: published::Place) -> (bool, String) {
    use published::Place;
    match place {
        Place::Listed { ordinal, day } => (false, format!("in release {ordinal} of {day}")),
        Place::Awaited => {
            (false, "its release is not in this list: not made yet, or the list is older".to_owned())
        }
        Place::Next { after } => (
            true,
            format!(
                "not in release {after}, which it was for. Unless it came in while that was being made, it was \
                 dropped: the next release of the round must have it"
            ),
        ),
        Place::Missing { from } => {
            (true, format!("dropped: neither in release {from}, which it was for, nor in a later one"))
        }
        Place::NotOurs => (true, "not signed by a key of this list".to_owned()),
    }
}

fn in_record(found: Where) -> (bool, String) {
    match found {
        Where::Listed { ordinal, day } => (false, format!("in release {ordinal} of {day}")),
        Where::Elsewhere => (false, "in a release of another process".to_owned()),
        Where::Waits => (false, "waits for its release".to_owned()),
        Where::Missing => (true, "lost or dropped: it is in no release and does not wait for one".to_owned()),
        Where::NotOurs => (true, "not signed by a key of this server".to_owned()),
    }
}

fn list(path: &Path) -> anyhow::Result<List> {
    let bytes = read_input(path)?;
    Ok(serde_json::from_slice(&bytes)
        .map_err(|error| unreadable(path, format!("not a list of releases: {error}")))?)
}

fn acknowledgements(path: &Path) -> anyhow::Result<Vec<Acknowledgement>> {
    let bytes = read_input(path)?;
    let read = Acknowledgement::read_all(&String::from_utf8_lossy(&bytes));
    let given = read.into_iter().collect::<Result<Vec<_>, _>>();
    let given = given.map_err(|error| unreadable(path, error.to_string()))?;
    if given.is_empty() {
        bail!(unreadable(path, "there is no acknowledgement in it".to_owned()));
    }
    Ok(given)
}

fn unreadable(path: &Path, why: String) -> Failure {
    Failure::Input { path: path.display().to_string(), why }
}
