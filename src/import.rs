//! tmp
pub mod received;
