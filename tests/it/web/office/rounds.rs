//! A round is settled, opened, tightened, led to its end; and who may.

use axum::http::StatusCode;
use travaux::drafting::round::Phase;

use super::{OFFICE, phase, planned, round, texts, value};
use crate::web::site::{PROCESS, Site};

fn window<'a>(round: &'a str, changes: &[(&'static str, &'a str)]) -> Vec<(&'static str, &'a str)> {
    let mut form = vec![
        ("round", round),
        ("policy", "daily"),
        ("hour", "17"),
        ("minimum", "5"),
        ("deadline_day", "2099-05-29"),
        ("deadline_time", "18:00"),
        ("reactions_day", ""),
        ("reactions_time", ""),
    ];
    for (name, value) in changes {
        form.iter_mut().filter(|(it, _)| it == name).for_each(|(_, it)| *it = value);
    }
    form
}

fn settle(site: &Site, cookie: &str, changes: &[(&'static str, &str)]) -> (StatusCode, String) {
    let id = round(site).to_string();
    let answer = site.post(&format!("{OFFICE}/round"), cookie, &window(&id, changes));
    (answer.status, answer.text())
}

fn lead(site: &Site, cookie: &str, phase: &str, sure: bool) -> (StatusCode, String) {
    let id = round(site).to_string();
    let mut form = vec![("round", id.as_str()), ("phase", phase)];
    if sure {
        form.push(("sure", "yes"));
    }
    let answer = site.post(&format!("{OFFICE}/round/phase"), cookie, &form);
    (answer.status, answer.text())
}

#[test]
fn a_round_is_settled_and_opened_and_then_only_tightened() {
    let (site, office, chair) = planned();
    assert_eq!(settle(&site, &office, &[("minimum", "3")]).0, StatusCode::SEE_OTHER);
    let page = site.get_as(&office, OFFICE).text();
    assert!(
        page.contains("29 May 2099, 18:00 at the venue") && page.contains("29 May 2099, 16:00 UTC"),
        "{page}"
    );
    assert_eq!(value(&page, "minimum"), "3");
    assert!(page.contains("every day at 17:00 at the venue"));

    // Not without the tick, and then for good.
    let (status, page) = lead(&site, &office, "open", false);
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("Tick the box"));
    assert_eq!(lead(&site, &chair, "open", true).0, StatusCode::SEE_OTHER);
    assert_eq!(phase(&site, round(&site)), Phase::Open);
    assert!(lead(&site, &chair, "open", true).1.contains("gone on to a later phase"));

    for (changes, said) in [
        (&[("minimum", "2")][..], "this would loosen"),
        (&[("minimum", "3"), ("deadline_day", ""), ("deadline_time", "")], "this would loosen"),
        (&[("minimum", "3"), ("hour", "9")], "this would loosen"),
        (&[("minimum", "3"), ("deadline_day", "2001-01-01")], "must lie ahead"),
        (&[("minimum", "3"), ("deadline_time", "")], "needs both a day and a time"),
        (&[("minimum", "1")], "At least two delegations"),
        (&[("minimum", "3"), ("reactions_day", "2099-05-01"), ("reactions_time", "10:00")], "must end after"),
    ] {
        let (status, page) = settle(&site, &office, changes);
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{changes:?}");
        assert!(texts(&page, ".error-summary").iter().any(|it| it.contains(said)), "{changes:?}: {page}");
        for (name, typed) in changes.iter().filter(|(name, _)| *name != "policy") {
            assert_eq!(value(&page, name), *typed, "what was typed is kept");
        }
    }
    let tighter = [("minimum", "7"), ("policy", "at_close"), ("deadline_day", "2099-05-20")];
    assert_eq!(settle(&site, &chair, &tighter).0, StatusCode::SEE_OTHER);
    assert!(settle(&site, &chair, &[("minimum", "7")]).1.contains("this would loosen"));

    assert_eq!(lead(&site, &chair, "reactions", true).0, StatusCode::SEE_OTHER);
    let id = round(&site);
    assert_eq!(lead(&site, &office, "closed", true).0, StatusCode::SEE_OTHER);
    assert_eq!(phase(&site, id), Phase::Closed);
    assert!(site.get_as(&office, OFFICE).text().contains("No round is open"));
}

#[test]
fn a_release_on_command_is_tried_once_an_hour_and_tells_nothing() {
    let (site, office, chair) = planned();
    settle(&site, &office, &[("policy", "on_command")]);
    let id = round(&site).to_string();
    let early = site.post(&format!("{OFFICE}/releases"), &chair, &[("round", &id)]);
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.text().contains("The round has not been opened yet."));
    lead(&site, &office, "open", true);
    assert!(texts(&site.get_as(&chair, OFFICE).text(), "dd").contains(&"nothing waits".to_owned()));
    assert!(!site.get_as(&office, OFFICE).text().contains("nothing waits"), "not for the secretariat");
    let id = round(&site).to_string();
    let release = |cookie: &str| site.post(&format!("{OFFICE}/releases"), cookie, &[("round", &id)]);
    assert!(release(&chair).header("location").ends_with("?done=release-not-made"));
    let again = release(&office);
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("once an hour"));
}

#[test]
fn those_without_an_office_are_kept_out() {
    let (site, office, chair) = planned();
    let delegate = site.enter(&site.delegation("Northmark"));
    let id = round(&site).to_string();
    for path in [OFFICE, &format!("{OFFICE}/delegations"), &format!("{PROCESS}/issue")] {
        assert_eq!(site.get_as(&delegate, path).status, StatusCode::FORBIDDEN, "{path}");
        // The process is not public: to nobody it is not there.
        assert_eq!(site.get(path).status, StatusCode::NOT_FOUND, "{path}");
    }
    let roster = format!("{OFFICE}/delegations");
    assert_eq!(site.get_as(&chair, &roster).status, StatusCode::FORBIDDEN);
    assert_eq!(site.get_as(&office, &roster).status, StatusCode::OK);
    let sent = site.post(
        &format!("{OFFICE}/round/phase"),
        &delegate,
        &[("round", &id), ("phase", "open"), ("sure", "yes")],
    );
    assert_eq!(sent.status, StatusCode::FORBIDDEN);
    assert_eq!(phase(&site, round(&site)), Phase::Planned);
    assert_eq!(site.get_as(&office, &format!("{PROCESS}/issue")).status, StatusCode::FORBIDDEN);
}

#[test]
fn who_sees_what_is_the_table_the_program_asks() {
    let (site, office, _) = planned();
    let delegate = site.enter(&site.delegation("Northmark"));
    for cookie in [&office, &delegate] {
        let page = site.get_as(cookie, &format!("{PROCESS}/who-sees-what")).text();
        let cells = texts(&page, "tbody tr");
        assert_eq!(cells.len(), 13);
        assert!(cells.contains(&"Who wrote it yes no no no no".to_owned()), "{cells:?}");
        assert!(
            cells.contains(&"Submitted, before its release yes no whether something waits no no".to_owned())
        );
    }
    assert_eq!(site.get(&format!("{PROCESS}/who-sees-what")).status, StatusCode::NOT_FOUND);
}
