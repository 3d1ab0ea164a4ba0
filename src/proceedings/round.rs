//! Rounds: how one is settled before it opens, and what may still be changed afterwards.
//!
//! Invariant: what was said when a round opened holds for everybody who wrote in it. From then on its window is only
//! tightened: nothing becomes visible sooner, to more, or with fewer others than was said; deadlines may be moved.

use jiff::Timestamp;

use super::refusal::Refusal;
use crate::document::id::RoundId;
use crate::drafting::round::{Phase, ReleasePolicy};
use crate::identity::actor::Actor;
use crate::store::Write;
use crate::store::audit::Deed;
use crate::store::rounds::Window;

/// The hour of the venue's day at which a daily release is made where the round says nothing else.
pub const USUAL_HOUR: u8 = 18;

/// The fewest delegations a release may ask for: with one alone everybody could tell whose it is.
pub const LEAST: u32 = 2;

/// Why a window does not do for a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The reactions would end before the amendments do.
    #[error("the reactions end after the deadline for amendments")]
    Order,
    /// A moment that is over.
    #[error("a deadline lies ahead")]
    Past,
    /// Fewer than [`LEAST`].
    #[error("a release asks for at least {LEAST} active delegations")]
    Minimum,
    /// There is no such hour.
    #[error("the hour of the daily release is from 0 to 23")]
    Hour,
    /// It has opened, and this would loosen what was said.
    #[error("the round has opened: from then on its window is only tightened")]
    Loosened,
    /// It is closed.
    #[error("the round is closed")]
    Closed,
    /// It is in a later phase.
    #[error("the round has gone on to a later phase")]
    Later,
    /// It has not begun.
    #[error("the round has not begun")]
    NotBegun,
}

impl Window {
    /// The hour of the venue's day at which a daily release is made.
    pub fn hour(&self) -> u8 {
        self.release_hour.unwrap_or(USUAL_HOUR)
    }
}

/// Whether a window does for a round that is in `phase` and has `before`; none for one that is not there yet.
pub fn check_window(before: Option<(&Window, Phase)>, window: &Window, now: Timestamp) -> Result<(), Unfit> {
    if window.minimum < LEAST {
        return Err(Unfit::Minimum);
    }
    if window.hour() > 23 {
        return Err(Unfit::Hour);
    }
    if let (Some(deadline), Some(until)) = (window.deadline, window.reactions_until)
        && until <= deadline
    {
        return Err(Unfit::Order);
    }
    let old = before.map(|(window, _)| window);
    let moved = |new: Option<Timestamp>, old: Option<Timestamp>| new.filter(|_| new != old);
    let moved_to = [
        moved(window.deadline, old.and_then(|it| it.deadline)),
        moved(window.reactions_until, old.and_then(|it| it.reactions_until)),
    ];
    if moved_to.into_iter().flatten().any(|moment| moment <= now) {
        return Err(Unfit::Past);
    }
    match before {
        None | Some((_, Phase::Planned)) => Ok(()),
        Some((_, Phase::Closed)) => Err(Unfit::Closed),
        Some((before, Phase::Open | Phase::Reactions)) if tightens(before, window) => Ok(()),
        Some((_, Phase::Open | Phase::Reactions)) => Err(Unfit::Loosened),
    }
}

/// Whether a window shows nothing sooner or with fewer others than the one before, and takes no deadline away. A
/// deadline may be moved, as it often is in the last days of a round.
fn tightens(before: &Window, window: &Window) -> bool {
    let kept = |old: Option<Timestamp>, new: Option<Timestamp>| old.is_none() || new.is_some();
    window.policy >= before.policy
        && (window.policy != ReleasePolicy::Daily || window.hour() == before.hour())
        && window.minimum >= before.minimum
        && kept(before.deadline, window.deadline)
        && kept(before.reactions_until, window.reactions_until)
}

/// Puts another window in the place of a round's.
pub fn settle_round(w: &Write<'_>, round: RoundId, window: &Window, by: &Actor) -> Result<(), Refusal> {
    let before = w.round(round)?;
    check_window(Some((&before.window, before.phase)), window, by.at)?;
    w.settle_round(round, window)?;
    let (process, draft) = w.round_in_trail(round)?;
    let Window { policy, minimum, deadline, reactions_until, .. } = window.clone();
    Ok(w.audit(by, Some(process), &Deed::RoundSettled { draft, policy, minimum, deadline, reactions_until })?)
}

