//! Who does something that the audit trail tells.

use jiff::Timestamp;

use super::StaffId;

/// By whose hand something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// A member of the staff, logged in.
    Staff(StaffId),
    /// Whoever runs the server, on its command line.
    CommandLine,
    /// The server, because a round's policy says so.
    Server,
}

impl Hand {
    /// The name used in the store and in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Staff(_) => "staff",
            Self::CommandLine => "command_line",
            Self::Server => "server",
        }
    }

    /// The member of the staff, if it is one.
    pub const fn staff(self) -> Option<StaffId> {
        match self {
            Self::Staff(staff) => Some(staff),
            Self::CommandLine | Self::Server => None,
        }
    }
}

/// Who acts, and when: what every act of administration asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub hand: Hand,
    /// When, to the second.
    pub at: Timestamp,
}

impl Actor {
    /// A member of the staff.
    pub const fn staff(staff: StaffId, at: Timestamp) -> Self {
        Self { hand: Hand::Staff(staff), at }
    }

    /// Whoever runs the server.
    pub const fn command_line(at: Timestamp) -> Self {
        Self { hand: Hand::CommandLine, at }
    }

    /// The server.
    pub const fn server(at: Timestamp) -> Self {
        Self { hand: Hand::Server, at }
    }
}
