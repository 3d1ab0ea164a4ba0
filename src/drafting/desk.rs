//! The desk: an append-only log of acts, and the state that is their fold.
//!
//! Invariant: nothing at the desk is ever overwritten. An act names what it touches; undo appends an act that takes
//! an earlier one out of the fold, and is refused where a later act depends on it. The fold knows no text: what the
//! decisions make of the draft is computed by [`super::consolidate`].

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::disposition::Disposition;
use super::ledger::Source;
use crate::document::id::{ActId, ParagraphId, SubmissionId};
use crate::document::inline::Text;
use crate::document::label::Label;
use crate::document::{Content, Kind};

/// One act in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Its id.
    pub id: ActId,
    /// What was done.
    pub deed: Deed,
}

/// What can be done at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub enum Deed {
    /// The decision on one paragraph, or on the whole text where it names none.
    Decide {
        /// The paragraph.
        paragraph: Option<ParagraphId>,
        /// What becomes of which submission.
        rulings: Vec<Ruling>,
        /// How rival wordings of the paragraph are written down.
        #[serde(default)]
        form: Form,
        /// The submissions the decision took into account; another one reopens it.
        considered: Vec<SubmissionId>,
        /// The co-chairs' note to the authors.
        note: Option<Text>,
    },
    /// The words of a paragraph rewritten by hand.
    Write {
        /// The paragraph.
        paragraph: ParagraphId,
        /// How it read.
        old: Text,
        /// How it reads now.
        new: Text,
        /// Whose words they are.
        source: Source,
    },
    /// Paragraphs added by hand.
    Insert {
        /// Behind which paragraph; none is the very beginning.
        after: Option<ParagraphId>,
        /// What is added.
        paragraphs: Vec<Content>,
        /// Whose they are.
        source: Source,
    },
    /// Paragraphs deleted by hand.
    Delete {
        /// Which.
        paragraphs: Vec<ParagraphId>,
        /// On whose word.
        source: Source,
    },
    /// Paragraphs moved by hand, together.
    Move {
        /// Which, in order.
        paragraphs: Vec<ParagraphId>,
        /// Behind which paragraph; none is the very beginning.
        after: Option<ParagraphId>,
        /// On whose word.
        source: Source,
    },
    /// A paragraph split by hand.
    Split {
        /// Which.
        paragraph: ParagraphId,
        /// Its pieces.
        pieces: Vec<Text>,
        /// On whose word.
        source: Source,
    },
    /// A paragraph joined with the one behind it by hand.
    Join {
        /// The first.
        paragraph: ParagraphId,
        /// The second.
        next: ParagraphId,
        /// How they read together.
        joined: Text,
        /// On whose word.
        source: Source,
    },
    /// Another label, and where it is said what kind of paragraph it is.
    Relabel {
        /// The paragraph.
        paragraph: ParagraphId,
        /// Its label; one that has none by hand is given none.
        label: Option<Label>,
        /// What it is besides; as it is if none is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        shape: Option<Shape>,
        /// On whose word.
        source: Source,
    },
    /// The state of a paragraph.
    SetState {
        /// The paragraph.
        paragraph: ParagraphId,
        /// Its state.
        state: ParagraphState,
        /// Why; reopening needs a reason.
        reason: Option<Text>,
    },
    /// Takes an earlier act back.
    Undo {
        /// Which.
        act: ActId,
    },
}

/// What a paragraph is besides its words and its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// What kind of unit.
    pub kind: Kind,
    /// How deep it stands.
    pub level: u8,
    /// How many of its opening brackets stand before the label.
    pub brackets_before_label: u8,
}

impl Shape {
    /// The shape of what a paragraph holds.
    pub const fn of(content: &Content) -> Self {
        let Content { kind, level, brackets_before_label, .. } = *content;
        Self { kind, level, brackets_before_label }
    }
}

/// What becomes of one submission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// The submission.
    pub submission: SubmissionId,
    /// What was decided.
    pub disposition: Disposition,
}

/// How rival wordings are written into the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// `[shall][should]` at the place itself.
    #[default]
    InText,
    /// The whole paragraph once for each: "14. Alt 1", "14. Alt 2".
    Alternatives,
}

