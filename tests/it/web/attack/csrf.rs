//! Forms of other sites, sent by the browser of somebody who is logged in here.

use axum::http::header::HeaderName;
use axum::http::{Method, StatusCode, header};
use travaux::config::Front;
use travaux::identity::authorship::FormNonce;

use super::small;
use crate::web::site::{PROCESS, Site, ZERO};

const HOST: &str = "desk.example:8443";

/// What Origin may say, and whether that is the same site: over HTTP on this machine, and behind a proxy with TLS.
const ORIGINS: [(Option<&str>, [bool; 2]); 12] = [
    (Some("https://desk.example:8443"), [true, true]),
    (Some("https://DESK.example:8443"), [true, true]),
    (Some("http://desk.example:8443"), [true, false]),
    (Some("https://desk.example"), [false, false]),
    (Some("https://desk.example:443"), [false, false]),
    (Some("https://other.example:8443"), [false, false]),
    (Some("https://sub.desk.example:8443"), [false, false]),
    (Some("https://desk.example:8443.evil.example"), [false, false]),
    (Some("https://desk.example:8443@evil.example"), [false, false]),
    (Some("null"), [false, false]),
    (Some(""), [false, false]),
    (None, [false, false]),
];

/// What Sec-Fetch-Site may say, and what that decides by itself.
const SITES: [(Option<&str>, Option<bool>); 8] = [
    (Some("same-origin"), Some(true)),
    (Some("none"), Some(true)),
    (Some("same-site"), Some(false)),
    (Some("cross-site"), Some(false)),
    (Some(""), Some(false)),
    (Some("Same-Origin"), Some(false)),
    (Some("same-origin, cross-site"), Some(false)),
    (None, None),
];

const METHODS: [Method; 4] = [Method::POST, Method::PUT, Method::PATCH, Method::DELETE];

#[test]
fn what_changes_something_comes_from_our_own_pages() {
    let mut tried = 0;
    for (nth, front) in [Front::Nothing, Front::Proxy].into_iter().enumerate() {
        let site = Site::empty(front);
        for (origin, same) in ORIGINS {
            for (fetched, decided) in SITES {
                for cookie in [false, true] {
                    let expected = decided.unwrap_or(if origin.is_some() { same[nth] } else { !cookie });
                    let mut headers = vec![(header::HOST, HOST)];
                    headers.extend(origin.map(|it| (header::ORIGIN, it)));
                    headers.extend(fetched.map(|it| (HeaderName::from_static("sec-fetch-site"), it)));
                    headers.extend(cookie.then_some((header::COOKIE, "a=b")));
                    for method in METHODS {
                        let status = site.ask(method.clone(), "/log-in", &headers).status;
                        let said = format!("{front:?} {method} {headers:?}: {status}");
                        assert_eq!(status != StatusCode::FORBIDDEN, expected, "{said}");
                        tried += 1;
                    }
                    // Reading is for everybody: it changes nothing.
                    for method in [Method::GET, Method::HEAD] {
                        assert_eq!(site.ask(method, "/log-in", &headers).status, StatusCode::OK);
                    }
                }
            }
        }
    }
    assert_eq!(tried, 2 * 12 * 8 * 2 * 4);
}

/// The same by what becomes of it: nothing is saved, nothing is sent, nobody is logged out.
#[test]
fn a_form_of_another_site_does_nothing() {
    let site = small(Front::Nothing);
    let cookie = site.enter(&site.delegation("Northmark"));
    let form = FormNonce::from_bytes([7; 16]).to_string();
    let write = format!("{ZERO}/paragraphs/all/comment");
    let typed = format!("form={form}&text=Words+of+another+site.&act=save");
    let saved = site.send(&write, &cookie, &typed);
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let attempts = [
        (write.clone(), typed.replace(&form, &"08".repeat(16))),
        (format!("{PROCESS}/delegation/submit"), format!("item={form}.1")),
        (format!("{PROCESS}/delegation/entries/{form}/discard"), String::new()),
        (format!("{PROCESS}/delegation/keys"), "role=reads".to_owned()),
        ("/log-out".to_owned(), String::new()),
    ];
    let before = site.files();
    for (at, body) in &attempts {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("accept", "*/*"),
        ] {
            let headers = [
                (header::CONTENT_TYPE, "application/x-www-form-urlencoded"),
                (header::HOST, HOST),
                (header::COOKIE, cookie.as_str()),
                (HeaderName::from_static(name), value),
            ];
            let refused = site.bytes(Method::POST, at, &headers, body.clone().into_bytes());
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{at} {name}: {value}");
        }
    }
    assert!(before == site.files(), "something was written");
    let page = site.get_as(&cookie, &format!("{PROCESS}/delegation"));
    assert!(page.status == StatusCode::OK && page.text().contains("Words of another site."));
    // The same forms from our own page are taken: it is not the forms that were refused.
    for (at, body) in &attempts {
        let taken = site.send(at, &cookie, body).status;
        assert_ne!(taken, StatusCode::FORBIDDEN, "{at}");
    }
    assert!(before != site.files());
}
