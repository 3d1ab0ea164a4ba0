//! What became of each paragraph, as a person looks it over.

use std::ops::Range;

use super::Later;
use crate::document::Content;
use crate::document::compare::pairing::{Ground, Tie, contained, likeness};
use crate::document::compare::{Comparison, Part, compare};

/// One paragraph of the file, or one that is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its place in the file, from 0; none if it is gone.
    pub new: Option<usize>,
    /// The places in the text before of what it continues.
    pub old: Range<usize>,
    /// What became of it.
    pub fate: Fate,
    /// How much of it stands in what it continues, in a hundred; none where it continues nothing.
    pub like: Option<usize>,
    /// What tells that it continues that.
    pub ground: Option<Ground>,
}

/// What became of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It reads as it did.
    Kept,
    /// Only its number, kind or level is another.
    Relabelled,
    /// Its words changed.
    Changed,
    /// It stands elsewhere.
    Moved,
    /// It stands elsewhere and reads otherwise.
    MovedAndChanged,
    /// It is a piece of one that was split.
    Split,
    /// It was joined from several.
    Joined,
    /// It is new.
    New,
    /// It is gone.
    Gone,
}

impl Later {
    /// What became of each paragraph, in reading order.
    pub fn rows(&self) -> Vec<Row> {
        let comparison = compare(&self.working, &self.made.paragraphs, &self.lineage);
        comparison.parts.iter().flat_map(|part| self.rows_of(&comparison, part)).collect()
    }

    fn rows_of(&self, comparison: &Comparison<'_>, part: &Part) -> Vec<Row> {
        let tied = |old: usize| self.ties.iter().any(|tie| tie.old.contains(&old));
        let gone = part.old_places().filter(|old| !tied(*old) && matches!(part, Part::Deleted { .. }));
        let gone =
            gone.map(|old| Row { new: None, old: old..old + 1, fate: Fate::Gone, like: None, ground: None });
        gone.chain(part.new_places().map(|new| self.row(comparison, part, new))).collect()
    }

    fn row(&self, comparison: &Comparison<'_>, part: &Part, new: usize) -> Row {
        let Some(tie) = self.ties.iter().find(|tie| tie.new.contains(&new)) else {
            return Row { new: Some(new), old: 0..0, fate: Fate::New, like: None, ground: None };
        };
        let first = tie.old[0];
        let (before, after) = (&self.working[first].content, &self.made.paragraphs[new].content);
        let fate = match part {
            _ if tie.new.len() > 1 => Fate::Split,
            _ if tie.old.len() > 1 => Fate::Joined,
            Part::MovedHere { .. } if comparison.differs_in_label_at_most(first, new) => Fate::Moved,
            Part::MovedHere { .. } => Fate::MovedAndChanged,
            _ if before == after => Fate::Kept,
            _ if before.text == after.text => Fate::Relabelled,
            _ => Fate::Changed,
        };
        let old = first..tie.old[tie.old.len() - 1] + 1;
        Row { new: Some(new), old, fate, like: Some(self.like(tie, after)), ground: Some(tie.ground) }
    }

    fn like(&self, tie: &Tie, after: &Content) -> usize {
        let before: Vec<&Content> = tie.old.iter().map(|&at| &self.working[at].content).collect();
        match (&before[..], &tie.new[..]) {
            ([before], [_]) => likeness(before, after),
            (several, _) => contained(several, after),
        }
    }
}
