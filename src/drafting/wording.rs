//! One paragraph's wording: its base words and the amendments that go into them, written as one text.
//!
//! Invariant: words nobody contests are written once; where wordings compete they stand as bracketed alternatives,
//! `[shall][should]`, which are rendered here and never parsed back. The order of the sides plays no part. Every place
//! that differs from the base names the submissions it comes from.

use std::collections::BTreeSet;
use std::ops::Range;

use super::alternatives::{Choice, alternatives, stands_alone_in_brackets, write_choices};
use super::spots::{Spot, spots, with_whole_brackets};
use crate::document::brackets;
use crate::document::brackets::told::{Only, only};
use crate::document::id::SubmissionId;
use crate::document::inline::Rich;
use crate::engine;

/// The most rival wordings that one place can show and still be read; more become whole paragraphs.
pub const MOST_RIVALS_IN_TEXT: usize = 3;
/// How deep brackets that are written here may nest.
pub const DEEPEST_BRACKETS: usize = 2;
/// Competing places that hold more than this share of a paragraph's words are not shown inside it.
const LARGEST_SHARE_IN_TEXT: f64 = 0.6;
/// Paragraphs of fewer bytes are short enough to show any share in brackets.
const SHORT: usize = 100;

/// An amendment's reading of the paragraph.
#[derive(Clone, Debug)]
pub struct Side {
    /// Whose reading.
    pub submission: SubmissionId,
    /// The paragraph as it wants it.
    pub text: Rich,
    /// Whether it is to stand in brackets rather than to be taken.
    pub bracketed: bool,
}

/// A paragraph as written.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    /// The words.
    pub text: Rich,
    /// Where they differ from the base, in order.
    pub places: Vec<Place>,
}

/// A place where the wording differs from the base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The bytes of the base it replaces.
    pub base: Range<usize>,
    /// The bytes of the wording it became.
    pub written: Range<usize>,
    /// The submissions it comes from, sorted.
    pub sources: Vec<SubmissionId>,
    /// Whether it is written as bracketed alternatives.
    pub bracketed: bool,
    /// Whether edits touch here and somebody should look.
    pub review: bool,
}

/// The paragraph written once for each rival wording.
#[derive(Clone, Debug)]
pub struct Rival {
    /// The whole paragraph.
    pub wording: Wording,
    /// Who wants it so, sorted; nobody for the base.
    pub backers: Vec<SubmissionId>,
}

/// Which sides meet a rival wording somewhere. Edits that only touch or interleave count as rivals.
pub fn contested(base: &Rich, sides: &[Side]) -> Vec<bool> {
    contested_at(&spots(base, sides, |_| true), sides.len())
}

/// Whether the competing places can be written inside the paragraph and still be read.
pub fn fits_in_text(base: &Rich, sides: &[Side]) -> bool {
    let sides = &settled(base, sides)[..];
    let (spots, contested) = written_spots(base, sides);
    let around = brackets::of(base);
    let mut held = 0;
    for spot in &spots {
        let Some(choices) = choices(base, sides, &contested, spot) else { continue };
        let rivals =
            choices.iter().filter(|choice| !choice.is_base && !choice.text().trim().is_empty()).count();
        if rivals > MOST_RIVALS_IN_TEXT || around.cut_by(&spot.base) {
            return false;
        }
        held += spot.base.len();
    }
    let written = brackets::of(&write(base, sides).text);
    let room = written.depth <= DEEPEST_BRACKETS.max(around.depth) && written.lone.len() <= around.lone.len();
    let short = base.as_str().len() < SHORT;
    room && (short || held as f64 <= LARGEST_SHARE_IN_TEXT * base.as_str().len() as f64)
}

/// Writes all sides into one text, competing places as bracketed alternatives.
///
/// A side to be taken is written plainly wherever it competes with none. A side to be bracketed is bracketed where it
/// competes and written plainly elsewhere; one that competes nowhere is bracketed wherever it changes words.
///
/// What stands in brackets already is an alternative like the others, whole: brackets are neither cut nor doubled.
pub fn write(base: &Rich, sides: &[Side]) -> Wording {
    let sides = &settled(base, sides)[..];
    let (spots, contested) = written_spots(base, sides);
    let mut out = Wording::default();
    let mut at = 0;
    for spot in &spots {
        out.text.push(base, at..spot.base.start);
        at = spot.base.end;
        let from = out.text.as_str().len();
        let choices = choices(base, sides, &contested, spot);
        match &choices {
            Some(choices) => {
                let enclosed = stands_alone_in_brackets(base, &spot.base);
                write_choices(&mut out.text, &alternatives(choices), enclosed);
            }
            None => {
                for wish in &spot.wishes {
                    out.text.push(&sides[wish.side].text, wish.range.clone());
                }
            }
        }
        let mut sources: Vec<SubmissionId> = spot.backers().map(|side| sides[side].submission).collect();
        sources.sort_unstable();
        sources.dedup();
        out.places.push(Place {
            base: spot.base.clone(),
            written: from..out.text.as_str().len(),
            sources,
            bracketed: choices.is_some(),
            review: spot.review,
        });
    }
    out.text.push(base, at..base.as_str().len());
    out
}

