//! A disk that is full, and one that fails: the server says so, loses nothing it acknowledged, and works again.

use std::fs;
use std::io::{Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use super::party::{Lot, Party};
use super::rounds;

/// What a reader is told, whatever it is.
fn tells_nothing(page: &str) {
    for word in ["sqlite", "I/O", "errno", "os error", ".db"] {
        assert!(!page.contains(word), "{word}: {page}");
    }
}

/// A small disk in memory, where there is the right to mount one.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount() -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let mut mount = Command::new("mount");
        let mounted = mount.args(["-t", "tmpfs", "-o", "size=3m", "tmpfs"]).arg(dir.path()).output();
        mounted.is_ok_and(|it| it.status.success()).then(|| Self(dir))
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

#[test]
fn on_a_full_disk_nothing_acknowledged_is_lost_and_work_goes_on_later() {
    let Some(disk) = SmallDisk::mount() else {
        println!("skipped: no right to mount a small disk");
        return;
    };
    let party = Party::new(Some(disk.path().join("data")));
    let served = party.serve(&[]);
    for _ in 0..3 {
        assert_eq!(party.write(&served, 0), Some(303));
    }
    // Something else takes all the room there is.
    let ballast = disk.path().join("ballast");
    let mut file = fs::File::create(&ballast).unwrap();
    while file.write_all(&[0; 4096]).is_ok() {}
    drop(file);
    let refused = (0..200).map(|n| party.write(&served, n % 6)).find(|it| *it != Some(303));
    assert_eq!(refused, Some(Some(507)), "the disk never filled up, or it was not said");
    // What is there can be read.
    let (status, page) = party.page(&served, 0, "/delegation");
    assert!(status == 200 && page.contains("Remark number 0 of all."), "{status}");
    fs::remove_file(&ballast).unwrap();
    let begun = Instant::now();
    while party.write(&served, 1) != Some(303) {
        assert!(begun.elapsed() < Duration::from_secs(8), "it does not go on");
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(party.release(&served), Some(303));
    drop(served);
    let sum = party.check("after a full disk");
    assert!(sum.acknowledged >= 4 && sum.releases == 1, "{sum:?}");
}

/// The library that makes a disk fail, where there is a compiler.
fn library(dir: &Path) -> Option<PathBuf> {
    let library = dir.join("fault.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fault/fault.c");
    let made = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .arg(source)
        .arg("-ldl")
        .output();
    made.is_ok_and(|it| it.status.success()).then_some(library)
}

/// What fails, as the library knows it.
#[derive(Clone, Copy, Debug)]
enum Fault {
    Nothing = 0,
    Sync = 1,
    Write = 2,
    Space = 3,
    Half = 4,
}

/// The numbers shared with the library.
struct Control(fs::File);

impl Control {
    fn set(&mut self, fault: Fault, after: i32) {
        let numbers = [fault as i32, after, 0].map(i32::to_ne_bytes).concat();
        // The count first: what fails is what lets it begin.
        self.0.seek(std::io::SeekFrom::Start(4)).unwrap();
        self.0.write_all(&numbers[4..]).unwrap();
        self.0.rewind().unwrap();
        self.0.write_all(&numbers[..4]).unwrap();
    }

    fn failed(&mut self) -> i32 {
        let mut numbers = [0; 12];
        self.0.rewind().unwrap();
        std::io::Read::read_exact(&mut self.0, &mut numbers).unwrap();
        i32::from_ne_bytes(numbers[8..].try_into().unwrap())
    }
}

#[test]
fn a_disk_that_fails_is_said_and_nothing_acknowledged_is_lost() {
    let tools = tempfile::tempdir().unwrap();
    let Some(library) = library(tools.path()) else {
        println!("skipped: no compiler of C");
        return;
    };
    let shared = tools.path().join("control");
    let file = fs::File::options().read(true).write(true).create(true).truncate(true).open(&shared).unwrap();
    file.set_len(12).unwrap();
    let mut control = Control(file);
    let mut lot = Lot::new();
    let party = Party::new(None);
    let environment =
        [("LD_PRELOAD", library.to_str().unwrap()), ("TRAVAUX_FAULT", shared.to_str().unwrap())];
    let mut met = 0;
    let rounds = rounds(1);
    for round in 0..rounds {
        for fault in [Fault::Sync, Fault::Write, Fault::Space, Fault::Half] {
            control.set(Fault::Nothing, 0);
            let served = party.serve(&environment);
            assert_eq!(party.write(&served, 0), Some(303), "it works");
            let after = lot.draw(0, 14) as i32;
            let when = format!("round {round}, {fault:?} after {after}, seed {}", lot.seed);
            control.set(fault, after);
            let mut ended = None;
            for n in 0..12 {
                if n == 5 {
                    party.release(&served);
                }
                let status = party.write(&served, n % 6);
                if status != Some(303) {
                    ended = Some(status);
                    break;
                }
            }
            let failed = control.failed();
            assert!(failed > 0, "{when}: nothing failed");
            met += failed;
            // What is said is a page, and what waits is not acknowledged; or it has ended for its supervisor.
            let known = matches!(ended, Some(Some(500 | 507 | 503) | None));
            assert!(known, "{when}: {ended:?}");
            if ended != Some(None) {
                let (_, page) = party.page(&served, 0, "/delegation");
                tells_nothing(&page);
            }
            control.set(Fault::Nothing, 0);
            drop(served);
            party.check(&when);
        }
    }
    let served = party.serve(&[]);
    assert_eq!(party.write(&served, 2), Some(303), "it works again");
    assert_eq!(party.release(&served), Some(303));
    drop(served);
    let sum = party.check("after all faults");
    println!("{} faults in {} servers: {sum:?}", met, rounds * 4);
    assert!(sum.releases >= 1);
}
