//! Questions of the co-chairs to the unknown author of an item, and the answers: plain words in lines.
//!
//! Invariant: what was typed is kept as lines of words and nothing else: what a keyboard, an editor or a browser puts
//! between and around them is gone, so that none of it tells one writer from another.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// The most characters of a question or an answer.
pub const LONGEST: usize = 4_000;

/// Words that were said: at least one, in lines; a blank line parts paragraphs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Said(String);

/// Why typed words are not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsaid {
    /// There are no words.
    #[error("there are no words")]
    Empty,
    /// There are more than [`LONGEST`] characters.
    #[error("more than {LONGEST} characters")]
    Long,
}

impl Said {
    /// Reads what was typed.
    pub fn parse(typed: &str) -> Result<Self, Unsaid> {
        let clean: String = typed.replace("\r\n", "\n").nfc().filter_map(plain).collect();
        let mut lines: Vec<String> = Vec::new();
        for line in clean.lines() {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            let blank = |it: Option<&String>| it.is_none_or(String::is_empty);
            if !(line.is_empty() && blank(lines.last())) {
                lines.push(line);
            }
        }
        let said = lines.join("\n").trim_end().to_owned();
        if !said.chars().any(char::is_alphanumeric) {
            return Err(Unsaid::Empty);
        }
        if said.chars().count() > LONGEST { Err(Unsaid::Long) } else { Ok(Self(said)) }
    }

    /// The words in their lines.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The lines; an empty one parts paragraphs.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.lines()
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A character as it is kept: spaces of every width are one, what only a machine sees is none. Joiners, which some
/// scripts are written with, stay.
fn plain(letter: char) -> Option<char> {
    match letter {
        '\n' => Some('\n'),
        '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => None,
        _ if letter.is_whitespace() => Some(' '),
        _ if letter.is_control() => None,
        _ => Some(letter),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_kept_in_their_lines() {
        for (typed, said) in [
            ("Which rule?", "Which rule?"),
            ("  Which\u{a0}rule?  \r\nAnd  why?\t", "Which rule?\nAnd why?"),
            ("\n\nOne.\n\n\n \nTwo.\n\n", "One.\n\nTwo."),
            ("Zero\u{200b}width\u{feff}.", "Zerowidth."),
            ("caf\u{65}\u{301}", "caf\u{e9}"),
            ("\u{645}\u{6cc}\u{200c}\u{62e}", "\u{645}\u{6cc}\u{200c}\u{62e}"),
        ] {
            assert_eq!(Said::parse(typed).unwrap().as_str(), said, "{typed:?}");
        }
        for typed in ["", " \n\t", "?!", "\u{200b}"] {
            assert_eq!(Said::parse(typed), Err(Unsaid::Empty), "{typed:?}");
        }
        assert!(Said::parse(&"x".repeat(LONGEST)).is_ok());
        assert_eq!(Said::parse(&"x".repeat(LONGEST + 1)), Err(Unsaid::Long));
    }

    proptest! {
        /// What is shown to be typed on is read as the same again.
        #[test]
        fn what_was_read_is_read_again(typed in any::<String>()) {
            if let Ok(said) = Said::parse(&typed) {
                prop_assert_eq!(Said::parse(said.as_str()), Ok(said));
            }
        }
    }
}
