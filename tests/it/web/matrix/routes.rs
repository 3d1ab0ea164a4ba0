//! The routes of the application, read from its source: whatever is not understood fails, nothing is passed over.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// The addresses that constants stand for.
type Addresses = BTreeMap<String, String>;

/// The routes that the source names, with their methods.
pub(super) fn routes() -> BTreeSet<(String, String)> {
    let files = files();
    let source = |path: &str| files.get(path).unwrap_or_else(|| panic!("no {path}"));
    let office = addresses(source("web/paths/office.rs"));
    let mut others = addresses(source("web/paths.rs"));
    for (name, address) in addresses(source("web/paths/delegate.rs")) {
        assert!(others.insert(name.clone(), address).is_none(), "{name} is there twice");
    }
    let mut found = BTreeSet::new();
    for (path, source) in files.iter().filter(|(path, _)| !path.ends_with("tests.rs")) {
        for odd in [".nest(", ".nest_service(", ".route_service(", ".fallback_service("] {
            assert!(!source.contains(odd), "{path}: {odd} adds routes that are not read here");
        }
        let mut calls = 0;
        for call in source.split(".route(").skip(1) {
            let call = call.split_at(closing(call, path)).0;
            let (name, handlers) = call.split_once(',').unwrap_or_else(|| panic!("{path}: {call}"));
            let name = name.trim();
            let from_office = source.contains("use super::paths::office::route;")
                || source.contains("use crate::web::paths::office::route;");
            let address = match name.strip_prefix("route::") {
                Some(name) if from_office => office.get(name),
                Some(name) => others.get(name),
                None => {
                    let named = source.contains(&format!("paths::route::{name};"));
                    assert!(named, "{path}: {name} is not known to come from paths::route");
                    others.get(name)
                }
            };
            let address = address.unwrap_or_else(|| panic!("{path}: {name} is no address"));
            for method in methods(handlers, path) {
                let fresh = found.insert((method.to_uppercase(), address.clone()));
                assert!(fresh, "{path}: {method} {address} is there twice");
            }
            calls += 1;
        }
        assert_eq!(calls, source.matches("route(").count() - source.matches("fn route(").count(), "{path}");
    }
    found
}

/// The source of the application, by path.
fn files() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = BTreeMap::new();
    let mut waiting = vec![root.join("web.rs"), root.join("web")];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(std::fs::read_dir(path).unwrap().map(|it| it.unwrap().path()));
        } else {
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            files.insert(name, std::fs::read_to_string(path).unwrap());
        }
    }
    files
}

/// The constants of a file that are addresses, wherever a line ends.
fn addresses(source: &str) -> Addresses {
    let mut found = Addresses::new();
    for said in source.split("const ").skip(1) {
        let Some((name, rest)) = said.split_once(": &str =") else { continue };
        let value = rest.trim_start().strip_prefix('"').and_then(|it| it.split_once('"'));
        let (value, _) = value.unwrap_or_else(|| panic!("{name} is not a plain string"));
        if value.starts_with('/') {
            let twice = found.insert(name.to_owned(), value.to_owned());
            assert!(twice.is_none(), "{name} is there twice");
        }
    }
    assert!(!found.is_empty());
    found
}

/// The methods of "get(page).post(issue)".
fn methods(handlers: &str, path: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut rest = handlers.trim().trim_end_matches(',').trim_end();
    while !rest.is_empty() {
        let call = rest.trim_start().trim_start_matches('.').trim_start();
        let (name, inside) = call.split_once('(').unwrap_or_else(|| panic!("{path}: {handlers}"));
        let method = METHODS.iter().find(|it| **it == name.trim());
        found.push(*method.unwrap_or_else(|| panic!("{path}: \"{name}\" is no method")));
        rest = inside[closing(inside, path) + 1..].trim_start();
    }
    assert!(!found.is_empty(), "{path}: {handlers}");
    found
}

/// Where the bracket closes that was opened before.
fn closing(text: &str, path: &str) -> usize {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    panic!("{path}: a bracket is not closed: {text}")
}
