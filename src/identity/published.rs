//! The releases of a document as they are published: a list that anybody can check, on any computer, without this
//! server; and where in it an acknowledgement is found.
//!
//! Each release holds the hash of the one before and is signed by the server: none can be taken out, altered or put in
//! unseen by whoever holds the record and not the key. Whoever holds the key as well could write all of it anew; then it
//! differs from a list that was published before, and from the acknowledgements that delegations hold.
//!
//! Of the active delegations it says whether they were five or ten, never how many.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::acknowledgement::{Acknowledgement, KeyId, Leaf, PublicKey};
use super::disclosure::FEW;
use super::hex::Hex;
use crate::document::id::{DocumentId, ReleaseId, RoundId};

/// The number of active delegations that is told after [`FEW`].
const MORE: u32 = 2 * FEW;

/// What a list is, for whoever reads it without us.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Schema {
    /// The first version.
    #[default]
    #[serde(rename = "travaux-releases-1")]
    V1,
}

/// The releases of a document, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// What this is.
    pub schema: Schema,
    /// The process, by its title.
    pub process: String,
    /// The document.
    pub document: DocumentId,
    /// The keys that this server has signed with.
    pub keys: Vec<PublicKey>,
    /// The releases.
    pub releases: Vec<Published>,
}

/// A release as it is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// Its id, which acknowledgements name.
    pub id: ReleaseId,
    /// Its place among the releases of the document, from 1.
    pub ordinal: u32,
    /// The round it was made in.
    pub round: RoundId,
    /// The day it was made.
    pub day: Date,
    /// At least so many delegations were active: 0, 5 or 10.
    pub active_at_least: u32,
    /// How many keys opened a keyring of a delegation.
    pub keys: u32,
    /// How many delegations had been enrolled anew.
    pub reissues: u32,
    /// The hash of what it made visible, as the record has it.
    pub visible: Hex<32>,
    /// One for each operation in it, sorted.
    pub leaves: Vec<Leaf>,
    /// The hash of the release before; zeros for the first.
    pub previous: Hex<32>,
    /// Over all this: see [`Published::chained`].
    pub hash: Hex<32>,
    /// The signature on the hash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Signed>,
}

/// A signature on a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// The key it was made with.
    pub key: KeyId,
    /// The signature.
    pub signature: Hex<64>,
}

/// What is not as it should be with a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Fault {
    /// It has the number of another, or one before it is missing.
    #[error("it is not the one that follows")]
    Order,
    /// It names another release as the one before.
    #[error("it does not hold the hash of the release before")]
    Chain,
    /// Its hash is not that of what it says.
    #[error("it is not as it was made")]
    Altered,
    /// Its leaves are not sorted, or one is there twice.
    #[error("its leaves are not in order")]
    Leaves,
    /// Nobody signed it.
    #[error("it is not signed")]
    Unsigned,
    /// No key of the list signed it.
    #[error("its signature is not of this server")]
    Signature,
    /// An earlier list has another release in its place, or has it and this one does not.
    #[error("it is not the release that was published before")]
    Rewritten,
    /// It made more visible than it lists.
    #[error("it lists fewer operations than it made visible")]
    TooFew,
    /// What it made visible was altered since, taken out or added to.
    #[error("what it made visible is not what it was")]
    Visible,
}

/// Where an acknowledged operation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the list of a release.
    Listed {
        /// Which, from 1.
        ordinal: u32,
        /// Its day.
        day: Date,
    },
    /// Its release is not made, or not in this list.
    Awaited,
    /// It came in while its release was made: the next of the round must list it.
    Next {
        /// The release that was made without it.
        after: u32,
    },
    /// Nowhere, though it must be: it was dropped.
    Missing {
        /// The release that should have listed it.
        from: u32,
    },
    /// No key of this server signed the acknowledgement.
    NotOurs,
}

/// How many active delegations are told of.
pub const fn told(active: u32) -> u32 {
    match active {
        MORE.. => MORE,
        FEW.. => FEW,
        _ => 0,
    }
}

