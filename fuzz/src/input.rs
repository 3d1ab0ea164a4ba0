//! Texts with marks, read from any bytes.

use travaux::engine::{Mark, Source};

/// Few enough that every order of them can be tried.
const MOST: usize = 5;

/// What a target is given.
pub(super) struct Input {
    pub(super) texts: Vec<Text>,
}

/// A text and its marks, in order or not.
pub(super) struct Text {
    pub(super) words: String,
    marks: Vec<Mark>,
}

impl Input {
    /// Reads texts that stand between empty lines. A last line of a text that begins with `@` holds marks: start, length
    /// and style of each, in bytes, a style of 4 or more making it atomic.
    pub(super) fn read(data: &[u8]) -> Self {
        let texts = String::from_utf8_lossy(data);
        let texts = texts.strip_suffix('\n').unwrap_or(&texts);
        Input { texts: texts.split("\n\n").take(MOST).map(Text::read).collect() }
    }
}

impl Text {
    fn read(text: &str) -> Self {
        let (words, marks) = text.rsplit_once("\n@").unwrap_or((text, ""));
        let numbers: Vec<usize> = marks
            .split(|letter: char| !letter.is_ascii_digit())
            .filter_map(|number| number.parse().ok().filter(|number| *number < 10_000))
            .collect();
        let mark = |numbers: &[usize]| Mark {
            range: numbers[0]..numbers[0] + numbers[1],
            attr: (numbers[2] % 4) as u8,
            atomic: numbers[2] / 4 % 2 == 1,
        };
        Text { words: words.to_owned(), marks: numbers.chunks_exact(3).map(mark).collect() }
    }
}

/// What the engine compares.
pub(super) fn sources(texts: &[Text]) -> Vec<Source<'_>> {
    texts.iter().map(|text| Source { text: &text.words, marks: &text.marks }).collect()
}

/// The lines of a text, without marks; the separator of paragraphs, which none of them may hold, ends a line too.
pub(super) fn lines(text: &Text) -> Vec<&str> {
    text.words.split(['\n', '\u{2029}']).filter(|line| !line.is_empty()).collect()
}
