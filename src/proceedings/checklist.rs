//! What is to be looked at before a draft is issued, and what is to be said once it is.

use std::collections::{BTreeMap, BTreeSet};

use super::files::without_held;
use super::{Error, Table};
use crate::document::brackets::{self, across::across};
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::inline::Rich;
use crate::document::lineage::Lineage;
use crate::document::outline::spoken_names;
use crate::drafting::carry::{Current, Fit};
use crate::drafting::consolidate::{Consolidated, Warning};
use crate::drafting::disposition::Disposition;
use crate::drafting::ledger::{Change, Entry, Source};
use crate::store::Read;
use crate::store::drafts::Draft;

/// How often each disposition was given, by its name in files.
pub type ByDisposition = BTreeMap<&'static str, usize>;

/// What is to be looked at before a draft is issued.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checklist {
    /// How many submissions lie on the desk, without withdrawn ones.
    pub submissions: usize,
    /// What became of those that are decided.
    pub decided: ByDisposition,
    /// How many are open and would be carried forward.
    pub open: usize,
    /// How those fit the new draft.
    pub fits: BTreeMap<Fit, usize>,
    /// How many paragraphs the draft would have.
    pub paragraphs: usize,
    /// How many of its paragraphs have words in brackets.
    pub bracketed: usize,
    /// Paragraphs with half a pair of brackets whose other half is nowhere in the text.
    pub lone_brackets: Vec<Spot>,
    /// What else looks odd, and where.
    pub odd: Vec<(Option<Spot>, Oddity)>,
    /// The labels of new paragraphs. Labels that stand are not changed.
    pub new_labels: Vec<String>,
}

/// A paragraph of the new draft, and how it is spoken of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The paragraph.
    pub paragraph: ParagraphId,
    /// "14", "¶ 7".
    pub name: String,
}

/// What looks odd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// Edits meet here: the words as combined.
    Meet(String),
    /// The wording reads as if something went wrong.
    Reads(String),
    /// What was written by hand overlaps with what was decided since.
    Overlaps,
    /// A submission that could not be carried out, by its item name.
    NotWritten(String),
    /// A heading with nothing under it.
    EmptySection,
}

impl Checklist {
    /// Looks over what the decisions make of a draft.
    pub fn of(table: &Table, made: &Consolidated) -> Self {
        let names = spoken_names(&made.paragraphs);
        let spot = |at: usize| Spot { paragraph: made.paragraphs[at].id, name: names[at].clone() };
        let place = |id: &ParagraphId| made.paragraphs.iter().position(|it| it.id == *id);
        let texts: Vec<Rich> = made.paragraphs.iter().map(|it| it.content.text.rich()).collect();
        let has_pair = |text: &&Rich| !brackets::of(text).pairs.is_empty();
        let lone: BTreeSet<usize> = across(&texts).lone.iter().map(|at| at.paragraph).collect();
        let labels = |entry: &Entry| match entry.change {
            Change::Inserted | Change::SplitFrom { .. } => {
                let label = made.paragraphs[place(&entry.paragraph)?].content.label.as_ref()?;
                label.as_str().contains(char::is_alphanumeric).then(|| label.as_str().to_owned())
            }
            _ => None,
        };
        let mut checklist = Self {
            paragraphs: made.paragraphs.len(),
            bracketed: texts.iter().filter(has_pair).count(),
            lone_brackets: lone.into_iter().map(spot).collect(),
            new_labels: made.ledger.iter().filter_map(labels).collect(),
            ..Self::default()
        };
        let mut open: Vec<SubmissionId> = Vec::new();
        for submission in table.submissions.iter().filter(|it| !it.withdrawn) {
            checklist.submissions += 1;
            match made.outcomes.get(&submission.id).map(|it| &it.disposition) {
                None | Some(Disposition::Open) => open.push(submission.id),
                Some(decided) => *checklist.decided.entry(decided.name()).or_default() += 1,
            }
        }
        checklist.open = open.len();
        checklist.fits = fits(table, made, &open);
        for warning in &made.warnings {
            let (at, oddity) = match warning {
                Warning::Review { paragraph, words } => (Some(paragraph), Oddity::Meet(words.clone())),
                Warning::Odd { paragraph, what } => (Some(paragraph), Oddity::Reads(what.clone())),
                Warning::HandOverlaps { paragraph } => (Some(paragraph), Oddity::Overlaps),
                Warning::EmptySection { heading } => (Some(heading), Oddity::EmptySection),
                Warning::NotWritten { submission, .. } => {
                    let name = table.submissions.iter().find(|it| it.id == *submission);
                    let name = name.map(|it| it.name.to_string()).unwrap_or_default();
                    (None, Oddity::NotWritten(name))
                }
            };
            checklist.odd.push((at.and_then(place).map(spot), oddity));
        }
        checklist
    }
}

/// How open submissions fit a new draft.
pub fn fits(table: &Table, made: &Consolidated, open: &[SubmissionId]) -> BTreeMap<Fit, usize> {
    let lineage: Lineage = table.lineage.then(&made.lineage);
    let current = Current::new(&made.paragraphs, &lineage);
    let mut fits = BTreeMap::new();
    for submission in table.submissions.iter().filter(|it| open.contains(&it.id)) {
        *fits.entry(current.carry(submission).fit).or_default() += 1;
    }
    fits
}

/// What an issued draft amounts to, as the letter that goes with it says: to everybody, so that held ones do not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// What became of the submissions decided with it.
    pub decided: ByDisposition,
    /// How many are open and were taken along.
    pub carried: usize,
    /// How many changes there are in it.
    pub changes: usize,
    /// How many of them no submission asked for.
    pub unasked: usize,
    /// How many paragraphs it has.
    pub paragraphs: usize,
}

impl Account {
    /// Reads it from the record.
    pub fn of(r: &Read<'_>, draft: &Draft) -> Result<Self, Error> {
        let mut account = Self { paragraphs: r.paragraphs(draft.id)?.len(), ..Self::default() };
        let held: BTreeSet<SubmissionId> =
            (r.items(draft.document)?.into_iter()).filter(|it| it.held).map(|it| it.submission.id).collect();
        for outcome in r.outcomes(draft.id)?.into_iter().filter(|it| !held.contains(&it.submission)) {
            *account.decided.entry(outcome.disposition.name()).or_default() += 1;
        }
        account.carried = r.carried(draft.id)?.iter().filter(|it| !held.contains(it)).count();
        let asked = |source: &Source| matches!(source, Source::Amendment { .. });
        let ledger: Vec<Entry> = r.ledger(draft.id)?.into_iter().map(|it| without_held(it, &held)).collect();
        account.changes = ledger.len();
        account.unasked = ledger.iter().filter(|it| !it.sources.iter().any(asked)).count();
        Ok(account)
    }
}
