//! Two drafts side by side, paragraph by paragraph, and what was submitted on the earlier one between them.
//!
//! Invariant: the paragraphs of the earlier draft stand in their column once each and in order of the comparison; so do
//! those of the later one. Changes are shown in the later column, none is tracked.

use super::compilation::Items;
use super::margin::in_a_margin;
use super::redline::{Places, kept, passages};
use super::{Block, Cover, Fates, Item, Language, Passage, Rendition, Run, View, fill};
use crate::document::Paragraph;
use crate::document::compare::{Comparison, Part};
use crate::document::lineage::Lineage;
use crate::document::outline::spoken_names;
use crate::drafting::compile::compile;
use crate::drafting::submission::Submission;

/// Two drafts side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The columns in order, and what stands above each.
    pub columns: Vec<(Column, String)>,
    /// What stands side by side.
    pub rows: Vec<Row>,
}

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// How the paragraph is spoken of.
    Paragraph,
    /// The earlier draft.
    Old,
    /// What was submitted on that; missing where the reader is shown none.
    Submissions,
    /// The later draft, its changes marked.
    New,
}

/// What stands side by side: one paragraph, those it was split into, or those that were joined to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// How the paragraph is spoken of; one that is gone by its old name.
    pub place: String,
    /// The paragraphs of the earlier draft.
    pub old: Vec<Passage>,
    /// What was submitted on them.
    pub submissions: Vec<Item>,
    /// Those of the later draft, or what went; changes marked.
    pub new: Vec<Passage>,
}

impl Rendition {
    /// Two drafts side by side, with the submissions made on the earlier one if any are given.
    pub fn comparison(
        comparison: &Comparison<'_>,
        submissions: Option<(&[Submission], &Fates)>,
        cover: Cover,
        language: Language,
    ) -> Self {
        let mut rendition = Self { view: View::Comparison, ..Self::clean(&[], cover, language) };
        let vocabulary = &rendition.vocabulary;
        let places = Places::of(comparison, vocabulary);
        let (given, none) = (submissions.map(|(given, _)| given).unwrap_or_default(), Fates::default());
        let fates = submissions.map_or(&none, |(_, fates)| fates);
        let items = Items::of(comparison.old, &spoken_names(comparison.old), vocabulary);
        let compilation = compile(comparison.old, &Lineage::default(), given);
        let drawn = |all: &[&Submission]| -> Vec<Item> {
            let one = |submission: &&Submission| {
                let mut item = Item { texts: in_a_margin(&submission.body), ..items.item(submission) };
                item.tell_fate(fates, vocabulary);
                item
            };
            all.iter().map(one).collect()
        };
        let mut rows = Vec::new();
        let alone = |place: &str, all: &[&Submission]| {
            let (place, submissions) = (place.to_owned(), drawn(all));
            Row { place, old: Vec::new(), submissions, new: Vec::new() }
        };
        if !compilation.general.is_empty() {
            rows.push(alone(&vocabulary.whole_text, &compilation.general));
        }
        rows.extend(comparison.parts.iter().map(|part| {
            // What moved is told where it stood; where it stands its words are against those it had.
            let old = match part {
                Part::MovedHere { .. } | Part::Inserted { .. } => 0..0,
                Part::Same { .. }
                | Part::Changed { .. }
                | Part::Deleted { .. }
                | Part::MovedAway { .. }
                | Part::Split { .. }
                | Part::Joined { .. } => part.old_places(),
            };
            let place = match part {
                Part::Deleted { .. } | Part::MovedAway { .. } | Part::Split { .. } => {
                    places.old[part.old_places().start].clone()
                }
                Part::Same { .. }
                | Part::Changed { .. }
                | Part::Inserted { .. }
                | Part::MovedHere { .. }
                | Part::Joined { .. } => places.new[part.new_places().start].clone(),
            };
            let on = old.clone().flat_map(|at| &compilation.paragraphs[at].submissions);
            let bare = |paragraph: &Paragraph| Passage { anchor: None, ..kept(paragraph) };
            Row {
                place,
                submissions: drawn(&on.copied().collect::<Vec<_>>()),
                old: comparison.old[old].iter().map(bare).collect(),
                new: passages(comparison, &places, part),
            }
        }));
        if !compilation.lost.is_empty() {
            rows.push(alone(&vocabulary.lost, &compilation.lost));
        }
        let or = |name: &str, other: &str| if name.is_empty() { other.to_owned() } else { name.to_owned() };
        let earlier = or(&rendition.cover.against, &vocabulary.column_earlier);
        let columns = [
            (Column::Paragraph, vocabulary.column_paragraph.to_string()),
            (Column::Old, earlier.clone()),
            (Column::Submissions, fill(&vocabulary.column_submissions, &earlier)),
            (Column::New, or(&rendition.cover.draft, &vocabulary.column_later)),
        ];
        let shown = |(column, _): &(Column, String)| *column != Column::Submissions || submissions.is_some();
        let columns = columns.into_iter().filter(shown).collect();
        rendition.blocks = vec![Block::Table(Table { columns, rows })];
        rendition
    }
}

