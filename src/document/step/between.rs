//! From the engine's redline to steps.

use std::ops::Range;

use super::brackets::{paired, split};
use super::quote::Quotable;
use super::{Act, Edit, Step, Style, cut};
use crate::document::brackets::told::{Told, told};
use crate::document::inline::{Rich, Text};
use crate::engine::{self, Moved, Op};

/// A stretch that changed: bytes of the old words and of the new ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
    pub(super) is_style: bool,
}

impl Hunk {
    pub(super) fn words(old: Range<usize>, new: Range<usize>) -> Self {
        Self { old, new, is_style: false }
    }

    /// What is done to the bytes.
    pub(super) fn edit(&self, new: &Rich) -> Edit {
        Edit { at: self.old.clone(), put: cut(new, self.new.clone()), to: self.new.start }
    }
}

pub(super) fn steps(old: &Rich, new: &Rich) -> Vec<Step> {
    let quotable = Quotable::of(old);
    if let Some(step) = of_brackets(&quotable, old, new) {
        return vec![step];
    }
    let redline = engine::redline(old.source(), new.source());
    if redline.is_rewritten() {
        let edits = vec![Edit { at: 0..old.as_str().len(), put: new.clone(), to: 0 }];
        return vec![Step { act: Act::Rewrite { words: without_notes(new) }, edits }];
    }
    let mut hunks: Vec<Hunk> = Vec::new();
    for hunk in joined(hunks_of(&redline.runs), old) {
        match split(old, new, &hunk) {
            Some(parts) => hunks.extend(parts),
            None => hunks.extend(around_notes(old, new, &hunk)),
        }
    }
    let mut steps = paired(&quotable, old, new, &mut hunks);
    steps.extend(moved(&quotable, old, new, &redline.moves, &mut hunks));
    steps.extend(hunks.iter().filter_map(|hunk| step(&quotable, old, new, hunk)));
    steps.sort_by_key(|step| step.edits.iter().map(|edit| edit.at.start).min());
    steps
}

/// The one step that a choice between alternatives, or a pair of brackets put or taken away, is.
fn of_brackets(quotable: &Quotable<'_>, old: &Rich, new: &Rich) -> Option<Step> {
    let edits = engine::edits(old.source(), new.source()).into_iter();
    let edits: Vec<Edit> =
        edits.map(|it| Edit { at: it.base, to: it.side.start, put: cut(new, it.side) }).collect();
    let Told::Chosen { words, from } = told(old, new)? else { return None };
    let near = edits.first()?.at.start;
    let starts = old.as_str().match_indices(from.as_str()).map(|(at, _)| at);
    let start = starts.filter(|at| *at <= near).max()?;
    let from = quotable.quote(start..start + from.len());
    Some(Step { act: Act::Choose { words, from }, edits })
}

fn hunks_of(runs: &[engine::Run]) -> Vec<Hunk> {
    let kind = |op: Op| match op {
        Op::Equal => 0,
        Op::Format => 1,
        Op::Delete | Op::Insert => 2,
    };
    let stretches = runs.chunk_by(|a, b| kind(a.op) == kind(b.op));
    let changed = stretches.filter(|runs| runs[0].op != Op::Equal);
    let hunk = |runs: &[engine::Run]| {
        let (first, last) = (&runs[0], &runs[runs.len() - 1]);
        Hunk {
            old: first.old.start..last.old.end,
            new: first.new.start..last.new.end,
            is_style: first.op == Op::Format,
        }
    };
    changed.map(hunk).collect()
}

/// A space between two changes does not part them where words take the place of words.
fn joined(hunks: Vec<Hunk>, old: &Rich) -> Vec<Hunk> {
    let mut all: Vec<Hunk> = Vec::new();
    for hunk in hunks {
        if let Some(last) = all.last_mut()
            && !last.is_style
            && !hunk.is_style
            && !last.old.is_empty()
            && !last.new.is_empty()
            && old.as_str()[last.old.end..hunk.old.start].trim().is_empty()
        {
            (last.old.end, last.new.end) = (hunk.old.end, hunk.new.end);
        } else {
            all.push(hunk);
        }
    }
    all
}

/// A hunk in pieces: a footnote is one of its own, paired with the one that takes its place.
fn around_notes(old: &Rich, new: &Rich, hunk: &Hunk) -> Vec<Hunk> {
    let notes = |text: &Rich, range: &Range<usize>| -> Vec<Range<usize>> {
        let marks = text.source().marks.iter().filter(|mark| mark.atomic);
        let inside = marks.filter(|mark| range.start <= mark.range.start && mark.range.end <= range.end);
        inside.map(|mark| mark.range.clone()).collect()
    };
    let (went, came) = (notes(old, &hunk.old), notes(new, &hunk.new));
    if hunk.is_style || (went.is_empty() && came.is_empty()) {
        return vec![hunk.clone()];
    }
    let mut all = Vec::new();
    let (mut o, mut n) = (hunk.old.start, hunk.new.start);
    for at in 0..went.len().max(came.len()) {
        let old_note = went.get(at).cloned().unwrap_or(hunk.old.end..hunk.old.end);
        let new_note = came.get(at).cloned().unwrap_or(hunk.new.end..hunk.new.end);
        all.push(Hunk::words(o..old_note.start, n..new_note.start));
        (o, n) = (old_note.end, new_note.end);
        all.push(Hunk::words(old_note, new_note));
    }
    all.push(Hunk::words(o..hunk.old.end, n..hunk.new.end));
    all.retain(|it| cut(old, it.old.clone()) != cut(new, it.new.clone()));
    all
}

