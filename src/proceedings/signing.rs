//! Signing: what was taken in is acknowledged once it is safely on disk, and where what was promised is found.
//!
//! Invariant: nothing is signed that a key in the record does not prove. An acknowledgement is kept nowhere: it is made
//! again from what waits, or from what was released, for whoever holds the keys of its delegation. Nobody is asked
//! who they are to be told where an acknowledged operation is, and nothing of the asking is kept.

use std::collections::{BTreeMap, BTreeSet};

use super::own::Own;
use super::refusal::Refusal;
use super::waiting::{own_promises, that_wait, withdrawal_said, words_said};
use super::{Error, Scope};
use crate::chance;
use crate::document::id::{DocumentId, SubmissionId};
use crate::identity::acknowledgement::{Acknowledgement, Opening, Promise, Signer, own_leaf};
use crate::identity::authorship::Authorship;
use crate::identity::preparation::Words;
use crate::identity::published::{List, Place, Schema};
use crate::identity::session::Delegate;
use crate::store::releases::Release;
use crate::store::submissions::Item;
use crate::store::{Read, Store, Write};

/// Where the operation of an acknowledgement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// In the list of a release.
    Listed {
        /// Which of the document, from 1.
        ordinal: u32,
        /// Its day.
        day: jiff::civil::Date,
    },
    /// In the list of a release of another document.
    Elsewhere,
    /// It waits for its release.
    Waits,
    /// Nowhere: it was lost or dropped.
    Missing,
    /// This server did not sign the acknowledgement.
    NotOurs,
}

/// What the lists of the releases say of a delegation's released items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accounted {
    /// How many are in the list of which release.
    pub listed: BTreeMap<u32, usize>,
    /// Those that are in none, or with other words.
    pub missing: Vec<SubmissionId>,
    /// What was promised of them.
    promises: Vec<Promise>,
}

/// The key of this server, made where there is none, and known to the record. A server has it from its start.
pub fn signer(store: &Store) -> Result<Signer, Refusal> {
    let signer = Signer::from_secret(&store.signing_key(chance::secret()?)?);
    let public = signer.public();
    if !store.blocking_read(|r| r.signing_keys())?.contains(&public) {
        store.blocking_write(move |w| w.add_signing_key(&public))?;
    }
    Ok(signer)
}

/// Every promise that can be made out for a delegation: of all that waits, and of its released items and withdrawals.
pub fn promises(
    store: &Store,
    delegate: &Delegate,
    accounted: &Accounted,
) -> Result<BTreeSet<Promise>, Refusal> {
    let ring = delegate.ring.clone();
    let waiting = store.blocking_private(move |p| own_promises(p, &ring))?;
    Ok(waiting.into_iter().chain(accounted.promises.iter().copied()).collect())
}

/// Acknowledges promises that were given before, without writing anything; where this server has no key there are none.
pub fn acknowledge_again(
    store: &Store,
    promises: &BTreeSet<Promise>,
) -> Result<Vec<Acknowledgement>, Refusal> {
    let Some(secret) = store.known_signing_key()? else { return Ok(Vec::new()) };
    let signer = Signer::from_secret(&secret);
    let known = store.blocking_read(|r| r.signing_keys())?.contains(&signer.public());
    Ok(promises.iter().filter(|_| known).map(|it| signer.acknowledge(*it)).collect())
}

/// Looks for a delegation's released items in the lists of the releases. What was entered from paper is not missed: nobody
/// was promised anything.
pub fn accounted(
    r: &Read<'_>,
    delegate: &Delegate,
    document: DocumentId,
    own: &[Own],
) -> Result<Accounted, Refusal> {
    let mut accounted = Accounted::default();
    if own.is_empty() {
        return Ok(accounted);
    }
    let releases = r.releases(document)?;
    for Own { item, .. } in own {
        let Some(made) = releases.iter().find(|it| it.id == item.release) else { continue };
        let id = item.submission.id;
        match found_in(made, &releases, delegate, *id.as_bytes(), words_said(&words_of(item))?) {
            Some(promise) => {
                *accounted.listed.entry(made.ordinal).or_default() += 1;
                accounted.promises.push(promise);
            }
            // Released without anybody having been active: from paper.
            None if made.counts.active == 0 => {}
            None => accounted.missing.push(id),
        }
        if item.submission.withdrawn {
            let operation = delegate.ring.operation("withdrawal", id.as_bytes());
            let later = releases.iter().filter(|it| it.ordinal > made.ordinal);
            let mut found =
                later.filter_map(|it| found_in(it, &releases, delegate, operation, withdrawal_said(id)));
            accounted.promises.extend(found.next());
        }
    }
    Ok(accounted)
}

