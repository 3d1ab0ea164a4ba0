//! Merges any number of amended texts into the base they were written on.
//!
//! Every text is compared with the base once, and one sweep over all the edits decides: the order of the texts never
//! matters, the same edit made twice counts once, and edits with a kept word between them never compete. Competing
//! words are a value, never a failure. This module knows no authors, only the positions of texts in a list.

use super::Source;
use super::edit::{Edit, fits};
use super::lint::Lint;
use super::sweep::sweep;
use std::ops::Range;

/// What became of a base under several amended texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merge {
    /// Sorted, disjoint, together covering the base; an insertion is an empty range of it.
    pub regions: Vec<Region>,
    /// What looks wrong in the merged words though it is in none of the texts; empty unless the merge is clean.
    pub lints: Vec<Lint>,
}

/// A stretch of the base and what the texts make of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Its place in the base, in bytes.
    pub base: Range<usize>,
    /// What the texts make of it.
    pub state: State,
    /// Whether a person should read how it combines with what stands beside it.
    pub review: bool,
}

/// What the texts make of a stretch of the base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// No text touches it.
    Unchanged,
    /// One text changes it.
    Changed {
        /// The new words.
        text: Slice,
        /// The text that changes it.
        side: usize,
    },
    /// Several texts change it to the same words, up to [`fold`](super::fold).
    Agreed {
        /// The new words, as the most elaborately typed of them has them.
        text: Slice,
        /// The texts that agree, in order.
        sides: Vec<usize>,
    },
    /// Several texts want different words.
    Competing {
        /// What they want, sorted by words.
        alternatives: Vec<Alternative>,
    },
}

/// Words as they stand in one of the merged texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// The position of the text.
    pub side: usize,
    /// The place in it, in bytes.
    pub range: Range<usize>,
}

/// One wording for a competing stretch, and the texts that want it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The wording of the whole stretch.
    pub text: Slice,
    /// The texts that want it, in order; a text that does not touch the stretch is not listed.
    pub sides: Vec<usize>,
}

impl Region {
    /// The words that the texts agree to put here, or nothing where the base stands.
    pub fn settled(&self) -> Option<&Slice> {
        match &self.state {
            State::Changed { text, .. } | State::Agreed { text, .. } => Some(text),
            State::Unchanged | State::Competing { .. } => None,
        }
    }

    /// The words that the text `side` wants here, or nothing where it keeps the base.
    ///
    /// Taken everywhere they are that text, up to [`fold`](super::fold) where others agree with it.
    pub fn wanted_by(&self, side: usize) -> Option<&Slice> {
        match &self.state {
            State::Unchanged => None,
            State::Changed { text, side: only } => (*only == side).then_some(text),
            State::Agreed { text, sides } => sides.contains(&side).then_some(text),
            State::Competing { alternatives } => alternatives
                .iter()
                .find(|alternative| alternative.sides.contains(&side))
                .map(|found| &found.text),
        }
    }

    /// The texts that touch it, in order.
    pub fn sides(&self) -> Vec<usize> {
        let mut sides = match &self.state {
            State::Unchanged => Vec::new(),
            State::Changed { side, .. } => vec![*side],
            State::Agreed { sides, .. } => sides.clone(),
            State::Competing { alternatives } => {
                alternatives.iter().flat_map(|found| found.sides.clone()).collect()
            }
        };
        sides.sort_unstable();
        sides
    }

    /// The wordings that compete; none where nothing does.
    pub fn alternatives(&self) -> &[Alternative] {
        match &self.state {
            State::Competing { alternatives } => alternatives,
            State::Unchanged | State::Changed { .. } | State::Agreed { .. } => &[],
        }
    }

    /// Whether the texts want different words here.
    pub fn is_competing(&self) -> bool {
        matches!(self.state, State::Competing { .. })
    }
}

impl Merge {
    /// Whether nothing competes.
    pub fn is_clean(&self) -> bool {
        !self.regions.iter().any(Region::is_competing)
    }

    /// Whether a person should read the result though nothing competes there.
    pub fn needs_review(&self) -> bool {
        !self.lints.is_empty() || self.regions.iter().any(|region| region.review)
    }

