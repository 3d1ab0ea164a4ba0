//! What the automatic decisions make of a text, as a secretariat would tell it.

use super::auto::{self, LateOnes, Left};
use super::cases::{
    automatic, bracketed_text, delete, draft, insert, item, made, relocate, replace, shown, split, submission,
};
use super::desk::Desk;
use super::disposition::Disposition;
use super::ledger::{Change, Source};
use super::submission::{Body, Submission};
use crate::document::Content;
use crate::document::inline::Text;
use crate::document::lineage::Lineage;

#[test]
fn stale_bases_are_carried_and_what_overlaps_stays_open() {
    let base = draft(&["1. States shall act without delay."]);
    let stale = |n, base: &str, text: &str| {
        submission(n, 1, Body::Replace { base: Text::parse(base), with: vec![Content::read(text)] })
    };
    let submissions = [
        stale(1, "States shall act.", "All States shall act."),
        stale(2, "States shall act at once.", "States shall act immediately."),
    ];
    let (log, found) = automatic(&base, &submissions);
    assert_eq!(shown(&made(&base, &submissions, &log)), ["1. All States shall act without delay."]);
    assert_eq!(found.left.get(&item(2)), Some(&Left::Touched));
}

#[test]
fn the_bracketed_text_shows_rivals_and_takes_the_rest() {
    let base = draft(&["1. States shall act.", "2. States may consult one another.", "3. End."]);
    let mut late = replace(7, &base, 3, "The end.");
    late.late = true;
    let submissions = [
        replace(1, &base, 1, "States should act."),
        replace(2, &base, 1, "States must act."),
        replace(3, &base, 2, "States may freely consult one another."),
        delete(4, &base, 3),
        submission(5, 1, Body::Comment { text: Text::parse("Too weak.") }),
        relocate(6, &base, 2, 3),
        late,
    ];
    let (log, found) = automatic(&base, &submissions);
    let result = made(&base, &submissions, &log);
    assert_eq!(
        shown(&result),
        [
            "1. States [shall][must][should] act.",
            "[2. States may freely consult one another.]",
            "[3. End.]",
            "[2. States may freely consult one another.]",
        ]
    );
    assert_eq!(found.left.get(&item(5)), Some(&Left::Comment));
    assert_eq!(found.left.get(&item(7)), Some(&Left::Late));
    assert_eq!(result.outcomes[&item(4)].disposition, Disposition::Bracketed);
    assert_eq!(result.outcomes[&item(3)].disposition, Disposition::Retained);
    let again = auto::decide(&base, &Lineage::default(), &submissions, &Desk::fold(&log), LateOnes::Leave);
    assert!(again.deeds.is_empty());
}

#[test]
fn many_rivals_become_alternatives_of_the_paragraph() {
    let base = draft(&["7. States shall act.", "8. End."]);
    let mut submissions: Vec<Submission> = ["must", "should", "may", "will"]
        .iter()
        .zip(1..)
        .map(|(modal, n)| replace(n, &base, 1, &format!("States {modal} act.")))
        .collect();
    submissions.push(delete(9, &base, 1));
    assert_eq!(
        bracketed_text(&base, &submissions),
        [
            "7. Alt 1 States shall act.",
            "7. Alt 2 States may act.",
            "7. Alt 3 States must act.",
            "7. Alt 4 States should act.",
            "7. Alt 5 States will act.",
            "7. Alt 6 [No text.]",
            "8. End.",
        ]
    );
}

#[test]
fn nearly_identical_new_paragraphs_are_rivals_and_identical_ones_are_one() {
    let base = draft(&["14. Fourteen."]);
    let near = [
        insert(
            1,
            1,
            "States shall share good practices on the protection of civilian data with one another.",
        ),
        insert(
            2,
            1,
            "States should share good practices on the protection of civilian data with one another.",
        ),
    ];
    let result = bracketed_text(&base, &near);
    assert!(
        result[1].starts_with("[14 bis. States shall") && result[2].starts_with("[14 ter. States should"),
        "{result:?}"
    );
    let same = [insert(1, 1, "The State's duty."), insert(2, 1, "The State’s duty.")];
    assert_eq!(bracketed_text(&base, &same).len(), 2);
}

#[test]
fn a_move_of_a_deeply_bracketed_paragraph_makes_alternatives() {
    let base = draft(&["1. States [shall [now] act].", "2. Two.", "3. Three."]);
    let submissions = [relocate(1, &base, 1, 2), relocate(2, &base, 1, 3)];
    assert_eq!(
        bracketed_text(&base, &submissions),
        [
            "1. Alt 1 States [shall [now] act].",
            "2. Two.",
            "1. Alt 2 States [shall [now] act].",
            "3. Three.",
            "1. Alt 3 States [shall [now] act].",
        ]
    );
}

