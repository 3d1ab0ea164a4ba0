//! Cuts a text into tokens: words, signs, single Han or Kana characters, atomic ranges.
//!
//! White space is no token but the gap between two. Every token begins and ends on a grapheme boundary, and no word is
//! cut except where its attribute changes. Thai, Lao, Khmer and Burmese, which write no spaces, are cut into graphemes:
//! this module knows no dictionary.

use super::{Mark, Source};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

/// One unit of comparison, by its place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) attr: u8,
    atomic: bool,
}

/// A text as a sequence of interned tokens.
#[derive(Debug)]
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
    /// One number a token; equal numbers are equal words.
    pub(super) ids: Vec<u32>,
    /// Whether no token carries an attribute.
    pub(super) is_plain: bool,
}

impl<'a> Words<'a> {
    /// The words of token `index`, or nothing past the end.
    pub(super) fn word(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |token| &self.text[token.start..token.end])
    }
}

/// Whether equal words with different attributes are the same word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attributes {
    Compared,
    Ignored,
}

/// Numbers words so that all texts read with it can be compared by number.
#[derive(Debug)]
pub(super) struct Vocabulary<'a> {
    attributes: Attributes,
    /// Short words in ASCII without attribute, nearly all, as [`packed`] numbers.
    short: FxHashMap<u128, u32>,
    others: FxHashMap<(Cow<'a, str>, u8, bool), u32>,
    /// What each numbered word weighs, in characters; capped so that no single word outweighs a clause.
    pub(super) weights: Vec<u32>,
}

/// About how often a word occurs in a text.
const REPEATED: usize = 4;
const HEAVIEST: usize = 60;

impl<'a> Vocabulary<'a> {
    pub(super) fn new(attributes: Attributes) -> Self {
        Vocabulary {
            attributes,
            short: FxHashMap::default(),
            others: FxHashMap::default(),
            weights: Vec::new(),
        }
    }

    /// Scans a text and numbers its words; words equal in NFC have one number.
    pub(super) fn read(&mut self, source: Source<'a>) -> Words<'a> {
        let text = source.text;
        let tokens = scan(source);
        self.short.reserve(tokens.len() / REPEATED);
        let ids = tokens.iter().map(|token| self.id(text, token)).collect();
        Words { text, tokens, ids, is_plain: source.marks.is_empty() }
    }

    fn id(&mut self, text: &'a str, token: &Token) -> u32 {
        let attr = match self.attributes {
            Attributes::Compared => token.attr,
            Attributes::Ignored => 0,
        };
        let is_plain = attr == 0 && !token.atomic;
        if is_plain && let Some(packed) = packed(text.as_bytes(), token.start..token.end) {
            return self.short_id(packed, token.end - token.start);
        }
        let word = composed(&text[token.start..token.end]);
        if is_plain && let Some(packed) = packed(word.as_bytes(), 0..word.len()) {
            return self.short_id(packed, word.len());
        }
        let (next, weight) = (self.weights.len() as u32, length(&word));
        let number = *self.others.entry((word, attr, token.atomic)).or_insert(next);
        if number == next {
            self.weights.push(weight);
        }
        number
    }

    fn short_id(&mut self, packed: u128, length: usize) -> u32 {
        if let Some(&known) = self.short.get(&packed) {
            return known;
        }
        let next = self.weights.len() as u32;
        self.short.insert(packed, next);
        self.weights.push(length as u32);
        next
    }
}

/// A short word in ASCII as a number of its own: its bytes, and how many.
fn packed(bytes: &[u8], word: Range<usize>) -> Option<u128> {
    const HIGH_BITS: u128 = u128::from_ne_bytes([0x80; 16]);
    let len = word.len();
    if len > 15 {
        return None;
    }
    let all = match bytes.get(word.start..word.start + 16) {
        Some(window) => u128::from_le_bytes(window.try_into().ok()?) & ((1 << (8 * len)) - 1),
        None => bytes[word].iter().rev().fold(0, |all, &byte| all << 8 | u128::from(byte)),
    };
    (all & HIGH_BITS == 0).then_some(all | (len as u128) << 120)
}

/// What a word weighs: its characters, and two for one that is a word by itself.
fn length(word: &str) -> u32 {
    let chars = word.chars().take(HEAVIEST).count() as u32;
    if word.starts_with(is_lone) { chars * 2 } else { chars }
}

fn composed(word: &str) -> Cow<'_, str> {
    if word.is_ascii() || is_nfc_quick(word.chars()) == IsNormalized::Yes {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.nfc().collect())
    }
}

