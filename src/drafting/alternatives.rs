//! Wordings of one place side by side: `[shall][should]`.
//!
//! Invariant: an alternative is whole words and stands once; brackets that are there already take further alternatives
//! in and are never doubled. What all of them end with stands once, behind them.

use std::ops::Range;

use crate::document::brackets::place::whole_place;
use crate::document::brackets::{closes, opens};
use crate::document::inline::Rich;

/// One wording of a place.
pub(super) struct Choice<'a> {
    pub(super) from: &'a Rich,
    pub(super) range: Range<usize>,
    pub(super) is_base: bool,
}

impl Choice<'_> {
    pub(super) fn text(&self) -> &str {
        &self.from.as_str()[self.range.clone()]
    }
}

/// Whether the range is all that stands between one pair of brackets, so that further alternatives can join it there;
/// says which signs part them.
pub(super) fn stands_alone_in_brackets(base: &Rich, range: &Range<usize>) -> Option<(char, char)> {
    let text = base.as_str();
    let before = text[..range.start].chars().next_back().filter(|c| opens(*c))?;
    let after = text[range.end..].chars().next().filter(|c| closes(*c))?;
    (!range.is_empty()).then_some((before, after))
}

/// What stands side by side at a place, and what is common to all of it.
pub(super) struct Alternatives {
    words: Vec<Rich>,
    /// Whether nothing is an alternative that is shown.
    or_nothing: bool,
    /// A sign that all of them end with.
    sign: Option<char>,
    /// Whether white space stands before or after one of them.
    spaced: (bool, bool),
}

