//! Deciding on brackets: choosing an alternative, accepting the words, striking them; and putting words into brackets.
//!
//! Invariant: no word goes but those of the alternatives that were not chosen. Where brackets or words are taken out,
//! white space and signs meet as they would have been typed: one space, none before a comma, no two commas.

use std::ops::Range;

use super::place::{Place, places, trimmed};
use super::{closes, of, opens};
use crate::document::inline::Rich;

/// What becomes of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// One alternative stays, by its number from 0; the others go with the brackets.
    Alternative(usize),
    /// The words stay and the brackets go; several alternatives stand side by side then.
    Words,
    /// Words and brackets go.
    Nothing,
}

/// The text with one place decided; what is nested in the words that stay stays as it is.
///
/// A number past the last alternative is [`Pick::Nothing`].
pub fn settle(text: &Rich, place: &Place, pick: Pick) -> Rich {
    without(text, cuts(place, pick))
}

/// The text with every place decided that `decide` says something of; a place in words that go goes with them.
pub fn settle_all(text: &Rich, decide: impl Fn(&Place) -> Option<Pick>) -> Rich {
    let picked = places(text);
    let cuts = picked.iter().filter_map(|place| Some(cuts(place, decide(place)?))).flatten().collect();
    without(text, cuts)
}

/// The words of `range` in brackets; none where there are no words, or where that would cut a pair in two.
pub fn bracket(text: &Rich, range: Range<usize>) -> Option<Rich> {
    bracket_among(text, range, &[])
}

/// As [`bracket`], with further alternatives behind them; an empty one is "or nothing".
pub fn bracket_among(text: &Rich, range: Range<usize>, others: &[Rich]) -> Option<Rich> {
    let words = text.as_str();
    words.get(range.clone())?;
    let range = trimmed(words, range);
    let cuts_note = |note: Range<usize>| {
        let cut_at = |at: usize| note.start < at && at < note.end;
        cut_at(range.start) || cut_at(range.end)
    };
    if range.is_empty() || of(text).cut_by(&range) || notes(text).any(cuts_note) {
        return None;
    }
    let mut out = Rich::default();
    out.push(text, 0..range.start);
    out.push_str("[");
    out.push(text, range.clone());
    for other in others {
        out.push_str("][");
        out.push(other, 0..other.as_str().len());
    }
    out.push_str("]");
    out.push(text, range.end..words.len());
    Some(out)
}

fn notes(text: &Rich) -> impl Iterator<Item = Range<usize>> {
    text.source().marks.iter().filter(|mark| mark.atomic).map(|mark| mark.range.clone())
}

/// Something taken out.
struct Cut {
    range: Range<usize>,
    /// Whether words go with it, or brackets alone.
    words: bool,
}

fn cuts(place: &Place, pick: Pick) -> Vec<Cut> {
    let kept = match pick {
        Pick::Alternative(number) => place.alternatives.get(number).filter(|it| !it.words.is_empty()),
        Pick::Nothing => None,
        Pick::Words => {
            let inside = |pair: &Range<usize>| {
                let within = |at: usize| pair.start <= at && at < pair.end;
                let own = || place.alternatives.iter().filter(|it| within(it.inside.start));
                let start = own().map(|it| it.inside.start).min().unwrap_or(pair.end);
                let end = own().map(|it| it.inside.end).max().unwrap_or(pair.end);
                [Cut { range: pair.start..start, words: false }, Cut { range: end..pair.end, words: false }]
            };
            return place.pairs.iter().flat_map(inside).collect();
        }
    };
    let words = place.is_choice() || kept.is_none();
    match kept {
        Some(it) => vec![
            Cut { range: place.range.start..it.inside.start, words },
            Cut { range: it.inside.end..place.range.end, words },
        ],
        None => vec![Cut { range: place.range.clone(), words }],
    }
}

/// The text without what is cut out of it.
fn without(text: &Rich, mut cuts: Vec<Cut>) -> Rich {
    cuts.retain(|cut| !cut.range.is_empty());
    cuts.sort_by_key(|cut| cut.range.start);
    let mut kept = Kept { text: text.as_str(), parts: Vec::new(), gap: None };
    let mut at = 0;
    for cut in &cuts {
        if cut.range.start > at {
            kept.take(at..cut.range.start);
        }
        kept.cut(cut.words);
        at = at.max(cut.range.end);
    }
    kept.take(at..text.as_str().len());
    kept.end();
    let mut out = Rich::default();
    for part in kept.parts {
        match part {
            Part::Of(range) => out.push(text, range),
            Part::Space => out.push_str(" "),
        }
    }
    out
}

/// A part of what stays.
#[derive(Debug)]
enum Part {
    Of(Range<usize>),
    /// Two alternatives that touched.
    Space,
}

