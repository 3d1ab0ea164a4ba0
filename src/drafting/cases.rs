//! The edge cases of drafting, as a co-chair would tell them.

use super::auto::{self, LateOnes};
use super::consolidate::{Consolidated, Warning, consolidate};
use super::desk::{Act, Deed, Desk, Form, Ruling};
use super::disposition::{Disposition, KeptEdit};
use super::ledger::{Change, Source};
use super::submission::{Body, ItemName, Submission, Target};
use crate::document::id::{ActId, DraftId, ParagraphId, SubmissionId};
use crate::document::inline::Text;
use crate::document::lineage::{Descent, Lineage};
use crate::document::{Content, Kind, Paragraph};

pub(super) fn draft(lines: &[&str]) -> Vec<Paragraph> {
    (lines.iter().enumerate())
        .map(|(n, line)| {
            let words = line.trim_start_matches('#');
            let level = (line.len() - words.len()) as u8;
            let content =
                if level > 0 { Content::read_as(Kind::Heading, level, words) } else { Content::read(line) };
            Paragraph { id: paragraph(n + 1), content }
        })
        .collect()
}

fn paragraph(place: usize) -> ParagraphId {
    ParagraphId::from_bytes([place as u8; 16])
}

pub(super) fn item(n: u8) -> SubmissionId {
    SubmissionId::from_bytes([n; 16])
}

pub(super) fn submission(n: u8, place: usize, body: Body) -> Submission {
    Submission {
        id: item(n),
        name: ItemName { place: place.to_string(), letter: u32::from(n) },
        made_on: DraftId::from_bytes([0; 16]),
        target: if place == 0 { Target::Document } else { Target::paragraph(paragraph(place)) },
        body,
        rationale: None,
        rationale_shared: false,
        late: false,
        withdrawn: false,
    }
}

/// The words of a paragraph of `base`, its label aside.
fn words(base: &[Paragraph], place: usize) -> Text {
    base[place - 1].content.text.clone()
}

pub(super) fn replace(n: u8, base: &[Paragraph], place: usize, text: &str) -> Submission {
    let target = &base[place - 1].content;
    let kind = |n: usize| if n == 0 && target.kind.is_heading() { target.kind } else { Kind::Plain };
    let with =
        text.split('\n').enumerate().map(|(n, it)| Content::read_as(kind(n), target.level, it)).collect();
    submission(n, place, Body::Replace { base: words(base, place), with })
}

pub(super) fn insert(n: u8, place: usize, text: &str) -> Submission {
    submission(n, place, Body::InsertAfter { paragraphs: text.split('\n').map(Content::read).collect() })
}

pub(super) fn delete(n: u8, base: &[Paragraph], place: usize) -> Submission {
    submission(n, place, Body::Delete { base: words(base, place), subordinates: vec![] })
}

pub(super) fn relocate(n: u8, base: &[Paragraph], place: usize, after: usize) -> Submission {
    let after = (after > 0).then(|| paragraph(after));
    submission(n, place, Body::Move { base: words(base, place), subordinates: vec![], after })
}

pub(super) fn split(n: u8, base: &[Paragraph], place: usize, pieces: &[&str]) -> Submission {
    let pieces = pieces.iter().map(|it| Text::parse(it)).collect();
    submission(n, place, Body::Split { base: words(base, place), pieces })
}

fn join(n: u8, base: &[Paragraph], place: usize, joined: Option<&str>) -> Submission {
    let joined = joined.map(Text::parse);
    submission(n, place, Body::Join { base: words(base, place), next: paragraph(place + 1), joined })
}

fn rule(n: u8, rulings: &[(u8, Disposition)], form: Form, place: usize) -> Act {
    let rulings: Vec<Ruling> =
        rulings.iter().map(|(n, it)| Ruling { submission: item(*n), disposition: it.clone() }).collect();
    let deed = Deed::Decide {
        paragraph: Some(paragraph(place)),
        considered: rulings.iter().map(|it| it.submission).collect(),
        rulings,
        form,
        note: None,
    };
    Act { id: ActId::from_bytes([n; 16]), deed }
}

pub(super) fn retained(items: &[u8]) -> Vec<Act> {
    items.iter().map(|&n| rule(n, &[(n, Disposition::Retained)], Form::InText, 1)).collect()
}

pub(super) fn made(base: &[Paragraph], submissions: &[Submission], log: &[Act]) -> Consolidated {
    consolidate(base, &Lineage::default(), submissions, &Desk::fold(log))
}

pub(super) fn shown(consolidated: &Consolidated) -> Vec<String> {
    consolidated.paragraphs.iter().map(|it| it.content.shown()).collect()
}

