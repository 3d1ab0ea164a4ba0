//! The audit trail as the office shows it.

use axum::http::StatusCode;
use travaux::clock;
use travaux::document::id::SubmissionId;
use travaux::identity::actor::{Actor, Hand};
use travaux::store::audit::Deed;
use travaux::store::staff::{Appointment, Office};

use super::{OFFICE, planned, round, texts};
use crate::web::site::Site;

/// What the trail says, the newest first.
fn said(site: &Site, cookie: &str, query: &str) -> Vec<String> {
    let page = site.get_as(cookie, &format!("{OFFICE}/audit{query}"));
    assert_eq!(page.status, StatusCode::OK);
    let plain = |it: &String| it.replace(['\u{2068}', '\u{2069}'], "");
    texts(&page.text(), "table.audit tbody td:nth-child(4)").iter().map(plain).collect()
}

/// Leads the round on.
fn lead(site: &Site, cookie: &str, phase: &str) {
    let form = [("round", &*round(site).to_string()), ("phase", phase), ("sure", "yes")];
    assert_eq!(site.post(&format!("{OFFICE}/round/phase"), cookie, &form).status, StatusCode::SEE_OTHER);
}

#[test]
fn whoever_answers_for_the_process_reads_what_was_done() {
    let (site, office, chair) = planned();
    let list = [("list", "Meridia\nOstland"), ("track", "states"), ("seats", "2")];
    site.post(&format!("{OFFICE}/delegations"), &office, &list);
    site.post(&format!("{OFFICE}/sheets"), &office, &[("which", "without")]);
    lead(&site, &chair, "open");
    let for_office = said(&site, &office, "");
    assert_eq!(for_office[0], "opened the round on Zero draft");
    assert_eq!(for_office[1], "gave sheets with codes to Meridia, Ostland");
    assert_eq!(for_office[2], "put on the roster: Meridia, Ostland");
    assert_eq!(for_office[3], "logged in");
    // The co-chairs do not see the roster, and are not told it here.
    let for_chair = said(&site, &chair, "");
    assert_eq!(for_chair[1], "gave sheets with codes to 2 delegations");
    assert_eq!(for_chair[2], "put on the roster: 2 delegations");
    assert_eq!(said(&site, &office, "?only=rounds"), ["opened the round on Zero draft"]);
    assert!(said(&site, &office, "?only=log-ins").iter().all(|it| it == "logged in"));

    let file = site.get_as(&chair, &format!("{OFFICE}/audit.csv?only=delegations"));
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert!(file.header("content-disposition").contains("ict-workstream-audit-trail.csv"));
    let lines: Vec<String> = file.text().lines().map(str::to_owned).collect();
    assert_eq!((lines.len(), lines[0].as_str()), (3, "number,at,by,name,login,act,said,hash"));
    assert!(lines[1].contains("\"delegations\",\"gave sheets with codes to 2 delegations\""), "{}", lines[1]);
    assert!(!file.text().contains("Meridia") && !file.text().contains("Ostland"));
}

#[test]
fn what_was_done_elsewhere_is_not_shown() {
    let (site, office, _) = planned();
    let begun = site.store().blocking_write(|w| {
        travaux::proceedings::begin(w, "Second group", "Outcome document", "en", "Europe/Zurich")
    });
    begun.unwrap();
    let secretariat = [Appointment::Other(Office::Secretariat)];
    let other = site.enter_staff(&site.staff_in("second-group", "other", &secretariat));
    let elsewhere = "/processes/second-group/office";
    let list = [("list", "Farland"), ("track", "states"), ("seats", "2")];
    assert_eq!(site.post(&format!("{elsewhere}/delegations"), &other, &list).status, StatusCode::SEE_OTHER);
    let page = site.get_as(&office, &format!("{OFFICE}/audit")).text();
    assert!(!page.contains("Farland") && !page.contains("Staff other"), "{page}");
    assert!(site.get_as(&other, &format!("{elsewhere}/audit")).text().contains("Farland"));
    assert_eq!(site.get_as(&other, &format!("{OFFICE}/audit")).status, StatusCode::NOT_FOUND);
}

