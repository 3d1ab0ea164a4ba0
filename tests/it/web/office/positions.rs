//! Published national positions in the office.

use axum::http::{Method, StatusCode, header};

use super::{OFFICE, planned, texts, value};
use crate::web::site::{Answer, Site};

const WORDS: &str = "No State is to be blamed for what was done from its networks by somebody else.";

fn send(site: &Site, cookie: &str, title: &str, text: &str, file: Option<(&str, &str)>) -> Answer {
    let field = |name: &str, value: &str| {
        format!("--xyz\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let file = file.map(|(name, text)| {
        format!(
            "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{text}\r\n"
        )
    });
    let fields = [field("title", title), field("language", "en"), field("text", text)].concat();
    let body = format!("{fields}{}--xyz--\r\n", file.unwrap_or_default());
    let headers = [
        (header::CONTENT_TYPE, "multipart/form-data; boundary=xyz"),
        (header::HeaderName::from_static("sec-fetch-site"), "same-origin"),
        (header::COOKIE, cookie),
    ];
    site.bytes(Method::POST, &format!("{OFFICE}/positions"), &headers, body.into_bytes())
}

#[test]
fn a_position_is_registered_and_struck_off() {
    let (site, office, _) = planned();
    let page = format!("{OFFICE}/positions");
    assert!(site.get_as(&office, &page).text().contains("None is registered."));
    assert_eq!(send(&site, &office, "Paper of 2021", WORDS, None).status, StatusCode::SEE_OTHER);
    let filed = send(&site, &office, "Paper of 2022", "", Some(("paper.md", &format!("# Paper\n\n{WORDS}"))));
    assert_eq!(filed.header("location"), format!("{page}?done=position-registered"));
    let shown = site.get_as(&office, &page).text();
    assert_eq!(texts(&shown, "li strong"), ["Paper of 2021", "Paper of 2022"]);
    assert_eq!(texts(&shown, "li span.quiet")[0], "English \u{b7} 16 words");
    let struck = site.post(&format!("{page}/removal"), &office, &[("position", &value(&shown, "position"))]);
    assert_eq!(struck.status, StatusCode::SEE_OTHER);
    assert_eq!(texts(&site.get_as(&office, &page).text(), "li strong"), ["Paper of 2022"]);
    let twice = site.post(&format!("{page}/removal"), &office, &[("position", &value(&shown, "position"))]);
    assert_eq!(twice.status, StatusCode::NOT_FOUND);
}

#[test]
fn what_cannot_be_compared_comes_back_with_what_was_typed() {
    let (site, office, chair) = planned();
    send(&site, &office, "Paper", WORDS, None);
    for (title, text, said) in [
        ("", WORDS, "Give it a title"),
        ("Paper", WORDS, "There is a position of that title already"),
        ("Another", "Too few words.", "too few words in it to compare"),
    ] {
        let back = send(&site, &office, title, text, None);
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(texts(&back.text(), ".error-summary")[0].contains(said), "{}", back.text());
        assert_eq!(
            (value(&back.text(), "title"), texts(&back.text(), "#text")),
            (title.to_owned(), vec![text.to_owned()])
        );
    }
    let odd = send(&site, &office, "Odd", "", Some(("paper.docx", "no document")));
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(send(&site, &chair, "Not theirs", WORDS, None).status, StatusCode::FORBIDDEN);
}
