//! Amendments of several delegations to one paragraph, and amendments to a text that moved on, with what must come out.

use super::edits::{AMENDING, Edit, pieces, some_edits};
use super::words::{count, is_word, split};
use super::{Dice, Op, Prose, without};
use std::collections::BTreeSet;

/// A paragraph as two to twelve delegations want it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Amendments {
    pub(crate) base: String,
    pub(crate) sides: Vec<String>,
    /// Everything that anybody inserted.
    pub(crate) inserted: Vec<String>,
    /// The paragraph with all of them, or nothing where two want different things of the same words.
    pub(crate) merged: Option<String>,
}

/// An amendment made on an old text whose text is now new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Carried {
    pub(crate) old: String,
    pub(crate) new: String,
    pub(crate) amended: String,
    /// Everything that the amendment inserted.
    pub(crate) inserted: Vec<String>,
    /// The new text with the amendment, or nothing where both change the same words.
    pub(crate) carried: Option<String>,
}

/// How the edits of several delegations stand to each other.
#[derive(Clone, Copy, Debug)]
enum Mode {
    Apart,
    /// Some of them propose the very same edit.
    Alike,
    /// Some edits are made without looking at what the others do.
    Free,
}

/// `count` paragraphs with amendments.
pub(crate) fn amendments(dice: &mut Dice, prose: &Prose, count: usize) -> Vec<Amendments> {
    collect(count, || some_amendments(dice, prose))
}

/// `count` amendments to be carried to another text.
pub(crate) fn carried(dice: &mut Dice, prose: &Prose, count: usize) -> Vec<Carried> {
    collect(count, || one_carried(dice, prose))
}

/// One paragraph and `sides` texts of it with one or two edits each, as they come.
pub(crate) fn amendments_on(dice: &mut Dice, prose: &Prose, sides: usize) -> (String, Vec<String>) {
    let base = prose.fresh(dice, 110);
    let tokens = split(&base);
    let side = || {
        let wanted = dice.between(1, 2);
        applied(&tokens, &some_edits(dice, prose, &tokens, wanted, 3, &AMENDING))
    };
    let sides = std::iter::repeat_with(side).take(sides).collect();
    (base, sides)
}

fn collect<T>(count: usize, mut make: impl FnMut() -> Option<T>) -> Vec<T> {
    let mut made = Vec::with_capacity(count);
    while made.len() < count {
        made.extend(make());
    }
    made
}

fn some_amendments(dice: &mut Dice, prose: &Prose) -> Option<Amendments> {
    let base = prose.paragraph(dice, 110);
    if !(40..=220).contains(&count(&base)) {
        return None;
    }
    let tokens = split(&base);
    let sides = *dice.pick(&[2, 2, 3, 4, 5, 6, 8, 10, 12]);
    let mode = *dice.pick(&[Mode::Apart, Mode::Apart, Mode::Alike, Mode::Free]);
    let bank = definite_edits(dice, prose, &tokens, sides * 2);
    let mut wanted = vec![Vec::new(); sides];
    for edit in &bank {
        wanted[dice.roll(sides)].push(edit.clone());
    }
    for edits in &mut wanted {
        match mode {
            Mode::Apart => {}
            Mode::Alike => {
                if !bank.is_empty() {
                    let same = dice.pick(&bank).clone();
                    add(edits, same);
                }
            }
            Mode::Free => {
                for edit in definite_edits(dice, prose, &tokens, 1) {
                    add(edits, edit);
                }
            }
        }
    }
    wanted.retain(|edits| !edits.is_empty());
    if wanted.len() < 2 {
        return None;
    }
    let all: BTreeSet<Edit> = wanted.iter().flatten().cloned().collect();
    let merged = fit(&all).then(|| applied(&tokens, &all.iter().cloned().collect::<Vec<_>>()));
    let inserted = all.into_iter().map(|edit| edit.with).filter(|words| !words.is_empty()).collect();
    let sides = wanted.iter().map(|edits| applied(&tokens, edits)).collect();
    Some(Amendments { base, sides, inserted, merged })
}

fn one_carried(dice: &mut Dice, prose: &Prose) -> Option<Carried> {
    let old = prose.paragraph(dice, 110);
    if !(30..=260).contains(&count(&old)) {
        return None;
    }
    let tokens = split(&old);
    let number = dice.between(1, 4);
    let theirs = definite_edits(dice, prose, &tokens, number);
    let number = dice.between(1, 3);
    let mut ours = definite_edits(dice, prose, &tokens, number);
    if dice.one_in(6) && !theirs.is_empty() {
        let same = dice.pick(&theirs).clone();
        add(&mut ours, same);
    }
    if ours.is_empty() || theirs.is_empty() {
        return None;
    }
    let all: BTreeSet<Edit> = ours.iter().chain(&theirs).cloned().collect();
    let carried = fit(&all).then(|| applied(&tokens, &all.iter().cloned().collect::<Vec<_>>()));
    let inserted = ours.iter().map(|edit| edit.with.clone()).filter(|words| !words.is_empty()).collect();
    let (new, amended) = (applied(&tokens, &theirs), applied(&tokens, &ours));
    Some(Carried { old, new, amended, inserted, carried })
}

