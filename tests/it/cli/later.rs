//! A later draft that was written elsewhere, as a secretariat takes it in.

use travaux::import;

use crate::support::{DRAFT, Office};

/// The draft as it is exported, edited: a word changed, a paragraph new, one gone, one moved.
fn edited(markdown: &str) -> String {
    let mut blocks: Vec<String> = markdown.trim_end().split("\n\n").map(str::to_owned).collect();
    let at = |blocks: &[String], head: &str| blocks.iter().position(|it| it.starts_with(head)).unwrap();
    let first = at(&blocks, "1. ");
    blocks[first] = blocks[first].replace("This document concerns", "This document deals with");
    let gone = at(&blocks, "16. ");
    blocks.remove(gone);
    let moved = at(&blocks, "15. ");
    let moved = blocks.remove(moved);
    let behind = at(&blocks, "17. ");
    blocks.insert(behind + 1, moved);
    let new = at(&blocks, "14. ");
    blocks.insert(new, "13 bis. Every State names a point of contact that answers at any time.".to_owned());
    blocks.join("\n\n")
}

#[test]
fn a_draft_from_word_follows_the_latest() {
    let office = Office::received();
    office.put("rev1.md", edited(&office.clean("Zero draft")));
    let before = office.record();
    let preview = office.done(&["import", "rev1.md", "--after", "zero draft", "--preview"]);
    let line = |of: &str| {
        let mut lines = preview.out.lines().filter(|it| it.starts_with(of));
        let line = lines.next().unwrap_or_else(|| panic!("{of}: {}", preview.out)).to_owned();
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(line("p14 ").starts_with("p14 1 changed, 96% ← p14 1 This document deals"), "{}", line("p14 "));
    assert!(line("p33 ").starts_with("p33 13 bis new Every State"), "{}", line("p33 "));
    assert!(preview.out.lines().any(|it| it.contains("gone") && it.contains(" 16 ")), "{}", preview.out);
    assert!(preview.out.lines().any(|it| it.contains("moved") && it.contains(" 15 ")), "{}", preview.out);
    assert!(
        preview
            .err
            .contains("66 paragraphs: 63 kept, 1 changed, 1 moved, 1 new, 1 gone; nothing was taken in")
    );
    assert_eq!(office.record(), before);

    let said = office.done(&[
        "import",
        "rev1.md",
        "--after",
        "Zero draft",
        "--label",
        "Rev.1",
        "--date",
        "2026-04-20",
    ]);
    assert!(said.err.contains("Rev.1 with 66 paragraphs, issued 2026-04-20"), "{}", said.err);
    assert!(said.err.contains("98 open, carried to Rev.1:"), "{}", said.err);
    let text = import::read(&office.bytes("rev1.md"), "rev1.md").unwrap().paragraphs;
    let clean = import::read(office.clean("Rev.1").as_bytes(), "clean.md").unwrap().paragraphs;
    assert_eq!(clean, text, "the new draft reads as the file does");
    let ledger = office.shown(&["ledger"]);
    let told: Vec<String> = ledger
        .iter()
        .map(|it| {
            format!(
                "{} {}",
                it["change"]["change"].as_str().unwrap(),
                it["sources"][0]["from"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told.iter().all(|it| it.ends_with(" co_chairs")), "{told:?}");
    office.done(&["check"]);

    // What follows is the latest, and nothing else.
    let refused = office.run(&["import", "rev1.md", "--after", "Zero draft", "--label", "Rev.2"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("\"Zero draft\" is not the latest draft: a later one follows \"Rev.1\""));
}

#[test]
fn our_own_word_file_comes_back_without_a_change_and_on_the_desk() {
    let office = Office::received();
    office.done(&["export", "-o", "zero.docx"]);
    let preview = office.done(&["import", "zero.docx", "--after", "Zero draft", "--preview"]);
    assert!(preview.err.contains("66 paragraphs: 66 kept; nothing was taken in"), "{}", preview.err);

    office.put("rev1.md", edited(DRAFT));
    let said = office.done(&["import", "rev1.md", "--after", "Zero draft", "--desk"]);
    assert!(said.err.contains("4 acts at the desk"), "{}", said.err);
    office.done(&["issue", "--label", "Rev.1", "--date", "2026-04-20"]);
    assert_eq!(office.shown(&["ledger"]).len(), 4);
    for _ in 0..2 {
        // Acts from files are taken back like all others; this desk has none.
        let refused = office.run(&["undo"]);
        assert!(refused.err.contains("there is nothing to undo"), "{}", refused.err);
    }
}

#[test]
fn corrections_and_what_was_taken_word_for_word() {
    let office = Office::received();
    let rev1 = edited(DRAFT);
    let paragraph = rev1.split("\n\n").find(|it| it.starts_with("14. ")).unwrap().to_owned();
    let other = "14. With that aim they do whatever else seems feasible to them.";
    office.put("rev1.md", rev1.replace(&paragraph, other));
    let preview = |args: &[&str]| {
        let all = [&["import", "rev1.md", "--after", "Zero draft", "--preview"], args].concat();
        office.done(&all).out
    };
    let fate = |out: &str| out.lines().find(|it| it.contains("With that aim")).unwrap().to_owned();
    assert!(fate(&preview(&[])).contains(" new "));
    assert!(fate(&preview(&["--same", "14=14"])).contains(", as said"));
    assert!(
        preview(&["--new", "p14"]).lines().any(|it| it.contains("new") && it.contains("This document deals"))
    );
    for (args, said, code) in [
        (&["--same", "14"][..], "say which paragraph is which", 2),
        (&["--same", "p400=14"], "the file has no paragraph \"p400\"", 2),
        (&["--same", "14=p400"], "there is no paragraph \"p400\" in the working text", 4),
        (&["--same", "14=14", "--new", "14"], "is said to be new and to continue another", 1),
    ] {
        let all = [&["import", "rev1.md", "--after", "Zero draft", "--label", "Rev.1"], args].concat();
        let refused = office.run(&all);
        assert!(refused.err.contains(said), "{args:?}: {}", refused.err);
        assert_eq!(refused.code, code, "{args:?}");
    }
    // A text that has the words of submissions credits them where that is asked for, and else leaves them open.
    office.done(&["consolidate", "--auto"]);
    let auto = office.done(&["issue", "--label", "x", "--dry-run"]);
    assert!(auto.err.contains("x would have"));
    office.done(&["export", "-o", "zero.docx"]);
    let said = office.done(&["import", "zero.docx", "--after", "Zero draft", "--preview"]);
    assert!(said.err.contains("decided, but not in the file, so open again: "), "{}", said.err);
}
