//! Scores which paragraph became which.

use super::Measure;
use crate::generate::{Became, Pair, TrueLink};
use std::collections::BTreeSet;

/// What an alignment is worth, over documents.
#[derive(Clone, Debug, Default)]
pub(crate) struct Alignment {
    /// Links of paragraphs to which something happened, and links that should not be.
    pub(crate) hard: Measure,
    pub(crate) moved: Measure,
    pub(crate) moved_and_edited: Measure,
    pub(crate) split: Measure,
    pub(crate) joined: Measure,
}

/// A link that an engine found, by places in both documents.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) old: Vec<usize>,
    pub(crate) new: Vec<usize>,
    /// Whether the engine says that it moved.
    pub(crate) moved: bool,
}

impl Alignment {
    pub(crate) fn add(&mut self, pair: &Pair, found: &[Found]) {
        let links: BTreeSet<_> = found.iter().flat_map(|it| crossed(&it.old, &it.new)).collect();
        let moved: BTreeSet<_> =
            found.iter().filter(|it| it.moved).flat_map(|it| crossed(&it.old, &it.new)).collect();
        let mut known = BTreeSet::new();
        for link in &pair.links {
            let TrueLink { old, new, became } = link;
            let both = crossed(old, new);
            let rightly = both.iter().filter(|it| links.contains(it)).count();
            let missed = both.len() - rightly;
            match became {
                Became::Same | Became::Inserted | Became::Deleted | Became::Rewritten => {}
                Became::Edited | Became::Moved | Became::MovedAndEdited | Became::Split | Became::Joined => {
                    self.hard.found(rightly, 0, missed);
                }
            }
            match became {
                Became::Moved => self.moved.count(both.iter().all(|it| moved.contains(it))),
                Became::MovedAndEdited => {
                    self.moved_and_edited.count(both.iter().all(|it| moved.contains(it)));
                }
                Became::Split => self.split.count(missed == 0),
                Became::Joined => self.joined.count(missed == 0),
                Became::Same | Became::Edited | Became::Inserted | Became::Deleted | Became::Rewritten => {}
            }
            known.extend(both);
        }
        for _ in links.difference(&known) {
            self.hard.found(0, 1, 0);
        }
    }
}

fn crossed(old: &[usize], new: &[usize]) -> Vec<(usize, usize)> {
    old.iter().flat_map(|&old| new.iter().map(move |&new| (old, new))).collect()
}
