//! The page of the rounds.

use maud::{Markup, html};

use super::{Made, Rounds};
use crate::drafting::round::{Occasion, Phase, ReleasePolicy};
use crate::i18n::{Fact, Words};
use crate::identity::role::Act;
use crate::store::rounds::Round;
use crate::web::component::done;
use crate::web::office::field::{summary, sure};
use crate::web::office::view::moments;
use crate::web::office::window::fields;
use crate::web::office::{Tab, view};
use crate::web::paths;

/// The page.
pub(super) fn page(words: &Words, rounds: &Rounds) -> Markup {
    let name = rounds.visit.scope.process.name.as_str();
    let main = html! {
        (done(words, rounds.done))
        (summary(words, rounds.wrong.as_ref()))
        @match (rounds.visit.drafts.last(), rounds.current()) {
            (None, _) => {
                p.lede { (words.say("no-draft")) }
                @if rounds.visit.standing.may_ever(Act::Settle) {
                    p.acts { a.button.main href=(paths::office::first_draft(name)) { (words.say("office-first-draft")) } }
                }
            },
            (Some(_), None) => {
                p.lede { (words.say("rounds-all-closed")) }
                (after_the_close(words, rounds, name))
                (next_draft(words, rounds, name))
            },
            (Some(latest), Some(round)) => {
                div.columns {
                    section aria-labelledby="now-title" {
                        h2 #now-title { (words.tell("stage-round", &[("draft", Fact::Text(&latest.draft.label))])) }
                        (facts(words, rounds, round))
                        (acts(words, rounds, round, name))
                        (next_draft(words, rounds, name))
                    }
                    (settings(words, rounds, round, name))
                }
            }
        }
        @if !rounds.releases.is_empty() { (releases(words, &rounds.visit.scope.process.name, &rounds.releases)) }
    };
    view::page(words, &rounds.visit, Tab::Rounds, main)
}

fn facts(words: &Words, rounds: &Rounds, round: &Round) -> Markup {
    let window = &round.window;
    let phase = words.say(match round.phase {
        Phase::Planned => "round-planned",
        Phase::Open => "phase-open",
        Phase::Reactions => "round-reactions",
        Phase::Closed => "round-closed",
    });
    let hour = format!("{:02}:00", window.hour());
    let policy = match window.policy {
        ReleasePolicy::Daily => words.tell("policy-daily-at", &[("hour", Fact::Text(&hour))]),
        ReleasePolicy::OnCommand => words.say("policy-on-command"),
        ReleasePolicy::AtClose => words.say("policy-at-close"),
    };
    let row = |said, value: Markup| html! { div { dt { (words.say(said)) } dd { (value) } } };
    let moment = |moment: Option<jiff::Timestamp>| {
        html! {
            @match moment {
                Some(moment) => {
                    (moments(words, moment, &rounds.zone))
                    @if moment < rounds.now { " " span.flag { (words.say("over")) } }
                },
                None => (words.say("none-set")),
            }
        }
    };
    html! {
        dl.pairs {
            (row("phase", html! { strong { (phase) } }))
            (row("policy", html! { (policy) }))
            (row("minimum", html! { (window.minimum) }))
            (row("deadline", moment(window.deadline)))
            (row("reactions-until", moment(window.reactions_until)))
            @if let Some(waits) = rounds.waits {
                (row("waiting", html! { (words.say(if waits { "something-waits" } else { "nothing-waits" })) }))
            }
        }
    }
}

