//! A disk that fills up: a clear refusal, nothing lost, and on again once there is space.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use travaux::document::id::ProcessId;
use travaux::store::processes::{Process, Settings};
use travaux::store::{Access, Error, Store};

use super::sample::bytes;
use super::writing::add;

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

fn write(store: &Store, number: u32) -> Result<(), Error> {
    store.blocking_write(move |tx| {
        tx.create_process(&Process {
            id: ProcessId::from_bytes(bytes(number)),
            name: format!("p-{number}"),
            title: "Many words. ".repeat(2000),
            settings: Settings::default(),
        })
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

    let refused = (0..200).find_map(|number| write(&store, number).err().map(|error| (number, error)));
    let (written, error) = refused.expect("the disk never filled up");
    assert!(matches!(error, Error::Full), "{error:?}");
    assert!(error.to_string().contains("disk is full"), "{error}");
    assert!(written > 0);
    // However small: the store is read-only for a while.
    assert!(matches!(store.blocking_write(|tx| add(tx, 300)), Err(Error::Full)));
    assert_eq!(count(), written as usize);

    std::fs::remove_file(&ballast).unwrap();
    std::thread::sleep(Duration::from_millis(2100));
    write(&store, 400).unwrap();
    assert_eq!(count(), written as usize + 1);
    assert_eq!(store.check().unwrap(), []);
}
