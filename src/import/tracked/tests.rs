//! What comes back, as Word and LibreOffice write it: one case at a time.

mod hostile;
mod margin;
mod origins;

use super::{Proposal, Returned, Tracking, Warning, read};
use crate::document::id::ParagraphId;
use crate::document::{Content, Paragraph};
use crate::drafting::submission::{Body, Target};
use crate::import::docx::Docx;

fn id(n: usize) -> ParagraphId {
    ParagraphId::from_bytes([n as u8; 16])
}

/// A draft; `#` opens a heading. Paragraph n has id n, from 1.
fn draft(lines: &[&str]) -> Vec<Paragraph> {
    let read = |line: &&str| match line.strip_prefix('#') {
        Some(words) => Content::read_as(crate::document::Kind::Heading, 1, words),
        None => Content::read(line),
    };
    let paragraph = |(n, content)| Paragraph { id: id(n + 1), content };
    lines.iter().map(read).enumerate().map(paragraph).collect()
}

const LINES: [&str; 6] = [
    "#Waters",
    "1. States shall protect the waters that they share.",
    "2. Each State names a focal point. The depositary keeps the list of all of them.",
    "3. Reports are due every two years and are public.",
    "(a) A meeting is held in spring;",
    "4. The rules of procedure apply to every meeting.",
];

/// A body in a short notation: one paragraph a line. `n|` in front is the bookmark of paragraph n; `+words+` came,
/// `-words-` went, `>` a tab; at the end `¶+` or `¶-` marks a mark that came or went.
fn body(lines: &str) -> String {
    lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(paragraph).collect::<String>() + "<w:p/>"
}

fn paragraph(line: &str) -> String {
    let (mark, line) = match (line.strip_suffix("¶+"), line.strip_suffix("¶-")) {
        (Some(line), _) => (format!("<w:rPr>{}</w:rPr>", change("ins", "")), line),
        (_, Some(line)) => (format!("<w:rPr>{}</w:rPr>", change("del", "")), line),
        _ => (String::new(), line),
    };
    let (bookmark, line) = match line.split_once('|') {
        Some((n, line)) => (bookmark(n.parse().unwrap()), line),
        None => (String::new(), line),
    };
    let style = if line.starts_with('#') { "<w:pStyle w:val=\"H1\"/>" } else { "" };
    let line = line.trim_start_matches('#');
    format!("<w:p><w:pPr>{style}{mark}</w:pPr>{bookmark}{}</w:p>", runs(line))
}

fn bookmark(n: usize) -> String {
    format!("<w:bookmarkStart w:id=\"{n}\" w:name=\"_p_{}\"/><w:bookmarkEnd w:id=\"{n}\"/>", id(n))
}

fn change(element: &str, inside: &str) -> String {
    let signed = "w:id=\"7\" w:author=\"Delegate of Nowhere\" w:date=\"2026-05-04T10:11:12Z\"";
    format!("<w:{element} {signed}>{inside}</w:{element}>")
}

fn runs(line: &str) -> String {
    let mut out = String::new();
    for (at, part) in line.split(['{', '}']).enumerate() {
        let (element, words) = match (at % 2, part.chars().next()) {
            (1, Some('+')) => ("ins", &part[1..]),
            (1, Some('-')) => ("del", &part[1..]),
            (1, Some('<')) if !part.starts_with("<w:") => ("moveFrom", &part[1..]),
            (1, Some('>')) => ("moveTo", &part[1..]),
            (1, _) => {
                out.push_str(part);
                continue;
            }
            _ => ("", part),
        };
        let text = if element == "del" { "delText" } else { "t" };
        let words: String = (words.split('\t').enumerate())
            .map(|(n, words)| {
                let tab = if n > 0 { "<w:r><w:tab/></w:r>" } else { "" };
                format!("{tab}<w:r><w:{text} xml:space=\"preserve\">{words}</w:{text}></w:r>")
            })
            .collect();
        out += &if element.is_empty() { words } else { change(element, &words) };
    }
    out
}

const STYLES: &str = "<w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:name w:val=\"heading 1\"/>\
    <w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>";

