//! What was drawn up once and is asked for again: in a plenary everybody opens the same page and fetches the same file.
//!
//! Invariant: what lies here is known by the tag of everything it depends on, so that it is never out of date. Each
//! shelf is bounded; what was put there first goes first.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;

use super::answer::Tag;
use super::desk::{Ground, Laid};
use super::submitted::Submitted;
use crate::export::rendition::Rendition;

/// How many bytes of files are kept.
const ROOM: usize = 32 << 20;
/// How many redlines are kept, and of how many drafts the submissions.
const PLACES: usize = 16;

/// The shelves.
#[derive(Default)]
pub(super) struct Shelf {
    /// Files as they are sent.
    pub(super) files: Row<Bytes>,
    /// Redlines of one draft against another.
    pub(super) redlines: Row<Arc<Rendition>>,
    /// Submissions on a draft, drawn up.
    pub(super) submissions: Row<Arc<Submitted>>,
    /// What lies on the desk of a draft until the next release.
    pub(super) grounds: Row<Arc<Ground>>,
    /// What the acts up to one of them make of it.
    pub(super) desks: Row<Arc<Laid>>,
}

/// Things of one kind, the oldest first.
pub(super) struct Row<T>(Mutex<VecDeque<(Tag, T)>>);

impl<T> Default for Row<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Row<T> {
    /// What has that tag.
    pub(super) fn get(&self, tag: &Tag) -> Option<T> {
        let things = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        things.iter().find(|(known, _)| known == tag).map(|(_, thing)| thing.clone())
    }

    fn put(&self, tag: Tag, thing: T, is_too_much: impl Fn(&VecDeque<(Tag, T)>) -> bool) {
        let mut things = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if things.iter().any(|(known, _)| *known == tag) {
            return;
        }
        things.push_back((tag, thing));
        while is_too_much(&things) {
            things.pop_front();
        }
    }
}

impl Row<Bytes> {
    /// Puts a file on the shelf; one that would sweep it is left out.
    pub(super) fn keep(&self, tag: Tag, file: Bytes) {
        if file.len() <= ROOM / 4 {
            self.put(tag, file, |files| files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() > ROOM);
        }
    }
}

impl<T> Row<Arc<T>> {
    /// What has that tag, made if it is not there.
    pub(super) fn get_or<E>(&self, tag: Tag, make: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
        if let Some(thing) = self.get(&tag) {
            return Ok(thing);
        }
        let thing = Arc::new(make()?);
        self.put(tag, Arc::clone(&thing), |things| things.len() > PLACES);
        Ok(thing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(number: u8) -> Tag {
        Tag::of([[number].as_slice()])
    }

    #[test]
    fn the_oldest_files_make_room() {
        let files = Row::<Bytes>::default();
        let big = Bytes::from(vec![0; ROOM / 4]);
        (0..5).for_each(|number| files.keep(tag(number), big.clone()));
        assert!(files.get(&tag(0)).is_none());
        assert_eq!(files.get(&tag(4)).map(|it| it.len()), Some(ROOM / 4));
        files.keep(tag(9), Bytes::from(vec![0; ROOM]));
        assert!(files.get(&tag(9)).is_none(), "a single file does not sweep the shelf");
    }

    #[test]
    fn what_is_there_is_not_made_again() {
        let row = Row::<Arc<u8>>::default();
        let made = |tag, value: Result<u8, ()>| row.get_or(tag, || value).map(|it| *it);
        assert_eq!(made(tag(0), Err(())), Err(()));
        assert_eq!(made(tag(0), Ok(1)), Ok(1));
        assert_eq!(made(tag(0), Ok(2)), Ok(1));
        (1..=PLACES as u8).for_each(|number| assert_eq!(made(tag(number), Ok(number)), Ok(number)));
        assert_eq!(made(tag(0), Ok(3)), Ok(3), "the oldest has gone");
    }
}
