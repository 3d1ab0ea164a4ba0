//! The roster of a process: which delegations take part, how far each has come, and the sheets they are handed.
//!
//! Invariant: a delegation stands on it once, however it is written. A code is given out once and kept as a hash; what
//! a delegation has submitted is nowhere near it.

use std::collections::BTreeSet;

use super::Error;
use super::enrolment::give_code;
use super::refusal::Refusal;
use crate::chance;
use crate::document::id::ProcessId;
use crate::identity::actor::Actor;
use crate::identity::secret::EnrolmentCode;
use crate::identity::{DelegationId, Track};
use crate::store::audit::Deed;
use crate::store::delegations::Delegation;
use crate::store::{self, Read, Write};

/// The most characters of a name.
const LONGEST_NAME: usize = 200;

/// The most delegations that are added at once.
const MOST: usize = 1000;

/// A delegation to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// Its code of two letters.
    pub code: Option<String>,
}

/// Why a list is not taken: the line, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unlisted {
    /// A name without a letter.
    #[error("line {0} has no name")]
    Nameless(usize),
    /// A code that is not two letters.
    #[error("line {0} has a code that is not two letters")]
    Code(usize),
    /// A name of more than 200 characters.
    #[error("line {0} is too long for a name")]
    Long(usize),
    /// No line at all.
    #[error("there is no name in it")]
    Empty,
    /// More than a thousand.
    #[error("there are more than {MOST} lines")]
    Many,
}

/// What became of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// How many were added.
    pub added: usize,
    /// How many were on the roster already, and stay as they are.
    pub known: usize,
}

/// How far a delegation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// It has no sheet yet.
    NoSheet,
    /// It has a sheet whose code is unused.
    Sheet,
    /// It has enrolled.
    Enrolled,
    /// It has enrolled, and has a sheet to do so anew.
    EnrolsAnew,
}

/// The code of a delegation, this once.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Whose it is.
    pub delegation: Delegation,
    /// What it enrols with.
    pub code: EnrolmentCode,
}

/// Reads a list as it is pasted: a name on each line, and after a semicolon or a tab its code. Empty lines are passed
/// over.
pub fn read_list(list: &str) -> Result<Vec<Named>, Unlisted> {
    let mut named = Vec::new();
    for (line, number) in list.lines().zip(1..) {
        if line.trim().is_empty() {
            continue;
        }
        let (name, code) = line.split_once([';', '\t']).unwrap_or((line, ""));
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let code = code.trim().trim_end_matches([';', '\t']).trim().to_ascii_uppercase();
        if !name.chars().any(char::is_alphanumeric) {
            return Err(Unlisted::Nameless(number));
        }
        if name.chars().count() > LONGEST_NAME {
            return Err(Unlisted::Long(number));
        }
        let is_code = code.len() == 2 && code.bytes().all(|it| it.is_ascii_uppercase());
        if !code.is_empty() && !is_code {
            return Err(Unlisted::Code(number));
        }
        named.push(Named { name, code: is_code.then_some(code) });
    }
    match named.len() {
        0 => Err(Unlisted::Empty),
        1..=MOST => Ok(named),
        _ => Err(Unlisted::Many),
    }
}

/// Adds delegations; those that are on the roster already, in whatever case they are written, stay as they are.
pub fn add_delegations(
    w: &Write<'_>,
    process: ProcessId,
    named: &[Named],
    track: Track,
    seats: u32,
    by: &Actor,
) -> Result<Added, Refusal> {
    let mut known: BTreeSet<String> =
        w.delegations(process)?.into_iter().map(|it| it.name.to_lowercase()).collect();
    let mut added = Vec::new();
    for Named { name, code } in named {
        if known.insert(name.to_lowercase()) {
            let id = DelegationId::from_bytes(chance::id()?);
            added.push(name.clone());
            let (name, code) = (name.clone(), code.clone());
            w.add_delegation(&Delegation { id, process, name, code, track, seats })?;
        }
    }
    let count = added.len();
    if count > 0 {
        w.audit(by, Some(process), &Deed::DelegationsAdded { delegations: added })?;
    }
    Ok(Added { added: count, known: named.len() - count })
}

