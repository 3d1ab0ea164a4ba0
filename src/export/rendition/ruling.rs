//! What became of the submissions of a compilation when the next draft was issued.

use rustc_hash::FxHashMap;

use super::runs::{Mark, Run, whole};
use super::{Block, Rendition, TableWords, fill};
use crate::document::id::SubmissionId;
use crate::document::inline::Text;
use crate::drafting::disposition::Disposition;

/// What became of a submission, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fate {
    /// In a word or two: "retained in part", "merged into 14-C".
    pub what: String,
    /// The co-chairs' note.
    pub note: Vec<Run>,
}

/// What became of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// It was decided.
    Decided {
        /// How.
        disposition: Disposition,
        /// The co-chairs' note.
        note: Option<Text>,
    },
    /// It is open and went along to a later draft, by its name.
    Carried(String),
}

impl Rendition {
    /// Says of each submission what became of it.
    pub fn rule(&mut self, rulings: impl IntoIterator<Item = (SubmissionId, Ruling)>) {
        let items = self.blocks.iter().filter_map(|block| match block {
            Block::Item(item) => Some((item.id, item.name.clone())),
            Block::Passage(_) | Block::Rubric(_) => None,
        });
        let names: FxHashMap<SubmissionId, String> = items.collect();
        let rulings: FxHashMap<SubmissionId, Ruling> = rulings.into_iter().collect();
        let words = &self.vocabulary.tables;
        for block in &mut self.blocks {
            let Block::Item(item) = block else { continue };
            item.fate = rulings.get(&item.id).map(|ruling| match ruling {
                Ruling::Carried(draft) => Fate { what: fill(&words.carried, draft), note: Vec::new() },
                Ruling::Decided { disposition, note } => Fate {
                    what: what(disposition, &names, words),
                    note: note.as_ref().map(|it| whole(&it.rich(), Mark::Kept)).unwrap_or_default(),
                },
            });
        }
    }
}

fn what(disposition: &Disposition, names: &FxHashMap<SubmissionId, String>, words: &TableWords) -> String {
    let by = |with: &str, without: &str, id: Option<&SubmissionId>| {
        id.and_then(|id| names.get(id)).map_or_else(|| without.to_owned(), |name| fill(with, name))
    };
    match disposition {
        Disposition::Merged { into } => by(&words.merged_into, &words.merged, into.as_ref()),
        Disposition::OvertakenBy { by: other } => by(&words.overtaken_by, &words.overtaken, Some(other)),
        Disposition::Open => words.open.to_string(),
        Disposition::Retained => words.retained.to_string(),
        Disposition::RetainedInPart { .. } => words.in_part.to_string(),
        Disposition::Bracketed => words.bracketed.to_string(),
        Disposition::OutOfScope => words.out_of_scope.to_string(),
        Disposition::NotRetained => words.not_retained.to_string(),
        Disposition::Noted => words.noted.to_string(),
    }
}
