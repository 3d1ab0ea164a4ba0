//! What was submitted and is not released yet, by window.
//!
//! Invariant: a round has one window that takes in what is submitted; its key is the only thing that opens it, and is
//! deleted with it. How many delegations were active is counted without saying which.

use std::collections::BTreeSet;

use rusqlite::{Row, named_params};
use zeroize::Zeroizing;

use super::Private;
use crate::document::id::RoundId;
use crate::identity::authorship::Marker;
use crate::identity::seal::Secret;
use crate::identity::{Track, WindowId};
use crate::store::error::Result;

/// The stretch between two releases.
#[derive(Clone, PartialEq, Eq)]
pub struct Window {
    /// Its id.
    pub id: WindowId,
    /// The round it is of.
    pub round: RoundId,
    /// What the operations in it are sealed under.
    pub key: Secret,
}

/// An operation that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its id: made again, it is the same.
    pub id: [u8; 16],
    /// What is to be done.
    pub sealed: Vec<u8>,
}

impl Private<'_> {
    /// All windows.
    pub fn windows(&self) -> Result<Vec<Window>> {
        self.0.all("select id, round, key from window order by id", [], window)
    }

    /// The window of a round, if anything was submitted since the last release.
    pub fn window(&self, round: RoundId) -> Result<Option<Window>> {
        self.0.first(
            "select id, round, key from window where round = :round order by id",
            named_params! {":round": round},
            window,
        )
    }

    /// Opens a window.
    pub fn open_window(&self, window: &Window) -> Result<()> {
        self.0.run(
            "insert into window (id, round, key) values (:id, :round, :key)",
            named_params! {":id": window.id, ":round": window.round, ":key": *window.key},
        )?;
        Ok(())
    }

    /// Removes a window with its key, its marks of activity and whatever still waits in it.
    pub fn drop_window(&self, window: WindowId) -> Result<()> {
        for sql in [
            "delete from waiting where window = :window",
            "delete from active where window = :window",
            "delete from window where id = :window",
        ] {
            self.0.run(sql, named_params! {":window": window})?;
        }
        Ok(())
    }

    /// What waits in a window, by id.
    pub fn waiting(&self, window: WindowId) -> Result<Vec<Waiting>> {
        self.0.all(
            "select id, sealed from waiting where window = :window order by id",
            named_params! {":window": window},
            |row| Ok(Waiting { id: row.get(0)?, sealed: row.get(1)? }),
        )
    }

    /// One operation that waits, and the window it waits in.
    pub fn waiting_operation(&self, id: &[u8; 16]) -> Result<Option<(Window, Waiting)>> {
        self.0.first(
            "select window.id, round, key, waiting.id, sealed
             from waiting join window on window.id = waiting.window where waiting.id = :id",
            named_params! {":id": id},
            |row| Ok((window(row)?, Waiting { id: row.get(3)?, sealed: row.get(4)? })),
        )
    }

    /// The ids of all operations that wait, in whatever round.
    pub fn waiting_ids(&self) -> Result<BTreeSet<[u8; 16]>> {
        self.0.all("select id from waiting", [], |row| row.get(0))
    }

    /// Whether anything waits in a round: all that others may know before the release.
    pub fn something_waits(&self, round: RoundId) -> Result<bool> {
        self.0.value(
            "select exists (select 1 from waiting join window on window.id = waiting.window where round = :round)",
            named_params! {":round": round},
        )
    }

    /// Puts an operation in the place of the one with its id, if there is one.
    pub fn put_waiting(&self, window: WindowId, waiting: &Waiting) -> Result<()> {
        self.0.run(
            "insert into waiting (id, window, sealed) values (:id, :window, :sealed)
             on conflict do update set window = excluded.window, sealed = excluded.sealed",
            named_params! {":id": waiting.id, ":window": window, ":sealed": waiting.sealed},
        )?;
        Ok(())
    }

    /// Notes that a delegation was active in a window; once, however often it is.
    pub fn note_active(&self, window: WindowId, track: Track, marker: &Marker) -> Result<()> {
        self.0.run(
            "insert into active (window, track, nul) values (:window, :track, :nul) on conflict do nothing",
            named_params! {":window": window, ":track": track, ":nul": marker},
        )?;
        Ok(())
    }

    /// How many delegations of each track were active in a window; tracks without any are left out.
    pub fn active(&self, window: WindowId) -> Result<Vec<(Track, u32)>> {
        self.0.all(
            "select track, count(*) from active where window = :window group by track order by track",
            named_params! {":window": window},
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }
}

fn window(row: &Row<'_>) -> rusqlite::Result<Window> {
    Ok(Window { id: row.get(0)?, round: row.get(1)?, key: Zeroizing::new(row.get(2)?) })
}
