//! The architecture as a test: which layer names which, and what is said nowhere.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Every layer, and what it may name after `crate::` besides itself. What is not there yet is listed all the same.
const LAYERS: [(&str, &[&str]); 17] = [
    ("engine", &[]),
    ("document", &["engine"]),
    ("drafting", &["document", "engine"]),
    ("identity", &["drafting", "document", "engine"]),
    ("store", &["identity", "drafting", "document", "engine"]),
    ("import", &["drafting", "document", "engine"]),
    ("export", &["drafting", "document", "engine"]),
    ("press", &["export"]),
    ("proceedings", ACTS),
    ("demonstration", PLAY),
    ("web", EDGE),
    ("cli", EDGE),
    ("clock", &[]),
    ("chance", &[]),
    ("config", &[]),
    ("telemetry", &["config"]),
    ("i18n", &[]),
];

/// What may be named where things are done: everything but the two edges, and the words of letters and reports.
const ACTS: &[&str] = &[
    "press", "store", "import", "export", "identity", "drafting", "document", "engine", "clock", "chance",
    "i18n",
];

/// What may be named where a demonstration is played: the acts, and what they are made of.
const PLAY: &[&str] =
    &["proceedings", "store", "import", "identity", "drafting", "document", "engine", "chance"];

/// The one file of the command line that names the web: it starts it.
const STARTS_THE_WEB: &str = "src/cli/serve.rs";

/// What the command line and the web may name: never one another.
const EDGE: &[&str] = &[
    "demonstration",
    "proceedings",
    "store",
    "import",
    "press",
    "export",
    "identity",
    "drafting",
    "document",
    "engine",
    "clock",
    "chance",
    "config",
    "telemetry",
    "i18n",
];

/// Names that only some files may have outside tests, and the beginnings of their paths.
const ONLY_IN: [(&str, &[&str]); 12] = [
    ("rusqlite", &["src/store.rs", "src/store/"]),
    ("SystemTime::now", &["src/clock.rs"]),
    ("Timestamp::now", &["src/clock.rs"]),
    ("Zoned::now", &["src/clock.rs"]),
    ("getrandom", &["src/chance.rs"]),
    ("PreEscaped", &["src/web/component", "src/export/html"]),
    // Everything else writes files on the press, which makes those of every format.
    ("export::write(", &["src/press.rs"]),
    (".unwrap()", &[]),
    (".expect(", &[]),
    ("panic!", &[]),
    ("todo!", &[]),
    ("unimplemented!", &[]),
];

/// Files longer than [`LONG`] that may be, and why.
const LONG_ONES: &[(&str, &str)] = &[];

const LONG: usize = 500;

