//! Makes texts whose changes are known because they were made here: redlines, a pair of documents, amendments, rebases.
//!
//! The prose is put together from phrases of our own, in seven languages, or taken from given files. The same seed and
//! the same files give the same bytes on every machine. Nothing here knows any engine.

mod amendments;
mod dice;
mod edits;
mod english;
mod languages;
mod pair;
mod words;

pub(crate) use amendments::{Amendments, Carried, amendments, amendments_on, carried};
pub(crate) use dice::Dice;
pub(crate) use english::Prose;
pub(crate) use languages::{light_abroad, replaced};
pub(crate) use pair::{Became, Pair, TrueLink, pair, touched_up};
pub(crate) use words::{count, split};

use edits::{DENSE, LIGHT, some_edits};

/// What was done to a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    Kept,
    Deleted,
    Inserted,
}

/// A stretch of text and what was done to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) op: Op,
    pub(crate) text: String,
}

/// Two texts and the changes that made the second of the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sample {
    /// The code of the language, such as `ar`.
    pub(crate) language: &'static str,
    pub(crate) old: String,
    pub(crate) new: String,
    pub(crate) truth: Vec<Piece>,
}

impl Sample {
    fn new(language: &'static str, truth: Vec<Piece>) -> Sample {
        let (old, new) = (without(&truth, Op::Inserted), without(&truth, Op::Deleted));
        Sample { language, old, new, truth }
    }
}

/// The text of all pieces but those of one kind.
pub(crate) fn without(pieces: &[Piece], op: Op) -> String {
    pieces.iter().filter(|piece| piece.op != op).map(|piece| piece.text.as_str()).collect()
}

/// Paragraphs with one to four small edits each, now and then more.
pub(crate) fn light(dice: &mut Dice, prose: &Prose, count: usize) -> Vec<Sample> {
    samples(count, || {
        let text = prose.paragraph(dice, 86);
        let wanted = a_few(dice);
        let gap = if dice.one_in(10) { 1 } else { 3 };
        let tokens = split(&text);
        let edits = some_edits(dice, prose, &tokens, wanted, gap, &LIGHT);
        Sample::new("en", edits::pieces(&tokens, &edits))
    })
}

/// Long paragraphs of which clauses and sentences are written anew.
pub(crate) fn dense(dice: &mut Dice, prose: &Prose, count: usize) -> Vec<Sample> {
    samples(count, || {
        let text = prose.paragraph(dice, 130);
        let tokens = split(&text);
        let wanted = dice.between(3, 6);
        let edits = some_edits(dice, prose, &tokens, wanted, 3, &DENSE);
        Sample::new("en", edits::pieces(&tokens, &edits))
    })
}

/// How many edits a lightly edited paragraph gets.
fn a_few(dice: &mut Dice) -> usize {
    match dice.roll(20) {
        0 => dice.between(6, 10),
        1..=9 => 1,
        10..=14 => 2,
        15..=17 => 3,
        _ => 4,
    }
}

/// As many samples as wanted in which something changed.
fn samples(count: usize, mut make: impl FnMut() -> Sample) -> Vec<Sample> {
    let mut made = Vec::with_capacity(count);
    while made.len() < count {
        let sample = make();
        if sample.old != sample.new {
            made.push(sample);
        }
    }
    made
}
