//! What goes wrong is said in one line that names the thing and the way out, ends with its documented code, writes no
//! result and leaves the record and every other file as they were.

mod places;

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use crate::support::{DRAFT, Office, Said};

impl Office {
    /// Runs what must be refused with `code` and a message that has all of `words`.
    #[track_caller]
    fn refused(&self, args: &[&str], code: i32, words: &[&str]) -> Said {
        self.refused_in(self.command(args), code, words)
    }

    #[track_caller]
    fn refused_in(&self, mut command: Command, code: i32, words: &[&str]) -> Said {
        let (record, files) = (self.record(), self.contents());
        let said = Said::of(&mut command);
        assert_eq!(said.code, code, "{command:?}: {}", said.err);
        assert_eq!(said.out, "", "{command:?}");
        let message = said.err.lines().find_map(|line| line.strip_prefix("error: "));
        let message = message.unwrap_or_else(|| panic!("{command:?}: {}", said.err));
        assert!(!message.starts_with(char::is_uppercase), "{message}");
        for word in words {
            assert!(said.err.contains(word), "{command:?}: {word:?} is not in {}", said.err);
        }
        for word in ["constraint", "panicked", "Error(", "stack backtrace", ".travaux-"] {
            assert!(!said.err.contains(word), "{command:?}: {}", said.err);
        }
        assert_eq!(self.record(), record, "{command:?}: the record has changed");
        assert_eq!(self.contents(), files, "{command:?}: a file has changed");
        said
    }

    /// Every small file of the directory with its bytes, and the names of the others.
    fn contents(&self) -> BTreeMap<String, Vec<u8>> {
        let read = |name: String| {
            let path = self.path(&name);
            let small = path.metadata().is_ok_and(|it| it.is_file() && it.len() < 1 << 20);
            let bytes = if small { fs::read(path).unwrap() } else { Vec::new() };
            (name, bytes)
        };
        self.files().into_iter().map(read).collect()
    }
}

#[test]
fn drafts_that_cannot_be_read() {
    let office = Office::begun();
    office.put("whole.md", DRAFT);
    office.done(&["redline", "whole.md", "whole.md", "-o", "whole.docx"]);
    let whole = office.bytes("whole.docx");
    office.put("words.docx", "These are words and no package.");
    office.put("half.docx", &whole[..whole.len() / 2]);
    office.put("empty.md", "");
    office.put("blank.txt", " \n\n \t\n");
    office.put("latin.md", b"# Title\n\n1. R\xe9sum\xe9 of the chair.");
    office.put("zeros.txt", b"1. Some words\0\0\0");
    office.put("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on");
    office.put("scan.pdf", "%PDF-1.7 and so on");
    office.put("page.html", "<!doctype html><p>Words</p>");
    fs::File::create(office.path("large.md")).unwrap().set_len(50 << 20).unwrap();
    fs::create_dir(office.path("folder.md")).unwrap();
    let rows: [(&str, &[&str]); 12] = [
        ("words.docx", &["words.docx", "is none", "save it as .docx"]),
        ("half.docx", &["half.docx", "damaged or cut off", "save it anew"]),
        ("empty.md", &["empty.md", "holds no text", "check that it is the right one"]),
        ("blank.txt", &["blank.txt", "holds no text"]),
        (
            "latin.md",
            &["latin.md", "line 3 is not valid UTF-8, after \"1. R\"", "save the file with encoding UTF-8"],
        ),
        ("zeros.txt", &["zeros.txt", "line 1 has zero bytes", "send a .docx, .md or .txt file"]),
        ("old.doc", &["old.doc", "old .doc format", "save it as .docx"]),
        ("scan.pdf", &["scan.pdf", "this is a PDF", "as .docx"]),
        ("page.html", &["page.html", "this is a web page"]),
        ("large.md", &["large.md", "50 MB, at most 10 MB"]),
        ("folder.md", &["folder.md", "directory"]),
        ("nowhere.md", &["nowhere.md", "No such file"]),
    ];
    for (file, words) in rows {
        office.refused(&["import", file], 3, words);
        office.refused(&["import", "--preview", file], 3, words);
        office.refused(&["diff", "whole.md", file], 3, words);
        office.refused(&["redline", file, "whole.md", "-o", "redline.docx"], 3, words);
    }
}

