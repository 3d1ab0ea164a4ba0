//! The compilation: every submission under its paragraph, unmerged.
//!
//! Invariant: every submission given appears exactly once; the order is by place in the text, then by item name, and
//! says nothing of arrival.

use super::carry::Current;
use super::submission::Submission;
use crate::document::Paragraph;
use crate::document::lineage::Lineage;

/// The submissions of one paragraph.
#[derive(Clone, Debug)]
pub struct Compiled<'a> {
    /// The paragraph.
    pub paragraph: &'a Paragraph,
    /// What was submitted on it, amendments before comments.
    pub submissions: Vec<&'a Submission>,
}

/// All submissions on a draft.
#[derive(Clone, Debug)]
pub struct Compilation<'a> {
    /// Those on the whole text.
    pub general: Vec<&'a Submission>,
    /// Every paragraph in order, whether or not something was submitted on it.
    pub paragraphs: Vec<Compiled<'a>>,
    /// Those whose paragraph this draft no longer has.
    pub lost: Vec<&'a Submission>,
}

/// Compiles. `lineage` leads from the drafts the submissions were made on to `draft`.
pub fn compile<'a>(
    draft: &'a [Paragraph],
    lineage: &Lineage,
    submissions: &'a [Submission],
) -> Compilation<'a> {
    let current = Current::new(draft, lineage);
    let mut compilation = Compilation {
        general: Vec::new(),
        paragraphs: draft.iter().map(|paragraph| Compiled { paragraph, submissions: Vec::new() }).collect(),
        lost: Vec::new(),
    };
    for submission in submissions {
        match submission.target.anchor() {
            None => compilation.general.push(submission),
            Some(anchor) => match current.follow(anchor).first() {
                Some(&place) => compilation.paragraphs[place].submissions.push(submission),
                None => compilation.lost.push(submission),
            },
        }
    }
    let order = |submissions: &mut Vec<&Submission>| {
        submissions.sort_by(|a, b| {
            let key = |it: &Submission| {
                (!it.body.kind().is_amendment(), it.name.place.clone(), it.name.letter, it.id)
            };
            key(a).cmp(&key(b))
        });
    };
    order(&mut compilation.general);
    order(&mut compilation.lost);
    compilation.paragraphs.iter_mut().for_each(|it| order(&mut it.submissions));
    compilation
}
