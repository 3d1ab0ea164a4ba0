//! Staff: who runs a process and who decides in it.
//!
//! Invariant: what somebody may do is asked of their offices at every request: a dismissal holds at once. A process
//! always has somebody who runs it.

use jiff::Timestamp;

use super::link::invite;
use super::named;
use super::refusal::Refusal;
use crate::chance;
use crate::document::id::ProcessId;
use crate::identity::role::Role;
use crate::identity::secret::Token;
use crate::identity::{StaffId, passphrase};
use crate::store::staff::{Appointment, Office, Staff};
use crate::store::{self, Read, Store, Write};

/// Adds a member of the staff. Hash the passphrase before, outside of the transaction: it takes its time.
pub fn add_staff(w: &Write<'_>, login: &str, name: &str, passphrase_hash: &str) -> Result<StaffId, Refusal> {
    let id = StaffId::from_bytes(chance::id()?);
    let (login, name) = (named(login)?, named(name)?);
    w.add_staff(&Staff { id, login, name }, passphrase_hash)?;
    Ok(id)
}

/// Adds a member of the staff without a passphrase, and makes the link by which they choose one.
pub fn add_member(
    store: &Store,
    login: &str,
    name: &str,
    now: Timestamp,
) -> Result<(StaffId, Token), Refusal> {
    // One that nobody has ever seen.
    let hash = hash_passphrase(&Token::from_random(chance::secret()?).digits())?;
    let (login, name) = (login.to_owned(), name.to_owned());
    let staff = store.blocking_write(move |w| add_staff(w, &login, &name, &hash))?;
    Ok((staff, invite(store, staff, now)?))
}

/// The hash of a passphrase, as [`add_staff`] wants it.
pub fn hash_passphrase(phrase: &str) -> Result<String, Refusal> {
    Ok(passphrase::hash(phrase, &chance::id()?)?)
}

/// Puts a passphrase of one's own choice in the place of one's own.
pub fn change_passphrase(store: &Store, staff: StaffId, old: &str, new: &str) -> Result<(), Refusal> {
    let kept = store.blocking_read(|r| match r.staff(staff)? {
        Some(known) => r.staff_login(&known.login),
        None => Ok(None),
    })?;
    if !passphrase::is_right(old, kept.as_ref().map(|(_, hash)| hash.as_str())) {
        return Err(Refusal::WrongLogin);
    }
    let hash = hash_passphrase(new)?;
    Ok(store.blocking_write(move |w| w.change_passphrase(staff, &hash))?)
}

/// Puts another passphrase in the place of a forgotten one. All sessions end, those of others too: whoever may have
/// known the old one is out.
pub fn reset_passphrase(store: &Store, login: &str, new: &str) -> Result<(), Refusal> {
    let found = store.blocking_read(|r| r.staff_login(login))?;
    let not_found = || store::Error::NotFound { what: "login", name: login.to_owned() };
    let (staff, _) = found.ok_or_else(not_found)?;
    let hash = hash_passphrase(new)?;
    store.blocking_write(move |w| w.change_passphrase(staff, &hash))?;
    Ok(store.blocking_private(|p| p.drop_sessions())?)
}

/// Gives somebody an office in a process.
pub fn appoint(
    w: &Write<'_>,
    process: ProcessId,
    staff: StaffId,
    appointment: &Appointment,
) -> Result<(), Refusal> {
    let not_found = || store::Error::NotFound { what: "member of the staff", name: staff.to_string() };
    w.staff(staff)?.ok_or_else(not_found)?;
    let appointment = match appointment {
        Appointment::CoChair(body) => Appointment::CoChair(named(body)?),
        Appointment::Other(office) => Appointment::Other(*office),
    };
    Ok(w.appoint(process, staff, &appointment)?)
}

/// Takes an office back, from the next request on.
pub fn dismiss(w: &Write<'_>, process: ProcessId, staff: StaffId, office: Office) -> Result<(), Refusal> {
    w.dismiss(process, staff, office)?;
    let runs = |(_, it): &(Staff, Appointment)| it.office() == Office::Secretariat;
    if office == Office::Secretariat && !w.appointments(process)?.iter().any(runs) {
        return Err(Refusal::LastOne);
    }
    Ok(())
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
