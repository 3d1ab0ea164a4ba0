//! National positions that were published.
//!
//! Invariant: they are public and attributed by nature, and no row of them leads to a submission or from one.

use rusqlite::{Row, named_params};

use super::error::{Error, Result};
use super::view::{Read, Write};
use crate::document::id::ProcessId;
use crate::identity::NationalPositionId;

/// A published national position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NationalPosition {
    /// Its id.
    pub id: NationalPositionId,
    /// The process it is registered in.
    pub process: ProcessId,
    /// Its title, the only one of that title in the process.
    pub title: String,
    /// Its language, as a BCP 47 tag.
    pub language: String,
    /// Its words.
    pub body: String,
}

impl Read<'_> {
    /// The positions registered in a process, by title.
    pub fn national_positions(&self, process: ProcessId) -> Result<Vec<NationalPosition>> {
        self.all(
            "select id, process, title, language, body from national_position
             where process = :process order by title",
            named_params! {":process": process},
            position,
        )
    }
}

impl Write<'_> {
    /// Registers a position; its title must be free in the process.
    pub fn register_position(&self, new: &NationalPosition) -> Result<()> {
        self.run(
            "insert into national_position (id, process, title, language, body)
             values (:id, :process, :title, :language, :body)",
            named_params! {
                ":id": new.id,
                ":process": new.process,
                ":title": new.title,
                ":language": new.language,
                ":body": new.body,
            },
        )?;
        Ok(())
    }

    /// Strikes a position off.
    pub fn strike_position(&self, process: ProcessId, id: NationalPositionId) -> Result<()> {
        let struck = self.run(
            "delete from national_position where process = :process and id = :id",
            named_params! {":process": process, ":id": id},
        )?;
        if struck == 1 { Ok(()) } else { Err(Error::not_found("position", id)) }
    }
}

fn position(row: &Row<'_>) -> rusqlite::Result<NationalPosition> {
    Ok(NationalPosition {
        id: row.get("id")?,
        process: row.get("process")?,
        title: row.get("title")?,
        language: row.get("language")?,
        body: row.get("body")?,
    })
}
