//! A paragraph of the next draft while it is being made: what it reads, and where every word of it comes from.
//!
//! Invariant: the ledger is read off these and nothing else, so whatever changes a paragraph here says its source.

use std::ops::Range;

use super::desk::Shape;
use super::ledger::{Change, Entry, Source};
use super::offset::{self, Snap};
use super::wording::{self, Place, Wording};
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::inline::Rich;
use crate::document::label::Label;
use crate::document::{Paragraph, brackets};
use crate::engine::{self, Op};

/// One paragraph in the making.
#[derive(Clone, Debug)]
pub(super) struct Made {
    /// As it reads now.
    pub(super) paragraph: Paragraph,
    /// The earlier words it continues; empty for a new paragraph.
    pub(super) origin: Rich,
    /// Where those begin in the earlier paragraph's text: not 0 for the later pieces of a split.
    pub(super) origin_start: usize,
    /// The words after the submissions, before the co-chairs' own.
    pub(super) merged: Rich,
    /// Where `merged` differs from `origin`.
    pub(super) places: Vec<Place>,
    /// Who has rewritten it by hand.
    pub(super) hands: Vec<Source>,
    /// What happened to it as a whole.
    pub(super) acts: Vec<(Change, Vec<Source>)>,
    /// For a paragraph that is new: behind which one it was asked for.
    pub(super) anchor: Option<ParagraphId>,
    /// Whether somebody has said what its label is, or that it has none.
    pub(super) labelled: bool,
}

impl Made {
    /// A paragraph of the earlier draft with its new wording.
    pub(super) fn kept(base: &Paragraph, wording: Wording) -> Self {
        let mut paragraph = base.clone();
        paragraph.content.text = wording.text.to_text();
        Self {
            paragraph,
            origin: base.content.text.rich(),
            origin_start: 0,
            merged: wording.text,
            places: wording.places,
            hands: Vec::new(),
            acts: Vec::new(),
            anchor: None,
            labelled: false,
        }
    }

    /// A paragraph that was not there before.
    pub(super) fn new(paragraph: Paragraph, sources: Vec<Source>, anchor: Option<ParagraphId>) -> Self {
        Self {
            merged: paragraph.content.text.rich(),
            paragraph,
            origin: Rich::default(),
            origin_start: 0,
            places: Vec::new(),
            hands: Vec::new(),
            acts: vec![(Change::Inserted, sources)],
            anchor,
            labelled: false,
        }
    }

    /// Whether it was not in the earlier draft in any form.
    pub(super) fn is_new(&self) -> bool {
        self.acts.iter().any(|(change, _)| matches!(change, Change::Inserted))
    }

    /// Whether it was part of another paragraph.
    pub(super) fn is_split_off(&self) -> bool {
        self.acts.iter().any(|(change, _)| matches!(change, Change::SplitFrom { .. }))
    }

    /// Gives it another label.
    pub(super) fn relabel(&mut self, label: Option<Label>, sources: Vec<Source>) {
        let shown = |label: &Option<Label>| label.as_ref().map(ToString::to_string);
        let now = &mut self.paragraph.content.label;
        if *now == label {
            return;
        }
        self.acts.push((Change::Relabelled { old: shown(now), new: shown(&label) }, sources));
        *now = label;
    }

    /// Gives it another label and shape by hand. A label that is taken off stays off.
    pub(super) fn reshape(&mut self, label: Option<Label>, shape: Option<Shape>, source: Source) {
        self.labelled = true;
        let content = &mut self.paragraph.content;
        let before = content.clone();
        if let Some(Shape { kind, level, brackets_before_label }) = shape {
            (content.kind, content.level) = (kind, level);
            content.brackets_before_label = brackets_before_label;
        }
        content.label = label;
        if *content != before {
            let shown = |label: &Option<Label>| label.as_ref().map(ToString::to_string);
            let (old, new) = (shown(&before.label), shown(&content.label));
            self.acts.push((Change::Relabelled { old, new }, vec![source]));
        }
    }

    /// Puts the paragraph into brackets, label and all, unless it stands in brackets already.
    pub(super) fn enclose(&mut self, submissions: &[SubmissionId]) {
        let mut wording =
            Wording { text: std::mem::take(&mut self.merged), places: std::mem::take(&mut self.places) };
        if wording::enclose(&mut wording, submissions) {
            let before = &mut self.paragraph.content.brackets_before_label;
            *before = before.saturating_add(1);
        }
        self.paragraph.content.text = wording.text.to_text();
        self.merged = wording.text;
        self.places = wording.places;
    }

