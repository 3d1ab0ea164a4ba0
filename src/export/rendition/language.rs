//! The language of a text and the direction it is written in: data that every format needs.

use crate::document::Paragraph;

/// The language of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// The tag of BCP 47: "en", "zh-Hans".
    pub tag: String,
    /// The direction of the document.
    pub direction: Direction,
}

/// The direction in which a line is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Latin, Cyrillic, Chinese.
    LeftToRight,
    /// Arabic, Hebrew.
    RightToLeft,
}

impl Language {
    /// A language with the direction that most letters of `draft` have.
    pub fn of(tag: &str, draft: &[Paragraph]) -> Self {
        let words = draft.iter().map(|paragraph| paragraph.content.text.as_str());
        Self { tag: tag.to_owned(), direction: Direction::of(words) }
    }
}

impl Direction {
    /// The direction of most letters; left to right where there are none.
    pub fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let letters = words.into_iter().flat_map(str::chars).filter(|c| c.is_alphabetic());
        let (right, all) = letters.fold((0usize, 0usize), |(right, all), letter| {
            (right + usize::from(is_right_to_left(letter)), all + 1)
        });
        if right * 2 > all { Self::RightToLeft } else { Self::LeftToRight }
    }

    /// The value of HTML's `dir`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// Whether a character belongs to a script written from right to left (Unicode bidirectional classes R and AL).
pub fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
        || matches!(letter, '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_is_that_of_most_letters() {
        let rows = [
            ("The Parties", Direction::LeftToRight),
            ("تؤكد الأطراف (COP 30)", Direction::RightToLeft),
            ("Прежде всего", Direction::LeftToRight),
            ("各国", Direction::LeftToRight),
            ("12. [...]", Direction::LeftToRight),
        ];
        for (words, expected) in rows {
            assert_eq!(Direction::of([words]), expected, "{words}");
        }
    }
}
