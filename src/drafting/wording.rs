//! One paragraph's wording: its base words and the amendments that go into them, written as one text.
//!
//! Invariant: words nobody contests are written once; where wordings compete they stand as bracketed alternatives,
//! `[shall][should]`, which are rendered here and never parsed back. The order of the sides plays no part. Every place
//! that differs from the base names the submissions it comes from.

use std::ops::Range;

use crate::document::brackets;
use crate::document::id::SubmissionId;
use crate::document::inline::Rich;
use crate::engine::{self, Merge, Slice, State};

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

/// Which sides meet a competing wording somewhere.
pub fn contested(base: &Rich, sides: &[Side]) -> Vec<bool> {
    contested_in(&merge(base, sides), sides.len())
}

/// Whether the competing places can be written inside the paragraph and still be read.
pub fn fits_in_text(base: &Rich, sides: &[Side]) -> bool {
    let merge = merge(base, sides);
    let contested = contested_in(&merge, sides.len());
    let around = brackets::find(base.as_str());
    let mut held = 0;
    for region in &merge.regions {
        let Some(options) = options(base, sides, &contested, region) else { continue };
        let rivals =
            options.iter().filter(|option| !option.is_base && !option.text().trim().is_empty()).count();
        if rivals > MOST_RIVALS_IN_TEXT || around.cut_by(&region.base) {
            return false;
        }
        let enclosed = stands_alone_in_brackets(base, &region.base);
        let outside = around.around(&region.base) + usize::from(!enclosed);
        let readable = options.iter().all(|option| {
            let found = brackets::find(option.text());
            found.lone.is_empty() && outside + found.depth <= DEEPEST_BRACKETS
        });
        if !readable {
            return false;
        }
        held += region.base.len();
    }
    base.as_str().len() < SHORT || held as f64 <= LARGEST_SHARE_IN_TEXT * base.as_str().len() as f64
}

/// Writes all sides into one text, competing places as bracketed alternatives.
///
/// A side to be taken is written plainly wherever it competes with none. A side to be bracketed is bracketed where it
/// competes and written plainly elsewhere; one that competes nowhere is bracketed wherever it changes words.
pub fn write(base: &Rich, sides: &[Side]) -> Wording {
    let merge = merge(base, sides);
    let contested = contested_in(&merge, sides.len());
    let mut out = Wording::default();
    for region in &merge.regions {
        let from = out.text.as_str().len();
        let bracketed = match (&region.state, options(base, sides, &contested, region)) {
            (State::Unchanged, _) => {
                out.text.push(base, region.base.clone());
                continue;
            }
            (_, Some(options)) => {
                write_options(&mut out.text, &options, stands_alone_in_brackets(base, &region.base));
                true
            }
            (State::Changed { text, .. } | State::Agreed { text, .. }, None) => {
                out.text.push(&sides[text.side].text, text.range.clone());
                false
            }
            (State::Competing { .. }, None) => false,
        };
        let mut sources: Vec<SubmissionId> =
            backers(&region.state).map(|side| sides[side].submission).collect();
        sources.sort_unstable();
        sources.dedup();
        out.places.push(Place {
            base: region.base.clone(),
            written: from..out.text.as_str().len(),
            sources,
            bracketed,
            review: region.review,
        });
    }
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

fn merge(base: &Rich, sides: &[Side]) -> Merge {
    let sources: Vec<_> = sides.iter().map(|side| side.text.source()).collect();
    engine::merge(base.source(), &sources)
}

fn contested_in(merge: &Merge, sides: usize) -> Vec<bool> {
    let mut contested = vec![false; sides];
    for region in &merge.regions {
        if let State::Competing { .. } = region.state {
            backers(&region.state).for_each(|side| contested[side] = true);
        }
    }
    contested
}

fn backers(state: &State) -> Box<dyn Iterator<Item = usize> + '_> {
    match state {
        State::Unchanged => Box::new(std::iter::empty()),
        State::Changed { side, .. } => Box::new(std::iter::once(*side)),
        State::Agreed { sides, .. } => Box::new(sides.iter().copied()),
        State::Competing { alternatives } => {
            Box::new(alternatives.iter().flat_map(|it| it.sides.iter().copied()))
        }
    }
}

/// One wording of a place.
struct Choice<'a> {
    from: &'a Rich,
    range: Range<usize>,
    is_base: bool,
}

impl Choice<'_> {
    fn text(&self) -> &str {
        &self.from.as_str()[self.range.clone()]
    }
}

/// The wordings that stand side by side in a region, the base first; none where it is written plainly.
fn options<'a>(
    base: &'a Rich,
    sides: &'a [Side],
    contested: &[bool],
    region: &engine::Region,
) -> Option<Vec<Choice<'a>>> {
    let words =
        |slice: &Slice| Choice { from: &sides[slice.side].text, range: slice.range.clone(), is_base: false };
    let taken = |side: usize| !sides[side].bracketed;
    let (options, keeps_base) = match &region.state {
        State::Unchanged => return None,
        State::Changed { .. } | State::Agreed { .. }
            if backers(&region.state).any(|side| taken(side) || contested[side]) =>
        {
            return None;
        }
        State::Changed { text, .. } | State::Agreed { text, .. } => (vec![words(text)], true),
        State::Competing { alternatives } => {
            (alternatives.iter().map(|it| words(&it.text)).collect(), !backers(&region.state).any(taken))
        }
    };
    let base = keeps_base.then(|| Choice { from: base, range: region.base.clone(), is_base: true });
    Some(base.into_iter().chain(options).collect())
}

/// Whether the range is all that stands between one pair of brackets, so that further alternatives can join it there.
fn stands_alone_in_brackets(base: &Rich, range: &Range<usize>) -> bool {
    let text = base.as_str();
    !range.is_empty() && text[..range.start].ends_with('[') && text[range.end..].starts_with(']')
}

/// Writes `[one][two]`, or `one][two` between brackets that are there already. White space goes outside.
fn write_options(out: &mut Rich, options: &[Choice<'_>], enclosed: bool) {
    let is_space = |c: char| c.is_whitespace();
    let before = options.iter().any(|option| option.text().starts_with(is_space));
    let after = options.iter().any(|option| option.text().ends_with(is_space));
    if before && !out.as_str().is_empty() && !out.as_str().ends_with(is_space) {
        out.push_str(" ");
    }
    let mut first = true;
    for option in options {
        let words = option.text();
        let start = option.range.start + (words.len() - words.trim_start().len());
        let end = start + words.trim().len();
        if start == end {
            continue;
        }
        match (enclosed, first) {
            (false, _) => out.push_str("["),
            (true, true) => {}
            (true, false) => out.push_str("]["),
        }
        out.push(option.from, start..end);
        if !enclosed {
            out.push_str("]");
        }
        first = false;
    }
    if after && !out.as_str().ends_with(is_space) {
        out.push_str(" ");
    }
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
                "States [shall][should] act [without delay].",
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
        let rows: [(&str, &str, bool); 4] = [
            ("a [b [c d e] f] g", "a [b [c x e] f] g", false),
            ("a [b c d] e", "a [b x d] e", true),
            ("a [b c d] e", "a [b x y e", false),
            ("a b c", "a [b [x]] c", false),
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
