//! Making the demonstration: two processes, one of them in its second round.
//!
//! Invariant: the dates follow from the day it is made, so that a round is always open; everything else follows from
//! the scripts, but for ids, keys and passphrases, which are drawn.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::cast::{ENROLLED, FIRST, Member, OF_SECOND, Official, SECOND, STAFF, TO_ENROL};
use super::company::{Before, Company, Decided, at_once};
use super::script::{self, Line};
use super::{BANNER, Credentials, Demonstration, Error, Part, Persona, Sheet, chairs};
use crate::chance;
use crate::document::Content;
use crate::document::id::{ProcessId, SubmissionId};
use crate::drafting::round::{Occasion, Phase, ReleasePolicy};
use crate::drafting::submission::Submission;
use crate::identity::actor::Actor;
use crate::identity::secret::{AccessKey, EnrolmentCode};
use crate::identity::{DelegationId, StaffId, Track};
use crate::import;
use crate::proceedings::release::{Released, issue_after_release, lead_round, release};
use crate::proceedings::{
    self, NewDraft, NewRound, Refusal, Scope, add_staff, appoint, draft_of, give_code, hash_passphrase,
    settle, take_in_first,
};
use crate::store::delegations::Delegation;
use crate::store::drafts::Draft;
use crate::store::processes::{Settings, Shown, Visibility};
use crate::store::rounds::{Round, Window};
use crate::store::staff::{Appointment, Office};
use crate::store::{Read, Store, Write};

const TITLE: &str = "ICT workstream";
const ZERO_DRAFT: &str = include_str!("../../assets/demo/zero-draft.md");
const FIRST_ROUND: &str = include_str!("../../assets/demo/round-1.jsonl");
const SECOND_ROUND: &str = include_str!("../../assets/demo/round-2.jsonl");
const WAITING: &str = include_str!("../../assets/demo/round-2-waiting.jsonl");

const SECOND_TITLE: &str = "National committees workstream";
const SECOND_DRAFT: &str = include_str!("../../assets/demo/second-draft.md");
const SECOND_WAITING: &str = include_str!("../../assets/demo/second-waiting.jsonl");

/// Where the sessions of both are held.
const VENUE: &str = "Europe/Zurich";

/// How many words of a key make a passphrase.
const PASSPHRASE_WORDS: usize = 5;

/// Makes the demonstration in a data directory that has no process yet.
pub fn make(store: &Store, now: Timestamp) -> Result<Demonstration, Error> {
    let days = Days::before(now);
    let staff = hire(store)?;
    let ict = Play::begin(store, &days, &staff, &ICT, Actor::command_line(now))?;
    let (sheets, company) = ict.enrol(&ENROLLED, &TO_ENROL, now)?;
    let decided = ict.act(&company, FIRST_ROUND, days.first_work)?;
    lead_round(store, ict.round()?.id, Phase::Closed, days.first_release, &Actor::command_line(now))?;
    ict.decide(FIRST_ROUND, decided)?;
    let next = new_draft("Rev.1", days.rev_1, ReleasePolicy::OnCommand, days.second_deadline);
    issue_after_release(store, &ict.scope, &next, &Actor::command_line(now))?;
    let decided = ict.act(&company, SECOND_ROUND, days.second_work)?;
    match release(store, ict.round()?.id, Occasion::Command, days.second_release)? {
        Released::Made { .. } => {}
        Released::Nothing | Released::TooFew => return Err(Error::Script("nothing was released".to_owned())),
    }
    ict.decide(SECOND_ROUND, decided)?;
    ict.act(&company, WAITING, days.second_work)?;
    let personas = personas(&company, &staff)?;
    let states = ENROLLED.iter().filter(|it| it.track == Track::States).map(|it| it.called);
    let others = states.filter(|it| ![FIRST, SECOND].contains(it));
    let others = others.map(|it| company.key(it)).collect::<Result<_, Error>>()?;
    company.leave(store)?;
    second_process(store, &days, &staff, now)?;
    store.scrub_private()?;
    Ok(Demonstration {
        made: days.today.to_string(),
        process: ict.scope.process.name,
        personas,
        colleague: official(&staff, Part::CoChair, 1),
        sheets,
        others,
    })
}

fn second_process(store: &Store, days: &Days, staff: &[Hired], now: Timestamp) -> Result<(), Error> {
    let second = Play::begin(store, days, staff, &NATIONAL, Actor::command_line(now))?;
    let (_, company) = second.enrol(&OF_SECOND, &[], now)?;
    second.act(&company, SECOND_WAITING, days.second_work)?;
    company.leave(store)
}

