//! The acts by hand that make one text read as another.

use std::collections::BTreeMap;

use super::super::carry::joined;
use super::super::desk::{Act, Deed, Shape};
use super::super::ledger::Source;
use super::super::offset::{self, Snap};
use crate::document::compare::heaviest_chain;
use crate::document::compare::pairing::Tie;
use crate::document::id::{ActId, ParagraphId};
use crate::document::inline::{Rich, Text};
use crate::document::{Content, Paragraph};
use crate::engine;

/// A text while acts are made for it.
struct Work<'a, I> {
    order: Vec<ParagraphId>,
    words: BTreeMap<ParagraphId, Text>,
    file: &'a [Content],
    source: Source,
    id: I,
    acts: Vec<Act>,
}

/// Everything but labels and shapes: joins, splits, deletions, moves, new paragraphs, words.
pub(super) fn rewritten(
    working: &[Paragraph],
    file: &[Content],
    ties: &[Tie],
    source: Source,
    id: impl FnMut() -> ActId,
) -> Vec<Act> {
    let mut work = Work {
        order: working.iter().map(|it| it.id).collect(),
        words: working.iter().map(|it| (it.id, it.content.text.clone())).collect(),
        file,
        source,
        id,
        acts: Vec::new(),
    };
    let mut ids: Vec<Option<ParagraphId>> = vec![None; file.len()];
    for tie in ties {
        let olds: Vec<ParagraphId> = tie.old.iter().map(|&at| working[at].id).collect();
        ids[tie.new[0]] = Some(olds[0]);
        if let [new] = tie.new[..] {
            work.join(&olds, &file[new].text);
        } else {
            let pieces: Vec<Text> = tie.new.iter().map(|&at| file[at].text.clone()).collect();
            for (&at, piece) in tie.new.iter().zip(work.split(olds[0], &pieces)).skip(1) {
                ids[at] = Some(piece);
            }
        }
    }
    work.delete(&ids);
    work.arrange(&ids);
    work.write(&ids);
    work.acts
}

/// Labels, kinds and levels, where all else is done. `base` is the draft on the desk: what is new to it and has no
/// number is said to have none, or the desk would give it one once those around it have theirs.
pub(super) fn reshaped(
    base: &[Paragraph],
    made: &[Paragraph],
    file: &[Content],
    source: Source,
    id: &mut impl FnMut() -> ActId,
) -> Vec<Act> {
    let differs = |(paragraph, content): &(&Paragraph, &Content)| {
        let own = &paragraph.content;
        own.label != content.label || Shape::of(own) != Shape::of(content)
    };
    if !made.iter().zip(file).any(|it| differs(&it)) {
        return Vec::new();
    }
    let is_new = |paragraph: &Paragraph| !base.iter().any(|it| it.id == paragraph.id);
    let unnumbered = |(paragraph, content): &(&Paragraph, &Content)| {
        content.label.is_none() && !content.kind.is_heading() && is_new(paragraph)
    };
    let act = |(paragraph, content): (&Paragraph, &Content)| Act {
        id: id(),
        deed: Deed::Relabel {
            paragraph: paragraph.id,
            label: content.label.clone(),
            shape: Some(Shape::of(content)),
            source,
        },
    };
    made.iter().zip(file).filter(|it| differs(it) || unnumbered(it)).map(act).collect()
}

