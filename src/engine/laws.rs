//! What always holds, for any text whatever: the promises that the engine makes to its callers.
//!
//! `PROPTEST_CASES` sets the number of cases; the default is short enough to run at every build.

use super::token::{is_lone, scan};
use super::{
    Alternative, Edit, Fate, Likeness, LinkKind, Mark, Merge, Op, Outcome, Redline, Source, State, align,
    edits, fold, likeness, merge, merge_edits, merge_paragraphs, rebase, rebase_paragraphs, redline, trace,
};
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_assume, prop_oneof, proptest,
};
use unicode_segmentation::UnicodeSegmentation;

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

/// A text with marks, as a value that can be owned.
#[derive(Clone, Debug)]
struct Text {
    text: String,
    marks: Vec<Mark>,
}

impl Text {
    fn source(&self) -> Source<'_> {
        Source { text: &self.text, marks: &self.marks }
    }
}

/// Few words, so that texts have much in common, and the signs that are hard to get right.
fn phrase() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec!["States", "shall", "act", "the", "law", "of", "and"]),
        2 => prop::sample::select(vec![".", ",", "[", "]", "-", "’", "\n", "\u{a0}", "", "a.b"]),
        1 => prop::sample::select(vec!["应", "当", "e\u{301}", "\u{e9}", "\u{301}", "👩🏽‍⚖️", "🇨🇭", "\r", "كِتاب", "\u{200f}", "12/b"]),
    ];
    prop::collection::vec((piece, prop::sample::select(vec![" ", " ", " ", ""])), 0..14)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, gap)| [piece, gap]).collect())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![3 => phrase(), 1 => any::<String>()]
}

/// A text under marks of every kind, sensible or not.
fn marked(text: impl Strategy<Value = String>) -> impl Strategy<Value = Text> {
    let marks = prop_oneof![
        Just(Vec::new()),
        prop::collection::vec((0..30usize, 0..8usize, 0..3u8, prop::bool::weighted(0.2)), 0..4)
    ];
    (text, marks).prop_map(|(text, marks)| {
        let mark = |(start, len, attr, atomic)| Mark { range: start..start + len, attr, atomic };
        Text { text, marks: marks.into_iter().map(mark).collect() }
    })
}

/// Whether a run may begin or end at `place`: between graphemes, and not inside a word unless a mark ends there.
fn is_edge(text: &Text, place: usize) -> bool {
    let marked = text.marks.iter().any(|mark| mark.range.start <= place && place <= mark.range.end + 4);
    let between_graphemes =
        text.text.grapheme_indices(true).any(|(start, _)| start == place) || place == text.text.len();
    let (before, after) = text.text.split_at(place);
    let letter =
        |found: Option<char>| found.is_some_and(|letter| letter.is_alphanumeric() && !is_lone(letter));
    between_graphemes && (marked || !(letter(before.chars().next_back()) && letter(after.chars().next())))
}

fn rebuilt(redline: &Redline, old: &str, new: &str) -> (String, String) {
    let runs = || redline.runs.iter();
    let rejected = runs().filter(|run| run.op != Op::Insert).map(|run| &old[run.old.clone()]).collect();
    let accepted = runs().filter(|run| run.op != Op::Delete).map(|run| &new[run.new.clone()]).collect();
    (rejected, accepted)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_redline_rebuilds_both_texts(old in marked(any_text()), new in marked(any_text())) {
        let redline = redline(old.source(), new.source());
        prop_assert_eq!(rebuilt(&redline, &old.text, &new.text), (old.text.clone(), new.text.clone()));
        let mut at = (0, 0);
        let mut last = None;
        for run in &redline.runs {
            prop_assert_eq!((run.old.start, run.new.start), at);
            at = (run.old.end, run.new.end);
            let (deleted, inserted) = (&old.text[run.old.clone()], &new.text[run.new.clone()]);
            match run.op {
                Op::Equal | Op::Format => prop_assert_eq!(deleted, inserted),
                Op::Delete => prop_assert!(!deleted.is_empty() && inserted.is_empty() && last != Some(Op::Insert)),
                Op::Insert => prop_assert!(deleted.is_empty() && !inserted.is_empty()),
            }
            prop_assert!(last != Some(run.op));
            last = Some(run.op);
        }
        prop_assert_eq!(at, (old.text.len(), new.text.len()));
    }

    #[test]
    fn a_redline_cuts_no_word_and_no_grapheme(old in marked(any_text()), new in marked(any_text())) {
        for run in redline(old.source(), new.source()).runs {
            prop_assert!(is_edge(&old, run.old.start) && is_edge(&old, run.old.end), "{:?}", run);
            prop_assert!(is_edge(&new, run.new.start) && is_edge(&new, run.new.end), "{:?}", run);
        }
    }

    #[test]
    fn a_text_against_itself_shows_nothing(text in marked(any_text())) {
        let redline = redline(text.source(), text.source());
        prop_assert!(redline.is_empty() && redline.runs.len() <= 1);
    }

    #[test]
    fn a_redline_is_the_same_every_time(old in marked(phrase()), new in marked(phrase())) {
        prop_assert_eq!(redline(old.source(), new.source()), redline(old.source(), new.source()));
    }
}

