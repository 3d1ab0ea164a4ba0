//! Verbs that changed, as small labels: "shall → should, weaker".

use maud::{Markup, html};

use super::sentence;
use crate::document::verbs::{Turn, VerbChange};
use crate::i18n::Words;

/// A label for each.
pub(in crate::web) fn verbs(words: &Words, changes: &[VerbChange]) -> Markup {
    html! { @for it in changes { span.flag.verb data-verb=(it.kind.name()) { (label(words, it)) } " " } }
}

fn label(words: &Words, change: &VerbChange) -> Markup {
    let quoted = |it: &Option<String>| html! { bdi { (it.as_deref().unwrap_or_default()) } };
    let (old, new) = (("old", quoted(&change.old)), ("new", quoted(&change.new)));
    match change.turn {
        Turn::Replaced => sentence(words, "verb-replaced", &[old, new]),
        Turn::Weakened => sentence(words, "verb-weakened", &[old, new]),
        Turn::Strengthened => sentence(words, "verb-strengthened", &[old, new]),
        Turn::Added => sentence(words, "verb-added", &[new]),
        Turn::Removed => sentence(words, "verb-removed", &[old]),
        Turn::Moved => sentence(words, "verb-moved", &[new]),
    }
}
