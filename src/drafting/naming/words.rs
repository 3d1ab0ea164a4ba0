//! Words as they are compared: folded, each with its place in the text.
//!
//! Invariant: ranges lie inside the text, on the bounds of characters. Folding knows no accents, no case and nothing that
//! is not seen, so that neither composition nor marks between letters change what is found.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// As it is compared.
    pub(super) folded: String,
    /// How it is written.
    pub(super) shape: Shape,
    /// What stands between it and the word before.
    pub(super) gap: Gap,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Without a capital.
    Lower,
    /// With a capital at its head.
    Capital,
    /// In capitals, two or more.
    Upper,
}

/// What parts two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Spaces, hyphens, apostrophes.
    Joined,
    /// The dot of an abbreviation, or none that ends a sentence: a comma, a bracket.
    Parted,
    /// The end of a sentence, a colon, a quotation mark; or nothing stands before.
    Begins,
}

/// The words of a text, Han characters left out: those are compared by themselves.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut start = None;
    let mut end = 0;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = !is_han(letter)
            && (letter.is_alphanumeric()
                || start.is_some() && (is_combining_mark(letter) || is_unseen(letter)));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let gap = gap(&text[end..from], tokens.is_empty());
                put(&mut tokens, text, from..at, gap);
                (start, end) = (None, at);
            }
            _ => {}
        }
    }
    tokens
}

fn put(tokens: &mut Vec<Token>, text: &str, range: Range<usize>, gap: Gap) {
    let word = &text[range.clone()];
    let folded = fold(word);
    if folded.is_empty() {
        return;
    }
    let shape = shape(word);
    // "U.S.A." is one word.
    let short = |it: &str, shape| shape != Shape::Lower && fold(it).chars().count() <= 2;
    if let Some(last) = tokens.last_mut()
        && text[last.range.end..range.start] == *"."
        && short(&folded, shape)
        && last.folded.chars().count() <= 6
        && text[last.range.clone()].split('.').all(|it| short(it, self::shape(it)))
    {
        last.folded.push_str(&folded);
        last.range.end = range.end;
        last.shape = Shape::Upper;
        return;
    }
    tokens.push(Token { range, folded, shape, gap });
}

fn gap(between: &str, first: bool) -> Gap {
    let ends = |it: char| {
        matches!(it, '.' | '?' | '!' | ':' | ';' | '\n' | '"' | '“' | '”' | '«' | '»' | '„' | '؟' | '؛' | '•')
    };
    if first || between.contains(ends) {
        return Gap::Begins;
    }
    let joins = |it: char| {
        it.is_whitespace() || is_unseen(it) || matches!(it, '-' | '\'' | '’' | 'ʼ' | '`') || is_dash(it)
    };
    if between.chars().all(joins) { Gap::Joined } else { Gap::Parted }
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn shape(word: &str) -> Shape {
    let cased = || word.chars().filter(|it| it.is_uppercase() || it.is_lowercase());
    let upper = cased().filter(|it| it.is_uppercase()).count();
    match cased().next() {
        Some(first) if !first.is_uppercase() => Shape::Lower,
        None => Shape::Lower,
        Some(_) if upper > 1 && upper == cased().count() => Shape::Upper,
        Some(_) => Shape::Capital,
    }
}

/// A word without case, accents and what is not seen; letters that Arabic writes in several ways in one.
pub(super) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(word.len());
    for letter in word.nfkd().filter(|it| !is_combining_mark(*it) && !is_unseen(*it)) {
        match letter {
            'ة' => folded.push('ه'),
            'ى' => folded.push('ي'),
            'ı' => folded.push('i'),
            'ـ' => {}
            _ => folded.extend(letter.to_lowercase()),
        }
    }
    // The dot above that a lower-case letter leaves behind.
    folded.retain(|it| !is_combining_mark(it));
    folded
}

/// Characters without width, and those that only turn the direction.
pub(super) fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(letter, '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

/// Whether a character is of a script written without spaces, whose words are found as they stand.
pub(super) fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Whether the words around one are in capitals, so that capitals say nothing.
pub(super) fn shouted(tokens: &[Token], at: usize) -> bool {
    let near = at.saturating_sub(4)..(at + 5).min(tokens.len());
    let mut others =
        near.filter(|it| *it != at).map(|it| &tokens[it]).filter(|it| it.folded.chars().count() > 1);
    let Some(first) = others.next() else { return false };
    first.shape == Shape::Upper && others.all(|it| it.shape == Shape::Upper)
}

/// Where whole words stand in a text and not in the base.
pub(super) fn whole(text: &str, sought: &str, base: &str) -> Vec<Range<usize>> {
    let of = |text: &str| -> Vec<(String, Range<usize>)> {
        let mut all: Vec<_> = tokens(text).into_iter().map(|it| (it.folded, it.range)).collect();
        all.extend(han(text).into_iter().map(|(letter, range)| (letter.to_string(), range)));
        all.sort_by_key(|(_, range)| range.start);
        all
    };
    let sought: Vec<String> = of(sought).into_iter().map(|(it, _)| it).collect();
    if sought.is_empty() {
        return Vec::new();
    }
    let found = |words: &[(String, Range<usize>)]| -> Vec<Range<usize>> {
        let same = |it: &[(String, Range<usize>)]| it.iter().map(|(it, _)| it).eq(&sought);
        let hits = words.windows(sought.len()).filter(|it| same(it));
        hits.map(|it| it[0].1.start..it[it.len() - 1].1.end).collect()
    };
    let hits = found(&of(text));
    if hits.is_empty() || !found(&of(base)).is_empty() { Vec::new() } else { hits }
}

/// The Han characters of a text in the form they are compared in, each with its place. Brackets and signs count where
/// they stand between them.
pub(super) fn han(text: &str) -> Vec<(char, Range<usize>)> {
    let place = |(at, letter): (usize, char)| (letter, at..at + letter.len_utf8());
    text.char_indices().filter(|(_, it)| is_han(*it)).map(place).collect()
}
