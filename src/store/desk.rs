//! The log of the desk on each draft. Its version is the number of its acts; who acted is nowhere in it.

use rusqlite::named_params;

use super::error::{Error, Result};
use super::sql::Json;
use super::view::{Read, Write};
use crate::document::id::DraftId;
use crate::drafting::desk::Act;

impl Read<'_> {
    /// The acts at the desk on a draft, oldest first.
    pub fn desk_log(&self, draft: DraftId) -> Result<Vec<Act>> {
        self.all(
            "select id, deed from desk_act where draft = :draft order by ordinal",
            named_params! {":draft": draft},
            |row| {
                let Json(deed) = row.get(1)?;
                Ok(Act { id: row.get(0)?, deed })
            },
        )
    }

    /// How many acts the desk on a draft has seen.
    pub fn desk_version(&self, draft: DraftId) -> Result<u32> {
        self.value("select count(*) from desk_act where draft = :draft", named_params! {":draft": draft})
    }
}

impl Write<'_> {
    /// Appends an act and says the new version; [`Error::Stale`] if the log is no longer at `expected`.
    pub fn append_act(&self, draft: DraftId, expected: u32, act: &Act) -> Result<u32> {
        self.expect_version(draft, expected)?;
        let version = expected + 1;
        self.run(
            "insert into desk_act (draft, ordinal, id, kind, deed)
             values (:draft, :version, :id, :deed ->> 'deed', :deed)",
            named_params! {":draft": draft, ":version": version, ":id": act.id, ":deed": Json(&act.deed)},
        )?;
        Ok(version)
    }

    pub(super) fn expect_version(&self, draft: DraftId, expected: u32) -> Result<()> {
        let found = self.desk_version(draft)?;
        if found == expected { Ok(()) } else { Err(Error::Stale { expected, found }) }
    }
}
