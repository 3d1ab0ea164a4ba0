//! What the engine is to reach, and whether it does.

use crate::measured::Quality;
use crate::score::Measure;
use crate::speed::Timed;
use crate::table::{NOTHING, Table, Unit};

enum Bound {
    AtLeast(f64),
    AtMost(f64),
}

use Bound::{AtLeast, AtMost};

type Goal = (&'static str, Unit, Bound, fn(&Quality) -> &Measure);

const GOALS: [Goal; 22] = [
    ("light edits: hunks F1", Unit::Fraction, AtLeast(0.95), |it| &it.light.hunks),
    ("light edits: false islands per 100", Unit::Percent, AtMost(0.015), |it| &it.light.islands),
    ("dense rewriting: hunks F1", Unit::Fraction, AtLeast(0.75), |it| &it.dense.hunks),
    ("dense rewriting: false islands per 100", Unit::Percent, AtMost(0.08), |it| &it.dense.islands),
    ("six other languages: hunks F1", Unit::Fraction, AtLeast(0.99), |it| &it.abroad.hunks),
    ("sentence replaced: hunks F1", Unit::Fraction, AtLeast(0.9), |it| &it.replaced.hunks),
    ("light edits: cuts inside a word per 100", Unit::Percent, AtMost(0.0), |it| &it.light.cuts),
    ("six other languages: cuts inside a word per 100", Unit::Percent, AtMost(0.0), |it| &it.abroad.cuts),
    ("light edits: both texts exact, %", Unit::Percent, AtLeast(1.0), |it| &it.light.exact),
    ("six other languages: both texts exact, %", Unit::Percent, AtLeast(1.0), |it| &it.abroad.exact),
    ("links of changed paragraphs F1", Unit::Fraction, AtLeast(0.99), |it| &it.alignment.hard),
    ("moves found, %", Unit::Percent, AtLeast(0.98), |it| &it.alignment.moved),
    ("splits found, %", Unit::Percent, AtLeast(0.95), |it| &it.alignment.split),
    ("joins found, %", Unit::Percent, AtLeast(0.95), |it| &it.alignment.joined),
    ("merge: exact, %", Unit::Percent, AtLeast(0.99), |it| &it.merges.exact),
    ("merge: order changes the result, %", Unit::Percent, AtMost(0.0), |it| &it.merges.order),
    ("merge: silent overlaps, %", Unit::Percent, AtMost(0.03), |it| &it.merges.silent),
    ("merge: lost words, %", Unit::Percent, AtMost(0.0), |it| &it.merges.lost),
    ("merge: flagged though it fits, %", Unit::Percent, AtMost(0.05), |it| &it.merges.flagged),
    ("rebase: exact, %", Unit::Percent, AtLeast(0.99), |it| &it.rebases.exact),
    ("rebase: silent overlaps, %", Unit::Percent, AtMost(0.03), |it| &it.rebases.silent),
    ("rebase: flagged though it fits, %", Unit::Percent, AtMost(0.05), |it| &it.rebases.flagged),
];

/// The most that comparing two giant paragraphs may hold at once, in KB.
const MEMORY: u64 = 64 * 1024;

/// Prints every goal with the figure and its interval.
///
/// Intervals hold the figure in 95 of 100 cases: Wilson's for shares of samples, a bootstrap over samples for the rest,
/// from the shortest to the longest run for times. A question mark says that the interval has the goal inside, but not where the goal is never or always.
pub(crate) fn print(ours: &Quality, times: &[Timed]) {
    let mut table = Table::new(["goal", "", "figure", "interval", "met"]);
    for (name, unit, bound, figure) in &GOALS {
        let measure = figure(ours);
        let (Some(value), Some(interval)) = (measure.value(), measure.interval()) else {
            table.row(name, [bound.text(*unit), NOTHING.to_owned()]);
            continue;
        };
        let between = format!("{} to {}", unit.write(interval.0), unit.write(interval.1));
        table.row(name, [bound.text(*unit), unit.write(value), between, bound.met(value, interval)]);
    }
    for it in times {
        let (bound, value, range) = (AtMost(it.goal), it.ours.median_ms(), it.ours.range_ms());
        let between = format!("{:.2} to {:.2}", range.0, range.1);
        let cells = [format!("<= {}", it.goal), format!("{value:.2}"), between, bound.met(value, range)];
        table.row(&format!("{}, ms", it.name), cells);
    }
    if let Some(kb) = times.iter().filter(|it| it.name.contains("giant")).filter_map(|it| it.peak).max() {
        let met = if kb <= MEMORY { "yes" } else { "no" };
        let cells =
            [format!("<= {}", MEMORY / 1024), format!("{}", kb / 1024), String::new(), met.to_owned()];
        table.row("giant paragraphs, MB held at once", cells);
    }
    table.print();
}

impl Bound {
    fn text(&self, unit: Unit) -> String {
        match self {
            AtLeast(bound) => format!(">= {}", unit.write(*bound)),
            AtMost(bound) => format!("<= {}", unit.write(*bound)),
        }
    }

    fn holds(&self, value: f64) -> bool {
        match self {
            AtLeast(bound) => value >= *bound,
            AtMost(bound) => value <= *bound,
        }
    }

    fn met(&self, value: f64, interval: (f64, f64)) -> String {
        let answer = if self.holds(value) { "yes" } else { "no" };
        // Never and always have no room for an interval on one side.
        let extreme = matches!(self, AtLeast(1.0) | AtMost(0.0));
        let surely = extreme || self.holds(interval.0) == self.holds(interval.1);
        format!("{answer}{}", if surely { "" } else { "?" })
    }
}