fn acts(words: &Words, rounds: &Rounds, round: &Round, name: &str) -> Markup {
    let lead = |phase: Phase, act: &str, note: &str, certain: &str, main: bool| {
        html! {
            form.act method="post" action=(paths::office::phase(name)) {
                h3 { (words.say(act)) }
                p.quiet { (words.say(note)) }
                input type="hidden" name="round" value=(round.id);
                input type="hidden" name="phase" value=(phase.name());
                (sure(words, &format!("sure-{}", phase.name()), certain))
                button.main[main] type="submit" { (words.say(act)) }
            }
        }
    };
    html! {
        div.acts-list #round-acts tabindex="-1" {
            @match round.phase {
                Phase::Planned => (lead(Phase::Open, "open-round", "open-round-note", "open-round-sure", true)),
                Phase::Open | Phase::Reactions => {
                    @if round.window.policy == ReleasePolicy::OnCommand && rounds.visit.standing.may_ever(Act::Release) {
                        form.act method="post" action=(paths::office::releases(name)) {
                            h3 { (words.say("release-now")) }
                            p.quiet { (words.say("release-now-note")) }
                            input type="hidden" name="round" value=(round.id);
                            button.main type="submit" { (words.say("release-now")) }
                        }
                    }
                    @if round.phase == Phase::Open {
                        (lead(Phase::Reactions, "to-reactions", "to-reactions-note", "to-reactions-sure", false))
                    }
                    (lead(Phase::Closed, "close-round", "close-round-note", "close-round-sure", false))
                }
                Phase::Closed => {}
            }
        }
    }
}

/// What can be released still: answers to the co-chairs.
fn after_the_close(words: &Words, rounds: &Rounds, name: &str) -> Markup {
    let Some(round) = rounds.answering() else { return html! {} };
    let on_command = round.window.policy.permits_in(round.phase, Occasion::Command);
    html! {
        @if on_command && rounds.visit.standing.may_ever(Act::Release) {
            div.acts-list #round-acts tabindex="-1" {
                form.act method="post" action=(paths::office::releases(name)) {
                    h3 { (words.say("release-answers")) }
                    p.quiet { (words.say("release-answers-note")) }
                    input type="hidden" name="round" value=(round.id);
                    button type="submit" { (words.say("release-answers")) }
                }
            }
        }
    }
}

fn settings(words: &Words, rounds: &Rounds, round: &Round, name: &str) -> Markup {
    let (title, note) = match round.phase {
        Phase::Planned => ("window-title", "window-note"),
        Phase::Open | Phase::Reactions | Phase::Closed => ("window-tighten", "window-tighten-note"),
    };
    html! {
        section.sheet.stack-tight aria-labelledby="window-title" {
            h2 #window-title { (words.say(title)) }
            p.quiet { (words.say(note)) }
            form.narrow method="post" action=(paths::office::round(name)) {
                input type="hidden" name="round" value=(round.id);
                (fields(words, &rounds.typed, &rounds.visit.scope.process.settings.venue, rounds.wrong.as_ref()))
                p.acts { button.main[round.phase == Phase::Planned] type="submit" { (words.say("save")) } }
            }
        }
    }
}

fn next_draft(words: &Words, rounds: &Rounds, name: &str) -> Markup {
    html! {
        @if rounds.visit.standing.may_ever(Act::Issue) {
            p.acts { a.button href=(paths::office::issue(name)) { (words.say("issue-next")) } }
        }
    }
}

/// The releases, the newest first.
fn releases(words: &Words, process: &str, releases: &[Made]) -> Markup {
    let number = |number: usize| Fact::Number(number as i64);
    html! {
        section.all-drafts aria-labelledby="releases-title" {
            h2 #releases-title { (words.say("releases")) }
            p.quiet { (words.say("releases-note")) " " a href=(paths::lists(process)) { (words.say("lists-title")) } }
            ul.facts {
                @for Made { release, items } in releases {
                    li {
                        span { (words.tell("release-of", &[
                            ("number", number(release.ordinal as usize)), ("date", Fact::Text(&words.date(release.day))),
                        ])) }
                        span.quiet { (words.tell("release-counts", &[
                            ("items", number(*items)),
                            ("operations", number(release.leaves.len())),
                            ("active", number(release.counts.active as usize)),
                            ("keys", number(release.counts.keys as usize)),
                            ("reissues", number(release.counts.reissues as usize)),
                        ])) }
                    }
                }
            }
        }
    }
}
