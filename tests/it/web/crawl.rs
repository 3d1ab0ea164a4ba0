//! Every page that can be reached: each link leads somewhere, the markup is what it says, and reading writes nothing.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use axum::http::StatusCode;
use scraper::{Html, Selector};
use travaux::store::processes::Visibility;

use super::site::{PROCESS, Site};

/// The addresses found on a page, made whole; with the fragment.
fn links(page: &Html, at: &str) -> Vec<String> {
    let selector = Selector::parse("a[href], link[href], script[src], form[action]").unwrap();
    let found = page.select(&selector).filter_map(|element| {
        ["href", "src", "action"].into_iter().find_map(|name| element.value().attr(name))
    });
    let path = at.split(['?', '#']).next().unwrap();
    found
        .map(|link| match link.chars().next() {
            Some('/') => link.to_owned(),
            Some('#') => format!("{at}{link}"),
            Some('?') => format!("{path}{link}"),
            other => panic!("{at}: {link:?} begins with {other:?}"),
        })
        .collect()
}

pub(super) fn check_markup(page: &Html, at: &str) -> BTreeSet<String> {
    assert!(page.errors.is_empty(), "{at}: {:?}", page.errors);
    let select = |selector: &str| Selector::parse(selector).unwrap();
    let with_id = select("[id]");
    let ids: Vec<String> = page.select(&with_id).map(|it| it.value().id().unwrap().to_owned()).collect();
    let distinct: BTreeSet<String> = ids.iter().cloned().collect();
    assert_eq!(ids.len(), distinct.len(), "{at}: an id stands twice");
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
    for field in page.select(&select("input[id], select[id]")) {
        let id = field.value().id().unwrap();
        let label = format!("label[for={id}], label #{id}");
        assert!(page.select(&select(&label)).next().is_some(), "{at}: {id} has no label");
    }
    distinct
}

#[test]
fn every_link_leads_somewhere_and_reading_writes_nothing() {
    let site = Site::public();
    let before = site.files();
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut fragments: BTreeSet<(String, String)> = BTreeSet::new();
    let mut files = 0;
    let mut waiting = VecDeque::from(["/".to_owned()]);
    while let Some(at) = waiting.pop_front() {
        if ids.contains_key(&at) {
            continue;
        }
        let answer = site.get(&at);
        assert_eq!(answer.status, StatusCode::OK, "{at}");
        let is_file = answer.headers.contains_key("content-disposition") || at.starts_with("/assets/");
        let mut known = BTreeSet::new();
        if is_file {
            files += 1;
            assert!(!answer.body.is_empty(), "{at}");
        } else {
            let page = Html::parse_document(&answer.text());
            known = check_markup(&page, &at);
            for link in links(&page, &at) {
                let (address, fragment) = link.split_once('#').unwrap_or((&link, ""));
                if !fragment.is_empty() {
                    fragments.insert((address.to_owned(), fragment.to_owned()));
                }
                waiting.push_back(address.to_owned());
            }
        }
        ids.insert(at, known);
    }
    for (address, fragment) in &fragments {
        assert!(ids[address].contains(fragment), "{address} has no {fragment}");
    }
    assert!(
        ids.len() > 15 && files > 10 && fragments.len() > 100,
        "{} {files} {}",
        ids.len(),
        fragments.len()
    );
    assert!(before == site.files(), "a GET has written");
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
