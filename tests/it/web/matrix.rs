//! Who may ask for what, in which phase: every route and method of the application, as every role.
//!
//! A route without a row fails: the routes are read from the source.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The routes that the source names, with their methods.
fn routes() -> BTreeSet<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web");
    let mut sources = vec![std::fs::read_to_string(root.with_extension("rs")).unwrap()];
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                sources.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut addresses = BTreeMap::new();
    for source in &sources {
        for line in source.split("const ").skip(1) {
            let Some((name, rest)) = line.split_once(": &str =") else { continue };
            let Some(address) = rest.trim_start().strip_prefix('"').and_then(|it| it.split('"').next()) else { continue };
            if address.starts_with('/') {
                addresses.insert(name.to_owned(), address.to_owned());
            }
        }
    }
    let mut found = BTreeSet::new();
    for source in &sources {
        for call in source.split(".route(").skip(1) {
            let mut depth = 1;
            let end = call.char_indices().find(|(_, c)| {
                depth += match c {
                    '(' => 1,
                    ')' => -1,
                    _ => 0,
                };
                depth == 0
            });
            let call = &call[..end.unwrap().0];
            let (name, handlers) = call.split_once(',').unwrap();
            let name = name.trim().rsplit("::").next().unwrap();
            let address = addresses.get(name).unwrap_or_else(|| panic!("{name} is no address"));
            for method in ["get", "post", "put", "delete", "patch"] {
                if handlers.contains(&format!("{method}(")) {
                    found.insert((method.to_uppercase(), address.clone()));
                }
            }
        }
    }
    assert!(found.len() > 10, "{found:?}");
    found
}
