//! The bracketed text: what secretariats make by hand of everything that came in, before anybody decides.
//!
//! Invariant: what nobody contests is taken, identical proposals once; what competes is bracketed; deletions and moves
//! are bracketed and never taken by themselves; comments, late submissions and what does not fit stay open, each with
//! a reason. Nothing already decided is touched, and running it again decides nothing new.

use std::collections::{BTreeMap, BTreeSet};

use super::carry::{Carried, Current, Fit};
use super::desk::{Deed, Desk, Form, ParagraphState, Ruling};
use super::disposition::Disposition;
use super::plan;
use super::submission::{Body, Submission};
use super::wording::{self, Side};
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::inline::Text;
use crate::document::lineage::Lineage;
use crate::document::{Content, Paragraph};
use crate::engine::{self, Likeness};

/// What to decide, and what to leave.
#[derive(Clone, Debug, Default)]
pub struct Automatic {
    /// One decision a paragraph, in the order of the text.
    pub deeds: Vec<Deed>,
    /// What stays open, and why, by id.
    pub left: BTreeMap<SubmissionId, Left>,
}

/// Why a submission stays open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Left {
    /// A comment proposes no words.
    Comment,
    /// It came after the deadline.
    Late,
    /// It overlaps with what has changed since it was made.
    Touched,
    /// What it was about is gone.
    Lost,
    /// It changes nothing, or splits off nothing.
    Empty,
    /// It asks for a split or join while others want something else of the paragraph.
    Structure,
    /// The paragraph is closed.
    Closed,
}

impl Left {
    /// The reason in a few words.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Comment => "a comment: for the co-chairs to answer",
            Self::Late => "received after the deadline",
            Self::Touched => "overlaps with what has changed since it was made",
            Self::Lost => "what it was about is gone",
            Self::Empty => "changes no words",
            Self::Structure => "a split or join that others contest",
            Self::Closed => "the paragraph is closed",
        }
    }
}

/// Whether submissions received after the deadline are taken in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LateOnes {
    /// They stay open.
    #[default]
    Leave,
    /// They are treated like the others.
    TakeIn,
}

/// Decides whatever is open and can be decided without judgement.
pub fn decide(
    base: &[Paragraph],
    lineage: &Lineage,
    submissions: &[Submission],
    desk: &Desk,
    late: LateOnes,
) -> Automatic {
    let current = Current::new(base, lineage);
    let mut work = Work { current: &current, desk, late, found: BTreeMap::new(), left: BTreeMap::new() };
    for submission in submissions.iter().filter(|it| !it.withdrawn && desk.disposition(it.id).is_open()) {
        work.sort_in(submission);
    }
    let found = std::mem::take(&mut work.found);
    let deeds = found.into_iter().filter_map(|(place, found)| work.decide(place, found)).collect();
    Automatic { deeds, left: work.left }
}

/// The open submissions on one paragraph.
#[derive(Default)]
struct Found<'a> {
    words: Vec<Side>,
    insertions: Vec<(&'a Submission, &'a [Content])>,
    bracketed: Vec<SubmissionId>,
    /// Whether the paragraph will be put into brackets as a whole.
    enclosed: bool,
    structure: Vec<&'a Submission>,
}

struct Work<'a> {
    current: &'a Current<'a>,
    desk: &'a Desk,
    late: LateOnes,
    /// By place in the draft; none is the whole text.
    found: BTreeMap<Option<usize>, Found<'a>>,
    left: BTreeMap<SubmissionId, Left>,
}

