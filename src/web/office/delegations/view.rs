//! The roster, one delegation, and the sheets.

use maud::{Markup, html};

use super::{One, Roster, Sheets};
use crate::i18n::{Fact, Words};
use crate::identity::Track;
use crate::proceedings::{Progress, Sheet};
use crate::store::delegations::Delegation;
use crate::web::component::qr::qr;
use crate::web::office::field::{Field, area, choice, summary, sure, typed};
use crate::web::office::{Tab, view};
use crate::web::page::{Frame, Here, layout};
use crate::web::paths;

/// The roster.
pub(super) fn page(words: &Words, roster: &Roster) -> Markup {
    let name = roster.visit.scope.process.name.as_str();
    let enrolled = roster.delegations.iter().filter(|(_, it)| is_enrolled(*it)).count();
    let number = |number: usize| Fact::Number(number as i64);
    let main = html! {
        @if let Some(done) = &roster.done { p.told role="status" { (done) } }
        (summary(words, roster.wrong.as_ref()))
        div.columns {
            section aria-labelledby="roster-title" {
                h2 #roster-title { (words.say("roster")) }
                @if roster.delegations.is_empty() {
                    p.lede { (words.say("roster-empty")) }
                } @else {
                    p.quiet { (words.tell("roster-counts", &[
                        ("all", number(roster.delegations.len())),
                        ("enrolled", number(enrolled)),
                        ("reissues", number(roster.reissues as usize)),
                    ])) }
                    (list(words, roster, name))
                }
            }
            (adding(words, roster, name))
        }
    };
    view::page(words, &roster.visit, Tab::Delegations, main)
}

fn list(words: &Words, roster: &Roster, name: &str) -> Markup {
    html! {
        form #roster method="post" action=(paths::office::sheets(name)) tabindex="-1" {
            ul.roster {
                @for (delegation, progress) in &roster.delegations {
                    li {
                        @if is_enrolled(*progress) {
                            span.named { (named(delegation)) }
                        } @else {
                            label.tick.named {
                                input type="checkbox" name="delegation" value=(delegation.id);
                                (named(delegation))
                            }
                        }
                        span.quiet { (standing(words, delegation, *progress)) }
                        a href=(paths::office::on_roster(name, delegation.id)) {
                            (words.say("more")) span.said { ", " (delegation.name) }
                        }
                    }
                }
            }
            p.quiet { (words.say("sheets-note")) }
            p.acts {
                button.main type="submit" name="which" value="without" { (words.say("sheets-without")) }
                button type="submit" name="which" value="ticked" { (words.say("sheets-ticked")) }
            }
        }
    }
}

fn adding(words: &Words, roster: &Roster, name: &str) -> Markup {
    let wrong = roster.wrong.as_ref();
    let tracks = [(Track::States.name(), "track-states"), (Track::Stakeholders.name(), "track-stakeholders")];
    html! {
        section.sheet.stack-tight aria-labelledby="add-title" {
            h2 #add-title { (words.say("add-delegations")) }
            form.narrow method="post" action=(paths::office::delegations(name)) {
                (area(words, &Field { hint: "list-hint", ..Field::text("list", "list", &roster.typed.list) }, 8, wrong))
                (choice(words, &Field::text("track", "track", &roster.typed.track), &tracks, wrong))
                (typed(words, &Field {
                    kind: "number", hint: "seats-hint", ..Field::text("seats", "seats", &roster.typed.seats)
                }, wrong))
                p.acts { button type="submit" { (words.say("add-delegations")) } }
            }
        }
    }
}

