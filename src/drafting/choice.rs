//! What the co-chairs choose, as acts of the desk: whoever asks, by page or by command, gets the same deeds.
//!
//! Invariant: a decision is filed under the paragraph its submissions are decided on, and says everything that lay
//! there when it was made.

use std::collections::BTreeMap;

use super::carry::Current;
use super::desk::{Deed, Desk, Form, Ruling};
use super::disposition::{Disposition, KeptEdit};
use super::ledger::Source;
use super::submission::{Body, Submission};
use crate::document::brackets::place::Place;
use crate::document::brackets::settle::{Pick, settle};
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::inline::{Rich, Text};
use crate::document::{Content, Paragraph};
use crate::engine::{self, Edit};

/// What goes with a decision.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner<'a> {
    /// How rival wordings are written down; as they were if none is said.
    pub form: Option<Form>,
    /// A note to the authors; the one there stays if none is said, an empty one takes it away.
    pub note: Option<&'a Text>,
}

/// One decision for each paragraph that the submissions are decided on.
pub fn decisions(
    current: &Current<'_>,
    submissions: &[Submission],
    desk: &Desk,
    rulings: &BTreeMap<SubmissionId, Disposition>,
    manner: Manner<'_>,
) -> Vec<Deed> {
    let mut by_place: BTreeMap<Option<usize>, Vec<Ruling>> = BTreeMap::new();
    for submission in submissions {
        if let Some(disposition) = rulings.get(&submission.id) {
            let ruling = Ruling { submission: submission.id, disposition: disposition.clone() };
            by_place.entry(current.home(submission)).or_default().push(ruling);
        }
    }
    let decision = |(place, rulings)| decision(current, submissions, desk, place, rulings, manner);
    by_place.into_iter().map(decision).collect()
}

/// A decision on one paragraph, or on the whole text. Without rulings it says that what was decided stands, whatever
/// has come or gone since.
pub fn decision(
    current: &Current<'_>,
    submissions: &[Submission],
    desk: &Desk,
    place: Option<usize>,
    rulings: Vec<Ruling>,
    manner: Manner<'_>,
) -> Deed {
    let paragraph = place.and_then(|place| current.paragraphs.get(place)).map(|it| it.id);
    let lie_there = submissions.iter().filter(|it| !it.withdrawn && current.home(it) == place);
    let form = desk.decision_on(paragraph).map_or(Form::InText, |decision| decision.form);
    Deed::Decide {
        paragraph,
        rulings,
        form: manner.form.unwrap_or(form),
        considered: lie_there.map(|it| it.id).collect(),
        note: manner.note.cloned(),
    }
}

/// The single edits an amendment makes to the words it was made on, and the words it leads to. None for what does not
/// replace words.
pub fn single_edits(submission: &Submission) -> Option<(Rich, Rich, Vec<Edit>)> {
    let Body::Replace { base, with } = &submission.body else { return None };
    let (base, wanted) = (base.rich(), with.first()?.text.rich());
    let edits = engine::edits(base.source(), wanted.source());
    Some((base, wanted, edits))
}

/// An amendment taken in part: of its single edits those ticked, by their number from 0; paragraphs it adds are taken
/// with them. All of them is the whole; none where nothing that can be taken was ticked.
pub fn in_part(submission: &Submission, ticked: &[usize]) -> Option<Disposition> {
    let (_, wanted, edits) = single_edits(submission)?;
    let taken = (0..edits.len()).filter(|number| ticked.contains(number));
    let taken: Vec<KeptEdit> = taken.map(|number| KeptEdit::of(&edits[number], &wanted)).collect();
    match taken.len() {
        0 => None,
        all if all == edits.len() => Some(Disposition::Retained),
        _ => Some(Disposition::RetainedInPart { edits: taken }),
    }
}

/// Which of its single edits are taken by a disposition, by their number from 0.
pub fn taken_edits(submission: &Submission, disposition: &Disposition) -> Vec<usize> {
    let Some((_, wanted, edits)) = single_edits(submission) else { return Vec::new() };
    let is_taken = |edit: &Edit| match disposition {
        Disposition::RetainedInPart { edits } => edits.contains(&KeptEdit::of(edit, &wanted)),
        Disposition::Retained | Disposition::Bracketed => true,
        Disposition::Open
        | Disposition::Merged { .. }
        | Disposition::OvertakenBy { .. }
        | Disposition::OutOfScope
        | Disposition::NotRetained
        | Disposition::Noted => false,
    };
    (0..edits.len()).filter(|number| is_taken(&edits[*number])).collect()
}

/// A paragraph rewritten by hand: `old` is how it read to whoever wrote, the label taken off `typed` where it was typed
/// as well. None where nothing was changed.
pub fn rewritten(paragraph: &Paragraph, old: &Text, typed: &str, source: Source) -> Option<Deed> {
    let new = words_for(&paragraph.content, typed);
    (new != *old).then(|| Deed::Write { paragraph: paragraph.id, old: old.clone(), new, source })
}

/// Brackets of a paragraph decided by hand; where no words are left the paragraph goes.
pub fn settled(paragraph: &Paragraph, place: &Place, pick: Pick, source: Source) -> Deed {
    rebracketed(paragraph, &settle(&paragraph.content.text.rich(), place, pick), source)
}

/// A paragraph whose brackets read otherwise now; where no words are left the paragraph goes.
pub fn rebracketed(paragraph: &Paragraph, text: &Rich, source: Source) -> Deed {
    let new = text.to_text();
    if new.is_empty() {
        return Deed::Delete { paragraphs: vec![paragraph.id], source };
    }
    Deed::Write { paragraph: paragraph.id, old: paragraph.content.text.clone(), new, source }
}

