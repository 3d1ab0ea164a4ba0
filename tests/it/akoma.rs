//! Akoma Ntoso against the schema of the standard. Passes with a message where the schema or `xmllint` is not there.

use std::path::{Path, PathBuf};
use std::process::Command;

use travaux::document::compare::{compare, identify};
use travaux::document::id::ParagraphId;
use travaux::document::{Content, Kind, Paragraph};
use travaux::export::rendition::{Cover, Language, Rendition};
use travaux::export::{Format, write};

use crate::support::Office;

/// Name, language, old and new lines; `#` opens a heading, `!` the title, `@` an annex.
const TEXTS: [(&str, &str, &[&str], &[&str]); 6] = [
    (
        "every kind of change",
        "en",
        &[
            "!On wells",
            "PP1 *Recalling* the rain^[Of spring & autumn.],",
            "#I. Use",
            "1. Wells are shared:",
            "(a) by day;",
            "(i) in summer,",
            "(b) by night.",
            "2. No well is closed to travellers who come from afar.",
            "##A. Upkeep",
            "3. Every household mends the rope once a year in turn.",
            "@Annex I",
            "- one list",
        ],
        &[
            "!On wells and springs",
            "PP1 *Recalling* the rain^[Of spring.],",
            "PP2 Noting the snow,",
            "#I. Use and care",
            "3. Every household mends the rope once a year in turn.",
            "1. Wells are shared:",
            "(a) by day;",
            "(b) at **night**; and",
            "(c) [on feasts <all of them>].",
            "##A. Upkeep",
            "#II. New",
            "4. As paragraph 1 says.",
            "@Annex I",
            "- one list",
        ],
    ),
    (
        "from the right",
        "ar",
        &["المادة 3 التعاون", "1. نحن الدول الأعضاء نؤكد."],
        &["1. نحن الدول الأعضاء نؤكد من جديد."],
    ),
    (
        "articles",
        "zh",
        &["#第三条 合作", "各国应尊重国际法。"],
        &["#第三条 合作", "#第四条 争端", "各国必须尊重国际法。"],
    ),
    ("only a heading", "en", &["#Scope"], &["#Scope", "#Use"]),
    ("everything goes", "en", &["#I. One", "1. Two", "(a) Three"], &["Other words altogether"]),
    (
        "doubled labels",
        "fr",
        &["1. Un", "1. Deux", "(a) x", "(a) y"],
        &["1. Un", "1. Deux", "(a) x", "(a) y", "1. Trois"],
    ),
];

#[test]
fn invented_texts_are_valid() {
    let Some(schema) = schema() else { return };
    let folder = tempfile::tempdir().unwrap();
    for (name, tag, old, new) in TEXTS {
        let mut number = 0u64;
        let (old, new, lineage) = identify(contents(old), contents(new), || {
            number += 1;
            ParagraphId::derived("test", &[&number.to_be_bytes()])
        });
        let cover = |against: &str| Cover {
            process: "Wells & springs".to_owned(),
            title: "\"On wells\"".to_owned(),
            draft: "Rev.1".to_owned(),
            against: against.to_owned(),
            ..Cover::default()
        };
        let language = |draft: &[Paragraph]| Language::of(tag, draft);
        let redline = Rendition::redline(&compare(&old, &new, &lineage), cover("Zero draft"), language(&new));
        let clean = Rendition::clean(&new, cover(""), language(&new));
        let nameless = Rendition::clean(&old, Cover::default(), language(&old));
        for rendition in [redline, clean, Rendition { earlier: vec![new.clone()], ..nameless }] {
            let path = folder.path().join("text.xml");
            std::fs::write(&path, write(&rendition, Format::Akoma).unwrap()).unwrap();
            check(&schema, &path, name);
        }
    }
}

#[test]
fn the_demonstration_is_valid() {
    let Some(schema) = schema() else { return };
    let office = Office::issued();
    for (draft, rendition) in [("Zero draft", "clean"), ("Rev.1", "clean"), ("Rev.1", "redline")] {
        office.done(&["export", "--draft", draft, "--rendition", rendition, "-o", "text.xml"]);
        check(&schema, &office.path("text.xml"), &format!("{draft} {rendition}"));
    }
    assert!(
        office.text("text.xml").contains("status=\"removed\"") || office.text("text.xml").contains("<del")
    );
}

fn contents(lines: &[&str]) -> Vec<Content> {
    let content = |line: &&str| {
        let words = line.trim_start_matches('#');
        match (line.len() - words.len(), words.chars().next()) {
            (0, Some('!')) => Content::read_as(Kind::Title, 0, &words[1..]),
            (0, Some('@')) => Content::read_as(Kind::AnnexHeading, 1, &words[1..]),
            (0, _) => Content::read(words),
            (level, _) => Content::read_as(Kind::Heading, level as u8, words),
        }
    };
    lines.iter().map(content).collect()
}

fn schema() -> Option<PathBuf> {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/akn/akomantoso30.xsd");
    let there = schema.is_file() && Command::new("xmllint").arg("--version").output().is_ok();
    if !there {
        eprintln!("skipped: the schema of Akoma Ntoso or xmllint is not here; tests/run fetches them");
    }
    there.then_some(schema)
}

fn check(schema: &Path, file: &Path, name: &str) {
    let mut xmllint = Command::new("xmllint");
    xmllint.args(["--nonet", "--noout", "--schema"]).arg(schema).arg(file);
    let output = xmllint.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {said}\n{}", std::fs::read_to_string(file).unwrap());
}
