//! The demonstration as a visitor sees it.

use serde_json::Value;
use tempfile::TempDir;

use super::chrome::{Browser, Setup};
use super::served::Served;

/// The home of its first process.
pub(super) const HOME: &str = "/processes/ict-workstream";
pub(super) const REV1: &str = "/processes/ict-workstream/drafts/rev.1";

/// A demonstration that is served.
pub(super) struct Demo {
    pub(super) served: Served,
    dir: TempDir,
}

impl Demo {
    pub(super) fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().join("demo");
        let served = Served::start(&["demo", "--dir", data.to_str().unwrap(), "--port", "0"]);
        Self { served, dir }
    }

    pub(super) fn browser(&self, setup: Setup) -> Option<Browser> {
        Browser::open(&self.served.base, setup)
    }

    /// The login and passphrase of the co-chair who has no button.
    pub(super) fn colleague(&self) -> (String, String) {
        let file = std::fs::read(self.dir.path().join("demo/demo.json")).unwrap();
        let demo: Value = serde_json::from_slice(&file).unwrap();
        let held = |name: &str| demo["colleague"]["credentials"][name].as_str().unwrap().to_owned();
        (held("login"), held("passphrase"))
    }
}

/// Becomes somebody by a click on the bar.
pub(super) fn be(browser: &Browser, who: &str) {
    browser.press(who);
    // The button of whom one is says so.
    browser.find_path(&format!("//aside//button[@aria-current='true'][normalize-space(.)={who:?}]"));
}

/// Logs out.
pub(super) fn leave(browser: &Browser) {
    browser.press("Log out");
    browser.find_path("//header//a[normalize-space(.)='Log in']");
}