/// What a process begins with.
struct Beginning {
    title: &'static str,
    document: &'static str,
    draft: &'static str,
    everybody: bool,
}

const ICT: Beginning = Beginning {
    title: TITLE,
    document: "Draft outcome document on the use of ICTs in armed conflict",
    draft: ZERO_DRAFT,
    everybody: true,
};

const NATIONAL: Beginning = Beginning {
    title: SECOND_TITLE,
    document: "Draft guidance on national committees",
    draft: SECOND_DRAFT,
    everybody: false,
};

/// The days of the demonstration, from the first draft to the deadline to come.
struct Days {
    today: Date,
    zero: Date,
    first_work: Timestamp,
    first_deadline: Timestamp,
    first_release: Date,
    rev_1: Date,
    second_work: Timestamp,
    second_release: Date,
    second_deadline: Timestamp,
}

impl Days {
    fn before(now: Timestamp) -> Self {
        let venue = TimeZone::get(VENUE).unwrap_or(TimeZone::UTC);
        let today = now.to_zoned(venue.clone()).date();
        let day = |days: i64| today.saturating_add(days.days());
        let at = |days: i64, hour: i8| -> Timestamp {
            let moment: DateTime = day(days).to_datetime(time(hour, 0, 0, 0));
            venue.to_ambiguous_timestamp(moment).compatible().unwrap_or(now)
        };
        Self {
            today,
            zero: day(-63),
            first_work: at(-30, 10),
            first_deadline: at(-21, 18),
            first_release: day(-21),
            rev_1: day(-14),
            second_work: at(-3, 10),
            second_release: day(-2),
            second_deadline: at(9, 18),
        }
    }
}

/// A member of the staff with a passphrase.
struct Hired {
    official: &'static Official,
    id: StaffId,
    passphrase: String,
}

/// Adds the staff, each with a passphrase of words that are drawn.
fn hire(store: &Store) -> Result<Vec<Hired>, Error> {
    let drawn = at_once(STAFF.iter().collect(), |official| {
        let words = AccessKey::from_random(chance::bytes()?).words();
        let passphrase = words.split(' ').take(PASSPHRASE_WORDS).collect::<Vec<_>>().join(" ");
        Ok((official, hash_passphrase(&passphrase)?, passphrase))
    })?;
    Ok(store.blocking_write(move |w| {
        let add = |(official, hash, passphrase): (&'static Official, String, String)| {
            let id = add_staff(w, official.login, official.name, &hash)?;
            Ok(Hired { official, id, passphrase })
        };
        drawn.into_iter().map(add).collect::<Result<Vec<_>, Refusal>>()
    })?)
}

/// Whom a visitor can be.
fn personas(company: &Company, staff: &[Hired]) -> Result<Vec<Persona>, Error> {
    let mut personas = Vec::new();
    for (called, part) in [(FIRST, Part::Delegate), (SECOND, Part::OtherDelegate)] {
        let name = ENROLLED.iter().find(|it| it.called == called).map_or(called, |it| it.name);
        let credentials = Credentials::Key { key: company.key(called)? };
        personas.push(Persona { name: name.to_owned(), part, credentials });
    }
    for part in [Part::CoChair, Part::Secretariat] {
        personas.extend(official(staff, part, 0));
    }
    Ok(personas)
}

/// A member of the staff as somebody to be.
fn official(staff: &[Hired], part: Part, which: usize) -> Option<Persona> {
    let chairs = part == Part::CoChair;
    let found = staff.iter().filter(|it| it.official.chairs_for.is_some() == chairs).nth(which)?;
    let (login, passphrase) = (found.official.login.to_owned(), found.passphrase.clone());
    let credentials = Credentials::Login { login, passphrase };
    Some(Persona { name: found.official.name.to_owned(), part, credentials })
}

/// A process while its story is told.
struct Play<'s> {
    store: &'s Store,
    scope: Scope,
}

impl<'s> Play<'s> {
    /// Begins a process with its staff and its first draft.
    fn begin(
        store: &'s Store,
        days: &Days,
        staff: &[Hired],
        with: &Beginning,
        by: Actor,
    ) -> Result<Self, Error> {
        let read = import::read(with.draft.as_bytes(), "draft.md");
        let mut contents = read.map_err(|error| Error::Script(error.to_string()))?.paragraphs;
        contents.insert(1, Content::read(&format!("*{BANNER}.*")));
        let (title, document, everybody) = (with.title, with.document, with.everybody);
        let until = if with.everybody { days.first_deadline } else { days.second_deadline };
        let new = new_draft("Zero draft", days.zero, ReleasePolicy::AtClose, until);
        let appointed: Vec<(StaffId, Appointment)> = (staff.iter())
            .filter(|it| everybody || it.official.in_second)
            .map(|it| (it.id, appointment(it.official)))
            .collect();
        let scope = store.blocking_write(move |w| {
            let scope = proceedings::begin(w, title, document, "en", VENUE)?;
            let visibility = Visibility {
                drafts_public: true,
                submissions_public: false,
                submissions_shown: Shown::AtRelease,
                positions_shown: true,
                dispositions_shown: true,
            };
            let process = scope.process.id;
            settle(w, process, title, &Settings { visibility, ..scope.process.settings.clone() }, &by)?;
            for (id, appointment) in &appointed {
                appoint(w, process, *id, appointment, &by)?;
            }
            take_in_first(w, &scope, &new, contents)?;
            Ok::<_, Error>(scope)
        })?;
        Ok(Self { store, scope })
    }

