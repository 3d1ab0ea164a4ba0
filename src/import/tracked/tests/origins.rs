//! Which draft a file was made from, and files that are none of ours.

use super::super::{Error, Unmatched, read};
use super::{LINES, STYLES, all_told, draft, edited, file, returned};
use crate::document::{Content, Paragraph};
use crate::import::docx::Docx;

/// A file between two drafts: the first as [`LINES`], the second with other words in three places and one new.
fn two_drafts() -> (Vec<Paragraph>, Vec<Paragraph>) {
    let first = draft(&LINES);
    let mut second = first.clone();
    for (at, words) in [
        (1, "1. States shall protect and monitor the waters that they share."),
        (3, "3. Reports are due every year and are public."),
        (5, "4. The rules of procedure apply to every meeting, unless it decides otherwise."),
    ] {
        second[at].content = Content::read(words);
    }
    (first, second)
}

/// The redline between them; `other` stands in for its second change.
fn between(other: &str) -> String {
    edited(&[
        (2, "2|1.\tStates shall protect {+and monitor }the waters that they share."),
        (4, other),
        (6, "6|4.\tThe rules of procedure apply to every meeting{+, unless it decides otherwise}."),
    ])
}

const OURS: &str = "4|3.\tReports are due every {-two years}{+year} and are public.";

#[test]
fn a_redline_of_ours_gives_only_what_was_edited_in_it() {
    let (first, second) = two_drafts();
    let read_as = |body: &str, author: &str| {
        let docx = Docx::new(&super::body(body).replace("Delegate of Nowhere", author)).styles(STYLES);
        read(&docx.bytes(), &[&first, &second])
    };
    let further = "4|3.\tReports are due every {-two years}{+year} and are {-public}{+open to all}.";
    let back = "4|3.\tReports are due every two years and are public.";
    for author in ["Co-chairs", "Author"] {
        let plain = read_as(&between(OURS), author).unwrap();
        assert!(plain.is_unchanged(), "{plain:?}");
        assert_eq!((plain.draft, plain.against), (1, Some(0)), "{author}");
        let more = read_as(&between(further), author).unwrap();
        assert_eq!((more.draft, more.against), (1, Some(0)), "{author}");
        assert_eq!(all_told(&more), ["4 replace: Reports are due every year and are open to all."]);
    }
    // One of our changes rejected: to go back is what is proposed.
    let rejected = read_as(&between(back), "Co-chairs").unwrap();
    assert_eq!(all_told(&rejected), ["4 replace: Reports are due every two years and are public."]);
    // Nobody's names, and half of our changes gone: who changed what is not to be known.
    assert_eq!(read_as(&between(back), "Author"), Err(Error::Entangled));
    // The clean first draft, in which somebody asks for what the second has in one place.
    let same = read_as(&edited(&[(4, OURS)]), "Delegate of Nowhere").unwrap();
    assert_eq!((same.draft, same.against), (0, None));
    assert_eq!(all_told(&same), ["4 replace: Reports are due every year and are public."]);
    // Everything accepted first, then edited.
    let accepted = edited(&[
        (2, "2|1.\tStates shall protect and monitor the waters that they {+all }share."),
        (4, "4|3.\tReports are due every year and are public."),
        (6, "6|4.\tThe rules of procedure apply to every meeting, unless it decides otherwise."),
    ]);
    let accepted = read_as(&accepted, "Author").unwrap();
    assert_eq!((accepted.draft, accepted.against), (1, None));
    assert_eq!(
        all_told(&accepted),
        ["2 replace: States shall protect and monitor the waters that they all share."]
    );
}

#[test]
fn bookmarks_tell_a_redline_that_nobody_signed() {
    let (first, mut second) = two_drafts();
    second.push(Paragraph { id: super::id(9), content: Content::read("5. A new paragraph stands here.") });
    let find = |body: &str| {
        let body = super::body(body).replace("Delegate of Nowhere", "Author");
        read(&Docx::new(&body).styles(STYLES).bytes(), &[&first, &second]).map(|it| (it.draft, it.against))
    };
    let back = between("4|3.\tReports are due every two years and are public.");
    assert_eq!(find(&format!("{back}\n9|{{+5.\tA new paragraph stands here.}}¶+")), Ok((1, Some(0))));
    // A redline would have the bookmark of the new paragraph.
    assert_eq!(find(&back), Ok((0, None)));
}

#[test]
fn the_draft_is_the_one_that_fits_best_and_the_latest_of_those() {
    let (first, second) = two_drafts();
    let docx = file(&edited(&[(
        3,
        "3|2.\tEach State names a {+single }focal point. The depositary keeps the list of all of them.",
    )]));
    let found = |drafts: &[&[Paragraph]]| read(&docx.bytes(), drafts).unwrap().draft;
    assert_eq!(found(&[&first, &second]), 0);
    assert_eq!(found(&[&second, &first]), 1);
    assert_eq!(found(&[&first, &first, &second]), 1);
}

#[test]
fn another_text_is_refused() {
    let docx = file("A letter about something else entirely.\nWith kind regards from the office.");
    assert_eq!(read(&docx.bytes(), &[&draft(&LINES)]), Err(Error::NotOurs));
    assert_eq!(read(&docx.bytes(), &[]), Err(Error::NotOurs));
    assert!(matches!(read(b"plain words", &[&draft(&LINES)]), Err(Error::File(_))));
    assert!(matches!(
        read(&file("").bytes(), &[&draft(&LINES)]),
        Err(Error::File(crate::import::Error::Empty))
    ));
}

#[test]
fn a_part_of_the_draft_deletes_nothing() {
    let returned = returned(&file("2|1.\tStates {+all }shall protect the waters that they share."));
    assert_eq!(all_told(&returned), ["2 replace: States all shall protect the waters that they share."]);
    assert_eq!(returned.unmatched, [Unmatched::Missing { places: vec![0, 2, 3, 4, 5] }]);
}
