//! Finds what a merge may have broken though no two edits met: traces of words that were put together blindly.
//!
//! Only what stands in none of the merged texts is reported. It knows signs, no grammar.

use super::token::scan;
use std::ops::Range;

/// Something that looks wrong in merged words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// What looks wrong.
    pub fault: Fault,
    /// Where in the merged text, in bytes.
    pub range: Range<usize>,
}

/// What can look wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A word stands twice.
    DoubledWord,
    /// Two commas, semicolons or colons stand together.
    DoubledSign,
    /// Two spaces stand together.
    DoubledSpace,
    /// Half a pair of brackets was removed.
    LoneBracket,
    /// The text no longer ends as a sentence.
    LostFullStop,
}

/// The faults of `after` that `before` does not have.
pub fn lint(before: &str, after: &str) -> Vec<Lint> {
    lints(after, std::iter::once(before))
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::DoubledWord => "a word stands twice",
            Self::DoubledSign => "a sign stands twice",
            Self::DoubledSpace => "two spaces stand together",
            Self::LoneBracket => "half a pair of brackets is missing",
            Self::LostFullStop => "the text no longer ends as a sentence",
        })
    }
}

/// The faults of `merged` that none of `texts` has.
pub(super) fn lints<'a>(merged: &str, texts: impl Iterator<Item = &'a str>) -> Vec<Lint> {
    let mut lints = faults(merged);
    for text in texts {
        if lints.is_empty() {
            break;
        }
        let known = faults(text);
        let known = |lint: &Lint| {
            known
                .iter()
                .any(|old| old.fault == lint.fault && text[old.range.clone()] == merged[lint.range.clone()])
        };
        lints.retain(|lint| !known(lint));
    }
    lints
}

fn faults(text: &str) -> Vec<Lint> {
    let mut lints = Vec::new();
    let mut open = Vec::new();
    let tokens = scan(text.into());
    for token in &tokens {
        let range = token.start..token.end;
        if let Some(closing) = closing(&text[range.clone()]) {
            open.push((closing, range));
        } else if matches!(&text[range.clone()], "]" | ")" | "）" | "】") {
            match open.pop() {
                Some((expected, _)) if expected == &text[range.clone()] => {}
                Some(_) | None => lints.push(Lint { fault: Fault::LoneBracket, range }),
            }
        }
    }
    lints.extend(open.into_iter().map(|(_, range)| Lint { fault: Fault::LoneBracket, range }));
    for pair in tokens.windows(2) {
        let range = pair[0].start..pair[1].end;
        let gap = &text[pair[0].end..pair[1].start];
        let doubled = text[pair[0].start..pair[0].end] == text[pair[1].start..pair[1].end];
        if gap == "  " {
            lints.push(Lint { fault: Fault::DoubledSpace, range: range.clone() });
        }
        if doubled
            && matches!(&text[pair[1].start..pair[1].end], "," | ";" | ":" | "，" | "、" | "،" | "；" | "؛")
        {
            lints.push(Lint { fault: Fault::DoubledSign, range });
        } else if doubled && !gap.is_empty() && text[range.clone()].starts_with(char::is_alphabetic) {
            lints.push(Lint { fault: Fault::DoubledWord, range });
        }
    }
    let ending = text.trim_end().trim_end_matches([']', ')', '"', '”', '’']).trim_end();
    if !ending.is_empty() && !ending.ends_with(['.', '。', '؟', '?', '!', ';', ':', '…']) {
        lints.push(Lint { fault: Fault::LostFullStop, range: text.len()..text.len() });
    }
    lints
}

fn closing(bracket: &str) -> Option<&'static str> {
    match bracket {
        "[" => Some("]"),
        "(" => Some(")"),
        "（" => Some("）"),
        "【" => Some("】"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_no_text_has_is_reported() {
        let check = |merged: &str, texts: &[&str], expected: &[Fault]| {
            let found: Vec<_> = lints(merged, texts.iter().copied()).iter().map(|lint| lint.fault).collect();
            assert_eq!(found, expected, "{merged}");
        };
        check("States shall act.", &["States act."], &[]);
        check("States shall shall act.", &["States shall act."], &[Fault::DoubledWord]);
        check("States shall shall act.", &["States shall shall act."], &[]);
        check("In time,, or later", &["In time, or later"], &[Fault::DoubledSign]);
        check("In  time", &["In time"], &[Fault::DoubledSpace]);
        check("States [should act.", &["States [should] act."], &[Fault::LoneBracket]);
        check("States should] act.", &["States [should] act."], &[Fault::LoneBracket]);
        check("States should act", &["States should act."], &[Fault::LostFullStop]);
        check("", &["States should act."], &[]);
    }
}
