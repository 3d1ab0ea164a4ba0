//! Travaux.
pub mod clock;
pub mod document;
pub mod drafting;
pub mod engine;
pub mod store;
