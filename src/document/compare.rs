//! Two drafts side by side: which paragraph stayed, changed, came, went, moved, was split or joined.
//!
//! Invariant: the parts cover both drafts; their old places read in order are the old draft, their new places the new
//! one, and at one place what went stands before what came. Paragraphs are paired by id and lineage alone; only
//! [`identify()`] and [`pairing`] look at words, to give drafts from outside the ids that they lack.

mod identify;
pub mod pairing;

use std::ops::Range;

use rustc_hash::FxHashMap;

pub use self::identify::identify;
use super::id::ParagraphId;
use super::lineage::Lineage;
use super::{Content, Paragraph};

/// Two drafts and what became of each paragraph.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// The earlier draft.
    pub old: &'a [Paragraph],
    /// The later draft.
    pub new: &'a [Paragraph],
    /// What became of the paragraphs, in reading order.
    pub parts: Vec<Part>,
}

/// One step through both drafts; places are indices into them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The paragraph stands as it stood.
    Same {
        /// Its place in the old draft.
        old: usize,
        /// Its place in the new draft.
        new: usize,
    },
    /// The paragraph has other words, another label, or is of another kind or level.
    Changed {
        /// Its place in the old draft.
        old: usize,
        /// Its place in the new draft.
        new: usize,
    },
    /// The paragraph is gone.
    Deleted {
        /// Where it stood.
        old: usize,
    },
    /// The paragraph is new.
    Inserted {
        /// Where it stands.
        new: usize,
    },
    /// The paragraph stood here; a [`Part::MovedHere`] shows where it went.
    MovedAway {
        /// Where it stood: the place this part covers.
        old: usize,
        /// Where it stands now.
        new: usize,
    },
    /// The paragraph stands here and stood elsewhere.
    MovedHere {
        /// Where it stood.
        old: usize,
        /// Where it stands now: the place this part covers.
        new: usize,
    },
    /// One paragraph became several, the first of which kept its id.
    Split {
        /// The one.
        old: usize,
        /// The several.
        new: Range<usize>,
    },
    /// Several paragraphs became one, which kept the id of the first.
    Joined {
        /// The several.
        old: Range<usize>,
        /// The one.
        new: usize,
    },
}

impl Part {
    /// The places of the old draft it covers.
    pub fn old_places(&self) -> Range<usize> {
        match self {
            Self::Same { old, .. }
            | Self::Changed { old, .. }
            | Self::Deleted { old }
            | Self::MovedAway { old, .. }
            | Self::Split { old, .. } => *old..*old + 1,
            Self::Joined { old, .. } => old.clone(),
            Self::Inserted { .. } | Self::MovedHere { .. } => 0..0,
        }
    }

    /// The places of the new draft it covers.
    pub fn new_places(&self) -> Range<usize> {
        match self {
            Self::Same { new, .. }
            | Self::Changed { new, .. }
            | Self::Inserted { new }
            | Self::MovedHere { new, .. }
            | Self::Joined { new, .. } => *new..*new + 1,
            Self::Split { new, .. } => new.clone(),
            Self::Deleted { .. } | Self::MovedAway { .. } => 0..0,
        }
    }
}

/// One entry of the numbered list of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// From 1, in reading order.
    pub number: usize,
    /// The index of its part.
    pub part: usize,
    /// The paragraph it happened to; of a split or a join the first.
    pub paragraph: ParagraphId,
    /// What happened.
    pub kind: ChangeKind,
}

/// What happened to a paragraph. One that changed in several ways is listed under the first that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It was split.
    Split,
    /// Others were joined to it.
    Joined,
    /// It moved; its words and its form stayed.
    Moved,
    /// It moved and changed.
    MovedAndChanged,
    /// It is new.
    Inserted,
    /// It is gone.
    Deleted,
    /// It has other words, footnotes, styles or brackets.
    Words,
    /// It has another label.
    Label,
    /// It is of another kind or level.
    Form,
}

/// How many paragraphs each thing happened to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Paragraphs as they were.
    pub same: usize,
    /// With other words.
    pub words: usize,
    /// With only another label.
    pub label: usize,
    /// Only of another kind or level.
    pub form: usize,
    /// New ones.
    pub inserted: usize,
    /// Gone ones.
    pub deleted: usize,
    /// Moved ones, changed or not.
    pub moved: usize,
    /// Split ones.
    pub split: usize,
    /// Ones to which others were joined.
    pub joined: usize,
}

/// Pairs two drafts of one document; `lineage` tells the splits and joins between them.
pub fn compare<'a>(old: &'a [Paragraph], new: &'a [Paragraph], lineage: &Lineage) -> Comparison<'a> {
    let pairs = pairs(old, new);
    let mut went: Vec<Option<usize>> = vec![None; old.len()];
    let mut from: Vec<Option<usize>> = vec![None; new.len()];
    for &(o, n) in &pairs {
        (went[o], from[n]) = (Some(n), Some(o));
    }
    let gone = |old: usize| went[old].map_or(Part::Deleted { old }, |new| Part::MovedAway { old, new });
    let come = |new: usize| from[new].map_or(Part::Inserted { new }, |old| Part::MovedHere { old, new });

    let mut parts = Vec::with_capacity(old.len().max(new.len()));
    let (mut i, mut j) = (0, 0);
    for (o, n) in heaviest_chain(&pairs, |(o, _)| old[o].content.text.as_str().len() + 1) {
        parts.extend((i..o).map(gone));
        parts.extend((j..n).map(come));
        let (whole, kept) = (old[o].id, new[n].id);
        let pieces = (n + 1..new.len())
            .take_while(|&at| from[at].is_none() && lineage.sources(new[at].id).any(|id| id == whole));
        let joined = (o + 1..old.len())
            .take_while(|&at| went[at].is_none() && lineage.heirs(old[at].id).any(|id| id == kept));
        (i, j) = (o + 1, n + 1 + pieces.count());
        if j == n + 1 {
            i += joined.count();
        }
        parts.push(match (i - o, j - n) {
            (1, 1) if old[o].content == new[n].content => Part::Same { old: o, new: n },
            (1, 1) => Part::Changed { old: o, new: n },
            (1, _) => Part::Split { old: o, new: n..j },
            _ => Part::Joined { old: o..i, new: n },
        });
    }
    parts.extend((i..old.len()).map(gone));
    parts.extend((j..new.len()).map(come));
    Comparison { old, new, parts }
}

