//! Every kind of page, as everybody who has it: nothing that axe finds fault with, nothing wider than the screen.

use std::collections::{BTreeSet, VecDeque};

use super::axe::faults;
use super::chrome::{Browser, Setup};
use super::demo::{Demo, HOME, be};

/// An address without what is one's own of it: paragraphs, forms, drafts, questions.
fn kind(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap();
    let question = address.split_once('?').map(|(_, question)| question.split('=').next().unwrap());
    let is_id = |part: &str| part.len() == 32 && part.bytes().all(|it| it.is_ascii_hexdigit());
    let is_draft = |part: &str| part.starts_with("rev.") || part == "zero-draft";
    let parts = path.split('/').map(|part| if is_id(part) || is_draft(part) { "*" } else { part });
    let mut kind = parts.collect::<Vec<_>>().join("/");
    if let Some(question) = question.filter(|_| !path.ends_with("/log-in")) {
        kind = format!("{kind}?{question}");
    }
    kind
}

/// Looks at one page of each kind that links lead to from the home of the process.
fn look_at_all(browser: &Browser, who: &str, setup: Setup) -> BTreeSet<String> {
    let mut queue: VecDeque<String> = ["/".to_owned(), HOME.to_owned()].into();
    let mut seen: BTreeSet<String> = queue.iter().map(|it| kind(it)).collect();
    let mut wrong = Vec::new();
    while let Some(page) = queue.pop_front() {
        browser.go(&page);
        if browser.is_too_wide() {
            wrong.push(format!("{page} is too wide"));
        }
        // What is folded away is looked at as well.
        browser.ask("document.querySelectorAll('details').forEach((it) => { it.open = true })");
        wrong.extend(faults(browser).unwrap_or_default().into_iter().map(|it| format!("{page}: {it}")));
        let links = browser.ask(
            "return [...document.querySelectorAll('a[href^=\"/\"]:not([download])')].map((it) => it.getAttribute('href'))",
        );
        for link in links.as_array().unwrap().iter().filter_map(|it| it.as_str()) {
            let file = [".docx", ".pdf", ".html", ".md"].iter().any(|ending| link.ends_with(ending));
            let link = link.split('#').next().unwrap();
            if !file && seen.insert(kind(link)) {
                queue.push_back(link.to_owned());
            }
        }
    }
    assert!(wrong.is_empty(), "{who}, {setup:?}:\n{}", wrong.join("\n"));
    seen
}

fn all_pages(setup: Setup, personas: &[&str]) {
    let demo = Demo::start();
    let Some(browser) = demo.browser(setup) else { return };
    for who in personas {
        browser.go("/");
        be(&browser, who);
        let seen = look_at_all(&browser, who, setup);
        assert!(seen.len() > 12, "{who}: {seen:?}");
    }
}

#[test]
fn a_delegation_can_use_every_page() {
    all_pages(Setup::default(), &["Kelani Islands"]);
}

#[test]
fn a_delegation_can_use_every_page_on_a_telephone_at_night() {
    all_pages(Setup { dark: true, width: 390, ..Setup::default() }, &["Kelani Islands"]);
}

#[test]
fn co_chairs_and_secretariat_can_use_every_page() {
    all_pages(Setup::default(), &["Co-chair for Estrevia", "Secretariat"]);
}

#[test]
fn co_chairs_and_secretariat_can_use_every_page_on_a_telephone_at_night() {
    all_pages(
        Setup { dark: true, width: 390, ..Setup::default() },
        &["Co-chair for Estrevia", "Secretariat"],
    );
}
