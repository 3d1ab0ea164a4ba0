//! The list of what came on paper, and slips to be printed.

use maud::{Markup, html};

use super::{Received, Slips};
use crate::i18n::{Fact, Words};
use crate::proceedings::{OnPaper, Slip, first_words};
use crate::store::slips::Standing;
use crate::web::office::field::summary;
use crate::web::office::{Tab, view};
use crate::web::page::{Frame, Here, layout};
use crate::web::paths;

/// The list.
pub(super) fn page(words: &Words, received: &Received) -> Markup {
    let process = received.visit.scope.process.name.as_str();
    let without = received.all.iter().any(|it| it.standing == Standing::NoSlip);
    let main = html! {
        (summary(words, received.wrong.as_ref()))
        p.lede { (words.say("received-lede")) }
        @if received.all.is_empty() { p { (words.say("received-none")) } }
        @else {
            p.quiet { (words.say("received-note")) " " (words.say("received-why")) }
            @if without {
                form.acts method="post" action=(paths::office::slips(process)) {
                    button.main type="submit" { (words.say("received-without")) }
                }
            }
            ul #received .roster.on-paper tabindex="-1" { @for it in &received.all { (row(words, received, it)) } }
        }
    };
    view::page(words, &received.visit, Tab::Received, main)
}

fn row(words: &Words, received: &Received, it: &OnPaper) -> Markup {
    let process = received.visit.scope.process.name.as_str();
    let submission = &it.item.submission;
    let name = name(received, it);
    let (standing, act) = match it.standing {
        Standing::NoSlip => ("received-no-slip", Some("received-print")),
        Standing::Slip => ("received-slip", Some("received-again")),
        Standing::TakenOver => ("received-taken-over", None),
    };
    html! {
        li {
            span.named { strong { bdi { (name) } } " " bdi { (first_words(submission)) } }
            span.quiet { (words.say(standing)) }
            @if let Some(act) = act {
                form method="post" action=(paths::office::slips(process)) {
                    input type="hidden" name="item" value=(submission.id);
                    button type="submit" { (words.say(act)) span.said { ", " (name) } }
                }
            }
        }
    }
}

/// "Zero draft 14-C".
fn name(received: &Received, it: &OnPaper) -> String {
    let submission = &it.item.submission;
    let draft = received.visit.drafts.iter().find(|draft| draft.draft.id == submission.made_on);
    format!("{} {}", draft.map_or("", |it| it.draft.label.as_str()), submission.name)
}

/// The slips, one on each page.
pub(super) fn slips(words: &Words, slips: &Slips) -> Markup {
    let visit = &slips.visit;
    let name = visit.scope.process.name.as_str();
    let count = [("count", Fact::Number(slips.slips.len() as i64))];
    let title = words.tell("slips-title", &count);
    layout(
        &Frame { words, title: &title, process: Some(visit.place(Here::Office)), seat: &visit.seat },
        html! {
            header.page-head.not-printed {
                h1 { (title) }
                p.lede { (words.tell("slips-lede", &count)) }
                p { a href=(paths::office::received(name)) { (words.say("slips-back")) } }
            }
            @for slip in &slips.slips { (slip_of(words, slips, slip)) }
        },
    )
}

fn slip_of(words: &Words, slips: &Slips, slip: &Slip) -> Markup {
    let code = slip.code.words();
    html! {
        section.enrolment-sheet aria-label=(slip.name) {
            p.eyebrow { bdi { (slips.visit.scope.process.title) } }
            h2 { bdi { (slip.name) } }
            p { (words.say("slip-what")) }
            blockquote.said-words lang=(slips.visit.scope.document.language) dir="auto" { p { (slip.words) } }
            p { (words.say("slip-does")) }
            ol.steps { @for id in ["slip-log-in", "slip-open", "slip-type"] { li { (words.say(id)) } } }
            h3 { (words.say("slip-code")) }
            ol.key-words translate="no" lang="en" { @for word in code.split_whitespace() { li { (word) } } }
            @for id in ["slip-risk", "slip-once", "slip-nameless"] { p.quiet { (words.say(id)) } }
        }
    }
}
