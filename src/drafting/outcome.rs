//! What became of each submission when the next draft was made.

use std::collections::{BTreeMap, BTreeSet};

use super::carry::{Carried, Fit};
use super::desk::Desk;
use super::disposition::Disposition;
use super::ledger::{Change, Entry, Source};
use super::plan::Plan;
use super::submission::Submission;
use crate::document::Paragraph;
use crate::document::id::{ParagraphId, SubmissionId};

/// What became of one submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The ruling, or what follows from another's.
    pub disposition: Disposition,
    /// How it fits the earlier draft.
    pub fit: Fit,
    /// The paragraph of the next draft where to look.
    pub paragraph: Option<ParagraphId>,
}

/// The ruling on each submission, or what follows from another's: who amends a paragraph that is deleted is overtaken.
pub(super) fn outcomes(
    submissions: &[Submission],
    carried: &BTreeMap<SubmissionId, Carried>,
    desk: &Desk,
    plan: &Plan,
    paragraphs: &[Paragraph],
    ledger: &[Entry],
) -> BTreeMap<SubmissionId, Outcome> {
    let mut written: BTreeMap<SubmissionId, ParagraphId> = BTreeMap::new();
    // A paragraph that is only numbered as an alternative does not hold the words of the others.
    let renumbered = |entry: &&Entry| matches!(entry.change, Change::Relabelled { .. });
    let held = ledger.iter().filter(|entry| !renumbered(entry));
    for entry in held.chain(ledger.iter().filter(renumbered)) {
        for source in &entry.sources {
            if let Source::Amendment { submission } = source {
                written.entry(*submission).or_insert(entry.paragraph);
            }
        }
    }
    let present: BTreeSet<ParagraphId> = paragraphs.iter().map(|it| it.id).collect();
    let outcome = |submission: &Submission| {
        let anchor = submission.target.anchor();
        let ruling = desk.disposition(submission.id);
        let overtaker = anchor
            .and_then(|anchor| plan.deletions.get(&anchor))
            .filter(|by| submission.body.kind().hangs_on_words() && !by.contains(&submission.id))
            .and_then(|by| by.first());
        let disposition = match (ruling, overtaker) {
            (Disposition::Open | Disposition::Retained | Disposition::Bracketed, Some(&by)) => {
                Disposition::OvertakenBy { by }
            }
            _ => ruling.clone(),
        };
        let paragraph = written.get(&submission.id).copied().or(anchor).filter(|id| present.contains(id));
        let fit = carried.get(&submission.id).map_or(Fit::Lost, |it| it.fit);
        (submission.id, Outcome { disposition, fit, paragraph })
    };
    submissions.iter().map(outcome).collect()
}
