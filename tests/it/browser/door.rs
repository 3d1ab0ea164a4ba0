//! A scanned code at the door: the key is in the field, and no longer in the address.

use super::chrome::{Browser, Setup};
use super::served::Served;
use crate::support::Office;

const SCANNED: &str = "letter-advice-cage-absurd-amount-doctor-acoustic-avoid-letter-advice-cage-above";

#[test]
fn a_scanned_key_goes_into_the_field_and_out_of_the_address() {
    let office = Office::begun();
    let data = office.path("data");
    let served = Served::start(&["--data", data.to_str().unwrap(), "serve", "--listen", "127.0.0.1:0"]);
    let phone = Setup { width: 390, ..Setup::default() };
    let Some(browser) = Browser::open(&served.base, phone) else { return };
    let typed = SCANNED.replace('-', " ");
    for (door, field) in [("/log-in", "#key"), ("/enrol", "#code"), ("/recover", "#code")] {
        browser.go(&format!("{door}#{SCANNED}"));
        browser.wait_for("What you scanned is in the field");
        assert_eq!(browser.value(field), typed, "{door}");
        assert_eq!(browser.ask("return location.href.includes('letter')"), false, "{door}");
    }
    // The next one, on the same page; and what is no key is left alone.
    browser.ask("document.getElementById('code').value = ''; location.hash = 'main'");
    assert_eq!(browser.value("#code"), "");
    browser.ask(&format!("location.hash = '{SCANNED}'"));
    browser.wait_for("What you scanned is in the field");
    assert_eq!(browser.value("#code"), typed);
    browser.ask("history.back()");
    assert_eq!(browser.ask("return location.href.includes('letter')"), false, "nor in the history");
    // It is sent by whoever scanned it, and answered like any other.
    browser.go(&format!("/log-in#{SCANNED}"));
    browser.wait_for("What you scanned is in the field");
    browser.click("main button.main");
    browser.wait_for("opens nothing here");

    let Some(plain) = Browser::open(&served.base, Setup { scripts: false, ..phone }) else { return };
    plain.go(&format!("/log-in#{SCANNED}"));
    plain.wait_for("Scripts are off in this browser");
    assert_eq!(plain.value("#key"), "");
}
