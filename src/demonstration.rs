//! The demonstration: invented delegations that negotiate a text of our own, so that everything can be tried at once.
//!
//! Invariant: all of it comes about by the acts that everybody else uses: enrolled, submitted under seal, released,
//! decided, issued. Nothing is written past them. Its keys are kept beside it in plain words, which is what makes it a
//! demonstration: no other data directory has such a file.

mod cast;
mod chairs;
mod company;
mod script;
mod stage;

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use self::company::{at_once, enter};
pub use self::stage::make;
use crate::document::Kind;
use crate::document::id::ParagraphId;
use crate::drafting::position::Stance;
use crate::drafting::round::Occasion;
use crate::drafting::submission::Submission;
use crate::proceedings::release::{Released, release};
use crate::proceedings::{self, On, Refusal, Table, log_out, take_position};
use crate::store::rounds::Round;
use crate::store::{self, Store};

/// What is said over all of it.
pub const BANNER: &str = "Demonstration text, of no process";

/// Why there is no demonstration.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An act was refused.
    #[error(transparent)]
    Act(#[from] Refusal),
    /// Its script does not fit its text.
    #[error("the script of the demonstration: {0}")]
    Script(String),
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Self::Act(error.into())
    }
}

impl From<proceedings::Error> for Error {
    fn from(error: proceedings::Error) -> Self {
        Self::Act(error.into())
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Act(error.into())
    }
}

/// Everything that is needed to act in a demonstration, secrets included.
#[derive(Clone, Serialize, Deserialize)]
pub struct Demonstration {
    /// The day it was made.
    pub made: String,
    /// The short name of the process it is about.
    pub process: String,
    /// Whom a visitor can be.
    pub personas: Vec<Persona>,
    /// Delegations that have not enrolled, and their codes.
    pub sheets: Vec<Sheet>,
    /// Another co-chair, who has no button: to try what happens when two decide at once.
    pub colleague: Option<Persona>,
    /// The access keys of the other States: so that a release need not wait for them, they act when it is asked for.
    others: Vec<String>,
}

/// Somebody a visitor can be.
#[derive(Clone, Serialize, Deserialize)]
pub struct Persona {
    /// The name of the delegation or office.
    pub name: String,
    /// In which part.
    pub part: Part,
    /// How to log in.
    pub credentials: Credentials,
}

/// The parts there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The delegation whose story is told.
    Delegate,
    /// Another one.
    OtherDelegate,
    /// A co-chair.
    CoChair,
    /// The secretariat.
    Secretariat,
}

/// What somebody logs in with.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Credentials {
    /// A delegation's access key.
    Key {
        /// Its words.
        key: String,
    },
    /// A login of the staff.
    Login {
        /// The login.
        login: String,
        /// The passphrase.
        passphrase: String,
    },
}

/// What a delegation that has not enrolled was handed.
#[derive(Clone, Serialize, Deserialize)]
pub struct Sheet {
    /// The delegation.
    pub name: String,
    /// Its enrolment code.
    pub code: String,
}

/// The paragraph on which most is proposed that is still open: where a co-chair would begin.
pub fn paragraph_with_most(table: &Table) -> Option<ParagraphId> {
    let desk = table.desk();
    let open = |it: &&Submission| {
        it.body.kind().is_amendment() && !it.withdrawn && desk.disposition(it.id).is_open()
    };
    let mut numbers: BTreeMap<ParagraphId, usize> = BTreeMap::new();
    for anchor in table.submissions.iter().filter(open).filter_map(|it| it.target.anchor()) {
        *numbers.entry(anchor).or_default() += 1;
    }
    let ids = table.paragraphs.iter().map(|it| it.id).rev();
    ids.filter(|id| numbers.contains_key(id)).max_by_key(|id| numbers[id])
}

impl fmt::Debug for Demonstration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Demonstration(..)")
    }
}

impl Demonstration {
    /// Makes the release that is due when the co-chairs say so. Where fewer delegations than the round asks for were
    /// active, others of the demonstration take a position first, as they would in the course of a day.
    pub fn release_now(&self, store: &Store, now: Timestamp) -> Result<Released, Error> {
        let Some((round, day)) = self.round(store, now)? else { return Ok(Released::Nothing) };
        match release(store, round.id, Occasion::Command, day)? {
            Released::TooFew => {
                self.others_act(store, &round, now)?;
                Ok(release(store, round.id, Occasion::Command, day)?)
            }
            made => Ok(made),
        }
    }

    /// The round that is open, and today at its venue.
    fn round(&self, store: &Store, now: Timestamp) -> Result<Option<(Round, Date)>, Error> {
        store.blocking_read(|r| {
            let scope = proceedings::find(r, Some(&self.process))?;
            let draft = proceedings::draft_of(r, &scope, None)?;
            let venue = TimeZone::get(&scope.process.settings.venue).unwrap_or(TimeZone::UTC);
            Ok(r.current_round(draft.id)?.map(|round| (round, now.to_zoned(venue).date())))
        })
    }

    /// As many of the others as a release asks for say that they can live with a paragraph as drafted.
    fn others_act(&self, store: &Store, round: &Round, now: Timestamp) -> Result<(), Error> {
        let draft = round.draft;
        let paragraphs = store.blocking_read(|r| r.paragraphs(draft))?;
        let numbered = paragraphs.iter().filter(|it| it.content.kind == Kind::Numbered);
        let acting = self.others.iter().take(round.window.minimum as usize);
        at_once(numbered.zip(acting).collect(), |(paragraph, key)| {
            let (delegate, token) = enter(store, key, now)?;
            let on = On::Paragraph { draft, paragraph: paragraph.id };
            take_position(store, &delegate, on, Some(Stance::Retain))?;
            Ok(log_out(store, &token)?)
        })?;
        Ok(())
    }
}
