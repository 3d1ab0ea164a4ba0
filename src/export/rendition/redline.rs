//! The redline: a comparison of two drafts as passages.

use rustc_hash::FxHashMap;

use super::runs::{Mark, Parts, whole};
use super::track::{Glued, track};
use super::{
    Block, Cover, Form, Language, ListedChange, Passage, Remark, Rendition, Seam, Standing, View, Vocabulary,
};
use crate::document::brackets::told::only;
use crate::document::compare::{ChangeKind, Comparison, Part};
use crate::document::outline::spoken_names;
use crate::document::verbs::{Tongue, of_comparison};
use crate::document::{Content, Paragraph};

impl Rendition {
    /// What changed from one draft to the next.
    pub fn redline(comparison: &Comparison<'_>, cover: Cover, language: Language) -> Self {
        let mut rendition = Self::bare(View::Redline, cover, language);
        let places = Places::of(comparison, &rendition.vocabulary);
        let changes = comparison.changes();
        let mut numbers = changes.iter().peekable();
        for (at, part) in comparison.parts.iter().enumerate() {
            let mut passages = passages(comparison, &places, part);
            let number = numbers.next_if(|change| change.part == at).map(|change| change.number);
            if let Some(first) = passages.first_mut() {
                first.change = number;
            }
            rendition.blocks.extend(passages.into_iter().map(Block::Passage));
        }
        rendition.changes = listed(comparison, &places);
        rendition
    }
}

/// One change and the paragraphs that show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The change, as the list of changes has it.
    pub listed: ListedChange,
    /// Both drafts' paragraphs that it is about, what changed marked on them.
    pub passages: Vec<Passage>,
}

/// The changes from one draft to the next, each by itself.
pub fn one_by_one(comparison: &Comparison<'_>, vocabulary: &Vocabulary) -> Vec<Shown> {
    let places = Places::of(comparison, vocabulary);
    let changes = comparison.changes().into_iter().zip(listed(comparison, &places));
    changes
        .map(|(change, listed)| Shown {
            passages: passages(comparison, &places, &comparison.parts[change.part]),
            listed,
        })
        .collect()
}

/// The numbered list of changes.
fn listed(comparison: &Comparison<'_>, places: &Places) -> Vec<ListedChange> {
    let texts = comparison.old.iter().chain(comparison.new).map(|it| it.content.text.as_str());
    let mut verbs: FxHashMap<_, _> = of_comparison(comparison, Tongue::of(texts)).into_iter().collect();
    comparison
        .changes()
        .iter()
        .map(|change| ListedChange {
            number: change.number,
            anchor: change.paragraph,
            place: match (&comparison.parts[change.part], change.kind) {
                (part, ChangeKind::Deleted | ChangeKind::Split) => {
                    places.old[part.old_places().start].clone()
                }
                (part, _) => places.new[part.new_places().start].clone(),
            },
            kind: change.kind,
            verbs: verbs.remove(&change.part).unwrap_or_default(),
            brackets: match comparison.parts[change.part] {
                Part::Changed { old, new } if change.kind == ChangeKind::Words => {
                    let words = |paragraph: &Paragraph| paragraph.content.text.rich();
                    only(&words(&comparison.old[old]), &words(&comparison.new[new]))
                }
                _ => None,
            },
        })
        .collect()
}

/// How the paragraphs of both drafts are spoken of.
pub(super) struct Places {
    pub(super) old: Vec<String>,
    pub(super) new: Vec<String>,
}

impl Places {
    pub(super) fn of(comparison: &Comparison<'_>, vocabulary: &Vocabulary) -> Self {
        let names =
            |draft: &[Paragraph]| spoken_names(draft).iter().map(|name| vocabulary.place(name)).collect();
        Self { old: names(comparison.old), new: names(comparison.new) }
    }
}

pub(super) fn passages(comparison: &Comparison<'_>, places: &Places, part: &Part) -> Vec<Passage> {
    let (before, after) = (comparison.old, comparison.new);
    match *part {
        Part::Same { new, .. } => vec![kept(&after[new])],
        Part::Changed { old, new } => vec![changed(&before[old].content, &after[new])],
        Part::Deleted { old } => vec![deleted(&before[old])],
        Part::Inserted { new } => vec![inserted(&after[new])],
        Part::MovedAway { old, new } => {
            let remark = Some(Remark::MovedTo(places.new[new].clone()));
            vec![Passage { anchor: None, remark, ..deleted(&before[old]) }]
        }
        Part::MovedHere { old, new } => {
            let (was, is) = (&before[old].content, &after[new]);
            let place = places.old[old].clone();
            if comparison.differs_in_label_at_most(old, new) {
                return vec![Passage { remark: Some(Remark::MovedFrom(place)), ..inserted(is) }];
            }
            let remark = Some(Remark::MovedAndChangedFrom(place));
            vec![Passage { standing: Standing::Inserted, was: None, remark, ..changed(was, is) }]
        }
        Part::Split { old, ref new } => {
            let remark = || Remark::SplitFrom(places.old[old].clone());
            reshaped(&before[old..=old], &after[new.clone()], remark)
        }
        Part::Joined { ref old, new } => {
            let remark = || Remark::JoinedTo(places.new[new].clone());
            reshaped(&before[old.clone()], &after[new..=new], remark)
        }
    }
}

