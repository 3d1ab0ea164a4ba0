//! The brackets of a working text, listed and decided line by line; and amendments as formal sentences.

use serde_json::Value;

use crate::support::Office;

const TEXT: &str = "# Charter of the wells\n\n1. Users [shall][should] share every well.\n\n2. Users [, in time,] \
                    report [yearly [or earlier] / every month].\n\n3. [Wells are closed at night.]\n\n4. Nobody owns \
                    [the water.\n\n5. Nobody sells it.]\n\n6. Users [shall][should] meet.";

fn office() -> Office {
    let office = Office::new();
    office.put("draft.md", TEXT);
    office.done(&["init", "-p", "Wells"]);
    office.done(&["import", "draft.md", "--label", "Draft 1"]);
    office
}

/// The working text, a line for each paragraph.
fn text(office: &Office) -> Vec<String> {
    office.done(&["issue", "--label", "Draft 2"]);
    let lines = office.clean("Draft 2");
    lines.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn every_bracket_is_listed_with_what_it_offers() {
    let office = office();
    let listed = office.done(&["brackets"]);
    let lines: Vec<String> =
        listed.out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        lines,
        [
            "1 1 shall | should",
            "2 1 , in time,",
            "2 2 yearly [or earlier] | every month",
            "2 3 or earlier",
            "3 1 Wells are closed at night.",
            "6 1 shall | should",
            "4 opens here and closes in 5",
        ]
    );
    assert_eq!(listed.err, "6 brackets in 4 paragraphs; 1 over several paragraphs\n");
    let rows: Vec<Value> = serde_json::from_str(&office.done(&["brackets", "--json"]).out).unwrap();
    assert_eq!(rows[2]["alternatives"], serde_json::json!(["yearly [or earlier]", "every month"]));
    assert_eq!((&rows[2]["place"], &rows[2]["number"]), (&"2".into(), &2.into()));
    assert_eq!(rows[6]["closes_in"], "5");
}

#[test]
fn brackets_are_decided_one_by_one_and_undone() {
    let office = office();
    let steps: [(&[&str], &str); 9] = [
        (&["choose", "1", "should"], "1: \"should\" chosen of [shall][should]; 0 of 0 open\n"),
        (&["undo"], "the last act is undone; 0 of 0 open\n"),
        (&["choose", "1", "1"], "1: \"shall\" chosen of [shall][should]; 0 of 0 open\n"),
        (&["unbracket", "2", "--bracket", "1"], "2: brackets removed around [, in time,]; 0 of 0 open\n"),
        (&["choose", "2", "yearly [or earlier]"], "2: \"yearly [or earlier]\" chosen of"),
        (&["strike", "2"], "2: [or earlier] struck; 0 of 0 open\n"),
        (&["strike", "3"], "3: [Wells are closed at night.] struck; 0 of 0 open\n"),
        (&["unbracket", "5"], "brackets removed from 4 to 5; 0 of 0 open\n"),
        (&["bracket", "6", "meet", "--or", "talk", "--or-nothing"], "6 bracketed; 0 of 0 open\n"),
    ];
    for (args, says) in steps {
        let said = office.done(args);
        assert!(said.err.starts_with(says), "{args:?}: {}", said.err);
    }
    let log = office.done(&["show", "desk"]).out;
    for told in [
        "1: \"should\" chosen of [shall][should]",
        "act 1 undone",
        "2: brackets removed around \", in time,\"",
        "2: \"or earlier\" struck with its brackets",
        "6: alternatives set beside \"meet\": [meet][talk][]",
    ] {
        assert!(log.contains(told), "{told}\n{log}");
    }
    let text = text(&office);
    assert_eq!(
        text[1..],
        [
            "1. Users shall share every well.",
            "2. Users, in time, report yearly.",
            "4. Nobody owns the water.",
            "5. Nobody sells it.",
            "6. Users [shall][should] [meet][talk][].",
        ]
    );
    let ledger = office.done(&["show", "ledger"]).out;
    assert!(ledger.contains("the co-chairs") && ledger.contains("deleted"), "{ledger}");
    office.done(&["check"]);
}

#[test]
fn an_alternative_is_chosen_wherever_it_stands() {
    let office = office();
    let said = office.done(&["choose", "--everywhere", "should"]);
    assert_eq!(said.err, "\"should\" chosen 2 times in 2 paragraphs; 0 of 0 open\n");
    let text = text(&office);
    assert_eq!(
        (text[1].as_str(), text[6].as_str()),
        ("1. Users should share every well.", "6. Users should meet.")
    );
}

#[test]
fn what_cannot_be_decided_says_what_can_and_changes_nothing() {
    let office = office();
    let rows: [(&[&str], &str); 10] = [
        (&["choose", "1", "may"], "1 does not offer \"may\"; it offers shall | should"),
        (&["choose", "3", "may"], "3 has no alternatives in brackets"),
        (&["choose", "should"], "choose takes a paragraph and an alternative"),
        (&["choose", "--everywhere", "may"], "no bracket of the working text offers \"may\""),
        (&["choose", "9", "may"], "there is no paragraph \"9\""),
        (&["unbracket", "1"], "1 offers \"shall\", \"should\" there: choose one"),
        (&["unbracket", "2"], "2 has 3 brackets: name one with --bracket, 1 to 3"),
        (&["strike", "4"], "4 has no brackets that open and close in it"),
        (&["bracket", "6", "nowhere"], "\"nowhere\" stands in 6 nowhere"),
        (&["bracket", "1", "shall][should"], "would cut a bracket"),
    ];
    for (args, says) in rows {
        let said = office.run(args);
        assert!(said.err.contains(says), "{args:?}: {}", said.err);
        assert_eq!(said.out, "");
    }
    assert_eq!(office.shown(&["desk"]).len(), 0);
}

#[test]
fn amendments_are_listed_as_formal_sentences() {
    let office = office();
    let lines = [
        r#"{"paragraph":2,"kind":"replace","text":"Users should share every well."}"#,
        r#"{"paragraph":3,"kind":"replace","text":"Users, in time, report [yearly [or earlier] / every month]."}"#,
    ];
    office.put("received.jsonl", lines.join("\n"));
    let taken = office.run(&["submissions", "import", "received.jsonl"]);
    assert!(taken.err.contains("2 submissions"), "{}", taken.err);
    let rows = office.shown(&["submissions"]);
    let asks: Vec<&str> = rows.iter().map(|row| row["asks"].as_str().unwrap()).collect();
    assert_eq!(
        asks,
        ["of “[shall][should]” keep “should”", "remove the square brackets around “, in time,”"]
    );
    let name = rows[1]["name"].as_str().unwrap();
    let one = office.done(&["show", "submission", name]).out;
    assert!(one.contains("open") && one.contains(asks[1]), "{one}");
    office.done(&["export", "--rendition", "compilation", "-o", "compilation.md"]);
    let compiled = office.text("compilation.md");
    assert!(compiled.contains("Remove brackets in para. 2: remove the square brackets around"), "{compiled}");
}
