//! Acknowledgements: what a delegation holds in proof that an operation was taken in, and the keys that sign them.
//!
//! An operation has a *leaf*: the hash of a salt, its id, what it says, and the release it is for. The release lists
//! the leaves of all its operations. The salt follows from the delegation's own key: so whoever holds that key makes the
//! leaf of a released item again from the item alone, and nobody else can tell which leaf is whose, or of what.
//!
//! An acknowledgement is a leaf and its release under the server's signature, on one line:
//!
//! ```text
//! travaux-ack-1.<release>.<leaf>.<key>.<signature>      all of it hexadecimal
//! ```
//!
//! Signing the leaf is signing the four things it was made of, and shows none of them: who finds an acknowledgement
//! learns that its holder submitted something for that release, never which item it is. It can be shown to a co-chair
//! without saying what it was for. Nothing of it is kept on the server: while the operation waits, and for released
//! items ever after, it is made again for whoever holds the delegation's key; of an operation that another took the
//! place of before the release, and of a position, the file is the only proof once the release is made.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::authorship::Authorship;
use super::hex::Hex;
use super::seal::Secret;
use crate::document::id::{ReleaseId, id};

id!(
    /// A key that signs, by the first half of a hash of its public part.
    KeyId
);

/// What a release lists of an operation.
pub type Leaf = Hex<32>;

/// How a line begins.
const BEGINS: &str = "travaux-ack-1";

/// How many bytes stand on a line.
const BYTES: usize = 16 + 32 + 16 + 64;

/// How often an operation can take its own place within a release and still be found by its delegation without a file.
pub const TURNS: u32 = 32;

/// That the leaf of an operation will be in the list of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Promise {
    /// The release of the window it was taken in. What comes in while that is being made is in the next of the round.
    pub release: ReleaseId,
    /// Its leaf.
    pub leaf: Leaf,
}

/// What a leaf is made of besides its salt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The operation: for an item, its id.
    pub operation: [u8; 16],
    /// The hash of what it says.
    pub content: [u8; 32],
    /// The release it is for.
    pub release: ReleaseId,
    /// How many operations of its id it took the place of, each within the same release.
    pub turn: u32,
}

/// The promise of an operation about to be taken in.
pub fn promise(authorship: &impl Authorship, opening: &Opening) -> Promise {
    let salt = authorship.salts(opening).into_iter().next().unwrap_or_default();
    Promise { release: opening.release, leaf: leaf(opening, &salt) }
}

/// Whether a leaf is one's own, of that opening.
pub fn is_own(authorship: &impl Authorship, opening: &Opening, found: &Leaf) -> bool {
    authorship.salts(opening).iter().any(|salt| super::seal::same(&leaf(opening, salt).0, &found.0))
}

/// The own leaf of an operation among the sorted leaves of a release, whatever turn it took.
pub fn own_leaf(authorship: &impl Authorship, opening: Opening, among: &[[u8; 32]]) -> Option<Leaf> {
    let turns = (0..TURNS).map(|turn| Opening { turn, ..opening });
    let mut leaves = turns.flat_map(|it| authorship.salts(&it).into_iter().map(move |salt| leaf(&it, &salt)));
    leaves.find(|leaf| among.binary_search(&leaf.0).is_ok())
}

fn leaf(opening: &Opening, salt: &[u8; 32]) -> Leaf {
    let mut hash = Sha256::new();
    hash.update(b"travaux leaf/v1\n");
    hash.update(salt);
    hash.update(opening.operation);
    hash.update(opening.content);
    hash.update(opening.release.as_bytes());
    Hex(hash.finalize().into())
}

/// The secret half of a key that signs.
pub struct Signer(SigningKey);

impl Signer {
    /// The key of those secret bytes.
    pub fn from_secret(secret: &Secret) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// Its public half.
    pub fn public(&self) -> PublicKey {
        PublicKey::of(self.0.verifying_key().to_bytes())
    }

    /// Acknowledges an operation; to be called once it is safely on disk.
    pub fn acknowledge(&self, promise: Promise) -> Acknowledgement {
        let signature = Hex(self.0.sign(&said_of(&promise)).to_bytes());
        Acknowledgement { promise, key: self.public().id, signature }
    }

    /// Signs the hash of a release.
    pub fn seal_release(&self, hash: &[u8; 32]) -> [u8; 64] {
        self.0.sign(&said_of_release(hash)).to_bytes()
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.public().id)
    }
}

/// The public half of a key that signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicKey {
    /// What it is called.
    pub id: KeyId,
    /// Its bytes.
    pub public: Hex<32>,
}

