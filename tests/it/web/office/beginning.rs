//! From an empty directory to the first submission: set up in the browser, by nothing but its pages.

use axum::http::{Method, StatusCode, header};
use travaux::clock;
use travaux::config::Front;
use travaux::drafting::round::Phase;
use travaux::proceedings;

use super::{OFFICE, phase, round, texts, value};
use crate::web::doors::key_on;
use crate::web::phone::set_up;
use crate::web::site::{Answer, PASSPHRASE, PROCESS, Site, cookie_of};

const DRAFT: &str = "# Outcome\n\n1. States should act.\n\n2. States should tell one another.\n";

fn link(site: &Site) -> String {
    let link = proceedings::first_link(site.store(), clock::now()).unwrap().unwrap();
    format!("/setup/{}", link.digits().as_str())
}

fn setup<'a>(changes: &[(&'static str, &'a str)]) -> Vec<(&'static str, &'a str)> {
    let mut form = vec![
        ("login", "clerk"),
        ("name", "A clerk"),
        ("passphrase", PASSPHRASE),
        ("again", PASSPHRASE),
        ("title", "ICT workstream"),
        ("document", "Outcome document"),
        ("language", "en"),
        ("venue", "Europe/Zurich"),
        ("submissions_shown", "at_release"),
    ];
    for (name, value) in changes {
        form.iter_mut().filter(|(it, _)| it == name).for_each(|(_, it)| *it = value);
    }
    form
}

fn upload(site: &Site, cookie: &str, name: &str, bytes: &[u8]) -> Answer {
    let mut body = Vec::new();
    for (field, value) in [("label", "Zero draft"), ("day", "2026-04-27")] {
        body.extend(
            format!("--xyz\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n")
                .into_bytes(),
        );
    }
    let head = format!(
        "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/plain\r\n\r\n"
    );
    body.extend(head.into_bytes());
    body.extend(bytes);
    body.extend(b"\r\n--xyz--\r\n");
    let headers = [
        (header::CONTENT_TYPE, "multipart/form-data; boundary=xyz"),
        (header::HeaderName::from_static("sec-fetch-site"), "same-origin"),
        (header::COOKIE, cookie),
    ];
    site.bytes(Method::POST, &format!("{OFFICE}/first-draft"), &headers, body)
}

/// Sets a server up; the cookie.
fn begun() -> (Site, String) {
    let site = Site::empty(Front::Nothing);
    let at = link(&site);
    let answer = set_up(&site, &at, &setup(&[]), "clerk");
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let cookie = cookie_of(&answer);
    (site, cookie)
}

#[test]
fn a_server_is_set_up_by_a_link_that_is_good_once() {
    let site = Site::empty(Front::Nothing);
    let (at, other) = (link(&site), link(&site));
    let page = site.get(&at);
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
    for (changes, said) in [
        (&[("again", "another passphrase of mine")][..], "are not the same"),
        (&[("passphrase", "too short"), ("again", "too short")], "at least 15 characters"),
        (&[("venue", "Mars/Base")], "There is no such time zone"),
        (&[("title", " ")], "no letters or digits"),
        (&[("login", "")], "no letters or digits"),
    ] {
        let refused = set_up(&site, &at, &setup(changes), "clerk");
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{changes:?}");
        let refused = refused.text();
        assert!(
            texts(&refused, ".error-summary").iter().any(|it| it.contains(said)),
            "{changes:?} {refused}"
        );
        assert!(!refused.contains(PASSPHRASE), "a passphrase is not sent back");
        assert_eq!(value(&refused, "name"), "A clerk");
    }
    let begun = set_up(&site, &at, &setup(&[]), "clerk");
    assert_eq!(begun.header("location"), format!("{OFFICE}/first-draft"));
    let cookie = cookie_of(&begun);
    assert!(site.get_as(&cookie, OFFICE).text().contains("No draft has been issued yet"));
    for dead in [&at, &other, "/setup/nonsense", &format!("/setup/{}", "0".repeat(64))] {
        for answer in [site.get(dead), set_up(&site, dead, &setup(&[("login", "second")]), "second")] {
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{dead}");
            assert!(answer.text().contains("This link has been used, or has run out"), "{dead}");
        }
    }
    // As a cookie it opens nothing.
    let token = at.trim_start_matches("/setup/");
    assert!(!site.get_as(&format!("travaux={token}"), "/").text().contains("A clerk"));
    assert!(proceedings::first_link(site.store(), clock::now()).unwrap().is_none());
    site.enter_staff("clerk");
}

