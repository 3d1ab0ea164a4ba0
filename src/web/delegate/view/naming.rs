//! What may tell who wrote some words, before they are sent and while they are held.

use maud::{Markup, html};

use crate::drafting::naming::Finding;
use crate::export::rendition::Language;
use crate::i18n::Words;
use crate::web::component::naming::{excerpt, kind, why};
use crate::web::delegate::naming::Told;

/// The most places of one kind that are shown.
const SHOWN: usize = 6;

/// What was found, why it matters, and what becomes of it if it is sent all the same. `asked` says that its author sends
/// it to the co-chairs only anyway.
pub(in crate::web::delegate) fn before_sending(
    words: &Words,
    language: &Language,
    told: &Told,
    (edit, asked): (Option<&str>, bool),
) -> Markup {
    html! {
        @if !told.findings.is_empty() {
            section.notice.warning.named {
                h3 { (words.say("named-title")) }
                (list(words, language, told, |_| true))
                @if told.holds() && !asked { p { strong { (words.say("named-held")) } } }
                @if let Some(edit) = edit { p.acts { a.button href=(edit) { (words.say("act-rephrase")) } } }
            }
        }
    }
}

/// Why something is held, and that it can be put in other words.
pub(in crate::web::delegate) fn held(words: &Words, language: &Language, told: &Told) -> Markup {
    html! {
        section.notice.named {
            p { (words.say("held-named")) }
            (list(words, language, told, |it| it.named.holds()))
            p { (words.say("held-rephrase")) }
        }
    }
}

fn list(words: &Words, language: &Language, told: &Told, which: fn(&Finding) -> bool) -> Markup {
    let kinds = told.by_kind().into_iter().filter(|(_, all)| all.iter().all(|it| which(it)));
    html! {
        ul {
            @for (named, all) in kinds {
                li {
                    strong { (words.say(kind(named))) } " "
                    @for (at, it) in all.iter().take(SHOWN).enumerate() {
                        @if at > 0 { ", " } (excerpt(words, &told.passages, it, &language.tag))
                    }
                    @if all.len() > SHOWN { " \u{2026}" }
                    br; span.quiet { (words.say(why(named))) }
                }
            }
        }
    }
}
