//! Submissions that reached the secretariat on paper, by e-mail or from another program.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Error;
use crate::chance;
use crate::document::id::{ReleaseId, SubmissionId};
use crate::import::received::Received;
use crate::store::Write;
use crate::store::drafts::Draft;
use crate::store::releases::{Counts, NewRelease};
use crate::store::submissions::NewItem;

/// What was received.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// How many of each kind.
    pub by_kind: BTreeMap<&'static str, usize>,
    /// How many came after the deadline.
    pub late: usize,
}

impl Receipt {
    /// How many in all.
    pub fn all(&self) -> usize {
        self.by_kind.values().sum()
    }
}

/// Releases what was received on the latest draft at once, in one batch, without owners: whoever sent a thing can take
/// it over later by a claim slip.
pub fn receive(w: &Write<'_>, draft: &Draft, received: Vec<Received>, day: Date) -> Result<Receipt, Error> {
    let round = w.current_round(draft.id)?.ok_or_else(|| Error::RoundClosed(draft.label.clone()))?;
    let mut receipt = Receipt::default();
    let mut items = Vec::with_capacity(received.len());
    let mut leaves = Vec::with_capacity(received.len());
    for it in received {
        *receipt.by_kind.entry(it.body.kind().name()).or_default() += 1;
        receipt.late += usize::from(it.late);
        leaves.push(chance::secret()?);
        items.push(NewItem {
            id: SubmissionId::from_bytes(chance::id()?),
            made_on: draft.id,
            target: it.target,
            body: it.body,
            rationale: it.rationale,
            rationale_shared: it.rationale_shared,
            late: it.late,
            held: false,
            succeeds: None,
            tag: chance::secret()?,
        });
    }
    w.release(&NewRelease {
        id: ReleaseId::from_bytes(chance::id()?),
        round: round.id,
        day,
        leaves,
        counts: Counts::default(),
        items,
        withdrawals: Vec::new(),
    })?;
    Ok(receipt)
}
