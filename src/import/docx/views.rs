//! The two readings of a file with tracked changes, and what stands inside a paragraph until they are told apart.
//!
//! The old view is all that was not put in, the new view all that was not taken out; what was put in and taken out
//! again is in neither.

use super::line::Line;
use crate::document::id::ParagraphId;
use crate::document::inline::Text;

/// One of the two readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum View {
    /// Every change rejected.
    Old,
    /// Every change accepted.
    New,
}

/// A set of readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Views(u8);

impl Views {
    pub(super) const OLD: Self = Self(1);
    pub(super) const NEW: Self = Self(2);
    pub(super) const BOTH: Self = Self(3);

    /// Those in both sets.
    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether the sets have a reading in common.
    pub(super) fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether a reading is in the set.
    pub(super) fn has(self, view: View) -> bool {
        self.meet(match view {
            View::Old => Self::OLD,
            View::New => Self::NEW,
        })
    }
}

/// Emphasis as it is, and as it was before a change of form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) is: u8,
    pub(super) was: u8,
}

/// A footnote's words in both views.
#[derive(Clone, Debug, Default)]
pub(super) struct NoteWords {
    pub(super) old: Text,
    pub(super) new: Text,
}

/// A place between words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) enum Point {
    /// One of our bookmarks begins.
    Bookmark(ParagraphId),
    /// The words of a comment begin.
    CommentStart(String),
    /// The words of a comment end.
    CommentEnd(String),
    /// The comment itself hangs here.
    Comment(String),
}

/// What stands in a paragraph, in order, and in which views.
#[derive(Default)]
pub(super) struct Stretches(Vec<(Views, Matter)>);

enum Matter {
    Words { text: String, look: Look },
    Space(&'static str),
    Note(NoteWords),
    Point(Point),
}

impl Stretches {
    /// Appends words.
    pub(super) fn push(&mut self, views: Views, words: &str, look: Look) {
        match self.0.last_mut() {
            Some((last, Matter::Words { text, look: before })) if *last == views && *before == look => {
                text.push_str(words);
            }
            _ => self.0.push((views, Matter::Words { text: words.to_owned(), look })),
        }
    }

    /// Appends white space that counts where none stands yet.
    pub(super) fn space(&mut self, views: Views, space: &'static str) {
        self.0.push((views, Matter::Space(space)));
    }

    /// Appends a footnote.
    pub(super) fn note(&mut self, views: Views, words: NoteWords) {
        self.0.push((views, Matter::Note(words)));
    }

    /// Appends a place; it stands in both views.
    pub(super) fn point(&mut self, point: Point) {
        self.0.push((Views::BOTH, Matter::Point(point)));
    }

    /// Appends what one view has of it to a line.
    pub(super) fn flow_into(&self, line: &mut Line, view: View, block: usize) {
        for (views, matter) in &self.0 {
            match matter {
                Matter::Point(point) => line.point(point.clone(), block),
                _ if !views.has(view) => {}
                Matter::Words { text, look } => {
                    if !text.trim().is_empty() {
                        line.worded(block);
                    }
                    line.push(text, if view == View::Old { look.was } else { look.is });
                }
                Matter::Space(space) => line.space(space),
                Matter::Note(words) => line.note(match view {
                    View::Old => words.old.clone(),
                    View::New => words.new.clone(),
                }),
            }
        }
    }
}
