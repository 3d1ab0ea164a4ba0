//! Reading, by everybody, over every route: nothing is written, nothing personal is kept by a browser, and an answer has
//! the headers of its class and no others.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::{HeaderName, Method, StatusCode, header};
use rusqlite::types::Value;
use travaux::drafting::round::Phase;

use super::forms::address;
use super::stage::{DELEGATIONS, Stage};
use super::{ROLES, Role, Row, rows, visibility};
use crate::web::headers::{EXPECTED, security};
use crate::web::site::{Answer, Site};

/// All rows of both files, in the order of their keys: what they hold, whatever the bytes are that hold it.
fn content(site: &Site) -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::new();
    for file in ["travaux.db", "private.db"] {
        let conn = rusqlite::Connection::open(site.dir().join(file)).unwrap();
        let mut tables = conn.prepare("select name from sqlite_schema where type = 'table'").unwrap();
        for table in tables.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap) {
            let mut query = conn.prepare(&format!("select * from {table}")).unwrap();
            let columns = query.column_count();
            let row = |row: &rusqlite::Row<'_>| (0..columns).map(|it| row.get(it)).collect();
            let found = query.query_map([], row).unwrap();
            let mut found: Vec<String> =
                found.map(|it: Result<Vec<Value>, _>| format!("{:?}", it.unwrap())).collect();
            found.sort();
            assert!(all.insert(format!("{file}/{table}"), found).is_none());
        }
    }
    all
}

/// What stands in an answer besides the security headers: names, and the values that are the same for all.
fn others(answer: &Answer) -> String {
    let security: BTreeSet<&str> = EXPECTED.lines().map(|line| line.split_once(':').unwrap().0).collect();
    let names: BTreeSet<&str> = answer.headers.keys().map(HeaderName::as_str).collect();
    let told = names.difference(&security).filter(|it| **it != "content-length").map(|name| {
        let value = answer.header(name);
        let class = match *name {
            "etag" => "(tag)",
            "location" => "(address)",
            "content-disposition" => "(name)",
            "set-cookie" => "(cookie)",
            _ => value,
        };
        format!("{name}: {class}")
    });
    told.collect::<Vec<_>>().join("; ")
}

const PAGE: &str = "cache-control: no-store; content-type: text/html; charset=utf-8; vary: accept-encoding";

/// The headers that each class of answers to a reader has; a tag is on what may be kept and asked for again.
fn class(answer: &Answer, role: Role, row: &Row) -> String {
    let kind = answer.header("content-type");
    let is_page = kind.starts_with("text/html") && !answer.headers.contains_key("content-disposition");
    let door = ["/log-in", "/enrol", "/recover", "/setup"].iter().any(|it| row.route.starts_with(it));
    match answer.status {
        StatusCode::OK if row.route.starts_with("/assets/") => format!(
            "cache-control: public, max-age=31536000, immutable; content-type: {kind}; etag: (tag); vary: accept-encoding"
        ),
        StatusCode::OK if row.route.starts_with("/health/") => {
            "cache-control: no-store; content-type: text/plain; charset=utf-8".to_owned()
        }
        StatusCode::OK if is_page && role == Role::Anybody && !door => {
            PAGE.replace("no-store", "private, no-cache").replace("; vary", "; etag: (tag); vary")
        }
        StatusCode::OK if is_page => PAGE.to_owned(),
        StatusCode::OK => {
            // What is somebody's own is stored by no browser, and no page that is saved as a file.
            let page = kind.starts_with("text/html") && role != Role::Anybody;
            let personal = ["/delegation/report/", "/delegation/acknowledgements.txt", "/office/audit.csv"];
            let own = page || personal.iter().any(|it| row.route.contains(it));
            let kept = if own { "no-store" } else { "private, no-cache" };
            let tag = if own { "" } else { "; etag: (tag)" };
            let small = kind.contains("openxmlformats") || kind == "application/pdf";
            let vary = if small { "" } else { "; vary: accept-encoding" };
            format!("cache-control: {kept}; content-disposition: (name); content-type: {kind}{tag}{vary}")
        }
        StatusCode::SEE_OTHER if role == Role::Anybody => "location: (address)".to_owned(),
        StatusCode::SEE_OTHER => "cache-control: no-store; location: (address)".to_owned(),
        _ => PAGE.to_owned(),
    }
}

/// Asks for an address as somebody.
fn ask(site: &Site, method: Method, at: &str, cookie: &str) -> Answer {
    let known = [(header::COOKIE, cookie)];
    site.ask(method, at, if cookie.is_empty() { &[] } else { &known })
}

