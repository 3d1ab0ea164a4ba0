//! Staff: who runs a process and who decides in it.
//!
//! Invariant: what somebody may do is asked of their offices at every request: a dismissal holds at once. A process
//! always has somebody who runs it.

use jiff::Timestamp;

use super::link::make_for;
use super::named;
use super::refusal::Refusal;
use crate::chance;
use crate::document::id::ProcessId;
use crate::identity::actor::Actor;
use crate::identity::role::Role;
use crate::identity::secret::Token;
use crate::identity::{StaffId, passphrase};
use crate::store::audit::Deed;
use crate::store::staff::{Appointment, Office, Staff};
use crate::store::{self, Read, Store, Write};

/// Adds a member of the staff. Hash the passphrase before, outside of the transaction: it takes its time.
pub fn add_staff(w: &Write<'_>, login: &str, name: &str, passphrase_hash: &str) -> Result<StaffId, Refusal> {
    let id = StaffId::from_bytes(chance::id()?);
    let (login, name) = (named(login)?, named(name)?);
    w.add_staff(&Staff { id, login, name }, passphrase_hash)?;
    Ok(id)
}

/// Somebody who comes onto the staff.
#[derive(Clone, Debug)]
pub struct NewMember {
    /// What they log in as.
    pub login: String,
    /// Their name.
    pub name: String,
    /// The office they begin with.
    pub appointment: Appointment,
}

/// Adds a member of the staff without a passphrase, with an office, and makes the link by which they choose one.
pub fn add_member(store: &Store, process: ProcessId, new: NewMember, by: &Actor) -> Result<Token, Refusal> {
    // One that nobody has ever seen.
    let hash = hash_passphrase(&Token::from_random(chance::secret()?).digits())?;
    let acting = *by;
    let staff = store.blocking_write(move |w| hire(w, process, &new, &hash, &acting))?;
    make_for(store, staff, by.at)
}

/// Adds a member of the staff with a passphrase and an office.
pub fn hire(
    w: &Write<'_>,
    process: ProcessId,
    new: &NewMember,
    passphrase_hash: &str,
    by: &Actor,
) -> Result<StaffId, Refusal> {
    let staff = add_staff(w, &new.login, &new.name, passphrase_hash)?;
    give_office(w, process, staff, &new.appointment)?;
    let (login, office) = (login_of(w, staff)?, new.appointment.office());
    w.audit(by, Some(process), &Deed::MemberAdded { staff: login, office })?;
    Ok(staff)
}

/// The hash of a passphrase, as [`add_staff`] wants it.
pub fn hash_passphrase(phrase: &str) -> Result<String, Refusal> {
    Ok(passphrase::hash(phrase, &chance::id()?)?)
}

/// Puts a passphrase of one's own choice in the place of one's own.
pub fn change_passphrase(
    store: &Store,
    staff: StaffId,
    old: &str,
    new: &str,
    now: Timestamp,
) -> Result<(), Refusal> {
    let kept = store.blocking_read(|r| match r.staff(staff)? {
        Some(known) => r.staff_login(&known.login),
        None => Ok(None),
    })?;
    if !passphrase::is_right(old, kept.as_ref().map(|(_, hash)| hash.as_str())) {
        return Err(Refusal::WrongLogin);
    }
    let hash = hash_passphrase(new)?;
    store.blocking_write(move |w| {
        w.change_passphrase(staff, &hash)?;
        Ok(w.audit(&Actor::staff(staff, now), None, &Deed::PassphraseChanged {})?)
    })
}

/// Puts another passphrase in the place of a forgotten one. All sessions end, those of others too: whoever may have
/// known the old one is out.
pub fn reset_passphrase(store: &Store, login: &str, new: &str, by: &Actor) -> Result<(), Refusal> {
    let hash = hash_passphrase(new)?;
    let (login, by) = (login.to_owned(), *by);
    store.blocking_write(move |w| {
        w.change_passphrase(known(w, &login)?, &hash)?;
        Ok::<_, Refusal>(w.audit(&by, None, &Deed::PassphraseReset { staff: login })?)
    })?;
    Ok(store.blocking_private(|p| p.drop_sessions())?)
}

/// Takes the second factor of somebody away who has lost it: they set another up at their next log-in. All sessions
/// end, as whoever has found it may be logged in.
pub fn reset_second_factor(store: &Store, login: &str, by: &Actor) -> Result<(), Refusal> {
    let (login, by) = (login.to_owned(), *by);
    store.blocking_write(move |w| {
        w.drop_second_factor(known(w, &login)?)?;
        Ok::<_, Refusal>(w.audit(&by, None, &Deed::SecondFactorReset { staff: login })?)
    })?;
    Ok(store.blocking_private(|p| p.drop_sessions())?)
}

fn known(r: &Read<'_>, login: &str) -> Result<StaffId, Refusal> {
    let not_found = || store::Error::NotFound { what: "login", name: login.to_owned() };
    Ok(r.door(login)?.ok_or_else(not_found)?.staff)
}

/// What a member of the staff logs in as.
pub(super) fn login_of(r: &Read<'_>, staff: StaffId) -> Result<String, Refusal> {
    let not_found = || store::Error::NotFound { what: "member of the staff", name: staff.to_string() };
    Ok(r.staff(staff)?.ok_or_else(not_found)?.login)
}

/// Gives somebody an office in a process.
pub fn appoint(
    w: &Write<'_>,
    process: ProcessId,
    staff: StaffId,
    appointment: &Appointment,
    by: &Actor,
) -> Result<(), Refusal> {
    give_office(w, process, staff, appointment)?;
    let deed = Deed::Appointed { staff: login_of(w, staff)?, office: appointment.office() };
    Ok(w.audit(by, Some(process), &deed)?)
}

fn give_office(
    w: &Write<'_>,
    process: ProcessId,
    staff: StaffId,
    appointment: &Appointment,
) -> Result<(), Refusal> {
    login_of(w, staff)?;
    let appointment = match appointment {
        Appointment::CoChair(body) => Appointment::CoChair(named(body)?),
        Appointment::Other(office) => Appointment::Other(*office),
    };
    Ok(w.appoint(process, staff, &appointment)?)
}

/// Takes an office back, from the next request on.
pub fn dismiss(
    w: &Write<'_>,
    process: ProcessId,
    staff: StaffId,
    office: Office,
    by: &Actor,
) -> Result<(), Refusal> {
    w.dismiss(process, staff, office)?;
    let runs = |(_, it): &(Staff, Appointment)| it.office() == Office::Secretariat;
    if office == Office::Secretariat && !w.appointments(process)?.iter().any(runs) {
        return Err(Refusal::LastOne);
    }
    Ok(w.audit(by, Some(process), &Deed::Dismissed { staff: login_of(w, staff)?, office })?)
}

/// Whether somebody runs a process: they may begin others.
pub fn runs_a_process(r: &Read<'_>, staff: StaffId) -> Result<bool, Refusal> {
    for process in r.processes()? {
        if r.offices(process.id, staff)?.contains(&Office::Secretariat) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// As what a member of the staff may act in a process. Moderators and interpreters look on.
pub fn roles(r: &Read<'_>, process: ProcessId, staff: StaffId) -> Result<Vec<Role>, Refusal> {
    let role = |office: &Office| match office {
        Office::CoChair => Role::CoChair,
        Office::Secretariat => Role::Secretariat,
        Office::Moderator | Office::Interpreter => Role::Observer,
    };
    Ok(r.offices(process, staff)?.iter().map(role).collect())
}