/// What was typed as one paragraph's words, the label taken off where it was typed as well.
pub fn words_for(content: &Content, typed: &str) -> Text {
    let line = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    let read = Content::read_as(content.kind, content.level, &line);
    if content.label.is_some() && read.label == content.label { read.text } else { Text::parse(&line) }
}

/// Whether a decision no longer rests on what lies there: something it considered was withdrawn or replaced.
pub fn is_shaken(
    desk: &Desk,
    paragraph: Option<ParagraphId>,
    lies_there: impl Fn(SubmissionId) -> bool,
) -> bool {
    let considered = desk.decision_on(paragraph).map(|decision| &decision.considered);
    considered.is_some_and(|ids| ids.iter().any(|id| !lies_there(*id)))
}

#[cfg(test)]
mod tests {
    use super::super::cases::{draft, item, made, replace, shown};
    use super::super::desk::Act;
    use super::*;
    use crate::document::brackets::place::places;
    use crate::document::id::ActId;
    use crate::document::lineage::Lineage;

    #[test]
    fn single_edits_are_taken_by_value() {
        let base = draft(&["1. States should report every year to the *depositary*."]);
        let wanted = "All States shall report every two years to the **depositary** and to each other.";
        let amendment = replace(1, &base, 1, wanted);
        for (ticked, expected) in [
            (&[0, 1, 2, 3, 9][..], wanted),
            (&[1], "States shall report every year to the *depositary*."),
            (&[0, 3], "All States should report every year to the **depositary** and to each other."),
        ] {
            let disposition = in_part(&amendment, ticked).unwrap();
            let known: Vec<usize> = ticked.iter().copied().filter(|it| *it < 4).collect();
            assert_eq!(taken_edits(&amendment, &disposition), known);
            let rulings = vec![Ruling { submission: item(1), disposition }];
            let lineage = Lineage::default();
            let current = Current::new(&base, &lineage);
            let submissions = std::slice::from_ref(&amendment);
            let deed = decision(&current, submissions, &Desk::default(), Some(0), rulings, Manner::default());
            let log = [Act { id: ActId::from_bytes([1; 16]), deed }];
            assert_eq!(shown(&made(&base, submissions, &log)), [format!("1. {expected}")]);
        }
        assert_eq!(in_part(&amendment, &[]), None);
        assert_eq!(in_part(&amendment, &[0, 1, 2, 3]), Some(Disposition::Retained));
    }

    #[test]
    fn brackets_are_decided_by_hand_and_an_empty_paragraph_goes() {
        let base = draft(&["1. States [shall][should] act.", "[2. [All] end.]", "3. [Gone.]"]);
        let pick = |at: usize, number: usize, pick: Pick| {
            let text = base[at].content.text.rich();
            settled(&base[at], &places(&text)[number], pick, Source::CoChairs)
        };
        let deeds = [pick(0, 0, Pick::Alternative(1)), pick(1, 0, Pick::Words), pick(2, 0, Pick::Nothing)];
        let act = |(n, deed): (u8, Deed)| Act { id: ActId::from_bytes([n; 16]), deed };
        let mut log: Vec<Act> = (1u8..).zip(deeds).map(act).collect();
        assert_eq!(shown(&made(&base, &[], &log)), ["1. States should act.", "2. [All] end."]);
        log.truncate(0);
        log.push(act((4, pick(1, 1, Pick::Words))));
        assert_eq!(shown(&made(&base, &[], &log))[1], "[2. All end.]");
    }

    #[test]
    fn a_label_that_was_typed_as_well_is_no_word() {
        let base = draft(&["12. States shall act."]);
        let old = &base[0].content.text;
        let wrote = |typed| match rewritten(&base[0], old, typed, Source::CoChairs) {
            Some(Deed::Write { new, .. }) => Some(new.to_string()),
            _ => None,
        };
        assert_eq!(wrote("12. States shall act."), None);
        assert_eq!(wrote("States shall\n act."), None);
        assert_eq!(wrote("States may act."), Some("States may act.".to_owned()));
    }

    #[test]
    fn a_withdrawal_shakes_the_decision_that_considered_it() {
        let base = draft(&["1. One.", "2. Two."]);
        let mut submissions = [replace(1, &base, 1, "Uno."), replace(2, &base, 1, "Un.")];
        let lineage = Lineage::default();
        let current = Current::new(&base, &lineage);
        let rulings = BTreeMap::from([(item(1), Disposition::Retained)]);
        let deeds = decisions(&current, &submissions, &Desk::default(), &rulings, Manner::default());
        let desk = |deeds: &[Deed]| {
            let act = |deed: &Deed| Act { id: ActId::from_bytes([1; 16]), deed: deed.clone() };
            Desk::fold(&deeds.iter().map(act).collect::<Vec<_>>())
        };
        let shaken = |desk: &Desk, submissions: &[Submission]| {
            is_shaken(desk, Some(base[0].id), |id| submissions.iter().any(|it| it.id == id && !it.withdrawn))
        };
        assert!(!shaken(&desk(&deeds), &submissions));
        submissions[1].withdrawn = true;
        assert!(shaken(&desk(&deeds), &submissions));
        let stands = decision(&current, &submissions, &desk(&deeds), Some(0), Vec::new(), Manner::default());
        assert!(!shaken(&desk(&[deeds, vec![stands]].concat()), &submissions));
    }
}
