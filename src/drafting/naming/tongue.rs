//! Which of six languages words are written in: by their letters, and by the small words that no sentence does without.
//!
//! Invariant: it says a language only where it is sure of it; of a few words it says nothing.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::words::{Token, fold, han, is_han, tokens};

/// The languages that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tongue {
    English,
    French,
    Spanish,
    Russian,
    Arabic,
    Chinese,
}

/// So many words are judged, and no fewer.
const ENOUGH: usize = 5;
/// So many Han characters.
const ENOUGH_HAN: usize = 8;

const SMALL: [(Tongue, &[&str]); 3] = [
    (
        Tongue::English,
        &[
            "the", "of", "and", "to", "in", "is", "that", "for", "on", "with", "as", "by", "be", "this",
            "should", "shall", "are", "which", "or", "their", "not", "from", "an", "it", "its", "was",
            "were", "has", "have", "will", "may", "must", "at", "we", "our", "these", "those", "all", "any",
            "such", "under", "into",
        ],
    ),
    (
        Tongue::French,
        &[
            "le",
            "la",
            "les",
            "des",
            "du",
            "de",
            "et",
            "est",
            "dans",
            "que",
            "qui",
            "pour",
            "par",
            "sur",
            "une",
            "un",
            "au",
            "aux",
            "en",
            "ce",
            "cette",
            "ces",
            "sont",
            "avec",
            "ne",
            "pas",
            "ou",
            "leur",
            "leurs",
            "doit",
            "doivent",
            "devraient",
            "se",
            "il",
            "elle",
            "nous",
            "notre",
            "plus",
            "l",
            "d",
            "qu",
            "n",
            "s",
        ],
    ),
    (
        Tongue::Spanish,
        &[
            "el", "la", "los", "las", "de", "del", "y", "en", "que", "por", "para", "con", "una", "un", "se",
            "su", "sus", "es", "al", "lo", "como", "mas", "no", "deben", "debe", "deberian", "este", "esta",
            "estos", "estas", "son", "o", "u", "nuestra", "nuestro", "todos", "todas", "sobre", "entre",
            "cuando",
        ],
    ),
];

/// The language of some words, if they are enough to tell.
pub(super) fn tongue(words: &[Token]) -> Option<Tongue> {
    let of = |range: std::ops::RangeInclusive<char>| {
        words.iter().filter(|it| it.folded.chars().next().is_some_and(|first| range.contains(&first))).count()
    };
    let (cyrillic, arabic) = (of('\u{400}'..='\u{52f}'), of('\u{600}'..='\u{6ff}'));
    let half = words.len() / 2;
    if cyrillic > half {
        return (words.len() >= ENOUGH).then_some(Tongue::Russian);
    }
    if arabic > half {
        return (words.len() >= ENOUGH).then_some(Tongue::Arabic);
    }
    let count = |small: &[&str]| words.iter().filter(|it| small.contains(&it.folded.as_str())).count();
    let mut counts = SMALL.map(|(tongue, small)| (count(small), tongue));
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let [(most, tongue), (next, _), _] = counts;
    // A small word in every six words, and clearly more of one language than of the next.
    (words.len() >= ENOUGH && most * 6 >= words.len() && most >= 2 && most * 3 >= next * 4 && most > next)
        .then_some(tongue)
}

/// The words that are in another language than the document's, if they are sure to be: from the first of them to the last.
pub(super) fn foreign(text: &str, all: &[Token], base: &str, language: &str) -> Option<Range<usize>> {
    let own = named(language);
    let old = tokens(base);
    let before: FxHashSet<&str> = old.iter().map(|it| it.folded.as_str()).collect();
    let new: Vec<Token> = all.iter().filter(|it| !before.contains(it.folded.as_str())).cloned().collect();
    let known: FxHashSet<char> = base.chars().filter(|it| is_han(*it)).collect();
    let signs: Vec<_> = han(text).into_iter().filter(|(it, _)| !known.contains(it)).collect();
    if own != Some(Tongue::Chinese) && !is_written_in_han(language) && signs.len() >= ENOUGH_HAN {
        return Some(signs[0].1.start..signs[signs.len() - 1].1.end);
    }
    // All words where none is old, for what is new only: the small words of a language are few.
    let judged = if old.is_empty() { all } else { &new };
    let found = tongue(judged)?;
    let other = match own {
        Some(own) => found != own,
        // Of a language that is not known here only the letters tell.
        None => matches!(found, Tongue::Russian | Tongue::Arabic) && latin(language),
    };
    let base_too = tongue(&old) == Some(found);
    let (first, last) = (judged.first()?, judged.last()?);
    (other && !base_too).then_some(first.range.start..last.range.end)
}

fn named(language: &str) -> Option<Tongue> {
    let main = language.split(['-', '_']).next().unwrap_or_default();
    match fold(main).as_str() {
        "en" => Some(Tongue::English),
        "fr" => Some(Tongue::French),
        "es" => Some(Tongue::Spanish),
        "ru" => Some(Tongue::Russian),
        "ar" => Some(Tongue::Arabic),
        "zh" => Some(Tongue::Chinese),
        _ => None,
    }
}

fn is_written_in_han(language: &str) -> bool {
    ["ja", "ko", "yue"].iter().any(|it| language.starts_with(it)) || language.is_empty()
}

fn latin(language: &str) -> bool {
    ["de", "pt", "it", "nl", "pl", "sv", "da", "fi", "cs", "hu", "ro", "tr", "id", "vi", "sw"]
        .contains(&language)
}
