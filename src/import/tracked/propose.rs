//! From two texts side by side to amendments: one for each paragraph that was touched.

use rustc_hash::{FxHashMap, FxHashSet};

use super::words::{says_the_same, settled};
use super::{Formatting, Look, Proposal, Tracking, Unmatched};
use crate::document::compare::{Comparison, Part};
use crate::document::id::ParagraphId;
use crate::document::inline::{Rich, Text};
use crate::document::label::Label;
use crate::document::outline::with_subordinates;
use crate::document::{Content, Paragraph};
use crate::drafting::submission::{Body, Target};
use crate::drafting::typed;

/// What a comparison amounts to.
#[derive(Default)]
pub(super) struct Proposed {
    pub(super) proposals: Vec<Proposal>,
    pub(super) formatting: Vec<Formatting>,
    pub(super) unmatched: Vec<Unmatched>,
}

/// How an edit came into the file: what was done to the old view shows without a mark.
pub(super) trait Track {
    /// Of other words.
    fn words(&self, id: ParagraphId) -> Tracking;
    /// Of a paragraph that is gone.
    fn deletion(&self, id: ParagraphId) -> Tracking;
    /// Of a paragraph that is new, by its place in the new view.
    fn insertion(&self, new: usize) -> Tracking;
    /// Of a paragraph that stands elsewhere, or is another number of paragraphs.
    fn shape(&self, id: ParagraphId) -> Tracking;
}

/// Reads the amendments off a comparison of the draft with the file.
pub(super) fn propose(comparison: &Comparison<'_>, track: &impl Track) -> Proposed {
    let mut proposing = Proposing {
        base: comparison.old,
        comparison,
        track,
        proposed: Proposed::default(),
        staying: None,
        new: Vec::new(),
        done: FxHashSet::default(),
        went: FxHashMap::default(),
    };
    for part in &comparison.parts {
        if let Part::Deleted { old } = part {
            proposing.went.insert(*old, track.deletion(comparison.old[*old].id));
        }
    }
    proposing.leave_out_what_is_missing();
    for (at, part) in comparison.parts.iter().enumerate() {
        proposing.part(at, part);
    }
    proposing.insert();
    proposing.proposed
}

struct Proposing<'a, T> {
    base: &'a [Paragraph],
    comparison: &'a Comparison<'a>,
    track: &'a T,
    proposed: Proposed,
    /// The last paragraph that stays where it is.
    staying: Option<usize>,
    /// New paragraphs met since then.
    new: Vec<usize>,
    /// Places of the draft that are dealt with.
    done: FxHashSet<usize>,
    went: FxHashMap<usize, Tracking>,
}

