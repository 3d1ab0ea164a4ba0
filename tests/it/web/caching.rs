//! What browsers keep, what they ask again for, and how it travels.

use std::io::Read;

use axum::http::{Method, StatusCode, header};

use super::site::{PROCESS, REV1, Site, ZERO};

#[test]
fn pages_and_files_are_not_sent_twice() {
    let site = Site::public();
    let style = site.get("/").text();
    let style = style.split('"').find(|part| part.ends_with(".css")).unwrap().to_owned();
    for address in [
        "/".to_owned(),
        PROCESS.to_owned(),
        format!("{REV1}/redline/zero-draft"),
        format!("{REV1}/files/clean.docx"),
        format!("{ZERO}/files/compilation.html"),
        format!("{REV1}/files/redline-with-comments-against-zero-draft.docx"),
        style,
    ] {
        let first = site.get(&address);
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with("W/\"") && first.status == StatusCode::OK, "{address}");
        let again = site.ask(Method::GET, &address, &[(header::IF_NONE_MATCH, &tag)]);
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{address}");
        assert!(again.body.is_empty() && again.header("etag") == tag, "{address}");
        let other = site.ask(Method::GET, &address, &[(header::IF_NONE_MATCH, "W/\"other\"")]);
        assert_eq!((other.status, other.body), (StatusCode::OK, first.body), "{address}");
    }
}

#[test]
fn static_files_are_kept_for_good_and_pages_for_one_browser() {
    let site = Site::public();
    let page = site.get(REV1);
    assert_eq!(page.header("cache-control"), "private, no-cache");
    for asset in page.text().split('"').filter(|part| part.starts_with("/assets/")) {
        let answer = site.get(asset);
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable", "{asset}");
    }
}

#[test]
fn files_are_saved_under_a_name_that_says_what_they_are() {
    let site = Site::public();
    let answer = site.get(&format!("{REV1}/files/redline-against-zero-draft.docx"));
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"ict-workstream-rev.1-redline-against-zero-draft.docx\"; \
         filename*=UTF-8''ict-workstream-rev.1-redline-against-zero-draft.docx"
    );
    assert!(answer.header("content-type").contains("wordprocessingml"));
    assert!(answer.body.starts_with(b"PK"));
}

#[test]
fn pages_travel_compressed() {
    let site = Site::public();
    let address = format!("{REV1}/redline/zero-draft");
    let plain = site.get(&address);
    let gzip = site.ask(Method::GET, &address, &[(header::ACCEPT_ENCODING, "gzip")]);
    assert_eq!((gzip.header("content-encoding"), gzip.header("vary")), ("gzip", "accept-encoding"));
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(gzip.body.as_slice()).read_to_end(&mut text).unwrap();
    assert_eq!(text, plain.body);
    assert!(gzip.body.len() * 3 < plain.body.len());
    let brotli = site.ask(Method::GET, &address, &[(header::ACCEPT_ENCODING, "gzip, br")]);
    assert_eq!(brotli.header("content-encoding"), "br");
    let word = format!("{REV1}/files/clean.docx");
    let word = site.ask(Method::GET, &word, &[(header::ACCEPT_ENCODING, "gzip, br")]);
    assert_eq!(word.header("content-encoding"), "", "a Word file is compressed in itself");
    let error = site.ask(Method::GET, "/nowhere", &[(header::ACCEPT_ENCODING, "gzip")]);
    assert_eq!(error.header("content-encoding"), "gzip");
}
