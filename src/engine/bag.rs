//! Measures how much wording two paragraphs share, whatever its order.
//!
//! A paragraph is a bag of word pairs; a pair weighs the more the fewer paragraphs have it, so that stock phrases of
//! the genre prove nothing. All numbers are integers: the same on every machine.

use super::token::Vocabulary;
use rustc_hash::{FxBuildHasher, FxHashMap};

/// The word pairs of one paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Bag {
    /// Pair and how often it occurs, sorted by pair.
    pairs: Vec<(u32, u32)>,
    /// What the whole bag weighs.
    pub(super) mass: u64,
}

/// What each word pair weighs among the paragraphs that were read.
#[derive(Debug, Default)]
pub(super) struct Scale {
    weights: Vec<u64>,
    /// In how many paragraphs a pair occurs.
    spread: Vec<u32>,
}

/// About how many bytes of text bring one more pair.
const LETTERS: usize = 16;
/// How many of its rarest pairs speak for a paragraph.
const RAREST: usize = 24;

/// Reads paragraphs into bags that share a scale.
pub(super) fn bags<'a>(texts: &[&'a str], vocabulary: &mut Vocabulary<'a>) -> (Vec<Bag>, Scale) {
    let size: usize = texts.iter().map(|text| text.len()).sum();
    let mut numbers: FxHashMap<u64, u32> = FxHashMap::with_capacity_and_hasher(size / LETTERS, FxBuildHasher);
    let mut spread: Vec<u32> = Vec::new();
    let mut bags: Vec<Bag> = Vec::new();
    for &text in texts {
        let words = vocabulary.read(text.into()).ids;
        let befores = std::iter::once(u32::MAX).chain(words.iter().copied());
        let mut found: Vec<u32> = Vec::with_capacity(words.len());
        for pair in befores.zip(words.iter().copied()) {
            let next = numbers.len() as u32;
            found.push(*numbers.entry(u64::from(pair.0) << 32 | u64::from(pair.1)).or_insert(next));
        }
        found.sort_unstable();
        let pairs: Vec<_> = found.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect();
        spread.resize(numbers.len(), 0);
        for &(pair, _) in &pairs {
            spread[pair as usize] += 1;
        }
        bags.push(Bag { pairs, mass: 0 });
    }
    let scale = Scale { weights: spread.iter().map(|&spread| rarity(bags.len(), spread)).collect(), spread };
    for bag in &mut bags {
        bag.mass =
            bag.pairs.iter().map(|&(pair, count)| scale.weights[pair as usize] * u64::from(count)).sum();
    }
    (bags, scale)
}

/// One and the logarithm of how rare a pair is, in 256ths of an octave, straight between powers of two.
fn rarity(paragraphs: usize, spread: u32) -> u64 {
    let ratio = (paragraphs as u64 * 256 / u64::from(spread.max(1))).max(256);
    let octave = ratio.ilog2() - 8;
    u64::from(octave) * 256 + (ratio >> octave)
}

impl Scale {
    /// How many different pairs there are.
    pub(super) fn pairs(&self) -> usize {
        self.weights.len()
    }

    /// The weight of what two bags have in common.
    pub(super) fn shared(&self, a: &Bag, b: &Bag) -> u64 {
        self.common(a, b).map(|(pair, count)| self.weights[pair as usize] * u64::from(count)).sum()
    }

    /// The weight of what is in `whole` and `part` beyond what `whole` already shares with `rest`.
    pub(super) fn shared_beyond(&self, whole: &Bag, part: &Bag, rest: &Bag) -> u64 {
        let taken: FxHashMap<u32, u32> = self.common(whole, rest).collect();
        let left = |(pair, count)| (pair, u32::saturating_sub(count, taken.get(&pair).copied().unwrap_or(0)));
        let spare = Bag { pairs: whole.pairs.iter().copied().map(left).collect(), mass: 0 };
        self.shared(&spare, part)
    }

    /// The likeness of two bags in thousandths: twice what they share by what they weigh together.
    pub(super) fn likeness(&self, a: &Bag, b: &Bag) -> u64 {
        (2000 * self.shared(a, b)).checked_div(a.mass + b.mass).unwrap_or(0)
    }

    /// The rarest pairs of a bag that occur elsewhere too, with their weights.
    pub(super) fn rarest(&self, bag: &Bag) -> Vec<(u32, u64)> {
        let known = bag.pairs.iter().map(|&(pair, _)| (self.spread[pair as usize], pair));
        let mut known: Vec<_> = known.filter(|&(spread, _)| spread > 1).collect();
        if known.len() > RAREST {
            known.select_nth_unstable(RAREST);
            known.truncate(RAREST);
        }
        known.into_iter().map(|(_, pair)| (pair, self.weights[pair as usize])).collect()
    }

    fn common(&self, a: &Bag, b: &Bag) -> impl Iterator<Item = (u32, u32)> {
        let mut others = b.pairs.iter().copied().peekable();
        a.pairs.iter().copied().filter_map(move |(pair, count)| {
            while others.next_if(|&(other, _)| other < pair).is_some() {}
            others.next_if(|&(other, _)| other == pair).map(|(_, other)| (pair, count.min(other)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::token::Attributes;

    #[test]
    fn rare_pairs_weigh_more() {
        let texts = ["States shall act", "States shall report", "States shall report", "Observers attend"];
        let mut vocabulary = Vocabulary::new(Attributes::Ignored);
        let (bags, scale) = bags(&texts, &mut vocabulary);
        assert_eq!(scale.likeness(&bags[1], &bags[2]), 1000);
        assert_eq!(scale.likeness(&bags[0], &bags[3]), 0);
        assert!(scale.likeness(&bags[0], &bags[1]) > 0 && scale.likeness(&bags[0], &bags[1]) < 667);
        assert_eq!(scale.shared_beyond(&bags[1], &bags[2], &bags[1]), 0);
        assert_eq!(scale.rarest(&bags[3]), []);
    }

    #[test]
    fn rarity_grows_with_the_logarithm() {
        let check =
            |paragraphs: usize, spread: u32, expected: u64| assert_eq!(rarity(paragraphs, spread), expected);
        check(1, 1, 256);
        check(2, 1, 512);
        check(3, 1, 640);
        check(1024, 1, 11 * 256);
        check(0, 0, 256);
    }
}
