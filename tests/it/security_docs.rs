//! The security documents are checked like code: every test and every file they name is there, the inventory of keys is
//! that of the source, and no requirement of the checklist is left out or answered twice.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const SECURITY: &str = "docs/security.md";
const CHECKLIST: &str = "docs/asvs.md";

/// How many requirements of levels 1 and 2 the sections of each chapter of ASVS 5.0.0 have; those of level 3 stand behind
/// them everywhere.
const REQUIREMENTS: [&[u32]; 17] = [
    &[2, 9, 11, 3, 2],
    &[3, 3, 4, 1],
    &[0, 2, 4, 6, 5, 0, 2],
    &[3, 1, 2, 4],
    &[1, 3, 2, 3],
    &[3, 12, 4, 4, 5, 3, 0, 4],
    &[3, 4, 2, 5, 2, 2],
    &[2, 3, 1, 1],
    &[3, 4],
    &[2, 2, 4, 11, 5, 2, 3],
    &[2, 3, 3, 4, 1, 1],
    &[3, 2, 4],
    &[1, 5, 2, 5],
    &[2, 4, 3],
    &[3, 3, 7],
    &[1, 5, 4, 3, 3],
    &[1, 4, 2],
];

/// What a line of the checklist may answer with.
const ANSWERS: [&str; 4] = ["met", "not applicable", "deviation", "not met"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The Rust files of a folder, by their paths in the project.
fn sources(folder: &str) -> Vec<(String, String)> {
    let (mut found, mut folders) = (Vec::new(), vec![PathBuf::from(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root().join(&folder)).unwrap() {
            let path = folder.join(entry.unwrap().file_name());
            if root().join(&path).is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let name = path.to_str().unwrap().replace('\\', "/");
                found.push((name, fs::read_to_string(root().join(&path)).unwrap()));
            }
        }
    }
    found
}

/// Where the tests inside a file begin.
fn tests_of(text: &str) -> usize {
    text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len())
}

/// The tests of a file, by the names that `cargo test` knows them by.
fn tests_in(path: &str, text: &str) -> Vec<String> {
    let module = path.trim_start_matches("tests/it/").trim_start_matches("src/").trim_end_matches(".rs");
    let module = module.replace('/', "::");
    let (inner, mut at, mut marked, mut found) = (tests_of(text), 0, false, Vec::new());
    for line in text.split_inclusive('\n') {
        let said = line.trim();
        if said.starts_with("#[test]") || said.starts_with("#[tokio::test") {
            marked = true;
        } else if said.starts_with("#[ignore") {
            // Run on request only: it shows nothing by itself.
            marked = false;
        } else if let Some(rest) = said.trim_start_matches("async ").strip_prefix("fn ") {
            let name = rest.split(['(', '<']).next().unwrap_or_default();
            let within = if at > inner { "::tests" } else { "" };
            if marked {
                found.push(format!("{module}{within}::{name}"));
            }
            marked = false;
        }
        at += line.len();
    }
    found
}

fn tests() -> BTreeSet<String> {
    let files = sources("tests/it").into_iter().chain(sources("src"));
    let found: BTreeSet<String> = files.flat_map(|(path, text)| tests_in(&path, &text)).collect();
    assert!(found.len() > 500, "{} is too few to be all", found.len());
    found
}

/// What stands between backticks, with the number of its line.
fn spans(text: &str) -> Vec<(usize, String)> {
    let lines = text.lines().zip(1..);
    let of_line = |(line, number): (&str, usize)| {
        let inside = line.split('`').skip(1).step_by(2);
        inside.map(|it| (number, it.to_owned())).collect::<Vec<_>>()
    };
    lines.flat_map(of_line).collect()
}

