//! A Word file of the draft goes out, is edited, and comes back.

use std::io::{Cursor, Write as _};

use axum::http::{Method, StatusCode, header};
use travaux::document::id::ParagraphId;
use travaux::document::inline::Text;
use travaux::document::{Content, Kind, Paragraph};
use travaux::export::rendition::{Cover, Language, Rendition};
use travaux::export::{Format, write};
use travaux::identity::preparation::Entry;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{MINE, Room, count, main_of, said};
use crate::web::site::{Answer, REV1};

const LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const WORD: &str = "/processes/ict-workstream/delegation/word";

impl Room {
    /// Sends a file as a browser does; where it leads.
    fn send_file(&self, cookie: &str, bytes: &[u8]) -> Answer {
        let head = "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"edited.docx\"\r\n\r\n";
        let body = [head.as_bytes(), bytes, b"\r\n--xyz--\r\n"].concat();
        let kind = (header::CONTENT_TYPE, "multipart/form-data; boundary=xyz");
        let from = (header::HeaderName::from_static("sec-fetch-site"), "same-origin");
        self.site.bytes(Method::POST, WORD, &[kind, from, (header::COOKIE, cookie)], body)
    }

    /// Sends a file and opens the page of what was found.
    fn returned(&self, bytes: &[u8]) -> (String, String) {
        let sent = self.send_file(&self.cookie, bytes);
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", main_of(&sent.text()));
        let at = sent.header("location").to_owned();
        let page = self.get(&at);
        assert_eq!(page.status, StatusCode::OK);
        (at, page.text())
    }

    /// The draft with other paragraphs, as a word processor leaves it that does not track.
    fn edited(&self, edit: impl FnOnce(&mut Vec<Paragraph>)) -> Vec<u8> {
        let mut draft = self.paragraphs.clone();
        edit(&mut draft);
        let rendition = Rendition::clean(&draft, Cover::default(), Language::of("en", &draft));
        write(&rendition, Format::Docx).unwrap()
    }

    fn place(&self, nth: usize) -> usize {
        let id = self.numbered(nth).id;
        self.paragraphs.iter().position(|it| it.id == id).unwrap()
    }

    fn entries(&self) -> Vec<Entry> {
        travaux::proceedings::entries(self.site.store(), &self.delegate()).unwrap()
    }
}

fn reword(paragraph: &mut Paragraph, from: &str, to: &str) {
    let text = paragraph.content.text.as_str();
    assert!(text.contains(from), "{text}");
    paragraph.content.text = Text::parse(&text.replacen(from, to, 1));
}