#[test]
fn a_whole_beginning_in_the_browser() {
    let (site, office) = begun();
    let found = upload(&site, &office, "draft.md", DRAFT.as_bytes());
    assert_eq!(found.status, StatusCode::OK, "{}", found.text());
    let found = found.text();
    assert!(found.contains("3 paragraphs were found"));
    assert!(
        texts(&found, ".found-text li").contains(&"Numbered 1. States should act.".to_owned()),
        "{found}"
    );
    let upload_id = value(&found, "upload");
    let form =
        |label: &'static str| vec![("upload", upload_id.as_str()), ("label", label), ("day", "2026-04-27")];
    let refused = site.post(&format!("{OFFICE}/first-draft/issue"), &office, &form("—"));
    assert!(
        refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.text().contains("no letters or digits")
    );
    let issued = site.post(&format!("{OFFICE}/first-draft/issue"), &office, &form("Zero draft"));
    assert!(site.get_as(&office, issued.header("location")).text().contains("The draft is issued."));
    let again = site.post(&format!("{OFFICE}/first-draft/issue"), &office, &form("Zero draft"));
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);

    // The round is planned: who sees what can still be widened.
    let settings = |shown: &'static str, public: bool| {
        let mut form =
            vec![("title", "ICT workstream"), ("venue", "Europe/Zurich"), ("submissions_shown", shown)];
        if public {
            form.push(("drafts_public", "yes"));
        }
        site.post(&format!("{OFFICE}/settings"), &office, &form)
    };
    assert_eq!(settings("next_draft", false).status, StatusCode::SEE_OTHER);
    assert_eq!(settings("at_release", true).status, StatusCode::SEE_OTHER);

    site.post(
        &format!("{OFFICE}/delegations"),
        &office,
        &[("list", "Meridia"), ("track", "states"), ("seats", "2")],
    );
    let sheet = site.post(&format!("{OFFICE}/sheets"), &office, &[("which", "without")]).text();
    let code = texts(&sheet, ".key-words li").join(" ");
    let keys = site.post("/enrol", "", &[("code", &code)]).text();
    let meridia = site.enter(&key_on(&keys, "Access key"));
    assert!(site.get_as(&meridia, PROCESS).text().contains("has not begun"));
    let id = round(&site).to_string();
    let opened = [("round", id.as_str()), ("phase", "open"), ("sure", "yes")];
    assert_eq!(site.post(&format!("{OFFICE}/round/phase"), &office, &opened).status, StatusCode::SEE_OTHER);
    assert_eq!(phase(&site, round(&site)), Phase::Open);
    assert!(site.get_as(&meridia, PROCESS).text().contains("is open for comments and amendments"));

    // From now on it is only narrowed.
    assert_eq!(settings("never", true).status, StatusCode::SEE_OTHER);
    let widened = settings("at_release", true);
    assert_eq!(widened.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(widened.text().contains("can no longer be widened"));
    assert!(site.get_as(&office, "/office").text().contains("ICT workstream"));
}

