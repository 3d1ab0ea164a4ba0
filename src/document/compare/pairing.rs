//! Which paragraph of a draft each paragraph of a file continues: by hand where somebody has said so, by the mark that
//! it carries where its words agree, else by its words.
//!
//! Invariant: every paragraph of either side is in at most one tie, and no tie has several on both sides. What is in no
//! tie is new, or gone.

use rustc_hash::{FxHashMap, FxHashSet};

use super::identify::{borrowed, lines};
use crate::document::id::ParagraphId;
use crate::document::lineage::{Descent, Lineage};
use crate::document::{Content, Paragraph, Places};
use crate::engine::{self, Op};

/// How many in a hundred bytes of the shorter text have to stand in the other for a mark to be believed.
const AGREES: usize = 40;

/// Paragraphs that are one: one and one, one that was split, or several that were joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// Their places in the draft, rising.
    pub old: Vec<usize>,
    /// Their places in the file, rising.
    pub new: Vec<usize>,
    /// What tells so.
    pub ground: Ground,
}

/// What tells that paragraphs are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Their words.
    Words,
    /// The mark that our own files carry.
    Mark,
    /// A person.
    Hand,
}

/// What a person says of a paragraph of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Correction {
    /// It continues a paragraph of the draft.
    Continues {
        /// Its place in the file, from 0.
        new: usize,
        /// The paragraph of the draft.
        old: ParagraphId,
    },
    /// It is new.
    New {
        /// Its place in the file, from 0.
        new: usize,
    },
}

/// Corrections that cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unpaired {
    /// A paragraph that the file does not have.
    #[error("the file has no paragraph {}", .new + 1)]
    NotInFile {
        /// Its place, from 0.
        new: usize,
    },
    /// A paragraph that the draft does not have.
    #[error("paragraph {} of the file cannot continue a paragraph that is not in the text", .new + 1)]
    NotInDraft {
        /// The place in the file, from 0.
        new: usize,
    },
    /// New, and not.
    #[error("paragraph {} of the file is said to be new and to continue another", .new + 1)]
    Contradicts {
        /// The place in the file, from 0.
        new: usize,
    },
    /// Several that are said to be several.
    #[error("paragraph {} of the file cannot be joined from several of which one was split as well", .new + 1)]
    Tangled {
        /// The place in the file, from 0.
        new: usize,
    },
}

/// Ties a file to a draft. `marks` are the ids that the paragraphs of the file carry, one list for each, or none at all.
pub fn pair(
    old: &[Paragraph],
    new: &[Content],
    marks: &[Vec<ParagraphId>],
    corrections: &[Correction],
) -> Result<Vec<Tie>, Unpaired> {
    let places = Places::of(old);
    let mut by_hand = Pins::default();
    let mut fresh = FxHashSet::default();
    for correction in corrections {
        match *correction {
            Correction::Continues { new: at, .. } | Correction::New { new: at } if at >= new.len() => {
                return Err(Unpaired::NotInFile { new: at });
            }
            Correction::Continues { new, old } => {
                let old = places.get(old).ok_or(Unpaired::NotInDraft { new })?;
                by_hand.add(old, new);
            }
            Correction::New { new } => {
                fresh.insert(new);
            }
        }
    }
    if let Some(&(_, new)) = by_hand.0.iter().find(|(_, new)| fresh.contains(new)) {
        return Err(Unpaired::Contradicts { new });
    }
    let mut ties = by_hand.ties(Ground::Hand).map_err(|new| Unpaired::Tangled { new })?;
    let free_of = |ties: &[Tie]| Free {
        old: (0..old.len()).filter(|at| !ties.iter().any(|tie| tie.old.contains(at))).collect(),
        new: (0..new.len())
            .filter(|at| !fresh.contains(at) && !ties.iter().any(|tie| tie.new.contains(at)))
            .collect(),
    };
    let free = free_of(&ties);
    let by_words = free.align(old, new);
    let marked = Marked { places: &places, marks, old, new };
    match marked.against(&free, &by_words).ties(Ground::Mark) {
        Ok(by_mark) if !by_mark.is_empty() => {
            ties.extend(by_mark);
            let rest = free_of(&ties).align(old, new);
            ties.extend(rest);
        }
        _ => ties.extend(by_words),
    }
    for tie in ties.iter_mut().filter(|tie| tie.ground == Ground::Words) {
        let tells = |new: &usize| marked.of(*new).any(|at| tie.old.contains(&at));
        if tie.new.iter().any(tells) {
            tie.ground = Ground::Mark;
        }
    }
    ties.sort_by(|a, b| a.new.cmp(&b.new));
    Ok(ties)
}