pub(super) fn automatic(base: &[Paragraph], submissions: &[Submission]) -> (Vec<Act>, auto::Automatic) {
    let found = auto::decide(base, &Lineage::default(), submissions, &Desk::default(), LateOnes::Leave);
    let log = found.deeds.iter().enumerate();
    (
        log.map(|(n, deed)| Act { id: ActId::from_bytes([n as u8 + 100; 16]), deed: deed.clone() }).collect(),
        found,
    )
}

pub(super) fn bracketed_text(base: &[Paragraph], submissions: &[Submission]) -> Vec<String> {
    let (log, _) = automatic(base, submissions);
    shown(&made(base, submissions, &log))
}

#[test]
fn deleting_overtakes_amending_and_undo_restores_it() {
    let base = draft(&["13. States act.", "14. States shall report.", "15. States end."]);
    let submissions = [delete(1, &base, 2), replace(2, &base, 2, "States should report.")];
    let mut log = retained(&[2, 1]);
    let both = made(&base, &submissions, &log);
    assert_eq!(shown(&both), ["13. States act.", "15. States end."]);
    assert_eq!(both.outcomes[&item(2)].disposition, Disposition::OvertakenBy { by: item(1) });
    assert!(both.ledger.iter().any(|entry| entry.change == Change::Deleted));
    log.push(Act {
        id: ActId::from_bytes([9; 16]),
        deed: super::desk::undo(&log, ActId::from_bytes([1; 16])).unwrap(),
    });
    let restored = made(&base, &submissions, &log);
    assert_eq!(shown(&restored)[1], "14. States should report.");
    assert_eq!(restored.outcomes[&item(2)].disposition, Disposition::Retained);
    assert_eq!(restored.outcomes[&item(1)].disposition, Disposition::Open);
}

#[test]
fn identical_proposals_are_taken_once_and_both_are_sources() {
    let base = draft(&["1. The State's duty applies."]);
    let submissions = [
        replace(1, &base, 1, "The State's full duty applies."),
        replace(2, &base, 1, "The State's full duty applies."),
    ];
    let both = made(&base, &submissions, &retained(&[1, 2]));
    assert_eq!(shown(&both), ["1. The State's full duty applies."]);
    assert_eq!(both.ledger.len(), 1);
    let sources: Vec<_> = [1, 2].map(|n| Source::Amendment { submission: item(n) }).into();
    assert_eq!(both.ledger[0].sources, sources);
}

#[test]
fn a_paragraph_moves_with_what_is_amended_in_it() {
    let base = draft(&["1. One.", "2. Two.", "3. Three.", "4. Four."]);
    let submissions = [relocate(1, &base, 1, 3), replace(2, &base, 1, "One and only.")];
    let moved = made(&base, &submissions, &retained(&[1, 2]));
    assert_eq!(shown(&moved), ["2. Two.", "3. Three.", "1. One and only.", "4. Four."]);
    let entry = moved.ledger.iter().find(|entry| matches!(entry.change, Change::Moved { .. })).unwrap();
    assert_eq!(entry.sources, [Source::Amendment { submission: item(1) }]);
}

#[test]
fn of_two_moves_of_one_paragraph_the_second_is_refused_and_said() {
    let base = draft(&["1. One.", "2. Two.", "3. Three."]);
    let submissions = [relocate(1, &base, 1, 2), relocate(2, &base, 1, 3)];
    let moved = made(&base, &submissions, &retained(&[1, 2]));
    assert_eq!(shown(&moved), ["2. Two.", "1. One.", "3. Three."]);
    let refused =
        Warning::NotWritten { submission: item(2), why: "another move of the same paragraph is taken" };
    assert!(moved.warnings.contains(&refused));
}

#[test]
fn a_split_carries_each_amendment_to_the_part_it_touches() {
    let base = draft(&["14. States shall report. The co-chairs shall reply.", "15. End."]);
    let submissions = [
        split(1, &base, 1, &["States shall report.", "The co-chairs shall reply."]),
        replace(2, &base, 1, "States should report yearly. The co-chairs shall reply."),
        replace(3, &base, 1, "States shall report. The co-chairs shall reply promptly."),
    ];
    let both = made(&base, &submissions, &retained(&[1, 2, 3]));
    assert_eq!(
        shown(&both),
        ["14. States should report yearly.", "14 bis. The co-chairs shall reply promptly.", "15. End."]
    );
    let second = ParagraphId::inserted_by(item(1), 1);
    assert_eq!(both.paragraphs[1].id, second);
    assert_eq!(both.lineage.descents(), [Descent { paragraph: second, from: paragraph(1) }]);
    let words: Vec<_> = (both.ledger.iter())
        .filter_map(|entry| match &entry.change {
            Change::Words { new_words, .. } => {
                Some((entry.paragraph, new_words.trim().to_owned(), entry.sources.clone()))
            }
            _ => None,
        })
        .collect();
    let of = |n| vec![Source::Amendment { submission: item(n) }];
    assert_eq!(
        words,
        [
            (paragraph(1), "should".to_owned(), of(2)),
            (paragraph(1), "yearly".to_owned(), of(2)),
            (second, "promptly".to_owned(), of(3)),
        ]
    );
}

