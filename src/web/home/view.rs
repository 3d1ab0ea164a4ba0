//! The list of processes and the home of one, as pages.

mod now;

use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::{Changed, Home, Listed, Stage};
use crate::drafting::round::Phase;
use crate::i18n::{Fact, Words};
use crate::web::component::formats::{formats, instead_of_pdf};
use crate::web::guest::Seat;
use crate::web::page::{Frame, Here, layout};
use crate::web::paths::{self, FileName, Shows};
use crate::web::visit::Issued;

/// The list of processes.
pub(super) fn list(words: &Words, seat: &Seat, listed: &[Listed]) -> Markup {
    let title = words.say("processes");
    layout(
        &Frame { words, title: &title, process: None, seat },
        html! {
            header.page-head {
                h1 { (title) }
                @if listed.is_empty() { p.lede { (words.say("processes-none")) } }
            }
            @if !listed.is_empty() {
                ul.processes {
                    @for process in listed {
                        li {
                            h2 { a href=(paths::process(&process.name)) { bdi { (process.title) } } }
                            p.quiet {
                                @match &process.latest {
                                    Some((label, issued)) => (draft_issued(words, label, *issued)),
                                    None => (words.say("no-draft")),
                                }
                            }
                        }
                    }
                }
            }
        },
    )
}

/// The home of a process.
pub(super) fn home(words: &Words, home: &Home) -> Markup {
    let process = &home.visit.scope.process;
    let latest = home.visit.drafts.last();
    layout(
        &Frame {
            words,
            title: &process.title,
            process: Some(home.visit.place(Here::Home)),
            seat: &home.visit.seat,
        },
        html! {
            header.page-head {
                p.eyebrow { (words.say("consultation")) }
                h1 { bdi { (process.title) } }
                (lede(words, home))
            }
            @if let Some(latest) = latest {
                section aria-labelledby="stages-title" {
                    h2.said #stages-title { (words.say("stages")) }
                    ol.stages { @for stage in &home.stages { (stage_of(words, home, stage)) } }
                }
                div.columns {
                    div.stack {
                        (now::now(words, home, latest))
                        (reading(words, home, latest))
                    }
                    (files(words, home, latest))
                }
                @if home.visit.drafts.len() > 1 { (drafts(words, home)) }
            }
        },
    )
}

fn lede(words: &Words, home: &Home) -> Markup {
    let Some(latest) = home.visit.drafts.last() else {
        return html! { p.lede { (words.say("no-draft")) } };
    };
    let id = match home.phase {
        Phase::Planned => "lede-planned",
        Phase::Open => "lede-open",
        Phase::Reactions => "lede-reactions",
        Phase::Closed => "lede-closed",
    };
    html! {
        p.text-name lang=(home.language.tag) dir=(home.language.direction.name()) { (home.text) }
        p.lede { (words.tell(id, &[("draft", Fact::Text(&latest.draft.label))])) }
    }
}

fn stage_of(words: &Words, home: &Home, stage: &Stage) -> Markup {
    let class = if stage.is_done() { "stage done" } else { "stage" };
    let current = stage.is_now().then_some("step");
    html! {
        li class=(class) aria-current=[current] {
            @match stage {
                Stage::Draft { label, issued } => {
                    span.stage-name { (words.tell("stage-issued", &[("draft", Fact::Text(label))])) }
                    span.quiet { (done(words)) (words.date(*issued)) }
                }
                Stage::Round { draft, phase, until, submissions } => {
                    span.stage-name { (words.tell("stage-round", &[("draft", Fact::Text(draft))])) }
                    span.quiet { (round(words, home, *phase, *until)) }
                    @if let Some(count) = submissions.filter(|count| *count > 0) { span.quiet { (count_of(words, "submissions", count)) } }
                }
                Stage::Next => {
                    span.stage-name { (words.say("stage-next")) }
                    span.quiet { (words.say("stage-next-when")) }
                }
            }
        }
    }
}

/// What a round permits, and until when: on the clocks of the venue and in UTC.
fn round(words: &Words, home: &Home, phase: Phase, until: Option<jiff::Timestamp>) -> Markup {
    let id = match (phase, until) {
        (Phase::Planned, _) => "round-planned",
        (Phase::Open, None) => "round-open",
        (Phase::Open, Some(until)) if until < home.now => "round-over",
        (Phase::Open, Some(_)) => "round-open-until",
        (Phase::Reactions, None) => "round-reactions",
        (Phase::Reactions, Some(_)) => "round-reactions-until",
        (Phase::Closed, _) => "round-closed",
    };
    let moment = until.map(|until| words.moment(until, &home.zone)).unwrap_or_default();
    let elsewhere = until.filter(|_| home.zone != TimeZone::UTC).map(|it| words.moment(it, &TimeZone::UTC));
    html! {
        @if phase == Phase::Closed { (done(words)) }
        (words.tell(id, &[("moment", Fact::Text(&moment))]))
        @if let Some(moment) = elsewhere { br; (words.tell("in-utc", &[("moment", Fact::Text(&moment))])) }
    }
}

fn done(words: &Words) -> Markup {
    html! { span.said { (words.say("stage-done")) " " } }
}