/// Opens a round that was planned.
pub fn begin_round(w: &Write<'_>, round: RoundId, by: &Actor) -> Result<(), Refusal> {
    let planned = w.round(round)?;
    match planned.phase {
        Phase::Planned => {}
        Phase::Open | Phase::Reactions | Phase::Closed => return Err(Unfit::Later.into()),
    }
    check_window(None, &planned.window, by.at)?;
    w.set_phase(round, Phase::Open)?;
    let (process, draft) = w.round_in_trail(round)?;
    Ok(w.audit(by, Some(process), &Deed::RoundOpened { draft })?)
}

/// Whether a round may be led from one phase to another. To where it is already, too: what was interrupted is done
/// again.
pub(super) fn may_lead(from: Phase, to: Phase) -> Result<(), Unfit> {
    match (from, to) {
        (Phase::Planned, Phase::Reactions) => Err(Unfit::NotBegun),
        (from, to) if to < from => Err(Unfit::Later),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<Timestamp> {
        Some(text.parse().unwrap())
    }

    fn now() -> Timestamp {
        "2026-05-01T10:00:00Z".parse().unwrap()
    }

    fn window() -> Window {
        Window {
            policy: ReleasePolicy::Daily,
            release_hour: Some(17),
            minimum: 5,
            deadline: at("2026-05-29T16:00:00Z"),
            reactions_until: at("2026-06-05T16:00:00Z"),
        }
    }

    #[test]
    fn an_open_round_is_only_tightened() {
        use Unfit::{Loosened, Order, Past};
        let change = |change: fn(&mut Window)| {
            let mut changed = window();
            change(&mut changed);
            changed
        };
        for (what, changed, expected) in [
            ("nothing", window(), Ok(())),
            ("on command", change(|it| it.policy = ReleasePolicy::OnCommand), Ok(())),
            ("at close", change(|it| it.policy = ReleasePolicy::AtClose), Ok(())),
            ("more", change(|it| it.minimum = 8), Ok(())),
            ("fewer", change(|it| it.minimum = 4), Err(Loosened)),
            ("one", change(|it| it.minimum = 1), Err(Unfit::Minimum)),
            ("another hour", change(|it| it.release_hour = Some(9)), Err(Loosened)),
            ("no hour", change(|it| it.release_hour = Some(24)), Err(Unfit::Hour)),
            ("sooner", change(|it| it.deadline = at("2026-05-20T16:00:00Z")), Ok(())),
            ("later", change(|it| it.deadline = at("2026-05-30T16:00:00Z")), Ok(())),
            ("over", change(|it| it.deadline = at("2026-05-01T09:00:00Z")), Err(Past)),
            ("no deadline", change(|it| it.deadline = None), Err(Loosened)),
            ("reactions first", change(|it| it.reactions_until = it.deadline), Err(Order)),
            ("no reactions", change(|it| it.reactions_until = None), Err(Loosened)),
        ] {
            let found = check_window(Some((&window(), Phase::Open)), &changed, now());
            assert_eq!(found, expected, "{what}");
            let planned = check_window(Some((&window(), Phase::Planned)), &changed, now());
            let expected = expected.or_else(|why| if why == Loosened { Ok(()) } else { Err(why) });
            assert_eq!(planned, expected, "{what}, planned");
        }
        assert_eq!(check_window(Some((&window(), Phase::Closed)), &window(), now()), Err(Unfit::Closed));
        let strict = change(|it| it.policy = ReleasePolicy::AtClose);
        assert_eq!(check_window(Some((&strict, Phase::Open)), &window(), now()), Err(Loosened));
        let open_ended = Window { deadline: None, reactions_until: None, ..window() };
        assert_eq!(check_window(Some((&open_ended, Phase::Open)), &window(), now()), Ok(()));
    }

    #[test]
    fn a_deadline_that_is_over_stays_where_it_is() {
        let over = Window { deadline: at("2026-04-29T16:00:00Z"), ..window() };
        assert_eq!(
            check_window(Some((&over, Phase::Open)), &Window { minimum: 9, ..over.clone() }, now()),
            Ok(())
        );
        assert_eq!(check_window(None, &over, now()), Err(Unfit::Past));
    }

    #[test]
    fn a_round_goes_on_and_never_back() {
        use Phase::{Closed, Open, Planned, Reactions};
        for (from, to, expected) in [
            (Open, Reactions, Ok(())),
            (Open, Closed, Ok(())),
            (Reactions, Closed, Ok(())),
            (Closed, Closed, Ok(())),
            (Planned, Closed, Ok(())),
            (Planned, Reactions, Err(Unfit::NotBegun)),
            (Closed, Reactions, Err(Unfit::Later)),
            (Reactions, Open, Err(Unfit::Later)),
        ] {
            assert_eq!(may_lead(from, to), expected, "{from:?} {to:?}");
        }
    }
}
