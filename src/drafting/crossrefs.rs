//! Where the references of a text lead, and what became of what they led to.
//!
//! Invariant: words that nobody has changed since an earlier draft mean what they meant there, whatever number it has
//! now; words that were changed mean the numbers of the text they stand in. A number that leads nowhere in a text
//! that counts no such units is another text's and not listed.

use crate::document::lineage::Lineage;
use crate::document::reference::{Reference, bearers, counts, references, resolve};
use crate::document::{Paragraph, Places};

/// A draft that a text comes from.
#[derive(Clone, Copy, Debug)]
pub struct Earlier<'a> {
    /// Its paragraphs.
    pub paragraphs: &'a [Paragraph],
    /// From it to the text.
    pub lineage: &'a Lineage,
}

/// A reference, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossReference {
    /// The place of the paragraph it stands in.
    pub place: usize,
    /// What it says.
    pub reference: Reference,
    /// The words it is said with: "paragraphs 3 and 12 bis (a)".
    pub words: String,
    /// The places it leads to: the paragraph, then the items, as far as they are there.
    pub path: Vec<usize>,
    /// What became of what it leads to.
    pub fate: Fate,
}

impl CrossReference {
    /// The number and the items as they are said: "12 bis (a)".
    pub fn said(&self) -> String {
        let items = self.reference.items.iter().map(|it| format!("({})", it.text));
        let parts: Vec<String> =
            self.reference.number.iter().map(|it| it.text.clone()).chain(items).collect();
        parts.join(" ")
    }
}

/// What became of what a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands.
    Stands,
    /// It stands, and words of it stand elsewhere.
    Split {
        /// The places of the others.
        others: Vec<usize>,
    },
    /// It stands, and others were joined to it.
    Extended,
    /// It is gone as such: its words stand in another.
    Joined {
        /// The place of the other.
        into: usize,
    },
    /// It is gone.
    Deleted,
    /// Several have that number.
    Several,
    /// Nothing has that number.
    Unknown,
}

impl Fate {
    /// The name used in files.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Stands => "stands",
            Self::Split { .. } => "split",
            Self::Extended => "extended",
            Self::Joined { .. } => "joined",
            Self::Deleted => "deleted",
            Self::Several => "several",
            Self::Unknown => "unknown",
        }
    }

    /// Whether it leads nowhere any more.
    pub const fn is_dangling(&self) -> bool {
        matches!(self, Self::Joined { .. } | Self::Deleted | Self::Several | Self::Unknown)
    }

    /// Whether somebody should look at it.
    pub const fn is_odd(&self) -> bool {
        !matches!(self, Self::Stands)
    }
}

/// All references of a text, in its order; `earlier` are the drafts it comes from, the last first.
pub fn cross_references(paragraphs: &[Paragraph], earlier: &[Earlier<'_>]) -> Vec<CrossReference> {
    let text = Lookup { paragraphs, places: Places::of(paragraphs), earlier };
    let mut found = Vec::new();
    for (place, paragraph) in paragraphs.iter().enumerate() {
        let words = paragraph.content.text.as_str();
        for reference in references(words) {
            let Some((path, fate)) = text.lead(place, &reference) else { continue };
            let words = words.get(reference.phrase.clone()).unwrap_or_default().to_owned();
            found.push(CrossReference { place, reference, words, path, fate });
        }
    }
    found
}

struct Lookup<'a> {
    paragraphs: &'a [Paragraph],
    places: Places,
    earlier: &'a [Earlier<'a>],
}

impl Lookup<'_> {
    /// Where a reference leads; none if it is not of this text.
    fn lead(&self, place: usize, reference: &Reference) -> Option<(Vec<usize>, Fate)> {
        let own = &self.paragraphs[place];
        let there = |earlier: &Earlier<'_>| earlier.paragraphs.iter().position(|it| it.id == own.id);
        let last = self.earlier.first();
        if let Some((last, at)) = last.and_then(|it| Some((it, there(it)?)))
            && last.paragraphs[at].content.text == own.content.text
            && let Some(path) = whole(reference, resolve(reference, at, last.paragraphs))
        {
            return Some(self.followed(last, &path));
        }
        let here = resolve(reference, place, self.paragraphs);
        if let Some(path) = whole(reference, here.clone()) {
            let fate = last.map_or(Fate::Stands, |it| self.fate(it, &path));
            return Some((path, fate));
        }
        if here.is_empty() && bearers(reference, self.paragraphs) > 1 {
            return Some((here, Fate::Several));
        }
        for earlier in self.earlier {
            let at = there(earlier).unwrap_or(place).min(earlier.paragraphs.len().saturating_sub(1));
            if let Some(path) = whole(reference, resolve(reference, at, earlier.paragraphs)) {
                return Some(self.followed(earlier, &path));
            }
        }
        (counts(self.paragraphs, reference) || !here.is_empty()).then_some((here, Fate::Unknown))
    }

    /// Where a path of an earlier draft leads now.
    fn followed(&self, earlier: &Earlier<'_>, path: &[usize]) -> (Vec<usize>, Fate) {
        let now = |at: &usize| self.places.get(earlier.paragraphs[*at].id);
        let path_now: Vec<usize> = path.iter().map_while(now).collect();
        if path_now.len() == path.len() {
            let fate = self.fate(earlier, &path_now);
            return (path_now, fate);
        }
        let gone = path.get(path_now.len()).map(|at| earlier.paragraphs[*at].id);
        let heir = gone.and_then(|it| earlier.lineage.heirs(it).find_map(|heir| self.places.get(heir)));
        (path_now, heir.map_or(Fate::Deleted, |into| Fate::Joined { into }))
    }

    fn fate(&self, earlier: &Earlier<'_>, path: &[usize]) -> Fate {
        let Some(target) = path.last().and_then(|it| self.paragraphs.get(*it)) else { return Fate::Stands };
        let heirs = earlier.lineage.heirs(target.id);
        let others: Vec<usize> = heirs.filter_map(|it| self.places.get(it)).collect();
        match others.is_empty() {
            false => Fate::Split { others },
            true if earlier.lineage.sources(target.id).next().is_some() => Fate::Extended,
            true => Fate::Stands,
        }
    }
}

