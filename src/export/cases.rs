//! Constructed pairs of drafts that every writer is tried on.

use crate::document::compare::compare;
use crate::document::id::{DraftId, ParagraphId, SubmissionId};
use crate::document::inline::Text;
use crate::document::lineage::{Descent, Lineage};
use crate::document::{Content, Kind, Paragraph};
use crate::drafting::compile::compile;
use crate::drafting::disposition::Disposition;
use crate::drafting::submission::{Body, ItemName, Submission, Target};
use crate::export::rendition::{Cover, Fate, Fates, Language, Rendition};

/// A pair of drafts under a name.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) old: Vec<Paragraph>,
    pub(super) new: Vec<Paragraph>,
    lineage: Lineage,
    pub(super) tag: &'static str,
}

impl Case {
    pub(super) fn clean(&self, draft: &[Paragraph]) -> Rendition {
        Rendition::clean(draft, self.cover(""), Language::of(self.tag, draft))
    }

    pub(super) fn redline(&self) -> Rendition {
        let comparison = compare(&self.old, &self.new, &self.lineage);
        let draft = if self.new.is_empty() { &self.old } else { &self.new };
        let redline =
            Rendition::redline(&comparison, self.cover("Zero draft"), Language::of(self.tag, draft));
        Rendition { day: "2026-05-14".parse().ok(), ..redline }
    }

    /// Both drafts side by side; of the outcome with everything that was submitted on it.
    pub(super) fn comparison(&self) -> Rendition {
        let comparison = compare(&self.old, &self.new, &self.lineage);
        let draft = if self.new.is_empty() { &self.old } else { &self.new };
        let (submitted, fates) = (submitted(), fates());
        let given = (self.name == "outcome").then_some((&submitted[..], &fates));
        Rendition::comparison(&comparison, given, self.cover("Zero draft"), Language::of(self.tag, draft))
    }

    fn cover(&self, against: &str) -> Cover {
        Cover {
            process: "Conference on Shared Waters".to_owned(),
            title: "Draft outcome document".to_owned(),
            draft: "Rev.1".to_owned(),
            against: against.to_owned(),
            date: "14 May 2026".to_owned(),
            notice: vec!["Please propose changes with Track Changes in this file.".to_owned()],
        }
    }
}

/// A draft from lines: the letter that is the id, then `#`s of a heading, `!` of the title or `@` of an annex, then
/// label and words.
pub(super) fn draft(lines: &[&str]) -> Vec<Paragraph> {
    lines
        .iter()
        .map(|line| {
            let (id, line) = line.split_at(1);
            let words = line.trim_start_matches('#');
            let content = match (line.len() - words.len(), words.chars().next()) {
                (0, Some('!')) => Content::read_as(Kind::Title, 0, &words[1..]),
                (0, Some('@')) => Content::read_as(Kind::AnnexHeading, 1, &words[1..]),
                (0, _) => Content::read(words),
                (level, _) => Content::read_as(Kind::Heading, level as u8, words),
            };
            Paragraph { id: ParagraphId::from_bytes([id.as_bytes()[0]; 16]), content }
        })
        .collect()
}

