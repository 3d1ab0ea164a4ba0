//! Lines to blocks: what stands between blank lines is one paragraph, its lines joined by a space.
//!
//! Two kinds of line open a paragraph of their own without a blank line before them: a bulleted one, and one whose
//! label goes on from the label of the paragraph before it in the block, "(b)" after "(a)".

use super::{MAX_PARAGRAPHS, levels};
use crate::document::label::Label;

/// One paragraph of a text file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// By how many columns it is indented; a tab counts as four.
    pub(super) indent: usize,
    /// Its words in one line.
    pub(super) words: String,
}

/// Cuts a text into blocks, at most one more than a file may have. A line that stands `alone` is a block whatever its
/// neighbours are.
pub(super) fn split(text: &str, alone: impl Fn(&str) -> bool) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    let mut running = None;
    for line in text.lines() {
        let words = line.trim();
        if words.is_empty() {
            open = false;
            continue;
        }
        let full = blocks.len() > MAX_PARAGRAPHS;
        let by_itself = alone(words);
        let label = Label::split(words, false).map(|split| split.label);
        match blocks.last_mut().filter(|_| open && !by_itself) {
            Some(block) if !is_bulleted(words) && !goes_on(running.as_ref(), label.as_ref()) => {
                block.words.push(' ');
                block.words.push_str(words);
            }
            _ if full => break,
            _ => {
                blocks.push(Block { indent: indent(line), words: words.to_owned() });
                running = label;
            }
        }
        open = !by_itself;
    }
    blocks
}

fn is_bulleted(line: &str) -> bool {
    line.strip_prefix(['-', '•', '*']).is_some_and(|rest| rest.starts_with([' ', '\t']))
}

fn goes_on(running: Option<&Label>, label: Option<&Label>) -> bool {
    running.zip(label).is_some_and(|(running, label)| levels::follows(running, label))
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_bullets_and_running_labels_part_blocks() {
        let rows: [(&str, &[&str]); 8] = [
            ("one\ntwo\n\nthree", &["one two", "three"]),
            ("\n\n  \n one \n\t\n", &["one"]),
            ("Such as:\n- one\n  more\n- two", &["Such as:", "- one more", "- two"]),
            ("(a) one\n(b) two\nand on", &["(a) one", "(b) two and on"]),
            ("1. one\n2. two", &["1. one", "2. two"]),
            ("on page\n12. The", &["on page 12. The"]),
            ("# Head\nwords", &["# Head", "words"]),
            ("words\n# Head", &["words", "# Head"]),
        ];
        for (text, expected) in rows {
            let blocks = split(text, |line| line.starts_with('#'));
            assert_eq!(
                blocks.iter().map(|block| block.words.as_str()).collect::<Vec<_>>(),
                expected,
                "{text}"
            );
        }
        assert_eq!(
            split("  a\n\n\tb", |_| false).iter().map(|block| block.indent).collect::<Vec<_>>(),
            [2, 4]
        );
    }
}
