//! Sets in preparation: a delegation's own, until it submits them.
//!
//! Invariant: an entry is saved over the version its writer saw, or not at all; nothing typed is lost without a word.
//! What is cleared is what was seen: a later change takes the clearance away.

use std::collections::BTreeSet;

use super::refusal::Refusal;
use super::rules::rules_of;
use crate::chance;
use crate::document::id::DraftId;
use crate::drafting::round::Phase;
use crate::identity::authorship::FormNonce;
use crate::identity::keyring::Keyring;
use crate::identity::preparation::{Entry, Stage, Words, is_own, keep, look, tags_of};
use crate::identity::role::{Act, Role, may};
use crate::identity::rules::Hand;
use crate::identity::session::Delegate;
use crate::store::{self, Private, Read, Store};

/// The delegation's entries, in no order that says anything.
pub fn entries(store: &Store, delegate: &Delegate) -> Result<Vec<Entry>, Refusal> {
    let ring = delegate.ring.clone();
    store.blocking_private(move |p| {
        let heads = p.entry_heads()?;
        let own = heads.iter().filter(|(tag, form)| is_own(&ring, tag, form));
        let mut entries = Vec::new();
        for (tag, _) in own {
            entries.extend(p.entry(tag)?.and_then(|kept| look(&ring, &kept)));
        }
        entries.sort_unstable_by_key(|it| it.form);
        Ok(entries)
    })
}

/// Saves an entry over the version its writer saw, 0 for a new one. Saving the same again changes nothing.
pub fn save_entry(
    store: &Store,
    delegate: &Delegate,
    form: FormNonce,
    seen: u32,
    stage: Stage,
    words: Words,
) -> Result<Entry, Refusal> {
    permitted(delegate, if stage == Stage::Cleared { Act::Clear } else { Act::Prepare })?;
    let words = words.normalised();
    let (delegation, made_on) = (delegate.delegation, words.made_on);
    store.blocking_read(move |r| is_of_its_process(r, delegation, made_on))?;
    let (ring, hand) = (delegate.ring.clone(), Hand::of(delegate));
    store.blocking_private(move |p| {
        let before = own_entry(p, &ring, form)?;
        let same = |it: &&Entry| it.words == words && it.stage == stage;
        if let Some(again) = before.as_ref().filter(same) {
            return Ok(again.clone());
        }
        expect(before.as_ref(), seen)?;
        let entry = written(before, (form, seen + 1), hand, words);
        let cleared_by = (stage == Stage::Cleared).then_some(hand);
        let entry = Entry { stage, cleared_by, ..entry };
        if stage == Stage::Cleared && !rules_of(p, &ring)?.lets_clear(hand, &entry) {
            return Err(Refusal::OwnWork);
        }
        put(p, &ring, &entry)?;
        Ok(entry)
    })
}

/// Saves entries over the versions that were seen, 0 for new ones, and throws others away: all of it or nothing. What
/// says the same as before stays as it is, cleared or not.
pub fn save_set(
    store: &Store,
    delegate: &Delegate,
    entries: Vec<(FormNonce, u32, Words)>,
    discarded: Vec<FormNonce>,
) -> Result<Vec<Entry>, Refusal> {
    permitted(delegate, Act::Prepare)?;
    let (delegation, made_on) = (delegate.delegation, entries.iter().map(|(_, _, it)| it.made_on));
    let made_on: BTreeSet<DraftId> = made_on.collect();
    store.blocking_read(move |r| {
        made_on.into_iter().try_for_each(|draft| is_of_its_process(r, delegation, draft))
    })?;
    let (ring, hand) = (delegate.ring.clone(), Hand::of(delegate));
    store.blocking_private(move |p| {
        let mut saved = Vec::new();
        for (form, seen, words) in entries.into_iter().map(|(form, seen, it)| (form, seen, it.normalised())) {
            let before = own_entry(p, &ring, form)?;
            if let Some(again) = before.as_ref().filter(|it| it.words == words) {
                saved.push(again.clone());
                continue;
            }
            expect(before.as_ref(), seen)?;
            let entry = written(before, (form, seen + 1), hand, words);
            put(p, &ring, &entry)?;
            saved.push(entry);
        }
        for form in discarded {
            if own_entry(p, &ring, form)?.is_some() {
                drop_entry(p, &ring, form)?;
            }
        }
        Ok(saved)
    })
}

