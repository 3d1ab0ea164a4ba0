//! Scores merges and rebases.

use super::Measure;
use crate::generate::{Amendments, Carried};
use std::collections::BTreeSet;

/// What an engine made of a base and amendments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Merged {
    /// Whether nothing competes.
    pub(crate) clean: bool,
    /// Whether the engine asks a person to read the result.
    pub(crate) flagged: bool,
    pub(crate) text: String,
}

/// What merging is worth, over samples.
#[derive(Clone, Debug, Default)]
pub(crate) struct Merges {
    /// Of those that fit: merged to exactly the expected text.
    pub(crate) exact: Measure,
    /// Of those that fit: said to compete.
    pub(crate) false_conflict: Measure,
    /// Of those that fit: merged to another text.
    pub(crate) wrong: Measure,
    /// Of those that fit and are merged: flagged.
    pub(crate) flagged: Measure,
    /// Of those that compete: merged all the same.
    pub(crate) missed: Measure,
    /// Of those that compete: merged and not flagged.
    pub(crate) silent: Measure,
    /// Of all: another order, another result.
    pub(crate) order: Measure,
    /// Of those merged: some inserted word is not there.
    pub(crate) lost: Measure,
}

impl Merges {
    /// Scores one paragraph with amendments, merged in several orders; the first is the one that counts.
    pub(crate) fn add(&mut self, sample: &Amendments, results: &[Merged]) {
        let Some(result) = results.first() else { return };
        self.judge(result, sample.merged.as_deref(), &sample.inserted);
        self.order.count(results.iter().any(|other| other != result));
    }

    /// Scores one amendment carried to another text.
    pub(crate) fn add_carried(&mut self, sample: &Carried, result: &Merged) {
        self.judge(result, sample.carried.as_deref(), &sample.inserted);
    }

    fn judge(&mut self, result: &Merged, expected: Option<&str>, inserted: &[String]) {
        match expected {
            Some(text) => {
                self.exact.count(result.clean && result.text == text);
                self.false_conflict.count(!result.clean);
                self.wrong.count(result.clean && result.text != text);
                if result.clean {
                    self.flagged.count(result.flagged);
                }
            }
            None => {
                self.missed.count(result.clean);
                self.silent.count(result.clean && !result.flagged);
            }
        }
        if result.clean {
            let there: BTreeSet<&str> = words(&result.text).collect();
            self.lost.count(inserted.iter().flat_map(|it| words(it)).any(|word| !there.contains(word)));
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}
