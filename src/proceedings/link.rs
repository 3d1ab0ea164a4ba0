//! Links that are good once: the one that the first member of the staff begins with, and those handed to others.
//!
//! Invariant: of a link nothing is kept but a hash, and what it is for sealed under the link itself, in the private
//! file, which no backup has. It dies when it is used and within three days; the first one as soon as there is
//! anybody on the staff. There is no default account.

use jiff::{RoundMode, SignedDuration, Timestamp, TimestampRound, Unit};

use super::door::{Chosen, prove_by_link};
use super::refusal::Refusal;
use super::session::{LoggedIn, begin_session};
use super::settings::check_settings;
use super::staff::{add_staff, hash_passphrase, login_of};
use super::{Scope, begin};
use crate::chance;
use crate::identity::StaffId;
use crate::identity::actor::Actor;
use crate::identity::seal::{open, seal};
use crate::identity::secret::Token;
use crate::identity::session::Session;
use crate::store::audit::Deed;
use crate::store::private::sessions::Sealed;
use crate::store::processes::Settings;
use crate::store::staff::{Appointment, Office};
use crate::store::{Private, Store, Write};

/// How long a link lasts at most.
const LONGEST: SignedDuration = SignedDuration::from_hours(72);

const FIRST: u8 = 1;
const MEMBER: u8 = 2;

/// Whom a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invited {
    /// Whoever sets the server up.
    First,
    /// A member of the staff, to choose a passphrase.
    Member(StaffId),
}

/// Somebody who sets a server up, and what they begin with.
#[derive(Clone, Debug)]
pub struct First {
    /// What they log in as.
    pub login: String,
    /// Their name.
    pub name: String,
    /// The first process, where there is none.
    pub process: Option<NewProcess>,
}

/// A process to be begun.
#[derive(Clone, Debug)]
pub struct NewProcess {
    /// Its title.
    pub title: String,
    /// The title of its document.
    pub document: String,
    /// The language that is negotiated in.
    pub language: String,
    /// What is settled for it.
    pub settings: Settings,
}

/// Makes the link that a server without staff is set up by; none where there is staff.
pub fn first_link(store: &Store, now: Timestamp) -> Result<Option<Token>, Refusal> {
    if store.blocking_read(|r| r.has_staff())? {
        return Ok(None);
    }
    make(store, Invited::First, now).map(Some)
}

/// Makes a link by which a member of the staff chooses a passphrase and sets up a second factor.
pub fn invite(store: &Store, staff: StaffId, by: &Actor) -> Result<Token, Refusal> {
    let link = make_for(store, staff, by.at)?;
    let by = *by;
    store.blocking_write(move |w| {
        let staff = login_of(w, staff)?;
        Ok::<_, Refusal>(w.audit(&by, None, &Deed::LinkGiven { staff })?)
    })?;
    Ok(link)
}

/// The link of [`invite`], as part of another act.
pub(super) fn make_for(store: &Store, staff: StaffId, now: Timestamp) -> Result<Token, Refusal> {
    make(store, Invited::Member(staff), now)
}

/// Whom a link is for, if it is still good.
pub fn invited(store: &Store, link: &Token, now: Timestamp) -> Result<Invited, Refusal> {
    let own = link.clone();
    let invited = store.blocking_private(move |p| find(p, &own, now))?;
    match invited {
        Invited::First if store.blocking_read(|r| r.has_staff())? => Err(Refusal::DeadLink),
        invited => Ok(invited),
    }
}

/// Sets a server up: the first member of the secretariat, and a process to run if there is none.
pub fn set_up(
    store: &Store,
    link: &Token,
    first: First,
    chosen: &Chosen,
    now: Timestamp,
) -> Result<LoggedIn, Refusal> {
    if invited(store, link, now)? != Invited::First {
        return Err(Refusal::DeadLink);
    }
    let hash = hash_passphrase(&chosen.passphrase)?;
    let proven = prove_by_link(store, link, chosen, now)?;
    let sealing = store.clone();
    let staff = store.blocking_write(move |w| {
        if w.has_staff()? {
            return Err(Refusal::DeadLink);
        }
        let staff = add_staff(w, &first.login, &first.name, &hash)?;
        w.set_second_factor(staff, &proven.seal(&sealing, staff)?, proven.step())?;
        if w.processes()?.is_empty()
            && let Some(new) = first.process
        {
            settled_process(w, &new)?;
        }
        for process in w.processes()? {
            w.appoint(process.id, staff, &Appointment::Other(Office::Secretariat))?;
        }
        w.audit(&Actor::staff(staff, now), None, &Deed::SetUp { staff: login_of(w, staff)? })?;
        Ok(staff)
    })?;
    let own = link.clone();
    store.blocking_private(move |p| p.drop_session(&own.link_hash()))?;
    begin_session(store, Session::Staff(staff), now)
}