impl<T: Track> Proposing<'_, T> {
    /// More than half of the draft gone without a mark: the file is a part of it.
    fn leave_out_what_is_missing(&mut self) {
        let untracked = self.went.iter().filter(|(_, tracking)| **tracking == Tracking::Untracked);
        let mut missing: Vec<usize> = untracked.map(|(place, _)| *place).collect();
        if missing.len() * 2 > self.base.len() {
            missing.sort_unstable();
            self.done.extend(&missing);
            self.proposed.unmatched.push(Unmatched::Missing { places: missing });
        }
    }

    fn part(&mut self, at: usize, part: &Part) {
        match part {
            Part::Same { old, .. } => self.stay(*old),
            Part::Changed { old, new } => {
                self.stay(*old);
                self.changed(*old, *new);
            }
            Part::Deleted { old } => self.deleted(*old),
            Part::Inserted { new } => {
                // A number alone, or nothing but a mark and our bookmark, says nothing.
                if !self.comparison.new[*new].content.text.is_empty() {
                    self.new.push(*new);
                }
            }
            Part::MovedAway { .. } => {}
            Part::MovedHere { old, new } => {
                self.moved(at, *old);
                self.changed(*old, *new);
            }
            Part::Split { old, new } => {
                self.stay(*old);
                self.split(*old, new.clone());
            }
            Part::Joined { old, new } => {
                self.stay(old.start);
                self.joined(old.clone(), *new);
                self.staying = Some(old.start);
            }
        }
    }

    fn stay(&mut self, place: usize) {
        self.insert();
        self.staying = Some(place);
    }

    fn propose(&mut self, place: Option<usize>, body: Body, tracking: Tracking) {
        let target = place.map_or(Target::Document, |place| Target::paragraph(self.base[place].id));
        self.proposed.proposals.push(Proposal { place, target, body, tracking });
    }

    /// The new paragraphs since the last one that stays, behind it.
    fn insert(&mut self) {
        let new = std::mem::take(&mut self.new);
        if new.is_empty() {
            return;
        }
        let tracking =
            new.iter().map(|&new| self.track.insertion(new)).reduce(both).unwrap_or(Tracking::Tracked);
        let contents = new.iter().map(|&new| self.comparison.new[new].content.clone());
        let paragraphs = contents.map(|content| relabelled(content, self.base)).collect();
        self.propose(self.staying, Body::InsertAfter { paragraphs }, tracking);
    }

    fn deleted(&mut self, place: usize) {
        if !self.done.insert(place) {
            return;
        }
        let mut tracking = self.went.get(&place).copied().unwrap_or(Tracking::Tracked);
        let below = with_subordinates(self.base, place).skip(1).collect::<Vec<_>>();
        let all_go = below.iter().all(|it| self.went.contains_key(it) && !self.done.contains(it));
        let mut subordinates = Vec::new();
        for it in below.into_iter().filter(|_| all_go) {
            self.done.insert(it);
            subordinates.push(self.base[it].id);
            tracking = both(tracking, self.went[&it]);
        }
        let base = self.base[place].content.text.clone();
        self.propose(Some(place), Body::Delete { base, subordinates }, tracking);
    }

    /// Paragraphs that stood together and go together are one move.
    fn moved(&mut self, at: usize, place: usize) {
        if !self.done.insert(place) {
            return;
        }
        let mut subordinates = Vec::new();
        let mut next = place + 1;
        for part in &self.comparison.parts[at + 1..] {
            match part {
                Part::MovedHere { old, .. } if *old == next => {
                    self.done.insert(next);
                    subordinates.push(self.base[next].id);
                    next += 1;
                }
                Part::MovedAway { .. } | Part::Deleted { .. } => {}
                _ => break,
            }
        }
        let it = &self.base[place];
        let after = self.staying.map(|staying| self.base[staying].id);
        let tracking = self.track.shape(it.id);
        let base = it.content.text.clone();
        self.propose(Some(place), Body::Move { base, subordinates, after }, tracking);
    }

    fn changed(&mut self, place: usize, new: usize) {
        let (was, is) = (&self.base[place].content, &self.comparison.new[new].content);
        if was.label != is.label {
            let look = Look::Label { old: was.label.clone(), new: is.label.clone() };
            self.proposed.formatting.push(Formatting { place, look, proposal: None });
        }
        if (was.kind, was.level) != (is.kind, is.level) {
            self.proposed.formatting.push(Formatting { place, look: Look::Kind, proposal: None });
        }
        if was.text == is.text {
            return;
        }
        let id = self.base[place].id;
        let body = Body::Replace { base: was.text.clone(), with: vec![worded(was, is.text.clone())] };
        let proposal = Proposal {
            place: Some(place),
            target: Target::paragraph(id),
            body,
            tracking: self.track.words(id),
        };
        if is.text.is_empty() {
            let base = was.text.clone();
            self.propose(Some(place), Body::Delete { base, subordinates: Vec::new() }, proposal.tracking);
        } else if says_the_same(&was.text, &is.text) {
            self.proposed.formatting.push(Formatting {
                place,
                look: Look::Emphasis,
                proposal: Some(proposal),
            });
        } else {
            self.proposed.proposals.push(proposal);
        }
    }

    fn split(&mut self, place: usize, new: std::ops::Range<usize>) {
        let content = &self.base[place].content;
        let pieces: Vec<&Text> = self.comparison.new[new].iter().map(|it| &it.content.text).collect();
        let typed: Vec<&str> = pieces.iter().map(|it| it.as_str()).collect();
        let tracking = self.track.shape(self.base[place].id);
        if let Ok(body) = typed::change(content, &typed.join("\n\n")) {
            self.propose(Some(place), body, tracking);
        }
    }

    fn joined(&mut self, old: std::ops::Range<usize>, new: usize) {
        let place = old.start;
        let (first, others) = (&self.base[place], &self.base[place + 1..old.end]);
        let tracking = self.track.shape(first.id);
        let base = first.content.text.clone();
        let words = &self.comparison.new[new].content.text;
        let mut glued = first.content.text.rich();
        let mut text = words.rich();
        for other in others {
            glued.push_str(" ");
            let rich = other.content.text.rich();
            glued.push(&rich, 0..rich.as_str().len());
            text = without_label(&text, other.content.label.as_ref());
        }
        let whole = Content { text: glued.to_text(), ..first.content.clone() };
        let text = settled(&whole, &text);
        let close = |text: &Text| text.as_str().split_whitespace().collect::<String>();
        let as_they_stand = close(&text) == close(&whole.text);
        let heading = |it: &Paragraph| it.content.kind.is_heading();
        if let [next] = others
            && !heading(first)
            && !heading(next)
        {
            let joined = (!as_they_stand).then_some(text);
            return self.propose(Some(place), Body::Join { base, next: next.id, joined }, tracking);
        }
        let text = if as_they_stand { whole.text } else { text };
        let with = vec![worded(&first.content, text)];
        self.propose(Some(place), Body::Replace { base, with }, tracking);
        for at in place + 1..old.end {
            let base = self.base[at].content.text.clone();
            self.propose(Some(at), Body::Delete { base, subordinates: Vec::new() }, tracking);
        }
    }
}

