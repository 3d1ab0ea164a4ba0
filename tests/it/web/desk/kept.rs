//! What goes wrong at the desk: it is said, nothing is half done, and what was typed is still there.

use axum::http::StatusCode;
use travaux::drafting::desk::ParagraphState;
use travaux::drafting::round::Phase;
use travaux::proceedings::{self, NewDraft, NewRound, issue_next};
use travaux::store::rounds::Window;

use super::{Room, fields, plain};

const NOTE: &str = "Said at the second meeting.";

#[test]
fn a_button_pressed_twice_decides_once() {
    let room = Room::new();
    let (at, items) = room.contested();
    let page = room.page(at);
    let act = format!("retain:{}", items[0].id);
    assert_eq!(room.send(at, &page, &act, &[("note", NOTE)]).status, StatusCode::SEE_OTHER);
    let again = room.send(at, &page, &act, &[("note", NOTE)]);
    assert_eq!(again.status, StatusCode::CONFLICT);
    let text = plain(&again.text());
    assert!(
        text.contains("Nothing of what you sent was done. What you typed and ticked is still in the form")
    );
    assert!(text.contains(NOTE) && room.table().log.len() == 1);
}

#[test]
fn before_the_round_begins_nothing_is_decided_and_the_note_is_given_back() {
    let room = Room::new();
    let (at, items) = room.contested();
    let page = room.page(at);
    let planned = room.site.store().blocking_write(|w| {
        let scope = proceedings::find(w, None)?;
        let round = NewRound { phase: Phase::Planned, window: Window::default() };
        let new =
            NewDraft { round, ..NewDraft::new("Rev.1", w.latest_draft(scope.document.id)?.unwrap().issued) };
        issue_next(w, &scope, &new).map(drop)
    });
    planned.unwrap();
    let early = room.send(at, &page, &format!("retain:{}", items[0].id), &[("note", NOTE)]);
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = plain(&early.text());
    assert!(text.contains("Deciding begins when the round is open.") && text.contains(NOTE), "{text}");
    assert!(room.table().log.is_empty());
}

#[test]
fn an_item_that_lies_elsewhere_is_not_found_and_the_note_is_given_back() {
    let room = Room::new();
    let (at, _) = room.contested();
    let all = room.table().submissions;
    let elsewhere = all.iter().find(|it| it.target.anchor().is_some_and(|there| there != at)).unwrap();
    let foreign = room.send(at, &room.page(at), &format!("retain:{}", elsewhere.id), &[("note", NOTE)]);
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    assert!(plain(&foreign.text()).contains(NOTE) && room.table().log.is_empty());
}

#[test]
fn what_is_too_long_comes_back_whole() {
    let room = Room::new();
    let (at, _) = room.contested();
    let (text, remark) = ("w".repeat(40_001), "n".repeat(10_001));
    for (name, typed) in [("result", &text), ("note", &remark)] {
        let back = room.send(at, &room.page(at), "save", &[(name, typed)]);
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let page = back.text();
        assert!(page.contains("This is too long: a paragraph has at most 40,000 characters"), "{name}");
        assert!(fields(&page).iter().any(|(_, value)| value == typed), "{name}");
    }
    let over = room.send(at, &room.page(at), "save", &[("result", &"w".repeat(1 << 20))]);
    assert_eq!(over.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(plain(&over.text()).contains("Nothing has been taken in."));
    assert!(room.table().log.is_empty());
    // The reason for opening what was agreed.
    let paragraphs = room.table().paragraphs;
    let agrees = |id| room.press(id, "agree").status == StatusCode::SEE_OTHER;
    let agreed = paragraphs.iter().map(|it| it.id).find(|id| agrees(*id)).unwrap();
    let back = room.send(agreed, &room.page(agreed), "reopen", &[("reason", &remark)]);
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(fields(&back.text()).contains(&("reason".to_owned(), remark)));
    assert_eq!(room.table().desk().state(agreed), ParagraphState::AgreedAdRef);
}
