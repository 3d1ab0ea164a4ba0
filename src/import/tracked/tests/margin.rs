//! What is beside the words: labels, emphasis, footnotes, comments, and what a word processor does by itself.

use super::super::{Look, Unmatched, read};
use super::{all_told, change, check, draft, edited, file, returned, runs, told};
use crate::import::docx::Docx;

#[test]
fn labels_are_listed_and_not_filed() {
    let docx = file(&edited(&[
        (2, "2|{-1.}{+2.}\tStates shall protect the waters that they share."),
        (3, "3|{-2.\t}Each State names a focal point. The depositary keeps the list of all of them."),
        (5, "5|({-a}{+b})\tA meeting is {-held}{+convened} in spring;"),
    ]));
    let returned = returned(&docx);
    assert_eq!(all_told(&returned), ["5 replace: A meeting is convened in spring;"]);
    let looks: Vec<String> = (returned.formatting.iter())
        .map(|it| match &it.look {
            Look::Label { old, new } => format!("{} {old:?} {new:?}", it.place + 1),
            look => format!("{look:?}"),
        })
        .collect();
    assert_eq!(
        looks,
        ["2 Some(\"1.\") Some(\"2.\")", "3 Some(\"2.\") None", "5 Some(\"(a)\") Some(\"(b)\")"]
    );
}

#[test]
fn emphasis_alone_is_listed_with_the_amendment_it_would_be() {
    let bold = |was: &str, is: &str| {
        format!(
            "{{<w:r><w:rPr>{is}<w:rPrChange w:id=\"5\" w:author=\"X\"><w:rPr>{was}</w:rPr></w:rPrChange></w:rPr>\
             <w:t>shall</w:t></w:r>}}"
        )
    };
    let line = |run: &str| edited(&[(2, &format!("2|1.\tStates {run} protect the waters that they share."))]);
    let on = returned(&file(&line(&bold("", "<w:b/>"))));
    assert_eq!(on.proposals, []);
    assert_eq!(on.formatting.len(), 1);
    assert_eq!(on.formatting[0].look, Look::Emphasis);
    let proposal = on.formatting[0].proposal.as_ref().unwrap();
    assert_eq!(told(proposal), "2 replace: States **shall** protect the waters that they share.");
    // Off again, against a draft that has it.
    let strong = draft(&["#Waters", "1. States **shall** protect the waters that they share."]);
    let body = format!("1|#Waters\n2|1.\tStates {} protect the waters that they share.", bold("<w:b/>", ""));
    let off = read(&file(&body).bytes(), &[&strong]).unwrap();
    let proposal = off.formatting[0].proposal.as_ref().unwrap();
    assert_eq!(told(proposal), "2 replace: States shall protect the waters that they share.");
    // Another look of the paragraph is no amendment at all.
    let look = "2|{<w:pPr><w:jc w:val=\"center\"/><w:pPrChange w:id=\"4\" w:author=\"X\"><w:pPr/></w:pPrChange></w:pPr>}\
                1.\tStates shall protect the waters that they share.";
    assert!(returned(&file(&edited(&[(2, look)]))).is_unchanged());
    let heading = "2|#1.\tStates shall protect the waters that they share.";
    let returned = returned(&file(&edited(&[(2, heading)])));
    assert_eq!((returned.formatting.len(), returned.proposals.len()), (1, 0));
    assert_eq!(returned.formatting[0].look, Look::Kind);
}

#[test]
fn footnotes_come_change_and_go() {
    let base =
        draft(&["1. States^[All of them.] act.", "2. They report^[Once a year.] too.", "3. And meet."]);
    let reference = |id: u8| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>");
    let deleted = change("del", &reference(1));
    let inserted = change("ins", &reference(3));
    let body = format!(
        "1|1.\tStates{{{deleted}}} act.\n2|2.\tThey report{{{}}} too.\n3|3.\tAnd meet{{{inserted}}}.",
        reference(2)
    );
    let note = |id: u8, runs: &str| format!("<w:footnote w:id=\"{id}\"><w:p>{runs}</w:p></w:footnote>");
    let notes = [
        note(1, &runs("{-All of them.}")),
        note(2, &runs("{-Once}{+Twice} a year.")),
        note(3, &runs("{+In spring.}")),
    ];
    let docx = Docx::new(&super::body(&body)).linked("footnotes", "footnotes", &notes.concat());
    let returned = read(&docx.bytes(), &[&base]).unwrap();
    assert_eq!(
        all_told(&returned),
        [
            "1 replace: States act.",
            "2 replace: They report^[Twice a year.] too.",
            "3 replace: And meet^[In spring.]."
        ]
    );
    assert!(returned.warnings.is_empty(), "{:?}", returned.warnings);
}

