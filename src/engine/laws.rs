//! What always holds, for any text whatever: the promises that the engine makes to its callers.
//!
//! `PROPTEST_CASES` sets the number of cases; the default is short enough to run at every build. What is asked of the
//! texts drawn here is in `promises`, where the fuzz targets ask it too.

mod draws;
mod promises;

use crate::engine::{self, Edit, LinkKind, Source, align, merge, merge_edits, redline};
use draws::{all_texts, any_text, borrowed, hard_phrase, marked, paragraphs, phrase, sources};
use proptest::prelude::{Just, ProptestConfig, Strategy, prop, prop_assert_eq, proptest};

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn words_cover_a_text_and_are_never_cut(text in marked(any_text())) {
        promises::of_words(text.source());
    }

    #[test]
    fn a_redline_rebuilds_both_texts_and_cuts_no_word(old in marked(any_text()), new in marked(any_text())) {
        promises::of_redline(old.source(), new.source());
    }

    #[test]
    fn a_redline_of_hard_texts_cuts_no_word(old in marked(hard_phrase()), new in marked(hard_phrase())) {
        promises::of_redline(old.source(), new.source());
    }

    #[test]
    fn edits_turn_the_base_into_the_side(base in marked(any_text()), side in marked(any_text())) {
        promises::of_edits(base.source(), side.source());
    }

    #[test]
    fn a_merge_loses_nothing(base in marked(any_text()), sides in prop::collection::vec(marked(any_text()), 0..5)) {
        promises::of_merge(base.source(), &sources(&sides));
    }

    #[test]
    fn a_merge_of_like_texts_loses_nothing(
        base in phrase(),
        sides in prop::collection::vec(marked(phrase()), 0..6),
    ) {
        promises::of_merge(base.as_str().into(), &sources(&sides));
    }

    #[test]
    fn the_order_of_texts_does_not_matter(
        base in phrase(),
        (sides, shuffled) in prop::collection::vec(marked(phrase()), 0..6)
            .prop_flat_map(|sides| (Just(sides.clone()), Just(sides).prop_shuffle())),
    ) {
        let (sides, base) = (sources(&sides), Source::from(base.as_str()));
        promises::same_in_order(&merge(base, &sides), base, &sides, &sources(&shuffled));
    }

    #[test]
    fn edits_with_a_kept_word_between_never_compete(
        words in prop::collection::vec((prop::sample::select(vec!["States", "shall", "act", ",", "law"]), 0..8u8), 1..12),
    ) {
        let text = |side: u8| -> String {
            let version = |&(word, fate): &(&str, u8)| match fate {
                0 | 1 if fate == side => " kept".to_owned(),
                2 | 3 if fate == side + 2 => format!(" kept {word} more"),
                4 | 5 if fate == side + 4 => String::new(),
                _ => format!(" {word}"),
            };
            words.iter().map(version).collect()
        };
        promises::apart_is_clean(text(9).as_str().into(), text(0).as_str().into(), text(1).as_str().into());
    }

    #[test]
    fn known_edits_of_any_kind_give_the_text(
        base in any_text(),
        side in any_text(),
        ranges in prop::collection::vec((0..40usize, 0..40usize, 0..40usize, 0..40usize), 0..4),
    ) {
        let source = Source::from(side.as_str());
        let known = ranges.into_iter().map(|(a, b, c, d)| Edit { base: a..b, side: c..d }).collect();
        let merge = merge_edits(base.as_str().into(), &[(source, known)]);
        prop_assert_eq!(merge.text(&base, &[source]), side.clone());
    }

    #[test]
    fn a_rebase_names_the_fate_of_every_edit(
        old in marked(phrase()), new in marked(phrase()), amended in marked(phrase()),
    ) {
        promises::of_rebase(old.source(), new.source(), amended.source());
    }

    #[test]
    fn a_rebase_of_any_texts_settles(
        old in marked(any_text()), new in marked(any_text()), amended in marked(any_text()),
    ) {
        promises::of_rebase(old.source(), new.source(), amended.source());
    }

    #[test]
    fn links_part_both_lists_and_mirror(old in paragraphs(), new in paragraphs()) {
        promises::of_links(&borrowed(&old), &borrowed(&new));
    }

    #[test]
    fn whole_texts_merge_like_texts(base in paragraphs(), sides in prop::collection::vec(paragraphs(), 1..4)) {
        let sides: Vec<_> = sides.iter().map(|side| borrowed(side)).collect();
        let sides: Vec<_> = sides.iter().map(Vec::as_slice).collect();
        promises::of_paragraphs(&borrowed(&base), &sides);
    }

    #[test]
    fn a_trace_covers_both_texts_and_credits_the_author(base in marked(any_text()), result in marked(any_text())) {
        promises::of_trace(base.source(), result.source());
    }

    #[test]
    fn likeness_is_symmetric_and_folding_settles(base in phrase(), a in any_text(), b in any_text()) {
        promises::of_likeness(base.as_str().into(), a.as_str().into(), b.as_str().into());
    }
}