/// A paragraph with other words, as a form makes it.
fn worded(was: &Content, text: Text) -> Content {
    Content { label: None, brackets_before_label: 0, text, ..was.clone() }
}

/// A new paragraph keeps the number typed before it, unless another has that: then the desk finds it one.
fn relabelled(content: Content, base: &[Paragraph]) -> Content {
    let taken = |label: &Label| {
        let own = |other: &Label| other.stem() == label.stem() && other.form() == label.form();
        base.iter().any(|it| it.content.label.as_ref().is_some_and(own))
    };
    let is_bullet = |label: &Label| !label.as_str().contains(char::is_alphanumeric);
    match &content.label {
        Some(label) if !is_bullet(label) && !content.kind.is_heading() && taken(label) => {
            Content { label: None, ..content }
        }
        _ => content,
    }
}

/// Without the label that came along with joined words.
fn without_label(words: &Rich, label: Option<&Label>) -> Rich {
    let Some(label) = label.map(|label| format!("{label} ")) else { return words.clone() };
    let Some(at) = words.as_str().get(1..).and_then(|rest| rest.find(&label)).map(|at| at + 1) else {
        return words.clone();
    };
    let mut out = Rich::default();
    out.push(words, 0..at);
    if !words.as_str()[..at].ends_with(char::is_whitespace) {
        out.push_str(" ");
    }
    out.push(words, at + label.len()..words.as_str().len());
    out
}

/// How two edits were tracked that are one.
fn both(a: Tracking, b: Tracking) -> Tracking {
    if a == b { a } else { Tracking::Both }
}

/// The old view of the file against the draft that it was downloaded from.
pub(super) struct Marks<'a> {
    /// What each paragraph reads in that draft.
    pub(super) draft: FxHashMap<ParagraphId, &'a Content>,
    /// The same in the draft that is amended, where the file is a redline between the two.
    pub(super) later: Option<FxHashMap<ParagraphId, &'a Content>>,
    /// The same in the old view.
    pub(super) old: FxHashMap<ParagraphId, &'a Content>,
    /// The same in the new view.
    pub(super) new: FxHashMap<ParagraphId, &'a Content>,
    /// The paragraphs of the draft that the old view has elsewhere, or in another number.
    pub(super) reshaped: FxHashSet<ParagraphId>,
    /// The new view's paragraphs that the old view has too, as new ones; and whether with the same words.
    pub(super) typed_in: FxHashMap<usize, bool>,
}

impl Track for Marks<'_> {
    fn words(&self, id: ParagraphId) -> Tracking {
        let text = |of: &FxHashMap<ParagraphId, &Content>| of.get(&id).map(|it| it.text.clone());
        let (draft, old, new) = (text(&self.draft), text(&self.old), text(&self.new));
        let later = self.later.as_ref().and_then(text);
        match (old == draft || (later.is_some() && old == later), old == new) {
            (true, _) => Tracking::Tracked,
            (false, true) => Tracking::Untracked,
            (false, false) => Tracking::Both,
        }
    }

    fn deletion(&self, id: ParagraphId) -> Tracking {
        // In a redline the old view never had what came with the later draft.
        let was_there = self.draft.contains_key(&id);
        if self.old.contains_key(&id) || !was_there { Tracking::Tracked } else { Tracking::Untracked }
    }

    fn insertion(&self, new: usize) -> Tracking {
        match self.typed_in.get(&new) {
            None => Tracking::Tracked,
            Some(true) => Tracking::Untracked,
            Some(false) => Tracking::Both,
        }
    }

    fn shape(&self, id: ParagraphId) -> Tracking {
        if self.reshaped.contains(&id) { Tracking::Untracked } else { Tracking::Tracked }
    }
}
