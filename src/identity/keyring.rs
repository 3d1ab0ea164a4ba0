//! A delegation's keyring: the secret keys by which it recognises what it wrote.
//!
//! Invariant: a keyring is at rest only wrapped, once under each key that opens it, and the wrapped form has one length
//! whatever is in it. The newest key writes; older ones, from before a representative was replaced, only recognise.

use std::fmt;

use zeroize::Zeroizing;

use super::DelegationId;
use super::seal::{Nonce, Secret, key_for, open, seal};
use super::secret::Opener;

/// How many keys fit on a ring.
pub const ROOM: usize = 8;

/// The length of a ring as bytes.
pub(super) const RING_BYTES: usize = 1 + ROOM * 32;

/// The first byte of what is wrapped: the version of its shape.
const VERSION: u8 = 1;

/// One to eight secret keys, the newest first.
#[derive(Clone, PartialEq, Eq)]
pub struct Keyring {
    keys: Vec<RingKey>,
}

/// A secret key, and the one that follows from it for tags: thousands of them are made again to find one's own.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct RingKey {
    pub(super) secret: Secret,
    pub(super) author: Secret,
}

impl RingKey {
    fn new(bytes: [u8; 32]) -> Self {
        let secret = Zeroizing::new(bytes);
        Self { author: key_for("author/v1", &*secret, b""), secret }
    }
}

/// The ring has no room for another key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the keyring has no room for another key")]
pub struct RingFull;

impl Keyring {
    /// A ring with one key, made of random bytes.
    pub fn new(random: [u8; 32]) -> Self {
        Self { keys: vec![RingKey::new(random)] }
    }

    /// The ring with a new key in front: the others recognise, this one writes.
    pub fn renewed(&self, random: [u8; 32]) -> Result<Self, RingFull> {
        if self.keys.len() == ROOM {
            return Err(RingFull);
        }
        let mut keys = vec![RingKey::new(random)];
        keys.extend(self.keys.iter().cloned());
        Ok(Self { keys })
    }

    /// The key that writes.
    pub(super) fn newest(&self) -> &RingKey {
        &self.keys[0]
    }

    /// The first key there was: the same before and after the ring is renewed, so that nobody is counted twice.
    pub(super) fn oldest(&self) -> &RingKey {
        &self.keys[self.keys.len() - 1]
    }

    /// All keys, the newest first.
    pub(super) fn keys(&self) -> impl Iterator<Item = &RingKey> {
        self.keys.iter()
    }

    /// The ring as bytes, of one length for all rings.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let end = out.len() + RING_BYTES;
        out.push(self.keys.len() as u8);
        self.keys.iter().for_each(|key| out.extend_from_slice(&*key.secret));
        out.resize(end, 0);
    }

    /// Reads what was written.
    pub(super) fn read(bytes: &[u8; RING_BYTES]) -> Option<Self> {
        let (count, keys) = bytes.split_first()?;
        if !(1..=ROOM).contains(&usize::from(*count)) {
            return None;
        }
        let keys = keys.as_chunks().0.iter().take(usize::from(*count)).map(|key| RingKey::new(*key));
        Some(Self { keys: keys.collect() })
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keyring({})", self.keys.len())
    }
}

/// What a key lets its holder do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyRole {
    /// Prepares, and submits what has been cleared.
    Drafter,
    /// Prepares, clears, submits, and makes further keys.
    Clears,
    /// Reads.
    Reads,
    /// Makes a new access key and nothing else.
    Recovers,
}

impl KeyRole {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Drafter, Self::Clears, Self::Reads, Self::Recovers];

    pub(super) const fn byte(self) -> u8 {
        match self {
            Self::Drafter => 1,
            Self::Clears => 2,
            Self::Reads => 3,
            Self::Recovers => 4,
        }
    }

    pub(super) fn of_byte(byte: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.byte() == byte)
    }
}

/// What a key opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Whose it is.
    pub delegation: DelegationId,
    /// What the key lets its holder do.
    pub role: KeyRole,
    /// The keys by which the delegation recognises what is its own.
    pub ring: Keyring,
}

