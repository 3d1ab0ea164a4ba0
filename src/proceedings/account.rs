//! The account of a document: what became of every submission, nothing left out.

use std::collections::BTreeMap;

use super::{Error, Scope, Table};
use crate::document::id::{DraftId, ParagraphId, SubmissionId};
use crate::document::outline::spoken_names;
use crate::drafting::carry::Fit;
use crate::drafting::disposition::Disposition;
use crate::drafting::submission::Submission;
use crate::store::Read;

/// One submission and what became of it.
#[derive(Clone, Debug)]
pub struct Line {
    /// The submission.
    pub submission: Submission,
    /// The label of the draft it was made on.
    pub made_on: String,
    /// The place of its paragraph in that draft, from 1; none for the whole text.
    pub place: Option<usize>,
    /// What was decided, or stands at the desk now.
    pub disposition: Disposition,
    /// The label of the draft that was issued with the decision; none while it is only at the desk.
    pub issued_in: Option<String>,
    /// How it fits the latest draft, where it is still open there.
    pub fit: Option<Fit>,
    /// How the paragraph is spoken of where what came of it stands.
    pub stands_in: Option<String>,
}

/// Every released submission of the document, by draft and by place in the text.
pub fn account(r: &Read<'_>, scope: &Scope) -> Result<Vec<Line>, Error> {
    let drafts = r.drafts(scope.document.id)?;
    let mut labels: BTreeMap<DraftId, &str> = BTreeMap::new();
    let mut places: BTreeMap<(DraftId, ParagraphId), usize> = BTreeMap::new();
    let mut issued: BTreeMap<SubmissionId, (Disposition, &str, Option<String>)> = BTreeMap::new();
    for draft in &drafts {
        let paragraphs = r.paragraphs(draft.id)?;
        let names: BTreeMap<ParagraphId, String> =
            paragraphs.iter().map(|it| it.id).zip(spoken_names(&paragraphs)).collect();
        labels.insert(draft.id, &draft.label);
        places.extend(paragraphs.iter().zip(1..).map(|(it, place)| ((draft.id, it.id), place)));
        for outcome in r.outcomes(draft.id)? {
            let stands_in = outcome.paragraph.and_then(|id| names.get(&id).cloned());
            issued.insert(outcome.submission, (outcome.disposition, &draft.label, stands_in));
        }
    }
    let Some(latest) = drafts.last() else { return Err(Error::NoDraft) };
    let table = Table::lay(r, scope, Some(&latest.label))?;
    let made = table.consolidate();
    let names: BTreeMap<ParagraphId, String> =
        made.paragraphs.iter().map(|it| it.id).zip(spoken_names(&made.paragraphs)).collect();
    let line = |submission: Submission| {
        let at_desk = made.outcomes.get(&submission.id);
        let decided = issued.get(&submission.id);
        let (disposition, issued_in, fit, stands_in) = match (decided, at_desk) {
            (Some((disposition, label, stands_in)), _) => {
                (disposition.clone(), Some((*label).to_owned()), None, stands_in.clone())
            }
            (None, Some(outcome)) => {
                let stands_in = outcome.paragraph.and_then(|id| names.get(&id).cloned());
                (outcome.disposition.clone(), None, Some(outcome.fit), stands_in)
            }
            (None, None) => (Disposition::Open, None, None, None),
        };
        Line {
            made_on: labels.get(&submission.made_on).copied().unwrap_or_default().to_owned(),
            place: submission
                .target
                .anchor()
                .and_then(|anchor| places.get(&(submission.made_on, anchor)).copied()),
            submission,
            disposition,
            issued_in,
            fit,
            stands_in,
        }
    };
    Ok(r.items(scope.document.id)?.into_iter().map(|item| line(item.submission)).collect())
}