impl Row {
    pub(super) fn runs(&self) -> impl Iterator<Item = &Run> {
        let passages = self.old.iter().chain(&self.new).flat_map(Passage::runs);
        passages.chain(self.submissions.iter().flat_map(Item::runs))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Matter;
    use super::*;
    use crate::export::cases::{cases, submitted};
    use crate::export::rendition::Mark;

    fn table(rendition: &Rendition) -> &Table {
        match &rendition.blocks[..] {
            [Block::Table(table)] => table,
            other => panic!("{other:?}"),
        }
    }

    fn words<'a>(runs: impl IntoIterator<Item = &'a Run>, without: Mark) -> String {
        let words = |run: &Run| match &run.matter {
            Matter::Words { text, .. } if run.mark != without => text.clone(),
            Matter::Words { .. } | Matter::Footnote(_) => String::new(),
        };
        runs.into_iter().map(words).collect()
    }

    #[test]
    fn both_drafts_stand_there_whole() {
        for case in cases() {
            let rendition = case.comparison();
            let rows = &table(&rendition).rows;
            let plain = |draft: &[Paragraph], mark: Mark| -> String {
                let clean = case.clean(draft);
                clean.passages().map(|it| words(it.runs(), mark)).collect()
            };
            let moved = |it: &Passage| matches!(it.remark, Some(super::super::Remark::MovedTo(_)));
            let old: String =
                rows.iter().flat_map(|row| &row.old).map(|it| words(it.runs(), Mark::Inserted)).collect();
            assert_eq!(old, plain(&case.old, Mark::Inserted), "{}", case.name);
            let new = rows.iter().flat_map(|row| &row.new).filter(|it| !moved(it));
            let new: String = new.map(|it| words(it.runs(), Mark::Deleted)).collect();
            assert_eq!(new, plain(&case.new, Mark::Deleted), "{}", case.name);
        }
    }

    #[test]
    fn every_submission_stands_in_the_row_of_its_paragraph() {
        let case = cases().into_iter().find(|case| case.name == "outcome").unwrap();
        let rendition = case.comparison();
        let table = table(&rendition);
        let heads: Vec<&str> = table.columns.iter().map(|(_, head)| head.as_str()).collect();
        assert_eq!(heads, ["Paragraph", "Zero draft", "Submissions on Zero draft", "Rev.1"]);
        let found: Vec<(&str, &str)> = (table.rows.iter())
            .flat_map(|row| row.submissions.iter().map(|it| (row.place.as_str(), it.name.as_str())))
            .collect();
        assert_eq!(found.len(), submitted().len());
        assert_eq!(found[0], ("Whole text", "General-J"));
        assert!(found.contains(&("(b)", "h-C")) && found.contains(&("para. 4", "n-E")), "{found:?}");
        assert!(table.rows.iter().flat_map(|row| &row.old).all(|it| it.anchor.is_none()));
    }
}
