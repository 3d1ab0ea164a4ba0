//! Looks over what was read, from whatever format: labels that repeat, brackets that do not pair up, long paragraphs.

use rustc_hash::FxHashSet;
use unicode_segmentation::UnicodeSegmentation;

use super::warning::{Place, Warning};
use crate::document::label::Label;
use crate::document::{Content, Kind, brackets};

const MAX_WORDS: usize = 4000;

/// What a reader should look at.
pub(super) fn warnings(paragraphs: &[Content]) -> Vec<Warning> {
    let places = |found: fn(&Content) -> bool| -> Vec<Place> {
        let found = paragraphs.iter().enumerate().filter(|(_, content)| found(content));
        found.map(|(index, _)| Place::at(index, paragraphs)).collect()
    };
    let repeated = repeated_labels(paragraphs);
    let unbalanced = places(has_lone_bracket);
    let long = places(is_long);
    let mut warnings = Vec::new();
    if !repeated.is_empty() {
        warnings.push(Warning::RepeatedLabels { at: repeated });
    }
    if !unbalanced.is_empty() {
        warnings.push(Warning::UnbalancedBrackets { at: unbalanced });
    }
    if !long.is_empty() {
        warnings.push(Warning::LongParagraphs { at: long });
    }
    warnings
}

/// A label repeats when it stands twice between two headings, or twice in one list; bullets always do.
fn repeated_labels(paragraphs: &[Content]) -> Vec<(Label, Place)> {
    let mut repeated = Vec::new();
    let mut seen: Vec<FxHashSet<&str>> = Vec::new();
    for (index, content) in paragraphs.iter().enumerate() {
        let depth = match content.kind {
            Kind::Title | Kind::Heading | Kind::AnnexHeading => {
                seen.clear();
                continue;
            }
            Kind::Preambular | Kind::Numbered => 0,
            Kind::Item => usize::from(content.level),
            Kind::Plain => continue,
        };
        seen.resize_with(depth + 1, FxHashSet::default);
        let Some(label) =
            content.label.as_ref().filter(|label| label.as_str().contains(char::is_alphanumeric))
        else {
            continue;
        };
        if !seen[depth].insert(label.stem()) {
            repeated.push((label.clone(), Place::at(index, paragraphs)));
        }
    }
    repeated
}

fn has_lone_bracket(content: &Content) -> bool {
    let has_any = content.text.as_str().contains(|c| brackets::opens(c) || brackets::closes(c));
    has_any && !brackets::find(&content.text.plain()).lone.is_empty()
}

fn is_long(content: &Content) -> bool {
    content.text.as_str().len() > MAX_WORDS && content.text.plain().unicode_words().nth(MAX_WORDS).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeated(lines: &str) -> Vec<String> {
        let paragraphs: Vec<Content> = lines
            .split('|')
            .map(|line| match line.strip_prefix('#') {
                Some(words) => Content::read_as(Kind::Heading, 1, words),
                None => Content::read(line),
            })
            .collect();
        repeated_labels(&paragraphs)
            .iter()
            .map(|(label, place)| format!("{label} {}", place.paragraph))
            .collect()
    }

    #[test]
    fn labels_repeat_within_a_section_or_a_list() {
        let rows: [(&str, &[&str]); 6] = [
            ("6. x|7. x|6. x", &["6. 3"]),
            ("1. x|#A|1. x", &[]),
            ("1. x|(a) x|2. x|(a) x|(a) x", &["(a) 5"]),
            ("- x|- x", &[]),
            ("PP1 x|PP1. x", &["PP1. 2"]),
            ("Option 1:|x|Option 1:", &[]),
        ];
        for (lines, expected) in rows {
            assert_eq!(repeated(lines), expected, "{lines}");
        }
    }

    #[test]
    fn brackets_and_length_are_looked_at() {
        let paragraphs = [
            Content::read("[The Parties^[See [1].]"),
            Content::read("[shall][should]"),
            Content::read(&"word ".repeat(4001)),
            Content::read(&"字".repeat(4001)),
            Content::read(&"word ".repeat(4000)),
        ];
        let found = warnings(&paragraphs);
        let numbers = |at: &[Place]| at.iter().map(|place| place.paragraph).collect::<Vec<_>>();
        let [Warning::UnbalancedBrackets { at: lone }, Warning::LongParagraphs { at: long }] = &found[..]
        else {
            panic!("{found:?}");
        };
        assert_eq!((numbers(lone), numbers(long)), (vec![1], vec![3, 4]));
    }
}
