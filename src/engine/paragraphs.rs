//! Merges whole texts, paragraph by paragraph, where only wording tells which paragraph is which.
//!
//! Every text is aligned with the base once. A paragraph that nobody moved or deleted has its words merged; inserted
//! paragraphs are all kept, in an order that does not depend on the order of the texts; a paragraph that some delete and
//! others amend, or that goes to two places, competes as a whole. Where paragraph ids are known, they decide instead.

use super::Source;
use super::align::ordered_links;
use super::merge::{Merge, merge};
use super::rebase::Outcome;
use std::collections::BTreeSet;
use std::ops::Range;

/// Several whole texts merged into their base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParagraphMerge {
    /// The merged paragraphs, with the base where the texts compete.
    pub paragraphs: Vec<String>,
    /// Where they compete, in the order of the base.
    pub conflicts: Vec<ParagraphConflict>,
    /// Whether a person should read the result though nothing competes there.
    pub review: bool,
}

/// A paragraph for which the texts want different things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParagraphConflict {
    /// The position of the paragraph in the base.
    pub paragraph: usize,
    /// The positions of the texts, in order.
    pub sides: Vec<usize>,
}

/// A whole amended text carried to a newer base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParagraphRebase {
    /// What became of it.
    pub outcome: Outcome,
    /// The new text with everything that fits.
    pub paragraphs: Vec<String>,
    /// The positions in the old text where it no longer fits.
    pub conflicts: Vec<usize>,
}

/// Merges the whole texts `sides`, all written on `base`.
pub fn merge_paragraphs(base: &[&str], sides: &[&[&str]]) -> ParagraphMerge {
    let readings: Vec<_> = sides.iter().map(|side| read(base, side)).collect();
    combine(base, &readings, Competing::AsBase)
}

/// Carries the changes from `old` to `amended` over to `new`; where words compete, the new text stands.
pub fn rebase_paragraphs(old: &[&str], new: &[&str], amended: &[&str]) -> ParagraphRebase {
    let readings = [read(old, new), read(old, amended)];
    let merged = combine(old, &readings, Competing::AsFirstSide);
    let conflicts: Vec<_> = merged.conflicts.iter().map(|conflict| conflict.paragraph).collect();
    let touched = |index: &usize| readings[1].acts[*index] != Act::Keep;
    let gone =
        |index: usize| readings[0].acts[index] == Act::Delete && readings[1].acts[index] != Act::Delete;
    let outcome = if !conflicts.is_empty() && (0..old.len()).filter(touched).all(gone) {
        Outcome::Lost
    } else if !conflicts.is_empty() {
        Outcome::Touched
    } else if old == new {
        Outcome::Clean
    } else {
        Outcome::Shifted
    };
    ParagraphRebase { outcome, paragraphs: merged.paragraphs, conflicts }
}

/// What stands where the texts compete.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Competing {
    AsBase,
    AsFirstSide,
}

/// What a text does to one paragraph of the base.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Act {
    Keep,
    Delete,
    /// Other words; several paragraphs if it was split.
    Amend(String),
    /// Its words went to the paragraph before it.
    JoinPrevious,
}

/// What comes before a paragraph of the base, or after the last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Arrival {
    New(String),
    Moved(usize),
}

/// One text as acts on the base.
#[derive(Debug)]
struct Reading {
    acts: Vec<Act>,
    /// For a paragraph that was moved, before which one it went.
    moves: Vec<Option<usize>>,
    /// One list before every paragraph of the base, and one at the end.
    arrivals: Vec<Vec<Arrival>>,
}

/// Stands between paragraphs that are merged as one: the paragraph separator of Unicode, which no paragraph should hold.
/// It is white space, so that a split is a change of white space.
const BREAK: &str = "\u{2029}";

fn read(base: &[&str], side: &[&str]) -> Reading {
    let mut reading = Reading {
        acts: vec![Act::Delete; base.len()],
        moves: vec![None; base.len()],
        arrivals: vec![Vec::new(); base.len() + 1],
    };
    let mut links = ordered_links(base, side);
    links.sort_by(|a, b| a.0.new.cmp(&b.0.new));
    let mut links = links.into_iter().peekable();
    let mut place = 0;
    let mut index = 0;
    while index < side.len() {
        let Some((link, in_order)) = links.next_if(|(link, _)| link.new.first() == Some(&index)) else {
            reading.arrivals[place].push(Arrival::New(side[index].to_owned()));
            index += 1;
            continue;
        };
        let words = link.new.iter().map(|&index| side[index]).collect::<Vec<_>>().join(BREAK);
        let first = link.old[0];
        let is_kept = link.old.len() == 1 && base[first] == words;
        if in_order {
            place = link.old[link.old.len() - 1] + 1;
        } else {
            reading.moves[first] = Some(place);
            reading.arrivals[place].push(Arrival::Moved(first));
        }
        reading.acts[first] = if is_kept { Act::Keep } else { Act::Amend(words) };
        link.old[1..].iter().for_each(|&joined| reading.acts[joined] = Act::JoinPrevious);
        index += link.new.len();
    }
    reading
}

