//! What everybody can open: read at any width, in light and dark, with and without scripts.

use super::axe::faults;
use super::chrome::{Browser, Setup};
use super::served::Served;
use crate::support::Office;

#[test]
fn the_public_pages_can_be_used_by_everybody() {
    let office = Office::new();
    office.put("draft.md", crate::support::DRAFT);
    office.done(&["init", "--process", "ICT workstream", "--public-drafts", "--public-submissions"]);
    office.done(&["import", "draft.md", "--label", "Zero draft"]);
    let served = serve(&office);
    for setup in [Setup::default(), Setup { dark: true, width: 390, ..Setup::default() }] {
        let Some(browser) = Browser::open(&served.base, setup) else { return };
        for page in [
            "/",
            "/processes/ict-workstream",
            "/processes/ict-workstream/drafts/zero-draft",
            "/log-in",
            "/log-in/staff",
            "/enrol",
            "/recover",
            "/nowhere",
        ] {
            browser.go(page);
            assert!(!browser.is_too_wide(), "{page} {setup:?}");
            if let Some(faults) = faults(&browser) {
                assert!(faults.is_empty(), "{page} {setup:?}: {}", faults.join("\n"));
            }
        }
    }
}

#[test]
fn faults_are_found() {
    let office = Office::begun();
    let served = serve(&office);
    let Some(browser) = Browser::open(&served.base, Setup::default()) else { return };
    browser.go("/log-in");
    browser.ask("document.querySelector('label[for=key]').remove(); document.querySelector('h1').style.color = '#bbb'");
    let Some(faults) = faults(&browser) else { return };
    assert!(faults.iter().any(|it| it.starts_with("label:")), "{faults:?}");
    assert!(faults.iter().any(|it| it.starts_with("color-contrast:")), "{faults:?}");
    browser.ask("document.querySelector('h1').textContent = 'x'.repeat(400)");
    assert!(browser.is_too_wide());
}

fn serve(office: &Office) -> Served {
    Served::start(&["--data", office.path("data").to_str().unwrap(), "serve", "--listen", "127.0.0.1:0"])
}

#[test]
fn a_wrong_key_is_answered_without_scripts_too() {
    let office = Office::new();
    office.put("draft.md", crate::support::DRAFT);
    office.done(&["init", "--process", "ICT workstream", "--public-drafts"]);
    office.done(&["import", "draft.md", "--label", "Zero draft"]);
    let served = serve(&office);
    for scripts in [true, false] {
        let Some(browser) = Browser::open(&served.base, Setup { scripts, ..Setup::default() }) else {
            return;
        };
        browser.go("/processes/ict-workstream/drafts/zero-draft");
        let ran = browser.ask("return !document.getElementById('shortcuts').hidden");
        assert_eq!(ran.as_bool(), Some(scripts), "whether the scripts of the page run");
        browser.go("/log-in");
        browser.write("#key", "not a key at all");
        browser.click("main button.main");
        browser.wait_for("There are 5 words in it");
    }
}
