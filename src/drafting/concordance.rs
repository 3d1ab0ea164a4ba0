//! Old and new numbers between two drafts, and the references that followed them.
//!
//! Invariant: a row for every paragraph whose number is another, that came or that went, in the order of the new draft
//! with what went where it stood; and one for every reference that means the same paragraph by another number.

use std::collections::BTreeMap;

use super::renumber::Rewritten;
use crate::document::compare::{Comparison, Part};
use crate::document::id::ParagraphId;
use crate::document::outline::spoken_names;
use crate::document::reference::{references, resolve};
use crate::document::{Paragraph, Places};

/// A paragraph whose number changed: how it is spoken of in both drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// In the old draft; none if it is new.
    pub old: Option<String>,
    /// In the new draft; none if it is gone.
    pub new: Option<String>,
}

/// The numbers that changed. Headings and paragraphs without a label are left out where nothing else happened to them.
pub fn numbers(comparison: &Comparison<'_>) -> Vec<Row> {
    let (old, new) = (comparison.old, comparison.new);
    let (olds, news) = (spoken_names(old), spoken_names(new));
    let label = |it: &Paragraph| it.content.label.as_ref().map(|it| it.stem().to_owned());
    let row = |from: Option<usize>, to: Option<usize>| {
        let (before, now) = (from.and_then(|at| label(&old[at])), to.and_then(|at| label(&new[at])));
        let row = Row {
            old: from.filter(|_| before.is_some()).map(|at| olds[at].clone()),
            new: to.filter(|_| now.is_some()).map(|at| news[at].clone()),
        };
        (before != now).then_some(row)
    };
    let mut rows = Vec::new();
    for part in &comparison.parts {
        let (from, to) = match part {
            Part::MovedHere { old, .. } => (*old..*old + 1, part.new_places()),
            Part::MovedAway { .. } => continue,
            _ => (part.old_places(), part.new_places()),
        };
        let pairs = from.len().max(to.len());
        let at = |range: &std::ops::Range<usize>, step: usize| range.clone().nth(step);
        rows.extend((0..pairs).filter_map(|step| row(at(&from, step), at(&to, step))));
    }
    rows
}

/// The references that mean the same by another number.
pub fn followed(old: &[Paragraph], new: &[Paragraph]) -> Vec<Rewritten> {
    let places = Places::of(old);
    let mut rows = Vec::new();
    for (at, paragraph) in new.iter().enumerate() {
        let Some(was) = places.get(paragraph.id) else { continue };
        let (before, now) = (old[was].content.text.as_str(), paragraph.content.text.as_str());
        if before == now {
            continue;
        }
        let (before, now) = (phrases(before, was, old), phrases(now, at, new));
        let mut left: BTreeMap<Vec<ParagraphId>, Vec<String>> = BTreeMap::new();
        for (targets, words) in before {
            left.entry(targets).or_default().push(words);
        }
        for (targets, words) in now {
            let Some(said) = left.get_mut(&targets).filter(|it| !it.is_empty()).map(|it| it.remove(0)) else {
                continue;
            };
            if said != words {
                rows.push(Rewritten { paragraph: paragraph.id, old: said, new: words });
            }
        }
    }
    rows
}

/// The phrases that refer to paragraphs, each with what it leads to.
fn phrases(text: &str, place: usize, paragraphs: &[Paragraph]) -> Vec<(Vec<ParagraphId>, String)> {
    let mut phrases: Vec<(std::ops::Range<usize>, Vec<ParagraphId>)> = Vec::new();
    for it in references(text) {
        let to = resolve(&it, place, paragraphs).last().map(|at| paragraphs[*at].id);
        match phrases.last_mut().filter(|(phrase, _)| *phrase == it.phrase) {
            Some((_, targets)) => targets.extend(to),
            None => phrases.push((it.phrase, to.into_iter().collect())),
        }
    }
    let led = phrases.into_iter().filter(|(_, targets)| !targets.is_empty());
    led.map(|(phrase, targets)| (targets, text[phrase].to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Content;
    use crate::document::compare::compare;
    use crate::document::lineage::Lineage;

    #[test]
    fn numbers_and_references_are_listed_old_and_new() {
        let text = |lines: &[(u8, &str)]| -> Vec<Paragraph> {
            let of = |(id, line): &(u8, &str)| Paragraph {
                id: ParagraphId::from_bytes([*id; 16]),
                content: Content::read(line),
            };
            lines.iter().map(of).collect()
        };
        let old =
            text(&[(1, "1. One."), (2, "2. Two."), (3, "3. Three."), (4, "4. As in paragraphs 1 and 3.")]);
        let new = text(&[
            (1, "1. One."),
            (5, "2. New."),
            (3, "3. Three."),
            (6, "4. More."),
            (4, "5. As in paragraphs 1 and 3."),
        ]);
        let rows = |old: &[Paragraph], new: &[Paragraph]| -> Vec<String> {
            let shown = |it: Option<String>| it.unwrap_or_else(|| "–".to_owned());
            let rows = numbers(&compare(old, new, &Lineage::default()));
            rows.into_iter().map(|it| format!("{} > {}", shown(it.old), shown(it.new))).collect()
        };
        assert_eq!(rows(&old, &new), ["2 > –", "– > 2", "– > 4", "4 > 5"]);
        assert_eq!(rows(&old, &old), Vec::<String>::new());
        assert_eq!(followed(&old, &new), []);
        let later =
            text(&[(5, "1. New."), (1, "2. One."), (3, "3. Three."), (4, "5. As in paragraphs 2 and 3.")]);
        let found = followed(&old, &later);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].old.as_str(), found[0].new.as_str()),
            ("paragraphs 1 and 3", "paragraphs 2 and 3")
        );
    }
}
