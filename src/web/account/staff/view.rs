//! The door of the staff as pages.

use maud::{Markup, html};

use super::super::view::{other_doors, page as framed};
use super::AtDoor;
use crate::i18n::{Fact, Words};
use crate::proceedings::Offered;
use crate::web::component::qr::qr;
use crate::web::guest::Guest;
use crate::web::office::{Wrong, summary};
use crate::web::paths;

/// The door.
pub(in crate::web) fn page(words: &Words, guest: &Guest, at: &AtDoor) -> Markup {
    let title = words.say("log-in-staff-title");
    framed(
        words,
        guest,
        &title,
        html! {
            header.page-head { h1 { (title) } }
            (form(words, at))
            (other_doors(words, &[(paths::log_in(at.next.as_deref()), "door-as-delegation")]))
        },
    )
}

/// The form of the door.
pub(in crate::web) fn form(words: &Words, at: &AtDoor) -> Markup {
    let invalid = at.wrong.as_ref().map(|_| "true");
    html! {
        form.narrow method="post" action=(paths::log_in_staff(None)) {
            (summary(words, at.wrong.as_ref()))
            div.field {
                label for="login" { (words.say("login")) }
                input #login name="login" required autocomplete="username" autocapitalize="none" spellcheck="false"
                    value=(at.login) aria-invalid=[invalid];
            }
            div.field {
                label for="passphrase" { (words.say("passphrase")) }
                input #passphrase type="password" name="passphrase" required autocomplete="current-password";
            }
            (code(words, "code-now-hint", None))
            label.tick {
                input type="checkbox" name="own_device" value="yes" checked[at.own_device];
                span { (words.say("own-device")) }
            }
            (carried(at))
            p.acts { button.main type="submit" { (words.say("log-in")) } }
        }
    }
}

/// The page for whoever was right and has no second factor yet.
pub(in crate::web) fn set_up(words: &Words, guest: &Guest, at: &AtDoor, offered: &Offered) -> Markup {
    let title = words.say("factor-title");
    framed(
        words,
        guest,
        &title,
        html! {
            header.page-head { h1 { (title) } p.lede { (words.say("factor-lede")) } }
            form.narrow method="post" action=(paths::second_factor()) {
                (summary(words, at.wrong.as_ref()))
                input type="hidden" name="login" value=(at.login);
                @if at.own_device { input type="hidden" name="own_device" value="yes"; }
                (second_factor(words, &at.login, offered, at.wrong.as_ref()))
                (carried(at))
                p.acts { button.main type="submit" { (words.say("factor-act")) } }
            }
        },
    )
}

/// The secret as a code for the camera, as a link for the phone one is on, and as text; and the field for its first
/// code. To stand in a form.
pub(in crate::web) fn second_factor(
    words: &Words,
    login: &str,
    offered: &Offered,
    wrong: Option<&Wrong>,
) -> Markup {
    let address = offered.factor.address(login);
    html! {
        input type="hidden" name="offer" value=(offered.sealed);
        ol.factor-steps {
            li { (words.say("factor-app")) }
            li {
                (words.say("factor-scan"))
                @if let Some(address) = &address {
                    (qr(address, &words.say("factor-square")))
                    p { a href=(address.as_str()) { (words.say("factor-open")) } }
                }
                p { (words.say("factor-text")) }
                p.address { strong translate="no" lang="en" { (offered.factor.text().as_str()) } }
                p.quiet { (words.say("factor-kind")) }
            }
            li { (code(words, "code-first-hint", wrong)) }
        }
        p.quiet { (words.say("factor-lost")) }
    }
}

/// The field for a code. Phones offer the code of their app in it.
fn code(words: &Words, hint: &str, wrong: Option<&Wrong>) -> Markup {
    let first = hint == "code-first-hint";
    html! {
        div.field.short {
            label for="code" { (words.tell("code", &[("digits", Fact::Number(6))])) }
            p.hint #code-hint { (words.say(hint)) }
            input #code type="text" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12"
                required[first] spellcheck="false" aria-describedby="code-hint"
                aria-invalid=[wrong.filter(|it| it.field == "code").map(|_| "true")];
        }
    }
}

fn carried(at: &AtDoor) -> Markup {
    html! {
        @if let Some(next) = &at.next { input type="hidden" name="next" value=(next); }
        @if let Some(held) = &at.held {
            input type="hidden" name="to" value=(held.to);
            input type="hidden" name="form" value=(held.form);
        }
    }
}
