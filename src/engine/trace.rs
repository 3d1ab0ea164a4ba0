//! Says where every changed word of a final text comes from.
//!
//! Words that an accepted text deleted, inserted or formatted come from it, or from all of them that did the same;
//! words that none of them touched come from whoever wrote the final text. Wording is the only evidence: a word that
//! two authors happened to propose at one place is credited to both.

use super::Source;
use super::diff::{Grain, hunks};
use super::edit::between;
use super::redline::{Op, Run, runs};
use super::slide::slide;
use super::token::{Attributes, Vocabulary, Words};
use super::unspaced::Compounds;
use std::ops::Range;

/// A run of the final redline and its sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traced {
    /// What happened, from the base to the result.
    pub run: Run,
    /// The positions of the accepted texts it comes from, in order; empty if it comes from none of them.
    pub origin: Vec<usize>,
}

/// Traces the changes from `base` to `result` to the texts that were `accepted`, all written on `base`.
///
/// The runs cover both texts like those of a redline, but as fine as a merge sees them, and split where the origin
/// changes. An equal run has no origin.
pub fn trace(base: Source<'_>, accepted: &[Source<'_>], result: Source<'_>) -> Vec<Traced> {
    let mut vocabulary = Vocabulary::new(Attributes::Compared);
    let (base, result) = (vocabulary.read(base), vocabulary.read(result));
    let accepted: Vec<_> = accepted.iter().map(|&text| vocabulary.read(text)).collect();
    let weights = &vocabulary.weights;
    let claims: Vec<_> = accepted.iter().map(|text| Claims::of(&base, text, &result, weights)).collect();
    fine(&base, &result, weights).into_iter().flat_map(|run| attributed(&run, &claims)).collect()
}

fn fine(old: &Words<'_>, new: &Words<'_>, weights: &[u32]) -> Vec<Run> {
    let mut hunks = hunks(&old.ids, &new.ids, weights, Grain::Fine);
    slide(&mut hunks, (old, &Compounds::default()), (new, &Compounds::default()));
    runs(old, new, &hunks)
}

/// What one accepted text can be credited with.
struct Claims {
    /// The stretches of the base it replaces or formats.
    base: Vec<Range<usize>>,
    /// The stretches of the result that are its own new words.
    result: Vec<Range<usize>>,
}

impl Claims {
    fn of(base: &Words<'_>, accepted: &Words<'_>, result: &Words<'_>, weights: &[u32]) -> Self {
        let edits = between(base, accepted, weights);
        let taken = fine(accepted, result, weights);
        let mut claims =
            Claims { base: edits.iter().map(|edit| edit.base.clone()).collect(), result: Vec::new() };
        for run in taken.iter().filter(|run| run.op == Op::Equal) {
            for edit in &edits {
                let (start, end) = (edit.side.start.max(run.old.start), edit.side.end.min(run.old.end));
                if start < end {
                    let in_result = |place: usize| run.new.start + place - run.old.start;
                    claims.result.push(in_result(start)..in_result(end));
                }
            }
        }
        claims
    }

    fn on(&self, op: Op) -> &[Range<usize>] {
        match op {
            Op::Equal => &[],
            Op::Format | Op::Delete => &self.base,
            Op::Insert => &self.result,
        }
    }
}

/// A run in pieces of one origin each.
fn attributed(run: &Run, claims: &[Claims]) -> Vec<Traced> {
    let range = match run.op {
        Op::Equal | Op::Format | Op::Delete => run.old.clone(),
        Op::Insert => run.new.clone(),
    };
    let own: Vec<_> = claims.iter().map(|claims| claims.on(run.op)).collect();
    let mut cuts: Vec<_> = own.iter().copied().flatten().flat_map(|claim| [claim.start, claim.end]).collect();
    cuts.retain(|cut| range.start < *cut && *cut < range.end);
    cuts.extend([range.start, range.end]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces: Vec<Traced> = Vec::new();
    for cut in cuts.windows(2) {
        let claimed = |claims: &&[Range<usize>]| {
            claims.iter().any(|claim| claim.start <= cut[0] && cut[1] <= claim.end)
        };
        let origin: Vec<_> =
            own.iter().enumerate().filter(|(_, claims)| claimed(claims)).map(|(side, _)| side).collect();
        let part = |whole: &Range<usize>| match whole.len() {
            0 => whole.clone(),
            _ => whole.start + cut[0] - range.start..whole.start + cut[1] - range.start,
        };
        match pieces.last_mut() {
            Some(last) if last.origin == origin => {
                last.run.old.end = part(&run.old).end;
                last.run.new.end = part(&run.new).end;
            }
            Some(_) | None => {
                pieces.push(Traced {
                    run: Run { op: run.op, old: part(&run.old), new: part(&run.new) },
                    origin,
                });
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_changed_word_has_its_sources() {
        let base = "States should report every year.";
        let check = |accepted: &[&str], result: &str, expected: &str| {
            let sources: Vec<Source<'_>> = accepted.iter().map(|&text| text.into()).collect();
            let traced = trace(base.into(), &sources, result.into());
            let show = |traced: &Traced| {
                let (deleted, inserted) = (&base[traced.run.old.clone()], &result[traced.run.new.clone()]);
                match traced.run.op {
                    Op::Equal | Op::Format => deleted.to_owned(),
                    Op::Delete => format!("[-{deleted}-{:?}]", traced.origin),
                    Op::Insert => format!("{{+{inserted}+{:?}}}", traced.origin),
                }
            };
            assert_eq!(traced.iter().map(show).collect::<String>(), expected);
        };
        let shall = "States shall report every year.";
        check(&[], base, base);
        check(&[], shall, "States [-should-[]]{+shall+[]} report every year.");
        check(&[shall], shall, "States [-should-[0]]{+shall+[0]} report every year.");
        check(&[shall, shall], shall, "States [-should-[0, 1]]{+shall+[0, 1]} report every year.");
        check(
            &[shall, "States should report every two years."],
            "States shall report in writing every two years.",
            "States [-should-[0]]{+shall+[0]} report {+in writing +[]}every [-year-[1]]{+two years+[1]}.",
        );
        check(
            &["States should report in full every year."],
            "States should report in full and in time every year.",
            "States should report {+in full +[0]}{+and in time +[]}every year.",
        );
        check(&[shall], base, base);
    }
}
