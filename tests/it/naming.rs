//! General texts name no State, no person and no context: what is found in them all the same was looked at, and is listed.
//!
//! The texts are not in the project: the test passes with a word where the folder `shared` is not beside it.

use std::collections::BTreeSet;

use travaux::document::inline::Text;
use travaux::drafting::naming::Reading;
use travaux::drafting::submission::{Body, Target};

use crate::support::shared;

/// Texts without States, one in six languages among them.
const TEXTS: [&str; 12] = [
    "contributor-covenant-1.4-six-languages/v1.ar.txt",
    "contributor-covenant-1.4-six-languages/v1.en.txt",
    "contributor-covenant-1.4-six-languages/v1.es.txt",
    "contributor-covenant-1.4-six-languages/v1.fr.txt",
    "contributor-covenant-1.4-six-languages/v1.ru.txt",
    "contributor-covenant-1.4-six-languages/v1.zh.txt",
    "contributor-covenant/v5.txt",
    "dpg-standard-governance/v5.txt",
    "ihl-additional-protocol-II-1977/v1.txt",
    "python-governance-pep/v7.txt",
    "paris-decision-2015/v2.txt",
    "paris-agreement-2015/v3.txt",
];

/// What is found in them, and is what it seems: the Paris texts name these.
const LOOKED_AT: [&str; 4] =
    ["State: Bolivia", "State: EU", "State: Swiss", "State: United States of America"];

#[test]
fn general_texts_name_nobody() {
    let Some(shared) = shared() else {
        return eprintln!("skipped: the folder shared is not beside the project");
    };
    let mut found = BTreeSet::new();
    let mut words = 0;
    for name in TEXTS {
        let text = std::fs::read_to_string(shared.join("corpus").join(name)).unwrap();
        for line in text.lines() {
            words += line.split_whitespace().count();
            let body = Body::Comment { text: Text::literal(line) };
            let reading = Reading::of(&body, None, &Target::Document, &[]);
            for it in reading.holding() {
                found.insert(format!(
                    "{:?}: {}",
                    it.named,
                    &reading.passages[it.passage].text[it.range.clone()]
                ));
            }
        }
    }
    assert!(words > 30_000, "{words}");
    let odd: Vec<&String> = found.iter().filter(|it| !LOOKED_AT.contains(&it.as_str())).collect();
    assert!(odd.is_empty(), "{odd:#?}");
}
