//! How a delegation owns what it wrote, and has one voice, without its name standing anywhere.
//!
//! Invariant: all that leaves here are ids, tags and markers: outputs of hashes under the delegation's own keys, each
//! for one purpose. Without one of these keys they are random bytes, and no two of them belong together. "Mine" is
//! never looked up; it is made again and compared.

use subtle::{Choice, ConstantTimeEq};

use super::WindowId;
use super::acknowledgement::Opening;
use super::keyring::{Keyring, RingKey};
use super::seal::{key_for, keyed_hash};
use crate::document::id::{SubmissionId, id};

id!(
    /// Random bytes a form is made with: sending the form again is sending the same item.
    FormNonce
);

/// What the owner of an item recognises it by.
pub type Tag = [u8; 32];

/// What marks that a delegation has been here once, and does not say which.
pub type Marker = [u8; 32];

/// An item about to be submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authored {
    /// Its id.
    pub id: SubmissionId,
    /// What its owner recognises it by.
    pub tag: Tag,
}

/// Owning items and having one voice. The rest of the program sees bytes: signatures made by a client could take the
/// place of the keyring without touching what is kept.
pub trait Authorship {
    /// The item that follows from a form.
    fn author(&self, form: FormNonce) -> Authored;

    /// What one recognises an item by that one takes over.
    fn takes_over(&self, item: SubmissionId) -> Tag;

    /// Whether an item is one's own.
    fn owns(&self, item: SubmissionId, tag: &Tag) -> bool;

    /// The markers of one's position on a wording: the first is to be used, the others may stand there from before.
    fn voices(&self, wording: &[u8; 32]) -> Vec<Marker>;

    /// The marker of one's activity in a window.
    fn active(&self, window: WindowId) -> Marker;

    /// The id of an operation that is made at most once on its subject, such as a withdrawal.
    fn operation(&self, purpose: &str, subject: &[u8]) -> [u8; 16];

    /// What hides the leaf of an operation: the first is to be used, the others may have been used before.
    fn salts(&self, opening: &Opening) -> Vec<[u8; 32]>;
}

impl Authorship for Keyring {
    fn author(&self, form: FormNonce) -> Authored {
        let id = SubmissionId::from_bytes(short(self.newest(), "item/v1", form.as_bytes()));
        Authored { id, tag: tag(self.newest(), id) }
    }

    fn takes_over(&self, item: SubmissionId) -> Tag {
        tag(self.newest(), item)
    }

    fn owns(&self, item: SubmissionId, found: &Tag) -> bool {
        // Every key is tried, whichever fits.
        self.keys().fold(Choice::from(0), |owns, key| owns | tag(key, item).ct_eq(found)).into()
    }

    fn voices(&self, wording: &[u8; 32]) -> Vec<Marker> {
        self.keys().map(|key| keyed_hash(&key_for("position/v1", &*key.secret, b""), &[wording])).collect()
    }

    fn active(&self, window: WindowId) -> Marker {
        keyed_hash(&key_for("active/v1", &*self.oldest().secret, b""), &[window.as_bytes()])
    }

    fn operation(&self, purpose: &str, subject: &[u8]) -> [u8; 16] {
        short(self.oldest(), "operation/v1", &[purpose.as_bytes(), b"\n", subject].concat())
    }

    fn salts(&self, opening: &Opening) -> Vec<[u8; 32]> {
        let Opening { operation, content, release, turn } = opening;
        let parts: [&[u8]; 4] = [operation, content, release.as_bytes(), &turn.to_be_bytes()];
        self.keys().map(|key| keyed_hash(&key_for("salt/v1", &*key.secret, b""), &parts)).collect()
    }
}

/// Those of the items that are one's own.
pub fn mine<'i>(
    authorship: &impl Authorship,
    items: impl IntoIterator<Item = (SubmissionId, &'i Tag)>,
) -> Vec<SubmissionId> {
    items.into_iter().filter(|(id, tag)| authorship.owns(*id, tag)).map(|(id, _)| id).collect()
}

