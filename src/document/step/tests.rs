//! Changes as a co-chair reads them out, and the laws.

use proptest::prelude::*;

use super::say::{Put, plain_all};
use super::*;

/// A catalogue that shows what it was given: `id(name=value, ...)`.
fn told(id: &str, slots: &[(&'static str, Put)]) -> String {
    let of = |name: &str| {
        let slot = slots.iter().find(|(it, _)| *it == name);
        slot.map_or_else(String::new, |(_, put)| match put {
            Put::Words(words) => words.clone(),
            Put::Number(number) => number.to_string(),
        })
    };
    match id {
        "quote-nth" => format!("#{} {}", of("which"), of("words")),
        "quote-after" => format!("{} after {}", of("words"), of("which")),
        "step-replace" => format!("replace {} by {}", of("old"), of("new")),
        "step-insert" => format!("insert {} after {}", of("words"), of("after")),
        "step-insert-before" => format!("insert {} before {}", of("words"), of("before")),
        "step-insert-first" => format!("insert {} first", of("words")),
        "step-insert-last" => format!("insert {} last", of("words")),
        "step-delete" => format!("delete {}", of("words")),
        "step-move" => format!("move {} after {}", of("words"), of("after")),
        "step-move-last" => format!("move {} last", of("words")),
        "step-move-first" => format!("move {} first", of("words")),
        "step-restyle" => format!("set {} {}", of("words"), of("style")),
        "step-unbracket" => format!("unbracket {}", of("words")),
        "step-bracket" => format!("bracket {}", of("words")),
        "step-choose" => format!("keep {} of {}", of("words"), of("from")),
        "step-choose-none" => format!("keep nothing of {}", of("from")),
        "step-note-add" => format!("note {} after {}", of("words"), of("after")),
        "step-note-drop" => format!("drop note {}", of("number")),
        "step-note-in" => format!("in note {}: {}", of("number"), of("steps")),
        "step-space" => format!("space after {}", of("after")),
        "step-rewrite" => format!("reads {}", of("words")),
        other => format!("{other}?"),
    }
}

fn shown(old: &str, new: &str) -> String {
    let (old, new) = (Rich::parse(old), Rich::parse(new));
    let steps = steps(&old, &new);
    assert_eq!(apply(&old, &steps), new);
    plain_all(&steps, &told).replace(['\u{201c}', '\u{201d}'], "'")
}

#[test]
fn changes_are_told_as_a_co_chair_reads_them_out() {
    let rows = [
        ("States should act.", "States must act.", "replace 'should' by 'must'"),
        (
            "The rules apply to all States of the region.",
            "The rules apply, in good faith, to all States of the region.",
            "insert ', in good faith,' after 'apply'",
        ),
        ("States act.", "All States act.", "insert 'All' first"),
        ("States act.", "States act. They report.", "insert 'They report.' last"),
        ("States only may act.", "States may act.", "delete 'only'"),
        ("States act soon.", "States act.", "delete 'soon'"),
        ("one day, some time", "two days, some time", "replace 'one day' by 'two days'"),
        // Words that stand there more than once.
        (
            "States act and other States wait for the answer.",
            "States act and other Parties wait for the answer.",
            "replace #2 'States' by 'Parties'",
        ),
        (
            "to act and to report",
            "to act and to consult and to report",
            "insert 'and to consult' after 'to act'",
        ),
        ("It meets, it acts, it reports", "It meets, it acts it reports", "delete ',' after 'acts'"),
        ("the actor and the act", "the actor and the deed", "replace 'act' by 'deed'"),
        ("a b c a b c a b c", "a b c a b x c a b c", "insert 'x' after #1 'a b c a b'"),
        // Style.
        ("act in good faith", "act *in good faith*", "set 'in good faith' italic"),
        ("act **now**, at once", "act now, at once", "set 'now' plain"),
        // Brackets.
        ("States [shall] act.", "States shall act.", "unbracket 'shall'"),
        ("States shall act.", "States [shall] act.", "bracket 'shall'"),
        ("States [, in time,] act.", "States, in time, act.", "unbracket ', in time,'"),
        ("[States shall act.]", "States shall act.", "unbracket 'States shall act.'"),
        ("States [shall] [soon] act.", "States shall soon act.", "unbracket 'shall'; unbracket 'soon'"),
        ("States [[shall] act].", "States [shall] act.", "unbracket '[shall] act'"),
        ("States [shall] act.", "States [[shall] act].", "bracket '[shall] act'"),
        ("States [[shall act]].", "States [shall act].", "unbracket '[shall act]'"),
        ("States [shall][should] act.", "States should act.", "keep 'should' of '[shall][should]'"),
        ("States [shall][] act.", "States act.", "keep nothing of '[shall][]'"),
        ("States [in time] act.", "States act.", "delete '[in time]'"),
        (
            "States [shall] act in good faith and openly.",
            "States shall act in good faith and with care.",
            "unbracket 'shall'; replace 'openly' by 'with care'",
        ),
        ("States [shall act.", "States shall act.", "delete '['"),
        // Clauses that move.
        (
            "The list is public. Each State names a focal point. The depositary keeps the list.",
            "Each State names a focal point. The depositary keeps the list. The list is public.",
            "move 'The list is public.' last",
        ),
        // Footnotes.
        ("a word^[See para. 9.] here", "a word^[See para. 11.] here", "in note 1: replace '9' by '11'"),
        ("words^[Gone.] all of them", "words all of them", "drop note 1"),
        ("words all of them", "words^[Come.] all of them", "note 'Come.' after 'words'"),
        // Other scripts.
        ("各国应遵守国际法。", "各国必须遵守国际法。", "replace '应' by '必须'"),
        ("تعمل الدول معا", "تعمل جميع الدول معا", "insert 'جميع' after 'تعمل'"),
        ("on time, all of us", "on\u{a0}time, all of us", "space after 'on'"),
        ("One thing entirely.", "Quite another.", "reads 'Quite another.'"),
        ("Same.", "Same.", ""),
    ];
    for (old, new, expected) in rows {
        assert_eq!(shown(old, new), expected, "{old} / {new}");
    }
}

#[test]
fn long_quotations_lose_their_middle() {
    let long =
        "States that possess civilian data of any kind and that store it beyond their own borders for longer";
    assert_eq!(shortened(long), "States that possess civilian data … beyond their own borders for longer");
    assert_eq!(shortened("States act."), "States act.");
    let chinese = "各国".repeat(60);
    assert_eq!(shortened(&chinese).chars().count(), 36 + 36 + 3);
}

fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "(States|shall|act|and|report|soon|to|the)",
        1 => Just("*good*".to_owned()),
        1 => Just("[shall]".to_owned()),
        1 => Just("[act][report]".to_owned()),
        1 => Just("[".to_owned()),
        1 => Just("]".to_owned()),
        1 => Just("soon^[See *9*.]".to_owned()),
        1 => Just("act^[See 11.]".to_owned()),
        1 => Just("act,".to_owned()),
        1 => Just("End.".to_owned()),
    ];
    proptest::collection::vec(piece, 0..14).prop_map(|words| words.join(" "))
}

