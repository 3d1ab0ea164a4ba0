//! What a delegation knows of its own keys without holding them: which rows are its own, what each may do, and what it
//! is called.
//!
//! Invariant: a row is known as one's own by making its tag again; its badge is sealed under the delegation's key and
//! bound to the row. To everybody else both are random, of one length, and no two rows belong together.

use super::keyring::{KeyRole, Keyring, RingKey};
use super::seal::{Nonce, key_for, keyed_hash, open, pad, same, seal, unpad};

/// The most characters a key is called by.
pub const LONGEST_LABEL: usize = 40;

/// What the row of a key is known by to its delegation.
pub type RowTag = [u8; 32];

/// What is known of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// What it lets its holder do.
    pub role: KeyRole,
    /// What the delegation calls it, on one line; empty if it was not named.
    pub label: String,
}

impl Badge {
    /// The badge of a key with that label, as much of it as is kept: one line of [`LONGEST_LABEL`] characters.
    pub fn new(role: KeyRole, label: &str) -> Self {
        let line = label.split_whitespace().collect::<Vec<_>>().join(" ");
        let plain = line.chars().filter(|it| !it.is_control()).take(LONGEST_LABEL);
        Self { role, label: plain.collect::<String>().trim_end().to_owned() }
    }

    /// Seals it for the row with that lookup.
    pub fn pin(&self, ring: &Keyring, lookup: &[u8; 16], nonce: Nonce) -> Vec<u8> {
        let bytes = [&[self.role.byte()], self.label.as_bytes()].concat();
        seal(&key_for("badge/v1", &*ring.newest().secret, b""), nonce, &place(lookup), &pad(&bytes))
    }

    /// Reads the badge of an own row; nothing if it is another's, of another row, or a bit was changed.
    pub fn read(ring: &Keyring, lookup: &[u8; 16], pinned: &[u8]) -> Option<Self> {
        let look = |key: &RingKey| open(&key_for("badge/v1", &*key.secret, b""), &place(lookup), pinned);
        let padded = ring.keys().find_map(look)?;
        let (role, label) = unpad(&padded)?.split_first()?;
        Some(Self { role: KeyRole::of_byte(*role)?, label: String::from_utf8(label.to_vec()).ok()? })
    }
}

impl From<KeyRole> for Badge {
    fn from(role: KeyRole) -> Self {
        Self { role, label: String::new() }
    }
}

/// What the row with that lookup is known by.
pub fn row_tag(ring: &Keyring, lookup: &[u8; 16]) -> RowTag {
    tag(ring.newest(), lookup)
}

/// Whether a row is the delegation's own.
pub fn owns_row(ring: &Keyring, lookup: &[u8; 16], found: &RowTag) -> bool {
    ring.keys().any(|key| same(&tag(key, lookup), found))
}

fn tag(key: &RingKey, lookup: &[u8; 16]) -> RowTag {
    keyed_hash(&key_for("keyring/v1", &*key.secret, b""), &[lookup])
}

fn place(lookup: &[u8; 16]) -> Vec<u8> {
    [b"badge/v1".as_slice(), lookup].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_known_to_their_own_delegation_before_and_after_its_ring_is_renewed() {
        let (own, other) = (Keyring::new([1; 32]), Keyring::new([2; 32]));
        let tag = row_tag(&own, &[7; 16]);
        assert!(owns_row(&own, &[7; 16], &tag) && !owns_row(&other, &[7; 16], &tag));
        assert!(!owns_row(&own, &[8; 16], &tag), "moved to another row");
        let renewed = own.renewed([3; 32]).unwrap();
        assert!(owns_row(&renewed, &[7; 16], &tag));
        assert!(!owns_row(&own, &[7; 16], &row_tag(&renewed, &[7; 16])));
    }

    #[test]
    fn a_badge_is_read_in_its_place_by_its_own_delegation_only() {
        let (own, other) = (Keyring::new([1; 32]), Keyring::new([2; 32]));
        let badge = Badge::new(KeyRole::Drafter, "  Capital,\n legal department ");
        assert_eq!(badge.label, "Capital, legal department");
        let pinned = badge.pin(&own, &[7; 16], [9; 24]);
        assert_eq!(Badge::read(&own, &[7; 16], &pinned), Some(badge.clone()));
        assert_eq!(Badge::read(&own.renewed([3; 32]).unwrap(), &[7; 16], &pinned), Some(badge));
        assert_eq!(Badge::read(&own, &[8; 16], &pinned), None);
        assert_eq!(Badge::read(&other, &[7; 16], &pinned), None);
        for at in 0..pinned.len() {
            let mut changed = pinned.clone();
            changed[at] ^= 1;
            assert_eq!(Badge::read(&own, &[7; 16], &changed), None, "byte {at}");
        }
    }

    #[test]
    fn all_badges_have_one_length() {
        let own = Keyring::new([1; 32]);
        let length = |label: &str| Badge::new(KeyRole::Reads, label).pin(&own, &[7; 16], [9; 24]).len();
        assert_eq!(length(""), length(&"\u{1f511}".repeat(100)));
        assert_eq!(Badge::new(KeyRole::Reads, &"x".repeat(100)).label.len(), LONGEST_LABEL);
    }
}
