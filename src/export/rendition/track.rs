//! From the engine's byte ranges to runs: what a redline shows of one paragraph, one that was split, or several that
//! were joined.
//!
//! A footnote that changed only inside stays where it is and carries the change within.

use std::ops::Range;

use super::runs::{Mark, Matter, Run, drawn, push};
use crate::document::inline::{Piece, Rich, Text};
use crate::engine::{self, Op};

/// What [`track`] found.
pub(super) struct Tracked {
    /// One list of runs for each paragraph of the glued side.
    pub(super) pieces: Vec<Vec<Run>>,
    /// Whether hardly a word is left.
    pub(super) rewritten: bool,
}

/// The words of several paragraphs as one text, with a space at each seam that is no paragraph's own.
pub(super) struct Glued {
    words: Rich,
    seams: Vec<usize>,
}

impl Glued {
    pub(super) fn of<'a>(paragraphs: impl IntoIterator<Item = &'a Rich>) -> Self {
        let mut glued = Self { words: Rich::default(), seams: Vec::new() };
        for (at, paragraph) in paragraphs.into_iter().enumerate() {
            if at > 0 {
                glued.seams.push(glued.words.as_str().len());
                glued.words.push_str(" ");
            }
            glued.words.push(paragraph, 0..paragraph.as_str().len());
        }
        glued
    }

    fn pieces(&self, range: Range<usize>) -> Vec<Piece<'_>> {
        self.words.pieces_in(range).collect()
    }
}

/// The words of `new` against those of `old`, cut at the seams. At most one side has any.
pub(super) fn track(old: &Glued, new: &Glued) -> Tracked {
    let redline = engine::redline(old.words.source(), new.words.source());
    let rewritten = redline.is_rewritten();
    let new_has_seams = !new.seams.is_empty();
    let mut seams = (if new_has_seams { &new.seams } else { &old.seams }).iter().copied().peekable();
    let mut piece = Hunks::default();
    let mut pieces = Vec::new();
    for (run, moved) in redline.cut_at_moves(old.words.as_str(), new.words.as_str()) {
        let both = matches!(run.op, Op::Equal | Op::Format);
        let (mut o, mut n) = (run.old.start, run.new.start);
        loop {
            let (at, end) = if new_has_seams { (n, run.new.end) } else { (o, run.old.end) };
            let Some(seam) = seams.next_if(|seam| (at..end).contains(seam)) else { break };
            let (old_step, new_step) = steps(run.op, seam - at);
            piece.take(run.op, moved, old.pieces(o..o + old_step), new.pieces(n..n + new_step));
            (o, n) = (o + old_step, n + new_step);
            // The seam is no text, but the space that the other side has there is.
            match (both, new_has_seams) {
                (true, true) => piece.take(Op::Delete, false, old.pieces(o..o + 1), Vec::new()),
                (true, false) => piece.take(Op::Insert, false, Vec::new(), new.pieces(n..n + 1)),
                (false, _) => {}
            }
            let (old_step, new_step) = steps(run.op, 1);
            (o, n) = (o + old_step, n + new_step);
            pieces.push(std::mem::take(&mut piece).finish());
        }
        piece.take(run.op, moved, old.pieces(o..run.old.end), new.pieces(n..run.new.end));
    }
    pieces.push(piece.finish());
    pieces.extend(seams.map(|_| Vec::new()));
    Tracked { pieces, rewritten }
}

/// How far `length` bytes of a run reach in the old and in the new text.
fn steps(op: Op, length: usize) -> (usize, usize) {
    match op {
        Op::Equal | Op::Format => (length, length),
        Op::Delete => (length, 0),
        Op::Insert => (0, length),
    }
}

/// Runs under construction; what went and what came since the last kept word is held back until it can be paired.
#[derive(Default)]
pub(super) struct Hunks<'a> {
    runs: Vec<Run>,
    went: Vec<Changed<'a>>,
    came: Vec<Changed<'a>>,
}

