//! Decides what becomes of every place that amended texts touch, in one pass over all their edits.
//!
//! The edits of all texts are sorted by place and words, so that neither their order nor their number matters; those that
//! cannot all be had, or are the same, form a cluster, and every cluster becomes one region of the merge. Edits of one
//! text never meet.

use super::edit::{self, Edit};
use super::likeness::fold;
use super::lint::lints;
use super::merge::{Alternative, Merge, Region, Slice, State};
use super::token::{Attributes, Vocabulary};
use super::{Mark, Source, review};
use std::cmp::Ordering;
use std::ops::Range;

/// Merges texts into their base; edits that are known are not derived.
pub(super) fn sweep(base: Source<'_>, sides: &[(Source<'_>, Option<Vec<Edit>>)]) -> Merge {
    let mut vocabulary = Vocabulary::new(Attributes::Compared);
    let base_words = vocabulary.read(base);
    let words: Vec<_> = sides.iter().map(|(side, _)| vocabulary.read(*side)).collect();
    let weights = &vocabulary.weights;
    let mut edits: Vec<Vec<Edit>> = Vec::with_capacity(sides.len());
    for ((_, known), words) in sides.iter().zip(&words) {
        edits.push(known.clone().unwrap_or_else(|| edit::between(&base_words, words, weights)));
    }
    bind_brackets(&mut edits, sides);
    let mut wishes = Vec::new();
    for (side, ((source, _), edits)) in sides.iter().zip(edits).enumerate() {
        wishes.extend(edits.into_iter().map(|edit| Wish { side, words: content(*source, &edit.side), edit }));
    }
    wishes.sort_by(Wish::compare);
    let sources: Vec<_> = sides.iter().map(|(side, _)| *side).collect();
    let mut regions = Vec::new();
    for cluster in clusters(base.text, &wishes) {
        let from = regions.last().map_or(0, |region: &Region| region.base.end);
        regions.extend(unchanged(from..cluster.start));
        regions.push(decided(&cluster, &sources));
    }
    regions.extend(unchanged(regions.last().map_or(0, |region| region.base.end)..base.text.len()));
    review::flag(&mut regions, &base_words, &words, weights);
    let mut merge = Merge { regions, lints: Vec::new() };
    if merge.is_clean() {
        let texts = std::iter::once(base.text).chain(sources.iter().map(|side| side.text));
        merge.lints = lints(&merge.text(base.text, &sources), texts);
    }
    merge
}

/// Makes one edit of a pair of brackets put around words that another text replaces or deletes.
///
/// Each bracket alone would only touch the other's edit, and stand there empty.
fn bind_brackets(edits: &mut [Vec<Edit>], sides: &[(Source<'_>, Option<Vec<Edit>>)]) {
    let pairs: Vec<_> =
        edits.iter().zip(sides).map(|(edits, (side, _))| bracketings(edits, side.text)).collect();
    for side in 0..edits.len() {
        for pair in pairs[side].iter().rev() {
            let inside = edits[side][pair.start].base.end..edits[side][pair.end].base.start;
            let covers = |edit: &Edit| edit.base.start <= inside.start && inside.end <= edit.base.end;
            let others = edits.iter().enumerate().filter(|(other, _)| *other != side);
            if !inside.is_empty() && others.flat_map(|(_, edits)| edits).any(covers) {
                let (first, last) = (&edits[side][pair.start], &edits[side][pair.end]);
                let whole =
                    Edit { base: first.base.start..last.base.end, side: first.side.start..last.side.end };
                edits[side].splice(pair.start..=pair.end, [whole]);
            }
        }
    }
}

/// Which edits open square brackets that a later one closes, as positions of both; outer pairs only.
fn bracketings(edits: &[Edit], text: &str) -> Vec<Range<usize>> {
    let mut pairs: Vec<Range<usize>> = Vec::new();
    let mut open = Vec::new();
    for (index, edit) in edits.iter().enumerate() {
        for sign in text[edit.side.clone()].bytes() {
            match sign {
                b'[' => open.push(index),
                b']' => {
                    if let Some(opening) = open.pop()
                        && opening < index
                    {
                        pairs.retain(|pair| pair.start < opening);
                        pairs.push(opening..index);
                    }
                }
                _ => {}
            }
        }
    }
    pairs
}

/// Words with the marks on them, comparable across texts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Content<'a> {
    text: &'a str,
    marks: Vec<(usize, usize, u8, bool)>,
}

impl Content<'_> {
    /// Whether the words are the same up to typing habits; words under marks have to be the same in every byte.
    fn reads_like(&self, other: &Self) -> bool {
        let ends = |text: &str| [text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace)];
        self == other
            || self.marks.is_empty()
                && other.marks.is_empty()
                && ends(self.text) == ends(other.text)
                && fold(self.text) == fold(other.text)
    }
}

