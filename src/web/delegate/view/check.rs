//! The check page.

use maud::{Markup, html};

use super::{fragment, naming};
use crate::drafting::round::Phase;
use crate::i18n::{Fact, Words};
use crate::identity::preparation::Stage;
use crate::identity::rules::Lacks;
use crate::web::component::error_summary;
use crate::web::delegate::check::{Check, Checked};
use crate::web::delegate::sees::{Sent, lines, notes};
use crate::web::page::{Frame, Here, layout};
use crate::web::paths;

/// The page.
pub(in crate::web::delegate) fn page(words: &Words, check: &Check) -> Markup {
    let process = check.visit.scope.process.name.as_str();
    let title = words.tell("check-title", &[("count", Fact::Number(check.checked.len() as i64))]);
    layout(
        &Frame {
            words,
            title: &title,
            process: Some(check.visit.place(Here::Delegation)),
            seat: &check.visit.seat,
        },
        html! {
            header.page-head { h1 { (title) } p.lede { (words.say("check-lede")) } }
            (error_summary(words, check.wrong, "checked"))
            div.stack #checked {
                @for (at, it) in check.checked.iter().enumerate() { (checked(words, check, it, at)) }
            }
            (sees(words, check))
            @if check.is_ready() {
                form method="post" action=(paths::submit(process)) {
                    @for it in &check.checked {
                        input type="hidden" name="item" value={ (it.entry.form) "." (it.entry.version) };
                    }
                    div.acts {
                        button.main type="submit" { (words.say("act-submit")) }
                        a href=(paths::delegation(process)) { (words.say("act-later")) }
                    }
                }
            } @else {
                p.notice { (words.say(why_not(check))) }
                p.acts { a.button href=(paths::delegation(process)) { (words.say("menu-delegation")) } }
            }
            form #support method="post" action=(paths::positions(process, latest(check))) {
                input type="hidden" name="stance" value="support";
            }
        },
    )
}

fn latest(check: &Check) -> &str {
    check.visit.drafts.last().map_or("", |it| it.name.as_str())
}

/// Why nothing of it can be submitted now.
fn why_not(check: &Check) -> &'static str {
    let stale = check.checked.iter().any(|it| it.since.is_some());
    match check.phase() {
        _ if check.checked.is_empty() => "check-none",
        _ if stale => "check-stale",
        _ if check.is_open() => match check.checked.iter().find_map(|it| check.lacks(it)) {
            Some(Lacks::Voice) => "refused-only-clears",
            Some(Lacks::SecondPair) => "check-second-pair",
            Some(Lacks::Clearance) | None => "check-not-cleared",
        },
        Phase::Planned => "check-planned",
        Phase::Reactions => "check-reactions",
        Phase::Open | Phase::Closed => "refused-round-closed",
    }
}

fn checked(words: &Words, check: &Check, it: &Checked, at: usize) -> Markup {
    let reader = paths::clean(&check.visit.scope.process.name, latest(check));
    let floor = fragment::floor(words, &it.name, it.way, &it.fragment);
    let rows = floor.chars().count() / 70 + 2;
    html! {
        article.sheet.checked aria-labelledby={ "checked-" (at) } {
            header.row {
                h2 #{ "checked-" (at) } { bdi { (it.name) } }
                a href=(it.edit) { (words.say("act-edit")) span.said { ", " (it.name) } }
                @if it.entry.stage == Stage::Cleared { span.flag { (words.say("stage-cleared")) } }
                @if it.entry.words.held { span.flag { (words.say("flag-held")) } }
                @else if it.is_held() { span.flag { (words.say("flag-named")) } }
            }
            @if let Some(since) = &it.since {
                p.notice {
                    (words.tell("check-since", &[("draft", Fact::Text(since))])) " "
                    a href=(it.edit) { (words.say("act-look")) }
                }
            }
            @if check.lacks(it) == Some(Lacks::SecondPair) { p.notice { (words.say("waits-for-another")) } }
            (fragment::redline(words, &it.language, it.way, &it.fragment))
            (fragment::sentences(words, &it.language, &it.fragment))
            @if let Some(why) = &it.entry.words.rationale {
                p.rationale {
                    (words.say(if it.entry.words.rationale_shared { "why-shared" } else { "why-kept" })) " " (why.plain())
                }
            }
            (fragment::meets(words, &reader, &it.fragment, fragment::Support::Alone))
            (naming::before_sending(words, &it.language, &it.fragment.told, (Some(&it.edit), it.entry.words.held)))
            details {
                summary { (words.say("floor-title")) }
                label.said for={ "floor-" (at) } { (words.say("floor-title")) }
                textarea #{ "floor-" (at) } readonly rows=(rows) lang=(it.language.tag) { "\n" (floor) }
            }
        }
    }
}

/// Who will see what, and when, and what is promised.
fn sees(words: &Words, check: &Check) -> Markup {
    let amends = check.checked.iter().any(|it| it.way.amends());
    let all = || check.checked.iter().map(|it| &it.entry.words);
    let sent = Sent {
        rationale: all().any(|it| it.rationale.is_some()),
        shared: all().any(|it| it.rationale_shared),
        held: !check.checked.is_empty() && check.checked.iter().all(Checked::is_held),
    };
    let some = !sent.held && check.checked.iter().any(|it| it.fragment.told.holds());
    html! {
        section.notice.promise aria-labelledby="sees-title" {
            h2 #sees-title { (words.say("sees-title")) }
            dl.sees {
                @for line in lines(words, &check.visit.scope.process.settings, check.round.as_ref(), sent) {
                    div { dt { (words.say(line.who)) } dd { (line.what) } }
                }
            }
            @if some { p { (words.say("some-held")) } }
            @for note in notes(words, check.round.as_ref(), amends, check.now) { p { (note) } }
            p { (words.say("promise")) }
            p.quiet { (words.say("promise-not")) }
        }
    }
}
