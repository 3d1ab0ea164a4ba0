//! The door of the staff: a passphrase, a code of the second factor, and the marks of browsers that have been here.
//!
//! Invariant: nobody is logged in without both, but to a demonstration. Whatever is wrong, the answer is one and takes
//! as long: the passphrase is hashed and a code compared even where there is no such login. A code is used up in the
//! same transaction that tells of the log-in.

use jiff::{SignedDuration, Timestamp};
use zeroize::Zeroizing;

use super::refusal::Refusal;
use super::session::{LoggedIn, begin_session};
use crate::chance;
use crate::identity::StaffId;
use crate::identity::actor::Actor;
use crate::identity::device::Mark;
use crate::identity::passphrase;
use crate::identity::second_factor::SecondFactor;
use crate::identity::secret::Token;
use crate::identity::session::Session;
use crate::store::audit::Deed;
use crate::store::staff::Door;
use crate::store::{Store, Write};

/// How long a second factor that was offered waits for its first code.
const WAITS: SignedDuration = SignedDuration::from_hours(1);

/// What somebody shows at the door.
#[derive(Clone, Debug)]
pub struct Shown {
    /// What they log in as.
    pub login: String,
    /// Their passphrase.
    pub passphrase: Zeroizing<String>,
    /// The code of now; empty where there is no second factor yet.
    pub code: Zeroizing<String>,
}

/// What comes of it when all is right.
#[derive(Clone, Debug)]
pub enum Admitted {
    /// They are logged in.
    In(LoggedIn),
    /// They have no second factor yet, and set one up now.
    SetsUp {
        /// Whose passphrase it was.
        staff: StaffId,
        /// What they are offered.
        offered: Offered,
    },
}

/// A second factor that is offered and waits for its first code.
#[derive(Clone, Debug)]
pub struct Offered {
    /// The secret, for the page.
    pub factor: SecondFactor,
    /// The same, sealed, for the form of the page.
    pub sealed: String,
}

/// A passphrase that is chosen, and the second factor that goes with it.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The passphrase.
    pub passphrase: Zeroizing<String>,
    /// What was offered, from the form.
    pub offer: String,
    /// Its first code.
    pub code: Zeroizing<String>,
}

/// A second factor that has shown its first code.
pub(super) struct Proven {
    factor: SecondFactor,
    step: u64,
}

/// Asks for a log-in with passphrase and code.
pub fn log_in_staff(store: &Store, shown: &Shown, now: Timestamp) -> Result<Admitted, Refusal> {
    let pepper = store.pepper(chance::secret()?)?;
    let login = shown.login.trim().to_owned();
    let door = store.blocking_read(|r| r.door(&login))?;
    let right = passphrase::is_right(&shown.passphrase, door.as_ref().map(|it| it.passphrase.as_str()));
    // One that nobody has: compared where there is none, so that the answer takes as long.
    let nobodys = SecondFactor::from_random(chance::bytes()?);
    let sealed = door.as_ref().and_then(|it| it.second_factor.as_ref().map(|sealed| (it.staff, sealed)));
    let factor = sealed.and_then(|(staff, sealed)| SecondFactor::open(&pepper, staff, sealed));
    let step = factor.as_ref().unwrap_or(&nobodys).step_of(&shown.code, now);
    let door = door.filter(|_| right).ok_or(Refusal::WrongLogin)?;
    match (&door.second_factor, factor, step) {
        (None, ..) => {
            Ok(Admitted::SetsUp { staff: door.staff, offered: offer_at(store, &place_of(&door), now)? })
        }
        (Some(_), None, _) => Err(Refusal::FactorLost),
        (Some(_), Some(_), None) => Err(Refusal::WrongLogin),
        (Some(_), Some(_), Some(step)) => {
            let rehashed = rehashed(&door, &shown.passphrase)?;
            let staff = door.staff;
            store.blocking_write(move |w| {
                if !w.use_code(staff, step)? {
                    return Err(Refusal::WrongLogin);
                }
                if let Some(hash) = rehashed {
                    w.change_passphrase(staff, &hash)?;
                }
                Ok(w.audit(&Actor::staff(staff, now), None, &Deed::LoggedIn {})?)
            })?;
            Ok(Admitted::In(begin_session(store, Session::Staff(staff), now)?))
        }
    }
}

/// Logs somebody in to a demonstration, which asks for a second factor of those only who have set one up.
pub fn log_in_to_demonstration(store: &Store, shown: &Shown, now: Timestamp) -> Result<LoggedIn, Refusal> {
    let staff = match log_in_staff(store, shown, now)? {
        Admitted::In(begun) => return Ok(begun),
        Admitted::SetsUp { staff, .. } => staff,
    };
    let told = move |w: &Write<'_>| w.audit(&Actor::staff(staff, now), None, &Deed::LoggedIn {});
    store.blocking_write(told)?;
    begin_session(store, Session::Staff(staff), now)
}