/// A file of the source, by its path in the project.
struct Source {
    path: String,
    text: String,
    /// Without tests and comments.
    code: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_under(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root().join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = folder.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push((path.display().to_string(), fs::read_to_string(root().join(&path)).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<Source> {
    let files = files_under("src", ".rs");
    let only_for_tests = only_for_tests(&files);
    let source = |(path, text): (String, String)| {
        let is_test =
            only_for_tests.iter().any(|it| path == format!("{it}.rs") || path.starts_with(&format!("{it}/")));
        let code = if is_test { String::new() } else { code_of(&text) };
        Source { path, text, code }
    };
    let sources: Vec<Source> = files.into_iter().map(source).collect();
    assert!(sources.len() > 100 && sources.iter().filter(|it| !it.code.is_empty()).count() > 90);
    sources
}

/// The modules that are declared under `#[cfg(test)]`, as paths without `.rs`.
fn only_for_tests(files: &[(String, String)]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files {
        let folder = match path.strip_suffix(".rs").unwrap() {
            "src/lib" | "src/main" => "src",
            module => module,
        };
        let mut under_test = false;
        for line in text.lines().map(str::trim) {
            let declared =
                line.trim_start_matches("pub ").strip_prefix("mod ").and_then(|it| it.strip_suffix(';'));
            if let Some(name) = declared.filter(|_| under_test) {
                found.push(format!("{folder}/{name}"));
            }
            under_test = line == "#[cfg(test)]" || (under_test && line.starts_with("#["));
        }
    }
    found
}

/// The lines of a file outside its tests and comments. Tests inside a file are its last item.
fn code_of(text: &str) -> String {
    let code: Vec<&str> = text.lines().collect();
    let end =
        code.windows(2).position(|pair| pair[0] == "#[cfg(test)]" && pair[1].starts_with("mod tests {"));
    let lines = code[..end.unwrap_or(code.len())].iter();
    lines.filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

/// `src/engine/diff.rs` is of the layer `engine`; `lib.rs` and `main.rs` are of none.
fn layer_of(path: &str) -> &str {
    let inside = path.strip_prefix("src/").unwrap();
    inside.split(['/', '.']).next().unwrap()
}

/// What `text` names after `crate::`; a group is named by its brace.
fn named(text: &str) -> Vec<&str> {
    let uses = text.match_indices("crate::").filter(|(at, _)| {
        !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_') // `$crate::` and the like count too
    });
    uses.map(|(at, word)| {
        let rest = &text[at + word.len()..];
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        if end == 0 { &rest[..rest.chars().next().map_or(0, char::len_utf8)] } else { &rest[..end] }
    })
    .collect()
}

/// What is wrong with the layers a file names, its tests and comments included: a link in a comment is a use as well.
fn strays(path: &str, text: &str) -> Vec<String> {
    let layer = layer_of(path);
    let Some((_, below)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
        return vec![format!("{path}: {layer} is no layer that is listed")];
    };
    let mut strays = Vec::new();
    let may_name =
        |name: &&str| *name == layer || below.contains(name) || (path, *name) == (STARTS_THE_WEB, "web");
    for name in named(text).into_iter().filter(|name| !may_name(name)) {
        strays.push(format!("{path}: {layer} names {name}"));
    }
    if text.contains("super::super::super") {
        strays.push(format!("{path}: climbs three modules up"));
    }
    // Two up from a file directly in a layer's folder is out of the layer.
    let depth = path.matches('/').count();
    let climbs = code_of(text).contains("super::super");
    if climbs && depth < 3 {
        strays.push(format!("{path}: climbs out of its layer"));
    }
    for other in ["extern crate", "use travaux::", "::travaux::"] {
        if code_of(text).contains(other) {
            strays.push(format!("{path}: {other}"));
        }
    }
    strays
}

#[test]
fn layers_name_only_what_lies_below() {
    let sources = sources();
    let beside = ["src/lib.rs", "src/main.rs"];
    let strays: Vec<String> = (sources.iter())
        .filter(|source| !beside.contains(&source.path.as_str()))
        .flat_map(|source| strays(&source.path, &source.text))
        .collect();
    assert_eq!(strays, Vec::<String>::new());
    // And each of the tables is in use.
    for (layer, below) in LAYERS {
        for name in below.iter().copied().chain([layer]) {
            assert!(LAYERS.iter().any(|(known, _)| *known == name), "{layer}: {name} is no layer");
        }
    }
}

#[test]
fn what_breaks_the_layers_is_found() {
    let rows = [
        ("src/engine/diff.rs", "use crate::document::Text;", "engine names document"),
        ("src/document.rs", "use crate::{engine, store};", "document names {"),
        ("src/store/sql.rs", "use crate::clock::today;", "store names clock"),
        ("src/cli/show.rs", "crate::web::app()", "cli names web"),
        ("src/import.rs", "use crate::*;", "import names *"),
        ("src/proceedings/desk.rs", "let x = crate::cli::main;", "proceedings names cli"),
        ("src/export/docx/body.rs", "use super::super::super::store;", "climbs three modules up"),
        ("src/export/html.rs", "use super::super::store;", "climbs out of its layer"),
        ("src/engine/token.rs", "use travaux::store;", "use travaux::"),
        ("src/novel.rs", "", "novel is no layer that is listed"),
    ];
    for (path, text, found) in rows {
        let strays = strays(path, text);
        assert!(strays.iter().any(|it| it.contains(found)), "{path}, {text}: {strays:?}");
    }
    assert_eq!(strays("src/store/sql.rs", "use crate::document::Text;"), Vec::<String>::new());
    assert_eq!(code_of("a\n// b\n#[cfg(test)]\nmod tests {\n  x.unwrap()\n}\n"), "a\n");
}

#[test]
fn some_names_stand_in_some_files_only() {
    let mut strays = Vec::new();
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    for source in sources() {
        for (name, allowed) in ONLY_IN {
            let uses = source.code.matches(name).count();
            *met.entry(name).or_default() += uses;
            if uses > 0 && !allowed.iter().any(|start| source.path.starts_with(start)) {
                strays.push(format!("{}: {name}", source.path));
            }
        }
    }
    assert_eq!(strays, Vec::<String>::new());
    for (name, allowed) in ONLY_IN {
        assert!(allowed.is_empty() || met[name] > 0 || name.ends_with("::now"), "{name} is met nowhere");
    }
    assert!(met["Timestamp::now"] > 0);
}

#[test]
fn files_stay_short() {
    let long: Vec<(String, usize)> = (sources().into_iter())
        .map(|source| (source.path, source.text.lines().count()))
        .filter(|(_, lines)| *lines > LONG)
        .collect();
    for (path, lines) in &long {
        assert!(
            LONG_ONES.iter().any(|(listed, _)| listed == path),
            "{path} has {lines} lines: look for a seam"
        );
    }
    for (listed, reason) in LONG_ONES {
        assert!(long.iter().any(|(path, _)| path == listed), "{listed} is short now ({reason})");
    }
}

#[test]
fn modules_are_files_of_their_name() {
    let stray: Vec<String> =
        sources().into_iter().map(|it| it.path).filter(|it| it.ends_with("/mod.rs")).collect();
    assert_eq!(stray, Vec::<String>::new());
    for source in sources() {
        let glob =
            source.code.lines().find(|line| line.trim_start().starts_with("use ") && line.ends_with("::*;"));
        assert_eq!(glob, None, "{}", source.path);
    }
}

#[test]
fn no_text_tells_where_it_was_written() {
    let mut texts: Vec<(String, String)> = sources().into_iter().map(|it| (it.path, it.text)).collect();
    texts.extend(files_under("docs", ".md"));
    texts.extend(files_under("assets", ""));
    for name in ["README.md", "CHANGELOG.md", "Cargo.toml", "schema.sql"] {
        texts.push((name.to_owned(), fs::read_to_string(root().join(name)).unwrap()));
    }
    // In pieces, so that this file does not have them.
    let private = [
        ["/wo", "rk/"],
        ["/tm", "p/"],
        ["crates", ".io/"],
        ["regis", "try.npmjs"],
        ["py", "pi.org"],
        ["local", "host:"],
    ];
    for (path, text) in &texts {
        for words in private.map(|it| it.concat()) {
            assert!(!text.contains(&words), "{path} speaks of {words}");
        }
    }
}
