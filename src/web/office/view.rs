//! What all pages of the office share.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::Tab;
use crate::i18n::{Fact, Words};
use crate::identity::role::Act;
use crate::web::page::{Frame, Here, layout};
use crate::web::paths;
use crate::web::visit::Visit;

/// A page of the office.
pub(super) fn page(words: &Words, visit: &Visit, tab: Tab, main: Markup) -> Markup {
    let title = words.say(match tab {
        Tab::Rounds => "office-rounds",
        Tab::Delegations => "office-delegations",
        Tab::Received => "office-received",
        Tab::Staff => "office-staff",
        Tab::Settings => "office-settings",
        Tab::Audit => "office-audit",
        Tab::FirstDraft => "office-first-draft",
        Tab::Positions => "office-positions",
    });
    layout(
        &Frame { words, title: &title, process: Some(visit.place(Here::Office)), seat: &visit.seat },
        html! {
            header.page-head {
                p.eyebrow { (words.say("menu-office")) }
                h1 { (title) }
            }
            (tabs(words, visit, tab))
            (main)
        },
    )
}

fn tabs(words: &Words, visit: &Visit, here: Tab) -> Markup {
    let name = &visit.scope.process.name;
    let may = |act| visit.standing.may_ever(act);
    let tab = |tab, to: String, said| {
        html! { a href=(to) aria-current=[(here == tab).then_some("page")] { (words.say(said)) } }
    };
    html! {
        nav.views aria-label=(words.say("menu-office")) {
            (tab(Tab::Rounds, paths::office(name), "office-rounds"))
            @if may(Act::Enrol) { (tab(Tab::Delegations, paths::office::delegations(name), "office-delegations")) }
            @if may(Act::Receive) { (tab(Tab::Received, paths::office::received(name), "office-received")) }
            @if may(Act::Appoint) { (tab(Tab::Staff, paths::office::staff(name), "office-staff")) }
            (tab(Tab::Audit, paths::office::audit(name), "office-audit"))
            @if may(Act::Settle) {
                (tab(Tab::Positions, paths::office::positions(name), "office-positions"))
                (tab(Tab::Settings, paths::office::settings(name), "office-settings"))
                @if visit.drafts.is_empty() {
                    (tab(Tab::FirstDraft, paths::office::first_draft(name), "office-first-draft"))
                }
                a href=(paths::office::server()) { (words.say("office-server")) }
            }
        }
    }
}

/// A moment on the clocks of the venue, and in UTC where those are others.
pub(in crate::web) fn moments(words: &Words, moment: Timestamp, zone: &TimeZone) -> Markup {
    let there = words.moment(moment, zone);
    let utc = (*zone != TimeZone::UTC).then(|| words.moment(moment, &TimeZone::UTC));
    html! {
        (words.tell("at-venue", &[("moment", Fact::Text(&there))]))
        @if let Some(utc) = utc {
            " " span.quiet { "(" (words.tell("in-utc", &[("moment", Fact::Text(&utc))])) ")" }
        }
    }
}