#[test]
fn a_broken_file_is_refused_with_what_to_do() {
    let (site, office) = begun();
    for (name, bytes, said) in [
        ("draft.docx", b"PK\x03\x04 nothing".as_slice(), ".docx"),
        ("draft.pdf", b"%PDF-1.7 ...", "PDF"),
        ("draft.txt", b"", "Choose a file"),
        ("draft.md", b"   \n\n", "holds no text"),
        ("draft.txt", b"a\0b", "zero bytes"),
    ] {
        let refused = upload(&site, &office, name, bytes);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let refused = refused.text();
        assert!(texts(&refused, ".error-summary").iter().any(|it| it.contains(said)), "{name}: {refused}");
        assert_eq!(value(&refused, "label"), "Zero draft");
    }
    let large = upload(&site, &office, "draft.txt", &vec![b'a'; 11 << 20]);
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    let well = upload(&site, &office, "draft.txt", "1. States should act.\n\n".repeat(100_000).as_bytes());
    assert!(well.status == StatusCode::UNPROCESSABLE_ENTITY && well.text().contains("50,000 paragraphs"));
    // Nobody who is not logged in sends files, nor does anybody send to other places.
    assert_eq!(
        upload(&site, "travaux=x", "draft.txt", &vec![b'a'; 2 << 20]).status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    let out = upload(&site, "travaux=x", "draft.md", DRAFT.as_bytes());
    assert_eq!(out.status, StatusCode::NOT_FOUND);
}

#[test]
fn staff_are_handed_links_and_dismissed_at_once() {
    let (site, office) = begun();
    upload(&site, &office, "draft.md", DRAFT.as_bytes());
    let add = |login: &str, office_held: &str, body: &str| {
        let form = [("login", login), ("name", "A chair"), ("office", office_held), ("body", body)];
        site.post(&format!("{OFFICE}/staff"), &office, &form)
    };
    assert!(add("chair", "co_chair", "").text().contains("comes from a State or a body"));
    assert!(add("clerk", "secretariat", "").text().contains("There is one of that name already"));
    let given = add("chair", "co_chair", "Meridia");
    assert_eq!((given.status, given.header("cache-control")), (StatusCode::OK, "no-store"));
    let address = texts(&given.text(), ".address")[0].clone();
    let at = address[address.find("/setup/").unwrap()..].to_owned();
    // Not with the passphrase nobody has, and only once with the link.
    assert!(site.get(&at).text().contains("Welcome, A chair"));
    let chosen = set_up(&site, &at, &[("passphrase", PASSPHRASE), ("again", PASSPHRASE)], "chair");
    let chair = cookie_of(&chosen);
    assert!(site.get(&at).text().contains("has been used"));
    assert_eq!(site.get_as(&chair, OFFICE).status, StatusCode::OK);
    assert_eq!(site.get_as(&chair, "/office").status, StatusCode::FORBIDDEN);
    let page = site.get_as(&office, &format!("{OFFICE}/staff")).text();
    assert!(texts(&page, ".members li").iter().any(|it| it.contains("Co-chair, Meridia")), "{page}");

    let changed = [
        ("old", PASSPHRASE),
        ("passphrase", "another passphrase of mine"),
        ("again", "another passphrase of mine"),
    ];
    assert_eq!(site.post("/office/passphrase", &chair, &changed).status, StatusCode::SEE_OTHER);
    assert!(site.post("/office/passphrase", &chair, &changed).text().contains("This is not your passphrase"));

    let found = site.store().blocking_read(|r| r.staff_login("chair")).unwrap().unwrap().0.to_string();
    let dismissal = [("staff", found.as_str()), ("office", "co_chair")];
    assert_eq!(site.post(&format!("{OFFICE}/dismissal"), &chair, &dismissal).status, StatusCode::FORBIDDEN);
    assert_eq!(site.post(&format!("{OFFICE}/dismissal"), &office, &dismissal).status, StatusCode::SEE_OTHER);
    assert_eq!(site.get_as(&chair, OFFICE).status, StatusCode::NOT_FOUND, "within one request");
    let clerk = site.store().blocking_read(|r| r.staff_login("clerk")).unwrap().unwrap().0.to_string();
    let last =
        site.post(&format!("{OFFICE}/dismissal"), &office, &[("staff", &clerk), ("office", "secretariat")]);
    assert!(last.text().contains("Somebody must run the process"));
    assert_eq!(site.get_as(&office, OFFICE).status, StatusCode::OK);
}

#[test]
fn nobody_gets_the_passphrase_of_somebody_from_elsewhere() {
    let (site, office) = begun();
    let begin = setup(&[("title", "Second group")]);
    let begin: Vec<_> = begin
        .into_iter()
        .filter(|(name, _)| !["login", "name", "passphrase", "again"].contains(name))
        .collect();
    let begun = site.post("/office/processes", &office, &begin);
    assert_eq!(begun.header("location"), "/processes/second-group/office/first-draft");
    let other = "/processes/second-group/office";
    let form = [("login", "other"), ("name", "Another"), ("office", "secretariat"), ("body", "")];
    let given = site.post(&format!("{other}/staff"), &office, &form);
    let address = texts(&given.text(), ".address")[0].clone();
    let at = address[address.find("/setup/").unwrap()..].to_owned();
    let another =
        cookie_of(&set_up(&site, &at, &[("passphrase", PASSPHRASE), ("again", PASSPHRASE)], "other"));
    assert_eq!(site.get_as(&another, OFFICE).status, StatusCode::NOT_FOUND);
    let clerk = site.store().blocking_read(|r| r.staff_login("clerk")).unwrap().unwrap().0.to_string();
    let link = site.post(&format!("{other}/staff/{clerk}/link"), &another, &[]);
    assert_eq!(link.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(link.text().contains("in a process that you do not run"));
}
