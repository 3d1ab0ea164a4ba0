//! An answer to a question of the co-chairs that is in preparation: at most one for each question.
//!
//! Invariant: it is kept as every entry in preparation is, as a tag and sealed, padded bytes, and cannot be told from
//! one; which question it answers is inside.

use serde::{Deserialize, Serialize};

use super::{EntryTag, Kept, Stage};
use crate::document::id::QuestionId;
use crate::drafting::exchange::Said;
use crate::identity::authorship::Authorship;
use crate::identity::keyring::{Keyring, RingKey};
use crate::identity::seal::{Nonce, key_for, keyed_hash, open, pad, same, seal, unpad};

/// An answer in preparation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// How often it was saved before: whoever saves it says which one they saw.
    pub version: u32,
    /// How far it has come.
    pub stage: Stage,
    /// What is to be answered.
    pub said: Said,
    /// Whether it may be shown to other delegations.
    pub shared: bool,
}

/// What the answer to a question is found by: the first is used for what is kept now.
pub fn tags_of(ring: &Keyring, question: QuestionId) -> Vec<EntryTag> {
    let place = place(ring, question);
    ring.keys().map(|key| tag(key, &place)).collect()
}

/// Seals an answer under the newest key.
pub fn keep(
    ring: &Keyring,
    question: QuestionId,
    answer: &Prepared,
    nonce: Nonce,
) -> Result<Kept, serde_json::Error> {
    let place = place(ring, question);
    let tag = tag(ring.newest(), &place);
    let bytes = zeroize::Zeroizing::new(serde_json::to_vec(answer)?);
    let sealed = seal(&sealing(ring.newest()), nonce, &tag, &pad(&bytes));
    Ok(Kept { tag, sealed: [place.as_slice(), &sealed].concat() })
}

/// Opens an own answer; nothing if it is another's, or a bit was changed.
pub fn look(ring: &Keyring, question: QuestionId, kept: &Kept) -> Option<Prepared> {
    let (found, sealed) = kept.sealed.split_first_chunk::<16>()?;
    let place = place(ring, question);
    let key = ring.keys().find(|key| *found == place && same(&tag(key, &place), &kept.tag))?;
    let padded = open(&sealing(key), &kept.tag, sealed)?;
    serde_json::from_slice(unpad(&padded)?).ok()
}

/// What stands where other entries have the nonce of their form; the same before and after the ring is renewed.
fn place(ring: &Keyring, question: QuestionId) -> [u8; 16] {
    ring.operation("answer in preparation", question.as_bytes())
}

fn tag(key: &RingKey, place: &[u8; 16]) -> EntryTag {
    keyed_hash(&key_for("preparation/answer/v1", &*key.secret, b""), &[place])
}

fn sealing(key: &RingKey) -> crate::identity::seal::Secret {
    key_for("entry/answer/v1", &*key.secret, b"")
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUESTION: QuestionId = QuestionId::from_bytes([4; 16]);

    fn answer(words: &str) -> Prepared {
        Prepared { version: 1, stage: Stage::Cleared, said: Said::parse(words).unwrap(), shared: true }
    }

    #[test]
    fn an_answer_is_found_and_opened_by_its_own_delegation_only() {
        let (own, other) = (Keyring::new([1; 32]), Keyring::new([2; 32]));
        let kept = keep(&own, QUESTION, &answer("The second one."), [9; 24]).unwrap();
        let renewed = own.renewed([3; 32]).unwrap();
        for ring in [&own, &renewed] {
            assert!(tags_of(ring, QUESTION).contains(&kept.tag));
            assert_eq!(look(ring, QUESTION, &kept), Some(answer("The second one.")));
        }
        assert!(!tags_of(&other, QUESTION).contains(&kept.tag));
        assert_eq!(look(&other, QUESTION, &kept), None);
        assert_eq!(look(&own, QuestionId::from_bytes([5; 16]), &kept), None);
        for at in 0..kept.sealed.len() {
            let mut changed = kept.clone();
            changed.sealed[at] ^= 1;
            assert_eq!(look(&own, QUESTION, &changed), None, "byte {at}");
        }
    }

    #[test]
    fn neither_words_nor_question_nor_length_show() {
        let own = Keyring::new([1; 32]);
        let sealed = |words: &str| keep(&own, QUESTION, &answer(words), [9; 24]).unwrap().sealed;
        let short = sealed("No.");
        assert!(!short.windows(3).any(|it| it == b"No." || it == [4; 3]));
        assert_eq!(short.len(), sealed(&"A longer answer. ".repeat(10)).len());
    }
}
