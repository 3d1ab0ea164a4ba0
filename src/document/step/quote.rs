//! Quotations of a paragraph that lead to one place of it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Where;
use crate::document::inline::Rich;

/// Words of the paragraph as it stands, and which of them are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words, footnotes left out.
    pub words: String,
    /// Which, where they stand more than once.
    pub which: Which,
    /// Where they stand, in bytes.
    pub range: Range<usize>,
}

/// Which of several occurrences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// They stand there once.
    Only,
    /// By its number.
    Nth {
        /// From 1.
        number: usize,
        /// How many there are.
        of: usize,
    },
    /// The one behind these words.
    After(String),
}

/// The most occurrences that are told by number, where the words before can tell as well.
const MOST_COUNTED: usize = 4;
/// The fewest and the most letters of the words that say where something is.
const FEWEST_LETTERS: usize = 4;
const MOST_LETTERS: usize = 80;

/// A paragraph to be quoted from.
pub(super) struct Quotable<'a> {
    text: &'a Rich,
    /// Its characters, footnotes blanked out byte for byte.
    seen: String,
}

impl<'a> Quotable<'a> {
    pub(super) fn of(text: &'a Rich) -> Self {
        let mut seen = String::with_capacity(text.as_str().len());
        for piece in text.pieces() {
            match piece.note {
                Some(_) => seen.extend(std::iter::repeat_n(BLANK, piece.text.len())),
                None => seen.push_str(piece.text),
            }
        }
        Self { text, seen }
    }

    /// The words of a range, white space around them aside.
    pub(super) fn quote(&self, range: Range<usize>) -> Quote {
        let range = self.trimmed(range);
        let words = self.words(&range);
        let all = self.found(&words);
        let number = all.iter().position(|at| *at == range.start);
        let which = match (all.len(), number) {
            (0 | 1, _) | (_, None) => Which::Only,
            (of, Some(number)) => {
                let counted = Which::Nth { number: number + 1, of };
                let is_sign = !words.contains(char::is_alphanumeric);
                match self.before(range.start).filter(|_| is_sign || of > MOST_COUNTED) {
                    Some(context) if self.found(&context.words).len() == 1 => Which::After(context.words),
                    Some(_) | None => counted,
                }
            }
        };
        Quote { words, which, range }
    }

    /// A place between words, told by the fewest words before it that stand there once; by those after it, where those
    /// before stand more than once.
    pub(super) fn place(&self, at: usize) -> Where {
        let is_blank = |words: &str| words.chars().all(|c| c.is_whitespace() || c == BLANK);
        if is_blank(&self.seen[..at]) {
            return Where::Beginning;
        }
        if is_blank(&self.seen[at..]) {
            return Where::End;
        }
        let before = self.before(at);
        match (before, self.behind(at)) {
            (Some(before), _) if before.which == Which::Only => Where::After(before),
            (_, Some(behind)) if behind.which == Which::Only => Where::Before(behind),
            (Some(before), _) => Where::After(before),
            (None, Some(behind)) => Where::Before(behind),
            (None, None) => Where::Beginning,
        }
    }

    /// The words before a place, as few as tell where it is.
    fn before(&self, at: usize) -> Option<Quote> {
        let end = self.seen[..at].trim_end_matches(|c: char| c.is_whitespace() || c == BLANK).len();
        let from = self.seen[..end].rfind(BLANK).map_or(0, |note| note + 1);
        let words = self.seen[from..end].split_word_bound_indices().rev().map(|(start, _)| from + start);
        self.fewest(words.map(|start| start..end))
    }

    /// The words behind a place, as few as tell where it is.
    pub(super) fn behind(&self, at: usize) -> Option<Quote> {
        let gap = |c: char| c.is_whitespace() || c == BLANK;
        let start = self.seen.len() - self.seen[at..].trim_start_matches(gap).len();
        let to = self.seen[start..].find(BLANK).map_or(self.seen.len(), |note| start + note);
        let words = self.seen[start..to].split_word_bound_indices();
        self.fewest(words.map(|(word, piece)| start..start + word + piece.len()))
    }

    /// The first of ever longer ranges that says enough and stands there once; else the longest that was tried, counted.
    fn fewest(&self, ranges: impl Iterator<Item = Range<usize>>) -> Option<Quote> {
        let mut last = None;
        for range in ranges {
            let words = &self.seen[range.clone()];
            let letters = words.chars().filter(|c| c.is_alphanumeric()).count();
            if words.trim() != words || letters == 0 {
                continue;
            }
            if letters > MOST_LETTERS {
                break;
            }
            let is_only = self.found(words).len() == 1;
            last = Some(range.clone());
            if is_only && letters >= FEWEST_LETTERS {
                break;
            }
        }
        let range = last?;
        let words = self.words(&range);
        let all = self.found(&words);
        let number = all.iter().position(|at| *at == range.start).unwrap_or_default() + 1;
        let which = if all.len() > 1 { Which::Nth { number, of: all.len() } } else { Which::Only };
        Some(Quote { words, which, range })
    }

    /// Where words stand, as whole words.
    pub(super) fn found(&self, words: &str) -> Vec<usize> {
        if words.is_empty() {
            return Vec::new();
        }
        let spaced = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c));
        let whole = |at: &usize| {
            let (before, after) = (&self.seen[..*at], &self.seen[at + words.len()..]);
            let starts = spaced(words.chars().next()) && spaced(before.chars().next_back());
            let ends = spaced(words.chars().next_back()) && spaced(after.chars().next());
            !starts && !ends
        };
        // One occurrence may begin inside another.
        let step = words.chars().next().map_or(1, char::len_utf8);
        let next = |from: usize| self.seen.get(from..)?.find(words).map(|at| from + at);
        std::iter::successors(next(0), |at| next(at + step)).filter(whole).collect()
    }

    fn words(&self, range: &Range<usize>) -> String {
        let pieces = self.text.pieces_in(range.clone()).filter(|piece| piece.note.is_none());
        pieces.map(|piece| piece.text).collect()
    }

    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let words = &self.text.as_str()[range.clone()];
        let start = range.start + (words.len() - words.trim_start().len());
        start..start + words.trim().len()
    }
}

/// Stands for a byte of a footnote.
const BLANK: char = '\0';

/// Written without spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
        || matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// A long quotation of words that stand there, its middle left out; a short one as it is.
pub fn shortened(words: &str) -> String {
    const LONG: usize = 90;
    const EACH: usize = 36;
    if words.chars().count() <= LONG {
        return words.to_owned();
    }
    let cut = |at: Option<(usize, char)>| at.map_or(words.len(), |(at, _)| at);
    let head = &words[..cut(words.char_indices().nth(EACH))];
    let tail = &words[cut(words.char_indices().rev().nth(EACH - 1))..];
    // At a space, where words have one.
    let head = head.rfind(char::is_whitespace).map_or(head, |at| &head[..at]);
    let tail = tail.find(char::is_whitespace).map_or(tail, |at| &tail[at..]);
    format!("{} … {}", head.trim_end(), tail.trim_start())
}
