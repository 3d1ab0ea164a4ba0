//! A card of something held: what it names, and letting it pass.

use maud::{Markup, html};

use super::FORM;
use crate::drafting::submission::{Hold, Submission};
use crate::i18n::Words;
use crate::web::component::naming::{excerpt, kind};
use crate::web::desk::bench::Bench;

/// Why the held ones on a card are, each with what it names.
pub(super) fn section(words: &Words, bench: &Bench, items: &[&Submission]) -> Markup {
    let table = &bench.laid.ground.table;
    let held = items.iter().filter_map(|it| table.held.get(&it.id).map(|hold| (it, *hold)));
    html! {
        @for (item, hold) in held {
            section.notice.named {
                p {
                    @if items.len() > 1 { bdi { (bench.laid.ground.name(item.id).unwrap_or_default()) } ": " }
                    (words.say(match hold {
                        Hold::Named | Hold::None => "desk-held-named",
                        Hold::Wish => "desk-held-wish",
                        Hold::Few => "desk-held-few",
                    }))
                }
                @if hold == Hold::Named { (named(words, bench, item)) }
                @if bench.may_decide && table.may_pass.contains(&item.id) {
                    details {
                        summary { (words.say("desk-pass")) }
                        p { (words.say("desk-pass-note")) }
                        button form=(FORM) name="act" value={ "pass:" (item.id) } {
                            (words.say("desk-pass-act"))
                            span.said { " " (bench.laid.ground.name(item.id).unwrap_or_default()) }
                        }
                    }
                }
            }
        }
    }
}

fn named(words: &Words, bench: &Bench, item: &Submission) -> Markup {
    let Some((passages, findings)) = bench.named.get(&item.id) else { return html! {} };
    html! {
        ul {
            @for finding in findings {
                li { strong { (words.say(kind(finding.named))) } " " (excerpt(words, passages, finding, &bench.language.tag)) }
            }
        }
    }
}
