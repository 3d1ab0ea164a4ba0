//! Where a delegation stands when it acts: the round it acts in, and what of it is its own.
//!
//! Invariant: whose an item is, is asked by tag; another's and one that is not there are the same answer.

use super::Error;
use super::refusal::Refusal;
use super::waiting::Voice;
use crate::document::id::{DocumentId, DraftId, SubmissionId};
use crate::drafting::position::Wording;
use crate::identity::Track;
use crate::identity::authorship::Authorship;
use crate::identity::role::{Act, Role, may};
use crate::identity::session::Delegate;
use crate::store::drafts::Draft;
use crate::store::rounds::Round;
use crate::store::submissions::Item;
use crate::store::{self, Read};

/// Where a delegation stands when it acts on a draft: its round is that of the latest draft of the document.
pub(super) struct Ground {
    document: DocumentId,
    pub(super) round: Round,
    pub(super) track: Track,
}

impl Ground {
    pub(super) fn of(r: &Read<'_>, delegate: &Delegate, draft: DraftId) -> Result<Self, Refusal> {
        Self::in_round(r, delegate, draft, |latest| Ok(r.current_round(latest)?))
    }

    /// The same for what the desk asks, as long as it is open: also where the round is closed.
    pub(super) fn while_desk_is_open(
        r: &Read<'_>,
        delegate: &Delegate,
        draft: DraftId,
    ) -> Result<Self, Refusal> {
        Self::in_round(r, delegate, draft, |latest| {
            let current = r.current_round(latest)?;
            Ok(if current.is_some() { current } else { r.rounds(latest)?.pop() })
        })
    }

    fn in_round(
        r: &Read<'_>,
        delegate: &Delegate,
        draft: DraftId,
        round: impl Fn(DraftId) -> Result<Option<Round>, Refusal>,
    ) -> Result<Self, Refusal> {
        let delegation = r.delegation(delegate.delegation)?;
        for document in r.documents(delegation.process)? {
            let drafts: Vec<Draft> = r.drafts(document.id)?;
            let Some(latest) = drafts.last().filter(|_| drafts.iter().any(|it| it.id == draft)) else {
                continue;
            };
            let closed = || Error::RoundClosed(latest.label.clone());
            let round = round(latest.id)?.ok_or_else(closed)?;
            if !r.admits(round.id, delegation.id)? {
                return Err(Refusal::NotAdmitted);
            }
            return Ok(Self { document: document.id, round, track: delegation.track });
        }
        Err(not_found("draft", draft))
    }

    /// The delegation's voice on a wording: the one that was heard before, if one was.
    pub(super) fn voice(
        &self,
        r: &Read<'_>,
        delegate: &Delegate,
        wording: Wording,
    ) -> Result<Voice, Refusal> {
        let voices = delegate.ring.voices(&wording.id);
        let mut marker = voices[0];
        for older in &voices[1..] {
            if r.stance(&wording.id, older)?.is_some() {
                marker = *older;
            }
        }
        Ok(Voice { wording, marker, track: self.track })
    }

    /// The voice that leaves a wording with an item, unless the delegation wants the same words elsewhere.
    pub(super) fn voice_left(
        &self,
        r: &Read<'_>,
        delegate: &Delegate,
        item: &Item,
        goes_to: Option<Wording>,
    ) -> Result<Option<Voice>, Refusal> {
        let wording_of =
            |it: &Item| Wording::of(it.submission.made_on, &it.submission.target, &it.submission.body);
        let Some(left) = wording_of(item).filter(|it| Some(*it) != goes_to) else { return Ok(None) };
        let wants_it_still = |it: &Item| {
            it.submission.id != item.submission.id
                && !it.submission.withdrawn
                && !it.succeeded
                && wording_of(it) == Some(left)
                && delegate.ring.owns(it.submission.id, &it.tag)
        };
        if r.items(self.document)?.iter().any(wants_it_still) {
            return Ok(None);
        }
        self.voice(r, delegate, left).map(Some)
    }
}

/// A released item, if it is the delegation's own; else it is not there.
pub(super) fn own_released(r: &Read<'_>, delegate: &Delegate, id: SubmissionId) -> Result<Item, Refusal> {
    let item = r.item(id)?;
    if delegate.ring.owns(id, &item.tag) { Ok(item) } else { Err(not_found("submission", id)) }
}

pub(super) fn if_there<T>(found: Result<T, Refusal>) -> Result<Option<T>, Refusal> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Refusal::Act(Error::Store(store::Error::NotFound { .. }))) => Ok(None),
        Err(other) => Err(other),
    }
}

pub(super) fn permitted(delegate: &Delegate, act: Act, round: &Round) -> Result<(), Refusal> {
    may(Role::Delegate(delegate.role), act, round.phase).then_some(()).ok_or(Refusal::NotPermitted)
}

pub(super) fn not_found(what: &'static str, name: impl ToString) -> Refusal {
    store::Error::NotFound { what, name: name.to_string() }.into()
}