/// The words of a text in order, in bytes: what is compared, merged and never cut. White space lies between them.
///
/// A word with its inner hyphens, apostrophes and points is one, as is a sign, a single Han or Kana letter, and an atomic
/// range.
pub fn words(source: Source<'_>) -> Vec<Range<usize>> {
    scan(source).iter().map(|token| token.start..token.end).collect()
}

/// The tokens of a text in order; what lies between them is white space.
pub(super) fn scan(source: Source<'_>) -> Vec<Token> {
    let text = source.text;
    let ltr_runs = reads_right_to_left(text);
    let is_plain = source.marks.is_empty() && !ltr_runs;
    let mut styles = Styles::new(source.marks);
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut start = 0;
    loop {
        if is_plain {
            start = plain_words(text.as_bytes(), start, &mut tokens);
        }
        let Some(unit) = unit(text, start) else { return tokens };
        let style = styles.at(start);
        let end = if style.atomic {
            atom_end(text, unit.end, style.until)
        } else {
            match unit.class {
                Class::Word => {
                    let joins =
                        if ltr_runs && !begins_rtl(text, start) { Joins::AnySign } else { Joins::InWords };
                    word_end(text, unit.end, style.until, joins)
                }
                Class::Space | Class::Lone | Class::Joiner | Class::Sign => unit.end,
            }
        };
        if style.atomic || unit.class != Class::Space {
            tokens.push(Token { start, end, attr: style.attr, atomic: style.atomic });
        }
        start = end;
    }
}

/// Takes the ASCII words and spaces from `start` on, as long as no other character is near; gives the place after them.
///
/// The common case, in which every character is a grapheme.
fn plain_words(bytes: &[u8], mut start: usize, tokens: &mut Vec<Token>) -> usize {
    let plain = |at: usize| bytes.get(at).map_or(Plain::Space, |&byte| PLAIN[usize::from(byte)]);
    loop {
        match plain(start) {
            Plain::Letter => {
                let mut end = start + 1;
                loop {
                    match plain(end) {
                        Plain::Letter => end += 1,
                        Plain::Joiner if plain(end + 1) == Plain::Other => return start,
                        Plain::Joiner if joins(bytes, end) => end += 2,
                        Plain::Other => return start,
                        Plain::Joiner | Plain::Space | Plain::Sign => break,
                    }
                }
                tokens.push(Token { start, end, attr: 0, atomic: false });
                start = end;
            }
            Plain::Space if start < bytes.len() && plain(start + 1) != Plain::Other => start += 1,
            Plain::Joiner | Plain::Sign if plain(start + 1) != Plain::Other => {
                tokens.push(Token { start, end: start + 1, attr: 0, atomic: false });
                start += 1;
            }
            Plain::Space | Plain::Joiner | Plain::Sign | Plain::Other => return start,
        }
    }
}

/// Whether the sign at a place keeps the ASCII letters around it in one word.
fn joins(bytes: &[u8], sign: usize) -> bool {
    let next = bytes.get(sign + 1).copied().unwrap_or(b' ');
    if bytes[sign] == b',' {
        bytes[sign - 1].is_ascii_digit() && next.is_ascii_digit()
    } else {
        PLAIN[usize::from(next)] == Plain::Letter
    }
}

/// The classes of bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plain {
    Letter,
    Space,
    Joiner,
    Sign,
    /// May be a part of a larger grapheme.
    Other,
}

const PLAIN: [Plain; 256] = {
    let mut classes = [Plain::Other; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = match byte as u8 {
            b'\r' => Plain::Other,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => Plain::Letter,
            b'\t' | b'\n' | b'\x0b' | b'\x0c' | b' ' => Plain::Space,
            b'-' | b'\'' | b'.' | b',' => Plain::Joiner,
            _ => Plain::Sign,
        };
        byte += 1;
    }
    classes
};

/// The attribute at a place, and how far it reaches.
#[derive(Clone, Copy)]
struct Style {
    attr: u8,
    atomic: bool,
    until: usize,
}

/// The styles of a text, asked from left to right.
struct Styles<'a> {
    marks: std::iter::Peekable<std::slice::Iter<'a, Mark>>,
    last: Style,
    asked: Range<usize>,
}

impl<'a> Styles<'a> {
    fn new(marks: &'a [Mark]) -> Self {
        let last = Style { attr: 0, atomic: false, until: 0 };
        Styles { marks: marks.iter().peekable(), last, asked: 0..0 }
    }

