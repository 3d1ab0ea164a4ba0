//! What a reader should look at before a file is taken in.
//!
//! A warning never stops an import. Its message says what was met, where, and what to do; a list of places is
//! shown to its fifth and counted after that, and the value keeps them all for a preview.

use std::fmt;

use crate::document::Content;
use crate::document::label::Label;

/// How many places a message names.
const SHOWN: usize = 5;

/// Something that was read otherwise than it may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Tables, whose cells were read as paragraphs in reading order.
    Tables {
        /// The first paragraph of each.
        at: Vec<Place>,
    },
    /// Things that are no words and were left out.
    LeftOut {
        /// What.
        what: LeftOut,
        /// The paragraph each stood in or before.
        at: Vec<Place>,
    },
    /// Tracked changes, read as if all were accepted.
    TrackedChanges(Changes),
    /// Words struck through by hand, which were read as words.
    StruckThrough {
        /// The paragraphs with such words.
        at: Vec<Place>,
    },
    /// Automatic numbers of a kind that is not known; shown as 1, 2, 3.
    Numbering {
        /// The first paragraph with such a number.
        at: Place,
        /// The name of the kind in the file.
        format: String,
    },
    /// A label that stands twice in its section or list.
    RepeatedLabels {
        /// Each label that was there before, and where it stands again.
        at: Vec<(Label, Place)>,
    },
    /// Brackets without a partner in their paragraph.
    UnbalancedBrackets {
        /// The paragraphs with such brackets.
        at: Vec<Place>,
    },
    /// Paragraphs of more than 4,000 words.
    LongParagraphs {
        /// The paragraphs.
        at: Vec<Place>,
    },
}

/// What is left out of a Word document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// Text boxes and shapes with words in them.
    TextBox,
    /// Pictures, drawings, charts, embedded objects.
    Picture,
    /// Formulas.
    Equation,
    /// A table of contents or an index.
    Contents,
    /// Hidden text.
    Hidden,
    /// Another document put in whole.
    Inserted,
    /// A character of a symbol font that has no equal.
    Symbol,
    /// A footnote whose words are missing from the file.
    Note,
    /// Comments.
    Comment,
}

/// How many tracked changes of each kind there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Stretches put in.
    pub insertions: usize,
    /// Stretches taken out.
    pub deletions: usize,
    /// Stretches moved.
    pub moves: usize,
    /// Changes of form only.
    pub formatting: usize,
}

/// A paragraph of the result, as one points at it in a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its number, from 1.
    pub paragraph: usize,
    /// How it begins.
    pub words: String,
}

impl Warning {
    /// Whether it is about how the file was read; the others are about the text itself.
    pub fn is_about_reading(&self) -> bool {
        match self {
            Self::Tables { .. }
            | Self::LeftOut { .. }
            | Self::TrackedChanges(_)
            | Self::StruckThrough { .. }
            | Self::Numbering { .. } => true,
            Self::RepeatedLabels { .. } | Self::UnbalancedBrackets { .. } | Self::LongParagraphs { .. } => {
                false
            }
        }
    }

    /// The paragraphs it is about, for a mark beside each in a preview.
    pub fn places(&self) -> Vec<&Place> {
        match self {
            Self::Tables { at }
            | Self::LeftOut { at, .. }
            | Self::StruckThrough { at }
            | Self::UnbalancedBrackets { at }
            | Self::LongParagraphs { at } => at.iter().collect(),
            Self::RepeatedLabels { at } => at.iter().map(|(_, place)| place).collect(),
            Self::Numbering { at, .. } => vec![at],
            Self::TrackedChanges(_) => Vec::new(),
        }
    }
}

