//! A draft as data: what goes out comes back to the letter, and the schema says what the program does.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use travaux::document::Kind;
use travaux::document::exchange::{Entry, Exchange, Format};
use travaux::document::id::ParagraphId;
use travaux::document::inline::Text;
use travaux::document::label::Label;
use travaux::import;

use crate::support::Office;

const SCHEMA: &str = include_str!("../../docs/draft.schema.json");

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

fn is_valid(value: &Value) -> bool {
    jsonschema::draft202012::new(&schema()).unwrap().is_valid(value)
}

fn is_read(value: &Value) -> bool {
    import::read(value.to_string().as_bytes(), "draft.json").is_ok()
}

/// Every field there is, filled.
fn full() -> Exchange {
    let id = |number: u8| ParagraphId::from_bytes([number; 16]);
    let kinds = [
        Kind::Title,
        Kind::Heading,
        Kind::Preambular,
        Kind::Numbered,
        Kind::Item,
        Kind::Plain,
        Kind::AnnexHeading,
    ];
    let entry = |(number, kind): (u8, Kind)| Entry {
        id: id(number),
        kind,
        level: 1,
        label: Label::new("12 bis."),
        brackets_before_label: 1,
        text: Text::parse("[The *Parties*^[All.]]"),
        from: vec![id(100), id(101)],
    };
    Exchange {
        format: Format::Draft1,
        process: "Process".to_owned(),
        title: "Title".to_owned(),
        draft: "Rev.1".to_owned(),
        language: "en".to_owned(),
        day: "2026-04-20".parse().ok(),
        paragraphs: (1..).zip(kinds).map(entry).collect(),
    }
}

fn keys(value: &Value) -> BTreeSet<String> {
    value.as_object().unwrap().keys().cloned().collect()
}

#[test]
fn the_schema_has_the_fields_that_the_program_has() {
    let (schema, full) = (schema(), serde_json::to_value(full()).unwrap());
    let paragraph = &schema["$defs"]["paragraph"];
    assert_eq!(keys(&full), keys(&schema["properties"]));
    assert_eq!(keys(&full["paragraphs"][0]), keys(&paragraph["properties"]));
    let kinds: Vec<&Value> = full["paragraphs"].as_array().unwrap().iter().map(|it| &it["kind"]).collect();
    assert_eq!(kinds, paragraph["properties"]["kind"]["enum"].as_array().unwrap().iter().collect::<Vec<_>>());
    assert!(is_valid(&full) && is_read(&full));
    // What either of them asks for the other asks for as well, and nothing more is let in by one alone.
    for field in keys(&full) {
        let mut without = full.clone();
        without.as_object_mut().unwrap().remove(&field);
        assert_eq!(is_valid(&without), is_read(&without), "without {field}");
    }
    for field in keys(&full["paragraphs"][0]) {
        let mut without = full.clone();
        without["paragraphs"][0].as_object_mut().unwrap().remove(&field);
        assert_eq!(is_valid(&without), is_read(&without), "a paragraph without {field}");
    }
}

#[test]
fn what_the_program_refuses_the_schema_refuses() {
    let full = serde_json::to_value(full()).unwrap();
    let wrong: [(&str, Value); 11] = [
        ("/author", json!("somebody")),
        ("/format", json!("travaux-draft-2")),
        ("/day", json!("20 April")),
        ("/paragraphs", json!({})),
        ("/paragraphs/0/author", json!("somebody")),
        ("/paragraphs/0/id", json!("ABC")),
        ("/paragraphs/0/kind", json!("article")),
        ("/paragraphs/0/level", json!(-1)),
        ("/paragraphs/0/label", json!(" 1.")),
        ("/paragraphs/0/text", json!(null)),
        ("/paragraphs/0/from", json!(["12"])),
    ];
    for (place, value) in wrong {
        let mut changed = full.clone();
        let (parent, field) = place.rsplit_once('/').unwrap();
        changed.pointer_mut(parent).unwrap()[field] = value;
        assert!(!is_valid(&changed), "{place}: the schema lets it in");
        assert!(!is_read(&changed), "{place}: the program lets it in");
    }
}

#[test]
fn a_draft_goes_out_and_comes_back_to_the_letter() {
    let office = Office::issued();
    for draft in ["Zero draft", "Rev.1"] {
        office.done(&["export", "--draft", draft, "-o", "draft.json"]);
        let sent = office.text("draft.json");
        assert!(is_valid(&serde_json::from_str(&sent).unwrap()));
        let elsewhere = Office::new();
        elsewhere.put("draft.json", &sent);
        elsewhere.done(&["init", "-p", "ICT workstream", "--document", "Draft outcome document"]);
        let said = elsewhere.done(&["import", "draft.json"]);
        assert!(said.err.contains(&format!("{draft} with ")), "{}", said.err);
        elsewhere.done(&["export", "-o", "again.json"]);
        assert!(elsewhere.text("again.json") == sent, "{draft} comes back another");
        assert!(elsewhere.done(&["check"]).err.contains("nothing found"), "{draft}");
    }
    assert!(office.text("draft.json").contains("\"from\""), "a split is told");
}

#[test]
fn ids_pair_two_drafts_whatever_their_words() {
    let office = Office::issued();
    for (draft, name) in [("Zero draft", "zero.json"), ("Rev.1", "rev.json")] {
        office.done(&["export", "--draft", draft, "-o", name]);
    }
    office.done(&["export", "--rendition", "redline", "--format", "md", "-o", "store.md"]);
    office.done(&["redline", "zero.json", "rev.json", "-o", "files.md"]);
    let body = |name: &str| office.text(name).split_once("---").unwrap().1.to_owned();
    assert!(body("store.md") == body("files.md"), "two files tell what the record tells");
    // Two files in which every word is another are one draft after the other all the same.
    let mut other: Value = serde_json::from_str(&office.text("zero.json")).unwrap();
    other["paragraphs"][3]["text"] = json!("Nothing of it is left.");
    office.put("other.json", other.to_string());
    let said = office.done(&["diff", "--stat", "zero.json", "other.json"]);
    assert!(said.out.contains(", 1 changed\n"), "{}", said.out);
}

#[test]
fn ids_of_another_document_are_refused_and_so_is_what_no_file_shows() {
    let office = Office::issued();
    office.done(&["export", "-o", "rev.json"]);
    office.done(&["init", "-p", "Other"]);
    let said = office.run(&["-p", "Other", "import", "rev.json"]);
    assert!(said.err.contains("is known here already, in another document"), "{}", said.err);
    assert_eq!(said.code, 1);
    for (rendition, name, words) in [
        ("redline", "x.json", "no .json file shows a redline: choose .docx, "),
        ("compilation", "x.xml", "no .xml file shows a compilation: choose .docx, "),
        ("concordance", "x.json", "no .json file shows old and new numbers: choose .docx, "),
    ] {
        let said = office.run(&["-p", "ICT workstream", "export", "--rendition", rendition, "-o", name]);
        assert!(said.err.contains(words), "{}", said.err);
        assert_eq!(said.code, 2, "{name}");
        assert!(!office.files().contains(&name.to_owned()));
    }
}