/// The delegations of a process, by name, and how far each has come.
pub fn roster(r: &Read<'_>, process: ProcessId) -> Result<Vec<(Delegation, Progress)>, Error> {
    let enrolled: BTreeSet<DelegationId> = r.enrolled(process)?.into_iter().collect();
    let with_a_code: BTreeSet<DelegationId> = r.with_a_code(process)?.into_iter().collect();
    let progress = |it: &Delegation| match (enrolled.contains(&it.id), with_a_code.contains(&it.id)) {
        (false, false) => Progress::NoSheet,
        (false, true) => Progress::Sheet,
        (true, false) => Progress::Enrolled,
        (true, true) => Progress::EnrolsAnew,
    };
    let mut roster: Vec<_> = r.delegations(process)?.into_iter().map(|it| (progress(&it), it)).collect();
    roster.sort_by_cached_key(|(_, it)| it.name.to_lowercase());
    Ok(roster.into_iter().map(|(progress, it)| (it, progress)).collect())
}

/// Gives delegations that have not enrolled a code each. Codes they have not used die.
pub fn give_sheets(
    w: &Write<'_>,
    process: ProcessId,
    delegations: &[DelegationId],
    by: &Actor,
) -> Result<Vec<Sheet>, Refusal> {
    let roster = roster(w, process)?;
    let mut sheets = Vec::new();
    for (delegation, progress) in roster.into_iter().filter(|(it, _)| delegations.contains(&it.id)) {
        match progress {
            Progress::NoSheet | Progress::Sheet => sheets.push(sheet(w, delegation)?),
            Progress::Enrolled | Progress::EnrolsAnew => return Err(Refusal::AlreadyEnrolled),
        }
    }
    if sheets.is_empty() {
        return Err(Refusal::Nothing);
    }
    let delegations = sheets.iter().map(|it| it.delegation.name.clone()).collect();
    w.audit(by, Some(process), &Deed::SheetsGiven { delegations })?;
    Ok(sheets)
}

/// Gives a delegation that has lost all its keys a code to enrol anew. What it wrote stays, and is nobody's from then
/// on; how often that was done is counted with every release.
pub fn give_anew(
    w: &Write<'_>,
    process: ProcessId,
    delegation: DelegationId,
    by: &Actor,
) -> Result<Sheet, Refusal> {
    let delegation = on_the_roster(w, process, delegation)?;
    w.audit(by, Some(process), &Deed::SheetGivenAnew { delegation: delegation.name.clone() })?;
    sheet(w, delegation)
}

/// Takes a delegation that never enrolled off the roster.
pub fn strike_off(
    w: &Write<'_>,
    process: ProcessId,
    delegation: DelegationId,
    by: &Actor,
) -> Result<(), Refusal> {
    let name = on_the_roster(w, process, delegation)?.name;
    if !w.drop_delegation(delegation)? {
        return Err(Refusal::AlreadyEnrolled);
    }
    Ok(w.audit(by, Some(process), &Deed::DelegationStruckOff { delegation: name })?)
}

/// A delegation of that process; one of another is not there.
pub fn on_the_roster(
    r: &Read<'_>,
    process: ProcessId,
    delegation: DelegationId,
) -> Result<Delegation, Refusal> {
    let found = r.delegation(delegation)?;
    if found.process == process {
        return Ok(found);
    }
    Err(store::Error::NotFound { what: "delegation", name: delegation.to_string() }.into())
}

fn sheet(w: &Write<'_>, delegation: Delegation) -> Result<Sheet, Refusal> {
    let code = give_code(w, delegation.id)?;
    Ok(Sheet { delegation, code })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_however_it_is_pasted() {
        let read = |list: &str| {
            read_list(list).map(|named| {
                named.into_iter().map(|it| (it.name, it.code.unwrap_or_default())).collect::<Vec<_>>()
            })
        };
        let pair = |name: &str, code: &str| (name.to_owned(), code.to_owned());
        assert_eq!(
            read("Meridia; me\r\n\n  Northern   Isles\tNI\t\nOstland, Republic of\n"),
            Ok(vec![pair("Meridia", "ME"), pair("Northern Isles", "NI"), pair("Ostland, Republic of", "")])
        );
        for (list, expected) in [
            ("", Unlisted::Empty),
            (" \n\n", Unlisted::Empty),
            ("Meridia\n; NI", Unlisted::Nameless(2)),
            ("Meridia\n---", Unlisted::Nameless(2)),
            ("Meridia; MER", Unlisted::Code(1)),
            ("Meridia; M1", Unlisted::Code(1)),
            (&"x".repeat(201), Unlisted::Long(1)),
            (&"Meridia\n".repeat(1001), Unlisted::Many),
        ] {
            assert_eq!(read(list), Err(expected), "{}", &list[..list.len().min(20)]);
        }
    }
}
