//! The pages of the reader.

mod acts;
mod list;
mod paragraph;

use maud::{Markup, html};

use self::paragraph::Flow;
use super::filter::{Show, passages};
use super::{Reading, View};
use crate::document::Kind;
use crate::export::Format;
use crate::export::rendition::{Passage, Rendition};
use crate::i18n::{Fact, Words};
use crate::web::component::done;
use crate::web::component::formats::said;
use crate::web::page::{Frame, Here, layout};
use crate::web::paths::{self, FileName, Shows};

/// A page of the reader.
pub(super) fn page(words: &Words, reading: &Reading) -> Markup {
    let title = title(words, reading);
    layout(
        &Frame {
            words,
            title: &title,
            process: Some(reading.visit.place(Here::Text)),
            seat: &reading.visit.seat,
        },
        html! {
            (head(words, reading, &title))
            (done(words, reading.done))
            (views(words, reading))
            @match reading.view {
                View::Clean | View::Redline => (text(words, reading)),
                View::Changes => (list::changes(words, reading)),
            }
        },
    )
}

fn title(words: &Words, reading: &Reading) -> String {
    let against = reading.against.as_ref().map(|it| it.draft.label.as_str()).unwrap_or_default();
    let facts = [("draft", Fact::Text(&reading.draft.draft.label)), ("against", Fact::Text(against))];
    let id = match reading.view {
        View::Clean => "title-clean",
        View::Redline => "title-redline",
        View::Changes => "title-changes",
    };
    words.tell(id, &facts)
}

fn head(words: &Words, reading: &Reading, title: &str) -> Markup {
    let issued = words.date(reading.draft.draft.issued);
    html! {
        header.page-head.reading-head {
            div {
                h1 { (title) }
                p.quiet { (words.tell("issued", &[("date", Fact::Text(&issued))])) }
            }
            (other_drafts(words, reading))
        }
    }
}

/// What the marks mean that the text has.
fn legend(words: &Words, rendition: &Rendition) -> Markup {
    let said = &rendition.vocabulary;
    let moved = rendition.runs().any(|run| run.moved);
    html! {
        p.quiet.legend {
            span {
                ins { span.said { (said.inserted_starts) } (words.say("legend-inserted")) span.said { (said.inserted_ends) } }
                " " (words.say("legend-underlined"))
            }
            span {
                del { span.said { (said.deleted_starts) } (words.say("legend-deleted")) span.said { (said.deleted_ends) } }
                " " (words.say("legend-struck"))
            }
            @if moved {
                span {
                    ins.moved { span.said { (said.moved_here_starts) } (words.say("legend-moved")) span.said { (said.moved_ends) } }
                    " " (words.say("legend-broken"))
                }
            }
        }
    }
}

/// The other drafts, and the other ones to compare with.
fn other_drafts(words: &Words, reading: &Reading) -> Markup {
    let process = reading.visit.scope.process.name.as_str();
    let draft = reading.draft.name.as_str();
    html! {
        @if reading.visit.drafts.len() > 1 {
            nav.drafts aria-label=(words.say("drafts")) {
                span.quiet { (words.say("drafts")) }
                @for issued in &reading.visit.drafts {
                    @let here = issued.name == reading.draft.name;
                    a href=(paths::clean(process, &issued.name)) aria-current=[here.then_some("true")] {
                        bdi { (issued.draft.label) }
                    }
                }
            }
        }
        @if let Some(against) = &reading.against && reading.visit.before(&reading.draft).count() > 1 {
            nav.drafts aria-label=(words.say("compared-with")) {
                span.quiet { (words.say("compared-with")) }
                @for earlier in reading.visit.before(&reading.draft) {
                    @let address = match reading.view {
                        View::Clean | View::Redline => paths::redline(process, draft, &earlier.name),
                        View::Changes => paths::changes(process, draft, &earlier.name),
                    };
                    a href=(address) aria-current=[(earlier == against).then_some("true")] {
                        bdi { (earlier.draft.label) }
                    }
                }
            }
        }
    }
}