/// Writes the paragraph once as the base and once for each rival, the uncontested edits in all of them.
pub fn rivals(base: &Rich, sides: &[Side]) -> Vec<Rival> {
    let contested = contested(base, sides);
    let competing = |side: usize| contested[side] || sides[side].bracketed;
    let common: Vec<Side> =
        (0..sides.len()).filter(|&side| !competing(side)).map(|side| sides[side].clone()).collect();
    let mut all = vec![Rival { wording: write(base, &common), backers: Vec::new() }];
    for side in (0..sides.len()).filter(|&side| competing(side)) {
        let mut own = common.clone();
        own.push(Side { bracketed: false, ..sides[side].clone() });
        let wording = write(base, &own);
        let folded = engine::fold(wording.text.to_text().as_str());
        match all.iter_mut().find(|rival| engine::fold(rival.wording.text.to_text().as_str()) == folded) {
            Some(same) if same.backers.is_empty() => {}
            Some(same) => {
                same.backers.push(sides[side].submission);
                if wording.text.as_str() < same.wording.text.as_str() {
                    same.wording = wording;
                }
            }
            None => all.push(Rival { wording, backers: vec![sides[side].submission] }),
        }
    }
    all[1..].sort_by(|a, b| a.wording.text.as_str().cmp(b.wording.text.as_str()));
    for rival in &mut all {
        rival.backers.sort_unstable();
        for place in &mut rival.wording.places {
            if place.sources.iter().any(|source| rival.backers.contains(source)) {
                place.sources.extend(&rival.backers);
                place.sources.sort_unstable();
                place.sources.dedup();
            }
        }
    }
    all
}

/// Whether a paragraph can be put into brackets without nesting them too deep.
pub fn can_be_enclosed(text: &str) -> bool {
    brackets::is_enclosed(text) || brackets::find(text).depth < DEEPEST_BRACKETS
}

/// Puts the whole wording into brackets and says so, unless it stands in brackets already.
pub fn enclose(wording: &mut Wording, sources: &[SubmissionId]) -> bool {
    if brackets::is_enclosed(wording.text.as_str()) {
        return false;
    }
    let length = wording.text.as_str().len();
    let base_end = wording.places.last().map_or(length, |last| last.base.end + (length - last.written.end));
    let mut text = Rich::default();
    text.push_str("[");
    text.push(&wording.text, 0..length);
    text.push_str("]");
    for place in &mut wording.places {
        place.written = place.written.start + 1..place.written.end + 1;
    }
    let mark = |base: usize, written: Range<usize>| Place {
        base: base..base,
        written,
        sources: sources.to_vec(),
        bracketed: true,
        review: false,
    };
    wording.places.insert(0, mark(0, 0..1));
    wording.places.push(mark(base_end, length + 1..length + 2));
    wording.text = text;
    true
}

/// The sides as they are to be written: to bracket what only adds brackets is to take it, and to bracket what only takes
/// brackets away is to leave them.
fn settled(base: &Rich, sides: &[Side]) -> Vec<Side> {
    let settle = |side: &Side| match only(base, &side.text).filter(|_| side.bracketed) {
        Some(Only::Removed) => Side { text: base.clone(), ..side.clone() },
        Some(Only::Added) => Side { bracketed: false, ..side.clone() },
        Some(Only::Moved) | None => side.clone(),
    };
    sides.iter().map(settle).collect()
}

/// The spots as they are written, and which sides compete somewhere.
fn written_spots(base: &Rich, sides: &[Side]) -> (Vec<Spot>, Vec<bool>) {
    let spots = spots(base, sides, bracketed_among(sides));
    let contested = contested_at(&spots, sides.len());
    let as_alternatives = |spot: &Spot| choices(base, sides, &contested, spot).is_some();
    (with_whole_brackets(base, sides, spots, as_alternatives), contested)
}

/// Edits that blur are held apart where one of them is to stand in brackets.
fn bracketed_among(sides: &[Side]) -> impl Fn(&BTreeSet<usize>) -> bool {
    |involved| involved.iter().any(|&side| sides[side].bracketed)
}

fn contested_at(spots: &[Spot], sides: usize) -> Vec<bool> {
    let mut contested = vec![false; sides];
    for spot in spots.iter().filter(|spot| spot.competing) {
        spot.backers().for_each(|side| contested[side] = true);
    }
    contested
}