    /// Cuts the paragraph before byte `origin_at` of its origin and `merged_at` of its words; the later piece gets `id`.
    pub(super) fn split(
        mut self,
        origin_at: usize,
        merged_at: usize,
        id: ParagraphId,
        sources: Vec<Source>,
    ) -> [Self; 2] {
        let (first_words, second_words, words_start) = cut(&self.merged, merged_at);
        let (first_origin, second_origin, origin_start) = cut(&self.origin, origin_at);
        let from = self.paragraph.id;
        let mut content = self.paragraph.content.clone();
        content.label = None;
        content.brackets_before_label = 0;
        content.text = second_words.to_text();
        let at_cut = |place: &Place| place.base.is_empty() && place.base.start == origin_at;
        let earlier = |place: &Place| {
            if at_cut(place) { place.written.end <= merged_at } else { place.base.start < origin_at }
        };
        let later = |place: &Place| if at_cut(place) { !earlier(place) } else { place.base.end > origin_at };
        let second = Self {
            paragraph: Paragraph { id, content },
            origin_start: self.origin_start + origin_start,
            places: (self.places.iter().filter(|place| later(place)))
                .map(|place| shift(place, origin_start, words_start))
                .collect(),
            origin: second_origin,
            merged: second_words,
            hands: self.hands.clone(),
            acts: vec![(Change::SplitFrom { from }, sources)],
            anchor: Some(from),
            labelled: false,
        };
        self.places.retain(earlier);
        self.paragraph.content.text = first_words.to_text();
        self.merged = first_words;
        self.origin = first_origin;
        [self, second]
    }

    /// Adds the words of `next` behind its own.
    pub(super) fn join(&mut self, next: Self, sources: Vec<Source>) {
        let gap = |rich: &Rich| if rich.as_str().is_empty() { "" } else { " " };
        let (origin_gap, merged_gap) = (gap(&self.origin), gap(&self.merged));
        self.origin.push_str(origin_gap);
        self.merged.push_str(merged_gap);
        let (origin_at, merged_at) = (self.origin.as_str().len(), self.merged.as_str().len());
        self.origin.push(&next.origin, 0..next.origin.as_str().len());
        self.merged.push(&next.merged, 0..next.merged.as_str().len());
        self.places.extend(next.places.iter().map(|place| Place {
            base: place.base.start + origin_at..place.base.end + origin_at,
            written: place.written.start + merged_at..place.written.end + merged_at,
            ..place.clone()
        }));
        self.hands.extend(next.hands);
        self.acts.push((Change::JoinedWith { with: next.paragraph.id }, sources));
        self.acts
            .extend(next.acts.into_iter().filter(|(change, _)| matches!(change, Change::JoinedWith { .. })));
        self.paragraph.content.text = self.merged.to_text();
    }

    /// Makes two joined paragraphs read as their join wants it; what was amended in either stays.
    pub(super) fn read_together(&mut self, joined: &Rich, submissions: &[SubmissionId]) {
        let Some(&submission) = submissions.first() else { return };
        let side = |text: &Rich| wording::Side { submission, text: text.clone(), bracketed: false };
        let written = wording::write(&self.origin, &[side(joined), side(&self.merged)]);
        let earlier = std::mem::take(&mut self.places);
        let sourced = |place: Place| {
            let amended = earlier.iter().filter(|it| meets(&it.base, &place.base));
            let sources: Vec<_> = amended.flat_map(|it| it.sources.iter().copied()).collect();
            Place { sources: if sources.is_empty() { submissions.to_vec() } else { sources }, ..place }
        };
        self.places = written.places.into_iter().map(sourced).collect();
        self.paragraph.content.text = written.text.to_text();
        self.merged = written.text;
    }

    /// Replaces the words by hand; brackets that no longer hold the whole stand behind the label again.
    pub(super) fn rewrite(&mut self, text: &Rich, source: Source) {
        let content = &mut self.paragraph.content;
        let held = brackets::leading(content.text.as_str());
        if usize::from(content.brackets_before_label) <= held {
            let holds = brackets::leading(text.as_str());
            content.brackets_before_label = content.brackets_before_label.min(holds as u8);
        }
        content.text = text.to_text();
        self.hands.push(source);
    }

