//! A disk that fills up: a clear refusal, nothing lost, and on again once there is space.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use travaux::document::id::ProcessId;
use travaux::store::processes::{Process, Settings};
use travaux::store::{Access, Error, Store, Write};

use super::sample::bytes;
use super::writing::add;

/// Longer than a store leaves a full disk alone.
const PAUSE: Duration = Duration::from_millis(2100);

/// A small disk in memory; needs the right to mount one.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount() -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=2m", "tmpfs"]).arg(dir.path());
        let mounted = mount.output().is_ok_and(|it| it.status.success());
        mounted.then(|| Self(dir))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.path()).status();
    }
}

fn add_large(tx: &Write<'_>, number: u32) -> Result<(), Error> {
    tx.create_process(&Process {
        id: ProcessId::from_bytes(bytes(number)),
        name: format!("p-{number}"),
        title: "Many words. ".repeat(2000),
        settings: Settings::default(),
    })
}

#[test]
fn a_full_disk_is_said_and_survived() {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!("not tested: no right to mount a small disk");
        return;
    };
    let store = Store::open(&disk.path().join("data"), Access::Create).unwrap();
    let ballast = disk.path().join("ballast");
    std::fs::write(&ballast, vec![0; 500_000]).unwrap();
    let count = || store.blocking_read(|db| db.processes()).unwrap().len();

    let write = |number| store.blocking_write(move |tx| add_large(tx, number));
    let refused = (0..200).find_map(|number| write(number).err().map(|error| (number, error)));
    let (written, error) = refused.expect("the disk never filled up");
    assert!(matches!(error, Error::Full), "{error:?}");
    assert!(error.to_string().contains("disk is full"), "{error}");
    assert!(written > 0);
    // However small: the store is read-only for a while.
    assert!(matches!(store.blocking_write(|tx| add(tx, 300)), Err(Error::Full)));
    assert_eq!(count(), written as usize);
    // What only reads is done, by the connection that writes too; what makes nothing of a refusal is refused.
    assert_eq!(store.blocking_write(|tx| tx.processes()).unwrap().len(), written as usize);
    let unheeding = store.blocking_write(|tx| {
        assert!(matches!(add(tx, 300), Err(Error::Full)));
        tx.processes()
    });
    assert!(matches!(unheeding, Err(Error::Full)));

    std::fs::remove_file(&ballast).unwrap();
    std::thread::sleep(PAUSE);
    write(400).unwrap();
    assert_eq!(count(), written as usize + 1);
    assert_eq!(store.check().unwrap(), []);

    // So large that the disk fills up before the end of the transaction.
    let large = store.blocking_write(|tx| (500..700).try_for_each(|number| add_large(tx, number)));
    assert!(matches!(large, Err(Error::Full)), "{large:?}");
    assert!(matches!(store.blocking_write(|tx| add(tx, 300)), Err(Error::Full)));
    std::thread::sleep(PAUSE);
    store.blocking_write(|tx| add(tx, 301)).unwrap();
    assert_eq!(count(), written as usize + 2);
}
