//! The page about an error: what it is, and what to do next.

use maud::{Markup, html};

use super::Fault;
use crate::i18n::Words;
use crate::web::again::{Held, typed};
use crate::web::guest::Seat;
use crate::web::page::{Frame, layout};
use crate::web::paths;

/// The page.
pub(super) fn page(words: &Words, seat: &Seat, fault: Fault, held: Option<&Held>) -> Markup {
    let (title, next) = match fault {
        Fault::NotFound => ("error-not-found", "error-not-found-next"),
        Fault::Method => ("error-method", "error-method-next"),
        Fault::Invalid => ("error-invalid", "error-invalid-next"),
        Fault::Forbidden => ("error-forbidden", "error-forbidden-next"),
        Fault::Form => ("error-form", "error-form-next"),
        Fault::NotYours => ("error-not-yours", "error-not-yours-next"),
        Fault::Stale => ("error-stale", "error-stale-next"),
        Fault::Refused(said) => ("error-refused", said),
        Fault::TooLarge => ("error-too-large", "error-too-large-next"),
        Fault::Unavailable => ("error-unavailable", "error-unavailable-next"),
        Fault::Full => ("error-full", "error-full-next"),
        Fault::Internal => ("error-internal", "error-internal-next"),
    };
    let title = words.say(title);
    let status = fault.status().as_u16();
    layout(
        &Frame { words, title: &title, process: None, seat },
        html! {
            header.page-head {
                p.eyebrow { (status) }
                h1 { (title) }
                p.lede { (words.say(next)) }
            }
            p.acts {
                @if !seat.known && fault == Fault::NotFound {
                    a.button.main href=(paths::log_in(Some(&seat.here))) { (words.say("log-in")) }
                }
                a.button href=(paths::processes()) { (words.say("error-home")) }
            }
            @if let Some(held) = held { (typed(words, held)) }
        },
    )
}
