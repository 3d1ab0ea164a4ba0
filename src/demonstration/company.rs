//! The delegations of the demonstration at work, each with its own key, as from a browser of its own.
//!
//! Invariant: what they do is done by the acts of `proceedings` alone. The letters of item names follow random ids; so
//! that they can be spoken of beforehand, a form is drawn again until its item falls where the script has it.

use std::collections::BTreeMap;
use std::thread;

use jiff::Timestamp;

use super::Error;
use super::script::{Line, Page, Proposal};
use crate::chance;
use crate::document::Paragraph;
use crate::document::id::{DraftId, ParagraphId, SubmissionId};
use crate::drafting::disposition::Disposition;
use crate::drafting::position::Stance;
use crate::identity::authorship::{Authorship, FormNonce};
use crate::identity::preparation::{Stage, Words};
use crate::identity::secret::{EnrolmentCode, Token};
use crate::identity::session::{Delegate, Session};
use crate::proceedings::{
    On, Refusal, enrol, log_in, log_out, save_entry, submit_set, take_position, withdraw,
};
use crate::store::Store;

/// How often a form is drawn at most. A place with fifteen items takes fifteen draws on average.
const DRAWS: usize = 10_000;

/// A delegation that has enrolled and logged in.
pub(super) struct Present {
    called: &'static str,
    delegate: Delegate,
    token: Token,
    /// Its access key.
    pub(super) key: String,
}

/// Everybody who is there.
pub(super) struct Company(Vec<Present>);

/// What is on the table: the draft that the acts are about, and all items by their names.
pub(super) struct Before<'a> {
    pub(super) draft: DraftId,
    pub(super) paragraphs: &'a [Paragraph],
    pub(super) items: &'a BTreeMap<String, SubmissionId>,
    pub(super) now: Timestamp,
}

/// Items and what is to become of them.
pub(super) type Decided = Vec<(SubmissionId, Disposition)>;

/// What one delegation does.
#[derive(Default)]
struct Tasks {
    entries: Vec<(FormNonce, Stage, Words)>,
    submits: Vec<FormNonce>,
    positions: Vec<(On, Stance)>,
    withdrawals: Vec<SubmissionId>,
}

impl Company {
    /// Enrols delegations with their codes and logs them in, all at the same time.
    pub(super) fn gather(
        store: &Store,
        codes: Vec<(&'static str, EnrolmentCode)>,
        now: Timestamp,
    ) -> Result<Self, Error> {
        let all = at_once(codes, |(called, code)| {
            let key = enrol(store, &code.words())?.access.words().to_string();
            let (delegate, token) = enter(store, &key, now)?;
            Ok(Present { called, delegate, token, key })
        })?;
        Ok(Self(all))
    }

    /// The access key of a delegation.
    pub(super) fn key(&self, called: &str) -> Result<String, Error> {
        Ok(self.0[self.at(called)?].key.clone())
    }

    /// Does what the script says of delegations; says what is to become of what was submitted.
    pub(super) fn work(&self, store: &Store, lines: &[Line], before: &Before<'_>) -> Result<Decided, Error> {
        let (tasks, decided) = self.tasks(lines, before)?;
        let present: Vec<_> = self.0.iter().zip(tasks).collect();
        at_once(present, |(present, tasks)| carry_out(store, &present.delegate, tasks, before.now))?;
        Ok(decided)
    }

    /// Logs everybody out.
    pub(super) fn leave(self, store: &Store) -> Result<(), Error> {
        at_once(self.0, |present| Ok(log_out(store, &present.token)?)).map(drop)
    }

    fn tasks(&self, lines: &[Line], before: &Before<'_>) -> Result<(Vec<Tasks>, Decided), Error> {
        let page = Page::new(before.paragraphs);
        let seats = seats(lines, &page)?;
        let mut tasks: Vec<Tasks> = self.0.iter().map(|_| Tasks::default()).collect();
        let mut decided = Decided::new();
        for (line, seat) in lines.iter().zip(seats) {
            match line {
                Line::Submit(proposal) => {
                    let at = self.at(&proposal.by)?;
                    let (form, item) = self.0[at].form(seat)?;
                    tasks[at].entries.push((form, Stage::InPreparation, words(&page, proposal, before)?));
                    tasks[at].submits.push(form);
                    decided.extend(page.disposition(proposal)?.map(|became| (item, became)));
                }
                Line::Prepare(proposal) => {
                    let form = FormNonce::from_bytes(chance::id()?);
                    let stage = proposal.stage.unwrap_or(Stage::InPreparation);
                    let entry = (form, stage, words(&page, proposal, before)?);
                    tasks[self.at(&proposal.by)?].entries.push(entry);
                }
                Line::Withdraw { by, item } => tasks[self.at(by)?].withdrawals.push(before.item(item)?),
                Line::TakePosition { by, stance, on, item } => {
                    let on = match (on, item) {
                        (Some(on), _) => {
                            On::Paragraph { draft: before.draft, paragraph: page.paragraph(on)?.id }
                        }
                        (None, item) => On::Item(before.item(item.as_deref().unwrap_or_default())?),
                    };
                    tasks[self.at(by)?].positions.push((on, *stance));
                }
                Line::Note { .. } | Line::Write { .. } | Line::Agree { .. } => {}
            }
        }
        Ok((tasks, decided))
    }

    fn at(&self, called: &str) -> Result<usize, Error> {
        let found = self.0.iter().position(|it| it.called == called);
        found.ok_or_else(|| Error::Script(format!("{called} is not there")))
    }
}

impl Present {
    /// A form whose item will have the seat among those on its paragraph.
    fn form(&self, (seat, seats): (usize, usize)) -> Result<(FormNonce, SubmissionId), Error> {
        for _ in 0..DRAWS {
            let form = FormNonce::from_bytes(chance::id()?);
            let item = self.delegate.ring.author(form).id;
            if usize::from(item.as_bytes()[0]) * seats / 256 == seat {
                return Ok((form, item));
            }
        }
        Err(Error::Script("no form was drawn for an item".to_owned()))
    }
}

impl Before<'_> {
    fn item(&self, name: &str) -> Result<SubmissionId, Error> {
        let found = self.items.get(name).copied();
        found.ok_or_else(|| Error::Script(format!("there is no item {name}")))
    }
}

