//! The security headers stand on every answer, and the application's own words on every error.

use axum::http::{Method, StatusCode, header};
use travaux::config::Front;

use super::site::{Answer, PROCESS, REV1, Site};

/// Every security header as it is sent. To change one is to change this.
pub(super) const EXPECTED: &str = "\
content-security-policy: default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types travaux
cross-origin-opener-policy: same-origin
cross-origin-resource-policy: same-origin
permissions-policy: accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()
referrer-policy: no-referrer
x-content-type-options: nosniff
x-frame-options: DENY
";

/// What an answer may say besides.
const OTHERS: [&str; 12] = [
    "allow",
    "cache-control",
    "clear-site-data",
    "content-disposition",
    "content-encoding",
    "content-length",
    "content-type",
    "etag",
    "location",
    "retry-after",
    "set-cookie",
    "vary",
];

pub(super) fn security(answer: &Answer) -> String {
    let names = answer.headers.keys().map(|name| name.as_str()).filter(|name| !OTHERS.contains(name));
    let mut lines: Vec<String> = names.map(|name| format!("{name}: {}\n", answer.header(name))).collect();
    lines.sort();
    lines.concat()
}

/// A request, and the status of its answer.
type Row<'a> = (Method, &'a str, Vec<(header::HeaderName, &'a str)>, StatusCode);

#[test]
fn every_answer_has_every_header() {
    let site = Site::public();
    let page = site.get("/").text();
    let style = page.split('"').find(|part| part.starts_with("/assets/") && part.ends_with(".css")).unwrap();
    let tag = site.get(PROCESS).header("etag").to_owned();
    let too_large = (2 << 20).to_string();
    let long = format!("/?q={}", "x".repeat(5000));
    let redline = format!("{REV1}/redline/zero-draft");
    let word = format!("{REV1}/files/redline-against-zero-draft.docx");
    let long_query = format!("{REV1}{}", &long[1..]);
    let (get, post) = (Method::GET, Method::POST);
    let rows: Vec<Row<'_>> = vec![
        (get.clone(), "/", vec![], StatusCode::OK),
        (get.clone(), "/health/live", vec![], StatusCode::OK),
        (get.clone(), "/health/ready", vec![], StatusCode::OK),
        (get.clone(), style, vec![], StatusCode::OK),
        (get.clone(), PROCESS, vec![], StatusCode::OK),
        (Method::HEAD, PROCESS, vec![], StatusCode::OK),
        (get.clone(), REV1, vec![], StatusCode::OK),
        (get.clone(), &redline, vec![], StatusCode::OK),
        (get.clone(), &word, vec![], StatusCode::OK),
        (get.clone(), PROCESS, vec![(header::IF_NONE_MATCH, &tag)], StatusCode::NOT_MODIFIED),
        (get.clone(), &long_query, vec![], StatusCode::BAD_REQUEST),
        (post.clone(), "/", vec![(header::ORIGIN, "https://elsewhere.example")], StatusCode::FORBIDDEN),
        (get.clone(), "/nowhere", vec![], StatusCode::NOT_FOUND),
        (get, "/assets/travaux-000000000000.css", vec![], StatusCode::NOT_FOUND),
        (post.clone(), "/", vec![], StatusCode::METHOD_NOT_ALLOWED),
        (Method::OPTIONS, "/", vec![], StatusCode::METHOD_NOT_ALLOWED),
        (post, "/", vec![(header::CONTENT_LENGTH, &too_large)], StatusCode::PAYLOAD_TOO_LARGE),
    ];
    for (method, path, headers, status) in rows {
        let answer = site.ask(method.clone(), path, &headers);
        assert_eq!(answer.status, status, "{method} {path}");
        assert_eq!(security(&answer), EXPECTED, "{method} {path}");
        if status.is_client_error() {
            let page = answer.text();
            assert!(page.contains("<h1>") && page.contains("class=\"masthead\""), "{method} {path}");
            assert_eq!(answer.header("cache-control"), "no-store");
        }
    }
    assert_eq!(site.ask(Method::PUT, "/", &[]).header("allow"), "GET,HEAD");
}

#[test]
fn a_broken_record_is_a_page_that_tells_nothing_of_it() {
    let site = Site::public();
    site.spoil();
    let answer = site.get(&format!("{REV1}/redline/zero-draft"));
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(security(&answer), EXPECTED);
    let page = answer.text().to_lowercase();
    assert!(page.contains("it has been noted"));
    for word in ["sqlite", "database", "travaux.db", "malformed"] {
        assert!(!page.contains(word), "{word}");
    }
    assert_eq!(site.get("/health/live").status, StatusCode::OK);
}

#[test]
fn browsers_are_told_to_stay_on_tls_only_where_there_is_tls() {
    let answer = Site::empty(Front::Proxy).get("/nowhere");
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
    assert_eq!(security(&answer), format!("{EXPECTED_BEFORE}{HSTS}{EXPECTED_AFTER}"));
}

const HSTS: &str = "strict-transport-security: max-age=31536000\n";
const EXPECTED_BEFORE: &str = EXPECTED.split_at(EXPECTED.len() - TAIL).0;
const EXPECTED_AFTER: &str = EXPECTED.split_at(EXPECTED.len() - TAIL).1;
const TAIL: usize = "x-content-type-options: nosniff\nx-frame-options: DENY\n".len();
