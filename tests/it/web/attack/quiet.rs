//! What the log says when the program breaks: where, and no word of what it was working on.

use std::process::Command;

/// Tells the test below that it is the process that panics.
const VICTIM: &str = "TRAVAUX_TEST_PANICS";
const SECRET: &str = "words of a text that nobody may read";

#[test]
fn a_panic_says_where_and_not_what() {
    if std::env::var_os(VICTIM).is_some() {
        travaux::telemetry::start();
        let broken = std::panic::catch_unwind(|| panic!("{SECRET}"));
        assert!(broken.is_err());
        return;
    }
    let mut victim = Command::new(std::env::current_exe().unwrap());
    victim.args(["--exact", "web::attack::quiet::a_panic_says_where_and_not_what", "--nocapture"]);
    let said = victim.env(VICTIM, "yes").output().unwrap();
    let said = [said.stdout, said.stderr].map(|it| String::from_utf8(it).unwrap()).concat();
    assert!(said.contains("a panic") && said.contains("attack/quiet.rs"), "{said}");
    assert!(!said.contains(SECRET), "{said}");
}
