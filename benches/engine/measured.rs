//! Puts every engine through the samples of all seeds.

use crate::engines::Engine;
use crate::generate::{
    Amendments, Carried, Dice, Pair, Prose, Sample, amendments, carried, dense, light, light_abroad, pair,
    replaced,
};
use crate::score::{Alignment, Merges, Redlines};

/// How many samples are made for each seed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sizes {
    pub(crate) light: usize,
    pub(crate) dense: usize,
    /// For each language but English.
    pub(crate) abroad: usize,
    pub(crate) replaced: usize,
    pub(crate) paragraphs: usize,
    pub(crate) amendments: usize,
    pub(crate) carried: usize,
}

impl Sizes {
    pub(crate) const FULL: Sizes = Sizes {
        light: 160,
        dense: 120,
        abroad: 24,
        replaced: 12,
        paragraphs: 500,
        amendments: 120,
        carried: 120,
    };
    pub(crate) const QUICK: Sizes =
        Sizes { light: 60, dense: 60, abroad: 9, replaced: 6, paragraphs: 300, amendments: 30, carried: 40 };
}

/// The samples of one seed.
pub(crate) struct Samples {
    pub(crate) light: Vec<Sample>,
    pub(crate) dense: Vec<Sample>,
    pub(crate) abroad: Vec<Sample>,
    pub(crate) replaced: Vec<Sample>,
    pub(crate) pair: Pair,
    pub(crate) amendments: Vec<Amendments>,
    pub(crate) carried: Vec<Carried>,
}

impl Samples {
    pub(crate) fn of(seed: u64, prose: &Prose, sizes: Sizes) -> Samples {
        let dice = |purpose| Dice::new(seed, purpose);
        Samples {
            light: light(&mut dice("light"), prose, sizes.light),
            dense: dense(&mut dice("dense"), prose, sizes.dense),
            abroad: light_abroad(&mut dice("abroad"), sizes.abroad),
            replaced: replaced(&mut dice("replaced"), sizes.replaced),
            pair: pair(&mut dice("pair"), prose, sizes.paragraphs),
            amendments: amendments(&mut dice("amendments"), prose, sizes.amendments),
            carried: carried(&mut dice("carried"), prose, sizes.carried),
        }
    }
}

/// What an engine is worth, over all seeds; nothing where it cannot be asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quality {
    pub(crate) light: Redlines,
    pub(crate) dense: Redlines,
    pub(crate) abroad: Redlines,
    pub(crate) replaced: Redlines,
    pub(crate) alignment: Alignment,
    pub(crate) merges: Merges,
    pub(crate) rebases: Merges,
}

impl Quality {
    /// Puts an engine through all samples.
    pub(crate) fn of(engine: &Engine, samples: &[Samples]) -> Quality {
        let mut quality = Quality::default();
        for seed in samples {
            let Quality { light, dense, abroad, replaced, .. } = &mut quality;
            let sets = [
                (light, &seed.light),
                (dense, &seed.dense),
                (abroad, &seed.abroad),
                (replaced, &seed.replaced),
            ];
            for (redlines, samples) in sets {
                let Some(redline) = engine.redline else { continue };
                for (sample, found) in samples.iter().zip(redline(samples)) {
                    redlines.add(sample, found.as_deref());
                }
            }
            if let Some(align) = engine.align {
                quality.alignment.add(&seed.pair, &align(&seed.pair));
            }
            if let Some(merge) = engine.merge {
                for sample in &seed.amendments {
                    let orders = orders(sample.sides.len());
                    let results: Vec<_> = orders.iter().map(|order| merge(sample, order)).collect();
                    quality.merges.add(sample, &results);
                }
            }
            if let Some(rebase) = engine.rebase {
                for sample in &seed.carried {
                    quality.rebases.add_carried(sample, &rebase(sample));
                }
            }
        }
        quality
    }
}

/// As given, backwards, and twice at random; the same order twice is left out.
fn orders(sides: usize) -> Vec<Vec<usize>> {
    let given: Vec<usize> = (0..sides).collect();
    let mut orders = vec![given.clone(), given.iter().rev().copied().collect()];
    let mut dice = Dice::new(sides as u64, "orders");
    for _ in 0..2 {
        let mut order = given.clone();
        dice.shuffle(&mut order);
        if !orders.contains(&order) {
            orders.push(order);
        }
    }
    orders
}
