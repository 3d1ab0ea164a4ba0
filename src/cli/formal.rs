//! Formal sentences on a terminal, in the words of the pages.

use std::collections::BTreeMap;

use crate::document::Paragraph;
use crate::document::id::ParagraphId;
use crate::document::outline::spoken_names;
use crate::document::step::say::Put;
use crate::drafting::formal::{self, Formal};
use crate::i18n::{self, Fact};

/// How the paragraphs of drafts are spoken of.
pub(super) type Names = BTreeMap<ParagraphId, String>;

/// The names of a draft's paragraphs.
pub(super) fn names(paragraphs: &[Paragraph]) -> Names {
    paragraphs.iter().map(|it| it.id).zip(spoken_names(paragraphs)).collect()
}

/// Everything asked for in one line.
pub(super) fn plain(all: &[Formal], names: &Names) -> String {
    let place = |id| names.get(&id).cloned().unwrap_or_else(|| "another paragraph".to_owned());
    formal::plain(all, &place, &|id, slots| {
        let facts: Vec<_> = slots.iter().map(|(name, put)| (*name, fact(put))).collect();
        i18n::words().tell(id, &facts)
    })
}

fn fact(put: &Put) -> Fact<'_> {
    match put {
        Put::Words(words) => Fact::Text(words),
        Put::Number(number) => Fact::Number(*number as i64),
    }
}