/// A stretch of the base that is merged as one, and what became of it.
struct Unit {
    base: Range<usize>,
    words: Vec<String>,
    /// Before which paragraph it went, if it was moved.
    place: Option<usize>,
    conflict: Vec<ParagraphConflict>,
    review: bool,
}

fn combine(base: &[&str], readings: &[Reading], competing: Competing) -> ParagraphMerge {
    let units: Vec<_> =
        ranges(base.len(), readings).map(|range| settle(base, range, readings, competing)).collect();
    let mut paragraphs = Vec::new();
    let mut by_start = units.iter().peekable();
    for place in 0..=base.len() {
        for arrival in arrivals(place, readings) {
            match arrival {
                Arrival::New(words) => paragraphs.push(words.clone()),
                Arrival::Moved(first) => {
                    let moved =
                        units.iter().filter(|unit| unit.base.start == *first && unit.place == Some(place));
                    paragraphs.extend(moved.flat_map(|unit| unit.words.iter().cloned()));
                }
            }
        }
        if let Some(unit) = by_start.next_if(|unit| unit.base.start == place)
            && unit.place.is_none()
        {
            paragraphs.extend(unit.words.iter().cloned());
        }
    }
    ParagraphMerge {
        paragraphs,
        review: units.iter().any(|unit| unit.review),
        conflicts: units.into_iter().flat_map(|unit| unit.conflict).collect(),
    }
}

/// The base in stretches: paragraphs that any text joins belong together.
fn ranges(len: usize, readings: &[Reading]) -> impl Iterator<Item = Range<usize>> {
    let begins = |index: &usize| readings.iter().all(|reading| reading.acts[*index] != Act::JoinPrevious);
    let starts: Vec<_> = (0..len).filter(begins).collect();
    let ends: Vec<_> = starts.iter().skip(1).copied().chain([len]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| start..end)
}

/// What arrives at a place, every list once, in the order of their words.
fn arrivals(place: usize, readings: &[Reading]) -> Vec<&Arrival> {
    let lists: BTreeSet<_> = readings.iter().map(|reading| &reading.arrivals[place]).collect();
    let mut merged: Vec<&Arrival> = Vec::new();
    for list in lists {
        let fresh: Vec<_> = list.iter().filter(|arrival| !merged.contains(arrival)).collect();
        merged.extend(fresh);
    }
    merged
}

fn settle(base: &[&str], range: Range<usize>, readings: &[Reading], competing: Competing) -> Unit {
    let before = base[range.clone()].join(BREAK);
    let versions: Vec<_> = readings.iter().map(|reading| version(base, range.clone(), reading)).collect();
    let destinations: Vec<_> = readings.iter().map(|reading| reading.moves[range.start]).collect();
    let strays = |reading: &Reading| reading.moves[range.start + 1..range.end].iter().any(Option::is_some);
    let touches = |side: usize| {
        versions[side].as_ref() != Some(&before) || destinations[side].is_some() || strays(&readings[side])
    };
    let sides: Vec<_> = (0..readings.len()).filter(|&side| touches(side)).collect();
    let deleted = sides.iter().filter(|&&side| versions[side].is_none()).count();
    let places: BTreeSet<_> = destinations.iter().flatten().collect();
    let as_whole = deleted > 0 && deleted < sides.len() || places.len() > 1 || readings.iter().any(strays);
    let words = |text: &str| text.split(BREAK).map(str::to_owned).collect();
    let mut unit = Unit { base: range, words: Vec::new(), place: None, conflict: Vec::new(), review: false };
    if sides.is_empty() {
        unit.words = base[unit.base.clone()].iter().copied().map(str::to_owned).collect();
    } else if as_whole {
        unit.conflict.push(ParagraphConflict { paragraph: unit.base.start, sides });
        let (version, place) = match competing {
            Competing::AsBase => (Some(&before), None),
            Competing::AsFirstSide => (versions[0].as_ref(), destinations[0]),
        };
        unit.words = version.map(|text| words(text)).unwrap_or_default();
        unit.place = place;
    } else if deleted == 0 {
        let versions: Vec<Source<'_>> = versions.iter().flatten().map(|text| text.as_str().into()).collect();
        let merge = merge(before.as_str().into(), &versions);
        let text = match competing {
            Competing::AsBase => merge.text(&before, &versions),
            Competing::AsFirstSide => {
                merge.text_with(&before, &versions, |region| region.settled().or(region.wanted_by(0)))
            }
        };
        unit.words = words(&text);
        unit.place = places.first().map(|&&place| place);
        unit.conflict = conflicts(&merge, &before, unit.base.start);
        unit.review = merge.needs_review();
    }
    unit
}

