//! Drafts in and out: what a file holds, and what it says of nobody.

use crate::support::{Office, paragraphs};
use crate::word;

#[test]
fn a_redline_holds_both_drafts() {
    let office = Office::issued();
    office.done(&["export", "--rendition", "redline", "-o", "redline.docx"]);
    check_redline(&office.bytes("redline.docx"), &office.clean("Zero draft"), &office.clean("Rev.1"));
    office.done(&["export", "-o", "clean.docx"]);
    check_redline(&office.bytes("clean.docx"), &office.clean("Rev.1"), &office.clean("Rev.1"));
}

#[test]
fn drafts_come_as_word_markdown_or_text() {
    let markdown = "# Charter of the wells\n\n## I. Use\n\n1. Wells are shared by all:\n\n(a) by day;\n\n(b) by night.\n\n2. No well is closed.";
    let text = "Charter of the wells\n\nI. Use\n\n1. Wells are shared by all:\n\n(a) by day;\n\n(b) by night.\n\n2. No well is closed.";
    let office = Office::new();
    office.put("draft.md", markdown);
    office.put("draft.txt", text);
    office.put("nothing.md", "Nothing.");
    office.done(&["redline", "nothing.md", "draft.md", "-o", "tracked.docx"]);
    office.done(&["init", "-p", "Word"]);
    office.done(&["-p", "Word", "import", "draft.md"]);
    office.done(&["-p", "Word", "export", "-o", "draft.docx"]);
    let mut drafts = Vec::new();
    for (name, process) in
        [("draft.docx", "From Word"), ("draft.md", "From Markdown"), ("draft.txt", "From text")]
    {
        office.done(&["init", "-p", process]);
        let preview = office.done(&["import", name, "--preview"]);
        assert_eq!(preview.out.lines().count(), 6, "{}", preview.out);
        assert!(preview.err.contains("6 paragraphs, 0 warnings; nothing was taken in"), "{}", preview.err);
        let said = office.done(&["-p", process, "import", name, "--label", "Draft 1"]);
        assert!(said.err.starts_with("Draft 1 with 6 paragraphs"), "{}", said.err);
        drafts.push(office.done(&["-p", process, "export", "--format", "md", "-o", "-"]).out);
    }
    assert_eq!(drafts[0], format!("{markdown}\n"));
    assert_eq!(drafts[1], drafts[0]);
    assert_eq!(drafts[2].replace('#', "").replace("\n ", "\n").trim(), text);
    // Tracked changes are read as accepted, and that is said.
    let said = office.done(&["import", "tracked.docx", "--preview"]);
    assert_eq!(said.out.lines().count(), 6);
    assert!(said.err.contains("warning: tracked changes were read as accepted"), "{}", said.err);
}

#[test]
fn a_label_that_stands_twice_is_kept_and_told() {
    let office = Office::begun();
    office.put("draft.md", "# Title\n\n1. First.\n\n2. Second.\n\n2. Second again.\n\n3. [Open.");
    let said = office.done(&["import", "draft.md"]);
    assert!(said.err.contains("warning: 1 label stands a second time"), "{}", said.err);
    assert!(said.err.contains("2. at paragraph 4 (\"2. Second again.\")"), "{}", said.err);
    assert!(said.err.contains("warning: 1 paragraph has a square bracket without a partner"), "{}", said.err);
    assert_eq!(office.clean("Zero draft").matches("\n2. ").count(), 2);
}