/// Clauses that only stand elsewhere; their hunks are taken out.
fn moved(
    quotable: &Quotable<'_>,
    old: &Rich,
    new: &Rich,
    moves: &[Moved],
    hunks: &mut Vec<Hunk>,
) -> Vec<Step> {
    let mut steps = Vec::new();
    for Moved { old: from, new: to } in moves {
        let holds =
            |range: &Range<usize>, words: &Range<usize>| range.start <= words.start && words.end <= range.end;
        let goes = hunks.iter().position(|it| it.new.is_empty() && holds(&it.old, from));
        let comes = hunks.iter().position(|it| it.old.is_empty() && holds(&it.new, to));
        let (Some(goes), Some(comes)) = (goes, comes) else { continue };
        // Words that come or go beside it are no part of the move.
        let alone = |text: &Rich, range: &Range<usize>, words: &Range<usize>| {
            text.as_str()[range.clone()].trim().len() == words.len()
        };
        let both = alone(old, &hunks[goes].old, from) && alone(new, &hunks[comes].new, to);
        if !both || cut(old, from.clone()) != cut(new, to.clone()) {
            continue;
        }
        let place = quotable.place(hunks[comes].old.start);
        let act = Act::Move { words: quotable.quote(from.clone()), place };
        let mut edits = vec![hunks[goes].edit(new), hunks[comes].edit(new)];
        edits.sort_by_key(|edit| edit.at.start);
        steps.push(Step { act, edits });
        hunks.remove(goes.max(comes));
        hunks.remove(goes.min(comes));
    }
    steps
}

fn step(quotable: &Quotable<'_>, old: &Rich, new: &Rich, hunk: &Hunk) -> Option<Step> {
    if hunk.old.is_empty() && hunk.new.is_empty() {
        return None;
    }
    let (went, came) = (&old.as_str()[hunk.old.clone()], &new.as_str()[hunk.new.clone()]);
    let edits = vec![hunk.edit(new)];
    let place = || quotable.place(hunk.old.start);
    let quote = || quotable.quote(hunk.old.clone());
    if hunk.is_style {
        let act = if went.trim().is_empty() {
            Act::Space { place: place() }
        } else {
            Act::Restyle { words: quote(), style: style(&edits[0].put) }
        };
        return Some(Step { act, edits });
    }
    let act = match (note(old, &hunk.old), note(new, &hunk.new)) {
        (Some(before), Some(after)) => {
            Act::InNote { number: number(old, hunk.old.start), steps: steps(&before.rich(), &after.rich()) }
        }
        (Some(_), None) if came.trim().is_empty() => Act::DropNote { number: number(old, hunk.old.start) },
        (None, Some(after)) if went.trim().is_empty() => {
            Act::AddNote { words: after.rich().as_str().to_owned(), place: place() }
        }
        _ => match (went.trim().is_empty(), came.trim().is_empty()) {
            (true, true) => Act::Space { place: place() },
            (true, false) => Act::Insert { words: came.trim().to_owned(), place: place() },
            (false, true) => Act::Delete { words: quote() },
            (false, false) => Act::Replace { old: quote(), new: came.trim().to_owned() },
        },
    };
    Some(Step { act, edits })
}

/// How words are set, if all of them alike.
fn style(words: &Rich) -> Style {
    let mut attrs = words.pieces().filter(|it| !it.text.trim().is_empty()).map(|it| it.attr);
    let first = attrs.next().unwrap_or_default();
    if attrs.all(|attr| attr == first) { Style::of(first) } else { Style::Other }
}

/// The words of the footnote that a range is.
fn note(text: &Rich, range: &Range<usize>) -> Option<Text> {
    let mut pieces = text.pieces_in(range.clone()).filter(|piece| !piece.text.trim().is_empty());
    let first = pieces.next()?;
    if pieces.next().is_some() { None } else { first.note }
}

/// Which footnote of the paragraph stands at a byte, from 1.
fn number(text: &Rich, at: usize) -> usize {
    text.source().marks.iter().filter(|mark| mark.atomic && mark.range.end <= at).count() + 1
}

fn without_notes(text: &Rich) -> String {
    text.pieces().filter(|piece| piece.note.is_none()).map(|piece| piece.text).collect()
}
