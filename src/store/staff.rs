//! Staff: co-chairs, the secretariat, moderators, interpreters; and in which process they hold which office.

use rusqlite::named_params;
use serde::{Deserialize, Serialize};

use super::error::{Error, Result};
use super::view::{Read, Write};
use crate::document::id::ProcessId;
use crate::identity::StaffId;

/// A member of the staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Their id.
    pub id: StaffId,
    /// What they log in as, the only one of that name.
    pub login: String,
    /// Their name.
    pub name: String,
}

/// What somebody does in a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Office {
    /// Decides at the desk.
    CoChair,
    /// Runs the process.
    Secretariat,
    /// Leads a meeting.
    Moderator,
    /// Interprets.
    Interpreter,
}

impl Office {
    /// The name used in files and in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CoChair => "co_chair",
            Self::Secretariat => "secretariat",
            Self::Moderator => "moderator",
            Self::Interpreter => "interpreter",
        }
    }
}

/// What the door knows of a login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    /// Whose it is.
    pub staff: StaffId,
    /// The hash of their passphrase.
    pub passphrase: String,
    /// Their second factor, sealed; none until it is set up.
    pub second_factor: Option<Vec<u8>>,
}

/// An office held in a process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Appointment {
    /// A co-chair, and the State or body they speak for.
    CoChair(String),
    /// Any other office.
    Other(Office),
}

impl Appointment {
    /// The office.
    pub const fn office(&self) -> Office {
        match self {
            Self::CoChair(_) => Office::CoChair,
            Self::Other(office) => *office,
        }
    }
}

impl Read<'_> {
    /// The member of the staff with that id, if there still is one.
    pub fn staff(&self, id: StaffId) -> Result<Option<Staff>> {
        self.first("select id, login, name from staff where id = :id", named_params! {":id": id}, |row| {
            Ok(Staff { id: row.get(0)?, login: row.get(1)?, name: row.get(2)? })
        })
    }

    /// Everybody on the staff, by login.
    pub fn all_staff(&self) -> Result<Vec<Staff>> {
        self.all("select id, login, name from staff order by login", [], |row| {
            Ok(Staff { id: row.get(0)?, login: row.get(1)?, name: row.get(2)? })
        })
    }

    /// Whether there is anybody on the staff.
    pub fn has_staff(&self) -> Result<bool> {
        self.value("select exists (select 1 from staff)", [])
    }

    /// Whether anybody has a second factor.
    pub fn has_second_factors(&self) -> Result<bool> {
        self.value("select exists (select 1 from staff where totp is not null)", [])
    }

    /// Who holds which office in a process, by office and login.
    pub fn appointments(&self, process: ProcessId) -> Result<Vec<(Staff, Appointment)>> {
        self.all(
            "select staff.id, login, name, role, for_body from staff_role join staff on staff.id = staff_role.staff
             where process = :process order by role, login",
            named_params! {":process": process},
            |row| {
                let staff = Staff { id: row.get(0)?, login: row.get(1)?, name: row.get(2)? };
                let appointment = match row.get(4)? {
                    Some(body) => Appointment::CoChair(body),
                    None => Appointment::Other(row.get(3)?),
                };
                Ok((staff, appointment))
            },
        )
    }

    /// Who logs in by that name, and the hash of their passphrase.
    pub fn staff_login(&self, login: &str) -> Result<Option<(StaffId, String)>> {
        self.first(
            "select id, passphrase from staff where login = :login",
            named_params! {":login": login},
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }

    /// What the door knows of a login.
    pub fn door(&self, login: &str) -> Result<Option<Door>> {
        self.first(
            "select id, passphrase, totp from staff where login = :login",
            named_params! {":login": login},
            |row| Ok(Door { staff: row.get(0)?, passphrase: row.get(1)?, second_factor: row.get(2)? }),
        )
    }

    /// Somebody's second factor, sealed; none until it is set up.
    pub fn staff_second_factor(&self, staff: StaffId) -> Result<Option<Vec<u8>>> {
        let kept: Option<Option<Vec<u8>>> =
            self.first("select totp from staff where id = :staff", named_params! {":staff": staff}, |row| {
                row.get(0)
            })?;
        Ok(kept.flatten())
    }

    /// The offices somebody holds in a process.
    pub fn offices(&self, process: ProcessId, staff: StaffId) -> Result<Vec<Office>> {
        self.all(
            "select role from staff_role where process = :process and staff = :staff order by role",
            named_params! {":process": process, ":staff": staff},
            |row| row.get(0),
        )
    }

    /// The co-chairs of a process, each with the State or body they speak for.
    pub fn co_chairs(&self, process: ProcessId) -> Result<Vec<(Staff, String)>> {
        self.all(
            "select staff.id, login, name, for_body from staff_role join staff on staff.id = staff_role.staff
             where process = :process and role = 'co_chair' order by for_body, login",
            named_params! {":process": process},
            |row| Ok((Staff { id: row.get(0)?, login: row.get(1)?, name: row.get(2)? }, row.get(3)?)),
        )
    }
}