fn views(words: &Words, reading: &Reading) -> Markup {
    let process = reading.visit.scope.process.name.as_str();
    let draft = reading.draft.name.as_str();
    let against = reading.against.as_ref().or_else(|| reading.visit.before(&reading.draft).next());
    let current = |view| (reading.view == view).then_some("page");
    html! {
        nav.views aria-label=(words.say("views")) {
            a href=(paths::clean(process, draft)) aria-current=[current(View::Clean)] { (words.say("view-clean")) }
            @if let Some(against) = against {
                a href=(paths::redline(process, draft, &against.name)) aria-current=[current(View::Redline)] {
                    (words.say("view-redline"))
                }
                a href=(paths::changes(process, draft, &against.name)) aria-current=[current(View::Changes)] {
                    (words.say("view-changes"))
                    @if reading.against.is_some() { " (" (reading.rendition.changes.len()) ")" }
                }
            }
            @if reading.visit.sight.shows_ledger() && reading.visit.before(&reading.draft).next().is_some() {
                a href=(paths::ledger(process, draft)) { (words.say("view-ledger")) }
            }
            (downloads(words, reading))
        }
    }
}

/// What is on the screen, as files.
fn downloads(words: &Words, reading: &Reading) -> Markup {
    let process = reading.visit.scope.process.name.as_str();
    let against = reading.against.as_ref().map(|it| Shows::Redline(it.name.clone()));
    let what = against.unwrap_or(Shows::Clean);
    let submitted = reading.submissions.as_ref().is_some_and(|it| it.all() > 0);
    let compilation = FileName { what: Shows::Compilation, format: Format::Docx };
    html! {
        span.downloads {
            span.quiet { (words.say("download")) }
            @for format in reading.visit.for_readers(what.view()) {
                @let file = FileName { what: what.clone(), format };
                a href=(paths::file(process, &reading.draft.name, &file)) download { (said(words, format)) }
            }
            @if submitted {
                a href=(paths::file(process, &reading.draft.name, &compilation)) download { (words.say("download-compilation")) }
            }
        }
    }
}

/// The text with its outline; the filter stands above.
fn text(words: &Words, reading: &Reading) -> Markup {
    let (shown, count) = passages(reading);
    let language = &reading.rendition.language;
    let mut flow = Flow::new(words, reading);
    let general = flow.general();
    let articles = html! { @for passage in &shown { (flow.passage(passage)) } };
    html! {
        div.reader {
            (outline(words, reading, &shown))
            div {
                (filter(words, reading, count))
                @if reading.view == View::Redline { (legend(words, &reading.rendition)) }
                (acts::above(words, reading))
                (general)
                div.flow lang=(language.tag) dir=(language.direction.name()) {
                    (articles)
                    (flow.notes())
                }
            }
        }
    }
}

/// Links to the headings.
fn outline(words: &Words, reading: &Reading, shown: &[&Passage]) -> Markup {
    let language = &reading.rendition.language;
    let headings = shown.iter().filter(|it| matches!(it.form.kind, Kind::Heading | Kind::AnnexHeading));
    html! {
        nav.outline aria-label=(words.say("outline")) {
            details {
                summary { (words.say("outline")) }
                ol lang=(language.tag) dir=(language.direction.name()) {
                    @for heading in headings {
                        @if let Some(id) = heading.anchor {
                            li.{ "level-" (heading.form.level.clamp(1, 3)) } {
                                a href={ "#" (paths::anchor(id)) } { (heading.current_words()) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn filter(words: &Words, reading: &Reading, count: usize) -> Markup {
    let options = [
        (Show::All, "all", Some("show-all")),
        (Show::Changed, "changed", reading.against.is_some().then_some("show-changed")),
        (Show::Submissions, "submissions", reading.submissions.is_some().then_some("show-submissions")),
        (Show::Mine, "mine", reading.ours.as_ref().filter(|it| !it.own.is_empty()).map(|_| "show-mine")),
    ];
    let choices = options.iter().filter(|(_, _, id)| id.is_some()).count();
    let sought = reading.filter.words();
    html! {
        form.filter method="get" role="search" {
            div.field {
                label for="q" { (words.say("search")) }
                input #q type="search" name="q" value=(sought) maxlength="200" lang=(reading.rendition.language.tag) dir="auto";
            }
            @if choices > 1 {
                div.field {
                    label for="show" { (words.say("show")) }
                    select #show name="show" {
                        @for (show, value, id) in options {
                            @if let Some(id) = id {
                                option value=(value) selected[reading.filter.show == show] { (words.say(id)) }
                            }
                        }
                    }
                }
            }
            button type="submit" { (words.say("filter")) }
        }
        @if reading.filter.is_on() {
            p.found role="status" {
                @if sought.is_empty() {
                    (words.tell("found", &[("count", Fact::Number(count as i64))]))
                } @else {
                    (words.tell("found-words", &[("count", Fact::Number(count as i64)), ("words", Fact::Text(sought))]))
                }
                " " a href="?" { (words.say("show-everything")) }
            }
        }
    }
}
