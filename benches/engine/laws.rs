//! The generator's laws, and tables for the scorer: the bench is only worth what these are. Run by `cargo test`.

mod generate;
mod score;

use generate::{
    Became, Dice, Op, Pair, Piece, Prose, Sample, TrueLink, amendments, amendments_on, carried, count, dense,
    light, light_abroad, pair, replaced, split, touched_up, without,
};
use score::{Alignment, Found, Measure, Merged, Merges, Redlines};

const SEEDS: std::ops::Range<u64> = 1..6;

fn redline_samples(seed: u64, prose: &Prose) -> Vec<Sample> {
    let dice = |purpose| Dice::new(seed, purpose);
    let mut all = light(&mut dice("light"), prose, 30);
    all.extend(dense(&mut dice("dense"), prose, 30));
    all.extend(light_abroad(&mut dice("abroad"), 9));
    all.extend(replaced(&mut dice("replaced"), 9));
    all
}

fn texts_given() -> Prose {
    let dice = &mut Dice::new(9, "texts");
    let texts: Vec<String> = (0..60).map(|_| Prose::default().fresh(dice, 90)).collect();
    Prose::from_texts(&[texts[..30].join("\n\n"), texts[30..].join("\n\n")])
}

#[test]
fn the_truth_turns_the_old_text_into_the_new() {
    for prose in [Prose::default(), texts_given()] {
        for sample in SEEDS.flat_map(|seed| redline_samples(seed, &prose)) {
            assert_eq!(without(&sample.truth, Op::Inserted), sample.old);
            assert_eq!(without(&sample.truth, Op::Deleted), sample.new);
            assert_ne!(sample.old, sample.new);
            assert!(sample.truth.iter().all(|piece| !piece.text.is_empty()));
            assert!(sample.truth.windows(2).all(|pair| pair[0].op != pair[1].op));
        }
    }
}

/// Else nobody could say where the replacement begins or ends.
#[test]
fn what_is_replaced_begins_and_ends_otherwise() {
    for sample in SEEDS.flat_map(|seed| redline_samples(seed, &Prose::default())) {
        let by_character = ["zh", "th"].contains(&sample.language);
        for pieces in
            sample.truth.windows(2).filter(|pair| [pair[0].op, pair[1].op] == [Op::Deleted, Op::Inserted])
        {
            let ends = |piece: &Piece| -> (String, String) {
                let text = piece.text.trim();
                let parts: Vec<String> = match by_character {
                    true => text.chars().map(String::from).collect(),
                    false => split(text).into_iter().map(str::to_owned).collect(),
                };
                (parts[0].clone(), parts[parts.len() - 1].clone())
            };
            let ((first, last), (other_first, other_last)) = (ends(&pieces[0]), ends(&pieces[1]));
            assert!(first != other_first && last != other_last, "{pieces:?}");
        }
    }
}

#[test]
fn a_seed_gives_the_same_bytes_and_another_seed_others() {
    let prose = Prose::default();
    let all = |seed| {
        let dice = |purpose| Dice::new(seed, purpose);
        let amendments = amendments(&mut dice("amendments"), &prose, 9);
        let carried = carried(&mut dice("carried"), &prose, 9);
        format!(
            "{:?}{:?}",
            redline_samples(seed, &prose),
            (pair(&mut dice("pair"), &prose, 60), amendments, carried)
        )
    };
    assert_eq!(all(1), all(1));
    assert_ne!(all(1), all(2));
}

#[test]
fn links_say_what_became_of_every_paragraph() {
    for prose in [Prose::default(), texts_given()] {
        for seed in SEEDS {
            let Pair { old, new, links } = pair(&mut Dice::new(seed, "pair"), &prose, 200);
            for (places, count) in [
                (links.iter().flat_map(|it| &it.old).collect::<Vec<_>>(), old.len()),
                (links.iter().flat_map(|it| &it.new).collect(), new.len()),
            ] {
                let mut places: Vec<usize> = places.into_iter().copied().collect();
                places.sort_unstable();
                assert_eq!(places, (0..count).collect::<Vec<_>>());
            }
            for TrueLink { old: from, new: to, became } in &links {
                let words = |texts: &[String], places: &[usize]| {
                    places.iter().map(|&at| texts[at].as_str()).collect::<Vec<_>>().join(" ")
                };
                let same = words(&old, from) == words(&new, to);
                let (expected, numbers) = match became {
                    Became::Same | Became::Moved => (Some(true), (1, 1)),
                    Became::Edited | Became::MovedAndEdited | Became::Rewritten => (Some(false), (1, 1)),
                    // The second half may be touched up.
                    Became::Split => (None, (1, 2)),
                    Became::Joined => (Some(true), (2, 1)),
                    Became::Inserted => (Some(false), (0, 1)),
                    Became::Deleted => (Some(false), (1, 0)),
                };
                assert_eq!((from.len(), to.len()), numbers, "{became:?}");
                assert!(expected.is_none_or(|expected| expected == same), "{became:?}");
            }
            if prose.given().is_empty() {
                let kinds = [Became::Moved, Became::MovedAndEdited, Became::Split, Became::Joined];
                assert!(kinds.iter().all(|kind| links.iter().any(|link| link.became == *kind)));
            }
        }
    }
}