impl PublicKey {
    /// The key of those bytes.
    pub fn of(public: [u8; 32]) -> Self {
        Self { id: KeyId::derived("signing key/v1", &[&public]), public: Hex(public) }
    }

    /// Whether it is called what a key of its bytes is called.
    pub fn is_sound(&self) -> bool {
        *self == Self::of(self.public.0)
    }

    /// Whether it signed that hash of a release.
    pub fn sealed_release(&self, hash: &[u8; 32], signature: &[u8; 64]) -> bool {
        self.signed(&said_of_release(hash), signature)
    }

    fn signed(&self, said: &[u8], signature: &[u8; 64]) -> bool {
        let key = VerifyingKey::from_bytes(&self.public.0).ok();
        self.is_sound()
            && key.is_some_and(|it| it.verify_strict(said, &Signature::from_bytes(signature)).is_ok())
    }
}

/// What a delegation holds in proof that an operation was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acknowledgement {
    /// What was promised.
    pub promise: Promise,
    /// The key it is signed with.
    pub key: KeyId,
    /// The signature.
    pub signature: Hex<64>,
}

/// A line that begins like an acknowledgement and is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an acknowledgement was cut off, or is not one of this version")]
pub struct NotAcknowledged;

impl Acknowledgement {
    /// Whether one of the keys signed it.
    pub fn is_signed(&self, keys: &[PublicKey]) -> bool {
        let key = keys.iter().find(|it| it.id == self.key);
        key.is_some_and(|it| it.signed(&said_of(&self.promise), &self.signature.0))
    }

    /// All acknowledgements in a text, in its order: whatever stands around them, and however a mail program broke or
    /// quoted their lines.
    pub fn read_all(text: &str) -> Vec<Result<Self, NotAcknowledged>> {
        text.split(BEGINS).skip(1).map(|it| Self::read(it).ok_or(NotAcknowledged)).collect()
    }

    fn read(rest: &str) -> Option<Self> {
        let passed_over = |c: &char| !(c.is_whitespace() || matches!(c, '.' | '>' | '='));
        let digits: String = rest.chars().filter(passed_over).take(2 * BYTES).collect();
        let bytes = digits.parse::<Hex<BYTES>>().ok()?.0;
        let (release, rest) = bytes.split_first_chunk::<16>()?;
        let (leaf, rest) = rest.split_first_chunk::<32>()?;
        let (key, rest) = rest.split_first_chunk::<16>()?;
        Some(Self {
            promise: Promise { release: ReleaseId::from_bytes(*release), leaf: Hex(*leaf) },
            key: KeyId::from_bytes(*key),
            signature: Hex(rest.try_into().ok()?),
        })
    }
}

impl fmt::Display for Acknowledgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { promise: Promise { release, leaf }, key, signature } = self;
        write!(f, "{BEGINS}.{release}.{leaf}.{key}.{signature}")
    }
}

impl FromStr for Acknowledgement {
    type Err = NotAcknowledged;

    fn from_str(line: &str) -> Result<Self, NotAcknowledged> {
        line.trim().strip_prefix(BEGINS).and_then(Self::read).ok_or(NotAcknowledged)
    }
}

fn said_of(promise: &Promise) -> Vec<u8> {
    [b"travaux acknowledgement/v1\n".as_slice(), promise.release.as_bytes(), &promise.leaf.0].concat()
}