fn is_name_of_test(span: &str) -> bool {
    let plain = |it: &str| {
        !it.is_empty() && it.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    span.contains("::") && span.split("::").all(plain)
}

#[test]
fn every_test_that_is_named_is_there() {
    let tests = tests();
    let mut missing = Vec::new();
    for path in [SECURITY, CHECKLIST] {
        let named: Vec<_> = spans(&read(path)).into_iter().filter(|(_, it)| is_name_of_test(it)).collect();
        assert!(named.len() > 40, "{path} names {} tests", named.len());
        missing.extend(
            named
                .into_iter()
                .filter(|(_, it)| !tests.contains(it))
                .map(|(line, it)| format!("{path}:{line}: {it}")),
        );
    }
    assert_eq!(missing, Vec::<String>::new());
    let file = "#[test]\nfn one() {}\nfn no() {}\n#[test]\n#[ignore]\nfn slow() {}\n\
                #[cfg(test)]\nmod tests {\n    #[test]\n    fn two(x: u8) {}\n}\n";
    assert_eq!(tests_in("src/a/b.rs", file), ["a::b::one", "a::b::tests::two"]);
    assert_eq!(tests_in("tests/it/web/c.rs", "#[test]\nfn one() {}\n"), ["web::c::one"]);
}

#[test]
fn every_file_that_is_named_is_there() {
    let mut missing = Vec::new();
    for path in [SECURITY, CHECKLIST] {
        let text = read(path);
        for (line, span) in spans(&text) {
            let ours =
                ["src/", "tests/", "docs/", "pdf/", "assets/", ".ci/"].iter().any(|it| span.starts_with(it));
            if ours && !root().join(&span).exists() {
                missing.push(format!("{path}:{line}: {span}"));
            }
        }
        for target in text.split("](").skip(1).filter_map(|it| it.split(')').next()) {
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { path.to_owned() } else { format!("docs/{file}") };
            let there = root().join(&file).exists();
            if !there || !(heading.is_empty() || headings(&read(&file)).contains(heading)) {
                missing.push(format!("{path}: {target}"));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// The headings of a document as links name them.
fn headings(text: &str) -> BTreeSet<String> {
    let lines = text.lines().filter(|line| line.starts_with('#'));
    let plain = |line: &str| -> String {
        let kept = line.trim_start_matches('#').trim().to_lowercase();
        kept.chars().filter(|c| c.is_alphanumeric() || " -".contains(*c)).collect()
    };
    lines.map(|line| plain(line).replace(' ', "-")).collect()
}

/// Labels of keys and hashes in some text: "author/v1".
fn labels(text: &str, quote: char) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for said in text.split(quote) {
        let said = said.strip_suffix("\\n").unwrap_or(said);
        if let Some((purpose, version)) = said.split_once("/v")
            && !purpose.is_empty()
            && purpose.bytes().all(|b| b.is_ascii_lowercase() || b == b' ')
            && !version.is_empty()
            && version.bytes().all(|b| b.is_ascii_digit())
        {
            found.insert(said.to_owned());
        }
    }
    found
}

#[test]
fn the_inventory_of_keys_is_that_of_the_source() {
    let mut used = BTreeSet::new();
    for (path, text) in sources("src") {
        if !path.contains("/tests") {
            used.append(&mut labels(&text[..tests_of(&text)], '"'));
        }
    }
    assert!(
        used.contains("author/v1") && used.contains("travaux enrolment/v1") && used.len() > 12,
        "{used:?}"
    );
    let security = read(SECURITY);
    let (_, inventory) = security.split_once("## Keys and hashes").unwrap();
    let inventory = inventory.split("\n## ").next().unwrap();
    assert_eq!(labels(inventory, '`'), used);
}

/// All ids, in order: "3.2.1".
fn ids() -> Vec<String> {
    let mut ids = Vec::new();
    for (chapter, sections) in (1..).zip(REQUIREMENTS) {
        for (section, last) in (1..).zip(sections) {
            ids.extend((1..=*last).map(|number| format!("{chapter}.{section}.{number}")));
        }
    }
    ids
}

/// The rows of the checklist: id, level, what is asked, the answer.
fn rows(text: &str) -> Vec<[String; 4]> {
    let is_row = |line: &&str| line.starts_with("| ") && line[2..].starts_with(|c: char| c.is_ascii_digit());
    let cells = |line: &str| {
        let cells: Vec<String> = line.trim_matches('|').split(" | ").map(|it| it.trim().to_owned()).collect();
        <[String; 4]>::try_from(cells).unwrap_or_else(|cells| panic!("four cells: {cells:?}"))
    };
    text.lines().filter(is_row).map(cells).collect()
}

#[test]
fn each_requirement_is_answered_once_and_the_sums_are_right() {
    let text = read(CHECKLIST);
    let rows = rows(&text);
    let expected = ids();
    assert_eq!(expected.len(), 253);
    assert_eq!(rows.iter().map(|[id, ..]| id.clone()).collect::<Vec<_>>(), expected);
    assert_eq!(rows.iter().filter(|[_, level, ..]| level == "1").count(), 70);
    let mut sums: BTreeMap<&str, usize> = BTreeMap::new();
    for [id, level, asked, answer] in &rows {
        assert!(["1", "2"].contains(&level.as_str()) && !asked.is_empty(), "{id}");
        let said = answer.strip_prefix("**").and_then(|it| it.split_once("**:"));
        let (said, why) = said.unwrap_or_else(|| panic!("{id}: {answer}"));
        let kind = ANSWERS.iter().find(|it| **it == said).unwrap_or_else(|| panic!("{id}: {said}"));
        assert!(why.trim().len() > 5, "{id} says why");
        assert!(*kind != "met" || why.contains('`') || why.contains("]("), "{id} says where it can be seen");
        *sums.entry(kind).or_default() += 1;
    }
    for kind in ANSWERS {
        let line = format!("| {kind} | {} |", sums.get(kind).copied().unwrap_or_default());
        assert!(text.contains(&line), "the sums at the top: {line}");
    }
}