pub(super) fn kept(paragraph: &Paragraph) -> Passage {
    Passage::whole(paragraph, Mark::Kept, Standing::Kept, Some(paragraph.id))
}

fn inserted(paragraph: &Paragraph) -> Passage {
    Passage::whole(paragraph, Mark::Inserted, Standing::Inserted, Some(paragraph.id))
}

fn deleted(paragraph: &Paragraph) -> Passage {
    Passage::whole(paragraph, Mark::Deleted, Standing::Deleted, Some(paragraph.id))
}

fn changed(old: &Content, new: &Paragraph) -> Passage {
    let (was, is) = (Parts::of(old), Parts::of(&new.content));
    let tracked = track(&Glued::of([&was.words]), &Glued::of([&is.words]));
    let (standing, words) = if tracked.rewritten {
        let old = whole(&was.words, Mark::Deleted);
        (Standing::Rewritten, old.into_iter().chain(whole(&is.words, Mark::Inserted)).collect())
    } else {
        (Standing::Kept, tracked.pieces.into_iter().flatten().collect())
    };
    let (form, was_form) = (Form::of(&new.content), Form::of(old));
    Passage {
        anchor: Some(new.id),
        form,
        was: (form != was_form).then_some(was_form),
        standing,
        seam: Seam::Kept,
        remark: None,
        label: is.label_runs_since(&was),
        words,
        change: None,
        notes: Vec::new(),
    }
}

/// One paragraph that became several, or several that became one: the seams between the pieces came or went. Where
/// the pieces differ in form a seam would carry one form over to another piece, so everything is shown whole.
fn reshaped(old: &[Paragraph], new: &[Paragraph], remark: impl Fn() -> Remark) -> Vec<Passage> {
    let parts = |draft: &[Paragraph]| -> Vec<Parts> { draft.iter().map(|p| Parts::of(&p.content)).collect() };
    let (was, is) = (parts(old), parts(new));
    let tracked = track(&Glued::of(was.iter().map(|p| &p.words)), &Glued::of(is.iter().map(|p| &p.words)));
    let form = Form::of(&old[0].content);
    let alike = old.iter().chain(new).all(|paragraph| Form::of(&paragraph.content) == form);
    if tracked.rewritten || !alike {
        return replaced(old, new, remark);
    }
    let (many, mark, seam) = match new.len() {
        1 => (old, Mark::Deleted, Seam::Deleted),
        _ => (new, Mark::Inserted, Seam::Inserted),
    };
    let label = |at: usize| match (at, seam) {
        (0, _) => is[0].label_runs_since(&was[0]),
        (_, Seam::Inserted) => is[at].label_runs(mark),
        (_, Seam::Kept | Seam::Deleted) => was[at].label_runs(mark),
    };
    (many.iter().zip(tracked.pieces).enumerate())
        .map(|(at, (paragraph, words))| Passage {
            anchor: Some(paragraph.id),
            form,
            was: None,
            standing: Standing::Kept,
            seam: if at + 1 < many.len() { seam } else { Seam::Kept },
            remark: (at > 0).then(&remark),
            label: label(at),
            words,
            change: None,
            notes: Vec::new(),
        })
        .collect()
}

/// The old paragraphs whole, then the new ones whole; the remark goes to all but the first of the many.
fn replaced(old: &[Paragraph], new: &[Paragraph], remark: impl Fn() -> Remark) -> Vec<Passage> {
    let shown_again = |paragraph: &Paragraph| new.iter().any(|other| other.id == paragraph.id);
    let gone = old.iter().enumerate().map(|(at, paragraph)| Passage {
        anchor: (!shown_again(paragraph)).then_some(paragraph.id),
        remark: (at > 0).then(&remark),
        ..deleted(paragraph)
    });
    let come = new
        .iter()
        .enumerate()
        .map(|(at, paragraph)| Passage { remark: (at > 0).then(&remark), ..inserted(paragraph) });
    gone.chain(come).collect()
}