/// The wordings that stand side by side at a spot, the base first; none where it is written plainly.
fn choices<'a>(
    base: &'a Rich,
    sides: &'a [Side],
    contested: &[bool],
    spot: &Spot,
) -> Option<Vec<Choice<'a>>> {
    let taken = |side: usize| !sides[side].bracketed;
    if !spot.competing && spot.backers().any(|side| taken(side) || contested[side]) {
        return None;
    }
    let keeps_base = !spot.backers().any(taken);
    let base = keeps_base.then(|| Choice { from: base, range: spot.base.clone(), is_base: true });
    let wished = (spot.wishes.iter()).map(|wish| Choice {
        from: &sides[wish.side].text,
        range: wish.range.clone(),
        is_base: false,
    });
    Some(base.into_iter().chain(wished).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(n: u8, text: &str, bracketed: bool) -> Side {
        Side { submission: SubmissionId::from_bytes([n; 16]), text: Rich::parse(text), bracketed }
    }

    fn bracketed(texts: &[&str]) -> Vec<Side> {
        texts.iter().enumerate().map(|(n, text)| side(n as u8, text, true)).collect()
    }

    #[test]
    fn competing_words_stand_side_by_side() {
        let rows: [(&str, &[&str], &str); 7] = [
            ("States shall act.", &["States should act."], "States [shall][should] act."),
            (
                "States shall act.",
                &["States should act.", "States must act."],
                "States [shall][must][should] act.",
            ),
            (
                "States shall act.",
                &["States should act.", "States should act without delay."],
                "States [shall act][should act][should act without delay].",
            ),
            (
                "States [shall][should] act.",
                &["States [must][should] act.", "States [may][should] act."],
                "States [shall][may][must][should] act.",
            ),
            ("States act promptly.", &["States act."], "States act [promptly]."),
            (
                "States act.",
                &["States act now.", "States act in good faith."],
                "States act [in good faith][now].",
            ),
            (
                "in good faith and openly",
                &["*in good faith* and openly", "in good faith and honestly"],
                "[in good faith][*in good faith*] and [openly][honestly]",
            ),
        ];
        for (base, texts, expected) in rows {
            let written = write(&Rich::parse(base), &bracketed(texts));
            assert_eq!(written.text.to_text().as_str(), expected);
        }
    }

    #[test]
    fn what_is_taken_needs_no_brackets() {
        let base = Rich::parse("States shall act.");
        let taken = side(1, "States shall act promptly.", false);
        let other = side(2, "States should act.", true);
        assert_eq!(
            write(&base, &[taken.clone(), other]).text.as_str(),
            "States [shall][should] act promptly."
        );
        let rival = side(3, "States shall act now.", true);
        assert_eq!(write(&base, &[taken, rival]).text.as_str(), "States shall act [now][promptly].");
    }

    #[test]
    fn many_rivals_do_not_fit_in_the_text() {
        let base = Rich::parse("States shall act.");
        let three = bracketed(&["States must act.", "States should act.", "States may act."]);
        let four =
            bracketed(&["States must act.", "States should act.", "States may act.", "States will act."]);
        assert!(fits_in_text(&base, &three));
        assert!(!fits_in_text(&base, &four));
        let texts: Vec<_> =
            rivals(&base, &four).iter().map(|it| it.wording.text.as_str().to_owned()).collect();
        assert_eq!(
            texts,
            [
                "States shall act.",
                "States may act.",
                "States must act.",
                "States should act.",
                "States will act."
            ]
        );
    }

    #[test]
    fn deep_or_broken_brackets_do_not_fit_in_the_text() {
        let rows: [(&str, &str, bool); 5] = [
            ("a [b [c d e] f] g", "a [b [c x e] f] g", false),
            ("a [b c d] e", "a [b x d] e", true),
            ("a [b c d] e", "a [b x y e", false),
            ("a b c", "a [b [x]] c", true),
            ("a [b [c d] e] f", "a [b [c x] e] f", false),
        ];
        for (base, text, fits) in rows {
            assert_eq!(fits_in_text(&Rich::parse(base), &bracketed(&[text])), fits, "{text}");
        }
    }

    #[test]
    fn places_say_where_and_from_whom() {
        let base = Rich::parse("States shall act.");
        let mut written = write(&base, &bracketed(&["States should act."]));
        let sources = vec![SubmissionId::from_bytes([0; 16])];
        assert_eq!(written.places.len(), 1);
        assert_eq!(written.places[0].base, 7..12);
        assert_eq!(&written.text.as_str()[written.places[0].written.clone()], "[shall][should]");
        enclose(&mut written, &sources);
        assert_eq!(written.text.as_str(), "[States [shall][should] act.]");
        let marked: Vec<_> =
            written.places.iter().map(|it| &written.text.as_str()[it.written.clone()]).collect();
        assert_eq!(marked, ["[", "[shall][should]", "]"]);
        assert_eq!(written.places[2].base, 17..17);
    }
}
