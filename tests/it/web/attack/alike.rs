//! What is another's is not there, and looks so: by no answer can anybody tell one from the other.

use axum::http::StatusCode;
use travaux::config::Front;
use travaux::identity::authorship::FormNonce;

use super::small;
use crate::web::site::{Answer, PROCESS, Site, ZERO};

/// All that an answer says, without the address that was asked for.
fn said(answer: &Answer, name: &str) -> (StatusCode, Vec<(String, String)>, String) {
    let value = |value: &axum::http::HeaderValue| value.to_str().unwrap().replace(name, "");
    let headers = answer.headers.iter().map(|(name, it)| (name.to_string(), value(it)));
    (answer.status, headers.collect(), answer.text().replace(name, ""))
}

fn prepare(site: &Site, cookie: &str, form: &str) {
    let typed = [("form", form), ("text", "A remark of ours."), ("act", "save")];
    let saved = site.post(&format!("{ZERO}/paragraphs/all/comment"), cookie, &typed);
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
}

#[test]
fn anothers_and_none_are_one_answer() {
    let site = small(Front::Nothing);
    let [author, other] = ["Northmark", "Southmark"].map(|name| site.enter(&site.delegation(name)));
    let (kept, sent) =
        (FormNonce::from_bytes([1; 16]).to_string(), FormNonce::from_bytes([2; 16]).to_string());
    prepare(&site, &author, &kept);
    prepare(&site, &author, &sent);
    let submitted =
        site.post(&format!("{PROCESS}/delegation/submit"), &author, &[("item", &format!("{sent}.1"))]);
    assert_eq!(submitted.status, StatusCode::SEE_OTHER);
    let page = site.get_as(&author, &format!("{PROCESS}/delegation")).text();
    let item = page.split("/delegation/items/").nth(1).unwrap()[..32].to_owned();
    let none = "0f".repeat(16);
    let before = site.files();
    for (at, name, form) in [
        ("entries/{}", &kept, None),
        ("entries/{}/clear", &kept, Some(vec![("seen", "1")])),
        ("entries/{}/discard", &kept, Some(vec![])),
        ("items/{}", &item, None),
        ("items/{}/withdraw", &item, Some(vec![])),
    ] {
        let asked = |cookie: &str, name: &str| {
            let at = format!("{PROCESS}/delegation/{}", at.replace("{}", name));
            match &form {
                None => said(&site.get_as(cookie, &at), name),
                Some(form) => said(&site.post(&at, cookie, form), name),
            }
        };
        let (anothers, of_nobody) = (asked(&other, name), asked(&other, &none));
        assert!(anothers == of_nobody, "{at}");
        assert!(anothers.0.is_client_error(), "{at}: {}", anothers.0);
        if form.is_none() {
            assert_eq!(asked(&author, name).0, StatusCode::OK, "{at}: it is there for its author");
        }
    }
    // Chosen among what is to be submitted, it is not there either.
    for at in ["check", "submit"] {
        let at = format!("{PROCESS}/delegation/{at}");
        let asked = |name: &str| {
            let item = if at.ends_with("submit") { format!("{name}.1") } else { name.to_owned() };
            said(&site.post(&at, &other, &[("item", &item)]), name)
        };
        assert!(asked(&kept) == asked(&none), "{at}");
    }
    assert!(before == site.files(), "nothing has changed");
}