/// Chooses a passphrase by a link, and sets up the second factor that goes with it.
pub fn accept(store: &Store, link: &Token, chosen: &Chosen, now: Timestamp) -> Result<LoggedIn, Refusal> {
    let hash = hash_passphrase(&chosen.passphrase)?;
    let proven = prove_by_link(store, link, chosen, now)?;
    let own = link.clone();
    let staff = store.blocking_private(move |p| match find(p, &own, now)? {
        Invited::Member(staff) => {
            p.drop_session(&own.link_hash())?;
            Ok(staff)
        }
        Invited::First => Err(Refusal::DeadLink),
    })?;
    let sealed = proven.seal(store, staff)?;
    store.blocking_write(move |w| {
        w.change_passphrase(staff, &hash)?;
        w.set_second_factor(staff, &sealed, proven.step())?;
        Ok::<_, Refusal>(w.audit(&Actor::staff(staff, now), None, &Deed::LinkUsed {})?)
    })?;
    begin_session(store, Session::Staff(staff), now)
}

/// Begins a process and settles it; whoever begins it runs it.
pub fn begin_process(w: &Write<'_>, new: &NewProcess, by: &Actor) -> Result<Scope, Refusal> {
    let scope = settled_process(w, new)?;
    if let Some(staff) = by.hand.staff() {
        w.appoint(scope.process.id, staff, &Appointment::Other(Office::Secretariat))?;
    }
    w.audit(by, Some(scope.process.id), &Deed::ProcessBegun { name: scope.process.name.clone() })?;
    Ok(scope)
}

fn settled_process(w: &Write<'_>, new: &NewProcess) -> Result<Scope, Refusal> {
    check_settings(&new.settings)?;
    let scope = begin(w, &new.title, &new.document, &new.language, &new.settings.venue)?;
    w.change_settings(scope.process.id, &new.settings)?;
    Ok(scope)
}

fn make(store: &Store, invited: Invited, now: Timestamp) -> Result<Token, Refusal> {
    let link = Token::from_random(chance::secret()?);
    let ends = end(now);
    let mut bytes = vec![0; 17];
    bytes[0] = FIRST;
    if let Invited::Member(staff) = invited {
        bytes[0] = MEMBER;
        bytes[1..].copy_from_slice(staff.as_bytes());
    }
    let sealed = seal(&link.link_key(), chance::bytes()?, &place(&link, ends), &bytes);
    let kept = Sealed { token_hash: link.link_hash(), sealed, ends };
    store.blocking_private(move |p| p.add_session(&kept, now))?;
    Ok(link)
}

fn find(p: &Private<'_>, link: &Token, now: Timestamp) -> Result<Invited, Refusal> {
    let kept = p.session(&link.link_hash(), now)?.ok_or(Refusal::DeadLink)?;
    let bytes = open(&link.link_key(), &place(link, kept.ends), &kept.sealed);
    match bytes.as_ref().and_then(|it| it.split_first()) {
        Some((&FIRST, _)) => Ok(Invited::First),
        Some((&MEMBER, id)) => {
            let id = <[u8; 16]>::try_from(id).map_err(|_| Refusal::DeadLink)?;
            Ok(Invited::Member(StaffId::from_bytes(id)))
        }
        _ => Err(Refusal::DeadLink),
    }
}

/// Three days on, down to the full hour.
fn end(now: Timestamp) -> Timestamp {
    let hour = TimestampRound::new().smallest(Unit::Hour).mode(RoundMode::Floor);
    now.checked_add(LONGEST).and_then(|end| end.round(hour)).unwrap_or(now)
}

fn place(link: &Token, end: Timestamp) -> Vec<u8> {
    [link.link_hash().as_slice(), &end.as_second().to_be_bytes()].concat()
}