/// A text's words for a stretch of the base; nothing if it deletes all of it.
fn version(base: &[&str], range: Range<usize>, reading: &Reading) -> Option<String> {
    let words = |index: usize| match &reading.acts[index] {
        Act::Keep => Some(base[index]),
        Act::Amend(words) => Some(words.as_str()),
        Act::Delete | Act::JoinPrevious => None,
    };
    let kept: Vec<_> = range.filter_map(words).collect();
    (!kept.is_empty()).then(|| kept.join(BREAK))
}

/// The competing words of a stretch, by the paragraph in which they begin.
fn conflicts(merge: &Merge, before: &str, start: usize) -> Vec<ParagraphConflict> {
    let mut conflicts: Vec<ParagraphConflict> = Vec::new();
    for region in merge.regions.iter().filter(|region| region.is_competing()) {
        let paragraph = start + before[..region.base.start].matches(BREAK).count();
        match conflicts.last_mut() {
            Some(last) if last.paragraph == paragraph => {
                last.sides.extend(region.sides());
                last.sides.sort_unstable();
                last.sides.dedup();
            }
            Some(_) | None => conflicts.push(ParagraphConflict { paragraph, sides: region.sides() }),
        }
    }
    conflicts
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: [&str; 3] = [
        "States shall act with due diligence in all they do.",
        "They should report to the depositary every year.",
        "A meeting is convened at the seat of the depositary. Observers may attend it.",
    ];

    #[test]
    fn whole_texts_merge_paragraph_by_paragraph() {
        let check = |sides: &[&[&str]], expected: &[&str], conflicts: &[(usize, &[usize])]| {
            for order in [sides.to_vec(), sides.iter().rev().copied().collect()] {
                let merge = merge_paragraphs(&BASE, &order);
                assert_eq!(merge.paragraphs, expected);
                assert_eq!(merge.conflicts.len(), conflicts.len());
            }
            let merge = merge_paragraphs(&BASE, sides);
            let found: Vec<_> =
                merge.conflicts.iter().map(|found| (found.paragraph, &found.sides[..])).collect();
            assert_eq!(found, conflicts);
        };
        let [act, report, meet] = BASE;
        let (new, other) = ("No State stands alone.", "Every State is heard.");
        let (shall, may) = (
            "They shall report to the depositary every year.",
            "They may report to the depositary every year.",
        );
        let halves = ["A meeting is convened at the seat of the depositary.", "Observers may attend it."];
        check(&[], &BASE, &[]);
        check(&[&BASE, &BASE], &BASE, &[]);
        check(&[&[act, shall, meet], &[act, report, new, meet]], &[act, shall, new, meet], &[]);
        check(
            &[&[act, new, report, meet], &[act, other, report, meet]],
            &[act, other, new, report, meet],
            &[],
        );
        check(&[&[act, shall, meet], &[act, may, meet]], &BASE, &[(1, &[0, 1])]);
        check(&[&[act, meet], &[act, may, meet]], &BASE, &[(1, &[0, 1])]);
        check(&[&[act, meet], &[act, meet, new]], &[act, meet, new], &[]);
        check(&[&[meet, act, report], &[act, shall, meet]], &[meet, act, shall], &[]);
        check(&[&[report, act, meet], &[act, meet, report]], &BASE, &[(1, &[0, 1])]);
        check(
            &[
                &[act, report, halves[0], halves[1]],
                &[
                    act,
                    report,
                    "A meeting is convened yearly at the seat of the depositary. Observers may attend it.",
                ],
            ],
            &[act, report, "A meeting is convened yearly at the seat of the depositary.", halves[1]],
            &[],
        );
    }

    #[test]
    fn an_amended_text_follows_its_base() {
        let check = |new: &[&str], amended: &[&str], outcome: Outcome, expected: &[&str]| {
            let rebase = rebase_paragraphs(&BASE, new, amended);
            assert_eq!(
                (rebase.outcome, rebase.paragraphs),
                (outcome, expected.iter().map(|&text| text.into()).collect())
            );
        };
        let [act, report, meet] = BASE;
        let (shall, may) = (
            "They shall report to the depositary every year.",
            "They may report to the depositary every year.",
        );
        check(&BASE, &[act, shall, meet], Outcome::Clean, &[act, shall, meet]);
        check(&[report, meet], &[act, shall, meet], Outcome::Shifted, &[shall, meet]);
        check(&[act, may, meet], &[act, shall, meet], Outcome::Touched, &[act, may, meet]);
        check(&[act, meet], &[act, shall, meet], Outcome::Lost, &[act, meet]);
    }
}
