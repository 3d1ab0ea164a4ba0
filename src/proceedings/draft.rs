//! Drafts: taking in the first, issuing the next.

use jiff::civil::Date;

use super::{Error, Scope, Table, named, renumber};
use crate::chance;
use crate::document::exchange::Exchange;
use crate::document::id::{DraftId, ParagraphId, RoundId, SubmissionId};
use crate::document::lineage::Lineage;
use crate::document::{Content, Paragraph};
use crate::drafting::consolidate::Consolidated;
use crate::drafting::renumber::Renumbered;
use crate::drafting::round::Phase;
use crate::identity::actor::Actor;
use crate::store::audit::Deed;
use crate::store::dispositions::Outcome;
use crate::store::drafts::{Basis, Draft, Issue};
use crate::store::rounds::Window;
use crate::store::{self, Read, Write};

/// How a draft is to be put out.
#[derive(Clone, Debug)]
pub struct NewDraft {
    /// What it is called.
    pub label: String,
    /// The day of issue.
    pub day: Date,
    /// The round that comes with it.
    pub round: NewRound,
    /// Whether the text is renumbered before.
    pub renumber: bool,
    /// The desk as whoever issues it has seen it: another state of it is an error. None takes it as it stands.
    pub seen: Option<Basis>,
}

/// The round that comes with a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRound {
    /// The phase it begins in.
    pub phase: Phase,
    /// How it runs.
    pub window: Window,
}

impl NewDraft {
    /// A draft whose round is open from its day on, and runs as rounds usually do.
    pub fn new(label: &str, day: Date) -> Self {
        let round = NewRound { phase: Phase::Open, window: Window::default() };
        Self { label: label.to_owned(), day, round, renumber: false, seen: None }
    }
}

/// A draft that was issued, and what it was made from.
#[derive(Clone, Debug)]
pub struct Issued {
    /// The new draft.
    pub draft: Draft,
    /// The desk it was made at.
    pub table: Table,
    /// What the decisions made.
    pub made: Consolidated,
    /// The open submissions taken along.
    pub carried: Vec<SubmissionId>,
    /// What renumbering did, where it was asked for.
    pub renumbered: Option<Renumbered>,
}

/// Issues what was found in a file as the first draft. Where the file has ids, they stay.
pub fn take_in(
    w: &Write<'_>,
    scope: &Scope,
    new: &NewDraft,
    contents: Vec<Content>,
    exchange: Option<Exchange>,
    by: &Actor,
) -> Result<Draft, Error> {
    let draft = match exchange {
        Some(exchange) => take_in_exchange(w, scope, new, &exchange)?,
        None => take_in_first(w, scope, new, contents)?,
    };
    w.audit(by, Some(scope.process.id), &Deed::DraftTakenIn { draft: draft.label.clone() })?;
    Ok(draft)
}

fn take_in_exchange(
    w: &Write<'_>,
    scope: &Scope,
    new: &NewDraft,
    exchange: &Exchange,
) -> Result<Draft, Error> {
    let (paragraphs, lineage) = (exchange.paragraphs(), exchange.lineage());
    let earlier = lineage.descents().iter().map(|it| it.from);
    for id in paragraphs.iter().map(|it| it.id).chain(earlier) {
        if w.document_of(id)?.is_some_and(|document| document != scope.document.id) {
            return Err(Error::OfAnotherDocument(id));
        }
    }
    issue_first(w, scope, new, paragraphs, lineage)
}

/// Issues paragraphs without ids as the first draft.
pub fn take_in_first(
    w: &Write<'_>,
    scope: &Scope,
    new: &NewDraft,
    contents: Vec<Content>,
) -> Result<Draft, Error> {
    let fresh = |content| Ok(Paragraph { id: ParagraphId::from_bytes(chance::id()?), content });
    let paragraphs = contents.into_iter().map(fresh).collect::<Result<Vec<_>, Error>>()?;
    issue_first(w, scope, new, paragraphs, Lineage::default())
}

fn issue_first(
    w: &Write<'_>,
    scope: &Scope,
    new: &NewDraft,
    paragraphs: Vec<Paragraph>,
    lineage: Lineage,
) -> Result<Draft, Error> {
    if let Some(first) = w.latest_draft(scope.document.id)? {
        return Err(Error::HasDraft(first.label));
    }
    let issue = Issue {
        id: DraftId::from_bytes(chance::id()?),
        label: named(&new.label)?,
        issued: new.day,
        basis: None,
        paragraphs,
        lineage,
        ledger: Vec::new(),
        outcomes: Vec::new(),
        carried: Vec::new(),
        round: RoundId::from_bytes(chance::id()?),
        phase: new.round.phase,
        window: new.round.window.clone(),
    };
    Ok(w.issue_draft(scope.document.id, &issue)?)
}

/// Whether a draft may be issued now from a desk: its label as it will be kept.
pub(super) fn may_be_issued(
    r: &Read<'_>,
    scope: &Scope,
    table: &Table,
    new: &NewDraft,
) -> Result<String, Error> {
    let label = named(&new.label)?;
    let same = |it: &Draft| it.label.eq_ignore_ascii_case(&label);
    if r.drafts(scope.document.id)?.iter().any(same) {
        return Err(Error::LabelTaken(label));
    }
    if new.day < table.draft.issued {
        return Err(Error::TooEarly { earlier: table.draft.label.clone(), day: table.draft.issued });
    }
    match new.seen {
        Some(seen) if seen != table.basis() => {
            Err(store::Error::Stale { expected: seen.version, found: table.basis().version }.into())
        }
        _ => Ok(label),
    }
}

/// Issues what the decisions on the latest draft make of it; what is open is carried to the new draft.
pub fn issue_next(w: &Write<'_>, scope: &Scope, new: &NewDraft) -> Result<Issued, Error> {
    let mut table = Table::lay(w, scope, None)?;
    let label = may_be_issued(w, scope, &table, new)?;
    let renumbered = if new.renumber { Some(renumber(w, &mut table)?) } else { None };
    let made = table.consolidate();
    let desk = table.desk();
    let note = |outcome: &crate::drafting::consolidate::Outcome| {
        outcome.paragraph.and_then(|it| desk.decision(it)).and_then(|decision| decision.note.clone())
    };
    let live: Vec<SubmissionId> =
        table.submissions.iter().filter(|it| !it.withdrawn).map(|it| it.id).collect();
    let open = |id: &SubmissionId| made.outcomes.get(id).is_none_or(|outcome| outcome.disposition.is_open());
    let (carried, decided): (Vec<_>, Vec<_>) = live.into_iter().partition(open);
    let outcomes = (decided.iter())
        .filter_map(|id| made.outcomes.get(id).map(|outcome| (*id, outcome)))
        .map(|(submission, outcome)| Outcome {
            submission,
            disposition: outcome.disposition.clone(),
            note: note(outcome),
            paragraph: outcome.paragraph,
        })
        .collect();
    let issue = Issue {
        id: DraftId::from_bytes(chance::id()?),
        label,
        issued: new.day,
        basis: Some(table.basis()),
        paragraphs: made.paragraphs.clone(),
        lineage: made.lineage.clone(),
        ledger: made.ledger.clone(),
        outcomes,
        carried: carried.clone(),
        round: RoundId::from_bytes(chance::id()?),
        phase: new.round.phase,
        window: new.round.window.clone(),
    };
    let draft = w.issue_draft(scope.document.id, &issue)?;
    Ok(Issued { draft, table, made, carried, renumbered })
}
