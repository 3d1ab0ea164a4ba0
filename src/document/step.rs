//! A change of a paragraph's words as the formal sentences that a co-chair reads out: "replace 'should' by 'must'".
//!
//! Invariant: carried out together, the steps turn the old words into the new ones byte for byte. Every quotation is of
//! the old words and is found there at one place only, by its occurrence or the words before it where it stands more
//! than once. Data alone: [`say`] names the messages, a catalogue has the words. No step names a line: lines belong to a
//! printed page, and none of the renditions keeps them.

mod between;
mod brackets;
mod quote;
pub mod say;

use std::ops::Range;

pub use self::quote::{Quote, Which, shortened};
use super::inline::{EMPHASIS, Rich, STRONG};

/// One thing to be done to the words of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is to be done, in words.
    pub act: Act,
    /// The same in bytes of the old words, in order. None where another step has done it.
    pub edits: Vec<Edit>,
}

/// A range of the old words, and what stands there then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the old words.
    pub at: Range<usize>,
    /// The new words.
    pub put: Rich,
    /// Where those stand in the new text, in bytes; of several at one place it tells which comes first.
    pub to: usize,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Words take the place of others.
    Replace {
        /// The words that go.
        old: Quote,
        /// The words that come.
        new: String,
    },
    /// Words come.
    Insert {
        /// The words.
        words: String,
        /// Where.
        place: Where,
    },
    /// Words go.
    Delete {
        /// The words.
        words: Quote,
    },
    /// A clause or a sentence stands elsewhere.
    Move {
        /// It.
        words: Quote,
        /// Where to.
        place: Where,
    },
    /// Words have another emphasis.
    Restyle {
        /// The words.
        words: Quote,
        /// How they are set then.
        style: Style,
    },
    /// The square brackets around words go.
    Unbracket {
        /// The words.
        words: Quote,
    },
    /// Words are put into square brackets.
    Bracket {
        /// The words.
        words: Quote,
    },
    /// Of alternatives in brackets one stays.
    Choose {
        /// The words that stay; nothing, where the empty one was chosen.
        words: String,
        /// The alternatives, brackets included.
        from: Quote,
    },
    /// A footnote comes.
    AddNote {
        /// Its words.
        words: String,
        /// Where.
        place: Where,
    },
    /// A footnote goes.
    DropNote {
        /// Which of the paragraph, from 1.
        number: usize,
    },
    /// A footnote has other words.
    InNote {
        /// Which of the paragraph, from 1.
        number: usize,
        /// What is to be done in it.
        steps: Vec<Step>,
    },
    /// White space is another.
    Space {
        /// Where.
        place: Where,
    },
    /// Hardly a word stays: the whole reads anew.
    Rewrite {
        /// The new words.
        words: String,
    },
}

/// A place between words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Where {
    /// Before the first word.
    Beginning,
    /// Behind the last.
    End,
    /// Behind these words.
    After(Quote),
    /// Before these words.
    Before(Quote),
}

/// How words are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without emphasis.
    Plain,
    /// In italics.
    Italic,
    /// In bold.
    Bold,
    /// In both, or not all alike.
    Other,
}

impl Style {
    const fn of(attr: u8) -> Self {
        match attr {
            0 => Self::Plain,
            EMPHASIS => Self::Italic,
            STRONG => Self::Bold,
            _ => Self::Other,
        }
    }

    /// As a message has it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Italic => "italic",
            Self::Bold => "bold",
            Self::Other => "other",
        }
    }
}

/// The steps that lead from the old words to the new, in the order of the old.
pub fn steps(old: &Rich, new: &Rich) -> Vec<Step> {
    between::steps(old, new)
}

/// The old words with all steps carried out, white space set as the words around it.
pub fn apply(old: &Rich, steps: &[Step]) -> Rich {
    let mut edits: Vec<&Edit> = steps.iter().flat_map(|step| &step.edits).collect();
    edits.sort_by_key(|edit| (edit.at.start, edit.to, edit.at.end));
    let mut out = Rich::default();
    let mut at = 0;
    for edit in edits {
        out.push(old, at..edit.at.start);
        out.push(&edit.put, 0..edit.put.as_str().len());
        at = edit.at.end;
    }
    out.push(old, at..old.as_str().len());
    out.to_text().rich()
}

/// The words behind a place, as few as tell where it is.
pub fn quote_behind(text: &Rich, at: usize) -> Option<Quote> {
    quote::Quotable::of(text).behind(at)
}

/// A range with its styles.
fn cut(text: &Rich, range: Range<usize>) -> Rich {
    let mut out = Rich::default();
    out.push(text, range);
    out
}

#[cfg(test)]
mod tests;
