//! Renumbering, once, on request: every series of labels counts on without "bis" and without gaps, and the references
//! of the text to itself follow.
//!
//! Invariant: nothing but numbers changes; the form of a label stays ("14." stays with its full stop, "(c)" in its
//! parentheses). Bullets and labels that are not counted stay as they are, and so does a reference that leads nowhere
//! or could lead to several places: it is listed. Renumbering what is renumbered changes nothing.

mod han;
mod series;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use self::series::Series;
use super::crossrefs::{CrossReference, Earlier, Fate, cross_references};
use crate::document::Paragraph;
use crate::document::id::ParagraphId;
use crate::document::inline::Text;
use crate::document::label::Label;
use crate::document::reference::{Part, bearers, number_of, same_number};

/// A text renumbered, and what became of its numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renumbered {
    /// The paragraphs with their new labels and references.
    pub paragraphs: Vec<Paragraph>,
    /// Old and new, for every paragraph whose label changed, in the order of the text.
    pub concordance: Vec<Row>,
    /// The references that were rewritten.
    pub rewritten: Vec<Rewritten>,
    /// The references that somebody should look at: those that lead nowhere, and those to what was split or joined.
    pub odd: Vec<CrossReference>,
}

/// A line of the concordance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The paragraph.
    pub paragraph: ParagraphId,
    /// Its label before.
    pub old: Label,
    /// Its label now.
    pub new: Label,
}

/// A reference that follows what it refers to, with the others of its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewritten {
    /// The paragraph it stands in.
    pub paragraph: ParagraphId,
    /// How it read: "paragraphs 3 and 12 bis (a)".
    pub old: String,
    /// How it reads.
    pub new: String,
}

impl Renumbered {
    /// Whether a reference that leads nowhere would lead somewhere else: its number is another paragraph's now.
    pub fn is_taken(&self, it: &CrossReference) -> bool {
        let gone = it.path.is_empty() && matches!(it.fate, Fate::Deleted | Fate::Joined { .. });
        gone && bearers(&it.reference, &self.paragraphs) > 0
    }
}

/// Renumbers a text; `earlier` are the drafts it comes from, the last first.
pub fn renumber(paragraphs: &[Paragraph], earlier: &[Earlier<'_>]) -> Renumbered {
    let labels = count(paragraphs);
    let found = cross_references(paragraphs, earlier);
    let mut out = Renumbered::default();
    for (place, paragraph) in paragraphs.iter().enumerate() {
        let mut new = paragraph.clone();
        if let (Some(old), Some(label)) = (&paragraph.content.label, &labels[place])
            && old != label
        {
            out.concordance.push(Row { paragraph: paragraph.id, old: old.clone(), new: label.clone() });
            new.content.label = Some(label.clone());
        }
        let here: Vec<&CrossReference> = found.iter().filter(|it| it.place == place).collect();
        if let Some(text) = rewrite(paragraph, &here, &labels, &mut out.rewritten) {
            new.content.text = text;
        }
        out.paragraphs.push(new);
    }
    out.odd = found.into_iter().filter(|it| it.fate.is_odd()).collect();
    out
}

/// The words of a paragraph with its references rewritten; none if none was.
fn rewrite(
    paragraph: &Paragraph,
    references: &[&CrossReference],
    labels: &[Option<Label>],
    rewritten: &mut Vec<Rewritten>,
) -> Option<Text> {
    // By place: the number before a list of items is said once and meant by each of them.
    let mut edits: BTreeMap<usize, (&Part, String)> = BTreeMap::new();
    for it in references {
        let parts = it.reference.number.iter().chain(&it.reference.items);
        for (part, to) in parts.zip(&it.path) {
            let Some(label) = &labels[*to] else { continue };
            let number = number_of(label);
            if !same_number(number, &part.text) {
                edits.insert(part.range.start, (part, han::like(&part.text, number)));
            }
        }
    }
    let text = paragraph.content.text.as_str();
    let written = |range: std::ops::Range<usize>| {
        let (mut out, mut from) = (String::new(), range.start);
        for (part, new) in edits.range(range.clone()).map(|(_, edit)| edit) {
            out.push_str(&text[from..part.range.start]);
            out.push_str(new);
            from = part.range.end;
        }
        out.push_str(&text[from..range.end]);
        out
    };
    let mut phrases: Vec<_> = references.iter().map(|it| it.reference.phrase.clone()).collect();
    phrases.dedup();
    for phrase in phrases {
        let (old, new) = (text[phrase.clone()].to_owned(), written(phrase));
        if old != new {
            rewritten.push(Rewritten { paragraph: paragraph.id, old, new });
        }
    }
    (!edits.is_empty()).then(|| Text::parse(&written(0..text.len())))
}

/// The new label of each paragraph.
fn count(paragraphs: &[Paragraph]) -> Vec<Option<Label>> {
    let mut running: BTreeMap<series::Key, Series> = BTreeMap::new();
    let mut labels = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        let content = &paragraph.content;
        // What stands under a paragraph or a heading counts anew behind the next one.
        running.retain(|key, _| !key.ends_with(content.kind, content.level));
        let heading = content.kind.is_heading();
        let label = content.label.as_ref().map(|label| {
            let Some(parts) = series::parts(label, content.kind, content.level) else { return label.clone() };
            let letter = series::as_letter(&parts).and_then(|(key, number)| {
                let expects =
                    |(it, series): &(&series::Key, &Series)| it.is_like(&key) && series.expects(&number);
                running.iter().find(expects).map(|(it, _)| (it.clone(), number.clone()))
            });
            let (key, number) = letter.unwrap_or(parts);
            running.entry(key).or_default().next(&number, label)
        });
        if heading {
            running.values_mut().for_each(Series::passes_heading);
        }
        labels.push(label);
    }
    labels
}
