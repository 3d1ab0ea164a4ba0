//! The audit trail: what the staff did, and when. The one place with a clock.
//!
//! Invariant: a line stands in the same transaction as the act it tells. What a line can say is the closed list of
//! [`Deed`]: no text of a draft, no submission, nothing that a delegate did. Each line holds the hash of the one before,
//! so that none is altered or taken from between without a trace.

use jiff::Timestamp;
use rusqlite::{Row, named_params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::error::{Error, Result};
use super::staff::Office;
use super::view::{Read, Write};
use crate::document::id::{ProcessId, RoundId};
use crate::drafting::round::{Phase, ReleasePolicy};
use crate::identity::StaffId;
use crate::identity::actor::{Actor, Hand};

type Hash = [u8; 32];

/// What was done, and what about. Members of the staff are named by their logins, drafts by their labels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", content = "subject", rename_all = "snake_case", rename_all_fields = "snake_case")]
#[expect(missing_docs, reason = "the fields are named by what they hold")]
pub enum Deed {
    /// The server was set up: the first member of the secretariat.
    SetUp { staff: String },
    /// Somebody logged in.
    LoggedIn {},
    /// Somebody came onto the staff, with an office.
    MemberAdded { staff: String, office: Office },
    /// A link was given to choose a passphrase and a second factor by.
    LinkGiven { staff: String },
    /// A passphrase and a second factor were chosen by a link.
    LinkUsed {},
    /// A second factor was set up when logging in.
    SecondFactorSet {},
    /// A second factor was taken away: another is set up at the next log-in.
    SecondFactorReset { staff: String },
    /// Somebody changed their own passphrase.
    PassphraseChanged {},
    /// A passphrase was put in the place of a forgotten one.
    PassphraseReset { staff: String },
    /// An office was given.
    Appointed { staff: String, office: Office },
    /// An office was taken back.
    Dismissed { staff: String, office: Office },
    /// A process was begun.
    ProcessBegun { name: String },
    /// Settings were changed: which.
    SettingsChanged { settings: Vec<Setting> },
    /// Delegations came onto the roster.
    DelegationsAdded { delegations: Vec<String> },
    /// A delegation that had not enrolled was struck off the roster.
    DelegationStruckOff { delegation: String },
    /// Sheets with enrolment codes were given.
    SheetsGiven { delegations: Vec<String> },
    /// A sheet was given to a delegation that has one already or has enrolled.
    SheetGivenAnew { delegation: String },
    /// How a round runs was settled.
    RoundSettled {
        draft: String,
        policy: ReleasePolicy,
        minimum: u32,
        deadline: Option<Timestamp>,
        reactions_until: Option<Timestamp>,
    },
    /// A round was opened.
    RoundOpened { draft: String },
    /// A round was led on to a later phase.
    RoundLedOn { draft: String, phase: Phase },
    /// What waited was released.
    Released { draft: String },
    /// A draft was taken in from a file.
    DraftTakenIn { draft: String },
    /// The next draft was issued.
    DraftIssued { draft: String },
    /// Submissions came on paper or by file, from the staff.
    SubmissionsReceived { draft: String, count: u32 },
    /// Items that were held were let pass.
    LetPass { count: u32 },
    /// Questions were asked.
    Asked { count: u32 },
    /// Slips were printed by which what came on paper is taken over.
    SlipsGiven { count: u32 },
    /// A published national position was registered.
    PositionRegistered { title: String },
    /// One was struck off the list.
    PositionStruckOff { title: String },
    /// The consultation is over: all keys of delegations were removed.
    KeysEnded {},
    /// A backup was made the record of a new data directory.
    Restored {},
}

impl Deed {
    /// The names of all deeds, as they stand in the trail.
    pub const NAMES: [&'static str; 31] = [
        "set_up",
        "logged_in",
        "member_added",
        "link_given",
        "link_used",
        "second_factor_set",
        "second_factor_reset",
        "passphrase_changed",
        "passphrase_reset",
        "appointed",
        "dismissed",
        "process_begun",
        "settings_changed",
        "delegations_added",
        "delegation_struck_off",
        "sheets_given",
        "sheet_given_anew",
        "round_settled",
        "round_opened",
        "round_led_on",
        "released",
        "draft_taken_in",
        "draft_issued",
        "submissions_received",
        "let_pass",
        "asked",
        "slips_given",
        "position_registered",
        "position_struck_off",
        "keys_ended",
        "restored",
    ];
}

/// A setting of a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// Its title.
    Title,
    /// The time zone of its venue.
    Venue,
    /// Who sees what.
    Visibility,
    /// How numbers of delegations are worded.
    Scale,
}

/// A line of the trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its place, from 1.
    pub ordinal: u32,
    /// Who, and when.
    pub actor: Actor,
    /// In which process; none is the server as a whole.
    pub process: Option<ProcessId>,
    /// What.
    pub deed: Deed,
    /// Its hash, over everything before.
    pub hash: Hash,
}

/// A line as it is kept.
struct Kept {
    ordinal: u32,
    at: String,
    actor: String,
    staff: Option<StaffId>,
    process: Option<ProcessId>,
    act: String,
    subject: String,
    previous: Hash,
    hash: Hash,
}

