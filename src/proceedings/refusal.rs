//! Why what a delegation or the staff asked for was not done.

use std::io;

use super::Error;
use super::published::Unregistered;
use super::roster::Unlisted;
use super::round::Unfit;
use super::settings::Unsettled;
use crate::identity::passphrase;
use crate::identity::secret::NotAKey;
use crate::store;

/// Why it was not done. Another's item and one that is not there are the same refusal.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The store could not, or there is no such thing.
    #[error(transparent)]
    Act(#[from] Error),
    /// The words are not a key.
    #[error(transparent)]
    NotAKey(#[from] NotAKey),
    /// No delegation was given that enrolment code; or it was replaced by another.
    #[error("no delegation has this enrolment code")]
    UnknownCode,
    /// The enrolment code was used before.
    #[error("already enrolled: tell the co-chairs if this was not your delegation")]
    AlreadyEnrolled,
    /// No keyring opens with that key.
    #[error("this key opens nothing here")]
    UnknownKey,
    /// A recovery key where an access key was asked for.
    #[error("this is a recovery key: it makes a new access key, and is not for logging in")]
    RecoveryKey,
    /// An access key where the recovery key was asked for.
    #[error("this is an access key, not the recovery key")]
    NotRecoveryKey,
    /// The delegation would be left without a key that clears.
    #[error("this is the last key that clears: make another first")]
    LastThatClears,
    /// A delegation has as many keys as it may.
    #[error("there are as many keys as a delegation may have: end one first")]
    EnoughKeys,
    /// The keys have been renewed as often as there is room for.
    #[error("the keys were renewed as often as they can be: end keys one by one, or enrol anew")]
    RingFull,
    /// Two must agree, and there is one key.
    #[error("where two must agree, two keys that write are needed")]
    OneKey,
    /// Two must agree, and the words are this key's own.
    #[error("another key than the one that wrote it must clear it")]
    OwnWork,
    /// Two must agree, and two have not.
    #[error("another key than the one that wrote it must clear it before it is submitted")]
    NotSeenByTwo,
    /// The key does not speak for its delegation.
    #[error("in this delegation only keys that clear submit, withdraw and take positions")]
    OnlyClears,
    /// No such login, or another passphrase.
    #[error("the login, the passphrase or the code is wrong")]
    WrongLogin,
    /// The first code of a second factor is not the one of now.
    #[error("the code is wrong: is the clock of the phone right?")]
    WrongCode,
    /// A second factor that was offered too long ago, or is set up by now.
    #[error("this second factor has waited too long, or is set up already")]
    DeadOffer,
    /// The second factor was sealed with another pepper, as on the machine a backup came from.
    #[error("the second factor cannot be read on this machine: `travaux staff second-factor LOGIN --reset`")]
    FactorLost,
    /// The passphrase cannot be taken.
    #[error(transparent)]
    Passphrase(#[from] passphrase::Refused),
    /// Not in this role, or not in this phase of the round.
    #[error("not permitted in this role or in this phase of the round")]
    NotPermitted,
    /// The round is open to others.
    #[error("the round is not open to this delegation")]
    NotAdmitted,
    /// What was held cannot be let pass, or not any more.
    #[error("this is not held for what it names, or it was withdrawn or replaced")]
    CannotPass,
    /// A published position cannot be registered.
    #[error(transparent)]
    Position(#[from] Unregistered),
    /// Nothing was chosen.
    #[error("nothing was chosen")]
    Nothing,
    /// Only what has been cleared can be submitted with this key.
    #[error("not cleared yet")]
    NotCleared,
    /// The form was submitted before, with other words.
    #[error("this was submitted before, with other words")]
    SentBefore,
    /// Another item has taken its place, or it was withdrawn.
    #[error("another has taken its place, or it was withdrawn")]
    Superseded,
    /// A draft was issued with a decision on it.
    #[error("it has been decided on")]
    Decided,
    /// The code is of no slip, or its slip was used or replaced: all the same.
    #[error("no slip with this code is to be used")]
    DeadSlip,
    /// Whoever sent it has taken it over.
    #[error("it has been taken over")]
    TakenOver,
    /// No position of that sort is taken on this.
    #[error("no such position is taken on this")]
    NoSuchPosition,
    /// The window does not do for the round, or its phase does not permit it.
    #[error(transparent)]
    Round(#[from] Unfit),
    /// The settings are not taken.
    #[error(transparent)]
    Settings(#[from] Unsettled),
    /// A list of delegations is not taken.
    #[error(transparent)]
    Roster(#[from] Unlisted),
    /// The link was used, has run out, or was never given.
    #[error("this link has been used, or has run out")]
    DeadLink,
    /// Nobody would run the process.
    #[error("somebody must run the process: appoint another before the last one goes")]
    LastOne,
    /// The release policy of the round does not foresee it.
    #[error("the release policy of this round does not foresee it")]
    NotByPolicy,
}

impl From<store::Error> for Refusal {
    fn from(error: store::Error) -> Self {
        Self::Act(error.into())
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Act(error.into())
    }
}
