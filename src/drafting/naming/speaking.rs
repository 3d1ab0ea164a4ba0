//! Turns of phrase of somebody who speaks for a delegation.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::lexicon::{forms, is_arabic};
use super::words::{Token, is_han, is_unseen, tokens};

/// In folded letters; words are compared whole.
const PHRASES: &[&str] = &[
    "my delegation",
    "our delegation",
    "my country",
    "our country",
    "my government",
    "our government",
    "my capital",
    "on behalf of",
    "we propose",
    "we suggest",
    "we would propose",
    "we would like to propose",
    "we support",
    "we recommend",
    "we request",
    "we oppose",
    "we believe that",
    "we cannot accept",
    "our practice",
    "our position",
    "our proposal",
    "our national",
    "our legislation",
    "my mission",
    "our mission",
    "our ministry",
    "i propose",
    "this delegation proposes",
    "as a co-sponsor",
    "in our view",
    "our constitution",
    "our armed forces",
    "ma delegation",
    "notre delegation",
    "mon pays",
    "notre pays",
    "mon gouvernement",
    "notre gouvernement",
    "au nom de",
    "nous proposons",
    "nous suggerons",
    "nous appuyons",
    "nous soutenons",
    "nous recommandons",
    "notre pratique",
    "notre position",
    "notre proposition",
    "notre capitale",
    "a notre avis",
    "mi delegacion",
    "nuestra delegacion",
    "mi pais",
    "nuestro pais",
    "mi gobierno",
    "nuestro gobierno",
    "en nombre de",
    "proponemos",
    "sugerimos",
    "apoyamos",
    "recomendamos",
    "nuestra practica",
    "nuestra posicion",
    "nuestra propuesta",
    "a nuestro juicio",
    "моя делегация",
    "наша делегация",
    "нашеи делегации",
    "моеи делегации",
    "моя страна",
    "наша страна",
    "нашеи страны",
    "нашеи стране",
    "мое правительство",
    "наше правительство",
    "от имени",
    "мы предлагаем",
    "мы поддерживаем",
    "мы рекомендуем",
    "наша практика",
    "наша позиция",
    "наше предложение",
    "по нашему мнению",
    "وفد بلدي",
    "وفد بلادي",
    "وفدنا",
    "بلدنا",
    "بلادنا",
    "حكومتنا",
    "حكومه بلدي",
    "نقترح",
    "ممارستنا",
    "موقفنا",
    "باسم وفد",
    "باسم حكومه",
];

const IN_HAN: &[&str] = &[
    "我国",
    "我代表团",
    "我们代表团",
    "我方",
    "本代表团",
    "我国政府",
    "我们提议",
    "我们建议",
    "我们支持",
    "我们认为",
    "我国的实践",
    "本国代表团",
    "代表我国",
    "我们反对",
];

/// The phrases by their first word, each in words.
static BY_FIRST: LazyLock<FxHashMap<&str, Vec<Vec<&str>>>> = LazyLock::new(|| {
    let mut all: FxHashMap<&str, Vec<Vec<&str>>> = FxHashMap::default();
    for phrase in PHRASES {
        let words: Vec<&str> = phrase.split([' ', '-']).collect();
        all.entry(words[0]).or_default().push(words);
    }
    all.values_mut().for_each(|it| it.sort_by_key(|words| std::cmp::Reverse(words.len())));
    all
});

/// Where they stand in a text and not in the base.
pub(super) fn found(text: &str, read: &[Token], base: &str) -> Vec<Range<usize>> {
    let mut found = in_words(read);
    if !found.is_empty() {
        let of_base = in_words(&tokens(base));
        found.retain(|(_, phrase)| !of_base.iter().any(|(_, it)| it == phrase));
    }
    let mut ranges: Vec<Range<usize>> = found.into_iter().map(|(range, _)| range).collect();
    ranges.extend(in_han(text, base));
    ranges
}

type Phrase = &'static [&'static str];

fn in_words(read: &[Token]) -> Vec<(Range<usize>, Phrase)> {
    let phrases = &*BY_FIRST;
    let mut found: Vec<(Range<usize>, Phrase)> = Vec::new();
    let mut end = 0;
    for (at, token) in read.iter().enumerate() {
        if token.range.start < end {
            continue;
        }
        let there = |words: &&Vec<&str>| {
            let rest = read.get(at..at + words.len());
            rest.is_some_and(|rest| {
                rest.iter().skip(1).map(|it| it.folded.as_str()).eq(words[1..].iter().copied())
            })
        };
        let begins = |form: &str| phrases.get(form).into_iter().flatten().find(there);
        let phrase = match is_arabic(&token.folded) {
            true => forms(&token.folded).iter().find_map(|it| begins(it)),
            false => begins(&token.folded),
        };
        if let Some(phrase) = phrase {
            let range = token.range.start..read[at + phrase.len() - 1].range.end;
            end = range.end;
            found.push((range, phrase));
        }
    }
    found
}

fn in_han(text: &str, base: &str) -> Vec<Range<usize>> {
    if !text.chars().any(is_han) {
        return Vec::new();
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    let seen = |text: &str| -> Vec<(usize, char)> {
        text.char_indices().filter(|(_, it)| !is_unseen(*it)).collect()
    };
    let letters = seen(text);
    let old: String = seen(base).into_iter().map(|(_, it)| it).collect();
    for phrase in IN_HAN.iter().filter(|it| !old.contains(**it)) {
        let signs: Vec<char> = phrase.chars().collect();
        for hit in letters.windows(signs.len()).filter(|it| it.iter().map(|(_, it)| it).eq(&signs)) {
            let last = hit[hit.len() - 1];
            let range = hit[0].0..last.0 + last.1.len_utf8();
            if found.iter().all(|it| it.end <= range.start || range.end <= it.start) {
                found.push(range);
            }
        }
    }
    found.sort_by_key(|it| it.start);
    found
}