/// A piece that went or came, and whether it was moved.
struct Changed<'a> {
    piece: Piece<'a>,
    moved: bool,
}

impl Changed<'_> {
    fn drawn(&self, mark: Mark) -> Run {
        let run = drawn(&self.piece, mark);
        if self.moved { run.moved() } else { run }
    }
}

impl<'a> Hunks<'a> {
    pub(super) fn take(&mut self, op: Op, moved: bool, old: Vec<Piece<'a>>, new: Vec<Piece<'a>>) {
        let changed = |piece| Changed { piece, moved };
        match op {
            Op::Equal | Op::Format if new.is_empty() => {}
            Op::Equal | Op::Format => {
                self.settle();
                self.keep(old, new);
            }
            Op::Delete => self.went.extend(old.into_iter().map(changed)),
            Op::Insert => self.came.extend(new.into_iter().map(changed)),
        }
    }

    pub(super) fn finish(mut self) -> Vec<Run> {
        self.settle();
        self.runs
    }

    /// The same bytes on both sides; styles may differ.
    fn keep(&mut self, old: Vec<Piece<'a>>, new: Vec<Piece<'a>>) {
        let mut old = old.into_iter();
        let mut before = old.next();
        for now in new {
            let mut text = now.text;
            while let Some(was) = before.as_mut().filter(|_| !text.is_empty()) {
                let length = was.text.len().min(text.len());
                let mark = if was.attr == now.attr { Mark::Kept } else { Mark::Restyled { was: was.attr } };
                let (part, rest) = text.split_at(length);
                push(
                    &mut self.runs,
                    drawn(&Piece { text: part, attr: now.attr, note: now.note.clone() }, mark),
                );
                text = rest;
                was.text = &was.text[length..];
                if was.text.is_empty() {
                    before = old.next();
                }
            }
        }
    }

    /// Draws what went, then what came, around footnotes that can be told to be the same.
    fn settle(&mut self) {
        let mut went = std::mem::take(&mut self.went).into_iter();
        let mut came = std::mem::take(&mut self.came).into_iter();
        loop {
            let old_note = self.draw_to_note(&mut went, Mark::Deleted);
            let new_note = self.draw_to_note(&mut came, Mark::Inserted);
            match (old_note, new_note) {
                (None, None) => return,
                (Some(old), Some(new)) if !old.moved && !new.moved => self.draw_notes(&old.piece, &new.piece),
                (old, new) => {
                    old.iter().for_each(|old| push(&mut self.runs, old.drawn(Mark::Deleted)));
                    new.iter().for_each(|new| push(&mut self.runs, new.drawn(Mark::Inserted)));
                }
            }
        }
    }

