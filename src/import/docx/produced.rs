//! Word documents made by real word processors; `tests/fixtures/README.md` says how.

use super::fixture::lines;
use crate::import::{Imported, read};

fn imported(bytes: &[u8]) -> Imported {
    read(bytes, "draft.docx").unwrap()
}

#[test]
fn libreoffice() {
    let skies = imported(include_bytes!("../../../tests/fixtures/skies.docx"));
    assert_eq!(
        lines(&skies),
        [
            "title0 Draft outcome on night skies",
            "heading1 Chapter I Lights",
            "plain0 The Parties, *noting* the stars^[Those seen **without** a glass.], and the moon^[Any phase.], \
             have agreed:",
            "numbered0 1. Each Party shall dim its lamps at night.",
            "item1 (a) in towns;",
            "item2 (i) in streets;",
            "item2 (ii) in parks;",
            "item3 - of any size;",
            "item1 (b) on roads.",
            "numbered0 2. Parties may keep beacons.",
            "heading2 Terms",
            "numbered0 2 bis. Beacons are lamps for ships.",
            "plain0 Lamp",
            "plain0 Watt",
            "plain0 Near a box.",
            "heading1 Chapter II Ends",
            "plain0 Split joined.",
        ]
    );
    let warnings: Vec<String> = skies.warnings.iter().map(ToString::to_string).collect();
    let begins = [
        "tracked changes were read as accepted (1 insertion, 2 deletions)",
        "1 table was read as paragraphs",
        "1 text box was left out, at paragraph 15",
        "1 comment was left out, at paragraph 10",
    ];
    assert_eq!(warnings.len(), begins.len(), "{warnings:?}");
    assert!(warnings.iter().zip(begins).all(|(warning, begin)| warning.starts_with(begin)), "{warnings:?}");
}

#[test]
fn pandoc() {
    let wells = imported(include_bytes!("../../../tests/fixtures/wells.docx"));
    assert_eq!(
        lines(&wells),
        [
            "title0 Draft outcome on shared wells",
            "heading1 Opening",
            "plain0 The Parties to this text,",
            "plain0 *Recalling* their **common** rivers,^[Named in the *annex* [list 2].]",
            "heading1 Article 1 Use",
            "numbered0 1. Each Party shall",
            "item1 a. keep its wells clean;",
            "item1 b. share what it measures, that is:",
            "item2 i. depth;",
            "item2 ii. salt;",
            "item1 c. report *once* a year.",
            "numbered0 2. No Party shall close a well.^[As agreed late.]",
            "plain0 It may fence it.",
            "numbered0 3. Parties should meet.",
            "item1 - In spring",
            "item2 - or in summer",
            "item1 - in autumn",
            "heading2 Term used",
            "plain0 Term",
            "plain0 Meaning",
            "plain0 Well",
            "plain0 A hole with water",
            "plain0 See the list.",
            "annex_heading1 Annex I",
            "plain0 Wells in use.",
        ]
    );
    assert_eq!(wells.warnings.len(), 1);
}
