//! A backup becomes a data directory with the same content, and holds nothing that should not outlive its use.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use travaux::store::{Access, Error, Store};

use super::sample::{comment, issue_draft, new_store, paragraphs, release};
use super::writing::{add, added};

/// Every row of every table, as text.
fn content(dir: &Path, file: &str) -> Vec<String> {
    let conn = Connection::open(dir.join(file)).unwrap();
    let texts = |sql: &str| -> Vec<String> {
        conn.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let tables = texts("select name from sqlite_schema where type = 'table' order by name");
    let mut rows = Vec::new();
    for table in tables {
        let columns = texts(&format!("select 'quote(' || name || ')' from pragma_table_info('{table}')"));
        let row = columns.join(" || ',' || ");
        rows.extend(texts(&format!("select '{table}: ' || {row} from {table} order by 1")));
    }
    rows
}

#[test]
fn a_backup_holds_the_same_and_overwrites_nothing() {
    let (dir, store) = new_store();
    issue_draft(&store, 0, paragraphs(20)).unwrap();
    let first = release(1, (0..20).map(|number| comment(number, number)).collect());
    store.blocking_write(move |tx| tx.release(&first)).unwrap();
    let parent = tempfile::tempdir().unwrap();
    let file = parent.path().join("backup");
    store.backup(&file).unwrap();
    let (before, own) = (fs::read(&file).unwrap(), content(dir.path(), "travaux.db"));
    store.blocking_write(|tx| add(tx, 1)).unwrap();
    assert!(matches!(store.backup(&file), Err(Error::Taken(_))));
    assert!(fs::read(&file).unwrap() == before);

    let copy = parent.path().join("restored");
    Store::restore(&file, &copy).unwrap();
    #[cfg(unix)]
    for (path, mode) in [(&file, 0o600), (&copy, 0o700)] {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, mode, "{}", path.display());
    }
    assert!(matches!(Store::restore(&file, &copy), Err(Error::Taken(_))));
    assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 2, "nothing unfinished is left");
    let restored = Store::open(&copy, Access::Write).unwrap();
    assert_eq!(content(&copy, "travaux.db"), own);
    assert_eq!(restored.check().unwrap(), []);
    restored.blocking_write(|tx| add(tx, 2)).unwrap();
    assert_eq!((added(&store), added(&restored)), (vec![1], vec![2]));
}

#[test]
fn of_the_private_file_only_the_wrapped_keyrings_are_kept() {
    let (dir, store) = new_store();
    let private = Connection::open(dir.path().join("private.db")).unwrap();
    private
        .execute_batch(
            "insert into keyring values
               (x'0102030405060708090a0b0c0d0e0f10', zeroblob(16), zeroblob(32), zeroblob(16), zeroblob(32), x'77', x'66');
             insert into preparation values (zeroblob(32), cast('in preparation' as blob));
             insert into session values (zeroblob(32), cast('a session' as blob), '2026-05-14T18:00:00Z');",
        )
        .unwrap();
    let (file, copy) = (dir.path().join("backup"), dir.path().join("restored"));
    store.backup(&file).unwrap();
    Store::restore(&file, &copy).unwrap();
    let kept = content(&copy, "private.db");
    assert_eq!(kept.len(), 1);
    assert!(kept[0].starts_with("keyring: X'0102"), "{kept:?}");
    let bytes = fs::read(&file).unwrap();
    assert!(!bytes.windows(14).any(|it| it == b"in preparation"));
}

#[test]
fn a_backup_can_be_made_beside_a_process_that_writes() {
    let (dir, store) = new_store();
    let other = store.clone();
    let writing = std::thread::spawn(move || {
        (0..200).for_each(|number| other.blocking_write(move |tx| add(tx, number)).unwrap());
    });
    let reader = Store::open(dir.path(), Access::Read).unwrap();
    let (file, copy) = (dir.path().join("backup"), dir.path().join("restored"));
    reader.backup(&file).unwrap();
    writing.join().unwrap();
    Store::restore(&file, &copy).unwrap();
    let restored = Store::open(&copy, Access::Read).unwrap();
    let kept = added(&restored);
    assert_eq!(kept, (0..kept.len() as u32).collect::<Vec<_>>());
    assert_eq!(restored.check().unwrap(), []);
}