#[test]
fn the_trail_is_turned_page_by_page() {
    let (site, office, _) = planned();
    let told = site.store().blocking_write(|w| {
        let process = travaux::proceedings::find(w, None)?.process.id;
        let by = Actor::command_line(clock::now());
        for number in 0..120 {
            w.audit(&by, Some(process), &Deed::DraftIssued { draft: format!("Rev.{number}") })?;
        }
        Ok::<_, travaux::proceedings::Error>(())
    });
    told.unwrap();
    let only = "?only=drafts";
    let first = said(&site, &office, only);
    assert_eq!((first.len(), first[0].as_str()), (50, "issued Rev.119"));
    let last = said(&site, &office, &format!("{only}&page=2"));
    assert_eq!(last.last().unwrap(), "issued Rev.0");
    assert_eq!(said(&site, &office, &format!("{only}&page=99")), last, "there is none after the last");
    let page = site.get_as(&office, &format!("{OFFICE}/audit{only}&page=1")).text();
    assert!(page.contains("rel=\"prev\"") && page.contains("rel=\"next\""));
    let head = site.store().blocking_read(|r| r.audit_head()).unwrap().unwrap();
    let digits: String = head.1.iter().map(|it| format!("{it:02x}")).collect();
    assert!(page.contains(&digits), "{page}");
}

/// A round with delegates in it is played; the trail has none of what they did, and no id or word of it.
#[test]
fn no_delegate_is_in_the_trail() {
    let site = Site::public();
    let office = site.enter_staff(&site.staff("office", &[Appointment::Other(Office::Secretariat)]));
    let before = site.store().blocking_read(|r| r.audit_trail()).unwrap().len();
    let key = site.delegation("Northmark");
    let delegate = site.enter(&key);
    let paragraph = "/processes/ict-workstream/drafts/rev.1/paragraphs/all/comment";
    let form = "0".repeat(31) + "1";
    let sent = [("form", form.as_str()), ("text", "A canary of a remark."), ("act", "save")];
    site.post(paragraph, &delegate, &sent);
    site.get_as(&delegate, "/processes/ict-workstream/delegation");
    site.post("/processes/ict-workstream/delegation/keys", &delegate, &[("role", "reads")]);
    site.post("/log-out", &delegate, &[]);
    assert_eq!(site.store().blocking_read(|r| r.audit_trail()).unwrap().len(), before);
    let items: Vec<SubmissionId> = site
        .store()
        .blocking_read(|r| {
            let scope = travaux::proceedings::find(r, None)?;
            Ok::<_, travaux::proceedings::Error>(r.items(scope.document.id)?)
        })
        .unwrap()
        .into_iter()
        .map(|it| it.submission.id)
        .collect();
    let page = site.get_as(&office, &format!("{OFFICE}/audit.csv")).text();
    assert!(items.len() > 20 && page.lines().count() > 1);
    assert!(items.iter().all(|it| !page.contains(&it.to_string())) && !page.contains("canary"));
}

#[test]
fn a_close_is_told_of_whoever_led_to_it_and_a_release_of_who_made_it() {
    let (site, office, chair) = planned();
    lead(&site, &chair, "open");
    let by_staff = |deed: fn(&Deed) -> bool| {
        let trail = site.store().blocking_read(|r| r.audit_trail()).unwrap();
        trail.into_iter().filter(|it| deed(&it.deed)).map(|it| it.actor.hand).collect::<Vec<Hand>>()
    };
    lead(&site, &office, "closed");
    let led = by_staff(|it| matches!(it, Deed::RoundLedOn { .. }));
    assert!(matches!(led[..], [Hand::Staff(_)]), "{led:?}");
    assert!(by_staff(|it| matches!(it, Deed::Released { .. })).is_empty(), "nothing waited");
}
