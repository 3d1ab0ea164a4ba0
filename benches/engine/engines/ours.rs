//! The engine of this project, through its library and as a program.

use super::{Engine, Pieces};
use crate::generate::{Amendments, Carried, Op, Pair, Piece, Sample};
use crate::score::{Found, Merged};
use std::path::Path;
use std::process::Command;
use travaux::engine::{self, LinkKind, Source};

pub(super) const ENGINE: Engine = Engine {
    redline: Some(redlines),
    align: Some(links),
    merge: Some(merge),
    rebase: Some(rebase),
    compare: Some(compare),
    program: Some(program),
    ..Engine::named("ours", "travaux::engine; as a process travaux diff --lines")
};

fn redlines(samples: &[Sample]) -> Vec<Pieces> {
    samples.iter().map(|sample| Some(redline(&sample.old, &sample.new))).collect()
}

fn redline(old: &str, new: &str) -> Vec<Piece> {
    let piece = |run: engine::Run| {
        let (op, text) = match run.op {
            engine::Op::Equal | engine::Op::Format => (Op::Kept, &old[run.old]),
            engine::Op::Delete => (Op::Deleted, &old[run.old]),
            engine::Op::Insert => (Op::Inserted, &new[run.new]),
        };
        Piece { op, text: text.to_owned() }
    };
    engine::redline(old.into(), new.into()).runs.into_iter().map(piece).collect()
}

fn links(pair: &Pair) -> Vec<Found> {
    let found = |link: engine::Link| {
        let moved = match link.kind {
            LinkKind::Move | LinkKind::MoveEdit => true,
            LinkKind::Same | LinkKind::Edit | LinkKind::Split | LinkKind::Join => false,
        };
        Found { old: link.old, new: link.new, moved }
    };
    engine::align(&borrowed(&pair.old), &borrowed(&pair.new)).into_iter().map(found).collect()
}

fn merge(sample: &Amendments, order: &[usize]) -> Merged {
    let sides: Vec<Source<'_>> = order.iter().map(|&at| sample.sides[at].as_str().into()).collect();
    let merge = engine::merge(sample.base.as_str().into(), &sides);
    let text = merge.text(&sample.base, &sides);
    Merged { clean: merge.is_clean(), flagged: merge.needs_review(), text }
}

fn rebase(sample: &Carried) -> Merged {
    let [old, new, amended] = [&sample.old, &sample.new, &sample.amended].map(|it| it.as_str().into());
    let rebase = engine::rebase(old, new, amended);
    Merged { clean: rebase.merge.is_clean(), flagged: rebase.merge.needs_review(), text: rebase.text }
}

/// What a reader of two drafts asks for: which paragraph is which, and the changes in each.
pub(crate) fn compare(pair: &Pair) -> usize {
    let (old, new) = (borrowed(&pair.old), borrowed(&pair.new));
    let mut changes = 0;
    for link in engine::align(&old, &new) {
        let redline = match (link.kind, link.old.as_slice(), link.new.as_slice()) {
            (LinkKind::Same | LinkKind::Move, _, _) => continue,
            (_, &[one], &[other]) => engine::redline(old[one].into(), new[other].into()),
            (_, ones, others) => {
                let joined = |texts: &[&str], places: &[usize]| {
                    places.iter().map(|&at| texts[at]).collect::<Vec<_>>().join(" ")
                };
                engine::redline(joined(&old, ones).as_str().into(), joined(&new, others).as_str().into())
            }
        };
        changes += redline.runs.iter().filter(|run| run.op != engine::Op::Equal).count();
    }
    changes
}

fn borrowed(paragraphs: &[String]) -> Vec<&str> {
    paragraphs.iter().map(String::as_str).collect()
}

fn program(old: &Path, new: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
    command.args(["diff", "--lines"]).args([old, new]);
    command
}
