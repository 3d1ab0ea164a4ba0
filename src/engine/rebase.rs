//! Carries an amendment from the text it was written on to a newer one.
//!
//! It is the merge of two texts over their common base, read from the side of the amendment: what still fits is applied,
//! what no longer fits is named, edit by edit. The author's own words are an input and never changed.

use super::Source;
use super::edit::{Edit, edits};
use super::merge::{Merge, Region, State, merge};

/// An amendment on a newer text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebase {
    /// What became of the amendment as a whole.
    pub outcome: Outcome,
    /// The merge of the new text (side 0) and the amended text (side 1) over the old.
    pub merge: Merge,
    /// What became of each edit of the amendment, in order.
    pub fates: Vec<(Edit, Fate)>,
    /// The new text with every edit that fits; where words compete, the new text stands.
    pub text: String,
}

/// What became of an amendment when its base moved on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The base did not change: it applies as it was written.
    Clean,
    /// The base changed elsewhere: it still applies.
    Shifted,
    /// The base changed in the same words: its author has to look.
    Touched,
    /// The base is gone.
    Lost,
}

/// What became of one edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It fits.
    Applied,
    /// It fits, but a person should read the result.
    Review,
    /// The new text says so already.
    AlreadyThere,
    /// The new text says something else there.
    Competing,
    /// There is nothing left to change.
    Orphaned,
}

const NEW: usize = 0;
const AMENDED: usize = 1;

/// Carries the change from `old` to `amended` over to `new`, which also came from `old`.
pub fn rebase(old: Source<'_>, new: Source<'_>, amended: Source<'_>) -> Rebase {
    let sides = [new, amended];
    let merge = merge(old, &sides);
    let lost = is_blank(new) && !is_blank(old) && !is_blank(amended);
    let fate = |edit: Edit| {
        let fate = if lost { Fate::Orphaned } else { fate(&merge, &edit) };
        (edit, fate)
    };
    Rebase {
        outcome: match (lost, merge.is_clean()) {
            (true, _) => Outcome::Lost,
            (false, false) => Outcome::Touched,
            (false, true) if new.text == old.text => Outcome::Clean,
            (false, true) => Outcome::Shifted,
        },
        fates: edits(old, amended).into_iter().map(fate).collect(),
        text: if lost {
            new.text.to_owned()
        } else {
            merge.text_with(old.text, &sides, |region| region.settled().or(region.wanted_by(NEW)))
        },
        merge,
    }
}

fn is_blank(source: Source<'_>) -> bool {
    source.text.trim().is_empty()
}

fn fate(merge: &Merge, edit: &Edit) -> Fate {
    let covers = |region: &&Region| {
        region.base.start <= edit.base.start
            && edit.base.end <= region.base.end
            && region.wanted_by(AMENDED).is_some()
    };
    match merge.regions.iter().filter(covers).min_by_key(|region| region.base.len()) {
        Some(Region { state: State::Agreed { .. }, .. }) => Fate::AlreadyThere,
        Some(Region { state: State::Competing { .. }, .. }) => Fate::Competing,
        Some(Region { review: true, .. }) => Fate::Review,
        Some(_) => Fate::Applied,
        None => Fate::Orphaned,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amendment_follows_its_base() {
        let old = "States should report every year.";
        let check = |new: &str, amended: &str, outcome: Outcome, fates: &[Fate], text: &str| {
            let found = rebase(old.into(), new.into(), amended.into());
            let fated: Vec<_> = found.fates.iter().map(|(_, fate)| *fate).collect();
            assert_eq!((found.outcome, &fated[..], found.text.as_str()), (outcome, fates, text));
        };
        let amended = "States shall report every year.";
        check(old, amended, Outcome::Clean, &[Fate::Applied], amended);
        check(old, old, Outcome::Clean, &[], old);
        check(amended, amended, Outcome::Shifted, &[Fate::AlreadyThere], amended);
        check("", amended, Outcome::Lost, &[Fate::Orphaned], "");
        check("", "States should report every year. They meet.", Outcome::Lost, &[Fate::Orphaned], "");
        check("", "", Outcome::Shifted, &[Fate::AlreadyThere], "");
        check(
            "States should report to the depositary every year.",
            amended,
            Outcome::Shifted,
            &[Fate::Applied],
            "States shall report to the depositary every year.",
        );
        check(
            "States must report every year.",
            "States shall report every two years.",
            Outcome::Touched,
            &[Fate::Competing, Fate::Applied],
            "States must report every two years.",
        );
        check(
            "States should report in writing every year.",
            amended,
            Outcome::Shifted,
            &[Fate::Applied],
            "States shall report in writing every year.",
        );
    }
}