    /// Hands out the codes; those of `members` are used, those of `later` are not yet.
    fn enrol(
        &self,
        members: &'static [Member],
        later: &'static [Member],
        now: Timestamp,
    ) -> Result<(Vec<Sheet>, Company), Error> {
        let process = self.scope.process.id;
        let (used, unused) = self.store.blocking_write(move |w| {
            let codes = |all: &'static [Member]| {
                all.iter().map(|it| Ok((it, sheet(w, process, it)?))).collect::<Result<Vec<_>, Error>>()
            };
            Ok::<_, Error>((codes(members)?, codes(later)?))
        })?;
        let used = used.into_iter().map(|(it, code)| (it.called, code)).collect();
        let unused = unused
            .into_iter()
            .map(|(it, code)| Sheet { name: it.name.to_owned(), code: code.words().to_string() })
            .collect();
        Ok((unused, Company::gather(self.store, used, now)?))
    }

    /// The round on the latest draft.
    fn round(&self) -> Result<Round, Error> {
        self.store.blocking_read(|r| {
            let draft = draft_of(r, &self.scope, None)?;
            let closed = || proceedings::Error::RoundClosed(draft.label.clone());
            Ok(r.current_round(draft.id)?.ok_or_else(closed)?)
        })
    }

    /// The delegations do what the script says; it says too what is to become of it.
    fn act(&self, company: &Company, script: &str, now: Timestamp) -> Result<Decided, Error> {
        let (draft, paragraphs, items) = self.store.blocking_read(|r| {
            let draft = draft_of(r, &self.scope, None)?;
            let items = names(r, &self.scope, &draft)?;
            Ok::<_, Error>((draft.id, r.paragraphs(draft.id)?, items))
        })?;
        let before = Before { draft, paragraphs: &paragraphs, items: &items, now };
        company.work(self.store, &script::read(script)?, &before)
    }

    /// The co-chairs do what the script says.
    fn decide(&self, script: &str, decided: Decided) -> Result<(), Error> {
        let (scope, lines): (_, Vec<Line>) = (self.scope.clone(), script::read(script)?);
        self.store.blocking_write(move |w| chairs::sit(w, &scope, &lines, decided))
    }
}

/// A draft and the round that opens with it.
fn new_draft(label: &str, day: Date, policy: ReleasePolicy, deadline: Timestamp) -> NewDraft {
    let window = Window { policy, deadline: Some(deadline), ..Window::default() };
    NewDraft { round: NewRound { phase: Phase::Open, window }, ..NewDraft::new(label, day) }
}

fn appointment(official: &Official) -> Appointment {
    match official.chairs_for {
        Some(state) => Appointment::CoChair(state.to_owned()),
        None => Appointment::Other(Office::Secretariat),
    }
}

/// Puts a delegation on the roster and writes its sheet.
fn sheet(w: &Write<'_>, process: ProcessId, member: &Member) -> Result<EnrolmentCode, Error> {
    let id = DelegationId::from_bytes(chance::id()?);
    let name = member.name.to_owned();
    w.add_delegation(&Delegation { id, process, name, code: None, track: member.track, seats: 2 })?;
    Ok(give_code(w, id)?)
}

/// All items by their names, those on earlier drafts with the draft before it: "Zero draft 9-A".
fn names(r: &Read<'_>, scope: &Scope, latest: &Draft) -> Result<BTreeMap<String, SubmissionId>, Error> {
    let drafts = r.drafts(scope.document.id)?;
    let label = |id| drafts.iter().find(|it| it.id == id).map_or("", |it| it.label.as_str());
    let named = |submission: &Submission| match submission.made_on {
        on if on == latest.id => submission.name.to_string(),
        on => format!("{} {}", label(on), submission.name),
    };
    let items = r.items(scope.document.id)?;
    Ok(items.iter().map(|it| (named(&it.submission), it.submission.id)).collect())
}
