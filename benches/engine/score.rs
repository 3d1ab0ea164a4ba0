//! Scores what engines make of texts whose changes are known.
//!
//! Every figure is a quotient of sums over samples, so that samples of all seeds are pooled and an interval can be drawn
//! by drawing samples again.

mod hunks;
mod links;
mod measure;
mod merges;

pub(crate) use hunks::Redlines;
pub(crate) use links::{Alignment, Found};
pub(crate) use measure::Measure;
pub(crate) use merges::{Merged, Merges};
