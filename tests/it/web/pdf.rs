//! PDF in the browser: offered where the program that sets it is there, and where not, what there is instead.
//!
//! The program is one made of shell commands: what the real one makes is looked at in `crate::pdf`.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use axum::http::StatusCode;
use travaux::press::Press;

use super::site::Site;
use crate::support::unpacked;

const DRAFT: &str = "/processes/ict-workstream/drafts/rev.1";

/// A public process on a server with that program, and the folder the program lies in.
fn site(commands: &str) -> (Site, tempfile::TempDir) {
    let mut site = Site::public();
    let dir = with_press(&mut site, commands);
    (site, dir)
}

/// Gives a site that program, which lies in the folder.
pub(super) fn with_press(site: &mut Site, commands: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("travaux-pdf");
    fs::write(&path, format!("#!/bin/sh\n{commands}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    site.with_press(Press::find(Some(path)));
    dir
}

#[test]
fn a_pdf_is_offered_made_once_and_kept() {
    let (site, dir) = site("echo run >> \"$0.log\"; printf %s %PDF-; cat");
    for page in ["/processes/ict-workstream", DRAFT, &format!("{DRAFT}/downloads")] {
        let page = site.get(page).text();
        assert!(page.contains("/files/clean.pdf") && page.contains("PDF"), "{page}");
        assert!(!page.contains("travaux-pdf"));
    }
    let file = site.get(&format!("{DRAFT}/files/redline-against-zero-draft.pdf"));
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.header("content-type"), "application/pdf");
    assert!(file.header("content-disposition").starts_with("attachment;"));
    assert!(file.header("content-encoding").is_empty(), "it is compressed already");
    assert!(file.text().starts_with("%PDF-{\"version\""));
    assert!(site.get(&format!("{DRAFT}/files/redline-against-zero-draft.pdf")).body == file.body);
    assert_eq!(fs::read_to_string(dir.path().join("travaux-pdf.log")).unwrap(), "run\n");
}

#[test]
fn files_with_comments_come_as_pdf() {
    let (site, _dir) = site("printf %s %PDF-; cat");
    let page = site.get(&format!("{DRAFT}/downloads")).text();
    for file in
        ["clean-with-comments", "redline-with-comments-against-zero-draft", "comparison-with-zero-draft"]
    {
        let path = format!("{DRAFT}/files/{file}.pdf");
        assert!(page.contains(&path), "{path}");
        assert!(site.get(&path).text().contains("\"act\":\""), "{path}: submissions are in it");
    }
}

#[test]
fn a_package_has_a_pdf_of_every_piece() {
    let (site, dir) = site("echo run >> \"$0.log\"; printf %s %PDF-; cat");
    let path = format!("{DRAFT}/package");
    let files = unpacked(&site.get(&path).body);
    let stems: Vec<&str> = files.keys().filter_map(|it| it.strip_suffix(".docx")).collect();
    assert!(stems.len() > 3, "{stems:?}");
    for stem in &stems {
        assert!(files[&format!("{stem}.pdf")].starts_with(b"%PDF-"), "{stem}");
    }
    assert!(String::from_utf8_lossy(&files["README.txt"]).contains(".pdf"));
    site.get(&path);
    let runs = fs::read_to_string(dir.path().join("travaux-pdf.log")).unwrap().lines().count();
    assert_eq!(runs, stems.len(), "made once");
}

#[test]
fn a_package_goes_without_pdf_where_a_font_is_missing_and_not_where_it_fails() {
    let (site, _dir) = site("echo no font here has SECRET >&2; exit 4");
    let answer = site.get(&format!("{DRAFT}/package"));
    assert_eq!(answer.status, StatusCode::OK);
    let files = unpacked(&answer.body);
    assert!(files.len() > 10 && !files.keys().any(|it| it.ends_with(".pdf")), "{:?}", files.keys());
    assert!(!String::from_utf8_lossy(&files["README.txt"]).contains(".pdf"));
    let (site, _dir) = self::site("exit 1");
    let answer = site.get(&format!("{DRAFT}/package"));
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("The PDF could not be made"), "{}", answer.text());
}

#[test]
fn without_the_program_the_page_to_print_is_offered() {
    let site = Site::public();
    for page in ["/processes/ict-workstream", &format!("{DRAFT}/downloads")] {
        let page = site.get(page).text();
        assert!(!page.contains(".pdf\""), "{page}");
        assert!(page.contains("travaux-pdf") && page.contains("open the text and print it"), "{page}");
        assert!(page.contains(&format!("href=\"{DRAFT}\"")));
    }
    let file = site.get(&format!("{DRAFT}/files/clean.pdf"));
    assert_eq!(file.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(file.text().contains("the program for that, travaux-pdf, is not on it"), "{}", file.text());
    assert_eq!(site.get(&format!("{DRAFT}/files/clean.docx")).status, StatusCode::OK);
}

#[test]
fn what_goes_wrong_is_said_in_words_and_the_text_is_not() {
    for (commands, said) in [
        ("echo no font here has SECRET >&2; exit 4", "no font for some of the characters"),
        ("echo SECRET >&2; exit 1", "The PDF could not be made"),
        ("echo SECRET", "The PDF could not be made"),
    ] {
        let (site, _dir) = site(commands);
        let answer = site.get(&format!("{DRAFT}/files/clean.pdf"));
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains(said), "{}", answer.text());
        assert!(!answer.text().contains("SECRET"));
    }
}
