//! Slips for what came on paper, as the secretariat prints them.

use std::collections::BTreeSet;

use crate::support::Office;

/// The codes in a text of slips.
fn codes(text: &str) -> Vec<String> {
    let page = |page: &str| {
        let words = page.lines().filter_map(|line| {
            let (number, word) = line.trim().split_once(". ")?;
            (line.starts_with("  ") && number.parse::<u8>().is_ok()).then_some(word)
        });
        words.collect::<Vec<_>>().join(" ")
    };
    text.split('\u{c}').map(page).collect()
}

#[test]
fn a_slip_is_printed_for_each_that_was_received() {
    let office = Office::received();
    let lines = r#"{"kind": "comment", "text": "A remark that came by post."}"#;
    office.put("late.jsonl", lines.as_bytes());
    office.put("there.txt", b"mine");
    let before = office.record();
    for taken in ["there.txt", "nowhere/slips.txt"] {
        let said = office.run(&["submissions", "import", "late.jsonl", "--slips", taken]);
        assert!(said.code != 0 && said.err.contains("cannot be written"), "{}", said.err);
    }
    assert_eq!(office.record(), before, "nothing is taken in without its slips");
    assert_eq!(office.bytes("there.txt"), b"mine");
    let said = office.done(&["submissions", "import", "late.jsonl", "--slips", "slips.txt"]);
    assert!(said.err.contains("1 slip, each good once"), "{}", said.err);
    let text = String::from_utf8(office.bytes("slips.txt")).unwrap();
    assert!(text.contains("A remark that came by post.") && text.contains("Zero draft General-"), "{text}");
    let first = codes(&text);
    assert_eq!(first.iter().map(|it| it.split(' ').count()).collect::<Vec<_>>(), [12]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(office.path("slips.txt")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "its owner's alone");
    }
    let said = office.done(&["submissions", "slips", "others.html"]);
    assert!(said.err.contains("98 slips, each good once"), "{}", said.err);
    let page = String::from_utf8(office.bytes("others.html")).unwrap();
    assert_eq!(
        (page.matches("<section>").count(), page.contains("A remark that came by post.")),
        (98, false)
    );
    let said = office.run(&["submissions", "slips", "more.txt"]);
    assert!(said.err.contains("--again"), "{}", said.err);
    assert!(!office.path("more.txt").exists());
    office.done(&["submissions", "slips", "again.txt", "--again"]);
    let again: BTreeSet<String> =
        codes(&String::from_utf8(office.bytes("again.txt")).unwrap()).into_iter().collect();
    assert_eq!(again.len(), 99, "each has a code of its own");
    assert!(!again.contains(&first[0]));
}
