//! The promises themselves, as checks of given texts: each panics where one is broken.
//!
//! The property tests ask them of drawn texts, the fuzz targets of texts that were searched for. They see the engine
//! through its public face alone.

use super::engine::{
    Alternative, Edit, Fate, Likeness, Link, LinkKind, Mark, Merge, Moved, Op, Outcome, Redline, Region, Run,
    Slice, Source, State, align, edits, fold, likeness, merge, merge_edits, merge_paragraphs, rebase,
    rebase_paragraphs, redline, take, trace, words,
};
use std::collections::BTreeSet;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// The words of a text cover everything but white space, and none begins or ends inside a grapheme or a word.
pub(super) fn of_words(source: Source<'_>) {
    let text = source.text;
    let found = words(source);
    assert_eq!(found, words(source), "another cut the second time");
    let graphemes = graphemes(text);
    let mut at = 0;
    for word in &found {
        assert!(at <= word.start && word.start < word.end && word.end <= text.len(), "{word:?} after {at}");
        assert!(is_blank(&text[at..word.start]), "words without a place at {at}");
        assert!(!cuts(&graphemes, word.start) && !cuts(&graphemes, word.end), "{word:?} cuts a grapheme");
        let cut_in_two =
            at == word.start && joins(text, &graphemes, at) && !is_border(source.marks, &graphemes, at);
        assert!(!cut_in_two, "a word is cut in two at {at}");
        at = word.end;
    }
    assert!(is_blank(&text[at..]), "words without a place at the end");
}

/// A redline rebuilds both texts byte for byte, in runs that cut no word; it is the same every time, and empty between
/// equal texts.
pub(super) fn of_redline(old: Source<'_>, new: Source<'_>) {
    let found = redline(old, new);
    assert_eq!(found, redline(old, new), "another redline the second time");
    assert_eq!(rebuilt(&found.runs, old.text, new.text), (old.text.to_owned(), new.text.to_owned()));
    let (of_old, of_new) = (Cuts::of(old), Cuts::of(new));
    let tidy = is_tidy(old) && is_tidy(new);
    let mut before: Option<&Run> = None;
    for run in &found.runs {
        let at = before.map_or((0, 0), |run| (run.old.end, run.new.end));
        assert_eq!((run.old.start, run.new.start), at, "runs leave something out");
        let (deleted, inserted) = (&old.text[run.old.clone()], &new.text[run.new.clone()]);
        match run.op {
            Op::Equal | Op::Format => assert_eq!(deleted, inserted),
            Op::Delete => assert!(!deleted.is_empty() && inserted.is_empty()),
            Op::Insert => assert!(deleted.is_empty() && !inserted.is_empty()),
        }
        let after = (before.map(|run| run.op), run.op);
        assert!(after.0 != Some(run.op) && after != (Some(Op::Insert), Op::Delete), "{after:?}");
        of_old.allow(&run.old);
        of_new.allow(&run.new);
        if run.op == Op::Equal {
            let styled = |source, range: &Range<usize>| styles(source, range.clone());
            assert!(!tidy || styled(old, &run.old) == styled(new, &run.new), "{run:?} has another format");
        }
        before = Some(run);
    }
    of_moves(&found, old.text, new.text);
    assert!(redline(old, old).is_empty(), "a text differs from itself");
}

fn of_moves(found: &Redline, old: &str, new: &str) {
    let within = |op: Op, range: &Range<usize>, side: fn(&Run) -> &Range<usize>| {
        found
            .runs
            .iter()
            .any(|run| run.op == op && side(run).start <= range.start && range.end <= side(run).end)
    };
    for Moved { old: from, new: to } in &found.moves {
        assert_eq!(old[from.clone()], new[to.clone()], "words changed on the way");
        assert!(within(Op::Delete, from, |run| &run.old) && within(Op::Insert, to, |run| &run.new));
    }
    let cut = found.cut_at_moves(old, new);
    let here = cut.iter().filter(|(run, moved)| *moved && run.op == Op::Insert);
    let here: Vec<&str> = here.map(|(run, _)| new[run.new.clone()].trim()).collect();
    assert_eq!(here, found.moves.iter().map(|moved| new[moved.new.clone()].trim()).collect::<Vec<_>>());
    let away = cut.iter().filter(|(run, moved)| *moved && run.op == Op::Delete).count();
    assert_eq!(away, found.moves.len(), "a move with one end");
    let mut at = (0, 0);
    for (run, _) in &cut {
        assert_eq!((run.old.start, run.new.start), at, "a cut lost words");
        at = (run.old.end, run.new.end);
    }
    assert_eq!(at, (old.len(), new.len()));
    for pair in found.moves.windows(2) {
        assert!(pair[0].new.end <= pair[1].new.start, "moves out of order");
    }
}

