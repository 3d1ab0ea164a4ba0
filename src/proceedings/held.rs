//! What is held: released to the co-chairs only, until they let it pass.
//!
//! Invariant: whether a submission names something is asked of its words and of the lists, never of whose it is, and is
//! kept nowhere but in the reason it was held for.

use super::refusal::Refusal;
use crate::document::Paragraph;
use crate::document::id::{ProcessId, SubmissionId};
use crate::document::inline::Text;
use crate::drafting::naming::Reading;
use crate::drafting::submission::{Body, Hold, ItemName, Target};
use crate::identity::actor::Actor;
use crate::identity::preparation::Words;
use crate::store::Write;
use crate::store::audit::Deed;
use crate::store::submissions::Item;

/// Whether a submission names a State, a person or a context. `draft` is the one it was made on.
pub(super) fn names_something(
    body: &Body,
    rationale: Option<&Text>,
    target: &Target,
    draft: &[Paragraph],
) -> bool {
    !Reading::of(body, rationale, target, draft).holding().is_empty()
}

/// As [`names_something`].
pub(super) fn names_something_of(words: &Words, draft: &[Paragraph]) -> bool {
    names_something(&words.body, words.rationale.as_ref(), &words.target, draft)
}

/// Whether the co-chairs may let an item pass: it is held for what it names, and nothing has become of it.
pub fn may_pass(item: &Item) -> bool {
    item.held && item.hold == Hold::Named && !item.submission.withdrawn && !item.succeeded
}

/// Lets a held item pass: from now on it is as any other. What its author asked to be held, and what is held because too
/// few took part, is never let pass. Says how it is spoken of now.
pub fn let_pass(
    w: &Write<'_>,
    process: ProcessId,
    submission: SubmissionId,
    by: &Actor,
) -> Result<ItemName, Refusal> {
    let item = w.item(submission)?;
    if !may_pass(&item) {
        return Err(Refusal::CannotPass);
    }
    w.audit(by, Some(process), &Deed::LetPass { count: 1 })?;
    Ok(w.let_pass(&item)?)
}
