//! Where paragraphs come from when a draft splits or joins them.
//!
//! Invariant: a [`Lineage`] says, for one step from a draft to the next, from which earlier paragraphs a later one
//! has its words. A paragraph that simply stays needs no entry. Every link follows it by the functions here, never
//! by comparing words.

use serde::{Deserialize, Serialize};

use super::id::ParagraphId;

/// One descent: `paragraph` of the later draft has words of `from` of the earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Descent {
    /// The later paragraph.
    pub paragraph: ParagraphId,
    /// The earlier one.
    pub from: ParagraphId,
}

/// All descents of one step, or of several composed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lineage(Vec<Descent>);

impl Lineage {
    /// Collects descents; order does not matter.
    pub fn new(mut descents: Vec<Descent>) -> Self {
        descents.retain(|d| d.paragraph != d.from);
        descents.sort_unstable();
        descents.dedup();
        Self(descents)
    }

    /// The descents, sorted.
    pub fn descents(&self) -> &[Descent] {
        &self.0
    }

    /// The earlier paragraphs whose words `paragraph` holds besides its own earlier self.
    pub fn sources(&self, paragraph: ParagraphId) -> impl Iterator<Item = ParagraphId> {
        self.0.iter().filter(move |d| d.paragraph == paragraph).map(|d| d.from)
    }

    /// The later paragraphs that hold words of `from` besides its own later self.
    pub fn heirs(&self, from: ParagraphId) -> impl Iterator<Item = ParagraphId> {
        self.0.iter().filter(move |d| d.from == from).map(|d| d.paragraph)
    }

    /// This step followed by `next`: descents from the first draft to the last.
    pub fn then(&self, next: &Lineage) -> Lineage {
        let mut all = self.0.clone();
        all.extend(&next.0);
        for later in &next.0 {
            all.extend(self.sources(later.from).map(|from| Descent { paragraph: later.paragraph, from }));
        }
        Self::new(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_compose() {
        let id = |n: u8| ParagraphId::from_bytes([n; 16]);
        let descent = |paragraph, from| Descent { paragraph: id(paragraph), from: id(from) };
        let split = Lineage::new(vec![descent(2, 1)]);
        let split_again = Lineage::new(vec![descent(3, 2), descent(9, 9)]);
        let both = split.then(&split_again);
        assert_eq!(both.descents(), [descent(2, 1), descent(3, 1), descent(3, 2)]);
        assert_eq!(both.heirs(id(1)).collect::<Vec<_>>(), [id(2), id(3)]);
        assert_eq!(both.sources(id(3)).collect::<Vec<_>>(), [id(1), id(2)]);
    }
}
