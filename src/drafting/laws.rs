//! What holds for every draft and whatever is submitted on it.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::cases::{automatic, delete, draft, insert, made, relocate, replace, retained, shown};
use super::consolidate::Consolidated;
use super::desk::{Act, Deed};
use super::ledger::{Change, Source};
use super::submission::Submission;
use super::wording::{self, DEEPEST_BRACKETS, Side};
use crate::document::id::{ActId, SubmissionId};
use crate::document::inline::Rich;
use crate::document::{Content, Paragraph, brackets};

fn sentence() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof!["shall", "should", "act", "report", "and", r"\[a\]", r"\*b\*", ","],
        1..8,
    )
    .prop_map(|words| words.join(" "))
}

fn some_submissions() -> impl Strategy<Value = (Vec<String>, Vec<(usize, u8, String)>)> {
    let base = proptest::collection::vec(sentence(), 1..4);
    let submissions = proptest::collection::vec((0usize..4, 0u8..6, sentence()), 0..6);
    (base, submissions)
}

fn build(base: &[String], made: &[(usize, u8, String)]) -> (Vec<Paragraph>, Vec<Submission>) {
    let lines: Vec<String> = base.iter().enumerate().map(|(n, it)| format!("{}. {it}", n + 1)).collect();
    let base = draft(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    let submissions = (made.iter().zip(1u8..))
        .map(|((place, kind, text), n)| {
            let place = place % base.len() + 1;
            match kind {
                0 => delete(n, &base, place),
                1 => insert(n, place, text),
                2 => relocate(n, &base, place, text.len() % (base.len() + 1)),
                _ => replace(n, &base, place, text),
            }
        })
        .collect();
    (base, submissions)
}

/// Puts the later words of the ledger in place of the earlier ones, in every paragraph that was there before.
fn rebuilt(base: &[Paragraph], result: &Consolidated) -> Result<(), TestCaseError> {
    for paragraph in &result.paragraphs {
        let Some(before) = base.iter().find(|it| it.id == paragraph.id) else { continue };
        let (old, new) = (before.content.text.rich(), paragraph.content.text.rich());
        let mut rebuilt = String::new();
        let mut at = 0;
        for entry in result.ledger.iter().filter(|entry| entry.paragraph == paragraph.id) {
            if let Change::Words { old: from, new: to, old_words, new_words } = &entry.change {
                prop_assert_eq!(&old.as_str()[from.clone()], old_words);
                prop_assert_eq!(&new.as_str()[to.clone()], new_words);
                rebuilt.push_str(&old.as_str()[at..from.start]);
                rebuilt.push_str(new_words);
                at = from.end;
            }
        }
        rebuilt.push_str(&old.as_str()[at..]);
        prop_assert_eq!(rebuilt, new.as_str());
    }
    Ok(())
}

proptest! {
    #[test]
    fn arrival_plays_no_part((base, made_of) in some_submissions(), turn in 0usize..6) {
        let (base, mut submissions) = build(&base, &made_of);
        let (log, _) = automatic(&base, &submissions);
        let result = made(&base, &submissions, &log);
        if !submissions.is_empty() {
            let by = turn % submissions.len();
            submissions.rotate_left(by);
        }
        let (log, _) = automatic(&base, &submissions);
        let turned = made(&base, &submissions, &log);
        prop_assert_eq!(shown(&result), shown(&turned));
        prop_assert_eq!(result.ledger, turned.ledger);
    }

    #[test]
    fn nothing_is_unaccounted_for((base, made_of) in some_submissions()) {
        let (base, submissions) = build(&base, &made_of);
        let (log, found) = automatic(&base, &submissions);
        let result = made(&base, &submissions, &log);
        for submission in &submissions {
            let open = result.outcomes[&submission.id].disposition.is_open();
            prop_assert_eq!(open, found.left.contains_key(&submission.id));
        }
        for paragraph in &result.paragraphs {
            let before = base.iter().find(|it| it.id == paragraph.id);
            let changed = before.is_none_or(|it| it.content.text != paragraph.content.text);
            let said = result.ledger.iter().any(|entry| entry.paragraph == paragraph.id);
            prop_assert!(!changed || said, "{:?}", paragraph);
        }
        let ids: BTreeSet<_> = result.paragraphs.iter().map(|it| it.id).collect();
        prop_assert_eq!(ids.len(), result.paragraphs.len());
        prop_assert!(result.ledger.iter().all(|entry| !entry.sources.is_empty()));
        prop_assert!(result.ledger.iter().all(|entry| !entry.sources.contains(&Source::Editorial)), "{:?}", result.ledger);
    }

    #[test]
    fn the_ledger_makes_the_new_words_of_the_old((base, made_of) in some_submissions(), by_hand in sentence()) {
        let (base, submissions) = build(&base, &made_of);
        let (mut log, _) = automatic(&base, &submissions);
        let result = made(&base, &submissions, &log);
        rebuilt(&base, &result)?;
        if let Some(first) = result.paragraphs.iter().find(|it| it.id == base[0].id) {
            let old = first.content.text.clone();
            let new = Content::read(&by_hand).text;
            let deed = Deed::Write { paragraph: first.id, old, new: new.clone(), source: Source::CoChairs };
            log.push(Act { id: ActId::from_bytes([250; 16]), deed });
            let rewritten = made(&base, &submissions, &log);
            let at = rewritten.paragraphs.iter().position(|it| it.id == base[0].id).unwrap();
            prop_assert_eq!(&rewritten.paragraphs[at].content.text, &new);
            rebuilt(&base, &rewritten)?;
        }
    }

    #[test]
    fn brackets_that_are_written_nest_two_deep_at_most((base, made_of) in some_submissions()) {
        let (base, submissions) = build(&base, &made_of);
        let (log, _) = automatic(&base, &submissions);
        for paragraph in made(&base, &submissions, &log).paragraphs {
            let found = brackets::find(paragraph.content.text.as_str());
            prop_assert!(found.depth <= DEEPEST_BRACKETS && found.lone.is_empty(), "{}", paragraph.content.shown());
        }
    }

    #[test]
    fn rivals_over_brackets_stay_well_formed(base in sentence(), texts in proptest::collection::vec(sentence(), 1..4), taken: bool) {
        let base = Rich::parse(&base);
        // Of two that are taken each may leave half a pair.
        let side = |(n, text): (u8, &String)| Side {
            submission: SubmissionId::from_bytes([n; 16]),
            text: Rich::parse(text),
            bracketed: !taken || n > 1,
        };
        let sides: Vec<Side> = (1u8..).zip(&texts).map(side).collect();
        let written = wording::write(&base, &sides).text;
        let found = brackets::of(&written);
        prop_assert!(found.lone.is_empty(), "{:?} {:?}: {}", base, texts, written.as_str());
        prop_assert!(!written.as_str().contains("[]"), "{:?} {:?}: {}", base, texts, written.as_str());
        for side in sides.iter().filter(|side| side.bracketed) {
            let words = side.text.as_str().split(|c: char| !c.is_alphanumeric());
            for word in words.filter(|word| !base.as_str().contains(word)) {
                prop_assert!(written.as_str().contains(word), "{} is not in {}", word, written.as_str());
            }
        }
    }

    #[test]
    fn one_amendment_alone_reads_as_its_author_wants(base in sentence(), text in sentence()) {
        let base = draft(&[&format!("1. {base}")]);
        let submissions = [replace(1, &base, 1, &text)];
        let result = made(&base, &submissions, &retained(&[1]));
        prop_assert_eq!(&result.paragraphs[0].content.text, &Content::read(&text).text);
    }
}