    /// The merged words, with the base where words compete.
    pub fn text(&self, base: &str, sides: &[Source<'_>]) -> String {
        self.text_with(base, sides, Region::settled)
    }

    /// The words that `choose` picks for every region, with the base where it picks none.
    pub fn text_with<'a>(
        &'a self,
        base: &str,
        sides: &[Source<'_>],
        choose: impl Fn(&'a Region) -> Option<&'a Slice>,
    ) -> String {
        let words = |region: &'a Region| match choose(region) {
            Some(slice) => sides.get(slice.side).and_then(|side| side.text.get(slice.range.clone())),
            None => base.get(region.base.clone()),
        };
        self.regions.iter().filter_map(words).collect()
    }
}

/// Merges the texts `sides`, all written on `base`.
pub fn merge(base: Source<'_>, sides: &[Source<'_>]) -> Merge {
    let sides: Vec<_> = sides.iter().map(|&side| (side, None)).collect();
    sweep(base, &sides)
}

/// Merges texts whose edits are known (tracked changes, ticked spans), which are then not derived by comparison.
///
/// Edits are sorted and disjoint, and between them the text reads as the base does; edits that are not so are ignored
/// and derived after all.
pub fn merge_edits(base: Source<'_>, sides: &[(Source<'_>, Vec<Edit>)]) -> Merge {
    let known =
        |(side, edits): &(Source<'_>, Vec<Edit>)| fits(base.text, side.text, edits).then(|| edits.clone());
    let sides: Vec<_> = sides.iter().map(|side| (side.0, known(side))).collect();
    sweep(base, &sides)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `{agreed}`, `[base | wording | wording]` where words compete, `!` after what should be read.
    fn shown(base: &str, sides: &[&str]) -> String {
        let sources: Vec<Source<'_>> = sides.iter().map(|&side| side.into()).collect();
        let words = |slice: &Slice| &sides[slice.side][slice.range.clone()];
        let show = |region: &Region| {
            let shown = match &region.state {
                State::Unchanged => base[region.base.clone()].to_owned(),
                State::Changed { text, .. } => words(text).to_owned(),
                State::Agreed { text, .. } => format!("{{{}}}", words(text)),
                State::Competing { alternatives } => {
                    let wordings: Vec<_> = alternatives.iter().map(|wording| words(&wording.text)).collect();
                    format!("[{} | {}]", &base[region.base.clone()], wordings.join(" | "))
                }
            };
            if region.review { shown + "!" } else { shown }
        };
        merge(base.into(), &sources).regions.iter().map(show).collect()
    }

    #[test]
    fn edits_combine_agree_or_compete() {
        let base = "States should, in good faith, report every year.";
        let check = |sides: &[&str], expected: &str| assert_eq!(shown(base, sides), expected, "{sides:?}");
        check(&[], base);
        check(&[base, base], base);
        check(
            &["States shall, in good faith, report every year."],
            "States shall, in good faith, report every year.",
        );
        check(
            &[
                "States shall, in good faith, report every year.",
                "States should, in good faith, report every two years.",
            ],
            "States shall, in good faith, report every two years.",
        );
        check(
            &[
                "States shall, in good faith, report every year.",
                "States shall, in good faith, report every year.",
            ],
            "States {shall}, in good faith, report every year.",
        );
        check(
            &[
                "States shall, in good faith, report every year.",
                "States must, in good faith, report every year.",
            ],
            "States [should | must | shall], in good faith, report every year.",
        );
        check(
            &[
                "States should report every year.",
                "States should, in good faith and promptly, report every year.",
            ],
            "States should[, in good faith, |  | , in good faith and promptly,] report every year.",
        );
    }

    #[test]
    fn known_edits_are_not_derived() {
        let (base, side) = ("to act, to act", "to act, to act, to act");
        let check = |edit: Edit, start: usize| {
            let merge = merge_edits(base.into(), &[(side.into(), vec![edit])]);
            let changed: Vec<_> =
                merge.regions.iter().filter(|region| region.state != State::Unchanged).collect();
            assert_eq!(changed[0].base.start, start);
            assert_eq!(merge.text(base, &[side.into()]), side);
        };
        check(Edit { base: 14..14, side: 14..22 }, 14);
        check(Edit { base: 8..8, side: 8..16 }, 8);
        check(Edit { base: 900..902, side: 3..4 }, 14);
    }
}