    fn draw_to_note(
        &mut self,
        pieces: &mut std::vec::IntoIter<Changed<'a>>,
        mark: Mark,
    ) -> Option<Changed<'a>> {
        for changed in pieces {
            if changed.piece.note.is_some() {
                return Some(changed);
            }
            push(&mut self.runs, changed.drawn(mark));
        }
        None
    }

    fn draw_notes(&mut self, old: &Piece<'a>, new: &Piece<'a>) {
        let words = |piece: &Piece<'_>| Glued::of([&piece.note.as_ref().map(Text::rich).unwrap_or_default()]);
        let inside = track(&words(old), &words(new));
        if inside.rewritten {
            push(&mut self.runs, drawn(old, Mark::Deleted));
            push(&mut self.runs, drawn(new, Mark::Inserted));
        } else {
            let matter = Matter::Footnote(inside.pieces.into_iter().flatten().collect());
            push(&mut self.runs, Run { mark: Mark::Kept, moved: false, matter, leads_to: None });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs as `{-gone-}`, `{+come+}`, `{<moved away<}`, `{>moved here>}`, `{~restyled~}`; styles and footnotes as markup, pieces parted by ` | `.
    fn shown(old: &[&str], new: &[&str]) -> String {
        let glued =
            |texts: &[&str]| Glued::of(&texts.iter().map(|text| Rich::parse(text)).collect::<Vec<_>>());
        let pieces = track(&glued(old), &glued(new)).pieces;
        pieces.iter().map(|runs| line(runs)).collect::<Vec<_>>().join(" | ")
    }

    fn line(runs: &[Run]) -> String {
        let run = |run: &Run| {
            let words = match &run.matter {
                Matter::Words { text, attr } => {
                    format!("{0}{text}{0}", ["", "*", "**", "***"][usize::from(*attr)])
                }
                Matter::Footnote(inside) => format!("^[{}]", line(inside)),
            };
            match run.mark {
                Mark::Kept => words,
                Mark::Inserted if run.moved => format!("{{>{words}>}}"),
                Mark::Deleted if run.moved => format!("{{<{words}<}}"),
                Mark::Inserted => format!("{{+{words}+}}"),
                Mark::Deleted => format!("{{-{words}-}}"),
                Mark::Restyled { .. } => format!("{{~{words}~}}"),
            }
        };
        runs.iter().map(run).collect()
    }

    #[test]
    fn words_styles_and_footnotes_are_told_apart() {
        let rows = [
            ("shared waters matter", "shared waters count", "shared waters {-matter-}{+count+}"),
            ("in *good faith* act", "in good *faith act*", "in {~good ~}*faith*{~* act*~}"),
            (
                "a word^[See para. 9.] here",
                "a word^[See para. 11.] here",
                "a word^[See para. {-9-}{+11+}.] here",
            ),
            ("kept words^[Gone.] all", "kept words all", "kept words{-^[{-Gone.-}]-} all"),
            ("kept words all", "kept words^[Come.] all", "kept words{+^[{+Come.+}]+} all"),
            (
                "same^[One thing.]",
                "same^[Quite another.]",
                "same{-^[{-One thing.-}]-}{+^[{+Quite another.+}]+}",
            ),
        ];
        for (old, new, expected) in rows {
            assert_eq!(shown(&[old], &[new]), expected, "{old} / {new}");
        }
    }

    #[test]
    fn exactly_the_moved_words_carry_the_sign() {
        let stays = "Each State names a focal point. The depositary keeps the list.";
        assert_eq!(
            shown(
                &[&format!("The list^[Of *all*.] is public. {stays}")],
                &[&format!("{stays} The list^[Of *all*.] is public.")]
            ),
            format!(
                "{{<The list<}}{{<^[{{<Of <}}{{<*all*<}}{{<.<}}]<}}{{< is public. <}}{stays}\
                 {{> The list>}}{{>^[{{>Of >}}{{>*all*>}}{{>.>}}]>}}{{> is public.>}}"
            )
        );
        let whole = "Reports are public. Each State names a focal point for the exchange of data. The depositary keeps the list.";
        let parts = [
            "Each State names a focal point for the exchange of data.",
            "The depositary keeps the list. Reports are public.",
        ];
        assert_eq!(
            shown(&[whole], &parts),
            "{<Reports are public. <}Each State names a focal point for the exchange of data.{- -} | \
             The depositary keeps the list.{> Reports are public.>}"
        );
    }

    #[test]
    fn runs_are_cut_at_the_seams_of_the_glued_side() {
        let whole = "Alpha beta gamma. Delta epsilon.";
        let parts = ["Alpha beta gamma.", "Delta epsilon."];
        assert_eq!(shown(&[whole], &parts), "Alpha beta gamma.{- -} | Delta epsilon.");
        assert_eq!(shown(&parts, &[whole]), "Alpha beta gamma.{+ +} | Delta epsilon.");
        assert_eq!(shown(&[whole], &["Alpha beta", "gamma. Delta", "epsilon."]).matches(" | ").count(), 2);
        assert_eq!(shown(&["Alpha."], &["Alpha.", "", "Wholly new."]), "Alpha. |  | {+Wholly new.+}");
    }
}
