//! Issuing a draft: the checklist, the typed confirmation, a desk that has moved on, and what comes with the draft.

use axum::http::StatusCode;
use travaux::document::inline::Text;
use travaux::document::{Kind, Paragraph};
use travaux::drafting::desk::Deed;
use travaux::drafting::ledger::Source;
use travaux::proceedings::{self, Table, decide};
use travaux::store::staff::{Appointment, Office};

use super::{texts, value};
use crate::web::site::{Answer, PROCESS, REV1, Site};

const ISSUE: &str = "/processes/ict-workstream/issue";

fn chaired() -> (Site, String) {
    let site = Site::public();
    let chair = site.enter_staff(&site.staff("chair", &[Appointment::CoChair("Meridia".to_owned())]));
    (site, chair)
}

fn issue(site: &Site, cookie: &str, page: &str, changes: &[(&'static str, &str)]) -> Answer {
    let (draft, version) = (value(page, "draft"), value(page, "version"));
    let mut form = vec![
        ("draft", draft.as_str()),
        ("version", version.as_str()),
        ("label", "Rev.2"),
        ("day", "2099-01-10"),
        ("confirm", "Rev.2"),
        ("opens", "now"),
        ("policy", "daily"),
        ("hour", "17"),
        ("minimum", "6"),
        ("deadline_day", "2099-02-10"),
        ("deadline_time", "18:00"),
        ("reactions_day", ""),
        ("reactions_time", ""),
    ];
    for (name, value) in changes {
        form.iter_mut().filter(|(it, _)| it == name).for_each(|(_, it)| *it = value);
    }
    site.post(ISSUE, cookie, &form)
}

fn drafts(site: &Site) -> Vec<String> {
    let found = site.store().blocking_read(|r| {
        let scope = proceedings::find(r, Some("ict-workstream"))?;
        Ok::<_, proceedings::Error>(r.drafts(scope.document.id)?)
    });
    found.unwrap().into_iter().map(|it| it.label).collect()
}

#[test]
fn a_draft_is_issued_after_the_checklist_with_its_round_and_a_letter() {
    let (site, chair) = chaired();
    let page = site.get_as(&chair, ISSUE).text();
    let list = texts(&page, ".checklist strong");
    assert!(list.iter().any(|it| it.contains("undecided and will be carried forward")), "{list:?}");
    for view in ["redline", "clean"] {
        let preview = site.get_as(&chair, &format!("{ISSUE}/{view}"));
        assert_eq!(preview.status, StatusCode::OK);
        assert!(texts(&preview.text(), ".paragraph").len() > 20);
    }
    for (changes, said) in [
        (&[("confirm", "Rev.3")][..], "is not what the draft is called"),
        (&[("confirm", "")], "is not what the draft is called"),
        (&[("label", "rev.1"), ("confirm", "rev.1")], "has been issued already"),
        (&[("label", "—"), ("confirm", "—")], "no letters or digits"),
        (&[("day", "2001-01-01")], "on an earlier day"),
        (&[("day", "soon")], "cannot be read"),
        (&[("deadline_day", "2001-01-01")], "must lie ahead"),
        (&[("minimum", "1")], "At least two"),
    ] {
        let refused = issue(&site, &chair, &page, changes);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{changes:?}");
        let refused = refused.text();
        assert!(texts(&refused, ".error-summary").iter().any(|it| it.contains(said)), "{changes:?}");
        for (name, typed) in changes.iter().filter(|(name, _)| *name != "confirm") {
            assert_eq!(value(&refused, name), *typed, "what was typed is kept");
        }
        assert_eq!(drafts(&site), ["Zero draft", "Rev.1"]);
    }
    let issued = issue(&site, &chair, &page, &[]);
    assert_eq!(issued.header("location"), "/processes/ict-workstream/drafts/rev.2/issued?done=issued");
    let out = site.get_as(&chair, issued.header("location")).text();
    let letter = texts(&out, "#letter").join(" ");
    assert!(letter.contains("have issued Rev.2") && letter.contains("10 January 2099"), "{letter}");
    assert!(letter.contains("Tuesday 10 February 2099, 18:00"), "{letter}");
    assert!(texts(&out, ".file-name").contains(&"Rev.2, redline against Zero draft".to_owned()));
    let home = site.get(PROCESS).text();
    assert!(home.contains("Open until Tuesday 10 February 2099, 18:00"));
    // The letter is the co-chairs'; the files are everybody's who may see the draft.
    assert!(
        site.get("/processes/ict-workstream/drafts/rev.2/issued").header("location").starts_with("/log-in")
    );
    assert_eq!(site.get("/processes/ict-workstream/drafts/rev.2/downloads").status, StatusCode::OK);
}

#[test]
fn whoever_decides_meanwhile_keeps_a_draft_from_being_issued_and_nothing_is_lost() {
    let (site, chair) = chaired();
    let page = site.get_as(&chair, ISSUE).text();
    site.store()
        .blocking_write(|w| {
            let scope = proceedings::find(w, None)?;
            let mut table = Table::lay(w, &scope, None)?;
            let written = table.paragraphs.iter().find(|it| it.content.kind == Kind::Numbered).unwrap();
            let old = written.content.text.clone();
            let new = Text::parse(&format!("{} That holds for all.", old.as_str()));
            let deed = Deed::Write { paragraph: written.id, old, new, source: Source::CoChairs };
            decide(w, &mut table, deed)?;
            Ok::<_, proceedings::Error>(())
        })
        .unwrap();
    let stale = issue(
        &site,
        &chair,
        &page,
        &[("label", "Rev.2 after the session"), ("confirm", "Rev.2 after the session")],
    );
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let again = stale.text();
    assert!(again.contains("Somebody has decided meanwhile"));
    assert_eq!(value(&again, "label"), "Rev.2 after the session");
    assert_eq!(value(&again, "deadline_day"), "2099-02-10");
    assert_eq!(drafts(&site), ["Zero draft", "Rev.1"]);
    let open = site.store().blocking_read(|r| {
        let scope = proceedings::find(r, None)?;
        let latest = r.latest_draft(scope.document.id)?.unwrap();
        Ok::<_, proceedings::Error>(r.current_round(latest.id)?.is_some())
    });
    assert!(open.unwrap(), "the round goes on");
    // What the page shows now can be issued.
    assert_eq!(issue(&site, &chair, &again, &[]).status, StatusCode::SEE_OTHER);
}

#[test]
fn the_text_is_renumbered_on_request_as_acts_of_the_desk() {
    let (site, chair) = chaired();
    let page = site.get_as(&chair, ISSUE).text();
    let (draft, version) = (value(&page, "draft"), value(&page, "version"));
    assert!(texts(&page, ".renumbering li").iter().all(|it| it.contains(" becomes ")));
    let form = [("draft", draft.as_str()), ("version", version.as_str())];
    let renumber = || site.post(&format!("{ISSUE}/renumbering"), &chair, &form);
    assert_eq!(renumber().status, StatusCode::SEE_OTHER);
    let after = site.get_as(&chair, ISSUE).text();
    assert_eq!(texts(&after, ".renumbering li"), Vec::<String>::new());
    let moved = value(&after, "version") != version;
    assert_eq!(moved, !texts(&page, ".renumbering li").is_empty());
    assert_eq!(renumber().status, if moved { StatusCode::CONFLICT } else { StatusCode::SEE_OTHER });
}

/// Deletes the paragraph of that label at the desk.
fn delete(site: &Site, label: &'static str) {
    let written = site.store().blocking_write(move |w| {
        let scope = proceedings::find(w, None)?;
        let mut table = Table::lay(w, &scope, None)?;
        let is = |it: &&Paragraph| it.content.label.as_ref().is_some_and(|it| it.as_str() == label);
        let paragraphs = vec![table.paragraphs.iter().find(is).unwrap().id];
        decide(w, &mut table, Deed::Delete { paragraphs, source: Source::CoChairs })
    });
    written.unwrap();
}

#[test]
fn references_follow_or_are_on_the_checklist() {
    let (site, chair) = chaired();
    delete(&site, "10.");
    let page = site.get_as(&chair, ISSUE).text();
    let rows = texts(&page, ".renumbering > .odd:not(.rewritten) > li");
    let twelve =
        rows.iter().find_map(|it| it.strip_prefix("12. becomes ")).unwrap().trim_end_matches('.').to_owned();
    let rewritten = texts(&page, ".rewritten li");
    assert!(
        rewritten.iter().any(|it| it.ends_with(&format!("paragraph 12 becomes paragraph {twelve}"))),
        "{rewritten:?}"
    );
    assert_eq!(texts(&page, ".dangling li"), Vec::<String>::new());
    delete(&site, "12.");
    let page = site.get_as(&chair, ISSUE).text();
    let dangling = texts(&page, ".dangling li");
    assert!(dangling.len() == 1 && dangling[0].contains("paragraph 12 : 12 was deleted."), "{dangling:?}");
    assert!(dangling[0].contains("another paragraph takes that number"), "{dangling:?}");
    assert!(texts(&page, ".rewritten li").is_empty());
    let (draft, version) = (value(&page, "draft"), value(&page, "version"));
    let form = [("draft", draft.as_str()), ("version", version.as_str())];
    assert_eq!(site.post(&format!("{ISSUE}/renumbering"), &chair, &form).status, StatusCode::SEE_OTHER);
    // What dangled before still does, though another paragraph has its number now.
    assert_eq!(texts(&site.get_as(&chair, ISSUE).text(), ".dangling li").len(), 1);
}

#[test]
fn only_co_chairs_issue() {
    let (site, chair) = chaired();
    let page = site.get_as(&chair, ISSUE).text();
    let office = site.enter_staff(&site.staff("office", &[Appointment::Other(Office::Secretariat)]));
    let delegate = site.enter(&site.delegation("Northmark"));
    for cookie in [&office, &delegate] {
        assert_eq!(site.get_as(cookie, ISSUE).status, StatusCode::FORBIDDEN);
        assert_eq!(issue(&site, cookie, &page, &[]).status, StatusCode::FORBIDDEN);
    }
    assert_eq!(issue(&site, "", &page, &[]).status, StatusCode::UNAUTHORIZED);
    assert_eq!(drafts(&site).len(), 2);
}

#[test]
fn downloads_say_what_is_inside() {
    let site = Site::public();
    let page = site.get(&format!("{REV1}/downloads")).text();
    assert_eq!(texts(&page, ".file-name").len(), 6);
    assert!(page.contains("As author of tracked changes “Co-chairs”"));
}

#[test]
fn a_draft_is_issued_once_however_often_the_button_is_pressed() {
    let (site, chair) = chaired();
    let page = site.get_as(&chair, ISSUE).text();
    assert_eq!(issue(&site, &chair, &page, &[]).status, StatusCode::SEE_OTHER);
    let again = issue(&site, &chair, &page, &[]);
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = again.text();
    assert!(again.contains("A draft of that name has been issued already."), "{again}");
    assert_eq!(value(&again, "deadline_day"), "2099-02-10", "what was typed is kept");
    assert_eq!(drafts(&site), ["Zero draft", "Rev.1", "Rev.2"]);
    // Under another name, it was made for a desk that is no longer there.
    let other = issue(&site, &chair, &page, &[("label", "Rev.3"), ("confirm", "Rev.3")]);
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert_eq!(drafts(&site).len(), 3);
}

#[test]
fn a_name_that_is_too_long_comes_back() {
    let (site, chair) = chaired();
    let page = site.get_as(&chair, ISSUE).text();
    let long = "Rev. ".repeat(100);
    let long = long.trim_end();
    let refused = issue(&site, &chair, &page, &[("label", long), ("confirm", long)]);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let refused = refused.text();
    assert!(refused.contains("a name has at most 300 characters") && value(&refused, "label") == long);
}
