//! The lists of the releases as a page.

use maud::{Markup, html};

use super::{Asked, Lists};
use crate::i18n::{Fact, Words};
use crate::identity::acknowledgement::Acknowledgement;
use crate::identity::published::Published;
use crate::proceedings::Where;
use crate::web::component::{error_summary, sentence};
use crate::web::page::{Frame, Here, layout};
use crate::web::paths;

/// How many digits are read in one breath.
const GROUP: usize = 4;

/// How many digits of a leaf tell it from others.
const TELLING: usize = 16;

/// The page.
pub(super) fn page(words: &Words, lists: &Lists) -> Markup {
    let title = words.say("lists-title");
    let frame =
        Frame { words, title: &title, process: Some(lists.visit.place(Here::Home)), seat: &lists.visit.seat };
    layout(
        &frame,
        html! {
            header.page-head { h1 { (title) } p.lede { (words.say("lists-lede")) } }
            div.releases {
                (answers(words, lists))
                (asking(words, lists))
                (all(words, lists))
                (alone(words, lists))
            }
        },
    )
}

/// Where what was asked for is.
fn answers(words: &Words, lists: &Lists) -> Markup {
    let Some(Asked::Found(found)) = &lists.asked else { return html! {} };
    let missing = found.iter().filter(|(_, place)| *place == Where::Missing).count();
    let listed = found.iter().filter(|(_, place)| matches!(place, Where::Listed { .. })).count();
    let count = |number: usize| ("count", Fact::Number(number as i64));
    html! {
        section #answer.stack-tight aria-labelledby="answer-title" {
            h2 #answer-title { (words.say("lists-answer")) }
            @if missing > 0 {
                div.notice.warning role="alert" {
                    p { strong { (words.tell("lists-missing", &[count(missing)])) } }
                    p { (words.say("lists-missing-next")) }
                }
            } @else if listed == found.len() {
                p.told role="status" { (words.tell("lists-all-there", &[count(listed)])) }
            }
            ol.facts.receipts {
                @for (given, place) in found { li { (leaf(given)) span { (where_it_is(words, *place)) } } }
            }
        }
    }
}

fn leaf(given: &Acknowledgement) -> Markup {
    let leaf = given.promise.leaf.to_string();
    html! { code.digits { (groups(&leaf[..TELLING])) " \u{2026}" } }
}

fn where_it_is(words: &Words, place: Where) -> Markup {
    html! {
        @match place {
            Where::Listed { ordinal, day } => a href={ "#release-" (ordinal) } {
                (words.tell("lists-in", &[
                    ("number", Fact::Number(ordinal.into())), ("date", Fact::Text(&words.date(day))),
                ]))
            },
            Where::Elsewhere => (words.say("lists-elsewhere")),
            Where::Waits => (words.say("lists-waits")),
            Where::Missing => strong { (words.say("lists-nowhere")) },
            Where::NotOurs => (words.say("lists-not-ours")),
        }
    }
}

fn asking(words: &Words, lists: &Lists) -> Markup {
    let (wrong, typed) = match &lists.asked {
        Some(Asked::Wrong { why, typed }) => (Some(*why), typed.as_str()),
        Some(Asked::Found(_)) | None => (None, ""),
    };
    html! {
        section.sheet.stack-tight aria-labelledby="ask-title" {
            h2 #ask-title { (words.say("lists-ask")) }
            p.quiet { (words.say("lists-ask-note")) }
            (error_summary(words, wrong, "acknowledgements"))
            form.narrow method="post" action=(paths::lists(&lists.visit.scope.process.name)) enctype="multipart/form-data" {
                div.field {
                    label for="acknowledgements" { (words.say("lists-paste")) }
                    textarea #acknowledgements name="acknowledgements" rows="4" autocomplete="off" autocapitalize="none"
                        spellcheck="false" aria-invalid=[wrong.map(|_| "true")] { (typed) }
                }
                div.field {
                    label for="file" { (words.say("lists-file")) }
                    input #file type="file" name="file" accept=".txt,text/plain";
                }
                p.acts { button.main type="submit" { (words.say("lists-ask-act")) } }
            }
        }
    }
}

/// The releases, the newest first.
fn all(words: &Words, lists: &Lists) -> Markup {
    let releases = lists.list.releases.iter().zip(&lists.rounds).rev();
    html! {
        section.stack-tight aria-labelledby="all-title" {
            h2 #all-title { (words.say("lists-made")) }
            @if lists.list.releases.is_empty() { p { (words.say("lists-none")) } }
            @for (release, round) in releases { (one(words, release, round)) }
        }
    }
}

fn one(words: &Words, release: &Published, (draft, round): &(String, u32)) -> Markup {
    let number = |number: i64| Fact::Number(number);
    let title = words.tell(
        "release-of",
        &[("number", number(release.ordinal.into())), ("date", Fact::Text(&words.date(release.day)))],
    );
    let active = match release.active_at_least {
        0 => "lists-active-few",
        5 => "lists-active-five",
        _ => "lists-active-ten",
    };
    html! {
        article.release id={ "release-" (release.ordinal) } aria-label=(title) {
            h3 { (title) }
            p { (words.tell("lists-round", &[("draft", Fact::Text(draft)), ("round", number((*round).into()))])) }
            p {
                (words.tell("lists-operations", &[("count", number(release.leaves.len() as i64))])) " "
                (words.say(active)) " "
                (words.tell("lists-keys", &[("keys", number(release.keys.into())), ("reissues", number(release.reissues.into()))]))
            }
            dl.hashes {
                div { dt { (words.say("lists-hash")) } dd { code.digits { (groups(&release.hash.to_string())) } } }
                @if release.ordinal > 1 {
                    div { dt { (words.say("lists-previous")) } dd { code.digits { (groups(&release.previous.to_string())) } } }
                }
                @if let Some(signed) = &release.signed {
                    div { dt { (words.say("lists-signed")) } dd { code.digits { (groups(&signed.key.to_string())) } } }
                }
            }
        }
    }
}

/// How to look without this server.
fn alone(words: &Words, lists: &Lists) -> Markup {
    let command = "travaux verify --releases releases.json --acknowledgements acknowledgements.txt";
    html! {
        section.stack-tight aria-labelledby="alone-title" {
            h2 #alone-title { (words.say("lists-alone")) }
            p { (sentence(words, "lists-alone-how", &[
                ("file", html! { a href=(paths::lists_file(&lists.visit.scope.process.name)) download { "releases.json" } }),
            ])) }
            p { code { (command) } }
            p.quiet { (words.say("lists-alone-note")) }
        }
    }
}

fn groups(digits: &str) -> String {
    let digits: Vec<char> = digits.chars().collect();
    digits.chunks(GROUP).map(String::from_iter).collect::<Vec<_>>().join(" ")
}
