//! The page of a question, and the questions and slips on the page of the delegation.

use maud::{Markup, html};

use crate::drafting::round::{Phase, ReleasePolicy};
use crate::export::rendition::Vocabulary;
use crate::i18n::{Fact, Words};
use crate::identity::acknowledgement::Promise;
use crate::identity::keyring::KeyRole;
use crate::identity::preparation::Stage;
use crate::identity::role::Act;
use crate::proceedings::{Claimed, OwnQuestion, first_words};
use crate::web::component::error_summary;
use crate::web::component::exchange::said;
use crate::web::component::redline::Pen;
use crate::web::component::submission::wording;
use crate::web::delegate::answer::Asked;
use crate::web::delegate::mine::Mine;
use crate::web::delegate::sees::when;
use crate::web::page::{Frame, Here, layout};
use crate::web::paths;

/// The page.
pub(in crate::web::delegate) fn page(words: &Words, asked: &Asked) -> Markup {
    let name = asked.own.item.submission.name.to_string();
    let title = words.tell("question-about", &[("item", Fact::Text(&name))]);
    let visit = &asked.visit;
    html! {
        (layout(
            &Frame { words, title: &title, process: Some(visit.place(Here::Delegation)), seat: &visit.seat },
            html! {
                header.page-head {
                    p.eyebrow { a href={ (paths::delegation(&visit.scope.process.name)) "#questions" } { (words.say("menu-delegation")) } }
                    h1 { bdi { (title) } }
                    p.lede { (words.say("answer-lede")) }
                }
                (error_summary(words, asked.wrong, "text"))
                div.stack {
                    section aria-labelledby="asked-title" {
                        h2 #asked-title { (words.say("answer-asked")) }
                        (said(&asked.own.question.said))
                        p.quiet { (words.date(asked.own.question.day)) }
                    }
                    (item(words, asked, &name))
                    (answered(words, asked))
                    (waits(words, asked))
                    (rest(words, asked))
                }
            },
        ))
    }
}

fn item(words: &Words, asked: &Asked, name: &str) -> Markup {
    let vocabulary = Vocabulary::default();
    let mut pen = Pen::inline(&vocabulary);
    html! {
        @if let Some(item) = &asked.drawn {
            article.mine-item aria-label=(name) {
                h2 { (words.say("answer-own")) }
                p.item-name { strong { bdi { (name) } } " " bdi { (item.act) } }
                div lang=(asked.language.tag) dir=(asked.language.direction.name()) { (wording(&mut pen, item)) }
            }
        }
    }
}

fn answered(words: &Words, asked: &Asked) -> Markup {
    html! {
        @if !asked.own.answers.is_empty() {
            section aria-labelledby="answered-title" {
                h2 #answered-title { (words.say("answer-released-title")) }
                @for answer in &asked.own.answers {
                    (said(&answer.said))
                    p.quiet { (words.say(shared(answer.shared))) }
                }
            }
        }
    }
}

fn waits(words: &Words, asked: &Asked) -> Markup {
    html! {
        @if let Some(waits) = &asked.own.waits {
            section aria-labelledby="waits-title" {
                h2 #waits-title { (words.say("answer-waits-title")) }
                (said(&waits.said))
                p.quiet { (words.say(shared(waits.shared))) }
                (promised(words, &waits.promised))
            }
        }
    }
}

fn shared(shared: bool) -> &'static str {
    if shared { "answered-shared" } else { "answered-kept" }
}

/// What its author was told of an operation.
fn promised(words: &Words, promised: &Promise) -> Markup {
    html! {
        details {
            summary { (words.say("told-title")) }
            p { (words.say("told-text")) }
            p.leaf { code { (promised.leaf) } }
        }
    }
}

/// The form, or why there is none.
fn rest(words: &Words, asked: &Asked) -> Markup {
    html! {
        @if !asked.own.is_open() {
            p.notice { (words.say("answer-over")) }
        } @else if !asked.may(Act::Prepare) {
            p.notice { (words.say("answer-reads")) }
        } @else {
            @if let Some(other) = &asked.other {
                section.notice aria-labelledby="other-title" {
                    h2 #other-title { (words.say("answer-other")) }
                    (said(&other.said))
                }
            }
            (form(words, asked))
        }
    }
}

fn form(words: &Words, asked: &Asked) -> Markup {
    let process = asked.visit.scope.process.name.as_str();
    let typed = &asked.typed;
    let send = if asked.own.waits.is_some() {
        "answer-instead"
    } else if asked.own.answers.is_empty() {
        "answer-send"
    } else {
        "answer-again"
    };
    html! {
        form.asking method="post" action=(paths::question(process, asked.own.question.id)) data-padded="" {
            input type="hidden" name="form" value=(typed.form);
            input type="hidden" name="seen" value=(typed.seen);
            div.field {
                label for="text" { (words.say("answer-label")) }
                textarea #text name="text" rows="6" required dir="auto" spellcheck="true" aria-describedby="text-hint"
                    aria-invalid=[asked.wrong.map(|_| "true")] { "\n" (typed.text) }
                p.hint #text-hint { (words.say("answer-hint")) }
            }
            @if asked.own.question.shared {
                label.tick {
                    input type="checkbox" name="share" value="yes" aria-describedby="share-hint" checked[typed.share.is_some()];
                    span { (words.say("answer-share")) }
                }
                p.hint #share-hint { (words.say("answer-share-hint")) }
            } @else {
                p { (words.say("answer-kept")) }
            }
            (sees(words, asked))
            (acts(words, asked, send))
        }
    }
}

