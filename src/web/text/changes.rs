//! What changed, passage by passage.

use super::filter::is_changed;
use crate::export::rendition::{Passage, Remark, Rendition};

/// The passages of each change by its number from 1; a split or joined paragraph has several.
pub(super) fn passages(rendition: &Rendition) -> Vec<Vec<&Passage>> {
    let mut changes: Vec<Vec<&Passage>> = Vec::new();
    let mut open = false;
    for passage in rendition.passages() {
        let moved_away = matches!(passage.remark, Some(Remark::MovedTo(_)));
        match passage.change {
            Some(_) => {
                changes.push(vec![passage]);
                open = true;
            }
            None if open && !moved_away && is_changed(passage) => {
                if let Some(last) = changes.last_mut() {
                    last.push(passage);
                }
            }
            None => open = false,
        }
    }
    changes
}