#[test]
fn a_join_keeps_what_is_amended_in_both() {
    let base = draft(&["14. States report.", "15. States consult.", "16. End."]);
    let submissions = [
        join(1, &base, 1, Some("States report and consult.")),
        replace(2, &base, 1, "All States report."),
        join(3, &base, 1, None),
    ];
    let both = made(&base, &submissions[..2], &retained(&[1, 2]));
    assert_eq!(shown(&both), ["14. All States report and consult.", "16. End."]);
    assert_eq!(both.lineage.descents(), [Descent { paragraph: paragraph(1), from: paragraph(2) }]);
    let sources: Vec<_> = (both.ledger.iter())
        .filter_map(|entry| match &entry.change {
            Change::Words { new_words, .. } => Some((new_words.trim().to_owned(), entry.sources.clone())),
            _ => None,
        })
        .collect();
    let of = |n| vec![Source::Amendment { submission: item(n) }];
    assert_eq!(sources, [("All".to_owned(), of(2)), ("and".to_owned(), of(1))]);
    let plain = made(&base, &submissions[1..], &retained(&[3, 2]));
    assert_eq!(shown(&plain), ["14. All States report. States consult.", "16. End."]);
}

#[test]
fn an_amendment_made_before_a_split_follows_its_words() {
    let old = draft(&["14. States shall report. The co-chairs shall reply."]);
    let late = replace(1, &old, 1, "States shall report. The co-chairs shall reply promptly.");
    let mut now = draft(&["14. States shall report.", "14 bis. The co-chairs shall reply.", "15. New."]);
    now[1].id = paragraph(20);
    let lineage = Lineage::new(vec![Descent { paragraph: paragraph(20), from: paragraph(1) }]);
    let carried = consolidate(&now, &lineage, &[late], &Desk::fold(&retained(&[1])));
    assert_eq!(
        shown(&carried),
        ["14. States shall report.", "14 bis. The co-chairs shall reply promptly.", "15. New."]
    );
}

#[test]
fn new_paragraphs_stand_in_an_order_that_is_not_that_of_arrival() {
    let base = draft(&["14. Fourteen.", "15. Fifteen."]);
    let (first, second) = (insert(1, 1, "Zebras are new."), insert(2, 1, "Also new."));
    let log = retained(&[1, 2]);
    let one = shown(&made(&base, &[first.clone(), second.clone()], &log));
    assert_eq!(one, ["14. Fourteen.", "14 bis. Also new.", "14 ter. Zebras are new.", "15. Fifteen."]);
    assert_eq!(one, shown(&made(&base, &[second, first], &log)));
}

#[test]
fn new_paragraphs_stand_behind_the_items_of_a_list_and_new_items_inside_it() {
    let base = draft(&["7. States shall:", "(a) report;", "(b) consult.", "8. End."]);
    let submissions = [
        insert(1, 1, "Nothing here prejudices the law."),
        insert(2, 1, "(x) prepare;"),
        insert(3, 3, "learn."),
    ];
    assert_eq!(
        bracketed_text(&base, &submissions[..1]),
        [
            "7. States shall:",
            "(a) report;",
            "(b) consult.",
            "7 bis. Nothing here prejudices the law.",
            "8. End."
        ]
    );
    assert_eq!(shown(&made(&base, &submissions[1..2], &retained(&[2])))[1], "(x) prepare;");
    assert_eq!(shown(&made(&base, &submissions[2..], &retained(&[3])))[3], "(b bis) learn.");
}

#[test]
fn a_replacement_may_bring_further_paragraphs() {
    let base = draft(&["14. Fourteen.", "15. Fifteen."]);
    let submissions = [replace(1, &base, 1, "Fourteen, amended.\nAnd a further one.")];
    assert_eq!(
        bracketed_text(&base, &submissions),
        ["14. Fourteen, amended.", "14 bis. And a further one.", "15. Fifteen."]
    );
}

#[test]
fn words_are_replaced_throughout_the_text() {
    let base = draft(&["1. ICTs matter.", "2. The use of ICTs.", "3. None."]);
    let throughout =
        Body::ReplaceThroughout { find: "ICTs".to_owned(), put: "digital technologies".to_owned() };
    let submissions = [submission(1, 0, throughout)];
    assert_eq!(
        bracketed_text(&base, &submissions),
        ["1. digital technologies matter.", "2. The use of digital technologies.", "3. None."]
    );
}

