use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::cases::{automatic, delete, draft, insert, item, relocate, replace, retained};
use super::super::desk::undo;
use super::*;
use crate::drafting::ledger::Change;

const DRAFT: [&str; 6] = [
    "#Use of the register",
    "1. States shall keep a register of what they launch into outer space.",
    "2. They should report to the depositary every year. The reports that are received are made public without delay.",
    "3. A meeting is convened at the seat of the depositary.",
    "4. Observers may attend the meeting and may speak at it.",
    "5. Nothing herein prejudices any right of a launching State.",
];

fn id(n: u8) -> ParagraphId {
    ParagraphId::from_bytes([n; 16])
}

fn acts() -> impl FnMut() -> ActId {
    let mut n = 0u64;
    move || {
        n += 1;
        ActId::derived("test", &[&n.to_be_bytes()])
    }
}

fn file(lines: &[&str]) -> File {
    File { paragraphs: draft(lines).into_iter().map(|it| it.content).collect(), marks: Vec::new() }
}

fn laid(submissions: &[Submission], log: &[Act], lines: &[&str], choices: &Choices) -> Later {
    let (base, lineage) = (draft(&DRAFT), Lineage::default());
    let ground = Ground { paragraphs: &base, lineage: &lineage, submissions, log };
    lay_over(ground, &file(lines), choices, acts()).unwrap()
}

fn taken() -> Choices {
    Choices { taken: Taken::All, ..Choices::default() }
}

#[test]
fn a_file_becomes_acts_and_the_ledger_says_whose_they_are() {
    let lines = [
        "#Use of the register",
        "1. States shall keep a public register of what they launch into outer space.",
        "2. Nothing herein prejudices any right of a launching State.",
        "3. They should report to the depositary every year.",
        "4. The reports that are received are kept and made public without delay.",
        "Each of them names an office.",
        "5. A meeting is convened at the seat of the depositary. Observers may attend the meeting and may speak at it.",
    ];
    let later = laid(&[], &[], &lines, &Choices::default());
    let shown: Vec<String> = later.made.paragraphs.iter().map(|it| it.content.shown()).collect();
    assert_eq!(shown[1..], lines[1..].iter().map(|it| it.to_string()).collect::<Vec<_>>());
    let kinds: BTreeSet<&str> = later.made.ledger.iter().map(|entry| entry.change.name()).collect();
    assert_eq!(
        kinds.into_iter().collect::<Vec<_>>(),
        ["inserted", "joined_with", "moved", "relabelled", "split_from", "words"]
    );
    let words: Vec<&str> = (later.made.ledger.iter())
        .filter_map(|entry| match &entry.change {
            Change::Words { new_words, .. } => Some(new_words.trim()),
            _ => None,
        })
        .collect();
    assert_eq!(words, ["public", "kept and"]);
    assert!(later.made.ledger.iter().all(|entry| entry.sources == [Source::CoChairs]));
    let ids: Vec<ParagraphId> = later.made.paragraphs.iter().map(|it| it.id).collect();
    assert_eq!((ids[1], ids[2], ids[3], ids[6]), (id(2), id(6), id(3), id(4)));
    assert_eq!(later.made.lineage.heirs(id(3)).collect::<Vec<_>>(), [ids[4]]);
    assert_eq!(later.made.lineage.sources(id(4)).collect::<Vec<_>>(), [id(5)]);
    // Every act can be taken back, the last first, and then the draft is as it was.
    let mut log = later.acts.clone();
    let mut next = acts();
    for act in later.acts.iter().rev() {
        let deed = undo(&log, act.id).unwrap();
        log.push(Act { id: ActId::derived("undo", &[next().as_bytes()]), deed });
    }
    let back = consolidate(&draft(&DRAFT), &Lineage::default(), &[], &Desk::fold(&log));
    assert_eq!((back.paragraphs, back.ledger), (draft(&DRAFT), Vec::new()));
}

