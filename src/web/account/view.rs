//! The doors as pages.

use maud::{Markup, html};

use super::{Knock, staff};
use crate::i18n::{Fact, Words};
use crate::identity::secret::AccessKey;
use crate::proceedings::Keys;
use crate::web::again::{Held, resend, typed};
use crate::web::component::error_said;
use crate::web::component::qr::qr;
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
            (file_form(words, knock))
            (other_doors(words, &[
                (paths::enrol().to_owned(), "door-enrol"),
                (paths::recover().to_owned(), "door-recover"),
                (paths::log_in_staff(knock.next.as_deref()), "door-as-staff"),
            ]))
        },
    )
}

fn key_form(words: &Words, knock: &Knock) -> Markup {
    let wrong = knock.key.as_ref();
    html! {
        form.narrow method="post" action=(paths::log_in(None)) {
            (error_said(words, wrong.map(|(said, _)| said.as_str()), "key"))
            (words_field(words, "key", "access-key", wrong.map(|(_, typed)| typed.as_str())))
            (rest(words, knock))
        }
    }
}

/// The same with a key file.
fn file_form(words: &Words, knock: &Knock) -> Markup {
    html! {
        details.as-file {
            summary { (words.say("key-file-door")) }
            form.narrow method="post" action=(paths::log_in_file()) enctype="multipart/form-data" {
                div.field {
                    label for="file" { (words.say("key-file")) }
                    input #file type="file" name="file" required accept=".txt,text/plain";
                }
                (rest(words, knock))
            }
        }
    }
}

/// A field for the words of a key or a code, which a scanned code fills; what was typed stands in it where it was wrong.
fn words_field(words: &Words, name: &str, label: &str, typed: Option<&str>) -> Markup {
    let scanned = format!("{name}-scanned");
    let hint = format!("{name}-hint");
    html! {
        div.field {
            label for=(name) { (words.say(label)) }
            p.hint #(hint) { (words.say("access-key-hint")) }
            textarea #(name) name=(name) rows="3" required autocomplete="current-password" autocapitalize="none"
                autocorrect="off" spellcheck="false" inputmode="text" enterkeyhint="go" data-scanned=(scanned)
                aria-describedby=(hint) aria-invalid=[typed.map(|_| "true")] { (typed.unwrap_or_default()) }
            p.told #(scanned) role="status" hidden { (words.say("scanned")) }
            noscript { p.hint { (words.say("scanned-without-script")) } }
        }
    }
}

/// What the doors of delegates ask besides the key, and what they carry along.
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

/// The door for a delegation that has a sheet and no key yet; with what was wrong, and what was typed.
pub(super) fn enrol(words: &Words, guest: &Guest, wrong: Option<(&str, &str)>) -> Markup {
    let title = words.say("enrol-title");
    page(
        words,
        guest,
        &title,
        html! {
            header.page-head { h1 { (title) } p.lede { (words.say("enrol-lede")) } }
            form.narrow method="post" action=(paths::enrol()) {
                (error_said(words, wrong.map(|it| it.0), "code"))
                (words_field(words, "code", "enrolment-code", wrong.map(|it| it.1)))
                p.acts { button.main type="submit" { (words.say("enrol-act")) } }
            }
            (other_doors(words, &[(paths::log_in(None), "door-as-delegation")]))
        },
    )
}

/// The door for a delegation that has lost its key.
pub(super) fn recover(words: &Words, guest: &Guest, wrong: Option<(&str, &str)>, anew: bool) -> Markup {
    let title = words.say("recover-title");
    page(
        words,
        guest,
        &title,
        html! {
            header.page-head { h1 { (title) } p.lede { (words.say("recover-lede")) } }
            form.narrow method="post" action=(paths::recover()) {
                (error_said(words, wrong.map(|it| it.0), "code"))
                (words_field(words, "code", "recovery-key", wrong.map(|it| it.1)))
                label.tick {
                    input type="checkbox" name="anew" value="yes" checked[anew];
                    span { (words.say("recover-anew")) span.hint { (words.say("recover-anew-note")) } }
                }
                p.acts { button.main type="submit" { (words.say("recover-act")) } }
            }
            p.quiet.after-form { (words.say("recover-lost")) }
            (other_doors(words, &[(paths::log_in(None), "door-as-delegation")]))
        },
    )
}

