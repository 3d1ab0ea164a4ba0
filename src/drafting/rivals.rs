//! Which released amendments want other words at the places that a new one changes, and which want the same.
//!
//! Invariant: it is told what the desk would be shown; nothing else is a rival.

use super::carry::Current;
use super::submission::{Submission, SubmissionKind};
use super::workbench::{Stretch, lay_out};
use crate::document::id::SubmissionId;
use crate::document::inline::Rich;

/// A released amendment that a new one meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rival {
    /// Which.
    pub item: SubmissionId,
    /// What it wants at the first place where they meet; nothing for a deletion.
    pub theirs: Rich,
    /// What the new one wants there. The same: then both want the same of the paragraph.
    pub ours: Rich,
}

impl Rival {
    /// Whether both want the same words.
    pub fn agrees(&self) -> bool {
        self.theirs == self.ours
    }
}

/// The released amendments on the same paragraph that compete with `new`, or ask for the same, in the order of names.
pub fn rivals(current: &Current<'_>, released: &[Submission], new: &Submission) -> Vec<Rival> {
    let place = new.target.anchor().and_then(|anchor| current.follow(anchor).first().copied());
    let Some(place) = place else { return Vec::new() };
    // Only those that can be about its words, so that a text with hundreds of submissions is soon laid out.
    let near = |it: &&Submission| match it.target.anchor() {
        _ if it.withdrawn || !it.body.kind().is_amendment() => false,
        Some(anchor) if it.body.kind() != SubmissionKind::ReplaceThroughout => {
            current.follow(anchor).contains(&place)
        }
        _ => it.body.kind() == SubmissionKind::ReplaceThroughout,
    };
    let all: Vec<Submission> = released.iter().filter(near).chain([new]).cloned().collect();
    let carried = all.iter().map(|it| (it.id, current.carry(it))).collect();
    let Some(bench) = lay_out(current, Some(place), &all, &carried) else { return Vec::new() };
    let mut rivals: Vec<Rival> = Vec::new();
    for card in bench.cards.iter().filter(|card| card.items.iter().any(|it| it.id == new.id)) {
        let whole = card.reading.clone().unwrap_or_default();
        let twins = card.items.iter().filter(|it| it.id != new.id);
        rivals.extend(twins.map(|it| Rival { item: it.id, theirs: whole.clone(), ours: whole.clone() }));
    }
    for stretch in &bench.overlay {
        let Stretch::Wanted { wishes, .. } = stretch else { continue };
        let Some(ours) = wishes.iter().find(|wish| wish.items.contains(&new.id)) else { continue };
        for wish in wishes.iter().filter(|wish| !wish.items.contains(&new.id)) {
            for item in &wish.items {
                if !rivals.iter().any(|it| it.item == *item) {
                    rivals.push(Rival { item: *item, theirs: wish.words.clone(), ours: ours.words.clone() });
                }
            }
        }
    }
    rivals.sort_by_key(|rival| {
        let name = all.iter().find(|it| it.id == rival.item).map(|it| &it.name);
        name.map(|name| (name.place.clone(), name.letter))
    });
    rivals
}

#[cfg(test)]
mod tests {
    use super::super::cases::{delete, draft, item, replace};
    use super::*;
    use crate::document::lineage::Lineage;

    #[test]
    fn those_who_want_other_words_there_compete_and_twins_agree() {
        let base = draft(&["1. States should act in time.", "2. End."]);
        let released = [
            replace(1, &base, 1, "States must act in time."),
            replace(2, &base, 1, "States should act in due time."),
            replace(3, &base, 1, "States shall act in time."),
            delete(4, &base, 1),
            replace(5, &base, 2, "The end."),
        ];
        let lineage = Lineage::default();
        let current = Current::new(&base, &lineage);
        let met = |text| {
            let new = replace(9, &base, 1, text);
            let found = rivals(&current, &released, &new);
            found.iter().map(|it| (it.item, it.theirs.as_str().to_owned(), it.agrees())).collect::<Vec<_>>()
        };
        let words = |text: &str| text.to_owned();
        assert_eq!(
            met("States may act in time."),
            [(item(1), words("must"), false), (item(3), words("shall"), false)]
        );
        assert_eq!(
            met("States shall act in time."),
            [(item(1), words("must"), false), (item(3), words("States shall act in time."), true)]
        );
        assert_eq!(met("States should act in time, and report."), []);
    }
}
