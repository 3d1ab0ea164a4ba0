//! One paragraph as the desk needs it: everything that was submitted on it, laid over its words.
//!
//! Invariant: every open or decided submission on the paragraph appears once, on a card or among the comments; identical
//! ones share a card. Nothing here decides: it shows what there is to decide on.

use super::carry::{Carried, Current, Fit};
use super::desk::Desk;
use super::spots::spots;
use super::submission::{Body, Submission};
use super::wording::Side;
use crate::document::id::SubmissionId;
use crate::document::inline::Rich;
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

/// Lays out the paragraph at `place`; `None` if there is none.
pub fn lay_out<'a>(
    current: &Current<'_>,
    place: usize,
    submissions: &'a [Submission],
) -> Option<Workbench<'a>> {
    let paragraph = current.paragraphs.get(place)?;
    let base = paragraph.content.text.rich();
    let mut cards: Vec<Card<'a>> = Vec::new();
    let mut comments = Vec::new();
    let mut sides: Vec<Side> = Vec::new();
    let mut sorted: Vec<&Submission> = submissions.iter().filter(|it| !it.withdrawn).collect();
    sorted.sort_by(|a, b| (&a.name.place, a.name.letter, a.id).cmp(&(&b.name.place, b.name.letter, b.id)));
    for submission in sorted {
        let carried = current.carry(submission);
        let reading =
            carried.readings.iter().find(|(id, _)| *id == paragraph.id).map(|(_, text)| text.clone());
        let anchored = submission.target.anchor().is_some_and(|it| current.follow(it).contains(&place));
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
        file(&mut cards, submission, reading, &carried);
    }
    let overlay = overlay(&base, &sides, &mut cards);
    cards.sort_by_key(|card| (!matches!(card.items[0].body, Body::Delete { .. }), first_change(&base, card)));
    Some(Workbench { overlay, cards, comments })
}

/// Adds an amendment to the card of those that want the same, or to one of its own.
fn file<'a>(cards: &mut Vec<Card<'a>>, submission: &'a Submission, reading: Option<Rich>, carried: &Carried) {
    let folded = |text: &Rich| engine::fold(text.to_text().as_str());
    let wants = |card: &&mut Card<'a>| match (&card.reading, &reading) {
        (Some(a), Some(b)) => card.items[0].body.kind() == submission.body.kind() && folded(a) == folded(b),
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
    /// Comments on it.
    pub comments: usize,
    /// Amendments to it.
    pub amendments: usize,
    /// Places where amendments compete.
    pub competing: usize,
    /// Submissions not decided yet, comments among them.
    pub open: usize,
}

/// The overview: one row for each paragraph, in order.
pub fn triage(current: &Current<'_>, submissions: &[Submission], desk: &Desk) -> Vec<Triage> {
    let mut rows = vec![Triage::default(); current.paragraphs.len()];
    let mut sides: Vec<Vec<Side>> = vec![Vec::new(); rows.len()];
    for submission in submissions.iter().filter(|it| !it.withdrawn) {
        for (id, text) in current.carry(submission).readings {
            if let Some(place) = current.place(id) {
                sides[place].push(Side { submission: submission.id, text, bracketed: false });
            }
        }
        let places = submission.target.anchor().map_or_else(Vec::new, |anchor| current.follow(anchor));
        let Some(&place) = places.first() else { continue };
        let row = &mut rows[place];
        match submission.body.kind().is_amendment() {
            true => row.amendments += 1,
            false => row.comments += 1,
        }
        row.open += usize::from(desk.disposition(submission.id).is_open());
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
    use super::*;
    use crate::document::inline::Text;
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
        let bench = lay_out(&current, 0, &submissions).unwrap();
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
        let rows = triage(&current, &submissions, &Desk::default());
        assert_eq!(rows[0], Triage { comments: 1, amendments: 5, competing: 1, open: 6 });
        assert_eq!(rows[1], Triage { comments: 0, amendments: 1, competing: 0, open: 1 });
    }
}
