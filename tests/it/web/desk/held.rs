//! Held submissions at the desk: marked with what they name, and let pass.

use axum::http::StatusCode;
use travaux::document::id::{ReleaseId, SubmissionId};
use travaux::document::inline::Text;
use travaux::drafting::submission::{Body, Hold, Target};
use travaux::proceedings;
use travaux::store::releases::{Counts, NewRelease};
use travaux::store::staff::{Appointment, Office};
use travaux::store::submissions::NewItem;

use super::{Room, fields, plain};
use crate::web::site::PROCESS;

const WORD: &str = "vindemiatrix";

/// A comment on the paragraph that most is on, held for a reason.
fn held(room: &Room, number: u8, text: &str, hold: Hold) -> SubmissionId {
    let on = room.contested().0;
    let id = SubmissionId::from_bytes([number; 16]);
    let text = Text::parse(text);
    room.site
        .store()
        .blocking_write(move |w| {
            let scope = proceedings::find(w, None)?;
            let draft = w.latest_draft(scope.document.id)?.unwrap();
            let round = w.current_round(draft.id)?.unwrap().id;
            let item = NewItem {
                id,
                made_on: draft.id,
                target: Target::paragraph(on),
                body: Body::Comment { text },
                rationale: None,
                rationale_shared: false,
                late: false,
                hold,
                succeeds: None,
                tag: [number; 32],
            };
            w.release(&NewRelease {
                id: ReleaseId::from_bytes([number; 16]),
                round,
                day: jiff::civil::date(2026, 5, 4),
                leaves: Vec::new(),
                counts: Counts::default(),
                items: vec![item],
                withdrawals: Vec::new(),
            })?;
            Ok::<_, proceedings::Error>(())
        })
        .unwrap();
    id
}

#[test]
fn the_co_chairs_see_why_it_is_held_and_let_it_pass() {
    let room = Room::new();
    let (at, _) = room.contested();
    let id = held(&room, 7, &format!("Norway and {WORD}."), Hold::Named);
    let page = room.page(at);
    let told = plain(&page);
    assert!(told.contains("Held because of what it names") && told.contains("It names a State:"), "{told}");
    assert!(page.contains("<mark>Norway</mark>"));
    let key = room.site.delegation("Northmark");
    let delegate = room.site.enter(&key);
    let reader = format!("{PROCESS}/drafts/zero-draft");
    let sees = || room.site.get_as(&delegate, &reader).text().contains(WORD);
    assert!(!sees());
    let files = room.site.files();
    let office =
        room.site.enter_staff(&room.site.staff("office", &[Appointment::Other(Office::Secretariat)]));
    assert_ne!(room.site.files(), files);
    let act = format!("pass:{id}");
    let form: Vec<(String, String)> =
        fields(&page).into_iter().chain([("act".to_owned(), act.clone())]).collect();
    let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    for other in [&office, &delegate] {
        assert_ne!(room.site.post(&Room::at(at), other, &form).status, StatusCode::SEE_OTHER);
    }
    assert!(!sees());
    let typed = format!("{} And this.", room.words(at).unwrap());
    let done = room.send(at, &page, &act, &[("result", &typed)]);
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert!(done.header("location").contains("done=passed"));
    assert_eq!(room.words(at), Some(typed), "what was typed with it is saved");
    assert!(sees());
    let page = room.page(at);
    assert!(!page.contains(&act) && !plain(&page).contains("Held because"));
    let again = room.send(at, &page, &act, &[]);
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(plain(&again.text()).contains("cannot be let pass"));
}

#[test]
fn what_is_held_for_another_reason_is_not_let_pass() {
    let room = Room::new();
    let (at, items) = room.contested();
    for (number, hold, said) in [(8, Hold::Wish, "its author asked"), (9, Hold::Few, "too few delegations")] {
        let id = held(&room, number, "Norway.", hold);
        let page = room.page(at);
        assert!(plain(&page).contains(said) && !page.contains(&format!("pass:{id}")));
        assert_eq!(room.press(at, &format!("pass:{id}")).status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let open = room.press(at, &format!("pass:{}", items[0].id));
    assert_eq!(open.status, StatusCode::UNPROCESSABLE_ENTITY, "it is not held");
}