#[test]
fn part_of_an_amendment_can_be_taken() {
    let base = draft(&["1. States shall act and report."]);
    let submissions = [replace(1, &base, 1, "All States should act and report yearly.")];
    let edits = vec![KeptEdit {
        start: 7,
        end: 12,
        text: Text::parse("should"),
        before: String::new(),
        after: String::new(),
    }];
    let log = [rule(1, &[(1, Disposition::RetainedInPart { edits })], Form::InText, 1)];
    assert_eq!(shown(&made(&base, &submissions, &log)), ["1. States should act and report."]);
}

#[test]
fn hand_written_words_survive_later_decisions() {
    let base = draft(&["1. States shall act."]);
    let submissions = [replace(1, &base, 1, "States shall act promptly.")];
    let write = Deed::Write {
        paragraph: paragraph(1),
        old: Text::parse("States shall act."),
        new: Text::parse("All States shall act."),
        source: Source::Floor,
    };
    let mut log = vec![Act { id: ActId::from_bytes([50; 16]), deed: write }];
    log.extend(retained(&[1]));
    let result = made(&base, &submissions, &log);
    assert_eq!(shown(&result), ["1. All States shall act promptly."]);
    let sources: Vec<_> = result.ledger.iter().map(|entry| entry.sources.clone()).collect();
    assert_eq!(sources, [vec![Source::Floor], vec![Source::Amendment { submission: item(1) }]]);
}

#[test]
fn the_co_chairs_can_do_everything_by_hand() {
    let base = draft(&["#Use", "1. One. Two.", "2. Three.", "3. Four.", "4. Five."]);
    let by_hand = Source::CoChairs;
    let deeds = [
        Deed::Split {
            paragraph: paragraph(2),
            pieces: vec![Text::parse("One."), Text::parse("Two, changed.")],
            source: by_hand,
        },
        Deed::Join {
            paragraph: paragraph(3),
            next: paragraph(4),
            joined: Text::parse("Three and four."),
            source: by_hand,
        },
        Deed::Insert {
            after: Some(paragraph(1)),
            paragraphs: vec![Content::read("New.")],
            source: Source::InformalGroup,
        },
        Deed::Move { paragraphs: vec![paragraph(5)], after: Some(paragraph(1)), source: by_hand },
        Deed::Relabel {
            paragraph: paragraph(3),
            label: crate::document::label::Label::new("2 bis."),
            shape: None,
            source: Source::Editorial,
        },
    ];
    let log: Vec<Act> = deeds
        .iter()
        .zip(1..)
        .map(|(deed, n)| Act { id: ActId::from_bytes([n; 16]), deed: deed.clone() })
        .collect();
    let result = made(&base, &[], &log);
    assert_eq!(
        shown(&result),
        ["Use", "4. Five.", "New.", "1. One.", "1 bis. Two, changed.", "2 bis. Three and four."]
    );
    let kinds: std::collections::BTreeSet<&str> =
        result.ledger.iter().map(|entry| entry.change.name()).collect();
    assert_eq!(
        kinds.into_iter().collect::<Vec<_>>(),
        ["inserted", "joined_with", "moved", "relabelled", "split_from", "words"]
    );
}

#[test]
fn empty_sections_and_doubled_words_are_reported() {
    let base = draft(&["#One", "1. Only.", "#Two", "2. States act."]);
    let submissions = [delete(1, &base, 2), replace(2, &base, 4, "States act act.")];
    let result = made(&base, &submissions, &retained(&[1, 2]));
    assert!(result.warnings.contains(&Warning::EmptySection { heading: paragraph(1) }));
    assert!(result.warnings.iter().any(|it| matches!(it, Warning::Odd { .. })), "{:?}", result.warnings);
}

#[test]
fn titles_headings_notes_brackets_and_emphasis_are_amended_like_words() {
    let base = draft(&["#Article 3 (USE)", "1. In good faith^[See above.] and [openly].", "2. Plain words."]);
    let submissions = [
        replace(1, &base, 1, "Article 3 (USE OF ICTs)"),
        replace(2, &base, 2, "In good faith^[See below.] and [openly]."),
        replace(3, &base, 2, "In good faith^[See above.] and openly."),
        replace(4, &base, 3, "Plain *words*."),
    ];
    assert_eq!(
        bracketed_text(&base, &submissions),
        ["Article 3 (USE OF ICTs)", "1. In good faith^[See below.] and openly.", "2. Plain *words*."]
    );
}