impl Published {
    /// The hash it should have: SHA-256 over the line "travaux release/v1", the hash of the release before, the ids of
    /// document, release and round, its ordinal (32 bits, as all numbers with the high byte first), its day
    /// ("2026-04-01"), the three counts (32 bits each), the hash of what it made visible, how many leaves there are (64
    /// bits), and the leaves.
    pub fn chained(&self, document: DocumentId) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(b"travaux release/v1\n");
        hash.update(self.previous.0);
        hash.update(document.as_bytes());
        hash.update(self.id.as_bytes());
        hash.update(self.round.as_bytes());
        hash.update(self.ordinal.to_be_bytes());
        hash.update(self.day.to_string());
        for count in [self.active_at_least, self.keys, self.reissues] {
            hash.update(count.to_be_bytes());
        }
        hash.update(self.visible.0);
        hash.update((self.leaves.len() as u64).to_be_bytes());
        self.leaves.iter().for_each(|leaf| hash.update(leaf.0));
        hash.finalize().into()
    }
}

impl List {
    /// The file that is published: one value, its lines as people read them.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).map(|json| json + "\n").unwrap_or_default()
    }

    /// What is wrong with the releases, by their ordinals.
    pub fn faults(&self) -> BTreeSet<(u32, Fault)> {
        let mut faults = BTreeSet::new();
        let (mut ordinal, mut previous) = (0, Hex([0; 32]));
        for release in &self.releases {
            let mut found = |wrong: bool, fault: Fault| {
                if wrong {
                    faults.insert((release.ordinal, fault));
                }
            };
            ordinal += 1;
            found(release.ordinal != ordinal, Fault::Order);
            found(release.previous != previous, Fault::Chain);
            found(release.hash.0 != release.chained(self.document), Fault::Altered);
            found(!release.leaves.windows(2).all(|two| two[0] < two[1]), Fault::Leaves);
            match &release.signed {
                None => found(true, Fault::Unsigned),
                Some(signed) => {
                    let key = self.keys.iter().find(|it| it.id == signed.key);
                    let sealed =
                        key.is_some_and(|it| it.sealed_release(&release.hash.0, &signed.signature.0));
                    found(!sealed, Fault::Signature);
                }
            }
            previous = release.hash;
        }
        faults
    }

    /// What is not as a list published earlier had it.
    pub fn differs_from(&self, earlier: &Self) -> BTreeSet<(u32, Fault)> {
        let stands = |it: &Published| {
            let now = self.releases.iter().find(|now| now.ordinal == it.ordinal);
            self.document == earlier.document
                && now.is_some_and(|now| now.hash == it.hash && now.leaves == it.leaves)
        };
        let gone = earlier.releases.iter().filter(|it| !stands(it));
        gone.map(|it| (it.ordinal, Fault::Rewritten)).collect()
    }

    /// Where an acknowledged operation is.
    pub fn place(&self, given: &Acknowledgement) -> Place {
        if !given.is_signed(&self.keys) {
            return Place::NotOurs;
        }
        let lists = |it: &&Published| it.leaves.binary_search(&given.promise.leaf).is_ok();
        if let Some(found) = self.releases.iter().find(lists) {
            return Place::Listed { ordinal: found.ordinal, day: found.day };
        }
        let Some(own) = self.releases.iter().find(|it| it.id == given.promise.release) else {
            return Place::Awaited;
        };
        let next = |it: &&Published| it.round == own.round && it.ordinal > own.ordinal;
        match self.releases.iter().find(next) {
            Some(_) => Place::Missing { from: own.ordinal },
            None => Place::Next { after: own.ordinal },
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use zeroize::Zeroizing;

    use super::super::acknowledgement::{Promise, Signer};
    use super::*;

    const DOCUMENT: DocumentId = DocumentId::from_bytes([9; 16]);

    fn signer(byte: u8) -> Signer {
        Signer::from_secret(&Zeroizing::new([byte; 32]))
    }

    /// Three releases of three leaves, the first two of one round.
    fn list() -> List {
        let mut list = List {
            schema: Schema::V1,
            process: "ICT workstream".to_owned(),
            document: DOCUMENT,
            keys: vec![signer(1).public()],
            releases: Vec::new(),
        };
        for ordinal in 1..=3_u8 {
            list.releases.push(Published {
                id: ReleaseId::from_bytes([ordinal; 16]),
                ordinal: ordinal.into(),
                round: RoundId::from_bytes([ordinal / 3; 16]),
                day: date(2026, 4, ordinal as i8),
                active_at_least: 5,
                keys: 12,
                reissues: 0,
                visible: Hex([ordinal; 32]),
                leaves: (0..3).map(|n| Hex([ordinal * 16 + n; 32])).collect(),
                previous: Hex([0; 32]),
                hash: Hex([0; 32]),
                signed: None,
            });
        }
        chained_anew(&mut list, Some(&signer(1)));
        list
    }

    /// What somebody does who alters a list and wants nobody to see it.
    fn chained_anew(list: &mut List, signer: Option<&Signer>) {
        let mut previous = Hex([0; 32]);
        for release in &mut list.releases {
            release.previous = previous;
            release.hash = Hex(release.chained(DOCUMENT));
            previous = release.hash;
            if let Some(signer) = signer {
                let signature = Hex(signer.seal_release(&release.hash.0));
                release.signed = Some(Signed { key: signer.public().id, signature });
            }
        }
    }

    /// A change of a list, and what is found of it: with the chain left as it was, and made anew without the key.
    type Row = (&'static str, fn(&mut List), &'static [(u32, Fault)], &'static [(u32, Fault)]);

    #[test]
    fn what_was_altered_is_found_and_where() {
        use Fault::*;
        assert_eq!(list().faults(), BTreeSet::new());
        let rows: [Row; 12] = [
            (
                "a leaf taken out",
                |it| it.releases[1].leaves.truncate(2),
                &[(2, Altered)],
                &[(2, Signature), (3, Signature)],
            ),
            (
                "a leaf put in",
                |it| it.releases[1].leaves.push(Hex([99; 32])),
                &[(2, Altered)],
                &[(2, Signature), (3, Signature)],
            ),
            (
                "a leaf altered",
                |it| it.releases[0].leaves[1] = Hex([0x10; 32]),
                &[(1, Altered), (1, Leaves)],
                &[(1, Leaves), (1, Signature), (2, Signature), (3, Signature)],
            ),
            (
                "leaves in another order",
                |it| it.releases[2].leaves.reverse(),
                &[(3, Altered), (3, Leaves)],
                &[(3, Leaves), (3, Signature)],
            ),
            (
                "a release taken out",
                |it| drop(it.releases.remove(1)),
                &[(3, Order), (3, Chain)],
                &[(3, Order), (3, Signature)],
            ),
            (
                "the first taken out",
                |it| drop(it.releases.remove(0)),
                &[(2, Order), (2, Chain), (3, Order)],
                &[(2, Order), (2, Signature), (3, Order), (3, Signature)],
            ),
            (
                "two changed over",
                |it| it.releases.swap(0, 1),
                &[(1, Order), (1, Chain), (2, Order), (2, Chain), (3, Chain)],
                &[(1, Order), (1, Signature), (2, Order), (2, Signature), (3, Signature)],
            ),
            ("another day", |it| it.releases[2].day = date(2026, 4, 30), &[(3, Altered)], &[(3, Signature)]),
            ("keys made by stealth", |it| it.releases[2].keys = 10, &[(3, Altered)], &[(3, Signature)]),
            (
                "another made visible",
                |it| it.releases[2].visible = Hex([0; 32]),
                &[(3, Altered)],
                &[(3, Signature)],
            ),
            ("a signature taken off", |it| it.releases[2].signed = None, &[(3, Unsigned)], &[(3, Unsigned)]),
            (
                "a key changed",
                |it| it.keys = vec![signer(2).public()],
                &[(1, Signature), (2, Signature), (3, Signature)],
                &[(1, Signature), (2, Signature), (3, Signature)],
            ),
        ];
        for (what, alter, plain, anew) in rows {
            let mut altered = list();
            alter(&mut altered);
            assert_eq!(altered.faults(), plain.iter().copied().collect(), "{what}");
            chained_anew(&mut altered, None);
            assert_eq!(altered.faults(), anew.iter().copied().collect(), "{what}, chained anew");
        }
    }

    #[test]
    fn every_field_is_in_the_hash() {
        let document = list();
        let hash = |change: fn(&mut Published)| {
            let mut release = document.releases[1].clone();
            change(&mut release);
            release.chained(DOCUMENT)
        };
        let rows: [fn(&mut Published); 10] = [
            |_| {},
            |it| it.id = ReleaseId::from_bytes([0; 16]),
            |it| it.ordinal = 0,
            |it| it.round = RoundId::from_bytes([8; 16]),
            |it| it.active_at_least = 10,
            |it| it.keys = 0,
            |it| it.reissues = 1,
            |it| it.visible = Hex([0; 32]),
            |it| it.previous = Hex([8; 32]),
            |it| it.leaves.clear(),
        ];
        let mut seen: BTreeSet<[u8; 32]> = rows.into_iter().map(hash).collect();
        seen.insert(document.releases[1].chained(DocumentId::from_bytes([0; 16])));
        assert_eq!(seen.len(), 11);
    }

    #[test]
    fn a_list_written_anew_with_the_key_differs_from_the_one_before() {
        let (mut anew, earlier) = (list(), list());
        assert_eq!(anew.differs_from(&earlier), BTreeSet::new());
        anew.releases[1].leaves.pop();
        chained_anew(&mut anew, Some(&signer(1)));
        assert_eq!(anew.faults(), BTreeSet::new());
        assert_eq!(anew.differs_from(&earlier), [(2, Fault::Rewritten), (3, Fault::Rewritten)].into());
        let mut cut = list();
        cut.releases.pop();
        assert_eq!(cut.differs_from(&earlier), [(3, Fault::Rewritten)].into());
        assert_eq!(earlier.differs_from(&cut), BTreeSet::new(), "more has been released since");
    }

    #[test]
    fn an_acknowledgement_is_in_its_release_or_missing() {
        let given = |release: u8, leaf: u8| {
            signer(1)
                .acknowledge(Promise { release: ReleaseId::from_bytes([release; 16]), leaf: Hex([leaf; 32]) })
        };
        let list = list();
        for (ack, expected) in [
            (given(2, 0x21), Place::Listed { ordinal: 2, day: date(2026, 4, 2) }),
            // It came in while the first was made.
            (given(1, 0x21), Place::Listed { ordinal: 2, day: date(2026, 4, 2) }),
            (given(4, 0x41), Place::Awaited),
            (given(1, 0x41), Place::Missing { from: 1 }),
            // The round has not been released from since.
            (given(2, 0x41), Place::Next { after: 2 }),
            (given(3, 0x41), Place::Next { after: 3 }),
        ] {
            assert_eq!(list.place(&ack), expected, "{ack:?}");
        }
        let forged = signer(2).acknowledge(given(2, 0x21).promise);
        assert_eq!(list.place(&forged), Place::NotOurs);
    }

    #[test]
    fn how_many_were_active_is_not_told() {
        assert_eq!([0, 1, 4, 5, 9, 10, 193].map(told), [0, 0, 0, 5, 5, 10, 10]);
    }

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let json = serde_json::to_string(&list()).unwrap();
        assert_eq!(serde_json::from_str::<List>(&json).unwrap(), list());
        assert!(
            serde_json::from_str::<List>(&json.replace("travaux-releases-1", "travaux-releases-2")).is_err()
        );
    }
}
