//! Entries of sets in preparation, sealed and padded. A delegation finds its own by their tags.

use rusqlite::named_params;

use super::Private;
use crate::identity::preparation::{EntryTag, Kept};
use crate::store::error::Result;

impl Private<'_> {
    /// Of every entry what its owner tells it by: its tag and the nonce of its form.
    pub fn entry_heads(&self) -> Result<Vec<(EntryTag, [u8; 16])>> {
        self.0.all("select tag, substr(sealed, 1, 16) from preparation", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    }

    /// The entry with that tag.
    pub fn entry(&self, tag: &EntryTag) -> Result<Option<Kept>> {
        self.0.first(
            "select tag, sealed from preparation where tag = :tag",
            named_params! {":tag": tag},
            |row| Ok(Kept { tag: row.get(0)?, sealed: row.get(1)? }),
        )
    }

    /// Puts an entry in the place of the one with its tag, if there is one.
    pub fn put_entry(&self, entry: &Kept) -> Result<()> {
        self.0.run(
            "insert into preparation (tag, sealed) values (:tag, :sealed)
             on conflict do update set sealed = excluded.sealed",
            named_params! {":tag": entry.tag, ":sealed": entry.sealed},
        )?;
        Ok(())
    }

    /// Removes an entry; says whether it was there.
    pub fn drop_entry(&self, tag: &EntryTag) -> Result<bool> {
        let dropped = self.0.run("delete from preparation where tag = :tag", named_params! {":tag": tag})?;
        Ok(dropped == 1)
    }
}
