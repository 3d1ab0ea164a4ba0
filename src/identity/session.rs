//! Sessions: who is logged in, sealed under the token that only their browser holds.
//!
//! Invariant: what is kept of a session is the hash of its token, the hour it ends, and sealed bytes of one length for
//! everybody; a copy of it opens nothing and names nobody. The hour is part of what is sealed: it cannot be moved.
//! A session is a delegate's or a member of the staff's, never both.

use std::time::Duration;

use jiff::{RoundMode, SignedDuration, Timestamp, TimestampRound, Unit};
use zeroize::Zeroizing;

use super::keyring::{KeyRole, Keyring, Opened, RING_BYTES};
use super::seal::{Nonce, open, seal};
use super::secret::Token;
use super::{DelegationId, StaffId};

/// How long a session lasts at the most.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(12);

/// How long it may lie idle; as long as it lasts on a device declared one's own. The clock of it is kept in memory.
pub const IDLE: Duration = Duration::from_secs(2 * 60 * 60);

/// The length of a session as bytes: version, sort, id, role, lookup, ring.
const BYTES: usize = 2 + 16 + 1 + 16 + RING_BYTES;

const VERSION: u8 = 1;
const DELEGATE: u8 = 1;
const STAFF: u8 = 2;

/// Who is logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Session {
    /// Somebody with a delegation's key.
    Delegate(Delegate),
    /// A co-chair or a member of the secretariat.
    Staff(StaffId),
}

/// Somebody with a delegation's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegate {
    /// The delegation: for what it may do, never for what it writes.
    pub delegation: DelegationId,
    /// What the key lets its holder do.
    pub role: KeyRole,
    /// By what the delegation recognises its own.
    pub ring: Keyring,
    /// Where the keyring it was opened from is kept: gone from there, the session has ended.
    pub lookup: [u8; 16],
}

impl Delegate {
    /// The session of whoever opened a keyring.
    pub fn new(opened: Opened, lookup: [u8; 16]) -> Self {
        Self { delegation: opened.delegation, role: opened.role, ring: opened.ring, lookup }
    }
}

/// The end of a session that begins now: twelve hours on, down to the full hour.
pub fn end(now: Timestamp) -> Timestamp {
    let hour = TimestampRound::new().smallest(Unit::Hour).mode(RoundMode::Floor);
    now.checked_add(LONGEST).and_then(|end| end.round(hour)).unwrap_or(now)
}

impl Session {
    /// Seals it under its token until `end`.
    pub fn seal(&self, token: &Token, end: Timestamp, nonce: Nonce) -> Vec<u8> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(BYTES));
        bytes.push(VERSION);
        match self {
            Self::Delegate(Delegate { delegation, role, ring, lookup }) => {
                bytes.push(DELEGATE);
                bytes.extend(delegation.as_bytes());
                bytes.push(role.byte());
                bytes.extend(lookup);
                ring.write(&mut bytes);
            }
            Self::Staff(staff) => {
                bytes.push(STAFF);
                bytes.extend(staff.as_bytes());
            }
        }
        bytes.resize(BYTES, 0);
        seal(&token.sealing_key(), nonce, &place(token, end), &bytes)
    }

    /// Opens what is kept; nothing if the token is another, or anything was changed.
    pub fn open(token: &Token, end: Timestamp, sealed: &[u8]) -> Option<Self> {
        let bytes = open(&token.sealing_key(), &place(token, end), sealed)?;
        let ([version, sort], rest) = bytes.split_first_chunk::<2>()?;
        let (id, rest) = rest.split_first_chunk::<16>()?;
        if *version != VERSION || bytes.len() != BYTES {
            return None;
        }
        match *sort {
            DELEGATE => {
                let (role, rest) = rest.split_first()?;
                let (lookup, ring) = rest.split_first_chunk::<16>()?;
                Some(Self::Delegate(Delegate {
                    delegation: DelegationId::from_bytes(*id),
                    role: KeyRole::of_byte(*role)?,
                    ring: Keyring::read(ring.try_into().ok()?)?,
                    lookup: *lookup,
                }))
            }
            STAFF => Some(Self::Staff(StaffId::from_bytes(*id))),
            _ => None,
        }
    }
}

fn place(token: &Token, end: Timestamp) -> Vec<u8> {
    [token.hash().as_slice(), &end.as_second().to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sessions() -> [Session; 2] {
        let ring = Keyring::new([3; 32]).renewed([4; 32]).unwrap();
        let (delegation, lookup) = (DelegationId::from_bytes([5; 16]), [6; 16]);
        [
            Session::Delegate(Delegate { delegation, role: KeyRole::Drafter, ring, lookup }),
            Session::Staff(StaffId::from_bytes([7; 16])),
        ]
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_session_opens_for_its_token_until_its_end_only() {
        let (token, other) = (Token::from_random([1; 32]), Token::from_random([2; 32]));
        let (end, later) = (at("2026-04-01T20:00:00Z"), at("2026-04-01T21:00:00Z"));
        for session in sessions() {
            let sealed = session.seal(&token, end, [8; 24]);
            assert_eq!(Session::open(&token, end, &sealed), Some(session.clone()));
            assert_eq!(Session::open(&other, end, &sealed), None);
            assert_eq!(Session::open(&token, later, &sealed), None, "the end cannot be moved");
            for at in 0..sealed.len() {
                let mut changed = sealed.clone();
                changed[at] ^= 1;
                assert_eq!(Session::open(&token, end, &changed), None, "byte {at}");
            }
        }
    }

    #[test]
    fn sessions_of_delegates_and_staff_look_alike() {
        let token = Token::from_random([1; 32]);
        let sealed = sessions().map(|it| it.seal(&token, at("2026-04-01T20:00:00Z"), [8; 24]));
        assert_eq!(sealed[0].len(), sealed[1].len());
    }

    #[test]
    fn a_session_ends_at_a_full_hour_within_twelve() {
        for (now, expected) in [
            ("2026-04-01T08:00:00Z", "2026-04-01T20:00:00Z"),
            ("2026-04-01T08:59:59Z", "2026-04-01T20:00:00Z"),
            ("2026-04-01T23:30:00Z", "2026-04-02T11:00:00Z"),
        ] {
            assert_eq!(end(at(now)), at(expected));
        }
    }
}