/// What stays, piece by piece; a piece is fitted to the one before where something was cut between them.
struct Kept<'a> {
    text: &'a str,
    parts: Vec<Part>,
    /// Whether something was cut since the last piece, and words with it.
    gap: Option<bool>,
}

impl Kept<'_> {
    fn cut(&mut self, words: bool) {
        self.gap = Some(self.gap.unwrap_or(false) || words);
    }

    fn take(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let Some(words_gone) = self.gap else {
            self.parts.push(Part::Of(range));
            return;
        };
        let words = &self.text[range.clone()];
        let behind = words.trim_start();
        let space = words.len() - behind.len();
        let mut start = range.start;
        let sign = behind.chars().next().filter(|c| ends_words(*c));
        if sign.is_some_and(sets_apart) && words.starts_with(is_set_apart) {
            self.trim_end('.');
        } else if self.before().is_none_or(|c| c.is_whitespace() || opens_words(c)) {
            start += space;
        }
        if let Some(sign) = sign.filter(|_| space == 0 || start > range.start) {
            self.trim_end(sign);
            match self.before() {
                None if words_gone && parts_words(sign) => {
                    let rest = &self.text[start + sign.len_utf8()..range.end];
                    start = range.end - rest.trim_start().len();
                }
                _ if !words_gone => {}
                Some(doubled) if doubled == sign && parts_words(sign) => start += sign.len_utf8(),
                Some(doubled) if parts_words(doubled) && outweighs(sign, doubled) => self.drop_last(),
                Some(doubled) if parts_words(sign) && outweighs(doubled, sign) => start += sign.len_utf8(),
                _ => {}
            }
        }
        if !words_gone && self.touches(start) {
            self.parts.push(Part::Space);
        }
        if start < range.end {
            self.parts.push(Part::Of(start..range.end));
            self.gap = None;
        }
    }

    /// Nothing comes behind: white space before it goes.
    fn end(&mut self) {
        if self.gap.is_some() {
            self.trim_end('.');
        }
    }

    /// The last character so far.
    fn before(&self) -> Option<char> {
        match self.parts.last()? {
            Part::Of(range) => self.text[range.clone()].chars().next_back(),
            Part::Space => Some(' '),
        }
    }

    /// Whether two alternatives would run together: their brackets touched, and both are written with spaces.
    fn touches(&self, start: usize) -> bool {
        let spaced = |c: char| c.is_alphanumeric() && !is_unspaced(c);
        let Some(Part::Of(range)) = self.parts.last() else { return false };
        let (last, next) = (self.before(), self.text[start..].chars().next());
        let between = &self.text[range.end..start];
        let two =
            between.chars().next().is_some_and(closes) && between.chars().next_back().is_some_and(opens);
        two && last.is_some_and(spaced) && next.is_some_and(spaced)
    }

    /// Takes white space away that would stand before a sign; what French sets before one stays.
    fn trim_end(&mut self, sign: char) {
        while let Some(Part::Of(range)) = self.parts.last_mut() {
            let words = &self.text[range.clone()];
            let goes = |c: char| c.is_whitespace() && !(sets_apart(sign) && is_set_apart(c));
            range.end = range.start + words.trim_end_matches(goes).len();
            if range.start == range.end {
                self.parts.pop();
            } else {
                return;
            }
        }
    }

    fn drop_last(&mut self) {
        let last = self.before().map_or(0, char::len_utf8);
        if let Some(Part::Of(range)) = self.parts.last_mut() {
            range.end -= last;
        }
        self.parts.retain(|part| !matches!(part, Part::Of(range) if range.is_empty()));
    }
}

/// A sign before which no space stands.
fn ends_words(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '.' | '!' | '?' | ')' | '”' | '»' | '…')
        || matches!(c, '،' | '؛' | '؟' | '，' | '；' | '：' | '。' | '、' | '！' | '？' | '）')
        || closes(c)
}

/// A sign before which French sets a space that does not break.
fn sets_apart(c: char) -> bool {
    matches!(c, ';' | ':' | '!' | '?' | '»')
}

fn is_set_apart(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}')
}

/// A sign behind which no space stands.
fn opens_words(c: char) -> bool {
    matches!(c, '(' | '“' | '（') || opens(c)
}

/// A sign between words, two of which never meet.
fn parts_words(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '،' | '؛' | '，' | '；' | '：' | '、')
}

/// Whether `sign` says all that `other` says, where they would meet.
fn outweighs(sign: char, other: char) -> bool {
    let weight = |c: char| match c {
        ',' | '،' | '，' | '、' => 1,
        ';' | ':' | '؛' | '；' | '：' => 2,
        '.' | '。' | '!' | '?' | '؟' | '！' | '？' => 3,
        _ => 0,
    };
    weight(sign) > weight(other)
}

/// Written without spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
        || matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

#[cfg(test)]
mod tests;