/// The keys of a delegation, this once.
pub(super) fn keys(words: &Words, guest: &Guest, keys: &Keys, server: &str) -> Markup {
    shown(words, guest, ("keys-title", "keys-lede"), both_cards(words, keys, server))
}

/// The keys of a delegation that has ended all others, this once.
pub(super) fn begun_anew(words: &Words, guest: &Guest, keys: &Keys, server: &str) -> Markup {
    shown(words, guest, ("anew-title", "anew-lede"), both_cards(words, keys, server))
}

/// A new access key, this once.
pub(super) fn recovered(words: &Words, guest: &Guest, key: &AccessKey, server: &str) -> Markup {
    let card = key_card(words, Sort::Access, &key.words(), &words.say("keys-access-note"), server);
    shown(words, guest, ("recovered-title", "recovered-lede"), card)
}

fn shown(words: &Words, guest: &Guest, (title, lede): (&str, &str), cards: Markup) -> Markup {
    let title = words.say(title);
    page(
        words,
        guest,
        &title,
        html! {
            header.page-head { h1 { (title) } p.lede { (words.say(lede)) } }
            (cards)
            h2 { (words.say("keys-then")) }
            (key_form(words, &Knock::default()))
        },
    )
}

/// An access key and a recovery key, to be written down.
pub(in crate::web) fn both_cards(words: &Words, keys: &Keys, server: &str) -> Markup {
    html! {
        (key_card(words, Sort::Access, &keys.access.words(), &words.say("keys-access-note"), server))
        (key_card(words, Sort::Recovery, &keys.recovery.words(), &words.say("keys-recovery-note"), server))
    }
}

/// Which key is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Sort {
    /// For logging in.
    Access,
    /// For making another.
    Recovery,
}

impl Sort {
    pub(super) const ALL: [Self; 2] = [Self::Access, Self::Recovery];

    /// In forms, the name of its file, and the message that names it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Access => "access-key",
            Self::Recovery => "recovery-key",
        }
    }

    /// What stands above its words in a file.
    pub(super) const fn file_head(self) -> &'static str {
        match self {
            Self::Access => "access-key-file",
            Self::Recovery => "recovery-key-file",
        }
    }

    /// Where it is brought.
    fn door(self) -> String {
        match self {
            Self::Access => paths::log_in(None),
            Self::Recovery => paths::recover().to_owned(),
        }
    }
}

/// A key to be written down, saved, printed or scanned: its words, numbered.
pub(in crate::web) fn key_card(words: &Words, sort: Sort, key: &str, note: &str, server: &str) -> Markup {
    let name = words.say(sort.name());
    let count = key.split_whitespace().count() as i64;
    html! {
        section.key-card aria-label=(name) {
            h2 { (name) }
            p.quiet { (words.tell("keys-count", &[("count", Fact::Number(count))])) }
            div.key-both {
                ol.key-words translate="no" lang="en" { @for word in key.split_whitespace() { li { (word) } } }
                figure {
                    (qr(&paths::scanned(server, &sort.door(), key), &words.say("key-qr")))
                    figcaption.quiet { (words.say("key-qr-note")) }
                }
            }
            p { (note) }
            div.acts {
                form method="post" action=(paths::key_file()) {
                    input type="hidden" name="key" value=(key);
                    input type="hidden" name="sort" value=(sort.name());
                    button type="submit" { (words.say("key-save")) span.said { ", " (name) } }
                }
                button type="button" data-print hidden { (words.say("key-print")) }
            }
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
