//! Merges any number of texts with an engine that knows only lines and only two sides: a word or sign a line, and one
//! side after the other into what has been merged so far.

use crate::generate::{Amendments, Carried, split};
use crate::score::Merged;

/// A base and two sides, a word a line.
pub(super) struct Three<'a> {
    pub(super) base: &'a str,
    pub(super) one: &'a str,
    pub(super) other: &'a str,
}

/// Merges one side after the other in the given order.
pub(super) fn merged(
    merge: fn(&Three<'_>) -> Option<String>,
    sample: &Amendments,
    order: &[usize],
) -> Merged {
    let sides: Vec<&str> = order.iter().map(|&at| sample.sides[at].as_str()).collect();
    fold(merge, &sample.base, &sides)
}

/// Merges an amendment into the text to which the one that it was made on has changed.
pub(super) fn rebased(merge: fn(&Three<'_>) -> Option<String>, sample: &Carried) -> Merged {
    fold(merge, &sample.old, &[&sample.new, &sample.amended])
}

fn fold(merge: fn(&Three<'_>) -> Option<String>, base: &str, sides: &[&str]) -> Merged {
    let base = spread(base);
    let mut sides = sides.iter().map(|side| spread(side));
    let mut so_far = sides.next().unwrap_or_default();
    for side in sides {
        match merge(&Three { base: &base, one: &so_far, other: &side }) {
            Some(text) => so_far = text,
            None => return Merged { clean: false, flagged: false, text: String::new() },
        }
    }
    Merged { clean: true, flagged: false, text: so_far.replace('\n', "") }
}

fn spread(text: &str) -> String {
    split(text).into_iter().map(|token| format!("{token}\n")).collect()
}
