//! What always holds, for any text whatever: the promises that the engine makes to its callers.
//!
//! `PROPTEST_CASES` sets the number of cases; the default is short enough to run at every build.

use super::token::is_lone;
use super::{Mark, Op, Redline, Source, redline};
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use unicode_segmentation::UnicodeSegmentation;

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

/// A text with marks, as a value that can be owned.
#[derive(Clone, Debug)]
struct Text {
    text: String,
    marks: Vec<Mark>,
}

impl Text {
    fn source(&self) -> Source<'_> {
        Source { text: &self.text, marks: &self.marks }
    }
}

/// Few words, so that texts have much in common, and the signs that are hard to get right.
fn phrase() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec!["States", "shall", "act", "the", "law", "of", "and"]),
        2 => prop::sample::select(vec![".", ",", "[", "]", "-", "’", "\n", "\u{a0}", "", "a.b"]),
        1 => prop::sample::select(vec!["应", "当", "e\u{301}", "\u{e9}", "\u{301}", "👩🏽‍⚖️", "🇨🇭", "\r", "كِتاب", "\u{200f}", "12/b"]),
    ];
    prop::collection::vec((piece, prop::sample::select(vec![" ", " ", " ", ""])), 0..14)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, gap)| [piece, gap]).collect())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![3 => phrase(), 1 => any::<String>()]
}

/// A text under marks of every kind, sensible or not.
fn marked(text: impl Strategy<Value = String>) -> impl Strategy<Value = Text> {
    let marks = prop_oneof![
        Just(Vec::new()),
        prop::collection::vec((0..30usize, 0..8usize, 0..3u8, prop::bool::weighted(0.2)), 0..4)
    ];
    (text, marks).prop_map(|(text, marks)| {
        let mark = |(start, len, attr, atomic)| Mark { range: start..start + len, attr, atomic };
        Text { text, marks: marks.into_iter().map(mark).collect() }
    })
}

/// Whether a run may begin or end at `place`: between graphemes, and not inside a word unless a mark ends there.
fn is_edge(text: &Text, place: usize) -> bool {
    let marked = text.marks.iter().any(|mark| mark.range.start <= place && place <= mark.range.end + 4);
    let between_graphemes =
        text.text.grapheme_indices(true).any(|(start, _)| start == place) || place == text.text.len();
    let (before, after) = text.text.split_at(place);
    let letter =
        |found: Option<char>| found.is_some_and(|letter| letter.is_alphanumeric() && !is_lone(letter));
    between_graphemes && (marked || !(letter(before.chars().next_back()) && letter(after.chars().next())))
}

fn rebuilt(redline: &Redline, old: &str, new: &str) -> (String, String) {
    let runs = || redline.runs.iter();
    let rejected = runs().filter(|run| run.op != Op::Insert).map(|run| &old[run.old.clone()]).collect();
    let accepted = runs().filter(|run| run.op != Op::Delete).map(|run| &new[run.new.clone()]).collect();
    (rejected, accepted)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_redline_rebuilds_both_texts(old in marked(any_text()), new in marked(any_text())) {
        let redline = redline(old.source(), new.source());
        prop_assert_eq!(rebuilt(&redline, &old.text, &new.text), (old.text.clone(), new.text.clone()));
        let mut at = (0, 0);
        let mut last = None;
        for run in &redline.runs {
            prop_assert_eq!((run.old.start, run.new.start), at);
            at = (run.old.end, run.new.end);
            let (deleted, inserted) = (&old.text[run.old.clone()], &new.text[run.new.clone()]);
            match run.op {
                Op::Equal | Op::Format => prop_assert_eq!(deleted, inserted),
                Op::Delete => prop_assert!(!deleted.is_empty() && inserted.is_empty() && last != Some(Op::Insert)),
                Op::Insert => prop_assert!(deleted.is_empty() && !inserted.is_empty()),
            }
            prop_assert!(last != Some(run.op));
            last = Some(run.op);
        }
        prop_assert_eq!(at, (old.text.len(), new.text.len()));
    }

    #[test]
    fn a_redline_cuts_no_word_and_no_grapheme(old in marked(any_text()), new in marked(any_text())) {
        for run in redline(old.source(), new.source()).runs {
            prop_assert!(is_edge(&old, run.old.start) && is_edge(&old, run.old.end), "{:?}", run);
            prop_assert!(is_edge(&new, run.new.start) && is_edge(&new, run.new.end), "{:?}", run);
        }
    }

    #[test]
    fn a_text_against_itself_shows_nothing(text in marked(any_text())) {
        let redline = redline(text.source(), text.source());
        prop_assert!(redline.is_empty() && redline.runs.len() <= 1);
    }

    #[test]
    fn a_redline_is_the_same_every_time(old in marked(phrase()), new in marked(phrase())) {
        prop_assert_eq!(redline(old.source(), new.source()), redline(old.source(), new.source()));
    }
}
