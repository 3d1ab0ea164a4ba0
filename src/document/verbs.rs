//! The verbs that say how binding a text is – "shall", "should", "may" – and those that open its paragraphs –
//! "decides", "takes note of" – and how they changed from one text to another.
//!
//! Invariant: every such verb of both texts either stands as it stood or is part of exactly one change. A change is
//! called weaker or stronger only where nobody disputes the order; everything else is told without judgement. Which
//! words are verbs is a matter of the language of the text; see [`Tongue`].

mod find;
#[cfg(test)]
mod tests;
mod tongue;
mod words;

use std::ops::Range;

pub use self::tongue::Tongue;
use self::words::ORDER;
use super::compare::{Comparison, Part};
use super::inline::Text;
use super::{Content, Paragraph};
use crate::engine::{Edit, edits};

/// Which verbs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VerbKind {
    /// "shall", "should not".
    Modal,
    /// "decides", "strongly urges".
    Opening,
}

/// A verb of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verb {
    /// Which kind.
    pub kind: VerbKind,
    /// Where it stands with what belongs to it, in bytes of the flat text.
    pub range: Range<usize>,
    /// What it is called, whatever its form: "is to", "decides".
    pub name: &'static str,
    /// Whether it is denied: "shall not".
    pub negated: bool,
    /// Whether an adverb makes it stronger: "strongly urges".
    pub intense: bool,
    /// How: "with appreciation".
    pub with: String,
}

/// What became of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Another stands in its place.
    Replaced,
    /// A less binding one does.
    Weakened,
    /// A more binding one does.
    Strengthened,
    /// It came.
    Added,
    /// It is gone.
    Removed,
    /// It stands elsewhere in its paragraph.
    Moved,
}

/// A verb that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbChange {
    /// Which kind.
    pub kind: VerbKind,
    /// What happened.
    pub turn: Turn,
    /// The words before, in lower case; none if it came.
    pub old: Option<String>,
    /// The words now; none if it is gone.
    pub new: Option<String>,
}

impl VerbKind {
    /// The name used in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Modal => "modal",
            Self::Opening => "opening",
        }
    }
}

impl Turn {
    /// The name used in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Replaced => "replaced",
            Self::Weakened => "weakened",
            Self::Strengthened => "strengthened",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Moved => "moved",
        }
    }
}

impl Verb {
    /// Whether it says the same, whatever its form.
    fn says(&self, other: &Self) -> bool {
        let key = |it: &Self| (it.kind, it.name, it.negated, it.intense, it.with.clone());
        key(self) == key(other)
    }
}

/// What became of the verbs of a comparison: the indices of its parts, each with its changes.
pub fn of_comparison(comparison: &Comparison<'_>, tongue: Tongue) -> Vec<(usize, Vec<VerbChange>)> {
    let changed = comparison.parts.iter().enumerate().filter_map(|(at, part)| {
        let old = match *part {
            Part::Same { .. } | Part::MovedAway { .. } => return None,
            Part::MovedHere { old, .. } => &comparison.old[old..=old],
            _ => &comparison.old[part.old_places()],
        };
        let contents = |it: &[Paragraph]| it.iter().map(|it| it.content.clone()).collect::<Vec<_>>();
        let changes = of_contents(&contents(old), &contents(&comparison.new[part.new_places()]), tongue);
        (!changes.is_empty()).then_some((at, changes))
    });
    changed.collect()
}

/// What became of the verbs where some paragraphs became others.
pub fn of_contents(old: &[Content], new: &[Content], tongue: Tongue) -> Vec<VerbChange> {
    let words = |contents: &[Content]| -> Vec<Content> {
        contents.iter().filter(|it| !it.kind.is_heading()).cloned().collect()
    };
    let (old, new) = (words(old), words(new));
    let opening = |it: Option<&Content>| it.and_then(|it| found_opening(&it.text, tongue));
    let mut changes: Vec<VerbChange> = (0..old.len().max(new.len()))
        .filter_map(|at| opened(opening(old.get(at)), opening(new.get(at))))
        .collect();
    let whole = |contents: &[Content]| {
        Text::parse(&contents.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join("\n"))
    };
    changes.extend(modal_changes(&whole(&old), &whole(&new), tongue));
    changes
}

/// What became of the verbs of one paragraph.
pub fn of_texts(old: &Text, new: &Text, tongue: Tongue) -> Vec<VerbChange> {
    let of_opening = opened(found_opening(old, tongue), found_opening(new, tongue));
    of_opening.into_iter().chain(modal_changes(old, new, tongue)).collect()
}

/// The words that open a text, and their verb.
fn found_opening(text: &Text, tongue: Tongue) -> Option<(String, Verb)> {
    let flat = text.rich();
    let verb = find::opening(flat.as_str(), tongue)?;
    Some((shown(flat.as_str(), &verb), verb))
}

fn opened(old: Option<(String, Verb)>, new: Option<(String, Verb)>) -> Option<VerbChange> {
    let turn = match (&old, &new) {
        (None, None) => return None,
        (Some((_, a)), Some((_, b))) if a.says(b) => return None,
        (Some((_, a)), Some((_, b))) => turn(a, b),
        (Some(_), None) => Turn::Removed,
        (None, Some(_)) => Turn::Added,
    };
    let words = |it: Option<(String, Verb)>| it.map(|(words, _)| words);
    Some(VerbChange { kind: VerbKind::Opening, turn, old: words(old), new: words(new) })
}

