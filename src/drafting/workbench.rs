//! One paragraph as the desk needs it: everything that was submitted on it, laid over its words.
//!
//! Invariant: every open or decided submission on the paragraph appears once, on a card or among the comments; identical
//! ones share a card. Nothing here decides: it shows what there is to decide on.

use std::collections::BTreeMap;

use super::carry::{Carried, Current, Fit};
use super::desk::Desk;
use super::disposition::Disposition;
use super::spots::spots;
use super::submission::{Body, Submission};
use super::wording::{self, Side};
use crate::document::Content;
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::inline::{Rich, Text};
use crate::engine;

/// A paragraph with all that was submitted on it.
#[derive(Clone, Debug)]
pub struct Workbench<'a> {
    /// Its words, with every change that anybody wants, in order; together the stretches cover the words.
    pub overlay: Vec<Stretch>,
    /// The amendments, identical ones together; deletions first, then in the order of the place they change.
    pub cards: Vec<Card<'a>>,
    /// What proposes no words.
    pub comments: Vec<&'a Submission>,
}

/// A stretch of the paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// Words nobody wants changed.
    Kept(Rich),
    /// Words somebody wants changed.
    Wanted {
        /// The words as they stand; empty for an insertion.
        base: Rich,
        /// What is wanted instead; several compete.
        wishes: Vec<Wish>,
    },
}

/// What is wanted in place of a stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The words; empty for a deletion.
    pub words: Rich,
    /// By which submissions, sorted.
    pub items: Vec<SubmissionId>,
}

/// Amendments that want the same.
#[derive(Clone, Debug)]
pub struct Card<'a> {
    /// The amendments, by name.
    pub items: Vec<&'a Submission>,
    /// The paragraph as they want it; none where they are not about its words.
    pub reading: Option<Rich>,
    /// How they fit the draft, the worst of them.
    pub fit: Fit,
    /// Whether their words compete with those of another card.
    pub competing: bool,
}

impl Workbench<'_> {
    /// Whether the decisions can be written inside the paragraph and still be read: brackets that nest too deep, cut
    /// others or hold most of it cannot.
    pub fn fits_in_text(&self, base: &Rich, desk: &Desk) -> bool {
        let side = |card: &Card<'_>, item: &Submission| {
            let disposition = desk.disposition(item.id);
            let text = card.reading.clone().filter(|_| disposition.is_written())?;
            let bracketed = *disposition == Disposition::Bracketed;
            Some(Side { submission: item.id, text, bracketed })
        };
        let of = |card| move |item: &&Submission| side(card, item);
        let sides: Vec<Side> =
            self.cards.iter().flat_map(|card| card.items.iter().filter_map(of(card))).collect();
        !sides.iter().any(|side| side.bracketed) || wording::fits_in_text(base, &sides)
    }
}

/// Lays out the paragraph at `place`, or what is about no paragraph of the draft where none is named; `None` if there is
/// no such paragraph. `carried` are the submissions as carried to the draft.
pub fn lay_out<'a>(
    current: &Current<'_>,
    place: Option<usize>,
    submissions: &'a [Submission],
    carried: &BTreeMap<SubmissionId, Carried>,
) -> Option<Workbench<'a>> {
    let paragraph = match place {
        Some(place) => Some(current.paragraphs.get(place)?),
        None => None,
    };
    let base = paragraph.map(|it| it.content.text.rich()).unwrap_or_default();
    let mut cards: Vec<Card<'a>> = Vec::new();
    let mut comments = Vec::new();
    let mut sides: Vec<Side> = Vec::new();
    let mut sorted: Vec<&Submission> = submissions.iter().filter(|it| !it.withdrawn).collect();
    sorted.sort_by(|a, b| (&a.name.place, a.name.letter, a.id).cmp(&(&b.name.place, b.name.letter, b.id)));
    for submission in sorted {
        let Some(carried) = carried.get(&submission.id) else { continue };
        let of_this = |(id, _): &&(ParagraphId, Rich)| paragraph.is_some_and(|it| it.id == *id);
        let reading = carried.readings.iter().find(of_this).map(|(_, text)| text.clone());
        let holders = submission.target.anchor().map_or_else(Vec::new, |it| current.follow(it));
        let anchored = place.map_or(holders.is_empty(), |place| holders.contains(&place));
        if !anchored && reading.is_none() {
            continue;
        }
        if !submission.body.kind().is_amendment() {
            comments.push(submission);
            continue;
        }
        if let Some(text) = &reading {
            sides.push(Side { submission: submission.id, text: text.clone(), bracketed: false });
        }
        file(&mut cards, submission, reading, carried);
    }
    let overlay = if sides.is_empty() { kept(&base) } else { overlay(&base, &sides, &mut cards) };
    cards.sort_by_key(|card| (!matches!(card.items[0].body, Body::Delete { .. }), first_change(&base, card)));
    Some(Workbench { overlay, cards, comments })
}

fn kept(base: &Rich) -> Vec<Stretch> {
    if base.as_str().is_empty() { Vec::new() } else { vec![Stretch::Kept(base.clone())] }
}

