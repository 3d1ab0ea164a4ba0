//! A document and its next draft: paragraphs edited, moved, split, joined, inserted, deleted, written anew.

use super::edits::{LIGHT, edited};
use super::words::{count, split};
use super::{Dice, Op, Prose, a_few, without};

/// Two documents as lists of paragraphs, and which became which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) old: Vec<String>,
    pub(crate) new: Vec<String>,
    /// In the order of the new document, and then what was deleted.
    pub(crate) links: Vec<TrueLink>,
}

/// What became of paragraphs, by their places in both documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TrueLink {
    pub(crate) old: Vec<usize>,
    pub(crate) new: Vec<usize>,
    pub(crate) became: Became,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Became {
    Same,
    Edited,
    Moved,
    MovedAndEdited,
    Split,
    Joined,
    Inserted,
    Deleted,
    /// Something else in its place; whether that is a link is a matter of taste.
    Rewritten,
}

/// A paragraph of the new document before its place is known.
struct Placed {
    text: String,
    old: Vec<usize>,
    became: Became,
    /// Whether it is the second half of the one before it.
    tail: bool,
}

/// A pair of about `paragraphs` paragraphs, or fewer if the given texts have fewer.
pub(crate) fn pair(dice: &mut Dice, prose: &Prose, paragraphs: usize) -> Pair {
    let old = first_draft(dice, prose, paragraphs);
    let fates = fates(dice, &old);
    let mut placed = Vec::new();
    let mut moved = Vec::new();
    let mut deleted = Vec::new();
    for (at, text) in old.iter().enumerate() {
        let one = |text: String, became| Placed { text, old: vec![at], became, tail: false };
        let joined_before = at > 0 && fates[at - 1] == Became::Joined;
        match fates[at] {
            _ if joined_before => {}
            Became::Same | Became::Inserted => placed.push(one(text.clone(), Became::Same)),
            Became::Deleted => {
                deleted.push(TrueLink { old: vec![at], new: Vec::new(), became: Became::Deleted });
            }
            Became::Moved => moved.push(one(text.clone(), Became::Moved)),
            Became::Edited | Became::MovedAndEdited => {
                let new = touched_up(dice, prose, text);
                let became = if new == *text { Became::Same } else { fates[at] };
                let list = if became == Became::MovedAndEdited { &mut moved } else { &mut placed };
                list.push(one(new, became));
            }
            Became::Rewritten => placed.push(one(prose.fresh(dice, 60), Became::Rewritten)),
            Became::Joined => {
                let text = format!("{text} {}", old[at + 1]);
                placed.push(Placed { text, old: vec![at, at + 1], became: Became::Joined, tail: false });
            }
            Became::Split => match halves(dice, text) {
                None => placed.push(one(text.clone(), Became::Same)),
                Some((first, second)) => {
                    let second = if dice.one_in(2) { lightly(dice, prose, &second) } else { second };
                    placed.push(one(first, Became::Split));
                    placed.push(Placed { tail: true, ..one(second, Became::Split) });
                }
            },
        }
    }
    for paragraph in moved {
        let place = far_from(dice, paragraph.old[0], placed.len());
        insert(&mut placed, place, paragraph);
    }
    for _ in 0..(paragraphs * 3 / 100).max(2) {
        let place = dice.roll(placed.len() + 1);
        let text = prose.fresh(dice, 70);
        insert(&mut placed, place, Placed { text, old: Vec::new(), became: Became::Inserted, tail: false });
    }
    let mut links = links(&placed);
    links.extend(deleted);
    Pair { old, new: placed.into_iter().map(|it| it.text).collect(), links }
}

