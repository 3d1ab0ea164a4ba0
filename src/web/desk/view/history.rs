//! What was done on a place, the last first, and taking it back.

use maud::{Markup, html};

use super::FORM;
use crate::drafting::desk::{Act, taken_back};
use crate::drafting::workbench::Workbench;
use crate::i18n::{Fact, Words};
use crate::web::desk::bench::Bench;
use crate::web::desk::told;

/// The list of acts.
pub(super) fn list(words: &Words, bench: &Bench, workbench: &Workbench<'_>) -> Markup {
    let acts = bench.history(workbench);
    let gone = taken_back(&bench.laid.log);
    html! {
        details #history.drawer open[matches!(bench.trouble, Some(crate::web::desk::sent::Trouble::Needed(_)))] {
            summary { (words.tell("desk-history", &[("count", Fact::Number(acts.len() as i64))])) }
            @if acts.is_empty() { p.quiet { (words.say("desk-history-none")) } }
            ol.history {
                @for (number, act) in acts {
                    @let undone = gone.contains(&act.id);
                    li #{ "act-" (number) } .undone[undone] {
                        span.act-number { (number) }
                        span { (told::act(words, &bench.laid, act)) @if undone { " " span.flag { (words.say("desk-taken-back")) } } }
                        @if bench.may_decide && !undone {
                            button.plain form=(FORM) name="act" value={ "undo:" (act.id) } {
                                (words.say("desk-undo")) span.said { " " (number) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The button that takes the last act back.
pub(super) fn undo_last(words: &Words, bench: &Bench, workbench: &Workbench<'_>) -> Markup {
    let gone = taken_back(&bench.laid.log);
    let acts = bench.history(workbench);
    let last: Option<&Act> = acts.iter().map(|(_, act)| *act).find(|act| !gone.contains(&act.id));
    html! {
        @if let Some(last) = last {
            button form=(FORM) name="act" value={ "undo:" (last.id) } data-key="u" aria-keyshortcuts="u" {
                (words.tell("desk-undo-that", &[("act", Fact::Text(&shortened(&told::act(words, &bench.laid, last))))]))
            }
        }
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(48) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}\u{2026}", text[..end].trim_end()),
    }
}
