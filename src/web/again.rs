//! A form that came too late or too soon: nothing typed is lost. The page that answers it holds the form, to be sent
//! again after logging in, or after a moment.
//!
//! Invariant: what is held is in that page alone. It is sent to an address of this server, by its reader.

use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::account;
use super::answer::Page;
use super::guest::{Guest, Seat};
use super::page::{Frame, layout};
use crate::i18n::{self, Words};

/// A form that was sent and not taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Held {
    /// Where it was sent.
    pub(super) to: String,
    /// Its fields as they were sent.
    pub(super) form: String,
}

/// The answer to a form that nobody who is logged in has sent: the doors, with the form in them.
pub(super) fn lapsed(guest: &Guest, to: &Uri, form: &str) -> Response {
    let page = Page(account::lapsed(i18n::words(), guest, &Held::of(to, form)));
    (StatusCode::UNAUTHORIZED, page).into_response()
}

/// The answer to one form too many.
pub(super) fn too_soon(guest: &Guest, to: &Uri, form: &str) -> Response {
    let (words, held) = (i18n::words(), Held::of(to, form));
    let title = words.say("again-too-soon");
    let page = layout(
        &Frame { words, title: &title, process: None, seat: &Seat::nameless(guest) },
        html! {
            header.page-head { h1 { (title) } p.lede { (words.say("again-too-soon-next")) } }
            (resend(words, &held))
        },
    );
    let wait = [(header::RETRY_AFTER, HeaderValue::from_static("10"))];
    (StatusCode::TOO_MANY_REQUESTS, wait, Page(page)).into_response()
}

impl Held {
    /// A form as it was sent.
    pub(super) fn of(to: &Uri, form: &str) -> Self {
        let to = to.path_and_query().map_or("/".to_owned(), ToString::to_string);
        Self { to, form: form.to_owned() }
    }
}

/// The form, to be sent again.
pub(super) fn resend(words: &Words, held: &Held) -> Markup {
    let to = local(&held.to);
    html! {
        form method="post" action=(to) {
            @for (name, value) in fields(&held.form) { input type="hidden" name=(name) value=(value); }
            p.acts { button.main type="submit" { (words.say("again-send")) } }
        }
        (typed(words, held))
    }
}

/// The words of a form, to be read and copied.
pub(super) fn typed(words: &Words, held: &Held) -> Markup {
    let secret = |name: &str| ["key", "code", "passphrase", "again", "old"].contains(&name);
    let typed = fields(&held.form).into_iter().filter(|(name, _)| !secret(name));
    let long: Vec<String> = typed.map(|(_, value)| value).filter(|value| value.contains(' ')).collect();
    html! {
        @if !long.is_empty() {
            details.typed open {
                summary { (words.say("again-typed")) }
                @for value in long { p.text { (value) } }
            }
        }
    }
}

fn fields(form: &str) -> Vec<(String, String)> {
    serde_html_form::from_str(form).unwrap_or_default()
}

/// An address of this server; the front page for anything else.
pub(super) fn local(address: &str) -> &str {
    let plain = address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let ours = address.starts_with('/') && !address.starts_with("//") && plain;
    if ours { address } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_this_server_are_led_to() {
        for (address, expected) in [
            ("/processes/a?q=1", "/processes/a?q=1"),
            ("//evil.example/", "/"),
            ("https://evil.example/", "/"),
            ("/\\evil.example", "/"),
            ("/\t/evil.example", "/"),
            ("/\0/evil.example", "/"),
            ("/caf\u{e9}", "/"),
            ("", "/"),
        ] {
            assert_eq!(local(address), expected, "{address}");
        }
    }

    #[test]
    fn every_field_is_sent_again_as_it_was() {
        let held = Held { to: "/x".to_owned(), form: "text=a+%26+b%0Ac&tick=1&tick=2".to_owned() };
        let page = resend(i18n::words(), &held).into_string();
        assert!(page.contains("name=\"text\" value=\"a &amp; b\nc\""), "{page}");
        assert_eq!(page.matches("name=\"tick\"").count(), 2);
    }

    #[test]
    fn what_is_secret_is_not_shown() {
        let form = "old=a+b&passphrase=a+b&again=a+b&key=a+b&code=a+b&text=shown+as+typed".to_owned();
        let page = typed(i18n::words(), &Held { to: "/x".to_owned(), form }).into_string();
        assert!(page.contains("shown as typed") && !page.contains("a b"), "{page}");
    }
}