/// Edits turn the base into the text, in order, with something kept between two of them.
pub(super) fn of_edits(base: Source<'_>, side: Source<'_>) {
    let mut text = String::new();
    let mut at = 0;
    let of_base = Cuts::of(base);
    for edit in edits(base, side) {
        assert!(at < edit.base.start || text.is_empty() && at == 0, "edits touch at {at}");
        text.push_str(&base.text[at..edit.base.start]);
        text.push_str(&side.text[edit.side.clone()]);
        of_base.allow(&edit.base);
        at = edit.base.end;
    }
    text.push_str(&base.text[at..]);
    assert_eq!(text, side.text);
    of_ticks(base, side);
}

/// All edits ticked give the text, none the base, and some of them a text that a merge takes as it is.
fn of_ticks(base: Source<'_>, side: Source<'_>) {
    let all = edits(base, side);
    assert_eq!(take(base.text, side.text, &all), (side.text.to_owned(), all.clone()));
    assert_eq!(take(base.text, side.text, &[]), (base.text.to_owned(), Vec::new()));
    let some: Vec<Edit> = all.into_iter().step_by(2).collect();
    let (text, taken) = take(base.text, side.text, &some);
    assert_eq!(taken.len(), some.len());
    let source = Source::from(text.as_str());
    assert_eq!(merge_edits(base, &[(source, taken)]).text(base.text, &[source]), text);
}

/// A merge loses nothing and brings nothing back, whatever the order of the texts; one text alone gives that text.
pub(super) fn of_merge(base: Source<'_>, sides: &[Source<'_>]) {
    let none = merge(base, &[]);
    assert!(none.is_clean() && !none.needs_review() && none.text(base.text, &[]) == base.text);
    for &side in sides {
        of_edits(base, side);
        let one = merge(base, &[side]);
        assert!(one.is_clean() && !one.needs_review() && one.text(base.text, &[side]) == side.text);
        let twice = merge(base, &[side, side]);
        let is_agreed = |region: &Region| matches!(region.state, State::Unchanged | State::Agreed { .. });
        assert!(twice.regions.iter().all(is_agreed), "a text competes with itself");
        assert_eq!(twice.text(base.text, &[side, side]), side.text);
    }
    let merged = merge(base, sides);
    assert_eq!(merged, merge(base, sides), "another merge the second time");
    of_regions(&merged, base, sides);
    let mut turned = sides.to_vec();
    turned.reverse();
    same_in_order(&merged, base, sides, &turned);
    turned.rotate_left(sides.len().min(1));
    same_in_order(&merged, base, sides, &turned);
}

