//! Who reads: proven by the session that a request brings.
//!
//! Invariant: a browser is a delegate's or a member of the staff's, never both. What somebody may do is asked of the
//! process: a delegate of another process, or staff without an office in it, is there like anybody else.

use crate::drafting::round::Phase;
use crate::identity::StaffId;
use crate::identity::disclosure::Audience;
use crate::identity::role::{Act, Role, may};
use crate::identity::session::{Delegate, Session};
use crate::proceedings::roles;
use crate::store::Read;
use crate::store::processes::Process;

use super::error::Error;

/// Who asks for a page.
#[derive(Clone, Debug, Default)]
pub(super) enum Reader {
    /// Anybody.
    #[default]
    Public,
    /// Somebody with a delegation's key.
    Delegate(Box<Delegate>),
    /// A co-chair or a member of the secretariat.
    Staff(StaffId),
}

impl From<Session> for Reader {
    fn from(session: Session) -> Self {
        match session {
            Session::Delegate(delegate) => Self::Delegate(Box::new(delegate)),
            Session::Staff(staff) => Self::Staff(staff),
        }
    }
}

/// As what somebody stands in one process.
#[derive(Clone, Debug, Default)]
pub(super) struct Standing {
    roles: Vec<Role>,
    delegate: Option<Box<Delegate>>,
    staff: Option<StaffId>,
}

impl Standing {
    /// What a reader is in a process.
    pub(super) fn of(r: &Read<'_>, reader: &Reader, process: &Process) -> Result<Self, Error> {
        let nobody = Self { roles: vec![Role::Public], delegate: None, staff: None };
        match reader {
            Reader::Public => Ok(nobody),
            Reader::Delegate(delegate) => {
                if r.delegation(delegate.delegation)?.process != process.id {
                    return Ok(nobody);
                }
                let roles = vec![Role::Delegate(delegate.role)];
                Ok(Self { roles, delegate: Some(delegate.clone()), staff: None })
            }
            Reader::Staff(staff) => {
                let roles = roles(r, process.id, *staff)?;
                let staff = (!roles.is_empty()).then_some(*staff);
                Ok(if roles.is_empty() { nobody } else { Self { roles, delegate: None, staff } })
            }
        }
    }

    /// Before whom a process lies when they look at it.
    pub(super) fn audience(&self) -> Audience {
        let has = |role: fn(&Role) -> bool| self.roles.iter().any(role);
        if has(|role| matches!(role, Role::CoChair)) {
            Audience::CoChairs
        } else if has(|role| matches!(role, Role::Secretariat)) {
            Audience::Secretariat
        } else if self.delegate.is_some() {
            Audience::Others
        } else {
            Audience::Public
        }
    }

    /// Whether they may do that in a phase of the round.
    pub(super) fn may(&self, act: Act, phase: Phase) -> bool {
        self.roles.iter().any(|role| may(*role, act, phase))
    }

    /// Whether they may do that in some phase.
    pub(super) fn may_ever(&self, act: Act) -> bool {
        [Phase::Planned, Phase::Open, Phase::Reactions, Phase::Closed].iter().any(|it| self.may(act, *it))
    }

    /// The delegate of this process that they are.
    pub(super) fn delegate(&self) -> Option<&Delegate> {
        self.delegate.as_deref()
    }

    /// The member of this process's staff that they are.
    pub(super) fn staff(&self) -> Option<StaffId> {
        self.staff
    }

    /// Whether they sit at the desk: to decide, or to look on for the secretariat.
    pub(super) fn at_desk(&self) -> bool {
        self.roles.iter().any(|role| matches!(role, Role::CoChair | Role::Secretariat))
    }
}
