//! Rounds: windows in which delegations may submit, what each phase of them permits, and when a release is due.

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

    /// Whether a release is made on that occasion in a phase. Once a round is closed, answers to the co-chairs come in
    /// still; where all was to wait for the close, that has been, and they come out on command.
    pub const fn permits_in(self, phase: Phase, occasion: Occasion) -> bool {
        let on_command = matches!((self, phase, occasion), (Self::AtClose, Phase::Closed, Occasion::Command));
        on_command || self.permits(occasion)
    }

    /// Whether a release is made on that occasion.
    pub const fn permits(self, occasion: Occasion) -> bool {
        match occasion {
            Occasion::Day => matches!(self, Self::Daily),
            Occasion::Command => matches!(self, Self::OnCommand),
            Occasion::Close => true,
        }
    }
}

/// What a release is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// The hour of the day has come.
    Day,
    /// The co-chairs said so.
    Command,
    /// The round closes, or the reactions end.
    Close,
}

impl Occasion {
    /// Whether the release waits: fewer delegations than the minimum were active. States and stakeholders are counted
    /// together: a release does not say of which track an item is, and one body alone must not hold back all the
    /// others. At the close nothing waits.
    pub fn waits(self, active: u32, minimum: u32) -> bool {
        self != Self::Close && active < minimum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_permits_its_own_occasion_and_the_close() {
        for (policy, own) in [
            (ReleasePolicy::Daily, Some(Occasion::Day)),
            (ReleasePolicy::OnCommand, Some(Occasion::Command)),
            (ReleasePolicy::AtClose, None),
        ] {
            for occasion in [Occasion::Day, Occasion::Command, Occasion::Close] {
                let expected = occasion == Occasion::Close || Some(occasion) == own;
                assert_eq!(policy.permits(occasion), expected, "{policy:?} {occasion:?}");
                for phase in [Phase::Planned, Phase::Open, Phase::Reactions, Phase::Closed] {
                    let after = phase == Phase::Closed && policy == ReleasePolicy::AtClose;
                    let expected = expected || (after && occasion == Occasion::Command);
                    assert_eq!(
                        policy.permits_in(phase, occasion),
                        expected,
                        "{policy:?} {phase:?} {occasion:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_release_waits_until_enough_delegations_were_active() {
        for (active, waits) in [(0, true), (4, true), (5, false), (41, false)] {
            assert_eq!(Occasion::Day.waits(active, 5), waits, "{active}");
            assert_eq!(Occasion::Command.waits(active, 5), waits, "{active}");
            assert!(!Occasion::Close.waits(active, 5));
        }
    }
}
