//! Carrying a submission to a later draft.
//!
//! Invariant: always from the words it was made on straight to the current draft, never from a carried form; its own
//! words are never changed, and what is computed here can be computed again. A paragraph is followed by its id and the
//! lineage of the drafts between, never by likeness.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::submission::{Body, Submission};
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::inline::{Rich, Text};
use crate::document::lineage::Lineage;
use crate::document::{Paragraph, Places};
use crate::engine::{self, Merge, Op, Outcome, Region, State};

/// How many in a hundred bytes of the shorter text have to be kept.
const LEAST_LIKE: usize = 40;

/// How a submission fits the current draft, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// As it was made.
    Clean,
    /// The words around it have changed.
    Shifted,
    /// It overlaps with what has changed: its author has to look.
    Touched,
    /// What it was about is gone.
    Lost,
}

impl Fit {
    /// The name used in files and in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Shifted => "shifted",
            Self::Touched => "touched",
            Self::Lost => "lost",
        }
    }
}

/// A draft to carry submissions to, and how its paragraphs descend from those of earlier drafts.
#[derive(Clone, Debug)]
pub struct Current<'a> {
    /// The paragraphs in order.
    pub paragraphs: &'a [Paragraph],
    places: Places,
    lineage: &'a Lineage,
}

/// A submission on the current draft.
#[derive(Clone, Debug)]
pub struct Carried {
    /// How it fits.
    pub fit: Fit,
    /// For an amendment of words: every paragraph it changes, as it wants it to read.
    pub readings: Vec<(ParagraphId, Rich)>,
}

impl<'a> Current<'a> {
    /// `lineage` leads from the drafts the submissions were made on to this one.
    pub fn new(paragraphs: &'a [Paragraph], lineage: &'a Lineage) -> Self {
        Self { paragraphs, places: Places::of(paragraphs), lineage }
    }

    /// The place of a paragraph in the draft.
    pub fn place(&self, id: ParagraphId) -> Option<usize> {
        self.places.get(id)
    }

    /// The paragraphs that hold the words of an earlier one, in order; none if it is gone.
    pub fn follow(&self, id: ParagraphId) -> Vec<usize> {
        let heirs = self.lineage.heirs(id).chain(std::iter::once(id));
        let mut places: Vec<usize> = heirs.filter_map(|heir| self.place(heir)).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The paragraph a submission is decided on: the first that holds the words it was made on. None for one on the
    /// whole text, and for one whose paragraph is gone.
    pub fn home(&self, submission: &Submission) -> Option<usize> {
        submission.target.anchor().and_then(|anchor| self.follow(anchor).first().copied())
    }

    /// Carries all submissions here.
    pub fn carry_all(&self, submissions: &[Submission]) -> BTreeMap<SubmissionId, Carried> {
        submissions.iter().map(|submission| (submission.id, self.carry(submission))).collect()
    }

    /// Carries a submission here.
    pub fn carry(&self, submission: &Submission) -> Carried {
        let Some(anchor) = submission.target.anchor() else {
            return self.carry_general(submission);
        };
        let places = self.follow(anchor);
        let (Some(&first), Some(&last)) = (places.first(), places.last()) else {
            return Carried { fit: Fit::Lost, readings: Vec::new() };
        };
        let unchanged = |base: &Text| places.len() == 1 && self.paragraphs[first].content.text == *base;
        let plain = |fit| Carried { fit, readings: Vec::new() };
        match &submission.body {
            Body::Comment { .. } | Body::InsertAfter { .. } => plain(Fit::Clean),
            Body::ReplaceThroughout { .. } => self.carry_general(submission),
            Body::Replace { base, with } => match with.first() {
                Some(paragraph) => self.carry_words(&places, base, &paragraph.text.rich()),
                None => plain(Fit::Lost),
            },
            Body::Split { base, pieces } => self.carry_words(&places, base, &joined(pieces)),
            Body::Delete { base, .. } => plain(if unchanged(base) { Fit::Clean } else { Fit::Touched }),
            Body::Move { base, after, .. } => plain(match after {
                Some(after) if self.follow(*after).is_empty() => Fit::Lost,
                _ if unchanged(base) => Fit::Clean,
                _ => Fit::Shifted,
            }),
            Body::Join { base, next, .. } => plain(match self.follow(*next).first() {
                None => Fit::Lost,
                Some(next) if *next != last + 1 => Fit::Touched,
                Some(_) if unchanged(base) => Fit::Clean,
                Some(_) => Fit::Shifted,
            }),
        }
    }

    /// As [`Current::carry`], for an amendment that is taken in part: it wants its paragraph to read `wanted`.
    pub fn carry_reading(&self, submission: &Submission, wanted: &Rich) -> Carried {
        let places = submission.target.anchor().map_or_else(Vec::new, |anchor| self.follow(anchor));
        match submission.body.base() {
            Some(base) if !places.is_empty() => self.carry_words(&places, base, wanted),
            _ => Carried { fit: Fit::Lost, readings: Vec::new() },
        }
    }

    /// An amendment of words on all paragraphs that hold the words it was made on: each takes the edits that fall
    /// into it, one that falls between two goes where it fits best.
    fn carry_words(&self, places: &[usize], base: &Text, wanted: &Rich) -> Carried {
        let base = base.rich();
        let parts: Vec<Part> =
            places.iter().map(|&place| Part::new(&base, &self.paragraphs[place], wanted)).collect();
        let fits: BTreeSet<(usize, usize)> = parts.iter().flat_map(Part::fitting).collect();
        let mut readings = Vec::new();
        for part in &parts {
            let reading = part.reading(&base, wanted, &fits);
            if parts.len() == 1 || reading != part.now {
                readings.push((part.id, reading));
            }
        }
        let fit = match parts[..] {
            [ref only] => only.fit,
            _ if readings.is_empty() => Fit::Touched,
            _ => Fit::Shifted,
        };
        Carried { fit, readings }
    }

    /// A submission on the whole text or a section: words replaced wherever they stand.
    fn carry_general(&self, submission: &Submission) -> Carried {
        let Body::ReplaceThroughout { find, put } = &submission.body else {
            return Carried { fit: Fit::Clean, readings: Vec::new() };
        };
        let scope = match submission.target.anchor().and_then(|anchor| self.place(anchor)) {
            Some(place) => crate::document::outline::section(self.paragraphs, place),
            None => 0..self.paragraphs.len(),
        };
        let readings: Vec<_> = (self.paragraphs[scope].iter())
            .filter_map(|paragraph| {
                let text = paragraph.content.text.rich();
                replace_words(&text, find, put).map(|reading| (paragraph.id, reading))
            })
            .collect();
        Carried { fit: if readings.is_empty() { Fit::Lost } else { Fit::Clean }, readings }
    }
}

/// An amendment on one of the paragraphs that hold the words it was made on.
struct Part {
    id: ParagraphId,
    now: Rich,
    merge: Merge,
    fit: Fit,
}

impl Part {
    fn new(base: &Rich, paragraph: &Paragraph, wanted: &Rich) -> Self {
        let now = paragraph.content.text.rich();
        let rebased = engine::rebase(base.source(), now.source(), wanted.source());
        let fit = match rebased.outcome {
            Outcome::Clean => Fit::Clean,
            Outcome::Shifted => Fit::Shifted,
            Outcome::Touched => Fit::Touched,
            Outcome::Lost => Fit::Lost,
        };
        let fit = if is_like(base, &now) { fit } else { fit.max(Fit::Touched) };
        Self { id: paragraph.id, merge: rebased.merge, now, fit }
    }