#[test]
fn amendments_are_other_texts_and_some_do_not_fit() {
    let prose = Prose::default();
    for seed in SEEDS {
        let made = amendments(&mut Dice::new(seed, "amendments"), &prose, 60);
        for sample in &made {
            assert!((2..=12).contains(&sample.sides.len()));
            assert!(sample.sides.iter().all(|side| *side != sample.base));
            let merged = sample.merged.iter();
            merged
                .for_each(|text| assert!(sample.inserted.iter().all(|words| text.contains(words.as_str()))));
        }
        let fitting = made.iter().filter(|sample| sample.merged.is_some()).count();
        assert!((30..60).contains(&fitting), "{fitting}");
        let made = carried(&mut Dice::new(seed, "carried"), &prose, 60);
        let fitting = made.iter().filter(|sample| sample.carried.is_some()).count();
        assert!((30..60).contains(&fitting), "{fitting}");
        let (base, sides) = amendments_on(&mut Dice::new(seed, "on"), &prose, 20);
        assert!(sides.len() == 20 && sides.iter().filter(|side| **side != base).count() > 15);
    }
}

#[test]
fn given_texts_are_cut_into_paragraphs_of_some_length() {
    let long = "One two three four five six seven eight nine ten eleven twelve.";
    let prose = Prose::from_texts(&[format!("Too short.\n\n{long}\nThe same block.\n\n")]);
    assert_eq!(prose.given(), [format!("{long} The same block.")]);
    let dice = &mut Dice::new(1, "given");
    assert_eq!(prose.paragraph(dice, 10), prose.given()[0]);
    assert_eq!(prose.sentence(dice), long);
    assert!(count(&prose.fresh(dice, 30)) > 5);
    assert_ne!(touched_up(dice, &prose, long), "");
}

/// `[-deleted-]`, `{+inserted+}`, all else kept.
fn pieces(marked: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut op = Op::Kept;
    for part in marked.split_inclusive(['[', ']', '{', '}']) {
        let text = part.trim_end_matches(['[', ']', '{', '}']);
        if !text.is_empty() {
            pieces.push(Piece { op, text: text.to_owned() });
        }
        op = match part.chars().next_back() {
            Some('[') => Op::Deleted,
            Some('{') => Op::Inserted,
            _ => Op::Kept,
        };
    }
    pieces
}

fn hundred(measure: &Measure) -> u32 {
    (measure.value().unwrap_or_default() * 100.0).round() as u32
}

#[test]
fn hunks_count_when_they_are_whole() {
    // Hunks F1; false islands, cuts, for every hundred true hunks; texts exact.
    let check = |truth: &str, found: &str, expected: [u32; 4]| {
        let truth = pieces(truth);
        let (old, new) = (without(&truth, Op::Inserted), without(&truth, Op::Deleted));
        let sample = Sample { language: "en", old, new, truth };
        let mut it = Redlines::default();
        it.add(&sample, Some(&pieces(found)));
        let scored = [&it.hunks, &it.islands, &it.cuts, &it.exact].map(hundred);
        assert_eq!(scored, expected, "{found}");
    };
    check("we [must]{shall} act", "we [must]{shall} act", [100, 0, 0, 100]);
    check("we [must]{shall} act", "we [must ]{shall }act", [100, 0, 0, 100]);
    check("we [must]{shall} act", "we[must]{shall}act", [100, 0, 400, 0]);
    check("we [must]{shall} act", "we [must act]{shall act}", [0, 0, 0, 100]);
    // The same insertion, at another place that says the same.
    check("a{, b}, c", "a, {b, }c", [100, 0, 0, 100]);
    check("go on{ and on}", "go{ on and} on", [100, 0, 0, 100]);
    check("go on[ and on]", "go[ on and] on", [100, 0, 0, 100]);
    // One hunk of two right, in truth and found alike.
    check("[a]{x} b [c]{y} d", "[a]{x} b [c d]{y d}", [50, 0, 0, 100]);
    // An island in what was replaced as a whole.
    check("[one and two]{three and four} end", "[one]{three} and [two]{four} end", [0, 100, 0, 100]);
    check("the [nation]{station} end", "the {s}[n]{t}ation end", [0, 0, 200, 100]);
    // Damaged text finds nothing.
    check("we [must]{shall} act", "we [must]{shall}", [0, 0, 0, 0]);
}

