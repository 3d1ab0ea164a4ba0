//! The ledger of each draft: where every change comes from. Written when the draft is issued.

use rusqlite::named_params;

use super::drafts::Draft;
use super::error::Result;
use super::sql::Json;
use super::view::{Read, Write};
use crate::document::id::DraftId;
use crate::drafting::ledger::Entry;

impl Read<'_> {
    /// The ledger of a draft, in order.
    pub fn ledger(&self, draft: DraftId) -> Result<Vec<Entry>> {
        self.all(
            "select paragraph, change, sources from ledger where draft = :draft order by ordinal",
            named_params! {":draft": draft},
            |row| {
                let (Json(change), Json(sources)) = (row.get(1)?, row.get(2)?);
                Ok(Entry { paragraph: row.get(0)?, change, sources })
            },
        )
    }

    /// The ledgers of the drafts after `earlier` up to and with `later`, oldest first.
    pub fn ledgers(&self, earlier: &Draft, later: &Draft) -> Result<Vec<(DraftId, Entry)>> {
        self.all(
            "select draft.id, paragraph, change, sources
             from draft join ledger on ledger.draft = draft.id
             where draft.document = :document and draft.ordinal > :earlier and draft.ordinal <= :later
             order by draft.ordinal, ledger.ordinal",
            named_params! {
                ":document": later.document,
                ":earlier": earlier.ordinal,
                ":later": later.ordinal,
            },
            |row| {
                let (Json(change), Json(sources)) = (row.get(2)?, row.get(3)?);
                Ok((row.get(0)?, Entry { paragraph: row.get(1)?, change, sources }))
            },
        )
    }
}

impl Write<'_> {
    /// Adds the ledger of a draft that is not sealed yet.
    pub(super) fn insert_ledger(&self, draft: DraftId, entries: &[Entry]) -> Result<()> {
        for (ordinal, Entry { paragraph, change, sources }) in entries.iter().enumerate() {
            self.run(
                "insert into ledger (draft, ordinal, paragraph, kind, change, sources)
                 values (:draft, :ordinal, :paragraph, :kind, :change, :sources)",
                named_params! {
                    ":draft": draft,
                    ":ordinal": ordinal as u32,
                    ":paragraph": paragraph,
                    ":kind": change.name(),
                    ":change": Json(change),
                    ":sources": Json(sources),
                },
            )?;
        }
        Ok(())
    }
}
