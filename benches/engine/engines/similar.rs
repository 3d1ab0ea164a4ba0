//! The crate `similar`, on which ours is built too: its own word diffs, and its merge of lines.

use super::fold::{Three, merged, rebased};
use super::{Engine, Pieces};
use crate::generate::{Op, Piece};
use similar::{ChangeTag, TextDiff, TextMerge};

pub(super) const INLINE: Engine = Engine {
    redline: Some(|samples| samples.iter().map(|it| Some(inline(&it.old, &it.new))).collect::<Vec<Pieces>>()),
    merge: Some(|sample, order| merged(merge, sample, order)),
    rebase: Some(|sample| rebased(merge, sample)),
    compare: Some(|pair| {
        let (old, new) = (pair.old.join("\n"), pair.new.join("\n"));
        let diff = TextDiff::from_lines(&old, &new);
        diff.iter_all_inline_changes().filter(|change| change.tag() != ChangeTag::Equal).count()
    }),
    ..Engine::named(
        "similar",
        "similar: lines, then its inline words; TextMerge on a word a line, one after the other",
    )
};

pub(super) const WORDS: Engine = Engine {
    redline: Some(|samples| samples.iter().map(|it| Some(words(&it.old, &it.new))).collect::<Vec<Pieces>>()),
    compare: Some(|pair| {
        let (old, new) = (pair.old.join("\n"), pair.new.join("\n"));
        let diff = TextDiff::from_unicode_words(&old, &new);
        diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal).count()
    }),
    ..Engine::named("sim. words", "similar: TextDiff::from_unicode_words on the whole text")
};

fn op(tag: ChangeTag) -> Op {
    match tag {
        ChangeTag::Equal => Op::Kept,
        ChangeTag::Delete => Op::Deleted,
        ChangeTag::Insert => Op::Inserted,
    }
}

fn words(old: &str, new: &str) -> Vec<Piece> {
    let diff = TextDiff::from_unicode_words(old, new);
    let piece =
        |change: similar::Change<&str>| Piece { op: op(change.tag()), text: change.value().to_owned() };
    diff.iter_all_changes().map(piece).collect()
}

/// An old line and the new one in its place come one after the other; they are woven into one.
fn inline(old: &str, new: &str) -> Vec<Piece> {
    let diff = TextDiff::from_lines(old, new);
    let mut pieces = Vec::new();
    let mut deleted: Vec<Piece> = Vec::new();
    let mut inserted: Vec<Piece> = Vec::new();
    for change in diff.iter_all_inline_changes() {
        let list = match change.tag() {
            ChangeTag::Equal => {
                pieces.extend(woven(&mut deleted, &mut inserted));
                &mut pieces
            }
            ChangeTag::Delete => {
                if !inserted.is_empty() {
                    pieces.extend(woven(&mut deleted, &mut inserted));
                }
                &mut deleted
            }
            ChangeTag::Insert => &mut inserted,
        };
        for (emphasized, text) in change.iter_strings_lossy() {
            let op = if emphasized { op(change.tag()) } else { Op::Kept };
            list.push(Piece { op, text: text.into_owned() });
        }
    }
    pieces.extend(woven(&mut deleted, &mut inserted));
    pieces
}

/// Old and new lines whose kept words are the same, in one; else they are changed as a whole.
fn woven(deleted: &mut Vec<Piece>, inserted: &mut Vec<Piece>) -> Vec<Piece> {
    let kept = |pieces: &[Piece]| -> String {
        pieces.iter().filter(|it| it.op == Op::Kept).map(|it| it.text.as_str()).collect()
    };
    let (old, new) = (std::mem::take(deleted), std::mem::take(inserted));
    if kept(&old) != kept(&new) {
        let whole = |pieces: Vec<Piece>, op| pieces.into_iter().map(move |it| Piece { op, ..it });
        return whole(old, Op::Deleted).chain(whole(new, Op::Inserted)).collect();
    }
    let text = kept(&old);
    let mut changes: Vec<(usize, Piece)> = Vec::new();
    for side in [old, new] {
        let mut at = 0;
        for piece in side {
            match piece.op {
                Op::Kept => at += piece.text.len(),
                Op::Deleted | Op::Inserted => changes.push((at, piece)),
            }
        }
    }
    changes.sort_by_key(|(at, _)| *at);
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, change) in changes {
        pieces.push(Piece { op: Op::Kept, text: text[from..at].to_owned() });
        pieces.push(change);
        from = at;
    }
    pieces.push(Piece { op: Op::Kept, text: text[from..].to_owned() });
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

fn merge(three: &Three<'_>) -> Option<String> {
    let merge = TextMerge::from_lines(three.base, three.one, three.other);
    (!merge.is_conflicted()).then(|| merge.to_string())
}
