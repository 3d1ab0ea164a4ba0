//! Staff: who runs a process and who decides in it.

use super::refusal::Refusal;
use crate::chance;
use crate::document::id::ProcessId;
use crate::identity::role::Role;
use crate::identity::{StaffId, passphrase};
use crate::store::staff::{Office, Staff};
use crate::store::{Read, Write};

/// Adds a member of the staff. Hash the passphrase before, outside of the transaction: it takes its time.
pub fn add_staff(w: &Write<'_>, login: &str, name: &str, passphrase_hash: &str) -> Result<StaffId, Refusal> {
    let id = StaffId::from_bytes(chance::id()?);
    w.add_staff(&Staff { id, login: login.to_owned(), name: name.to_owned() }, passphrase_hash)?;
    Ok(id)
}

/// The hash of a passphrase, as [`add_staff`] wants it.
pub fn hash_passphrase(phrase: &str) -> Result<String, Refusal> {
    Ok(passphrase::hash(phrase, &chance::id()?)?)
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