#[test]
fn clean_markdown_comes_back_as_it_was() {
    let office = Office::issued();
    for (process, draft) in [("Again", "Zero draft"), ("Once more", "Rev.1")] {
        office.done(&["-p", "ICT workstream", "export", "--draft", draft, "-o", "clean.md"]);
        office.done(&["-p", "ICT workstream", "export", "--draft", draft, "-o", "clean.docx"]);
        office.done(&["init", "-p", process]);
        office.done(&["-p", process, "import", "clean.md"]);
        let again = office.done(&["-p", process, "export", "--format", "md", "-o", "-"]).out;
        assert_eq!(again, office.text("clean.md"), "{draft}");
        let same = office.done(&["diff", "--stat", "--exit-code", "clean.docx", "clean.md"]);
        let number = paragraphs(&again).len();
        assert_eq!(same.out, format!("{number} paragraphs unchanged\n"), "the Word file reads the same");
    }
    assert_eq!(paragraphs(&office.text("zero-draft.md")), {
        let zero = office.done(&[
            "-p",
            "ict-workstream",
            "export",
            "--draft",
            "zero draft",
            "--format",
            "md",
            "-o",
            "-",
        ]);
        paragraphs(&zero.out)
    });
}

#[test]
fn the_same_export_is_the_same_file() {
    let office = Office::issued();
    for (rendition, formats) in [
        ("clean", ["docx", "html", "md", "xlsx", "xml", "json"].as_slice()),
        ("redline", &["docx", "html", "md", "xlsx", "xml"]),
        ("compilation", &["docx", "html", "md", "xlsx"]),
        ("concordance", &["docx", "html", "md", "xlsx"]),
        ("comparison", &["docx", "html", "md"]),
        ("ledger", &["docx", "html", "md"]),
        ("letter", &["docx", "html", "md"]),
    ] {
        for format in formats {
            let draw = |name: &str| {
                office.done(&["export", "--rendition", rendition, "--format", format, "-o", name]);
                office.bytes(name)
            };
            let first = draw("first");
            assert!(!first.is_empty() && first == draw("second"), "{rendition} {format}");
            let mut piped =
                office.command(&["export", "--rendition", rendition, "--format", format, "-o", "-"]);
            assert!(piped.output().unwrap().stdout == first, "{rendition} {format} to standard output");
        }
    }
}

#[test]
fn comments_hold_every_submission_with_what_became_of_it() {
    let office = Office::issued();
    let all = office.shown(&["submissions"]);
    assert_eq!(all.len(), 98);
    for (draft, rendition) in [("Rev.1", "redline"), ("Zero draft", "clean")] {
        let args = ["export", "--draft", draft, "--rendition", rendition, "--comments"];
        office.done(&[&args[..], &["--line-numbers", "-o", "file.docx"]].concat());
        let parts = word::parts(&office.bytes("file.docx"));
        let comments = word::Node::parse(&parts["word/comments.xml"]);
        let said: Vec<String> = (comments.all("w:comment").into_iter())
            .filter(|it| it.attribute("w:author") == Some(SUBMISSION))
            .map(|it| it.all("w:t").into_iter().map(|it| it.text.as_str()).collect())
            .collect();
        assert_eq!(said.len(), all.len(), "{draft}");
        let count = |words: &str| said.iter().filter(|it| it.contains(words)).count();
        assert!(said.iter().any(|it| it.starts_with("PP1-A Amend PP1: replace \u{201c}")), "{said:#?}");
        for (words, is) in [("Not retained", "not_retained"), ("In brackets", "bracketed")] {
            let rows = all.iter().filter(|it| it["disposition"]["is"] == is).count();
            assert_eq!(count(words), rows, "{words}");
        }
        assert!(count("Retained") > 0);
        assert!(parts["word/document.xml"].contains("<w:lnNumType "));
        // The words are what they were.
        let (old, new) = (office.clean("Zero draft"), office.clean(draft));
        let file = office.bytes("file.docx");
        check_redline(&file, if rendition == "clean" { &new } else { &old }, &new);
    }
    office.done(&["export", "--rendition", "redline", "--comments", "-o", "file.html"]);
    assert_eq!(office.text("file.html").matches("<div class=\"submission\">").count(), all.len());
    office.done(&["export", "--rendition", "comparison", "-o", "file.html"]);
    assert_eq!(office.text("file.html").matches("<div class=\"submission\">").count(), all.len());
    for (args, why) in [
        (&["--rendition", "compilation", "--comments"][..], "--comments goes with"),
        (&["--rendition", "comparison", "--line-numbers"][..], "the lines of a table are not numbered"),
        (&["--rendition", "clean", "--against", "Zero draft"][..], "--against goes with"),
    ] {
        let said = office.run(&[&["export", "-o", "x.docx"], args].concat());
        assert!(said.code == 2 && said.err.contains(why), "{said:?}");
    }
}