#[test]
fn reading_writes_nothing_whoever_reads() {
    let mut stage = Stage::new(Phase::Open, visibility());
    let rows = rows();
    let gets: Vec<&Row> = rows.iter().filter(|it| it.method == Method::GET).collect();
    let posts: Vec<&Row> = rows.iter().filter(|it| it.method == Method::POST).collect();
    let addresses: Vec<(&Row, String)> =
        gets.iter().chain(&posts).map(|row| (*row, address(&mut stage, row, Role::Clears))).collect();
    let (files, before) = (stage.site.files(), content(&stage.site));
    assert!(before.len() > 30 && before["private.db/session"].len() >= 8, "{:?}", before.keys());
    let (mut wrong, mut answered) = (Vec::new(), BTreeMap::<StatusCode, u32>::new());
    for (row, at) in &addresses {
        for role in ROLES {
            let answer = ask(&stage.site, Method::GET, at, &stage.cookies[&role]);
            *answered.entry(answer.status).or_default() += 1;
            let mut say = |what: String| {
                wrong.push(format!("{} {} as {role:?} ({}): {what}", row.route, row.variant, answer.status));
            };
            if security(&answer) != EXPECTED {
                say(security(&answer));
            }
            let (found, mut expected) = (others(&answer), class(&answer, role, row));
            if is_padded(&answer) {
                expected = expected.replace("; vary: accept-encoding", "");
            }
            let allow = if answer.status == StatusCode::METHOD_NOT_ALLOWED { "allow: POST; " } else { "" };
            if found != format!("{allow}{expected}") {
                say(format!("\n  {found}\n  not {allow}{expected}"));
            }
            if let Some(name) = DELEGATIONS.iter().find(|it| answer.header("location").contains(**it)) {
                say(format!("it names {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(answered[&StatusCode::OK] > 150 && answered[&StatusCode::FORBIDDEN] > 100, "{answered:?}");
    assert!(answered[&StatusCode::METHOD_NOT_ALLOWED] > 50, "{answered:?}");
    assert!(before == content(&stage.site), "a row is another");
    assert!(files == stage.site.files(), "a byte is another");
}

/// Whether an answer is filled up: then it is not compressed either.
fn is_padded(answer: &Answer) -> bool {
    let length = answer.body.len();
    length.is_power_of_two() && length >= 1 << 15
}

/// Every route, with methods that it has not, too much, the wrong sort of body, and over a record that is broken.
#[test]
fn what_goes_wrong_looks_the_same_on_every_route() {
    let mut stage = Stage::new(Phase::Open, visibility());
    let rows = rows();
    let mut addresses: Vec<(&Row, String)> = Vec::new();
    for row in &rows {
        if addresses.last().is_none_or(|(it, _)| it.route != row.route) {
            addresses.push((row, address(&mut stage, row, Role::Clears)));
        }
    }
    let cookie = |role: Role| (header::COOKIE, stage.cookies[&role].as_str());
    let same = (HeaderName::from_static("sec-fetch-site"), "same-origin");
    let form = (header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let too_large = (64_usize << 20).to_string();
    let check = |answer: &Answer, said: &str| {
        assert_eq!(security(answer), EXPECTED, "{said}");
        let mut found = others(answer);
        if let Some((allow, rest)) = found.split_once("; ").filter(|it| it.0.starts_with("allow: ")) {
            assert!(!allow.contains("TRACE"), "{said}: {allow}");
            found = rest.to_owned();
        }
        let retry = "; retry-after: ";
        let found = found.split_once(retry).map_or(found.clone(), |(a, b)| {
            let rest = b.split_once("; ").map_or("", |it| it.1);
            format!("{a}; {rest}")
        });
        let page =
            if is_padded(answer) { PAGE.replace("; vary: accept-encoding", "") } else { PAGE.to_owned() };
        assert_eq!(found, page, "{said}: {}", answer.status);
        let text = answer.text().to_lowercase();
        for leak in [
            "sqlite",
            "rusqlite",
            "travaux.db",
            "private.db",
            "src/",
            ".rs:",
            "panicked",
            "/tmp",
            "malformed",
            "constraint",
        ] {
            assert!(!text.contains(leak), "{said}: {leak}");
        }
        assert!(text.contains("<h1"), "{said}");
    };
    for (_, at) in &addresses {
        for method in [Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS, Method::TRACE] {
            let answer = stage.site.ask(method.clone(), at, std::slice::from_ref(&same));
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {at}");
            check(&answer, &format!("{method} {at}"));
        }
        let large = stage.site.ask(
            Method::POST,
            at,
            &[same.clone(), form.clone(), (header::CONTENT_LENGTH, &too_large)],
        );
        assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE, "{at}");
        check(&large, &format!("too large at {at}"));
        let elsewhere = stage.site.ask(Method::POST, at, &[cookie(Role::Clears)]);
        assert_eq!(elsewhere.status, StatusCode::FORBIDDEN, "{at}");
        check(&elsewhere, &format!("from elsewhere to {at}"));
    }
    stage.site.spoil();
    let mut broken = 0;
    for (row, at) in &addresses {
        for role in [Role::Anybody, Role::Clears, Role::Secretariat] {
            let answer = ask(&stage.site, Method::GET, at, &stage.cookies[&role]);
            if answer.status == StatusCode::INTERNAL_SERVER_ERROR {
                broken += 1;
                check(&answer, &format!("broken {} as {role:?}", row.route));
            } else {
                assert!(
                    answer.status.is_redirection()
                        || answer.status.is_client_error()
                        || answer.status == StatusCode::OK
                );
                assert_eq!(security(&answer), EXPECTED, "{at}");
            }
        }
    }
    assert!(broken > 60, "{broken}");
}
