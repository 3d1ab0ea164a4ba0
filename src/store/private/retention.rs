//! How much of everything is in the private file, and its end.

use jiff::Timestamp;
use rusqlite::named_params;

use super::Private;
use crate::store::Store;
use crate::store::connection::open_reader;
use crate::store::error::Result;
use crate::store::schema::PRIVATE;
use crate::store::sql::Moment;
use crate::store::view::Read;

/// How many rows of each kind there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Sessions, and links that are good once.
    pub sessions: u32,
    /// Those of them that have ended.
    pub ended: u32,
    /// Entries of sets in preparation.
    pub entries: u32,
    /// Operations that wait for their release.
    pub waiting: u32,
    /// Windows, each with a key.
    pub windows: u32,
    /// Wrapped keyrings.
    pub keyrings: u32,
}

impl Store {
    /// Counts everything in the private file; may run beside a process that writes.
    pub fn kept_in_private(&self, now: Timestamp) -> Result<Kept> {
        let conn = open_reader(self.dir(), &PRIVATE)?;
        let db = Read::new(&conn);
        let count = |sql: &str| db.value::<u32>(sql, []);
        Ok(Kept {
            sessions: count("select count(*) from session")?,
            ended: db.value(
                "select count(*) from session where expires <= :now",
                named_params! {":now": Moment(now)},
            )?,
            entries: count("select count(*) from preparation")?,
            waiting: count("select count(*) from waiting")?,
            windows: count("select count(*) from window")?,
            keyrings: count("select count(*) from keyring")?,
        })
    }
}

impl Private<'_> {
    /// Removes the sessions and links that have ended.
    pub fn drop_ended_sessions(&self, now: Timestamp) -> Result<()> {
        self.0.run("delete from session where expires <= :now", named_params! {":now": Moment(now)})?;
        Ok(())
    }

    /// Removes every keyring, every entry in preparation and every session.
    pub fn drop_keys_and_entries(&self) -> Result<()> {
        for sql in ["delete from keyring", "delete from preparation", "delete from session"] {
            self.0.run(sql, [])?;
        }
        Ok(())
    }
}
