//! What somebody can do now: a delegation in its own, staff at the desk and in the office.

use crate::drafting::round::Phase;
use crate::drafting::submission::Submission;
use crate::identity::disclosure::{Matter, Sight, sight};
use crate::identity::role::Act;
use crate::proceedings::Table;
use crate::store::Store;
use crate::store::rounds::Round;
use crate::web::delegate::Summary;
use crate::web::error::Error;
use crate::web::visit::Visit;

/// What somebody can do now.
pub(super) enum Now {
    /// A delegation.
    Delegate(Box<Summary>),
    /// Staff.
    Staff(Staff),
}

/// What lies before the staff.
pub(super) struct Staff {
    /// Whether something waits for its release; none where that is not theirs to know.
    pub(super) waits: Option<bool>,
    /// How many submissions on the latest draft are not decided.
    pub(super) open: usize,
    /// Whether they sit at the desk.
    pub(super) desk: bool,
    /// Whether they lead the rounds.
    pub(super) office: bool,
}

impl Now {
    /// What the visitor can do; none for the public.
    pub(super) fn of(store: &Store, visit: &Visit, round: Option<&Round>) -> Result<Option<Self>, Error> {
        if let Some(summary) = Summary::of(store, visit, round)? {
            return Ok(Some(Self::Delegate(Box::new(summary))));
        }
        if visit.standing.staff().is_none() || visit.drafts.is_empty() {
            return Ok(None);
        }
        let settings = &visit.scope.process.settings.visibility;
        let tells = sight(visit.standing.audience(), Matter::Waiting, settings) == Sight::SomeOrNone;
        // After the close answers alone come in: that one waits would tell when its author was there.
        let waits = match round.filter(|it| tells && it.phase != Phase::Closed) {
            Some(round) => {
                let round = round.id;
                Some(store.blocking_private(move |p| p.something_waits(round).map_err(Error::from))?)
            }
            None => None,
        };
        let table = store.blocking_read(|r| Table::lay(r, &visit.scope, None).map_err(Error::from))?;
        let decided = table.desk();
        let open = |it: &&Submission| !it.withdrawn && decided.disposition(it.id).is_open();
        let open = table.submissions.iter().filter(open).count();
        let desk = visit.standing.at_desk();
        let office = visit.standing.may_ever(Act::LeadRound);
        Ok(Some(Self::Staff(Staff { waits, open, desk, office })))
    }
}
