//! Long texts of the real world, with hundreds of submissions: the whole job on each, and three readers on its redline.
//!
//! The texts are not ours and not in the project: each test passes with a word where the folder `shared` is not beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use travaux::document::id::ParagraphId;
use travaux::document::{Content, brackets};
use travaux::store::{Access, Error, Store};

use crate::cli::check_redline;
use crate::readers::{Seen, in_libreoffice, in_pandoc};
use crate::support::{Office, Said, paragraphs, shared};

#[test]
fn an_agreement_with_the_submissions_of_a_whole_round() {
    let Some(shared) = found() else { return };
    let mut script = Command::new("python3");
    let lines = match script.arg(shared.join("tools/fixture_to_jsonl.py")).output() {
        Ok(output) if output.status.success() => String::from_utf8(output.stdout).unwrap(),
        _ => return eprintln!("skipped: python3 does not run"),
    };
    let draft = read(&shared, "paris-agreement-2015/v1.md");
    assert_eq!((paragraphs(&draft).len(), lines.lines().count()), (173, 380));
    whole_job(&draft, &lines);
}

#[test]
fn a_text_full_of_brackets() {
    let Some(shared) = found() else { return };
    let draft = read(&shared, "paris-agreement-2015/v2.md");
    let lines = edits(&draft, 9);
    assert_eq!(paragraphs(&draft).len(), 543);
    assert!((55..=75).contains(&lines.lines().count()), "{}", lines.lines().count());
    whole_job(&draft, &lines);
}

#[test]
fn a_report_with_lists() {
    let Some(shared) = found() else { return };
    let draft = read(&shared, "seed-grulac-report-2026/v1.md");
    whole_job(&draft, &edits(&draft, 2));
}

fn found() -> Option<std::path::PathBuf> {
    let shared = shared();
    if shared.is_none() {
        eprintln!("skipped: the folder shared is not beside the project");
    }
    shared
}

fn read(shared: &Path, name: &str) -> String {
    fs::read_to_string(shared.join("corpus").join(name)).unwrap()
}

