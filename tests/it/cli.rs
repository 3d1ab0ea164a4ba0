//! The job as a secretariat types it, line by line, and what every line says and writes.

mod brackets;
mod files;
mod later;
mod package;
mod references;
mod retention;
mod slips;
mod verbs;
mod verify;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Stdio;

use serde_json::Value;
use travaux::document::Kind;

use crate::support::{DRAFT, Office, SUBMISSIONS, Said, paragraphs};

pub(crate) use self::files::check_redline;

const DISPOSITIONS: [&str; 9] = [
    "open",
    "retained",
    "retained_in_part",
    "bracketed",
    "merged",
    "overtaken_by",
    "out_of_scope",
    "not_retained",
    "noted",
];

#[test]
fn the_job_from_a_text_to_the_next_draft() {
    let office = Office::new();
    office.put("zero-draft.md", DRAFT);
    office.put("received.jsonl", SUBMISSIONS);
    let steps: [(&[&str], &str); 16] = [
        (
            &["init", "--process", "ICT workstream", "--venue", "Europe/Zurich"],
            "process \"ICT workstream\" (ict-workstream) in data\n",
        ),
        (
            &["import", "zero-draft.md", "--label", "Zero draft", "--date", "2026-03-02"],
            "Zero draft with 66 paragraphs, issued 2026-03-02\n",
        ),
        (
            &["submissions", "import", "received.jsonl"],
            "98 submissions on Zero draft, released: 18 comment, 7 delete, 12 insert_after, 1 join, 2 move, \
             55 replace, 1 replace_throughout, 2 split\n4 received after the deadline\n",
        ),
        (&["export", "--rendition", "compilation", "-o", "compilation.docx"], "compilation.docx\n"),
        (&["consolidate"], "Zero draft: 0 acts at the desk\n98 submissions, 98 open\n"),
        (&["consolidate", "--auto"], "98 submissions, 21 open\n"),
        (
            &["issue", "--label", "Rev.1", "--date", "2026-04-20"],
            "21 open, carried to Rev.1: 19 clean, 1 shifted, 1 touched\n",
        ),
        (&["export", "--draft", "Rev.1", "-o", "Rev.1-clean.docx"], "Rev.1-clean.docx\n"),
        (&["export", "--rendition", "redline", "-o", "Rev.1-redline.html"], "Rev.1-redline.html\n"),
        (
            &["export", "--rendition", "redline", "--against", "Zero draft", "-o", "Rev.1-redline.docx"],
            "Rev.1-redline.docx\n",
        ),
        (&["export", "--rendition", "compilation", "-o", "compilation.md"], "compilation.md\n"),
        (&["export", "--rendition", "redline", "-o", "Rev.1-redline.md"], "Rev.1-redline.md\n"),
        (&["export", "--rendition", "compilation", "-o", "compilation.html"], "compilation.html\n"),
        (&["export", "-o", "Rev.1-clean.html"], "Rev.1-clean.html\n"),
        (&["check"], "nothing found: the record is sound\n"),
        (&["backup", "backup.db"], "backup.db\n"),
    ];
    for (args, says) in steps {
        let said = office.done(args);
        assert_eq!(said.out, "", "{args:?}: only results go to standard output");
        assert!(said.err.contains(says), "{args:?}: {}", said.err);
        assert!(!said.err.contains('\u{1b}'), "{args:?}: no colours where there is no terminal");
    }
    for name in ["Rev.1-clean.html", "Rev.1-redline.html", "compilation.html"] {
        let page = office.text(name);
        assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>"), "{name}");
        for reference in ["src=", "<script", "http://", "@import"] {
            assert!(!page.contains(reference), "{name} is one file and runs nothing: {reference}");
        }
    }
    assert!(office.text("Rev.1-redline.md").contains("<ins>"));
    assert!(office.text("Rev.1-redline.html").contains("<del"));
    assert!(!office.files().iter().any(|name| name.starts_with('.')), "{:?}", office.files());
}

