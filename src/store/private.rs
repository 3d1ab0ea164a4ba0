//! The private file: what must not outlive its use.
//!
//! Invariant: no row names a delegation. Keys are wrapped, sessions and what is in preparation are sealed under secrets
//! that are not kept here; what waits is sealed under the key of its window, which goes with the release. Rows are
//! found by hashes only their owners can make. Nothing here is read or written but in turn, by one connection.

pub mod keyrings;
pub mod preparation;
pub mod retention;
pub mod sessions;
pub mod waiting;

use super::view::Write;

/// Part of a transaction on the private file: what it did stands once the call that ran it has returned.
pub struct Private<'a>(&'a Write<'a>);

impl<'a> Private<'a> {
    pub(super) fn new(tx: &'a Write<'a>) -> Self {
        Self(tx)
    }
}
