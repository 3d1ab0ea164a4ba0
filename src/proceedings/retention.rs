//! What is kept until when, and the end: when the consultation is over nobody needs to tell whose anything was.
//!
//! Invariant: the record stays. What goes at the end is all by which a delegation could recognise what it wrote; without
//! it the tags in the record are random bytes for everybody, the delegations included. It goes only when no round can
//! take anything in any more, and nothing waits.

use jiff::Timestamp;

use super::refusal::Refusal;
use super::release::finish;
use crate::drafting::round::Phase;
use crate::identity::actor::Actor;
use crate::store::audit::Deed;
use crate::store::private::retention::Kept;
use crate::store::{Read, Store};

/// Why the end has not come.
#[derive(Debug, thiserror::Error)]
pub enum NotOver {
    /// A round takes something in, or is going to.
    #[error("the round on {draft} of {process} is not closed: close it first, or issue the next draft")]
    Round {
        /// The title of the process.
        process: String,
        /// The label of the draft.
        draft: String,
    },
    /// Something waits for its release.
    #[error("{0} submitted and not released: start the server once, or make the release")]
    Waiting(u32),
    /// It could not be done.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// What is kept in the private file, and how many enrolment codes have not been used.
pub fn kept(store: &Store, now: Timestamp) -> Result<(Kept, u32), Refusal> {
    let kept = store.kept_in_private(now)?;
    Ok((kept, store.blocking_read(|r| Ok::<_, Refusal>(r.unused_codes()?))?))
}

/// Removes the sessions and links that have ended.
pub fn drop_ended(store: &Store, now: Timestamp) -> Result<(), Refusal> {
    store.blocking_private(move |p| Ok::<_, Refusal>(p.drop_ended_sessions(now)?))?;
    store.scrub_private()?;
    Ok(())
}

/// The end of authorship: all keyrings, sets in preparation, sessions and unused enrolment codes go.
pub fn end(store: &Store, by: &Actor, now: Timestamp) -> Result<(), NotOver> {
    if let Some((process, draft)) = store.blocking_read(open_round)? {
        return Err(NotOver::Round { process, draft });
    }
    finish(store, now)?;
    let (kept, _) = kept(store, now)?;
    if kept.waiting > 0 {
        return Err(NotOver::Waiting(kept.waiting));
    }
    store.blocking_private(|p| Ok::<_, Refusal>(p.drop_keys_and_entries()?))?;
    store.scrub_private().map_err(Refusal::from)?;
    let by = *by;
    Ok(store.blocking_write(move |w| {
        w.audit(&by, None, &Deed::KeysEnded {})?;
        Ok::<_, Refusal>(w.drop_unused_codes()?)
    })?)
}

/// The first round that is not closed.
fn open_round(r: &Read<'_>) -> Result<Option<(String, String)>, Refusal> {
    for process in r.processes()? {
        for document in r.documents(process.id)? {
            let Some(draft) = r.latest_draft(document.id)? else { continue };
            if let Some(round) = r.current_round(draft.id)?
                && round.phase != Phase::Closed
            {
                return Ok(Some((process.title, draft.label)));
            }
        }
    }
    Ok(None)
}