#[test]
fn links_count_when_all_of_their_paragraphs_are_found() {
    let link =
        |old: &[usize], new: &[usize], became| TrueLink { old: old.to_vec(), new: new.to_vec(), became };
    let links = vec![
        link(&[0], &[0], Became::Same),
        link(&[1], &[1, 2], Became::Split),
        link(&[2], &[4], Became::Moved),
        link(&[3], &[3], Became::Edited),
    ];
    let pair = Pair { old: Vec::new(), new: Vec::new(), links };
    let check = |found: &[(&[usize], &[usize], bool)], expected: [u32; 3]| {
        let found: Vec<Found> = found
            .iter()
            .map(|(old, new, moved)| Found { old: old.to_vec(), new: new.to_vec(), moved: *moved })
            .collect();
        let mut it = Alignment::default();
        it.add(&pair, &found);
        assert_eq!([&it.hard, &it.moved, &it.split].map(hundred), expected, "{found:?}");
        assert!(it.joined.value().is_none() && it.moved_and_edited.value().is_none());
    };
    let all: [(&[usize], &[usize], bool); 4] =
        [(&[0], &[0], false), (&[1], &[1, 2], false), (&[2], &[4], true), (&[3], &[3], false)];
    check(&all, [100, 100, 100]);
    check(&[], [0, 0, 0]);
    // Four true links; three found, one of them not as a move.
    check(&[(&[1], &[1], false), (&[2], &[4], false), (&[3], &[3], false)], [86, 0, 0]);
    // All found, and one that is none.
    check(&[all[1], all[2], all[3], (&[0], &[3], false)], [89, 100, 100]);
}

#[test]
fn merges_count_when_they_are_exact() {
    let merged = |clean, flagged, text: &str| Merged { clean, flagged, text: text.to_owned() };
    let check = |fits: bool, results: &[Merged], expected: [u32; 8]| {
        let sample = generate::Amendments {
            base: "we must act".into(),
            sides: Vec::new(),
            inserted: vec!["shall".into(), " now".into()],
            merged: fits.then(|| "we shall act now".into()),
        };
        let mut it = Merges::default();
        it.add(&sample, results);
        let figures = [
            &it.exact,
            &it.false_conflict,
            &it.wrong,
            &it.flagged,
            &it.missed,
            &it.silent,
            &it.order,
            &it.lost,
        ];
        assert_eq!(figures.map(hundred), expected, "{results:?}");
    };
    let right = merged(true, false, "we shall act now");
    let flagged = merged(true, true, "we shall act now");
    let wrong = merged(true, false, "we shall act");
    let conflict = merged(false, false, "we must act");
    check(true, std::slice::from_ref(&right), [100, 0, 0, 0, 0, 0, 0, 0]);
    check(true, std::slice::from_ref(&flagged), [100, 0, 0, 100, 0, 0, 0, 0]);
    check(true, std::slice::from_ref(&wrong), [0, 0, 100, 0, 0, 0, 0, 100]);
    check(true, std::slice::from_ref(&conflict), [0, 100, 0, 0, 0, 0, 0, 0]);
    check(true, &[right.clone(), conflict.clone()], [100, 0, 0, 0, 0, 0, 100, 0]);
    check(false, &[conflict.clone(), conflict], [0, 0, 0, 0, 0, 0, 0, 0]);
    check(false, &[right], [0, 0, 0, 0, 100, 100, 0, 0]);
    check(false, &[flagged], [0, 0, 0, 0, 100, 0, 0, 0]);
}

#[test]
fn a_rebase_counts_as_a_merge_does() {
    let text = || "we must act".to_owned();
    let sample = generate::Carried {
        old: text(),
        new: text(),
        amended: text(),
        inserted: vec!["shall".into()],
        carried: Some("we shall act".into()),
    };
    let mut it = Merges::default();
    for result in ["we shall act", "we act"] {
        it.add_carried(&sample, &Merged { clean: true, flagged: false, text: result.to_owned() });
    }
    assert_eq!([&it.exact, &it.wrong, &it.lost].map(hundred), [50, 50, 50]);
}

#[test]
fn intervals_hold_the_figure_and_shrink_with_samples() {
    let share = |of: usize| {
        let mut measure = Measure::default();
        (0..of).for_each(|at| measure.count(at % 4 != 0));
        measure
    };
    let quotient = |of: usize| {
        let mut measure = Measure::default();
        (0..of).for_each(|at| measure.add((at % 3) as f64, 4.0));
        measure
    };
    for make in [&share as &dyn Fn(usize) -> Measure, &quotient] {
        let width = |of| {
            let (value, (low, high)) = (make(of).value().unwrap(), make(of).interval().unwrap());
            assert!(low < value && value < high, "{low} {value} {high}");
            high - low
        };
        assert!(width(600) < width(60) / 2.0);
    }
    assert!(Measure::default().interval().is_none());
    // Ten of ten: Wilson leaves room for doubt.
    let mut all = Measure::default();
    (0..10).for_each(|_| all.count(true));
    assert_eq!(all.interval().map(|(low, high)| ((low * 1000.0).round(), high)), Some((722.0, 1.0)));
}
