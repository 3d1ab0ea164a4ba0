//! A question of the co-chairs and the answers, as words in their lines. Never whose.

use maud::{Markup, html};

use crate::drafting::exchange::Said;
use crate::i18n::Words;
use crate::store::questions::Exchange;

/// What was said, in paragraphs and lines.
pub(in crate::web) fn said(said: &Said) -> Markup {
    let text: Vec<&str> = said.lines().collect();
    html! {
        blockquote.said-words dir="auto" {
            @for paragraph in text.split(|line| line.is_empty()) {
                p { @for (at, line) in paragraph.iter().enumerate() { @if at > 0 { br; } (line) } }
            }
        }
    }
}

/// An exchange that both sides share, as every reader of its submission sees it.
pub(in crate::web) fn shared(words: &Words, exchange: &Exchange) -> Markup {
    let language = words.language();
    html! {
        div.exchange lang=(language.tag) dir=(language.direction) {
            p.quiet { (words.say("exchange-asked")) }
            (said(&exchange.question.said))
            @for answer in &exchange.answers {
                p.quiet { (words.say("exchange-answered")) }
                (said(&answer.said))
            }
        }
    }
}