/// The texts in another order say the same.
pub(super) fn same_in_order(merged: &Merge, base: Source<'_>, sides: &[Source<'_>], turned: &[Source<'_>]) {
    let other = merge(base, turned);
    assert_eq!(said(merged, base.text, sides), said(&other, base.text, turned), "the order of texts matters");
    assert_eq!(merged.needs_review(), other.needs_review(), "the order of texts matters to the review");
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

/// The promises of a merge that concern every region of it.
pub(super) fn of_regions(merge: &Merge, base: Source<'_>, sides: &[Source<'_>]) {
    let of_base = Cuts::of(base);
    let wishes: Vec<Vec<Edit>> = sides.iter().map(|&side| edits(base, side)).collect();
    let mut at = 0;
    for region in &merge.regions {
        assert_eq!(region.base.start, at, "regions leave something out");
        at = region.base.end;
        of_base.allow(&region.base);
        match &region.state {
            State::Unchanged => assert!(!region.base.is_empty() && !region.review),
            State::Changed { .. } => {}
            State::Agreed { sides, .. } => assert!(sides.len() > 1),
            State::Competing { alternatives } => {
                assert!(alternatives.len() > 1 && alternatives.iter().all(|it| !it.sides.is_empty()));
                let touched = |word: &Range<usize>| {
                    wishes
                        .iter()
                        .flatten()
                        .any(|edit| edit.base.start < word.end && word.start < edit.base.end)
                };
                let held =
                    |word: &&Range<usize>| region.base.start <= word.start && word.end <= region.base.end;
                let kept = of_base.words.iter().filter(held).find(|word| !touched(word));
                assert_eq!(kept, None, "a word that all texts keep is in a competing place");
            }
        }
    }
    assert_eq!(at, base.text.len());
    assert!(merge.lints.is_empty() || merge.is_clean());
    let unchanged = || merge.regions.iter().filter(|region| region.state == State::Unchanged);
    for (side, source) in sides.iter().enumerate() {
        let own = merge.text_with(base.text, sides, |region| region.wanted_by(side));
        assert_eq!(fold(&own), fold(source.text), "choosing one text everywhere does not give it");
        assert!(own == source.text || sides.len() > 1);
        for edit in &wishes[side] {
            let meets = |kept: &Range<usize>| kept.start < edit.base.end && edit.base.start < kept.end;
            assert!(!unchanged().any(|region| meets(&region.base)), "deleted words came back");
        }
    }
    nothing_inserted_is_lost(merge, sides, &wishes);
}

