//! Delegations and their enrolment codes. Attributed, and joined to no content.

use rusqlite::{Row, named_params};

use super::error::{Error, Result};
use super::paragraphs::Hash;
use super::view::{Read, Write};
use crate::document::id::{ProcessId, RoundId};
use crate::identity::{DelegationId, Track};

/// A State, or a body invited to take part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegation {
    /// Its id.
    pub id: DelegationId,
    /// The process it takes part in.
    pub process: ProcessId,
    /// Its name, the only one of that name in the process.
    pub name: String,
    /// Its ISO 3166 code of two letters, where it is a State.
    pub code: Option<String>,
    /// Which of the two sorts it is of.
    pub track: Track,
    /// How many representatives it has a seat for.
    pub seats: u32,
}

/// What became of an enrolment code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enrolment {
    /// Good for one enrolment.
    Open(DelegationId),
    /// Used.
    Used(DelegationId),
}

impl Read<'_> {
    /// The delegations of a process, by name.
    pub fn delegations(&self, process: ProcessId) -> Result<Vec<Delegation>> {
        self.all(
            "select id, process, name, code, track, seats from delegation where process = :process order by name",
            named_params! {":process": process},
            delegation,
        )
    }

    /// One delegation.
    pub fn delegation(&self, id: DelegationId) -> Result<Delegation> {
        let found = self.first(
            "select id, process, name, code, track, seats from delegation where id = :id",
            named_params! {":id": id},
            delegation,
        )?;
        found.ok_or_else(|| Error::not_found("delegation", id))
    }

    /// What became of the enrolment code of that hash, if there is one.
    pub fn enrolment(&self, code_hash: &Hash) -> Result<Option<Enrolment>> {
        self.first(
            "select delegation, used from enrolment where code_hash = :code_hash",
            named_params! {":code_hash": code_hash},
            |row| {
                let delegation = row.get(0)?;
                Ok(if row.get(1)? { Enrolment::Used(delegation) } else { Enrolment::Open(delegation) })
            },
        )
    }

    /// The delegations of a process that have enrolled.
    pub fn enrolled(&self, process: ProcessId) -> Result<Vec<DelegationId>> {
        self.all(
            "select distinct delegation.id from enrolment join delegation on delegation.id = enrolment.delegation
             where process = :process and used order by delegation.name",
            named_params! {":process": process},
            |row| row.get(0),
        )
    }

    /// The delegations of a process that have a code they have not used.
    pub fn with_a_code(&self, process: ProcessId) -> Result<Vec<DelegationId>> {
        self.all(
            "select distinct delegation.id from enrolment join delegation on delegation.id = enrolment.delegation
             where process = :process and not used order by delegation.name",
            named_params! {":process": process},
            |row| row.get(0),
        )
    }

    /// How often a delegation of the process enrolled anew.
    pub fn reissues(&self, process: ProcessId) -> Result<u32> {
        self.value(
            "select count(*) - count(distinct enrolment.delegation)
             from enrolment join delegation on delegation.id = enrolment.delegation
             where process = :process and used",
            named_params! {":process": process},
        )
    }

    /// Whether a round is open to a delegation: to all, unless it has guests.
    pub fn admits(&self, round: RoundId, delegation: DelegationId) -> Result<bool> {
        self.value(
            "select not exists (select 1 from round_guest where round = :round)
               or exists (select 1 from round_guest where round = :round and delegation = :delegation)",
            named_params! {":round": round, ":delegation": delegation},
        )
    }
}

impl Read<'_> {
    /// How many enrolment codes have not been used.
    pub fn unused_codes(&self) -> Result<u32> {
        self.value("select count(*) from enrolment where not used", [])
    }
}

impl Write<'_> {
    /// Removes every enrolment code that has not been used.
    pub fn drop_unused_codes(&self) -> Result<()> {
        self.run("delete from enrolment where not used", [])?;
        Ok(())
    }

    /// Adds a delegation; its name must be free in the process.
    pub fn add_delegation(&self, delegation: &Delegation) -> Result<()> {
        self.run(
            "insert into delegation (id, process, name, code, track, seats)
             values (:id, :process, :name, :code, :track, :seats)",
            named_params! {
                ":id": delegation.id,
                ":process": delegation.process,
                ":name": delegation.name,
                ":code": delegation.code,
                ":track": delegation.track,
                ":seats": delegation.seats,
            },
        )?;
        Ok(())
    }

    /// Takes a delegation that never enrolled off the roster, with its unused codes; says whether it was there.
    pub fn drop_delegation(&self, delegation: DelegationId) -> Result<bool> {
        self.run(
            "delete from enrolment where delegation = :delegation and not used",
            named_params! {":delegation": delegation},
        )?;
        let dropped = self.run(
            "delete from delegation where id = :delegation
               and not exists (select 1 from enrolment where delegation = :delegation)
               and not exists (select 1 from representative where delegation = :delegation)
               and not exists (select 1 from round_guest where delegation = :delegation)",
            named_params! {":delegation": delegation},
        )?;
        Ok(dropped == 1)
    }

    /// Gives a delegation an enrolment code; those it has not used die.
    pub fn add_enrolment(&self, delegation: DelegationId, code_hash: &Hash) -> Result<()> {
        self.run(
            "delete from enrolment where delegation = :delegation and not used",
            named_params! {":delegation": delegation},
        )?;
        self.run(
            "insert into enrolment (code_hash, delegation) values (:code_hash, :delegation)",
            named_params! {":code_hash": code_hash, ":delegation": delegation},
        )?;
        Ok(())
    }

    /// Uses an enrolment code up; says whether it was still good.
    pub fn use_enrolment(&self, code_hash: &Hash) -> Result<bool> {
        let used = self.run(
            "update enrolment set used = 1 where code_hash = :code_hash and not used",
            named_params! {":code_hash": code_hash},
        )?;
        Ok(used == 1)
    }

    /// Opens a round to a delegation, and with the first one closes it to all others.
    pub fn admit(&self, round: RoundId, delegation: DelegationId) -> Result<()> {
        self.run(
            "insert into round_guest (round, delegation) values (:round, :delegation) on conflict do nothing",
            named_params! {":round": round, ":delegation": delegation},
        )?;
        Ok(())
    }
}

fn delegation(row: &Row<'_>) -> rusqlite::Result<Delegation> {
    Ok(Delegation {
        id: row.get(0)?,
        process: row.get(1)?,
        name: row.get(2)?,
        code: row.get(3)?,
        track: row.get(4)?,
        seats: row.get(5)?,
    })
}
