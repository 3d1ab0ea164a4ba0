//! Which brackets of a paragraph hold alternatives: `[shall][should]`, `[shall / should]`, `[shall]`, `[shall][]`.
//!
//! Invariant: every pair of the paragraph is in exactly one place, every place has an alternative, and alternatives
//! are disjoint and in order. Places nest where brackets do. Nothing is decided here.

use std::ops::Range;

use super::{Brackets, closes, of, opens};
use crate::document::inline::Rich;

/// Brackets that belong together, and what stands in them to be chosen from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// From the first opening bracket to after the last closing one.
    pub range: Range<usize>,
    /// The pairs side by side, brackets included; one or more.
    pub pairs: Vec<Range<usize>>,
    /// What can be chosen; one is text that is not agreed.
    pub alternatives: Vec<Alternative>,
    /// How many brackets it stands in, its own included: from 1.
    pub depth: usize,
}

/// One of the wordings of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// All that stands between the brackets or slashes.
    pub inside: Range<usize>,
    /// The same without white space around it; empty means "or nothing".
    pub words: Range<usize>,
}

/// The places of a paragraph, by where they begin; one that holds others stands before them.
pub fn places(text: &Rich) -> Vec<Place> {
    places_of(text, &of(text))
}

/// As [`places`], where the brackets are found already.
pub fn places_of(text: &Rich, found: &Brackets) -> Vec<Place> {
    let words = text.as_str();
    let nested = nested(&found.pairs);
    let mut places: Vec<Place> = Vec::new();
    // The place that each open pair belongs to last, by depth.
    let mut last: Vec<Option<usize>> = Vec::new();
    for (pair, inner) in found.pairs.iter().zip(&nested) {
        last.truncate(inner.depth);
        last.resize(inner.depth, None);
        let alternatives = alternatives(text, pair, &inner.children);
        let beside = |at: &usize| {
            let before = &places[*at].pairs[places[*at].pairs.len() - 1];
            let gap = &words[before.end..pair.start];
            // Where some touch, a space parts them from others: "[shall][may] [act][report]".
            let touched = words[..before.start].ends_with(closes) || words[pair.end..].starts_with(opens);
            gap.is_empty() || (!touched && gap.chars().all(|c| c.is_whitespace() && c != '\n'))
        };
        match last[inner.depth - 1].filter(beside) {
            Some(at) => {
                let place = &mut places[at];
                place.range.end = pair.end;
                place.pairs.push(pair.clone());
                place.alternatives.extend(alternatives);
            }
            None => {
                last[inner.depth - 1] = Some(places.len());
                let (range, pairs) = (pair.clone(), vec![pair.clone()]);
                places.push(Place { range, pairs, alternatives, depth: inner.depth });
            }
        }
    }
    places
}

/// The place that holds exactly the words of `range`, white space around them aside.
pub fn whole_place(text: &Rich, range: &Range<usize>) -> Option<Place> {
    let range = trimmed(text.as_str(), range.clone());
    places(text).into_iter().find(|place| place.range == range)
}

impl Place {
    /// The alternatives as they read.
    pub fn read<'a>(&self, text: &'a Rich) -> Vec<&'a str> {
        self.alternatives.iter().map(|it| &text.as_str()[it.words.clone()]).collect()
    }

    /// Whether there is something to choose between.
    pub fn is_choice(&self) -> bool {
        self.alternatives.len() > 1
    }
}

/// What a pair holds, and how deep it stands.
struct Nested {
    depth: usize,
    children: Vec<Range<usize>>,
}

fn nested(pairs: &[Range<usize>]) -> Vec<Nested> {
    let mut all: Vec<Nested> = Vec::with_capacity(pairs.len());
    let mut open: Vec<usize> = Vec::new();
    for (at, pair) in pairs.iter().enumerate() {
        while open.last().is_some_and(|&outer| pairs[outer].end <= pair.start) {
            open.pop();
        }
        if let Some(&outer) = open.last() {
            all[outer].children.push(pair.clone());
        }
        open.push(at);
        all.push(Nested { depth: open.len(), children: Vec::new() });
    }
    all
}