fn nothing_inserted_is_lost(merge: &Merge, sides: &[Source<'_>], wishes: &[Vec<Edit>]) {
    let side_words: Vec<Vec<Range<usize>>> = sides.iter().map(|&side| words(side)).collect();
    let within =
        |range: &Range<usize>, word: &Range<usize>| range.start <= word.start && word.end <= range.end;
    // The wording that stands for all may be cut otherwise where its text is read in the other direction.
    let (mut said, mut wordings_said) = (BTreeSet::new(), Vec::new());
    for region in &merge.regions {
        let wordings = region.alternatives().iter().map(|wording| &wording.text).chain(region.settled());
        for Slice { side, range } in wordings {
            let of_side = side_words[*side].iter().filter(|word| within(range, word));
            said.extend(of_side.map(|word| fold(&sides[*side].text[word.clone()])));
            wordings_said.push(fold(&sides[*side].text[range.clone()]));
        }
    }
    for (side, (wishes, words)) in wishes.iter().zip(side_words).enumerate() {
        let is_new = |word: &Range<usize>| wishes.iter().any(|edit| within(&edit.side, word));
        for word in words.into_iter().filter(is_new) {
            let heard = fold(&sides[side].text[word]);
            let is_said =
                said.contains(&heard) || wordings_said.iter().any(|wording| wording.contains(&heard));
            assert!(is_said, "{heard:?} is lost");
        }
    }
}

/// Two texts whose edits have a kept word between them do not compete.
pub(super) fn apart_is_clean(base: Source<'_>, a: Source<'_>, b: Source<'_>) {
    let kept = words(base);
    let between = |start: usize, end: usize| kept.iter().any(|word| start <= word.start && word.end <= end);
    let (of_a, of_b) = (edits(base, a), edits(base, b));
    let apart = of_a
        .iter()
        .all(|a| of_b.iter().all(|b| between(a.base.end, b.base.start) || between(b.base.end, a.base.start)));
    assert!(!apart || merge(base, &[a, b]).is_clean(), "edits that are apart compete");
}

/// A rebase names the fate of every edit; onto the same text it changes nothing, onto its own result all is there.
pub(super) fn of_rebase(old: Source<'_>, new: Source<'_>, amended: Source<'_>) {
    let found = rebase(old, new, amended);
    assert!(found.fates.iter().map(|(edit, _)| edit).eq(&edits(old, amended)), "an edit has no fate");
    let has = |fate: Fate| found.fates.iter().any(|(_, found)| *found == fate);
    let lost = found.outcome == Outcome::Lost;
    assert!(found.fates.iter().all(|(_, fate)| (*fate == Fate::Orphaned) == lost));
    assert!(lost || has(Fate::Competing) == (found.outcome == Outcome::Touched), "{found:?}");
    assert!(found.outcome != Outcome::Clean || new.text == old.text && found.text == amended.text);
    if !has(Fate::Applied) && !has(Fate::Review) && !has(Fate::AlreadyThere) {
        assert_eq!(found.text, new.text, "what does not fit is left out");
    }
    let same = rebase(old, old, amended);
    assert!(same.text == amended.text && same.outcome == Outcome::Clean);
    assert!(same.fates.iter().all(|(_, fate)| *fate == Fate::Applied));
    let own = rebase(old, amended, amended);
    assert!(own.text == amended.text && own.fates.iter().all(|(_, fate)| *fate == Fate::AlreadyThere));
}

/// Links part both lists; swapping the lists swaps the links.
pub(super) fn of_links(old: &[&str], new: &[&str]) {
    let links = align(old, new);
    assert_eq!(links, align(old, new), "other links the second time");
    for (len, side) in
        [(old.len(), (|link| &link.old) as fn(&Link) -> &Vec<usize>), (new.len(), |link| &link.new)]
    {
        let mut linked: Vec<usize> = links.iter().flat_map(side).copied().collect();
        let count = linked.len();
        linked.sort_unstable();
        linked.dedup();
        assert!(linked.len() == count && linked.iter().all(|&index| index < len), "{links:?}");
    }
    for link in &links {
        assert!(link.old.is_sorted() && link.new.is_sorted());
        match (link.old.len(), link.new.len()) {
            (1, 1) => assert!(!matches!(link.kind, LinkKind::Split | LinkKind::Join)),
            (1, 2..) => assert_eq!(link.kind, LinkKind::Split),
            (2.., 1) => assert_eq!(link.kind, LinkKind::Join),
            sizes => panic!("a link of {sizes:?}"),
        }
    }
    let mut mirrored = align(new, old);
    for link in &mut mirrored {
        std::mem::swap(&mut link.old, &mut link.new);
        link.kind = match link.kind {
            LinkKind::Split => LinkKind::Join,
            LinkKind::Join => LinkKind::Split,
            kind => kind,
        };
    }
    mirrored.sort_by(|a, b| a.old.cmp(&b.old));
    assert!(old == new || mirrored == links, "mirrored: {mirrored:?}\nlinks: {links:?}");
}

/// Whole texts merge like texts: nobody changes nothing, one alone gives its text, the order does not matter.
pub(super) fn of_paragraphs(base: &[&str], sides: &[&[&str]]) {
    assert_eq!(merge_paragraphs(base, &[]).paragraphs, base);
    for &side in sides {
        for only in [merge_paragraphs(base, &[side]), merge_paragraphs(base, &[side, side])] {
            assert!(only.paragraphs == side && only.conflicts.is_empty(), "{only:?}");
        }
        assert_eq!(rebase_paragraphs(base, base, side).paragraphs, side);
        assert_eq!(rebase_paragraphs(base, side, base).paragraphs, side);
    }
    let merged = merge_paragraphs(base, sides);
    assert_eq!(merged, merge_paragraphs(base, sides), "another merge the second time");
    let mut turned = sides.to_vec();
    turned.reverse();
    let other = merge_paragraphs(base, &turned);
    assert_eq!(merged.paragraphs, other.paragraphs, "the order of texts matters");
    let places = |merged: &super::engine::ParagraphMerge| -> Vec<usize> {
        merged.conflicts.iter().map(|conflict| conflict.paragraph).collect()
    };
    assert_eq!(places(&merged), places(&other));
}

/// A trace covers both texts, and an accepted text that is the result is credited with every change.
pub(super) fn of_trace(base: Source<'_>, result: Source<'_>) {
    let traced = trace(base, &[result], result);
    let runs: Vec<Run> = traced.iter().map(|traced| traced.run.clone()).collect();
    assert_eq!(rebuilt(&runs, base.text, result.text), (base.text.to_owned(), result.text.to_owned()));
    assert!(
        traced.iter().all(|traced| traced.origin.is_empty() == (traced.run.op == Op::Equal)),
        "{traced:?}"
    );
    assert!(trace(base, &[], result).iter().all(|traced| traced.origin.is_empty()));
}

/// Likeness is symmetric, and folding settles.
pub(super) fn of_likeness(base: Source<'_>, a: Source<'_>, b: Source<'_>) {
    for base in [Some(base), None] {
        assert_eq!(likeness(base, a, b), likeness(base, b, a));
        assert_eq!(likeness(base, a, a), Likeness::Identical);
    }
    assert_eq!(fold(&fold(a.text)), fold(a.text));
}

fn rebuilt(runs: &[Run], old: &str, new: &str) -> (String, String) {
    let rejected = runs.iter().filter(|run| run.op != Op::Insert).map(|run| &old[run.old.clone()]).collect();
    let accepted = runs.iter().filter(|run| run.op != Op::Delete).map(|run| &new[run.new.clone()]).collect();
    (rejected, accepted)
}

/// Where a text may be cut: between graphemes, and inside no word, but for white space at the edge of an atomic one.
struct Cuts<'a> {
    text: &'a str,
    graphemes: Vec<usize>,
    words: Vec<Range<usize>>,
}

