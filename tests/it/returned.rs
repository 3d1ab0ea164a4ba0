//! A Word file that a delegation downloads, edits in LibreOffice and sends back, received by the secretariat.
//!
//! What needs LibreOffice passes with a message where it is not installed.

mod hostile;
mod laws;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use travaux::document::compare::compare;
use travaux::document::inline::Text;
use travaux::document::lineage::Lineage;
use travaux::document::{Content, Paragraph};
use travaux::export::rendition::{Cover, Language, Rendition};
use travaux::export::{Format, write};
use travaux::store::{Access, Error, Store};

use crate::support::{Office, Said};

/// The name that LibreOffice signs changes with.
const SIGNED: &str = "Laptop-Seven";

const RIVERS: &str = r#"# Draft outcome on shared rivers

Recalling the meetings of earlier years on the rivers that cross borders,

## Chapter I Use

1. Each State uses the rivers that it shares in a fair manner.

2. A State that plans a dam tells its neighbours without delay what it plans.

3. The neighbours should answer within half a year.

4. Measures are taken together. They are listed in an annex that is kept up to date.

5. Every State measures the water that crosses its border.

6. It sends the figures to the others once a month.

## Chapter II Care

7. No waste is led into a river that drinking water is taken from.

8. Where waste has been led into a river, the State that did so removes it.

9. Ships carry no oil through narrow reaches in the spawning season.

10. Banks are planted with trees that stand the water.

(a) Willows go nearest to the water;

(b) alders go behind them.

11. Fish can pass every weir that is built from now on.

## Chapter III Meetings

12. The States meet once a year in the basin of one of the rivers.

13. The host chairs the meeting and keeps its records.

14. Observers may attend and may speak when the chair gives them the floor.

15. Decisions are taken by consensus, in the languages of the basin.

16. Any State may leave with a year's notice to the "host".
"#;

/// With the draft on rivers, as `draft.docx` too.
fn office() -> Office {
    let office = Office::new();
    office.done(&["init", "--process", "Rivers"]);
    office.put("rivers.md", RIVERS);
    office.done(&["import", "rivers.md", "--date", "2026-03-02"]);
    office.done(&["export", "--track-edits", "-o", "draft.docx"]);
    office
}

/// What an author does in the file.
fn edits() -> Value {
    json!([
        ["insert", "in a fair", " and careful"],
        ["delete", " without delay"],
        ["replace", "should answer", "shall answer"],
        ["split", "are taken together."],
        ["join", "crosses its border."],
        ["footnote", "led into a river that", "Lakes count as rivers."],
        ["comment", "removes it", "Who pays?"],
        ["bold", "spawning season"],
        ["remove", "Willows go nearest"],
        ["new", "built from now on.", "11 bis.\tOld weirs are rebuilt."],
        ["down", "The host chairs"],
    ])
}

/// The same as the program tells it; `{}` is how the edit was tracked.
const TOLD: [&str; 10] = [
    "para. 1{}: insert “and careful” after “fair”",
    "para. 2{}: delete “without delay”",
    "para. 3{}: replace “should” by “shall”",
    "para. 4{}: split the paragraph before “They”",
    "para. 5{}: join it with 6",
    "para. 7{}: add a footnote after “that”: “Lakes count as rivers.”",
    "para. 8: comment on \"removes it\": Who pays?",
    "(a){}: delete the paragraph",
    "para. 11{}: add a paragraph after it: “Old weirs are rebuilt.”",
    "para. 13{}: move the paragraph behind 14",
];

fn told(tracking: &str) -> Vec<String> {
    TOLD.iter().map(|line| line.replace("{}", tracking)).collect()
}

