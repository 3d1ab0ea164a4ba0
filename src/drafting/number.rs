//! Labels of new paragraphs: "14 bis", "14 ter", "(a bis)".
//!
//! Invariant: only paragraphs that are new or split off and have no label get one, after the numbered paragraph they
//! follow; no label that stands is changed, and none of a section is given twice.

use std::collections::BTreeSet;

use super::made::Made;
use crate::document::{Content, Kind};

/// Labels the new paragraphs of a draft in the making.
pub(super) fn label_new(made: &mut [Made]) {
    for at in 0..made.len() {
        if !(made[at].is_new() || made[at].is_split_off()) || made[at].paragraph.content.label.is_some() {
            continue;
        }
        let Some(anchor) = made[at].anchor.and_then(|id| made.iter().find(|it| it.paragraph.id == id)) else {
            continue;
        };
        let anchor = anchor.paragraph.content.clone();
        let own = made[at].paragraph.content.kind;
        let follows = own == anchor.kind || own == Kind::Plain;
        let counted = matches!(anchor.kind, Kind::Preambular | Kind::Numbered | Kind::Item);
        let Some(label) = anchor.label.as_ref().filter(|_| follows && counted) else { continue };
        let used: BTreeSet<&str> =
            section_around(made, at).filter_map(|it| it.label.as_ref()).map(|it| it.as_str()).collect();
        let is_bullet = !label.as_str().contains(char::is_alphanumeric);
        let free = (0..).map(|n| label.inserted_after(n)).find(|it| is_bullet || !used.contains(it.as_str()));
        let content = &mut made[at].paragraph.content;
        content.label = if is_bullet { Some(label.clone()) } else { free };
        content.kind = anchor.kind;
        content.level = anchor.level;
    }
}

/// The contents between the headings around `at`.
fn section_around(made: &[Made], at: usize) -> impl Iterator<Item = &Content> {
    let is_heading = |it: &Made| it.paragraph.content.kind.is_heading();
    let start = made[..at].iter().rposition(is_heading).map_or(0, |heading| heading + 1);
    let end = made[at..].iter().position(is_heading).map_or(made.len(), |heading| at + heading);
    made[start..end.max(start)].iter().map(|it| &it.paragraph.content)
}
