//! The keys of a delegation: making further ones, ending one, recovering, and beginning anew.
//!
//! Invariant: a delegation's rows are found by making their tags again, and by nobody else. Whoever makes or ends a key
//! is asked, in the same step, whether the key they came with is still in use: one that was ended leaves none behind.
//! The last key that clears is not ended.

use super::enrolment::Keys;
use super::ground::not_found;
use super::refusal::Refusal;
use super::session::find_keyring;
use crate::chance;
use crate::drafting::round::Phase;
use crate::identity::badge::{Badge, RowTag, owns_row, row_tag};
use crate::identity::keyring::{KeyRole, Keyring, Opened};
use crate::identity::role::{Act, Role, may};
use crate::identity::seal::{Secret, same};
use crate::identity::secret::{AccessKey, Opener, RecoveryKey, mark_of};
use crate::identity::session::Delegate;
use crate::store::private::keyrings::Wrapped;
use crate::store::{self, Private, Store};

/// How many access keys a delegation has at the most: the first, and six more.
pub const MOST_KEYS: usize = 7;

/// How many it may have where some were made from its recovery key, which works even when it has as many as it may.
const MOST_RECOVERED: usize = 2 * MOST_KEYS;

/// A key of a delegation, as the delegation sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnKey {
    /// What it is named by in forms.
    pub tag: RowTag,
    /// What it lets its holder do, and what it is called.
    pub badge: Badge,
    /// Whether it is the one whose session asks.
    pub this: bool,
}

/// The keys of the delegation, the recovery key with them: by role, then by what they are called.
pub fn own_keys(store: &Store, delegate: &Delegate) -> Result<Vec<OwnKey>, Refusal> {
    let delegate = delegate.clone();
    store.blocking_private(move |p| {
        let own = own_rows(p, &delegate.ring)?.into_iter();
        let key = |(row, badge): (Wrapped, Badge)| OwnKey {
            tag: row.tag,
            badge,
            this: row.lookup == delegate.lookup,
        };
        let mut keys: Vec<OwnKey> = own.map(key).collect();
        keys.sort_unstable_by(|a, b| {
            (place(a.badge.role), &a.badge.label, a.tag).cmp(&(place(b.badge.role), &b.badge.label, b.tag))
        });
        Ok(keys)
    })
}

/// Makes a further key for a delegation, for its capital for instance.
pub fn make_key(store: &Store, delegate: &Delegate, badge: impl Into<Badge>) -> Result<AccessKey, Refusal> {
    let badge = badge.into();
    permitted(delegate)?;
    if badge.role == KeyRole::Recovers {
        return Err(Refusal::NotPermitted);
    }
    let opened = Opened { delegation: delegate.delegation, role: badge.role, ring: delegate.ring.clone() };
    add_key(store, opened, &badge.label, delegate.lookup, MOST_KEYS)
}

/// Makes a new access key from the recovery key. What is there of other keys goes on working.
pub fn recover(store: &Store, recovery: &str) -> Result<AccessKey, Refusal> {
    let (opened, lookup) = find_keyring(store, Opener::from(&recovery.parse::<RecoveryKey>()?))?;
    match opened.role {
        KeyRole::Recovers => {
            add_key(store, Opened { role: KeyRole::Clears, ..opened }, "", lookup, MOST_RECOVERED)
        }
        KeyRole::Drafter | KeyRole::Clears | KeyRole::Reads => Err(Refusal::NotRecoveryKey),
    }
}

/// Takes a key of the delegation out of use: whoever is logged in with it is logged out at their next step.
pub fn end_key(store: &Store, delegate: &Delegate, key: RowTag) -> Result<(), Refusal> {
    permitted(delegate)?;
    let delegate = delegate.clone();
    store.blocking_private(move |p| {
        in_use(p, &delegate.lookup)?;
        let own = own_rows(p, &delegate.ring)?;
        let found = own.iter().find(|(row, _)| same(&row.tag, &key));
        let (row, badge) = found.ok_or_else(|| not_found("key", "of that number"))?;
        let clearing = own.iter().filter(|(_, it)| it.role == KeyRole::Clears).count();
        match badge.role {
            KeyRole::Recovers => Err(Refusal::RecoveryKey),
            KeyRole::Clears if clearing == 1 => Err(Refusal::LastThatClears),
            KeyRole::Clears | KeyRole::Drafter | KeyRole::Reads => Ok(p.drop_keyring(&row.lookup)?),
        }
    })
}

