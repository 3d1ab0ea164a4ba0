//! Words that a published position has too.
//!
//! Invariant: what is compared is published, and the words of one submission; neither is kept beside the other. A run of
//! words that the base has as well is no finding.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::words::{fold, han, tokens};

/// So many words in a row are no chance.
const RUN: usize = 8;
/// So many Han characters.
const RUN_HAN: usize = 14;

/// A position that somebody published, as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Under what title.
    pub title: String,
    /// Its words.
    pub text: String,
}

/// Whether a text has as many words as are compared.
pub fn can_be_compared(text: &str) -> bool {
    spaced(text).len() >= RUN || unspaced(text).len() >= RUN_HAN
}

/// Where words stand that a position has too, and its title.
pub(super) fn shared(text: &str, base: &str, positions: &[Published]) -> Vec<(Range<usize>, String)> {
    if positions.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let (words, signs) = (spaced(text), unspaced(text));
    let old = [runs(&spaced(base), RUN), runs(&unspaced(base), RUN_HAN)];
    for position in positions {
        let theirs = [(&words, spaced(&position.text), RUN), (&signs, unspaced(&position.text), RUN_HAN)];
        for ((ours, theirs, run), old) in theirs.into_iter().zip(&old) {
            found.extend(same(ours, &theirs, run, old).into_iter().map(|it| (it, position.title.clone())));
        }
    }
    found
}

type Words = Vec<(u64, Range<usize>)>;

fn spaced(text: &str) -> Words {
    tokens(text).into_iter().map(|it| (number(&it.folded), it.range)).collect()
}

fn unspaced(text: &str) -> Words {
    han(text).into_iter().map(|(it, range)| (number(&fold(&it.to_string())), range)).collect()
}

fn number(word: &str) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    word.hash(&mut hasher);
    hasher.finish()
}

fn runs(words: &Words, run: usize) -> FxHashSet<Vec<u64>> {
    words.windows(run).map(|it| it.iter().map(|(it, _)| *it).collect()).collect()
}

fn same(ours: &Words, theirs: &Words, run: usize, old: &FxHashSet<Vec<u64>>) -> Vec<Range<usize>> {
    if ours.len() < run {
        return Vec::new();
    }
    let key = |it: &[(u64, Range<usize>)]| it.iter().map(|(it, _)| *it).collect::<Vec<u64>>();
    let ours_at: FxHashMap<Vec<u64>, Vec<usize>> =
        ours.windows(run).enumerate().fold(FxHashMap::default(), |mut all, (at, it)| {
            all.entry(key(it)).or_insert_with(Vec::new).push(at);
            all
        });
    let mut hits: Vec<usize> = Vec::new();
    let mut window = Vec::with_capacity(run);
    for it in theirs.windows(run) {
        window.clear();
        window.extend(it.iter().map(|(it, _)| *it));
        if let Some(at) = ours_at.get(&window).filter(|_| !old.contains(&window)) {
            hits.extend(at);
        }
    }
    hits.sort_unstable();
    hits.dedup();
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in hits {
        let range = ours[at].1.start..ours[at + run - 1].1.end;
        match found.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => found.push(range),
        }
    }
    found
}
