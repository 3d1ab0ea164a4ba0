//! The rules of `schema.sql`, read from what the database made of it.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{PRIVATE, Part, RECORD};
use crate::store::connection::{Missing, open_writer};

/// History: content whose rows are never changed or deleted. Like all content it says neither who nor, to the minute,
/// when.
const HISTORY: [&str; 18] = [
    "draft",
    "text",
    "paragraph",
    "draft_paragraph",
    "lineage",
    "ledger",
    "release",
    "submission",
    "passed",
    "withdrawal",
    "wording",
    "question",
    "answer",
    "desk_act",
    "disposition",
    "carried",
    "snapshot",
    "snapshot_paragraph",
];

/// Content that changes or goes.
const LIVING: [&str; 7] =
    ["translation", "position", "claim_slip", "floor", "preparation", "waiting", "active"];

/// Tables that are no content: settings, people, secrets.
const OTHERS: [&str; 16] = [
    "process",
    "document",
    "national_position",
    "round",
    "round_guest",
    "delegation",
    "release_signature",
    "representative",
    "enrolment",
    "staff",
    "staff_role",
    "audit",
    "keyring",
    "session",
    "signing_key",
    "window",
];

/// Tables whose rowid may tell the order of their rows, because it is their subject.
const IN_ORDER: [&str; 1] = ["audit"];

struct Column {
    table: String,
    name: String,
    kind: String,
}

fn is_content(table: &str) -> bool {
    HISTORY.contains(&table) || LIVING.contains(&table)
}

fn fresh(part: &Part) -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(part.schema).unwrap();
    conn
}

fn both() -> [Connection; 2] {
    [fresh(&RECORD), fresh(&PRIVATE)]
}

fn texts(conn: &Connection, sql: &str) -> Vec<String> {
    conn.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn columns(conn: &Connection) -> Vec<Column> {
    let sql = "select t.name, c.name, c.type from pragma_table_list as t, pragma_table_info(t.name) as c
               where t.schema = 'main' and t.type = 'table' and t.name not like 'sqlite_%'";
    let mut columns = conn.prepare(sql).unwrap();
    let columns =
        columns.query_map([], |row| Ok(Column { table: row.get(0)?, name: row.get(1)?, kind: row.get(2)? }));
    columns.unwrap().map(Result::unwrap).collect()
}

/// The words of a name: "made_on" is "made" and "on".
fn has_word(name: &str, words: &[&str]) -> bool {
    name.split('_').any(|word| words.contains(&word.trim_end_matches('s')))
}

#[test]
fn every_table_is_known_strict_and_in_no_order() {
    for conn in both() {
        let names = texts(
            &conn,
            "select name from pragma_table_list where schema = 'main' and name not like 'sqlite_%'",
        );
        for name in &names {
            assert!(is_content(name) || OTHERS.contains(&name.as_str()), "{name}: content or not?");
        }
        let loose = "select name from pragma_table_list where schema = 'main' and not strict and name not like 'sqlite_%'";
        assert_eq!(texts(&conn, loose), Vec::<String>::new());
        let ordered = "select name from pragma_table_list where schema = 'main' and not wr and name not like 'sqlite_%'";
        assert!(texts(&conn, ordered).iter().all(|name| IN_ORDER.contains(&name.as_str())));
        assert_eq!(
            texts(&conn, "select name from sqlite_schema where sql like '%autoincrement%'"),
            Vec::<String>::new()
        );
    }
}

#[test]
fn content_has_no_column_that_says_who() {
    let who = [
        "author",
        "delegation",
        "delegate",
        "representative",
        "user",
        "person",
        "member",
        "owner",
        "by",
        "who",
        "staff",
        "state",
        "country",
        "email",
        "ip",
        "session",
    ];
    for column in both().iter().flat_map(columns).filter(|it| is_content(&it.table)) {
        assert!(!has_word(&column.name, &who), "{}.{}", column.table, column.name);
    }
}

#[test]
fn content_has_no_reference_to_people() {
    let people = ["delegation", "representative", "enrolment", "staff", "staff_role", "audit"];
    for conn in both() {
        for (table, _, parent) in references(&conn) {
            let apart = !is_content(&table) || !people.contains(&parent.as_str());
            assert!(apart, "{table} refers to {parent}");
            let back = !people.contains(&table.as_str()) || !is_content(&parent);
            assert!(back, "{table} refers to {parent}");
        }
    }
}

#[test]
fn no_time_beside_content_is_finer_than_a_day() {
    let times = [
        "at",
        "time",
        "timestamp",
        "moment",
        "hour",
        "minute",
        "second",
        "created",
        "updated",
        "changed",
        "modified",
        "when",
        "since",
        "until",
        "deadline",
        "date",
    ];
    let days = ["day", "issued", "registered"];
    for conn in both() {
        for column in columns(&conn) {
            let table = column.table.as_str();
            if is_content(table) || ["delegation", "representative", "enrolment", "keyring"].contains(&table)
            {
                assert!(!has_word(&column.name, &times), "{table}.{}", column.name);
            }
            if days.contains(&column.name.as_str()) {
                let only_days =
                    format!("check ({} glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')", column.name);
                let sql = format!("select sql from sqlite_schema where name = '{table}'");
                assert!(texts(&conn, &sql)[0].contains(&only_days), "{table}.{}", column.name);
                assert_eq!(column.kind, "TEXT");
            }
        }
    }
}

/// (table, its columns, the table referred to).
fn references(conn: &Connection) -> Vec<(String, Vec<String>, String)> {
    let sql = "select t.name, f.id, f.\"from\", f.\"table\" from pragma_table_list as t, pragma_foreign_key_list(t.name) as f
               where t.schema = 'main' order by t.name, f.id, f.seq";
    let mut found: BTreeMap<(String, u32), (Vec<String>, String)> = BTreeMap::new();
    let mut rows = conn.prepare(sql).unwrap();
    let rows = rows.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?, row.get(3)?)));
    for (key, column, parent) in rows.unwrap().map(Result::unwrap) {
        let reference = found.entry(key).or_default();
        reference.0.push(column);
        reference.1 = parent;
    }
    found.into_iter().map(|((table, _), (columns, parent))| (table, columns, parent)).collect()
}

