//! The names of States and of places in conflict, in six languages, and where they stand in a text.
//!
//! Invariant: of names that begin at one word the longest is found, and no word is part of two. The lists are read once.

mod arabic;
mod beside;
mod endings;
mod languages;

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

pub(super) use self::arabic::{forms, is_arabic};
use self::beside::beside;
use self::endings::{Bend, bend};
use self::languages::{is_language, of_language};
use super::tongue::{Tongue, tongue};
use super::words::{Gap, Shape, Token, is_han, is_unseen, shouted, tokens};

/// What a name means. States are one by all their names and adjectives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Means {
    /// A State, by its place in the lists.
    State(u16),
    /// A place whose naming points to a conflict, by its line.
    Region(u16),
    /// A place that is named in that sense only beside a word such as "war".
    Beside(u16),
    /// No State, although one of the names is part of it.
    Ordinary,
}

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Where it stands, with the word that makes it one of a conflict.
    pub(super) range: Range<usize>,
    /// What it means.
    pub(super) means: Means,
    /// Whether it stands beside a word such as "war".
    pub(super) conflict: bool,
}

/// What a name needs to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needs {
    /// Nothing.
    Nothing,
    /// A capital.
    Capital,
    /// A capital where a sentence does not begin.
    Inner,
    /// Capitals only.
    Upper,
}

#[derive(Debug)]
struct Phrase {
    words: Vec<Bend>,
    needs: Needs,
    tongue: Tongue,
    means: Means,
    /// Whether it is the name of a language too.
    spoken: bool,
}

#[derive(Debug, Default)]
struct Lexicon {
    phrases: Vec<Phrase>,
    /// By the stem of the first word.
    first: FxHashMap<String, Vec<u32>>,
    /// By the first character, the longest first.
    han: FxHashMap<char, Vec<(Vec<char>, Means)>>,
}

const LISTS: [(Tongue, &str); 6] = [
    (Tongue::English, include_str!("../../../assets/states/en.tsv")),
    (Tongue::French, include_str!("../../../assets/states/fr.tsv")),
    (Tongue::Spanish, include_str!("../../../assets/states/es.tsv")),
    (Tongue::Russian, include_str!("../../../assets/states/ru.tsv")),
    (Tongue::Arabic, include_str!("../../../assets/states/ar.tsv")),
    (Tongue::Chinese, include_str!("../../../assets/states/zh.tsv")),
];

const CONTEXTS: &str = include_str!("../../../assets/states/contexts.tsv");

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// One line of a list of States.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub(super) code: &'a str,
    pub(super) short: &'a str,
    pub(super) formal: String,
    pub(super) others: Vec<&'a str>,
    pub(super) people: Vec<&'a str>,
}

/// The lines of the list in a language.
pub(super) fn lines(tongue: Tongue) -> impl Iterator<Item = Line<'static>> {
    let list = LISTS.iter().find(|(it, _)| *it == tongue).map_or("", |(_, list)| list);
    list.lines().filter(|it| !it.starts_with('#')).filter_map(line)
}

fn line<'a>(line: &'a str) -> Option<Line<'a>> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [code, short, formal, others, people] = columns[..] else { return None };
    let parts = |it: &'a str| it.split(',').filter(|it| !it.is_empty()).collect();
    let formal = formal.replace('~', short.trim_end_matches('!'));
    Some(Line { code, short, formal, others: parts(others), people: parts(people) })
}

impl Lexicon {
    fn read() -> Self {
        let mut lexicon = Self::default();
        for (tongue, _) in LISTS {
            for (line, at) in lines(tongue).zip(0_u16..) {
                let means = Means::State(at);
                lexicon.add(tongue, line.short, means, false);
                lexicon.add(tongue, &line.formal, means, false);
                line.others.iter().for_each(|it| lexicon.add(tongue, it, means, false));
                line.people.iter().for_each(|it| lexicon.add(tongue, it, means, true));
            }
        }
        for (line, at) in CONTEXTS.lines().filter(|it| !it.starts_with('#')).zip(0_u16..) {
            let (kind, names) = line.split_once('\t').unwrap_or((line, ""));
            let means = match kind {
                "always" => Means::Region(at),
                "conflict" => Means::Beside(at),
                _ => Means::Ordinary,
            };
            for (names, (tongue, _)) in names.split('\t').zip(LISTS) {
                names.split(',').for_each(|name| lexicon.add(tongue, name, means, false));
            }
        }
        lexicon.han.values_mut().for_each(|it| it.sort_by_key(|(word, _)| std::cmp::Reverse(word.len())));
        lexicon
    }

    fn add(&mut self, tongue: Tongue, name: &str, means: Means, person: bool) {
        let bare = name.trim_end_matches(['!', '^']);
        let needs = match &name[bare.len()..] {
            "!" => Needs::Capital,
            "!!" => Needs::Inner,
            "^" => Needs::Upper,
            _ => Needs::Nothing,
        };
        if tongue == Tongue::Chinese {
            let word: Vec<char> = bare.chars().collect();
            if let Some(first) = word.first() {
                self.han.entry(*first).or_default().push((word, means));
            }
            return;
        }
        // Where capitals are not known, what needs one is left to the longer names.
        if tongue == Tongue::Arabic && needs != Needs::Nothing {
            return;
        }
        let words: Vec<Bend> =
            tokens(bare).iter().map(|it| bend(tongue, &bare[it.range.clone()], person)).collect();
        let Some(first) = words.first() else { return };
        let spoken = person && words.len() == 1 && is_language(&first.stem);
        let at = self.phrases.len() as u32;
        self.first.entry(first.stem.clone()).or_default().push(at);
        self.phrases.push(Phrase { words, needs, tongue, means, spoken });
    }

