//! Questions of the co-chairs to the author of an item whom nobody knows, and the answers.
//!
//! Invariant: a question is in the record at once; an answer waits, sealed like all else, and comes out with a release
//! of the round. Whose question it is to answer is asked by the tag of its item: another's and none are the same
//! refusal. Reading a question writes nothing; an answer in preparation is an entry like others. An answer sent again
//! is the same answer, one that is sent before the release takes the place of the one that waits, one after it stands
//! beside the one before.
//!
//! The desk is open until the next draft, and so are its questions: after the close of the round answers still come in.
//! They wait for the next release the round's policy knows: its daily hour, the co-chairs' command, and at the latest
//! the issue of the next draft; with the minimum of active delegations on all but the last.
//! Whether one waits is told to nobody then: with nothing else coming in it would tell when one author was there.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Scope;
use super::ground::{Ground, if_there, not_found, permitted};
use super::refusal::Refusal;
use super::waiting::{self, Content, Operation, take_in};
use crate::chance;
use crate::document::id::{AnswerId, DocumentId, QuestionId, SubmissionId};
use crate::drafting::exchange::Said;
use crate::drafting::round::Phase;
use crate::identity::acknowledgement::Promise;
use crate::identity::actor::Actor;
use crate::identity::authorship::{Authored, Authorship, FormNonce};
use crate::identity::keyring::{KeyRole, Keyring};
use crate::identity::preparation::Stage;
use crate::identity::preparation::answer::{Prepared, keep, look, tags_of};
use crate::identity::role::{Act, Role, may};
use crate::identity::session::Delegate;
use crate::store::audit::Deed;
use crate::store::questions::{Answer, NewAnswer, Question};
use crate::store::submissions::Item;
use crate::store::{self, Private, Read, Store, Write};

/// A question on a delegation's own item, and how far its answer has come.
#[derive(Clone, Debug)]
pub struct OwnQuestion {
    /// What is asked.
    pub question: Question,
    /// On what.
    pub item: Item,
    /// What was answered and released.
    pub answers: Vec<Answer>,
    /// The answer that waits for its release.
    pub waits: Option<WaitingAnswer>,
    /// The answer in preparation.
    pub prepared: Option<Prepared>,
}

impl OwnQuestion {
    /// Whether an answer is asked for still: the item was neither withdrawn nor replaced.
    pub fn is_open(&self) -> bool {
        !self.item.submission.withdrawn && !self.item.succeeded
    }

    /// Whether nobody of the delegation has answered it yet.
    pub fn is_unanswered(&self) -> bool {
        self.is_open() && self.answers.is_empty() && self.waits.is_none()
    }
}

/// An own answer that waits for its release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingAnswer {
    /// What it says.
    pub said: Said,
    /// Whether it may be shown to other delegations.
    pub shared: bool,
    /// What its author was told.
    pub promised: Promise,
}

/// What became of an answer that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered {
    /// It waits for its release.
    Waits(Promise),
    /// It had been sent before and is released.
    Released(AnswerId),
}

/// Puts a question to the author of an item. A form that is sent again asks once.
pub fn ask(
    w: &Write<'_>,
    scope: &Scope,
    item: SubmissionId,
    form: FormNonce,
    (said, shared): (Said, bool),
    day: Date,
    by: &Actor,
) -> Result<QuestionId, Refusal> {
    let asked_on = item_of(w, scope.document.id, item)?;
    let id = QuestionId::derived("question", &[item.as_bytes(), form.as_bytes()]);
    if let Some(before) = w.question(id)? {
        let same = before.said == said && before.shared == shared;
        return if same { Ok(id) } else { Err(Refusal::SentBefore) };
    }
    if asked_on.submission.withdrawn || asked_on.succeeded {
        return Err(Refusal::Superseded);
    }
    w.audit(by, Some(scope.process.id), &Deed::Asked { count: 1 })?;
    w.ask(&Question { id, submission: item, said, shared, day })?;
    Ok(id)
}

/// A released item of a document; one of another is not there.
pub fn item_of(r: &Read<'_>, document: DocumentId, item: SubmissionId) -> Result<Item, Refusal> {
    let found = r.item(item)?;
    let here = r.drafts(document)?.iter().any(|it| it.id == found.submission.made_on);
    if here { Ok(found) } else { Err(not_found("submission", item)) }
}

