//! Changed verbs on the command line.

use serde_json::Value;

use crate::support::Office;

#[test]
fn verbs_that_changed_between_two_files() {
    let office = Office::new();
    office.put("old.md", "# Wells\n\n1. Wells shall be open.\n\n2. Urges keepers to meet in May 2025.\n\n3. Keepers may rest.\n");
    office.put(
        "new.md",
        "# Wells\n\n1. Wells should be open.\n\n2. Invites keepers to meet in May 2025.\n\n3. Keepers may not rest.\n\n4. \
         Keepers must report.\n",
    );
    let said = office.done(&["diff", "old.md", "new.md", "--verbs"]);
    assert_eq!(
        said.out,
        "1: shall → should (weakened)\n2: urges → invites\n3: may → may not\n4: must added\n"
    );
    assert_eq!(said.err, "4 changed verbs\n");
    let rows: Vec<Value> =
        serde_json::from_str(&office.done(&["diff", "old.md", "new.md", "--verbs", "--json"]).out).unwrap();
    assert_eq!(rows.len(), 4);
    let verb = &rows[0]["verbs"][0];
    let field = |name: &str| verb[name].as_str().unwrap();
    assert_eq!(
        (field("kind"), field("change"), field("old"), field("new")),
        ("modal", "weakened", "shall", "should")
    );
    assert_eq!(rows[1]["verbs"][0]["kind"], "opening");
    assert_eq!(office.done(&["diff", "new.md", "new.md", "--verbs"]).out, "");
}

#[test]
fn verbs_that_changed_between_drafts_and_that_submissions_ask_for() {
    let office = Office::issued();
    for what in [&["verbs"][..], &["verbs", "--submissions", "--draft", "Zero draft"]] {
        let rows = office.shown(what);
        let all: usize = rows.iter().map(|row| row["verbs"].as_array().unwrap().len()).sum();
        let told = office.done(&[&["show"], what].concat());
        assert_eq!(told.out.lines().count(), all, "{what:?}");
        assert_eq!(told.number(" changed verb"), Some(all), "{}", told.err);
        assert!(all > 5, "{what:?}: {all}");
        for verb in rows.iter().flat_map(|row| row["verbs"].as_array().unwrap()) {
            let turns = ["replaced", "weakened", "strengthened", "added", "removed", "moved"];
            assert!(turns.contains(&verb["change"].as_str().unwrap()), "{verb}");
            assert!(verb["old"].is_string() || verb["new"].is_string(), "{verb}");
        }
    }
}