    /// The places where the amendment applies without touching anything else.
    fn fitting(&self) -> impl Iterator<Item = (usize, usize)> {
        let own = |region: &&Region| !region.review && matches!(region.state, State::Changed { side: 1, .. });
        self.merge.regions.iter().filter(own).map(|region| (region.base.start, region.base.end))
    }

    /// The wanted words on this paragraph; where both changed the same, the paragraph's stand, and what fits better
    /// elsewhere (`fits`) is left to that.
    fn reading(&self, base: &Rich, wanted: &Rich, fits: &BTreeSet<(usize, usize)>) -> Rich {
        let sides = [&self.now, wanted];
        let mut reading = Rich::default();
        for region in &self.merge.regions {
            let elsewhere = region.review && fits.contains(&(region.base.start, region.base.end));
            match &region.state {
                State::Changed { side: 1, .. } if elsewhere => reading.push(base, region.base.clone()),
                State::Unchanged => reading.push(base, region.base.clone()),
                State::Changed { text, .. } | State::Agreed { text, .. } => {
                    reading.push(sides[text.side], text.range.clone());
                }
                State::Competing { .. } => match region.wanted_by(0) {
                    Some(text) => reading.push(&self.now, text.range.clone()),
                    None => reading.push(base, region.base.clone()),
                },
            }
        }
        reading
    }
}

/// Whether enough of the shorter text stands in the other for an amendment of one to mean the other.
fn is_like(base: &Rich, now: &Rich) -> bool {
    let shorter = base.as_str().len().min(now.as_str().len());
    let redline = engine::redline(base.source(), now.source());
    let kept: usize = redline.runs.iter().filter(|run| run.op == Op::Equal).map(|run| run.old.len()).sum();
    base == now || kept * 100 >= shorter * LEAST_LIKE
}

/// The pieces of a split as one text.
pub(super) fn joined(pieces: &[Text]) -> Rich {
    let mut whole = Rich::default();
    for piece in pieces.iter().filter(|piece| !piece.is_empty()) {
        if !whole.as_str().is_empty() {
            whole.push_str(" ");
        }
        let piece = piece.rich();
        whole.push(&piece, 0..piece.as_str().len());
    }
    whole
}

/// `text` with every whole-word occurrence of `find` replaced; none if there is none.
fn replace_words(text: &Rich, find: &str, put: &str) -> Option<Rich> {
    let words = text.as_str();
    let is_edge = |at: usize| {
        let inner = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !(inner(words[..at].chars().next_back()) && inner(words[at..].chars().next()))
    };
    let mut out = Rich::default();
    let mut from = 0;
    for (at, found) in words.match_indices(find).filter(|(_, found)| !found.is_empty()) {
        if at < from || !is_edge(at) || !is_edge(at + found.len()) {
            continue;
        }
        out.push(text, from..at);
        out.push_str(put);
        from = at + found.len();
    }
    if from == 0 {
        return None;
    }
    out.push(text, from..words.len());
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_replaced_everywhere() {
        let rows = [
            ("ICT and ICTs, ICT.", "ICT", "cyber", Some("cyber and ICTs, cyber.")),
            ("*ICT* here", "here", "there", Some("*ICT* there")),
            ("none", "one", "two", None),
        ];
        for (text, find, put, expected) in rows {
            let found = replace_words(&Rich::parse(text), find, put).map(|it| it.to_text().to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
