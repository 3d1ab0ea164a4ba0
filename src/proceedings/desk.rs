//! What lies on the desk, and deciding on it.

use std::collections::{BTreeMap, BTreeSet};

use super::held::may_pass;
use super::{Error, Scope, draft_of};
use crate::chance;
use crate::document::Paragraph;
use crate::document::id::{ActId, DraftId, ReleaseId, RoundId, SubmissionId};
use crate::document::lineage::Lineage;
use crate::drafting;
use crate::drafting::auto::{self, Automatic, LateOnes};
use crate::drafting::carry::Current;
use crate::drafting::choice::{self, Manner};
use crate::drafting::consolidate::{Consolidated, Outcome, consolidate};
use crate::drafting::crossrefs::Earlier;
use crate::drafting::desk::{Act, Deed, Desk, undo};
use crate::drafting::disposition::Disposition;
use crate::drafting::ledger::Source;
use crate::drafting::renumber::Renumbered;
use crate::drafting::submission::{Hold, Submission};
use crate::store::drafts::{Basis, Draft};
use crate::store::submissions::Item;
use crate::store::{Read, Write};

/// A draft with everything that is to be decided on it.
#[derive(Clone, Debug)]
pub struct Table {
    /// The draft.
    pub draft: Draft,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// From the drafts the submissions were made on to this one.
    pub lineage: Lineage,
    /// The submissions made on it, those carried to it, and those made on an earlier draft and released while it was
    /// the latest; withdrawn ones among them, but not those that a later one has taken the place of.
    pub submissions: Vec<Submission>,
    /// Those that are for the co-chairs only, and why.
    pub held: BTreeMap<SubmissionId, Hold>,
    /// Those of them that the co-chairs may let pass.
    pub may_pass: BTreeSet<SubmissionId>,
    /// Submissions whose place only held ones have taken, as they are shown where those are not: withdrawn.
    pub veiled: Vec<Submission>,
    /// The other submissions of the document that anybody at the desk may see and nobody has withdrawn: an issued
    /// draft says what became of them.
    pub elsewhere: BTreeSet<SubmissionId>,
    /// The acts at the desk, oldest first.
    pub log: Vec<Act>,
    /// What the drafts are called that the submissions were made on.
    pub labels: BTreeMap<DraftId, String>,
}

/// How far the desk has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many submissions there are, without withdrawn ones.
    pub submissions: usize,
    /// How many of them by what was decided, in words.
    pub by_disposition: BTreeMap<String, usize>,
    /// How many are open.
    pub open: usize,
}

impl Table {
    /// Lays a draft on the desk, the latest if none is named.
    pub fn lay(r: &Read<'_>, scope: &Scope, draft: Option<&str>) -> Result<Self, Error> {
        let draft = draft_of(r, scope, draft)?;
        let drafts = r.drafts(scope.document.id)?;
        let first = drafts.first().ok_or(Error::NoDraft)?;
        let carried = r.carried(draft.id)?;
        let rounds: BTreeSet<RoundId> = r.rounds(draft.id)?.into_iter().map(|it| it.id).collect();
        let releases = r.releases(scope.document.id)?.into_iter();
        let released_here: BTreeSet<ReleaseId> =
            releases.filter(|it| rounds.contains(&it.round)).map(|it| it.id).collect();
        let lies_here = |item: &Item| {
            let it = &item.submission;
            it.made_on == draft.id || carried.contains(&it.id) || released_here.contains(&item.release)
        };
        let (items, gone): (Vec<Item>, Vec<Item>) =
            r.items(scope.document.id)?.into_iter().partition(|item| !item.succeeded);
        let veiled = gone.into_iter().filter(|item| lies_here(item)).filter_map(Item::seen).collect();
        let (here, elsewhere): (Vec<Item>, Vec<Item>) = items.into_iter().partition(lies_here);
        let of = |items: &[Item], which: fn(&Item) -> bool| -> BTreeSet<SubmissionId> {
            items.iter().filter(|item| which(item)).map(|item| item.submission.id).collect()
        };
        Ok(Self {
            paragraphs: r.paragraphs(draft.id)?,
            lineage: r.lineage(first, &draft)?,
            held: here.iter().filter(|it| it.held).map(|it| (it.submission.id, it.hold)).collect(),
            may_pass: of(&here, may_pass),
            veiled,
            elsewhere: of(&elsewhere, |item| !item.submission.withdrawn && !item.held),
            submissions: here.into_iter().map(|item| item.submission).collect(),
            log: r.desk_log(draft.id)?,
            labels: drafts.iter().map(|it| (it.id, it.label.clone())).collect(),
            draft,
        })
    }

