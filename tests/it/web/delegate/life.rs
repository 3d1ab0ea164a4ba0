//! The life of an amendment: prepared, checked, submitted, released, decided.

use axum::http::StatusCode;
use travaux::store::staff::Appointment;

use super::{MINE, Room, count, main_of, said};
use crate::web::site::{PROCESS, REV1};

#[test]
fn an_amendment_lives_from_the_first_word_to_its_release() {
    let room = Room::new();
    let (wording, id) = (room.of(1, "wording"), room.numbered(1).id);
    let wanted = room.words(1).replacen("the ", "each and every ", 1);
    assert_ne!(wanted, room.words(1));

    // The preview is the fragment of the check page.
    let (_, form) = super::form_on(&room.get(&wording).text(), "form.writing", &[("text", &wanted)]);
    let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let preview = room.post(&format!("{wording}/preview"), &form);
    assert_eq!(preview.status, StatusCode::OK);
    let redline = |page: &str| {
        let page = scraper::Html::parse_document(page);
        let by = scraper::Selector::parse(".redline").unwrap();
        page.select(&by).next().unwrap().html()
    };
    let preview = redline(&preview.text());
    assert!(preview.contains("<ins>") && preview.contains("each and every") && preview.contains("<del>"));
    let check = room.fill(&wording, &[("text", &wanted), ("why", "It is clearer."), ("act", "check")]);
    assert_eq!(redline(&check.text()), preview);
    let page = main_of(&check.text());
    for words in [
        "replace the first the by each and every",
        "Rationale, for the co-chairs: It is clearer.",
        "In Paragraph",
        "the words and the rationale, no name, after the next daily release, 18:00 at the venue",
        "If fewer than 5 delegations have been active, the release waits",
        "cannot see which delegation wrote this",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(
        said(&check.text(), "textarea[readonly]").contains("replace the first “the” by “each and every”.")
    );
    assert_eq!((room.prepared(), room.waiting()), (1, 0), "kept, and not sent");

    let done = room.send(&check.text(), &format!("form[action=\"{MINE}/submit\"]"), &[]);
    assert_eq!(done.header("location"), format!("{MINE}?done=submitted#waiting"));
    assert_eq!((room.prepared(), room.waiting()), (0, 1));
    let mine = room.get(&format!("{MINE}?done=submitted")).text();
    assert!(said(&mine, "[role=status]").contains("Submitted."));
    assert!(said(&mine, "#waiting").contains("each and every") && count(&mine, "#waiting .leaf") == 1);

    // Nobody else sees anything of it before the release.
    let other = room.other("Southmark");
    room.site.staff("chair", &[Appointment::CoChair("Southmark".to_owned())]);
    let chair = room.site.enter_staff("chair");
    let reader = format!("{REV1}?show=submissions");
    for cookie in [&other, &chair] {
        for path in [reader.as_str(), PROCESS, MINE, &format!("{REV1}/files/compilation.md")] {
            let seen = room.site.get_as(cookie, path).text();
            assert!(!seen.contains("each and every"), "{path}");
        }
    }
    assert!(
        said(&room.site.get_as(&chair, PROCESS).text(), "main")
            .contains("Submissions wait for the next release")
    );
    let text = room.get(REV1).text();
    assert!(said(&text, &format!("[id=\"p-{id}\"] .acts")).contains("1 of yours waits"));

    room.release();
    let name = |page: &str| said(page, &format!("[id=\"p-{id}\"] .submission .item-name"));
    let own = room.get(&reader).text();
    assert!(name(&own).contains("yours") && own.contains("each and every"));
    assert!(said(&own, &format!("[id=\"p-{id}\"] .acts")).contains("Propose an amendment (1)"));
    for cookie in [&other, &chair] {
        let seen = room.site.get_as(cookie, &reader).text();
        assert!(seen.contains("each and every") && !name(&seen).contains("yours"));
        assert!(!seen.contains(super::NORTHMARK));
    }
    assert!(!room.site.get_as(&other, &reader).text().contains("It is clearer."));
    assert!(room.site.get_as(&chair, &reader).text().contains("It is clearer."));
    let mine = room.get(MINE).text();
    assert_eq!((count(&mine, "#waiting article"), count(&mine, "#released article")), (0, 1));
    assert_eq!(count(&room.get(&format!("{REV1}?show=mine")).text(), ".yours"), 1);
}

#[test]
fn a_form_sent_twice_is_one_item() {
    let room = Room::new();
    let check = room.fill(&room.of(1, "comment"), &[("text", "A remark."), ("act", "check")]).text();
    let submit = format!("form[action=\"{MINE}/submit\"]");
    for _ in 0..2 {
        assert_eq!(room.send(&check, &submit, &[]).status, StatusCode::SEE_OTHER);
    }
    assert_eq!(room.waiting(), 1);
    room.release();
    assert_eq!(room.send(&check, &submit, &[]).status, StatusCode::SEE_OTHER, "after the release, too");
    let says =
        |it: &&travaux::store::submissions::Item| format!("{:?}", it.submission.body).contains("A remark.");
    assert_eq!(room.released().iter().filter(says).count(), 1);
}

#[test]
fn what_became_of_it_is_told_where_it_was_decided_and_carried() {
    let room = Room::new();
    room.submit(&room.of(1, "wording"), &[("text", &room.words(1).replacen("the ", "each and every ", 1))]);
    room.submit(&room.of(2, "delete"), &[]);
    room.submit(&room.of(3, "comment"), &[("text", "We remark.")]);
    room.release();
    room.site
        .store()
        .blocking_write(|w| {
            let scope = travaux::proceedings::find(w, None)?;
            travaux::proceedings::decide_automatically(
                w,
                &scope,
                travaux::drafting::auto::LateOnes::default(),
            )
        })
        .unwrap();
    room.issue("Rev.2");
    let rev2 = "/processes/ict-workstream/drafts/rev.2";
    let line = "Your 2 amendments: 1 retained, 1 in brackets.";
    let redline = room.get(&format!("{rev2}/redline/rev.1")).text();
    assert_eq!(said(&redline, ".our-fates"), format!("{line} My delegation"));
    let other = room.other("Southmark");
    assert_eq!(count(&room.site.get_as(&other, &format!("{rev2}/redline/rev.1")).text(), ".our-fates"), 0);
    let mine = room.get(MINE).text();
    let released = said(&mine, "#released");
    for words in [
        "Retained",
        "In brackets",
        "Where it stands in Rev.2",
        "Carried forward to Rev.2. It fits as it was made.",
    ] {
        assert!(released.contains(words), "{words}: {released}");
    }
    assert!(super::home(&room).contains("1 retained, 1 in brackets"));
    let decided = room.get(&format!("{MINE}?show=decided")).text();
    assert_eq!(count(&decided, "#released article"), 2);
}