/// What one pair offers: its words, or what stands between its slashes.
fn alternatives(text: &Rich, pair: &Range<usize>, children: &[Range<usize>]) -> Vec<Alternative> {
    let words = text.as_str();
    let edge = |at: Option<char>| at.map_or(0, char::len_utf8);
    let inside = &words[pair.clone()];
    let inner = pair.start + edge(inside.chars().next())..pair.end - edge(inside.chars().next_back());
    let mut start = inner.start;
    let mut all = Vec::new();
    for slash in slashes(text, &inner, children) {
        all.push(alternative(words, start..slash.start));
        start = slash.end;
    }
    all.push(alternative(words, start..inner.end));
    all
}

fn alternative(text: &str, inside: Range<usize>) -> Alternative {
    Alternative { words: trimmed(text, inside.clone()), inside }
}

pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}

/// The slashes that part alternatives: those with white space on both sides; without any, those of a bracket that holds
/// nothing but words joined by slashes. None in "and/or", a date, an address or a symbol of a document.
fn slashes(text: &Rich, inner: &Range<usize>, children: &[Range<usize>]) -> Vec<Range<usize>> {
    let words = &text.as_str()[inner.clone()];
    if !words.contains(is_slash) {
        return Vec::new();
    }
    let own = own_slashes(text, inner, children);
    let is_apart = |slash: &Range<usize>| {
        let before = words[..slash.start - inner.start].chars().next_back();
        let after = words[slash.end - inner.start..].chars().next();
        let free = |c: Option<char>| c.is_none_or(char::is_whitespace);
        free(before) && free(after) || text.as_str()[slash.clone()].starts_with('／')
    };
    let apart: Vec<Range<usize>> = own.iter().filter(|slash| is_apart(slash)).cloned().collect();
    let pieces = |slashes: &[Range<usize>]| -> Vec<String> {
        let ends = slashes.iter().map(|it| it.start).chain([inner.end]);
        let starts = [inner.start].into_iter().chain(slashes.iter().map(|it| it.end));
        starts.zip(ends).map(|(start, end)| text.as_str()[start..end].trim().to_owned()).collect()
    };
    if !apart.is_empty() {
        let pieces = pieces(&apart);
        let says_nothing = pieces.iter().all(String::is_empty);
        return if says_nothing || is_date(&pieces) { Vec::new() } else { apart };
    }
    let joined = children.is_empty() && !words.contains(char::is_whitespace);
    if joined && !is_fixed(words) && pieces(&own).iter().all(|it| is_word(it)) { own } else { Vec::new() }
}

fn is_slash(c: char) -> bool {
    matches!(c, '/' | '／')
}

/// The slashes that stand neither in an inner bracket, nor in round ones, nor in a footnote.
fn own_slashes(text: &Rich, inner: &Range<usize>, children: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut children = children.iter().peekable();
    let mut round = 0usize;
    let mut found = Vec::new();
    let mut at = inner.start;
    for piece in text.pieces_in(inner.clone()) {
        for (offset, c) in piece.text.char_indices() {
            let place = at + offset;
            while children.next_if(|child| child.end <= place).is_some() {}
            let elsewhere = piece.note.is_some() || children.peek().is_some_and(|child| child.start <= place);
            match c {
                _ if elsewhere => {}
                '(' | '（' => round += 1,
                ')' | '）' => round = round.saturating_sub(1),
                _ if is_slash(c) && round == 0 => found.push(place..place + c.len_utf8()),
                _ => {}
            }
        }
        at += piece.text.len();
    }
    found
}

/// "12 / 05 / 2026"
fn is_date(pieces: &[String]) -> bool {
    let number = |piece: &String| !piece.is_empty() && piece.chars().all(|c| c.is_ascii_digit());
    pieces.len() == 3 && pieces.iter().all(number)
}

/// Words of their own, in the languages of the United Nations.
fn is_fixed(words: &str) -> bool {
    const FIXED: [&str; 13] = [
        "and/or",
        "either/or",
        "he/she",
        "she/he",
        "his/her",
        "her/his",
        "him/her",
        "et/ou",
        "y/o",
        "и/или",
        "و/أو",
        "和/或",
        "及/或",
    ];
    FIXED.contains(&words.to_lowercase().as_str())
}