impl<'a> Work<'a> {
    fn sort_in(&mut self, submission: &'a Submission) {
        let carried = self.current.carry(submission);
        let places = submission.target.anchor().map_or_else(Vec::new, |anchor| self.current.follow(anchor));
        if let Some(left) = self.reason_to_leave(submission, &carried, &places) {
            self.left.insert(submission.id, left);
            return;
        }
        let found = self.found.entry(places.last().copied()).or_default();
        match &submission.body {
            Body::Comment { .. } => {}
            Body::Replace { .. } | Body::ReplaceThroughout { .. } => {
                if let Body::Replace { with, .. } = &submission.body
                    && with.len() > 1
                {
                    found.insertions.push((submission, &with[1..]));
                }
                for (paragraph, text) in carried.readings {
                    let place = self.current.place(paragraph);
                    let side = Side { submission: submission.id, text, bracketed: false };
                    self.found.entry(place).or_default().words.push(side);
                }
            }
            Body::InsertAfter { paragraphs } => found.insertions.push((submission, paragraphs)),
            Body::Delete { subordinates, .. } | Body::Move { subordinates, .. } => {
                found.bracketed.push(submission.id);
                let under = subordinates.iter().filter_map(|id| self.current.place(*id));
                for place in places.into_iter().chain(under) {
                    self.found.entry(Some(place)).or_default().enclosed = true;
                }
            }
            Body::Split { .. } | Body::Join { .. } => found.structure.push(submission),
        }
    }

    fn reason_to_leave(&self, submission: &Submission, carried: &Carried, places: &[usize]) -> Option<Left> {
        let closed =
            |&place: &usize| self.desk.state(self.current.paragraphs[place].id) == ParagraphState::Closed;
        let empty = match &submission.body {
            Body::Comment { .. } => return Some(Left::Comment),
            Body::Split { pieces, .. } => pieces.iter().any(Text::is_empty),
            Body::Replace { with, .. } => with.len() < 2 && self.changes_nothing(carried),
            Body::InsertAfter { paragraphs } => paragraphs.iter().all(|it| it.text.is_empty()),
            Body::Move { after, .. } => self.stands_there(places, *after),
            Body::Delete { .. } | Body::Join { .. } | Body::ReplaceThroughout { .. } => false,
        };
        match carried.fit {
            _ if submission.late && self.late == LateOnes::Leave => Some(Left::Late),
            Fit::Lost => Some(Left::Lost),
            Fit::Touched => Some(Left::Touched),
            Fit::Clean | Fit::Shifted if empty => Some(Left::Empty),
            Fit::Clean | Fit::Shifted => places.iter().any(closed).then_some(Left::Closed),
        }
    }

    /// Whether what is to be moved stands behind `after` already.
    fn stands_there(&self, places: &[usize], after: Option<ParagraphId>) -> bool {
        let before = places.first().and_then(|place| place.checked_sub(1));
        let after = after.and_then(|after| self.current.follow(after).last().copied());
        !places.is_empty() && before == after
    }

    fn changes_nothing(&self, carried: &Carried) -> bool {
        let same = |(id, text): &(ParagraphId, _)| {
            let place = self.current.place(*id);
            place.is_some_and(|place| self.current.paragraphs[place].content.text.rich() == *text)
        };
        carried.readings.iter().all(same)
    }

    fn decide(&mut self, place: Option<usize>, found: Found<'_>) -> Option<Deed> {
        let paragraph = place.map(|place| &self.current.paragraphs[place]);
        let mut rulings: BTreeMap<SubmissionId, Disposition> = BTreeMap::new();
        let mut form = Form::InText;
        if let Some(paragraph) = paragraph {
            form = rule_on_words(paragraph, &found, &mut rulings);
        }
        rule_on_insertions(&found.insertions, &mut rulings);
        rulings.extend(found.bracketed.iter().map(|&id| (id, Disposition::Bracketed)));
        self.rule_on_structure(paragraph, &found, &mut rulings);
        if rulings.is_empty() {
            return None;
        }
        Some(Deed::Decide {
            paragraph: paragraph.map(|it| it.id),
            considered: rulings.keys().copied().collect(),
            rulings: rulings
                .into_iter()
                .map(|(submission, disposition)| Ruling { submission, disposition })
                .collect(),
            form,
            note: None,
        })
    }

