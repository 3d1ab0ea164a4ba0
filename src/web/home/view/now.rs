//! What somebody can do now, as a block of the home.

use maud::{Markup, html};

use super::count_of;
use crate::i18n::{Fact, Words};
use crate::identity::keyring::KeyRole;
use crate::web::delegate::{Summary, told};
use crate::web::home::Home;
use crate::web::home::now::{Now, Staff};
use crate::web::paths;
use crate::web::visit::Issued;

/// The block; nothing for the public.
pub(super) fn now(words: &Words, home: &Home, latest: &Issued) -> Markup {
    match &home.now_to_do {
        None => html! {},
        Some(Now::Delegate(summary)) => delegate(words, home, latest, summary),
        Some(Now::Staff(staff)) => at_desk(words, home, staff),
    }
}

fn delegate(words: &Words, home: &Home, latest: &Issued, it: &Summary) -> Markup {
    let process = home.visit.scope.process.name.as_str();
    let mine = paths::delegation(process);
    let clean = paths::clean(process, &latest.name);
    let draft = [("draft", Fact::Text(latest.draft.label.as_str()))];
    let task = |to: String, said: String, note: &str| {
        html! { li { div { a href=(to) { (said) } p.quiet { (words.say(note)) } } } }
    };
    let role = match it.role {
        KeyRole::Drafter => "now-drafter",
        KeyRole::Clears => "now-clears",
        KeyRole::Reads | KeyRole::Recovers => "now-reads",
    };
    html! {
        section.sheet aria-labelledby="can-title" {
            h2 #can-title { (words.say("now-title")) }
            p.quiet { (words.say(role)) }
            ul.tasks {
                @if it.asked > 0 {
                    (task(format!("{mine}#questions"), count_of(words, "now-asked", it.asked), "now-asked-note"))
                }
                @if it.role == KeyRole::Clears && it.for_clearance > 0 {
                    (task(format!("{mine}#prepared"), count_of(words, "now-clear", it.for_clearance), "now-clear-note"))
                }
                @if it.prepared > 0 {
                    (task(format!("{mine}#prepared"), count_of(words, "now-prepared", it.prepared),
                        if it.cleared > 0 { "now-prepared-cleared" } else { "prepared-note" }))
                }
                @if it.touched > 0 {
                    (task(format!("{mine}#released"), count_of(words, "now-touched", it.touched), "now-touched-note"))
                }
                @if it.amendments { (task(clean.clone(), words.tell("now-amend", &draft), "now-amend-note")) }
                @else if it.reactions { (task(clean.clone(), words.tell("now-react", &draft), "now-react-note")) }
                @else if it.role != KeyRole::Reads { (task(clean.clone(), words.tell("now-prepare", &draft), "now-prepare-note")) }
                @if it.reactions { (task(clean, words.say("now-positions"), "positions-note")) }
            }
            (figures(words, &mine, it))
        }
    }
}

/// What there is of one's own, and what became of it.
fn figures(words: &Words, mine: &str, it: &Summary) -> Markup {
    let rows = [
        ("prepared", "prepared-title", it.prepared),
        ("waiting", "waiting-title", it.waiting),
        ("released", "released-title", it.released),
        ("positions", "positions-title", it.positions),
    ];
    html! {
        h3 { (words.say("now-own")) }
        ul.figures {
            @for (anchor, id, count) in rows {
                li { a href={ (mine) "#" (anchor) } { (words.say(id)) } " " strong { (count) } }
            }
        }
        @if let Some((draft, fates)) = &it.fates {
            p {
                (words.tell("fates-in", &[("draft", Fact::Text(&draft.draft.label))])) " " (told(words, fates)) ". "
                a href={ (mine) "#released" } { (words.say("now-fates")) }
            }
        }
    }
}

fn at_desk(words: &Words, home: &Home, it: &Staff) -> Markup {
    let process = home.visit.scope.process.name.as_str();
    html! {
        section.sheet aria-labelledby="can-title" {
            h2 #can-title { (words.say("now-staff-title")) }
            ul.tasks {
                @if it.desk {
                    li { div {
                        a href=(paths::desk(process)) { (count_of(words, "now-open", it.open)) }
                        p.quiet { (words.say("now-open-note")) }
                    } }
                }
                @if it.office {
                    li { div {
                        a href=(paths::office(process)) { (words.say("now-office")) }
                        p.quiet { (words.say("now-office-note")) }
                    } }
                }
            }
            @if let Some(waits) = it.waits { p { (words.say(if waits { "now-waits" } else { "now-nothing-waits" })) } }
        }
    }
}
