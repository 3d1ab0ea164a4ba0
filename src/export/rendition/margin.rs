//! Submissions in the margin of a text: each beside its paragraph, with what became of it.
//!
//! Invariant: every submission given stands in one margin, unless the text has no paragraph at all; the text itself is
//! as it was. Says nothing of who and when.

use rustc_hash::FxHashMap;

use super::compilation::{Items, added};
use super::runs::{Mark, Matter, Run, push, whole};
use super::{Block, Item, Passage, Rendition, Vocabulary};
use crate::document::Paragraph;
use crate::document::id::SubmissionId;
use crate::document::inline::Text;
use crate::document::lineage::Lineage;
use crate::document::outline::spoken_names;
use crate::drafting::compile::compile;
use crate::drafting::disposition::Disposition;
use crate::drafting::submission::{Body, Submission};

/// What became of a submission when a draft was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fate {
    /// What was decided.
    pub disposition: Disposition,
    /// The co-chairs' note on it.
    pub note: Option<Text>,
}

/// What became of submissions, of those of which it is told.
pub type Fates = FxHashMap<SubmissionId, Fate>;

impl Rendition {
    /// Puts `submissions`, made on `draft`, into the margins of a clean text or a redline. Each paragraph of `draft`
    /// must be found in it; what is on the whole text stands beside its beginning.
    pub fn annotate(&mut self, draft: &[Paragraph], submissions: &[Submission], fates: &Fates) {
        let vocabulary = self.vocabulary.clone();
        let items = Items::of(draft, &spoken_names(draft), &vocabulary);
        let compilation = compile(draft, &Lineage::default(), submissions);
        let note = |submission: &&Submission| {
            let texts = in_a_margin(&submission.body).iter().map(|text| in_line(text)).collect();
            let mut item = Item { texts, ..items.item(submission) };
            item.tell_fate(fates, &vocabulary);
            Item { rationale: in_line(&item.rationale), answer: in_line(&item.answer), ..item }
        };
        let passages = self.blocks.iter_mut().filter_map(|block| match block {
            Block::Passage(passage) => Some(passage),
            Block::Item(_) | Block::Rubric(_) | Block::Line(_) | Block::Quote(_) | Block::Table(_) => None,
        });
        let mut passages: Vec<&mut Passage> = passages.collect();
        if let Some(first) = passages.first_mut() {
            first.notes.extend(compilation.general.iter().chain(&compilation.lost).map(note));
        }
        for compiled in compilation.paragraphs.iter().filter(|it| !it.submissions.is_empty()) {
            let place = passages.iter().position(|it| it.anchor == Some(compiled.paragraph.id)).unwrap_or(0);
            if let Some(passage) = passages.get_mut(place) {
                passage.notes.extend(compiled.submissions.iter().map(note));
            }
        }
    }
}

impl Item {
    /// Adds what became of it, where that is told.
    pub(super) fn tell_fate(&mut self, fates: &Fates, vocabulary: &Vocabulary) {
        let Some(Fate { disposition, note }) = fates.get(&self.id) else { return };
        self.became = vocabulary.became(disposition).to_owned();
        self.answer = note.as_ref().map(|text| whole(&text.rich(), Mark::Kept)).unwrap_or_default();
    }
}

/// The words that a margin or a table shows: comments and what is new; what is amended is told in sentences.
pub(super) fn in_a_margin(body: &Body) -> Vec<Vec<Run>> {
    match body {
        Body::Comment { text } => vec![whole(&text.rich(), Mark::Kept)],
        Body::Replace { with, .. } => with.iter().skip(1).map(added).collect(),
        Body::InsertAfter { paragraphs } => paragraphs.iter().map(added).collect(),
        Body::Join { joined: Some(joined), .. } => vec![whole(&joined.rich(), Mark::Inserted)],
        Body::Delete { .. }
        | Body::Move { .. }
        | Body::Split { .. }
        | Body::Join { joined: None, .. }
        | Body::ReplaceThroughout { .. } => Vec::new(),
    }
}

/// With footnotes in brackets behind their words: a margin has no foot.
fn in_line(runs: &[Run]) -> Vec<Run> {
    let mut out = Vec::new();
    for run in runs {
        match &run.matter {
            Matter::Words { .. } => push(&mut out, run.clone()),
            Matter::Footnote(inside) => {
                push(&mut out, Run::words(run.mark, " ["));
                in_line(inside).into_iter().for_each(|run| push(&mut out, run));
                push(&mut out, Run::words(run.mark, "]"));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::cases::{annotated, submitted};

    #[test]
    fn every_submission_stands_in_one_margin_and_the_text_is_untouched() {
        for clean in [true, false] {
            let (bare, with) = annotated(clean);
            let mut names: Vec<String> =
                with.passages().flat_map(|it| &it.notes).map(|item| item.name.clone()).collect();
            let mut expected: Vec<String> = submitted().iter().map(|it| it.name.to_string()).collect();
            names.sort();
            expected.sort();
            assert_eq!(names, expected);
            let mut without = with;
            for block in &mut without.blocks {
                if let Block::Passage(passage) = block {
                    passage.notes.clear();
                }
            }
            assert_eq!(without, bare);
        }
    }

    #[test]
    fn a_margin_tells_what_became_of_a_submission_and_no_reserved_rationale() {
        let (_, with) = annotated(true);
        let notes: Vec<&Item> = with.passages().flat_map(|it| &it.notes).collect();
        let told: Vec<&str> = notes.iter().map(|it| it.became.as_str()).filter(|it| !it.is_empty()).collect();
        assert_eq!(told, ["Retained in part", "Noted"]);
        assert_eq!(notes.iter().filter(|it| !it.rationale.is_empty()).count(), 1, "one is shared");
        assert_eq!(notes.iter().filter(|it| !it.answer.is_empty()).count(), 1, "one has a note");
        assert!(notes.iter().all(|it| it.runs().all(|run| !run.is_note())), "a margin has no foot");
        assert!(notes.iter().any(|it| it.flags == ["withdrawn"]));
    }
}
