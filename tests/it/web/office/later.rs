//! A later draft from a file, as a co-chair takes it in.

use axum::http::{Method, StatusCode, header};
use travaux::proceedings::{self, FileOf, Table, rendition_of};
use travaux::store::staff::Appointment;
use travaux::{export, import};

use super::{texts, value};
use crate::web::site::{Answer, Site};

const FILE: &str = "/processes/ict-workstream/issue/file";

fn chaired() -> (Site, String) {
    let site = Site::public();
    let chair = site.enter_staff(&site.staff("chair", &[Appointment::CoChair("Meridia".to_owned())]));
    (site, chair)
}

/// The latest draft as a file.
fn clean(site: &Site, format: export::Format) -> Vec<u8> {
    let drawn = site.store().blocking_read(move |r| {
        let scope = proceedings::find(r, Some("ict-workstream"))?;
        rendition_of(r, &scope, None, &FileOf::Clean)
    });
    export::write(&drawn.unwrap(), format).unwrap()
}

fn table(site: &Site) -> Table {
    let laid =
        site.store().blocking_read(|r| Table::lay(r, &proceedings::find(r, Some("ict-workstream"))?, None));
    laid.unwrap()
}

fn upload(site: &Site, cookie: &str, name: &str, bytes: &[u8]) -> Answer {
    let head = format!(
        "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/plain\r\n\r\n"
    );
    let body = [head.as_bytes(), bytes, b"\r\n--xyz--\r\n"].concat();
    let headers = [
        (header::CONTENT_TYPE, "multipart/form-data; boundary=xyz"),
        (header::HeaderName::from_static("sec-fetch-site"), "same-origin"),
        (header::COOKIE, cookie),
    ];
    site.bytes(Method::POST, FILE, &headers, body)
}

fn form<'a>(page: &'a str, act: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(String, String)> {
    let mut form = vec![
        ("draft".to_owned(), value(page, "draft")),
        ("version".to_owned(), value(page, "version")),
        ("act".to_owned(), act.to_owned()),
    ];
    form.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    form
}

fn post(site: &Site, cookie: &str, address: &str, form: &[(String, String)]) -> Answer {
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    site.post(address, cookie, &form)
}

/// The draft with its last paragraph rewritten beyond all likeness and one more behind it.
fn rewritten(site: &Site) -> String {
    let markdown = String::from_utf8(clean(site, export::Format::Markdown)).unwrap();
    let mut blocks: Vec<&str> = markdown.trim_end().split("\n\n").collect();
    let last = "Whoever joins later is welcome whenever that may be.";
    *blocks.last_mut().unwrap() = last;
    blocks.push("Nobody is bound by anything said here.");
    blocks.join("\n\n")
}

#[test]
fn a_file_is_looked_at_corrected_and_put_on_the_desk() {
    let (site, chair) = chaired();
    let before = table(&site);
    let sent = upload(&site, &chair, "rev.md", rewritten(&site).as_bytes());
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let address = sent.header("location").to_owned();
    assert!(address.starts_with(FILE));
    let page = site.get_as(&chair, &address).text();
    let rows = texts(&page, ".ties tbody tr");
    assert!(rows.iter().any(|it| it.contains("New") && it.contains("Whoever joins later")), "{rows:?}");
    assert!(rows.iter().any(|it| it.contains("Gone")), "{rows:?}");
    assert!(texts(&page, "ins").iter().any(|it| it.contains("Nobody is bound")), "it is shown as a redline");

    // Somebody says that the last paragraph but one is the old last one.
    let last = before.paragraphs.len() - 1;
    let (field, name) = (format!("p{last}"), format!("p{}", last + 1));
    let names = travaux::document::outline::spoken_names(&before.paragraphs);
    let same = names.iter().filter(|it| **it == names[last]).count();
    let name = if names[last].starts_with('¶') || same > 1 { name } else { names[last].clone() };
    let corrected = post(&site, &chair, &address, &form(&page, "put", &[(&field, &name)]));
    assert_eq!(
        corrected.header("location"),
        format!("{address}?done=corrected"),
        "first it is looked at again"
    );
    assert!(table(&site).log.is_empty());
    let page = site.get_as(&chair, corrected.header("location")).text();
    let rows = texts(&page, ".ties tbody tr");
    assert!(
        rows.iter().any(|it| it.contains("as you said")) && !rows.iter().any(|it| it.contains("Gone")),
        "{rows:?}"
    );
    assert_eq!(value(&page, &field), name);

    let unknown = post(&site, &chair, &address, &form(&page, "show", &[(&field, "9999")]));
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    let unknown = unknown.text();
    assert!(texts(&unknown, ".error-summary").iter().any(|it| it.contains("no paragraph \"9999\"")));
    assert_eq!(value(&unknown, &field), "9999", "what was typed is kept");
    for odd in [("elsewhere", "1"), ("taken", "1"), ("act", "burn")] {
        let refused = post(&site, &chair, &address, &form(&page, "show", &[odd]));
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{odd:?}");
    }

    // Nobody else finds it, and a desk that has moved on is not written to.
    let other = site.enter_staff(&site.staff("other", &[Appointment::CoChair("Borduria".to_owned())]));
    assert_eq!(site.get_as(&other, &address).header("location"), format!("{FILE}?done=gone"));
    let mut stale = form(&page, "put", &[]);
    stale[1].1 = "7".to_owned();
    assert_eq!(post(&site, &chair, &address, &stale).status, StatusCode::CONFLICT);
    assert!(table(&site).log.is_empty());

    let put = post(&site, &chair, &address, &form(&page, "put", &[]));
    assert_eq!(put.header("location"), "/processes/ict-workstream/issue?done=file-on-desk");
    let after = table(&site);
    let made = after.consolidate();
    let read = import::read(rewritten(&site).as_bytes(), "rev.md").unwrap().paragraphs;
    assert_eq!(made.paragraphs.iter().map(|it| it.content.clone()).collect::<Vec<_>>(), read);
    assert_eq!(made.paragraphs[last].id, before.paragraphs[last].id);
    let issue = site.get_as(&chair, put.header("location")).text();
    assert!(texts(&issue, ".told").iter().any(|it| it.contains("The file is on the desk")));
    assert_eq!(
        site.get_as(&chair, &address).header("location"),
        format!("{FILE}?done=gone"),
        "it is kept no longer"
    );
}

#[test]
fn a_word_file_of_ours_knows_its_paragraphs_and_what_is_no_draft_is_refused() {
    let (site, chair) = chaired();
    let sent = upload(&site, &chair, "rev.docx", &clean(&site, export::Format::Docx));
    let page = site.get_as(&chair, sent.header("location")).text();
    let rows = texts(&page, ".ties tbody tr td:first-of-type");
    assert!(rows.iter().all(|fate| fate == "Other number, kind or level"), "{rows:?}");
    for (name, bytes, said) in [
        ("rev.docx", &b"PK\x03\x04 and no more"[..], ""),
        ("rev.md", b"", "Choose a file."),
        ("rev.pdf", b"%PDF-1.7", "PDF"),
    ] {
        let refused = upload(&site, &chair, name, bytes);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let told = texts(&refused.text(), ".error-summary");
        assert!(told.iter().any(|it| it.contains(said)), "{name}: {told:?}");
    }
    assert!(table(&site).log.is_empty());
}