/// All cases.
pub(super) fn cases() -> Vec<Case> {
    let case = |name, old: &[&str], new: &[&str]| Case {
        name,
        old: draft(old),
        new: draft(new),
        lineage: Lineage::default(),
        tag: "en",
    };
    let reshaped = |descents: &str, case: Case| Case {
        lineage: Lineage::new(
            (descents.as_bytes().chunks_exact(2))
                .map(|pair| Descent {
                    paragraph: ParagraphId::from_bytes([pair[0]; 16]),
                    from: ParagraphId::from_bytes([pair[1]; 16]),
                })
                .collect(),
        ),
        ..case
    };
    let in_language = |tag, case: Case| Case { tag, ..case };
    let (one, two, three) = ("a1. One stands.", "b2. Two stands here.", "c3. Three stands as well.");
    vec![
        case("same", &[one, two], &[one, two]),
        case(
            "words",
            &["a1. The Parties should act now for all the waters that they share."],
            &["a1. The Parties shall, as appropriate, act for all the waters that they share."],
        ),
        case(
            "moved_sentence",
            &["a1. The list is public. Each State names a focal point. The depositary keeps the list."],
            &["a1. Each State names a focal point. The depositary keeps the list. The list is public."],
        ),
        case("insert_first", &[two, three], &[one, two, three]),
        case("insert_middle", &[one, three], &[one, two, three]),
        case("insert_last", &[one, two], &[one, two, three]),
        case("delete_first", &[one, two, three], &[two, three]),
        case("delete_middle", &[one, two, three], &[one, three]),
        case("delete_last", &[one, two, three], &[one, two]),
        case("delete_several", &[one, two, three, "dFour."], &[one, "dFour."]),
        case("replace", &[one, two, three], &[one, "xA wholly new one.", "yAnd another.", three]),
        case("delete_first_then_change", &["aOne goes.", "bTwo is here now."], &["bTwo was here now."]),
        case(
            "rewritten",
            &["a5. Old words without anything in common."],
            &["a5. Nouvelles phrases, entirely different, about water."],
        ),
        case("to_nothing_but_label", &["a11. Some words."], &["a11."]),
        case("from_nothing_but_label", &["a11."], &["a11. Some words."]),
        case(
            "headings",
            &["t!Draft outcome", "a#I. Scope", "h##A. Gone", two, "e@Annex I"],
            &["t!Draft outcome document", "a#I. Scope and purpose", two, "d#II. Added", "e@Annex I Lists"],
        ),
        case("heading_deleted_before_text", &["a#Scope", "bText."], &["bText."]),
        case("labels", &["a12. One.", "b13. Two.", "cThree."], &["a13. One.", "bTwo.", "c(c) Three."]),
        case("label_and_words", &["a12. The Parties act."], &["a12 bis. The Parties shall act."]),
        case("kind", &["aBecomes a heading", "b#Was a heading"], &["a##Becomes a heading", "bWas a heading"]),
        case(
            "items",
            &["a1. States shall:", "b(a) Share;", "c(b) Report."],
            &["a1. States shall:", "b(a) Share;", "d(b) Verify;", "c(c) Report."],
        ),
        case("move", &[one, "mA paragraph moves.", two, three], &[one, two, three, "mA paragraph moves."]),
        case(
            "move_and_change",
            &["m7. It should move *here*^[See.].", two, three],
            &[two, three, "m9. It shall move *there*^[See.]."],
        ),
        case("swap", &["aFirst of two.", "bSecond of the two."], &["bSecond of the two.", "aFirst of two."]),
        reshaped(
            "ba",
            case(
                "split",
                &["a14. Alpha beta gamma. Delta epsilon zeta.", "zEnd."],
                &["a14. Alpha beta gamma.", "b14 bis. Delta epsilon *zeta* now.", "zEnd."],
            ),
        ),
        reshaped(
            "ab",
            case(
                "join",
                &["a14. Alpha beta gamma.", "b15. Delta epsilon zeta.", "zEnd."],
                &["a14. Alpha beta gamma. Delta zeta, eta.", "zEnd."],
            ),
        ),
        reshaped(
            "baca",
            case(
                "split_in_three",
                &["aOne alpha; two beta; three gamma."],
                &["aOne alpha;", "btwo beta;", "cthree gamma."],
            ),
        ),
        reshaped(
            "ba",
            case(
                "split_into_items",
                &["a1. Share: water, data.", "zEnd."],
                &["a1. Share: water,", "b(a) data.", "zEnd."],
            ),
        ),
        reshaped(
            "ab",
            case(
                "join_heading",
                &["a#Scope", "bThe scope is wide.", "zEnd."],
                &["aScope. The scope is wide.", "zEnd."],
            ),
        ),
        reshaped(
            "ba",
            case(
                "split_behind_new_words",
                &["a14. Delta epsilon zeta, eta and theta.", "zEnd."],
                &["a14. Wholly new.", "b15. Delta epsilon zeta, eta and theta.", "zEnd."],
            ),
        ),
        reshaped(
            "ba",
            case("split_at_end", &["aAlpha beta. Gamma delta."], &["aAlpha beta.", "bGamma delta."]),
        ),
        in_language(
            "ar",
            case(
                "arabic",
                &["a1. نحن الدول الأعضاء نؤكد من جديد الميثاق.", "bفقرة محذوفة (COP 30)."],
                &["a1. نحن الدول الأعضاء نؤكد رسميا *الميثاق*^[انظر القرار 70/1.].", "cفقرة جديدة لعام 2030."],
            ),
        ),
        in_language(
            "zh",
            case(
                "chinese",
                &["a1. 各国应尊重国际法。"],
                &["a1. 各国必须尊重国际法和《宪章》。", "b2. 新的段落。"],
            ),
        ),
        case(
            "footnotes",
            &["aAlpha^[Kept.] beta^[Gone.] gamma^[Resolution 70/1, para. 3.].", "bOut^[With it.]."],
            &[
                "aAlpha^[Kept.] beta gamma^[Resolution 70/1, para. *4*.] delta^[Came.].",
                "cIn^[With **it**.].",
            ],
        ),
        case("footnote_deleted_first", &["aGone^[Note.] all.", "b2. Two."], &["b2. Two."]),
        case(
            "footnote_only",
            &["aWords stay^[One note about a thing.]."],
            &["aWords stay^[Quite another matter]."],
        ),
        case("footnote_moves_word", &["aold words^[A note on it.]."], &["anew terms^[A note on that.]."]),
        case(
            "emphasis",
            &["aIn *good faith* and **with care** they act."],
            &["aIn good *faith and* with ***care*** they act."],
        ),
        case(
            "emphasis_inserted",
            &["aThey act *in good faith* always."],
            &["aThey act *in very good faith* always."],
        ),
        case("emphasis_and_words", &["a*Recalling* the Charter"], &["aRecalling *also* the **Charter**"]),
        case(
            "brackets",
            &["a5. The Parties [should] act.", "b[6. Bracketed.]"],
            &["a[5. The Parties [should][shall] act.]", "b6. Bracketed."],
        ),
        case(
            "bracketed_neighbours",
            &["a1. One.", "b2. Two.", "c3. Three."],
            &["a[1. One.]", "b[2. Two.]", "c[3. Three.]"],
        ),
        case(
            "unbracketed_neighbours",
            &["a[1. One.]", "b[2. Two.]", "c[3. Three.]"],
            &["a1. One.", "b2. Two.", "c3. Three."],
        ),
        case(
            "words_then_paragraph",
            &["aOne", "bTwo", "cThree"],
            &["aOne more", "dNew", "bTwo more", "cThree"],
        ),
        case(
            "words_then_deletion",
            &["aOne more", "dGone", "bTwo more", "cThree"],
            &["aOne", "bTwo", "cThree"],
        ),
        case("paragraph_then_words", &["aOne", "bTwo"], &["aOne", "dNew", "bAnd two"]),
        case("outcome", &OUTCOME, &OUTCOME_REVISED),
        case("empty", &[], &[]),
        case("all_deleted", &["h#Head", one, two], &[]),
        case("all_inserted", &[], &["h#Head", one, two]),
        case("white_space", &["a  b  two  spaces here"], &["a  b  three\u{a0}spaces  here"]),
        case("lines", &["aFirst line\nsecond line\tafter tab"], &["aFirst line\nthird line\tafter the tab"]),
        case(
            "specials",
            &["aA <b> & \"c\" 'd' ]]> \u{b}control", "b2. <w:p/> &amp; \\*"],
            &["aA <i> & \"c\" 'e' ]]> \u{b}\u{fffe}control", "b2. <w:r/> &amp; \\* ^x"],
        ),
    ]
}

