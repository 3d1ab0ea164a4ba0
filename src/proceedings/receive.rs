//! Submissions that reached the secretariat on paper, by e-mail or from another program.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Error;
use super::held::names_something;
use crate::chance;
use crate::document::id::{ReleaseId, RoundId, SubmissionId};
use crate::drafting::normalise;
use crate::drafting::submission::Hold;
use crate::identity::actor::Actor;
use crate::import::received::Received;
use crate::store::Write;
use crate::store::audit::Deed;
use crate::store::drafts::Draft;
use crate::store::releases::{Counts, NewRelease};
use crate::store::submissions::{Item, NewItem};

/// What was received.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// How many of each kind.
    pub by_kind: BTreeMap<&'static str, usize>,
    /// How many came after the deadline.
    pub late: usize,
    /// Which they are, in the order they were given.
    pub items: Vec<SubmissionId>,
    /// How many of them name a State, a person or a context, and are for the co-chairs only until they let them pass.
    pub held: usize,
    /// How many were left out, because the draft has the same from paper.
    pub already: usize,
}

impl Receipt {
    /// How many in all.
    pub fn all(&self) -> usize {
        self.by_kind.values().sum()
    }
}

/// Releases what was received on the latest draft at once, in one batch, without owners: whoever sent a thing can take
/// it over later by a claim slip.
pub fn receive(
    w: &Write<'_>,
    draft: &Draft,
    received: Vec<Received>,
    day: Date,
    by: &Actor,
) -> Result<Receipt, Error> {
    let round = w.current_round(draft.id)?.ok_or_else(|| Error::RoundClosed(draft.label.clone()))?;
    release(w, round.id, draft, received, day, by)
}

/// As [`receive`], on the draft that was amended: in the round of the latest, to which it is carried. What that draft
/// has from paper already is left out, so that a file received twice counts once.
pub fn receive_once(
    w: &Write<'_>,
    made_on: &Draft,
    received: Vec<Received>,
    day: Date,
    by: &Actor,
) -> Result<Receipt, Error> {
    let mut received: Vec<Received> = received.into_iter().map(normalised).collect();
    let latest = w.latest_draft(made_on.document)?.unwrap_or_else(|| made_on.clone());
    let round = w.current_round(latest.id)?.ok_or_else(|| Error::RoundClosed(latest.label.clone()))?;
    let releases = w.releases(made_on.document)?.into_iter();
    let from_paper: BTreeSet<ReleaseId> =
        releases.filter(|it| it.counts.active == 0).map(|it| it.id).collect();
    let mut known = w.items_made_on(made_on.id)?;
    known.retain(|it| from_paper.contains(&it.release) && !it.submission.withdrawn);
    let before = received.len();
    received.retain(|it| {
        let same = |item: &Item| item.submission.target == it.target && item.submission.body == it.body;
        !known.iter().any(same)
    });
    let already = before - received.len();
    if received.is_empty() {
        return Ok(Receipt { already, ..Receipt::default() });
    }
    Ok(Receipt { already, ..release(w, round.id, made_on, received, day, by)? })
}

fn normalised(it: Received) -> Received {
    Received { body: normalise::body(&it.body), rationale: it.rationale.as_ref().map(normalise::text), ..it }
}

fn release(
    w: &Write<'_>,
    round: RoundId,
    draft: &Draft,
    received: Vec<Received>,
    day: Date,
    by: &Actor,
) -> Result<Receipt, Error> {
    let mut receipt = Receipt::default();
    let mut items = Vec::with_capacity(received.len());
    let mut leaves = Vec::with_capacity(received.len());
    let texts = w.paragraphs(draft.id)?;
    for it in received.into_iter().map(normalised) {
        let named = names_something(&it.body, it.rationale.as_ref(), &it.target, &texts);
        receipt.held += usize::from(named);
        *receipt.by_kind.entry(it.body.kind().name()).or_default() += 1;
        receipt.late += usize::from(it.late);
        leaves.push(chance::secret()?);
        let id = SubmissionId::from_bytes(chance::id()?);
        receipt.items.push(id);
        items.push(NewItem {
            id,
            made_on: draft.id,
            target: it.target,
            body: it.body,
            rationale: it.rationale,
            rationale_shared: it.rationale_shared,
            late: it.late,
            hold: if named { Hold::Named } else { Hold::None },
            succeeds: None,
            tag: chance::secret()?,
        });
    }
    w.release(&NewRelease {
        id: ReleaseId::from_bytes(chance::id()?),
        round,
        day,
        leaves,
        counts: Counts::default(),
        items,
        withdrawals: Vec::new(),
    })?;
    let (process, _) = w.round_in_trail(round)?;
    let count = u32::try_from(receipt.all()).unwrap_or(u32::MAX);
    w.audit(by, Some(process), &Deed::SubmissionsReceived { draft: draft.label.clone(), count })?;
    Ok(receipt)
}