    /// What the log amounts to.
    pub fn desk(&self) -> Desk {
        Desk::fold(&self.log)
    }

    /// The draft as submissions are carried to it.
    pub fn current(&self) -> Current<'_> {
        Current::new(&self.paragraphs, &self.lineage)
    }

    /// The decisions that a choice on submissions amounts to, one for each paragraph.
    pub fn decisions(&self, rulings: &BTreeMap<SubmissionId, Disposition>, manner: Manner<'_>) -> Vec<Deed> {
        choice::decisions(&self.current(), &self.submissions, &self.desk(), rulings, manner)
    }

    /// What the decisions make of the draft.
    pub fn consolidate(&self) -> Consolidated {
        consolidate(&self.paragraphs, &self.lineage, &self.submissions, &self.desk())
    }

    /// The state of the desk that a draft made now rests on.
    pub fn basis(&self) -> Basis {
        Basis { draft: self.draft.id, version: self.log.len() as u32 }
    }

    /// How far the desk has come, by the outcomes of a consolidation.
    pub fn standing(&self, outcomes: &BTreeMap<SubmissionId, Outcome>) -> Standing {
        let mut standing = Standing::default();
        for submission in self.submissions.iter().filter(|it| !it.withdrawn) {
            let Some(outcome) = outcomes.get(&submission.id) else { continue };
            standing.submissions += 1;
            standing.open += usize::from(outcome.disposition.is_open());
            *standing.by_disposition.entry(outcome.disposition.to_string()).or_default() += 1;
        }
        standing
    }
}

/// Appends an act to the log that the table was laid with; somebody else's act in between is an error.
pub fn decide(w: &Write<'_>, table: &mut Table, deed: Deed) -> Result<(), Error> {
    append(w, table.draft.id, &mut table.log, deed)
}

/// Appends an act to a log as it was read; somebody else's act in between is an error.
pub fn append(w: &Write<'_>, draft: DraftId, log: &mut Vec<Act>, deed: Deed) -> Result<(), Error> {
    let act = Act { id: ActId::from_bytes(chance::id()?), deed };
    w.append_act(draft, log.len() as u32, &act)?;
    log.push(act);
    Ok(())
}

/// What the decisions make of the draft, as it would be renumbered.
pub fn as_renumbered(table: &Table, made: &Consolidated) -> Renumbered {
    let earlier = [Earlier { paragraphs: &table.paragraphs, lineage: &made.lineage }];
    drafting::renumber::renumber(&made.paragraphs, &earlier)
}

/// Renumbers what the decisions make of the draft, references and all, as acts of the desk: each can be taken back.
pub fn renumber(w: &Write<'_>, table: &mut Table) -> Result<Renumbered, Error> {
    let made = table.consolidate();
    let renumbered = as_renumbered(table, &made);
    for (old, new) in made.paragraphs.iter().zip(&renumbered.paragraphs) {
        let (paragraph, source) = (old.id, Source::Editorial);
        if old.content.label != new.content.label {
            let label = new.content.label.clone();
            decide(w, table, Deed::Relabel { paragraph, label, shape: None, source })?;
        }
        if old.content.text != new.content.text {
            let (old, new) = (old.content.text.clone(), new.content.text.clone());
            decide(w, table, Deed::Write { paragraph, old, new, source })?;
        }
    }
    Ok(renumbered)
}

/// Takes the last act back that has not been taken back yet.
pub fn undo_last(w: &Write<'_>, table: &mut Table) -> Result<(), Error> {
    let undone =
        |act: &Act| table.log.iter().any(|it| matches!(it.deed, Deed::Undo { act: of } if of == act.id));
    let done = |act: &&Act| !matches!(act.deed, Deed::Undo { .. }) && !undone(act);
    let last = table.log.iter().rev().find(done).map(|act| act.id).ok_or(Error::NothingToUndo)?;
    let deed = undo(&table.log, last)?;
    decide(w, table, deed)
}

/// Decides whatever nobody contests and brackets the rest: see [`auto`].
pub fn decide_automatically(
    w: &Write<'_>,
    scope: &Scope,
    late: LateOnes,
) -> Result<(Table, Automatic), Error> {
    let mut table = Table::lay(w, scope, None)?;
    let found = auto::decide(&table.paragraphs, &table.lineage, &table.submissions, &table.desk(), late);
    for deed in &found.deeds {
        decide(w, &mut table, deed.clone())?;
    }
    Ok((table, found))
}
