//! Words written by hand, two co-chairs at one paragraph, the state of a paragraph, and decisions that are shaken.

use axum::http::StatusCode;
use travaux::document::id::{ReleaseId, SubmissionId};
use travaux::drafting::desk::{Deed, ParagraphState};
use travaux::drafting::disposition::Disposition;
use travaux::proceedings::{self};
use travaux::store::releases::{Counts, NewRelease};
use travaux::store::staff::{Appointment, Office};

use super::{Room, plain};

const ADDED: &str = " The co-chairs add this.";

#[test]
fn words_by_hand_stay_when_an_amendment_is_taken_after_them() {
    let room = Room::new();
    let (at, items) = room.contested();
    let drafted = room.words(at).unwrap();
    let typed = format!("{drafted}{ADDED}");
    let answer = room.send(at, &room.page(at), "save", &[("result", &typed)]);
    assert!(answer.header("location").ends_with("?done=saved#result"), "{}", answer.text());
    assert_eq!(room.words(at).as_deref(), Some(typed.as_str()));
    assert!(matches!(&room.table().log[0].deed, Deed::Write { old, .. } if old.as_str() == drafted));
    room.decide(at, &format!("retain:{}", items[0].id));
    let both = room.words(at).unwrap();
    assert!(both.ends_with(ADDED.trim()) && both != typed, "{both}");
    let page = plain(&room.page(at));
    assert!(page.contains("from co-chairs") && page.contains("words written by hand (co-chairs)"));
    // Typed together with a ruling, it is saved with it.
    let other = items.iter().find(|it| room.disposition(it.id).is_open()).unwrap();
    let more = format!("{both} And this.");
    let act = format!("not-retained:{}", other.id);
    assert_eq!(room.send(at, &room.page(at), &act, &[("result", &more)]).status, StatusCode::SEE_OTHER);
    assert_eq!(room.words(at).as_deref(), Some(more.as_str()));
    assert!(room.press(at, "save").header("location").contains("done=nothing"));
}

#[test]
fn a_result_without_words_and_an_undo_over_unsaved_ones_are_refused_with_what_was_typed() {
    let room = Room::new();
    let (at, items) = room.contested();
    let empty = room.send(at, &room.page(at), "save", &[("result", " "), ("note", "Thank you.")]);
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("There are no words.") && empty.text().contains("Thank you."));
    room.decide(at, &format!("retain:{}", items[0].id));
    let undo = format!("undo:{}", room.table().log[0].id);
    let refused = room.send(at, &room.page(at), &undo, &[("result", "Quite another text.")]);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains(">Quite another text.</textarea>"));
    assert_eq!(room.table().log.len(), 1);
}

#[test]
fn a_note_goes_to_the_authors_and_can_be_taken_away() {
    let room = Room::new();
    let (at, items) = room.contested();
    let note = |room: &Room| room.table().desk().decision(at).and_then(|it| it.note.clone());
    let retain = format!("retain:{}", items[0].id);
    room.send(at, &room.page(at), &retain, &[("note", "Said at the second meeting.")]);
    assert_eq!(note(&room).unwrap().as_str(), "Said at the second meeting.");
    room.decide(at, &format!("bracket:{}", items[0].id));
    assert!(note(&room).is_some(), "it stays with what is decided next");
    room.send(at, &room.page(at), "save", &[("note", "")]);
    assert_eq!(note(&room), None);
}

#[test]
fn who_is_second_sees_what_the_first_decided_and_loses_nothing() {
    let room = Room::new();
    let (at, items) = room.contested();
    let drafted = room.words(at).unwrap();
    let opened = room.page(at);
    room.decide(at, &format!("retain:{}", items[0].id));
    let firsts = room.words(at).unwrap();
    let other = items.iter().find(|it| room.disposition(it.id).is_open()).unwrap();
    let typed = format!("{drafted}{ADDED}");
    let act = format!("not-retained:{}", other.id);
    let tick = format!("{}.0", other.id);
    let sent = [("result", typed.as_str()), ("note", "Mine."), ("take", tick.as_str())];
    let stale = room.send(at, &opened, &act, &sent);
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let page = stale.text();
    assert!(page.contains("Somebody else has decided here") && plain(&page).contains("Retained"));
    assert!(page.contains("Mine.") && page.contains(ADDED));
    assert_eq!(room.table().log.len(), 1, "nothing of it is done");
    assert_eq!(room.words(at).unwrap(), firsts);
    // The page sends all of it again, on what is decided now: both stand.
    let again = room.send(at, &page, &act, &[]);
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text());
    let both = room.words(at).unwrap();
    assert!(both.ends_with(ADDED.trim()) && both.starts_with(&firsts[..20]) && both != typed, "{both}");
    assert_eq!(room.disposition(items[0].id), Disposition::Retained);
    assert_eq!(room.disposition(other.id), Disposition::NotRetained);
}