/// One delegation, and what can be done for it.
pub(super) fn one(words: &Words, one: &One) -> Markup {
    let name = one.visit.scope.process.name.as_str();
    let id = one.delegation.id;
    let main = html! {
        (summary(words, one.wrong.as_ref()))
        h2 { (named(&one.delegation)) }
        p { (standing(words, &one.delegation, one.progress)) }
        div.acts-list {
            @if is_enrolled(one.progress) {
                form.act method="post" action=(paths::office::anew(name, id)) {
                    h3 { (words.say("anew")) }
                    p.quiet { (words.say("anew-note")) }
                    p.quiet { (words.tell("anew-count", &[("count", Fact::Number(one.reissues.into()))])) }
                    (sure(words, "sure-anew", "anew-sure"))
                    button type="submit" { (words.say("anew-act")) }
                }
            } @else {
                form.act method="post" action=(paths::office::sheets(name)) {
                    h3 { (words.say("sheet-one")) }
                    p.quiet { (words.say("sheets-note")) }
                    input type="hidden" name="delegation" value=(id);
                    button.main type="submit" name="which" value="ticked" { (words.say("sheet-one")) }
                }
                form.act method="post" action=(paths::office::removal(name, id)) {
                    h3 { (words.say("strike-off")) }
                    p.quiet { (words.say("strike-off-note")) }
                    (sure(words, "sure-removal", "strike-off-sure"))
                    button type="submit" { (words.say("strike-off")) }
                }
            }
        }
        p { a href=(paths::office::delegations(name)) { (words.say("roster-back")) } }
    };
    view::page(words, &one.visit, Tab::Delegations, main)
}

/// The sheets, one on each page.
pub(super) fn sheets(words: &Words, sheets: &Sheets) -> Markup {
    let visit = &sheets.visit;
    let name = visit.scope.process.name.as_str();
    let title = words.say("sheets-title");
    let count = [("count", Fact::Number(sheets.sheets.len() as i64))];
    layout(
        &Frame { words, title: &title, process: Some(visit.place(Here::Office)), seat: &visit.seat },
        html! {
            header.page-head.not-printed {
                h1 { (title) }
                p.lede { (words.tell("sheets-lede", &count)) }
                p { a href=(paths::office::delegations(name)) { (words.say("roster-back")) } }
            }
            @for sheet in &sheets.sheets { (sheet_of(words, sheets, sheet)) }
        },
    )
}

fn sheet_of(words: &Words, sheets: &Sheets, sheet: &Sheet) -> Markup {
    let code = sheet.code.words();
    let enrol = format!("{}{}", sheets.server, paths::enrol());
    let delegation = &sheet.delegation.name;
    html! {
        section.enrolment-sheet aria-label=(delegation) {
            p.eyebrow { bdi { (sheets.visit.scope.process.title) } }
            h2 { bdi { (delegation) } }
            p { (words.say("sheet-what")) }
            ol.steps {
                li {
                    (words.say("sheet-open")) " " strong.address { (enrol) }
                    @if let Some(fingerprint) = sheets.fingerprint {
                        " " (words.say("sheet-certificate")) " "
                        code.fingerprint translate="no" dir="ltr" { (fingerprint) }
                    }
                }
                li { (words.say("sheet-type")) }
                li { (words.say("sheet-keys")) }
                li { (words.say("sheet-log-in")) }
            }
            h3 { (words.say("enrolment-code")) }
            div.key-both {
                ol.key-words translate="no" lang="en" { @for word in code.split_whitespace() { li { (word) } } }
                figure {
                    (qr(&paths::scanned(&sheets.server, paths::enrol(), &code), &words.say("sheet-qr")))
                    figcaption.quiet { (words.say("sheet-qr-note")) }
                }
            }
            p.quiet { (words.say("sheet-once")) }
            p.quiet { (words.say("sheet-used")) }
            p.quiet { (words.tell("sheet-day", &[("date", Fact::Text(&words.date(sheets.day)))])) }
        }
    }
}

fn named(delegation: &Delegation) -> Markup {
    html! {
        span { bdi { (delegation.name) } @if let Some(code) = &delegation.code { " " span.flag { (code) } } }
    }
}

fn standing(words: &Words, delegation: &Delegation, progress: Progress) -> String {
    let track = words.say(match delegation.track {
        Track::States => "track-state",
        Track::Stakeholders => "track-stakeholder",
    });
    let progress = words.say(match progress {
        Progress::NoSheet => "progress-no-sheet",
        Progress::Sheet => "progress-sheet",
        Progress::Enrolled => "progress-enrolled",
        Progress::EnrolsAnew => "progress-anew",
    });
    let facts = [
        ("track", Fact::Text(&track)),
        ("seats", Fact::Number(delegation.seats.into())),
        ("progress", Fact::Text(&progress)),
    ];
    words.tell("delegation-standing", &facts)
}

fn is_enrolled(progress: Progress) -> bool {
    match progress {
        Progress::NoSheet | Progress::Sheet => false,
        Progress::Enrolled | Progress::EnrolsAnew => true,
    }
}
