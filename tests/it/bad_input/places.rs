//! Where things are kept: data directories and disks that cannot be written, are full, locked, newer or damaged.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use travaux::store::{Access, Store};

use crate::support::{DRAFT, Office, Said};

#[test]
fn a_place_that_may_only_be_read() {
    let office = Office::issued();
    let Some(_disk) = SmallDisk::mount(&office, "ro") else { return };
    let words = ["disk/x.docx cannot be written: read-only filesystem"];
    office.refused(&["export", "-o", "disk/x.docx"], 1, &words);
    office.refused(&["redline", "zero-draft.md", "zero-draft.md", "-o", "disk/x.docx"], 1, &words);
    office.refused(&["backup", "disk/x.db"], 5, &["Read-only file system"]);
    let init = office.bare(&["-d", "disk/data", "init", "-p", "New"]);
    office.refused_in(init, 5, &["disk/data: Read-only file system"]);
    let demo = office.bare(&["demo", "--port", "0", "--dir", "disk/demo"]);
    office.refused_in(demo, 1, &["demo cannot be made: read-only filesystem"]);
}

#[test]
fn results_that_find_no_room() {
    let Ok(full) = fs::File::options().write(true).open("/dev/full") else {
        eprintln!("skipped: there is no /dev/full");
        return;
    };
    let office = Office::issued();
    let lines: [&[&str]; 8] = [
        &["show", "submissions"],
        &["show", "drafts", "--json"],
        &["show", "ledger"],
        &["export", "--format", "html", "-o", "-"],
        &["import", "zero-draft.md", "--preview"],
        &["diff", "zero-draft.md", "received.jsonl"],
        &["diff", "--stat", "zero-draft.md", "received.jsonl"],
        &["completions", "zsh"],
    ];
    for args in lines {
        let mut command = office.command(args);
        command.stdout(full.try_clone().unwrap());
        office.refused_in(command, 1, &["standard output: No space left on device"]);
    }
}

#[test]
fn data_directories_that_are_none() {
    let office = Office::new();
    office.put("file", "words");
    fs::create_dir(office.path("folder")).unwrap();
    fs::create_dir(office.path("other")).unwrap();
    let foreign = rusqlite::Connection::open(office.path("other/travaux.db")).unwrap();
    foreign.execute_batch("create table mine (id integer primary key); pragma user_version = 1").unwrap();
    drop(foreign);
    office.put("draft.md", DRAFT);
    let commands: [&[&str]; 5] = [
        &["show", "drafts"],
        &["consolidate", "--auto"],
        &["issue", "--label", "Rev.1"],
        &["check"],
        &["import", "draft.md"],
    ];
    for args in commands {
        for directory in ["file", "folder", "other", "nowhere"] {
            let words = format!("{directory} is not a travaux data directory");
            office.refused_in(office.bare(&[&["-d", directory], args].concat()), 5, &[&words]);
        }
        let unnamed = "no data directory: name one with --data DIR or in TRAVAUX_DATA";
        office.refused_in(office.bare(args), 2, &[unnamed]);
    }
    assert!(!office.path("nowhere").exists());
    let init = |directory| office.bare(&["-d", directory, "init", "-p", "New"]);
    office.refused_in(init("other"), 5, &["other is not a travaux data directory"]);
    let said = office.refused_in(init("file"), 5, &["file: File exists"]);
    assert_eq!(said.err.matches("File exists").count(), 1, "{}", said.err);
}

#[test]
fn a_record_of_a_newer_program() {
    let office = Office::issued();
    let set = |version: u32| {
        let record = rusqlite::Connection::open(office.path("data/travaux.db")).unwrap();
        record.pragma_update(None, "user_version", version).unwrap();
    };
    let before = office.record();
    set(2);
    let commands: [&[&str]; 6] = [
        &["show", "submissions"],
        &["export", "-o", "x.docx"],
        &["check"],
        &["backup", "backup.db"],
        &["issue", "--label", "Rev.2"],
        &["init", "-p", "Other"],
    ];
    for args in commands {
        let said = office.run(args);
        assert_eq!((said.code, said.out.as_str()), (5, ""), "{args:?}: {}", said.err);
        let message =
            "error: travaux.db has format 2, this program knows formats up to 1: use a newer travaux\n";
        assert_eq!(said.err, message, "{args:?}");
    }
    set(1);
    assert_eq!(office.record(), before);
    assert!(!office.path("backup.db").exists() && !office.path("x.docx").exists());
}

#[test]
fn one_writes_and_others_read() {
    let office = Office::received();
    let writer = Store::open(&office.path("data"), Access::Write).unwrap();
    let writing: [&[&str]; 8] = [
        &["decide", "General-A", "--as", "noted"],
        &["write", "31", "Words."],
        &["undo"],
        &["consolidate", "--auto"],
        &["issue", "--label", "Rev.1"],
        &["submissions", "import", "received.jsonl"],
        &["import", "zero-draft.md"],
        &["init", "-p", "Other"],
    ];
    for args in writing {
        office.refused(args, 5, &["another travaux process is writing to data"]);
    }
    let reading: [&[&str]; 5] = [
        &["show", "submissions"],
        &["consolidate"],
        &["export", "--rendition", "compilation", "-o", "x.docx"],
        &["check"],
        &["backup", "backup.db"],
    ];
    for args in reading {
        office.done(args);
    }
    drop(writer);
    office.done(&["consolidate", "--auto"]);
}