/// Where a paragraph stands in the talks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParagraphState {
    /// Under discussion.
    #[default]
    Open,
    /// Agreed ad referendum.
    AgreedAdRef,
    /// Closed.
    Closed,
}

impl ParagraphState {
    /// The name used in files and in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::AgreedAdRef => "agreed_ad_ref",
            Self::Closed => "closed",
        }
    }
}

/// The fold of the log.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    rulings: BTreeMap<SubmissionId, Disposition>,
    decisions: BTreeMap<Option<ParagraphId>, Decision>,
    states: BTreeMap<ParagraphId, ParagraphState>,
    own: Vec<Act>,
}

/// The decision in force on one paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// How rival wordings are written down.
    pub form: Form,
    /// The submissions taken into account.
    pub considered: BTreeSet<SubmissionId>,
    /// The note to the authors.
    pub note: Option<Text>,
}

/// Why an act cannot be undone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotUndo {
    /// There is no such act.
    #[error("no such act at the desk")]
    Unknown,
    /// It has been taken back already.
    #[error("that act has been undone already")]
    Already,
    /// An undo is taken back by doing the thing again.
    #[error("an undo cannot be undone; do the thing again")]
    IsUndo,
    /// A later act builds on it.
    #[error("a later act builds on it: undo that one first")]
    Needed {
        /// The later act.
        by: ActId,
    },
}

impl Desk {
    /// Folds a log, oldest act first.
    pub fn fold(log: &[Act]) -> Self {
        let undone = undone(log);
        let mut desk = Self::default();
        for act in log.iter().filter(|act| !undone.contains(&act.id)) {
            desk.apply(act);
        }
        desk
    }

    /// What was decided on a submission; [`Disposition::Open`] if nothing was.
    pub fn disposition(&self, submission: SubmissionId) -> &Disposition {
        const OPEN: &Disposition = &Disposition::Open;
        self.rulings.get(&submission).unwrap_or(OPEN)
    }

    /// The decision in force on a paragraph.
    pub fn decision(&self, paragraph: ParagraphId) -> Option<&Decision> {
        self.decision_on(Some(paragraph))
    }

    /// The decision in force on a paragraph, or on the whole text.
    pub fn decision_on(&self, paragraph: Option<ParagraphId>) -> Option<&Decision> {
        self.decisions.get(&paragraph)
    }

    /// Where a paragraph stands.
    pub fn state(&self, paragraph: ParagraphId) -> ParagraphState {
        self.states.get(&paragraph).copied().unwrap_or_default()
    }

    /// All paragraph states that were set.
    pub fn states(&self) -> impl Iterator<Item = (ParagraphId, ParagraphState)> {
        self.states.iter().map(|(id, state)| (*id, *state))
    }

    /// What the co-chairs did by hand, in order.
    pub fn own_acts(&self) -> &[Act] {
        &self.own
    }

    fn apply(&mut self, act: &Act) {
        match &act.deed {
            Deed::Decide { paragraph, rulings, form, considered, note } => {
                for ruling in rulings {
                    self.rulings.insert(ruling.submission, ruling.disposition.clone());
                }
                let decision = self.decisions.entry(*paragraph).or_default();
                decision.form = *form;
                if rulings.is_empty() {
                    // It stands as it is, whatever has come or gone since.
                    decision.considered.clear();
                }
                decision.considered.extend(considered);
                if let Some(note) = note {
                    decision.note = Some(note.clone()).filter(|note| !note.is_empty());
                }
            }
            Deed::SetState { paragraph, state, .. } => {
                self.states.insert(*paragraph, *state);
            }
            Deed::Write { .. }
            | Deed::Insert { .. }
            | Deed::Delete { .. }
            | Deed::Move { .. }
            | Deed::Split { .. }
            | Deed::Join { .. }
            | Deed::Relabel { .. } => self.own.push(act.clone()),
            Deed::Undo { .. } => {}
        }
    }
}