#[test]
fn what_others_decide_elsewhere_is_in_nobodys_way() {
    let room = Room::new();
    let (at, items) = room.contested();
    let opened = room.page(at);
    let all = room.table().submissions;
    let elsewhere = all.iter().find(|it| it.target.anchor().is_some_and(|there| there != at)).unwrap();
    let act = if elsewhere.body.kind().is_amendment() { "not-retained" } else { "noted" };
    room.decide(elsewhere.target.anchor().unwrap(), &format!("{act}:{}", elsewhere.id));
    let answer = room.send(at, &opened, &format!("retain:{}", items[0].id), &[]);
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[test]
fn what_is_agreed_is_opened_again_only_with_a_reason() {
    let room = Room::new();
    let (at, items) = room.contested();
    let refused = room.press(at, "agree");
    assert!(refused.text().contains("Decide on every amendment here first."));
    let all = room.table().submissions;
    for item in all.iter().filter(|it| it.target.anchor() == Some(at) && it.body.kind().is_amendment()) {
        if room.disposition(item.id).is_open() {
            room.decide(at, &format!("not-retained:{}", item.id));
        }
    }
    // One that changes words throughout the text lies here too.
    let lying = room.table();
    for item in lying.submissions.iter().filter(|it| it.target.anchor().is_none()) {
        if room.page(at).contains(&format!("not-retained:{}", item.id)) {
            room.decide(at, &format!("not-retained:{}", item.id));
        }
    }
    room.decide(at, "agree");
    let state = |room: &Room| room.table().desk().state(at);
    assert_eq!(state(&room), ParagraphState::AgreedAdRef);
    assert!(plain(&room.page(at)).contains("Agreed ad referendum"));
    let retain = room.press(at, &format!("retain:{}", items[0].id));
    assert!(retain.text().contains("The words are agreed."));
    let undo = room.press(at, &format!("undo:{}", room.table().log[0].id));
    assert_eq!(undo.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(plain(&undo.text()).contains("agreed ad referendum"));
    assert!(room.press(at, "reopen").text().contains("Say why"));
    let answer = room.send(at, &room.page(at), "reopen", &[("reason", "New wording from the floor.")]);
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(state(&room), ParagraphState::Open);
    assert!(plain(&room.page(at)).contains("opened again: New wording from the floor."));
    room.decide(at, &format!("retain:{}", items[0].id));
}

#[test]
fn a_withdrawal_asks_for_another_look() {
    let room = Room::new();
    let (at, items) = room.contested();
    room.decide(at, &format!("retain:{}", items[0].id));
    let withdrawn: SubmissionId = items.last().unwrap().id;
    let released = room.site.store().blocking_write(move |w| {
        let scope = proceedings::find(w, None)?;
        let draft = w.latest_draft(scope.document.id)?.unwrap();
        w.release(&NewRelease {
            id: ReleaseId::from_bytes([3; 16]),
            round: w.current_round(draft.id)?.unwrap().id,
            day: draft.issued,
            leaves: Vec::new(),
            counts: Counts::default(),
            items: Vec::new(),
            withdrawals: vec![withdrawn],
        })?;
        Ok::<_, proceedings::Error>(())
    });
    released.unwrap();
    let page = room.page(at);
    assert!(
        page.contains("has been withdrawn or replaced since") && !page.contains(&format!("card-{withdrawn}"))
    );
    room.decide(at, "stands");
    assert!(!room.page(at).contains("has been withdrawn or replaced since"));
}

#[test]
fn what_is_typed_is_drawn_as_it_would_be_saved_and_not_kept() {
    let room = Room::new();
    let (at, _) = room.contested();
    let typed = format!("{}{ADDED}", room.words(at).unwrap());
    let (before, preview) = (room.site.files(), format!("{}/preview", Room::at(at)));
    let id = at.to_string();
    let drawn = room.site.post(&preview, &room.chair, &[("piece", &id), ("typed", &typed)]);
    assert_eq!(drawn.status, StatusCode::OK);
    assert!(
        plain(&drawn.text()).contains("[inserted: The co-chairs add this. end inserted]"),
        "{}",
        drawn.text()
    );
    assert!(!drawn.text().contains("<html") && room.table().log.is_empty() && before == room.site.files());
    let delegate = room.site.enter(&room.site.delegation("Southland"));
    let office = room.site.staff("office", &[Appointment::Other(Office::Secretariat)]);
    // The secretariat looks on: it has no form to type into.
    for cookie in [delegate, room.site.enter_staff(&office)] {
        let refused = room.site.post(&preview, &cookie, &[("piece", &id), ("typed", &typed)]);
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
}

#[test]
fn the_script_is_sent_the_middle_of_the_page() {
    let room = Room::new();
    let (at, _) = room.contested();
    let part = [
        (axum::http::header::COOKIE, room.chair.as_str()),
        (axum::http::header::HeaderName::from_static("x-part"), "desk"),
    ];
    let answer = room.site.ask(axum::http::Method::GET, &Room::at(at), &part).text();
    assert!(answer.starts_with("<div id=\"desk\"") && !answer.contains("<html"));
    assert!(room.page(at).contains(&answer));
}