/// A path that leads all the way.
fn whole(reference: &Reference, path: Vec<usize>) -> Option<Vec<usize>> {
    let steps = usize::from(reference.number.is_some()) + reference.items.len();
    (path.len() == steps.max(1)).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Content;
    use crate::document::id::ParagraphId;
    use crate::document::lineage::Descent;

    fn id(number: u8) -> ParagraphId {
        ParagraphId::from_bytes([number; 16])
    }

    fn text(lines: &[(u8, &str)]) -> Vec<Paragraph> {
        lines
            .iter()
            .map(|(number, line)| Paragraph { id: id(*number), content: Content::read(line) })
            .collect()
    }

    #[track_caller]
    fn check(
        old: &[(u8, &str)],
        new: &[(u8, &str)],
        descents: &[(u8, u8)],
        expected: &[(Option<usize>, Fate)],
    ) {
        let descent = |(paragraph, from): &(u8, u8)| Descent { paragraph: id(*paragraph), from: id(*from) };
        let lineage = Lineage::new(descents.iter().map(descent).collect());
        let (old, new) = (text(old), text(new));
        let found = cross_references(&new, &[Earlier { paragraphs: &old, lineage: &lineage }]);
        let led: Vec<_> = found.into_iter().map(|it| (it.path.last().copied(), it.fate)).collect();
        assert_eq!(led, expected);
    }

    #[test]
    fn what_became_of_what_is_referred_to_is_known() {
        let refers = (9, "4. See paragraph 2.");
        let old = [(1, "1. One."), (2, "2. Two, three."), (3, "3. Four."), refers];
        let split = [(1, "1. One."), (2, "2. Two."), (5, "2 bis. Three."), (3, "3. Four."), refers];
        check(&old, &split, &[(5, 2)], &[(Some(1), Fate::Split { others: vec![2] })]);
        let joined = [(1, "1. One. Two, three."), (3, "3. Four."), refers];
        check(&old, &joined, &[(1, 2)], &[(None, Fate::Joined { into: 0 })]);
        let extended = [(1, "1. One."), (2, "2. Two, three. Four."), refers];
        check(&old, &extended, &[(2, 3)], &[(Some(1), Fate::Extended)]);
        check(&old, &[(1, "1. One."), (3, "3. Four."), refers], &[], &[(None, Fate::Deleted)]);
        let odd = (9, "4. See paragraph 2, paragraph 3 and paragraph 8.");
        let twice = [(1, "1. One."), (6, "3. Again."), (3, "3. Four."), odd];
        check(&old, &twice, &[], &[(None, Fate::Deleted), (None, Fate::Several), (None, Fate::Unknown)]);
    }

    #[test]
    fn unchanged_words_mean_what_they_meant_whatever_the_numbers_are_now() {
        let old = [(1, "1. One."), (2, "2. Two."), (3, "3. Three, as in paragraph 2.")];
        let by_hand = [(2, "1. Two."), (1, "2. One."), (3, "3. Three, as in paragraph 2.")];
        check(&old, &by_hand, &[], &[(Some(0), Fate::Stands)]);
        let rewritten = [(2, "1. Two."), (1, "2. One."), (3, "3. Three, as in paragraph 2 above.")];
        check(&old, &rewritten, &[], &[(Some(1), Fate::Stands)]);
    }

    #[test]
    fn a_text_without_numbers_of_its_own_refers_to_others() {
        check(&[], &[(1, "See paragraph 2 and Article 5.")], &[], &[]);
        check(&[], &[(1, "1. See Article 5, paragraph 1, and section II.")], &[], &[]);
    }
}
