//! Files as nobody's browser sends them.

use axum::http::header::HeaderName;
use axum::http::{Method, StatusCode, header};
use travaux::config::Front;
use travaux::store::staff::{Appointment, Office};

use super::small;
use crate::web::site::{Answer, PROCESS, Site};

const MULTIPART: &str = "multipart/form-data; boundary=xyz";
const DRAFT: &str = "# Outcome\n\n1. States should act.\n";

/// One part of a form.
fn part(head: &str, content: &str) -> String {
    format!("--xyz\r\n{head}\r\n\r\n{content}\r\n")
}

fn file_named(name: &str, content: &str) -> String {
    part(&format!("Content-Disposition: form-data; name=\"file\"; filename=\"{name}\""), content)
}

fn field(name: &str, value: &str) -> String {
    part(&format!("Content-Disposition: form-data; name=\"{name}\""), value)
}

const END: &str = "--xyz--\r\n";

/// Where files are taken, by whom.
struct Doors {
    site: Site,
    doors: Vec<(String, String)>,
}

fn doors() -> Doors {
    let site = small(Front::Nothing);
    let delegate = site.enter(&site.delegation("Northmark"));
    let offices = [Appointment::CoChair("Meridia".to_owned()), Appointment::Other(Office::Secretariat)];
    let staff = site.enter_staff(&site.staff("both", &offices));
    let at = |end: &str| format!("{PROCESS}{end}");
    let doors = vec![
        (at("/delegation/word"), delegate),
        (at("/issue/file"), staff.clone()),
        (at("/office/first-draft"), staff),
    ];
    Doors { site, doors }
}

fn send(site: &Site, (at, cookie): &(String, String), kind: &str, body: Vec<u8>) -> Answer {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (HeaderName::from_static("sec-fetch-site"), "same-origin"),
        (header::COOKIE, cookie.as_str()),
    ];
    let headers = if cookie.is_empty() { &headers[..2] } else { &headers };
    site.bytes(Method::POST, at, headers, body)
}

