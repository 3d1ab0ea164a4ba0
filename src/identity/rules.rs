//! A delegation's own rules: whether two must agree before something is submitted, and who speaks for it.
//!
//! Invariant: nobody else learns them; they lie among the sets in preparation and look like an entry. "Two" are two
//! keys: each leaves a mark inside what it wrote or cleared, which only the delegation can read.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::authorship::FormNonce;
use super::keyring::{KeyRole, Keyring};
use super::preparation::{Entry, Kept, Stage, keep_bytes, look_bytes};
use super::seal::{Nonce, key_for, keyed_hash};
use super::session::Delegate;
use crate::document::id::id;

id!(
    /// Which of a delegation's keys did something, as the delegation alone can tell.
    Hand
);

impl Hand {
    /// The hand of a session's key. It stays the same when the ring is renewed.
    pub fn of(delegate: &Delegate) -> Self {
        Self::from_bytes(short(&delegate.ring, "hand/v1", &delegate.lookup))
    }
}

/// Who submits, withdraws and takes positions for a delegation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaks {
    /// Whoever drafts, with what was cleared.
    #[default]
    Drafters,
    /// Whoever clears.
    Clears,
}

/// What the rules say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Whether another key than the one that wrote the words last must clear them.
    pub four_eyes: bool,
    /// Who speaks for the delegation.
    pub speaks: Speaks,
}

/// The rules of a delegation; the easiest ones until it sets them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// What holds.
    pub terms: Terms,
    /// What one key has asked for, and a second one has to agree to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<(Hand, Terms)>,
}

/// What an entry lacks before it can be submitted with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacks {
    /// A key that clears: this one does not speak for the delegation.
    Voice,
    /// That somebody clears it.
    Clearance,
    /// That another clears it than who wrote its words.
    SecondPair,
}

impl Terms {
    /// Whether these are looser than others.
    fn is_looser_than(self, other: Self) -> bool {
        (other.four_eyes && !self.four_eyes)
            || (other.speaks == Speaks::Clears && self.speaks == Speaks::Drafters)
    }
}

impl Rules {
    /// The rules after a key that clears wanted these terms. Where two must agree, what loosens the rules waits until
    /// another key wants the same; wanting what holds takes back what was asked.
    pub fn wanted(self, hand: Hand, terms: Terms) -> Self {
        let agreed = self.asked.is_some_and(|(by, asked)| by != hand && asked == terms);
        let alone = !(self.terms.four_eyes && terms.is_looser_than(self.terms));
        if agreed || alone {
            Self { terms, asked: None }
        } else {
            Self { asked: Some((hand, terms)), ..self }
        }
    }

    /// Whether a key of that role speaks for the delegation.
    pub fn lets_speak(&self, role: KeyRole) -> bool {
        match self.terms.speaks {
            Speaks::Drafters => matches!(role, KeyRole::Drafter | KeyRole::Clears),
            Speaks::Clears => role == KeyRole::Clears,
        }
    }

    /// What an entry lacks before it can be submitted with a key of that role.
    pub fn lacks(&self, role: KeyRole, entry: &Entry) -> Option<Lacks> {
        let cleared = entry.stage == Stage::Cleared;
        if !self.lets_speak(role) {
            Some(Lacks::Voice)
        } else if self.terms.four_eyes && !(cleared && entry.was_seen_by_two()) {
            Some(Lacks::SecondPair)
        } else if role != KeyRole::Clears && !cleared {
            Some(Lacks::Clearance)
        } else {
            None
        }
    }

    /// Whether that hand may clear an entry.
    pub fn lets_clear(&self, hand: Hand, entry: &Entry) -> bool {
        !self.terms.four_eyes || entry.written_by.is_some_and(|it| it != hand)
    }

    /// Under which form they are kept. Nobody else can make it.
    pub fn form(ring: &Keyring) -> FormNonce {
        FormNonce::from_bytes(short(ring, "rules/v1", b""))
    }

    /// Seals them like an entry.
    pub fn keep(&self, ring: &Keyring, nonce: Nonce) -> Result<Kept, serde_json::Error> {
        let bytes = Zeroizing::new(serde_json::to_vec(self)?);
        Ok(keep_bytes(ring, Self::form(ring), &bytes, nonce))
    }