/// The undo of `act`, if nothing later depends on it.
pub fn undo(log: &[Act], act: ActId) -> Result<Deed, CannotUndo> {
    let gone = undone(log);
    let at = log.iter().position(|it| it.id == act).ok_or(CannotUndo::Unknown)?;
    if matches!(log[at].deed, Deed::Undo { .. }) {
        return Err(CannotUndo::IsUndo);
    }
    if gone.contains(&act) {
        return Err(CannotUndo::Already);
    }
    let in_force = |later: &&Act| !gone.contains(&later.id);
    let builds = log[at + 1..].iter().filter(in_force).find(|later| depends(later, &log[at]));
    match builds.or_else(|| settles(&log[at + 1..], &gone, &log[at])) {
        Some(later) => Err(CannotUndo::Needed { by: later.id }),
        None => Ok(Deed::Undo { act }),
    }
}

/// Whether an act is about that paragraph, or about the whole text where none is named; an undo is if what it takes
/// back was.
pub fn is_about(log: &[Act], act: &Act, paragraph: Option<ParagraphId>) -> bool {
    match &act.deed {
        Deed::Decide { paragraph: on, .. } => *on == paragraph,
        Deed::SetState { paragraph: on, .. } => Some(*on) == paragraph,
        Deed::Undo { act: of } => {
            log.iter().find(|it| it.id == *of).is_some_and(|undone| is_about(log, undone, paragraph))
        }
        Deed::Write { .. }
        | Deed::Insert { .. }
        | Deed::Delete { .. }
        | Deed::Move { .. }
        | Deed::Split { .. }
        | Deed::Join { .. }
        | Deed::Relabel { .. } => paragraph.is_some_and(|it| touched(act).contains(&it)),
    }
}

/// The acts that are not in force any more.
pub fn taken_back(log: &[Act]) -> BTreeSet<ActId> {
    undone(log)
}

/// The act among `later` by which the paragraph of `earlier` is agreed or closed at present: its words stay as they
/// are until it is opened again.
fn settles<'a>(later: &'a [Act], gone: &BTreeSet<ActId>, earlier: &Act) -> Option<&'a Act> {
    let of = |act: &Act| match &act.deed {
        Deed::Decide { paragraph, .. } => paragraph.iter().copied().collect(),
        Deed::SetState { .. } | Deed::Undo { .. } => Vec::new(),
        _ => touched(act),
    };
    let paragraphs = of(earlier);
    let states = later.iter().rev().filter(|act| !gone.contains(&act.id));
    let last_state = |paragraph: &ParagraphId| {
        states
            .clone()
            .find(|act| matches!(&act.deed, Deed::SetState { paragraph: on, .. } if on == paragraph))
    };
    let closes = |act: &&Act| !matches!(&act.deed, Deed::SetState { state: ParagraphState::Open, .. });
    paragraphs.iter().filter_map(last_state).find(closes)
}

fn undone(log: &[Act]) -> BTreeSet<ActId> {
    (log.iter())
        .filter_map(|act| match act.deed {
            Deed::Undo { act } => Some(act),
            _ => None,
        })
        .collect()
}

/// Whether `later` builds on what `earlier` did: it rewrites the same words, rules on the same submissions, or
/// touches a paragraph that `earlier` brought in, moved or took out.
fn depends(later: &Act, earlier: &Act) -> bool {
    match (&earlier.deed, &later.deed) {
        (Deed::Decide { rulings, .. }, Deed::Decide { rulings: again, .. }) => {
            rulings.iter().any(|a| again.iter().any(|b| a.submission == b.submission))
        }
        (Deed::Decide { .. }, _) => false,
        (Deed::SetState { paragraph, .. }, Deed::SetState { paragraph: again, .. }) => paragraph == again,
        (Deed::SetState { .. } | Deed::Undo { .. }, _) => false,
        _ => {
            let touched = touched(earlier);
            touched.iter().any(|paragraph| self::touched(later).contains(paragraph))
        }
    }
}