    /// A split or join is taken if it is alone or all agree, and nobody wants the paragraph deleted, moved or in
    /// alternatives, or words changed across the cut.
    fn rule_on_structure(
        &mut self,
        paragraph: Option<&Paragraph>,
        found: &Found<'_>,
        rulings: &mut BTreeMap<SubmissionId, Disposition>,
    ) {
        let bodies: Vec<&Body> = found.structure.iter().map(|it| &it.body).collect();
        let agreed = bodies.windows(2).all(|pair| pair[0] == pair[1]);
        let contested = !agreed
            || !found.bracketed.is_empty()
            || rulings.values().any(|it| *it == Disposition::Bracketed)
            || paragraph.is_some_and(|it| bodies.iter().any(|body| cut_across(it, body, &found.words)));
        for submission in &found.structure {
            if contested {
                self.left.insert(submission.id, Left::Structure);
            } else {
                rulings.insert(submission.id, Disposition::Retained);
            }
        }
    }
}

/// Whether somebody changes words across a cut of the split, or takes a whole piece away.
fn cut_across(paragraph: &Paragraph, body: &Body, words: &[Side]) -> bool {
    let Body::Split { base, pieces } = body else { return false };
    let now = paragraph.content.text.rich();
    let cuts = plan::cuts(&base.rich(), pieces, &now);
    let ends = cuts.iter().copied().chain(std::iter::once(now.as_str().len()));
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let parts: Vec<_> = starts.zip(ends).collect();
    words.iter().any(|side| {
        engine::edits(now.source(), side.text.source()).iter().any(|edit| {
            let across = cuts.iter().any(|cut| edit.base.start < *cut && *cut < edit.base.end);
            across
                || parts.iter().any(|(start, end)| edit.base.start <= start + 1 && *end <= edit.base.end + 1)
        })
    })
}

/// Takes what competes with nothing, brackets the rest; says how the rivals are to be written.
fn rule_on_words(
    paragraph: &Paragraph,
    found: &Found<'_>,
    rulings: &mut BTreeMap<SubmissionId, Disposition>,
) -> Form {
    let base = paragraph.content.text.rich();
    let contested = wording::contested(&base, &found.words);
    let mut sides = found.words.clone();
    for (side, contested) in sides.iter_mut().zip(contested) {
        side.bracketed = contested;
        let ruling = if contested { Disposition::Bracketed } else { Disposition::Retained };
        let strongest = rulings.entry(side.submission).or_insert_with(|| ruling.clone());
        if contested {
            *strongest = ruling;
        }
    }
    let written = wording::write(&base, &sides);
    let fits = wording::fits_in_text(&base, &sides)
        && (!found.enclosed || wording::can_be_enclosed(written.text.as_str()));
    if fits { Form::InText } else { Form::Alternatives }
}

/// New paragraphs are taken; those at one place that are nearly the same are rivals and stand in brackets.
fn rule_on_insertions(
    insertions: &[(&Submission, &[Content])],
    rulings: &mut BTreeMap<SubmissionId, Disposition>,
) {
    let words =
        |contents: &[Content]| contents.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join("\n");
    let texts: Vec<String> = insertions.iter().map(|(_, contents)| words(contents)).collect();
    let mut rivals: BTreeSet<usize> = BTreeSet::new();
    for a in 0..texts.len() {
        for b in a + 1..texts.len() {
            let likeness = engine::likeness(None, texts[a].as_str().into(), texts[b].as_str().into());
            if likeness == Likeness::NearIdentical {
                rivals.extend([a, b]);
            }
        }
    }
    for (n, (submission, _)) in insertions.iter().enumerate() {
        let ruling = if rivals.contains(&n) { Disposition::Bracketed } else { Disposition::Retained };
        let own = rulings.entry(submission.id).or_insert_with(|| ruling.clone());
        if ruling == Disposition::Bracketed {
            *own = ruling;
        }
    }
}
