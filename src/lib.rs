//! Travaux.
pub mod engine;