/// The questions on the delegation's own items: by day, then by id.
pub fn own_questions(
    store: &Store,
    delegate: &Delegate,
    document: DocumentId,
) -> Result<Vec<OwnQuestion>, Refusal> {
    let own = store.blocking_read(|r| {
        let all = r.asked(document)?.into_iter();
        let own = all.filter(|it| delegate.ring.owns(it.question.submission, &it.tag));
        own.map(|it| told(r, it.question)).collect::<Result<Vec<_>, Refusal>>()
    })?;
    if own.is_empty() {
        return Ok(own);
    }
    with_private(store, delegate, own)
}

/// One of them; another's is not there.
pub fn own_question(
    store: &Store,
    delegate: &Delegate,
    question: QuestionId,
) -> Result<OwnQuestion, Refusal> {
    let own = store.blocking_read(|r| own(r, delegate, question))?;
    let one = with_private(store, delegate, vec![own])?;
    one.into_iter().next().ok_or_else(|| not_found("question", question))
}

/// Keeps an answer in preparation over the version its writer saw, 0 for a new one.
pub fn save_answer(
    store: &Store,
    delegate: &Delegate,
    question: QuestionId,
    seen: u32,
    stage: Stage,
    (said, shared): (Said, bool),
) -> Result<Prepared, Refusal> {
    let act = if stage == Stage::Cleared { Act::Clear } else { Act::Prepare };
    // Preparing is permitted in every phase alike.
    if !may(Role::Delegate(delegate.role), act, Phase::Open) {
        return Err(Refusal::NotPermitted);
    }
    let own = store.blocking_read(|r| own(r, delegate, question))?;
    let shared = shared && own.question.shared;
    let ring = delegate.ring.clone();
    store.blocking_private(move |p| {
        let before = prepared(p, &ring, question)?;
        let same = |it: &&Prepared| it.said == said && it.shared == shared && it.stage == stage;
        if let Some(again) = before.as_ref().filter(same) {
            return Ok(again.clone());
        }
        let found = before.map_or(0, |it| it.version);
        if found != seen {
            return Err(store::Error::Stale { expected: seen, found }.into());
        }
        let answer = Prepared { version: seen + 1, stage, said, shared };
        drop_prepared(p, &ring, question)?;
        let kept = keep(&ring, question, &answer, chance::bytes()?);
        p.put_entry(&kept.map_err(|error| store::Error::Damaged(error.to_string()))?)?;
        Ok(answer)
    })
}

/// Sends an answer: it waits for the next release of the round. It is shared only if the co-chairs share the question.
pub fn answer(
    store: &Store,
    delegate: &Delegate,
    question: QuestionId,
    form: FormNonce,
    (said, shared): (Said, bool),
) -> Result<Answered, Refusal> {
    let form = FormNonce::derived("answer", &[question.as_bytes(), form.as_bytes()]);
    let author = delegate.ring.author(form);
    let id = AnswerId::from_bytes(*author.id.as_bytes());
    let (ground, shared) = store.blocking_read(|r| {
        let own = own(r, delegate, question)?;
        let shared = shared && own.question.shared;
        if let Some((_, before)) = r.answer(id)? {
            let same = before.said == said && before.shared == shared;
            return if same { Ok((None, shared)) } else { Err(Refusal::SentBefore) };
        }
        let ground = Ground::while_desk_is_open(r, delegate, own.item.submission.made_on)?;
        permitted(delegate, Act::Answer, &ground.round)?;
        if !own.is_open() {
            return Err(Refusal::Superseded);
        }
        Ok::<_, Refusal>((Some((ground.round.id, ground.track)), shared))
    })?;
    let Some((round, track)) = ground else { return Ok(Answered::Released(id)) };
    let (ring, role) = (delegate.ring.clone(), delegate.role);
    store.blocking_private(move |p| {
        let all = own_waiting(p, &ring)?.into_iter();
        let waits: Vec<Waits> = all.filter(|(to, _)| *to == question).map(|(_, it)| it).collect();
        let same = |it: &Waits| it.author == author && it.said == said && it.shared == shared;
        if let Some(again) = waits.iter().find(|it| same(it)) {
            return Ok(Answered::Waits(again.promised));
        }
        let cleared = prepared(p, &ring, question)?
            .is_some_and(|it| it.stage == Stage::Cleared && it.said == said && it.shared == shared);
        if role != KeyRole::Clears && !cleared {
            return Err(Refusal::NotCleared);
        }
        for before in waits.iter().filter(|it| it.author != author) {
            waiting::take_back(p, round, (&ring, track), before.author)?;
        }
        drop_prepared(p, &ring, question)?;
        let operation = Operation::Answer { question, said, shared, tag: author.tag };
        take_in(p, round, (&ring, track), *author.id.as_bytes(), operation).map(Answered::Waits)
    })
}

