//! Where amendments change a paragraph, and what they want there.
//!
//! Invariant: spots are sorted and disjoint; everything between two of them stays as it is. The engine's merge tells
//! them; where edits only touch or interleave, so that each fits and together they may read as nonsense, they are held
//! against each other as one spot if the caller asks for it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::offset::{self, Snap};
use super::wording::Side;
use crate::document::brackets;
use crate::document::brackets::place::{Place, places};
use crate::document::inline::Rich;
use crate::engine::{self, Region, State};

/// Kept words up to this many bytes between two edits that blur are part of the blur.
const KEPT_INSIDE: usize = 20;

/// One place of the base that somebody wants changed.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    /// Its bytes.
    pub(super) base: Range<usize>,
    /// What is wanted there, different words each, in the order of the words.
    pub(super) wishes: Vec<Wish>,
    /// Whether the wishes exclude each other.
    pub(super) competing: bool,
    /// Whether somebody should read how it combines with what stands beside it.
    pub(super) review: bool,
}

/// Words wanted at a spot.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    /// In whose text the words stand.
    pub(super) side: usize,
    /// Where.
    pub(super) range: Range<usize>,
    /// Everybody who wants them, in order.
    pub(super) backers: Vec<usize>,
}

impl Spot {
    /// Everybody who wants something here.
    pub(super) fn backers(&self) -> impl Iterator<Item = usize> {
        self.wishes.iter().flat_map(|wish| wish.backers.iter().copied())
    }
}

/// The spots of a paragraph. Edits that blur become one competing spot where `apart` says so of those who made them.
pub(super) fn spots(base: &Rich, sides: &[Side], apart: impl Fn(&BTreeSet<usize>) -> bool) -> Vec<Spot> {
    let sources: Vec<_> = sides.iter().map(|side| side.text.source()).collect();
    let merge = engine::merge(base.source(), &sources);
    let changed = merge.regions.iter().filter(|region| region.state != State::Unchanged);
    let mut groups: Vec<Vec<&Region>> = Vec::new();
    for region in changed {
        let blurs = |last: &Region| {
            (last.review || last.is_competing())
                && (region.review || region.is_competing())
                && region.base.start - last.base.end <= KEPT_INSIDE
        };
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|last| blurs(last)) => group.push(region),
            _ => groups.push(vec![region]),
        }
    }
    let mut spots = Vec::new();
    for group in groups {
        let involved: BTreeSet<usize> = group.iter().flat_map(|region| region.sides()).collect();
        let blurred = group.len() > 1 && involved.len() > 1 && apart(&involved);
        let held = if blurred { held_apart(base, sides, &group, &involved) } else { None };
        match held {
            Some(spot) => spots.push(spot),
            None => spots.extend(group.into_iter().map(spot)),
        }
    }
    spots
}

fn spot(region: &Region) -> Spot {
    let wishes = match &region.state {
        State::Unchanged => Vec::new(),
        State::Changed { text, side } => {
            vec![Wish { side: text.side, range: text.range.clone(), backers: vec![*side] }]
        }
        State::Agreed { text, sides } => {
            vec![Wish { side: text.side, range: text.range.clone(), backers: sides.clone() }]
        }
        State::Competing { alternatives } => (alternatives.iter())
            .map(|it| Wish { side: it.text.side, range: it.text.range.clone(), backers: it.sides.clone() })
            .collect(),
    };
    Spot { base: region.base.clone(), wishes, competing: region.is_competing(), review: region.review }
}

/// All the regions as one spot, with what each side reads there; none if all read the same.
fn held_apart(base: &Rich, sides: &[Side], group: &[&Region], involved: &BTreeSet<usize>) -> Option<Spot> {
    let span = group.first()?.base.start..group.last()?.base.end;
    Some(all_of(base, sides, span, involved)).filter(|spot| spot.competing)
}

