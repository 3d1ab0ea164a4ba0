//! The lists of the releases on a page, as a file, and what somebody hears who asks whether theirs is in one.

use axum::http::{Method, StatusCode, header};
use rusqlite::Connection;
use scraper::{Html, Selector};
use travaux::document::id::RoundId;
use travaux::drafting::round::Occasion;
use travaux::identity::acknowledgement::Acknowledgement;
use travaux::identity::published::List;
use travaux::proceedings::release::{Released, release};
use travaux::proceedings::{self, Error};
use travaux::store::processes::Visibility;

use super::delegate::form_on;
use super::site::{Answer, PROCESS, REV1, Site};

const LISTS: &str = "/processes/ict-workstream/releases";
const MINE: &str = "/processes/ict-workstream/delegation";
const FILE: &str = "/processes/ict-workstream/delegation/acknowledgements.txt";

/// Asks whether these are in a release, as anybody or as somebody who is logged in.
fn ask(site: &Site, cookie: &str, pasted: &str, file: &str) -> Answer {
    let part = |name: &str, value: &str| {
        format!("--xyz\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let upload = part("file\"; filename=\"acknowledgements.txt", file);
    let body = [part("acknowledgements", pasted), upload, "--xyz--\r\n".to_owned()].concat();
    let mut headers = vec![
        (header::CONTENT_TYPE, "multipart/form-data; boundary=xyz"),
        (header::HeaderName::from_static("sec-fetch-site"), "same-origin"),
        (header::ACCEPT_ENCODING, "gzip, br"),
    ];
    if !cookie.is_empty() {
        headers.push((header::COOKIE, cookie));
    }
    site.bytes(Method::POST, LISTS, &headers, body.into_bytes())
}

fn said(answer: &Answer, selector: &str) -> String {
    let page = Html::parse_document(&answer.text());
    let selector = Selector::parse(selector).unwrap();
    let found = page.select(&selector).flat_map(|it| it.text().map(str::to_owned));
    found.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes a comment on the whole text and submits it, as a browser does.
fn submit(site: &Site, cookie: &str, text: &str) {
    let at = format!("{REV1}/paragraphs/all/comment");
    let send = |page: &str, selector: &str, typed: &[(&str, &str)]| {
        let (to, fields) = form_on(page, selector, typed);
        let fields: Vec<_> = fields.iter().map(|(name, it)| (name.as_str(), it.as_str())).collect();
        site.post(&to, cookie, &fields)
    };
    let write = site.get_as(cookie, &at).text();
    let checked = send(&write, "form.writing", &[("text", text), ("act", "check")]);
    assert_eq!(checked.status, StatusCode::OK);
    let sent = send(&checked.text(), &format!("form[action='{MINE}/submit']"), &[]);
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
}

fn round(site: &Site) -> RoundId {
    let found = site.store().blocking_read(|r| {
        let scope = proceedings::find(r, None)?;
        Ok::<_, Error>(r.current_round(r.latest_draft(scope.document.id)?.unwrap().id)?.unwrap().id)
    });
    found.unwrap()
}

fn release_all(site: &Site) {
    let day = "2026-05-05".parse().unwrap();
    let made = release(site.store(), round(site), Occasion::Close, day).unwrap();
    assert!(matches!(made, Released::Made { .. }));
}

/// A public process in which two delegations have submitted one and three things.
fn busy() -> (Site, [String; 2]) {
    let site = Site::public();
    let cookies = ["Northmark", "Eastmark"].map(|name| site.enter(&site.delegation(name)));
    submit(&site, &cookies[0], "A word.");
    for text in ["One.", "Two, at somewhat greater length than the others so that it would show.", "Three."] {
        submit(&site, &cookies[1], text);
    }
    (site, cookies)
}

#[test]
fn anybody_hears_where_an_acknowledged_operation_is_and_nothing_is_kept() {
    let (site, [one, other]) = busy();
    let file = site.get_as(&one, FILE);
    assert_eq!((file.status, file.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(file.header("content-disposition").contains("acknowledgements.txt"));
    let mine = said(&site.get_as(&other, MINE), "#waiting");
    assert!(mine.contains("3 acknowledgements: download"), "{mine}");

    let files = site.files();
    let before = ask(&site, "", &file.text(), "");
    assert_eq!(before.status, StatusCode::OK);
    assert_eq!(said(&before, "#answer li").matches("waits for its release").count(), 1);
    let everything = format!("{}{}", file.text(), site.get_as(&other, FILE).text());
    let all = ask(&site, "", "", &everything);
    assert_eq!(said(&all, "#answer li").matches("waits for its release").count(), 4);
    assert!(site.files() == files, "asking has written");

    release_all(&site);
    let after = ask(&site, "", &file.text(), &site.get_as(&other, FILE).text());
    assert_eq!(said(&after, "#answer").matches("In release 3, 5 May 2026").count(), 4);
    assert!(said(&after, "#answer [role=status]").contains("All 4 are there"));
    let mine = said(&site.get_as(&other, MINE), "#released");
    assert!(mine.contains("All 3 of your released items are in the lists: 3 in release 3."), "{mine}");
}

#[test]
fn what_was_dropped_is_said_on_the_page() {
    let (site, [one, other]) = busy();
    let given: Vec<Answer> = [&one, &other].map(|it| site.get_as(it, FILE)).into();
    let path = site.store().dir().join("private.db");
    let conn = Connection::open(path).unwrap();
    assert_eq!(conn.execute("delete from waiting", []).unwrap(), 4);
    drop(conn);
    for released in [false, true] {
        if released {
            submit(&site, &one, "Another.");
            release_all(&site);
        }
        let answer = ask(&site, &one, &given[0].text(), &given[1].text());
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(said(&answer, "#answer li").matches("Nowhere: lost or dropped").count(), 4);
        assert!(said(&answer, "#answer [role=alert]").contains("4 operations were taken in and are in no"));
    }
}

#[test]
fn what_cannot_be_looked_for_is_said_and_what_was_typed_is_there() {
    let (site, [one, _]) = busy();
    let text = site.get_as(&one, FILE).text();
    let whole = Acknowledgement::read_all(&text).remove(0).unwrap().to_string();
    for (pasted, wrong) in [
        ("What I submitted.", "There is no acknowledgement in it"),
        ("", "There is no acknowledgement in it"),
        (&whole[..whole.len() - 9], "cut off or altered"),
    ] {
        let answer = ask(&site, "", pasted, "");
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(said(&answer, "[role=alert]").contains(wrong), "{pasted}");
        assert_eq!(said(&answer, "textarea"), pasted);
    }
    let last = if whole.ends_with('0') { "1" } else { "0" };
    let forged = format!("{}{last}", &whole[..whole.len() - 1]);
    assert!(said(&ask(&site, "", &forged, ""), "#answer").contains("Not signed by this server"));
}

#[test]
fn the_file_is_checked_without_the_server_and_only_for_those_who_see_the_drafts() {
    let (site, _) = busy();
    release_all(&site);
    let file = site.get(&format!("{LISTS}.json"));
    assert_eq!(file.header("content-type"), "application/json");
    let list: List = serde_json::from_str(&file.text()).unwrap();
    // Two releases of the stage were made without a key.
    assert_eq!(list.faults().into_iter().map(|(ordinal, _)| ordinal).collect::<Vec<_>>(), [1, 2]);
    let page = site.get(LISTS);
    let hash: String = said(&page, "#release-3 .hashes > div:first-child dd").replace(' ', "");
    assert_eq!(hash, list.releases[2].hash.to_string());
    assert!(said(&page, "#release-3").contains("4 operations. Fewer than five delegations were active."));
    assert!(said(&site.get(PROCESS), "main").contains("Releases"));

    let closed = Site::with(Visibility::default());
    let key = closed.delegation("Northmark");
    for address in [LISTS, &format!("{LISTS}.json")] {
        assert_eq!(closed.get(address).status, StatusCode::NOT_FOUND);
        assert_eq!(closed.get_as(&closed.enter(&key), address).status, StatusCode::OK);
    }
    assert_eq!(ask(&closed, "", "travaux-ack-1", "").status, StatusCode::UNAUTHORIZED);
}

/// Whoever sees only how much goes over the line.
#[test]
fn the_length_of_an_answer_does_not_tell_what_was_written() {
    let site = Site::public();
    let cookie = site.enter(&site.delegation("Northmark"));
    let at = format!("{REV1}/paragraphs/all/comment");
    let headers = [
        (header::CONTENT_TYPE, "application/x-www-form-urlencoded"),
        (header::HeaderName::from_static("sec-fetch-site"), "same-origin"),
        (header::COOKIE, cookie.as_str()),
        (header::ACCEPT_ENCODING, "gzip, br"),
    ];
    let send = |to: &str, act: &str, text: &str| {
        let body = format!("form={:032x}&text={text}{act}", text.len());
        let answer = site.bytes(Method::POST, to, &headers, body.into_bytes());
        assert_eq!(answer.header("content-encoding"), "", "{to}");
        (answer.status, answer.body.len())
    };
    let long = "word+".repeat(60);
    for (to, act, status) in [
        (format!("{at}/preview"), "", StatusCode::OK),
        (at.clone(), "&act=check", StatusCode::OK),
        // Errors show again what was typed.
        (format!("{MINE}/check"), "", StatusCode::BAD_REQUEST),
    ] {
        let (short, other) = (send(&to, act, "No."), send(&to, act, &long));
        assert_eq!((short.0, other.0), (status, status), "{to}");
        assert!(short.1 == other.1 && short.1 == 1 << 15, "{to}: {} {}", short.1, other.1);
    }
    let asked = |address: &str| {
        let answer = site.ask(Method::GET, address, &headers[2..]);
        assert_eq!(answer.header("content-encoding"), "", "{address}");
        answer.body.len()
    };
    let lengths = || [asked(MINE), asked(FILE)];
    submit(&site, &cookie, "No.");
    let before = lengths();
    submit(&site, &cookie, &"word ".repeat(40));
    assert_eq!(lengths(), before);
    // What tells nothing is compressed as ever.
    assert_ne!(site.ask(Method::GET, REV1, &headers[3..]).header("content-encoding"), "");
}