/// The paragraphs an act by hand names or brings in.
fn touched(act: &Act) -> Vec<ParagraphId> {
    match &act.deed {
        Deed::Write { paragraph, .. } | Deed::Relabel { paragraph, .. } => vec![*paragraph],
        Deed::Insert { after, paragraphs, .. } => {
            let brought = (0..paragraphs.len()).map(|n| ParagraphId::brought_by(act.id, n));
            after.iter().copied().chain(brought).collect()
        }
        Deed::Delete { paragraphs, .. } => paragraphs.clone(),
        Deed::Move { paragraphs, after, .. } => paragraphs.iter().copied().chain(*after).collect(),
        Deed::Split { paragraph, pieces, .. } => {
            let brought = (1..pieces.len()).map(|n| ParagraphId::brought_by(act.id, n));
            std::iter::once(*paragraph).chain(brought).collect()
        }
        Deed::Join { paragraph, next, .. } => vec![*paragraph, *next],
        Deed::Decide { .. } | Deed::SetState { .. } | Deed::Undo { .. } => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act(n: u8, deed: Deed) -> Act {
        Act { id: ActId::from_bytes([n; 16]), deed }
    }

    fn item(n: u8) -> SubmissionId {
        SubmissionId::from_bytes([n; 16])
    }

    fn decide(submission: u8, disposition: Disposition) -> Deed {
        Deed::Decide {
            paragraph: None,
            rulings: vec![Ruling { submission: item(submission), disposition }],
            form: Form::InText,
            considered: vec![item(submission)],
            note: None,
        }
    }

    #[test]
    fn the_last_ruling_in_force_counts() {
        let mut log =
            vec![act(1, decide(7, Disposition::Retained)), act(2, decide(7, Disposition::NotRetained))];
        assert_eq!(*Desk::fold(&log).disposition(item(7)), Disposition::NotRetained);
        assert_eq!(undo(&log, log[0].id), Err(CannotUndo::Needed { by: log[1].id }));
        log.push(act(3, undo(&log, log[1].id).unwrap()));
        assert_eq!(*Desk::fold(&log).disposition(item(7)), Disposition::Retained);
        log.push(act(4, undo(&log, log[0].id).unwrap()));
        assert_eq!(*Desk::fold(&log).disposition(item(7)), Disposition::Open);
        assert_eq!(undo(&log, log[0].id), Err(CannotUndo::Already));
        assert_eq!(undo(&log, log[3].id), Err(CannotUndo::IsUndo));
    }

    #[test]
    fn what_others_build_on_stays() {
        let paragraph = ParagraphId::from_bytes([1; 16]);
        let write = |old: &str, new: &str| Deed::Write {
            paragraph,
            old: Text::parse(old),
            new: Text::parse(new),
            source: Source::CoChairs,
        };
        let log =
            [act(1, write("a", "b")), act(2, decide(7, Disposition::Retained)), act(3, write("b", "c"))];
        assert_eq!(undo(&log, log[0].id), Err(CannotUndo::Needed { by: log[2].id }));
        assert!(undo(&log, log[1].id).is_ok());
    }

    #[test]
    fn what_is_agreed_keeps_its_words_until_it_is_opened_again() {
        let paragraph = ParagraphId::from_bytes([1; 16]);
        let state = |state| Deed::SetState { paragraph, state, reason: None };
        let write =
            Deed::Write { paragraph, old: Text::parse("a"), new: Text::parse("b"), source: Source::CoChairs };
        let mut log = vec![act(1, write), act(2, state(ParagraphState::AgreedAdRef))];
        assert_eq!(undo(&log, log[0].id), Err(CannotUndo::Needed { by: log[1].id }));
        log.push(act(3, state(ParagraphState::Open)));
        assert!(undo(&log, log[0].id).is_ok());
        assert!(is_about(&log, &log[0], Some(paragraph)) && !is_about(&log, &log[0], None));
        log.push(act(4, Deed::Undo { act: log[0].id }));
        assert!(is_about(&log, &log[3], Some(paragraph)));
        assert!(taken_back(&log).contains(&log[0].id));
    }

    #[test]
    fn a_decision_without_rulings_considers_what_lies_there_now() {
        let on = |rulings: Vec<Ruling>, considered: &[u8]| Deed::Decide {
            paragraph: None,
            rulings,
            form: Form::InText,
            considered: considered.iter().map(|&n| item(n)).collect(),
            note: Some(Text::parse("Note.")),
        };
        let ruling = Ruling { submission: item(1), disposition: Disposition::Noted };
        let mut log = vec![act(1, on(vec![ruling.clone()], &[1, 2])), act(2, on(vec![ruling], &[1]))];
        let considered = |log: &[Act]| Desk::fold(log).decision_on(None).unwrap().considered.len();
        assert_eq!(considered(&log), 2);
        log.push(act(3, on(Vec::new(), &[1])));
        assert_eq!(considered(&log), 1);
    }
}