/// Edits a file of the office in LibreOffice; false where that is not installed.
fn edited(office: &Office, from: &str, to: &str, mode: &str, author: &str, edits: &Value) -> bool {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/edit.py");
    let mut python = Command::new("/usr/bin/python3");
    python.arg(script).arg(office.path(from)).arg(office.path(to)).args([mode, author]);
    let Ok(mut child) = python.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn() else { return false };
    child.stdin.take().unwrap().write_all(edits.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    if output.status.code() == Some(77) {
        eprintln!("skipped: LibreOffice with its Python bridge is not installed");
        return false;
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    true
}

fn preview(office: &Office, file: &str) -> (Vec<String>, Said) {
    let said = office.done(&["submissions", "import", "--tracked", file, "--preview"]);
    (said.out.lines().map(str::to_owned).collect(), said)
}

fn received(office: &Office, file: &str) -> Said {
    office.run(&["submissions", "import", "--tracked", file])
}

#[test]
fn what_was_edited_in_libreoffice_comes_back_and_nothing_else() {
    let office = office();
    if !edited(&office, "draft.docx", "edited.docx", "tracked", SIGNED, &edits()) {
        return;
    }
    let file = std::fs::read(office.path("edited.docx")).unwrap();
    let (lines, said) = preview(&office, "edited.docx");
    assert_eq!(lines, told(""));
    assert!(said.err.contains("not filed: para. 9: only emphasis changed"), "{}", said.err);
    assert!(
        said.err.ends_with("Zero draft: 9 amendments and 1 comment; nothing was taken in\n"),
        "{}",
        said.err
    );
    assert!(!said.err.contains("warning"), "{}", said.err);

    let taken = received(&office, "edited.docx").succeeded();
    assert!(
        taken.err.contains("10 submissions on Zero draft, released: 1 comment, 1 delete, 1 insert_after")
    );
    let rows = office.shown(&["submissions"]);
    assert_eq!(rows.len(), 10);
    let new = rows.iter().find(|row| row["kind"] == "insert_after").unwrap();
    assert_eq!(new["body"]["paragraphs"][0]["label"], "11 bis.");
    let comment = rows.iter().find(|row| row["kind"] == "comment").unwrap();
    assert_eq!(comment["body"]["text"], "Who pays?");

    // Nothing of who it was.
    assert!(inside(&file).contains(SIGNED));
    let kept = office.record() + &said.out + &said.err + &taken.err + &format!("{rows:?}");
    assert!(!kept.contains(SIGNED));
    for name in std::fs::read_dir(office.path("data")).unwrap() {
        let bytes = std::fs::read(name.unwrap().path()).unwrap();
        assert!(!bytes.windows(SIGNED.len()).any(|it| it == SIGNED.as_bytes()));
    }
}

#[test]
fn edits_that_libreoffice_did_not_track_are_found() {
    let office = office();
    if !edited(&office, "draft.docx", "edited.docx", "untracked", SIGNED, &edits()) {
        return;
    }
    let (lines, said) = preview(&office, "edited.docx");
    assert_eq!(lines, told(" (not tracked)"));
    assert!(said.err.contains("9 paragraphs of the draft with edits that were not tracked"), "{}", said.err);
}

#[test]
fn a_file_edited_again_by_somebody_else_is_one_file() {
    let office = office();
    if !edited(&office, "draft.docx", "once.docx", "tracked", SIGNED, &edits()) {
        return;
    }
    let more = json!([
        ["replace", "and careful", "and most careful"],
        ["insert", "half a year", " at the latest"],
        ["delete", "Decisions are taken by consensus, "],
        ["new", "Old weirs are rebuilt.", "So are old locks."],
    ]);
    assert!(edited(&office, "once.docx", "twice.docx", "tracked", "Laptop-Eight", &more));
    let mut expected = told("");
    expected[0] = "para. 1: insert “and most careful” after “fair”".to_owned();
    expected[2] += "; insert “at the latest” after “year”";
    expected[8] = "para. 11: add 2 paragraphs after it: “Old weirs are rebuilt.”".to_owned();
    expected.push("para. 15: delete “Decisions are taken by consensus,”".to_owned());
    assert_eq!(preview(&office, "twice.docx").0, expected);
    // Opened and stored, and nothing done.
    assert!(edited(&office, "draft.docx", "same.docx", "tracked", SIGNED, &json!([])));
    let same = received(&office, "same.docx");
    assert_eq!(same.code, 3, "{}", same.err);
    assert!(
        same.err.contains("there is no change in it: it is Zero draft as it was downloaded"),
        "{}",
        same.err
    );
}

#[test]
fn only_what_was_edited_in_a_redline_comes_back() {
    let office = next_draft();
    office.done(&["export", "--rendition", "redline", "--track-edits", "-o", "redline.docx"]);
    let edits = json!([["insert", "in a fair", " and frugal"], ["replace", "once a month", "every week"]]);
    if !edited(&office, "redline.docx", "edited.docx", "tracked", SIGNED, &edits) {
        return;
    }
    let (lines, said) = preview(&office, "edited.docx");
    assert_eq!(
        lines,
        ["para. 1: insert “and frugal” after “fair”", "para. 6: replace “once a month” by “every week”"]
    );
    assert!(said.err.contains("the redline of Rev.1 against Zero draft: 2 amendments"), "{}", said.err);
}

/// With a second draft, in which three paragraphs have changed.
fn next_draft() -> Office {
    let office = office();
    let lines = [
        json!({"kind": "replace", "paragraph": 4, "text": "Each State uses the rivers that it shares in a fair and open manner."}),
        json!({"kind": "delete", "paragraph": 7}),
        json!({"kind": "insert_after", "paragraph": 22, "text": "Minutes are published."}),
    ];
    office.put("received.jsonl", lines.map(|line| line.to_string()).join("\n"));
    office.done(&["submissions", "import", "received.jsonl", "--date", "2026-04-01"]);
    office.done(&["consolidate", "--auto"]);
    office.done(&["issue", "--label", "Rev.1", "--date", "2026-04-20"]);
    office
}

/// A file of an issued draft in which words were put in place of others, as our own writer tracks it.
fn file_with(office: &Office, draft: &str, words: &[(&str, &str)]) -> Vec<u8> {
    let base = paragraphs(office, draft);
    let mut new = base.clone();
    for (old, put) in words {
        let it = new.iter_mut().find(|it| it.content.text.as_str().contains(old)).unwrap();
        let text = Text::parse(&it.content.text.as_str().replace(old, put));
        it.content = Content { text, ..it.content.clone() };
    }
    let comparison = compare(&base, &new, &Lineage::default());
    write(&Rendition::redline(&comparison, Cover::default(), Language::of("en", &new)), Format::Docx).unwrap()
}

fn paragraphs(office: &Office, draft: &str) -> Vec<Paragraph> {
    let store = Store::open(&office.path("data"), Access::Read).unwrap();
    let draft = draft.to_owned();
    let found: Result<Vec<Paragraph>, Error> = store.blocking_read(move |r| {
        let process = r.processes()?.remove(0);
        let document = r.documents(process.id)?.remove(0);
        let draft = r.draft(document.id, &draft)?;
        r.paragraphs(draft.id)
    });
    found.unwrap()
}

#[test]
fn a_file_counts_once() {
    let office = office();
    office.put("one.docx", file_with(&office, "Zero draft", &[("fair", "just"), ("once a month", "daily")]));
    received(&office, "one.docx").succeeded();
    let again = received(&office, "one.docx");
    assert_eq!(again.code, 3);
    assert!(again.err.contains("2 submissions were received already and left out"), "{}", again.err);
    assert!(again.err.contains("everything in it was received already"), "{}", again.err);
    office.put("two.docx", file_with(&office, "Zero draft", &[("fair", "just"), ("half a year", "a year")]));
    let more = received(&office, "two.docx").succeeded();
    assert!(more.err.contains("1 submission was received already and left out"), "{}", more.err);
    assert!(more.err.contains("1 submission on Zero draft"), "{}", more.err);
    assert_eq!(office.shown(&["submissions"]).len(), 3);
}

#[test]
fn a_file_of_an_earlier_draft_is_carried_to_the_latest() {
    let office = office();
    let words = [("fair", "just"), ("once a month", "daily"), ("Banks are planted", "All banks are planted")];
    office.put("late.docx", file_with(&office, "Zero draft", &words));
    let lines = [
        json!({"kind": "replace", "paragraph": 4, "text": "Each State uses the rivers that it shares in an open manner."}),
        json!({"kind": "replace", "paragraph": 9, "text": "It sends all the figures to the others once a month."}),
    ];
    office.put("received.jsonl", lines.map(|line| line.to_string()).join("\n"));
    office.done(&["submissions", "import", "received.jsonl", "--date", "2026-04-01"]);
    office.done(&["consolidate", "--auto"]);
    office.done(&["issue", "--label", "Rev.1", "--date", "2026-04-20"]);

    let taken = received(&office, "late.docx").succeeded();
    assert!(taken.err.contains("3 submissions on Zero draft, released: 3 replace"), "{}", taken.err);
    let rows = office.shown(&["submissions"]);
    let open: Vec<(&str, &str)> = (rows.iter())
        .filter(|row| row["disposition"]["is"] == "open")
        .map(|row| (row["made_on"].as_str().unwrap(), row["fit"].as_str().unwrap()))
        .collect();
    assert_eq!(open, [("Zero draft", "touched"), ("Zero draft", "shifted"), ("Zero draft", "clean")]);
    // They lie on the desk of the latest draft and can be decided there.
    let desk = office.done(&["consolidate", "--auto"]);
    assert_eq!(desk.number("submissions"), Some(3), "{}", desk.err);
    office.done(&["issue", "--label", "Rev.2", "--date", "2026-05-20"]);
    assert!(office.clean("Rev.2").contains("It sends all the figures to the others daily."));
}

#[test]
fn other_files_are_refused_by_name() {
    let office = office();
    office.put("letter.md", "A letter about something else.\n\nWith kind regards.");
    office.done(&["redline", "letter.md", "letter.md", "-o", "letter.docx"]);
    office.put("words.docx", "These are words and no package.");
    for (file, words) in [
        ("letter.docx", "no paragraph of the file is one of an issued draft"),
        ("words.docx", "the file is named .docx but is none"),
        ("rivers.md", "the file is named .docx but is none"),
        ("draft.docx", "there is no change in it"),
    ] {
        let record = office.record();
        let said = received(&office, file);
        assert_eq!(said.code, 3, "{file}: {}", said.err);
        assert!(said.err.contains(words), "{file}: {}", said.err);
        assert_eq!(office.record(), record, "{file}");
    }
    assert_eq!(office.run(&["submissions", "import", "draft.docx", "--preview"]).code, 2);
}

/// All parts of a package, one behind the other.
fn inside(file: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut all = String::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let _ = std::io::Read::read_to_string(&mut part, &mut all);
    }
    all
}
