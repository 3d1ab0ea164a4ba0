//! The ledger as a page.

use maud::{Markup, html};

use super::{Ledger, Traced};
use crate::drafting::ledger::{Change, Entry};
use crate::i18n::{Fact, Words};
use crate::proceedings::hand;
use crate::web::component::sentence;
use crate::web::page::{Frame, Here, layout};
use crate::web::paths;

/// The page.
pub(super) fn page(words: &Words, ledger: &Ledger) -> Markup {
    let draft = ("draft", Fact::Text(&ledger.draft.draft.label));
    let title = words.tell("ledger-title", &[draft]);
    let since = [draft, ("since", Fact::Text(&ledger.since.draft.label))];
    let lede = if ledger.whole { "ledger-whole" } else { "ledger-part" };
    let frame = Frame {
        words,
        title: &title,
        process: Some(ledger.visit.place(Here::Text)),
        seat: &ledger.visit.seat,
    };
    layout(
        &frame,
        html! {
            header.page-head { h1 { (title) } p.lede { (words.tell(lede, &since)) } }
            @if ledger.paragraphs.is_empty() { p.quiet { (words.say("ledger-empty")) } }
            ol.ledger { @for traced in &ledger.paragraphs { (paragraph(words, ledger, traced)) } }
        },
    )
}

fn paragraph(words: &Words, ledger: &Ledger, traced: &Traced) -> Markup {
    let process = &ledger.visit.scope.process.name;
    let there = !traced.lines.iter().any(|it| it.change == Change::Deleted);
    let name = words.tell("name-paragraph", &[("name", Fact::Text(&traced.name))]);
    let address = || {
        format!(
            "{}#{}",
            paths::redline(process, &ledger.draft.name, &ledger.since.name),
            paths::anchor(traced.id)
        )
    };
    html! {
        li {
            h2 { @if there { a href=(address()) { bdi { (name) } } } @else { bdi { (name) } } }
            ul.facts {
                @for (entry, items) in traced.lines.iter().zip(&traced.items) {
                    li { span { (change(words, entry)) } span.quiet { (sources(words, entry, items)) } }
                }
            }
        }
    }
}

fn change(words: &Words, entry: &Entry) -> Markup {
    let quoted = |text: &str| html! { q { bdi { (text.trim()) } } };
    match &entry.change {
        Change::Words { old_words, new_words, .. } if old_words.trim().is_empty() => {
            sentence(words, "ledger-inserted", &[("words", quoted(new_words))])
        }
        Change::Words { old_words, new_words, .. } if new_words.trim().is_empty() => {
            sentence(words, "ledger-deleted", &[("words", quoted(old_words))])
        }
        Change::Words { old_words, new_words, .. } => {
            sentence(words, "step-replace", &[("old", quoted(old_words)), ("new", quoted(new_words))])
        }
        Change::Inserted => html! { (words.say("ledger-new")) },
        Change::Deleted => html! { (words.say("ledger-gone")) },
        Change::Moved { .. } => html! { (words.say("ledger-moved")) },
        Change::SplitFrom { .. } => html! { (words.say("ledger-split")) },
        Change::JoinedWith { .. } => html! { (words.say("ledger-joined")) },
        Change::Relabelled { old, new } if old == new => html! { (words.say("ledger-reshaped")) },
        Change::Relabelled { old, new } => {
            let label = |it: &Option<String>| quoted(it.as_deref().unwrap_or("\u{2013}"));
            sentence(words, "ledger-relabelled", &[("old", label(old)), ("new", label(new))])
        }
    }
}

/// Where a change comes from; submissions that are not named are not counted either.
fn sources(words: &Words, entry: &Entry, items: &[String]) -> Markup {
    let others: Vec<String> = entry.sources.iter().filter_map(hand).map(|id| words.say(id)).collect();
    let from = items.join(", ");
    html! {
        @if !items.is_empty() { (words.tell("ledger-from", &[("items", Fact::Text(&from))])) }
        @if !items.is_empty() && !others.is_empty() { "; " }
        (others.join("; "))
    }
}