#[test]
fn a_file_becomes_a_set_in_three_acts_and_comes_back_without_doubling() {
    let room = Room::new();
    let page = room.get(WORD).text();
    assert!(page.contains("files/clean.docx"));
    let (one, two, three) = (room.place(1), room.place(2), room.place(3));
    let first = |draft: &mut Vec<Paragraph>| {
        reword(&mut draft[one], "the ", "each and every ");
        let content = Content {
            kind: Kind::Numbered,
            label: None,
            ..Content::plain(Text::parse("A paragraph of ours."))
        };
        draft.insert(three + 1, Paragraph { id: ParagraphId::from_bytes([7; 16]), content });
    };
    let (at, found) = room.returned(&room.edited(first));
    assert_eq!(count(&found, "#proposals article"), 2, "{}", main_of(&found));
    assert_eq!(count(&found, "#proposals input[checked]"), 2);
    let told = said(&found, "main");
    for words in
        ["It was made from Rev.1 and proposes 2 things", "not tracked in the file", "A paragraph of ours."]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert_eq!(room.prepared(), 0, "nothing is taken in before it was looked at");
    let form = format!("form[action=\"{at}\"]");
    let check = room.send(&found, &form, &[("act", "check")]);
    assert_eq!(check.status, StatusCode::OK);
    assert!(main_of(&check.text()).contains("each and every"));
    assert_eq!((room.prepared(), room.waiting()), (2, 0));

    // Sent twice, it is one.
    assert_eq!(room.send(&found, &form, &[("act", "check")]).status, StatusCode::OK);
    assert_eq!(room.prepared(), 2);

    // Edited again: one other wording, one amendment more, nothing doubled.
    let again = room.edited(|draft| {
        first(draft);
        reword(&mut draft[one], "each and every ", "every single ");
        reword(&mut draft[two], " ", " also ");
    });
    let (at, found) = room.returned(&again);
    let told = main_of(&found);
    for words in ["takes the place of what is in preparation", "in preparation already", "new"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let check = room.send(&found, &format!("form[action=\"{at}\"]"), &[("act", "check")]);
    assert_eq!(room.prepared(), 3);
    assert!(
        main_of(&check.text()).contains("every single") && !main_of(&check.text()).contains("each and every")
    );
    let done = room.send(&check.text(), &format!("form[action=\"{MINE}/submit\"]"), &[]);
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!((room.prepared(), room.waiting()), (0, 3));

    // The same file once more brings nothing.
    let (_, found) = room.returned(&again);
    assert_eq!(count(&found, "#proposals input"), 0, "{}", main_of(&found));
    assert!(main_of(&found).contains("submitted already") && count(&found, "button[name=act]") == 0);

    // Another wording of what waits takes its place.
    let (at, found) = room.returned(&room.edited(|draft| reword(&mut draft[one], "the ", "all the ")));
    assert!(main_of(&found).contains("takes the place of what you have submitted"));
    let check = room.send(&found, &format!("form[action=\"{at}\"]"), &[("act", "check")]);
    room.send(&check.text(), &format!("form[action=\"{MINE}/submit\"]"), &[]);
    assert_eq!(room.waiting(), 3);
}

#[test]
fn what_the_file_does_not_have_stays_unless_it_is_ticked_away() {
    let room = Room::new();
    let one = room.place(1);
    room.fill(&room.of(2, "comment"), &[("text", "We remark."), ("act", "save")]);
    let kept = room.entries();
    let (at, found) = room.returned(&room.edited(|draft| reword(&mut draft[one], "the ", "all the ")));
    assert!(said(&found, "[aria-labelledby=missing-title]").contains("We remark."));
    let form = format!("form[action=\"{at}\"]");
    let done = room.send(&found, &form, &[("act", "keep")]);
    assert_eq!(done.header("location"), format!("{MINE}?done=file-taken#prepared"));
    assert_eq!(room.prepared(), 2);
    let (at, found) = room.returned(&room.edited(|draft| reword(&mut draft[one], "the ", "all the ")));
    let discard = kept[0].form.to_string();
    room.send(&found, &format!("form[action=\"{at}\"]"), &[("act", "keep"), ("discard", &discard)]);
    assert_eq!(room.prepared(), 1);
}

#[test]
fn a_set_that_moved_meanwhile_is_shown_as_it_stands_and_nothing_is_lost() {
    let room = Room::new();
    let one = room.place(1);
    let (at, found) = room.returned(&room.edited(|draft| reword(&mut draft[one], "the ", "all the ")));
    let wanted = room.words(1).replacen("the ", "some of the ", 1);
    room.fill(&room.of(1, "wording"), &[("text", &wanted), ("act", "save")]);
    let form = format!("form[action=\"{at}\"]");
    let stale = room.send(&found, &form, &[("act", "check")]);
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(main_of(&stale.text()).contains("Somebody of your delegation has changed the set meanwhile"));
    assert!(format!("{:?}", room.entries()).contains("some of the"));
    let check = room.send(&stale.text(), &form, &[("act", "check")]);
    assert_eq!((check.status, room.prepared()), (StatusCode::OK, 1));
    assert!(format!("{:?}", room.entries()).contains("all the"));
}

#[test]
fn a_file_of_an_earlier_draft_is_carried_to_the_latest() {
    let room = Room::new();
    let store = room.site.store();
    let zero = store
        .blocking_read(|r| {
            let scope = travaux::proceedings::find(r, None)?;
            let first = r.drafts(scope.document.id)?.remove(0);
            Ok::<_, travaux::proceedings::Error>(r.paragraphs(first.id)?)
        })
        .unwrap();
    // A paragraph that reads the same in both, and one that does not.
    let same =
        |it: &&Paragraph| it.content.kind == Kind::Numbered && room.paragraphs.iter().any(|now| now == *it);
    let id = zero.iter().find(same).unwrap().id;
    let mut draft = zero.clone();
    let at = draft.iter().position(|it| it.id == id).unwrap();
    reword(&mut draft[at], " ", " indeed ");
    let rendition = Rendition::clean(&draft, Cover::default(), Language::of("en", &draft));
    let (at, found) = room.returned(&write(&rendition, Format::Docx).unwrap());
    let told = main_of(&found);
    assert!(
        told.contains("The file was made from Zero draft") && told.contains("proposes one thing"),
        "{told}"
    );
    let check = room.send(&found, &format!("form[action=\"{at}\"]"), &[("act", "check")]);
    assert_eq!(room.entries()[0].words.made_on, room.draft, "on the latest draft");
    assert!(check.text().contains(&format!("{MINE}/submit")), "ready to be submitted");
}

#[test]
fn files_that_are_none_are_refused_with_a_reason_and_pages_are_their_owners_alone() {
    let room = Room::new();
    let rows: [(&[u8], &str); 4] = [
        (b"", "Choose a file."),
        (b"# A draft\n\n1. Words.", "save it as .docx and send that"),
        (b"PK\x03\x04 and no more", ""),
        (&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0], ""),
    ];
    for (bytes, words) in rows {
        let answer = room.send_file(&room.cookie, bytes);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(said(&answer.text(), ".error-summary").contains(words), "{}", main_of(&answer.text()));
    }
    let alien = [Paragraph {
        id: ParagraphId::from_bytes([1; 16]),
        content: Content::read("1. Quite another text."),
    }];
    let rendition = Rendition::clean(&alien, Cover::default(), Language::of("en", &alien));
    let answer = room.send_file(&room.cookie, &write(&rendition, Format::Docx).unwrap());
    assert!(
        said(&answer.text(), ".error-summary").contains("no paragraph of the file is one of an issued draft")
    );

    let unchanged = room.get(&format!("{REV1}/files/clean.docx"));
    let (at, found) = room.returned(&unchanged.body);
    assert!(main_of(&found).contains("changes nothing in it"), "{}", main_of(&found));
    let other = room.other("Southmark");
    let gone = room.site.get_as(&other, &at);
    assert_eq!(gone.header("location"), format!("{WORD}?done=upload-gone"), "another's upload is not there");
    assert!(room.site.get_as(&other, gone.header("location")).text().contains("no longer here"));
}

#[test]
fn files_made_to_do_harm_are_refused_and_the_server_goes_on_answering() {
    let room = Room::new();
    let inflated = |part: &[u8]| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file("_rels/.rels", options).unwrap();
        zip.write_all(LINKS.as_bytes()).unwrap();
        zip.start_file("word/document.xml", options).unwrap();
        zip.write_all(part).unwrap();
        zip.finish().unwrap().into_inner()
    };
    let laughs = br#"<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><d>&b;</d>"#;
    let nested = format!("<d>{}", "<tbl><tr><tc>".repeat(10_000));
    let whole = room.edited(|_| {});
    let files = [
        inflated(&vec![b' '; 100 << 20]),
        inflated(laughs),
        inflated(nested.as_bytes()),
        whole[..whole.len() / 2].to_vec(),
    ];
    for bytes in &files {
        let answer = room.send_file(&room.cookie, bytes);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!said(&answer.text(), ".error-summary").is_empty());
        assert_eq!(room.get(REV1).status, StatusCode::OK);
    }
    let too_large = room.send_file(&room.cookie, &vec![0; 11 << 20]);
    assert_eq!(too_large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(room.prepared(), 0);
}
