//! One paragraph's redline in stretches, for a page that says of each change where it comes from.
//!
//! A changed stretch is what the ledger has a line for: the same runs, held together the same way.

use std::ops::Range;

use super::runs::{Mark, Run, whole};
use super::track::Hunks;
use crate::document::inline::Rich;
use crate::engine::{self, Op};

/// A stretch of a redline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// As it is drawn.
    pub runs: Vec<Run>,
    /// Where it was changed: the bytes of the old words, and of the new ones. None for words that stay.
    pub change: Option<(Range<usize>, Range<usize>)>,
}

/// All of a text under one mark.
pub fn marked(text: &Rich, mark: Mark) -> Vec<Run> {
    whole(text, mark)
}

/// The words of `new` against those of `old`. Where hardly a word is left, the old whole and the new whole.
pub fn stretches(old: &Rich, new: &Rich) -> Vec<Stretch> {
    let redline = engine::redline(old.source(), new.source());
    if redline.is_rewritten() {
        let runs = whole(old, Mark::Deleted).into_iter().chain(whole(new, Mark::Inserted)).collect();
        let change = Some((0..old.as_str().len(), 0..new.as_str().len()));
        return vec![Stretch { runs, change }];
    }
    let runs = redline.cut_at_moves(old.as_str(), new.as_str());
    let stretches = runs.chunk_by(|(a, _), (b, _)| (a.op == Op::Equal) == (b.op == Op::Equal));
    let stretch = |runs: &[(engine::Run, bool)]| {
        let mut hunks = Hunks::default();
        for (run, moved) in runs {
            let (old, new) = (old.pieces_in(run.old.clone()), new.pieces_in(run.new.clone()));
            hunks.take(run.op, *moved, old.collect(), new.collect());
        }
        let (first, last) = (&runs[0].0, &runs[runs.len() - 1].0);
        let change = (first.old.start..last.old.end, first.new.start..last.new.end);
        Stretch { runs: hunks.finish(), change: (first.op != Op::Equal).then_some(change) }
    };
    stretches.map(stretch).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Matter;
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let words = |run: &Run| match &run.matter {
            Matter::Words { text, .. } => text.clone(),
            Matter::Footnote(_) => "*".to_owned(),
        };
        let mark = |run: &Run| match run.mark {
            Mark::Kept => words(run),
            Mark::Inserted if run.moved => format!(">{}", words(run)),
            Mark::Deleted if run.moved => format!("<{}", words(run)),
            Mark::Inserted => format!("+{}", words(run)),
            Mark::Deleted => format!("-{}", words(run)),
            Mark::Restyled { .. } => format!("~{}", words(run)),
        };
        let found = stretches(&Rich::parse(old), &Rich::parse(new));
        found.iter().map(|it| format!("<{}>", it.runs.iter().map(mark).collect::<String>())).collect()
    }

    #[test]
    fn what_changed_at_one_place_is_one_stretch() {
        assert_eq!(
            shown("States shall act and report.", "States should *act* and report at once."),
            "<States ><-shall+should>< ><~act>< and report><+ at once><.>"
        );
        assert_eq!(
            shown(
                "The list is public. Each State names a point. All keep it.",
                "Each State names a point. All keep it. The list is public."
            ),
            "<<The list is public. ><Each State names a point. All keep it.><> The list is public.>"
        );
        assert_eq!(shown("Same words.", "Same words."), "<Same words.>");
        assert_eq!(shown("", ""), "");
        assert_eq!(shown("One thing entirely.", "Quite another."), "<-One thing entirely.+Quite another.>");
    }
}
