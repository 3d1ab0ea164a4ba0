//! The pages of a Word file: fetching it and sending it back, and what was found in it.

use maud::{Markup, html};

use super::fragment;
use super::write::short;
use crate::drafting::carry::Fit;
use crate::i18n::{Fact, Words};
use crate::identity::preparation::Change;
use crate::import::tracked::{Look, Tracking, Unmatched, Warning};
use crate::proceedings::{Proposed, fits_as};
use crate::web::component::error_summary;
use crate::web::delegate::returned::{Asking, Found, Row};
use crate::web::page::{Frame, Here, layout};
use crate::web::paths::{self, FileName, Shows};

/// How many paragraphs are named at the most.
const NAMED: usize = 12;

/// The page that gives the file and asks for it back.
pub(in crate::web::delegate) fn asking(words: &Words, asking: &Asking) -> Markup {
    let visit = &asking.visit;
    let process = visit.scope.process.name.as_str();
    let title = words.say("word-title");
    let wrong = asking.wrong.as_deref();
    layout(
        &Frame { words, title: &title, process: Some(visit.place(Here::Delegation)), seat: &visit.seat },
        html! {
            header.page-head { h1 { (title) } p.lede { (words.say("word-lede")) } }
            @if let Some(wrong) = wrong {
                div.error-summary role="alert" tabindex="-1" {
                    h2 { (words.say("form-wrong")) }
                    p { a href="#file" { (wrong) } }
                }
            }
            ol.word-steps {
                @if let Some(latest) = visit.drafts.last() {
                    @let file = FileName { what: Shows::Clean, format: crate::export::Format::Docx };
                    @let draft = [("draft", Fact::Text(latest.draft.label.as_str()))];
                    li {
                        h2 { (words.say("word-fetch")) }
                        p { a.button href=(paths::file(process, &latest.name, &file)) download { (words.tell("word-fetch-act", &draft)) } }
                        p.quiet { (words.say("word-fetch-note")) }
                    }
                }
                li { h2 { (words.say("word-edit")) } p { (words.say("word-edit-note")) } }
                li {
                    h2 { (words.say("word-send")) }
                    form.narrow method="post" action=(paths::returned(process)) enctype="multipart/form-data" {
                        div.field {
                            label for="file" { (words.say("word-file")) }
                            p.hint #file-hint { (words.say("word-file-hint")) }
                            input #file type="file" name="file" required accept=".docx" aria-describedby="file-hint"
                                aria-invalid=[wrong.map(|_| "true")];
                        }
                        p.acts { button.main type="submit" { (words.say("word-send-act")) } }
                    }
                }
            }
            p { a href=(paths::delegation(process)) { (words.say("menu-delegation")) } }
        },
    )
}

/// The page that shows what was found.
pub(in crate::web::delegate) fn found(words: &Words, found: &Found) -> Markup {
    let visit = &found.visit;
    let process = visit.scope.process.name.as_str();
    let title = words.say("word-found");
    let (meant, look): (Vec<_>, Vec<_>) =
        found.rows.iter().zip(&found.file.proposed).enumerate().partition(|(_, (_, it))| it.look.is_none());
    let new = meant.iter().filter(|(_, (row, _))| !matches!(row.change, Some(Change::Sent(_)))).count();
    layout(
        &Frame { words, title: &title, process: Some(visit.place(Here::Delegation)), seat: &visit.seat },
        html! {
            header.page-head { h1 { (title) } p.lede { (lede(words, found, meant.len())) } }
            (error_summary(words, found.wrong, "proposals"))
            (warnings(words, found))
            form.mine method="post" action=(paths::returned_found(process, &found.upload)) {
                div.stack #proposals tabindex="-1" {
                    @for (at, (row, it)) in &meant { (proposal(words, *at, row, it, true)) }
                }
                @if !look.is_empty() || !found.file.look_alone.is_empty() {
                    section.stack aria-labelledby="look-title" {
                        h2 #look-title { (words.say("word-look")) }
                        p.quiet { (words.say("word-look-note")) }
                        @for (at, (row, it)) in &look { (proposal(words, *at, row, it, false)) }
                        @if !found.file.look_alone.is_empty() {
                            ul {
                                @for (place, look) in &found.file.look_alone {
                                    li { bdi { (named(words, found, *place)) } ": " (words.say(look_as(look))) }
                                }
                            }
                        }
                    }
                }
                @if !found.missing.is_empty() {
                    section.stack aria-labelledby="missing-title" {
                        h2 #missing-title { (words.say("word-missing")) }
                        p.quiet { (words.say("word-missing-note")) }
                        @for row in &found.missing { (entry(words, row)) }
                    }
                }
                @if new + look.len() + found.missing.len() > 0 {
                    div.acts {
                        button.main type="submit" name="act" value="check" { (words.say("word-check")) }
                        button type="submit" name="act" value="keep" { (words.say("word-keep")) }
                        a href=(paths::returned(process)) { (words.say("file-other")) }
                    }
                } @else {
                    p.acts {
                        a.button href=(paths::delegation(process)) { (words.say("menu-delegation")) }
                        a href=(paths::returned(process)) { (words.say("file-other")) }
                    }
                }
            }
        },
    )
}