impl Kept {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            ordinal: row.get(0)?,
            at: row.get(1)?,
            actor: row.get(2)?,
            staff: row.get(3)?,
            process: row.get(4)?,
            act: row.get(5)?,
            subject: row.get(6)?,
            previous: row.get(7)?,
            hash: row.get(8)?,
        })
    }

    /// The hash of what the line says, after the one before.
    fn chain(&self) -> Hash {
        let ordinal = self.ordinal.to_be_bytes();
        let staff = self.staff.as_ref().map_or(&[][..], |it| it.as_bytes());
        let process = self.process.as_ref().map_or(&[][..], |it| it.as_bytes());
        let words = [&self.at, &self.actor, &self.act, &self.subject].map(|it| it.as_bytes());
        let [at, actor, act, subject] = words;
        let mut hash = Sha256::new();
        hash.update(b"travaux audit/v1\n");
        hash.update(self.previous);
        for part in [&ordinal[..], at, actor, staff, process, act, subject] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        hash.finalize().into()
    }

    fn line(self) -> Result<Line> {
        let damaged = || Error::Damaged(format!("line {} of the audit trail cannot be read", self.ordinal));
        let hand = match (self.actor.as_str(), self.staff) {
            ("staff", Some(staff)) => Hand::Staff(staff),
            ("command_line", None) => Hand::CommandLine,
            ("server", None) => Hand::Server,
            _ => return Err(damaged()),
        };
        let subject: serde_json::Value = serde_json::from_str(&self.subject).map_err(|_| damaged())?;
        let told = serde_json::json!({"act": self.act, "subject": subject});
        Ok(Line {
            ordinal: self.ordinal,
            actor: Actor { hand, at: self.at.parse().map_err(|_| damaged())? },
            process: self.process,
            deed: serde_json::from_value(told).map_err(|_| damaged())?,
            hash: self.hash,
        })
    }
}

const COLUMNS: &str = "ordinal, at, actor, staff, process, act, subject, previous, hash";

impl Read<'_> {
    /// The trail, the oldest line first.
    pub fn audit_trail(&self) -> Result<Vec<Line>> {
        let kept: Vec<Kept> =
            self.all(&format!("select {COLUMNS} from audit order by ordinal"), [], Kept::read)?;
        kept.into_iter().map(Kept::line).collect()
    }

    /// The lines of one process and those of no process, the newest first.
    pub fn audit_trail_of(&self, process: ProcessId) -> Result<Vec<Line>> {
        let kept: Vec<Kept> = self.all(
            &format!(
                "select {COLUMNS} from audit where process = :process or process is null order by ordinal desc"
            ),
            named_params! {":process": process},
            Kept::read,
        )?;
        kept.into_iter().map(Kept::line).collect()
    }

    /// The lines that are not as they were written, by their places. One that was taken out shows in the one after it.
    pub(super) fn audit_trail_broken(&self) -> Result<Vec<u32>> {
        let kept: Vec<Kept> =
            self.all(&format!("select {COLUMNS} from audit order by ordinal"), [], Kept::read)?;
        let (mut broken, mut ordinal, mut previous) = (Vec::new(), 0, [0; 32]);
        for line in kept {
            let follows = line.ordinal == ordinal + 1 && line.previous == previous;
            if !follows || line.hash != line.chain() {
                broken.push(line.ordinal);
            }
            (ordinal, previous) = (line.ordinal, line.hash);
        }
        Ok(broken)
    }

    /// The process of a round and the label of its draft: what a line about a round says.
    pub fn round_in_trail(&self, round: RoundId) -> Result<(ProcessId, String)> {
        let found = self.first(
            "select document.process, draft.label from round
             join draft on draft.id = round.draft join document on document.id = draft.document
             where round.id = :round",
            named_params! {":round": round},
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        found.ok_or_else(|| Error::not_found("round", round))
    }

    /// The place and the hash of the last line, over all before it; none while there is no line.
    pub fn audit_head(&self) -> Result<Option<(u32, [u8; 32])>> {
        self.first("select ordinal, hash from audit order by ordinal desc limit 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    }
}

impl Write<'_> {
    /// Adds a line to the trail, as part of the act that it tells.
    pub fn audit(&self, by: &Actor, process: Option<ProcessId>, deed: &Deed) -> Result<()> {
        let told = serde_json::to_value(deed).map_err(|error| Error::Damaged(error.to_string()))?;
        let (ordinal, previous) = self.audit_head()?.unwrap_or((0, [0; 32]));
        let act = told["act"].as_str().unwrap_or_default().to_owned();
        let mut line = Kept {
            ordinal: ordinal + 1,
            at: by.at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            actor: by.hand.name().to_owned(),
            staff: by.hand.staff(),
            process,
            act,
            subject: told["subject"].to_string(),
            previous,
            hash: previous,
        };
        line.hash = line.chain();
        self.run(
            "insert into audit (ordinal, at, actor, staff, process, act, subject, previous, hash)
             values (:ordinal, :at, :actor, :staff, :process, :act, :subject, :previous, :hash)",
            named_params! {
                ":ordinal": line.ordinal,
                ":at": line.at,
                ":actor": line.actor,
                ":staff": line.staff,
                ":process": line.process,
                ":act": line.act,
                ":subject": line.subject,
                ":previous": line.previous,
                ":hash": line.hash,
            },
        )?;
        Ok(())
    }
}
