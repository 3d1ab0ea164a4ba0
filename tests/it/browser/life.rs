//! One amendment's whole life: written, checked, submitted, released without a name, decided by two co-chairs, issued,
//! and its outcome seen by its author. With the scripts of the pages and without them.

use super::chrome::{Browser, Setup};
use super::demo::{Demo, HOME, REV1, be, leave};

const AUTHOR: &str = "Kelani Islands";
const OTHER: &str = "Bantora";
const CO_CHAIR: &str = "Co-chair for Estrevia";

/// What the amendment asks for.
const WANTED: &str = "must beyond doubt";

/// The id of the paragraph's article in the reader.
fn article(browser: &Browser, label: &str) -> String {
    let script = format!(
        "const label = [...document.querySelectorAll('article .number, article .label')].find((it) => it.textContent.trim() === '{label}');
         return label?.closest('article').id ?? null"
    );
    let found = browser.ask(&script);
    found.as_str().unwrap_or_else(|| panic!("no paragraph {label}: {}", browser.words())).to_owned()
}

/// Everything that an element says, what is folded away too.
fn all_words(browser: &Browser, css: &str) -> String {
    let found = browser.ask(&format!("return document.querySelector('{css}').textContent"));
    found.as_str().unwrap().to_owned()
}

/// The card on the desk that asks for it.
fn card(browser: &Browser) -> String {
    let script = format!(
        "return [...document.querySelectorAll('.card')].find((it) => it.textContent.includes('{WANTED}'))?.id ?? null"
    );
    browser.ask(&script).as_str().unwrap_or_else(|| panic!("no card: {}", browser.words())).to_owned()
}

fn to_desk_of_14(browser: &Browser) {
    browser.go(&format!("{HOME}/desk"));
    browser.press("Paragraph 14");
    browser.find("#desk-form");
}

fn life(scripts: bool) {
    let demo = Demo::start();
    let Some(browser) = demo.browser(Setup { scripts, ..Setup::default() }) else { return };

    browser.go("/");
    be(&browser, AUTHOR);
    browser.wait_for("5 retained");
    browser.go(REV1);
    let paragraph = article(&browser, "14.");
    browser.click(&format!("#{paragraph} a[href$=\"/wording\"]"));
    let before = browser.value("#text");
    browser.write("#text", &before.replacen("should", WANTED, 1));
    if !scripts {
        browser.press("Show what changes");
    }
    browser.wait_for("Competes with 14-B");
    browser.press("Check and submit");
    browser.wait_for(&format!("replace should by {WANTED}"));
    browser.press("Submit");
    browser.wait_for("Submitted");

    be(&browser, OTHER);
    browser.go(REV1);
    assert!(!all_words(&browser, "main").contains(WANTED), "seen before its release");
    be(&browser, CO_CHAIR);
    to_desk_of_14(&browser);
    assert!(!all_words(&browser, "main").contains(WANTED), "seen before its release");
    browser.press("Release now");
    browser.wait_for("Released");

    be(&browser, OTHER);
    browser.go(REV1);
    let seen = all_words(&browser, &format!("#{paragraph}"));
    assert!(seen.contains(WANTED), "{seen}");
    assert!(!all_words(&browser, "main").contains(AUTHOR), "whose it is");

    be(&browser, CO_CHAIR);
    to_desk_of_14(&browser);
    assert!(!all_words(&browser, "main").contains(AUTHOR), "whose it is");
    let card = card(&browser);
    browser.click(&format!("#{card} button[value^=\"retain:\"]"));
    browser.find(&format!("#{card} button[value^=\"retain:\"][aria-pressed=\"true\"]"));
    assert!(browser.value("textarea[name=\"result\"]").contains(WANTED));

    leave(&browser);
    let (login, passphrase) = demo.colleague();
    browser.go("/log-in/staff");
    browser.write("#login", &login);
    browser.write("#passphrase", &passphrase);
    browser.click("form.narrow button.main");
    browser.wait_for("ICT workstream");
    to_desk_of_14(&browser);
    browser.find(&format!("#{card} button[value^=\"retain:\"][aria-pressed=\"true\"]"));
    if browser.ask("return !document.getElementById('note').closest('details').open") == true {
        browser.press("Note to the authors, source of the words, alternatives");
    }
    browser.write("#note", "The verb follows the law in force.");
    browser.press("Save");
    browser.wait_for("The verb follows the law in force.");
    browser.go(&format!("{HOME}/issue"));
    browser.write("#label", "Rev.2");
    browser.write("#confirm", "Rev.2");
    browser.press("Issue the draft");
    browser.wait_for("Rev.2");
    browser.go(&format!("{HOME}/drafts/rev.2/redline/rev.1"));
    assert!(all_words(&browser, &format!("#{paragraph} ins")).contains(WANTED));

    leave(&browser);
    browser.go("/");
    be(&browser, AUTHOR);
    browser.go(&format!("{HOME}/delegation"));
    let mine = all_words(&browser, "main");
    assert!(mine.contains(WANTED) && mine.contains("The verb follows the law in force."), "{mine}");
}

#[test]
fn an_amendment_lives_from_its_author_back_to_its_author() {
    life(true);
}

#[test]
fn an_amendment_lives_without_scripts() {
    life(false);
}
