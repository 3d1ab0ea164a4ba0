//! The doors as pages.

use maud::{Markup, html};

use super::{Knock, staff};
use crate::i18n::{Fact, Words};
use crate::identity::secret::AccessKey;
use crate::proceedings::Keys;
use crate::web::again::{Held, resend, typed};
use crate::web::component::error_summary;
use crate::web::guest::{Guest, Seat};
use crate::web::page::{Frame, layout};
use crate::web::paths;

/// Who is logged in, and the way out; or the way in.
pub(in crate::web) fn door(words: &Words, seat: &Seat) -> Markup {
    html! {
        div.door {
            @if let Some(name) = &seat.name {
                span.door-name { (words.say(if seat.staff { "door-staff" } else { "door-delegation" })) " " bdi { (name) } }
            }
            @match seat.known {
                true => {
                    form method="post" action=(paths::log_out()) { button.plain type="submit" { (words.say("log-out")) } }
                }
                false => a href=(paths::log_in(Some(&seat.here))) { (words.say("log-in")) },
            }
        }
    }
}

/// The door for delegates.
pub(super) fn key(words: &Words, guest: &Guest, knock: &Knock) -> Markup {
    let title = words.say("log-in-title");
    page(
        words,
        guest,
        &title,
        html! {
            header.page-head { h1 { (title) } p.lede { (words.say("log-in-lede")) } }
            (key_form(words, knock))
            (other_doors(words, &[
                (paths::enrol().to_owned(), "door-enrol"),
                (paths::recover().to_owned(), "door-recover"),
                (paths::log_in_staff(knock.next.as_deref()), "door-as-staff"),
            ]))
        },
    )
}

fn key_form(words: &Words, knock: &Knock) -> Markup {
    html! {
        form.narrow method="post" action=(paths::log_in(None)) {
            (error_summary(words, knock.wrong, "key"))
            div.field {
                label for="key" { (words.say("access-key")) }
                p.hint #key-hint { (words.say("access-key-hint")) }
                textarea #key name="key" rows="3" required autocomplete="off" autocapitalize="none" spellcheck="false"
                    aria-describedby="key-hint" aria-invalid=[knock.wrong.map(|_| "true")] {}
            }
            (rest(words, knock))
        }
    }
}

/// What the door asks besides the key, and what it carries along.
fn rest(words: &Words, knock: &Knock) -> Markup {
    html! {
        label.tick { input type="checkbox" name="own_device" value="yes"; span { (words.say("own-device")) } }
        @if let Some(next) = &knock.next { input type="hidden" name="next" value=(next); }
        @if let Some(held) = &knock.held {
            input type="hidden" name="to" value=(held.to);
            input type="hidden" name="form" value=(held.form);
        }
        p.acts { button.main type="submit" { (words.say("log-in")) } }
    }
}

/// The page for a form whose session has ended: both doors, and what was typed.
pub(in crate::web) fn lapsed(words: &Words, guest: &Guest, held: &Held) -> Markup {
    let title = words.say("lapsed-title");
    let knock = Knock { held: Some(held.clone()), ..Knock::default() };
    let at_door = staff::AtDoor { held: Some(held.clone()), ..staff::AtDoor::default() };
    page(
        words,
        guest,
        &title,
        html! {
            header.page-head { h1 { (title) } p.lede { (words.say("lapsed-lede")) } }
            (key_form(words, &knock))
            details.as-staff { summary { (words.say("door-as-staff")) } (staff::view::form(words, &at_door)) }
            (typed(words, held))
        },
    )
}

/// The page after logging in again, with the form that was held.
pub(super) fn back(words: &Words, seat: &Seat, held: &Held) -> Markup {
    let title = words.say("back-title");
    layout(
        &Frame { words, title: &title, process: None, seat },
        html! {
            header.page-head { h1 { (title) } p.lede { (words.say("back-lede")) } }
            (resend(words, held))
        },
    )
}

