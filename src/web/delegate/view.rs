//! The pages of what a delegation does.

pub(super) mod answer;
pub(super) mod check;
pub(super) mod fragment;
pub(super) mod keys;
pub(super) mod mine;
pub(super) mod naming;
pub(super) mod receipts;
pub(super) mod returned;
pub(super) mod stale;
pub(super) mod write;
