//! No moment stands in the files but where it is named here: not as text, not as a number, not as bytes.

use rusqlite::Connection;
use rusqlite::types::Value;
use travaux::drafting::position::Stance;
use travaux::identity::Track;
use travaux::proceedings::{On, enrol, log_in, take_position, withdraw};

use super::people::{Scene, bytes_of, form, now, scene};

/// Columns that hold moments: what a round is told beforehand, what staff did, the hour at which a session ends.
const MOMENTS: [(&str, &str); 5] = [
    ("audit", "at"),
    ("round", "deadline"),
    ("round", "opens"),
    ("round", "reactions_until"),
    ("session", "expires"),
];

/// Everything a delegation does, before and after a release.
fn busy() -> Scene {
    let scene = scene(2);
    let sheet = scene.sheet(scene.add("Mexico", Track::States));
    let key = enrol(&scene.store, &sheet).unwrap().access.words().to_string();
    log_in(&scene.store, &key, now()).unwrap();
    let all = scene.delegates::<5>();
    for who in &all {
        let item = scene.say(who, scene.replace(0, "States should act."));
        let on = On::Paragraph { draft: scene.draft.id, paragraph: scene.paragraphs[1].id };
        take_position(&scene.store, who, on, Some(Stance::Retain)).unwrap();
        if who == &all[0] {
            withdraw(&scene.store, who, item).unwrap();
        }
    }
    scene.release();
    for who in &all {
        scene.say(who, scene.comment(1, "A remark that waits."));
        scene.prepare(who, form(7), scene.comment(1, "In preparation.")).unwrap();
    }
    scene
}

/// Whether a value could be a moment: a time of day in a text, or a number of seconds or more since 1970.
fn is_moment(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.as_bytes().windows(5).any(|it| {
            let digit = |at: usize| it[at].is_ascii_digit();
            digit(0) && digit(1) && it[2] == b':' && digit(3) && digit(4)
        }),
        Value::Integer(number) => *number > 100_000_000,
        Value::Real(_) => true,
        Value::Null | Value::Blob(_) => false,
    }
}

#[test]
fn moments_stand_only_where_they_are_named() {
    let scene = busy();
    let mut looked_at = 0;
    for file in ["travaux.db", "private.db"] {
        let conn = Connection::open(scene.dir.path().join(file)).unwrap();
        let sql = "select t.name, c.name from pragma_table_list t, pragma_table_info(t.name) c
                   where t.schema = 'main' and t.type = 'table' and t.name not like 'sqlite_%'";
        let mut columns = conn.prepare(sql).unwrap();
        let columns = columns.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
        for (table, column) in columns.unwrap().map(Result::unwrap) {
            let mut values = conn.prepare(&format!("select {column} from {table}")).unwrap();
            for value in values.query_map([], |row| row.get::<_, Value>(0)).unwrap().map(Result::unwrap) {
                looked_at += 1;
                let named = MOMENTS.contains(&(table.as_str(), column.as_str()));
                assert!(named || !is_moment(&value), "{table}.{column}: {value:?}");
                if column == "expires" {
                    let Value::Text(text) = &value else { panic!("{value:?}") };
                    assert!(text.ends_with(":00:00Z"), "{text}");
                }
            }
        }
    }
    assert!(looked_at > 300, "{looked_at}");
    // As bytes: the second in which all this was done, in any order of bytes, and with the parts of a second behind it.
    let second = now().as_second();
    let needles = [
        (second as u32).to_be_bytes().to_vec(),
        (second as u32).to_le_bytes().to_vec(),
        (second * 1000).to_be_bytes()[2..].to_vec(),
        (second * 1_000_000_000).to_be_bytes()[..5].to_vec(),
        b"09:30".to_vec(),
        second.to_string().into_bytes(),
    ];
    for (name, bytes) in bytes_of(scene.dir.path()) {
        for needle in &needles {
            let hits = bytes.windows(needle.len()).filter(|it| it == needle).count();
            assert_eq!(hits, 0, "{name}: {needle:02x?}");
        }
    }
}