/// Paragraphs of which no two are equal, every second one numbered.
fn first_draft(dice: &mut Dice, prose: &Prose, paragraphs: usize) -> Vec<String> {
    let mut draft: Vec<String> = Vec::new();
    for text in prose.given() {
        if draft.len() < paragraphs && !draft.contains(text) {
            draft.push(text.clone());
        }
    }
    while prose.given().is_empty() && draft.len() < paragraphs {
        let text = prose.fresh(dice, 74);
        let number = draft.len() + 1;
        let text = if dice.one_in(2) { format!("{number}. {text}") } else { text };
        if !draft.contains(&text) {
            draft.push(text);
        }
    }
    draft
}

/// What is to become of each paragraph: two in five are changed, most of them by small edits.
fn fates(dice: &mut Dice, old: &[String]) -> Vec<Became> {
    let mut fates = vec![Became::Same; old.len()];
    let mut long: Vec<usize> = (0..old.len()).filter(|&at| count(&old[at]) >= 25).collect();
    dice.shuffle(&mut long);
    long.truncate((old.len() * 42 / 100).max(8));
    let share = (old.len() / 100).max(1);
    let rare = [
        (Became::Deleted, 2 * share),
        (Became::Moved, 2 * share),
        (Became::MovedAndEdited, 2 * share),
        (Became::Split, 2 * share),
        (Became::Joined, 2 * share),
        (Became::Rewritten, share),
    ];
    let wanted = rare.into_iter().flat_map(|(became, times)| std::iter::repeat_n(became, times));
    let wanted = wanted.chain(std::iter::repeat(Became::Edited));
    for (at, became) in long.into_iter().zip(wanted) {
        fates[at] = became;
    }
    // What is joined needs a neighbour to which nothing happens.
    for at in 0..fates.len() {
        if fates[at] != Became::Joined {
            continue;
        }
        match fates.get(at + 1) {
            Some(Became::Same | Became::Edited) => fates[at + 1] = Became::Same,
            _ => fates[at] = Became::Edited,
        }
    }
    fates
}

/// The text with a few small edits.
pub(crate) fn touched_up(dice: &mut Dice, prose: &Prose, text: &str) -> String {
    let wanted = a_few(dice);
    without(&edited(dice, prose, text, wanted, &LIGHT), Op::Deleted)
}

/// Half a paragraph with one or two small edits.
fn lightly(dice: &mut Dice, prose: &Prose, text: &str) -> String {
    let wanted = dice.between(1, 2);
    without(&edited(dice, prose, text, wanted, &LIGHT), Op::Deleted)
}

/// A paragraph cut between two sentences, neither half very short.
fn halves(dice: &mut Dice, text: &str) -> Option<(String, String)> {
    let tokens = split(text);
    let begins = |at: usize| tokens[at - 2..at] == [".", " "] && tokens[at].starts_with(char::is_uppercase);
    let cut = |at: usize| (tokens[..at - 1].concat(), tokens[at..].concat());
    let cuts = (2..tokens.len()).filter(|&at| begins(at)).map(cut);
    let cuts: Vec<_> = cuts.filter(|(one, other)| one.len() > 40 && other.len() > 40).collect();
    if cuts.is_empty() { None } else { Some(dice.pick(&cuts).clone()) }
}

/// A place that nobody would take for the old one.
fn far_from(dice: &mut Dice, home: usize, places: usize) -> usize {
    let near = (places / 50).max(3).min(places / 4);
    loop {
        let place = dice.roll(places + 1);
        if place.abs_diff(home) > near {
            return place;
        }
    }
}

/// Inserts a paragraph, never between two halves.
fn insert(placed: &mut Vec<Placed>, place: usize, paragraph: Placed) {
    let between = placed.get(place).is_some_and(|it| it.tail);
    placed.insert(place + usize::from(between), paragraph);
}

fn links(placed: &[Placed]) -> Vec<TrueLink> {
    let mut links: Vec<TrueLink> = Vec::new();
    for (at, paragraph) in placed.iter().enumerate() {
        match links.last_mut() {
            Some(last) if paragraph.tail => last.new.push(at),
            _ => links.push(TrueLink { old: paragraph.old.clone(), new: vec![at], became: paragraph.became }),
        }
    }
    links
}
