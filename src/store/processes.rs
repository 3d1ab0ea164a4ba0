//! Processes and their settings.

use rusqlite::{Row, named_params};

pub use crate::identity::disclosure::{Scale, Shown, Visibility};

use super::error::{Error, Result};
use super::view::{Read, Write};
use crate::document::id::{ProcessId, RoundId};

/// One consultation or workstream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Process {
    /// Its id.
    pub id: ProcessId,
    /// Its short name, the only one of that name: lower-case letters, digits and hyphens.
    pub name: String,
    /// Its full name.
    pub title: String,
    /// What was settled for it.
    pub settings: Settings,
}

/// The settings of a process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The time zone of its deadlines and releases: "Europe/Zurich".
    pub venue: String,
    /// What is shown beyond those who always see it.
    pub visibility: Visibility,
    /// How numbers of delegations are worded.
    pub scale: Scale,
}

impl Default for Settings {
    fn default() -> Self {
        Self { venue: "UTC".into(), visibility: Visibility::default(), scale: Scale::default() }
    }
}

const COLUMNS: &str = "id, name, title, venue, drafts_public, submissions_public, submissions_shown, \
                       positions_shown, dispositions_shown, some_from, several_from, many_from";

impl Read<'_> {
    /// All processes, by name.
    pub fn processes(&self) -> Result<Vec<Process>> {
        self.all(&format!("select {COLUMNS} from process order by name"), [], process)
    }

    /// The process of that short name.
    pub fn process(&self, name: &str) -> Result<Process> {
        let sql = format!("select {COLUMNS} from process where name = :name");
        let found = self.first(&sql, named_params! {":name": name}, process)?;
        found.ok_or_else(|| Error::not_found("process", name))
    }

    /// The process a round belongs to.
    pub fn process_of_round(&self, round: RoundId) -> Result<Process> {
        let sql = format!(
            "select {COLUMNS} from process where id =
               (select document.process from round join draft on draft.id = round.draft
                join document on document.id = draft.document where round.id = :round)"
        );
        let found = self.first(&sql, named_params! {":round": round}, process)?;
        found.ok_or_else(|| Error::not_found("round", round))
    }
}

impl Write<'_> {
    /// Adds a process; its short name must be free.
    pub fn create_process(&self, process: &Process) -> Result<()> {
        self.run(
            "insert into process (id, name, title) values (:id, :name, :title)",
            named_params! {":id": process.id, ":name": process.name, ":title": process.title},
        )?;
        self.change_settings(process.id, &process.settings)
    }

    /// Gives a process another full name; its short name stays.
    pub fn retitle_process(&self, process: ProcessId, title: &str) -> Result<()> {
        let changed = self.run(
            "update process set title = :title where id = :process",
            named_params! {":process": process, ":title": title},
        )?;
        if changed == 1 { Ok(()) } else { Err(Error::not_found("process", process)) }
    }

    /// Puts other settings in the place of a process's.
    pub fn change_settings(&self, process: ProcessId, settings: &Settings) -> Result<()> {
        let Settings { venue, visibility, scale } = settings;
        let changed = self.run(
            "update process set venue = :venue, drafts_public = :drafts_public,
               submissions_public = :submissions_public, submissions_shown = :submissions_shown,
               positions_shown = :positions_shown, dispositions_shown = :dispositions_shown,
               some_from = :some, several_from = :several, many_from = :many
             where id = :process",
            named_params! {
                ":process": process,
                ":venue": venue,
                ":drafts_public": visibility.drafts_public,
                ":submissions_public": visibility.submissions_public,
                ":submissions_shown": visibility.submissions_shown,
                ":positions_shown": visibility.positions_shown,
                ":dispositions_shown": visibility.dispositions_shown,
                ":some": scale.some,
                ":several": scale.several,
                ":many": scale.many,
            },
        )?;
        if changed == 1 { Ok(()) } else { Err(Error::not_found("process", process)) }
    }
}

fn process(row: &Row<'_>) -> rusqlite::Result<Process> {
    let visibility = Visibility {
        drafts_public: row.get("drafts_public")?,
        submissions_public: row.get("submissions_public")?,
        submissions_shown: row.get("submissions_shown")?,
        positions_shown: row.get("positions_shown")?,
        dispositions_shown: row.get("dispositions_shown")?,
    };
    let scale =
        Scale { some: row.get("some_from")?, several: row.get("several_from")?, many: row.get("many_from")? };
    Ok(Process {
        id: row.get("id")?,
        name: row.get("name")?,
        title: row.get("title")?,
        settings: Settings { venue: row.get("venue")?, visibility, scale },
    })
}
