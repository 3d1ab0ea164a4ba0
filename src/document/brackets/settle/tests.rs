//! Cases as a co-chair would tell them, and what holds whatever the words.

use proptest::prelude::*;

use super::*;
use crate::document::inline::Text;

fn first(text: &Rich) -> Place {
    places(text).remove(0)
}

fn settled(markup: &str, pick: Pick) -> String {
    let text = Rich::parse(markup);
    settle(&text, &first(&text), pick).to_text().to_string()
}

#[test]
fn an_alternative_is_chosen() {
    let rows = [
        ("States [shall][should] act.", 0, "States shall act."),
        ("States [shall][should] act.", 1, "States should act."),
        ("[shall][should] act", 0, "shall act"),
        ("States [shall] [should] [may] act.", 2, "States may act."),
        ("States [shall / should] act.", 0, "States shall act."),
        ("States [shall / should] act.", 1, "States should act."),
        ("States [shall/should] act.", 1, "States should act."),
        ("States [shall][] act.", 0, "States shall act."),
        ("States [shall][] act.", 1, "States act."),
        ("States [shall][should] act.", 7, "States act."),
        ("States[ shall][ should] act.", 1, "States should act."),
        ("States [ shall ][ should ] act.", 1, "States should act."),
        ("States [shall ][should ]act.", 0, "States shall act."),
        ("States [[shall][should] act][may act].", 0, "States [shall][should] act."),
        ("States [[shall][should] act][may act].", 1, "States may act."),
        ("States act [, in time,][, soon,] and report.", 0, "States act, in time, and report."),
        ("States act [in time][].", 1, "States act."),
        ("[*Shall*][**Should**] act", 1, "**Should** act"),
        ("act[^[One.] now][^[Two.] soon]", 1, "act^[Two.] soon"),
        ("各国［应］［须］遵守国际法。", 1, "各国须遵守国际法。"),
        ("各国[应／须]遵守。", 0, "各国应遵守。"),
        ("الدول [يجب][ينبغي] أن تعمل", 1, "الدول ينبغي أن تعمل"),
        ("Les États [agissent][agiront]\u{a0}; ils", 1, "Les États agiront\u{a0}; ils"),
    ];
    for (markup, number, expected) in rows {
        assert_eq!(settled(markup, Pick::Alternative(number)), expected, "{markup}");
    }
}

#[test]
fn words_are_accepted_without_their_brackets() {
    let rows = [
        ("States [shall] act.", "States shall act."),
        ("States [, in time,] act.", "States, in time, act."),
        ("States [in time] act.", "States in time act."),
        ("[The Parties act.]", "The Parties act."),
        ("States act [in time].", "States act in time."),
        ("States act [ in time ] .", "States act in time."),
        ("word[s] and", "words and"),
        ("[in good faith] [and in time]", "in good faith and in time"),
        ("[in good faith][and in time]", "in good faith and in time"),
        ("各国［应］［须］遵守", "各国应须遵守"),
        ("[a / b] c", "a / b c"),
        ("[shall [soon]] act", "shall [soon] act"),
    ];
    for (markup, expected) in rows {
        assert_eq!(settled(markup, Pick::Words), expected, "{markup}");
    }
}

#[test]
fn words_are_struck_and_signs_meet() {
    let rows = [
        ("States [, in time,] act.", "States act."),
        ("States act [in time].", "States act."),
        ("States act[, in time], and report.", "States act, and report."),
        ("States act, [in time], and report.", "States act, and report."),
        ("States act, [in time].", "States act."),
        ("States act; [report;] and end.", "States act; and end."),
        ("[In time,] States act.", "States act."),
        ("[In time], States act.", "States act."),
        ("States ([in time]) act.", "States () act."),
        ("States (soon [or later]) act.", "States (soon) act."),
        ("[All.]", ""),
        ("One. [Two.] Three.", "One. Three."),
        ("One. Two. [Three.]", "One. Two."),
        ("[[a] [b]]", ""),
        ("The [[good] old] text", "The text"),
        ("Les États [agissent]\u{a0}; ils", "Les États\u{a0}; ils"),
        ("各国、［各方、］国际组织", "各国、国际组织"),
        ("الدول، [والأطراف]، تعمل", "الدول، تعمل"),
    ];
    for (markup, expected) in rows {
        assert_eq!(settled(markup, Pick::Nothing), expected, "{markup}");
    }
}

#[test]
fn a_nested_place_is_decided_alone() {
    let text = Rich::parse("States [[shall][should] act][may act].");
    let inner = &places(&text)[1];
    let settled = settle(&text, inner, Pick::Alternative(1));
    assert_eq!(settled.as_str(), "States [should act][may act].");
}

#[test]
fn all_places_are_decided_at_once() {
    let text = Rich::parse("States [shall][should] act [[in] time] and [shall][may] report [soon].");
    let everywhere = |place: &Place| {
        let read = place.read(&text);
        read.iter().position(|it| *it == "shall").map(Pick::Alternative)
    };
    assert_eq!(
        settle_all(&text, everywhere).as_str(),
        "States shall act [[in] time] and shall report [soon]."
    );
    assert_eq!(
        settle_all(&text, |_| Some(Pick::Alternative(0))).as_str(),
        "States shall act in time and shall report soon."
    );
    assert_eq!(settle_all(&text, |_| Some(Pick::Nothing)).as_str(), "States act and report.");
}

