//! Brackets at the desk: what a paragraph offers, chosen with one press and undone with another.

use axum::http::StatusCode;
use travaux::document::id::ParagraphId;

use super::{Room, plain};

/// A paragraph of the working text that reads as typed.
fn bracketed(room: &Room, typed: &str) -> ParagraphId {
    let (at, _) = room.contested();
    let answer = room.send(at, &room.page(at), "save", &[("result", typed)]);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    at
}

#[test]
fn an_alternative_is_chosen_with_one_press_and_the_act_says_so() {
    let room = Room::new();
    let at = bracketed(&room, "Users [shall][should] share [, in time,] every well [of the valley].");
    let page = room.page(at);
    for act in
        ["choose:{}.0.0", "choose:{}.0.1", "strike:{}.0", "unbracket:{}.1", "strike:{}.1", "strike:{}.2"]
    {
        let value = act.replace("{}", &at.to_string());
        assert!(page.contains(&format!("value=\"{value}\"")), "{value}");
    }
    assert!(plain(&page).contains("3 brackets to decide on"));
    let words = |room: &Room| room.words(at).unwrap();
    let answer = room.press(at, &format!("choose:{at}.0.1"));
    assert!(answer.header("location").ends_with("?done=chosen#result"), "{}", answer.text());
    assert_eq!(words(&room), "Users should share [, in time,] every well [of the valley].");
    room.decide(at, &format!("unbracket:{at}.0"));
    assert_eq!(words(&room), "Users should share, in time, every well [of the valley].");
    room.decide(at, &format!("strike:{at}.0"));
    assert_eq!(words(&room), "Users should share, in time, every well.");
    let page = plain(&room.page(at));
    for told in
        ["“should” chosen (co-chairs)", "brackets removed around", "“of the valley” struck (co-chairs)"]
    {
        assert!(page.contains(told), "{told}\n{page}");
    }
    assert!(!page.contains("to decide on"));
    let last = room.table().log.last().unwrap().id;
    room.decide(at, &format!("undo:{last}"));
    assert!(words(&room).ends_with("[of the valley]."));
    let made = room.table().consolidate();
    assert!(made.ledger.iter().filter(|entry| entry.paragraph == at).all(|entry| !entry.sources.is_empty()));
}

#[test]
fn what_does_not_fit_the_page_changes_nothing() {
    let room = Room::new();
    let at = bracketed(&room, "Users [shall][should] share.");
    let acts = room.table().log.len();
    let page = room.page(at);
    // Words typed over the same paragraph, a place that is not there, an act on what somebody else has changed since.
    let typed = room.send(at, &page, &format!("choose:{at}.0.0"), &[("result", "Users [shall][may] share.")]);
    assert_eq!(typed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(typed.text().contains("Users [shall][may] share."));
    assert_eq!(room.press(at, &format!("choose:{at}.7.0")).status, StatusCode::CONFLICT);
    assert_eq!(room.press(at, "choose:nonsense").status, StatusCode::BAD_REQUEST);
    assert_eq!(room.table().log.len(), acts);
    room.decide(at, &format!("choose:{at}.0.0"));
    assert_eq!(room.send(at, &page, &format!("choose:{at}.0.1"), &[]).status, StatusCode::CONFLICT);
    assert_eq!(room.words(at).as_deref(), Some("Users shall share."));
}

#[test]
fn a_paragraph_that_is_struck_whole_goes_and_comes_back() {
    let room = Room::new();
    let at = bracketed(&room, "[Users share.]");
    room.decide(at, &format!("strike:{at}.0"));
    assert_eq!(room.words(at), None);
    let last = room.table().log.last().unwrap().id;
    room.decide(at, &format!("undo:{last}"));
    assert_eq!(room.words(at).as_deref(), Some("[Users share.]"));
}
