//! The store over a throwaway data directory: what is kept, what is refused, what survives.

mod journey;
mod sample;