impl<I: FnMut() -> ActId> Work<'_, I> {
    fn act(&mut self, deed: Deed) -> ActId {
        let id = (self.id)();
        self.acts.push(Act { id, deed });
        id
    }

    fn join(&mut self, olds: &[ParagraphId], whole: &Text) {
        let first = olds[0];
        for (at, &next) in olds.iter().enumerate().skip(1) {
            let both = [self.words[&first].clone(), self.words[&next].clone()];
            let joined = if at + 1 == olds.len() { whole.clone() } else { joined(&both).to_text() };
            self.words.insert(first, joined.clone());
            self.order.retain(|it| *it != next);
            self.act(Deed::Join { paragraph: first, next, joined, source: self.source });
        }
    }

    /// Splits a paragraph where the pieces meet; says what the pieces are called.
    fn split(&mut self, paragraph: ParagraphId, pieces: &[Text]) -> Vec<ParagraphId> {
        let pieces = cut(&self.words[&paragraph].rich(), pieces).unwrap_or_else(|| pieces.to_vec());
        let act = self.act(Deed::Split { paragraph, pieces: pieces.clone(), source: self.source });
        let later = (1..pieces.len()).map(|n| ParagraphId::brought_by(act, n));
        let ids: Vec<ParagraphId> = std::iter::once(paragraph).chain(later).collect();
        let at = self.order.iter().position(|it| *it == paragraph).map_or(self.order.len(), |at| at + 1);
        self.order.splice(at..at, ids[1..].iter().copied());
        self.words.extend(ids.iter().copied().zip(pieces));
        ids
    }

    /// Deletes what the file has no more; neighbours in one act.
    fn delete(&mut self, ids: &[Option<ParagraphId>]) {
        let stays = |id: &ParagraphId| ids.contains(&Some(*id));
        let runs: Vec<Vec<ParagraphId>> = (self.order.chunk_by(|a, b| stays(a) == stays(b)))
            .filter(|run| !stays(&run[0]))
            .map(<[_]>::to_vec)
            .collect();
        self.order.retain(stays);
        for paragraphs in runs {
            self.act(Deed::Delete { paragraphs, source: self.source });
        }
    }

    /// Brings what stays into the order of the file with the least text moved, and puts what is new between.
    fn arrange(&mut self, ids: &[Option<ParagraphId>]) {
        let place = |id: &ParagraphId| ids.iter().position(|it| *it == Some(*id));
        let pairs: Vec<(usize, usize)> =
            self.order.iter().enumerate().filter_map(|(at, id)| Some((at, place(id)?))).collect();
        let file = self.file;
        let stays: Vec<usize> = (heaviest_chain(&pairs, |(_, new)| file[new].text.as_str().len() + 1).iter())
            .map(|&(_, new)| new)
            .collect();
        #[derive(PartialEq)]
        enum How {
            Stays,
            Moves,
            Comes,
        }
        let how = |new: &usize| match ids[*new] {
            None => How::Comes,
            Some(_) if stays.binary_search(new).is_ok() => How::Stays,
            Some(_) => How::Moves,
        };
        let all: Vec<usize> = (0..ids.len()).collect();
        let mut after = None;
        for run in all.chunk_by(|a, b| how(a) == how(b)) {
            let kept: Vec<ParagraphId> = run.iter().filter_map(|&new| ids[new]).collect();
            let last = run.len() - 1;
            after = match how(&run[0]) {
                How::Stays => kept.last().copied(),
                How::Moves => {
                    let source = self.source;
                    self.act(Deed::Move { paragraphs: kept.clone(), after, source });
                    kept.last().copied()
                }
                How::Comes => {
                    let paragraphs = run.iter().map(|&new| self.file[new].clone()).collect();
                    let act = self.act(Deed::Insert { after, paragraphs, source: self.source });
                    Some(ParagraphId::brought_by(act, last))
                }
            };
        }
    }

    fn write(&mut self, ids: &[Option<ParagraphId>]) {
        for (content, id) in self.file.iter().zip(ids) {
            let Some((paragraph, old)) = id.and_then(|id| Some((id, self.words.get(&id)?.clone()))) else {
                continue;
            };
            if old != content.text {
                self.act(Deed::Write { paragraph, old, new: content.text.clone(), source: self.source });
            }
        }
    }
}

/// The words of a paragraph cut where the pieces that it became meet; none where a piece would have no words.
fn cut(words: &Rich, pieces: &[Text]) -> Option<Vec<Text>> {
    let whole = joined(pieces);
    let edits = engine::edits(words.source(), whole.source());
    let mut at = 0;
    let mut ends: Vec<usize> = Vec::new();
    for piece in pieces {
        at += piece.rich().as_str().len();
        ends.push(offset::carry(edits.iter().map(|edit| (&edit.side, &edit.base)), at, Snap::End));
        at += 1;
    }
    let text = words.as_str();
    *ends.last_mut()? = text.len();
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let part = |(start, end): (usize, usize)| {
        let kept = text.get(start..end)?;
        let start = end - kept.trim_start().len();
        let mut part = Rich::default();
        part.push(words, start..start + kept.trim().len());
        Some(part.to_text()).filter(|part| !part.is_empty())
    };
    starts.zip(ends.iter().copied()).map(part).collect()
}
