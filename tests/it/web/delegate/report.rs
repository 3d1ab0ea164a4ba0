//! The report to capital and the co-chairs' letter.

use axum::http::StatusCode;
use travaux::document::inline::Text;
use travaux::drafting::auto::LateOnes;
use travaux::import;
use travaux::proceedings::{self, decide_automatically};
use travaux::store::staff::Appointment;

use super::{MINE, Room, said};
use crate::web::pdf::with_press;
use crate::web::site::PROCESS;

/// What a report says, as one line.
fn read(html: &str) -> String {
    said(html, "main") + &said(html, "header")
}

/// A room in which two delegations have amended, and Rev.2 is out.
fn issued() -> (Room, String) {
    let room = Room::new();
    let other = room.other("Southmark");
    room.submit(
        &room.of(1, "wording"),
        &[
            ("text", &room.words(1).replacen("the ", "each and every ", 1)),
            ("why", "Our minister asked for it."),
        ],
    );
    room.submit(&room.of(3, "comment"), &[("text", "We remark.")]);
    let path = room.of(2, "delete");
    let page = room.site.get_as(&other, &path).text();
    let (to, form) = super::form_on(&page, "form.writing", &[("act", "check")]);
    let send = |to: &str, form: &[(String, String)]| {
        let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        room.site.post(to, &other, &form)
    };
    let check = send(&to, &form).text();
    let (to, form) = super::form_on(&check, &format!("form[action=\"{MINE}/submit\"]"), &[]);
    assert_eq!(send(&to, &form).status, StatusCode::SEE_OTHER);
    room.release();
    room.site
        .store()
        .blocking_write(|w| {
            let scope = proceedings::find(w, None)?;
            decide_automatically(w, &scope, LateOnes::default())
        })
        .unwrap();
    room.issue("Rev.2");
    (room, other)
}

#[test]
fn a_report_says_what_became_of_ours_and_nothing_of_whose_the_others_are() {
    let (mut room, other) = issued();
    assert!(room.get(MINE).text().contains("/delegation/report/rev.2.docx"));
    let html = room.get(&format!("{MINE}/report/rev.2.html"));
    assert_eq!((html.status, html.header("cache-control")), (StatusCode::OK, "no-store"));
    let report = read(&html.text());
    for words in [
        "Report to capital",
        "Of our 2 submissions before it: 1 retained, 1 open",
        "(Retained)",
        "Our minister asked for it.",
        "from our ",
        "asked for by others",
        "It fits as it was made.",
        "Every change goes back to a submission.",
        "What is next",
    ] {
        let found = report.contains(words) || (words == "(Retained)" && report.contains("Retained"));
        assert!(found, "{words}: {report}");
    }
    assert!(!report.contains("Southmark") && !report.contains(super::NORTHMARK));
    let theirs = read(&room.site.get_as(&other, &format!("{MINE}/report/rev.2.html")).text());
    assert!(
        theirs.contains("Of our one submission before it: 1 in brackets") && !theirs.contains("minister")
    );

    let docx = room.get(&format!("{MINE}/report/rev.2.docx"));
    assert!(docx.header("content-disposition").contains("ict-workstream-rev.2-report.docx"));
    let paragraphs = import::read(&docx.body, "report.docx").unwrap().paragraphs;
    let text: Vec<String> = paragraphs.iter().map(|it| Text::plain(&it.text)).collect();
    assert!(text.iter().any(|it| it == "What no submission asked for"), "{text:?}");
    assert_eq!(room.get(&format!("{MINE}/report/rev.2.docx")).body, docx.body, "the same bytes");
    let _dir = with_press(&mut room.site, "printf %s %PDF-; cat");
    let pdf = room.get(&format!("{MINE}/report/rev.2.pdf"));
    assert_eq!((pdf.status, pdf.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(pdf.text().starts_with("%PDF-") && pdf.text().contains("What no submission asked for"));
    assert!(!pdf.text().contains("Southmark") && !pdf.text().contains(super::NORTHMARK));
    for path in ["rev.2.md", "rev.9.docx", "rev.2"] {
        assert_eq!(room.get(&format!("{MINE}/report/{path}")).status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[test]
fn a_report_on_the_first_draft_has_no_changes_and_no_fates() {
    let room = Room::new();
    let report = read(&room.get(&format!("{MINE}/report/zero-draft.html")).text());
    assert!(
        report.contains("Nothing of ours was decided on") && !report.contains("What no submission asked for")
    );
}

#[test]
fn the_letter_is_a_file_for_those_at_the_desk() {
    let (room, other) = issued();
    room.site.staff("chair", &[Appointment::CoChair("Southmark".to_owned())]);
    let chair = room.site.enter_staff("chair");
    let path = format!("{PROCESS}/drafts/rev.2/files/letter.docx");
    let letter = room.site.get_as(&chair, &path);
    assert_eq!(letter.status, StatusCode::OK);
    let paragraphs = import::read(&letter.body, "letter.docx").unwrap().paragraphs;
    let text = paragraphs.iter().map(|it| it.text.plain()).collect::<Vec<_>>().join("\n");
    let page = room.site.get_as(&chair, &format!("{PROCESS}/drafts/rev.2/issued")).text();
    assert!(page.contains("files/letter.docx"));
    for words in ["Excellencies", "on Rev.1 have been decided on: ", "without the name of its delegation"] {
        assert!(text.contains(words) && said(&page, "textarea").contains(words), "{words}: {text}");
    }
    assert_eq!(room.site.get_as(&other, &path).status, StatusCode::NOT_FOUND);
}
