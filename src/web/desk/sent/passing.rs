//! Letting something held pass: no act of the desk, for it cannot be taken back.

use crate::document::id::{ProcessId, SubmissionId};
use crate::identity::actor::Actor;
use crate::proceedings::{Refusal, let_pass};
use crate::store::Write;
use crate::web::error::Error;
use crate::web::refusal::said;

/// Lets it pass, in the transaction of whatever was sent with it.
pub(super) fn let_it_pass(
    w: &Write<'_>,
    process: ProcessId,
    id: SubmissionId,
    by: &Actor,
) -> Result<(), Error> {
    match let_pass(w, process, id, by) {
        Ok(_) => Ok(()),
        Err(Refusal::Act(error)) => Err(error.into()),
        Err(refusal) => Err(Error::Refused(said(&refusal))),
    }
}
