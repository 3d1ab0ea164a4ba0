//! Edits as drafters make them, at places between words.

use super::english::{ADJECTIVES, NOUNS};
use super::words::{is_word, share_an_end, split};
use super::{Dice, Op, Piece, Prose};
use std::ops::Range;

/// Tokens of a text replaced by other words; either may be nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) with: String,
}

impl Edit {
    fn new(range: Range<usize>, with: impl Into<String>) -> Edit {
        Edit { start: range.start, end: range.end, with: with.into() }
    }
}

/// A kind of edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One word for another.
    Word,
    /// Another form of the same word.
    Form,
    Number,
    Insertion,
    Deletion,
    /// A few words for the name of something else.
    Phrase,
    /// A dozen words for another clause.
    Clause,
    Sign,
    /// Square brackets set around some words.
    Brackets,
    SentenceIn,
    SentenceOut,
    SentenceAnew,
    /// A sentence goes behind the next one.
    SentenceMoved,
}

/// How often each kind occurs when a text is touched up.
pub(super) const LIGHT: [(Kind, usize); 12] = [
    (Kind::Word, 28),
    (Kind::Insertion, 20),
    (Kind::Deletion, 12),
    (Kind::Phrase, 8),
    (Kind::Clause, 8),
    (Kind::Number, 7),
    (Kind::Form, 5),
    (Kind::Sign, 5),
    (Kind::Brackets, 4),
    (Kind::SentenceIn, 4),
    (Kind::SentenceOut, 3),
    (Kind::SentenceMoved, 1),
];

/// How often each kind occurs when a text is written anew.
pub(super) const DENSE: [(Kind, usize); 8] = [
    (Kind::Clause, 6),
    (Kind::SentenceAnew, 5),
    (Kind::Phrase, 3),
    (Kind::Word, 3),
    (Kind::SentenceIn, 2),
    (Kind::SentenceOut, 2),
    (Kind::Insertion, 2),
    (Kind::SentenceMoved, 1),
];

/// The kinds of which one delegation's amendment is made: each is one edit.
pub(super) const AMENDING: [(Kind, usize); 10] = [
    (Kind::Word, 28),
    (Kind::Insertion, 20),
    (Kind::Deletion, 12),
    (Kind::Phrase, 8),
    (Kind::Clause, 8),
    (Kind::Number, 7),
    (Kind::Form, 5),
    (Kind::Sign, 5),
    (Kind::SentenceIn, 4),
    (Kind::SentenceOut, 3),
];

const PAIRS: [(&str, &str); 34] = [
    ("shall", "should"),
    ("should", "may"),
    ("may", "must"),
    ("will", "would"),
    ("Urges", "Invites"),
    ("Invites", "Urges"),
    ("Encourages", "Requests"),
    ("Requests", "Encourages"),
    ("Recalling", "Reaffirming"),
    ("Recognizing", "Acknowledging"),
    ("Stressing", "Underlining"),
    ("effective", "meaningful"),
    ("timely", "prompt"),
    ("adequate", "sufficient"),
    ("comprehensive", "holistic"),
    ("measures", "steps"),
    ("guidelines", "guidance"),
    ("strengthen", "enhance"),
    ("support", "assist"),
    ("examine", "consider"),
    ("monitor", "oversee"),
    ("protect", "safeguard"),
    ("safeguard", "preserve"),
    ("national", "domestic"),
    ("regional", "subregional"),
    ("all", "relevant"),
    ("growing", "increasing"),
    ("binding", "non-binding"),
    ("technical", "financial"),
    ("countries", "States"),
    ("obligations", "commitments"),
    ("undertook", "agreed"),
    ("Parties", "signatories"),
    ("essential", "indispensable"),
];

const FORMS: [(&str, &str); 6] =
    [("ing", "ed"), ("tion", "tions"), ("ments", "ment"), ("ies", "y"), ("ures", "ure"), ("ards", "ard")];

/// Up to so many edits, with at least `gap` tokens between any two, in order.
pub(super) fn some_edits(
    dice: &mut Dice,
    prose: &Prose,
    tokens: &[&str],
    wanted: usize,
    gap: usize,
    kinds: &[(Kind, usize)],
) -> Vec<Edit> {
    let mut made: Vec<Edit> = Vec::new();
    let mut acts = 0;
    for _ in 0..wanted * 12 {
        if acts == wanted {
            break;
        }
        let kind = weighted(dice, kinds);
        let found = edits_of(dice, prose, tokens, kind).unwrap_or_default();
        let apart = |one: &Edit, other: &Edit| one.start >= other.end + gap || other.start >= one.end + gap;
        if !found.is_empty() && found.iter().all(|edit| made.iter().all(|other| apart(edit, other))) {
            made.extend(found);
            acts += 1;
        }
    }
    made.sort();
    made
}

fn weighted(dice: &mut Dice, kinds: &[(Kind, usize)]) -> Kind {
    let mut roll = dice.roll(kinds.iter().map(|(_, weight)| weight).sum());
    for (kind, weight) in kinds {
        if roll < *weight {
            return *kind;
        }
        roll -= weight;
    }
    kinds[0].0
}

