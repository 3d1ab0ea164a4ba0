//! Travaux.
pub mod document;
pub mod drafting;
pub mod engine;
