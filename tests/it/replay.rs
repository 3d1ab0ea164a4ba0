//! What the fuzz targets start from, and what they once found: every such text is asked every promise.

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_oneof, proptest};

/// The fuzz targets as functions of bytes; they are no part of the program.
#[path = "../../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "the targets are programs of their own and call it")]
mod fuzz;

#[test]
fn seeds_and_findings_keep_every_promise() {
    let mut count = 0;
    let mut broken = Vec::new();
    for folder in ["fuzz/seeds", "fuzz/found"] {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let data = fs::read(&path).unwrap();
            for (target, run) in fuzz::TARGETS {
                count += 1;
                if catch_unwind(|| run(&data)).is_err() {
                    broken.push(format!("{target}: {}", path.display()));
                }
            }
        }
    }
    assert!(count >= 80, "{count} is too few to be all");
    assert_eq!(broken, Vec::<String>::new());
}

/// The same of what strangers send: at each door what is written for it and for the others.
#[test]
fn the_surface_keeps_every_promise() {
    let mut count = 0;
    let mut broken = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/surface")).unwrap() {
        let path = entry.unwrap().path();
        let data = fs::read(&path).unwrap();
        for (target, run) in fuzz::SURFACE {
            count += 1;
            if catch_unwind(|| run(&data)).is_err() {
                broken.push(format!("{target}: {}", path.display()));
            }
        }
    }
    assert!(count >= 100, "{count} is too few to be all");
    assert_eq!(broken, Vec::<String>::new());
}

/// Texts between empty lines, of few words and much markup, so that they have much in common.
fn texts() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "States", "shall", "act", " ", " ", ", ", ". ", "\n", "é", "e\u{301}", "当",
    ]);
    let markup =
        prop::sample::select(vec!["*", "**", "***", "^[", "[", "]", "\\", "^[note]", "*act*", " [and] "]);
    let labels = prop::sample::select(vec![
        "12 bis. ",
        "(a) ",
        "Article 3. ",
        "Alt 2 ",
        "paragraph 7(a)",
        "\t",
        "\u{a0}",
    ]);
    let piece = prop_oneof![
        6 => words.prop_map(str::to_owned),
        3 => markup.prop_map(str::to_owned),
        1 => labels.prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        2 => Just("\n\n".to_owned()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn texts_at_random_keep_every_promise(texts in texts()) {
        for (_, run) in fuzz::TARGETS {
            run(texts.as_bytes());
        }
    }
}