impl<'a> Cuts<'a> {
    fn of(source: Source<'a>) -> Self {
        Cuts { text: source.text, graphemes: graphemes(source.text), words: words(source) }
    }

    fn allow(&self, range: &Range<usize>) {
        for place in [range.start, range.end] {
            assert!(!cuts(&self.graphemes, place), "{range:?} cuts a grapheme");
            let after = self.words.partition_point(|word| word.end <= place);
            let is_cut = |word: &&Range<usize>| {
                word.start < place
                    && !is_blank(&self.text[word.start..place])
                    && !is_blank(&self.text[place..word.end])
            };
            assert_eq!(self.words.get(after).filter(is_cut), None, "{range:?} cuts a word");
        }
    }
}

/// Where graphemes begin, and the end of the text.
fn graphemes(text: &str) -> Vec<usize> {
    text.grapheme_indices(true).map(|(start, _)| start).chain([text.len()]).collect()
}

fn cuts(graphemes: &[usize], place: usize) -> bool {
    graphemes.binary_search(&place).is_err()
}

/// Whether letters of one word meet at `place`: of one direction, and of scripts that write spaces.
fn joins(text: &str, graphemes: &[usize], place: usize) -> bool {
    let before = graphemes[..graphemes.partition_point(|&start| start < place)].last().copied().unwrap_or(0);
    let first =
        |text: &str| text.chars().next().filter(|letter| letter.is_alphanumeric() && !is_lone(*letter));
    match (first(&text[before..place]), first(&text[place..])) {
        (Some(before), Some(after)) => is_rtl(before) == is_rtl(after),
        _ => false,
    }
}

/// Letters that are words by themselves.
fn is_lone(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

fn is_rtl(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Whether a mark begins or ends at `place`, or inside the grapheme before it.
fn is_border(marks: &[Mark], graphemes: &[usize], place: usize) -> bool {
    let before = graphemes[..graphemes.partition_point(|&start| start < place)].last().copied().unwrap_or(0);
    let near = |border: usize| before < border && border <= place;
    marks.iter().any(|mark| near(mark.range.start) || near(mark.range.end))
}

/// Whether the marks are sorted, disjoint and on borders of graphemes.
fn is_tidy(source: Source<'_>) -> bool {
    let graphemes = graphemes(source.text);
    let borders = source.marks.iter().flat_map(|mark| [mark.range.start, mark.range.end]);
    borders.clone().is_sorted() && !borders.clone().any(|border| cuts(&graphemes, border))
}

/// The letters of a range that are no white space, each with its style.
fn styles(source: Source<'_>, range: Range<usize>) -> Vec<(char, u8)> {
    let style =
        |at: usize| source.marks.iter().find(|mark| mark.range.contains(&at)).map_or(0, |mark| mark.attr);
    let letters = source.text[range.clone()].char_indices().filter(|(_, letter)| !letter.is_whitespace());
    letters.map(|(at, letter)| (letter, style(range.start + at))).collect()
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}