    /// Opens what was kept.
    pub fn look(ring: &Keyring, kept: &Kept) -> Option<Self> {
        serde_json::from_slice(&look_bytes(ring, kept)?).ok()
    }
}

fn short(ring: &Keyring, purpose: &str, subject: &[u8]) -> [u8; 16] {
    let hash = keyed_hash(&key_for(purpose, &*ring.oldest().secret, b""), &[subject]);
    let mut short = [0; 16];
    short.copy_from_slice(&hash[..16]);
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::DelegationId;

    const STRICT: Terms = Terms { four_eyes: true, speaks: Speaks::Clears };
    const FOUR_EYES: Terms = Terms { four_eyes: true, speaks: Speaks::Drafters };
    const CLEARS_ALONE: Terms = Terms { four_eyes: false, speaks: Speaks::Clears };
    const EASY: Terms = Terms { four_eyes: false, speaks: Speaks::Drafters };

    fn hand(byte: u8) -> Hand {
        Hand::from_bytes([byte; 16])
    }

    fn holds(terms: Terms) -> Rules {
        Rules { terms, asked: None }
    }

    #[test]
    fn rules_are_tightened_by_one_and_loosened_by_two_where_two_must_agree() {
        for (before, wanted, at_once) in [
            (EASY, STRICT, true),
            (EASY, FOUR_EYES, true),
            (FOUR_EYES, STRICT, true),
            (CLEARS_ALONE, EASY, true),
            (STRICT, FOUR_EYES, false),
            (STRICT, CLEARS_ALONE, false),
            (FOUR_EYES, EASY, false),
            (FOUR_EYES, CLEARS_ALONE, false),
        ] {
            let once = holds(before).wanted(hand(1), wanted);
            assert_eq!(once.terms, if at_once { wanted } else { before }, "{before:?} {wanted:?}");
            assert_eq!(once.asked.is_some(), !at_once);
            assert_eq!(once.wanted(hand(1), wanted), once, "asking twice is not agreeing");
            assert_eq!(once.wanted(hand(2), wanted), holds(wanted));
        }
        let asked = holds(STRICT).wanted(hand(1), EASY);
        assert_eq!(asked.wanted(hand(2), FOUR_EYES), Rules { asked: Some((hand(2), FOUR_EYES)), ..asked });
        assert_eq!(asked.wanted(hand(1), STRICT), holds(STRICT), "taken back");
    }

    #[test]
    fn a_hand_is_the_keys_own_and_outlives_a_renewal() {
        let delegate = |ring: &Keyring, lookup| Delegate {
            delegation: DelegationId::from_bytes([1; 16]),
            role: KeyRole::Clears,
            ring: ring.clone(),
            lookup: [lookup; 16],
        };
        let ring = Keyring::new([1; 32]);
        let first = Hand::of(&delegate(&ring, 1));
        assert_eq!(first, Hand::of(&delegate(&ring.renewed([2; 32]).unwrap(), 1)));
        assert_ne!(first, Hand::of(&delegate(&ring, 2)));
        assert_ne!(first, Hand::of(&delegate(&Keyring::new([2; 32]), 1)));
    }

    #[test]
    fn rules_are_kept_like_an_entry_and_read_by_their_own_delegation() {
        let ring = Keyring::new([1; 32]);
        let rules = holds(STRICT).wanted(hand(3), EASY);
        let kept = rules.keep(&ring, [9; 24]).unwrap();
        assert_eq!(Rules::look(&ring, &kept), Some(rules));
        let renewed = ring.renewed([2; 32]).unwrap();
        assert_eq!(Rules::look(&renewed, &kept), Some(rules));
        assert_eq!(Rules::form(&renewed), Rules::form(&ring));
        assert_eq!(Rules::look(&Keyring::new([2; 32]), &kept), None);
        assert_eq!(crate::identity::preparation::look(&ring, &kept), None, "it is no entry");
        assert_eq!(kept.sealed.len(), holds(EASY).keep(&ring, [9; 24]).unwrap().sealed.len());
    }
}
