//! A Word file that was downloaded from us, edited, and sent back: its edits become amendments and comments.
//!
//! Invariant: what was changed and nothing else, made on the issued draft that was downloaded, tracked or not; a file
//! that nobody edited gives nothing. Paragraphs are told by our bookmarks where the words agree, else by their words.
//! Who edited and when is never read into the result.

mod origin;
mod pair;
mod propose;
mod remarks;
mod reshaped;
mod told;
mod words;

#[cfg(test)]
mod tests;

use rustc_hash::{FxHashMap, FxHashSet};

use self::origin::origin;
use self::pair::{Page, Paired, pair};
use self::propose::{Marks, propose};
use self::remarks::{Sheet, remarks};
pub use self::told::{Error, Unmatched, Warning};
use super::docx::{self, Both, Seen};
use super::{MAX_BYTES, sniff};
use crate::document::Paragraph;
use crate::document::compare::{Part, compare};
use crate::document::id::ParagraphId;
use crate::document::label::Label;
use crate::drafting::submission::{Body, Target};
use crate::import;

/// What a returned file proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// Which of the drafts everything here is made on, as an index into those given: the one that was downloaded; of a
    /// redline the later of its two.
    pub draft: usize,
    /// Where a redline was downloaded: the draft whose text it shows as the old one.
    pub against: Option<usize>,
    /// Amendments and comments, in the order of the text.
    pub proposals: Vec<Proposal>,
    /// Paragraphs whose words stayed and whose look changed: listed, and filed only if asked.
    pub formatting: Vec<Formatting>,
    /// What could not be brought to a paragraph of the draft.
    pub unmatched: Vec<Unmatched>,
    /// What to look at before anything is filed.
    pub warnings: Vec<Warning>,
}

impl Returned {
    /// Whether the file says nothing that the draft does not say.
    pub fn is_unchanged(&self) -> bool {
        self.proposals.is_empty() && self.formatting.is_empty() && self.unmatched.is_empty()
    }
}

/// A comment or an amendment of one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The paragraph of the draft it is about, as an index; none is before the first.
    pub place: Option<usize>,
    /// What it is about.
    pub target: Target,
    /// What it says.
    pub body: Body,
    /// Whether the word processor kept track of it.
    pub tracking: Tracking,
}

/// Whether an edit shows in the file as a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tracking {
    /// It does.
    Tracked,
    /// It does not: only the draft tells that it was made.
    Untracked,
    /// Part of it does.
    Both,
}

/// A paragraph whose look changed and whose words did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formatting {
    /// The paragraph of the draft, as an index.
    pub place: usize,
    /// What changed.
    pub look: Look,
    /// The amendment that it makes if it is meant; none where no amendment can say it.
    pub proposal: Option<Proposal>,
}

/// What about a paragraph changed besides its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// Words are emphasised that were not, or no longer.
    Emphasis,
    /// It has another label.
    Label {
        /// As it was.
        old: Option<Label>,
        /// As it is typed or counted now.
        new: Option<Label>,
    },
    /// It is a paragraph of another kind or level.
    Kind,
}

/// Reads a returned file. `drafts` are all issued drafts of the document, the earliest first.
pub fn read(bytes: &[u8], drafts: &[&[Paragraph]]) -> Result<Returned, Error> {
    if bytes.len() > MAX_BYTES {
        return Err(import::Error::TooLarge { bytes: bytes.len() }.into());
    }
    match sniff::format(bytes, "returned.docx")? {
        import::Format::Docx => {}
        import::Format::Text | import::Format::Markdown | import::Format::Json => {
            return Err(import::Error::Refused(import::error::Foreign::NotDocx).into());
        }
    }
    let both = docx::read_both(bytes)?;
    if both.old.is_empty() && both.new.is_empty() {
        return Err(import::Error::Empty.into());
    }
    let (before, after) = (Page::of(&both.old), Page::of(&both.new));
    let from = origin(&both, (&before, &after), drafts)?;
    let (earlier, base) = (drafts[from.old], drafts[from.new]);
    let (old, new) = (pair(earlier, &before), pair(base, &after));
    let is_redline = from.old != from.new;
    let marks = marks(&both, (earlier, base), &old, &new, is_redline);
    let comparison = compare(base, &new.paragraphs, &new.lineage);
    let mut proposed = propose(&comparison, &marks);

    // Of a redline the comments hang on words of the later draft, which its old view lacks.
    let (old_sheet, new_sheet) =
        (Sheet { seen: &both.old, paired: &old }, Sheet { seen: &both.new, paired: &new });
    let words_of = if is_redline { &new_sheet } else { &old_sheet };
    let (comments, unmatched) = remarks(&both.comments, base, (words_of, &new_sheet), is_redline);
    proposed.proposals.extend(comments);
    proposed.unmatched.extend(unmatched);
    proposed.proposals.sort_by_key(|it| it.place);

    let mut warnings = Vec::new();
    let untracked: FxHashSet<usize> = (proposed.proposals.iter())
        .filter(|it| it.tracking != Tracking::Tracked)
        .map(|it| it.place.unwrap_or(0))
        .collect();
    if !untracked.is_empty() {
        let mut places: Vec<usize> = untracked.into_iter().collect();
        places.sort_unstable();
        warnings.push(Warning::Untracked { places });
    }
    let told = |it: &import::Warning| !matches!(it, import::Warning::TrackedChanges(_));
    warnings.extend(both.warnings.into_iter().filter(told).map(Warning::Reading));
    Ok(Returned {
        draft: from.new,
        against: is_redline.then_some(from.old),
        proposals: proposed.proposals,
        formatting: proposed.formatting,
        unmatched: proposed.unmatched,
        warnings,
    })
}

/// What tells of each edit whether the file shows it as a change.
fn marks<'a>(
    both: &Both,
    (earlier, base): (&'a [Paragraph], &'a [Paragraph]),
    old: &'a Paired,
    new: &'a Paired,
    is_redline: bool,
) -> Marks<'a> {
    let contents = |draft: &'a [Paragraph]| draft.iter().map(|it| (it.id, &it.content)).collect();
    let before = compare(earlier, &old.paragraphs, &old.lineage);
    let reshaped: FxHashSet<ParagraphId> = (before.parts.iter())
        .filter_map(|part| match part {
            Part::MovedHere { old, .. } | Part::Split { old, .. } => Some(earlier[*old].id),
            Part::Joined { old, .. } => Some(earlier[old.start].id),
            Part::Same { .. }
            | Part::Changed { .. }
            | Part::Deleted { .. }
            | Part::Inserted { .. }
            | Part::MovedAway { .. } => None,
        })
        .collect();
    let mut typed_before: FxHashMap<usize, &Seen> = FxHashMap::default();
    for (seen, _) in both.old.iter().zip(&old.places).filter(|(_, place)| place.is_none()) {
        typed_before.extend(seen.worded.iter().map(|&block| (block, seen)));
    }
    let mut typed_in: FxHashMap<usize, bool> = FxHashMap::default();
    for (at, seen) in both.new.iter().enumerate().filter(|(at, _)| new.places[*at].is_none()) {
        if let Some(before) = seen.worded.iter().find_map(|block| typed_before.get(block)) {
            typed_in.insert(at, before.words == seen.words);
        }
    }
    Marks {
        draft: contents(earlier),
        later: is_redline.then(|| contents(base)),
        old: contents(&old.paragraphs),
        new: contents(&new.paragraphs),
        reshaped,
        typed_in,
    }
}