/// The door for a delegation that has a sheet and no key yet.
pub(super) fn enrol(words: &Words, guest: &Guest, wrong: Option<&str>) -> Markup {
    let title = words.say("enrol-title");
    page(
        words,
        guest,
        &title,
        html! {
            header.page-head { h1 { (title) } p.lede { (words.say("enrol-lede")) } }
            (code_form(words, paths::enrol(), "enrolment-code", "enrol-act", wrong))
            (other_doors(words, &[(paths::log_in(None), "door-as-delegation")]))
        },
    )
}

/// The door for a delegation that has lost its key.
pub(super) fn recover(words: &Words, guest: &Guest, wrong: Option<&str>) -> Markup {
    let title = words.say("recover-title");
    page(
        words,
        guest,
        &title,
        html! {
            header.page-head { h1 { (title) } p.lede { (words.say("recover-lede")) } }
            (code_form(words, paths::recover(), "recovery-key", "recover-act", wrong))
            (other_doors(words, &[(paths::log_in(None), "door-as-delegation")]))
        },
    )
}

fn code_form(words: &Words, to: &str, label: &str, act: &str, wrong: Option<&str>) -> Markup {
    html! {
        form.narrow method="post" action=(to) {
            (error_summary(words, wrong, "code"))
            div.field {
                label for="code" { (words.say(label)) }
                p.hint #code-hint { (words.say("access-key-hint")) }
                textarea #code name="code" rows="3" required autocomplete="off" autocapitalize="none" spellcheck="false"
                    aria-describedby="code-hint" aria-invalid=[wrong.map(|_| "true")] {}
            }
            p.acts { button.main type="submit" { (words.say(act)) } }
        }
    }
}

/// The keys of a delegation, this once.
pub(super) fn keys(words: &Words, guest: &Guest, keys: &Keys) -> Markup {
    let title = words.say("keys-title");
    page(
        words,
        guest,
        &title,
        html! {
            header.page-head { h1 { (title) } p.lede { (words.say("keys-lede")) } }
            (key_card(words, "access-key", &keys.access.words(), "keys-access-note"))
            (key_card(words, "recovery-key", &keys.recovery.words(), "keys-recovery-note"))
            h2 { (words.say("keys-then")) }
            (key_form(words, &Knock::default()))
        },
    )
}

/// A new access key, this once.
pub(super) fn recovered(words: &Words, guest: &Guest, key: &AccessKey) -> Markup {
    let title = words.say("recovered-title");
    page(
        words,
        guest,
        &title,
        html! {
            header.page-head { h1 { (title) } p.lede { (words.say("recovered-lede")) } }
            (key_card(words, "access-key", &key.words(), "keys-access-note"))
            h2 { (words.say("keys-then")) }
            (key_form(words, &Knock::default()))
        },
    )
}

/// A key to be written down: its words, numbered.
pub(in crate::web) fn key_card(words: &Words, name: &str, key: &str, note: &str) -> Markup {
    let count = key.split_whitespace().count() as i64;
    html! {
        section.key-card aria-label=(words.say(name)) {
            h2 { (words.say(name)) }
            p.quiet { (words.tell("keys-count", &[("count", Fact::Number(count))])) }
            ol.key-words translate="no" lang="en" { @for word in key.split_whitespace() { li { (word) } } }
            p { (words.say(note)) }
        }
    }
}

/// The ways to the other doors.
pub(super) fn other_doors(words: &Words, doors: &[(String, &str)]) -> Markup {
    html! { ul.doors { @for (to, said) in doors { li { a href=(to) { (words.say(said)) } } } } }
}

/// A page of a door.
pub(super) fn page(words: &Words, guest: &Guest, title: &str, main: Markup) -> Markup {
    layout(
        &Frame { words, title, process: None, seat: &Seat { here: String::new(), ..Seat::nameless(guest) } },
        main,
    )
}
