//! Who may do what, and when: one table.
//!
//! Invariant: what the table does not permit is refused. It speaks of roles, never of persons; whose an item is, is
//! another question, asked by tag.

use super::keyring::KeyRole;
use crate::drafting::round::Phase;

/// As what somebody acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// With a delegation's key.
    Delegate(KeyRole),
    /// At the desk.
    CoChair,
    /// Runs the process.
    Secretariat,
    /// Invited to look on.
    Observer,
    /// Anybody.
    Public,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Delegate(KeyRole::Drafter),
        Self::Delegate(KeyRole::Clears),
        Self::Delegate(KeyRole::Reads),
        Self::Delegate(KeyRole::Recovers),
        Self::CoChair,
        Self::Secretariat,
        Self::Observer,
        Self::Public,
    ];
}

/// What somebody may want to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Write on a submission that is in preparation.
    Prepare,
    /// Clear one for submission.
    Clear,
    /// Submit an amendment.
    SubmitAmendment,
    /// Submit a comment.
    SubmitComment,
    /// Answer a question of the co-chairs on an own item.
    Answer,
    /// Take over what one sent on paper.
    TakeOver,
    /// Take back an own item.
    Withdraw,
    /// Say once what one thinks of a wording.
    TakePosition,
    /// Make and end keys of one's delegation, and set its rules.
    MakeKeys,
    /// Make a new access key from the recovery key.
    Recover,
    /// Decide at the desk.
    Decide,
    /// Release what waits.
    Release,
    /// Close a round, or lead it to its reactions.
    LeadRound,
    /// Put out the next draft.
    Issue,
    /// Ask the unknown author of an item.
    Ask,
    /// Take in what came on paper.
    Receive,
    /// Add delegations, and print enrolment codes for them.
    Enrol,
    /// Appoint staff and co-chairs.
    Appoint,
    /// Change the settings of the process.
    Settle,
}

const DRAFTS: Role = Role::Delegate(KeyRole::Drafter);
const CLEARS: Role = Role::Delegate(KeyRole::Clears);
const RECOVERS: Role = Role::Delegate(KeyRole::Recovers);

const ALWAYS: &[Phase] = &[Phase::Planned, Phase::Open, Phase::Reactions, Phase::Closed];
const OPEN: &[Phase] = &[Phase::Open];
const WHILE_OPEN: &[Phase] = &[Phase::Open, Phase::Reactions];
const BEGUN: &[Phase] = &[Phase::Open, Phase::Reactions, Phase::Closed];

/// Who may, and in which phases of the round.
const TABLE: [(Act, &[Role], &[Phase]); 19] = [
    (Act::Prepare, &[DRAFTS, CLEARS], ALWAYS),
    (Act::Clear, &[CLEARS], ALWAYS),
    (Act::SubmitAmendment, &[DRAFTS, CLEARS], OPEN),
    (Act::SubmitComment, &[DRAFTS, CLEARS], WHILE_OPEN),
    // The desk stays open after the round: what is asked there can be answered.
    (Act::Answer, &[DRAFTS, CLEARS], BEGUN),
    (Act::TakeOver, &[DRAFTS, CLEARS], BEGUN),
    (Act::Withdraw, &[DRAFTS, CLEARS], WHILE_OPEN),
    (Act::TakePosition, &[DRAFTS, CLEARS], WHILE_OPEN),
    (Act::MakeKeys, &[CLEARS], ALWAYS),
    (Act::Recover, &[RECOVERS], ALWAYS),
    (Act::Decide, &[Role::CoChair], BEGUN),
    (Act::Release, &[Role::CoChair, Role::Secretariat], BEGUN),
    (Act::LeadRound, &[Role::CoChair, Role::Secretariat], ALWAYS),
    (Act::Issue, &[Role::CoChair], BEGUN),
    (Act::Ask, &[Role::CoChair], BEGUN),
    (Act::Receive, &[Role::Secretariat], WHILE_OPEN),
    (Act::Enrol, &[Role::Secretariat], ALWAYS),
    (Act::Appoint, &[Role::Secretariat], ALWAYS),
    (Act::Settle, &[Role::Secretariat], ALWAYS),
];

/// Whether somebody in that role may do that while the round is in that phase.
pub fn may(role: Role, act: Act, phase: Phase) -> bool {
    TABLE.iter().any(|(it, roles, phases)| *it == act && roles.contains(&role) && phases.contains(&phase))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const PHASES: [Phase; 4] = [Phase::Planned, Phase::Open, Phase::Reactions, Phase::Closed];

    #[test]
    fn every_act_has_one_row() {
        let acts: BTreeSet<Act> = TABLE.iter().map(|(act, _, _)| *act).collect();
        assert_eq!(acts.len(), TABLE.len());
        for (act, roles, phases) in TABLE {
            assert!(!roles.is_empty() && !phases.is_empty(), "{act:?}");
        }
    }

    #[test]
    fn those_who_only_read_do_nothing() {
        for (act, _, _) in TABLE {
            for phase in PHASES {
                for role in [Role::Delegate(KeyRole::Reads), Role::Observer, Role::Public] {
                    assert!(!may(role, act, phase), "{role:?} {act:?}");
                }
            }
        }
    }

    /// Whoever runs the process or decides in it has no voice in it, and no delegate runs it.
    #[test]
    fn delegations_and_staff_share_no_act() {
        for (act, roles, _) in TABLE {
            let delegates = roles.iter().filter(|it| matches!(it, Role::Delegate(_))).count();
            assert!(delegates == 0 || delegates == roles.len(), "{act:?}");
        }
    }

    #[test]
    fn phases_permit_what_the_glossary_says() {
        let permitted = |act| PHASES.map(|phase| may(CLEARS, act, phase));
        assert_eq!(permitted(Act::SubmitAmendment), [false, true, false, false]);
        for act in [Act::SubmitComment, Act::Withdraw, Act::TakePosition] {
            assert_eq!(permitted(act), [false, true, true, false], "{act:?}");
        }
        for act in [Act::Answer, Act::TakeOver] {
            assert_eq!(permitted(act), [false, true, true, true], "{act:?}");
        }
        assert_eq!(PHASES.map(|phase| may(Role::CoChair, Act::Ask, phase)), permitted(Act::Answer));
        for act in [Act::Prepare, Act::Clear] {
            assert_eq!(permitted(act), [true; 4], "{act:?}");
        }
        for phase in PHASES {
            assert!(!may(DRAFTS, Act::Clear, phase) && !may(RECOVERS, Act::Prepare, phase));
        }
    }
}