    /// The style at `offset`, which never goes back.
    fn at(&mut self, offset: usize) -> Style {
        if self.asked.contains(&offset) {
            return self.last;
        }
        while self
            .marks
            .next_if(|mark| mark.range.end <= offset || mark.range.is_empty() || !says_anything(mark))
            .is_some()
        {}
        self.last = match self.marks.peek() {
            Some(mark) if mark.range.start <= offset => {
                let (attr, atomic) = (mark.attr, mark.atomic);
                let mut until = mark.range.end;
                if !atomic {
                    self.marks.next();
                    while let Some(more) = self.marks.next_if(|next| {
                        !next.atomic
                            && next.attr == attr
                            && next.range.start == until
                            && next.range.end > until
                    }) {
                        until = more.range.end;
                    }
                }
                Style { attr, atomic, until }
            }
            Some(mark) => Style { attr: 0, atomic: false, until: mark.range.start },
            None => Style { attr: 0, atomic: false, until: usize::MAX },
        };
        self.asked = offset..self.last.until;
        self.last
    }
}

fn says_anything(mark: &Mark) -> bool {
    mark.atomic || mark.attr != 0
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Space,
    Word,
    /// A letter that is a word by itself.
    Lone,
    /// A sign that stays in a word when it stands between two of its letters.
    Joiner,
    Sign,
}

/// A grapheme.
struct Unit {
    end: usize,
    class: Class,
}

fn unit(text: &str, start: usize) -> Option<Unit> {
    let bytes = text.as_bytes();
    let first = *bytes.get(start)?;
    if first.is_ascii() && first != b'\r' && bytes.get(start + 1).is_none_or(u8::is_ascii) {
        return Some(Unit { end: start + 1, class: class(char::from(first)) });
    }
    let mut chars = text.get(start..)?.chars();
    let letter = chars.next()?;
    if stands_alone(letter) && chars.next().is_none_or(stands_alone) {
        return Some(Unit { end: start + letter.len_utf8(), class: class(letter) });
    }
    let grapheme = text.get(start..)?.graphemes(true).next()?;
    let class = match class(letter) {
        Class::Space if grapheme.chars().all(char::is_whitespace) => Class::Space,
        Class::Space | Class::Joiner if grapheme.len() > letter.len_utf8() => Class::Sign,
        class => class,
    };
    Some(Unit { end: start + grapheme.len(), class })
}

/// Whether no two such characters ever share a grapheme: the common case, decided without tables.
fn stands_alone(letter: char) -> bool {
    matches!(letter, '\u{20}'..='\u{7e}' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{400}'..='\u{482}'
        | '\u{48a}'..='\u{52f}' | '\u{5d0}'..='\u{5ea}' | '\u{621}'..='\u{64a}' | '\u{2010}'..='\u{2027}'
        | '\u{3001}'..='\u{3020}' | '\u{4e00}'..='\u{9fff}')
        && !matches!(letter, '\u{a9}' | '\u{ae}')
}

fn class(letter: char) -> Class {
    match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => Class::Word,
        ' ' => Class::Space,
        '-' | '\'' | '.' | ',' | '’' | '\u{2010}' | '\u{2011}' | '\u{ad}' | '\u{2060}' => Class::Joiner,
        _ if letter.is_whitespace() => Class::Space,
        _ if is_lone(letter) => Class::Lone,
        _ if letter.is_alphanumeric() => Class::Word,
        _ => Class::Sign,
    }
}

/// Letters of scripts written without spaces.
pub(super) fn is_lone(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}')
}

/// Which signs keep two letters in one word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joins {
    /// Hyphens, apostrophes, full stops; the comma between digits.
    InWords,
    /// Every ASCII sign too: a Latin run in right-to-left text would be reordered if it were marked in part.
    AnySign,
}

fn word_end(text: &str, mut end: usize, until: usize, joins: Joins) -> usize {
    while end < until {
        let Some(next) = unit(text, end) else { break };
        match next.class {
            Class::Word if joins == Joins::InWords || !begins_rtl(text, end) => end = next.end,
            Class::Joiner | Class::Sign if next.end < until && joins.at(text, end, &next) => {
                match unit(text, next.end) {
                    Some(after) if after.class == Class::Word => end = after.end,
                    Some(_) | None => break,
                }
            }
            Class::Word | Class::Joiner | Class::Sign | Class::Space | Class::Lone => break,
        }
    }
    end
}

