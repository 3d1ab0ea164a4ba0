//! Rounds: windows in which delegations may submit, and what each phase of them permits.

use serde::{Deserialize, Serialize};

/// What a round permits at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Announced, not yet begun.
    Planned,
    /// Comments, amendments, positions.
    Open,
    /// Positions, comments and withdrawals; no new amendments.
    Reactions,
    /// Nothing more.
    Closed,
}

impl Phase {
    /// The name used in files and in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Open => "open",
            Self::Reactions => "reactions",
            Self::Closed => "closed",
        }
    }

    /// Whether new amendments are taken.
    pub const fn takes_amendments(self) -> bool {
        matches!(self, Self::Open)
    }
}

/// When what was submitted becomes visible. From first to last: from now on only tightened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReleasePolicy {
    /// Every day at a fixed hour of the venue.
    Daily,
    /// When the co-chairs say so.
    OnCommand,
    /// When the round closes.
    AtClose,
}

impl ReleasePolicy {
    /// The name used in files and in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::OnCommand => "on_command",
            Self::AtClose => "at_close",
        }
    }
}
