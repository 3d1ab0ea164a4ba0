//! The real application over a throwaway data directory: what browsers get, and what they never get.

mod attack;
mod caching;
mod canary;
mod crawl;
mod delegate;
mod demo;
mod desk;
mod doors;
mod headers;
mod keys;
mod matrix;
mod odd;
mod office;
mod package;
mod pdf;
pub(crate) mod phone;
mod redline;
mod releases;
mod sees;
mod serving;
mod site;
mod staff_door;
mod tls;
mod verbs;
mod visibility;
pub(crate) mod wire;
mod wording;
