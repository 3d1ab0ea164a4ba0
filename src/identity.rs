//! Who may act and what readers may learn: keys, sessions, and how a delegation owns what it wrote without its name
//! standing anywhere.
//!
//! Invariant: everything here is a function of its arguments; time and randomness are arguments. What leaves it to be
//! kept is either sealed under a secret that is not kept, or the output of a keyed hash under one: whoever holds all
//! that is kept, and no key, cannot tell which delegation wrote what. Knows no store, no clock, no network.
#![deny(clippy::disallowed_types, clippy::disallowed_methods)]

pub mod acknowledgement;
pub mod actor;
pub mod authorship;
pub mod badge;
pub mod device;
pub mod disclosure;
pub mod hex;
pub mod keyring;
pub mod passphrase;
pub mod preparation;
pub mod published;
pub mod role;
pub mod rules;
pub mod seal;
pub mod second_factor;
pub mod secret;
pub mod session;

use serde::{Deserialize, Serialize};

use crate::document::id::id;

id!(
    /// A State, or a body invited to take part, in one process.
    DelegationId
);
id!(
    /// A co-chair or a member of the secretariat.
    StaffId
);
id!(
    /// The stretch between two releases of a round.
    WindowId
);
id!(
    /// A national position that was published.
    NationalPositionId
);

/// The two sorts of delegation. They are counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Track {
    /// States.
    States,
    /// Everybody else who was invited.
    Stakeholders,
}

impl Track {
    /// The name used in files and in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::States => "states",
            Self::Stakeholders => "stakeholders",
        }
    }
}
