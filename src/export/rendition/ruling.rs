//! What became of the submissions of a compilation when the next draft was issued.

use rustc_hash::FxHashMap;

use super::runs::{Mark, whole};
use super::{Block, Rendition, Vocabulary, fill};
use crate::document::id::SubmissionId;
use crate::document::inline::Text;
use crate::drafting::disposition::Disposition;

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
            _ => None,
        });
        let names: FxHashMap<SubmissionId, String> = items.collect();
        let rulings: FxHashMap<SubmissionId, Ruling> = rulings.into_iter().collect();
        let words = self.vocabulary.clone();
        for block in &mut self.blocks {
            let Block::Item(item) = block else { continue };
            match rulings.get(&item.id) {
                None => {}
                Some(Ruling::Carried(draft)) => item.became = fill(&words.tables.carried, draft),
                Some(Ruling::Decided { disposition, note }) => {
                    item.became = what(disposition, &names, &words);
                    item.answer = note.as_ref().map(|it| whole(&it.rich(), Mark::Kept)).unwrap_or_default();
                }
            }
        }
    }
}

/// "Retained in part", "Merged into 14-C".
fn what(disposition: &Disposition, names: &FxHashMap<SubmissionId, String>, words: &Vocabulary) -> String {
    let named = |with: &str, id: &SubmissionId| names.get(id).map(|name| fill(with, name));
    let named = match disposition {
        Disposition::Merged { into } => into.as_ref().and_then(|id| named(&words.tables.merged_into, id)),
        Disposition::OvertakenBy { by } => named(&words.tables.overtaken_by, by),
        _ => None,
    };
    named.unwrap_or_else(|| words.became(disposition).to_owned())
}