#[test]
fn word_files_name_nobody() {
    let office = Office::issued();
    for (rendition, more) in [
        ("clean", None),
        ("redline", None),
        ("compilation", None),
        ("comparison", None),
        ("clean", Some("--track-edits")),
        ("redline", Some("--comments")),
    ] {
        let mut args = vec!["export", "--rendition", rendition, "-o", "file.docx"];
        args.extend(more);
        office.done(&args);
        let file = office.bytes("file.docx");
        let zip = String::from_utf8_lossy(&file);
        assert!(!zip.contains("docProps"), "{rendition}");
        let parts = word::parts(&file);
        for (name, part) in &parts {
            let root = word::Node::parse(part);
            check_nobody(&root, name);
            for word in ["rsid", "creator", "lastModifiedBy", "w15:person", "GMT"] {
                assert!(!part.contains(word), "{name} has {word}");
            }
        }
        assert_eq!(parts["word/settings.xml"].contains("trackRevisions"), more == Some("--track-edits"));
        let comments = parts.get("word/comments.xml").map_or(0, |it| it.matches(SUBMISSION).count());
        assert_eq!(comments > 0, more == Some("--comments"), "{rendition}");
        let changes = parts["word/document.xml"].matches("w:author=").count();
        assert_eq!(changes > 0, rendition == "redline", "{rendition}");
    }
}

/// Whose name stands on a submission.
const SUBMISSION: &str = "Unattributed submission";

fn check_nobody(node: &word::Node, part: &str) {
    if let Some(author) = node.attribute("w:author") {
        assert!(author == "Co-chairs" || author == SUBMISSION, "{part}: {author}");
        // A comment on a clean text has no day at all.
        let Some(date) = node.attribute("w:date") else { return assert_eq!(author, SUBMISSION) };
        assert!(date.starts_with("2026-04-20T00:0"), "{part}: the day of issue and no hour: {date}");
    }
    node.children.iter().for_each(|child| check_nobody(child, part));
}

pub(crate) fn check_redline(file: &[u8], old: &str, new: &str) {
    for (view, draft) in [(word::View::Accepted, new), (word::View::Rejected, old)] {
        let found: Vec<_> = word::read(file, view).into_iter().map(|it| it.words).collect();
        let expected: Vec<_> = paragraphs(draft).iter().map(in_word).collect();
        assert_eq!(found.len(), expected.len());
        for (at, (found, expected)) in found.iter().zip(&expected).enumerate() {
            assert_eq!(found, expected, "paragraph {}", at + 1);
        }
    }
}

/// The words of a paragraph as our reader finds them in a Word file.
fn in_word(content: &travaux::document::Content) -> Vec<(String, u8)> {
    let mut read = word::Read::default();
    let (before, words) = match &content.label {
        Some(label) => {
            let (before, words) = content.text_around_label();
            (format!("{before}{label}{}", if words.is_empty() { "" } else { "\t" }), words)
        }
        None => (String::new(), content.text.as_str()),
    };
    read.push(&before, 0);
    push(&mut read, &travaux::document::inline::Rich::parse(words));
    read.words
}

fn push(read: &mut word::Read, words: &travaux::document::inline::Rich) {
    for piece in words.pieces() {
        match piece.note {
            None => read.push(piece.text, piece.attr),
            Some(note) => {
                let mut inside = word::Read::default();
                inside.push("\t", 0);
                push(&mut inside, &note.rich());
                read.push(&format!("^[{}]", inside.shown()), 0);
            }
        }
    }
}