fn lede(words: &Words, found: &Found, count: usize) -> String {
    let draft = ("draft", Fact::Text(found.file.draft.label.as_str()));
    words.tell("word-found-lede", &[draft, ("count", Fact::Number(count as i64))])
}

/// What is to be looked at before anything is taken.
fn warnings(words: &Words, found: &Found) -> Markup {
    let file = &found.file;
    let latest = found.visit.drafts.last().map_or("", |it| it.draft.label.as_str());
    let older = found.visit.drafts.last().is_none_or(|it| it.draft.id != file.draft.id);
    html! {
        @if older || !file.warnings.is_empty() || !file.unmatched.is_empty() {
            section.sheet.stack-tight aria-labelledby="warnings-title" {
                h2 #warnings-title { (words.say("found-warnings")) }
                ul.plain-list {
                    @if older {
                        li { (words.tell("word-older", &[("draft", Fact::Text(&file.draft.label)), ("latest", Fact::Text(latest))])) }
                    }
                    @for warning in &file.warnings { li { (warned(words, found, warning)) } }
                    @for it in &file.unmatched { li { (unmatched(words, found, it)) } }
                }
            }
        }
    }
}

fn warned(words: &Words, found: &Found, warning: &Warning) -> String {
    match warning {
        Warning::Untracked { places } => {
            words.tell("word-untracked", &[("places", Fact::Text(&all_named(words, found, places)))])
        }
        Warning::Reading(warning) => warning.to_string(),
    }
}

fn unmatched(words: &Words, found: &Found, it: &Unmatched) -> String {
    match it {
        Unmatched::CommentOnNew { comment, words: begins } => words.tell(
            "word-comment-on-new",
            &[("comment", Fact::Text(&comment.plain())), ("words", Fact::Text(begins))],
        ),
        Unmatched::Missing { places } => {
            words.tell("word-part", &[("places", Fact::Text(&all_named(words, found, places)))])
        }
    }
}

fn named(words: &Words, found: &Found, place: usize) -> String {
    let name = found.names.get(place).map_or("", String::as_str);
    words.tell("name-paragraph", &[("name", Fact::Text(&short(name)))])
}

fn all_named(words: &Words, found: &Found, places: &[usize]) -> String {
    let mut all: Vec<String> = places.iter().take(NAMED).map(|place| named(words, found, *place)).collect();
    if places.len() > NAMED {
        all.push("\u{2026}".to_owned());
    }
    all.join(", ")
}

/// One proposal, to be taken or not.
fn proposal(words: &Words, at: usize, row: &Row, it: &Proposed, meant: bool) -> Markup {
    let change = row.change.unwrap_or(Change::New);
    let taken = matches!(change, Change::Sent(_));
    let says = match change {
        Change::New => "word-new",
        Change::Same { .. } => "word-same",
        Change::Update { .. } => "word-update",
        Change::Sent(_) => "word-sent",
        Change::Instead(_) => "word-instead",
    };
    html! {
        article.mine-item aria-label=(row.name) {
            header.row {
                @if taken { h3 { bdi { (row.name) } } }
                @else {
                    label.tick {
                        input type="checkbox" name="item" value={ (at) "." (change) } checked[meant];
                        span { h3 { bdi { (row.name) } } }
                    }
                }
                span.flag { (words.say(says)) }
                @match it.tracking {
                    Tracking::Tracked => {}
                    Tracking::Untracked => span.flag { (words.say("word-not-tracked")) },
                    Tracking::Both => span.flag { (words.say("word-partly-tracked")) },
                }
                @if let Some(draft) = &row.since { span.flag { (words.tell("made-on", &[("draft", Fact::Text(draft))])) } }
            }
            @if let Some(fit) = it.fit.filter(|fit| *fit != Fit::Clean) { p.notice { (words.say(fits_as(fit))) } }
            (drawn(words, row))
        }
    }
}

/// An entry that the file does not have, to be thrown away or not.
fn entry(words: &Words, row: &Row) -> Markup {
    html! {
        article.mine-item aria-label=(row.name) {
            header.row {
                h3 { bdi { (row.name) } }
                label.tick {
                    input type="checkbox" name="discard" value=(row.form);
                    span { (words.say("word-discard")) }
                }
            }
            (drawn(words, row))
        }
    }
}

fn drawn(words: &Words, row: &Row) -> Markup {
    html! {
        (fragment::redline(words, &row.language, row.way, &row.fragment))
        (fragment::sentences(words, &row.language, &row.fragment))
    }
}

fn look_as(look: &Look) -> &'static str {
    match look {
        Look::Emphasis => "word-look-emphasis",
        Look::Label { .. } => "word-look-label",
        Look::Kind => "word-look-kind",
    }
}
