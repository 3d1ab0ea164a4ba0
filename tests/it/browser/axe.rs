//! axe-core looks at a page: what stands in the way of anybody is a fault.

use std::path::Path;

use super::chrome::Browser;

/// What axe finds against WCAG 2.2 AA and its own best practices, one line each; none where axe is not there.
pub(super) fn faults(browser: &Browser) -> Option<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/axe.min.js");
    let Ok(axe) = std::fs::read_to_string(path) else {
        eprintln!("skipped: axe-core is not there; tests/run fetches it");
        return None;
    };
    browser.ask(&format!("{axe}; return null"));
    let found = browser.ask_later(
        "const done = arguments[arguments.length - 1];
         axe.run(document).then((result) => done(result.violations.flatMap((it) =>
             it.nodes.map((node) => `${it.id}: ${node.target.join(' ')}: ${node.failureSummary}`))),
             (error) => done([String(error)]));",
    );
    let lines = found.as_array().unwrap().iter().map(|line| line.as_str().unwrap().to_owned());
    Some(lines.collect())
}