#[test]
fn two_that_issue_at_once_issue_one_draft() {
    let office = Office::received();
    office.done(&["consolidate", "--auto"]);
    let issue = || {
        let mut command = office.command(&["issue", "--label", "Rev.1"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let children = [issue(), issue(), issue()];
    let said = children.map(|child| Said::from(child.wait_with_output().unwrap()));
    assert_eq!(said.iter().filter(|it| it.code == 0).count(), 1, "{said:#?}");
    for refused in said.iter().filter(|it| it.code != 0) {
        let locked = refused.code == 5 && refused.err.contains("another travaux process is writing to data");
        let taken = refused.code == 1 && refused.err.contains("a draft \"Rev.1\" has been issued already");
        assert!(locked || taken, "{refused:#?}");
    }
    assert_eq!(office.shown(&["drafts"]).len(), 2);
    assert_eq!(office.shown(&["submissions"]).len(), 98);
    office.done(&["check"]);
}

#[test]
fn damage_is_found_and_ends_with_its_code() {
    let office = Office::issued();
    let record = rusqlite::Connection::open(office.path("data/travaux.db")).unwrap();
    let triggers: Vec<String> = (record
        .prepare("select name from sqlite_schema where type = 'trigger' and tbl_name = 'text'"))
    .unwrap()
    .query_map([], |row| row.get(0))
    .unwrap()
    .collect::<Result<_, _>>()
    .unwrap();
    for name in &triggers {
        record.execute_batch(&format!("drop trigger \"{name}\"")).unwrap();
    }
    let changed = record.execute("update text set body = body || '!' where body like '%malicious code%'", []);
    assert!(changed.unwrap() > 0);
    drop(record);
    let said = office.run(&["check"]);
    assert_eq!(said.code, 6, "{said:#?}");
    assert!(
        said.out.contains("has been altered") && said.out.contains("is not as it was issued"),
        "{}",
        said.out
    );
    assert!(triggers.iter().all(|name| said.out.contains(name)), "{}", said.out);
    assert_eq!(said.number("faults found"), Some(said.out.lines().count()));
}

/// A small disk in memory, mounted in an office as `disk`; needs the right to mount one.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(office: &Office, option: &str) -> Option<Self> {
        let path = office.path("disk");
        fs::create_dir(&path).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", option, "tmpfs"]).arg(&path);
        let mounted = mount.output().is_ok_and(|it| it.status.success());
        if !mounted {
            eprintln!("skipped: no right to mount a small disk");
        }
        mounted.then_some(Self(path))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_takes_nothing_in_and_loses_nothing() {
    let office = Office::new();
    let Some(_disk) = SmallDisk::mount(&office, "size=2048k") else { return };
    office.put("zero-draft.md", DRAFT);
    office.put("received.jsonl", crate::support::SUBMISSIONS);
    let run = |args: &[&str]| Said::of(&mut office.bare(&[&["--data", "disk/data"], args].concat()));
    run(&["init", "-p", "ICT workstream"]).succeeded();
    run(&["import", "zero-draft.md"]).succeeded();
    run(&["submissions", "import", "received.jsonl"]).succeeded();
    let state = || {
        let shown = |what: &str| run(&["show", what, "--json"]).succeeded().out;
        (shown("drafts"), shown("submissions"), run(&["consolidate"]).succeeded().err)
    };
    let before = state();
    // Not a page is left.
    let mut ballast = fs::File::create(office.path("disk/ballast")).unwrap();
    while std::io::Write::write_all(&mut ballast, &[0; 4096]).is_ok() {}
    for args in [&["consolidate", "--auto"][..], &["issue", "--label", "Rev.1"]] {
        let said = run(args);
        assert_eq!((said.code, said.out.as_str()), (5, ""), "{args:?}: {}", said.err);
        assert_eq!(said.err, "error: the disk is full: nothing was written; free some space\n");
    }
    let said = run(&["export", "-o", "disk/x.docx"]);
    assert_eq!(said.code, 1, "{said:#?}");
    assert!(said.err.contains("x.docx cannot be written: No space left on device"), "{}", said.err);
    assert_eq!(state(), before);
    let left: Vec<_> = fs::read_dir(office.path("disk")).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "no half file stays: {left:?}");

    drop(ballast);
    fs::remove_file(office.path("disk/ballast")).unwrap();
    run(&["consolidate", "--auto"]).succeeded();
    run(&["issue", "--label", "Rev.1"]).succeeded();
    run(&["check"]).succeeded();
}