#[test]
fn words_made_on_another_text_stay_open() {
    let base = draft(&[
        "1. The forum will meet once a year.",
        "2. States are encouraged to contribute to the trust fund.",
    ]);
    let foreign = Body::Replace {
        base: Text::parse("The conference of experts reports to the committee. It is open to all."),
        with: vec![Content::read(
            "The conference of experts reports annually to the committee. It is open to all.",
        )],
    };
    let submissions = [submission(1, 2, foreign)];
    let (log, found) = automatic(&base, &submissions);
    assert_eq!(found.left.get(&item(1)), Some(&Left::Touched));
    assert!(log.is_empty());
}

#[test]
fn a_split_that_others_cut_across_stays_open() {
    let base = draft(&["1. It will meet once a year. It will be open to all."]);
    let splits = |n| split(n, &base, 1, &["It will meet once a year.", "It will be open to all."]);
    for text in [
        "It will meet once a year.",
        "A panel will meet in private.",
        "It will meet once a year, be open to all.",
    ] {
        let submissions = [splits(1), replace(2, &base, 1, text)];
        let (log, found) = automatic(&base, &submissions);
        assert_eq!(found.left.get(&item(1)), Some(&Left::Structure), "{text}");
        assert_eq!(shown(&made(&base, &submissions, &log)), [format!("1. {text}")]);
    }
    let submissions =
        [splits(1), splits(3), replace(2, &base, 1, "It will meet twice a year. It will be open to all.")];
    let (log, _) = automatic(&base, &submissions);
    let result = made(&base, &submissions, &log);
    assert_eq!(shown(&result), ["1. It will meet twice a year.", "1 bis. It will be open to all."]);
    let split_off = result.ledger.iter().find(|it| matches!(it.change, Change::SplitFrom { .. })).unwrap();
    assert_eq!(split_off.sources, [1, 3].map(|n| Source::Amendment { submission: item(n) }));
}

#[test]
fn words_taken_away_at_the_cut_of_a_split_have_their_source() {
    let base = draft(&["1. Decides that first reports shall be made in 2027; and thanks all."]);
    let submissions = [
        split(1, &base, 1, &["Decides that first reports shall be made in 2027;", "and thanks all."]),
        replace(2, &base, 1, "Decides that first reports shall be made; and thanks all."),
    ];
    let (log, _) = automatic(&base, &submissions);
    let result = made(&base, &submissions, &log);
    let words: Vec<_> = result.ledger.iter().filter(|it| matches!(it.change, Change::Words { .. })).collect();
    assert_eq!(words.len(), 1);
    assert_eq!(words[0].sources, [Source::Amendment { submission: item(2) }]);
}

#[test]
fn lists_count_for_themselves_and_labels_count_without_their_spaces() {
    let base = draft(&["1. One:", "(a) a;", "(b) b.", "2. Two:", "(a) a;", "(b) b.", "100bis. Last."]);
    let submissions = [insert(1, 2, "new"), insert(2, 5, "new too"), insert(3, 7, "And last.")];
    let text = bracketed_text(&base, &submissions);
    assert_eq!(text[2], "(a bis) new");
    assert_eq!(text[6], "(a bis) new too");
    assert_eq!(text[9], "100 ter. And last.");
}

#[test]
fn a_move_to_where_it_stands_changes_nothing() {
    let base = draft(&["1. One.", "2. Two."]);
    let (_, found) = automatic(&base, &[relocate(1, &base, 2, 1), relocate(2, &base, 1, 0)]);
    assert_eq!(found.left.values().collect::<Vec<_>>(), [&Left::Empty, &Left::Empty]);
}

#[test]
fn what_stands_in_an_alternative_is_found_there() {
    let base = draft(&["7. States shall act."]);
    let submissions: Vec<Submission> = (["must", "should", "may", "will"].iter().zip(1..))
        .map(|(modal, n)| replace(n, &base, 1, &format!("States {modal} act.")))
        .collect();
    let (log, _) = automatic(&base, &submissions);
    let result = made(&base, &submissions, &log);
    let stands = |n: u8| result.outcomes[&item(n)].paragraph.unwrap();
    let read = |id| result.paragraphs.iter().find(|it| it.id == id).unwrap().content.text.to_string();
    assert_eq!(read(stands(1)), "States must act.");
    assert_eq!(read(stands(3)), "States may act.");
}
