//! Before sending: what the words name, said to their author and to nobody else.

use axum::http::StatusCode;
use travaux::drafting::round::Phase;
use travaux::drafting::submission::Hold;
use travaux::identity::authorship::Authorship;
use travaux::proceedings::{self, register_position};
use travaux::store::staff::{Appointment, Office};
use travaux::store::submissions::Item;

use super::{MINE, Room, count, main_of, said};
use crate::web::site::{PROCESS, REV1, by};

const SECTION: &str = ".named";

#[test]
fn what_the_words_name_is_marked_before_they_are_sent() {
    let room = Room::new();
    for (text, why, held) in [
        ("Norway has seen this work.", "A State that is named", true),
        ("As Mr. Okafor said.", "A person points to a delegation", true),
        ("Look at the war in Sudan.", "No conflict and no party", true),
        ("In Northmark this works.", "It names your delegation", false),
        ("My delegation cannot follow.", "It speaks for a delegation", false),
        (
            "Los Estados deben cooperar en la protección de los datos.",
            "another language than the text",
            false,
        ),
    ] {
        let page = room.fill(&room.of(1, "comment"), &[("text", text), ("act", "check")]).text();
        let told = said(&page, SECTION);
        assert!(told.contains(why), "{text}: {told}");
        assert_eq!(told.contains("it is held"), held, "{text}: {told}");
        assert!(count(&page, ".named mark") > 0 && count(&page, ".named a[href]") == 1, "{text}");
        let others = said(&page, "dl.sees div:nth-child(4)");
        assert_eq!(others.contains("nothing"), held, "{text}: {others}");
    }
    let page = room.fill(&room.of(1, "comment"), &[("text", "A remark."), ("act", "check")]).text();
    assert_eq!(count(&page, SECTION), 0);
}

#[test]
fn the_preview_tells_it_while_it_is_typed() {
    let room = Room::new();
    let typed = format!("{} Norway agrees.", room.words(1));
    let shown = room.fill(&room.of(1, "wording"), &[("text", &typed), ("act", "show")]).text();
    assert!(said(&shown, "#preview").contains("It names a State: "), "{}", main_of(&shown));
    let plain = room.fill(
        &room.of(1, "wording"),
        &[("text", &typed.replace("Norway agrees", "All agree")), ("act", "show")],
    );
    assert_eq!(count(&plain.text(), "#preview .named"), 0);
}

#[test]
fn a_published_position_is_told_to_its_author_only() {
    let room = Room::new();
    let words = "No State is to be blamed for what was done from its networks by somebody else without its knowledge.";
    let registered = room.site.store().blocking_write(move |w| {
        let scope = proceedings::find(w, None)?;
        register_position(w, scope.process.id, ("Zubeneschamali paper", "en"), words, &by())
    });
    registered.unwrap();
    let page = room.fill(&room.of(1, "comment"), &[("text", words), ("act", "check")]).text();
    assert!(said(&page, SECTION).contains("It repeats a position that was published"));
    assert!(said(&page, SECTION).contains("Zubeneschamali paper"));
    room.submit(&room.of(1, "comment"), &[("text", words)]);
    room.release();
    assert!(room.released().iter().all(|it| it.hold != Hold::Named), "it is told, and nothing comes of it");
    let chair =
        room.site.enter_staff(&room.site.staff("chair", &[Appointment::CoChair("Meridia".to_owned())]));
    let other = room.other("Otherland");
    for path in [format!("{PROCESS}/desk/{}", room.numbered(1).id), REV1.to_owned(), PROCESS.to_owned()] {
        for cookie in [&chair, &other] {
            let page = room.site.get_as(cookie, &path);
            assert!(!page.text().contains("Zubeneschamali"), "{path}");
        }
    }
}

#[test]
fn a_held_item_is_its_authors_to_rephrase_and_nobody_elses_to_see() {
    let room = Room::new();
    let other = room.other("Otherland");
    room.submit(&room.of(1, "comment"), &[("text", "Norway and vindemiatrix.")]);
    let mine = room.get(MINE).text();
    assert!(
        said(&mine, "#waiting").contains("will be held") && said(&mine, "#waiting .named").contains("Norway")
    );
    room.release();
    let held = room.released().into_iter().find(|it| it.hold == Hold::Named).unwrap();
    let mine = room.get(MINE).text();
    let told = said(&mine, "#released .named");
    assert!(told.contains("because of what it names") && told.contains("Put it in other words"), "{told}");
    let office =
        room.site.enter_staff(&room.site.staff("office", &[Appointment::Other(Office::Secretariat)]));
    let reads = |cookie: &str, path: &str| room.site.get_as(cookie, path).text().contains("vindemiatrix");
    for path in [REV1, PROCESS, MINE, &format!("{REV1}/files/compilation.md")] {
        assert!(!reads(&other, path) && !reads(&office, path) && !reads("", path), "{path}");
    }
    assert!(!reads(&office, &format!("{PROCESS}/desk/{}", room.numbered(1).id)));
    // A successor takes its place, and is seen by all.
    let rewrite = format!("{MINE}/items/{}", held.submission.id);
    room.submit(&rewrite, &[("text", "Some States and vindemiatrix.")]);
    room.phase(Phase::Closed);
    assert!(reads(&other, REV1));
    assert_eq!(count(&room.get(MINE).text(), "#released .named"), 0);
}

#[test]
fn the_tick_of_the_author_stays_and_is_never_let_pass() {
    let room = Room::new();
    room.submit(&room.of(1, "comment"), &[("text", "Norway."), ("held", "yes")]);
    room.release();
    let ring = room.delegate().ring;
    let own = |it: &Item| ring.owns(it.submission.id, &it.tag);
    let item = room.released().into_iter().find(own).unwrap();
    assert_eq!(item.hold, Hold::Wish);
    assert!(said(&room.get(MINE).text(), "#released").contains("you asked for that"));
    let again = room.get(&format!("{MINE}/items/{}", item.submission.id));
    assert_eq!(again.status, StatusCode::OK);
    assert_eq!(count(&again.text(), "input[name=held][checked]"), 1);
}
