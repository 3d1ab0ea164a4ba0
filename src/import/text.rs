//! Plain text: every character stands for itself, and headings are guessed from their form.

use super::{blocks, headings, levels};
use crate::document::inline::Rich;
use crate::document::{Content, Kind};

/// Reads a draft in plain text.
pub(super) fn read(text: &str) -> Vec<Content> {
    let blocks = blocks::split(text, |_| false);
    let told: Vec<usize> = blocks.iter().map(|block| block.indent).collect();
    let mut paragraphs: Vec<Content> =
        blocks.iter().map(|block| Content::of(&Rich::literal(&block.words), Kind::Plain, 0)).collect();
    headings::guess(&mut paragraphs);
    levels::assign(&mut paragraphs, &told);
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_literal_and_labels_come_off() {
        let text =
            "ANNEX I\n\nIV. Finance\n\n1. Each *Party*\nshall ^[note].\n\n  (a) One;\n\n    (i) Two.\n";
        let shown: Vec<_> = read(text)
            .into_iter()
            .map(|content| (content.kind, content.level, content.shown(), content.text.plain()))
            .collect();
        let row = |kind, level, shown: &str, words: &str| (kind, level, shown.to_owned(), words.to_owned());
        assert_eq!(
            shown,
            [
                row(Kind::AnnexHeading, 1, "ANNEX I", ""),
                row(Kind::Heading, 2, "IV. Finance", "Finance"),
                row(Kind::Numbered, 0, "1. Each \\*Party\\* shall \\^[note].", "Each *Party* shall ^[note]."),
                row(Kind::Item, 1, "(a) One;", "One;"),
                row(Kind::Item, 2, "(i) Two.", "Two."),
            ]
        );
    }
}
