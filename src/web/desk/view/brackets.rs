//! The brackets of a paragraph of the result, with a button for everything that can become of them.

use maud::{Markup, html};

use super::FORM;
use crate::document::Paragraph;
use crate::document::brackets::place::{Place, places};
use crate::document::brackets::settle::Pick;
use crate::document::id::ParagraphId;
use crate::document::inline::Rich;
use crate::document::step::shortened;
use crate::export::rendition::Language;
use crate::i18n::{Fact, Words};
use crate::web::desk::sent::settles;

/// More are decided in the words themselves: a list of buttons as long as that is no help.
const MOST: usize = 24;

/// The list; nothing where there are no brackets.
pub(super) fn offered(words: &Words, language: &Language, paragraph: &Paragraph, name: &str) -> Markup {
    let text = paragraph.content.text.rich();
    let all = places(&text);
    html! {
        @if !all.is_empty() {
            div.brackets role="group" aria-label=(words.tell("desk-brackets", &[("name", Fact::Text(name))])) {
                p.quiet { (words.tell("desk-brackets-count", &[("count", Fact::Number(all.len() as i64))])) }
                ol {
                    @for (number, place) in all.iter().enumerate().take(MOST) {
                        li { (one(words, language, &text, (paragraph.id, number), place)) }
                    }
                }
            }
        }
    }
}

fn one(
    words: &Words,
    language: &Language,
    text: &Rich,
    (paragraph, number): (ParagraphId, usize),
    place: &Place,
) -> Markup {
    let quoted =
        |text: &str| html! { q lang=(language.tag) dir=(language.direction.name()) { (shortened(text)) } };
    let button = |pick: Pick, said: Markup, about: &str| {
        html! {
            button form=(FORM) name="act" value=(settles(pick, paragraph, number)) {
                (said) span.said { " " (about) }
            }
        }
    };
    let about = shortened(&text.as_str()[place.range.clone()]);
    let read = place.read(text);
    html! {
        span.offer lang=(language.tag) dir=(language.direction.name()) { (about) }
        span.row {
            @if place.is_choice() {
                @for (at, alternative) in read.iter().enumerate().filter(|(_, it)| !it.is_empty()) {
                    (button(Pick::Alternative(at), html! { (words.say("desk-choose")) " " (quoted(alternative)) }, &about))
                }
            } @else {
                (button(Pick::Words, html! { (words.say("desk-unbracket")) }, &about))
            }
            (button(Pick::Nothing, html! { (words.say(if place.is_choice() { "desk-strike-all" } else { "desk-strike" })) }, &about))
        }
    }
}