#[test]
fn nothing_is_unaccounted_for() {
    let office = Office::received();
    let sent: Vec<Value> = SUBMISSIONS.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let before = office.shown(&["submissions"]);
    assert_eq!(before.len(), sent.len());
    // One row for each line, of its kind, at its place, with its words.
    let mut rows = before.clone();
    for line in &sent {
        let at = rows.iter().position(|row| is_of(row, line)).unwrap_or_else(|| panic!("missing: {line}"));
        rows.swap_remove(at);
    }
    assert!(before.iter().all(|row| row["disposition"]["is"] == "open" && row["issued_in"].is_null()));
    for field in ["id", "name"] {
        let all: BTreeSet<&str> = before.iter().map(|row| row[field].as_str().unwrap()).collect();
        assert_eq!(all.len(), sent.len(), "every {field} is one's own");
    }

    let consolidated = office.done(&["consolidate", "--auto"]);
    let decided = office.shown(&["submissions"]);
    let in_words = |row: &Value| match row["disposition"]["is"].as_str().unwrap() {
        "bracketed" => "in brackets".to_owned(),
        other => other.replace('_', " "),
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for row in &decided {
        assert!(DISPOSITIONS.contains(&row["disposition"]["is"].as_str().unwrap()), "{row}");
        *counts.entry(in_words(row)).or_default() += 1;
    }
    assert_eq!(counts.values().sum::<usize>(), sent.len());
    for (words, number) in &counts {
        let line = format!("  {number:>4} {words}\n");
        assert!(consolidated.err.contains(&line), "{line}{}", consolidated.err);
    }
    let open = counts["open"];
    assert_eq!(consolidated.number(" open\n"), Some(open));
    let reasons: usize = (consolidated.err.lines())
        .filter_map(|line| line.split_once(" left open: "))
        .map(|(number, _)| number.trim().parse::<usize>().unwrap())
        .sum();
    assert_eq!(reasons, open, "whatever stays open has a reason");

    let issued = office.done(&["issue", "--label", "Rev.1"]);
    let after = office.shown(&["submissions"]);
    let key = |row: &Value| (row["id"].clone(), row["disposition"].clone(), row["body"].clone());
    assert!(after.iter().map(key).eq(decided.iter().map(key)), "issuing changes no disposition and no words");
    let (carried, told): (Vec<&Value>, Vec<&Value>) =
        after.iter().partition(|row| row["disposition"]["is"] == "open");
    assert!(told.iter().all(|row| row["issued_in"] == "Rev.1"));
    assert!(carried.iter().all(|row| row["issued_in"].is_null() && row["fit"].is_string()));
    assert_eq!(issued.number(" open, carried to Rev.1"), Some(carried.len()));
    for fit in ["clean", "shifted", "touched", "lost"] {
        let number = carried.iter().filter(|row| row["fit"] == fit).count();
        assert!(number == 0 || issued.err.contains(&format!("{number} {fit}")), "{fit}: {}", issued.err);
    }

    let table = office.done(&["show", "submissions"]);
    assert_eq!(table.out.lines().count(), sent.len());
    assert_eq!(table.err, "98 submissions\n");
    for row in &after {
        let name = format!("  {} ", row["name"].as_str().unwrap());
        assert_eq!(table.out.lines().filter(|line| line.contains(&name)).count(), 1, "{name}");
    }
}

fn is_of(row: &Value, line: &Value) -> bool {
    // Markup, brackets around a label, and quotation marks that were made those of the base.
    let signs = ['*', '\\', '[', ']', '\'', '\u{2019}', '"', '\u{201c}', '\u{201d}'];
    let words = |value: &Value| value.as_str().unwrap_or_default().replace(signs, "");
    let body = &row["body"];
    let same_words = match line["kind"].as_str().unwrap() {
        "comment" => words(&body["text"]) == words(&line["text"]),
        "replace" => words(&line["text"]).contains(&words(&body["with"][0]["text"])),
        "insert_after" => words(&line["text"]).contains(&words(&body["paragraphs"][0]["text"])),
        "replace_throughout" => body["find"] == line["find"] && body["put"] == line["put"],
        _ => true,
    };
    let place = line.get("paragraph").or(line.get("section")).unwrap_or(&Value::Null);
    let late = line["late"].as_bool().unwrap_or(false);
    row["kind"] == line["kind"]
        && row["paragraph"] == *place
        && row["late"] == late
        && row["made_on"] == "Zero draft"
        && same_words
}

#[test]
fn what_is_open_goes_on_to_the_next_round() {
    let office = Office::issued();
    let rev1 = paragraphs(&office.clean("Rev.1"));
    let place = |words: &str| {
        let at = rev1.iter().position(|it| it.text.as_str().contains(words));
        at.unwrap_or_else(|| panic!("no paragraph has {words:?}")) + 1
    };
    let (law, shared) = (place("applies to the use of ICTs during"), place("remains open to endorsement"));
    let lines = [
        r#"{"kind":"replace_throughout","find":"malicious code","put":"malware"}"#.to_owned(),
        format!(r#"{{"kind":"comment","paragraph":{law},"text":"It could be shorter."}}"#),
        format!(
            r#"{{"kind":"insert_after","paragraph":{shared},"text":"It is kept by the secretariat.","rationale":"Somebody has to."}}"#
        ),
        format!(r#"{{"kind":"delete","paragraph":{shared},"late":true}}"#),
    ];
    office.put("second.jsonl", lines.join("\n"));
    let said = office.done(&["submissions", "import", "second.jsonl"]);
    assert!(said.err.starts_with("4 submissions on Rev.1, released: "), "{}", said.err);
    let desk = office.done(&["consolidate"]);
    assert!(desk.err.starts_with("Rev.1: 0 acts at the desk\n25 submissions, 25 open\n"), "{}", desk.err);

    let carried = |rows: &[Value]| -> Vec<String> {
        let open = rows.iter().filter(|row| row["made_on"] == "Zero draft" && row["issued_in"].is_null());
        open.map(|row| row["name"].as_str().unwrap().to_owned()).collect()
    };
    let before = office.shown(&["submissions"]);
    assert_eq!((before.len(), carried(&before).len()), (102, 21));
    // The late ones are taken in now: those of this round and those carried here.
    let decided = office.done(&["consolidate", "--auto", "--with-late"]);
    assert!(!decided.err.contains("received after the deadline"), "{}", decided.err);
    office.done(&["issue", "--label", "Rev.2", "--date", "2026-05-20"]);
    let after = office.shown(&["submissions"]);
    assert_eq!(after.len(), 102);
    let still: BTreeSet<String> = carried(&after).into_iter().collect();
    assert!(still.len() < 21 && still.is_subset(&carried(&before).into_iter().collect()));
    let second: Vec<&Value> = after.iter().filter(|row| row["made_on"] == "Rev.1").collect();
    let became: BTreeMap<&str, &str> = (second.iter())
        .map(|row| (row["kind"].as_str().unwrap(), row["disposition"]["is"].as_str().unwrap()))
        .collect();
    let expected = [
        ("comment", "open"),
        ("delete", "bracketed"),
        ("insert_after", "retained"),
        ("replace_throughout", "retained"),
    ];
    assert_eq!(became, expected.into());

    let drafts = office.shown(&["drafts"]);
    let labels: Vec<&Value> = drafts.iter().map(|row| &row["label"]).collect();
    assert_eq!(labels, ["Zero draft", "Rev.1", "Rev.2"]);
    let counts: Vec<&Value> = drafts.iter().map(|row| &row["submissions"]).collect();
    assert_eq!(counts, [98, 4, 0]);
    assert_eq!(drafts[2]["paragraphs"], paragraphs(&office.clean("Rev.2")).len());
    // Each redline is from that draft to the last, not the sum of the steps.
    for against in ["Zero draft", "Rev.1"] {
        office.done(&["export", "--rendition", "redline", "--against", against, "-o", "redline.docx"]);
        check_redline(&office.bytes("redline.docx"), &office.clean(against), &office.clean("Rev.2"));
    }
    assert!(office.clean("Rev.2").contains("including malware that can be expected"));
    assert!(!office.clean("Rev.2").contains("malicious code"));
    office.done(&["check"]);
}

/// All changes of a Word file accepted it is the one text, all rejected the other.
#[track_caller]
#[test]
fn several_processes_share_a_data_directory() {
    let office = Office::received();
    office.done(&["init", "--process", "Space debris", "--document", "Guidelines"]);
    office.put("debris.txt", "1. Nothing is left in orbit.");
    let unnamed: [&[&str]; 7] = [
        &["show", "drafts"],
        &["show", "submissions", "--json"],
        &["show", "ledger"],
        &["consolidate"],
        &["export", "-o", "x.md"],
        &["import", "debris.txt"],
        &["issue", "--label", "Rev.1"],
    ];
    for args in unnamed {
        let said = office.run(args);
        assert_eq!((said.code, said.out.as_str()), (4, ""), "{args:?}");
        let expected = "error: there are several processes: name one of ICT workstream, Space debris\n";
        assert_eq!(said.err, expected, "{args:?}");
    }
    for (name, drafts) in
        [("Space debris", 0), ("space debris", 0), ("space-debris", 0), ("ICT WORKSTREAM", 1)]
    {
        let said = office.done(&["--process", name, "show", "drafts", "--json"]);
        let rows: Vec<Value> = serde_json::from_str(&said.out).unwrap();
        assert_eq!(rows.len(), drafts, "{name}");
    }
    office.done(&["-p", "space-debris", "import", "debris.txt", "--label", "Draft"]);
    assert_eq!(office.done(&["-p", "space-debris", "show", "drafts"]).out.lines().count(), 1);
    let ours = office.done(&["-p", "ict-workstream", "show", "drafts"]).out;
    assert!(ours.starts_with("Zero draft     2026-03-02  66 paragraphs, 98 submissions  "), "{ours}");
    office.done(&["check"]);
}

#[test]
fn the_data_directory_is_named_by_option_or_environment() {
    let office = Office::begun();
    let from = |directory: &str, args: &[&str]| Said::of(office.bare(args).env("TRAVAUX_DATA", directory));
    assert_eq!(from("data", &["show", "drafts"]).succeeded().err, "0 drafts\n");
    assert_eq!(from("elsewhere", &["--data", "data", "show", "drafts"]).succeeded().err, "0 drafts\n");
    assert_eq!(from("data", &["show", "drafts", "-d", "elsewhere"]).code, 5);
    from("made-here", &["init", "-p", "Other"]).succeeded();
    assert!(office.path("made-here/travaux.db").is_file());
}

#[test]
fn a_backup_is_a_record_like_any_other() {
    let office = Office::issued();
    office.done(&["backup", "backup.db"]);
    let before = office.record();
    Said::of(&mut office.bare(&["--data", "restored", "restore", "backup.db"])).succeeded();
    std::fs::rename(office.path("data"), office.path("lost")).unwrap();
    std::fs::rename(office.path("restored"), office.path("data")).unwrap();
    assert_eq!(office.record(), before);
    office.done(&["check"]);
    office.done(&["issue", "--label", "Rev.2"]);
}

#[test]
fn single_acts_at_the_desk() {
    let office = Office::issued();
    let names = office.open_comments();
    let [b, c, d, e, ..] = &names.iter().map(String::as_str).collect::<Vec<_>>()[..] else {
        panic!("too few: {names:?}");
    };
    let with_draft = format!("zero draft {}", c.to_lowercase());
    let became = |name: &str| {
        let rows = office.shown(&["submissions"]);
        let row = rows.iter().find(|row| row["name"] == name && row["issued_in"].is_null());
        row.unwrap_or_else(|| panic!("{name} is not at the desk"))["disposition"].clone()
    };
    let acts: [(&[&str], &str); 6] = [
        (&["decide", b, "--as", "noted", "--note", "With thanks."], "1 submission decided; 20 of 21 open"),
        (&["decide", &with_draft, d, d, "--as", "out-of-scope"], "2 submissions decided; 18 of 21 open"),
        (&["decide", e, "--as", "merged", "--into", c], "1 submission decided; 17 of 21 open"),
        (&["decide", b, "--as", "open"], "1 submission decided; 18 of 21 open"),
        (
            &["write", "31", "31. This document\nis open to all.", "--from", "floor"],
            "31 rewritten; 18 of 21 open",
        ),
        (&["write", "p1", "Outcome *document*"], "¶ 1 rewritten; 18 of 21 open"),
    ];
    for (args, says) in acts {
        let said = office.done(args);
        assert_eq!((said.out.as_str(), said.err.as_str()), ("", format!("{says}\n").as_str()), "{args:?}");
    }
    assert_eq!(became(b)["is"], "open");
    assert_eq!(became(c)["is"], "out_of_scope");
    assert_eq!(became(e)["is"], "merged");
    let log = office.done(&["show", "desk"]);
    assert_eq!(log.out.lines().count(), acts.len(), "{}", log.out);
    assert_eq!(log.err, "Rev.1: 6 acts\n");
    assert_eq!(office.shown(&["desk"]).len(), acts.len());

    // What is undone leaves no trace in the next draft, the rest is in it with its source.
    assert!(office.done(&["undo"]).err.starts_with("the last act is undone; 18 of 21 open"));
    office.done(&["issue", "--label", "Rev.2"]);
    let (old, new) = (paragraphs(&office.clean("Rev.1")), paragraphs(&office.clean("Rev.2")));
    let changed: Vec<_> = old.iter().zip(&new).filter(|(old, new)| old != new).collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert_eq!(changed[0].1.shown(), "31. This document is open to all.");
    let ledger = office.shown(&["ledger"]);
    assert!(ledger.iter().all(|entry| entry["names"] == serde_json::json!(["the floor"])), "{ledger:?}");
    office.done(&["check"]);

    let office = Office::issued();
    office.done(&["decide", &office.open_comments()[0], "--as", "noted"]);
    office.done(&["undo"]);
    let open = |row: &&Value| row["disposition"]["is"] == "open";
    assert_eq!(office.shown(&["submissions"]).iter().filter(open).count(), 21, "an act undone is none");
}

#[test]
fn drafts_and_ledger_are_shown() {
    let office = Office::issued();
    let drafts = office.shown(&["drafts"]);
    let table = office.done(&["show", "drafts"]);
    assert_eq!(table.err, "2 drafts\n");
    for (line, row) in table.out.lines().zip(&drafts) {
        let field = |name: &str| row[name].as_str().unwrap().to_owned();
        assert!(line.starts_with(&field("label")) && line.contains(&field("issued")), "{line}");
        assert!(
            line.contains(&format!("{} paragraphs, {} submissions", row["paragraphs"], row["submissions"]))
        );
        assert!(line.ends_with(&field("hash")[..12]), "{line}");
    }
    assert_eq!(office.shown(&["ledger", "--draft", "Zero draft"]), Vec::<Value>::new());

    // Every change has a source, and every source is a submission that is there.
    let ledger = office.shown(&["ledger"]);
    let names: BTreeSet<String> =
        (office.shown(&["submissions"]).iter()).map(|row| row["name"].as_str().unwrap().to_owned()).collect();
    assert!(!ledger.is_empty());
    for entry in &ledger {
        let sources = entry["names"].as_array().unwrap();
        assert!(!sources.is_empty(), "{entry}");
        for source in sources.iter().map(|it| it.as_str().unwrap()) {
            let known = names.contains(source) || source == "editorial" || source == "the co-chairs";
            assert!(known, "{entry}");
        }
        assert_ne!(entry["place"], "", "{entry}");
    }
    let lines = office.done(&["show", "ledger", "--draft", "Rev.1"]);
    assert_eq!(lines.out.lines().count(), ledger.len());
    assert_eq!(lines.err, format!("Rev.1: {} lines\n", ledger.len()));
}

#[test]
fn two_files_are_compared_without_a_record() {
    let office = Office::new();
    office.put("old.md", "# Wells\n\n1. Wells should be shared.\n\n2. No well is closed.\n\n3. Gone.");
    office.put("new.md", "# Wells\n\n1. Wells shall be shared.\n\n2. No well is closed.");
    let diff = |args: &[&str]| Said::of(&mut office.bare(&[&["diff", "old.md", "new.md"], args].concat()));
    let plain = diff(&[]).succeeded();
    assert!(plain.out.contains("1. Wells [-should-]{+shall+} be shared."), "{}", plain.out);
    assert!(plain.out.contains("delete 4 → –\n[-3. Gone.-]"), "{}", plain.out);
    assert_eq!(plain.err, "");
    office
        .put("was.md", "The list is public. Each State names a focal point. The depositary keeps the list.");
    office.put("is.md", "Each State names a focal point. The depositary keeps the list. The list is public.");
    let moved = |args: &[&str]| Said::of(&mut office.bare(&[&["diff", "was.md", "is.md"], args].concat()));
    let plain = moved(&[]).succeeded().out;
    assert!(
        plain.contains("[<The list is public. <]Each") && plain.contains("list.{> The list is public.>}")
    );
    let json: Vec<Value> = serde_json::from_str(&moved(&["--json"]).succeeded().out).unwrap();
    let signs: Vec<_> = json[0]["ops"].as_array().unwrap().iter().map(|op| op.get("moved")).collect();
    assert_eq!(signs, [Some(&true.into()), None, Some(&true.into())]);
    let counts = "2 paragraphs unchanged, 1 changed, 1 deleted\n";
    assert_eq!(diff(&["--stat"]).succeeded().out, counts);
    let found = diff(&["--stat", "--exit-code"]);
    assert_eq!((found.code, found.out.as_str(), found.err.as_str()), (6, counts, ""));
    let same = Said::of(&mut office.bare(&["diff", "old.md", "old.md", "--exit-code"])).succeeded();
    assert_eq!(same.out, "");
    let parts: Vec<Value> = serde_json::from_str(&diff(&["--json"]).succeeded().out).unwrap();
    let kinds: Vec<&Value> = parts.iter().map(|part| &part["kind"]).collect();
    assert_eq!(kinds, ["same", "edit", "same", "delete"]);
    assert_eq!((&parts[1]["old"][0], &parts[1]["new"][0]), (&2.into(), &2.into()));
    office.put("old.txt", "one\ntwo\nthree");
    office.put("new.txt", "one\nthree");
    let lines = Said::of(&mut office.bare(&["diff", "--lines", "--stat", "old.txt", "new.txt"])).succeeded();
    assert_eq!(lines.out, "2 paragraphs unchanged, 1 deleted\n");

    let redline = |name: &str| {
        let args = ["redline", "old.md", "new.md", "-o", name, "--date", "2026-04-20"];
        Said::of(&mut office.bare(&args)).succeeded();
        office.bytes(name)
    };
    check_redline(&redline("redline.docx"), &office.text("old.md"), &office.text("new.md"));
    assert!(redline("redline.docx") == redline("again.docx"));
    assert!(String::from_utf8(redline("redline.html")).unwrap().contains("<del"));
    assert!(String::from_utf8(redline("redline.md")).unwrap().contains("<del>should</del><ins>shall</ins>"));
}

#[test]
fn completions_know_every_command() {
    let office = Office::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let said = Said::of(&mut office.bare(&["completions", shell])).succeeded();
        for command in ["consolidate", "submissions", "completions", "redline", "restore"] {
            assert!(said.out.contains(command), "{shell}: {command}");
        }
        assert_eq!(said.err, "");
    }
}

#[test]
fn help_tells_the_exit_codes_and_the_operations() {
    let office = Office::new();
    let help = Said::of(&mut office.bare(&["--help"])).succeeded().out;
    for code in 0..=6 {
        assert!(help.contains(&format!("\n  {code}  ")), "{code}");
    }
    let operations = Said::of(&mut office.bare(&["engine", "--help"])).succeeded().out;
    for operation in ["redline", "align", "merge", "merge_paragraphs", "rebase", "rebase_paragraphs"] {
        assert!(operations.contains(&format!("\n  {operation} ")), "{operation}");
    }
    assert!(Said::of(&mut office.bare(&["--version"])).succeeded().out.starts_with("travaux "));
    assert_eq!(Said::of(&mut office.bare(&[])).code, 2);
}

#[test]
fn nobody_reading_is_no_failure() {
    let office = Office::issued();
    let lines: [&[&str]; 6] = [
        &["show", "submissions"],
        &["show", "ledger", "--json"],
        &["export", "--format", "docx", "-o", "-"],
        &["diff", "zero-draft.md", "received.jsonl"],
        &["completions", "bash"],
        &["import", "zero-draft.md", "--preview"],
    ];
    for args in lines {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let said = Said::of(office.command(args).stdout(Stdio::from(writer)));
        assert_eq!(said.code, 0, "{args:?}: {}", said.err);
        assert!(!said.err.contains("error") && !said.err.contains("panicked"), "{args:?}: {}", said.err);
    }
}

#[test]
fn a_title_is_found_in_every_draft() {
    let office = Office::issued();
    for draft in ["Zero draft", "Rev.1"] {
        let kinds: Vec<Kind> = paragraphs(&office.clean(draft)).iter().map(|it| it.kind).collect();
        assert_eq!(kinds.iter().filter(|kind| **kind == Kind::Title).count(), 1, "{draft}");
    }
}