/// What a merge says, without the positions of the texts: the merged words, and for every competing place its span and
/// its wordings, each with the texts that want it.
fn said(merge: &Merge, base: &str, sides: &[Source<'_>]) -> Vec<String> {
    let wording = |alternative: &Alternative| {
        let words = &sides[alternative.text.side].text[alternative.text.range.clone()];
        let mut backers: Vec<_> = alternative.sides.iter().map(|&side| sides[side].text).collect();
        backers.sort_unstable();
        format!("{words:?} of {backers:?}")
    };
    let competing = merge.regions.iter().filter(|region| region.is_competing()).map(|region| {
        let wordings: Vec<_> = region.alternatives().iter().map(wording).collect();
        format!("{:?}: {}", region.base, wordings.join(", "))
    });
    std::iter::once(merge.text(base, sides)).chain(competing).collect()
}

fn sources(texts: &[Text]) -> Vec<Source<'_>> {
    texts.iter().map(Text::source).collect()
}

/// Whether a word stands between every edit of one list and every edit of the other.
fn are_apart(base: &str, a: &[Edit], b: &[Edit]) -> bool {
    let words = scan(base.into());
    let word_between =
        |start: usize, end: usize| words.iter().any(|word| start <= word.start && word.end <= end);
    a.iter().all(|a| {
        b.iter().all(|b| word_between(a.base.end, b.base.start) || word_between(b.base.end, a.base.start))
    })
}

/// The laws of a merge that concern every region of it.
fn hold(merge: &Merge, base: Source<'_>, sides: &[Source<'_>]) {
    let mut at = 0;
    for region in &merge.regions {
        assert_eq!(region.base.start, at);
        at = region.base.end;
        assert!(region.state != State::Unchanged || !region.base.is_empty());
    }
    assert_eq!(at, base.text.len());
    let unchanged = || merge.regions.iter().filter(|region| region.state == State::Unchanged);
    for (side, source) in sides.iter().enumerate() {
        let own = merge.text_with(base.text, sides, |region| region.wanted_by(side));
        assert_eq!(fold(&own), fold(source.text));
        assert!(own == source.text || sides.iter().any(|other| !other.text.is_ascii()));
        for edit in edits(base, *source) {
            let meets =
                |kept: &std::ops::Range<usize>| kept.start < edit.base.end && edit.base.start < kept.end;
            assert!(!unchanged().any(|region| meets(&region.base)), "deleted words came back");
        }
    }
}