/// The answers among what waits, for their release. Where too few took part in the round, none is shared.
pub(super) fn answers(contents: &[([u8; 16], Content)], too_few: bool) -> Vec<NewAnswer> {
    let answer = |(id, content): &([u8; 16], Content)| match &content.operation {
        Operation::Answer { question, said, shared, tag } => Some(NewAnswer {
            id: AnswerId::from_bytes(*id),
            question: *question,
            said: said.clone(),
            shared: *shared && !too_few,
            tag: *tag,
        }),
        Operation::Item { .. }
        | Operation::Withdrawal { .. }
        | Operation::Position { .. }
        | Operation::Claim { .. }
        | Operation::TakenBack { .. } => None,
    };
    contents.iter().filter_map(answer).collect()
}

/// Whether nothing waits but what may come in after the close of a round: then it is not what an interrupted close
/// has left, and waits for a release of its own.
pub(super) fn came_after_the_close(contents: &[([u8; 16], Content)]) -> bool {
    let (mut after, mut before) = (0, 0);
    for (_, content) in contents {
        match content.operation {
            Operation::Answer { .. } | Operation::Claim { .. } => after += 1,
            Operation::Item { .. } | Operation::Withdrawal { .. } | Operation::Position { .. } => before += 1,
            Operation::TakenBack { .. } => {}
        }
    }
    after > 0 && before == 0
}

/// An own answer that waits, and by what it is recognised.
struct Waits {
    author: Authored,
    said: Said,
    shared: bool,
    promised: Promise,
}

/// The own answers that wait, in whatever window, and what they are to; mostly one or none to each question.
fn own_waiting(p: &Private<'_>, ring: &Keyring) -> Result<Vec<(QuestionId, Waits)>, Refusal> {
    let mut found = Vec::new();
    for window in p.windows()? {
        for (id, content) in waiting::all(p, &window)? {
            if let Operation::Answer { question, said, shared, tag } = content.operation {
                let author = Authored { id: SubmissionId::from_bytes(id), tag };
                if ring.owns(author.id, &author.tag) {
                    let promised = content.promised;
                    found.push((question, Waits { author, said, shared, promised }));
                }
            }
        }
    }
    Ok(found)
}

/// A question on an own item, as the record has it; another's is not there.
fn own(r: &Read<'_>, delegate: &Delegate, question: QuestionId) -> Result<OwnQuestion, Refusal> {
    let asked = if_there(r.asked_once(question).map_err(Refusal::from))?;
    let own = asked.filter(|it| delegate.ring.owns(it.question.submission, &it.tag));
    told(r, own.ok_or_else(|| not_found("question", question))?.question)
}

fn told(r: &Read<'_>, question: Question) -> Result<OwnQuestion, Refusal> {
    let (item, answers) = (r.item(question.submission)?, r.answers(question.id)?);
    Ok(OwnQuestion { question, item, answers, waits: None, prepared: None })
}

/// The same with what lies in the private file.
fn with_private(
    store: &Store,
    delegate: &Delegate,
    mut own: Vec<OwnQuestion>,
) -> Result<Vec<OwnQuestion>, Refusal> {
    let ring = delegate.ring.clone();
    store.blocking_private(move |p| {
        let mut waiting: BTreeMap<QuestionId, Waits> = own_waiting(p, &ring)?.into_iter().collect();
        for it in &mut own {
            it.waits = waiting.remove(&it.question.id).map(|it| WaitingAnswer {
                said: it.said,
                shared: it.shared,
                promised: it.promised,
            });
            it.prepared = prepared(p, &ring, it.question.id)?;
        }
        Ok(own)
    })
}

fn prepared(p: &Private<'_>, ring: &Keyring, question: QuestionId) -> Result<Option<Prepared>, Refusal> {
    for tag in tags_of(ring, question) {
        if let Some(kept) = p.entry(&tag)? {
            let damaged = || store::Error::Damaged("an answer in preparation cannot be read".into());
            return Ok(Some(look(ring, question, &kept).ok_or_else(damaged)?));
        }
    }
    Ok(None)
}

fn drop_prepared(p: &Private<'_>, ring: &Keyring, question: QuestionId) -> Result<(), Refusal> {
    for tag in tags_of(ring, question) {
        p.drop_entry(&tag)?;
    }
    Ok(())
}