#[test]
fn what_the_file_took_word_for_word_is_offered_and_nothing_else() {
    let base = draft(&DRAFT);
    let submissions = [
        replace(1, &base, 2, "States should keep a register of what they launch into outer space."),
        replace(
            2,
            &base,
            2,
            "States shall keep a register and an index of what they launch into outer space.",
        ),
        replace(3, &base, 2, "States should keep a register of what they launch into outer space."),
        insert(4, 4, "The meeting is held in public."),
        insert(5, 4, "The meeting is held in private."),
        delete(6, &base, 5),
        delete(7, &base, 6),
        relocate(8, &base, 6, 1),
    ];
    let lines = [
        DRAFT[0],
        "1. States should keep a public register of what they launch into outer space.",
        DRAFT[2],
        DRAFT[3],
        "3 bis. The meeting is held in public.",
        DRAFT[5],
    ];
    let open = laid(&submissions, &[], &lines, &Choices::default());
    assert_eq!(open.held, [1, 3, 4, 6].map(item));
    assert!(open.made.outcomes.values().all(|it| it.disposition.is_open()));
    let these = Choices { taken: Taken::These(BTreeSet::from([item(1), item(5)])), ..Choices::default() };
    let some = laid(&submissions, &[], &lines, &these);
    let retained = |later: &Later| -> Vec<SubmissionId> {
        let ruled = later.made.outcomes.iter().filter(|(_, it)| it.disposition == Disposition::Retained);
        ruled.map(|(id, _)| *id).collect()
    };
    assert_eq!(retained(&some), [item(1)]);
    let all = laid(&submissions, &[], &lines, &taken());
    assert_eq!(retained(&all), [1, 3, 4, 6].map(item));
    let words = |from: &[Source]| {
        let of = all.made.ledger.iter().filter(|entry| entry.sources == from);
        of.map(|entry| entry.change.name()).collect::<Vec<_>>()
    };
    let amended = [1, 3].map(|n| Source::Amendment { submission: item(n) });
    assert_eq!(words(&amended), ["words"]);
    assert_eq!(words(&[Source::Amendment { submission: item(4) }]), ["inserted"]);
    assert_eq!(words(&[Source::Amendment { submission: item(6) }]), ["deleted"]);
    assert_eq!(words(&[Source::CoChairs]), ["words"]);
}

#[test]
fn what_was_decided_and_is_not_in_the_file_is_opened_again() {
    let base = draft(&DRAFT);
    let submissions = [
        replace(1, &base, 2, "States should keep a register of what they launch into outer space."),
        replace(
            2,
            &base,
            3,
            "They should report to the Secretariat every year. The reports that are received are made public without delay.",
        ),
        insert(3, 4, "The meeting is held in public."),
        delete(4, &base, 5),
        relocate(5, &base, 6, 1),
    ];
    let log = retained(&[1, 2, 3, 4, 5]);
    let lines = [
        DRAFT[0],
        "1. States should keep a register of what they launch into outer space.",
        DRAFT[2],
        DRAFT[3],
        DRAFT[4],
        DRAFT[5],
    ];
    let later = laid(&submissions, &log, &lines, &Choices::default());
    assert_eq!(later.reopened, [2, 3, 4, 5].map(item));
    assert_eq!(later.made.outcomes[&item(1)].disposition, Disposition::Retained);
    assert!(later.reopened.iter().all(|it| later.made.outcomes[it].disposition.is_open()));
    let ids: Vec<ParagraphId> = later.made.paragraphs.iter().map(|it| it.id).collect();
    assert_eq!(ids, (1..=6).map(id).collect::<Vec<_>>());
    assert_eq!(later.made.ledger.len(), 1);
    // What the file leaves as it was decided is not touched.
    let decided = consolidate(&base, &Lineage::default(), &submissions, &Desk::fold(&log));
    let lines: Vec<Content> = decided.paragraphs.iter().map(|it| it.content.clone()).collect();
    let lineage = Lineage::default();
    let ground = Ground { paragraphs: &base, lineage: &lineage, submissions: &submissions, log: &log };
    let same = File { paragraphs: lines, marks: Vec::new() };
    let later = lay_over(ground, &same, &taken(), acts()).unwrap();
    assert_eq!((later.acts, later.reopened), (Vec::new(), Vec::new()));
}

#[test]
fn what_was_agreed_is_opened_before_it_is_changed() {
    let agree = |paragraph, n| Act {
        id: ActId::from_bytes([n; 16]),
        deed: Deed::SetState { paragraph, state: ParagraphState::AgreedAdRef, reason: None },
    };
    let log = [agree(id(2), 1), agree(id(4), 2)];
    let lines = [DRAFT[0], "1. States may keep a register.", DRAFT[2], DRAFT[3], DRAFT[4], DRAFT[5]];
    let choices = Choices { reason: Text::parse("A later draft"), ..Choices::default() };
    let later = laid(&[], &log, &lines, &choices);
    assert_eq!(later.opened, [id(2)]);
    let states: Vec<&Deed> =
        later.acts.iter().map(|it| &it.deed).filter(|it| matches!(it, Deed::SetState { .. })).collect();
    let [Deed::SetState { paragraph, state, reason }] = &states[..] else { panic!("{states:?}") };
    assert_eq!((*paragraph, *state), (id(2), ParagraphState::Open));
    assert_eq!(reason.as_ref().map(Text::as_str), Some("A later draft"));
}

