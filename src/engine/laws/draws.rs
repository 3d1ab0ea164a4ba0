//! Texts to ask the promises of: near one another, and full of what is hard to cut.

use super::engine::{Mark, Source};
use proptest::prelude::{Just, Strategy, any, prop, prop_oneof};

/// A text with marks, as a value that can be owned.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub(super) text: String,
    marks: Vec<Mark>,
}

impl Text {
    pub(super) fn source(&self) -> Source<'_> {
        Source { text: &self.text, marks: &self.marks }
    }
}

/// What the engine compares.
pub(super) fn sources(texts: &[Text]) -> Vec<Source<'_>> {
    texts.iter().map(Text::source).collect()
}

/// What the engine aligns.
pub(super) fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

const WORDS: [&str; 7] = ["States", "shall", "act", "the", "law", "of", "and"];
const SIGNS: [&str; 12] = [".", ",", ";", "[", "]", "(", "-", "’", "«", "\n", "a.b", "1,250"];
/// Composed and decomposed letters, marks without a letter, hard spaces and line breaks, joiners, soft hyphens,
/// directions and isolates, scripts without spaces, flags and families.
const HARD: [&str; 34] = [
    "e\u{301}",
    "\u{e9}",
    "\u{301}",
    "E\u{301}tat",
    "\u{c5}",
    "\u{212b}",
    "ﬁ",
    "İ",
    "\u{a0}",
    "\u{202f}",
    "\r",
    "\r\n",
    "\u{ad}",
    "\u{2060}",
    "\u{200b}",
    "\u{200c}",
    "\u{200d}",
    "\u{200f}",
    "\u{2068}",
    "\u{2069}",
    "应",
    "当",
    "。",
    "報告",
    "กำ",
    "รัฐ",
    "ខ្មែរ",
    "كِتاب",
    "لا",
    "\u{600}12",
    "क्षि",
    "👩🏽‍⚖️",
    "🇨🇭",
    "한",
];

/// Few words, so that texts have much in common, and now and then what is hard.
pub(super) fn phrase() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(&WORDS[..]),
        2 => prop::sample::select(&SIGNS[..]),
        1 => prop::sample::select(&HARD[..]),
    ];
    joined(piece)
}

/// Hardly a word that is plain.
pub(super) fn hard_phrase() -> impl Strategy<Value = String> {
    joined(
        prop_oneof![1 => prop::sample::select(&WORDS[..]), 1 => prop::sample::select(&SIGNS[..]), 4 => prop::sample::select(&HARD[..])],
    )
}

fn joined(piece: impl Strategy<Value = &'static str>) -> impl Strategy<Value = String> {
    let gap = prop::sample::select(&[" ", " ", " ", ""][..]);
    prop::collection::vec((piece, gap), 0..14)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, gap)| [piece, gap]).collect())
}

/// Any text whatever, oftener one that is like others.
pub(super) fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![3 => phrase(), 2 => hard_phrase(), 1 => any::<String>()]
}

/// A text under marks of every kind, in order or not, footnotes among them.
pub(super) fn marked(text: impl Strategy<Value = String>) -> impl Strategy<Value = Text> {
    let mark = |(start, len, attr, atomic)| Mark { range: start..start + len, attr, atomic };
    let wild = prop::collection::vec((0..30usize, 0..8usize, 0..3u8, prop::bool::weighted(0.2)), 0..4)
        .prop_map(move |marks| marks.into_iter().map(mark).collect::<Vec<_>>());
    let tidy = prop::collection::vec((0..12usize, 1..9usize, 1..3u8, prop::bool::weighted(0.3)), 0..4)
        .prop_map(|marks| {
            let mut at = 0;
            let mark = |(gap, len, attr, atomic)| {
                let start = at + gap;
                at = start + len;
                Mark { range: start..at, attr, atomic }
            };
            marks.into_iter().map(mark).collect::<Vec<_>>()
        });
    (text, prop_oneof![1 => Just(Vec::new()), 1 => wild, 1 => tidy])
        .prop_map(|(text, marks)| Text { text, marks })
}

/// A text of up to five paragraphs, which repeat.
pub(super) fn paragraphs() -> impl Strategy<Value = Vec<String>> {
    let sentence = prop_oneof![
        3 => prop::sample::select(vec![
            "States shall act in good faith.",
            "States shall act in good faith and without delay.",
            "They report to the depositary every year. Observers may attend.",
            "They report to the depositary every year.",
            "Observers may attend.",
            "",
        ]).prop_map(str::to_owned),
        2 => phrase(),
    ];
    prop::collection::vec(sentence, 0..6)
}

/// Every text of up to `longest` words.
pub(super) fn all_texts(words: &[&str], longest: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut last = all.clone();
    for _ in 0..longest {
        let longer = |text: &String| words.iter().map(|word| format!("{text} {word}")).collect::<Vec<_>>();
        last = last.iter().flat_map(longer).collect();
        all.extend(last.iter().cloned());
    }
    all
}