fn paragraphs() -> impl Strategy<Value = Vec<String>> {
    let sentence = prop_oneof![
        3 => prop::sample::select(vec![
            "States shall act in good faith.",
            "States shall act in good faith and without delay.",
            "They report to the depositary every year. Observers may attend.",
            "They report to the depositary every year.",
            "Observers may attend.",
            "",
        ]).prop_map(str::to_owned),
        2 => phrase(),
    ];
    prop::collection::vec(sentence, 0..6)
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_merge_of_nothing_is_the_base_and_of_one_is_that_text(base in marked(any_text()), side in marked(any_text())) {
        let none = merge(base.source(), &[]);
        prop_assert!(none.is_clean() && !none.needs_review());
        prop_assert_eq!(none.text(&base.text, &[]), base.text.clone());
        let one = merge(base.source(), &[side.source()]);
        prop_assert!(one.is_clean() && !one.needs_review());
        prop_assert_eq!(one.text(&base.text, &[side.source()]), side.text.clone());
        let twice = merge(base.source(), &[side.source(), side.source()]);
        let agreed = |state: &State| matches!(state, State::Unchanged | State::Agreed { .. });
        prop_assert!(twice.regions.iter().all(|region| agreed(&region.state)));
        prop_assert_eq!(twice.text(&base.text, &[side.source(), side.source()]), side.text.clone());
    }

    #[test]
    fn the_order_of_texts_does_not_matter(
        base in phrase(),
        (sides, shuffled) in prop::collection::vec(marked(phrase()), 0..6)
            .prop_flat_map(|sides| (Just(sides.clone()), Just(sides).prop_shuffle())),
    ) {
        let (sides, shuffled) = (sources(&sides), sources(&shuffled));
        let (one, other) = (merge(base.as_str().into(), &sides), merge(base.as_str().into(), &shuffled));
        prop_assert_eq!(one.needs_review(), other.needs_review());
        prop_assert_eq!(said(&one, &base, &sides), said(&other, &base, &shuffled));
    }

    #[test]
    fn regions_cover_the_base_and_give_every_side_its_text(
        base in marked(any_text()),
        sides in prop::collection::vec(marked(any_text()), 0..5),
    ) {
        let sides = sources(&sides);
        hold(&merge(base.source(), &sides), base.source(), &sides);
    }

    #[test]
    fn edits_turn_the_base_into_the_side(base in marked(any_text()), side in marked(any_text())) {
        let mut at = 0;
        let mut text = String::new();
        for edit in edits(base.source(), side.source()) {
            prop_assert!(at < edit.base.start || at == 0);
            text.push_str(&base.text[at..edit.base.start]);
            text.push_str(&side.text[edit.side]);
            at = edit.base.end;
        }
        text.push_str(&base.text[at..]);
        prop_assert_eq!(text, side.text);
    }

    #[test]
    fn edits_with_a_kept_word_between_never_compete(
        words in prop::collection::vec((prop::sample::select(vec!["States", "shall", "act", ",", "law"]), 0..8u8), 1..12),
    ) {
        let text = |side: u8| -> String {
            let version = |&(word, fate): &(&str, u8)| match fate {
                0 | 1 if fate == side => " kept".to_owned(),
                2 | 3 if fate == side + 2 => format!(" kept {word} more"),
                4 | 5 if fate == side + 4 => " kept other words".to_owned(),
                _ => format!(" kept {word}"),
            };
            words.iter().map(version).collect()
        };
        let (a, b, base) = (text(0), text(1), text(9));
        let sides = [Source::from(a.as_str()), b.as_str().into()];
        let (of_a, of_b) = (edits(base.as_str().into(), sides[0]), edits(base.as_str().into(), sides[1]));
        prop_assume!(are_apart(&base, &of_a, &of_b));
        prop_assert!(merge(base.as_str().into(), &sides).is_clean());
    }

    #[test]
    fn no_inserted_word_is_lost(base in phrase(), sides in prop::collection::vec(phrase(), 1..5)) {
        let sources: Vec<Source<'_>> = sides.iter().map(|side| side.as_str().into()).collect();
        let merge = merge(base.as_str().into(), &sources);
        let mut said = vec![merge.text(&base, &sources)];
        let alternatives = merge.regions.iter().flat_map(|region| region.alternatives());
        said.extend(alternatives.map(|found| sides[found.text.side][found.text.range.clone()].to_owned()));
        for side in &sides {
            for edit in edits(base.as_str().into(), side.as_str().into()) {
                let inserted = &side[edit.side];
                prop_assert!(said.iter().any(|said| said.contains(inserted.trim())), "{inserted:?} is lost");
            }
        }
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
    fn a_rebase_onto_the_same_text_changes_nothing(old in marked(any_text()), amended in marked(any_text())) {
        let same = rebase(old.source(), old.source(), amended.source());
        prop_assert!(same.text == amended.text);
        prop_assert!(same.outcome == Outcome::Clean && same.fates.iter().all(|(_, fate)| *fate == Fate::Applied));
        let own = rebase(old.source(), amended.source(), amended.source());
        prop_assert!(own.text == amended.text && own.fates.iter().all(|(_, fate)| *fate == Fate::AlreadyThere));
    }

    #[test]
    fn a_rebase_names_the_fate_of_every_edit(old in phrase(), new in phrase(), amended in phrase()) {
        let rebased = rebase(old.as_str().into(), new.as_str().into(), amended.as_str().into());
        let of_amended = edits(old.as_str().into(), amended.as_str().into());
        prop_assert!(rebased.fates.iter().map(|(edit, _)| edit).eq(&of_amended));
        let lost = rebased.outcome == Outcome::Lost;
        prop_assert!(rebased.fates.iter().all(|(_, fate)| (*fate == Fate::Orphaned) == lost));
        let competing = rebased.fates.iter().any(|(_, fate)| *fate == Fate::Competing);
        prop_assert!(lost || competing == (rebased.outcome == Outcome::Touched));
    }

    #[test]
    fn links_part_both_lists_and_mirror(old in paragraphs(), new in paragraphs()) {
        let (old, new) = (borrowed(&old), borrowed(&new));
        let links = align(&old, &new);
        for (len, side) in [(old.len(), 0), (new.len(), 1)] {
            let mut linked: Vec<_> = links.iter().flat_map(|link| [&link.old, &link.new][side].clone()).collect();
            let count = linked.len();
            linked.sort_unstable();
            linked.dedup();
            prop_assert!(linked.len() == count && linked.iter().all(|&index| index < len));
        }
        prop_assert!(links.iter().all(|link| !link.old.is_empty() && !link.new.is_empty()));
        let mut mirrored = align(&new, &old);
        for link in &mut mirrored {
            std::mem::swap(&mut link.old, &mut link.new);
            link.kind = match link.kind {
                LinkKind::Split => LinkKind::Join,
                LinkKind::Join => LinkKind::Split,
                kind => kind,
            };
        }
        mirrored.sort_by(|a, b| a.old.cmp(&b.old));
        prop_assert!(old == new || mirrored == links);
    }

    #[test]
    fn whole_texts_merge_like_texts(base in paragraphs(), sides in prop::collection::vec(paragraphs(), 1..4)) {
        let base = borrowed(&base);
        let sides: Vec<_> = sides.iter().map(|side| borrowed(side)).collect();
        let mut sides: Vec<_> = sides.iter().map(Vec::as_slice).collect();
        prop_assert_eq!(merge_paragraphs(&base, &[]).paragraphs, base.clone());
        prop_assert_eq!(merge_paragraphs(&base, &sides[..1]).paragraphs, sides[0]);
        prop_assert_eq!(merge_paragraphs(&base, &[sides[0], sides[0]]).paragraphs, sides[0]);
        let merge = merge_paragraphs(&base, &sides);
        sides.reverse();
        let reversed = merge_paragraphs(&base, &sides);
        prop_assert_eq!(merge.paragraphs, reversed.paragraphs);
        prop_assert_eq!(merge.conflicts.len(), reversed.conflicts.len());
        prop_assert_eq!(rebase_paragraphs(&base, &base, sides[0]).paragraphs, sides[0]);
        prop_assert_eq!(rebase_paragraphs(&base, sides[0], &base).paragraphs, sides[0]);
    }

    #[test]
    fn a_trace_covers_both_texts_and_credits_the_author(base in marked(any_text()), result in marked(any_text())) {
        let traced = trace(base.source(), &[result.source()], result.source());
        let redline = Redline { runs: traced.iter().map(|traced| traced.run.clone()).collect(), moves: Vec::new() };
        prop_assert_eq!(rebuilt(&redline, &base.text, &result.text), (base.text.clone(), result.text.clone()));
        let credited = traced.iter().all(|traced| traced.origin.is_empty() == (traced.run.op == Op::Equal));
        prop_assert!(credited, "{:?}", traced);
    }

    #[test]
    fn likeness_is_symmetric_and_folding_settles(base in phrase(), a in any_text(), b in any_text()) {
        let (base, a, b) = (Source::from(base.as_str()), Source::from(a.as_str()), Source::from(b.as_str()));
        for base in [Some(base), None] {
            prop_assert_eq!(likeness(base, a, b), likeness(base, b, a));
            prop_assert_eq!(likeness(base, a, a), Likeness::Identical);
        }
        prop_assert_eq!(fold(&fold(a.text)), fold(a.text));
    }
}

/// Every text of up to `longest` words.
fn all_texts(words: &[&str], longest: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut last = all.clone();
    for _ in 0..longest {
        let longer = |text: &String| words.iter().map(|word| format!("{text} {word}")).collect::<Vec<_>>();
        last = last.iter().flat_map(longer).collect();
        all.extend(last.iter().cloned());
    }
    all
}

#[test]
fn all_small_texts_merge() {
    let texts = all_texts(&["a", "b"], 3);
    for base in &texts {
        for a in &texts {
            for b in &texts {
                let (one, other) = (
                    [Source::from(a.as_str()), b.as_str().into()],
                    [Source::from(b.as_str()), a.as_str().into()],
                );
                let merged = merge(base.as_str().into(), &one);
                hold(&merged, base.as_str().into(), &one);
                assert_eq!(
                    said(&merged, base, &one),
                    said(&merge(base.as_str().into(), &other), base, &other)
                );
            }
        }
    }
}

#[test]
fn all_small_texts_are_redlined() {
    let texts = all_texts(&["a", "b", ","], 4);
    for old in &texts {
        for new in &texts {
            let redline = redline(old.as_str().into(), new.as_str().into());
            assert_eq!(rebuilt(&redline, old, new), (old.clone(), new.clone()));
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
    let redline = redline(long.as_str().into(), changed.as_str().into());
    assert_eq!(rebuilt(&redline, &long, &changed), (long.clone(), changed));

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