#[test]
fn lines_of_submissions_that_cannot_be_read() {
    let office = Office::received();
    let good = r#"{"kind":"comment","paragraph":2,"text":"A good line."}"#;
    let rows: [(&[u8], &[&str]); 14] = [
        (
            br#"{"kind":"delete","paragraph":4,"text":"Not needed."}"#,
            &["delete has no `text`", "take it out"],
        ),
        (br#"{"kind":"comment","paragraph":4,"section":1,"text":"x"}"#, &["`paragraph` and a `section`"]),
        (br#"{"kind":"delete","paragraph":99}"#, &["paragraph 99: the draft has paragraphs 1 to 66"]),
        (br#"{"kind":"move","paragraph":20,"after":67}"#, &["after 67: the draft has paragraphs 1 to 66"]),
        (br#"{"kind":"comment","section":2,"text":"x"}"#, &["section 2: that paragraph is no heading"]),
        (br#"{"kind":"delete","paragraph":4,"from":"Utopia"}"#, &["unknown field `from`"]),
        (br#"{"kind":"dance","paragraph":4}"#, &["unknown variant `dance`", "`replace`"]),
        (br#"{"paragraph":4,"text":"x"}"#, &["missing field `kind`"]),
        (br#"{"kind":"replace","paragraph":4}"#, &["replace needs `text`"]),
        (br#"{"kind":"replace","text":"x"}"#, &["replace needs `paragraph`"]),
        (br#"{"kind":"split","paragraph":4,"texts":["x"]}"#, &["split needs `texts`"]),
        (br#"{"kind":"comment","text":"#, &["EOF while parsing", "column 25"]),
        (b"{\"kind\":\"comment\",\"text\":\"\xff\"}", &["not valid UTF-8"]),
        (b"a comment", &["expected value", "column 1"]),
    ];
    for (line, words) in rows {
        office.put("second.jsonl", [good.as_bytes(), line].join(&b'\n'));
        let import = ["submissions", "import", "second.jsonl"];
        let said = office.refused(&import, 3, words);
        assert!(said.err.starts_with("warning: second.jsonl: line 2: "), "{}", said.err);
        let end = "error: second.jsonl: 1 line cannot be read; nothing was taken in: correct the file, \
                   or leave them out with --skip-unreadable\n";
        assert!(said.err.ends_with(end), "{}", said.err);
    }
    office.put("empty.jsonl", "\n\n");
    office.refused(
        &["submissions", "import", "empty.jsonl"],
        3,
        &["empty.jsonl: there is no submission in it"],
    );
    office.refused(&["submissions", "import", "nowhere.jsonl"], 3, &["nowhere.jsonl"]);

    let lines = [rows[0].0, good.as_bytes(), rows[3].0].join(&b'\n');
    office.put("second.jsonl", lines);
    let said = office.done(&["submissions", "import", "second.jsonl", "--skip-unreadable"]);
    assert!(said.err.contains("line 1: ") && said.err.contains("line 3: "), "{}", said.err);
    assert!(said.err.ends_with("1 submission on Zero draft, released: 1 comment\n"), "{}", said.err);
    assert_eq!(office.shown(&["submissions"]).len(), 99);
}

#[test]
fn names_that_are_not_there_or_taken() {
    let office = Office::issued();
    let drafts = "there is no draft \"Rev.9\"; there is \"Zero draft\", \"Rev.1\"";
    let rows: [(&[&str], i32, &[&str]); 18] = [
        (&["export", "--draft", "Rev.9", "-o", "x.md"], 4, &[drafts]),
        (&["export", "--rendition", "redline", "--against", "Rev.9", "-o", "x.md"], 4, &[drafts]),
        (&["show", "ledger", "--draft", "Rev.9"], 4, &[drafts]),
        (
            &["-p", "Other", "show", "drafts"],
            4,
            &["there is no process \"Other\"; there is \"ICT workstream\""],
        ),
        (&["-p", "Other", "import", "zero-draft.md"], 4, &["there is no process \"Other\""]),
        (&["-p", "Other", "issue", "--label", "Rev.2"], 4, &["there is no process \"Other\""]),
        (
            &["issue", "--label", "Rev.1"],
            1,
            &["a draft \"Rev.1\" has been issued already", "choose another label"],
        ),
        (&["issue", "--label", "zero DRAFT"], 1, &["\"zero DRAFT\" has been issued already"]),
        (&["issue", "--label", " Rev.1\n"], 1, &["\"Rev.1\" has been issued already"]),
        (&["issue", "--label", ""], 1, &["\"\" has no letters or digits"]),
        (&["issue", "--label", " \n "], 1, &["has no letters or digits"]),
        (&["issue", "--label", "Rev.2", "--date", "soon"], 2, &["invalid value 'soon'", "--date"]),
        (&["issue"], 2, &["--label"]),
        (&["init", "-p", "ict workstream"], 1, &["there is a process \"ict workstream\" already"]),
        (&["init", "-p", "—"], 1, &["\"—\" has no letters or digits to make a name of"]),
        (&["init"], 2, &["name the process: travaux init --process"]),
        (
            &["init", "-p", "Other", "--venue", "Atlantis"],
            2,
            &["\"Atlantis\" is no time zone", "\"Europe/Zurich\""],
        ),
        (&["init", "-p", "Other", "--language", ""], 2, &["--language"]),
    ];
    for (args, code, words) in rows {
        office.refused(args, code, words);
    }
    office.refused(&["init", "-p", "Other", "--document", " "], 1, &["has no letters or digits"]);
    // However long, a title makes a name.
    let title = "An open-ended intergovernmental expert group on the many uses of very long names of groups";
    office.done(&["init", "-p", title]);
    office.done(&["-p", title, "show", "drafts"]);
    office.done(&["-p", "an-open-ended-intergovernmental-expert-group-on-the-many", "show", "drafts"]);
}

#[test]
fn acts_that_the_desk_refuses() {
    let office = Office::issued();
    let names = office.open_comments();
    let (b, c) = (names[0].as_str(), names[1].as_str());
    let rows = office.shown(&["submissions"]);
    let decided = rows.iter().find(|row| row["issued_in"] == "Rev.1" && row["paragraph"] == 3).unwrap();
    let decided = decided["name"].as_str().unwrap();
    let on_rev1 = format!("Rev.1 {b}");
    let rows: [(&[&str], i32, &[&str]); 12] = [
        (
            &["decide", "99-Z", "--as", "noted"],
            4,
            &["there is no submission \"99-Z\" at the desk", "show submissions"],
        ),
        (&["decide", b, "99-Z", "--as", "noted"], 4, &["there is no submission \"99-Z\""]),
        (&["decide", decided, "--as", "noted"], 4, &["there is no submission", decided]),
        (&["decide", &on_rev1, "--as", "noted"], 4, &["there is no submission "]),
        (&["decide", b, "--as", "liked"], 2, &["invalid value 'liked'"]),
        (&["decide", "--as", "noted"], 2, &["<ITEM>"]),
        (&["decide", b, "--as", "noted", "--into", c], 2, &["--into goes with --as merged"]),
        (&["decide", b, "--as", "merged", "--into", b], 1, &["cannot be merged into itself"]),
        (&["write", "999", "Words."], 4, &["there is no paragraph \"999\" in the working text"]),
        (&["write", "p0", "Words."], 4, &["there is no paragraph \"p0\""]),
        (&["write", "31", " \n"], 2, &["there are no words", "an amendment that deletes it"]),
        (&["undo"], 1, &["there is nothing to undo"]),
    ];
    for (args, code, words) in rows {
        office.refused(args, code, words);
    }
}

#[test]
fn steps_out_of_turn() {
    let office = Office::begun();
    let none = "no draft has been issued yet: import one first";
    let early: [&[&str]; 12] = [
        &["decide", "1-A", "--as", "noted"],
        &["write", "1", "Words."],
        &["undo"],
        &["show", "desk"],
        &["consolidate"],
        &["consolidate", "--auto"],
        &["issue", "--label", "Rev.1"],
        &["submissions", "import", "received.jsonl"],
        &["export", "-o", "x.md"],
        &["show", "submissions"],
        &["show", "submissions", "--json"],
        &["show", "ledger"],
    ];
    for args in early {
        office.refused(args, 4, &[none]);
    }

    let office = Office::issued();
    let twice = "the document has a first draft already (\"Rev.1\"): later drafts are made by consolidating and issuing";
    office.refused(&["import", "zero-draft.md", "--label", "Rev.2"], 1, &[twice]);
    let redline = |draft, against| {
        ["export", "--rendition", "redline", "--draft", draft, "--against", against, "-o", "x.docx"]
    };
    let later =
        "a redline shows a draft against an earlier one: \"Rev.1\" is not earlier than \"Zero draft\"";
    office.refused(&redline("Zero draft", "Rev.1"), 1, &[later]);
    office.refused(&redline("Rev.1", "Rev.1"), 1, &["\"Rev.1\" is not earlier than \"Rev.1\""]);
    let first = ["export", "--rendition", "redline", "--draft", "Zero draft", "-o", "x.docx"];
    office.refused(&first, 1, &["\"Zero draft\" is not earlier than \"Zero draft\""]);
    let clean = ["export", "--against", "Zero draft", "-o", "x.docx"];
    office.refused(&clean, 2, &["--against goes with --rendition redline"]);
    office.refused(&["consolidate", "--with-late"], 2, &["--auto"]);
}

#[test]
fn consolidating_again_decides_nothing_new() {
    let office = Office::received();
    let first = office.done(&["consolidate", "--auto"]);
    let before = office.record();
    let again = office.done(&["consolidate", "--auto"]);
    assert!(again.err.starts_with("0 paragraphs decided on Zero draft\n"), "{}", again.err);
    assert_eq!(again.err.lines().skip(1).collect::<Vec<_>>(), first.err.lines().skip(1).collect::<Vec<_>>());
    assert_eq!(office.record(), before);

    let office = Office::begun();
    office.done(&["import", "zero-draft.md"]);
    let said = office.done(&["consolidate", "--auto"]);
    assert_eq!(said.err, "0 paragraphs decided on Zero draft\n0 submissions, 0 open\n");
}

#[test]
fn files_that_cannot_be_written() {
    let office = Office::issued();
    fs::create_dir(office.path("folder.docx")).unwrap();
    office.put("taken.db", "words");
    let rows: [(&[&str], i32, &[&str]); 9] = [
        (&["export", "-o", "x.exe"], 2, &["x.exe: the ending tells the format: .docx, .html, .md"]),
        (&["export", "-o", "x"], 2, &["x: the ending tells the format"]),
        (&["export"], 2, &["--output"]),
        (
            &["export", "-o", "nowhere/x.docx"],
            1,
            &["nowhere/x.docx cannot be written: there is no directory nowhere, make it first"],
        ),
        (&["export", "-o", "zero-draft.md/x.docx"], 1, &["zero-draft.md/x.docx cannot be written"]),
        (&["export", "-o", "folder.docx"], 1, &["folder.docx cannot be written", "directory"]),
        (&["redline", "zero-draft.md", "zero-draft.md", "-o", "x.exe"], 2, &["x.exe: the ending tells"]),
        (&["backup", "taken.db"], 1, &["taken.db is there already: a backup is written to a new file"]),
        (&["restore", "taken.db"], 1, &["data is there already", "to a new data directory"]),
    ];
    for (args, code, words) in rows {
        office.refused(args, code, words);
    }
    office.refused(&["restore", "nowhere.db"], 3, &["nowhere.db", "No such file"]);
    for dir in ["folder.docx/..", "taken.db", "data"] {
        let demo = office.bare(&["demo", "--port", "0", "--dir", dir]);
        office.refused_in(demo, 1, &[&format!("{dir} is not a demonstration: name a directory that is new")]);
    }
    office.refused_in(office.bare(&["completions", "csh"]), 2, &["invalid value 'csh'"]);
}
