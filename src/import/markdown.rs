//! Our Markdown: `#` headings, blocks between blank lines, literal labels, our inline markup; nothing else.
//!
//! Markdown's own lists and links are not known here: they would renumber labels and eat brackets. One sign per
//! level opens a heading, up to nine as in a word processor. A heading of one sign that opens the file is its title;
//! later ones are headings of level 1. A paragraph that begins with such signs has a `\` before them. Items are
//! indented by two columns per level, which only bullets need. A star that stands alone is a star: drafts mark notes
//! by it.

use super::{blocks, levels};
use crate::document::{Content, Kind};

const MAX_LEVEL: usize = 9;

/// Reads a draft in Markdown.
pub(super) fn read(text: &str) -> Vec<Content> {
    let mut blocks = blocks::split(text, |line| heading(line).is_some());
    blocks.retain(|block| heading(&block.words).is_none_or(|(_, words)| !words.is_empty()));
    let told: Vec<usize> = blocks.iter().map(|block| block.indent).collect();
    let mut paragraphs: Vec<Content> =
        blocks.iter().enumerate().map(|(place, block)| block_content(&block.words, place == 0)).collect();
    levels::assign(&mut paragraphs, &told);
    paragraphs
}

/// Whether a file of unknown ending has a line that only Markdown has.
pub(super) fn has_heading(bytes: &[u8]) -> bool {
    bytes.split(|&byte| byte == b'\n').any(|line| {
        let signs = line.iter().take_while(|&&byte| byte == b'#').count();
        (1..=MAX_LEVEL).contains(&signs) && line.get(signs) == Some(&b' ')
    })
}

fn block_content(words: &str, first: bool) -> Content {
    if let Some((level, words)) = heading(words) {
        let (kind, level) = if first && level == 1 { (Kind::Title, 0) } else { (Kind::Heading, level) };
        return Content::read_as(kind, level, words);
    }
    let words = words.strip_prefix('\\').filter(|rest| rest.starts_with('#')).unwrap_or(words);
    Content::read(words)
}

/// The level and the words of a heading.
fn heading(line: &str) -> Option<(u8, &str)> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let parted = words.is_empty() || words.starts_with(char::is_whitespace);
    ((1..=MAX_LEVEL).contains(&level) && parted).then(|| (level as u8, words.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_blocks_and_items() {
        let text = "# On *mutual* aid\n\n# First\n## ANNEX I\nLoose #words\n\n\\# no heading\n\n#none\n\n- one\n\n  - two\n\n- three";
        let shown: Vec<_> =
            read(text).into_iter().map(|content| (content.kind, content.level, content.shown())).collect();
        let row = |kind, level, shown: &str| (kind, level, shown.to_owned());
        assert_eq!(
            shown,
            [
                row(Kind::Title, 0, "On *mutual* aid"),
                row(Kind::Heading, 1, "First"),
                row(Kind::AnnexHeading, 2, "ANNEX I"),
                row(Kind::Plain, 0, "Loose #words"),
                row(Kind::Plain, 0, "# no heading"),
                row(Kind::Plain, 0, "#none"),
                row(Kind::Item, 1, "- one"),
                row(Kind::Item, 2, "- two"),
                row(Kind::Item, 1, "- three"),
            ]
        );
    }

    #[test]
    fn labels_and_brackets_stay_as_they_stand() {
        for line in
            ["6. One", "7. Two", "[6. Three]", "[shall][should](may) act", "1) x", "+ plus", "`code` <b>"]
        {
            let paragraphs = read(line);
            assert_eq!(paragraphs.len(), 1);
            assert_eq!(paragraphs[0].shown(), line);
        }
    }
}
