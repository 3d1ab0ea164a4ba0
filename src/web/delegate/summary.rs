//! What a delegation has to do now, in numbers, for the home of its process.

use super::ours::{Fates, fates};
use super::subject::phase_of;
use crate::identity::keyring::KeyRole;
use crate::identity::preparation::Stage;
use crate::identity::role::Act;
use crate::proceedings::{Fate, Stances, entries, own_items, own_questions, pending, stances};
use crate::store::Store;
use crate::store::rounds::Round;
use crate::web::error::Error;
use crate::web::visit::{Issued, Visit};

/// What a delegation has, and what its key may do with it now.
#[derive(Clone, Debug)]
pub(in crate::web) struct Summary {
    /// What the key lets its holder do.
    pub(in crate::web) role: KeyRole,
    /// How many questions on own items wait for an answer.
    pub(in crate::web) asked: usize,
    /// How many are in preparation, of all stages.
    pub(in crate::web) prepared: usize,
    /// How many of them wait for clearance.
    pub(in crate::web) for_clearance: usize,
    /// How many of them are cleared.
    pub(in crate::web) cleared: usize,
    /// How many wait for their release.
    pub(in crate::web) waiting: usize,
    /// How many are released, withdrawn ones among them.
    pub(in crate::web) released: usize,
    /// How many of those are open and overlap with what has changed, or are lost.
    pub(in crate::web) touched: usize,
    /// How many positions were taken on the words of others.
    pub(in crate::web) positions: usize,
    /// What became of the own amendments, the last draft that decided on any.
    pub(in crate::web) fates: Option<(Issued, Fates)>,
    /// Whether amendments are taken from this key now.
    pub(in crate::web) amendments: bool,
    /// Whether comments and positions are.
    pub(in crate::web) reactions: bool,
}

impl Summary {
    /// What there is; none for whoever is not a delegate here.
    pub(in crate::web) fn of(
        store: &Store,
        visit: &Visit,
        round: Option<&Round>,
    ) -> Result<Option<Self>, Error> {
        let Some(delegate) = visit.standing.delegate() else { return Ok(None) };
        let prepared = entries(store, delegate)?;
        let stage = |stage| prepared.iter().filter(|it| it.stage == stage).count();
        let waiting = match round {
            Some(round) => pending(store, delegate, round.id)?.len(),
            None => 0,
        };
        let drafts: Vec<_> = visit.drafts.iter().map(|it| it.draft.clone()).collect();
        let (own, fates) = store.blocking_read(|r| {
            let own = own_items(r, delegate, &drafts)?;
            let mut last = None;
            for issued in visit.drafts.iter().rev() {
                let found = fates(r, &own, issued)?;
                if found.all > 0 {
                    last = Some((issued.clone(), found));
                    break;
                }
            }
            Ok::<_, Error>((own, last))
        })?;
        let asked = own_questions(store, delegate, visit.scope.document.id)?;
        let stances = match visit.drafts.last() {
            Some(latest) => stances(store, delegate, latest.draft.id)?,
            None => Stances::default(),
        };
        let is_own = |id| own.iter().any(|it| it.item.submission.id == id);
        let on_others = stances.items.keys().filter(|id| !is_own(**id)).count();
        let may = |act| visit.standing.may(act, phase_of(round));
        let touched = |fate: &Fate| {
            matches!(
                fate,
                Fate::Open(crate::drafting::carry::Fit::Touched | crate::drafting::carry::Fit::Lost)
            )
        };
        Ok(Some(Self {
            role: delegate.role,
            asked: asked.iter().filter(|it| it.is_unanswered()).count(),
            prepared: prepared.len(),
            for_clearance: stage(Stage::ForClearance),
            cleared: stage(Stage::Cleared),
            waiting,
            released: own.iter().filter(|it| it.fate != Fate::Succeeded).count(),
            touched: own.iter().filter(|it| touched(&it.fate)).count(),
            positions: stances.paragraphs.len() + on_others,
            fates,
            amendments: may(Act::SubmitAmendment),
            reactions: may(Act::SubmitComment),
        }))
    }
}
