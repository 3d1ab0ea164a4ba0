//! A delegation's own rules: read, changed and kept to.
//!
//! Invariant: they hold where something is cleared, submitted, withdrawn or said, whatever page it came from.

use super::keys::own_rows;
use super::preparation::permitted;
use super::refusal::Refusal;
use crate::chance;
use crate::identity::keyring::{KeyRole, Keyring};
use crate::identity::preparation::{Entry, tags_of};
use crate::identity::role::Act;
use crate::identity::rules::Hand;
use crate::identity::rules::{Lacks, Rules, Terms};
use crate::identity::session::Delegate;
use crate::store::{self, Private, Store};

/// The rules of the delegation.
pub fn rules(store: &Store, delegate: &Delegate) -> Result<Rules, Refusal> {
    let ring = delegate.ring.clone();
    store.blocking_private(move |p| rules_of(p, &ring))
}

/// Changes the rules; what takes two waits until a second key wants the same.
pub fn change_rules(store: &Store, delegate: &Delegate, terms: Terms) -> Result<Rules, Refusal> {
    permitted(delegate, Act::MakeKeys)?;
    let delegate = delegate.clone();
    store.blocking_private(move |p| {
        let ring = &delegate.ring;
        let writes = |role| matches!(role, KeyRole::Drafter | KeyRole::Clears);
        let writers = own_rows(p, ring)?.iter().filter(|(_, badge)| writes(badge.role)).count();
        let before = rules_of(p, ring)?;
        if terms.four_eyes && !before.terms.four_eyes && writers < 2 {
            return Err(Refusal::OneKey);
        }
        let rules = before.wanted(Hand::of(&delegate), terms);
        let kept = rules.keep(ring, chance::bytes()?);
        let kept = kept.map_err(|error| store::Error::Damaged(error.to_string()))?;
        for older in tags_of(ring, Rules::form(ring)).iter().skip(1) {
            p.drop_entry(older)?;
        }
        p.put_entry(&kept)?;
        Ok(rules)
    })
}

/// The rules as they are kept.
pub(super) fn rules_of(p: &Private<'_>, ring: &Keyring) -> Result<Rules, Refusal> {
    for tag in tags_of(ring, Rules::form(ring)) {
        if let Some(kept) = p.entry(&tag)? {
            let damaged = || store::Error::Damaged("the rules of a delegation cannot be read".into());
            return Ok(Rules::look(ring, &kept).ok_or_else(damaged)?);
        }
    }
    Ok(Rules::default())
}

/// Refuses whoever does not speak for their delegation.
pub(super) fn may_speak(p: &Private<'_>, delegate: &Delegate) -> Result<(), Refusal> {
    let lets = rules_of(p, &delegate.ring)?.lets_speak(delegate.role);
    lets.then_some(()).ok_or(Refusal::OnlyClears)
}

/// Refuses an entry that lacks something before it is submitted.
pub(super) fn may_submit(p: &Private<'_>, delegate: &Delegate, entry: &Entry) -> Result<(), Refusal> {
    match rules_of(p, &delegate.ring)?.lacks(delegate.role, entry) {
        None => Ok(()),
        Some(Lacks::Voice) => Err(Refusal::OnlyClears),
        Some(Lacks::Clearance) => Err(Refusal::NotCleared),
        Some(Lacks::SecondPair) => Err(Refusal::NotSeenByTwo),
    }
}
