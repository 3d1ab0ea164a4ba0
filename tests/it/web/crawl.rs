//! Every page that can be reached: each link leads somewhere, the markup is what it says, and reading writes nothing.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use axum::http::StatusCode;
use scraper::{Html, Selector};
use travaux::store::processes::Visibility;
use travaux::store::staff::{Appointment, Office};

use super::site::{PROCESS, REV1, Site};

/// The addresses found on a page, made whole, with the fragment: those that are read, and those that forms are sent to.
fn links(page: &Html, at: &str) -> (Vec<String>, Vec<String>) {
    let selector =
        Selector::parse("a[href], link[href], script[src], form[action], button[formaction]").unwrap();
    let path = at.split(['?', '#']).next().unwrap();
    let (mut read, mut sent) = (Vec::new(), Vec::new());
    for element in page.select(&selector) {
        let link = ["href", "src", "action", "formaction"].into_iter().find_map(|name| element.attr(name));
        let link = link.unwrap();
        let whole = match link.chars().next() {
            Some('/') => link.to_owned(),
            Some('#') => format!("{at}{link}"),
            Some('?') => format!("{path}{link}"),
            other => panic!("{at}: {link:?} begins with {other:?}"),
        };
        let posts = element.attr("method") == Some("post") || element.attr("formaction").is_some();
        if posts { sent.push(whole) } else { read.push(whole) }
    }
    (read, sent)
}

pub(super) fn check_markup(page: &Html, at: &str) -> BTreeSet<String> {
    assert!(page.errors.is_empty(), "{at}: {:?}", page.errors);
    let select = |selector: &str| Selector::parse(selector).unwrap();
    let with_id = select("[id]");
    let ids: Vec<String> = page.select(&with_id).map(|it| it.value().id().unwrap().to_owned()).collect();
    let distinct: BTreeSet<String> = ids.iter().cloned().collect();
    let twice: Vec<_> = distinct.iter().filter(|id| ids.iter().filter(|it| it == id).count() > 1).collect();
    assert!(twice.is_empty(), "{at}: {twice:?} stand twice");
    for forbidden in
        ["[style]", "style", "script:not([src])", "[onclick]", "a ins", "a del", "button ins", "summary del"]
    {
        assert!(page.select(&select(forbidden)).next().is_none(), "{at}: {forbidden}");
    }
    assert_eq!(page.select(&select("h1")).count(), 1, "{at}");
    assert_eq!(page.select(&select("html[lang][dir]")).count(), 1, "{at}");
    for named in page.select(&select("[aria-labelledby]")) {
        let by = named.value().attr("aria-labelledby").unwrap();
        assert!(distinct.contains(by), "{at}: {by} names nothing");
    }
    for field in page.select(&select("input:not([type=hidden]):not([type=submit]), select, textarea")) {
        let name = field.attr("name").or(field.attr("id")).unwrap_or_default();
        let by_id = field
            .attr("id")
            .is_some_and(|id| page.select(&select("label[for]")).any(|label| label.attr("for") == Some(id)));
        let within =
            field.ancestors().any(|it| it.value().as_element().is_some_and(|it| it.name() == "label"));
        let said = field.attr("aria-label").is_some() || field.attr("aria-labelledby").is_some();
        assert!(by_id || within || said, "{at}: {name} has no label");
    }
    distinct
}

/// How much of a site somebody has read.
struct Read {
    pages: usize,
    files: usize,
    fragments: usize,
    /// Where forms are sent to.
    forms: usize,
}

/// Reads everything that somebody comes to from the front page on. Each link leads somewhere, each form has an address
/// that takes it, and nothing is written.
fn crawl(site: &Site, cookie: &str) -> Read {
    let before = site.files();
    let get = |at: &str| if cookie.is_empty() { site.get(at) } else { site.get_as(cookie, at) };
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut fragments: BTreeSet<(String, String)> = BTreeSet::new();
    let mut forms: BTreeSet<String> = BTreeSet::new();
    let mut files = 0;
    let mut waiting = VecDeque::from(["/".to_owned()]);
    while let Some(at) = waiting.pop_front() {
        if ids.contains_key(&at) {
            continue;
        }
        let answer = get(&at);
        assert_eq!(answer.status, StatusCode::OK, "{at}");
        let is_file = answer.headers.contains_key("content-disposition") || at.starts_with("/assets/");
        let mut known = BTreeSet::new();
        if is_file {
            files += 1;
            assert!(!answer.body.is_empty(), "{at}");
        } else {
            let page = Html::parse_document(&answer.text());
            known = check_markup(&page, &at);
            let (read, sent) = links(&page, &at);
            for link in read {
                let (address, fragment) = link.split_once('#').unwrap_or((&link, ""));
                if !fragment.is_empty() {
                    fragments.insert((address.to_owned(), fragment.to_owned()));
                }
                waiting.push_back(address.to_owned());
            }
            forms.extend(sent);
        }
        ids.insert(at, known);
        assert!(ids.len() < 3000, "the pages never end");
    }
    for (address, fragment) in &fragments {
        assert!(ids[address].contains(fragment), "{address} has no {fragment}");
    }
    for address in &forms {
        let status = get(address).status;
        let takes = status == StatusCode::OK || status == StatusCode::METHOD_NOT_ALLOWED;
        assert!(takes, "{address} takes no form: {status}");
    }
    assert!(before == site.files(), "a GET has written");
    Read { pages: ids.len(), files, fragments: fragments.len(), forms: forms.len() }
}

