//! The overview as a page.

use maud::{Markup, html};

use super::{Order, Overview, Show};
use crate::drafting::desk::ParagraphState;
use crate::export::Format;
use crate::i18n::{Fact, Words};
use crate::identity::role::Act;
use crate::web::component::formats::formats;
use crate::web::desk::ground::Count;
use crate::web::desk::view::{address, place_name, state_mark};
use crate::web::paths::{self, FileName, Shows};
use crate::web::visit::Issued;

/// The middle of the page.
pub(in crate::web::desk) fn main(words: &Words, overview: &Overview) -> Markup {
    let laid = &overview.laid;
    let process = &overview.visit.scope.process.name;
    let draft = laid.ground.table.draft.label.as_str();
    html! {
        header.page-head.desk-head {
            div.stack-tight {
                p.eyebrow { (words.tell("desk-on", &[("draft", Fact::Text(draft))])) }
                h1 { (words.say("desk-title")) }
            }
            (counters(words, laid.submissions(), laid.paragraphs()))
        }
        (next_acts(words, overview))
        @if let Some(waits) = overview.waits {
            p.quiet.waits { (words.say(if waits { "desk-something-waits" } else { "desk-nothing-waits" })) }
        }
        (filters(words, overview))
        (table(words, overview))
        (asked_about(words, overview, process))
        (downloads(words, overview, process))
    }
}