/// The own promise of an operation, kept by a release. It was given for that, or for one before it in its round.
fn found_in(
    made: &Release,
    releases: &[Release],
    delegate: &Delegate,
    operation: [u8; 16],
    content: [u8; 32],
) -> Option<Promise> {
    let promised = releases.iter().rev().filter(|it| it.round == made.round && it.ordinal <= made.ordinal);
    promised.map(|it| it.id).find_map(|release| {
        let opening = Opening { operation, content, release, turn: 0 };
        Some(Promise { release, leaf: own_leaf(&delegate.ring, opening, &made.leaves)? })
    })
}

/// What the author of an item wrote.
fn words_of(item: &Item) -> Words {
    let submission = &item.submission;
    Words {
        made_on: submission.made_on,
        target: submission.target.clone(),
        body: submission.body.clone(),
        rationale: submission.rationale.clone(),
        rationale_shared: submission.rationale_shared,
        held: item.held,
        succeeds: item.succeeds,
    }
}

/// The releases of a document as they are published.
pub fn published(r: &Read<'_>, scope: &Scope) -> Result<List, Error> {
    Ok(list(r, &scope.process.title, scope.document.id)?)
}

fn list(r: &Read<'_>, process: &str, document: DocumentId) -> crate::store::Result<List> {
    Ok(List {
        schema: Schema::V1,
        process: process.to_owned(),
        document,
        keys: r.signing_keys()?,
        releases: r.releases(document)?.iter().map(Release::published).collect(),
    })
}

/// Says where acknowledged operations are, in their order. What waits is looked at before what is released, so that
/// nothing is missed between the two files.
pub fn locate(store: &Store, document: DocumentId, given: &[Acknowledgement]) -> Result<Vec<Where>, Refusal> {
    let keys = store.blocking_read(|r| r.signing_keys())?;
    let ours: BTreeSet<Promise> =
        given.iter().filter(|it| it.is_signed(&keys)).map(|it| it.promise).collect();
    if ours.is_empty() {
        return Ok(given.iter().map(|_| Where::NotOurs).collect());
    }
    let waiting = store.look_private(move |p| that_wait(p, &ours))?;
    let given = given.to_vec();
    store.blocking_read(|r| {
        let own = list(r, "", document)?;
        let mut others = Vec::new();
        for process in r.processes()? {
            for it in r.documents(process.id)?.into_iter().filter(|it| it.id != document) {
                others.push(list(r, "", it.id)?);
            }
        }
        let lists = |list: &List, it: &Acknowledgement| matches!(list.place(it), Place::Listed { .. });
        let found = |it: &Acknowledgement| match own.place(it) {
            Place::Listed { ordinal, day } => Where::Listed { ordinal, day },
            Place::NotOurs => Where::NotOurs,
            Place::Awaited | Place::Next { .. } | Place::Missing { .. } => {
                if waiting.contains(&it.promise) {
                    Where::Waits
                } else if others.iter().any(|list| lists(list, it)) {
                    Where::Elsewhere
                } else {
                    Where::Missing
                }
            }
        };
        Ok(given.iter().map(found).collect())
    })
}

/// Signs the release a document has had last, in the transaction that made it.
pub fn sign_latest(w: &Write<'_>, document: DocumentId, signer: &Signer) -> Result<(), Error> {
    if let Some(mut made) = w.releases(document)?.pop() {
        w.sign_release(&mut made, signer)?;
    }
    Ok(())
}
