//! The real application over a throwaway data directory: what browsers get, and what they never get.

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
mod redline;
mod sees;
mod serving;
mod site;
mod verbs;
mod visibility;
mod wire;
mod wording;