/// Adds an amendment to the card of those that want the same, or to one of its own.
fn file<'a>(cards: &mut Vec<Card<'a>>, submission: &'a Submission, reading: Option<Rich>, carried: &Carried) {
    let folded = |text: &Rich| engine::fold(text.to_text().as_str());
    let wants = |card: &&mut Card<'a>| match (&card.reading, &reading) {
        (Some(a), Some(b)) => same_besides(&card.items[0].body, &submission.body) && folded(a) == folded(b),
        (None, None) => card.items[0].body == submission.body,
        (Some(_), None) | (None, Some(_)) => false,
    };
    match cards.iter_mut().find(wants) {
        Some(card) => {
            card.fit = card.fit.max(carried.fit);
            card.items.push(submission);
        }
        None => cards.push(Card { items: vec![submission], reading, fit: carried.fit, competing: false }),
    }
}

/// Whether two amendments that lead to the same words of a paragraph want the same of everything else.
fn same_besides(a: &Body, b: &Body) -> bool {
    let folded = |texts: &[Text]| texts.iter().map(|it| engine::fold(it.as_str())).collect::<Vec<_>>();
    let behind =
        |with: &[Content]| folded(&with.iter().skip(1).map(|it| it.text.clone()).collect::<Vec<_>>());
    match (a, b) {
        (Body::Replace { with: a, .. }, Body::Replace { with: b, .. }) => behind(a) == behind(b),
        (Body::Split { pieces: a, .. }, Body::Split { pieces: b, .. }) => folded(a) == folded(b),
        _ => a == b,
    }
}

fn overlay(base: &Rich, sides: &[Side], cards: &mut [Card<'_>]) -> Vec<Stretch> {
    let cut = |text: &Rich, range: std::ops::Range<usize>| {
        let mut out = Rich::default();
        out.push(text, range);
        out
    };
    let mut stretches = Vec::new();
    let mut at = 0;
    for spot in spots(base, sides, |_| false) {
        if at < spot.base.start {
            stretches.push(Stretch::Kept(cut(base, at..spot.base.start)));
        }
        at = spot.base.end;
        let wishes: Vec<Wish> = (spot.wishes.iter())
            .map(|wish| {
                let mut items: Vec<_> = wish.backers.iter().map(|&side| sides[side].submission).collect();
                items.sort_unstable();
                Wish { words: cut(&sides[wish.side].text, wish.range.clone()), items }
            })
            .collect();
        if spot.competing {
            let involved = |id: SubmissionId| wishes.iter().any(|wish| wish.items.contains(&id));
            for card in cards.iter_mut().filter(|card| card.items.iter().any(|it| involved(it.id))) {
                card.competing = true;
            }
        }
        stretches.push(Stretch::Wanted { base: cut(base, spot.base.clone()), wishes });
    }
    if at < base.as_str().len() {
        stretches.push(Stretch::Kept(cut(base, at..base.as_str().len())));
    }
    stretches
}

/// Where a card first changes the words; those that do not change words come last.
fn first_change(base: &Rich, card: &Card<'_>) -> usize {
    let Some(reading) = &card.reading else { return usize::MAX };
    engine::edits(base.source(), reading.source()).first().map_or(usize::MAX - 1, |edit| edit.base.start)
}

/// One paragraph in the overview of the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Triage {
    /// Comments decided on here.
    pub comments: Vec<SubmissionId>,
    /// Amendments decided on here.
    pub amendments: Vec<SubmissionId>,
    /// Places where amendments compete.
    pub competing: usize,
}

impl Triage {
    /// All submissions decided on here.
    pub fn all(&self) -> impl Iterator<Item = SubmissionId> + Clone {
        self.amendments.iter().chain(&self.comments).copied()
    }
}

