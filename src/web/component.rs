//! Parts of pages: functions of plain values that give markup.

pub(super) mod exchange;
pub(super) mod formats;
pub(super) mod naming;
pub(super) mod qr;
pub(super) mod redline;
pub(super) mod steps;
pub(super) mod submission;
pub(super) mod verbs;

use maud::{Markup, html};

use crate::i18n::{Fact, Words};

/// A message with markup in the places of its facts, in whatever order the language has them.
pub(super) fn sentence(words: &Words, id: &str, slots: &[(&'static str, Markup)]) -> Markup {
    sentence_of(words, id, slots, &[])
}

/// As [`sentence`], with plain facts beside the markup, which may choose the words around it.
pub(super) fn sentence_of(
    words: &Words,
    id: &str,
    slots: &[(&'static str, Markup)],
    facts: &[(&'static str, Fact<'_>)],
) -> Markup {
    const OPEN: char = '\u{e000}';
    const CLOSE: char = '\u{e001}';
    let holders: Vec<String> = (0..slots.len()).map(|at| format!("{OPEN}{at}{CLOSE}")).collect();
    let held = slots.iter().zip(&holders).map(|((name, _), holder)| (*name, Fact::Text(holder.as_str())));
    let facts: Vec<(&'static str, Fact<'_>)> = held.chain(facts.iter().copied()).collect();
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

/// What was wrong with a form, leading to the field it is about; takes the focus where scripts run. Nothing where
/// nothing was.
pub(super) fn error_summary(words: &Words, wrong: Option<&str>, field: &str) -> Markup {
    error_said(words, wrong.map(|it| words.say(it)).as_deref(), field)
}

/// As [`error_summary`], where what was wrong is worded already.
pub(super) fn error_said(words: &Words, wrong: Option<&str>, field: &str) -> Markup {
    html! {
        @if let Some(wrong) = wrong {
            div.error-summary role="alert" tabindex="-1" {
                h2 { (words.say("form-wrong")) }
                p { a href={ "#" (field) } { (wrong) } }
            }
        }
    }
}

/// What has just been done, said once above the page it led to.
pub(super) fn done(words: &Words, done: Option<&str>) -> Markup {
    html! { @if let Some(done) = done { p.told role="status" { (words.say(done)) } } }
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