/// The paragraphs of the file with the ids that the ties give them, and how they descend from those of the draft.
pub fn identified(
    old: &[Paragraph],
    new: Vec<Content>,
    ties: &[Tie],
    mut id: impl FnMut() -> ParagraphId,
) -> (Vec<Paragraph>, Lineage) {
    let kept: FxHashMap<usize, ParagraphId> =
        ties.iter().map(|tie| (tie.new[0], old[tie.old[0]].id)).collect();
    let paragraphs: Vec<Paragraph> = (new.into_iter().enumerate())
        .map(|(at, content)| Paragraph { id: kept.get(&at).copied().unwrap_or_else(&mut id), content })
        .collect();
    let lineage = descent(old, &paragraphs, ties);
    (paragraphs, lineage)
}

/// How the paragraphs of a file that have ids descend from those of the draft.
pub fn descent(old: &[Paragraph], new: &[Paragraph], ties: &[Tie]) -> Lineage {
    let descents = ties.iter().flat_map(|tie| {
        let pairs = tie.old.iter().flat_map(|from| tie.new.iter().map(move |to| (*from, *to)));
        pairs.map(|(from, to)| Descent { paragraph: new[to].id, from: old[from].id })
    });
    Lineage::new(descents.collect())
}

/// How alike two paragraphs are, in a hundred: the share of their words that stands in both.
pub fn likeness(old: &Content, new: &Content) -> usize {
    let (old, new) = (old.text.rich(), new.text.rich());
    let all = old.as_str().len() + new.as_str().len();
    match all {
        0 => 100,
        _ => in_common(old.as_str(), new.as_str()) * 200 / all,
    }
}

/// How much of a paragraph stands in those that it comes from, in a hundred.
pub fn contained(old: &[&Content], new: &Content) -> usize {
    let old: Vec<String> = old.iter().map(|it| it.text.rich().as_str().to_owned()).collect();
    let new = new.text.rich();
    match new.as_str().len() {
        0 => 100,
        all => in_common(&old.join(" "), new.as_str()) * 100 / all,
    }
}

fn in_common(old: &str, new: &str) -> usize {
    let redline = engine::redline(old.into(), new.into());
    redline.runs.iter().filter(|run| run.op == Op::Equal).map(|run| run.old.len()).sum()
}

/// Pairs that are certain, before they are ties.
#[derive(Default)]
struct Pins(Vec<(usize, usize)>);

impl Pins {
    fn add(&mut self, old: usize, new: usize) {
        if !self.0.contains(&(old, new)) {
            self.0.push((old, new));
        }
    }

    /// One tie for all that hang together; the place in the file where several hang on several.
    fn ties(mut self, ground: Ground) -> Result<Vec<Tie>, usize> {
        self.0.sort_unstable();
        let mut ties: Vec<Tie> = Vec::new();
        for (old, new) in self.0 {
            let of_old = ties.iter().position(|tie| tie.old.contains(&old));
            let of_new = ties.iter().position(|tie| tie.new.contains(&new));
            match (of_old, of_new) {
                (None, None) => ties.push(Tie { old: vec![old], new: vec![new], ground }),
                (Some(at), None) if ties[at].old.len() == 1 => ties[at].new.push(new),
                (None, Some(at)) if ties[at].new.len() == 1 => ties[at].old.push(old),
                _ => return Err(new),
            }
        }
        Ok(ties)
    }
}

/// What is not tied yet, by place.
struct Free {
    old: Vec<usize>,
    new: Vec<usize>,
}

impl Free {
    fn align(&self, old: &[Paragraph], new: &[Content]) -> Vec<Tie> {
        let old_lines = lines(self.old.iter().map(|&at| &old[at].content));
        let new_lines = lines(self.new.iter().map(|&at| &new[at]));
        let links = engine::align(&borrowed(&old_lines), &borrowed(&new_lines));
        let tie = |link: engine::Link| Tie {
            old: link.old.iter().map(|&at| self.old[at]).collect(),
            new: link.new.iter().map(|&at| self.new[at]).collect(),
            ground: Ground::Words,
        };
        links.into_iter().map(tie).collect()
    }
}

/// A file whose paragraphs may carry the ids of the draft's.
struct Marked<'a> {
    places: &'a Places,
    marks: &'a [Vec<ParagraphId>],
    old: &'a [Paragraph],
    new: &'a [Content],
}

