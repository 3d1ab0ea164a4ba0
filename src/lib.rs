//! Travaux.