#[test]
fn corrections_lead_where_words_do_not() {
    let rewritten = "2. Every one of them tells everybody else what it has sent up there.";
    let lines = [DRAFT[0], rewritten, DRAFT[2], DRAFT[3], DRAFT[4], DRAFT[5]];
    let ids = |choices: &Choices| -> Vec<ParagraphId> {
        laid(&[], &[], &lines, choices).made.paragraphs.iter().map(|it| it.id).collect()
    };
    assert_ne!(ids(&Choices::default())[1], id(2));
    let same = vec![Correction::Continues { new: 1, old: id(2) }];
    assert_eq!(ids(&Choices { corrections: same, ..Choices::default() })[1], id(2));
    let new = vec![Correction::New { new: 2 }];
    assert_ne!(ids(&Choices { corrections: new, ..Choices::default() })[2], id(3));
    let unknown = vec![Correction::Continues { new: 1, old: id(99) }];
    let (base, lineage) = (draft(&DRAFT), Lineage::default());
    let ground = Ground { paragraphs: &base, lineage: &lineage, submissions: &[], log: &[] };
    let choices = Choices { corrections: unknown, ..Choices::default() };
    let refused = lay_over(ground, &file(&lines), &choices, acts()).unwrap_err();
    assert_eq!(refused, Unfit::Unpaired(Unpaired::NotInDraft { new: 1 }));
}

fn line() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "shall", "should", "act", "report", "register", "meeting", "States", "\\[a\\]", "\\*b\\*", ","
    ];
    let words = proptest::collection::vec(word, 1..14).prop_map(|words| words.join(" "));
    (prop_oneof![Just(""), Just("#"), Just("1. "), Just("2. "), Just("(a) "), Just("[3. ")], words)
        .prop_map(|(head, words)| format!("{head}{words}"))
}

proptest! {
    #[test]
    fn the_text_reads_as_the_file_whatever_was_decided(
        old in proptest::collection::vec(line(), 1..7),
        new in proptest::collection::vec(prop_oneof![3 => (0usize..7).prop_map(Err), 2 => line().prop_map(Ok)], 1..9),
        asked in proptest::collection::vec((1usize..7, 0u8..4, line()), 0..4),
        all: bool,
        by_hand in proptest::collection::vec((0usize..9, 0u8..8), 0..3),
    ) {
        let base = draft(&old.iter().map(String::as_str).collect::<Vec<_>>());
        let submissions: Vec<Submission> = (asked.iter().zip(1u8..)).map(|((place, kind, words), n)| {
            let place = (place - 1) % base.len() + 1;
            match kind {
                0 => delete(n, &base, place),
                1 => insert(n, place, words),
                2 => relocate(n, &base, place, words.len() % (base.len() + 1)),
                _ => replace(n, &base, place, words),
            }
        }).collect();
        let (log, _) = automatic(&base, &submissions);
        let lines: Vec<&str> = new.iter().map(|it| match it {
            Ok(line) => line.as_str(),
            Err(at) => old[at % old.len()].as_str(),
        }).collect();
        let corrections = by_hand.iter().map(|&(new, n)| match n {
            0 => Correction::New { new: new % lines.len() },
            n => Correction::Continues { new: new % lines.len(), old: base[usize::from(n - 1) % base.len()].id },
        }).collect();
        let taken = if all { Taken::All } else { Taken::None };
        let choices = Choices { corrections, taken, ..Choices::default() };
        let lineage = Lineage::default();
        let ground = Ground { paragraphs: &base, lineage: &lineage, submissions: &submissions, log: &log };
        match lay_over(ground, &file(&lines), &choices, acts()) {
            Ok(later) => {
                let whole: Vec<Act> = log.iter().chain(&later.acts).cloned().collect();
                let made = consolidate(&base, &lineage, &submissions, &Desk::fold(&whole));
                let contents: Vec<Content> = made.paragraphs.iter().map(|it| it.content.clone()).collect();
                prop_assert_eq!(contents, file(&lines).paragraphs);
                let ids: BTreeSet<_> = made.paragraphs.iter().map(|it| it.id).collect();
                prop_assert_eq!(ids.len(), made.paragraphs.len());
                prop_assert!(made.ledger.iter().all(|entry| !entry.sources.contains(&Source::Editorial)));
            }
            Err(unfit) => prop_assert!(matches!(unfit, Unfit::Unpaired(_)), "{unfit}"),
        }
    }
}