#[test]
fn every_foreign_key_is_indexed() {
    let mut seen = 0;
    for conn in both() {
        for (table, columns, _) in references(&conn) {
            let indexes = texts(&conn, &format!("select name from pragma_index_list('{table}')"));
            let leads = |index: &String| {
                let sql = format!("select name from pragma_index_info('{index}') order by seqno");
                texts(&conn, &sql).starts_with(&columns)
            };
            assert!(indexes.iter().any(leads), "{table} ({})", columns.join(", "));
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn constraints_have_names() {
    for conn in both() {
        for sql in texts(&conn, "select sql from sqlite_schema where type = 'table' and sql is not null") {
            let unnamed = sql.lines().filter(|line| line.contains("check (") || line.contains("foreign key"));
            let unnamed = unnamed.filter(|line| !line.contains("constraint ") && !line.starts_with("    "));
            assert_eq!(unnamed.collect::<Vec<_>>(), Vec::<&str>::new());
        }
    }
}

/// Each history table gets a row made of nothing, then everything is tried on it.
#[test]
fn history_cannot_be_changed_deleted_or_replaced() {
    let dir = tempfile::tempdir().unwrap();
    let conn = open_writer(dir.path(), &RECORD, Missing::Create).unwrap();
    conn.execute_batch("pragma foreign_keys = off; pragma ignore_check_constraints = on").unwrap();
    let all = columns(&conn);
    for table in HISTORY.into_iter().chain(["audit"]) {
        let columns: Vec<&Column> = all.iter().filter(|it| it.table == table).collect();
        let values = columns.iter().copied().map(nothing).collect::<Vec<_>>().join(", ");
        conn.execute_batch(&format!("begin; insert into {table} values ({values})")).unwrap();
        let first = &columns[0].name;
        for attempt in [
            format!("update {table} set {first} = {first}"),
            format!("delete from {table}"),
            format!("insert or replace into {table} values ({values})"),
            format!("insert into {table} values ({values}) on conflict do update set {first} = {first}"),
        ] {
            let refused = conn.execute_batch(&attempt).unwrap_err().to_string();
            assert!(refused.contains(&format!("{table} is append-only")), "{attempt}: {refused}");
        }
        // Without the setting that every connection of ours has, history could be replaced.
        conn.execute_batch("pragma recursive_triggers = off").unwrap();
        assert!(
            conn.execute_batch(&format!("insert or replace into {table} values ({values})")).is_ok(),
            "{table}"
        );
        conn.execute_batch("pragma recursive_triggers = on; rollback").unwrap();
    }
}

/// What belongs to a draft, a release or a snapshot is refused once its own row stands.
#[test]
fn nothing_is_added_to_what_is_sealed() {
    let dir = tempfile::tempdir().unwrap();
    let conn = open_writer(dir.path(), &RECORD, Missing::Create).unwrap();
    conn.execute_batch("pragma foreign_keys = off; pragma ignore_check_constraints = on").unwrap();
    let all = columns(&conn);
    let row = |table: &str| {
        let values = all.iter().filter(|it| it.table == table).map(nothing).collect::<Vec<_>>().join(", ");
        format!("insert into {table} values ({values})")
    };
    for (seal, parts) in [
        ("draft", &["draft_paragraph", "lineage", "ledger", "disposition", "carried"][..]),
        ("release", &["submission", "withdrawal", "answer"]),
        ("snapshot", &["snapshot_paragraph"]),
    ] {
        for part in parts {
            conn.execute_batch(&format!("begin; {}; {}; rollback", row(part), row(seal))).unwrap();
            conn.execute_batch(&format!("begin; {}", row(seal))).unwrap();
            assert!(conn.execute_batch(&row(part)).is_err(), "{part} after {seal}");
            conn.execute_batch("rollback").unwrap();
        }
    }
}

/// A value for a column, the same for every row.
fn nothing(column: &Column) -> &'static str {
    match column.kind.as_str() {
        "BLOB" => "zeroblob(32)",
        "TEXT" => "'{}'",
        _ => "1",
    }
}