/// A word in small letters, or of a script that has none.
fn is_word(piece: &str) -> bool {
    let letters = piece.chars().all(|c| c.is_alphabetic() && !c.is_uppercase());
    letters
        && (piece.chars().count() > 1 || piece.chars().all(|c| !c.is_ascii() && !piece.is_empty()))
        && !piece.is_empty()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// "shall|should" for a place, inner ones behind it in braces.
    fn shown(markup: &str) -> String {
        let text = Rich::parse(markup);
        let all = places(&text);
        let told = all.iter().map(|place| format!("{}:{}", place.depth, place.read(&text).join("|")));
        told.collect::<Vec<_>>().join("  ")
    }

    #[test]
    fn alternatives_are_told_from_text_that_is_not_agreed() {
        let rows = [
            ("States [shall][should] act.", "1:shall|should"),
            ("States [shall] [should] act.", "1:shall|should"),
            ("[shall][should][may][must]", "1:shall|should|may|must"),
            ("[shall][may] [act][report]", "1:shall|may  1:act|report"),
            ("[all] [shall][may]", "1:all  1:shall|may"),
            ("[shall][may] [soon]", "1:shall|may  1:soon"),
            ("[shall], [should]", "1:shall  1:should"),
            ("States [shall] act.", "1:shall"),
            ("States [ shall ] act.", "1:shall"),
            ("States [shall][] act.", "1:shall|"),
            ("States [][shall] act.", "1:|shall"),
            ("[]", "1:"),
            ("[shall [soon]][should]", "1:shall [soon]|should  2:soon"),
            ("[[shall][should] act][may act]", "1:[shall][should] act|may act  2:shall|should"),
            ("[[a][b]]", "1:[a][b]  2:a|b"),
            ("[shall / should] act", "1:shall|should"),
            ("[shall / should / may]", "1:shall|should|may"),
            ("[shall/should] act", "1:shall|should"),
            ("[shall / ] act", "1:shall|"),
            ("[shall / should][may]", "1:shall|should|may"),
            ("[10 / 20] per cent", "1:10|20"),
            ("[women and/or girls / all]", "1:women and/or girls|all"),
            ("[and/or]", "1:and/or"),
            ("[12/05/2026]", "1:12/05/2026"),
            ("[12 / 05 / 2026]", "1:12 / 05 / 2026"),
            ("[A/RES/79/1]", "1:A/RES/79/1"),
            ("[https://example.org/a]", "1:https://example.org/a"),
            ("[see https://example.org/a / nothing]", "1:see https://example.org/a|nothing"),
            ("[act (now / later)]", "1:act (now / later)"),
            ("[act [now / later]]", "1:act [now / later]  2:now|later"),
            ("[/]", "1:/"),
            ("[ / ]", "1:/"),
            ("a [b c", ""),
            ("a] [b] [c", "1:b"),
            ("［应］［须］遵守", "1:应|须"),
            ("［应／须］遵守", "1:应|须"),
            ("[应/须]遵守", "1:应|须"),
            ("[和/或]", "1:和/或"),
            ("تلتزم [يجب][ينبغي] الدول", "1:يجب|ينبغي"),
            ("[يجب / ينبغي]", "1:يجب|ينبغي"),
            ("[shall^[See [x] / y.]][*should*]", "1:shall^[See [x] / y.]|should"),
            ("*in [good][true] faith*", "1:good|true"),
        ];
        for (markup, expected) in rows {
            assert_eq!(shown(markup), expected, "{markup}");
        }
    }

    #[test]
    fn brackets_on_two_lines_are_two_places() {
        let text = Rich::literal("[a]\n[b]");
        assert_eq!(places(&text).len(), 2);
    }

    proptest! {
        #[test]
        fn every_pair_is_in_one_place_and_alternatives_are_in_order(words in r"[\[\]/ ab,［］]{0,40}") {
            let text = Rich::literal(&words);
            let all = places(&text);
            let mut pairs: Vec<_> = all.iter().flat_map(|it| it.pairs.clone()).collect();
            pairs.sort_unstable_by_key(|pair| pair.start);
            prop_assert_eq!(pairs, of(&text).pairs);
            for place in &all {
                prop_assert!(!place.alternatives.is_empty());
                prop_assert!(place.alternatives.windows(2).all(|two| two[0].inside.end <= two[1].inside.start));
                let inside = |it: &Alternative| place.range.start < it.inside.start && it.inside.end < place.range.end;
                prop_assert!(place.alternatives.iter().all(inside));
            }
            prop_assert!(all.windows(2).all(|two| two[0].range.start < two[1].range.start));
        }
    }
}