/// The words of a verb as they stand, in lower case, on one line.
fn shown(text: &str, verb: &Verb) -> String {
    let words = text.get(verb.range.clone()).unwrap_or_default().to_lowercase();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The changes of modal verbs, in the order of the new text, those that are gone where they stood.
fn modal_changes(old: &Text, new: &Text, tongue: Tongue) -> Vec<VerbChange> {
    let (old, new) = (old.rich(), new.rich());
    let (olds, news) = (find::modals(old.as_str(), tongue), find::modals(new.as_str(), tongue));
    if olds.is_empty() && news.is_empty() {
        return Vec::new();
    }
    let edits = edits(old.source(), new.source());
    let pairs = pairs(&olds, &news, &edits);
    let mut changes: Vec<(usize, VerbChange)> = Vec::new();
    let mut taken = vec![false; news.len()];
    for (at, (verb, pair)) in olds.iter().zip(&pairs).enumerate() {
        let said = Some(shown(old.as_str(), verb));
        let place = |at: usize| place(&edits, olds[at].range.start);
        match pair {
            None => changes.push((place(at), change(Turn::Removed, said, None))),
            Some((to, moved)) => {
                taken[*to] = true;
                let now = Some(shown(new.as_str(), &news[*to]));
                if !verb.says(&news[*to]) {
                    changes.push((news[*to].range.start, change(turn(verb, &news[*to]), said, now)));
                } else if *moved {
                    changes.push((news[*to].range.start, change(Turn::Moved, said, now)));
                }
            }
        }
    }
    for (verb, _) in news.iter().zip(taken).filter(|(_, taken)| !taken) {
        changes.push((verb.range.start, change(Turn::Added, None, Some(shown(new.as_str(), verb)))));
    }
    changes.sort_by_key(|(place, _)| *place);
    changes.into_iter().map(|(_, it)| it).collect()
}

fn change(turn: Turn, old: Option<String>, new: Option<String>) -> VerbChange {
    VerbChange { kind: VerbKind::Modal, turn, old, new }
}

/// For every old verb the new one that it became, and whether that stands elsewhere.
fn pairs(olds: &[Verb], news: &[Verb], edits: &[Edit]) -> Vec<Option<(usize, bool)>> {
    let mut pairs: Vec<Option<(usize, bool)>> = vec![None; olds.len()];
    let mut free = vec![true; news.len()];
    let touched = |verb: &Verb, side: fn(&Edit) -> &Range<usize>| {
        edits.iter().position(|it| side(it).start < verb.range.end && verb.range.start < side(it).end)
    };
    let mut pass = |fits: &dyn Fn(&Verb, &Verb) -> bool, moved: bool| {
        for (old, pair) in olds.iter().zip(pairs.iter_mut()).filter(|(_, pair)| pair.is_none()) {
            let found = (0..news.len()).find(|at| free[*at] && fits(old, &news[*at]));
            if let Some(at) = found {
                free[at] = false;
                *pair = Some((at, moved));
            }
        }
    };
    // What nobody touched, as it stands or with a "not" that came.
    let stays = |old: &Verb, new: &Verb| {
        let (from, to) = (place(edits, old.range.start), place(edits, old.range.end));
        let inside = |range: &Range<usize>, at: usize| range.contains(&at);
        touched(old, |it| &it.base).is_none()
            && (inside(&new.range, from) || inside(&new.range, to.max(1) - 1))
    };
    pass(&stays, false);
    let together = |old: &Verb, new: &Verb| {
        let hunk = touched(old, |it| &it.base);
        hunk.is_some() && hunk == touched(new, |it| &it.side)
    };
    pass(&|old, new| together(old, new) && old.says(new), false);
    pass(&|old, new| together(old, new), false);
    pass(&|old, new| old.says(new), true);
    // "shall, as appropriate, act" and "should act, as appropriate": near one another, and nothing else.
    let near = |old: &Verb, new: &Verb| place(edits, old.range.start).abs_diff(new.range.start) <= NEAR;
    pass(&near, false);
    pairs
}

/// How far apart in bytes two verbs may stand of which one replaces the other.
const NEAR: usize = 60;

/// Where a place of the old text stands in the new; for one that is gone, what stands there now.
fn place(edits: &[Edit], at: usize) -> usize {
    let before = edits.iter().take_while(|it| it.base.start <= at).last();
    match before {
        None => at,
        Some(edit) if at < edit.base.end => edit.side.start,
        Some(edit) => edit.side.end + (at - edit.base.end),
    }
}

/// What it means that one verb stands for another.
fn turn(old: &Verb, new: &Verb) -> Turn {
    let order = |verb: &Verb| ORDER.iter().position(|it| it.contains(&verb.name));
    // "may not" is said of what is forbidden and of what is only not certain.
    let clear = |verb: &Verb, order: usize| !verb.negated || order < 2;
    match old.kind {
        VerbKind::Opening if (old.name, &old.with) == (new.name, &new.with) => {
            if new.intense {
                Turn::Strengthened
            } else {
                Turn::Weakened
            }
        }
        VerbKind::Opening => Turn::Replaced,
        VerbKind::Modal => match (order(old), order(new)) {
            (Some(a), Some(b)) if old.negated == new.negated && clear(old, a) && clear(new, b) => {
                match a.cmp(&b) {
                    std::cmp::Ordering::Less => Turn::Weakened,
                    std::cmp::Ordering::Greater => Turn::Strengthened,
                    std::cmp::Ordering::Equal => Turn::Replaced,
                }
            }
            _ => Turn::Replaced,
        },
    }
}