/// Edits whose place can be told from both texts: an insertion that repeats the words beside it, and a deletion of
/// repeated words, could as well have been made elsewhere, and nobody could say what to merge it with.
fn definite_edits(dice: &mut Dice, prose: &Prose, tokens: &[&str], wanted: usize) -> Vec<Edit> {
    let mut edits = some_edits(dice, prose, tokens, wanted, 3, &AMENDING);
    edits.retain(|edit| !slides(tokens, edit));
    edits
}

/// Whether a pure insertion or deletion could stand at least one word further left or right.
fn slides<'a>(tokens: &[&'a str], edit: &'a Edit) -> bool {
    let changed: Vec<&'a str> = match (edit.start == edit.end, edit.with.is_empty()) {
        (true, _) => split(&edit.with),
        (false, true) => tokens[edit.start..edit.end].to_vec(),
        (false, false) => return false,
    };
    let spelt = |tokens: &[&'a str]| -> Vec<&'a str> {
        tokens.iter().copied().filter(|token| !token.trim().is_empty()).collect()
    };
    let changed = spelt(&changed);
    let (before, after) = (spelt(&tokens[..edit.start]), spelt(&tokens[edit.end..]));
    // Repeated for as long as what stands beside it goes on in the same way.
    let left = changed.iter().rev().cycle().zip(before.iter().rev()).take_while(|(one, other)| one == other);
    let right = changed.iter().cycle().zip(&after).take_while(|(one, other)| one == other);
    left.chain(right).any(|(token, _)| is_word(token))
}

/// Adds an edit, in order, where nothing else is near.
fn add(edits: &mut Vec<Edit>, edit: Edit) {
    if edits.iter().all(|it| it.start >= edit.end + 3 || edit.start >= it.end + 3) {
        edits.push(edit);
        edits.sort();
    }
}

/// Whether sorted edits, no two equal, can all be made: none changes words that another changes, or inserts within
/// them, and no two insert at the same place. Edits that only touch can.
fn fit(edits: &BTreeSet<Edit>) -> bool {
    let mut end = None;
    for edit in edits {
        let insertion_at_the_same_place = edit.start == edit.end
            && edits.iter().any(|it| it != edit && it.start == it.end && it.start == edit.start);
        if insertion_at_the_same_place || end.is_some_and(|end| edit.start < end) {
            return false;
        }
        end = end.max(Some(edit.end));
    }
    true
}

fn applied(tokens: &[&str], edits: &[Edit]) -> String {
    without(&pieces(tokens, edits), Op::Deleted)
}

#[test]
fn edits_fit_unless_two_want_the_same_words() {
    let check = |edits: &[(usize, usize, &str)], expected: bool| {
        let edit = |&(start, end, with): &(usize, usize, &str)| Edit { start, end, with: with.to_owned() };
        assert_eq!(fit(&edits.iter().map(edit).collect()), expected, "{edits:?}");
    };
    check(&[], true);
    check(&[(0, 1, "a"), (2, 3, "b")], true);
    check(&[(0, 1, "a"), (1, 2, "b")], true);
    check(&[(0, 1, "a"), (0, 1, "a")], true);
    check(&[(0, 1, "a"), (0, 1, "b")], false);
    check(&[(0, 3, "a"), (1, 2, "")], false);
    check(&[(0, 3, "a"), (1, 1, "b")], false);
    check(&[(0, 3, "a"), (3, 3, "b")], true);
    check(&[(0, 3, "a"), (0, 0, "b")], true);
    check(&[(4, 4, "a"), (4, 4, "b")], false);
    check(&[(1, 1, "a"), (0, 5, "b"), (7, 8, "")], false);
}

#[test]
fn edits_slide_over_words_that_they_repeat() {
    let check = |start: usize, end: usize, with: &str, expected: bool| {
        let tokens = split("a b, c b, d.");
        let edit = Edit { start, end, with: with.to_owned() };
        assert_eq!(slides(&tokens, &edit), expected, "{edit:?}");
    };
    check(1, 1, " x", false);
    check(1, 1, " a", true);
    check(1, 1, " b", true);
    check(1, 1, " b x", true);
    check(1, 1, " x b", false);
    // Over a comma alone does not count.
    check(3, 3, ", x", false);
    check(4, 4, " x,", false);
    check(4, 4, " b,", true);
    check(2, 5, "", false);
    check(2, 7, "", true);
    check(2, 3, "c", false);
}
