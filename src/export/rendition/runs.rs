//! Runs: stretches of words under one style and one mark, and footnotes among them.
//!
//! Invariant: a run is never empty, and neighbours that could be one run are one.

use std::ops::Range;

use crate::document::Content;
use crate::document::id::ParagraphId;
use crate::document::inline::{Piece, Rich, STRONG};

/// A stretch of words or a footnote, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What became of it.
    pub mark: Mark,
    /// Whether its words stand in the other text of the paragraph too, elsewhere: moved away if it is deleted, moved
    /// here if it is inserted.
    pub moved: bool,
    /// What it holds.
    pub matter: Matter,
    /// The paragraph that it refers to, where it is a reference to one and the file can lead there.
    pub leads_to: Option<ParagraphId>,
}

/// What became of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is in both texts.
    Kept,
    /// It is in the new text only.
    Inserted,
    /// It is in the old text only.
    Deleted,
    /// It is in both texts; in the old one with these attribute bits.
    Restyled {
        /// The old attribute bits.
        was: u8,
    },
}

/// What a run holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// Words of one style.
    Words {
        /// The characters.
        text: String,
        /// [`EMPHASIS`](crate::document::inline::EMPHASIS) and [`STRONG`] bits.
        attr: u8,
    },
    /// A footnote and its own runs.
    Footnote(Vec<Run>),
}

impl Run {
    /// Whether it is a footnote.
    pub fn is_note(&self) -> bool {
        matches!(self.matter, Matter::Footnote(_))
    }

    /// Plain words that nothing happened to.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::words(Mark::Kept, text)
    }

    /// Strong words that nothing happened to.
    pub fn strong(text: impl Into<String>) -> Self {
        let matter = Matter::Words { text: text.into(), attr: STRONG };
        Self { mark: Mark::Kept, moved: false, matter, leads_to: None }
    }

    /// Plain words that came.
    pub fn inserted(text: impl Into<String>) -> Self {
        Self::words(Mark::Inserted, text)
    }

    /// Plain words that went.
    pub fn deleted(text: impl Into<String>) -> Self {
        Self::words(Mark::Deleted, text)
    }

    pub(super) fn words(mark: Mark, text: impl Into<String>) -> Self {
        Self { mark, moved: false, matter: Matter::Words { text: text.into(), attr: 0 }, leads_to: None }
    }

    /// The same as moved words, footnotes and all.
    pub(super) fn moved(self) -> Self {
        let matter = match self.matter {
            Matter::Footnote(inside) => Matter::Footnote(inside.into_iter().map(Self::moved).collect()),
            words @ Matter::Words { .. } => words,
        };
        Self { moved: true, matter, ..self }
    }

    /// Whether it is drawn under one sign with another.
    pub fn is_marked_like(&self, other: &Self) -> bool {
        (self.mark, self.moved) == (other.mark, other.moved)
    }
}

/// The words that runs lead from and to: without what came, without what went.
pub fn sides(runs: &[Run]) -> (Rich, Rich) {
    let (mut old, mut new) = (Rich::default(), Rich::default());
    for run in runs {
        match &run.matter {
            Matter::Words { text, attr } => {
                match run.mark {
                    Mark::Inserted => {}
                    Mark::Restyled { was } => old.push_styled(text, was),
                    Mark::Kept | Mark::Deleted => old.push_styled(text, *attr),
                }
                if run.mark != Mark::Deleted {
                    new.push_styled(text, *attr);
                }
            }
            Matter::Footnote(inside) => {
                let (before, after) = sides(inside);
                if run.mark != Mark::Inserted {
                    old.push_note(&before.to_text());
                }
                if run.mark != Mark::Deleted {
                    new.push_note(&after.to_text());
                }
            }
        }
    }
    (old, new)
}

/// A paragraph taken apart as it is shown: brackets and label, then the words.
pub(super) struct Parts {
    lead: String,
    label: String,
    pub(super) words: Rich,
}

impl Parts {
    pub(super) fn of(content: &Content) -> Self {
        match &content.label {
            None => Self { lead: String::new(), label: String::new(), words: content.text.rich() },
            Some(label) => {
                let (lead, words) = content.text_around_label();
                Self { lead: lead.to_owned(), label: label.to_string(), words: Rich::parse(words) }
            }
        }
    }

    pub(super) fn label_runs(&self, mark: Mark) -> Vec<Run> {
        let shown = format!("{}{}", self.lead, self.label);
        if shown.is_empty() { Vec::new() } else { vec![Run::words(mark, shown)] }
    }

    /// The brackets and the label, each replaced whole where it changed.
    pub(super) fn label_runs_since(&self, old: &Parts) -> Vec<Run> {
        let mut runs = Vec::new();
        for (old, new) in [(&old.lead, &self.lead), (&old.label, &self.label)] {
            let parts: &[(Mark, &String)] = if old == new {
                &[(Mark::Kept, new)]
            } else {
                &[(Mark::Deleted, old), (Mark::Inserted, new)]
            };
            for (mark, shown) in parts.iter().filter(|(_, shown)| !shown.is_empty()) {
                push(&mut runs, Run::words(*mark, shown.as_str()));
            }
        }
        runs
    }
}

/// All of `rich` under one mark.
pub(super) fn whole(rich: &Rich, mark: Mark) -> Vec<Run> {
    let mut runs = Vec::new();
    for piece in rich.pieces() {
        push(&mut runs, drawn(&piece, mark));
    }
    runs
}

/// All of `rich` kept, and the stretches that refer to paragraphs as runs of their own; sorted and disjoint.
pub(super) fn linked(rich: &Rich, links: &[(Range<usize>, ParagraphId)]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut from = 0;
    let plain = |runs: &mut Vec<Run>, range: Range<usize>| {
        rich.pieces_in(range).for_each(|piece| push(runs, drawn(&piece, Mark::Kept)));
    };
    for (range, target) in links.iter().filter(|(range, _)| is_words(rich, range)) {
        plain(&mut runs, from..range.start);
        for piece in rich.pieces_in(range.clone()) {
            push(&mut runs, Run { leads_to: Some(*target), ..drawn(&piece, Mark::Kept) });
        }
        from = range.end;
    }
    plain(&mut runs, from..rich.as_str().len());
    runs
}

/// Whether a range is words in the line, not part of a footnote.
fn is_words(rich: &Rich, range: &Range<usize>) -> bool {
    let mut pieces = rich.pieces_in(range.clone()).peekable();
    let mut length = 0;
    pieces.all(|piece| {
        length += piece.text.len();
        piece.note.is_none()
    }) && length == range.len()
}

/// Appends a run, to the last one where they are alike.
pub(super) fn push(runs: &mut Vec<Run>, run: Run) {
    if let (Some(last), Matter::Words { text, attr }) = (runs.last_mut(), &run.matter)
        && last.is_marked_like(&run)
        && let Matter::Words { text: before, attr: attr_before } = &mut last.matter
        && (*attr_before, last.leads_to) == (*attr, run.leads_to)
    {
        before.push_str(text);
        return;
    }
    runs.push(run);
}

/// One piece of a text as a run; a footnote with all its words under the same mark.
pub(super) fn drawn(piece: &Piece<'_>, mark: Mark) -> Run {
    let matter = match &piece.note {
        Some(note) => Matter::Footnote(whole(&note.rich(), mark)),
        None => Matter::Words { text: piece.text.to_owned(), attr: piece.attr },
    };
    Run { mark, moved: false, matter, leads_to: None }
}