/// What there is to read.
fn reading(words: &Words, home: &Home, latest: &Issued) -> Markup {
    let process = home.visit.scope.process.name.as_str();
    let label = latest.draft.label.as_str();
    let draft = [("draft", Fact::Text(label))];
    let clean = paths::clean(process, &latest.name);
    html! {
        section.sheet aria-labelledby="now-title" {
            h2 #now-title { (words.say("read")) }
            ul.tasks {
                li { div {
                    a href=(clean) { (words.tell("read-clean", &draft)) }
                    p.quiet { (words.say("read-clean-note")) }
                } }
                @if let Some(Changed { since, changes }) = &home.changed {
                    li { div {
                        a href=(paths::redline(process, &latest.name, &since.name)) {
                            (words.tell("read-redline", &[draft[0], ("against", Fact::Text(&since.draft.label))]))
                        }
                        p.quiet { (words.say("read-redline-note")) }
                    } }
                    @if *changes > 0 {
                        li { div {
                            a href=(paths::changes(process, &latest.name, &since.name)) {
                                (count_of(words, "read-changes", *changes))
                            }
                            p.quiet { (words.say("read-changes-note")) }
                        } }
                    }
                }
                @if home.visit.sight.lists {
                    li { div {
                        a href=(paths::lists(process)) { (words.say("lists-title")) }
                        p.quiet { (words.say("lists-home-note")) }
                    } }
                }
                @if let Some(count) = latest_submissions(home) {
                    li { div {
                        a href={ (clean) "?show=submissions" } { (count_of(words, "read-submissions", count)) }
                        p.quiet { (words.say("read-submissions-note")) }
                    } }
                }
            }
        }
    }
}

/// The files of the latest draft.
fn files(words: &Words, home: &Home, latest: &Issued) -> Markup {
    let draft = ("draft", Fact::Text(latest.draft.label.as_str()));
    let row = |name: String, what: Shows| row(words, home, latest, &name, &what);
    html! {
        section.stack-tight aria-labelledby="files-title" {
            h2 #files-title { (words.say("downloads")) }
            ul.file-list {
                (row(words.tell("file-clean", &[draft]), Shows::Clean))
                @if let Some(Changed { since, .. }) = &home.changed {
                    @let facts = [draft, ("against", Fact::Text(since.draft.label.as_str()))];
                    (row(words.tell("file-redline", &facts), Shows::Redline(since.name.clone())))
                }
                @if latest_submissions(home).is_some() {
                    (row(words.tell("file-compilation", &[draft]), Shows::Compilation))
                }
            }
            p.quiet { (words.say("downloads-note")) }
            (instead_of_pdf(words, &home.visit.formats, &paths::clean(&home.visit.scope.process.name, &latest.name)))
            p.row {
                a href=(paths::office::downloads(&home.visit.scope.process.name, &latest.name)) { (words.say("downloads-about")) }
                a href=(paths::office::who_sees_what(&home.visit.scope.process.name)) { (words.say("who-title")) }
            }
        }
    }
}

/// One rendition in the formats that readers want first.
fn row(words: &Words, home: &Home, draft: &Issued, name: &str, what: &Shows) -> Markup {
    let process = home.visit.scope.process.name.as_str();
    let address = |format| paths::file(process, &draft.name, &FileName { what: what.clone(), format });
    html! {
        li {
            span.file-name { (name) }
            (formats(words, name, &home.visit.for_readers(what.view()), address))
        }
    }
}

/// All drafts, the newest first.
fn drafts(words: &Words, home: &Home) -> Markup {
    let process = home.visit.scope.process.name.as_str();
    html! {
        section.all-drafts aria-labelledby="drafts-title" {
            h2 #drafts-title { (words.say("drafts")) }
            ul.facts {
                @for (issued, submissions) in home.visit.drafts.iter().zip(&home.submissions).rev() {
                    li {
                        span { bdi { (issued.draft.label) } " " span.quiet { (words.date(issued.draft.issued)) } }
                        span.row {
                            a href=(paths::clean(process, &issued.name)) {
                                (words.say("view-clean")) span.said { ", " (issued.draft.label) }
                            }
                            @if let Some(since) = home.visit.before(issued).next() {
                                a href=(paths::redline(process, &issued.name, &since.name)) {
                                    (words.tell("redline-against", &[("against", Fact::Text(&since.draft.label))]))
                                    span.said { ", " (issued.draft.label) }
                                }
                            }
                            @if let Some(count) = submissions.filter(|count| *count > 0) {
                                a href={ (paths::clean(process, &issued.name)) "?show=submissions" } {
                                    (count_of(words, "submissions", count))
                                    span.said { ", " (issued.draft.label) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How many submissions on the latest draft are shown; none where there are none.
fn latest_submissions(home: &Home) -> Option<usize> {
    home.submissions.last().copied().flatten().filter(|count| *count > 0)
}

fn draft_issued(words: &Words, label: &str, issued: jiff::civil::Date) -> String {
    words.tell("draft-issued", &[("draft", Fact::Text(label)), ("date", Fact::Text(&words.date(issued)))])
}

fn count_of(words: &Words, id: &str, count: usize) -> String {
    words.tell(id, &[("count", Fact::Number(count as i64))])
}