/// The choices as alternatives, different words each; one that is brackets already gives what stands in them.
pub(super) fn alternatives(choices: &[Choice<'_>]) -> Alternatives {
    let is_space = |c: char| c.is_whitespace();
    let spaced = (
        choices.iter().any(|choice| choice.text().starts_with(is_space)),
        choices.iter().any(|choice| choice.text().ends_with(is_space)),
    );
    let mut words: Vec<Rich> = Vec::new();
    let mut or_nothing = false;
    for choice in choices.iter().filter(|choice| !choice.text().trim().is_empty()) {
        let ranges = match whole_place(choice.from, &choice.range) {
            Some(place) => place.alternatives.into_iter().map(|it| it.words).collect(),
            None => vec![choice.range.clone()],
        };
        for range in ranges {
            let own = &choice.from.as_str()[range.clone()];
            let start = range.start + (own.len() - own.trim_start().len());
            let mut cut = Rich::default();
            cut.push(choice.from, start..start + own.trim().len());
            or_nothing |= own.trim().is_empty();
            if !own.trim().is_empty() && !words.contains(&cut) {
                words.push(cut);
            }
        }
    }
    let all_there = !or_nothing && choices.iter().all(|choice| !choice.text().trim().is_empty());
    let sign = common_sign(&words).filter(|_| all_there);
    Alternatives { words, or_nothing, sign, spaced }
}

/// The sign that each of several wordings ends with, behind words.
fn common_sign(words: &[Rich]) -> Option<char> {
    let sign = words.first()?.as_str().chars().next_back()?;
    let ends = |rich: &Rich| {
        let before = rich.as_str().strip_suffix(sign);
        before.and_then(|before| before.chars().next_back()).is_some_and(char::is_alphanumeric)
    };
    let parts = matches!(sign, ',' | ';' | ':' | '.' | '،' | '؛' | '，' | '；' | '：' | '。' | '、');
    (parts && words.len() > 1 && words.iter().all(ends)).then_some(sign)
}

/// Writes `[one][two]`, or `one][two` between brackets that are there already. White space and a common sign go outside.
pub(super) fn write_choices(out: &mut Rich, alternatives: &Alternatives, enclosed: Option<(char, char)>) {
    let Alternatives { words, or_nothing, sign, spaced } = alternatives;
    let is_space = |c: char| c.is_whitespace();
    if spaced.0 && !out.as_str().is_empty() && !out.as_str().ends_with(is_space) {
        out.push_str(" ");
    }
    let sign = sign.filter(|_| enclosed.is_none());
    for (number, own) in words.iter().enumerate() {
        match (enclosed, number) {
            (None, _) => out.push_str("["),
            (Some(_), 0) => {}
            (Some((opening, closing)), _) => out.push_str(&format!("{closing}{opening}")),
        }
        out.push(own, 0..own.as_str().len() - sign.map_or(0, char::len_utf8));
        if enclosed.is_none() {
            out.push_str("]");
        }
    }
    match (or_nothing, enclosed) {
        (true, None) => out.push_str("[]"),
        (true, Some((opening, closing))) => out.push_str(&format!("{closing}{opening}")),
        (false, _) => {}
    }
    if let Some(sign) = sign {
        out.push_str(sign.encode_utf8(&mut [0; 4]));
    }
    if spaced.1 && !out.as_str().ends_with(is_space) {
        out.push_str(" ");
    }
}

#[cfg(test)]
mod tests {
    use super::super::wording::{Side, write};
    use super::*;
    use crate::document::id::SubmissionId;

    fn side(n: u8, text: &str, bracketed: bool) -> Side {
        Side { submission: SubmissionId::from_bytes([n; 16]), text: Rich::parse(text), bracketed }
    }

    fn bracketed(texts: &[&str]) -> Vec<Side> {
        texts.iter().enumerate().map(|(n, text)| side(n as u8, text, true)).collect()
    }

    #[test]
    fn brackets_that_are_there_take_the_rivals_in() {
        let rows: [(&str, &[&str], &str); 16] = [
            ("States [shall] act.", &["States should act."], "States [shall][should] act."),
            (
                "States [shall] act.",
                &["States shall act.", "States [should] act."],
                "States [shall][should] act.",
            ),
            (
                "States [shall] act.",
                &["States should act.", "States must act."],
                "States [shall][must][should] act.",
            ),
            (
                "States [shall] act.",
                &["States [should] act.", "States must act."],
                "States [shall][should][must] act.",
            ),
            ("States [shall] act.", &["States shall act."], "States [shall] act."),
            ("States shall act.", &["States [shall] act."], "States [shall] act."),
            (
                "States shall act.",
                &["States [shall][may] act.", "States must act."],
                "States [shall][may][must] act.",
            ),
            (
                "States [shall][should] act.",
                &["States should act.", "States may act."],
                "States [shall][should][may] act.",
            ),
            ("States [shall][] act.", &["States may act."], "States [shall][may][] act."),
            (
                "States [shall / should] act.",
                &["States [must / should] act."],
                "States [shall][should][must] act.",
            ),
            (
                "States [shall act in good faith and in time], always.",
                &[
                    "States shall act in good faith and in time, always.",
                    "States [should act in good faith and in time], always.",
                ],
                "States [[shall][should] act in good faith and in time], always.",
            ),
            ("[Shall] act now.", &["Shall act soon."], "[Shall] act [now][soon]."),
            ("Act now.", &["[Act] soon."], "[Act now][[Act] soon]."),
            ("各国［应］遵守。", &["各国［须］遵守。", "各国［可］遵守。"], "各国［应］［可］［须］遵守。"),
            ("a forum, a body", &["a panel, a body", "a board, a body"], "a [forum][board][panel], a body"),
            ("a place a body", &["a forum, a body", "a panel, a body"], "a [place][forum,][panel,] a body"),
        ];
        for (base, texts, expected) in rows {
            let written = write(&Rich::parse(base), &bracketed(texts));
            assert_eq!(written.text.to_text().as_str(), expected, "{base}: {texts:?}");
        }
        let taken = side(1, "The platform, too.", false);
        let rival = side(2, "The forum, too.", true);
        let written = write(&Rich::parse("The body; too."), &[taken, rival]);
        assert_eq!(written.text.as_str(), "The [forum][platform], too.");
    }
}
