//! What of the private file goes into a backup, made at the worst moment: a window is open, something waits for its
//! release, something is in preparation, somebody is logged in.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value;
use travaux::identity::Track;
use travaux::proceedings::enrol;
use travaux::store::{Access, Store};

use super::people::{form, scene};

/// The one table of the private file that is backed up.
const KEPT: &str = "keyring";

/// What the tables of a private file hold: the beginnings of all their values but the round of a window, which is of
/// the record.
fn held(dir: &Path) -> BTreeMap<String, Vec<Vec<u8>>> {
    let conn = Connection::open(dir.join("private.db")).unwrap();
    let mut tables = conn.prepare("select name from sqlite_schema where type = 'table'").unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let of_table = |table: &String| {
        let mut query = conn.prepare(&format!("select * from {table}")).unwrap();
        let names: Vec<String> = query.column_names().map(str::to_owned).collect();
        let mut values = Vec::new();
        let mut rows = query.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for (at, _) in names.iter().enumerate().filter(|(_, name)| *name != "round") {
                if let Value::Blob(bytes) = row.get(at).unwrap() {
                    values.push(bytes.into_iter().take(32).collect());
                }
            }
        }
        (table.clone(), values)
    };
    tables.iter().map(of_table).collect()
}

fn has(bytes: &[u8], value: &[u8]) -> bool {
    bytes.windows(value.len()).any(|it| it == value)
}

#[test]
fn a_backup_has_wrapped_keyrings_and_nothing_else_that_is_private() {
    let scene = scene(2);
    let keys = enrol(&scene.store, &scene.sheet(scene.add("Meridia", Track::States))).unwrap();
    let (one, other) = (scene.enter(&keys.access.words()), scene.delegate("Ostland"));
    scene.prepare(&one, form(1), scene.comment(0, "Heron in preparation.")).unwrap();
    scene.say(&other, scene.comment(1, "Heron that waits."));

    let dir = scene.dir.path();
    let (backup, restored) = (dir.join("backup"), dir.join("restored"));
    scene.store.backup(&backup).unwrap();
    let bytes = fs::read(&backup).unwrap();
    let held = held(dir);
    let filled: BTreeSet<&str> =
        held.iter().filter(|(_, values)| !values.is_empty()).map(|(table, _)| table.as_str()).collect();
    for table in [KEPT, "session", "preparation", "window", "waiting", "active"] {
        assert!(filled.contains(table), "{table} has something that could be there: {filled:?}");
    }
    for (table, values) in &held {
        for value in values {
            assert_eq!(has(&bytes, value), table == KEPT, "{table}: {value:02x?}");
        }
    }
    let pepper = fs::read(dir.join("pepper")).unwrap();
    assert!(pepper.len() == 32 && !has(&bytes, &pepper) && !has(&bytes, b"Heron"));

    Store::restore(&backup, &restored).unwrap();
    let files: BTreeSet<String> = fs::read_dir(&restored)
        .unwrap()
        .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !name.contains('-'))
        .collect();
    assert_eq!(files, BTreeSet::from(["private.db".to_owned(), "travaux.db".to_owned()]));
    for (table, values) in self::held(&restored) {
        assert_eq!(values.is_empty(), table != KEPT, "{table}");
    }
    let store = Store::open(&restored, Access::Write).unwrap();
    let again = travaux::proceedings::log_in(&store, &keys.access.words(), super::people::now()).unwrap();
    assert!(
        matches!(again.session, travaux::identity::session::Session::Delegate(it) if it.ring == one.ring)
    );
}
