//! The phone of a member of the staff: an authenticator app that has read a page.

use std::cell::Cell;

use axum::http::StatusCode;
use scraper::{Html, Selector};
use totp_rs::{Builder, Secret, Totp};
use travaux::clock;

use super::site::{Answer, Site};

/// An app that shows codes.
pub(crate) struct Phone {
    codes: Totp,
    /// The step of the last code that was typed.
    last: Cell<u64>,
}

impl Phone {
    /// Types in the secret of a page that offers one.
    pub(crate) fn reading(page: &str) -> Self {
        let secret = one(page, "input[name=offer] ~ ol .address strong", |it| it.text().collect());
        Self::with(&secret)
    }

    /// With a secret as it is written on a page.
    pub(crate) fn with(secret: &str) -> Self {
        let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
        Self { codes: Builder::new().with_secret(secret).build().unwrap(), last: Cell::new(0) }
    }

    /// A code that was not typed before; none while the next one is not there yet. One may be typed a step early.
    pub(crate) fn code(&self) -> Option<String> {
        let now = clock::now().as_second() as u64 / 30;
        let step = now.max(self.last.get() + 1);
        if step > now + 1 {
            return None;
        }
        self.last.set(step);
        Some(self.codes.generate(step * 30).to_string())
    }
}

/// The second factor that a page offers, for its form.
pub(crate) fn offer(page: &str) -> String {
    one(page, "input[name=offer]", |it| it.attr("value").unwrap().to_owned())
}

/// Sends the form of a link with the second factor that its page offers, and keeps the phone.
pub(super) fn set_up(site: &Site, at: &str, form: &[(&str, &str)], login: &str) -> Answer {
    let page = site.get(at);
    if page.status != StatusCode::OK {
        return site.post(at, "", &[form, &[("offer", ""), ("code", "000000")]].concat());
    }
    let (phone, offer) = (Phone::reading(&page.text()), offer(&page.text()));
    let code = phone.code().unwrap();
    site.keep_phone(login, phone);
    site.post(at, "", &[form, &[("offer", &offer), ("code", &code)]].concat())
}

fn one(page: &str, selector: &str, read: impl Fn(scraper::ElementRef<'_>) -> String) -> String {
    let html = Html::parse_document(page);
    let found = html.select(&Selector::parse(selector).unwrap()).next();
    read(found.unwrap_or_else(|| panic!("no {selector} on {page}")))
}
