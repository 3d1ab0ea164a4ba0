//! The real program over throwaway data.

mod readers;
mod store;
