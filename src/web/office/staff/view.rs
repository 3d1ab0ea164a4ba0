//! The staff of a process, and a link that was just made.

use maud::{Markup, html};

use super::{Given, Members};
use crate::i18n::{Fact, Words};
use crate::store::staff::{Appointment, Office};
use crate::web::component::done;
use crate::web::office::field::{Field, choice, summary, typed};
use crate::web::office::{Tab, view};
use crate::web::paths;

const OFFICES: [(&str, &str); 4] = [
    (Office::CoChair.name(), "co-chair"),
    (Office::Secretariat.name(), "secretariat"),
    (Office::Moderator.name(), "moderator"),
    (Office::Interpreter.name(), "interpreter"),
];

/// The staff.
pub(super) fn page(words: &Words, members: &Members) -> Markup {
    let name = members.visit.scope.process.name.as_str();
    let wrong = members.wrong.as_ref();
    let main = html! {
        (done(words, members.done))
        (summary(words, wrong))
        div.columns {
            div.acts-list {
                section aria-labelledby="members" {
                    h2 #members tabindex="-1" { (words.say("members")) }
                    ul.roster.members { @for (staff, appointment) in &members.appointments {
                        li {
                            span.named { bdi { (staff.name) } " " span.quiet { bdi { (staff.login) } } }
                            span { (held(words, appointment)) }
                            span.row {
                                form method="post" action=(paths::office::link(name, staff.id)) {
                                    button.plain type="submit" { (words.say("new-link")) span.said { ", " (staff.name) } }
                                }
                                form method="post" action=(paths::office::dismissal(name)) {
                                    input type="hidden" name="staff" value=(staff.id);
                                    input type="hidden" name="office" value=(appointment.office().name());
                                    button.plain type="submit" { (words.say("dismiss")) span.said { ", " (staff.name) } }
                                }
                            }
                        }
                    } }
                    p.quiet { (words.say("dismiss-note")) }
                }
                (known(words, members, name))
            }
            section.sheet.stack-tight aria-labelledby="add-title" {
                h2 #add-title { (words.say("add-member")) }
                p.quiet { (words.say("add-member-note")) }
                form.narrow method="post" action=(paths::office::staff(name)) {
                    (typed(words, &Field { hint: "login-hint", ..Field::text("login", "login", &members.typed.login) }, wrong))
                    (typed(words, &Field::text("name", "staff-name", &members.typed.name), wrong))
                    (choice(words, &Field::text("office", "office-held", &members.typed.office), &OFFICES, wrong))
                    (typed(words, &Field {
                        hint: "body-hint", optional: true, ..Field::text("body", "body", &members.typed.body)
                    }, wrong))
                    p.acts { button.main type="submit" { (words.say("add-member")) } }
                }
            }
        }
    };
    view::page(words, &members.visit, Tab::Staff, main)
}

/// Somebody who is on the staff already gets an office here.
fn known(words: &Words, members: &Members, name: &str) -> Markup {
    html! {
        section aria-labelledby="known-title" {
            h2 #known-title { (words.say("appoint-known")) }
            form.narrow method="post" action=(paths::office::offices(name)) {
                div.field {
                    label for="staff" { (words.say("who")) }
                    select #staff name="staff" {
                        @for staff in &members.all { option value=(staff.id) { (staff.name) " (" (staff.login) ")" } }
                    }
                }
                div.field {
                    label for="known-office" { (words.say("office-held")) }
                    select #known-office name="office" {
                        @for (office, said) in OFFICES { option value=(office) { (words.say(said)) } }
                    }
                }
                div.field {
                    label for="known-body" { (words.say("body")) }
                    p.hint #known-body-hint { (words.say("body-hint")) }
                    input #known-body type="text" name="body" autocomplete="off" aria-describedby="known-body-hint";
                }
                p.acts { button type="submit" { (words.say("appoint")) } }
            }
        }
    }
}

/// A link that was just made, this once.
pub(super) fn given(words: &Words, given: &Given) -> Markup {
    let name = given.visit.scope.process.name.as_str();
    let who = [("name", Fact::Text(given.name.as_str()))];
    let main = html! {
        p.told role="status" { (words.tell("link-made", &who)) }
        section.key-card aria-labelledby="link-title" {
            h2 #link-title { (words.tell("link-for", &who)) }
            p.address { strong translate="no" { (given.address) } }
            p { (words.say("login")) ": " strong { bdi { (given.login) } } }
            p.quiet { (words.say("link-note")) }
        }
        p { a href=(paths::office::staff(name)) { (words.say("members-back")) } }
    };
    view::page(words, &given.visit, Tab::Staff, main)
}

fn held(words: &Words, appointment: &Appointment) -> String {
    match appointment {
        Appointment::CoChair(body) => words.tell("co-chair-for", &[("body", Fact::Text(body))]),
        Appointment::Other(office) => words.say(match office {
            Office::CoChair => "co-chair",
            Office::Secretariat => "secretariat",
            Office::Moderator => "moderator",
            Office::Interpreter => "interpreter",
        }),
    }
}
