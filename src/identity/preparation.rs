//! What a delegation has in preparation: kept for its own eyes until it is submitted.
//!
//! Invariant: an entry is kept as a tag and sealed, padded bytes; what it is about is inside. Its delegation finds it by
//! making the tag again from the number before the sealed bytes; to everybody else both are random.

pub mod answer;
mod plan;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

pub use self::plan::{Change, Plan};
use super::authorship::FormNonce;
use super::keyring::{Keyring, RingKey};
use super::rules::Hand;
use super::seal::{Nonce, key_for, keyed_hash, open, pad, seal, unpad};
use crate::document::id::{DraftId, SubmissionId};
use crate::document::inline::Text;
use crate::drafting::normalise;
use crate::drafting::submission::{Body, Target};

/// One submission in preparation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The form it was made with. Its item follows from it.
    pub form: FormNonce,
    /// How often it was saved before: whoever saves it says which one they saw.
    pub version: u32,
    /// How far it has come.
    pub stage: Stage,
    /// Which key wrote its words last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_by: Option<Hand>,
    /// Which key cleared it, if it is cleared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleared_by: Option<Hand>,
    /// What is to be submitted.
    pub words: Words,
}

impl Entry {
    /// Whether one key has written its words and another has cleared them.
    pub fn was_seen_by_two(&self) -> bool {
        self.cleared_by.is_some() && self.written_by.is_some() && self.cleared_by != self.written_by
    }
}

/// What is to be submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The draft it is made on.
    pub made_on: DraftId,
    /// What it is about.
    pub target: Target,
    /// What it says.
    pub body: Body,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rationale: Option<Text>,
    /// Whether the rationale is shared with other delegations.
    pub rationale_shared: bool,
    /// Whether it names a State, a person or a context: it is sent to the co-chairs only then.
    pub held: bool,
    /// The own item it takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub succeeds: Option<SubmissionId>,
}

impl Words {
    /// As they are kept, by whatever road they came: see [`normalise`].
    pub fn normalised(self) -> Self {
        let rationale = self.rationale.as_ref().map(normalise::text);
        Self { body: normalise::body(&self.body), rationale, ..self }
    }
}

/// How far an entry has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Somebody is working on it.
    InPreparation,
    /// It waits for whoever clears.
    ForClearance,
    /// It may be submitted.
    Cleared,
}

/// What an entry is found by.
pub type EntryTag = [u8; 32];

/// An entry as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What it is found by.
    pub tag: EntryTag,
    /// Its form's nonce, then the sealed entry.
    pub sealed: Vec<u8>,
}

/// What the entry of a form is found by: the first is used for what is kept now.
pub fn tags_of(ring: &Keyring, form: FormNonce) -> Vec<EntryTag> {
    ring.keys().map(|key| tag(key, form.as_bytes())).collect()
}

/// Seals an entry under the newest key.
pub fn keep(ring: &Keyring, entry: &Entry, nonce: Nonce) -> Result<Kept, serde_json::Error> {
    let bytes = Zeroizing::new(serde_json::to_vec(entry)?);
    Ok(keep_bytes(ring, entry.form, &bytes, nonce))
}

/// Seals what is kept under a form.
pub(super) fn keep_bytes(ring: &Keyring, form: FormNonce, bytes: &[u8], nonce: Nonce) -> Kept {
    let tag = tag(ring.newest(), form.as_bytes());
    let sealed = seal(&key_for("entry/v1", &*ring.newest().secret, b""), nonce, &tag, &pad(bytes));
    Kept { tag, sealed: [form.as_bytes().as_slice(), &sealed].concat() }
}

/// Whether an entry is one's own, by its tag and the first sixteen of its bytes.
pub fn is_own(ring: &Keyring, found: &EntryTag, form: &[u8; 16]) -> bool {
    ring.keys().any(|key| super::seal::same(&tag(key, form), found))
}

/// Opens an own entry; nothing if it is another's, or a bit was changed.
pub fn look(ring: &Keyring, kept: &Kept) -> Option<Entry> {
    serde_json::from_slice(&look_bytes(ring, kept)?).ok()
}

/// Opens what is kept under a form.
pub(super) fn look_bytes(ring: &Keyring, kept: &Kept) -> Option<Zeroizing<Vec<u8>>> {
    let (form, sealed) = kept.sealed.split_first_chunk::<16>()?;
    let key = ring.keys().find(|key| super::seal::same(&tag(key, form), &kept.tag))?;
    let padded = open(&key_for("entry/v1", &*key.secret, b""), &kept.tag, sealed)?;
    unpad(&padded).map(|it| Zeroizing::new(it.to_vec()))
}

fn tag(key: &RingKey, form: &[u8; 16]) -> EntryTag {
    keyed_hash(&key_for("preparation/v1", &*key.secret, b""), &[form])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::id::ParagraphId;

    fn entry(text: &str) -> Entry {
        Entry {
            form: FormNonce::from_bytes([1; 16]),
            version: 0,
            stage: Stage::InPreparation,
            written_by: Some(Hand::from_bytes([4; 16])),
            cleared_by: None,
            words: Words {
                made_on: DraftId::from_bytes([2; 16]),
                target: Target::paragraph(ParagraphId::from_bytes([3; 16])),
                body: Body::Comment { text: Text::parse(text) },
                rationale: None,
                rationale_shared: false,
                held: false,
                succeeds: None,
            },
        }
    }

    #[test]
    fn an_entry_is_found_and_opened_by_its_own_delegation_only() {
        let (own, other) = (Keyring::new([1; 32]), Keyring::new([2; 32]));
        let kept = keep(&own, &entry("A word."), [9; 24]).unwrap();
        let form = kept.sealed.first_chunk().unwrap();
        assert_eq!(look(&own, &kept), Some(entry("A word.")));
        assert!(is_own(&own, &kept.tag, form) && !is_own(&other, &kept.tag, form));
        assert_eq!(look(&other, &kept), None);
        assert_eq!(look(&own.renewed([3; 32]).unwrap(), &kept), Some(entry("A word.")));
        for at in 0..kept.sealed.len() {
            let mut changed = kept.clone();
            changed.sealed[at] ^= 1;
            assert_eq!(look(&own, &changed), None, "byte {at}");
        }
    }

    #[test]
    fn neither_words_nor_target_nor_length_show() {
        let own = Keyring::new([1; 32]);
        let sealed = |text: &str| keep(&own, &entry(text), [9; 24]).unwrap().sealed;
        let short = sealed("No.");
        assert!(!short.windows(3).any(|it| it == b"No." || it == b"par" || it == [3; 3]));
        assert_eq!(short.len(), sealed(&"A longer remark. ".repeat(10)).len());
    }
}
