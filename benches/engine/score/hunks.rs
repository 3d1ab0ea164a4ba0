//! Scores redlines hunk by hunk.
//!
//! Positions count characters that are not white space, so that an engine which drops white space is not punished for
//! it twice; whether it gives back both texts exactly is a figure of its own. A pure insertion or deletion that could as
//! well stand elsewhere counts at the leftmost of those places, for engine and truth alike.

use super::Measure;
use crate::generate::{Op, Piece, Sample, without};
use std::ops::Range;

/// What a redline is worth, over samples.
#[derive(Clone, Debug, Default)]
pub(crate) struct Redlines {
    /// Whole hunks found.
    pub(crate) hunks: Measure,
    /// Words shown as kept inside what was replaced as a whole, for every true hunk.
    pub(crate) islands: Measure,
    /// Edges inside a word, for every true hunk.
    pub(crate) cuts: Measure,
    /// Both texts given back byte for byte.
    pub(crate) exact: Measure,
}

/// A change by its place in both texts.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Hunk {
    old: Range<usize>,
    new: Range<usize>,
}

/// A redline without white space.
#[derive(Debug, Default)]
struct Marked {
    hunks: Vec<Hunk>,
    old: Vec<char>,
    new: Vec<char>,
}

impl Redlines {
    /// Scores one redline; nothing where the engine gave none.
    pub(crate) fn add(&mut self, sample: &Sample, pieces: Option<&[Piece]>) {
        let truth = marked(&sample.truth);
        let expected = truth.hunks.len();
        let pieces = pieces.unwrap_or_default();
        let (old, new) = (without(pieces, Op::Inserted), without(pieces, Op::Deleted));
        self.exact.count(old == sample.old && new == sample.new);
        let found = marked(pieces);
        if found.old != truth.old || found.new != truth.new {
            self.hunks.found(0, 0, expected);
            return;
        }
        let islands = found.hunks.windows(2).filter(|pair| {
            let kept = pair[0].old.end..pair[1].old.start;
            truth
                .hunks
                .iter()
                .any(|hunk| !hunk.old.is_empty() && hunk.old.start <= kept.start && kept.end <= hunk.old.end)
        });
        self.islands.add(islands.count() as f64, expected as f64);
        self.cuts.add(cuts(pieces, sample.language) as f64, expected as f64);
        let (found, truth) = (leftmost(&found), leftmost(&truth));
        let rightly = found.iter().filter(|hunk| truth.contains(hunk)).count();
        self.hunks.found(rightly, found.len() - rightly, truth.len() - rightly);
    }
}

fn marked(pieces: &[Piece]) -> Marked {
    let mut marked = Marked::default();
    let mut open = false;
    for piece in pieces {
        let text: Vec<char> = piece.text.chars().filter(|c| !c.is_whitespace()).collect();
        if text.is_empty() {
            continue;
        }
        if piece.op != Op::Kept && !open {
            let (old, new) = (marked.old.len(), marked.new.len());
            marked.hunks.push(Hunk { old: old..old, new: new..new });
        }
        open = piece.op != Op::Kept;
        if piece.op != Op::Inserted {
            marked.old.extend(&text);
        }
        if piece.op != Op::Deleted {
            marked.new.extend(&text);
        }
        if let Some(last) = marked.hunks.last_mut().filter(|_| open) {
            last.old.end = marked.old.len();
            last.new.end = marked.new.len();
        }
    }
    marked
}

/// The hunks, every pure insertion and deletion as far left as it can stand.
fn leftmost(marked: &Marked) -> Vec<Hunk> {
    let mut slid: Vec<Hunk> = Vec::new();
    for hunk in &marked.hunks {
        let mut hunk = hunk.clone();
        let floor = slid.last().map_or((0, 0), |last| (last.old.end, last.new.end));
        let (text, range) = match (hunk.old.is_empty(), hunk.new.is_empty()) {
            (true, false) => (&marked.new, hunk.new.clone()),
            (false, true) => (&marked.old, hunk.old.clone()),
            _ => (&marked.old, 0..0),
        };
        let room = (hunk.old.start - floor.0).min(hunk.new.start - floor.1);
        let by = (0..room.min(range.start))
            .take_while(|by| !range.is_empty() && text[range.start - by - 1] == text[range.end - by - 1])
            .count();
        hunk.old = hunk.old.start - by..hunk.old.end - by;
        hunk.new = hunk.new.start - by..hunk.new.end - by;
        match slid.last_mut() {
            Some(last) if last.old.end == hunk.old.start && last.new.end == hunk.new.start => {
                last.old.end = hunk.old.end;
                last.new.end = hunk.new.end;
            }
            _ => slid.push(hunk),
        }
    }
    slid
}

/// Edges between two letters or digits, as a reader of the old or of the new text sees them; none where a language
/// writes no spaces between words.
fn cuts(pieces: &[Piece], language: &str) -> usize {
    if ["zh", "th"].contains(&language) {
        return 0;
    }
    let seen = |hidden: Op| {
        let pieces: Vec<&Piece> = pieces.iter().filter(|it| it.op != hidden && !it.text.is_empty()).collect();
        let inside = |pair: &&[&Piece]| {
            let (before, after) = (pair[0].text.chars().next_back(), pair[1].text.chars().next());
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            pair[0].op != pair[1].op && letter(before) && letter(after)
        };
        pieces.windows(2).filter(inside).count()
    };
    seen(Op::Inserted) + seen(Op::Deleted)
}
