//! What goes wrong on the way to a submission: it is said, and what was typed is still there.

use axum::http::StatusCode;
use travaux::drafting::round::Phase;
use travaux::proceedings::entries;

use super::{MINE, Room, form_on, main_of, said};
use crate::web::site::REV1;

const LIMIT: usize = 1 << 20;

fn submit_form() -> String {
    format!("form[action=\"{MINE}/submit\"]")
}

#[test]
fn a_draft_issued_before_the_last_click_sends_nothing_and_keeps_everything() {
    let room = Room::new();
    let check = room.fill(&room.of(1, "comment"), &[("text", "Just looked at."), ("act", "check")]).text();
    room.issue("Rev.2");
    let late = room.send(&check, &submit_form(), &[]);
    assert_eq!(late.status, StatusCode::CONFLICT);
    let page = main_of(&late.text());
    assert!(page.contains("A new draft has been issued meanwhile. Nothing was sent, and nothing is lost."));
    assert!(page.contains("Just looked at."));
    assert_eq!((room.prepared(), room.waiting()), (1, 0));
}

#[test]
fn a_form_saved_twice_is_one_entry() {
    let room = Room::new();
    let page = room.get(&room.of(1, "comment")).text();
    for _ in 0..2 {
        let saved = room.send(&page, "form.writing", &[("text", "A remark."), ("act", "save")]);
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
        assert!(room.get(saved.header("location")).text().contains("A remark."));
    }
    assert_eq!(room.prepared(), 1);
}

#[test]
fn an_item_of_another_is_not_replaced_and_what_was_to_replace_it_is_kept() {
    let room = Room::new();
    let foreign = room.released().first().unwrap().submission.id.to_string();
    for item in [foreign.as_str(), "00000000000000000000000000000007"] {
        let typed = [("text", "In its place."), ("succeeds", item), ("act", "check")];
        let check = room.fill(&room.of(1, "comment"), &typed);
        assert_eq!(check.status, StatusCode::OK);
        let refused = room.send(&check.text(), &submit_form(), &[]);
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "another's and none are the same");
        assert!(main_of(&refused.text()).contains("There is no such page"));
    }
    assert_eq!((room.prepared(), room.waiting()), (2, 0));
    assert_eq!(room.get(MINE).text().matches("In its place.").count(), 2);
    let stance = [("item", "00000000000000000000000000000007"), ("stance", "support")];
    assert_eq!(room.post(&format!("{REV1}/positions"), &stance).status, StatusCode::NOT_FOUND);
}

#[test]
fn a_closed_round_says_so_to_every_act() {
    let room = Room::new();
    room.submit(&room.of(1, "comment"), &[("text", "It was sent.")]);
    let waits = travaux::proceedings::pending(room.site.store(), &room.delegate(), room.round).unwrap()[0].id;
    room.phase(Phase::Closed);
    let on = room.numbered(1).id.to_string();
    for (path, form) in [
        (format!("{REV1}/positions"), vec![("paragraph", on.as_str()), ("stance", "retain")]),
        (format!("{MINE}/items/{waits}/withdraw"), vec![]),
    ] {
        let refused = room.post(&path, &form);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        let page = main_of(&refused.text());
        assert!(page.contains("The round is closed, or a later draft has been issued."), "{page}");
    }
    assert!(room.released().iter().any(|it| it.submission.id == waits && !it.submission.withdrawn));
}

/// Far more than is taken comes back in its form; only what no form of ours can hold is turned away unread.
#[test]
fn a_text_that_is_too_long_comes_back_whole() {
    let room = Room::new();
    room.fill(&room.of(1, "comment"), &[("text", "Saved before."), ("act", "save")]);
    let entry = format!("{MINE}/entries/{}", entries(room.site.store(), &room.delegate()).unwrap()[0].form);
    let long = "x".repeat(LIMIT - 4096);
    let back = room.fill(&entry, &[("text", &long), ("act", "save")]);
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said(&back.text(), ".error-summary").contains("This is too long"));
    let (_, fields) = form_on(&back.text(), "form.writing", &[]);
    assert!(fields.contains(&("text".to_owned(), long)));
    let before = room.site.files();
    let page = room.get(&entry).text();
    let over = room.send(&page, "form.writing", &[("text", &"x".repeat(LIMIT)), ("act", "save")]);
    assert_eq!(over.status, StatusCode::PAYLOAD_TOO_LARGE);
    let told = main_of(&over.text());
    assert!(told.contains("This is too large") && told.contains("Nothing has been taken in."), "{told}");
    assert!(before == room.site.files());
    assert!(room.get(&entry).text().contains("Saved before."));
}
