//! Travaux.
pub mod document;
pub mod engine;
