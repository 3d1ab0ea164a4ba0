//! What a reader is told when an act was refused: one message for each reason.

use crate::identity::passphrase;
use crate::proceedings::{Refusal, Unfit, Unlisted, Unsettled};

/// The message of the catalogue that says why, and what to do.
pub(super) fn said(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Act(_) => "refused-act",
        Refusal::NotAKey(_) => "refused-not-a-key",
        Refusal::UnknownCode => "refused-unknown-code",
        Refusal::AlreadyEnrolled => "refused-already-enrolled",
        Refusal::UnknownKey => "refused-unknown-key",
        Refusal::RecoveryKey => "refused-recovery-key",
        Refusal::NotRecoveryKey => "refused-not-recovery-key",
        Refusal::WrongLogin => "refused-wrong-login",
        Refusal::WrongCode => "refused-wrong-code",
        Refusal::DeadOffer => "refused-dead-offer",
        Refusal::FactorLost => "refused-factor-lost",
        Refusal::Passphrase(passphrase::Refused::Common) => "refused-passphrase-common",
        Refusal::Passphrase(passphrase::Refused::Short) => "refused-passphrase-short",
        Refusal::Passphrase(passphrase::Refused::Long) => "refused-passphrase-long",
        Refusal::Passphrase(passphrase::Refused::Unhashed) => "refused-passphrase-unhashed",
        Refusal::NotPermitted => "refused-not-permitted",
        Refusal::NotAdmitted => "refused-not-admitted",
        Refusal::Nothing => "refused-nothing",
        Refusal::NotCleared => "refused-not-cleared",
        Refusal::SentBefore => "refused-sent-before",
        Refusal::Superseded => "refused-superseded",
        Refusal::Decided => "refused-decided",
        Refusal::NoSuchPosition => "refused-no-such-position",
        Refusal::NotByPolicy => "refused-not-by-policy",
        Refusal::Round(Unfit::Order) => "refused-round-order",
        Refusal::Round(Unfit::Past) => "refused-round-past",
        Refusal::Round(Unfit::Minimum) => "refused-round-minimum",
        Refusal::Round(Unfit::Hour) => "refused-round-hour",
        Refusal::Round(Unfit::Loosened) => "refused-round-loosened",
        Refusal::Round(Unfit::Closed) => "refused-round-over",
        Refusal::Round(Unfit::Later) => "refused-round-later",
        Refusal::Round(Unfit::NotBegun) => "refused-round-not-begun",
        Refusal::Settings(Unsettled::Widened) => "refused-widened",
        Refusal::Settings(Unsettled::WithoutDrafts) => "refused-without-drafts",
        Refusal::Settings(Unsettled::NoZone) => "refused-no-zone",
        Refusal::Settings(Unsettled::ZoneInUse) => "refused-zone-in-use",
        Refusal::Roster(Unlisted::Nameless(_)) => "refused-list-nameless",
        Refusal::Roster(Unlisted::Code(_)) => "refused-list-code",
        Refusal::Roster(Unlisted::Long(_)) => "refused-list-long",
        Refusal::Roster(Unlisted::Empty) => "refused-list-empty",
        Refusal::Roster(Unlisted::Many) => "refused-list-many",
        Refusal::DeadLink => "refused-dead-link",
        Refusal::LastOne => "refused-last-one",
    }
}