impl Changes {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Place {
    /// The paragraph at `index`, or the last one where the file ends before it.
    pub fn at(index: usize, paragraphs: &[Content]) -> Self {
        let index = index.min(paragraphs.len().saturating_sub(1));
        let shown = paragraphs.get(index).map_or(String::new(), opening);
        let mut words: String = shown.chars().take(40).collect();
        if words.len() < shown.len() {
            words = format!("{} …", words.rsplit_once(' ').map_or(words.as_str(), |(whole, _)| whole));
        }
        Self { paragraph: index + 1, words }
    }
}

fn opening(content: &Content) -> String {
    let words = content.text.plain();
    content.label.as_ref().map_or(words.clone(), |label| format!("{label} {words}")).trim().to_owned()
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tables { at } => {
                write!(
                    f,
                    "{} read as paragraphs, cell by cell, ",
                    count(at.len(), "table was", "tables were")
                )?;
                write!(f, "from {}: check their order", list(at))
            }
            Self::LeftOut { what, at } => {
                let (one, many, advice) = what.words();
                write!(f, "{} left out, at {}: {advice}", count(at.len(), one, many), list(at))
            }
            Self::TrackedChanges(changes) => write!(f, "{changes}"),
            Self::StruckThrough { at } => {
                let paragraphs = count(at.len(), "paragraph has", "paragraphs have");
                write!(
                    f,
                    "{paragraphs} words struck through by hand, which were read as words, at {}: ",
                    list(at)
                )?;
                f.write_str("delete them in the file if they are meant as deleted")
            }
            Self::Numbering { at, format } => {
                write!(f, "automatic numbers of the kind \"{format}\" were read as 1, 2, 3, from {at}: ")?;
                f.write_str("check the labels")
            }
            Self::RepeatedLabels { at } => {
                let labels: Vec<String> =
                    at.iter().map(|(label, place)| format!("{label} at {place}")).collect();
                let labels_stand = count(at.len(), "label stands", "labels stand");
                write!(f, "{labels_stand} a second time in the same section: {}; ", first(&labels))?;
                f.write_str("they are kept as they are")
            }
            Self::UnbalancedBrackets { at } => {
                let paragraphs = count(at.len(), "paragraph has", "paragraphs have");
                write!(f, "{paragraphs} a square bracket without a partner in it: {}; ", list(at))?;
                f.write_str("check whether the partner is missing or stands in another paragraph")
            }
            Self::LongParagraphs { at } => {
                let paragraphs = count(at.len(), "paragraph has", "paragraphs have");
                write!(f, "{paragraphs} more than 4,000 words: {}; ", list(at))?;
                f.write_str("check that no break between paragraphs is missing")
            }
        }
    }
}

impl LeftOut {
    /// "text box was", "text boxes were", what to do.
    const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::TextBox => {
                ("text box was", "text boxes were", "move words that belong to the text into it")
            }
            Self::Picture => ("picture was", "pictures were", "only words are taken in"),
            Self::Equation => ("formula was", "formulas were", "write it in words or plain characters"),
            Self::Contents => {
                ("line of a table of contents was", "lines of a table of contents were", "it is made anew")
            }
            Self::Hidden => {
                ("hidden passage was", "hidden passages were", "show them in the file if they belong to it")
            }
            Self::Inserted => {
                ("inserted document was", "inserted documents were", "copy its text into the file")
            }
            Self::Symbol => ("symbol was", "symbols were", "replace them by ordinary characters"),
            Self::Note => ("footnote was", "footnotes were", "their words are missing from the file"),
            Self::Comment => ("comment was", "comments were", "only the text is taken in"),
        }
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [
            (self.insertions, "insertion", "insertions"),
            (self.deletions, "deletion", "deletions"),
            (self.moves, "move", "moves"),
            (self.formatting, "change of form", "changes of form"),
        ];
        let kinds: Vec<String> =
            kinds.iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(*n, one, many)).collect();
        write!(f, "tracked changes were read as accepted ({}): ", kinds.join(", "))?;
        f.write_str("accept or reject them in the file first if that is not meant")
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "paragraph {} (\"{}\")", self.paragraph, self.words)
    }
}

fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

fn list(places: &[Place]) -> String {
    first(&places.iter().map(ToString::to_string).collect::<Vec<_>>())
}

fn first(items: &[String]) -> String {
    let shown = items[..items.len().min(SHOWN)].join(", ");
    match items.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Content;

    #[test]
    fn messages_say_what_where_and_what_to_do() {
        let paragraphs: Vec<Content> = (1..=7).map(|n| Content::read(&format!("{n}. The Parties"))).collect();
        let at: Vec<Place> = (0..7).map(|index| Place::at(index, &paragraphs)).collect();
        let changes = Changes { insertions: 1, deletions: 2, ..Changes::default() };
        let rows = [
            (
                Warning::LeftOut { what: LeftOut::Picture, at: at[..1].to_vec() },
                "1 picture was left out, at paragraph 1 (\"1. The Parties\"): only words are taken in",
            ),
            (
                Warning::TrackedChanges(changes),
                "tracked changes were read as accepted (1 insertion, 2 deletions): \
                 accept or reject them in the file first if that is not meant",
            ),
        ];
        for (warning, message) in rows {
            assert_eq!(warning.to_string(), message);
        }
        assert_eq!(Warning::Tables { at: at.clone() }.places().len(), 7);
        assert!(Warning::Tables { at }.to_string().contains("paragraph 5 (\"5. The Parties\") and 2 more"));
    }

    #[test]
    fn a_place_quotes_a_few_whole_words() {
        let long = Content::read("(a) The words of this paragraph go on and on beyond the quotation");
        let place = Place::at(3, std::slice::from_ref(&long));
        assert_eq!(place.to_string(), "paragraph 1 (\"(a) The words of this paragraph go on …\")");
    }
}