impl Comparison<'_> {
    /// The numbered list of changes. A move is listed once, where the paragraph stands now.
    pub fn changes(&self) -> Vec<Change> {
        let listed = self.parts.iter().enumerate().filter_map(|(part, what)| {
            let (paragraph, kind) = match *what {
                Part::Same { .. } | Part::MovedAway { .. } => return None,
                Part::Changed { old, new } => (&self.new[new], self.difference(old, new)),
                Part::Deleted { old } => (&self.old[old], ChangeKind::Deleted),
                Part::Inserted { new } => (&self.new[new], ChangeKind::Inserted),
                Part::MovedHere { old, new } if self.differs_in_label_at_most(old, new) => {
                    (&self.new[new], ChangeKind::Moved)
                }
                Part::MovedHere { new, .. } => (&self.new[new], ChangeKind::MovedAndChanged),
                Part::Split { old, .. } => (&self.old[old], ChangeKind::Split),
                Part::Joined { new, .. } => (&self.new[new], ChangeKind::Joined),
            };
            Some((part, paragraph.id, kind))
        });
        listed
            .enumerate()
            .map(|(at, (part, paragraph, kind))| Change { number: at + 1, part, paragraph, kind })
            .collect()
    }

    /// How many paragraphs each thing happened to.
    pub fn counts(&self) -> Counts {
        let same = self.parts.iter().filter(|part| matches!(part, Part::Same { .. })).count();
        let mut counts = Counts { same, ..Counts::default() };
        for change in self.changes() {
            let counter = match change.kind {
                ChangeKind::Split => &mut counts.split,
                ChangeKind::Joined => &mut counts.joined,
                ChangeKind::Moved | ChangeKind::MovedAndChanged => &mut counts.moved,
                ChangeKind::Inserted => &mut counts.inserted,
                ChangeKind::Deleted => &mut counts.deleted,
                ChangeKind::Words => &mut counts.words,
                ChangeKind::Label => &mut counts.label,
                ChangeKind::Form => &mut counts.form,
            };
            *counter += 1;
        }
        counts
    }

    /// Whether a paragraph reads as it did: one that moves is renumbered as a matter of course.
    pub fn differs_in_label_at_most(&self, old: usize, new: usize) -> bool {
        let (old, new) = (&self.old[old].content, &self.new[new].content);
        *old == Content { label: old.label.clone(), ..new.clone() }
    }

    fn difference(&self, old: usize, new: usize) -> ChangeKind {
        let (old, new) = (&self.old[old].content, &self.new[new].content);
        if old.text != new.text || old.brackets_before_label != new.brackets_before_label {
            ChangeKind::Words
        } else if old.label != new.label {
            ChangeKind::Label
        } else {
            ChangeKind::Form
        }
    }
}

/// The places of every id that both drafts have, in old order. An id that repeats counts once.
fn pairs(old: &[Paragraph], new: &[Paragraph]) -> Vec<(usize, usize)> {
    let mut places: FxHashMap<ParagraphId, usize> = FxHashMap::default();
    for (at, paragraph) in new.iter().enumerate() {
        places.entry(paragraph.id).or_insert(at);
    }
    old.iter().enumerate().filter_map(|(at, p)| places.remove(&p.id).map(|place| (at, place))).collect()
}

/// The heaviest run of pairs in which both places rise: what stayed, so that the least text counts as moved.
pub(crate) fn heaviest_chain(
    pairs: &[(usize, usize)],
    weight: impl Fn((usize, usize)) -> usize,
) -> Vec<(usize, usize)> {
    let size = pairs.iter().map(|&(_, new)| new + 1).max().unwrap_or(0);
    // A Fenwick tree over new places: the weight of the best chain that ends at or before a place, and its last pair.
    let mut best: Vec<(usize, Option<usize>)> = vec![(0, None); size + 1];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, &(old, new)) in pairs.iter().enumerate() {
        let mut chain = (0, None);
        let mut place = new;
        while place > 0 {
            chain = chain.max(best[place]);
            place &= place - 1;
        }
        before.push(chain.1);
        let grown = (chain.0 + weight((old, new)), Some(at));
        let mut place = new + 1;
        while place <= size {
            best[place] = best[place].max(grown);
            place += place & place.wrapping_neg();
        }
    }
    let mut last = best.iter().max().and_then(|chain| chain.1);
    let mut chain = Vec::new();
    while let Some(at) = last {
        chain.push(pairs[at]);
        last = before[at];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests;
