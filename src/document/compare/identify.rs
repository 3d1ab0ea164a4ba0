//! Common ids for two drafts that came without any: the one place where words decide which paragraph is which.

use crate::document::id::ParagraphId;
use crate::document::lineage::{Descent, Lineage};
use crate::document::{Content, Paragraph};
use crate::engine::align;

/// Gives both drafts ids, the same one where the wording says that it is the same paragraph. The first piece of a split
/// and the result of a join keep the id of the first; the lineage tells the rest.
pub fn identify(
    old: Vec<Content>,
    new: Vec<Content>,
    mut id: impl FnMut() -> ParagraphId,
) -> (Vec<Paragraph>, Vec<Paragraph>, Lineage) {
    let (old_lines, new_lines) = (lines(&old), lines(&new));
    let links = align(&borrowed(&old_lines), &borrowed(&new_lines));

    let old: Vec<Paragraph> = old.into_iter().map(|content| Paragraph { id: id(), content }).collect();
    let mut new_ids: Vec<Option<ParagraphId>> = vec![None; new.len()];
    for link in &links {
        if let (Some(&from), Some(&to)) = (link.old.first(), link.new.first()) {
            new_ids[to] = Some(old[from].id);
        }
    }
    let new: Vec<Paragraph> = (new.into_iter().zip(new_ids))
        .map(|(content, kept)| Paragraph { id: kept.unwrap_or_else(&mut id), content })
        .collect();

    let descents = links.iter().flat_map(|link| {
        let pairs = link.old.iter().flat_map(|&from| link.new.iter().map(move |&to| (from, to)));
        pairs.map(|(from, to)| Descent { paragraph: new[to].id, from: old[from].id })
    });
    let lineage = Lineage::new(descents.collect());
    (old, new, lineage)
}

pub(super) fn borrowed(lines: &[String]) -> Vec<&str> {
    lines.iter().map(String::as_str).collect()
}

/// The words of each paragraph; of one that has none its label.
pub(super) fn lines<'a>(draft: impl IntoIterator<Item = &'a Content>) -> Vec<String> {
    let line = |content: &Content| match content.text.is_empty() {
        true => content.shown(),
        false => content.text.as_str().to_owned(),
    };
    draft.into_iter().map(line).collect()
}
