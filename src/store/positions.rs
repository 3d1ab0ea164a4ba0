//! Positions, once for each delegation and wording, as they were released.
//!
//! Invariant: a row says what is thought of a wording by a State or a stakeholder, and by a marker that it is thought
//! once; the markers of one delegation on two wordings have nothing in common. Rows are written sorted.

use std::collections::BTreeMap;

use rusqlite::named_params;

use super::error::Result;
use super::view::{Read, Write};
use crate::document::id::{DraftId, ReleaseId};
use crate::drafting::position::{Stance, Wording};
use crate::identity::Track;
use crate::identity::authorship::Marker;

/// A position to be released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewPosition {
    /// What is thought; nothing takes back what was.
    pub stance: Option<Stance>,
    /// By which of the two sorts of delegation.
    pub track: Track,
}

/// How many delegations think something of a wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The wording.
    pub wording: Wording,
    /// What is thought of it.
    pub stance: Stance,
    /// How many States.
    pub states: u32,
    /// How many stakeholders.
    pub stakeholders: u32,
}

impl Read<'_> {
    /// The positions on the wordings of a draft.
    pub fn tallies(&self, draft: DraftId) -> Result<Vec<Tally>> {
        self.all(
            "select wording.id, wording.paragraph, stance, sum(track = 'states'), sum(track = 'stakeholders')
             from wording join position on position.target = wording.id
             where wording.draft = :draft group by wording.id, stance order by wording.id, stance",
            named_params! {":draft": draft},
            |row| {
                let wording = Wording { id: row.get(0)?, draft, paragraph: row.get(1)? };
                let (states, stakeholders) = (row.get(3)?, row.get(4)?);
                Ok(Tally { wording, stance: row.get(2)?, states, stakeholders })
            },
        )
    }

    /// What was thought by that marker of a wording, if anything was.
    pub fn stance(&self, wording: &[u8; 32], marker: &Marker) -> Result<Option<Stance>> {
        self.first(
            "select stance from position where target = :wording and nul = :nul",
            named_params! {":wording": wording, ":nul": marker},
            |row| row.get(0),
        )
    }
}

impl Write<'_> {
    /// Puts the positions of a release that is not sealed yet, in the order of their wordings and markers.
    pub fn put_positions(
        &self,
        release: ReleaseId,
        positions: &BTreeMap<(Wording, Marker), NewPosition>,
    ) -> Result<()> {
        for ((wording, marker), NewPosition { stance, track }) in positions {
            let Some(stance) = stance else {
                self.run(
                    "delete from position where target = :wording and nul = :nul",
                    named_params! {":wording": wording.id, ":nul": marker},
                )?;
                continue;
            };
            self.run(
                "insert into wording (id, draft, paragraph) values (:id, :draft, :paragraph) on conflict do nothing",
                named_params! {":id": wording.id, ":draft": wording.draft, ":paragraph": wording.paragraph},
            )?;
            self.run(
                "insert into position (target, nul, stance, track, release)
                 values (:wording, :nul, :stance, :track, :release)
                 on conflict do update set stance = excluded.stance, release = excluded.release",
                named_params! {
                    ":wording": wording.id,
                    ":nul": marker,
                    ":stance": stance,
                    ":track": track,
                    ":release": release,
                },
            )?;
        }
        Ok(())
    }
}