/// The overview: one row for each paragraph, in order, and last one for what is about no paragraph of the draft.
pub fn triage(
    current: &Current<'_>,
    submissions: &[Submission],
    carried: &BTreeMap<SubmissionId, Carried>,
) -> Vec<Triage> {
    let mut rows = vec![Triage::default(); current.paragraphs.len() + 1];
    let mut sides: Vec<Vec<Side>> = vec![Vec::new(); rows.len()];
    for submission in submissions.iter().filter(|it| !it.withdrawn) {
        let readings = carried.get(&submission.id).map_or(&[][..], |it| &it.readings);
        for (id, text) in readings {
            if let Some(place) = current.place(*id) {
                let text = text.clone();
                sides[place].push(Side { submission: submission.id, text, bracketed: false });
            }
        }
        let row = &mut rows[current.home(submission).unwrap_or(current.paragraphs.len())];
        match submission.body.kind().is_amendment() {
            true => row.amendments.push(submission.id),
            false => row.comments.push(submission.id),
        }
    }
    for (row, (paragraph, sides)) in rows.iter_mut().zip(current.paragraphs.iter().zip(&sides)) {
        if sides.len() > 1 {
            let base = paragraph.content.text.rich();
            row.competing = spots(&base, sides, |_| false).iter().filter(|spot| spot.competing).count();
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::super::cases::{delete, draft, item, replace, submission};
    use super::super::choice::{Manner, decision};
    use super::super::desk::{Act, Ruling};
    use super::super::submission::Target;
    use super::*;
    use crate::document::id::ActId;
    use crate::document::lineage::Lineage;

    #[test]
    fn the_workbench_lays_everything_over_the_words() {
        let base = draft(&["1. States shall act.", "2. End."]);
        let submissions = [
            replace(1, &base, 1, "States should act."),
            replace(2, &base, 1, "States must act."),
            replace(3, &base, 1, "States should act."),
            replace(4, &base, 1, "States shall act now."),
            delete(5, &base, 1),
            submission(6, 1, Body::Comment { text: Text::parse("Too weak.") }),
            replace(7, &base, 2, "The end."),
        ];
        let lineage = Lineage::default();
        let current = Current::new(&base, &lineage);
        let carried = current.carry_all(&submissions);
        let bench = lay_out(&current, Some(0), &submissions, &carried).unwrap();
        let cards: Vec<(Vec<SubmissionId>, bool)> = bench
            .cards
            .iter()
            .map(|card| (card.items.iter().map(|it| it.id).collect(), card.competing))
            .collect();
        let items = |ns: &[u8]| ns.iter().map(|&n| item(n)).collect::<Vec<_>>();
        assert_eq!(
            cards,
            [(items(&[5]), false), (items(&[1, 3]), true), (items(&[2]), true), (items(&[4]), false)]
        );
        assert_eq!(bench.comments.iter().map(|it| it.id).collect::<Vec<_>>(), items(&[6]));
        let shown: Vec<String> = (bench.overlay.iter())
            .map(|stretch| match stretch {
                Stretch::Kept(words) => words.as_str().to_owned(),
                Stretch::Wanted { base, wishes } => {
                    let wishes: Vec<_> =
                        wishes.iter().map(|it| format!("{}×{}", it.words.as_str(), it.items.len())).collect();
                    format!("<{}|{}>", base.as_str(), wishes.join("|"))
                }
            })
            .collect();
        assert_eq!(shown, ["States ", "<shall|must×1|should×2>", " act", "<| now×1>", "."]);
        let rows = triage(&current, &submissions, &carried);
        let counts: Vec<_> =
            rows.iter().map(|row| (row.amendments.len(), row.comments.len(), row.competing)).collect();
        assert_eq!(counts, [(5, 1, 1), (1, 0, 0), (0, 0, 0)]);
    }

    #[test]
    fn brackets_that_cannot_be_read_are_noticed() {
        let base = draft(&["1. States [shall [very soon] act]."]);
        let submissions = [
            replace(1, &base, 1, "States [shall [very late] act]."),
            replace(2, &base, 1, "States [may [very soon] act]."),
        ];
        let lineage = Lineage::default();
        let current = Current::new(&base, &lineage);
        let bench = lay_out(&current, Some(0), &submissions, &current.carry_all(&submissions)).unwrap();
        for (bracketed, fits) in [(None, true), (Some(1), false), (Some(2), true)] {
            let rulings =
                bracketed.map(|n| Ruling { submission: item(n), disposition: Disposition::Bracketed });
            let deed = decision(
                &current,
                &submissions,
                &Desk::default(),
                Some(0),
                rulings.into_iter().collect(),
                Manner::default(),
            );
            let desk = Desk::fold(&[Act { id: ActId::from_bytes([1; 16]), deed }]);
            assert_eq!(bench.fits_in_text(&base[0].content.text.rich(), &desk), fits, "{bracketed:?}");
        }
    }

    #[test]
    fn what_is_about_no_paragraph_has_a_bench_of_its_own() {
        let base = draft(&["1. States shall act.", "2. States end."]);
        let throughout = Body::ReplaceThroughout { find: "States".to_owned(), put: "All".to_owned() };
        let general = |n, body| Submission { target: Target::Document, ..submission(n, 1, body) };
        let submissions = [
            general(1, Body::Comment { text: Text::parse("Good.") }),
            general(2, throughout.clone()),
            general(3, throughout),
            replace(4, &base, 1, "All shall act."),
            submission(5, 9, Body::Comment { text: Text::parse("On what is gone.") }),
        ];
        let lineage = Lineage::default();
        let current = Current::new(&base, &lineage);
        let carried = current.carry_all(&submissions);
        let bench = |place| lay_out(&current, place, &submissions, &carried).unwrap();
        let items = |card: &Card<'_>| card.items.iter().map(|it| it.id).collect::<Vec<_>>();
        let whole = bench(None);
        assert_eq!(whole.cards.iter().map(items).collect::<Vec<_>>(), [vec![item(2), item(3)]]);
        assert_eq!(whole.comments.iter().map(|it| it.id).collect::<Vec<_>>(), [item(1), item(5)]);
        assert!(whole.overlay.is_empty());
        // Where it changes words it lies beside the others, and is no twin of one that reads the same here alone.
        let first = bench(Some(0)).cards.iter().map(items).collect::<Vec<_>>();
        assert_eq!(first, [vec![item(2), item(3)], vec![item(4)]]);
        assert!(lay_out(&current, Some(2), &submissions, &carried).is_none());
    }
}
