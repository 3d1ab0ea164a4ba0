//! The settings of the connections, and the way from one version of a file to the next.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::{Missing, open_reader, open_writer};
use crate::store::error::Error;
use crate::store::schema::{Found, PRIVATE, Part, RECORD};

fn texts(conn: &Connection, sql: &str) -> Vec<String> {
    conn.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn connections_have_the_settings_everything_relies_on() {
    let dir = tempfile::tempdir().unwrap();
    let writer = open_writer(dir.path(), &RECORD, Missing::Create).unwrap();
    let reader = open_reader(dir.path(), &RECORD).unwrap();
    let expected = [
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("busy_timeout", 5000),
    ];
    let value = |conn: &Connection, name: &str| {
        conn.query_row(&format!("pragma {name}"), [], |row| row.get::<_, i64>(0)).unwrap()
    };
    for conn in [&writer, &reader] {
        for (name, expected) in expected {
            assert_eq!(value(conn, name), expected, "{name}");
        }
        let mode: String = conn.query_row("pragma journal_mode", [], |row| row.get(0)).unwrap();
        assert_eq!(mode, "wal");
    }
    let of_the_writer =
        [("wal_autocheckpoint", 0), ("secure_delete", 1), ("query_only", 0), ("user_version", 1)];
    for (name, expected) in of_the_writer {
        assert_eq!(value(&writer, name), expected, "{name}");
    }
    assert_eq!(value(&reader, "query_only"), 1);
    assert!(reader.execute_batch("delete from process").is_err());
}

#[test]
fn a_step_that_fails_leaves_the_file_as_it_was() {
    const FIRST: &str = "create table parent (id integer primary key) strict;
                         create table child (parent integer references parent (id)) strict;
                         create index child_parent on child (parent);";
    const GOOD: &str = "create table other (id integer primary key) strict;";
    const BAD: &str = "create table half (id integer) strict; insert into child values (7);";
    let part = |migrations| Part { schema: FIRST, migrations, ..RECORD };
    let dir = tempfile::tempdir().unwrap();
    drop(open_writer(dir.path(), &part(&[]), Missing::Create).unwrap());

    let lost = open_writer(dir.path(), &part(&[GOOD, BAD]), Missing::Refuse).unwrap_err();
    assert!(matches!(lost, Error::Damaged(_)), "{lost}");
    let conn = Connection::open(dir.path().join(RECORD.file)).unwrap();
    assert_eq!(part(&[GOOD]).identify(&conn, dir.path()).unwrap(), Found::Version(1));
    let tables = texts(&conn, "select name from sqlite_schema where type = 'table' order by name");
    assert_eq!(tables, ["child", "parent"]);
    drop(conn);

    let older = open_reader(dir.path(), &part(&[GOOD])).unwrap_err();
    assert!(matches!(older, Error::TooOld { found: 1, known: 2, .. }), "{older}");
    let conn = open_writer(dir.path(), &part(&[GOOD]), Missing::Refuse).unwrap();
    assert_eq!(part(&[GOOD]).identify(&conn, dir.path()).unwrap(), Found::Version(2));
    assert_eq!(conn.query_row("pragma foreign_keys", [], |row| row.get::<_, bool>(0)), Ok(true));
}

/// Every version before the newest has its schema, with rows in it, kept under `src/store/schema/`; leading it
/// forward must end in the schema a fresh file has.
#[test]
fn old_files_are_led_to_the_newest_schema() {
    for part in [&RECORD, &PRIVATE] {
        let fresh = Connection::open_in_memory().unwrap();
        fresh.execute_batch(part.schema).unwrap();
        for version in 1..part.version() {
            let kept = format!("{}/src/store/schema/{}-{version}.sql", env!("CARGO_MANIFEST_DIR"), part.file);
            let kept = std::fs::read_to_string(&kept).unwrap_or_else(|_| panic!("{kept} is missing"));
            let dir = tempfile::tempdir().unwrap();
            let old = Connection::open(dir.path().join(part.file)).unwrap();
            old.execute_batch(&kept).unwrap();
            old.pragma_update(None, "application_id", part.application).unwrap();
            old.pragma_update(None, "user_version", version).unwrap();
            drop(old);
            let led = open_writer(dir.path(), part, Missing::Refuse).unwrap();
            assert_eq!(definitions(&led), definitions(&fresh), "{} from {version}", part.file);
        }
        let dir = tempfile::tempdir().unwrap();
        let made = open_writer(dir.path(), part, Missing::Create).unwrap();
        assert_eq!(definitions(&made), definitions(&fresh));
    }
}

fn definitions(conn: &Connection) -> BTreeSet<String> {
    let all = texts(conn, "select coalesce(sql, name) from sqlite_schema");
    all.iter().map(|sql| sql.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}