/// The body of an unedited download of [`LINES`].
const PLAIN: &str = "1|#Waters
    2|1.\tStates shall protect the waters that they share.
    3|2.\tEach State names a focal point. The depositary keeps the list of all of them.
    4|3.\tReports are due every two years and are public.
    5|(a)\tA meeting is held in spring;
    6|4.\tThe rules of procedure apply to every meeting.";

/// The download with lines replaced: (line from 1, what stands there instead).
fn edited(edits: &[(usize, &str)]) -> String {
    let lines = PLAIN
        .lines()
        .enumerate()
        .map(|(at, line)| edits.iter().find(|(n, _)| *n == at + 1).map_or(line, |(_, instead)| instead));
    lines.collect::<Vec<_>>().join("\n")
}

fn file(body_lines: &str) -> Docx {
    Docx::new(&body(body_lines)).styles(STYLES)
}

fn returned(docx: &Docx) -> Returned {
    read(&docx.bytes(), &[&draft(&LINES)]).unwrap()
}

/// A proposal in one line.
fn told(proposal: &Proposal) -> String {
    let place = proposal.place.map_or("start".to_owned(), |place| (place + 1).to_string());
    let of = |id: &ParagraphId| id.as_bytes()[0].to_string();
    let contents = |all: &[Content]| all.iter().map(Content::shown).collect::<Vec<_>>().join(" | ");
    let body = match &proposal.body {
        Body::Comment { text } => match &proposal.target {
            Target::Paragraph { quote: Some(quote), .. } => format!("comment on \"{quote}\": {text}"),
            _ => format!("comment: {text}"),
        },
        Body::Replace { with, .. } => format!("replace: {}", contents(with)),
        Body::InsertAfter { paragraphs } => format!("insert: {}", contents(paragraphs)),
        Body::Delete { subordinates, .. } => {
            format!("delete {}", subordinates.iter().map(of).collect::<Vec<_>>().join(","))
        }
        Body::Move { after, subordinates, .. } => format!(
            "move after {} {}",
            after.as_ref().map_or("start".to_owned(), of),
            subordinates.iter().map(of).collect::<Vec<_>>().join(",")
        ),
        Body::Split { pieces, .. } => {
            format!("split: {}", pieces.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(" | "))
        }
        Body::Join { next, joined, .. } => {
            format!("join {}: {}", of(next), joined.as_ref().map_or("as they stand", |it| it.as_str()))
        }
        Body::ReplaceThroughout { .. } => unreachable!(),
    };
    let tracking = match proposal.tracking {
        Tracking::Tracked => "",
        Tracking::Untracked => " (untracked)",
        Tracking::Both => " (both)",
    };
    format!("{place} {}{tracking}", body.trim_end())
}

fn all_told(returned: &Returned) -> Vec<String> {
    returned.proposals.iter().map(told).collect()
}

#[track_caller]
fn check(edits: &[(usize, &str)], expected: &[&str]) {
    let returned = returned(&file(&edited(edits)));
    assert_eq!(all_told(&returned), expected, "{edits:?}");
    assert_eq!(returned.formatting, [], "{edits:?}");
    assert_eq!(returned.unmatched, [], "{edits:?}");
    let told = returned.warnings.iter().all(|it| matches!(it, Warning::Untracked { .. }));
    assert!(told, "{:?}", returned.warnings);
}

#[test]
fn a_file_that_nobody_edited_says_so() {
    let returned = returned(&file(PLAIN));
    assert!(returned.is_unchanged(), "{returned:?}");
    assert_eq!((returned.draft, returned.against, returned.warnings), (0, None, vec![]));
}

#[test]
fn words_that_came_and_went() {
    check(
        &[(2, "2|1.\tStates {+and regions }shall protect the waters that they share.")],
        &["2 replace: States and regions shall protect the waters that they share."],
    );
    check(
        &[(2, "2|1.\tStates {-shall}{+should} protect the waters{- that they share}.")],
        &["2 replace: States should protect the waters."],
    );
}

