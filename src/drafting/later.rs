//! A draft that was written elsewhere becomes acts of the desk: whatever the file changes is done by hand there, so that
//! the ledger, the outcomes and undo need to know nothing of files.
//!
//! Invariant: after the acts the text reads exactly as the file does, label for label; nothing else at the desk is
//! overwritten. What was decided and does not stand in the file is opened again, never told as taken.

mod held;
mod rewrite;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

pub use self::rows::{Fate, Row};
use super::carry::Current;
use super::choice::{self, Manner};
use super::consolidate::{Consolidated, consolidate};
use super::desk::{Act, Deed, Desk, ParagraphState};
use super::disposition::Disposition;
use super::ledger::{Entry, Source};
use super::submission::{Body, Submission};
use crate::document::compare::pairing::{Correction, Tie, Unpaired, descent, identified, pair};
use crate::document::compare::{Part, compare};
use crate::document::id::{ActId, ParagraphId, SubmissionId};
use crate::document::inline::Text;
use crate::document::lineage::Lineage;
use crate::document::{Content, Paragraph};

/// What the file is laid over.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The draft on the desk.
    pub paragraphs: &'a [Paragraph],
    /// From the drafts the submissions were made on to it.
    pub lineage: &'a Lineage,
    /// The submissions on it.
    pub submissions: &'a [Submission],
    /// The acts of the desk so far.
    pub log: &'a [Act],
}

/// The file as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// Its paragraphs.
    pub paragraphs: Vec<Content>,
    /// The ids they carry, one list for each; none at all in most formats.
    pub marks: Vec<Vec<ParagraphId>>,
}

/// What a person says to it.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Which paragraph continues which, where the proposal is wrong.
    pub corrections: Vec<Correction>,
    /// The open submissions to be decided as retained, of those whose words the file holds.
    pub taken: Taken,
    /// Why paragraphs that were agreed or closed are opened again.
    pub reason: Text,
}

/// Which submissions are decided as retained.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Taken {
    /// None: all stay open.
    #[default]
    None,
    /// All whose words the file holds.
    All,
    /// These, where the file holds their words.
    These(BTreeSet<SubmissionId>),
}

/// What becomes of the desk.
#[derive(Clone, Debug)]
pub struct Later {
    /// The text before the file: what the decisions had made of the draft.
    pub working: Vec<Paragraph>,
    /// Which paragraph of the file continues which of it.
    pub ties: Vec<Tie>,
    /// How the paragraphs of the file descend from those of the text before.
    pub lineage: Lineage,
    /// What is done at the desk, in order.
    pub acts: Vec<Act>,
    /// What that makes of the draft: the paragraphs of the file, each with the id of the one it continues.
    pub made: Consolidated,
    /// The open submissions whose words the file holds as they were submitted.
    pub held: Vec<SubmissionId>,
    /// The submissions that had been taken and do not stand in the file: open again.
    pub reopened: Vec<SubmissionId>,
    /// The paragraphs that were agreed or closed and are changed by the file: open again.
    pub opened: Vec<ParagraphId>,
}

/// Why a file cannot be laid over a draft.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Corrections that cannot be followed.
    #[error(transparent)]
    Unpaired(#[from] Unpaired),
    /// The acts did not lead where they should: nothing is done then.
    #[error("the text could not be made to read as the file does, from paragraph {} on: please report this", .place + 1)]
    Differs {
        /// The first place where it differs, from 0.
        place: usize,
    },
}

/// Lays a file over a draft. `id` gives each act its id.
pub fn lay_over(
    ground: Ground<'_>,
    file: &File,
    choices: &Choices,
    mut id: impl FnMut() -> ActId,
) -> Result<Later, Unfit> {
    let first = over(ground, file, choices, Vec::new(), &mut id)?;
    let desk = Desk::fold(ground.log);
    let held = held::held(ground, &first, &desk);
    let reopened = lost(ground, &first, &desk);
    let mut rulings: BTreeMap<SubmissionId, Disposition> = BTreeMap::new();
    let chosen = |it: &&SubmissionId| match &choices.taken {
        Taken::None => false,
        Taken::All => true,
        Taken::These(these) => these.contains(it),
    };
    rulings.extend(held.iter().filter(chosen).map(|it| (*it, Disposition::Retained)));
    rulings.extend(reopened.iter().map(|it| (*it, Disposition::Open)));
    let last = match rulings.is_empty() {
        true => first,
        false => {
            let current = Current::new(ground.paragraphs, ground.lineage);
            let deeds = choice::decisions(&current, ground.submissions, &desk, &rulings, Manner::default());
            let decided = deeds.into_iter().map(|deed| Act { id: id(), deed }).collect();
            over(ground, file, choices, decided, &mut id)?
        }
    };
    Ok(Later { held, reopened, ..last })
}

