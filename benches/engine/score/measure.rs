//! A figure with its interval.

use crate::generate::Dice;

const DRAWS: usize = 1000;

/// A quotient of sums over samples.
#[derive(Clone, Debug, Default)]
pub(crate) struct Measure {
    /// For each sample what counts, and out of how much.
    parts: Vec<(f64, f64)>,
}

impl Measure {
    pub(crate) fn add(&mut self, part: f64, whole: f64) {
        self.parts.push((part, whole));
    }

    /// One sample of which something is true or not.
    pub(crate) fn count(&mut self, holds: bool) {
        self.add(f64::from(u8::from(holds)), 1.0);
    }

    /// One sample for the harmonic mean of precision and recall: what was found rightly, wrongly, and not.
    pub(crate) fn found(&mut self, rightly: usize, wrongly: usize, missed: usize) {
        self.add(2.0 * rightly as f64, (2 * rightly + wrongly + missed) as f64);
    }

    /// The figure, or nothing without samples.
    pub(crate) fn value(&self) -> Option<f64> {
        let (part, whole) = self.sums();
        (whole > 0.0).then(|| part / whole)
    }

    fn sums(&self) -> (f64, f64) {
        self.parts.iter().fold((0.0, 0.0), |sums, part| (sums.0 + part.0, sums.1 + part.1))
    }

    /// The interval that holds the figure in 95 of 100 cases: Wilson's for shares of samples, else a bootstrap.
    pub(crate) fn interval(&self) -> Option<(f64, f64)> {
        let (part, whole) = self.sums();
        let is_share = self.parts.iter().all(|(part, whole)| *whole == 1.0 && (*part == 0.0 || *part == 1.0));
        match whole > 0.0 {
            false => None,
            true if is_share => Some(wilson(part, whole)),
            true => Some(self.bootstrap()),
        }
    }

    fn bootstrap(&self) -> (f64, f64) {
        let mut dice = Dice::new(1, "bootstrap");
        let mut values: Vec<f64> = Vec::with_capacity(DRAWS);
        for _ in 0..DRAWS {
            let drawn = (0..self.parts.len()).map(|_| self.parts[dice.roll(self.parts.len())]);
            let (part, whole) = drawn.fold((0.0, 0.0), |sums, it| (sums.0 + it.0, sums.1 + it.1));
            values.push(if whole > 0.0 { part / whole } else { 0.0 });
        }
        values.sort_by(f64::total_cmp);
        (values[DRAWS / 40], values[DRAWS - 1 - DRAWS / 40])
    }
}

fn wilson(part: f64, whole: f64) -> (f64, f64) {
    const Z: f64 = 1.96;
    let share = part / whole;
    let middle = (share + Z * Z / (2.0 * whole)) / (1.0 + Z * Z / whole);
    let spread = Z * (share * (1.0 - share) / whole + Z * Z / (4.0 * whole * whole)).sqrt();
    let spread = spread / (1.0 + Z * Z / whole);
    ((middle - spread).max(0.0), (middle + spread).min(1.0))
}