#[test]
fn what_was_put_in_and_taken_out_again_is_nothing() {
    let inside = format!("{{{}}}", change("ins", &change("del", "<w:r><w:delText>never</w:delText></w:r>")));
    check(&[(2, &format!("2|1.\tStates shall {inside}protect the waters that they share."))], &[]);
    let half = change(
        "ins",
        &format!(
            "<w:r><w:t xml:space=\"preserve\">now </w:t></w:r>{}",
            change("del", "<w:r><w:delText>and then </w:delText></w:r>")
        ),
    );
    check(
        &[(2, &format!("2|1.\tStates shall {{{half}}}protect the waters that they share."))],
        &["2 replace: States shall now protect the waters that they share."],
    );
}

#[test]
fn paragraphs_that_came() {
    // Enter at the end and words: the mark that came is that of the paragraph before.
    check(
        &[(2, "2|1.\tStates shall protect the waters that they share.¶+\n{+A wholly new paragraph.}")],
        &["2 insert: A wholly new paragraph."],
    );
    check(
        &[(
            4,
            "4|3.\tReports are due every two years and are public.\n{+3 bis.\tThey are read.}¶+\n{+More of it.}¶+",
        )],
        &["4 insert: 3 bis. They are read. | More of it."],
    );
    // A number that another paragraph has is the desk's to give.
    check(
        &[(4, "4|3.\tReports are due every two years and are public.\n{+4.\tThey are read.}¶+")],
        &["4 insert: They are read."],
    );
    check(&[(1, "{+Before it all.}¶+\n1|#Waters")], &["start insert: Before it all."]);
    check(
        &[(6, "6|4.\tThe rules of procedure apply to every meeting.¶+\n{+At the very end.}")],
        &["6 insert: At the very end."],
    );
}

#[test]
fn paragraphs_that_went() {
    check(&[(2, "2|{-1.\tStates shall protect the waters that they share.}¶-")], &["2 delete"]);
    // Item (a) goes with the paragraph it stands under.
    check(
        &[
            (4, "4|{-3.\tReports are due every two years and are public.}¶-"),
            (5, "5|{-(a)\tA meeting is held in spring;}¶-"),
        ],
        &["4 delete 5"],
    );
    // The words went, the mark and the label stayed.
    check(&[(2, "2|1.\t{-States shall protect the waters that they share.}")], &["2 delete"]);
    check(&[(2, "2|{-1.\tStates shall protect the waters that they share.}")], &["2 delete"]);
    // From the end of one paragraph to the end of the next.
    check(
        &[
            (5, "5|(a)\tA meeting is held in spring;¶-"),
            (6, "6|{-4.\tThe rules of procedure apply to every meeting.}"),
        ],
        &["6 delete"],
    );
}

#[test]
fn paragraphs_that_were_split_and_joined() {
    check(
        &[(
            3,
            "3|2.\tEach State names a focal point.¶+\n{+2 bis.\t}The depositary keeps the list of all of them.",
        )],
        &["3 split: Each State names a focal point. | The depositary keeps the list of all of them."],
    );
    check(
        &[(
            3,
            "3|2.\tEach State names a focal point.¶+\nThe depositary keeps {-the}{+a public} list of all of them.",
        )],
        &["3 replace: Each State names a focal point. | The depositary keeps a public list of all of them."],
    );
    check(
        &[
            (3, "3|2.\tEach State names a focal point. The depositary keeps the list of all of them.¶-"),
            (4, "4|{-3.\t}Reports are due every two years and are public."),
        ],
        &["3 join 4: as they stand"],
    );
    // The label of the second stayed in the middle.
    check(
        &[(3, "3|2.\tEach State names a focal point. The depositary keeps the list of all of them.¶-")],
        &["3 join 4: as they stand"],
    );
    check(
        &[
            (
                3,
                "3|2.\tEach State names a focal point. The depositary keeps the list of all of them{-.}{+, and}¶-",
            ),
            (4, "4|{-3.\tR}{+ r}eports are due every two years and are public."),
        ],
        &[
            "3 join 4: Each State names a focal point. The depositary keeps the list of all of them, and reports are \
           due every two years and are public.",
        ],
    );
}