/// Opens a session.
pub(super) fn enter(store: &Store, key: &str, now: Timestamp) -> Result<(Delegate, Token), Error> {
    let logged_in = log_in(store, key, now)?;
    match logged_in.session {
        Session::Delegate(delegate) => Ok((delegate, logged_in.token)),
        Session::Staff(_) => Err(Refusal::UnknownKey.into()),
    }
}

/// Of each line, the how-manieth it submits on its paragraph, and of how many.
fn seats(lines: &[Line], page: &Page<'_>) -> Result<Vec<(usize, usize)>, Error> {
    let mut anchors: Vec<Option<Option<ParagraphId>>> = Vec::new();
    for line in lines {
        anchors.push(match line {
            Line::Submit(proposal) => Some(page.received(proposal)?.target.anchor()),
            _ => None,
        });
    }
    let among = |anchors: &[_], anchor| anchors.iter().filter(|it| **it == anchor).count();
    let seat = |(at, &anchor): (usize, &_)| (among(&anchors[..at], anchor), among(&anchors, anchor));
    Ok(anchors.iter().enumerate().map(seat).collect())
}

fn words(page: &Page<'_>, proposal: &Proposal, before: &Before<'_>) -> Result<Words, Error> {
    let received = page.received(proposal)?;
    Ok(Words {
        made_on: before.draft,
        target: received.target,
        body: received.body,
        rationale: received.rationale,
        rationale_shared: received.rationale_shared,
        held: false,
        succeeds: None,
    })
}

fn carry_out(store: &Store, delegate: &Delegate, tasks: Tasks, now: Timestamp) -> Result<(), Error> {
    for (form, stage, words) in tasks.entries {
        save_entry(store, delegate, form, 0, stage, words)?;
    }
    if !tasks.submits.is_empty() {
        submit_set(store, delegate, &tasks.submits, now)?;
    }
    for item in tasks.withdrawals {
        withdraw(store, delegate, item)?;
    }
    for (on, stance) in tasks.positions {
        take_position(store, delegate, on, Some(stance))?;
    }
    Ok(())
}

/// Does something for each at the same time: the store gathers what waits into one transaction.
pub(super) fn at_once<A: Send, T: Send>(
    all: Vec<A>,
    act: impl Fn(A) -> Result<T, Error> + Sync,
) -> Result<Vec<T>, Error> {
    thread::scope(|threads| {
        let act = &act;
        let running: Vec<_> = all.into_iter().map(|it| threads.spawn(move || act(it))).collect();
        let joined = running.into_iter().map(|it| match it.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        joined.collect()
    })
}