    /// Its lines of the ledger: acts first, then changed words in order.
    pub(super) fn entries(&self) -> Vec<Entry> {
        let paragraph = self.paragraph.id;
        let acts =
            self.acts.iter().map(|(change, sources)| entry(paragraph, change.clone(), sources.clone()));
        let mut entries: Vec<Entry> = acts.collect();
        if self.is_new() && self.hands.is_empty() {
            return entries;
        }
        let before = if self.is_new() { &self.merged } else { &self.origin };
        let after = self.paragraph.content.text.rich();
        let by_hand = hunks(&self.merged, &after);
        for hunk in hunks(before, &after) {
            let mut sources = self.sources_of(&hunk, &by_hand, &after);
            sources.sort_unstable();
            sources.dedup();
            let words = |rich: &Rich, range: &Range<usize>| rich.as_str()[range.clone()].to_owned();
            let change = Change::Words {
                old: hunk.old.start + self.origin_start..hunk.old.end + self.origin_start,
                new: hunk.new.clone(),
                old_words: words(before, &hunk.old),
                new_words: words(&after, &hunk.new),
            };
            entries.push(entry(paragraph, change, sources));
        }
        entries
    }

    /// Where a changed run comes from: the places it meets, and the hands where it meets what they wrote.
    fn sources_of(&self, hunk: &Hunk, by_hand: &[Hunk], after: &Rich) -> Vec<Source> {
        let mut sources = Vec::new();
        let merged_of = |at, snap| offset::carry(by_hand.iter().map(|hand| (&hand.new, &hand.old)), at, snap);
        let start = merged_of(hunk.new.start, Snap::Start);
        let in_merged = start..merged_of(hunk.new.end, Snap::End).max(start);
        for meets in [strictly_meets, meets] {
            for place in &self.places {
                if meets(&place.base, &hunk.old) || meets(&place.written, &in_merged) {
                    sources.extend(place.sources.iter().map(|&submission| Source::Amendment { submission }));
                }
            }
            if by_hand.iter().any(|hand| {
                meets(&hand.new, &hunk.new) || (hand.new.is_empty() && meets(&hand.old, &in_merged))
            }) {
                sources.extend(&self.hands);
            }
            if !sources.is_empty() {
                return sources;
            }
        }
        if self.hands.is_empty() && after == &self.merged {
            sources.extend(self.acts.iter().flat_map(|(_, sources)| sources.iter().copied()));
        }
        if sources.is_empty() {
            sources.push(self.hands.last().copied().unwrap_or(Source::Editorial));
        }
        sources
    }
}

/// A changed stretch: bytes of one text that became bytes of another.
#[derive(Clone, Debug)]
struct Hunk {
    old: Range<usize>,
    new: Range<usize>,
}

fn hunks(old: &Rich, new: &Rich) -> Vec<Hunk> {
    let redline = engine::redline(old.source(), new.source());
    (redline.runs.chunk_by(|a, b| (a.op == Op::Equal) == (b.op == Op::Equal)))
        .filter(|runs| runs[0].op != Op::Equal)
        .map(|runs| {
            let (first, last) = (&runs[0], &runs[runs.len() - 1]);
            Hunk { old: first.old.start..last.old.end, new: first.new.start..last.new.end }
        })
        .collect()
}

fn strictly_meets(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn meets(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start <= b.end && b.start <= a.end
}

fn entry(paragraph: ParagraphId, change: Change, mut sources: Vec<Source>) -> Entry {
    sources.sort_unstable();
    sources.dedup();
    Entry { paragraph, change, sources }
}

/// Both halves without white space at the cut, and where the second begins.
fn cut(rich: &Rich, at: usize) -> (Rich, Rich, usize) {
    let text = rich.as_str();
    let at = at.min(text.len());
    let first_end = text[..at].trim_end().len();
    let second_start = text.len() - text[at..].trim_start().len();
    let part = |range: Range<usize>| {
        let mut part = Rich::default();
        part.push(rich, range);
        part
    };
    (part(0..first_end), part(second_start..text.len()), second_start)
}

fn shift(place: &Place, origin: usize, written: usize) -> Place {
    let back = |range: &Range<usize>, by: usize| range.start.saturating_sub(by)..range.end.saturating_sub(by);
    Place { base: back(&place.base, origin), written: back(&place.written, written), ..place.clone() }
}
