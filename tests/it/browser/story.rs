//! The first minute of a co-chair in the demonstration.

use super::chrome::Setup;
use super::demo::{Demo, HOME, be};

const CO_CHAIR: &str = "Co-chair for Estrevia";

#[test]
fn one_key_retains_and_the_result_rewrites_itself() {
    let demo = Demo::start();
    let Some(browser) = demo.browser(Setup::default()) else { return };
    browser.go("/");
    be(&browser, CO_CHAIR);
    browser.find("#desk-form");
    assert!(browser.path().starts_with(&format!("{HOME}/desk/")), "{}", browser.path());
    assert_eq!(browser.text("h1"), "Paragraph 13");
    browser.wait_for("31 of 93 submissions decided");
    browser.ask("window.here = true");
    browser.keys("a");
    browser.wait_for("32 of 93 submissions decided");
    browser.wait_for("from A, C");
    assert_eq!(browser.ask("return window.here ?? false"), true, "the page was loaded anew");
    browser.keys("u");
    browser.wait_for("31 of 93 submissions decided");
    let saved = browser.ask_later(
        "const done = arguments[arguments.length - 1];
         const link = [...document.querySelectorAll('a')].find((it) => it.textContent.includes('Redline for Word'));
         fetch(link.href).then(async (it) => done([it.status, (await it.arrayBuffer()).byteLength > 5000]))",
    );
    assert_eq!(saved, serde_json::json!([200, true]), "Redline for Word");
}