/// Clears the version of an entry that was seen for submission. Where two must agree, not with the key that wrote it.
pub fn clear_entry(store: &Store, delegate: &Delegate, form: FormNonce, seen: u32) -> Result<Entry, Refusal> {
    permitted(delegate, Act::Clear)?;
    let (ring, hand) = (delegate.ring.clone(), Hand::of(delegate));
    store.blocking_private(move |p| {
        let before = own_entry(p, &ring, form)?;
        expect(before.as_ref(), seen)?;
        let entry = before.ok_or_else(|| no_entry(form))?;
        if !rules_of(p, &ring)?.lets_clear(hand, &entry) {
            return Err(Refusal::OwnWork);
        }
        let entry = Entry { version: seen + 1, stage: Stage::Cleared, cleared_by: Some(hand), ..entry };
        put(p, &ring, &entry)?;
        Ok(entry)
    })
}

/// Throws an entry away.
pub fn discard_entry(store: &Store, delegate: &Delegate, form: FormNonce) -> Result<(), Refusal> {
    permitted(delegate, Act::Prepare)?;
    let ring = delegate.ring.clone();
    store.blocking_private(move |p| drop_entry(p, &ring, form))
}

/// The entry of a form, if it is there.
pub(super) fn own_entry(p: &Private<'_>, ring: &Keyring, form: FormNonce) -> Result<Option<Entry>, Refusal> {
    for tag in tags_of(ring, form) {
        if let Some(kept) = p.entry(&tag)? {
            let damaged = || store::Error::Damaged("an entry in preparation cannot be read".into());
            return Ok(Some(look(ring, &kept).ok_or_else(damaged)?));
        }
    }
    Ok(None)
}

pub(super) fn drop_entry(p: &Private<'_>, ring: &Keyring, form: FormNonce) -> Result<(), Refusal> {
    for tag in tags_of(ring, form) {
        p.drop_entry(&tag)?;
    }
    Ok(())
}

/// An entry with these words, in preparation; written by that hand, unless they were its words already.
fn written(before: Option<Entry>, (form, version): (FormNonce, u32), hand: Hand, words: Words) -> Entry {
    let same = before.filter(|it| it.words == words).and_then(|it| it.written_by);
    let written_by = Some(same.unwrap_or(hand));
    Entry { form, version, stage: Stage::InPreparation, written_by, cleared_by: None, words }
}

/// Keeps an entry under the newest key, and no longer under an older one.
fn put(p: &Private<'_>, ring: &Keyring, entry: &Entry) -> Result<(), Refusal> {
    let kept = keep(ring, entry, chance::bytes()?);
    let kept = kept.map_err(|error| store::Error::Damaged(error.to_string()))?;
    for older in tags_of(ring, entry.form).iter().skip(1) {
        p.drop_entry(older)?;
    }
    Ok(p.put_entry(&kept)?)
}

fn expect(before: Option<&Entry>, seen: u32) -> Result<(), store::Error> {
    let found = before.map_or(0, |it| it.version);
    if found == seen { Ok(()) } else { Err(store::Error::Stale { expected: seen, found }) }
}

/// Preparing is permitted in every phase alike.
pub(super) fn permitted(delegate: &Delegate, act: Act) -> Result<(), Refusal> {
    may(Role::Delegate(delegate.role), act, Phase::Open).then_some(()).ok_or(Refusal::NotPermitted)
}

fn is_of_its_process(
    r: &Read<'_>,
    delegation: crate::identity::DelegationId,
    draft: DraftId,
) -> Result<(), Refusal> {
    let process = r.delegation(delegation)?.process;
    for document in r.documents(process)? {
        if r.drafts(document.id)?.iter().any(|it| it.id == draft) {
            return Ok(());
        }
    }
    Err(store::Error::NotFound { what: "draft", name: draft.to_string() }.into())
}

fn no_entry(form: FormNonce) -> Refusal {
    store::Error::NotFound { what: "entry in preparation", name: form.to_string() }.into()
}
