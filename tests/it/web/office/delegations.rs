//! The roster and its sheets.

use axum::http::StatusCode;
use travaux::config::Fingerprint;
use travaux::proceedings::{self, Progress};

use super::{OFFICE, planned, texts};
use crate::web::doors::key_on;
use crate::web::site::{Answer, Site};

const LIST: &str = "Meridia; ME\r\nNorthmark\r\n\r\nOstland, Republic of\tol";

fn add(site: &Site, cookie: &str, list: &str) -> Answer {
    let form = [("list", list), ("track", "states"), ("seats", "2")];
    site.post(&format!("{OFFICE}/delegations"), cookie, &form)
}

fn sheets(site: &Site, cookie: &str, form: &[(&str, &str)]) -> Answer {
    site.post(&format!("{OFFICE}/sheets"), cookie, form)
}

fn roster(site: &Site) -> Vec<(String, String, Progress)> {
    let found = site.store().blocking_read(|r| {
        let scope = proceedings::find(r, Some("ict-workstream"))?;
        proceedings::roster(r, scope.process.id)
    });
    found.unwrap().into_iter().map(|(it, progress)| (it.id.to_string(), it.name, progress)).collect()
}

/// The codes on sheets, in order.
fn codes(page: &str) -> Vec<String> {
    let words = texts(page, ".enrolment-sheet .key-words li");
    words.chunks(12).map(|code| code.join(" ")).collect()
}

#[test]
fn delegations_are_pasted_and_stand_on_the_roster_once() {
    let (site, office, _) = planned();
    let added = add(&site, &office, LIST);
    assert_eq!(added.header("location"), format!("{OFFICE}/delegations?added=3&known=0"));
    let again = add(&site, &office, "NORTHMARK\nSouthmark\nSouthmark");
    assert_eq!(again.header("location"), format!("{OFFICE}/delegations?added=1&known=2"));
    let page = site.get_as(&office, again.header("location")).text();
    assert!(page.contains("One delegation was added; 2 were on the roster already."), "{page}");
    let names: Vec<String> = roster(&site).into_iter().map(|(_, name, _)| name).collect();
    assert_eq!(names, ["Meridia", "Northmark", "Ostland, Republic of", "Southmark"]);
    assert_eq!(texts(&page, ".roster .flag"), ["ME", "OL"]);
    for (list, said) in [
        ("", "There is no name in it"),
        ("Meridia\nNorthmark; NOR", "on line 2 is not a code of two letters"),
    ] {
        let refused = add(&site, &office, list);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains(said), "{}", refused.text());
        assert_eq!(texts(&refused.text(), "#list"), [list.replace('\n', " ")], "what was typed is kept");
    }
}

#[test]
fn a_code_is_shown_once_and_opens_the_first_log_in_and_nothing_else() {
    let (site, office, _) = planned();
    add(&site, &office, LIST);
    let all = sheets(&site, &office, &[("which", "without")]);
    assert_eq!((all.status, all.header("cache-control")), (StatusCode::OK, "no-store"));
    let page = all.text();
    assert_eq!(codes(&page).len(), 3);
    assert_eq!(texts(&page, ".enrolment-sheet h2"), ["Meridia", "Northmark", "Ostland, Republic of"]);
    assert!(roster(&site).iter().all(|(_, _, it)| *it == Progress::Sheet));
    let none = sheets(&site, &office, &[("which", "without")]);
    assert!(none.status == StatusCode::UNPROCESSABLE_ENTITY && none.text().contains("Nothing was chosen"));

    // A newer sheet kills the older.
    let (meridia, _, _) = roster(&site)[0].clone();
    let newer = sheets(&site, &office, &[("delegation", &meridia), ("which", "ticked")]).text();
    let old = site.post("/enrol", "", &[("code", &codes(&page)[0])]);
    assert!(old.text().contains("No delegation has this enrolment code"));
    let keys = site.post("/enrol", "", &[("code", &codes(&newer)[0])]);
    let cookie = site.enter(&key_on(&keys.text(), "Access key"));
    assert!(site.get_as(&cookie, "/").text().contains("Meridia"));
    assert_eq!(roster(&site)[0].2, Progress::Enrolled);

    // Whoever has enrolled gets no other sheet by the way.
    let refused = sheets(&site, &office, &[("delegation", &meridia), ("which", "ticked")]);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(codes(&refused.text()).len(), 0);
}

#[test]
fn who_has_lost_all_keys_enrols_anew_and_it_is_counted() {
    let (site, office, chair) = planned();
    add(&site, &office, LIST);
    let page = sheets(&site, &office, &[("which", "without")]).text();
    site.post("/enrol", "", &[("code", &codes(&page)[0])]);
    let (meridia, _, _) = roster(&site)[0].clone();
    let at = format!("{OFFICE}/delegations/{meridia}/sheet");
    assert_eq!(site.post(&at, &chair, &[("sure", "yes")]).status, StatusCode::FORBIDDEN);
    assert!(site.post(&at, &office, &[]).text().contains("Tick the box"));
    let anew = site.post(&at, &office, &[("sure", "yes")]);
    assert_eq!(site.post("/enrol", "", &[("code", &codes(&anew.text())[0])]).status, StatusCode::OK);
    assert!(
        site.get_as(&office, &format!("{OFFICE}/delegations")).text().contains("Enrolled anew so far: 1.")
    );
    let removal = site.post(&format!("{OFFICE}/delegations/{meridia}/removal"), &office, &[("sure", "yes")]);
    assert!(removal.text().contains("it stays on the roster"));
    let (northmark, _, _) = roster(&site)[1].clone();
    site.post(&format!("{OFFICE}/delegations/{northmark}/removal"), &office, &[("sure", "yes")]);
    assert_eq!(roster(&site).len(), 2);
    let dead = site.post("/enrol", "", &[("code", &codes(&page)[1])]);
    assert!(dead.text().contains("No delegation has this enrolment code"));
}

#[test]
fn another_process_has_another_roster() {
    let (site, office, _) = planned();
    add(&site, &office, LIST);
    let (meridia, _, _) = roster(&site)[0].clone();
    site.fill("Second group", Default::default(), b"");
    let there = format!("/processes/second-group/office/delegations/{meridia}");
    assert_eq!(site.get_as(&office, &there).status, StatusCode::NOT_FOUND);
    for nothing in ["00000000000000000000000000000000", "x"] {
        assert_eq!(
            site.get_as(&office, &format!("{OFFICE}/delegations/{nothing}")).status,
            StatusCode::NOT_FOUND
        );
    }
}

#[test]
fn sheets_carry_the_fingerprint_of_a_certificate_made_here() {
    let (mut site, office, _) = planned();
    add(&site, &office, LIST);
    let fingerprint = Fingerprint::of(b"a certificate");
    site.with_fingerprint(fingerprint);
    let office = office.replace("travaux=", "__Host-travaux=");
    let page = sheets(&site, &office, &[("which", "without")]).text();
    assert_eq!(page.matches(&fingerprint.to_string()).count(), 3, "{page}");
}
