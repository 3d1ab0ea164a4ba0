//! The package that goes out with a draft.

use std::path::Path;
use std::process::Command;

use travaux::export::Format;
use travaux::export::rendition::View;

use crate::support::{Office, unpacked};

#[test]
fn a_package_holds_the_single_files_and_sums_that_verify() {
    let office = Office::issued();
    office.done(&["issue", "--label", "Rev.2", "--date", "2026-05-20"]);
    let said = office.done(&["package", "--draft", "Rev.2", "-o", "rev2.zip"]);
    assert!(said.err.contains("rev2.zip: 7 documents in "), "{}", said.err);
    office.done(&["package", "-o", "again.zip"]);
    assert_eq!(office.bytes("rev2.zip"), office.bytes("again.zip"), "another process, the same bytes");

    let files = unpacked(&office.bytes("rev2.zip"));
    let exports: [(&str, View, &[&str]); 7] = [
        ("Rev.2-clean", View::Clean, &["clean"]),
        ("Rev.2-redline-against-Rev.1", View::Redline, &["redline", "--against", "Rev.1"]),
        ("Rev.2-redline-against-Zero-draft", View::Redline, &["redline", "--against", "Zero draft"]),
        ("Rev.2-compilation", View::Compilation, &["compilation"]),
        ("Rev.2-concordance-with-Rev.1", View::Concordance, &["concordance", "--against", "Rev.1"]),
        ("Rev.2-concordance-with-Zero-draft", View::Concordance, &["concordance", "--against", "Zero draft"]),
        ("Rev.2-ledger", View::Paper, &["ledger"]),
    ];
    let set = Path::new(env!("CARGO_BIN_EXE_travaux")).with_file_name("travaux-pdf").exists();
    let formats = |view| Format::showing(view).filter(move |it| set || *it != Format::Pdf);
    let all: usize = exports.iter().map(|(_, view, _)| formats(*view).count()).sum();
    assert_eq!(files.len(), all + 3, "{:?}", files.keys());
    office.put("releases.json", &files["releases.json"]);
    office.done(&["verify", "--releases", "releases.json"]);
    let readme = String::from_utf8(files["README.txt"].clone()).unwrap();
    for (stem, view, what) in exports {
        assert!(readme.contains(&format!("{stem} ")), "{stem}: {readme}");
        for format in formats(view) {
            let name = format!("{stem}.{}", format.extension());
            office
                .done(&[&["export", "--draft", "Rev.2", "-o", name.as_str(), "--rendition"], what].concat());
            assert_eq!(files[&name], office.bytes(&name), "{name} is what is exported by itself");
        }
    }

    let folder = office.path("unpacked");
    std::fs::create_dir(&folder).unwrap();
    for (name, bytes) in &files {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    let verify =
        || Command::new("sha256sum").args(["-c", "--strict", "SHA256SUMS"]).current_dir(&folder).output();
    if let Ok(verified) = verify() {
        assert!(verified.status.success(), "{verified:?}");
        std::fs::write(folder.join("README.txt"), "other").unwrap();
        assert!(!verify().unwrap().status.success());
    }
    let sums = String::from_utf8(files["SHA256SUMS"].clone()).unwrap();
    assert_eq!(sums.lines().count(), files.len() - 1);

    office.done(&["package", "--draft", "Zero draft", "--without-submissions", "-o", "zero.zip"]);
    let names: Vec<String> = unpacked(&office.bytes("zero.zip")).into_keys().collect();
    let clean = Format::ALL.map(|it| format!("Zero-draft-clean.{}", it.extension()));
    assert!(
        names
            .iter()
            .all(|it| clean.contains(it)
                || ["README.txt", "SHA256SUMS", "releases.json"].contains(&it.as_str())),
        "{names:?}"
    );
}
