//! What a delegation does with its words: submitting and withdrawing.
//!
//! Invariant: submitting writes to the private file alone, and nothing is visible to anybody else before the release.
//! What is promised is promised once it is on disk; only a server that never signed notes its key in the record first.
//! Whoever does what is asked by role, whose an item is by tag; another's item and none at all are the same answer.

use jiff::Timestamp;

use super::ground::{Ground, if_there, not_found, own_released, permitted};
use super::preparation::{drop_entry, own_entry};
use super::refusal::Refusal;
use super::rules::{may_speak, may_submit};
use super::signing::signer;
use super::waiting::{self, Operation, take_in};
use crate::document::id::{RoundId, SubmissionId};
use crate::drafting::position::Wording;
use crate::identity::Track;
use crate::identity::acknowledgement::Promise;
use crate::identity::authorship::{Authorship, FormNonce};
use crate::identity::keyring::Keyring;
use crate::identity::preparation::{Entry, Words};
use crate::identity::role::Act;
use crate::identity::session::Delegate;
use crate::store::submissions::Item;
use crate::store::{self, Private, Read, Store};

/// What became of a form that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Submitted {
    /// It waits for the release that is to list it.
    Waits(Promise),
    /// It had been sent before and is released.
    Released(SubmissionId),
}

/// An own item that waits for its release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// Its id, now and later.
    pub id: SubmissionId,
    /// What it says.
    pub words: Words,
    /// What its author was promised.
    pub promised: Promise,
}

/// Submits what is in preparation, all of it or nothing. What was sent before is the same item again.
pub fn submit_set(
    store: &Store,
    delegate: &Delegate,
    forms: &[FormNonce],
    now: Timestamp,
) -> Result<Vec<Submitted>, Refusal> {
    if forms.is_empty() {
        return Err(Refusal::Nothing);
    }
    signer(store)?;
    let (ring, all) = (delegate.ring.clone(), forms.to_vec());
    let entries = store.blocking_private(move |p| {
        all.into_iter()
            .map(|form| Ok((form, own_entry(p, &ring, form)?)))
            .collect::<Result<Vec<_>, Refusal>>()
    })?;
    let planned = store.blocking_read(|r| {
        let plan = |(form, entry): (FormNonce, Option<Entry>)| match entry {
            Some(entry) => plan(r, delegate, entry, now),
            None => {
                let item = own_released(r, delegate, delegate.ring.author(form).id);
                Ok(Plan::Sent { form, released: if_there(item)?.is_some() })
            }
        };
        entries.into_iter().map(plan).collect::<Result<Vec<_>, Refusal>>()
    })?;
    let sender = delegate.clone();
    store.blocking_private(move |p| planned.into_iter().map(|it| carry_out(p, &sender, it)).collect())
}

/// Takes an own item back: at once if it waits, at the next release if it is visible.
pub fn withdraw(store: &Store, delegate: &Delegate, submission: SubmissionId) -> Result<Promise, Refusal> {
    signer(store)?;
    let (speaker, id) = (delegate.clone(), *submission.as_bytes());
    let waits = store.blocking_private(move |p| {
        may_speak(p, &speaker)?;
        let content = waiting::found(p, &id)?;
        Ok::<_, Refusal>(content.filter(|(_, it)| waiting::was_own(&speaker.ring, id, it)))
    })?;
    let (round, track, operation) = store.blocking_read(|r| {
        if let Some((window, _)) = &waits {
            let round = r.round(window.round)?;
            permitted(delegate, Act::Withdraw, &round)?;
            return Ok::<_, Refusal>((round.id, r.delegation(delegate.delegation)?.track, None));
        }
        let item = own_released(r, delegate, submission)?;
        let ground = Ground::of(r, delegate, item.submission.made_on)?;
        permitted(delegate, Act::Withdraw, &ground.round)?;
        if item.submission.withdrawn || item.succeeded {
            return Err(Refusal::Superseded);
        }
        if r.is_decided(submission)? {
            return Err(Refusal::Decided);
        }
        let lets_go = ground.voice_left(r, delegate, &item, None)?;
        Ok((ground.round.id, ground.track, Some(Operation::Withdrawal { submission, lets_go })))
    })?;
    let ring = delegate.ring.clone();
    store.blocking_private(move |p| match operation {
        Some(operation) => {
            let id = ring.operation("withdrawal", submission.as_bytes());
            take_in(p, round, (&ring, track), id, operation)
        }
        None => {
            // Released this moment, it is to be withdrawn as a visible one.
            let (_, content) = waiting::found(p, &id)?.ok_or(Refusal::Superseded)?;
            match waiting::own_item(&ring, id, &content) {
                Some((item, _)) => waiting::take_back(p, round, (&ring, track), item),
                None => Ok(content.promised),
            }
        }
    })
}

/// The delegation's own items that wait in a round.
pub fn pending(store: &Store, delegate: &Delegate, round: RoundId) -> Result<Vec<Pending>, Refusal> {
    let ring = delegate.ring.clone();
    store.blocking_private(move |p| {
        let Some(window) = p.window(round)? else { return Ok(Vec::new()) };
        let all = waiting::all(p, &window)?;
        let own = all.iter().filter_map(|(id, content)| {
            let (item, words) = waiting::own_item(&ring, *id, content)?;
            Some(Pending { id: item.id, words: words.clone(), promised: content.promised })
        });
        Ok(own.collect())
    })
}

/// What is done with a form.
enum Plan {
    /// It is sent.
    Send(Box<Sending>),
    /// It was sent before: it is no longer in preparation, or it is released.
    Sent { form: FormNonce, released: bool },
}

struct Sending {
    entry: Entry,
    round: RoundId,
    track: Track,
    operation: Operation,
    /// The item it takes the place of, where that is not released: it must wait then.
    succeeds_waiting: Option<SubmissionId>,
}

