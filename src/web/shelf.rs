//! Files that were drawn up once and are asked for again: in a plenary everybody fetches the same one.
//!
//! Invariant: what lies here is known by the tag of everything it depends on, so that it is never out of date. The
//! shelf holds a bounded number of bytes; what was put there first goes first.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;

use super::answer::Tag;

/// How many bytes are kept.
const ROOM: usize = 32 << 20;

/// The files kept.
#[derive(Debug, Default)]
pub(super) struct Shelf(Mutex<VecDeque<(Tag, Bytes)>>);

impl Shelf {
    /// The file of that tag.
    pub(super) fn get(&self, tag: &Tag) -> Option<Bytes> {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.iter().find(|(known, _)| known == tag).map(|(_, bytes)| bytes.clone())
    }

    /// Puts a file on the shelf; the oldest make room for it.
    pub(super) fn put(&self, tag: Tag, bytes: Bytes) {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if bytes.len() > ROOM / 4 || files.iter().any(|(known, _)| *known == tag) {
            return;
        }
        files.push_back((tag, bytes));
        while files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() > ROOM {
            files.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_make_room() {
        let shelf = Shelf::default();
        let tag = |number: u8| Tag::of([[number].as_slice()]);
        let big = Bytes::from(vec![0; ROOM / 4]);
        (0..5).for_each(|number| shelf.put(tag(number), big.clone()));
        assert!(shelf.get(&tag(0)).is_none());
        assert_eq!(shelf.get(&tag(4)).map(|it| it.len()), Some(ROOM / 4));
        shelf.put(tag(9), Bytes::from(vec![0; ROOM]));
        assert!(shelf.get(&tag(9)).is_none(), "a single file does not sweep the shelf");
    }
}
