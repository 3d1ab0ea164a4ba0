//! Positions, once for each delegation and wording, as they were released.
//!
//! Invariant: a row says what is thought of a wording, and by a marker that it is thought once; the markers of one
//! delegation on two wordings have nothing in common. Whether a State or a stakeholder thinks it is not written where some
//! of either sort, but fewer than [`FEW`], came to think so with one release: an author thinks something of the own
//! wording, and where few stakeholders take part their sort would name them. Rows are written sorted.

use std::collections::BTreeMap;

use rusqlite::named_params;

use super::error::Result;
use super::view::{Read, Write};
use crate::document::id::{DraftId, ReleaseId};
use crate::drafting::position::{Stance, Wording};
use crate::identity::Track;
use crate::identity::authorship::Marker;
use crate::identity::disclosure::FEW;

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
    /// How many delegations.
    pub all: u32,
    /// How many of them are States and how many stakeholders, where that is known of every one.
    pub apart: Option<[u32; 2]>,
}

impl Tally {
    /// The counts of each sort, States first; or one of all.
    pub fn groups(&self) -> Vec<u32> {
        self.apart.map_or_else(|| vec![self.all], |apart| apart.to_vec())
    }
}

impl Read<'_> {
    /// The positions on the wordings of a draft.
    pub fn tallies(&self, draft: DraftId) -> Result<Vec<Tally>> {
        self.all(
            "select wording.id, wording.paragraph, stance, count(*), count(track), sum(track is 'states')
             from wording join position on position.target = wording.id
             where wording.draft = :draft group by wording.id, stance order by wording.id, stance",
            named_params! {":draft": draft},
            |row| {
                let wording = Wording { id: row.get(0)?, draft, paragraph: row.get(1)? };
                let (all, known, states): (u32, u32, u32) = (row.get(3)?, row.get(4)?, row.get(5)?);
                let apart = (known == all).then(|| [states, all - states]);
                Ok(Tally { wording, stance: row.get(2)?, all, apart })
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
        let mut sorts: BTreeMap<(Wording, Stance), [u32; 2]> = BTreeMap::new();
        for ((wording, _), NewPosition { stance, track }) in positions {
            if let Some(stance) = stance {
                sorts.entry((*wording, *stance)).or_default()[usize::from(*track == Track::Stakeholders)] +=
                    1;
            }
        }
        for ((wording, marker), NewPosition { stance, track }) in positions {
            let Some(stance) = stance else {
                self.run(
                    "delete from position where target = :wording and nul = :nul",
                    named_params! {":wording": wording.id, ":nul": marker},
                )?;
                continue;
            };
            let enough = sorts
                .get(&(*wording, *stance))
                .is_some_and(|it| !it.iter().any(|sort| (1..FEW).contains(sort)));
            self.run(
                "insert into wording (id, draft, paragraph) values (:id, :draft, :paragraph) on conflict do nothing",
                named_params! {":id": wording.id, ":draft": wording.draft, ":paragraph": wording.paragraph},
            )?;
            self.run(
                "insert into position (target, nul, stance, track, release)
                 values (:wording, :nul, :stance, :track, :release)
                 on conflict do update set stance = excluded.stance, track = excluded.track, release = excluded.release",
                named_params! {
                    ":wording": wording.id,
                    ":nul": marker,
                    ":stance": stance,
                    ":track": enough.then_some(track),
                    ":release": release,
                },
            )?;
        }
        Ok(())
    }
}
