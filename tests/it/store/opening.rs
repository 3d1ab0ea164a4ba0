//! Who may open a data directory, and what is refused untouched.

use std::fs;
use std::path::Path;

use travaux::store::{Access, Error, Store};

use super::sample::{PROCESS, new_store};
use super::writing::{add, added};

fn refused(dir: &Path, access: Access) -> Error {
    Store::open(dir, access).err().unwrap()
}

#[test]
fn a_second_writer_is_refused_while_readers_work() {
    let (dir, store) = new_store();
    for access in [Access::Write, Access::Create] {
        let error = refused(dir.path(), access);
        assert!(matches!(error, Error::Locked(_)));
        assert!(error.to_string().contains("another travaux process is writing"), "{error}");
    }
    let reader = Store::open(dir.path(), Access::Read).unwrap();
    assert_eq!(reader.blocking_read(|db| db.process("ict")).unwrap().id, PROCESS);
    store.blocking_write(|tx| add(tx, 1)).unwrap();
    assert_eq!(added(&reader), [1]);
    assert!(matches!(reader.blocking_write(|tx| add(tx, 2)), Err(Error::ReadOnly)));
    drop(store);
    let next = Store::open(dir.path(), Access::Write).unwrap();
    next.blocking_write(|tx| add(tx, 2)).unwrap();
    assert_eq!(added(&reader), [1, 2]);
}

#[test]
fn what_is_no_data_directory_is_said_to_be_none() {
    let dir = tempfile::tempdir().unwrap();
    let missing = dir.path().join("missing");
    for dir in [dir.path(), &missing] {
        for access in [Access::Read, Access::Write] {
            let error = refused(dir, access);
            assert!(matches!(error, Error::NoData(_)), "{error}");
        }
    }
    assert!(!missing.exists());
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn files_of_other_programs_are_left_alone() {
    let other = tempfile::tempdir().unwrap();
    let file = other.path().join("travaux.db");
    let conn = rusqlite::Connection::open(&file).unwrap();
    conn.execute_batch("create table mine (id integer primary key); pragma user_version = 1").unwrap();
    drop(conn);
    for content in [fs::read(&file).unwrap(), b"words, nothing but words, again and again".repeat(100)] {
        fs::write(&file, &content).unwrap();
        for access in [Access::Read, Access::Write, Access::Create] {
            let error = refused(other.path(), access);
            assert!(matches!(error, Error::NoData(_) | Error::Damaged(_)), "{access:?}: {error}");
        }
        assert!(fs::read(&file).unwrap() == content);
    }
}

#[test]
fn a_file_of_a_newer_program_is_refused_byte_for_byte_unchanged() {
    const VERSION: std::ops::Range<usize> = 60..64; // of a file's header
    for name in ["travaux.db", "private.db"] {
        let (dir, store) = new_store();
        drop(store);
        let file = dir.path().join(name);
        let mut content = fs::read(&file).unwrap();
        assert_eq!(content[VERSION], [0, 0, 0, 1]);
        content[VERSION].copy_from_slice(&[0, 0, 0, 9]);
        fs::write(&file, &content).unwrap();
        for access in [Access::Write, Access::Create] {
            let error = refused(dir.path(), access);
            assert!(matches!(error, Error::TooNew { found: 9, known: 1, file } if file == name), "{error}");
        }
        if name == "travaux.db" {
            assert!(matches!(refused(dir.path(), Access::Read), Error::TooNew { .. }));
        }
        assert!(fs::read(&file).unwrap() == content, "{name} was changed");
    }
}

#[cfg(unix)]
#[test]
fn the_directory_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir().unwrap();
    let dir = parent.path().join("data");
    drop(Store::open(&dir, Access::Create).unwrap());
    assert_eq!(dir.metadata().unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn nothing_is_left_in_the_log_once_closed() {
    let (dir, store) = new_store();
    store.blocking_write(|tx| add(tx, 1)).unwrap();
    drop(store);
    let log = dir.path().join("travaux.db-wal").metadata().map_or(0, |it| it.len());
    assert_eq!(log, 0);
}
