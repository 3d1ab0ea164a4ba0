//! A draft that was written elsewhere, laid over the latest: looked at, put on the desk, or issued at once.
//!
//! Invariant: it goes the way of all drafts. The file becomes acts of the desk, and what is issued is what the desk
//! makes of the latest draft with them.

use super::draft::{Issued, NewDraft, issue_next};
use super::refusal::Refusal;
use super::release::release_before;
use super::{Error, Scope, Table};
use crate::chance;
use crate::document::id::ActId;
use crate::drafting::later::{Choices, File, Ground, Later, Unfit, lay_over};
use crate::identity::actor::Actor;
use crate::store::audit::Deed;
use crate::store::drafts::Basis;
use crate::store::{self, Read, Store, Write};

/// The desk of the draft that is to be followed: it has to be the latest.
pub fn following(r: &Read<'_>, scope: &Scope, after: &str) -> Result<Table, Error> {
    let named = super::draft_of(r, scope, Some(after))?;
    let table = Table::lay(r, scope, None)?;
    if named.id != table.draft.id {
        return Err(Error::NotLatest { named: named.label, latest: table.draft.label });
    }
    Ok(table)
}

/// What a file would make of a desk; nothing is written.
pub fn laid_over(table: &Table, file: &File, choices: &Choices) -> Result<Later, Unfit> {
    let mut count = 0_u64;
    over(table, file, choices, || {
        count += 1;
        ActId::derived("preview", &[&count.to_be_bytes()])
    })
}

/// Puts a file on the desk of the latest draft, which has to be as it was `seen`.
pub fn put_on_desk(
    w: &Write<'_>,
    scope: &Scope,
    seen: Basis,
    file: &File,
    choices: &Choices,
) -> Result<(Table, Later), Error> {
    let mut table = Table::lay(w, scope, None)?;
    if seen != table.basis() {
        let found = table.basis().version;
        return Err(store::Error::Stale { expected: seen.version, found }.into());
    }
    // An id needs randomness, which can fail; the fold cannot.
    let mut failed = None;
    let later = over(&table, file, choices, || match chance::id() {
        Ok(bytes) => ActId::from_bytes(bytes),
        Err(error) => {
            failed = Some(error);
            ActId::from_bytes([0; 16])
        }
    });
    if let Some(error) = failed {
        return Err(error.into());
    }
    let later = later?;
    for act in &later.acts {
        w.append_act(table.draft.id, table.log.len() as u32, act)?;
        table.log.push(act.clone());
    }
    Ok((table, later))
}

/// Issues a file as the draft after the latest, once what waits on that is released: what is open is carried along.
pub fn issue_later(
    store: &Store,
    scope: &Scope,
    new: &NewDraft,
    seen: Basis,
    file: &File,
    choices: &Choices,
    by: &Actor,
) -> Result<(Issued, Later), Refusal> {
    let new = NewDraft { seen: Some(seen), ..new.clone() };
    let (to_read, read, chosen) = (scope.clone(), file.clone(), choices.clone());
    // Asked before anything is done, and again when the draft is written.
    store.blocking_read(move |r| {
        let table = Table::lay(r, &to_read, None)?;
        laid_over(&table, &read, &chosen)?;
        Ok::<_, Error>(())
    })?;
    release_before(store, scope, &new)?;
    let (scope, file, choices, by) = (scope.clone(), file.clone(), choices.clone(), *by);
    Ok(store.blocking_write(move |w| {
        let (_, later) = put_on_desk(w, &scope, seen, &file, &choices)?;
        let issued = issue_next(w, &scope, &NewDraft { seen: None, ..new })?;
        w.audit(&by, Some(scope.process.id), &Deed::DraftTakenIn { draft: issued.draft.label.clone() })?;
        Ok::<_, Error>((issued, later))
    })?)
}

fn over(table: &Table, file: &File, choices: &Choices, id: impl FnMut() -> ActId) -> Result<Later, Unfit> {
    let ground = Ground {
        paragraphs: &table.paragraphs,
        lineage: &table.lineage,
        submissions: &table.submissions,
        log: &table.log,
    };
    lay_over(ground, file, choices, id)
}