/// A text of the usual make, before and after a round.
const OUTCOME: [&str; 20] = [
    "t!Outcome document on the stewardship of shared waters",
    "a#Preamble",
    "b*Recalling* the commitments made at earlier sessions^[See the report of the first session, paras. 4 to 9.] and the need to keep them,",
    "c*Noting* that rivers and aquifers do not follow borders,",
    "d#I. Scope and definitions",
    "e1. This document applies to all waters that two or more States share.",
    "f2. For its purposes:",
    "g(a) \u{201c}basin\u{201d} means the land from which water flows to a common end;",
    "h(b) \u{201c}riparian\u{201d} means a State in whose territory part of a basin lies;",
    "i(c) \u{201c}use\u{201d} means any taking or changing of water.",
    "j#II. Cooperation",
    "k##A. Information",
    "l3. Riparian States should exchange, as far as possible, data on the flow and quality of shared waters every year.",
    "m4. Costs of gathering data are borne where the data are gathered.",
    "n5. The Parties [shall][should] notify each other of planned measures. Six months are given for a reply.",
    "o##B. Finance",
    "p6. A voluntary fund is set up to help States that ask for help.",
    "q7. The fund is managed by a small board.",
    "r#III. Final provisions",
    "s8. This document is reviewed after five years.",
];

const OUTCOME_REVISED: [&str; 20] = [
    "t!Outcome document on the stewardship of shared waters",
    "a#Preamble",
    "b*Recalling* the commitments made at earlier sessions^[See the report of the first session, paras. 4 to 11.] and the urgent need to keep them,",
    "1*Mindful* of those who live along these waters,",
    "d#I. Scope and definitions",
    "e1. This document applies to all waters, above or under ground, that two or more States share.",
    "f2. For its purposes:",
    "g(a) \u{201c}basin\u{201d} means the land from which water flows to a common end;",
    "i(b) \u{201c}use\u{201d} means any taking or changing of water, *including its storage*;",
    "2(c) \u{201c}measure\u{201d} means a work or a rule^[Rules of private bodies are not meant.] that has an effect on use.",
    "j#II. Cooperation and good faith",
    "k##A. Information",
    "l3. Riparian States **shall** exchange data on the flow and quality of shared waters every year.",
    "n[4. The Parties [shall][should][may] notify each other of planned measures. Nine months are given for a reply.]",
    "o##B. Finance",
    "p5. A voluntary fund is set up to help States that ask for help.",
    "q6. Contributions are open to all; whoever gives says what for, and nobody is bound to give.",
    "m6 bis. Costs of gathering data are borne where the data are gathered.",
    "r#III. Final provisions",
    "s7. This document is reviewed after five years.",
];

