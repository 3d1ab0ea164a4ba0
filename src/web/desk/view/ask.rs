//! The page that asks an author, and what stands on a card of it.

use maud::{Markup, html};

use crate::drafting::submission::Submission;
use crate::export::rendition::Vocabulary;
use crate::i18n::{Fact, Words};
use crate::store::questions::Exchange;
use crate::web::component::exchange::said;
use crate::web::component::redline::Pen;
use crate::web::component::submission::wording;
use crate::web::component::{done, error_summary};
use crate::web::desk::ask::{Asking, May};
use crate::web::desk::bench::Bench;
use crate::web::page::{Frame, Here, layout};
use crate::web::paths;

/// The page.
pub(in crate::web::desk) fn page(words: &Words, asking: &Asking) -> Markup {
    let title = words.tell("ask-title", &[("item", Fact::Text(&asking.name))]);
    let visit = &asking.visit;
    layout(
        &Frame { words, title: &title, process: Some(visit.place(Here::Desk)), seat: &visit.seat },
        html! {
            header.page-head {
                p.eyebrow { a href=(asking.place) { (words.say("menu-desk")) } }
                h1 { bdi { (title) } }
                p.lede { (words.say("ask-lede")) }
            }
            (done(words, asking.done))
            (error_summary(words, asking.wrong, "text"))
            div.stack {
                (submission(asking))
                @if asking.ownerless { p.notice { (words.say("ask-paper")) } }
                @if !asking.exchanges.is_empty() {
                    section aria-labelledby="asked-title" {
                        h2 #asked-title { (words.say("ask-earlier")) }
                        @for exchange in &asking.exchanges { (told(words, exchange)) }
                    }
                }
                @match asking.may {
                    May::Ask => (form(words, asking)),
                    May::NotNow => p.notice { (words.say("ask-not-now")) },
                    May::Gone => p.notice { (words.say("ask-gone")) },
                    May::Look => {}
                }
            }
        },
    )
}

fn submission(asking: &Asking) -> Markup {
    let vocabulary = Vocabulary::default();
    let mut pen = Pen::inline(&vocabulary);
    html! {
        @if let Some(item) = &asking.drawn {
            article.mine-item aria-label=(asking.name) {
                p.item-name { strong { bdi { (asking.name) } } " " bdi { (item.act) } }
                div lang=(asking.language.tag) dir=(asking.language.direction.name()) { (wording(&mut pen, item)) }
            }
        }
    }
}

fn form(words: &Words, asking: &Asking) -> Markup {
    html! {
        form.asking method="post" action=(paths::desk_item(&asking.visit.scope.process.name, asking.id)) {
            input type="hidden" name="form" value=(asking.form);
            p.notice.warning { (words.say("ask-warning")) }
            div.field {
                label for="text" { (words.say("ask-label")) }
                textarea #text name="text" rows="5" required dir="auto" spellcheck="true" aria-describedby="text-hint"
                    aria-invalid=[asking.wrong.map(|_| "true")] { "\n" (asking.typed.text) }
                p.hint #text-hint { (words.say("ask-hint")) }
            }
            label.tick {
                input type="checkbox" name="shared" value="yes" checked[asking.typed.shared];
                span { (words.say("ask-shared")) }
            }
            p.acts { button.main type="submit" { (words.say("ask-act")) } }
        }
    }
}

/// A question and its answers as the desk knows them.
fn told(words: &Words, exchange: &Exchange) -> Markup {
    let question = &exchange.question;
    let day = words.date(question.day);
    html! {
        div.exchange {
            p.quiet {
                (words.tell("asked-on", &[("date", Fact::Text(&day))])) " "
                span.flag { (words.say(if question.shared { "asked-shared" } else { "asked-kept" })) }
            }
            (said(&question.said))
            @if exchange.answers.is_empty() { p.quiet { (words.say("answered-not-yet")) } }
            @for answer in &exchange.answers {
                p.quiet {
                    (words.say("answered")) " "
                    span.flag { (words.say(if answer.shared { "answered-shared" } else { "answered-kept" })) }
                }
                (said(&answer.said))
            }
        }
    }
}

/// On a card: what was asked about each of its submissions and answered, and the way to ask.
pub(super) fn on_card(words: &Words, bench: &Bench, items: &[&Submission]) -> Markup {
    let process = bench.visit.scope.process.name.as_str();
    let name = |it: &Submission| bench.laid.ground.name(it.id).unwrap_or_default();
    html! {
        @for item in items {
            @let exchanges = bench.exchanges.get(&item.id).map_or(&[][..], Vec::as_slice);
            @for exchange in exchanges {
                div.on-card {
                    @if items.len() > 1 { p.quiet { bdi { (name(item)) } } }
                    (told(words, exchange))
                }
            }
        }
        @if bench.may_ask {
            p.ask {
                @for item in items.iter().filter(|it| !it.withdrawn) {
                    a href=(paths::desk_item(process, item.id)) {
                        (words.say("ask-author"))
                        @if items.len() > 1 { " (" bdi { (name(item)) } ")" } @else { span.said { ", " (name(item)) } }
                    } " "
                }
            }
        }
    }
}
