//! What the words of a submission name that may tell who wrote them, or that such consultations do not admit: States,
//! persons, contexts, somebody speaking for a delegation, another language, a position that was published.
//!
//! Invariant: a finding is a stretch of the words that were given, and says nothing that does not follow from them and
//! from what is published. What the words they were made on name already is no finding. It is a help and not a proof: a
//! State is recognised by the names listed in the assets, a person only by a title before or behind the name.

mod lexicon;
mod persons;
mod published;
mod speaking;
mod tongue;
mod words;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::Range;

use self::lexicon::{Mark, Means, marks};
pub use self::published::{Published, can_be_compared};
use self::words::{Token, tokens};
use super::submission::{Body, Target};
use crate::document::Paragraph;
use crate::document::inline::Text;

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// A State, its people, or what is of it.
    State,
    /// A person.
    Person,
    /// A conflict, or a place whose naming points to one.
    Context,
    /// The writer's own delegation, by the name it has on the roster.
    Own,
    /// The writer, as somebody who speaks for a delegation.
    Speaking,
    /// Words in another language than the text's.
    Language,
    /// Words of a position that was published.
    Published,
}

impl Named {
    /// Whether a submission that names it goes to the co-chairs only, until they let it pass. It follows from the words
    /// and the lists alone: what depended on who wrote them would tell that.
    pub const fn holds(self) -> bool {
        match self {
            Self::State | Self::Person | Self::Context => true,
            Self::Own | Self::Speaking | Self::Language | Self::Published => false,
        }
    }
}

/// Which words of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Those it proposes, or the remark.
    Words,
    /// The rationale.
    Rationale,
}

/// A stretch of a submission's words: one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Which words.
    pub part: Part,
    /// They, without markup.
    pub text: String,
}

/// Something that is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub named: Named,
    /// In which passage.
    pub passage: usize,
    /// Where in it, in bytes.
    pub range: Range<usize>,
    /// The title of the position with the same words.
    pub title: Option<String>,
}

/// What is known besides the words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// The language of the document, as a tag.
    pub language: &'a str,
    /// The name of the writer's delegation; told to nobody but the writer.
    pub own: Option<&'a str>,
    /// The positions that were published.
    pub published: &'a [Published],
}

/// The words of a submission, beside those they were made on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The words, by paragraph.
    pub passages: Vec<Passage>,
    /// What its author had before them.
    base: String,
}

impl Reading {
    /// The words of a submission. `draft` is the one it was made on.
    pub fn of(body: &Body, rationale: Option<&Text>, target: &Target, draft: &[Paragraph]) -> Self {
        let mut passages: Vec<Passage> = Vec::new();
        let mut add = |part, text: String| {
            if !text.trim().is_empty() {
                passages.push(Passage { part, text });
            }
        };
        match body {
            Body::Comment { text } => add(Part::Words, text.plain()),
            Body::Replace { with: contents, .. } | Body::InsertAfter { paragraphs: contents } => {
                contents.iter().for_each(|it| add(Part::Words, it.text.plain()));
            }
            Body::Split { pieces, .. } => pieces.iter().for_each(|it| add(Part::Words, it.plain())),
            Body::Join { joined, .. } => joined.iter().for_each(|it| add(Part::Words, it.plain())),
            Body::ReplaceThroughout { put, .. } => add(Part::Words, put.clone()),
            Body::Delete { .. } | Body::Move { .. } => {}
        }
        if let Some(why) = rationale {
            add(Part::Rationale, why.plain());
        }
        let base = match passages.is_empty() {
            true => String::new(),
            false => before(body, target, draft),
        };
        Self { passages, base }
    }

    /// All that is named, in the order of the words.
    pub fn findings(&self, known: Known<'_>) -> Vec<Finding> {
        let read: Vec<Vec<Token>> = self.passages.iter().map(|it| tokens(&it.text)).collect();
        let mut found = self.names(&read);
        let base = &self.base;
        for (passage, (it, read)) in self.passages.iter().zip(&read).enumerate() {
            let mut put = |named, range: Range<usize>, title| {
                found.push(Finding { named, passage, range, title });
            };
            let speaking = speaking::found(&it.text, read, base);
            speaking.into_iter().for_each(|range| put(Named::Speaking, range, None));
            if let Some(own) = known.own {
                words::whole(&it.text, own, base).into_iter().for_each(|range| put(Named::Own, range, None));
            }
            if let Some(range) = tongue::foreign(&it.text, read, base, known.language) {
                put(Named::Language, range, None);
            }
            for (range, title) in published::shared(&it.text, base, known.published) {
                put(Named::Published, range, Some(title));
            }
        }
        found.sort_by_key(|it| (it.passage, it.range.start, it.range.end, it.named));
        // The own delegation under its name as a State is one finding.
        let states: Vec<(usize, Range<usize>)> = (found.iter().filter(|it| it.named == Named::State))
            .map(|it| (it.passage, it.range.clone()))
            .collect();
        let twice = |it: &Finding| {
            it.named == Named::Own
                && states.iter().any(|(at, range)| *at == it.passage && meet(range, &it.range))
        };
        found.retain(|it| !twice(it));
        found
    }

    /// What of it holds the submission.
    pub fn holding(&self) -> Vec<Finding> {
        let read: Vec<Vec<Token>> = self.passages.iter().map(|it| tokens(&it.text)).collect();
        let mut found = self.names(&read);
        found.retain(|it| it.named.holds());
        found
    }

    /// States, contexts and persons: what follows from the words and the lists alone.
    fn names(&self, read: &[Vec<Token>]) -> Vec<Finding> {
        let mut found = Vec::new();
        let mut known: Option<BTreeSet<Means>> = None;
        for (passage, (it, read)) in self.passages.iter().zip(read).enumerate() {
            let mut named = marks(&it.text, read);
            if !named.is_empty() {
                let known = known.get_or_insert_with(|| {
                    marks(&self.base, &tokens(&self.base)).into_iter().map(|it| it.means).collect()
                });
                named.retain(|it| !known.contains(&it.means));
            }
            let places: Vec<Range<usize>> = named.iter().map(|it| it.range.clone()).collect();
            let persons = persons::found(&it.text, read, &self.base);
            let apart = |range: &Range<usize>| !places.iter().any(|it| meet(it, range));
            found.extend((persons.into_iter().filter(apart)).map(|range| Finding {
                named: Named::Person,
                passage,
                range,
                title: None,
            }));
            found.extend(named.into_iter().map(|Mark { range, means, conflict }| {
                let context = conflict || matches!(means, Means::Region(_));
                let named = if context { Named::Context } else { Named::State };
                Finding { named, passage, range, title: None }
            }));
        }
        found.sort_by_key(|it| (it.passage, it.range.start));
        found
    }
}

fn meet(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The words a submission was made on: its own base, and what its target shows.
fn before(body: &Body, target: &Target, draft: &[Paragraph]) -> String {
    let mut lines: Vec<String> = body.base().map(Text::plain).into_iter().collect();
    let plain = |it: &Paragraph| it.content.text.plain();
    match target {
        Target::Document | Target::Section { .. } => lines.extend(draft.iter().map(plain)),
        Target::Paragraph { paragraph, .. } => {
            lines.extend(draft.iter().filter(|it| it.id == *paragraph).map(plain));
            if let Body::Join { next, .. } = body {
                lines.extend(draft.iter().filter(|it| it.id == *next).map(plain));
            }
        }
    }
    lines.join("\n")
}
