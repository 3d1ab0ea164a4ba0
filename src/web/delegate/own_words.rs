//! The words of an own item, to be written on.

use super::subject::round_of;
use crate::document::id::SubmissionId;
use crate::drafting::submission::Hold;
use crate::identity::authorship::Authorship;
use crate::identity::preparation::Words;
use crate::identity::role::Act;
use crate::proceedings::pending;
use crate::web::AppState;
use crate::web::error::Error;
use crate::web::guest::Guest;
use crate::web::visit::Visit;

/// The words of an own item, waiting or released; another's is not there.
pub(super) async fn own_words(
    app: &AppState,
    guest: Guest,
    process: String,
    item: SubmissionId,
) -> Result<Words, Error> {
    app.store
        .act(move |store| {
            let (visit, round) = store.blocking_read(|r| {
                let visit = Visit::to(r, &guest, &process)?;
                visit.delegate()?;
                visit.permitted(Act::Prepare)?;
                let round = round_of(r, &visit)?;
                Ok::<_, Error>((visit, round))
            })?;
            let delegate = visit.delegate()?;
            if let Some(round) = round {
                let waits = pending(store, delegate, round.id)?;
                if let Some(found) = waits.into_iter().find(|it| it.id == item) {
                    return Ok(found.words);
                }
            }
            let found = store.blocking_read(|r| r.item(item).map_err(Error::from))?;
            let own = delegate.ring.owns(item, &found.tag) && !found.succeeded && !found.submission.withdrawn;
            // What was wished stays ticked.
            let held = found.hold == Hold::Wish;
            let submission = found.submission;
            if !own {
                return Err(Error::NotFound);
            }
            Ok(Words {
                made_on: submission.made_on,
                target: submission.target,
                body: submission.body,
                rationale: submission.rationale,
                rationale_shared: submission.rationale_shared,
                held,
                succeeds: None,
            })
        })
        .await
}
