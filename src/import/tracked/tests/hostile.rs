//! Files broken by accident or on purpose: whatever is read of them can be filed, and nothing stops the program.

use proptest::prelude::*;

use super::super::read;
use super::{LINES, PLAIN, STYLES, bookmark, draft, edited, file, runs};
use crate::drafting::submission::Body;
use crate::import::docx::Docx;

/// Something of everything: changes, a comment with an answer, a footnote.
fn rich() -> Docx {
    let hung = "2|1.\tStates {<w:commentRangeStart w:id=\"0\"/>}shall{<w:commentRangeEnd w:id=\"0\"/><w:r>\
        <w:commentReference w:id=\"0\"/></w:r>} protect {+all }the waters{<w:r><w:footnoteReference w:id=\"2\"/></w:r>}.";
    let gone = "4|{-3.\tReports are due every two years and are public.}¶-";
    let comment = |n: u8, words: &str| {
        format!("<w:comment w:id=\"{n}\"><w:p w:paraId=\"A{n}\">{}</w:p></w:comment>", runs(words))
    };
    let note = format!("<w:footnote w:id=\"2\"><w:p>{}</w:p></w:footnote>", runs("{+Lakes} too."));
    file(&edited(&[(2, hung), (4, gone)]))
        .linked("footnotes", "footnotes", &note)
        .linked("comments", "comments", &(comment(0, "Too weak.") + &comment(1, "Not so.")))
        .linked("commentsExtended", "commentsEx", "<w:commentEx w:paraId=\"A1\" w:paraIdParent=\"A0\"/>")
}

fn check(docx: &Docx) {
    let base = draft(&LINES);
    let Ok(returned) = read(&docx.bytes(), &[&base]) else { return };
    for it in &returned.proposals {
        let anchor = it.target.anchor();
        assert_eq!(anchor, it.place.map(|place| base[place].id));
        match &it.body {
            Body::Replace { with, .. } => assert!(!with.is_empty()),
            Body::InsertAfter { paragraphs } => assert!(paragraphs.iter().all(|it| !it.text.is_empty())),
            Body::Split { pieces, .. } => assert!(pieces.len() > 1),
            Body::Comment { text } => assert!(!text.is_empty()),
            Body::Delete { .. } | Body::Move { .. } | Body::Join { .. } | Body::ReplaceThroughout { .. } => {}
        }
    }
}

#[test]
fn answers_that_go_in_circles_and_comments_that_never_end_are_read() {
    let threads = "<w:commentEx w:paraId=\"A0\" w:paraIdParent=\"A1\"/><w:commentEx w:paraId=\"A1\" w:paraIdParent=\"A0\"/>";
    check(&rich().linked("commentsExtended", "commentsEx", threads));
    let endless = PLAIN.replace("States", "{<w:commentRangeStart w:id=\"0\"/>}States");
    check(&file(&endless));
    let everywhere: String = (1..7).map(bookmark).collect();
    check(&Docx::new(&super::body(PLAIN).replace("<w:r>", &format!("{everywhere}<w:r>"))).styles(STYLES));
}

proptest! {
    #[test]
    fn mutated_parts_give_nothing_that_cannot_be_filed(
        part in 0usize..7,
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0usize..14), 1..4),
    ) {
        let pieces = [
            "<", "</w:p>", "<w:p>", "&", "<w:ins>", "</w:ins>", "<w:del>", "</w:del>", "<w:moveFrom/>", "<w:tbl>",
            "<w:commentRangeEnd w:id=\"0\"/>", "<w:bookmarkStart w:name=\"_p_\"/>", "</w:p><w:p>",
            "<w:rPr><w:del/></w:rPr>",
        ];
        let docx = rich().mutated(part, |xml| {
            for (at, piece) in changes {
                let mut at = at.index(xml.len());
                // Between elements most of the time, so that the file stays readable.
                if pieces[piece].len() > 3 {
                    at = xml[at..].iter().position(|byte| *byte == b'<').map_or(at, |step| at + step);
                }
                xml.splice(at..at, pieces[piece].bytes());
            }
        });
        check(&docx);
    }

    #[test]
    fn mutated_containers_are_read_or_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = rich().bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read(&bytes, &[&draft(&LINES)]);
    }
}
