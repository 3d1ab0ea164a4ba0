//! Travaux.
pub mod document;
pub mod engine;
pub mod export;