impl Joins {
    /// Whether the sign that begins at `start` may join the letters around it.
    fn at(self, text: &str, start: usize, sign: &Unit) -> bool {
        let bytes = text.as_bytes();
        let digit = |place: usize| bytes.get(place).is_some_and(u8::is_ascii_digit);
        match (self, bytes[start]) {
            (Joins::AnySign, byte) => {
                (byte.is_ascii() || sign.class == Class::Joiner) && !begins_rtl(text, sign.end)
            }
            (Joins::InWords, b',') => start > 0 && digit(start - 1) && digit(sign.end),
            (Joins::InWords, _) => sign.class == Class::Joiner,
        }
    }
}

fn atom_end(text: &str, mut end: usize, until: usize) -> usize {
    while end < until {
        let Some(next) = unit(text, end) else { break };
        end = next.end;
    }
    end
}

/// Whether the first letter of a text is written from right to left.
fn reads_right_to_left(text: &str) -> bool {
    let first = text.chars().find(|letter| letter.is_alphabetic());
    first.is_some_and(is_rtl)
}

fn begins_rtl(text: &str, at: usize) -> bool {
    text[at..].starts_with(is_rtl)
}

fn is_rtl(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, marks: &[Mark]) -> Vec<String> {
        scan(Source { text, marks }).iter().map(|token| text[token.start..token.end].to_owned()).collect()
    }

    #[test]
    fn a_text_is_cut_into_words_and_signs() {
        let check = |text: &str, expected: &str| assert_eq!(words(text, &[]).join("|"), expected, "{text:?}");
        check("", "");
        check(" \t\n", "");
        check("States shall, in time, act.", "States|shall|,|in|time|,|act|.");
        check("non-State actors' U.S. e.g. 1.5 – l’État", "non-State|actors|'|U.S|.|e.g|.|1.5|–|l’État");
        check("1,000 and 1, 000", "1,000|and|1|,|000");
        check("[should][shall] (a)--b", "[|should|]|[|shall|]|(|a|)|-|-|b");
        check("co\u{ad}operation e\u{301}tat", "co\u{ad}operation|e\u{301}tat");
        check("各国应当 respect 国际法。", "各|国|应|当|respect|国|际|法|。");
        check("كِتاب مادة 14/b:2 و", "كِتاب|مادة|14/b:2|و");
        check("العربيةABC", "العربيةABC");
        check("كِتاب Montréal-Été/2 و l’État, ABCكِتاب", "كِتاب|Montréal-Été/2|و|l’État|,|ABC|كِتاب");
        check("👩🏽‍⚖️👩🏿‍⚖️🇨🇭🇲🇽", "👩🏽‍⚖️|👩🏿‍⚖️|🇨🇭|🇲🇽");
        check("a\r\nb\u{a0}c", "a|b|c");
        check(" \u{301}a", " \u{301}|a");
    }

    #[test]
    fn marks_split_words_and_bind_atoms() {
        let mark = |range, attr, atomic| Mark { range, attr, atomic };
        let check = |text: &str, marks: &[Mark], expected: &str| {
            assert_eq!(words(text, marks).join("|"), expected, "{text:?}")
        };
        check("unlawful", &[mark(0..2, 1, false)], "un|lawful");
        check("unlawful", &[mark(0..2, 1, false), mark(2..8, 1, false)], "unlawful");
        check("unlawful", &[mark(0..2, 0, false)], "unlawful");
        check("unlawful", &[mark(0..2, 1, false), mark(2..8, 2, false)], "un|lawful");
        check("law See note 1. applies", &[mark(4..15, 0, true)], "law|See note 1.|applies");
        check("law   applies", &[mark(4..5, 0, true)], "law| |applies");
        check("lawful", &[mark(3..900, 1, true)], "law|ful");
        check("lawful", &[mark(2..2, 1, true)], "lawful");
        check("e\u{301}tat", &[mark(1..9, 1, false)], "e\u{301}|tat");
    }

    #[test]
    fn words_are_equal_in_composed_form() {
        let mut vocabulary = Vocabulary::new(Attributes::Ignored);
        let (composed, decomposed) = (vocabulary.read("État".into()), vocabulary.read("E\u{301}tat".into()));
        assert_eq!(composed.ids, decomposed.ids);
        let mut other = Vocabulary::new(Attributes::Ignored);
        other.read("E\u{301}tat".into());
        assert_eq!((&vocabulary.weights[..], &other.weights[..]), (&[4][..], &[4][..]));
    }
}
