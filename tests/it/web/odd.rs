//! Addresses that no page of ours has: not found or not understood, never an error of the server.

use axum::http::StatusCode;

use super::site::{PROCESS, REV1, Site, ZERO};

#[test]
fn what_is_not_there_is_not_found() {
    let site = Site::public();
    for address in [
        "/processes",
        "/processes/",
        "/processes/nothing",
        "/processes/ICT-workstream",
        "/processes/%00",
        "/processes/%ff%fe",
        "/processes/ict-workstream/",
        "/processes/ict-workstream/drafts",
        "/processes/ict-workstream/drafts/rev.2",
        "/processes/ict-workstream/drafts/..%2f..%2fetc",
        "/processes/ict-workstream/drafts/rev.1/redline",
        "/processes/ict-workstream/drafts/rev.1/redline/rev.1",
        "/processes/ict-workstream/drafts/zero-draft/redline/rev.1",
        "/processes/ict-workstream/drafts/zero-draft/changes/zero-draft",
        "/processes/ict-workstream/drafts/rev.1/files/clean.exe",
        "/processes/ict-workstream/drafts/rev.1/files/clean",
        "/processes/ict-workstream/drafts/rev.1/files/redline-against-rev.1.docx",
        "/processes/ict-workstream/drafts/rev.1/files/..%2f..%2fprivate.db",
        "/assets/..%2fCargo.toml",
        "/favicon.ico",
    ] {
        assert_eq!(site.get(address).status, StatusCode::NOT_FOUND, "{address}");
    }
}

#[test]
fn odd_queries_are_answered() {
    let site = Site::public();
    let search = |query: &str| format!("{ZERO}?{query}");
    let rows = [
        (search(""), StatusCode::OK),
        (search("&&&==="), StatusCode::OK),
        (search("utm_source=mail"), StatusCode::OK),
        (search("q="), StatusCode::OK),
        (search("q=%20%20"), StatusCode::OK),
        (search("q=%ff"), StatusCode::OK),
        (search("q=%00%0a%1b"), StatusCode::OK),
        (search("q=%3Cscript%3Ealert(1)%3C%2Fscript%3E"), StatusCode::OK),
        (search(&format!("q={}", "a".repeat(2000))), StatusCode::OK),
        (search(&format!("q={}", "%F0%9F%92%A7".repeat(150))), StatusCode::OK),
        (search(&format!("q={}", "a".repeat(60_000))), StatusCode::BAD_REQUEST),
        (search("q=a&q=b"), StatusCode::BAD_REQUEST),
        (search("show=everything"), StatusCode::BAD_REQUEST),
        (search("show=changed"), StatusCode::OK),
        (search("show=submissions&q=civilian"), StatusCode::OK),
    ];
    for (address, status) in rows {
        let answer = site.get(&address);
        assert_eq!(answer.status, status, "{}", &address[..address.len().min(120)]);
        assert!(!answer.text().contains("<script>"), "{address}");
    }
    assert_eq!(site.get(&format!("{PROCESS}?q={}", "x".repeat(60_000))).status, StatusCode::OK);
}

#[test]
fn a_search_shows_the_paragraphs_that_have_the_words_and_the_headings_above_them() {
    let site = Site::public();
    let page = site.get(&format!("{ZERO}?q=MALICIOUS+code")).text();
    assert!(page.contains("<mark>malicious code</mark>"));
    assert!(page.contains("II. Shared understandings"));
    assert!(!page.contains("PP1") && !page.contains("IV. Medical"));
    assert!(page.matches("<article").count() < 8);
    assert!(site.get(&format!("{ZERO}?q=xyzzy")).text().contains("No paragraph has \u{201c}xyzzy\u{201d}"));
}

#[test]
fn the_filters_leave_out_what_did_not_change() {
    let site = Site::public();
    let articles = |address: String| site.get(&address).text().matches("<article").count();
    let all = articles(format!("{REV1}/redline/zero-draft"));
    let changed = articles(format!("{REV1}/redline/zero-draft?show=changed"));
    let submitted = articles(format!("{REV1}/redline/zero-draft?show=submissions"));
    assert!(0 < submitted && submitted < changed && changed < all, "{submitted} {changed} {all}");
}
