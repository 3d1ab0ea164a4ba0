//! Logging in and out, enrolling, and what becomes of a form whose session has ended.

use axum::http::{Method, StatusCode, header};
use travaux::store::processes::Visibility;
use travaux::store::staff::Appointment;

use super::site::{PASSPHRASE, PROCESS, Site, cookie_of};

const NORTHMARK: &str = "Northmark";

/// The words of the key that a page shows under a heading.
pub(super) fn key_on(page: &str, name: &str) -> String {
    let document = scraper::Html::parse_document(page);
    let words = scraper::Selector::parse(&format!("section[aria-label=\"{name}\"] .key-words li")).unwrap();
    document.select(&words).map(|it| it.text().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_delegation_enrols_once_and_logs_in_with_what_it_was_shown() {
    let site = Site::public();
    let code = site.sheet(NORTHMARK);
    let shown = site.post("/enrol", "", &[("code", &code.to_uppercase())]);
    assert_eq!(shown.status, StatusCode::OK);
    assert_eq!(shown.header("cache-control"), "no-store");
    let (access, recovery) = (key_on(&shown.text(), "Access key"), key_on(&shown.text(), "Recovery key"));
    assert_eq!((access.split(' ').count(), recovery.split(' ').count()), (12, 12));

    let again = site.post("/enrol", "", &[("code", &code)]);
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("This code has been used already"));

    let begun = site.post("/log-in", "", &[("key", &access)]);
    assert_eq!((begun.status, begun.header("location")), (StatusCode::SEE_OTHER, PROCESS));
    let cookie = cookie_of(&begun);
    let home = site.get_as(&cookie, PROCESS);
    assert!(home.text().contains(NORTHMARK) && home.text().contains("My delegation"));
    assert_eq!((home.header("cache-control"), home.header("etag")), ("no-store", ""));
    assert!(!site.get(PROCESS).text().contains(NORTHMARK));

    let instead = site.post("/log-in", "", &[("key", &recovery)]);
    assert!(instead.text().contains("This is the recovery key"), "{}", instead.text());
    let anew = site.post("/recover", "", &[("code", &recovery)]);
    site.enter(&key_on(&anew.text(), "Access key"));
}

#[test]
fn logging_out_ends_the_session_at_once_and_for_good() {
    let site = Site::public();
    let cookie = site.enter(&site.delegation(NORTHMARK));
    assert!(site.get_as(&cookie, "/").text().contains(NORTHMARK));
    let out = site.post("/log-out", &cookie, &[]);
    assert_eq!(out.status, StatusCode::SEE_OTHER);
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert!(out.header("clear-site-data").contains("storage"));
    assert!(!site.get_as(&cookie, "/").text().contains(NORTHMARK));
}

#[test]
fn a_log_in_leads_to_the_page_asked_for_and_never_away() {
    let site = Site::public();
    let key = site.delegation(NORTHMARK);
    for (next, expected) in [
        ("/processes/ict-workstream/delegation", "/processes/ict-workstream/delegation"),
        ("//evil.example/", PROCESS),
        ("https://evil.example/", PROCESS),
        ("/\\evil.example", PROCESS),
    ] {
        let begun = site.post("/log-in", "", &[("key", &key), ("next", next)]);
        assert_eq!(begun.header("location"), expected, "{next}");
    }
}

#[test]
fn wrong_words_are_refused_with_a_reason_and_kept_nowhere() {
    let site = Site::public();
    site.staff("chair", &[Appointment::CoChair("Northmark".to_owned())]);
    let before = site.files();
    for (path, form, said) in [
        ("/log-in", vec![("key", "one two three")], "There are 3 words in it"),
        (
            "/log-in",
            vec![(
                "key",
                "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
            )],
            "opens nothing here",
        ),
        (
            "/log-in/staff",
            vec![("login", "chair"), ("passphrase", "not this passphrase")],
            "The login, the passphrase or the code is wrong",
        ),
        (
            "/log-in/staff",
            vec![("login", "nobody"), ("passphrase", PASSPHRASE)],
            "The login, the passphrase or the code is wrong",
        ),
        (
            "/enrol",
            vec![(
                "code",
                "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
            )],
            "No delegation has this enrolment code",
        ),
    ] {
        let refused = site.post(path, "", &form);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        assert!(refused.text().contains(said), "{path}: {}", refused.text());
        assert!(refused.header("set-cookie").is_empty(), "{path}");
    }
    assert_eq!(
        site.files().iter().find(|(name, _)| name == "travaux.db"),
        before.iter().find(|(name, _)| name == "travaux.db")
    );
    let cookie = site.enter_staff("chair");
    assert!(site.get_as(&cookie, "/").text().contains("Staff chair"));
}

#[test]
fn forms_are_read_strictly() {
    let site = Site::public();
    for form in ["key=a&other=b", "key=a&key=b", "other=b", ""] {
        assert_eq!(site.send("/log-in", "", form).status, StatusCode::BAD_REQUEST, "{form}");
    }
    let json = [(header::CONTENT_TYPE, "application/json")];
    assert_eq!(site.ask(Method::POST, "/log-in", &json).status, StatusCode::BAD_REQUEST);
}

/// The form that the page of a door holds: where it is sent, and its fields.
fn held(page: &str, door: &str) -> (String, String) {
    let page = scraper::Html::parse_document(page);
    let value = |name: &str| {
        let field = scraper::Selector::parse(&format!("form[action=\"{door}\"] input[name={name}]")).unwrap();
        page.select(&field).next().unwrap().attr("value").unwrap().to_owned()
    };
    (value("to"), value("form"))
}

#[test]
fn a_form_that_comes_after_its_session_is_kept_and_sent_after_logging_in() {
    // Where nothing is public, and the process is not there for whoever is not logged in, as well.
    for site in [Site::public(), Site::with(Visibility::default())] {
        let key = site.delegation(NORTHMARK);
        let ended = site.enter(&key);
        site.post("/log-out", &ended, &[]);
        let to = "/processes/ict-workstream/drafts/rev.1/paragraphs/all/comment";
        let typed = "Parties \"should\" & must\nnot <fail>";
        let lapsed = site.post(to, &ended, &[("text", typed), ("with", "1"), ("with", "2")]);
        assert_eq!(lapsed.status, StatusCode::UNAUTHORIZED);
        assert!(lapsed.header("set-cookie").contains("Max-Age=0"));
        assert!(
            lapsed.text().contains("Your session has ended") && lapsed.text().contains("Log in, and send it")
        );
        // A key that is wrong loses nothing of it.
        let (at, form) = held(&lapsed.text(), "/log-in");
        let wrong = site.post("/log-in", "", &[("key", "one two three"), ("to", &at), ("form", &form)]);
        assert!(
            wrong.status == StatusCode::UNPROCESSABLE_ENTITY
                && wrong.text().contains("There are 3 words in it")
        );
        let (at, form) = held(&wrong.text(), "/log-in");
        let back = site.post("/log-in", "", &[("key", &key), ("to", &at), ("form", &form)]);
        assert_eq!(back.status, StatusCode::OK);
        cookie_of(&back);
        let page = scraper::Html::parse_document(&back.text());
        let all = scraper::Selector::parse(&format!("form[action=\"{to}\"] input")).unwrap();
        let fields: Vec<_> =
            page.select(&all).map(|it| (it.attr("name").unwrap(), it.attr("value").unwrap())).collect();
        assert_eq!(fields, [("text", typed), ("with", "1"), ("with", "2")]);
    }
}

#[test]
fn whoever_is_not_logged_in_cannot_tell_by_a_form_what_is_there() {
    let site = Site::with(Visibility::default());
    let sent = |process: &str| {
        let to = format!("/processes/{process}/drafts/rev.1/paragraphs/all/comment");
        let answer = site.post(&to, "", &[("text", "A remark.")]);
        let text = answer.text();
        let page = text.split_once("</html>").map(|(page, _)| page.replace(process, ""));
        (answer.status, text.len(), page.unwrap())
    };
    assert!(sent("ict-workstream") == sent("no-such-process"));
}

#[test]
fn a_form_of_the_staff_is_kept_too_with_the_login_that_was_typed() {
    let site = Site::public();
    site.staff("chair", &[Appointment::CoChair("Meridia".to_owned())]);
    let to = "/processes/ict-workstream/desk/whole-text";
    let lapsed = site.post(
        to,
        "",
        &[("draft", "x"), ("version", "0"), ("note", "Said at the second meeting."), ("act", "save")],
    );
    assert_eq!(lapsed.status, StatusCode::UNAUTHORIZED);
    let (at, form) = held(&lapsed.text(), "/log-in/staff");
    let code = site.code("chair");
    let typed = |passphrase| {
        [("login", "chair"), ("passphrase", passphrase), ("code", &code), ("to", &at), ("form", &form)]
    };
    let wrong = site.post("/log-in/staff", "", &typed("not this passphrase"));
    assert!(wrong.text().contains("The login, the passphrase or the code is wrong"));
    assert!(wrong.text().contains("value=\"chair\"") && !wrong.text().contains("not this passphrase"));
    assert_eq!(held(&wrong.text(), "/log-in/staff"), (at.clone(), form.clone()));
    let back = site.post("/log-in/staff", "", &typed(PASSPHRASE));
    assert!(back.text().contains("name=\"note\" value=\"Said at the second meeting.\""), "{}", back.text());
}
