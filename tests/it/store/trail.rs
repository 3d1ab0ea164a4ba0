//! The audit trail: what is altered in it or taken from between is found.

use std::path::Path;

use jiff::Timestamp;
use proptest::prelude::*;
use rusqlite::Connection;
use travaux::identity::StaffId;
use travaux::identity::actor::{Actor, Hand};
use travaux::store::audit::{Deed, Setting};
use travaux::store::check::Finding;
use travaux::store::staff::{Office, Staff};
use travaux::store::{Access, Error, Store};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_770_000_000 + second).unwrap()
}

fn deeds() -> Vec<Deed> {
    let staff = || "chair".to_owned();
    vec![
        Deed::SetUp { staff: staff() },
        Deed::LoggedIn {},
        Deed::Appointed { staff: staff(), office: Office::CoChair },
        Deed::SettingsChanged { settings: vec![Setting::Title, Setting::Scale] },
        Deed::SheetsGiven { delegations: vec!["Meridia".to_owned()] },
        Deed::Released { draft: "Rev.1".to_owned() },
    ]
}

/// A record with six lines, by the staff, the command line and the server.
fn told(dir: &Path) -> Store {
    let store = Store::open(dir, Access::Create).unwrap();
    let id = StaffId::from_bytes([1; 16]);
    let written = store.blocking_write(move |w| {
        let (login, name) = ("chair".to_owned(), "A chair".to_owned());
        w.add_staff(&Staff { id, login, name }, "$argon2id$x")?;
        for (second, deed) in deeds().iter().enumerate() {
            let hand = [Hand::Staff(id), Hand::CommandLine, Hand::Server][second % 3];
            w.audit(&Actor { hand, at: at(second as i64) }, None, deed)?;
        }
        Ok::<_, Error>(())
    });
    written.unwrap();
    store
}

/// What the check says after the trail was changed behind the store's back.
fn found_after(sql: &str) -> Vec<Finding> {
    let dir = tempfile::tempdir().unwrap();
    let store = told(dir.path());
    assert_eq!(store.check().unwrap(), []);
    drop(store);
    let trigger = |what: &str| {
        format!(
            "create trigger audit_no_{what} before {what} on audit begin select raise(abort, 'audit is append-only'); end;"
        )
    };
    let conn = Connection::open(dir.path().join("travaux.db")).unwrap();
    conn.execute_batch(
        "pragma foreign_keys = off; drop trigger audit_no_update; drop trigger audit_no_delete;",
    )
    .unwrap();
    conn.execute_batch(sql).unwrap();
    conn.execute_batch(&(trigger("update") + &trigger("delete"))).unwrap();
    drop(conn);
    Store::open(dir.path(), Access::Read).unwrap().check().unwrap()
}

#[test]
fn lines_come_back_as_they_were_told() {
    let dir = tempfile::tempdir().unwrap();
    let trail = told(dir.path()).blocking_read(|r| r.audit_trail()).unwrap();
    assert_eq!(trail.iter().map(|it| it.deed.clone()).collect::<Vec<_>>(), deeds());
    assert_eq!(trail.iter().map(|it| it.ordinal).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
    assert_eq!(trail[4].actor, Actor { hand: Hand::CommandLine, at: at(4) });
    assert_eq!(trail[5].actor, Actor::server(at(5)));
}

#[test]
fn what_is_altered_or_taken_from_between_is_found() {
    for (sql, lines) in [
        ("update audit set act = 'dismissed' where ordinal = 3", &[3][..]),
        ("update audit set at = '2026-01-01T00:00:00Z' where ordinal = 1", &[1]),
        ("update audit set subject = replace(subject, 'Meridia', 'Ostland') where ordinal = 5", &[5]),
        ("update audit set actor = 'server' where ordinal = 2", &[2]),
        ("delete from audit where ordinal = 1", &[2]),
        ("delete from audit where ordinal = 4", &[5]),
        (
            "delete from audit where ordinal = 4; update audit set ordinal = ordinal - 1 where ordinal > 4",
            &[4, 5],
        ),
        // With the hash of the line made to fit, the next one does not follow.
        ("update audit set hash = zeroblob(32) where ordinal = 2", &[2, 3]),
        ("update audit set previous = zeroblob(32) where ordinal = 4", &[4]),
        // Both made to fit one another: the second still says that it followed something else.
        (
            "update audit set hash = zeroblob(32) where ordinal = 3;
             update audit set previous = zeroblob(32) where ordinal = 4",
            &[3, 4],
        ),
    ] {
        let found = found_after(sql);
        let expected: Vec<Finding> = lines.iter().map(|it| Finding::Audit { ordinal: *it }).collect();
        assert_eq!(found, expected, "{sql}");
    }
}

#[test]
fn a_line_is_undone_with_the_act_it_tells() {
    let dir = tempfile::tempdir().unwrap();
    let store = told(dir.path());
    let failed = store.blocking_write(|w| {
        w.audit(&Actor::command_line(at(9)), None, &Deed::LoggedIn {})?;
        Err::<(), Error>(Error::NotFound { what: "thing", name: String::new() })
    });
    assert!(failed.is_err());
    assert_eq!(store.blocking_read(|r| r.audit_trail()).unwrap().len(), 6);
}

#[test]
fn every_deed_has_the_name_it_is_known_by() {
    let mut names: Vec<&str> = Deed::NAMES.into();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Deed::NAMES.len());
    for deed in deeds() {
        let told = serde_json::to_value(&deed).unwrap();
        assert!(Deed::NAMES.contains(&told["act"].as_str().unwrap()), "{told}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    /// However a line is about to be altered, the trail is no longer sound.
    #[test]
    fn no_byte_of_a_line_goes_unnoticed(line in 1..=6_u32, column in 0..4_usize, flip in 1..=255_u8) {
        let column = ["at", "act", "subject", "actor"][column];
        let sql = format!(
            "pragma ignore_check_constraints = on;
             update audit set {column} = {column} || char({}) where ordinal = {line}", u32::from(flip)
        );
        let found = found_after(&sql).contains(&Finding::Audit { ordinal: line });
        prop_assert!(found);
    }
}
