//! Labels of new paragraphs: "14 bis", "14 ter", "(a bis)".
//!
//! Invariant: only paragraphs that are new or split off and have no label get one (unless one was taken off by hand), after the numbered paragraph they
//! follow; no label that stands is changed, and none of a section is given twice.

use std::collections::BTreeSet;

use super::made::Made;
use crate::document::label::Label;
use crate::document::{Content, Kind};

/// Labels the new paragraphs of a draft in the making.
pub(super) fn label_new(made: &mut [Made]) {
    for at in 0..made.len() {
        let asks = (made[at].is_new() || made[at].is_split_off()) && !made[at].labelled;
        if !asks || made[at].paragraph.content.label.is_some() {
            continue;
        }
        let Some(anchor) = counted_before(made, at) else { continue };
        let Some(label) = anchor.label.clone() else { continue };
        let used: BTreeSet<String> =
            siblings(made, at, &anchor).filter_map(|it| it.label.as_ref()).map(compared).collect();
        let is_bullet = !label.as_str().contains(char::is_alphanumeric);
        let free =
            (0..).map(|n| label.inserted_after(n)).find(|it| is_bullet || !used.contains(&compared(it)));
        let content = &mut made[at].paragraph.content;
        content.label = if is_bullet { Some(label) } else { free };
        content.kind = anchor.kind;
        content.level = anchor.level;
    }
}

/// The paragraph whose number a new one continues: the one it was asked for behind or, where that counts otherwise,
/// the last before it in the section that counts as it does.
fn counted_before(made: &[Made], at: usize) -> Option<Content> {
    let own = made[at].paragraph.content.kind;
    let anchor_at = made.iter().position(|it| Some(it.paragraph.id) == made[at].anchor)?;
    let counts = |content: &Content| {
        let counted = matches!(content.kind, Kind::Preambular | Kind::Numbered | Kind::Item);
        counted && content.label.is_some() && (own == content.kind || own == Kind::Plain)
    };
    let anchor = &made[anchor_at].paragraph.content;
    if counts(anchor) {
        return Some(anchor.clone());
    }
    if own == Kind::Plain {
        return None;
    }
    (made[..=anchor_at].iter().rev())
        .map(|it| &it.paragraph.content)
        .take_while(|it| !it.kind.is_heading())
        .find(|it| counts(it))
        .cloned()
}

/// The contents of the section around `at`; for an item those of its own list.
fn siblings<'a>(made: &'a [Made], at: usize, anchor: &Content) -> impl Iterator<Item = &'a Content> {
    let is_border = |it: &Made| {
        let content = &it.paragraph.content;
        let above = anchor.kind == Kind::Item && (content.kind != Kind::Item || content.level < anchor.level);
        content.kind.is_heading() || (above && !(it.is_new() && content.label.is_none()))
    };
    let start = made[..at].iter().rposition(is_border).map_or(0, |border| border + 1);
    let end = made[at + 1..].iter().position(is_border).map_or(made.len(), |border| at + 1 + border);
    made[start..end].iter().map(|it| &it.paragraph.content)
}

/// A label as it counts: "100bis" and "100 bis." are the same.
fn compared(label: &Label) -> String {
    label.as_str().chars().filter(|c| c.is_alphanumeric()).collect()
}