/// What the edits, sorted and disjoint, do to the text.
pub(super) fn pieces(tokens: &[&str], edits: &[Edit]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut put = |op: Op, text: &str| match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.op == op => last.text.push_str(text),
        _ => pieces.push(Piece { op, text: text.to_owned() }),
    };
    let mut from = 0;
    for edit in edits {
        put(Op::Kept, &tokens[from..edit.start].concat());
        put(Op::Deleted, &tokens[edit.start..edit.end].concat());
        put(Op::Inserted, &edit.with);
        from = edit.end;
    }
    put(Op::Kept, &tokens[from..].concat());
    pieces
}

/// The places of a text at which edits can begin.
struct Places {
    words: Vec<usize>,
    /// Where sentences begin, the first one included.
    sentences: Vec<usize>,
}

impl Places {
    fn of(tokens: &[&str]) -> Places {
        let words = (0..tokens.len()).filter(|&at| is_word(tokens[at])).collect();
        let begins = |at: usize| {
            let before = [tokens[at - 2], tokens[at - 1]];
            before == [".", " "] && tokens[at].starts_with(char::is_uppercase)
        };
        let sentences = [0].into_iter().chain((2..tokens.len()).filter(|&at| begins(at))).collect();
        Places { words, sentences }
    }

    /// `length` words in a row, not at the very beginning or end, from the first to behind the last.
    fn run(&self, dice: &mut Dice, length: usize) -> Option<Range<usize>> {
        let last = self.words.len().checked_sub(length + 2)?;
        let at = if last < 2 { return None } else { dice.between(2, last) };
        Some(self.words[at]..self.words[at + length - 1] + 1)
    }
}

fn edits_of(dice: &mut Dice, prose: &Prose, tokens: &[&str], kind: Kind) -> Option<Vec<Edit>> {
    let places = Places::of(tokens);
    if places.words.len() < 8 {
        return None;
    }
    let one = |edit: Edit| Some(vec![edit]);
    match kind {
        Kind::Word => one(another_word(dice, tokens, &places)?),
        Kind::Form => one(another_form(dice, tokens, &places)?),
        Kind::Number => one(another_number(dice, tokens, &places)?),
        Kind::Insertion => one(insertion(dice, prose, tokens, &places)?),
        Kind::Deletion => one(deletion(dice, tokens, &places)?),
        Kind::Phrase => {
            let length = dice.between(3, 6);
            let with = prose.thing(dice);
            one(replacement(tokens, places.run(dice, length)?, with)?)
        }
        Kind::Clause => {
            let length = dice.between(8, 18);
            let with = prose.clause(dice);
            one(replacement(tokens, places.run(dice, length)?, with)?)
        }
        Kind::Sign => one(another_sign(dice, tokens, &places)?),
        Kind::Brackets => {
            let length = dice.between(2, 7);
            let run = places.run(dice, length)?;
            let held = &tokens[run.start - 1..run.end + 1];
            let free = !held.iter().any(|token| ["[", "]"].contains(token));
            free.then(|| vec![Edit::new(run.start..run.start, "["), Edit::new(run.end..run.end, "]")])
        }
        Kind::SentenceIn => one(new_sentence(dice, prose, tokens, &places)),
        Kind::SentenceOut => {
            let (from, to, _) = two_sentences(dice, tokens, &places)?;
            one(Edit::new(from..to, ""))
        }
        Kind::SentenceAnew => {
            let (from, to, _) = two_sentences(dice, tokens, &places)?;
            // The space behind the sentence, and its full stop, stay.
            let with = prose.sentence(dice);
            one(replacement(tokens, from..to - 2, with.trim_end_matches('.'))?)
        }
        Kind::SentenceMoved => {
            let (from, to, end) = two_sentences(dice, tokens, &places)?;
            let moved = tokens[from..to].concat();
            (end < tokens.len()).then(|| vec![Edit::new(from..to, ""), Edit::new(end..end, moved)])
        }
    }
}

fn another_word(dice: &mut Dice, tokens: &[&str], places: &Places) -> Option<Edit> {
    let known = |at: usize| PAIRS.iter().find(|(word, _)| *word == tokens[at]).map(|(_, other)| (at, *other));
    let found: Vec<_> = places.words.iter().filter_map(|&at| known(at)).collect();
    if let Some((at, other)) = dice.any(&found) {
        return Some(Edit::new(at..at + 1, other));
    }
    let long = |at: usize| tokens[at].len() > 3 && tokens[at].chars().all(char::is_lowercase);
    let found: Vec<_> = places.words.iter().copied().filter(|&at| long(at)).collect();
    let at = dice.any(&found)?;
    let other = if dice.one_in(2) { *dice.pick(&ADJECTIVES) } else { *dice.pick(&NOUNS) };
    (tokens[at] != other).then(|| Edit::new(at..at + 1, other))
}

