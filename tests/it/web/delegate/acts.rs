//! Clearing, withdrawing, rewriting, positions and keys; and whose things are whose.

use axum::http::StatusCode;
use scraper::{Html, Selector};
use travaux::proceedings::entries;

use super::{MINE, Room, anchor, count, form_on, main_of, said};
use crate::web::site::{PROCESS, REV1};

/// The words of the key that a page shows.
fn key_on(page: &str) -> String {
    let document = Html::parse_document(page);
    let words = Selector::parse(".key-words li").unwrap();
    document.select(&words).map(|it| it.text().collect::<String>()).collect::<Vec<_>>().join(" ")
}

impl Room {
    /// A further key of the delegation, logged in.
    fn further(&self, role: &str) -> (String, String) {
        let made = self.post(&format!("{MINE}/keys"), &[("role", role)]);
        assert_eq!((made.status, made.header("cache-control")), (StatusCode::OK, "no-store"));
        let key = key_on(&made.text());
        assert_eq!(key.split(' ').count(), 12);
        let cookie = self.site.enter(&key);
        (key, cookie)
    }
}

#[test]
fn a_key_that_reads_sees_and_does_nothing() {
    let room = Room::new();
    room.fill(&room.of(1, "comment"), &[("text", "In preparation."), ("act", "save")]);
    let (_, reads) = room.further("reads");
    let mine = room.site.get_as(&reads, MINE);
    assert!(mine.status == StatusCode::OK && mine.text().contains("In preparation."));
    assert_eq!(count(&mine.text(), "main form, main button"), 0);
    assert!(said(&room.site.get_as(&reads, PROCESS).text(), "main").contains("Your key reads"));
    assert_eq!(count(&room.site.get_as(&reads, REV1).text(), ".paragraph .acts"), 0);
    let form = entries(room.site.store(), &room.delegate()).unwrap()[0].form;
    let on = room.numbered(1).id.to_string();
    assert_eq!(room.site.get_as(&reads, &room.of(1, "wording")).status, StatusCode::FORBIDDEN);
    for (path, fields) in [
        (
            room.of(1, "comment"),
            vec![("form", "00000000000000000000000000000001"), ("text", "A."), ("act", "save")],
        ),
        (format!("{}/preview", room.of(1, "comment")), vec![("form", "00000000000000000000000000000001")]),
        (format!("{MINE}/check"), vec![("item", "x")]),
        (format!("{MINE}/submit"), vec![("item", "x")]),
        (format!("{MINE}/entries/{form}/discard"), vec![]),
        (format!("{MINE}/entries/{form}/clear"), vec![("seen", "1")]),
        (format!("{MINE}/items/{form}/withdraw"), vec![]),
        (format!("{MINE}/keys"), vec![("role", "clears")]),
        (format!("{REV1}/positions"), vec![("paragraph", on.as_str()), ("stance", "retain")]),
    ] {
        assert_eq!(room.site.post(&path, &reads, &fields).status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!((room.prepared(), room.waiting()), (1, 0));
}

#[test]
fn a_drafter_prepares_and_submits_what_was_cleared() {
    let room = Room::new();
    let (_, drafts) = room.further("drafter");
    let page = room.site.get_as(&drafts, &room.of(1, "comment")).text();
    let send = |page: &str, selector: &str, typed: &[(&str, &str)]| {
        let (to, form) = form_on(page, selector, typed);
        let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        room.site.post(&to, &drafts, &form)
    };
    let submit = format!("form[action=\"{MINE}/submit\"]");
    let check = send(&page, "form.writing", &[("text", "A remark."), ("act", "check")]).text();
    assert!(main_of(&check).contains("waits for somebody of your delegation whose key clears"));
    assert_eq!(count(&check, &submit), 0);
    let form = entries(room.site.store(), &room.delegate()).unwrap()[0].form;
    let item = form.to_string();
    let refused = room.site.post(&format!("{MINE}/submit"), &drafts, &[("item", &format!("{item}.1"))]);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(main_of(&refused.text()).contains("has not been cleared yet"));
    let edit = room.site.get_as(&drafts, &format!("{MINE}/entries/{form}")).text();
    let sent = send(&edit, "form.writing", &[("act", "clear")]);
    assert_eq!(sent.header("location"), format!("{MINE}?done=for-clearance#entry-{form}"));

    let own = room.site.post(&format!("{MINE}/entries/{form}/clear"), &drafts, &[("seen", "2")]);
    assert_eq!(own.status, StatusCode::FORBIDDEN, "whoever drafts clears nothing");

    assert!(super::home(&room).contains("Clear what one of your delegation has prepared"));
    let mine = room.get(MINE).text();
    assert!(said(&mine, "#prepared").contains("for clearance"));
    let cleared = room.send(&mine, &format!("form[action=\"{MINE}/entries/{form}/clear\"]"), &[]);
    assert_eq!(cleared.header("location"), format!("{MINE}?done=cleared#entry-{form}"));

    let check = room.site.post(&format!("{MINE}/check"), &drafts, &[("item", &item)]).text();
    assert_eq!(send(&check, &submit, &[]).status, StatusCode::SEE_OTHER);
    assert_eq!((room.prepared(), room.waiting()), (0, 1));
}

#[test]
fn two_of_a_delegation_never_write_over_each_other_unseen() {
    let room = Room::new();
    room.fill(&room.of(1, "comment"), &[("text", "First."), ("act", "save")]);
    let form = entries(room.site.store(), &room.delegate()).unwrap()[0].form;
    let entry = format!("{MINE}/entries/{form}");
    let (mine, theirs) = (room.get(&entry).text(), room.get(&entry).text());
    assert_eq!(
        room.send(&theirs, "form.writing", &[("text", "Theirs."), ("act", "save")]).status,
        StatusCode::SEE_OTHER
    );
    let both = room.send(&mine, "form.writing", &[("text", "Mine."), ("act", "save")]);
    assert_eq!(both.status, StatusCode::CONFLICT);
    let page = both.text();
    assert_eq!(said(&page, "textarea[name=text]"), "Mine.");
    assert!(said(&page, "[aria-labelledby=other-title]").contains("Theirs."));
    assert_eq!(room.send(&page, "form.writing", &[("act", "save")]).status, StatusCode::SEE_OTHER);
    assert!(room.get(&entry).text().contains("Mine."));
    // What was looked at is what is submitted.
    let check = room.post(&format!("{MINE}/check"), &[("item", &form.to_string())]).text();
    room.send(&room.get(&entry).text(), "form.writing", &[("text", "Other."), ("act", "save")]);
    let changed = room.send(&check, &format!("form[action=\"{MINE}/submit\"]"), &[]);
    assert_eq!(changed.status, StatusCode::CONFLICT);
    assert!(main_of(&changed.text()).contains("Check it once more") && room.waiting() == 0);
}

#[test]
fn what_is_anothers_is_not_there() {
    let room = Room::new();
    room.fill(&room.of(1, "comment"), &[("text", "In preparation."), ("act", "save")]);
    room.submit(&room.of(2, "comment"), &[("text", "It waits.")]);
    let form = entries(room.site.store(), &room.delegate()).unwrap()[0].form.to_string();
    let waits = travaux::proceedings::pending(room.site.store(), &room.delegate(), room.round).unwrap()[0].id;
    let other = room.other("Southmark");
    let tried = |form: &str, item: &str| {
        let get = |path: String| room.site.get_as(&other, &path).status;
        let post = |path: String, fields: &[(&str, &str)]| room.site.post(&path, &other, fields).status;
        [
            get(format!("{MINE}/entries/{form}")),
            get(format!("{MINE}/items/{item}")),
            post(format!("{MINE}/check"), &[("item", form)]),
            post(format!("{MINE}/submit"), &[("item", &format!("{form}.1"))]),
            post(format!("{MINE}/entries/{form}/clear"), &[("seen", "1")]),
            post(format!("{MINE}/entries/{form}/discard"), &[]),
            post(format!("{MINE}/items/{item}/withdraw"), &[]),
        ]
    };
    let none = "00000000000000000000000000000009";
    assert_eq!(tried(&form, &waits.to_string()), tried(none, none));
    room.release();
    let found = tried(&form, &waits.to_string());
    assert!(found.iter().all(|it| matches!(*it, StatusCode::NOT_FOUND | StatusCode::CONFLICT)), "{found:?}");
    assert_eq!(found, tried(none, none));
    assert_eq!(room.prepared(), 1);
    assert!(!room.site.get_as(&other, MINE).text().contains("In preparation.</"));
}

#[test]
fn an_own_item_is_rewritten_and_withdrawn() {
    let room = Room::new();
    room.submit(&room.of(1, "comment"), &[("text", "First words.")]);
    let mine = room.get(MINE).text();
    let rewrite = Html::parse_document(&mine);
    let rewrite = rewrite.select(&Selector::parse("#waiting a.button").unwrap()).next().unwrap();
    room.submit(rewrite.attr("href").unwrap(), &[("text", "Second words.")]);
    assert_eq!(room.waiting(), 1, "it took the place of what waited");
    room.release();
    assert!(!room.released().iter().any(|it| format!("{:?}", it.submission.body).contains("First words")));
    let mine = room.get(MINE).text();
    let page = Html::parse_document(&mine);
    let to =
        page.select(&Selector::parse("#released a.button").unwrap()).next().unwrap().attr("href").unwrap();
    room.submit(to, &[("text", "Third words.")]);
    assert!(said(&room.get(MINE).text(), "#released").contains("a new wording waits"));
    assert!(said(&room.get(MINE).text(), "#waiting").contains("instead of"));
    let withdrawn = room.send(&room.get(MINE).text(), "#waiting form[action$=withdraw]", &[]);
    assert_eq!(withdrawn.header("location"), format!("{MINE}?done=withdrawn#waiting"));
    assert_eq!(room.waiting(), 0);
    room.send(&room.get(MINE).text(), "#released form[action$=withdraw]", &[]);
    assert!(said(&room.get(MINE).text(), "#released").contains("withdrawn with the next release"));
}

#[test]
fn positions_are_taken_shown_and_taken_back_in_place() {
    let room = Room::new();
    let other = room.other("Southmark");
    let page = room.site.get_as(&other, &room.of(1, "wording")).text();
    let post = |page: &str, selector: &str, typed: &[(&str, &str)]| {
        let (to, form) = form_on(page, selector, typed);
        let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        room.site.post(&to, &other, &form)
    };
    let check = post(&page, "form.writing", &[("text", "Other words."), ("act", "check")]).text();
    post(&check, &format!("form[action=\"{MINE}/submit\"]"), &[]);
    room.release();
    let id = room.numbered(1).id;
    let on = format!("[id=\"{}\"]", anchor(id));
    let page = format!("{REV1}?q=other");
    let retain = format!("{on} .acts form");
    let taken = room.send(&room.get(REV1).text(), &retain, &[("stance", "retain"), ("back", &page)]);
    assert_eq!(taken.header("location"), format!("{REV1}?q=other&done=position#{}", anchor(id)));
    let text = room.get(REV1).text();
    assert_eq!(
        said(&text, &format!("{on} .acts [aria-pressed=true]")).split(',').next(),
        Some("Retain \u{2713}")
    );
    let item =
        room.released().iter().find(|it| it.submission.body.kind().is_amendment()).unwrap().submission.id;
    let concern = room.send(&text, &format!("#item-{item} form"), &[("stance", "concern")]);
    assert_eq!(concern.status, StatusCode::SEE_OTHER);
    let own = room.site.get_as(&other, REV1).text();
    assert_eq!(count(&own, &format!("#item-{item} form")), 0, "nobody supports their own");
    let mine = room.get(MINE).text();
    assert_eq!(count(&mine, "#positions li"), 2);
    assert!(said(&mine, "#positions").contains("Concern"));
    let back = room.send(&mine, "#positions li form", &[]);
    assert!(back.header("location").starts_with(&format!("{MINE}?done=position-back")));
    assert_eq!(count(&room.get(MINE).text(), "#positions li"), 1);
    // What is not there, and what cannot be thought of it.
    let none = "00000000000000000000000000000000";
    for (form, status) in [
        (vec![("item", none), ("stance", "support")], StatusCode::NOT_FOUND),
        (vec![("paragraph", none), ("stance", "retain")], StatusCode::NOT_FOUND),
        (vec![("paragraph", &id.to_string()), ("stance", "support")], StatusCode::UNPROCESSABLE_ENTITY),
        (vec![("paragraph", &id.to_string()), ("stance", "love")], StatusCode::BAD_REQUEST),
        (vec![("stance", "retain")], StatusCode::BAD_REQUEST),
    ] {
        assert_eq!(room.post(&format!("{REV1}/positions"), &form).status, status, "{form:?}");
    }
    // Nobody is led away.
    let away = room.post(
        &format!("{REV1}/positions"),
        &[("paragraph", &id.to_string()), ("stance", "retain"), ("back", "https://evil.example/")],
    );
    assert!(away.header("location").starts_with("/?done=position#"));
}

#[test]
fn a_key_is_shown_once_and_only_keys_that_clear_make_any() {
    let room = Room::new();
    let (key, cookie) = room.further("drafter");
    for page in [MINE.to_owned(), format!("{MINE}/keys")] {
        assert!(!room.get(&page).text().contains(&key));
    }
    assert_eq!(
        room.site.post(&format!("{MINE}/keys"), &cookie, &[("role", "clears")]).status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(room.post(&format!("{MINE}/keys"), &[("role", "recovers")]).status, StatusCode::BAD_REQUEST);
}

#[test]
fn nobody_and_staff_have_no_delegation_of_their_own() {
    let room = Room::new();
    for path in [MINE.to_owned(), room.of(1, "wording")] {
        let led = room.site.get(&path);
        assert_eq!(led.status, StatusCode::SEE_OTHER);
        assert!(led.header("location").starts_with("/log-in?next="), "{path}");
    }
    use travaux::store::staff::{Appointment, Office};
    room.site.staff("office", &[Appointment::Other(Office::Secretariat)]);
    let staff = room.site.enter_staff("office");
    for path in [MINE.to_owned(), room.of(1, "wording")] {
        assert_eq!(room.site.get_as(&staff, &path).status, StatusCode::FORBIDDEN, "{path}");
    }
    assert!(!said(&room.site.get_as(&staff, PROCESS).text(), "main").contains("wait for the next release"));
}