fn plan(r: &Read<'_>, delegate: &Delegate, entry: Entry, now: Timestamp) -> Result<Plan, Refusal> {
    let words = &entry.words;
    let ground = Ground::of(r, delegate, words.made_on)?;
    let amends = words.body.kind().is_amendment();
    permitted(delegate, if amends { Act::SubmitAmendment } else { Act::SubmitComment }, &ground.round)?;
    if let Some(anchor) = words.target.anchor()
        && !r.paragraphs(words.made_on)?.iter().any(|it| it.id == anchor)
    {
        return Err(not_found("paragraph", anchor));
    }
    let author = delegate.ring.author(entry.form);
    if let Some(Item { submission, .. }) = if_there(r.item(author.id).map_err(Refusal::from))? {
        let same = (&submission.target, &submission.body, &submission.rationale);
        let same = same == (&words.target, &words.body, &words.rationale);
        return if same {
            Ok(Plan::Sent { form: entry.form, released: true })
        } else {
            Err(Refusal::SentBefore)
        };
    }
    let wording = Wording::of(words.made_on, &words.target, &words.body);
    let speaks = wording.map(|it| ground.voice(r, delegate, it)).transpose()?;
    let released = words.succeeds.map(|id| if_there(own_released(r, delegate, id))).transpose()?.flatten();
    let lets_go = match &released {
        Some(item) if item.submission.withdrawn || item.succeeded => return Err(Refusal::Superseded),
        Some(item) if r.is_decided(item.submission.id)? => return Err(Refusal::Decided),
        Some(item) => ground.voice_left(r, delegate, item, wording)?,
        None => None,
    };
    let window = &ground.round.window;
    let until = if amends { window.deadline } else { window.reactions_until.or(window.deadline) };
    let late = until.is_some_and(|until| now > until);
    let operation =
        Operation::Item { words: Box::new(words.clone()), late, tag: author.tag, speaks, lets_go };
    let succeeds_waiting = words.succeeds.filter(|_| released.is_none());
    let (round, track) = (ground.round.id, ground.track);
    Ok(Plan::Send(Box::new(Sending { entry, round, track, operation, succeeds_waiting })))
}

fn carry_out(p: &Private<'_>, sender: &Delegate, plan: Plan) -> Result<Submitted, Refusal> {
    let ring = &sender.ring;
    let Sending { entry, round, track, mut operation, succeeds_waiting } = match plan {
        Plan::Send(sending) => *sending,
        Plan::Sent { form, released } => {
            drop_entry(p, ring, form)?;
            let author = ring.author(form);
            return match waiting::found(p, author.id.as_bytes())? {
                Some((_, content)) => Ok(Submitted::Waits(content.promised)),
                None if released => Ok(Submitted::Released(author.id)),
                None => Err(not_found("entry in preparation", form)),
            };
        }
    };
    if own_entry(p, ring, entry.form)?.as_ref() != Some(&entry) {
        return Err(store::Error::Stale { expected: entry.version, found: entry.version + 1 }.into());
    }
    may_submit(p, sender, &entry)?;
    drop_entry(p, ring, entry.form)?;
    let id = *ring.author(entry.form).id.as_bytes();
    if let Some((_, before)) = waiting::found(p, &id)? {
        let same = says_the_same(&before.operation, &entry.words);
        return if same { Ok(Submitted::Waits(before.promised)) } else { Err(Refusal::SentBefore) };
    }
    let succeeds = match succeeds_waiting {
        Some(before) => take_the_place(p, ring, (round, track), before)?,
        None => entry.words.succeeds,
    };
    if let Operation::Item { words, .. } = &mut operation {
        words.succeeds = succeeds;
    }
    if let Some(succeeds) = succeeds {
        give_way(p, ring, (round, track), succeeds)?;
    }
    take_in(p, round, (ring, track), id, operation).map(Submitted::Waits)
}

/// Takes an own item that waits back, for another; says which item that one was to take the place of.
fn take_the_place(
    p: &Private<'_>,
    ring: &Keyring,
    at: (RoundId, Track),
    before: SubmissionId,
) -> Result<Option<SubmissionId>, Refusal> {
    let id = *before.as_bytes();
    let content = waiting::found(p, &id)?.map(|(_, content)| content);
    let own = content.as_ref().and_then(|it| waiting::own_item(ring, id, it));
    let (item, words) = own.ok_or_else(|| not_found("submission", before))?;
    waiting::take_back(p, at.0, (ring, at.1), item)?;
    Ok(words.succeeds)
}

/// Takes back the own items that wait to take the same place: the last one counts.
fn give_way(
    p: &Private<'_>,
    ring: &Keyring,
    at: (RoundId, Track),
    succeeds: SubmissionId,
) -> Result<(), Refusal> {
    let Some(window) = p.window(at.0)? else { return Ok(()) };
    for (id, content) in waiting::all(p, &window)? {
        let item = waiting::own_item(ring, id, &content);
        if let Some((item, _)) = item.filter(|(_, words)| words.succeeds == Some(succeeds)) {
            waiting::take_back(p, at.0, (ring, at.1), item)?;
        }
    }
    Ok(())
}

/// Whether an operation brings those words, whatever item they take the place of.
fn says_the_same(operation: &Operation, words: &Words) -> bool {
    match operation {
        Operation::Item { words: before, .. } => {
            (&before.target, &before.body, &before.rationale)
                == (&words.target, &words.body, &words.rationale)
        }
        Operation::Withdrawal { .. }
        | Operation::Position { .. }
        | Operation::Answer { .. }
        | Operation::Claim { .. }
        | Operation::TakenBack { .. } => false,
    }
}
