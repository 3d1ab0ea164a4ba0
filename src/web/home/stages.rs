//! The stages of a process as a strip: drafts and rounds by turns, and what comes next.

use jiff::Timestamp;
use jiff::civil::Date;

use super::Issued;
use crate::drafting::round::Phase;
use crate::store::rounds::Round;

/// How many stages are shown: the newest.
const SHOWN: usize = 5;

/// One stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// A draft was issued.
    Draft {
        /// What it is called.
        label: String,
        /// The day.
        issued: Date,
    },
    /// A round on a draft.
    Round {
        /// The draft it is on.
        draft: String,
        /// What it permits.
        phase: Phase,
        /// Its end: of amendments while it is open, else of reactions.
        until: Option<Timestamp>,
        /// How many submissions there are, where the reader may know.
        submissions: Option<usize>,
    },
    /// The draft to come.
    Next,
}

impl Stage {
    /// Whether it is over.
    pub(super) fn is_done(&self) -> bool {
        match self {
            Self::Draft { .. } => true,
            Self::Round { phase, .. } => *phase == Phase::Closed,
            Self::Next => false,
        }
    }

    /// Whether the process stands here.
    pub(super) fn is_now(&self) -> bool {
        match self {
            Self::Draft { .. } | Self::Next => false,
            Self::Round { phase, .. } => matches!(phase, Phase::Open | Phase::Reactions),
        }
    }
}

/// The newest stages, oldest first. `rounds` are those on each draft, with the number of submissions on it.
pub(super) fn stages(drafts: &[Issued], rounds: &[(Vec<Round>, Option<usize>)]) -> Vec<Stage> {
    let mut stages = Vec::new();
    for (Issued { draft, .. }, (rounds, submissions)) in drafts.iter().zip(rounds) {
        stages.push(Stage::Draft { label: draft.label.clone(), issued: draft.issued });
        stages.extend(rounds.iter().enumerate().map(|(at, round)| Stage::Round {
            draft: draft.label.clone(),
            phase: round.phase,
            until: match round.phase {
                Phase::Planned | Phase::Open => round.window.deadline,
                Phase::Reactions => round.window.reactions_until,
                Phase::Closed => None,
            },
            // They are of the draft, not of one of its rounds.
            submissions: submissions.filter(|_| at + 1 == rounds.len()),
        }));
    }
    stages.push(Stage::Next);
    let old = stages.len().saturating_sub(SHOWN);
    stages.drain(..old);
    stages
}