#[test]
fn every_link_leads_somewhere_and_reading_writes_nothing() {
    let Read { pages, files, fragments, .. } = crawl(&Site::public(), "");
    assert!(pages > 15 && files > 10 && fragments > 100, "{pages} {files} {fragments}");
}

#[test]
fn every_link_of_a_delegate_leads_somewhere() {
    let site = Site::public();
    let cookie = site.enter(&site.delegation("Northmark"));
    let comment = |form: u8, act| {
        let form = format!("{form:032x}");
        let typed = [("form", form.as_str()), ("text", "We remark."), ("act", act)];
        site.post(&format!("{REV1}/paragraphs/all/comment"), &cookie, &typed)
    };
    // Something in preparation, something that waits, and a position.
    assert_eq!(comment(1, "save").status, StatusCode::SEE_OTHER);
    assert_eq!(comment(2, "save").status, StatusCode::SEE_OTHER);
    let mine = format!("{PROCESS}/delegation");
    let sent = site.post(&format!("{mine}/submit"), &cookie, &[("item", &format!("{:032x}.1", 2))]);
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let page = site.get_as(&cookie, REV1).text();
    let on = &page[page.find("id=\"p-").unwrap() + 6..][..32];
    let taken = site.post(
        &format!("{REV1}/positions"),
        &cookie,
        &[("paragraph", on), ("stance", "retain"), ("back", REV1)],
    );
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    let Read { pages, files, fragments, forms } = crawl(&site, &cookie);
    assert!(
        pages > 200 && files > 10 && fragments > 300 && forms > 200,
        "{pages} {files} {fragments} {forms}"
    );
}

#[test]
fn every_link_of_a_co_chair_leads_somewhere() {
    let site = Site::public();
    site.delegation("Northmark");
    let cookie = site.enter_staff(&site.staff("chair", &[Appointment::CoChair("Meridia".to_owned())]));
    let Read { pages, files, fragments, forms } = crawl(&site, &cookie);
    assert!(pages > 80 && files > 12 && fragments > 300 && forms > 60, "{pages} {files} {fragments} {forms}");
}

#[test]
fn every_link_of_the_secretariat_leads_somewhere() {
    let site = Site::public();
    site.delegation("Northmark");
    site.sheet("Southmark");
    let cookie = site.enter_staff(&site.staff("office", &[Appointment::Other(Office::Secretariat)]));
    let Read { pages, files, fragments, forms } = crawl(&site, &cookie);
    assert!(pages > 80 && files > 12 && fragments > 300 && forms > 8, "{pages} {files} {fragments} {forms}");
}

#[test]
fn processes_without_a_draft_and_without_submissions_have_their_pages_too() {
    let site = Site::empty(travaux::config::Front::Nothing);
    assert!(site.get("/").text().contains("Nothing on this server is open to the public"));
    let public = Visibility { drafts_public: true, ..Visibility::default() };
    site.fill("Second group", public, b"");
    site.fill("Third group", public, b"");
    let list = site.get("/");
    check_markup(&Html::parse_document(&list.text()), "/");
    assert!(
        list.text().contains("/processes/second-group") && list.text().contains("/processes/third-group")
    );
    let redline = site.get("/processes/second-group/drafts/rev.1/redline/zero-draft");
    assert_eq!(redline.status, StatusCode::OK);
    let changes = site.get("/processes/second-group/drafts/rev.1/changes/zero-draft");
    assert!(changes.text().contains("Nothing has changed."));
}

#[test]
fn the_home_says_where_the_process_stands() {
    let home = Site::public().get(PROCESS).text();
    for words in [
        "Zero draft issued",
        "Round on Zero draft",
        "98 submissions",
        "Rev.1 issued",
        "aria-current=\"step\"",
        "Open, no deadline set yet",
        "Rev.1 is open for comments and amendments.",
        "27 April 2026",
    ] {
        assert!(home.contains(words), "{words}");
    }
}
