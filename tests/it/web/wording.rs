//! Every word of the pages is in the catalogue, and every message of the catalogue is on a page.

use std::collections::BTreeSet;
use std::path::Path;

/// The sources of the pages, without their tests.
fn sources(dir: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else {
            let text = std::fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap().to_owned();
            found.push((path.display().to_string(), text));
        }
    }
    found
}

fn messages() -> BTreeSet<String> {
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/locales/en");
    let files =
        std::fs::read_dir(folder).unwrap().map(|it| std::fs::read_to_string(it.unwrap().path()).unwrap());
    let catalogue: String = files.collect();
    let lines = catalogue.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    lines
        .filter_map(|line| line.split_once(" ="))
        .map(|(id, _)| id.to_owned())
        .filter(|id| id.chars().all(is_name))
        .collect()
}

#[test]
fn every_message_that_is_named_exists_and_none_is_idle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut texts = sources(&root.join("web"));
    // Letters and reports are worded where they are made.
    texts.extend(sources(&root.join("proceedings")));
    // Formal sentences are named where they are made and said on pages and on the command line.
    texts.extend(sources(&root.join("document/step")));
    texts.extend(sources(&root.join("drafting")).into_iter().filter(|(path, _)| path.ends_with("formal.rs")));
    texts.push(("i18n.rs".to_owned(), std::fs::read_to_string(root.join("i18n.rs")).unwrap()));
    let messages = messages();
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for (path, text) in &texts {
        // A literal after one of these is a message, wherever else a literal may happen to look like one.
        for call in [
            "say(\"",
            "tell(\"",
            "tell(\n        \"",
            "sentence(words, \"",
            "count_of(words, \"",
            ".count(\"",
        ] {
            for id in text.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(messages.contains(id), "{path}: there is no message {id}");
            }
        }
        named.extend(text.split('"').filter(|part| messages.contains(*part)));
    }
    let idle: Vec<&String> = messages.iter().filter(|id| !named.contains(id.as_str())).collect();
    assert!(idle.is_empty(), "no page says {idle:?}");
}

#[test]
fn no_page_shows_the_id_of_a_message() {
    let site = super::site::Site::public();
    for address in [
        "/",
        super::site::PROCESS,
        super::site::ZERO,
        "/processes/ict-workstream/drafts/rev.1/redline/zero-draft?show=changed&q=civilian",
        "/processes/ict-workstream/drafts/rev.1/changes/zero-draft",
        "/nowhere",
    ] {
        let page = site.get(address).text();
        for id in messages().iter().filter(|id| id.contains('-')) {
            let there = [format!(">{id}<"), format!(" {id} ")].iter().any(|it| page.contains(it));
            assert!(!there, "{address} shows {id}");
        }
    }
}