impl Opened {
    /// Wraps it under a key; the salt is the one the row is kept with.
    pub fn wrap(&self, opener: &Opener, salt: &[u8; 16], nonce: Nonce) -> Vec<u8> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(2 + 16 + RING_BYTES));
        bytes.extend([VERSION, self.role.byte()]);
        bytes.extend(self.delegation.as_bytes());
        self.ring.write(&mut bytes);
        seal(&opener.wrapping_key(salt), nonce, &place(salt), &bytes)
    }

    /// Unwraps it; nothing if the key is another or a bit was changed.
    pub fn unwrap(opener: &Opener, salt: &[u8; 16], wrapped: &[u8]) -> Option<Self> {
        let bytes = open(&opener.wrapping_key(salt), &place(salt), wrapped)?;
        let ([version, role], rest) = bytes.split_first_chunk::<2>()?;
        let (delegation, ring) = rest.split_first_chunk::<16>()?;
        if *version != VERSION {
            return None;
        }
        Some(Self {
            delegation: DelegationId::from_bytes(*delegation),
            role: KeyRole::of_byte(*role)?,
            ring: Keyring::read(ring.try_into().ok()?)?,
        })
    }
}

fn place(salt: &[u8; 16]) -> Vec<u8> {
    [b"keyring/v1".as_slice(), salt].concat()
}

#[cfg(test)]
mod tests {
    use super::super::secret::{AccessKey, RecoveryKey};
    use super::*;

    fn opened(ring: Keyring) -> Opened {
        Opened { delegation: DelegationId::from_bytes([9; 16]), role: KeyRole::Clears, ring }
    }

    fn opener(byte: u8) -> Opener {
        Opener::from(&AccessKey::from_random([byte; 16]))
    }

    #[test]
    fn a_wrapped_keyring_opens_for_its_key_only() {
        let content = opened(Keyring::new([5; 32]));
        let wrapped = content.wrap(&opener(1), &[2; 16], [3; 24]);
        assert_eq!(Opened::unwrap(&opener(1), &[2; 16], &wrapped), Some(content.clone()));
        assert_eq!(Opened::unwrap(&opener(2), &[2; 16], &wrapped), None);
        assert_eq!(Opened::unwrap(&opener(1), &[9; 16], &wrapped), None);
        for at in 0..wrapped.len() {
            let mut changed = wrapped.clone();
            changed[at] ^= 1;
            assert_eq!(Opened::unwrap(&opener(1), &[2; 16], &changed), None, "byte {at}");
        }
        let recovery = Opener::from(&RecoveryKey::from_random([7; 16]));
        let again = Opened { role: KeyRole::Recovers, ..content };
        let wrapped = again.wrap(&recovery, &[2; 16], [4; 24]);
        assert_eq!(Opened::unwrap(&recovery, &[2; 16], &wrapped), Some(again));
    }

    #[test]
    fn wrapped_keyrings_hide_their_content_and_its_size() {
        let mut ring = Keyring::new([5; 32]);
        let first = opened(ring.clone()).wrap(&opener(1), &[2; 16], [3; 24]);
        for byte in 6..13 {
            ring = ring.renewed([byte; 32]).unwrap();
        }
        let full = opened(ring.clone()).wrap(&opener(1), &[2; 16], [4; 24]);
        assert_eq!(first.len(), full.len());
        assert!(!full.windows(8).any(|it| it == [9; 8] || it == [5; 8]));
        assert_eq!(ring.renewed([13; 32]), Err(RingFull));
        assert_eq!(Opened::unwrap(&opener(1), &[2; 16], &full), Some(opened(ring)));
    }

    #[test]
    fn the_newest_key_comes_first() {
        let ring = Keyring::new([1; 32]).renewed([2; 32]).unwrap();
        assert_eq!(*ring.newest().secret, [2; 32]);
        assert_eq!(ring.keys().map(|key| key.secret[0]).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(format!("{ring:?}"), "Keyring(2)");
    }
}