impl Marked<'_> {
    /// The paragraphs of the draft that one of the file says it is.
    fn of(&self, new: usize) -> impl Iterator<Item = usize> {
        self.marks.get(new).into_iter().flatten().filter_map(|id| self.places.get(*id))
    }

    /// The marks that say more than the words did: those whose words agree and stand in no other paragraph as they are.
    fn against(&self, free: &Free, by_words: &[Tie]) -> Pins {
        let mut pins = Pins::default();
        let mut seen = FxHashSet::default();
        for &new in &free.new {
            for old in self.of(new).filter(|old| free.old.contains(old)) {
                let known = by_words.iter().any(|tie| tie.old.contains(&old) && tie.new.contains(&new));
                if seen.insert(old)
                    && !known
                    && self.agree(old, new)
                    && !self.is_elsewhere(by_words, old, new)
                {
                    pins.add(old, new);
                }
            }
        }
        pins
    }

    fn agree(&self, old: usize, new: usize) -> bool {
        let (old, new) = (self.old[old].content.text.rich(), self.new[new].text.rich());
        let shorter = old.as_str().len().min(new.as_str().len());
        shorter > 0 && in_common(old.as_str(), new.as_str()) * 100 >= shorter * AGREES
    }

    /// Whether either has its very words tied to another paragraph, or is part of one that was split or joined.
    fn is_elsewhere(&self, by_words: &[Tie], old: usize, new: usize) -> bool {
        let same = |tie: &Tie| self.old[tie.old[0]].content.text == self.new[tie.new[0]].text;
        let holds = |tie: &&Tie| tie.old.contains(&old) || tie.new.contains(&new);
        by_words.iter().filter(holds).any(|tie| tie.old.len() + tie.new.len() > 2 || same(tie))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: [&str; 4] = [
        "1. States shall act with due diligence in all that they do.",
        "2. They should report to the depositary every year.",
        "3. A meeting is convened at the seat. Observers may attend it, and may speak.",
        "4. Nothing herein prejudices any right of a coastal State.",
    ];

    fn id(n: u8) -> ParagraphId {
        ParagraphId::from_bytes([n; 16])
    }

    fn draft() -> Vec<Paragraph> {
        (OLD.iter().zip(1..)).map(|(line, n)| Paragraph { id: id(n), content: Content::read(line) }).collect()
    }

    fn told(ties: &[Tie]) -> Vec<(Vec<usize>, Vec<usize>, Ground)> {
        ties.iter().map(|tie| (tie.old.clone(), tie.new.clone(), tie.ground)).collect()
    }

    #[test]
    fn words_tell_marks_tell_more_and_a_person_has_the_last_word() {
        use Ground::{Hand, Mark, Words};
        let rewritten = "2. Every year each of them sends the depositary what it has to report.";
        let file = |lines: &[&str]| lines.iter().map(|it| Content::read(it)).collect::<Vec<_>>();
        let pieces = ["3. A meeting is convened at the seat.", "4. Observers may attend it, and may speak."];
        let check = |lines: &[&str],
                     marks: &[&[u8]],
                     hand: &[Correction],
                     expected: &[(&[usize], &[usize], Ground)]| {
            let marks: Vec<Vec<_>> = marks.iter().map(|of| of.iter().map(|&n| id(n)).collect()).collect();
            let ties = pair(&draft(), &file(lines), &marks, hand).unwrap();
            let expected: Vec<_> =
                expected.iter().map(|(old, new, ground)| (old.to_vec(), new.to_vec(), *ground)).collect();
            assert_eq!(told(&ties), expected, "{lines:?}");
        };
        let [first, second, third, last] = OLD;
        let all = [first, second, third, last];
        check(
            &all,
            &[],
            &[],
            &[(&[0], &[0], Words), (&[1], &[1], Words), (&[2], &[2], Words), (&[3], &[3], Words)],
        );
        let split = [first, pieces[0], pieces[1], last];
        check(&split, &[], &[], &[(&[0], &[0], Words), (&[2], &[1, 2], Words), (&[3], &[3], Words)]);
        check(
            &split,
            &[&[1], &[3], &[], &[4]],
            &[],
            &[(&[0], &[0], Mark), (&[2], &[1, 2], Mark), (&[3], &[3], Mark)],
        );
        // A mark that stands on other words is not believed.
        check(&[last, first], &[&[2], &[]], &[], &[(&[3], &[0], Words), (&[0], &[1], Words)]);
        let moved = [last, rewritten, first];
        let hand = [Correction::Continues { new: 1, old: id(2) }, Correction::New { new: 2 }];
        check(&moved, &[], &hand, &[(&[3], &[0], Words), (&[1], &[1], Hand)]);
        let hand = [0, 1].map(|new| Correction::Continues { new, old: id(4) });
        check(&[first, second], &[], &hand, &[(&[3], &[0, 1], Hand)]);
        let hand = [1, 2].map(|n| Correction::Continues { new: 0, old: id(n) });
        check(&[first, last], &[], &hand, &[(&[0, 1], &[0], Hand), (&[3], &[1], Words)]);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let file = [Content::read(OLD[0]), Content::read(OLD[1])];
        let same = |new, n| Correction::Continues { new, old: id(n) };
        let rows = [
            (vec![same(2, 1)], Unpaired::NotInFile { new: 2 }),
            (vec![Correction::New { new: 9 }], Unpaired::NotInFile { new: 9 }),
            (vec![same(0, 9)], Unpaired::NotInDraft { new: 0 }),
            (vec![same(0, 1), Correction::New { new: 0 }], Unpaired::Contradicts { new: 0 }),
            (vec![same(0, 1), same(0, 2), same(1, 2)], Unpaired::Tangled { new: 1 }),
        ];
        for (corrections, expected) in rows {
            assert_eq!(pair(&draft(), &file, &[], &corrections), Err(expected));
        }
    }
}