/// A draft with submissions of every kind on it.
pub(super) fn compilation() -> Rendition {
    let (draft, submissions) = (draft(&OUTCOME), submitted());
    let compiled = compile(&draft, &Lineage::default(), &submissions);
    let cover = Cover {
        process: "Conference on Shared Waters".to_owned(),
        draft: "Zero draft".to_owned(),
        ..Cover::default()
    };
    Rendition::compilation(&compiled, cover, Language::of("en", &draft))
}

/// A text without submissions in its margin and with them: the draft they were made on, or the redline since.
pub(super) fn annotated(clean: bool) -> (Rendition, Rendition) {
    let case = cases().into_iter().find(|case| case.name == "outcome").expect("it is there");
    let bare = if clean { case.clean(&case.old) } else { case.redline() };
    let mut with = bare.clone();
    with.annotate(&case.old, &submitted(), &fates());
    (bare, with)
}

/// What became of two of the submissions.
fn fates() -> Fates {
    let edits = Vec::new();
    let part = Fate {
        disposition: Disposition::RetainedInPart { edits },
        note: Some(Text::parse("Without the *oceans*^[See para. 2.].")),
    };
    let noted = Fate { disposition: Disposition::Noted, note: None };
    let id = |number| SubmissionId::from_bytes([number; 16]);
    Fates::from_iter([(id(0), part), (id(1), noted)])
}

/// Submissions of every kind on the outcome.
pub(super) fn submitted() -> Vec<Submission> {
    let draft = draft(&OUTCOME);
    let id = |letter: u8| ParagraphId::from_bytes([letter; 16]);
    let text = |letter: u8| {
        draft.iter().find(|p| p.id == id(letter)).map(|p| p.content.text.clone()).unwrap_or_default()
    };
    let bodies = [
        (
            b'e',
            Body::Replace {
                base: text(b'e'),
                with: vec![
                    Content::plain(Text::parse(
                        "This document applies to all waters, *above or under ground*, that two or more States share^[Oceans are not meant.].",
                    )),
                    Content::read("1 bis. It does not apply to ice."),
                ],
            },
        ),
        (
            b'e',
            Body::Comment {
                text: Text::parse("Could the secretariat say what \u{201c}share\u{201d} means here?"),
            },
        ),
        (b'h', Body::Delete { base: text(b'h'), subordinates: Vec::new() }),
        (b'm', Body::Move { base: text(b'm'), subordinates: Vec::new(), after: Some(id(b'p')) }),
        (
            b'n',
            Body::Split {
                base: text(b'n'),
                pieces: vec![
                    Text::parse("The Parties [shall][should] notify each other of planned measures."),
                    Text::parse("Six months are given for a reply."),
                ],
            },
        ),
        (
            b'p',
            Body::Join {
                base: text(b'p'),
                next: id(b'q'),
                joined: Some(Text::parse(
                    "A voluntary fund, managed by a small board, is set up to help States that ask for help.",
                )),
            },
        ),
        (b'q', Body::InsertAfter { paragraphs: vec![Content::read("7 bis. The board meets twice a year.")] }),
        (b's', Body::ReplaceThroughout { find: "five years".to_owned(), put: "four years".to_owned() }),
        (b'!', Body::Comment { text: Text::parse("Made on a paragraph that has gone.") }),
    ];
    let mut submissions: Vec<Submission> = (bodies.into_iter().enumerate())
        .map(|(at, (place, body))| Submission {
            id: SubmissionId::from_bytes([at as u8; 16]),
            name: ItemName { place: format!("{}", char::from(place)), letter: at as u32 },
            made_on: DraftId::from_bytes([0; 16]),
            target: Target::paragraph(id(place)),
            body,
            rationale: Some(Text::parse("Because it is *clearer*.")),
            rationale_shared: at == 0,
            late: at == 1,
            withdrawn: at == 2,
        })
        .collect();
    let general = Submission {
        id: SubmissionId::from_bytes([99; 16]),
        name: ItemName { place: "General".to_owned(), letter: 9 },
        target: Target::Document,
        body: Body::Comment { text: Text::parse("A text that we can work with.") },
        ..submissions[1].clone()
    };
    submissions.push(general);
    submissions
}
