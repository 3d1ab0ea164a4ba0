//! The program in these tests is one made of shell commands.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::Instant;

use super::{Duration, Error, Format, PathBuf, Press, Rendition};
use crate::export::rendition::{Cover, Language};

/// A press with a program made of shell commands, and the folder it lies in.
fn press(commands: &str) -> (tempfile::TempDir, Press) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("travaux-pdf");
    fs::write(&path, format!("#!/bin/sh\n{commands}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    let press = Press::find(Some(path));
    assert!(press.formats().contains(&Format::Pdf));
    (dir, press)
}

/// One that is more than a pipe holds.
fn rendition() -> Rendition {
    let cover = Cover { notice: vec!["All waters are shared. ".repeat(20_000)], ..Cover::default() };
    Rendition::clean(&[], cover, Language::of("en", &[]))
}

fn set(commands: &str) -> Result<Vec<u8>, Error> {
    let (_dir, press) = press(commands);
    press.within(Duration::from_secs(10)).write(&rendition(), Format::Pdf)
}

fn why(commands: &str) -> String {
    set(commands).unwrap_err().to_string()
}

#[test]
fn the_document_goes_in_and_the_file_comes_out() {
    let file = String::from_utf8(set("printf %s %PDF-; cat").unwrap()).unwrap();
    assert!(file.starts_with("%PDF-{\"version\":2,") && file.ends_with('}'), "{}", &file[..80]);
    assert!(file.len() > 400_000, "more than a pipe holds");
}

#[test]
fn the_program_is_told_nothing_else() {
    let told = String::from_utf8(set("cat > /dev/null; printf %s %PDF-; echo \"$@\"; env").unwrap()).unwrap();
    let mut lines: Vec<&str> = told.trim_start_matches("%PDF-").lines().collect();
    // What the shell itself puts there.
    lines.retain(|line| !["PWD=", "OLDPWD=", "SHLVL=", "_="].iter().any(|it| line.starts_with(it)));
    assert_eq!(lines, ["--memory 2048", "RAYON_NUM_THREADS=2"]);
}

#[test]
fn a_program_that_takes_too_long_is_ended() {
    for commands in ["exec sleep 60", "cat > /dev/null; exec sleep 60", "exec >&-; exec sleep 60"] {
        let (_dir, press) = press(commands);
        let (before, limit) = (Instant::now(), Duration::from_millis(300));
        let error = press.within(limit).write(&rendition(), Format::Pdf).unwrap_err();
        assert!(matches!(error, Error::Slow(it) if it == limit), "{error}");
        assert!(before.elapsed() < Duration::from_secs(10));
    }
    // Where what it has started holds the pipes open, the file is not waited for either.
    let (_dir, press) = press("sleep 60 & echo started");
    let error = press.within(Duration::from_millis(300)).write(&rendition(), Format::Pdf).unwrap_err();
    assert!(matches!(error, Error::Failed(_)), "{error}");
}

#[test]
fn what_goes_wrong_is_told_apart() {
    let fonts = set("echo no font here has x >&2; exit 4").unwrap_err();
    assert!(matches!(&fonts, Error::Fonts(said) if said == "no font here has x"), "{fonts}");
    assert_eq!(why("echo the input is odd >&2; exit 3"), "the PDF cannot be set: the input is odd");
    assert_eq!(why("exit 7"), "the PDF cannot be set: the program ended with code 7");
    assert_eq!(why("echo no page"), "the PDF cannot be set: the program wrote no PDF");
    assert_eq!(why("true"), "the PDF cannot be set: the program wrote no PDF");
    assert!(why("kill -9 $$").contains("was ended"), "{}", why("kill -9 $$"));
    let memory = "echo memory allocation of 9 bytes failed >&2; kill -6 $$";
    assert!(why(memory).contains("needs more than 2048 MB"), "{}", why(memory));
    let talk = why("yes talk | head -c 300000 >&2; exit 1");
    assert!(talk.contains("talk") && talk.len() < 3_000, "no more of it than is read");
}

#[test]
fn without_the_program_there_is_everything_else() {
    let press = Press::without_pdf();
    assert_eq!(press.formats(), Format::ALL.into_iter().filter(|it| *it != Format::Pdf).collect::<Vec<_>>());
    assert!(press.write(&rendition(), Format::Markdown).is_ok());
    let said = press.write(&rendition(), Format::Pdf).unwrap_err().to_string();
    assert!(said.contains("cargo build --release -p travaux-pdf") && said.contains("print"), "{said}");
    let dir = tempfile::tempdir().unwrap();
    let plain = dir.path().join("travaux-pdf");
    fs::write(&plain, "no program").unwrap();
    for path in [PathBuf::from("/nowhere/travaux-pdf"), plain, dir.path().to_owned()] {
        let press = Press::find(Some(path.clone()));
        assert!(!press.formats().contains(&Format::Pdf), "{}", path.display());
        let said = press.write(&rendition(), Format::Pdf).unwrap_err().to_string();
        assert!(said.contains(&path.display().to_string()) && said.contains("TRAVAUX_PDF"), "{said}");
    }
}

#[test]
fn only_so_many_are_set_at_once() {
    let (dir, press) = press(
        "cat > /dev/null; echo x >> \"$0.log\"; sleep 0.1; printf %s %PDF-; cat \"$0.log\"; echo y >> \"$0.log\"",
    );
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let at_once = press.turns[1].available_permits();
    runtime.block_on(async {
        let one = |press: Press| async move {
            let turn = press.turn(Format::Pdf).await;
            press.draw(turn, rendition(), Format::Pdf).await.unwrap()
        };
        let files: Vec<_> = (0..at_once * 3).map(|_| tokio::spawn(one(press.clone()))).collect();
        for file in files {
            assert!(file.await.unwrap().starts_with(b"%PDF-"));
        }
    });
    let log = fs::read_to_string(dir.path().join("travaux-pdf.log")).unwrap();
    let (mut running, mut most) = (0i32, 0);
    for line in log.lines() {
        running += if line == "x" { 1 } else { -1 };
        most = most.max(running);
    }
    assert_eq!(log.lines().count(), at_once * 6);
    assert!((1..=at_once as i32).contains(&most), "{most} at once");
}
