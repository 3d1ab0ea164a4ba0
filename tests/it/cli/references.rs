//! References of a text to itself: listed, followed when the text is renumbered, and told when they lead nowhere.

use serde_json::Value;

use crate::support::Office;

const WELLS: &str = "# Charter of the wells

1. Wells are shared by all:

(a) by day;

(b) by night.

2. No well is closed, except under paragraph 1 (b) and paragraph 4.

3. Keepers report every year.

4. Keepers meet under paragraphs 2 and 3 above, and Article 4 of the Convention.

5. Paragraphs 1 to 3 apply to springs.

6. Springs have keepers as in paragraph 5.
";

fn office() -> Office {
    let office = Office::new();
    office.put("wells.md", WELLS);
    office.done(&["init", "--process", "Wells"]);
    office.done(&["import", "wells.md", "--label", "Zero draft", "--date", "2026-03-02"]);
    office
}

/// The next draft: a paragraph comes, one goes.
fn amended() -> Office {
    let office = office();
    let lines = [
        r#"{"kind":"insert_after","paragraph":5,"base_text":"2. No well is closed, except under paragraph 1 (b) and paragraph 4.","text":"2 bis. Every well has a keeper."}"#,
        r#"{"kind":"delete","paragraph":6,"base_text":"3. Keepers report every year."}"#,
        r#"{"kind":"insert_after","paragraph":7,"base_text":"4. Keepers meet under paragraphs 2 and 3 above, and Article 4 of the Convention.","text":"4 bis. Keepers keep count."}"#,
    ];
    office.put("received.jsonl", lines.join("\n"));
    office.done(&["submissions", "import", "received.jsonl", "--date", "2026-04-01"]);
    office.done(&["consolidate", "--auto"]);
    office.done(&["decide", "3-A", "--as", "retained"]);
    office
}

fn json(office: &Office, args: &[&str]) -> Vec<Value> {
    serde_json::from_str(&office.done(args).out).unwrap()
}

#[test]
fn every_reference_is_listed_with_where_it_leads() {
    let office = office();
    let said = office.done(&["references"]);
    assert_eq!(
        said.out,
        "2: paragraph 1 (b) → (b)\n2: paragraph 4 → 4\n4: paragraphs 2 and 3 → 2, 3\n5: Paragraphs 1 to 3 → 1, 3\n6: \
         paragraph 5 → 5\n"
    );
    assert_eq!(said.err, "7 references, 0 to look at\n");
    // The same of a file, without any record.
    let of_file = office.done(&["references", "wells.md"]);
    assert_eq!((of_file.out, of_file.err), (said.out, said.err));
    let rows = json(&office, &["references", "--json"]);
    let row = &rows[0];
    assert_eq!(
        (row["place"].as_str(), row["words"].as_str(), row["number"].as_str(), row["items"][0].as_str()),
        (Some("2"), Some("paragraph 1 (b)"), Some("1"), Some("b"))
    );
    assert_eq!((row["leads_to"]["place"].as_str(), row["became"].as_str()), (Some("(b)"), Some("stands")));
    assert_eq!(rows[5]["ends_range"], true);
    assert_eq!(json(&office, &["references", "--odd", "--json"]), Vec::<Value>::new());
}

#[test]
fn a_draft_is_issued_with_its_numbers_and_references_made_anew() {
    let office = amended();
    let dangling = "warning: 4: \"paragraphs 2 and 3\" → nowhere: 3 was deleted; another paragraph takes that number\n\
                    warning: 5: \"Paragraphs 1 to 3\" → nowhere: 3 was deleted; another paragraph takes that number\n";
    let dry = office.done(&["issue", "--label", "Rev.1", "--date", "2026-04-20", "--renumber", "--dry-run"]);
    assert!(dry.err.starts_with(dangling), "{}", dry.err);
    assert_eq!(dry.out, "2 bis. → 3.\n4 bis. → 5.\n5. → 6.\n6. → 7.\n7: paragraph 5 → paragraph 6\n");
    assert_eq!(office.done(&["show", "drafts"]).err, "1 draft\n", "a dry run issues nothing");
    let issued = office.done(&["issue", "--label", "Rev.1", "--date", "2026-04-20", "--renumber"]);
    assert!(issued.err.starts_with(dangling), "{}", issued.err);
    assert!(issued.err.contains("4 of 10 paragraphs renumbered, 1 reference rewritten\n"), "{}", issued.err);
    assert_eq!(issued.out, dry.out);
    let clean = office.clean("Rev.1");
    assert!(clean.contains("3. Every well has a keeper.") && clean.contains("as in paragraph 6."), "{clean}");
    assert!(clean.contains("paragraphs 2 and 3 above, and Article 4 of the Convention"), "{clean}");
    let concordance = office.done(&["export", "--rendition", "concordance", "--format", "md", "-o", "-"]).out;
    for line in ["– → 3", "3 → –", "– → 5", "5 → 6", "6 → 7", "7: paragraph 5 → paragraph 6"]
    {
        assert!(concordance.lines().any(|it| it == line), "{line}: {concordance}");
    }
    let page = office.done(&["export", "--format", "html", "-o", "-"]).out;
    let link = page.split("as in paragraph ").nth(1).unwrap();
    let to = link.strip_prefix("<a class=\"reference\" href=\"#").unwrap().split('"').next().unwrap();
    let target = page.split(&format!("id=\"{to}\"")).nth(1).unwrap();
    assert!(target.split("</p>").next().unwrap().contains("apply to springs"), "{target}");
    let odd = office.done(&["references", "--odd"]);
    assert_eq!(odd.err, "7 references, 2 to look at\n", "{}", odd.out);
}

#[test]
fn without_being_asked_for_nothing_is_renumbered_and_what_dangles_is_told() {
    let office = amended();
    let issued = office.done(&["issue", "--label", "Rev.1", "--date", "2026-04-20"]);
    assert!(
        issued.err.starts_with("warning: 4: \"paragraphs 2 and 3\" → nowhere: 3 was deleted\n"),
        "{}",
        issued.err
    );
    assert_eq!(issued.out, "");
    assert!(office.clean("Rev.1").contains("2 bis. Every well has a keeper."));
    let listed = office.done(&["references"]);
    assert!(listed.out.contains("4: paragraphs 2 and 3 → 2, nowhere: 3 was deleted\n"), "{}", listed.out);
}