fn tag(key: &RingKey, item: SubmissionId) -> Tag {
    keyed_hash(&key.author, &[b"item", item.as_bytes()])
}

fn short(key: &RingKey, purpose: &str, subject: &[u8]) -> [u8; 16] {
    let hash = keyed_hash(&key_for(purpose, &*key.secret, b""), &[subject]);
    let mut short = [0; 16];
    short.copy_from_slice(&hash[..16]);
    short
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn ring() -> impl Strategy<Value = Keyring> {
        (any::<[u8; 32]>(), proptest::collection::vec(any::<[u8; 32]>(), 0..4)).prop_map(|(first, more)| {
            more.into_iter().fold(Keyring::new(first), |ring, key| ring.renewed(key).unwrap())
        })
    }

    proptest! {
        #[test]
        fn a_form_sent_again_is_the_same_item(ring in ring(), form in any::<[u8; 16]>()) {
            let form = FormNonce::from_bytes(form);
            prop_assert_eq!(ring.author(form), ring.clone().author(form));
        }

        #[test]
        fn two_delegations_never_meet(
            one in ring(), other in ring(), forms in proptest::collection::hash_set(any::<[u8; 16]>(), 1..20),
        ) {
            prop_assume!(one != other);
            let mut seen = HashSet::new();
            for form in forms.into_iter().map(FormNonce::from_bytes) {
                let (mine, theirs) = (one.author(form), other.author(form));
                prop_assert!(one.owns(mine.id, &mine.tag) && other.owns(theirs.id, &theirs.tag));
                prop_assert!(!one.owns(theirs.id, &theirs.tag) && !other.owns(mine.id, &mine.tag));
                prop_assert!(!one.owns(theirs.id, &mine.tag), "a tag belongs to one item");
                let taken = one.takes_over(theirs.id);
                prop_assert!(one.owns(theirs.id, &taken) && !other.owns(theirs.id, &taken));
                prop_assert!([mine.tag, theirs.tag].into_iter().all(|tag| seen.insert(tag)));
                let window = WindowId::from_bytes(*mine.id.as_bytes());
                prop_assert!([one.active(window), other.active(window)].into_iter().all(|it| seen.insert(it)));
                let voices = [one.voices(&mine.tag), other.voices(&mine.tag)].concat();
                prop_assert!(voices.into_iter().all(|it| seen.insert(it)));
            }
        }

        #[test]
        fn a_renewed_ring_knows_what_was_written_before(ring in ring(), fresh in any::<[u8; 32]>(), form in any::<[u8; 16]>()) {
            let form = FormNonce::from_bytes(form);
            let (renewed, before) = (ring.renewed(fresh).unwrap(), ring.author(form));
            prop_assert!(renewed.owns(before.id, &before.tag));
            let after = renewed.author(form);
            prop_assert!(after.id != before.id && !ring.owns(after.id, &after.tag));
            prop_assert!(renewed.voices(&[1; 32]).contains(&ring.voices(&[1; 32])[0]));
            let window = WindowId::from_bytes([1; 16]);
            prop_assert_eq!(renewed.active(window), ring.active(window));
            prop_assert_eq!(renewed.operation("position", b"x"), ring.operation("position", b"x"));
        }
    }

    #[test]
    fn mine_are_those_whose_tags_can_be_made_again() {
        let rings: Vec<Keyring> = (0..5).map(|byte| Keyring::new([byte; 32])).collect();
        let items: Vec<Authored> =
            (0..50).map(|n| rings[n % 5].author(FormNonce::from_bytes([n as u8; 16]))).collect();
        for (at, ring) in rings.iter().enumerate() {
            let found = mine(ring, items.iter().map(|it| (it.id, &it.tag)));
            assert_eq!(found, items.iter().skip(at).step_by(5).map(|it| it.id).collect::<Vec<_>>());
        }
    }
}
