//! What a submission does to the text: the redline that the preview, the check page and every file show alike, the same
//! in sentences, and the released amendments that it meets.

use super::form::{both, submission};
use super::naming::Told;
use super::subject::Subject;
use crate::document::Content;
use crate::document::inline::{Rich, Text};
use crate::document::lineage::Lineage;
use crate::drafting::carry::Current;
use crate::drafting::formal::{Formal, formal};
use crate::drafting::rivals::rivals;
use crate::drafting::submission::{Body, Submission};
use crate::export::rendition::{Item, Mark, Run, Vocabulary};
use crate::identity::authorship::Authorship;
use crate::identity::preparation::Words;
use crate::store::Read;
use crate::web::error::Error;

/// How many paragraphs a replacement throughout the text shows.
const SHOWN: usize = 12;

/// A submission as it will be shown.
pub(super) struct Fragment {
    /// It, drawn up.
    pub(super) item: Item,
    /// The paragraphs it changes elsewhere, by name.
    pub(super) elsewhere: Vec<(String, Vec<Run>)>,
    /// How many more of those there are.
    pub(super) more: usize,
    /// The changes in sentences; none where the act says all.
    pub(super) steps: Vec<Formal>,
    /// Whom it meets.
    pub(super) meets: Vec<Met>,
    /// What it names.
    pub(super) told: Told,
}

/// A released amendment that a submission meets.
pub(super) struct Met {
    /// Its id, as a form sends it.
    pub(super) id: String,
    /// Where it stands in the reader.
    pub(super) anchor: String,
    /// "14-B".
    pub(super) name: String,
    /// Whether it is one's own.
    pub(super) own: bool,
    /// What it wants; nothing for a deletion.
    pub(super) theirs: String,
    /// What is wanted here instead.
    pub(super) ours: String,
    /// Whether both want the same.
    pub(super) agrees: bool,
}

impl Fragment {
    /// What becomes of the text by some words.
    pub(super) fn of(r: &Read<'_>, subject: &Subject, words: &Words) -> Result<Self, Error> {
        let asked = submission(subject, words.target.clone(), words.body.clone());
        let drawn = match &words.body {
            // Shown as it would read, where it says nothing of that.
            Body::Join { base, next, joined: None } => {
                let joined = Some(both(subject).to_text());
                Submission { body: Body::Join { base: base.clone(), next: *next, joined }, ..asked.clone() }
            }
            _ => asked.clone(),
        };
        let item =
            Item::all(&subject.paragraphs, [&drawn], &Vocabulary::default()).pop().ok_or(Error::NotFound)?;
        let steps = match &words.body {
            Body::Replace { with, .. } if with.len() == 1 => formal(None, &words.body),
            Body::Split { .. } => formal(None, &words.body),
            _ => Vec::new(),
        };
        let mut elsewhere = Vec::new();
        let mut more = 0;
        if matches!(words.body, Body::ReplaceThroughout { .. }) {
            let readings = readings(subject, &asked);
            more = readings.len().saturating_sub(SHOWN);
            elsewhere.extend(
                readings.into_iter().take(SHOWN).map(|(place, reading)| {
                    (subject.names[place].clone(), redline(subject, place, &reading))
                }),
            );
        }
        let meets = met(r, subject, words, &asked)?;
        let told = Told::of_words(r, &subject.visit, &subject.paragraphs, words)?;
        Ok(Self { item, elsewhere, more, steps, meets, told })
    }

    /// How many stretches come and go.
    pub(super) fn counts(&self) -> (usize, usize) {
        let texts = self.item.texts.iter().chain(self.elsewhere.iter().map(|(_, runs)| runs));
        let runs: Vec<&[Run]> = texts.flat_map(|it| it.chunk_by(|a, b| a.mark == b.mark)).collect();
        let count = |mark| runs.iter().filter(|it| it[0].mark == mark).count();
        (count(Mark::Inserted), count(Mark::Deleted))
    }
}

/// Every paragraph that a submission changes, by its place, as it wants it to read.
pub(super) fn readings(subject: &Subject, asked: &Submission) -> Vec<(usize, Rich)> {
    let lineage = Lineage::default();
    let current = Current::new(&subject.paragraphs, &lineage);
    let readings = current.carry(asked).readings.into_iter();
    readings.filter_map(|(id, reading)| Some((current.place(id)?, reading))).collect()
}

/// A paragraph against what it was.
fn redline(subject: &Subject, place: usize, reading: &Rich) -> Vec<Run> {
    let base = subject.paragraphs[place].content.text.clone();
    redlined(subject, base, reading.to_text())
}

/// Words against others, as a file would show them.
pub(super) fn redlined(subject: &Subject, base: Text, text: Text) -> Vec<Run> {
    let body = Body::Replace { base, with: vec![Content::plain(text)] };
    let asked = submission(subject, crate::drafting::submission::Target::Document, body);
    Item::all(&subject.paragraphs, [&asked], &Vocabulary::default())
        .into_iter()
        .flat_map(|it| it.texts)
        .flatten()
        .collect()
}

fn met(r: &Read<'_>, subject: &Subject, words: &Words, asked: &Submission) -> Result<Vec<Met>, Error> {
    let visit = &subject.visit;
    if !visit.shows_submissions_on(&subject.draft) || asked.target.anchor().is_none() {
        return Ok(Vec::new());
    }
    let mut released = visit.submissions(r, &subject.draft)?;
    released.retain(|it| Some(it.id) != words.succeeds);
    let lineage = Lineage::default();
    let current = Current::new(&subject.paragraphs, &lineage);
    let items = r.items_made_on(subject.draft.draft.id)?;
    let ring = visit.standing.delegate().map(|it| &it.ring);
    let met = rivals(&current, &released, asked).into_iter().filter_map(|rival| {
        let item = items.iter().find(|it| it.submission.id == rival.item)?;
        Some(Met {
            id: rival.item.to_string(),
            anchor: crate::web::paths::item_anchor(rival.item),
            name: item.submission.name.to_string(),
            own: ring.is_some_and(|ring| ring.owns(rival.item, &item.tag)),
            agrees: rival.agrees(),
            theirs: rival.theirs.to_text().plain(),
            ours: rival.ours.to_text().plain(),
        })
    });
    Ok(met.collect())
}