fn content<'a>(source: Source<'a>, range: &Range<usize>) -> Content<'a> {
    let clipped = |mark: &Mark| {
        let (start, end) = (mark.range.start.max(range.start), mark.range.end.min(range.end));
        (start < end && (mark.attr != 0 || mark.atomic))
            .then(|| (start - range.start, end - range.start, mark.attr, mark.atomic))
    };
    Content { text: &source.text[range.clone()], marks: source.marks.iter().filter_map(clipped).collect() }
}

/// An edit that a side wants.
struct Wish<'a> {
    edit: Edit,
    words: Content<'a>,
    side: usize,
}

impl Wish<'_> {
    fn compare(&self, other: &Self) -> Ordering {
        let key = |wish: &Self| (wish.edit.base.start, wish.edit.base.end);
        key(self).cmp(&key(other)).then_with(|| self.words.cmp(&other.words)).then(self.side.cmp(&other.side))
    }
}

/// Wishes that cannot all be had, or that are the same, and the stretch of the base they cover.
struct Cluster<'a, 'b> {
    start: usize,
    end: usize,
    wishes: &'b [Wish<'a>],
}

impl Cluster<'_, '_> {
    /// Whether a wish that is sorted after all of these wants the same place.
    ///
    /// Touching is not enough: an insertion at the edge of a replaced stretch combines with it. Insertions are at one
    /// place if only white space stands between them.
    fn takes(&self, wish: &Wish<'_>, base: &str) -> bool {
        let Range { start, end } = wish.edit.base;
        let insertions = start == end && self.wishes[0].edit.base.is_empty();
        let is_blank = |gap: Range<usize>| base[gap].chars().all(char::is_whitespace);
        insertions && is_blank(self.end..start) || start < self.end && (start < end || self.start < start)
    }
}

fn clusters<'a, 'b>(base: &str, wishes: &'b [Wish<'a>]) -> Vec<Cluster<'a, 'b>> {
    let mut clusters: Vec<Cluster<'a, 'b>> = Vec::new();
    let mut first = 0;
    for (index, wish) in wishes.iter().enumerate() {
        let Range { start, end } = wish.edit.base;
        match clusters.last_mut() {
            Some(cluster) if cluster.takes(wish, base) => {
                cluster.end = cluster.end.max(end);
                cluster.wishes = &wishes[first..=index];
            }
            Some(_) | None => {
                first = index;
                clusters.push(Cluster { start, end, wishes: &wishes[index..=index] });
            }
        }
    }
    clusters
}

fn unchanged(base: Range<usize>) -> Option<Region> {
    (!base.is_empty()).then_some(Region { base, state: State::Unchanged, review: false })
}

/// What becomes of a cluster; of wordings that differ in typing only, the more elaborate stands for all.
fn decided(cluster: &Cluster<'_, '_>, sources: &[Source<'_>]) -> Region {
    let mut wordings: Vec<(Content<'_>, Alternative)> = Vec::new();
    let mut sides: Vec<_> = cluster.wishes.iter().map(|wish| wish.side).collect();
    sides.sort_unstable();
    sides.dedup();
    for side in sides {
        let range = whole(cluster, side);
        let words = content(sources[side], &range);
        match wordings.iter_mut().find(|(known, _)| known.reads_like(&words)) {
            Some((known, alternative)) => {
                alternative.sides.push(side);
                if *known < words {
                    *known = words;
                    alternative.text = Slice { side, range };
                }
            }
            None => wordings.push((words, Alternative { text: Slice { side, range }, sides: vec![side] })),
        }
    }
    wordings.sort_by(|a, b| a.0.cmp(&b.0));
    let mut alternatives: Vec<_> = wordings.into_iter().map(|(_, alternative)| alternative).collect();
    let state = match alternatives.pop() {
        Some(Alternative { text, sides }) if alternatives.is_empty() => match sides[..] {
            [side] => State::Changed { text, side },
            _ => State::Agreed { text, sides },
        },
        last => {
            alternatives.extend(last);
            State::Competing { alternatives }
        }
    };
    Region { base: cluster.start..cluster.end, state, review: false }
}

/// The words of one side for the whole stretch: its edits, and the base around them.
fn whole(cluster: &Cluster<'_, '_>, side: usize) -> Range<usize> {
    let mut own = cluster.wishes.iter().filter(|wish| wish.side == side).map(|wish| &wish.edit);
    let Some(first) = own.next() else { return 0..0 };
    let last = own.next_back().unwrap_or(first);
    first.side.start - (first.base.start - cluster.start)..last.side.end + (cluster.end - last.base.end)
}