fn another_form(dice: &mut Dice, tokens: &[&str], places: &Places) -> Option<Edit> {
    let changed = |at: usize| {
        let (ending, other) = FORMS.iter().find(|(ending, _)| tokens[at].ends_with(ending))?;
        let stem = tokens[at].strip_suffix(ending)?;
        (stem.len() > 2).then(|| (at, format!("{stem}{other}")))
    };
    let found: Vec<_> = places.words.iter().filter_map(|&at| changed(at)).collect();
    if found.is_empty() {
        return None;
    }
    let (at, word) = dice.pick(&found).clone();
    Some(Edit::new(at..at + 1, word))
}

fn another_number(dice: &mut Dice, tokens: &[&str], places: &Places) -> Option<Edit> {
    let number = |at: usize| tokens[at].parse::<u32>().ok().filter(|_| at > 1).map(|number| (at, number));
    let found: Vec<_> = places.words.iter().filter_map(|&at| number(at)).collect();
    let (at, number) = dice.any(&found)?;
    Some(Edit::new(at..at + 1, (number + dice.pick(&[1, 2, 5, 10])).to_string()))
}

fn insertion(dice: &mut Dice, prose: &Prose, tokens: &[&str], places: &Places) -> Option<Edit> {
    let at = between_words(dice, tokens, places)?;
    let words = match dice.roll(8) {
        0..=3 => format!(", {},", prose.qualifier(dice)),
        4 => format!(" {}", dice.pick(&ADJECTIVES)),
        5 => format!(" and {}", dice.pick(&NOUNS)),
        6 => format!(" {}", prose.qualifier(dice)),
        _ => format!(
            " {}",
            dice.pick(&["also", "duly", "further", "fully", "promptly", "jointly and severally"])
        ),
    };
    Some(Edit::new(at..at, words))
}

/// Behind a word that is followed by a space and another word.
fn between_words(dice: &mut Dice, tokens: &[&str], places: &Places) -> Option<usize> {
    let fits = |at: usize| at + 2 < tokens.len() && tokens[at + 1] == " " && is_word(tokens[at + 2]);
    let found: Vec<_> = places.words.iter().copied().filter(|&at| fits(at)).collect();
    dice.any(&found).map(|at| at + 1)
}

/// Some words with the space behind each.
fn deletion(dice: &mut Dice, tokens: &[&str], places: &Places) -> Option<Edit> {
    let length = *dice.pick(&[1, 1, 2, 3, 4, 6]);
    let run = places.run(dice, length)?;
    let plain = tokens[run.start..run.end].iter().all(|token| is_word(token) || *token == " ");
    let spaced = tokens[run.start - 1] == " " && tokens.get(run.end) == Some(&" ");
    (plain && spaced).then(|| Edit::new(run.start..run.end + 1, ""))
}

/// Other words for some, unless they begin or end alike: then nobody could say where the change begins.
fn replacement(tokens: &[&str], run: Range<usize>, with: impl Into<String>) -> Option<Edit> {
    let with = with.into();
    let fits = !share_an_end(&tokens[run.clone()].concat(), &with);
    fits.then(|| Edit::new(run, with))
}

fn another_sign(dice: &mut Dice, tokens: &[&str], places: &Places) -> Option<Edit> {
    let last = tokens.len() - 1;
    let signs: Vec<usize> = (2..last).filter(|&at| [",", ";"].contains(&tokens[at])).collect();
    match dice.any(&signs) {
        Some(at) if !dice.one_in(5) => {
            let other = if tokens[at] == "," { ";" } else { "," };
            Some(Edit::new(at..at + 1, if dice.one_in(3) { "" } else { other }))
        }
        _ => {
            let at = between_words(dice, tokens, places)?;
            Some(Edit::new(at..at, ","))
        }
    }
}

fn new_sentence(dice: &mut Dice, prose: &Prose, tokens: &[&str], places: &Places) -> Edit {
    let at = *dice.pick(&places.sentences);
    let sentence = prose.sentence(dice);
    if at == 0 {
        return Edit::new(tokens.len()..tokens.len(), format!(" {sentence}"));
    }
    Edit::new(at..at, format!("{sentence} "))
}

/// Where a sentence that is neither first nor last begins, where the next one does, and where that one ends.
fn two_sentences(dice: &mut Dice, tokens: &[&str], places: &Places) -> Option<(usize, usize, usize)> {
    let begins = &places.sentences;
    let at = if begins.len() < 3 { return None } else { dice.between(1, begins.len() - 2) };
    Some((begins[at], begins[at + 1], begins.get(at + 2).copied().unwrap_or(tokens.len())))
}

/// The tokens of a text, to be edited.
pub(super) fn edited(
    dice: &mut Dice,
    prose: &Prose,
    text: &str,
    wanted: usize,
    kinds: &[(Kind, usize)],
) -> Vec<Piece> {
    let tokens = split(text);
    let edits = some_edits(dice, prose, &tokens, wanted, 3, kinds);
    pieces(&tokens, &edits)
}
