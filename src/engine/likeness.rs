//! Says how two amendments relate, so that a desk can show together what belongs together.
//!
//! Identical wordings are convergence, whatever keyboard they were typed on. Relations are symmetric, and clusters do
//! not depend on the order of the amendments. This module knows words only: two wordings that mean the same in other
//! words compete.

use super::Source;
use super::diff::{Grain, hunks, weight};
use super::merge::{State, merge};
use super::token::{Attributes, Vocabulary};
use unicode_normalization::UnicodeNormalization;

/// How two amendments of one text relate, from closest to furthest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same words, up to [`fold`].
    Identical,
    /// They differ in a small part of what they propose.
    NearIdentical,
    /// One does all that the other does, and more.
    Extends,
    /// Both can be had.
    Compatible,
    /// They want different words at the same place.
    Competing,
}

/// Near-identical amendments differ in one of so many characters that they propose.
const NEAR: u32 = 5;

/// A text as readers hear it: without the difference between kinds of quotes, dashes, spaces and compositions.
///
/// Runs of white space are one space, none at the ends; soft hyphens and marks of direction are dropped.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().filter_map(heard).nfc() {
        if !letter.is_whitespace() {
            folded.push(letter);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The plain form of a character, or nothing for one that is not heard.
fn heard(letter: char) -> Option<char> {
    match letter {
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' => None,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' => Some('\''),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => Some('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        _ => Some(letter),
    }
}

/// How the amended texts `a` and `b` relate; `base` is the text both amend, or nothing if both are new paragraphs.
pub fn likeness(base: Option<Source<'_>>, a: Source<'_>, b: Source<'_>) -> Likeness {
    Proposal::of(base, a).near(&Proposal::of(base, b)).unwrap_or_else(|| match base {
        Some(base) => over(base, a, b),
        None => side_by_side(a, b),
    })
}

/// An amended text, as it is compared with many others.
struct Proposal<'a> {
    source: Source<'a>,
    folded: String,
    /// How many characters it changes.
    size: u32,
}

impl<'a> Proposal<'a> {
    fn of(base: Option<Source<'_>>, source: Source<'a>) -> Self {
        let size = base.map_or_else(|| length(source), |base| difference(base, source));
        Self { source, folded: fold(source.text), size }
    }

    /// Whether two are identical or nearly so.
    fn near(&self, other: &Self) -> Option<Likeness> {
        let (a, b) = (self.source, other.source);
        if self.folded == other.folded {
            let same = a.text != b.text || difference(a, b) == 0;
            return Some(if same { Likeness::Identical } else { Likeness::NearIdentical });
        }
        let most = self.size.saturating_add(other.size) / NEAR;
        // Changes of such different sizes need no closer look.
        let near = self.size.abs_diff(other.size) <= most && difference(a, b) <= most;
        near.then_some(Likeness::NearIdentical)
    }
}

/// The relation of two amendments of one base.
fn over(base: Source<'_>, a: Source<'_>, b: Source<'_>) -> Likeness {
    let merge = merge(base, &[a, b]);
    let alone = |side: usize| {
        merge
            .regions
            .iter()
            .any(|region| matches!(region.state, State::Changed { side: only, .. } if only == side))
    };
    if !merge.is_clean() {
        Likeness::Competing
    } else if alone(0) && alone(1) {
        Likeness::Compatible
    } else {
        Likeness::Extends
    }
}

/// The relation of two new paragraphs: both can stand unless they say much the same.
fn side_by_side(a: Source<'_>, b: Source<'_>) -> Likeness {
    let (lengths, difference) = (length(a) + length(b), difference(a, b));
    if difference == length(a).abs_diff(length(b)) {
        Likeness::Extends
    } else if difference * 2 <= lengths {
        Likeness::Competing
    } else {
        Likeness::Compatible
    }
}

/// The characters of words deleted and inserted between two texts.
///
/// Of two comparisons that cost the same either may be found; in one fixed direction it is the same one.
fn difference(a: Source<'_>, b: Source<'_>) -> u32 {
    let (a, b) = if a.text <= b.text { (a, b) } else { (b, a) };
    let mut vocabulary = Vocabulary::new(Attributes::Compared);
    let (a, b) = (vocabulary.read(a).ids, vocabulary.read(b).ids);
    let weights = &vocabulary.weights;
    let hunks = hunks(&a, &b, weights, Grain::Fine);
    hunks.into_iter().map(|hunk| weight(&a[hunk.old], weights) + weight(&b[hunk.new], weights)).sum()
}

fn length(text: Source<'_>) -> u32 {
    difference("".into(), text)
}

/// Groups amended texts that are identical or nearly so, by position; every text is in one group.
///
/// Groups are sorted by their first member, members by position. A chain of near-identical texts is one group.
pub fn cluster(base: Option<Source<'_>>, texts: &[Source<'_>]) -> Vec<Vec<usize>> {
    let texts: Vec<_> = texts.iter().map(|&text| Proposal::of(base, text)).collect();
    let mut group: Vec<usize> = (0..texts.len()).collect();
    for later in 1..texts.len() {
        for earlier in 0..later {
            if group[earlier] != group[later] && texts[earlier].near(&texts[later]).is_some() {
                let (joined, into) = (group[earlier].max(group[later]), group[earlier].min(group[later]));
                group.iter_mut().filter(|member| **member == joined).for_each(|member| *member = into);
            }
        }
    }
    let members = |first: usize| {
        group.iter().enumerate().filter(move |(_, of)| **of == first).map(|(index, _)| index).collect()
    };
    (0..texts.len()).map(members).filter(|members: &Vec<usize>| !members.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_habits_are_folded() {
        let check = |text: &str, expected: &str| assert_eq!(fold(text), expected);
        check("“States’\u{a0}duty” – e\u{301}tat", "\"States' duty\" - \u{e9}tat");
        check("  two \n lines ", "two lines");
        check("co\u{ad}operation\u{200f}", "cooperation");
        check("e\u{200f}\u{301}tat", "\u{e9}tat");
    }

    #[test]
    fn amendments_relate() {
        let base = "States should, in good faith, report every year to the depositary.";
        let check = |a: &str, b: &str, expected: Likeness| {
            assert_eq!(likeness(Some(base.into()), a.into(), b.into()), expected, "{a} / {b}");
            assert_eq!(likeness(Some(base.into()), b.into(), a.into()), expected, "{b} / {a}");
        };
        let shall = "States shall, in good faith, report every year to the depositary.";
        check(shall, shall, Likeness::Identical);
        check("States’ year – ends.", "States' year - ends.", Likeness::Identical);
        check(
            shall,
            "States shall, in good faith, report every two years to the depositary.",
            Likeness::Extends,
        );
        check(shall, "States must, in good faith, report every year to the depositary.", Likeness::Competing);
        check(shall, "States should report every year to the depositary.", Likeness::Compatible);
        check(
            "States should, in good faith, report every year to the depositary. They shall do so in writing and without delay.",
            "States should, in good faith, report every year to the depositary. They should do so in writing and without delay.",
            Likeness::NearIdentical,
        );
    }

    #[test]
    fn new_paragraphs_relate() {
        let check = |a: &str, b: &str, expected| assert_eq!(likeness(None, a.into(), b.into()), expected);
        check("Every State is heard.", "Every State is heard.", Likeness::Identical);
        check("Every State is heard.", "Every State is heard, large or small.", Likeness::Extends);
        check("Every State is heard.", "Every State is bound.", Likeness::Competing);
        check(
            "Every State is heard.",
            "Nothing in the present text affects existing duties",
            Likeness::Compatible,
        );
    }

    #[test]
    fn near_identical_texts_are_one_cluster() {
        let base = "States should report.";
        let texts = [
            "States shall report.",
            "States should report every year",
            "States  shall report.",
            "States may report.",
        ];
        let texts: Vec<Source<'_>> = texts.into_iter().map(Source::from).collect();
        assert_eq!(cluster(Some(base.into()), &texts), [vec![0, 2], vec![1], vec![3]]);
    }
}