#[test]
fn all_small_texts_merge() {
    let texts = all_texts(&["a", "b"], 3);
    for base in &texts {
        for a in &texts {
            for b in &texts {
                let sides = [Source::from(a.as_str()), b.as_str().into()];
                promises::of_merge(base.as_str().into(), &sides);
                promises::apart_is_clean(base.as_str().into(), sides[0], sides[1]);
                promises::of_rebase(base.as_str().into(), sides[0], sides[1]);
            }
        }
    }
}

#[test]
fn all_small_texts_of_three_authors_merge() {
    let texts = all_texts(&["a", "b"], 2);
    for base in &texts {
        for a in &texts {
            for b in &texts {
                for c in &texts {
                    let sides = [a, b, c].map(|side| Source::from(side.as_str()));
                    promises::of_regions(&merge(base.as_str().into(), &sides), base.as_str().into(), &sides);
                }
            }
        }
    }
}

#[test]
fn all_small_texts_are_redlined() {
    let texts = all_texts(&["a", "b", ","], 4);
    for old in &texts {
        for new in &texts {
            promises::of_redline(old.as_str().into(), new.as_str().into());
            promises::of_trace(old.as_str().into(), new.as_str().into());
        }
    }
}

#[test]
fn all_small_lists_are_linked() {
    let lists = all_texts(&["The fund is voluntary.", "Observers may attend.", ""], 3);
    let lists: Vec<Vec<&str>> = lists.iter().map(|list| list.split(". ").map(str::trim).collect()).collect();
    for old in &lists {
        for new in &lists {
            promises::of_links(old, new);
            promises::of_paragraphs(old, &[new]);
        }
    }
}

#[test]
fn large_texts_are_no_trouble() {
    let sentence = |index: usize| {
        format!("Item {index} says that party {} shall inform party {}. ", index * 7 % 100, index % 31)
    };
    let long: String = (0..400).map(sentence).collect();
    let changed = long.replace("party 3 ", "every party ").replace("says", "states") + "They meet.";
    assert!(!redline(long.as_str().into(), changed.as_str().into()).is_empty());
    promises::of_redline(long.as_str().into(), changed.as_str().into());

    let base: String = (0..40).map(sentence).collect();
    let amended: Vec<_> = (0..33)
        .map(|index| base.replace(&format!("Item {index} says"), &format!("Point {index} holds")))
        .collect();
    let sides: Vec<_> = amended.iter().map(|side| Source::from(side.as_str())).collect();
    let merge = merge(base.as_str().into(), &sides);
    assert!(merge.is_clean());
    assert_eq!(merge.text(&base, &sides).matches("holds").count(), 33);

    let paragraphs: Vec<_> = (0..1000).map(sentence).collect();
    let mut moved = borrowed(&paragraphs);
    moved.swap(100, 900);
    let links = align(&borrowed(&paragraphs), &moved);
    assert_eq!(links.len(), 1000);
    assert_eq!(links.iter().filter(|link| link.kind == LinkKind::Move).count(), 2);
}
