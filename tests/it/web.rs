//! The real application over a throwaway data directory: what browsers get, and what they never get.

mod caching;
mod canary;
mod crawl;
mod delegate;
mod demo;
mod desk;
mod doors;
mod headers;
mod matrix;
mod odd;
mod office;
mod package;
mod pdf;
pub(crate) mod phone;
mod redline;
mod sees;
mod serving;
mod site;
mod staff_door;
mod verbs;
mod visibility;
mod wire;
mod wording;