#[test]
fn comments_hang_on_their_words() {
    let hang = |id: u8, words: &str| {
        format!(
            "{{<w:commentRangeStart w:id=\"{id}\"/>}}{words}{{<w:commentRangeEnd w:id=\"{id}\"/><w:r>\
             <w:commentReference w:id=\"{id}\"/></w:r>}}"
        )
    };
    let body = edited(&[
        (2, &format!("2|1.\tStates {} the waters that they share.", hang(0, "shall protect"))),
        (
            3,
            &format!(
                "3|{}",
                hang(1, "2.\tEach State names a focal point. The depositary keeps the list of all of them.")
            ),
        ),
        (4, &format!("4|{}¶-", hang(2, "{-3.\tReports are due every two years and are public.}"))),
        (
            6,
            &format!(
                "6|4.\tThe rules of procedure apply to {}.\n{}¶+",
                hang(3, "{+almost }every meeting"),
                hang(4, "{+A new one.}")
            ),
        ),
    ]);
    let words = ["Too weak.", "Which State?", "Why not?", "Hm.", "Our language.", "It is not."];
    let comment = |(id, words): (usize, &&str)| {
        format!(
            "<w:comment w:id=\"{id}\" w:author=\"Delegate of Nowhere\" w:initials=\"DN\"><w:p w14:paraId=\"A{id}\" \
             xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\">{}</w:p></w:comment>",
            runs(words)
        )
    };
    let comments: String = words.iter().enumerate().map(comment).collect();
    let threads =
        "<w:commentEx w:paraId=\"A0\" w:done=\"0\"/><w:commentEx w:paraId=\"A5\" w:paraIdParent=\"A0\"/>";
    let docx = file(&body).linked("comments", "comments", &comments).linked(
        "commentsExtended",
        "commentsEx",
        threads,
    );
    let returned = returned(&docx);
    assert_eq!(
        all_told(&returned),
        [
            "2 comment on \"shall protect\": Too weak. — It is not.",
            "3 comment: Which State?",
            "4 delete",
            "4 comment: Why not?",
            "6 replace: The rules of procedure apply to almost every meeting.",
            "6 insert: A new one.",
            "6 comment on \"every meeting\": Hm.",
        ]
    );
    assert_eq!(
        returned.unmatched,
        [Unmatched::CommentOnNew {
            comment: crate::document::inline::Text::parse("Our language."),
            words: "A new one.".to_owned()
        }]
    );
    let all = format!("{returned:?}");
    assert!(!all.contains("Nowhere") && !all.contains("2026") && !all.contains("DN"), "{all}");
}

#[test]
fn what_wraps_words_is_no_edit() {
    check(
        &[
            (
                2,
                "2|1.\tStates shall {<w:hyperlink><w:r><w:t>protect</w:t></w:r></w:hyperlink>} the waters that they share.",
            ),
            (
                3,
                "3|2.\tEach State names a {<w:sdt><w:sdtContent><w:r><w:t>focal</w:t></w:r></w:sdtContent></w:sdt>} point. The depositary keeps the list of all of them.",
            ),
            (
                4,
                "4|{<w:fldSimple w:instr=\"SEQ\"><w:r><w:t>3.</w:t></w:r></w:fldSimple>}\tReports are due every two years and are public.",
            ),
        ],
        &[],
    );
}

#[test]
fn numbers_that_word_gives_are_read_as_labels() {
    let lists = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"4\"/><w:numFmt w:val=\"decimal\"/>\
        <w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let number = "{<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>}";
    let body = edited(&[(
        6,
        &format!(
            "6|{number}The rules of procedure apply to every meeting.\n{number}{{+A number of its own.}}"
        ),
    )]);
    let returned = returned(&file(&body).numbering(lists));
    assert_eq!(all_told(&returned), ["6 insert: 5. A number of its own."]);
    assert_eq!(returned.formatting, []);
}

#[test]
fn what_a_word_processor_changes_by_itself_is_nothing() {
    let base = draft(&["1. The State's \"duty\" applies - always: see Article 3."]);
    for (line, expected) in [
        ("1|1.\tThe State’s “duty” applies – always: see Article\u{a0}3.", &[][..]),
        ("1|1.\tThe State's \"duty\"  applies -  always: see Article 3. ", &[]),
        ("1|1. The State's \"duty\" applies - always\u{a0}: see Article 3.", &[]),
        (
            "1|1.\tThe State’s “duty” {+always  }applies – always: see Article 3.",
            &["1 replace: The State's \"duty\" always applies - always: see Article 3."],
        ),
    ] {
        let returned = read(&file(line).bytes(), &[&base]).unwrap();
        assert_eq!(all_told(&returned), expected, "{line}");
        assert_eq!(returned.formatting, [], "{line}");
    }
}

#[test]
fn brackets_around_the_number_are_words() {
    let base = draft(&["1. States act at once.", "[2. States report later on.]"]);
    let body = "1|{+[}1.\tStates act at once.{+]}\n2|{-[}2.\tStates report later on.{-]}";
    let returned = read(&file(body).bytes(), &[&base]).unwrap();
    assert_eq!(
        all_told(&returned),
        ["1 replace: [States act at once.]", "2 replace: States report later on."]
    );
    assert_eq!(returned.formatting, []);
}