/// Two readings of which the later has a few words changed.
fn two() -> impl Strategy<Value = (String, String)> {
    prop_oneof![
        (words(), words()),
        (words(), words(), words(), words())
            .prop_map(|(a, b, c, d)| (format!("{a} {b} {c}"), format!("{a} {d} {c}"))),
    ]
}

proptest! {
    #[test]
    fn the_steps_make_the_new_words_of_the_old((old, new) in two()) {
        let (old, new) = (Rich::parse(&old), Rich::parse(&new));
        let steps = steps(&old, &new);
        prop_assert_eq!(apply(&old, &steps), new.clone());
        prop_assert_eq!(steps.is_empty(), old == new);
    }

    #[test]
    fn any_two_texts_can_be_told_apart(old in r"[ab,. \[\]*^]{0,24}", new in r"[ab,. \[\]*^]{0,24}") {
        let (old, new) = (Rich::parse(&old), Rich::parse(&new));
        prop_assert_eq!(apply(&old, &steps(&old, &new)), new);
    }

    #[test]
    fn a_quotation_leads_to_its_place_and_to_no_other((old, new) in two()) {
        let (old, new) = (Rich::parse(&old), Rich::parse(&new));
        let quotable = quote::Quotable::of(&old);
        for step in steps(&old, &new) {
            let quotes = match &step.act {
                Act::Replace { old, .. } => vec![old],
                Act::Delete { words } | Act::Restyle { words, .. } => vec![words],
                Act::Insert { place: Where::After(quote) | Where::Before(quote), .. } => vec![quote],
                _ => Vec::new(),
            };
            for quote in quotes.into_iter().filter(|it| !old.as_str()[it.range.clone()].contains('^')) {
                prop_assert_eq!(&quote.words, &old.as_str()[quote.range.clone()]);
                let all = quotable.found(&quote.words);
                let at = match &quote.which {
                    Which::Only => {
                        prop_assert!(all.len() <= 1, "{:?} in {}", quote, old.as_str());
                        quote.range.start
                    }
                    Which::Nth { number, .. } => all[number - 1],
                    Which::After(context) => {
                        let before = quotable.found(context);
                        prop_assert_eq!(before.len(), 1);
                        let end = before[0] + context.len();
                        *all.iter().find(|at| **at >= end).unwrap()
                    }
                };
                prop_assert_eq!(at, quote.range.start, "{:?} in {}", quote, old.as_str());
            }
        }
    }
}
