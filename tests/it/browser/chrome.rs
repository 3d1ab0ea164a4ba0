//! A browser with a profile of its own, for one test.
//!
//! Invariant: what is waited for is a condition on the page, never a while.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// How long anything may take to appear: far more than it does, on a machine with more to do.
const PATIENCE: Duration = Duration::from_secs(30);

/// How the browser is set up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setup {
    /// Whether scripts of pages run.
    pub(super) scripts: bool,
    /// Whether dark pages are asked for.
    pub(super) dark: bool,
    /// The width of the window in pixels.
    pub(super) width: u32,
}

impl Default for Setup {
    fn default() -> Self {
        Self { scripts: true, dark: false, width: 1280 }
    }
}

/// A browser on a site.
pub(super) struct Browser {
    client: Option<Client>,
    driver: Child,
    runtime: Runtime,
    base: String,
    _profile: TempDir,
}

impl Browser {
    /// Opens a browser on the site of that address; none where there is no Chromium.
    pub(super) fn open(base: &str, setup: Setup) -> Option<Self> {
        let installed = |name| Path::new("/usr/bin").join(name).exists();
        if !installed("chromium") || !installed("chromedriver") {
            eprintln!("skipped: chromium and chromedriver are not installed");
            return None;
        }
        let mut driver = Command::new("/usr/bin/chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port: u16 = lines
            .find_map(|line| {
                let line = line.unwrap();
                line.rsplit_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
            })
            .unwrap();
        // What it says later is read and dropped, so that it is never in the way.
        std::thread::spawn(move || lines.for_each(drop));
        let profile = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let wanted = capabilities(profile.path(), setup);
        let address = format!("http://127.0.0.1:{port}");
        let client = runtime.block_on(async {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(wanted).connect(&address).await.unwrap()
        });
        Some(Self { client: Some(client), driver, runtime, base: base.to_owned(), _profile: profile })
    }

    fn client(&self) -> &Client {
        self.client.as_ref().unwrap()
    }

    fn run<T>(&self, doing: impl Future<Output = Result<T, CmdError>>, what: &str) -> T {
        let done = self.runtime.block_on(doing);
        done.unwrap_or_else(|error| panic!("{what}: {error}\n{}", self.words()))
    }

    /// Opens an address of the site.
    pub(super) fn go(&self, path: &str) {
        self.run(self.client().goto(&format!("{}{path}", self.base)), path);
    }

    /// The first element, once it is there.
    pub(super) fn find(&self, css: &str) -> Element {
        let found = self.client().wait().at_most(PATIENCE).for_element(Locator::Css(css));
        self.run(found, css)
    }

    /// The first element of an XPath, once it is there.
    pub(super) fn find_path(&self, path: &str) -> Element {
        let found = self.client().wait().at_most(PATIENCE).for_element(Locator::XPath(path));
        self.run(found, path)
    }

    /// Clicks on the first element, once it is there.
    pub(super) fn click(&self, css: &str) {
        let element = self.find(css);
        self.run(element.click(), css);
    }

    /// Clicks on the button of that label, or on the link.
    pub(super) fn press(&self, label: &str) {
        let path = format!(
            "//*[self::button or self::a or self::summary][normalize-space(.)={label:?} or @aria-label={label:?}]"
        );
        let found = self.client().wait().at_most(PATIENCE).for_element(Locator::XPath(&path));
        let element = self.run(found, label);
        self.run(element.click(), label);
    }

    /// Puts words into a field in place of what is there, as a person does.
    pub(super) fn write(&self, css: &str, words: &str) {
        let field = self.find(css);
        self.run(field.clear(), css);
        self.run(field.send_keys(words), css);
    }

    /// Presses keys, wherever the focus is.
    pub(super) fn keys(&self, keys: &str) {
        let focused = self.run(self.client().active_element(), "focus");
        self.run(focused.send_keys(keys), keys);
    }

    /// The words of an element, once it is there.
    pub(super) fn text(&self, css: &str) -> String {
        let element = self.find(css);
        self.run(element.text(), css)
    }

    /// What a field holds.
    pub(super) fn value(&self, css: &str) -> String {
        let element = self.find(css);
        self.run(element.prop("value"), css).unwrap_or_default()
    }

    /// All words of the page.
    pub(super) fn words(&self) -> String {
        let words = self.runtime.block_on(async {
            let body = self.client().find(Locator::Css("body")).await?;
            body.text().await
        });
        words.unwrap_or_else(|error| error.to_string())
    }

    /// Waits until the words are on the page.
    pub(super) fn wait_for(&self, words: &str) {
        let there = async {
            let until = std::time::Instant::now() + PATIENCE;
            loop {
                // A page that is just being left has no body.
                if let Ok(body) = self.client().find(Locator::Css("body")).await
                    && body.text().await.is_ok_and(|text| text.contains(words))
                {
                    return true;
                }
                if std::time::Instant::now() > until {
                    return false;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        assert!(self.runtime.block_on(there), "{words:?} does not come:\n{}", self.words());
    }

    /// The path of the page.
    pub(super) fn path(&self) -> String {
        let address = self.run(self.client().current_url(), "address");
        address.path().to_owned()
    }

    /// What a script of the test finds.
    pub(super) fn ask(&self, script: &str) -> Value {
        self.run(self.client().execute(script, Vec::new()), script)
    }

    /// What a script of the test finds that takes its time: it hands it to its last argument.
    pub(super) fn ask_later(&self, script: &str) -> Value {
        self.run(self.client().execute_async(script, Vec::new()), "a script of the test")
    }

    /// Whether the page is wider than the window.
    pub(super) fn is_too_wide(&self) -> bool {
        self.ask("return document.documentElement.scrollWidth > document.documentElement.clientWidth")
            .as_bool()
            .unwrap()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            self.runtime.block_on(client.close()).ok();
        }
        self.driver.kill().ok();
        self.driver.wait().ok();
    }
}

fn capabilities(profile: &Path, setup: Setup) -> serde_json::Map<String, Value> {
    let scheme = if setup.dark { 0 } else { 1 };
    let scripts = setup.scripts;
    let args = [
        "--headless=new".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--hide-scrollbars".to_owned(),
        format!("--user-data-dir={}", profile.display()),
        format!("--window-size={},1600", setup.width.max(500)),
        format!("--blink-settings=preferredColorScheme={scheme},scriptEnabled={scripts}"),
    ];
    let mut options = json!({ "args": args, "binary": "/usr/bin/chromium" });
    if setup.width < 500 {
        // A window cannot be that narrow; a telephone is.
        let metrics = json!({ "width": setup.width, "height": 1600, "pixelRatio": 1.0, "touch": false });
        options["mobileEmulation"] = json!({ "deviceMetrics": metrics });
    }
    let Value::Object(all) = json!({ "goog:chromeOptions": options }) else { unreachable!() };
    all
}