    /// The longest name that begins at a word, and how many words it has.
    fn at(&self, tokens: &[Token], at: usize, spoken: Tongue) -> Option<(&Phrase, usize)> {
        let mut best: Option<(&Phrase, (usize, usize))> = None;
        let token = &tokens[at];
        let mut look = |form: &str| {
            for cut in endings::cuts(form) {
                for phrase in self.first.get(&form[..cut]).into_iter().flatten() {
                    let phrase = &self.phrases[*phrase as usize];
                    let count = phrase.words.len();
                    let size = (count, cut);
                    if best.is_some_and(|(_, most)| most >= size)
                        || !phrase.words[0].takes(&form[cut..])
                        || !phrase.stands(tokens, at, spoken)
                    {
                        continue;
                    }
                    let rest = phrase.words[1..].iter().zip(tokens.iter().skip(at + 1));
                    let joined = |it: &Token, before: &Token| {
                        it.gap == Gap::Joined || it.gap == Gap::Begins && before.folded == "st"
                    };
                    let mut before = token;
                    let mut matched = 1;
                    for (word, it) in rest {
                        if !joined(it, before) || !word.is(&it.folded, phrase.tongue) {
                            break;
                        }
                        (before, matched) = (it, matched + 1);
                    }
                    if matched == count {
                        best = Some((phrase, size));
                    }
                }
            }
        };
        match is_arabic(&token.folded) {
            true => forms(&token.folded).iter().for_each(|it| look(it)),
            false => look(&token.folded),
        }
        best.map(|(phrase, (count, _))| (phrase, count))
    }
}

impl Phrase {
    fn stands(&self, tokens: &[Token], at: usize, spoken: Tongue) -> bool {
        let token = &tokens[at];
        if self.tongue == Tongue::Arabic {
            return true;
        }
        match self.needs {
            // An adjective of one language may be another's ordinary word.
            Needs::Nothing => {
                token.shape != Shape::Lower || self.tongue == Tongue::Russian || spoken == self.tongue
            }
            Needs::Capital => token.shape != Shape::Lower,
            Needs::Inner => token.shape == Shape::Capital && token.gap != Gap::Begins,
            Needs::Upper => token.shape == Shape::Upper && !shouted(tokens, at),
        }
    }
}

/// The names that stand in a text, in its order.
pub(super) fn marks(text: &str, tokens: &[Token]) -> Vec<Mark> {
    let lexicon = &*LEXICON;
    let spoken = tongue(tokens).unwrap_or(Tongue::English);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((phrase, count)) = lexicon.at(tokens, at, spoken) else {
            at += 1;
            continue;
        };
        let (first, last) = (at, at + count - 1);
        at += count;
        if phrase.means == Means::Ordinary || phrase.spoken && of_language(tokens, first, phrase.tongue) {
            continue;
        }
        let range = tokens[first].range.start..tokens[last].range.end;
        // An amount: "US$ 5".
        if text[range.end..].starts_with('$') {
            continue;
        }
        match (beside(tokens, first, last), phrase.means) {
            (Some(whole), means) => found.push(Mark { range: whole, means, conflict: true }),
            (None, Means::Beside(_)) => {}
            (None, means) => found.push(Mark { range, means, conflict: false }),
        }
    }
    found.extend(in_han(lexicon, text));
    found.sort_by_key(|it| (it.range.start, it.range.end));
    // "The war between A and B" is told once for each: what meets the one before begins behind it.
    let mut end = 0;
    found.retain_mut(|it| {
        it.range.start = it.range.start.max(end);
        end = end.max(it.range.end);
        it.range.start < it.range.end
    });
    found
}

/// The names in Chinese, found as they stand.
fn in_han(lexicon: &Lexicon, text: &str) -> Vec<Mark> {
    if !text.chars().any(is_han) {
        return Vec::new();
    }
    let letters: Vec<(usize, char)> = text.char_indices().filter(|(_, it)| !is_unseen(*it)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let mut words = lexicon.han.get(&letters[at].1).into_iter().flatten();
        let here = |word: &&(Vec<char>, Means)| {
            let there = letters.get(at..at + word.0.len());
            there.is_some_and(|it| it.iter().map(|(_, it)| it).eq(&word.0))
        };
        let Some((word, means)) = words.find(here) else {
            at += 1;
            continue;
        };
        let (start, last) = (at, at + word.len() - 1);
        at += word.len();
        let next = letters.get(at).map(|(_, it)| *it);
        // "国家" and "国际" are words of their own: what ends in "国" before them is none. So is "方面" and the like.
        let cut = match word.last() {
            Some('国') => matches!(next, Some('家' | '际')),
            Some('方') => matches!(next, Some('面' | '法' | '案' | '式' | '向' | '便' | '针')),
            _ => false,
        };
        if cut || *means == Means::Ordinary {
            continue;
        }
        let end = letters[last].0 + letters[last].1.len_utf8();
        let tail: String = letters[at..].iter().take(4).map(|(_, it)| *it).collect();
        let conflict = ["战争", "冲突", "危机", "占领", "入侵"].iter().any(|it| tail.contains(it));
        match (conflict, *means) {
            (false, Means::Beside(_)) => {}
            (conflict, means) => found.push(Mark { range: letters[start].0..end, means, conflict }),
        }
    }
    found
}
