//! Positions: said once for each delegation and wording, whoever of it clicks; counted from the next release on.

use super::ground::{Ground, not_found, permitted};
use super::refusal::Refusal;
use super::rules::may_speak;
use super::signing::signer;
use super::waiting::{self, Operation, take_in};
use crate::document::id::{DraftId, ParagraphId, SubmissionId};
use crate::drafting::position::{Stance, Wording};
use crate::identity::acknowledgement::Promise;
use crate::identity::authorship::Authorship;
use crate::identity::role::Act;
use crate::identity::session::Delegate;
use crate::store::{self, Read, Store};

/// What a position is taken on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// A paragraph as drafted.
    Paragraph {
        /// In which draft.
        draft: DraftId,
        /// Which.
        paragraph: ParagraphId,
    },
    /// What a released amendment asks for.
    Item(SubmissionId),
}

/// Says what the delegation thinks of something, or that it no longer does; once, whoever of it clicks.
pub fn take_position(
    store: &Store,
    delegate: &Delegate,
    on: On,
    stance: Option<Stance>,
) -> Result<Promise, Refusal> {
    let (round, voice) = store.blocking_read(|r| {
        let (draft, wording) = wording_on(r, on, stance)?;
        let ground = Ground::of(r, delegate, draft)?;
        permitted(delegate, Act::TakePosition, &ground.round)?;
        Ok::<_, Refusal>((ground.round.id, ground.voice(r, delegate, wording)?))
    })?;
    signer(store)?;
    let speaker = delegate.clone();
    store.blocking_private(move |p| {
        may_speak(p, &speaker)?;
        let ring = &speaker.ring;
        let id = ring.operation("position", &voice.wording.id);
        take_in(p, round, (ring, voice.track), id, Operation::Position { voice, stance })
    })
}

/// What the delegation thinks of something, as released and as it waits.
pub fn own_stance(store: &Store, delegate: &Delegate, on: On) -> Result<Option<Stance>, Refusal> {
    let (wording, released) = store.blocking_read(|r| {
        let (_, wording) = wording_on(r, on, None)?;
        let stances = delegate.ring.voices(&wording.id).into_iter().map(|it| r.stance(&wording.id, &it));
        Ok::<_, Refusal>((wording, stances.collect::<store::Result<Vec<_>>>()?.into_iter().flatten().next()))
    })?;
    let ring = delegate.ring.clone();
    let waits =
        store.blocking_private(move |p| waiting::found(p, &ring.operation("position", &wording.id)))?;
    Ok(match waits.map(|(_, content)| content.operation) {
        Some(Operation::Position { stance, .. }) => stance,
        _ => released,
    })
}

/// What a position would be on, and the draft it was read in. What is held or withdrawn is not there.
fn wording_on(r: &Read<'_>, on: On, stance: Option<Stance>) -> Result<(DraftId, Wording), Refusal> {
    let retains = stance.map(|it| it == Stance::Retain);
    match on {
        On::Paragraph { draft, paragraph } => {
            let paragraphs = r.paragraphs(draft)?;
            let found = paragraphs.iter().find(|it| it.id == paragraph);
            let found = found.ok_or_else(|| not_found("paragraph", paragraph))?;
            if retains == Some(false) {
                return Err(Refusal::NoSuchPosition);
            }
            Ok((draft, Wording::as_drafted(draft, paragraph, &found.content.text)))
        }
        On::Item(id) => {
            let item = r.item(id)?;
            if item.held || item.submission.withdrawn {
                return Err(not_found("submission", id));
            }
            let submission = item.submission;
            let wording = Wording::of(submission.made_on, &submission.target, &submission.body);
            let wording = wording.filter(|_| retains != Some(true)).ok_or(Refusal::NoSuchPosition)?;
            Ok((submission.made_on, wording))
        }
    }
}