fn said_of_release(hash: &[u8; 32]) -> Vec<u8> {
    [b"travaux signed release/v1\n".as_slice(), hash].concat()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use zeroize::Zeroizing;

    use super::super::keyring::Keyring;
    use super::*;

    fn signer(byte: u8) -> Signer {
        Signer::from_secret(&Zeroizing::new([byte; 32]))
    }

    fn opening(turn: u32) -> Opening {
        Opening { operation: [1; 16], content: [2; 32], release: ReleaseId::from_bytes([3; 16]), turn }
    }

    fn ring(byte: u8) -> Keyring {
        Keyring::new([byte; 32])
    }

    #[test]
    fn an_acknowledgement_is_read_however_a_mail_program_broke_it() {
        let all = [0, 1].map(|turn| signer(1).acknowledge(promise(&ring(1), &opening(turn))));
        let line = all[0].to_string();
        assert_eq!(line.len(), BEGINS.len() + 4 + 2 * BYTES);
        assert_eq!(line.parse(), Ok(all[0]));
        let broken: String = line.chars().enumerate().fold(String::new(), |text, (at, c)| {
            if at > 20 && at % 60 == 0 { format!("{text}\r\n> {c}") } else { format!("{text}{c}") }
        });
        let text = format!(
            "# Two of them\n{broken}\nand\n  {}  \n",
            all[1].to_string().to_uppercase().replace("TRAVAUX-ACK", "travaux-ack")
        );
        assert_eq!(Acknowledgement::read_all(&text), all.map(Ok));
        assert_eq!(Acknowledgement::read_all(&line[..line.len() - 1]), [Err(NotAcknowledged)]);
        assert_eq!(Acknowledgement::read_all("Nothing here."), []);
    }

    #[test]
    fn only_the_key_that_signed_it_says_so() {
        let given = signer(1).acknowledge(promise(&ring(1), &opening(0)));
        let (own, other) = (signer(1).public(), signer(2).public());
        assert!(given.is_signed(&[other, own]));
        assert!(!given.is_signed(&[other]) && !given.is_signed(&[]));
        // A key that goes by the name of another.
        assert!(!given.is_signed(&[PublicKey { id: own.id, ..other }]));
        let forged = Acknowledgement { key: own.id, ..signer(2).acknowledge(given.promise) };
        assert!(!forged.is_signed(&[PublicKey { id: own.id, ..other }]));
        let claimed = Acknowledgement { key: other.id, ..given };
        assert!(!claimed.is_signed(&[own, other]));
        let line = given.to_string();
        for (at, digit) in line.char_indices().filter(|(at, c)| *at > BEGINS.len() && *c != '.') {
            let changed = if digit == '0' { "1" } else { "0" };
            let forged: Acknowledgement =
                format!("{}{changed}{}", &line[..at], &line[at + 1..]).parse().unwrap();
            assert!(!forged.is_signed(&[own]), "digit {at}");
        }
    }

    #[test]
    fn what_is_signed_as_one_thing_is_not_signed_as_another() {
        let given = promise(&ring(1), &opening(0));
        let signature = signer(1).seal_release(&given.leaf.0);
        let key = signer(1).public();
        assert!(key.sealed_release(&given.leaf.0, &signature));
        assert!(!key.sealed_release(&[0; 32], &signature));
        let turned = Acknowledgement { promise: given, key: key.id, signature: Hex(signature) };
        assert!(!turned.is_signed(&[key]));
    }

    /// Made with another implementation (openssl, Python's hashlib): what a delegation holds must be good for every
    /// later version.
    #[test]
    fn acknowledgements_stay_what_they_are() {
        let given = Promise { release: ReleaseId::from_bytes([3; 16]), leaf: Hex([4; 32]) };
        assert_eq!(signer(7).acknowledge(given).to_string(), LINE);
        assert_eq!(leaf(&opening(0), &[9; 32]).to_string(), LEAF);
    }

    const LINE: &str = "travaux-ack-1.03030303030303030303030303030303.0404040404040404040404040404040404040404040404040\
        404040404040404.694ea0cf93330f90a0e0f5d045ef1548.664ef159e510e1c048b9a75f8cc666ce79f4884217665\
        58b00098f21b4fbc38bd05d878f884254876564fb48d775b705a93740b17d7c1fbf82b1f871d644370b";
    const LEAF: &str = "9974b77f9c7b2fb06ae9a9536368e456183f73836f7cc91473795eee504fc6b4";

    proptest! {
        #[test]
        fn leaves_are_known_to_their_own_delegation_only(
            turn in 0..TURNS, content in any::<[u8; 32]>(), operation in any::<[u8; 16]>(), renewed in any::<bool>(),
        ) {
            let opening = Opening { operation, content, ..opening(turn) };
            let (own, other) = (ring(1), ring(2));
            let made = promise(&own, &opening).leaf;
            let later = if renewed { own.renewed([3; 32]).unwrap() } else { own };
            prop_assert!(is_own(&later, &opening, &made) && !is_own(&other, &opening, &made));
            let mut listed = vec![[0; 32], made.0, [0xff; 32]];
            listed.sort_unstable();
            prop_assert_eq!(own_leaf(&later, Opening { turn: 0, ..opening }, &listed), Some(made));
            prop_assert_eq!(own_leaf(&other, opening, &listed), None);
            let twisted = Opening { content: [0; 32], ..opening };
            prop_assert_eq!(own_leaf(&later, twisted, &listed), None);
        }
    }

    #[test]
    fn an_operation_that_comes_back_has_another_leaf() {
        let leaves: std::collections::BTreeSet<Leaf> =
            (0..TURNS).map(|turn| promise(&ring(1), &opening(turn)).leaf).collect();
        assert_eq!(leaves.len(), TURNS as usize);
    }
}
