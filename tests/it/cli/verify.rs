//! Releases looked through on the command line: in a data directory, and as they were published.

use crate::support::Office;

#[test]
fn releases_are_verified_in_a_data_directory_and_as_published() {
    let office = Office::received();
    let said = office.done(&["verify"]);
    assert!(
        said.err.contains("ICT workstream: 1 release of 98 operations, chained and signed"),
        "{}",
        said.err
    );
    office.done(&["check"]);
    office.done(&["package", "--without-submissions", "-o", "zero.zip"]);
    let first = crate::support::unpacked(&office.bytes("zero.zip"))["releases.json"].clone();
    office.put("first.json", &first);
    office.done(&["submissions", "import", "received.jsonl", "--date", "2026-04-02"]);
    office.done(&["package", "--without-submissions", "-o", "later.zip"]);
    let later = crate::support::unpacked(&office.bytes("later.zip"))["releases.json"].clone();
    let later = String::from_utf8(later).unwrap();
    office.put("later.json", &later);
    for args in [
        &["verify", "--earlier", "first.json"][..],
        &["verify", "--releases", "later.json", "--earlier", "first.json"],
    ] {
        let said = office.done(args);
        assert!(said.err.contains("1 release as published earlier"), "{}", said.err);
    }
    let found = |args: &[&str], what: &str| {
        let said = office.run(args);
        assert!(
            said.code == 6 && said.out.contains(what),
            "{args:?}: {} {} {}",
            said.code,
            said.out,
            said.err
        );
    };
    found(
        &["verify", "--releases", "first.json", "--earlier", "later.json"],
        "release 2: it is not the release",
    );
    let leaf = later.lines().find(|it| it.trim().len() == 67).unwrap().trim().trim_matches(['"', ',']);
    office.put("altered.json", later.replacen(leaf, &"0".repeat(64), 1));
    found(&["verify", "--releases", "altered.json"], "release 1: it is not as it was made");
    office.put("another-day.json", later.replacen("2026-04-02", "2026-04-03", 1));
    found(&["verify", "--releases", "another-day.json"], "release 2: it is not as it was made");
}

#[test]
fn what_cannot_be_read_is_said() {
    let office = Office::received();
    office.put("nothing.json", "{}");
    office.put("words.txt", "What we submitted.");
    office.put("cut.txt", "travaux-ack-1.0011");
    for (args, why) in [
        (["--releases", "nothing.json"], "nothing.json: not a list of releases"),
        (["--releases", "missing.json"], "missing.json"),
        (["--acknowledgements", "words.txt"], "words.txt: there is no acknowledgement in it"),
        (["--acknowledgements", "cut.txt"], "cut.txt: an acknowledgement was cut off"),
    ] {
        let said = office.run(&["verify", args[0], args[1]]);
        assert!(said.code == 3 && said.err.contains(why), "{args:?}: {} {}", said.code, said.err);
    }
}
