//! Parts of pages: functions of plain values that give markup.

pub(super) mod redline;
pub(super) mod submission;

use maud::{Markup, html};

use crate::i18n::{Fact, Words};

/// A message with markup in the places of its facts, in whatever order the language has them.
pub(super) fn sentence(words: &Words, id: &str, slots: &[(&'static str, Markup)]) -> Markup {
    const OPEN: char = '\u{e000}';
    const CLOSE: char = '\u{e001}';
    let holders: Vec<String> = (0..slots.len()).map(|at| format!("{OPEN}{at}{CLOSE}")).collect();
    let facts: Vec<(&'static str, Fact<'_>)> =
        slots.iter().zip(&holders).map(|((name, _), holder)| (*name, Fact::Text(holder))).collect();
    let said = words.tell(id, &facts);
    html! {
        @for piece in said.split_inclusive(CLOSE) {
            @match piece.strip_suffix(CLOSE).and_then(|piece| piece.rsplit_once(OPEN)) {
                Some((before, at)) => {
                    (before)
                    @if let Some((_, slot)) = at.parse().ok().and_then(|at: usize| slots.get(at)) { (slot) }
                }
                None => (piece),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n;

    #[test]
    fn markup_stands_where_the_language_puts_it() {
        let said = sentence(
            i18n::words(),
            "step-replace",
            &[("new", html! { q { "must" } }), ("old", html! { q { "<should>" } })],
        );
        assert_eq!(said.into_string(), "replace <q>&lt;should&gt;</q> by <q>must</q>");
    }
}
