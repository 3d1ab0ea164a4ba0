//! The package of a draft on the web: what each reader is shown, and no more.

use axum::http::{StatusCode, header};
use travaux::document::id::SubmissionId;
use travaux::store::staff::{Appointment, Office};

use super::site::{REV1, Site};
use crate::support::unpacked;

const PACKAGE: &str = "/processes/ict-workstream/drafts/rev.1/package";

fn names(site: &Site, cookie: &str) -> Vec<String> {
    let answer = site.get_as(cookie, PACKAGE);
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/zip");
    assert!(answer.header("content-disposition").contains("ict-workstream-rev.1.zip"));
    unpacked(&answer.body).into_keys().filter(|it| it.ends_with(".md")).collect()
}

#[test]
fn a_package_holds_what_its_reader_may_have_by_itself() {
    let site = Site::public();
    let chair = site.enter_staff(&site.staff("chair", &[Appointment::CoChair("Meridia".to_owned())]));
    let office = site.enter_staff(&site.staff("office", &[Appointment::Other(Office::Secretariat)]));
    let delegate = site.enter(&site.delegation("Westmark"));
    let text =
        ["Rev.1-clean.md", "Rev.1-concordance-with-Zero-draft.md", "Rev.1-redline-against-Zero-draft.md"];
    for (who, cookie) in [("anybody", ""), ("delegate", &delegate), ("chair", &chair), ("office", &office)] {
        let alone = |what: &str| site.get_as(cookie, &format!("{REV1}/{what}")).status == StatusCode::OK;
        let has = names(&site, cookie);
        assert!(text.iter().all(|it| has.contains(&(*it).to_owned())), "{who}: {has:?}");
        let compilation = alone("files/compilation.md");
        assert_eq!(has.contains(&"Rev.1-compilation.md".to_owned()), compilation, "{who}");
        // Of those who see a part of the ledger each sees another part: it is on their page alone.
        let whole = matches!(who, "chair" | "office");
        assert_eq!(has.contains(&"Rev.1-ledger.md".to_owned()), whole, "{who}");
        assert!(!whole || alone("ledger"), "{who}");
    }
    // What is in it is what is sent by itself.
    let answer = site.get_as(&chair, PACKAGE);
    let files = unpacked(&answer.body);
    for (name, file) in [("clean", "clean.docx"), ("compilation", "compilation.docx")] {
        let alone = site.get_as(&chair, &format!("{REV1}/files/{file}"));
        assert_eq!(files[&format!("Rev.1-{name}.docx")], alone.body.to_vec(), "{name}");
    }
    assert_eq!(site.get_as(&chair, PACKAGE).body, answer.body);
    let known = [(header::COOKIE, chair.as_str()), (header::IF_NONE_MATCH, answer.header("etag"))];
    let again = site.ask(axum::http::Method::GET, PACKAGE, &known);
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}

#[test]
fn no_file_of_a_package_names_anybody() {
    let site = Site::public();
    let chair = site.enter_staff(&site.staff("kornephoros", &[Appointment::CoChair("Unukalhai".to_owned())]));
    site.delegation("Zubenia");
    let files = unpacked(&site.get_as(&chair, PACKAGE).body);
    assert!(files.len() > 10);
    let ids = site.store().blocking_read(|r| {
        let scope = travaux::proceedings::find(r, None)?;
        let items = r.items(scope.document.id)?;
        Ok::<Vec<SubmissionId>, travaux::proceedings::Error>(
            items.iter().map(|it| it.submission.id).collect(),
        )
    });
    let ids: Vec<String> = ids.unwrap().iter().map(ToString::to_string).collect();
    let check = |name: &str, bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        for canary in ["Zubenia", "Unukalhai", "kornephoros"] {
            assert!(!text.contains(canary), "{name}: {canary}");
        }
        assert!(!ids.iter().any(|id| text.contains(id.as_str())), "{name} has the id of a submission");
    };
    for (name, bytes) in &files {
        check(name, bytes);
        if name.ends_with(".docx") {
            unpacked(bytes).iter().for_each(|(part, bytes)| check(&format!("{name} {part}"), bytes));
        }
    }
}
