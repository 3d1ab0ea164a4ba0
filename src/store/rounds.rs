//! Rounds: windows for submissions on one draft. One opens when the draft is issued and closes with the next at the
//! latest. A round never goes back to an earlier phase, and its release policy is only tightened.

use jiff::Timestamp;
use rusqlite::{Row, named_params};

use super::error::{Error, Result};
use super::sql::Moment;
use super::view::{Read, Write};
use crate::document::id::{DraftId, ProcessId, RoundId};
use crate::drafting::round::{Phase, ReleasePolicy};

/// A round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Its id.
    pub id: RoundId,
    /// The draft it is on.
    pub draft: DraftId,
    /// Which round on that draft, from 1.
    pub ordinal: u32,
    /// What it permits now.
    pub phase: Phase,
    /// How it runs.
    pub window: Window,
}

/// How a round runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// When what was submitted becomes visible.
    pub policy: ReleasePolicy,
    /// The hour of the venue's day at which a daily release is made.
    pub release_hour: Option<u8>,
    /// How many delegations must have been active for a release before the close.
    pub minimum: u32,
    /// The deadline for amendments, to the second.
    pub deadline: Option<Timestamp>,
    /// The end of the reactions, if the round has any.
    pub reactions_until: Option<Timestamp>,
}

impl Default for Window {
    fn default() -> Self {
        Self {
            policy: ReleasePolicy::Daily,
            release_hour: None,
            minimum: 5,
            deadline: None,
            reactions_until: None,
        }
    }
}

impl Read<'_> {
    /// Whether a round of the process has begun: what widens who sees what is fixed then.
    pub fn has_begun(&self, process: ProcessId) -> Result<bool> {
        self.value(
            "select exists (select 1 from document join draft on draft.document = document.id
               join round on round.draft = draft.id
               where document.process = :process and round.phase <> 'planned')",
            named_params! {":process": process},
        )
    }

    /// The rounds on a draft, in order.
    pub fn rounds(&self, draft: DraftId) -> Result<Vec<Round>> {
        self.all(
            "select id, draft, ordinal, phase, policy, release_hour, minimum, deadline, reactions_until
             from round where draft = :draft order by ordinal",
            named_params! {":draft": draft},
            round,
        )
    }

    /// One round.
    pub fn round(&self, id: RoundId) -> Result<Round> {
        let found = self.first(
            "select id, draft, ordinal, phase, policy, release_hour, minimum, deadline, reactions_until
             from round where id = :id",
            named_params! {":id": id},
            round,
        )?;
        found.ok_or_else(|| Error::not_found("round", id))
    }

    /// The rounds of all processes that have begun and are not closed.
    pub fn running_rounds(&self) -> Result<Vec<Round>> {
        self.all(
            "select id, draft, ordinal, phase, policy, release_hour, minimum, deadline, reactions_until
             from round where phase in ('open', 'reactions') order by id",
            [],
            round,
        )
    }

    /// The rounds that something may still come out of: those that run, and those whose desk is open.
    pub fn rounds_with_releases(&self) -> Result<Vec<Round>> {
        self.all(
            "select id, draft, ordinal, phase, policy, release_hour, minimum, deadline, reactions_until
             from round where phase in ('open', 'reactions') or (phase = 'closed' and not exists
               (select 1 from draft as this join draft as later on later.document = this.document
                where this.id = round.draft and later.ordinal > this.ordinal))
             order by id",
            [],
            round,
        )
    }

    /// Whether the draft of a round is the latest of its document, so that its desk is open.
    pub fn has_open_desk(&self, round: RoundId) -> Result<bool> {
        self.value(
            "select not exists (select 1 from round join draft as this on this.id = round.draft
               join draft as later on later.document = this.document and later.ordinal > this.ordinal
               where round.id = :round)",
            named_params! {":round": round},
        )
    }

    /// The round on a draft that is not closed, if there is one.
    pub fn current_round(&self, draft: DraftId) -> Result<Option<Round>> {
        self.first(
            "select id, draft, ordinal, phase, policy, release_hour, minimum, deadline, reactions_until
             from round where draft = :draft and phase <> 'closed' order by ordinal",
            named_params! {":draft": draft},
            round,
        )
    }
}

impl Write<'_> {
    /// Adds the next round on a draft, in the phase it begins in.
    pub fn open_round(&self, draft: DraftId, id: RoundId, phase: Phase, window: &Window) -> Result<()> {
        self.run(
            "insert into round
               (id, draft, ordinal, phase, policy, release_hour, minimum, deadline, reactions_until)
             select :id, :draft, count(*) + 1, :phase, :policy, :release_hour, :minimum, :deadline,
               :reactions_until
             from round where draft = :draft",
            named_params! {
                ":id": id,
                ":draft": draft,
                ":phase": phase,
                ":policy": window.policy,
                ":release_hour": window.release_hour,
                ":minimum": window.minimum,
                ":deadline": window.deadline.map(Moment),
                ":reactions_until": window.reactions_until.map(Moment),
            },
        )?;
        Ok(())
    }

    /// Puts another window in the place of a round's.
    pub fn settle_round(&self, round: RoundId, window: &Window) -> Result<()> {
        let changed = self.run(
            "update round set policy = :policy, release_hour = :release_hour, minimum = :minimum,
               deadline = :deadline, reactions_until = :reactions_until
             where id = :round",
            named_params! {
                ":round": round,
                ":policy": window.policy,
                ":release_hour": window.release_hour,
                ":minimum": window.minimum,
                ":deadline": window.deadline.map(Moment),
                ":reactions_until": window.reactions_until.map(Moment),
            },
        )?;
        if changed == 1 { Ok(()) } else { Err(Error::not_found("round", round)) }
    }

    /// Leads a round to a later phase.
    pub fn set_phase(&self, round: RoundId, phase: Phase) -> Result<()> {
        let changed = self.run(
            "update round set phase = :phase where id = :round",
            named_params! {":round": round, ":phase": phase},
        )?;
        if changed == 1 { Ok(()) } else { Err(Error::not_found("round", round)) }
    }

    /// Closes whatever round is not closed on a draft.
    pub(super) fn close_rounds(&self, draft: DraftId) -> Result<()> {
        self.run(
            "update round set phase = 'closed' where draft = :draft and phase <> 'closed'",
            named_params! {":draft": draft},
        )?;
        Ok(())
    }
}

fn round(row: &Row<'_>) -> rusqlite::Result<Round> {
    let moment =
        |column: &str| Ok::<_, rusqlite::Error>(row.get::<_, Option<Moment>>(column)?.map(|it| it.0));
    let window = Window {
        policy: row.get("policy")?,
        release_hour: row.get("release_hour")?,
        minimum: row.get("minimum")?,
        deadline: moment("deadline")?,
        reactions_until: moment("reactions_until")?,
    };
    Ok(Round {
        id: row.get("id")?,
        draft: row.get("draft")?,
        ordinal: row.get("ordinal")?,
        phase: row.get("phase")?,
        window,
    })
}