/// Lays the file over what the desk makes once it has `decided` as well.
fn over(
    ground: Ground<'_>,
    file: &File,
    choices: &Choices,
    decided: Vec<Act>,
    id: &mut impl FnMut() -> ActId,
) -> Result<Later, Unfit> {
    let Ground { paragraphs, lineage, submissions, log } = ground;
    let made_by = |acts: &[Act]| {
        let log: Vec<Act> = log.iter().chain(acts).cloned().collect();
        consolidate(paragraphs, lineage, submissions, &Desk::fold(&log))
    };
    let mut acts = decided;
    let working = made_by(&acts).paragraphs;
    let ties = pair(&working, &file.paragraphs, &file.marks, &choices.corrections)?;
    let (read, steps) =
        identified(&working, file.paragraphs.clone(), &ties, || ParagraphId::from_bytes([0; 16]));
    let opened = settled(&Desk::fold(log), &working, &read, &steps);
    acts.extend(opened.iter().map(|&paragraph| Act {
        id: id(),
        deed: Deed::SetState {
            paragraph,
            state: ParagraphState::Open,
            reason: Some(choices.reason.clone()).filter(|reason| !reason.is_empty()),
        },
    }));
    acts.extend(rewrite::rewritten(&working, &file.paragraphs, &ties, Source::CoChairs, &mut *id));
    let so_far = made_by(&acts);
    let reshaped = rewrite::reshaped(paragraphs, &so_far.paragraphs, &file.paragraphs, Source::CoChairs, id);
    let made = if reshaped.is_empty() {
        so_far
    } else {
        acts.extend(reshaped);
        made_by(&acts)
    };
    let reads = made.paragraphs.iter().map(|it| &it.content);
    if !reads.clone().eq(&file.paragraphs) {
        let place = reads.zip(&file.paragraphs).take_while(|(a, b)| a == b).count();
        return Err(Unfit::Differs { place });
    }
    let lineage = descent(&working, &made.paragraphs, &ties);
    let (held, reopened) = (Vec::new(), Vec::new());
    Ok(Later { working, lineage, ties, acts, made, held, reopened, opened })
}

/// The paragraphs that are agreed or closed and that the file changes.
fn settled(desk: &Desk, working: &[Paragraph], read: &[Paragraph], steps: &Lineage) -> Vec<ParagraphId> {
    let closed = |id: &ParagraphId| desk.state(*id) != ParagraphState::Open;
    let comparison = compare(working, read, steps);
    let changed = comparison.parts.iter().filter(|part| match part {
        Part::Same { .. } | Part::Inserted { .. } | Part::MovedAway { .. } => false,
        Part::MovedHere { old, new } => working[*old].content != read[*new].content,
        Part::Changed { .. } | Part::Deleted { .. } | Part::Split { .. } | Part::Joined { .. } => true,
    });
    let places = changed.flat_map(|part| match part {
        Part::MovedHere { old, .. } => *old..*old + 1,
        part => part.old_places(),
    });
    places.map(|at| working[at].id).filter(closed).collect()
}

/// The submissions that had been taken and of which nothing is left in the text.
fn lost(ground: Ground<'_>, over: &Later, desk: &Desk) -> Vec<SubmissionId> {
    let before = consolidate(ground.paragraphs, ground.lineage, ground.submissions, desk);
    let sources = |ledger: &[Entry]| -> BTreeSet<SubmissionId> {
        let named = ledger.iter().flat_map(|entry| &entry.sources);
        named
            .filter_map(|source| match source {
                Source::Amendment { submission } => Some(*submission),
                Source::Floor | Source::InformalGroup | Source::CoChairs | Source::Editorial => None,
            })
            .collect()
    };
    let (before, after) = (sources(&before.ledger), sources(&over.made.ledger));
    let current = Current::new(&over.made.paragraphs, &over.made.lineage);
    let is_lost = |it: &&Submission| {
        let written = !it.withdrawn && desk.disposition(it.id).is_written() && before.contains(&it.id);
        let undone = match it.body {
            // A paragraph that is back is new to the text: the ledger of the desk still has it deleted.
            Body::Delete { .. } => is_back(ground, over, it),
            Body::Move { .. } => !held::stands(&current, it, ground.paragraphs),
            _ => !after.contains(&it.id),
        };
        written && undone
    };
    ground.submissions.iter().filter(is_lost).map(|it| it.id).collect()
}

/// Whether the file has a paragraph that was deleted, or much like it.
fn is_back(ground: Ground<'_>, over: &Later, deletion: &Submission) -> bool {
    let Some(anchor) = deletion.target.anchor() else { return false };
    let contents: Vec<Content> = over.made.paragraphs.iter().map(|it| it.content.clone()).collect();
    let Ok(ties) = pair(ground.paragraphs, &contents, &[], &[]) else { return false };
    let old: BTreeSet<usize> = ties.iter().flat_map(|tie| tie.old.iter().copied()).collect();
    ground.paragraphs.iter().position(|it| it.id == anchor).is_some_and(|at| old.contains(&at))
}

#[cfg(test)]
mod tests;