#[test]
fn words_are_put_into_brackets() {
    let within = |markup: &str, words: &str, others: &[&str]| {
        let text = Rich::parse(markup);
        let start = text.as_str().find(words).unwrap();
        let others: Vec<Rich> = others.iter().map(|it| Rich::parse(it)).collect();
        bracket_among(&text, start..start + words.len(), &others).map(|it| it.to_text().to_string())
    };
    let rows: [(&str, &str, &[&str], Option<&str>); 8] = [
        ("States shall act.", "shall", &[], Some("States [shall] act.")),
        ("States shall act.", " shall ", &["should", "may"], Some("States [shall][should][may] act.")),
        ("States shall act.", "shall", &[""], Some("States [shall][] act.")),
        ("States *shall* act.", "shall", &["*may*"], Some("States [*shall*][*may*] act.")),
        ("States [shall] act.", "[shall] act", &[], Some("States [[shall] act].")),
        ("States [shall] act.", "shall] act", &[], None),
        ("act^[See x.] now", "See", &[], None),
        ("act^[See x.] now", "act^[See x.]", &[], Some("[act^[See x.]] now")),
    ];
    for (markup, words, others, expected) in rows {
        assert_eq!(within(markup, words, others).as_deref(), expected, "{markup}: {words}");
    }
    assert_eq!(bracket(&Rich::parse("a é"), 3..4), None, "half a letter");
    assert_eq!(bracket(&Rich::parse("a b"), 1..2), None, "no words");
}

/// The words of a text, brackets, signs and white space aside.
fn words(text: &str) -> Vec<String> {
    let split = text.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
    split.map(str::to_owned).collect()
}

/// Words, single spaces and signs as one types them, brackets anywhere.
fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-d]{1,3}".prop_map(|word| format!(" {word}")),
        1 => Just(",".to_owned()),
        1 => Just(" [".to_owned()),
        1 => Just("[".to_owned()),
        2 => Just("]".to_owned()),
        1 => Just("][".to_owned()),
        1 => Just(" /".to_owned()),
        1 => Just(" *x*".to_owned()),
        1 => Just("^[n [m]]".to_owned()),
        1 => Just("［".to_owned()),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn choosing_loses_no_other_word(markup in typed()) {
        let text = Rich::parse(&markup);
        for place in places(&text) {
            for (number, alternative) in place.alternatives.iter().enumerate() {
                let settled = settle(&text, &place, Pick::Alternative(number));
                let part = |range: Range<usize>| words(&text.as_str()[range]);
                let expected = [
                    part(0..place.range.start),
                    part(alternative.words.clone()),
                    part(place.range.end..text.as_str().len()),
                ]
                .concat();
                // Words that touched a bracket may touch now; they are all there, in order.
                prop_assert_eq!(words(settled.as_str()).concat(), expected.concat(), "{}", text.as_str());
            }
            let accepted = settle(&text, &place, Pick::Words);
            prop_assert_eq!(words(accepted.as_str()).concat(), words(text.as_str()).concat());
        }
    }

    #[test]
    fn choosing_leaves_inner_places_as_they_are(markup in typed()) {
        let text = Rich::parse(&markup);
        let all = places(&text);
        for place in &all {
            for (number, alternative) in place.alternatives.iter().enumerate() {
                let settled = settle(&text, place, Pick::Alternative(number));
                let inner = all.iter().filter(|it| {
                    alternative.words.start <= it.range.start && it.range.end <= alternative.words.end
                });
                for it in inner {
                    let words = &text.as_str()[it.range.clone()];
                    prop_assert!(settled.as_str().contains(words), "{} in {}", words, settled.as_str());
                }
            }
        }
    }

    #[test]
    fn brackets_put_and_taken_away_leave_no_trace(markup in typed(), from in 0usize..60, length in 1usize..30) {
        let text = Rich::parse(&markup);
        let end = (from + length).min(text.as_str().len());
        let Some(bracketed) = bracket(&text, from.min(end)..end) else { return Ok(()) };
        let put = first_that_differs(&text, &bracketed);
        let place = places(&bracketed).into_iter().find(|it| it.pairs.iter().any(|pair| pair.start == put));
        let place = place.unwrap();
        // Beside other brackets it is one place with them; taking them all away is another thing.
        prop_assume!(place.pairs.len() == 1);
        let odd = |at: usize| text.as_str()[at..].trim_start().starts_with([',', '/', ']']);
        let range = place.alternatives[0].inside.start - 1..place.range.end - 2;
        prop_assume!(!odd(range.start) && !odd(range.end));
        prop_assert_eq!(settle(&bracketed, &place, Pick::Words), text);
    }

    #[test]
    fn nothing_typed_makes_it_panic(markup in ".{0,60}", number in 0usize..4) {
        let text = Text::parse(&markup).rich();
        for place in places(&text) {
            for pick in [Pick::Alternative(number), Pick::Words, Pick::Nothing] {
                let _ = settle(&text, &place, pick).to_text();
            }
        }
        let _ = settle_all(&text, |_| Some(Pick::Alternative(number)));
    }
}

/// The first byte at which two texts differ.
fn first_that_differs(a: &Rich, b: &Rich) -> usize {
    let pairs = a.as_str().bytes().zip(b.as_str().bytes());
    pairs.take_while(|(a, b)| a == b).count()
}