/// Ends every key of a delegation and makes an access key and a recovery key, on a ring with a new key in front: what is
/// the delegation's own stays its own, and nobody who held a key before opens anything. It takes a key that clears or
/// the recovery key, typed anew; from somebody who is logged in, one of their own delegation.
pub fn begin_anew(store: &Store, key: &str, delegate: Option<&Delegate>) -> Result<Keys, Refusal> {
    let (opened, lookup) = find_keyring(store, Opener::from(&key.parse::<AccessKey>()?))?;
    match delegate {
        Some(delegate) => {
            permitted(delegate)?;
            if opened.delegation != delegate.delegation {
                return Err(Refusal::UnknownKey);
            }
            if !matches!(opened.role, KeyRole::Clears | KeyRole::Recovers) {
                return Err(Refusal::NotPermitted);
            }
        }
        None if opened.role != KeyRole::Recovers => return Err(Refusal::NotRecoveryKey),
        None => {}
    }
    let before = opened.ring;
    let ring = before.renewed(chance::secret()?).map_err(|_| Refusal::RingFull)?;
    let pepper = store.pepper(chance::secret()?)?;
    let access = AccessKey::from_random(chance::bytes()?);
    let recovery = RecoveryKey::from_random(chance::bytes()?);
    let with = |role| Opened { delegation: opened.delegation, role, ring: ring.clone() };
    let fresh = [
        wrap(&with(KeyRole::Clears), "", &Opener::from(&access), &pepper)?,
        wrap(&with(KeyRole::Recovers), "", &Opener::from(&recovery), &pepper)?,
    ];
    store.blocking_private(move |p| {
        in_use(p, &lookup)?;
        for (row, _) in own_rows(p, &before)? {
            p.drop_keyring(&row.lookup)?;
        }
        fresh.iter().try_for_each(|it| p.add_keyring(it)).map_err(Refusal::from)
    })?;
    Ok(Keys { delegation: opened.delegation, access, recovery })
}

/// The rows of a delegation with what is known of their keys.
pub(super) fn own_rows(p: &Private<'_>, ring: &Keyring) -> Result<Vec<(Wrapped, Badge)>, Refusal> {
    let heads = p.keyring_heads()?.into_iter();
    let own = heads.filter(|(lookup, tag)| owns_row(ring, lookup, tag));
    own.map(|(lookup, _)| {
        let row = p.keyring(&lookup)?;
        let badge = row.as_ref().and_then(|it| Badge::read(ring, &it.lookup, &it.badge));
        let damaged = || store::Error::Damaged("the badge of a key cannot be read".into());
        Ok(row.zip(badge).ok_or_else(damaged)?)
    })
    .collect()
}

/// Wraps what a key opens, with the badge by which its delegation knows it.
pub(super) fn wrap(
    opened: &Opened,
    label: &str,
    opener: &Opener,
    pepper: &Secret,
) -> Result<Wrapped, Refusal> {
    let (salt, lookup) = (chance::id()?, opener.lookup(pepper));
    let badge = Badge::new(opened.role, label);
    Ok(Wrapped {
        lookup,
        mark: mark_of(pepper),
        tag: row_tag(&opened.ring, &lookup),
        salt,
        verifier: opener.verifier(&salt),
        sealed: opened.wrap(opener, &salt, chance::bytes()?),
        badge: badge.pin(&opened.ring, &lookup, chance::bytes()?),
    })
}

/// Adds an access key, by whoever came with the key of that lookup.
fn add_key(
    store: &Store,
    opened: Opened,
    label: &str,
    came_with: [u8; 16],
    most: usize,
) -> Result<AccessKey, Refusal> {
    let access = AccessKey::from_random(chance::bytes()?);
    let keyring = wrap(&opened, label, &Opener::from(&access), &store.pepper(chance::secret()?)?)?;
    store.blocking_private(move |p| {
        in_use(p, &came_with)?;
        let own = own_rows(p, &opened.ring)?;
        if own.iter().filter(|(_, it)| it.role != KeyRole::Recovers).count() >= most {
            return Err(Refusal::EnoughKeys);
        }
        Ok(p.add_keyring(&keyring)?)
    })?;
    Ok(access)
}

/// Refuses whoever came with a key that was ended meanwhile.
fn in_use(p: &Private<'_>, lookup: &[u8; 16]) -> Result<(), Refusal> {
    p.keyring(lookup)?.map(drop).ok_or(Refusal::UnknownKey)
}

/// Keys are made and ended at any time; the phase plays no part in it.
fn permitted(delegate: &Delegate) -> Result<(), Refusal> {
    let may = may(Role::Delegate(delegate.role), Act::MakeKeys, Phase::Planned);
    may.then_some(()).ok_or(Refusal::NotPermitted)
}

/// The order in which keys are listed.
fn place(role: KeyRole) -> u8 {
    match role {
        KeyRole::Clears => 0,
        KeyRole::Drafter => 1,
        KeyRole::Reads => 2,
        KeyRole::Recovers => 3,
    }
}