#[test]
fn paragraphs_that_moved() {
    let range = |name: &str, end: &str| format!("<w:{name} w:id=\"3\"{end}/>");
    let from = range("moveFromRangeStart", " w:name=\"move1\" w:author=\"Delegate of Nowhere\"");
    let to = range("moveToRangeStart", " w:name=\"move1\" w:author=\"Delegate of Nowhere\"");
    check(
        &[
            (2, &format!("2|{{{from}}}{{<1.\tStates shall protect the waters that they share.}}¶-")),
            (
                4,
                &format!(
                    "4|3.\tReports are due every two years and are public.\n{{{to}}}{{>1.\tStates shall protect the waters that they share.}}¶+"
                ),
            ),
        ],
        &["2 move after 4"],
    );
    // Cut and pasted: a deletion and an insertion of the same words.
    check(
        &[
            (2, "2|{-1.\tStates shall protect the waters that they share.}¶-"),
            (
                4,
                "4|3.\tReports are due every two years and are public.\n{+1.\tStates shall protect the waters that they share.}¶+",
            ),
        ],
        &["2 move after 4"],
    );
    // And changed on the way.
    check(
        &[
            (2, "2|{-1.\tStates shall protect the waters that they share.}¶-"),
            (
                4,
                "4|3.\tReports are due every two years and are public.\n2|{+1.\tStates shall protect all the waters that they share.}¶+",
            ),
        ],
        &["2 move after 4", "2 replace: States shall protect all the waters that they share."],
    );
}

#[test]
fn bookmarks_are_believed_where_words_agree() {
    // All lost.
    let none: String = edited(&[(2, "2|1.\tStates {+really }shall protect the waters that they share.")])
        .lines()
        .map(|line| line.trim().split_once('|').map_or(line, |(_, words)| words).to_owned() + "\n")
        .collect();
    let found = all_told(&returned(&file(&none)));
    assert_eq!(found, ["2 replace: States really shall protect the waters that they share."]);
    // Doubled by a copy that went on to be another paragraph.
    check(
        &[(
            2,
            "2|1.\tStates shall protect the waters that they share.\n2|{+5.\tStates shall clean the lakes of others.}¶+",
        )],
        &["2 insert: 5. States shall clean the lakes of others."],
    );
    // Carried into the paragraph typed before.
    check(
        &[(
            4,
            "4|{+A new paragraph typed at the front.}¶+\n3.\tReports are due every two years and are public.",
        )],
        &["3 insert: A new paragraph typed at the front."],
    );
    // Nothing else fits: all words are others.
    check(
        &[(4, "4|3.\t{-Reports are due every two years and are public.}{+Nobody writes anything down.}")],
        &["4 replace: Nobody writes anything down."],
    );
}

#[test]
fn edits_without_a_mark_are_found_and_told() {
    check(
        &[
            (2, "2|1.\tStates must protect the waters that they share."),
            (
                3,
                "3|2.\tEvery State names a focal point. The depositary keeps the {+public }list of all of them.",
            ),
            (4, "A new paragraph without a mark.\n4|3.\tReports are due every two years and are public."),
            (5, ""),
        ],
        &[
            "2 replace: States must protect the waters that they share. (untracked)",
            "3 replace: Every State names a focal point. The depositary keeps the public list of all of them. (both)",
            "3 insert: A new paragraph without a mark. (untracked)",
            "5 delete (untracked)",
        ],
    );
    let found = returned(&file(&edited(&[(2, "2|1.\tStates must protect the waters that they share.")])));
    assert_eq!(found.warnings, [Warning::Untracked { places: vec![1] }]);
}

#[test]
fn two_authors_are_one_file() {
    let mut body =
        body(&edited(&[(2, "2|1.\tStates {+shall now }{-shall }protect the waters that they share.")]));
    body = body.replacen("Delegate of Nowhere", "Another Delegate", 1);
    let returned = returned(&Docx::new(&body).styles(STYLES));
    assert_eq!(all_told(&returned), ["2 replace: States shall now protect the waters that they share."]);
}