/// Submissions of every kind, made by rule on every `step`th paragraph.
fn edits(draft: &str, step: usize) -> String {
    let all = paragraphs(draft);
    let mut lines = vec![
        json!({"kind": "comment", "text": "The text is on the whole well balanced."}),
        json!({"kind": "replace_throughout", "find": "developing countries", "put": "developing States"}),
        json!({"kind": "insert_after", "paragraph": 0, "text": "A motto stands before everything."}),
    ];
    for (turn, at) in (0..all.len() - 1).step_by(step).enumerate() {
        let (place, base) = (at + 1, all[at].shown());
        let words = all[at].text.as_str();
        let mut file = |mut line: Value| {
            line["paragraph"] = place.into();
            if line["kind"] != "comment" && line["kind"] != "insert_after" {
                line["base_text"] = base.clone().into();
            }
            lines.push(line);
        };
        let first = words.split(' ').find(|it| it.len() > 5 && it.chars().all(char::is_alphabetic));
        match (turn % 8, first) {
            (0, Some(first)) => file(json!({"kind": "replace", "text": base.replacen(first, "other", 1)})),
            (1, Some(first)) => {
                for rival in ["some", "several", "many", "all", "no"].iter().take(1 + turn % 5) {
                    file(json!({"kind": "replace", "text": base.replacen(first, rival, 1)}));
                }
            }
            (2, _) => file(
                json!({"kind": "insert_after", "text": "The secretariat keeps a record of it^[On paper.]."}),
            ),
            (3, _) => file(json!({"kind": "delete"})),
            (4, _) => file(json!({"kind": "comment", "text": "Is this needed?"})),
            (5, _) => {
                file(json!({"kind": "replace", "text": format!("{base} This applies *at all times*.")}))
            }
            (6, _) => file(json!({"kind": "move", "after": (place + 40) % all.len() + 1})),
            (_, _) => {
                match base.split_once("; ").or_else(|| base.split_once(". ").filter(|it| it.0.len() > 20)) {
                    Some((before, after)) => file(json!({"kind": "split", "texts": [before, after]})),
                    None => file(
                        json!({"kind": "replace", "late": true, "text": base.replace("shall", "should")}),
                    ),
                }
            }
        }
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn whole_job(draft: &str, lines: &str) {
    let office = Office::new();
    office.put("zero-draft.md", draft);
    office.put("received.jsonl", lines);
    office.done(&["init", "-p", "Corpus"]);
    let number = paragraphs(draft).len();
    let said = office.done(&["import", "zero-draft.md", "--date", "2026-03-02"]);
    assert_eq!(said.number(" paragraphs, issued"), Some(number), "{}", said.err);
    let sent = lines.lines().count();
    let said = office.done(&["submissions", "import", "received.jsonl"]);
    assert_eq!(said.number(" submissions on Zero draft"), Some(sent), "{}", said.err);
    let decided = office.done(&["consolidate", "--auto"]);
    let issued = office.done(&["issue", "--label", "Rev.1", "--date", "2026-04-20"]);
    office.done(&["check"]);

    accounted_for(&office, lines, decided.number(" open\n"));
    let (old, new) = (office.clean("Zero draft"), office.clean("Rev.1"));
    assert_eq!(paragraphs(&old), paragraphs(draft));
    assert_eq!(issued.number(" paragraphs, issued"), Some(paragraphs(&new).len()));
    files_agree(&office, &new);
    brackets_are_few(&office);

    office.done(&["export", "--rendition", "redline", "-o", "redline.docx"]);
    office.done(&["export", "--rendition", "compilation", "-o", "compilation.docx"]);
    check_redline(&office.bytes("redline.docx"), &old, &new);
    others_read(&office.path("redline.docx"), &old, &new);
}

/// Every line is one row, whatever became of it, and the counts agree.
fn accounted_for(office: &Office, lines: &str, open: Option<usize>) {
    let rows = office.shown(&["submissions"]);
    let count = |keys: &mut dyn Iterator<Item = (String, Option<u64>)>| {
        let mut counts: BTreeMap<(String, Option<u64>), usize> = BTreeMap::new();
        keys.for_each(|key| *counts.entry(key).or_default() += 1);
        counts
    };
    let key = |it: &Value| {
        let place = it["paragraph"].as_u64().filter(|place| *place > 0);
        (it["kind"].as_str().unwrap().to_owned(), place)
    };
    let sent = lines.lines().map(|line| key(&serde_json::from_str(line).unwrap()));
    assert_eq!(count(&mut rows.iter().map(key)), count(&mut { sent }));
    let still_open = rows.iter().filter(|row| row["disposition"]["is"] == "open").count();
    assert_eq!(Some(still_open), open);
    assert!(rows.iter().all(|row| row["disposition"]["is"] == "open" || row["issued_in"] == "Rev.1"));
    let words_of = |row: &Value| !row["body"].as_object().unwrap().is_empty();
    assert!(rows.iter().all(words_of));
}

/// The clean text comes back from Markdown and from Word as it went.
fn files_agree(office: &Office, new: &str) {
    office.put("clean.md", new);
    office.done(&["export", "-o", "clean.docx"]);
    let said = office.run(&["diff", "--stat", "--exit-code", "clean.docx", "clean.md"]);
    assert_eq!(said.out, format!("{} paragraphs unchanged\n", paragraphs(new).len()));
    let again = |args: &[&str]| Said::of(&mut office.bare(&[&["-d", "again"], args].concat())).succeeded();
    again(&["init", "-p", "Again"]);
    again(&["import", "clean.md"]);
    let back = again(&["export", "--format", "md", "-o", "-"]).out;
    for (back, new) in back.lines().zip(new.lines()) {
        assert_eq!(back, new, "the clean Markdown comes back");
    }
    assert_eq!(back.len(), new.len());
}

/// Brackets nest two deep at most, and beside a base wording stand at most three others. Where the base has more it
/// keeps them, and may be enclosed as a whole.
fn brackets_are_few(office: &Office) {
    let store = Store::open(&office.path("data"), Access::Read).unwrap();
    let (old, new, items) = store
        .blocking_read(|db| {
            let scope = travaux::proceedings::find(db, None).unwrap();
            let drafts = db.drafts(scope.document.id)?;
            let items = db.items(scope.document.id)?;
            Ok::<_, Error>((db.paragraphs(drafts[0].id)?, db.paragraphs(drafts[1].id)?, items))
        })
        .unwrap();
    let base: BTreeMap<ParagraphId, &Content> = old.iter().map(|it| (it.id, &it.content)).collect();
    let mut asked = Vec::new();
    items.iter().for_each(|it| strings(&serde_json::to_value(&it.submission.body).unwrap(), &mut asked));
    let deepest = asked.iter().map(|text| depth(text)).max().unwrap();
    let longest = asked.iter().map(|text| alternatives(text)).max().unwrap();
    let mut bracketed = 0;
    for paragraph in &new {
        let text = paragraph.content.text.as_str();
        let (most_deep, most_long) = match base.get(&paragraph.id) {
            Some(base) => (depth(base.text.as_str()), alternatives(base.text.as_str())),
            None => (deepest, longest),
        };
        assert!(depth(text) <= room(most_deep), "{most_deep}: {text}\n{:?}", base.get(&paragraph.id));
        assert!(alternatives(text) <= most_long.max(4), "{most_long}: {text}\n{:?}", base.get(&paragraph.id));
        bracketed += usize::from(depth(text) > 0);
    }
    assert!(bracketed > 0);
}

/// All words in a value.
fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(words) => found.push(words.clone()),
        Value::Array(all) => all.iter().for_each(|it| strings(it, found)),
        Value::Object(fields) => fields.values().for_each(|it| strings(it, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn room(base: usize) -> usize {
    if base > 2 { base + 1 } else { 2 }
}

fn depth(text: &str) -> usize {
    brackets::find(text).depth
}

/// The most brackets that follow directly on one another: `[shall][should][may]` are three.
fn alternatives(text: &str) -> usize {
    let pairs = brackets::find(text).pairs;
    let run = |start: usize| {
        let mut end = pairs[start].end;
        let mut length = 1;
        while let Some(next) = pairs.iter().find(|pair| pair.start == end) {
            (end, length) = (next.end, length + 1);
        }
        length
    };
    (0..pairs.len()).map(run).max().unwrap_or(0)
}

/// Pandoc and LibreOffice, after accepting and after rejecting everything.
fn others_read(file: &Path, old: &str, new: &str) {
    let (old, new) = (paragraphs(old), paragraphs(new));
    for (mode, draft) in [("accept", &new), ("reject", &old)] {
        match in_pandoc(file, mode) {
            Some(seen) => check_seen(&format!("pandoc, {mode}"), &seen, &Seen::of_contents(draft)),
            None => eprintln!("skipped: pandoc is not installed"),
        }
    }
    let Some(found) = in_libreoffice(&[file.to_owned()]) else {
        return eprintln!("skipped: LibreOffice with its Python bridge is not installed");
    };
    for (view, draft) in [("accepted", &new), ("rejected", &old)] {
        let view = (view, &found[0][view]);
        let seen = Seen::from_lists(&view.1["paragraphs"], &view.1["notes"]);
        check_seen(&format!("LibreOffice, {}", view.0), &seen, &Seen::of_contents(draft));
        assert_eq!(view.1["left"], 0, "every change is settled");
    }
}

fn check_seen(reader: &str, found: &Seen, expected: &Seen) {
    for (at, (found, expected)) in found.paragraphs.iter().zip(&expected.paragraphs).enumerate() {
        assert_eq!(found, expected, "{reader}, paragraph {}", at + 1);
    }
    assert_eq!(found.paragraphs.len(), expected.paragraphs.len(), "{reader}");
    assert_eq!(found.notes, expected.notes, "{reader}");
}
