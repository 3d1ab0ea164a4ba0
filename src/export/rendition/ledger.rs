//! The ledger as a document: every change in the order of the text, and where it comes from.

use super::runs::Run;
use super::vocabulary::fill;
use super::{Block, Cover, Language, Rendition, Vocabulary};
use crate::document::id::SubmissionId;
use crate::drafting::ledger::{Change, Entry, Source};

impl Rendition {
    /// The lines of a ledger, each with the name that its paragraph is spoken of by; `item` names a submission.
    pub fn ledger(
        lines: &[(String, Entry)],
        item: impl Fn(SubmissionId) -> String,
        cover: Cover,
        language: Language,
    ) -> Self {
        let words = &Vocabulary::default();
        let line = |(place, entry): &(String, Entry)| {
            let from: Vec<String> = entry.sources.iter().map(|it| source(words, it, &item)).collect();
            let told = format!(
                ": {}. {}",
                changed(words, &entry.change),
                fill(&words.ledger_from, &from.join("; "))
            );
            Block::Line(vec![Run::strong(words.place(place)), Run::plain(told)])
        };
        let mut blocks = vec![Block::Rubric(words.ledger.to_string())];
        match lines {
            [] => blocks.push(Block::Line(vec![Run::plain(words.none.to_string())])),
            lines => blocks.extend(lines.iter().map(line)),
        }
        Self::paper(blocks, cover, language)
    }
}

fn changed(words: &Vocabulary, change: &Change) -> String {
    let one = |said: &str, value: &str| fill(said, value.trim());
    match change {
        Change::Words { old_words, new_words, .. } if old_words.trim().is_empty() => {
            one(&words.ledger_inserted, new_words)
        }
        Change::Words { old_words, new_words, .. } if new_words.trim().is_empty() => {
            one(&words.ledger_deleted, old_words)
        }
        Change::Words { old_words, new_words, .. } => {
            // The earlier words may hold what stands for the later ones.
            match words.ledger_replaced.split_once("{}") {
                Some((before, rest)) => format!("{before}{}{}", old_words.trim(), one(rest, new_words)),
                None => words.ledger_replaced.to_string(),
            }
        }
        Change::Inserted => words.was_inserted.to_string(),
        Change::Deleted => words.was_deleted.to_string(),
        Change::Moved { .. } => words.was_moved.to_string(),
        Change::SplitFrom { .. } => words.was_split.to_string(),
        Change::JoinedWith { .. } => words.was_joined.to_string(),
        Change::Relabelled { old, new } if old == new => words.form_changed.to_string(),
        Change::Relabelled { .. } => words.label_changed.to_string(),
    }
}

fn source(words: &Vocabulary, source: &Source, item: impl Fn(SubmissionId) -> String) -> String {
    match source {
        Source::Amendment { submission } => item(*submission),
        Source::Floor => words.ledger_floor.to_string(),
        Source::InformalGroup => words.ledger_informal_group.to_string(),
        Source::CoChairs => words.ledger_co_chairs.to_string(),
        Source::Editorial => words.ledger_editorial.to_string(),
    }
}