fn acts(words: &Words, asked: &Asked, send: &str) -> Markup {
    let clears = asked.may(Act::Clear);
    let cleared = asked.own.prepared.as_ref().is_some_and(|it| it.stage == Stage::Cleared);
    let sends = asked.may(Act::Answer) && (clears || cleared);
    html! {
        p.acts {
            @if sends { button.main name="act" value="send" { (words.say(send)) } }
            @if clears {
                @if !cleared { button name="act" value="clear" { (words.say("answer-clear")) } }
            } @else {
                button.main[!sends] name="act" value="clearance" { (words.say("act-clear")) }
            }
            button name="act" value="save" { (words.say("answer-save")) }
        }
    }
}

/// Who will read it and when, and what is promised.
fn sees(words: &Words, asked: &Asked) -> Markup {
    let settings = &asked.visit.scope.process.settings;
    html! {
        section.notice.promise aria-labelledby="sees-title" {
            h2 #sees-title { (words.say("sees-title")) }
            @match asked.round.as_ref().map(|round| (round, round.phase)) {
                None | Some((_, Phase::Planned)) => p { (words.say("answer-planned")) },
                Some((round, Phase::Closed)) => {
                    p { (words.say("answer-when-closed")) }
                    @if round.window.minimum > 1 { p { (few(words, round.window.minimum)) } }
                },
                Some((round, Phase::Open | Phase::Reactions)) => {
                    @let when = when(words, settings, round);
                    p { (words.tell("answer-when", &[("when", Fact::Text(&when))])) }
                    @if round.window.minimum > 1 && round.window.policy != ReleasePolicy::AtClose { p { (few(words, round.window.minimum)) } }
                },
            }
            p { (words.say("promise")) }
            p.quiet { (words.say("promise-not")) }
        }
    }
}

fn few(words: &Words, minimum: u32) -> String {
    words.tell("answer-few", &[("minimum", Fact::Number(minimum.into()))])
}

/// The questions on the page of the delegation; nothing where nothing was asked.
pub(super) fn questions(words: &Words, mine: &Mine) -> Markup {
    let process = mine.visit.scope.process.name.as_str();
    html! {
        @if !mine.asks.questions.is_empty() {
            section #questions aria-labelledby="questions-title" {
                h2 #questions-title { (words.say("questions-title")) }
                p.quiet { (words.say("questions-note")) }
                @for it in &mine.asks.questions {
                    @let name = it.item.submission.name.to_string();
                    @let act = if it.is_unanswered() && mine.may(Act::Prepare) { "question-answer" } else { "question-look" };
                    article.mine-item aria-label=(words.tell("question-about", &[("item", Fact::Text(&name))])) {
                        header.row {
                            h3 { bdi { (words.tell("question-about", &[("item", Fact::Text(&name))])) } }
                            span.flag { (words.say(standing(it))) }
                        }
                        (said(&it.question.said))
                        div.acts {
                            a.button href=(paths::question(process, it.question.id)) {
                                (words.say(act)) span.said { ", " (name) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How far an answer has come, in a word.
fn standing(it: &OwnQuestion) -> &'static str {
    let stage = it.prepared.as_ref().map(|it| it.stage);
    match stage {
        _ if !it.is_open() => "question-over",
        Some(Stage::InPreparation) => "question-prepared",
        Some(Stage::ForClearance) => "question-for-clearance",
        Some(Stage::Cleared) => "question-cleared",
        None if it.waits.is_some() => "question-waits",
        None if it.answers.is_empty() => "question-open",
        None => "question-answered",
    }
}

/// Taking over what was sent on paper.
pub(super) fn claims(words: &Words, mine: &Mine) -> Markup {
    let process = mine.visit.scope.process.name.as_str();
    let reads = mine.visit.standing.delegate().is_some_and(|it| it.role == KeyRole::Reads);
    html! {
        @if !reads || !mine.asks.claimed.is_empty() {
            section #claims aria-labelledby="claim-title" {
                h2 #claim-title { (words.say("claim-title")) }
                p.quiet { (words.say("claim-note")) }
                @for it in &mine.asks.claimed { (claimed(words, it)) }
                @if mine.may(Act::TakeOver) {
                    form.narrow method="post" action=(paths::claims(process)) {
                        (error_summary(words, mine.asks.wrong, "code"))
                        div.field {
                            label for="code" { (words.say("claim-label")) }
                            p.hint #code-hint { (words.say("claim-hint")) }
                            textarea #code name="code" rows="2" required autocomplete="off" autocapitalize="none" spellcheck="false"
                                aria-describedby="code-hint" aria-invalid=[mine.asks.wrong.map(|_| "true")] {}
                        }
                        p.acts { button type="submit" { (words.say("claim-act")) } }
                    }
                } @else {
                    (error_summary(words, mine.asks.wrong, "claims"))
                    p { (words.say("claim-not-now")) }
                }
            }
        }
    }
}

fn claimed(words: &Words, it: &Claimed) -> Markup {
    let name = it.item.submission.name.to_string();
    html! {
        article.mine-item aria-label=(name) {
            h3 { bdi { (name) } }
            p { bdi { (first_words(&it.item.submission)) } }
            p { (words.say(if it.replaced { "claim-void" } else { "claim-waits" })) }
            (promised(words, &it.promised))
        }
    }
}