#[test]
fn forms_with_files_are_read_strictly() {
    let Doors { site, doors } = doors();
    let good = [file_named("draft.md", DRAFT), END.to_owned()].concat();
    let refused = StatusCode::BAD_REQUEST;
    let rows: Vec<(&str, &str, String, StatusCode)> = vec![
        ("two files", MULTIPART, [file_named("a.md", DRAFT), good.clone()].concat(), refused),
        ("an unknown field", MULTIPART, [field("other", "x"), good.clone()].concat(), refused),
        ("no name", MULTIPART, [part("Content-Disposition: form-data", "x"), good.clone()].concat(), refused),
        (
            "no disposition",
            MULTIPART,
            [part("Content-Type: text/plain", "x"), good.clone()].concat(),
            refused,
        ),
        ("cut off in the file", MULTIPART, good[..good.len() - 20].to_owned(), refused),
        ("cut off in the head", MULTIPART, good[..30].to_owned(), refused),
        ("without an end", MULTIPART, file_named("a.md", DRAFT), refused),
        ("no boundary", "multipart/form-data", good.clone(), refused),
        ("another boundary", "multipart/form-data; boundary=abc", good.clone(), refused),
        ("an endless boundary", MULTIPART, "-".repeat(5000), refused),
        ("a plain form", "application/x-www-form-urlencoded", "file=x".to_owned(), refused),
        ("data", "application/json", "{\"file\":\"x\"}".to_owned(), refused),
        ("nothing", MULTIPART, String::new(), refused),
        ("no file", MULTIPART, END.to_owned(), StatusCode::UNPROCESSABLE_ENTITY),
        (
            "an empty file",
            MULTIPART,
            [file_named("a.md", ""), END.to_owned()].concat(),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
    ];
    let before = site.files();
    for door in &doors {
        for (what, kind, body, expected) in &rows {
            let answer = send(&site, door, kind, body.clone().into_bytes());
            assert_eq!(answer.status, *expected, "{} {what}", door.0);
            assert!(answer.text().contains("<h1>"), "{} {what}", door.0);
        }
        // Fields that stand twice.
        if door.0.ends_with("/first-draft") {
            let twice = [field("label", "a"), field("label", "b"), good.clone()].concat();
            assert_eq!(send(&site, door, MULTIPART, twice.into_bytes()).status, refused);
        }
    }
    assert!(before == site.files(), "nothing of a file is written");
}

/// A name is words of the sender: it decides nothing, goes nowhere, and is shown nowhere.
#[test]
fn a_name_leads_nowhere() {
    let Doors { site, doors } = doors();
    let before = site.files();
    let folder = std::env::temp_dir();
    let listed = || {
        std::fs::read_dir(&folder)
            .unwrap()
            .filter(|it| {
                it.as_ref().is_ok_and(|it| it.file_name().to_string_lossy().contains("hostile-name"))
            })
            .count()
    };
    for name in [
        "../../../../tmp/hostile-name.md",
        "..\\..\\hostile-name.md",
        "/tmp/hostile-name.md",
        "hostile-name.md\u{0}.docx",
        "<script>hostile-name</script>.md",
        "hostile-name.exe",
        &format!("{}.md", "hostile-name".repeat(5000)),
    ] {
        for door in &doors {
            let body = [file_named(name, DRAFT), END.to_owned()].concat();
            let answer = send(&site, door, MULTIPART, body.into_bytes());
            let known = [
                StatusCode::OK,
                StatusCode::SEE_OTHER,
                StatusCode::BAD_REQUEST,
                StatusCode::UNPROCESSABLE_ENTITY,
            ];
            assert!(known.contains(&answer.status), "{} {name:.60}: {}", door.0, answer.status);
            assert!(!answer.text().contains("hostile-name"), "{} {name:.60}", door.0);
        }
    }
    assert_eq!(listed(), 0);
    assert!(before == site.files());
}

#[test]
fn too_much_is_too_much() {
    let Doors { site, doors } = doors();
    let large = |bytes: usize| {
        let file = file_named("a.md", &"a".repeat(bytes));
        [file, END.to_owned()].concat().into_bytes()
    };
    let strangers = (doors[0].0.clone(), String::new());
    for (door, bytes, expected) in [
        (&doors[0], 11 << 20, StatusCode::PAYLOAD_TOO_LARGE),
        (&doors[2], 11 << 20, StatusCode::PAYLOAD_TOO_LARGE),
        // Whoever is not logged in sends no files.
        (&strangers, 2 << 20, StatusCode::PAYLOAD_TOO_LARGE),
        // A file of several megabytes is taken from a delegation, and looked at.
        (&doors[0], 3 << 20, StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        assert_eq!(send(&site, door, MULTIPART, large(bytes)).status, expected, "{} {bytes}", door.0);
    }
    // A form without a file is small, whoever sends it.
    let cookie = &doors[0].1;
    let long = format!("key={}", "a".repeat(2 << 20));
    assert_eq!(site.send("/log-in", cookie, &long).status, StatusCode::PAYLOAD_TOO_LARGE);
}

/// A file that comes after its session is not held in a page.
#[test]
fn a_file_is_never_held() {
    let Doors { site, doors } = doors();
    site.post("/log-out", &doors[0].1, &[]);
    let body = [file_named("a.md", "words-of-a-file=1"), END.to_owned()].concat();
    for door in [&doors[0], &(doors[0].0.clone(), String::new())] {
        let answer = send(&site, door, MULTIPART, body.clone().into_bytes());
        assert!(!answer.text().contains("words-of-a-file"), "{}", answer.text());
        assert!(matches!(
            answer.status,
            StatusCode::SEE_OTHER | StatusCode::UNAUTHORIZED | StatusCode::NOT_FOUND
        ));
    }
}
