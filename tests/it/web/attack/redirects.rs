//! Addresses that somebody is to be led to after logging in, or back to: never to another site, however it is written.

use axum::http::StatusCode;
use travaux::config::Front;
use travaux::store::staff::Appointment;

use super::small;
use crate::web::site::{PROCESS, ZERO, encoded};

/// Addresses of other sites, as browsers read them: with tabs and line breaks taken out, a backslash as a slash.
const ELSEWHERE: [&str; 24] = [
    "//evil.example",
    "///evil.example",
    "////evil.example/%2e%2e",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https://evil.example",
    "HTTPS://evil.example/processes",
    "http://evil.example#/processes",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "@evil.example",
    "/\u{0}/evil.example",
    "/processes\r\nSet-Cookie: travaux=x",
    "/\u{2028}/evil.example\\",
    "?next=//evil.example",
];

/// Addresses of this site that look like others.
const HERE: [&str; 4] =
    ["/%2f%2fevil.example", "/%5cevil.example", "/a//evil.example", "/a?to=//evil.example"];

/// Whether a browser that is sent there stays on this site.
fn stays(location: &str) -> bool {
    let mut letters = location.chars().filter(|it| !matches!(it, '\t' | '\r' | '\n'));
    let begins = letters.next() == Some('/') && !matches!(letters.next(), Some('/' | '\\'));
    begins && !location.contains('\\') && location.bytes().all(|it| (0x21..0x7f).contains(&it))
}

#[test]
fn nobody_is_led_to_another_site() {
    let mut site = small(Front::Nothing);
    let key = site.delegation("Northmark");
    let cookie = site.enter(&key);
    let login = site.staff("chair", &[Appointment::CoChair("Meridia".to_owned())]);
    let page = site.get_as(&cookie, ZERO).text();
    let paragraph = page[page.find("id=\"p-").unwrap() + 6..][..32].to_owned();
    for (nth, to) in ELSEWHERE.into_iter().chain(HERE).enumerate() {
        site.restart();
        let led = |path: &str, cookie: &str, form: &[(&str, &str)]| {
            let answer = site.post(path, cookie, form);
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path} {to:?}");
            let location = answer.header("location").to_owned();
            assert!(stays(&location), "{path} {to:?} leads to {location:?}");
            assert!(!answer.header("set-cookie").contains("travaux=x"));
            location
        };
        let location = led("/log-in", "", &[("key", &key), ("next", to)]);
        let expected = if HERE.contains(&to) { to } else { PROCESS };
        assert!(location == expected || ELSEWHERE.contains(&to), "{to:?} leads to {location:?}");
        let stance = [("paragraph", paragraph.as_str()), ("stance", "retain"), ("back", to)];
        led(&format!("{ZERO}/positions"), &cookie, &stance);
        // A passphrase is slow to check: each of the first few tricks once.
        if nth < 4 {
            let code = site.code(&login);
            let phrase = crate::web::site::PASSPHRASE;
            let form = [("login", login.as_str()), ("passphrase", phrase), ("code", &code), ("next", to)];
            led("/log-in/staff", "", &form);
        }
        // What is held is sent to an address of this server too.
        let held =
            site.post("/log-in", "", &[("key", "one two"), ("to", to), ("form", "text=A+word")]).text();
        let asked = site.get(&format!("/log-in?next={}", encoded(to))).text();
        for page in [held, asked] {
            let page = scraper::Html::parse_document(&page);
            let links = scraper::Selector::parse("[href], [action], [formaction], [src]").unwrap();
            for link in page.select(&links) {
                let names = ["href", "action", "formaction", "src"];
                for value in names.iter().filter_map(|name| link.attr(name)) {
                    assert!(stays(value) || value.starts_with('#'), "{to:?}: {value:?}");
                }
            }
            let to_field = scraper::Selector::parse("input[name=to]").unwrap();
            for field in page.select(&to_field) {
                assert!(stays(field.attr("value").unwrap()), "{to:?}");
            }
        }
    }
}