/// What authors were asked about, with the way to what they answered.
fn asked_about(words: &Words, overview: &Overview, process: &str) -> Markup {
    html! {
        @if !overview.asked_about.is_empty() {
            section.all-drafts aria-labelledby="asked-title" {
                h2 #asked-title { (words.say("desk-asked")) }
                ul.facts {
                    @for it in &overview.asked_about {
                        li {
                            a href=(paths::desk_item(process, it.id)) { bdi { (it.name) } }
                            span.quiet {
                                (words.tell("desk-asked-count", &[
                                    ("asked", Fact::Number(it.asked as i64)), ("answered", Fact::Number(it.answered as i64)),
                                ]))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// "31 of 93 submissions decided", "44 of 62 paragraphs settled".
pub(in crate::web::desk) fn counters(words: &Words, submissions: Count, paragraphs: Count) -> Markup {
    let bar = |id: &str, count: Count| {
        let said = words
            .tell(id, &[("done", Fact::Number(count.done as i64)), ("all", Fact::Number(count.all as i64))]);
        html! {
            p.counter {
                span { (said) }
                progress value=(count.done) max=(count.all.max(1)) aria-label=(said) {}
            }
        }
    };
    html! {
        div.counters {
            (bar("desk-count-submissions", submissions))
            (bar("desk-count-paragraphs", paragraphs))
        }
    }
}

fn next_acts(words: &Words, overview: &Overview) -> Markup {
    let (laid, process) = (&overview.laid, &overview.visit.scope.process.name);
    let contested = laid.most_contested().first().copied();
    html! {
        p.row.desk-next {
            @if let Some(next) = laid.next_undecided(None) {
                a.button.main data-key="n" aria-keyshortcuts="n" href=(address(process, laid, next)) {
                    (words.tell("desk-next-undecided", &[("place", Fact::Text(&place_name(words, laid, next)))]))
                }
            } @else {
                strong { (words.say("desk-all-decided")) }
            }
            @if let Some(most) = contested {
                a.button href=(address(process, laid, most)) {
                    (words.tell("desk-most-contested", &[("place", Fact::Text(&place_name(words, laid, most)))]))
                }
            }
            @if overview.visit.standing.may_ever(Act::Issue) {
                a.button href=(paths::issue(process)) { (words.say("desk-issue")) }
            }
        }
    }
}

fn filters(words: &Words, overview: &Overview) -> Markup {
    let desk = paths::desk(&overview.visit.scope.process.name);
    let asked = overview.asked;
    let shows = [
        (Show::All, "all", "desk-show-all"),
        (Show::Undecided, "undecided", "desk-show-undecided"),
        (Show::Competing, "competing", "desk-show-competing"),
    ];
    let name = shows.iter().find(|(show, _, _)| *show == asked.show).map_or("all", |(_, name, _)| name);
    let order = if asked.order == Order::Contested { "contested" } else { "text" };
    let (other, said) = match asked.order {
        Order::Text => ("contested", "desk-order-contested"),
        Order::Contested => ("text", "desk-order-text"),
    };
    html! {
        nav.views aria-label=(words.say("desk-show")) {
            @for (show, name, said) in shows {
                a href={ (desk) "?show=" (name) "&order=" (order) } aria-current=[(show == asked.show).then_some("page")] {
                    (words.say(said))
                }
            }
            a.order href={ (desk) "?show=" (name) "&order=" (other) } { (words.say(said)) }
        }
    }
}

fn table(words: &Words, overview: &Overview) -> Markup {
    let laid = &overview.laid;
    let places = overview.places();
    html! {
        @if places.is_empty() {
            p.quiet { (words.say("desk-nothing-shown")) }
        } @else {
            table.desk-table {
                thead {
                    tr {
                        th scope="col" { (words.say("desk-column-paragraph")) }
                        th.number scope="col" { (words.say("desk-column-amendments")) }
                        th.number scope="col" { (words.say("desk-column-comments")) }
                        th.number scope="col" { (words.say("desk-column-competing")) }
                        th.number scope="col" { (words.say("desk-column-open")) }
                        th scope="col" { (words.say("desk-column-state")) }
                    }
                }
                tbody { @for place in places { (row(words, overview, place)) } }
            }
            p.quiet { (words.say("desk-legend")) }
        }
        @if laid.ground.shown.iter().any(|it| it.late) { p.quiet { (words.say("desk-late-legend")) } }
    }
}

fn row(words: &Words, overview: &Overview, place: Option<usize>) -> Markup {
    let laid = &overview.laid;
    let (triage, row) = (laid.ground.triage(place), laid.row(place));
    let number = |id: &str, count: usize| {
        html! {
            td.number data-label=(words.say(id)) {
                @if count == 0 { span.none { "\u{2013}" } } @else { (count) }
            }
        }
    };
    let late = triage.all().filter(|id| laid.ground.find(*id).is_some_and(|it| it.late)).count();
    let words_of = laid.ground.paragraph(place).map(|it| first_words(&it.content.text.plain()));
    html! {
        tr.desk-row.settled[row.is_settled()] {
            th scope="row" {
                a href=(address(&overview.visit.scope.process.name, laid, place)) { (place_name(words, laid, place)) }
                @if let Some(first) = words_of { span.first-words { (first) } }
            }
            (number("desk-column-amendments", triage.amendments.len()))
            (number("desk-column-comments", triage.comments.len()))
            (number("desk-column-competing", triage.competing))
            (number("desk-column-open", row.open))
            td data-label=(words.say("desk-column-state")) {
                (state_mark(words, row, triage.all().next().is_some()))
                @if row.state == ParagraphState::Open && row.shaken { " " span.flag { (words.say("desk-shaken")) } }
                @if late > 0 {
                    " " span.flag { (words.tell("desk-late", &[("count", Fact::Number(late as i64))])) }
                }
            }
        }
    }
}

/// A few words of a paragraph, to know it by.
fn first_words(text: &str) -> String {
    const MOST: usize = 64;
    match text.char_indices().nth(MOST) {
        None => text.to_owned(),
        Some((end, _)) => {
            let whole = text[..end].rsplit_once(' ').map_or(&text[..end], |(whole, _)| whole);
            format!("{whole}\u{a0}\u{2026}")
        }
    }
}

fn downloads(words: &Words, overview: &Overview, process: &str) -> Markup {
    let draft = overview.visit.drafts.last();
    let on_desk = [Format::Docx, Format::Pdf, Format::Html];
    let shown: Vec<Format> =
        overview.visit.formats.iter().copied().filter(|it| on_desk.contains(it)).collect();
    let with_table = [Format::Docx, Format::Pdf, Format::Xlsx, Format::Html];
    let with_table: Vec<Format> =
        overview.visit.formats.iter().copied().filter(|it| with_table.contains(it)).collect();
    let compilation = |draft: &Issued, format| {
        paths::file(process, &draft.name, &FileName { what: Shows::Compilation, format })
    };
    html! {
        section.desk-files aria-labelledby="files-name" {
            h2 #files-name { (words.say("downloads")) }
            ul.file-list {
                li {
                    span.file-name { (words.say("desk-file-working")) }
                    (formats(words, &words.say("desk-file-working"), &shown, |format| paths::working_redline(process, format)))
                }
                @if let Some(draft) = draft.filter(|draft| overview.visit.shows_submissions_on(draft)) {
                    @let said = words.tell("file-compilation", &[("draft", Fact::Text(&draft.draft.label))]);
                    li {
                        span.file-name { (said) }
                        (formats(words, &said, &with_table, |format| compilation(draft, format)))
                    }
                }
            }
        }
    }
}