/// A range of the base as one spot, with what each side reads there.
fn all_of(base: &Rich, sides: &[Side], span: Range<usize>, involved: &BTreeSet<usize>) -> Spot {
    let mut wishes: Vec<Wish> = Vec::new();
    for &side in involved {
        let text = &sides[side].text;
        let edits = engine::edits(base.source(), text.source());
        let there = |at, snap| offset::carry(edits.iter().map(|edit| (&edit.base, &edit.side)), at, snap);
        let range = there(span.start, Snap::Start)..there(span.end, Snap::End);
        let words = |wish: &Wish| cut(&sides[wish.side].text, &wish.range);
        let wish = Wish { side, range, backers: vec![side] };
        match wishes.iter_mut().find(|it| words(it) == words(&wish)) {
            Some(same) => same.backers.push(side),
            None => wishes.push(wish),
        }
    }
    wishes.sort_by_key(|wish| sides[wish.side].text.as_str()[wish.range.clone()].to_owned());
    let competing = wishes.len() > 1;
    Spot { base: span, wishes, competing, review: competing }
}

/// The spots with those widened that are to be written as alternatives and would cut brackets, of the base or of what is
/// wanted: what stands in a bracket is wanted as a whole. Spots that a widened one meets become part of it.
pub(super) fn with_whole_brackets(
    base: &Rich,
    sides: &[Side],
    mut spots: Vec<Spot>,
    as_alternatives: impl Fn(&Spot) -> bool,
) -> Vec<Spot> {
    let places = places(base);
    let mut at = 0;
    while at < spots.len() {
        let reach = reach(base, sides, &places, &spots[at]);
        if reach == spots[at].base || !as_alternatives(&spots[at]) {
            at += 1;
            continue;
        }
        let first = spots.iter().position(|spot| spot.base.end >= reach.start).unwrap_or(at).min(at);
        let last = spots.iter().rposition(|spot| spot.base.start <= reach.end).unwrap_or(at).max(at);
        let span = reach.start.min(spots[first].base.start)..reach.end.max(spots[last].base.end);
        let involved = spots[first..=last].iter().flat_map(Spot::backers).collect();
        let whole = all_of(base, sides, span, &involved);
        spots.splice(first..=last, [whole]);
        at = first;
    }
    spots
}

/// A spot, and all of the brackets that it or its wishes cut.
fn reach(base: &Rich, sides: &[Side], places: &[Place], spot: &Spot) -> Range<usize> {
    let mut reach = spot.base.clone();
    let mut widen = |range: &Range<usize>| {
        reach = reach.start.min(range.start)..reach.end.max(range.end);
    };
    let cuts = |range: &Range<usize>, pair: &Range<usize>| {
        let inside = |at: usize| range.start <= at && at < range.end;
        inside(pair.start) != inside(pair.end - 1)
    };
    for place in places {
        let holds = place.range.start < spot.base.start && spot.base.end < place.range.end;
        let has_slashes = place.alternatives.len() > place.pairs.len();
        if (holds && has_slashes) || place.pairs.iter().any(|pair| cuts(&spot.base, pair)) {
            widen(&place.range);
        }
    }
    for wish in &spot.wishes {
        let text = &sides[wish.side].text;
        let pairs = brackets::of(text).pairs;
        let cut: Vec<_> = pairs.iter().filter(|pair| cuts(&wish.range, pair)).collect();
        if cut.is_empty() {
            continue;
        }
        let edits = engine::edits(base.source(), text.source());
        let back = |at, snap| offset::carry(edits.iter().map(|edit| (&edit.side, &edit.base)), at, snap);
        cut.iter().for_each(|pair| widen(&(back(pair.start, Snap::Start)..back(pair.end, Snap::End))));
    }
    reach
}

/// A range with its styles.
fn cut(text: &Rich, range: &Range<usize>) -> Rich {
    let mut out = Rich::default();
    out.push(text, range.clone());
    out
}