/// Takes the first code of a second factor that was offered at the door; they are logged in.
pub fn set_up_at_the_door(
    store: &Store,
    login: &str,
    offer: &str,
    code: &str,
    now: Timestamp,
) -> Result<LoggedIn, Refusal> {
    let door = store.blocking_read(|r| r.door(login.trim()))?;
    let door = door.filter(|it| it.second_factor.is_none()).ok_or(Refusal::DeadOffer)?;
    let proven = prove(store, &place_of(&door), offer, code, now)?;
    let sealed = proven.seal(store, door.staff)?;
    let (staff, step) = (door.staff, proven.step);
    store.blocking_write(move |w| {
        // Another may have set one up meanwhile.
        let unset = w.staff_second_factor(staff)?.is_none();
        if !unset {
            return Err(Refusal::DeadOffer);
        }
        w.set_second_factor(staff, &sealed, step)?;
        Ok(w.audit(&Actor::staff(staff, now), None, &Deed::SecondFactorSet {})?)
    })?;
    begin_session(store, Session::Staff(staff), now)
}

/// The second factor that was offered at the door, for the page again.
pub fn offered_at_the_door(
    store: &Store,
    login: &str,
    offer: &str,
    now: Timestamp,
) -> Result<Offered, Refusal> {
    let door = store.blocking_read(|r| r.door(login.trim()))?;
    let door = door.filter(|it| it.second_factor.is_none()).ok_or(Refusal::DeadOffer)?;
    offered(store, &place_of(&door), offer, now)
}

/// Offers a second factor to whoever holds a link.
pub fn offer_by_link(store: &Store, link: &Token, now: Timestamp) -> Result<Offered, Refusal> {
    offer_at(store, &place_of_link(link), now)
}

/// The second factor that was offered by a link, for the page again; a new one if that has waited too long.
pub fn offered_by_link(store: &Store, link: &Token, offer: &str, now: Timestamp) -> Result<Offered, Refusal> {
    match offered(store, &place_of_link(link), offer, now) {
        Err(Refusal::DeadOffer) => offer_by_link(store, link, now),
        offered => offered,
    }
}

/// Whether one of the marks that a browser brings was made for a login, and which.
pub fn recognise(
    store: &Store,
    login: &str,
    marks: &[Mark],
    now: Timestamp,
) -> Result<Option<Mark>, Refusal> {
    let pepper = store.pepper(chance::secret()?)?;
    let Some(door) = store.blocking_read(|r| r.door(login.trim()))? else { return Ok(None) };
    Ok(marks.iter().find(|it| it.is_of(&pepper, door.staff, &door.passphrase, now)).copied())
}

/// Marks a browser that a member of the staff has logged in with.
pub fn mark(store: &Store, staff: StaffId, now: Timestamp) -> Result<Option<Mark>, Refusal> {
    let pepper = store.pepper(chance::secret()?)?;
    let nonce = chance::id()?;
    let door = store.blocking_read(|r| match r.staff(staff)? {
        Some(known) => r.door(&known.login),
        None => Ok(None),
    })?;
    Ok(door.map(|door| Mark::new(&pepper, staff, &door.passphrase, nonce, now)))
}

/// Takes the first code of a second factor that was offered by a link.
pub(super) fn prove_by_link(
    store: &Store,
    link: &Token,
    chosen: &Chosen,
    now: Timestamp,
) -> Result<Proven, Refusal> {
    prove(store, &place_of_link(link), &chosen.offer, &chosen.code, now)
}

impl Proven {
    /// Sealed for a member of the staff.
    pub(super) fn seal(&self, store: &Store, staff: StaffId) -> Result<Vec<u8>, Refusal> {
        Ok(self.factor.seal(&store.pepper(chance::secret()?)?, staff, chance::bytes()?))
    }

    /// The step of its first code, which is used up.
    pub(super) fn step(&self) -> u64 {
        self.step
    }
}

fn prove(store: &Store, place: &[u8], offer: &str, code: &str, now: Timestamp) -> Result<Proven, Refusal> {
    let factor = offered(store, place, offer, now)?.factor;
    let step = factor.step_of(code, now).ok_or(Refusal::WrongCode)?;
    Ok(Proven { factor, step })
}

fn offer_at(store: &Store, place: &[u8], now: Timestamp) -> Result<Offered, Refusal> {
    let pepper = store.pepper(chance::secret()?)?;
    let factor = SecondFactor::from_random(chance::bytes()?);
    let ends = now.checked_add(WAITS).unwrap_or(now);
    let sealed = factor.offer(&pepper, place, ends, chance::bytes()?);
    Ok(Offered { factor, sealed })
}

fn offered(store: &Store, place: &[u8], offer: &str, now: Timestamp) -> Result<Offered, Refusal> {
    let pepper = store.pepper(chance::secret()?)?;
    let factor = SecondFactor::offered(&pepper, place, now, offer).ok_or(Refusal::DeadOffer)?;
    Ok(Offered { factor, sealed: offer.to_owned() })
}

/// At the door an offer is for one member with the passphrase of now: that it was right is thereby proven.
fn place_of(door: &Door) -> Vec<u8> {
    [b"door".as_slice(), door.staff.as_bytes(), door.passphrase.as_bytes()].concat()
}

fn place_of_link(link: &Token) -> Vec<u8> {
    [b"link".as_slice(), &link.link_hash()].concat()
}

/// The passphrase hashed anew, if it was hashed at other costs than those of now.
fn rehashed(door: &Door, passphrase: &str) -> Result<Option<String>, Refusal> {
    if !passphrase::is_dated(&door.passphrase) {
        return Ok(None);
    }
    Ok(Some(passphrase::hash_anew(passphrase, &chance::id()?)?))
}
