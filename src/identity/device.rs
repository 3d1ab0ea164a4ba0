//! The mark of a browser that a member of the staff has logged in with: it gets in while others are kept waiting.
//!
//! Invariant: a mark opens nothing. It names nobody, is made under a key that follows from the pepper, and is good for
//! one member with the passphrase of now: it dies with that passphrase, and after thirty days. Nothing is kept of it.

use jiff::{SignedDuration, Timestamp};

use super::StaffId;
use super::seal::{Secret, key_for, keyed_hash, same};

/// How long a mark is good.
pub const LASTS: SignedDuration = SignedDuration::from_hours(30 * 24);

/// A mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    ends: i64,
    nonce: [u8; 16],
    made: [u8; 32],
}

impl Mark {
    /// Marks a browser.
    pub fn new(
        pepper: &Secret,
        staff: StaffId,
        passphrase_hash: &str,
        nonce: [u8; 16],
        now: Timestamp,
    ) -> Self {
        let ends = now.as_second() + LASTS.as_secs();
        Self { ends, nonce, made: made(pepper, staff, passphrase_hash, ends, &nonce) }
    }

    /// Whether it was made for that member, with that passphrase, and is still good.
    pub fn is_of(&self, pepper: &Secret, staff: StaffId, passphrase_hash: &str, now: Timestamp) -> bool {
        let made = made(pepper, staff, passphrase_hash, self.ends, &self.nonce);
        same(&made, &self.made) && now.as_second() < self.ends
    }

    /// What tells it from others.
    pub fn nonce(&self) -> [u8; 16] {
        self.nonce
    }

    /// As it stands in a cookie.
    pub fn text(&self) -> String {
        let ends = self.ends.to_be_bytes();
        let bytes = ends.iter().chain(&self.nonce).chain(&self.made);
        bytes.map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads one from a cookie.
    pub fn read(text: &str) -> Option<Self> {
        let digit = |c: u8| char::from(c).to_digit(16).map(|it| it as u8);
        let digits: &[u8; 112] = text.as_bytes().try_into().ok()?;
        let mut bytes = [0; 56];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        let (ends, rest) = bytes.split_first_chunk::<8>()?;
        let (nonce, made) = rest.split_first_chunk::<16>()?;
        Some(Self { ends: i64::from_be_bytes(*ends), nonce: *nonce, made: made.try_into().ok()? })
    }
}

fn made(pepper: &Secret, staff: StaffId, passphrase_hash: &str, ends: i64, nonce: &[u8; 16]) -> [u8; 32] {
    let key = key_for("device/v1", pepper.as_slice(), b"");
    let ends = ends.to_be_bytes();
    keyed_hash(&key, &[staff.as_bytes(), passphrase_hash.as_bytes(), &ends, nonce])
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;

    #[test]
    fn a_mark_is_good_for_its_member_its_passphrase_and_its_time() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let pepper = |byte| Zeroizing::new([byte; 32]);
        let (one, other) = (StaffId::from_bytes([1; 16]), StaffId::from_bytes([2; 16]));
        let mark = Mark::new(&pepper(1), one, "hash", [5; 16], at(1000));
        assert_eq!(Mark::read(&mark.text()), Some(mark));
        let last = 1000 + LASTS.as_secs() - 1;
        for (byte, staff, hash, now, good) in [
            (1, one, "hash", 1000, true),
            (1, one, "hash", last, true),
            (1, one, "hash", last + 1, false),
            (1, one, "another", 1000, false),
            (1, other, "hash", 1000, false),
            (2, one, "hash", 1000, false),
        ] {
            assert_eq!(mark.is_of(&pepper(byte), staff, hash, at(now)), good, "{byte} {staff} {hash} {now}");
        }
        let longer = Mark { ends: mark.ends + 1, ..mark };
        let another = Mark { nonce: [6; 16], ..mark };
        assert!(!longer.is_of(&pepper(1), one, "hash", at(1000)));
        assert!(!another.is_of(&pepper(1), one, "hash", at(1000)));
        for odd in ["", "x", &mark.text()[1..], &mark.text().replace('0', "g")] {
            assert_eq!(Mark::read(odd), None);
        }
    }
}