impl Write<'_> {
    /// Adds a member of the staff; the login must be free.
    pub fn add_staff(&self, staff: &Staff, passphrase_hash: &str) -> Result<()> {
        self.run(
            "insert into staff (id, login, name, passphrase) values (:id, :login, :name, :passphrase)",
            named_params! {
                ":id": staff.id,
                ":login": staff.login,
                ":name": staff.name,
                ":passphrase": passphrase_hash,
            },
        )?;
        Ok(())
    }

    /// Puts another passphrase in the place of somebody's.
    pub fn change_passphrase(&self, staff: StaffId, passphrase_hash: &str) -> Result<()> {
        let changed = self.run(
            "update staff set passphrase = :passphrase where id = :staff",
            named_params! {":staff": staff, ":passphrase": passphrase_hash},
        )?;
        if changed == 1 { Ok(()) } else { Err(Error::not_found("member of the staff", staff)) }
    }

    /// Puts a second factor in force, sealed, whose codes up to that step have been used.
    pub fn set_second_factor(&self, staff: StaffId, sealed: &[u8], step: u64) -> Result<()> {
        let changed = self.run(
            "update staff set totp = :totp, totp_step = :step where id = :staff",
            named_params! {":staff": staff, ":totp": sealed, ":step": step as i64},
        )?;
        if changed == 1 { Ok(()) } else { Err(Error::not_found("member of the staff", staff)) }
    }

    /// Takes somebody's second factor away.
    pub fn drop_second_factor(&self, staff: StaffId) -> Result<()> {
        let changed = self.run(
            "update staff set totp = null, totp_step = 0 where id = :staff",
            named_params! {":staff": staff},
        )?;
        if changed == 1 { Ok(()) } else { Err(Error::not_found("member of the staff", staff)) }
    }

    /// Uses the code of a step up, and those before it. False if it was used before.
    pub fn use_code(&self, staff: StaffId, step: u64) -> Result<bool> {
        let used = self.run(
            "update staff set totp_step = :step where id = :staff and totp_step < :step",
            named_params! {":staff": staff, ":step": step as i64},
        )?;
        Ok(used == 1)
    }

    /// Gives somebody an office in a process.
    pub fn appoint(&self, process: ProcessId, staff: StaffId, appointment: &Appointment) -> Result<()> {
        let for_body = match appointment {
            Appointment::CoChair(body) => Some(body),
            Appointment::Other(_) => None,
        };
        self.run(
            "insert into staff_role (process, staff, role, for_body) values (:process, :staff, :role, :for_body)
             on conflict do update set for_body = excluded.for_body",
            named_params! {
                ":process": process,
                ":staff": staff,
                ":role": appointment.office(),
                ":for_body": for_body,
            },
        )?;
        Ok(())
    }

    /// Takes an office back.
    pub fn dismiss(&self, process: ProcessId, staff: StaffId, office: Office) -> Result<()> {
        self.run(
            "delete from staff_role where process = :process and staff = :staff and role = :role",
            named_params! {":process": process, ":staff": staff, ":role": office},
        )?;
        Ok(())
    }
}
