//! What lies on the desk, drawn together once and asked for often.
//!
//! Invariant: the ground changes with a release, with what is let pass and with what the reader may see, what was decided on it with every act;
//! neither with anything else. The working text is made of everything, whoever looks; what is listed, counted and named
//! is what the reader may see.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::Paragraph;
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::outline::spoken_names;
use crate::document::verbs::Tongue;
use crate::drafting::carry::Carried;
use crate::drafting::choice::is_shaken;
use crate::drafting::consolidate::{Consolidated, consolidate_carried};
use crate::drafting::desk::{Act, Desk, ParagraphState};
use crate::drafting::disposition::Disposition;
use crate::drafting::submission::{Submission, letters};
use crate::drafting::workbench::{Triage, triage};
use crate::proceedings::Table;
use crate::store::Read;
use crate::web::answer::Tag;
use crate::web::error::Error;
use crate::web::paths::At;
use crate::web::shelf::Shelf;
use crate::web::submitted::state;
use crate::web::visit::Visit;

/// A draft on the desk and what was submitted on it.
#[derive(Debug)]
pub(in crate::web) struct Ground {
    /// As it was laid; its log is the desk's own matter.
    pub(super) table: Table,
    /// The submissions that the reader may see, with no more in them than may be known.
    pub(super) shown: Vec<Submission>,
    /// All submissions, carried to the draft.
    pub(super) carried: BTreeMap<SubmissionId, Carried>,
    /// Those shown, by paragraph; the last row is the whole text.
    pub(super) triage: Vec<Triage>,
    /// How the paragraphs are spoken of.
    pub(super) names: Vec<String>,
    /// The language of the text, as far as its verbs need it.
    pub(super) tongue: Tongue,
}

/// What was decided so far.
#[derive(Debug)]
pub(in crate::web) struct Laid {
    /// On what.
    pub(super) ground: Arc<Ground>,
    /// The acts, oldest first.
    pub(super) log: Vec<Act>,
    /// Their fold.
    pub(super) desk: Desk,
    /// What they make of the draft.
    pub(super) made: Consolidated,
    /// How it stands with each paragraph; the last row is the whole text.
    pub(super) rows: Vec<Row>,
}

/// How it stands with one paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// How many submissions on it are undecided.
    pub(super) open: usize,
    /// How many are decided.
    pub(super) decided: usize,
    /// Whether something that a decision considered was withdrawn or replaced since.
    pub(super) shaken: bool,
    /// Where it stands in the talks.
    pub(super) state: ParagraphState,
}

impl Row {
    /// Whether nothing is left to decide on it.
    pub(super) fn is_settled(self) -> bool {
        self.open == 0 && !self.shaken
    }
}

/// A count of what is done, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) done: usize,
    pub(super) all: usize,
}

/// Lays the draft issued last on the desk, or finds it there.
pub(super) fn laid(r: &Read<'_>, shelf: &Shelf, visit: &Visit) -> Result<Arc<Laid>, Error> {
    let draft = visit.latest()?.draft.id;
    let state = state(r, visit)?;
    let document = visit.scope.document.id;
    let version = r.desk_version(draft)?;
    let tag = Tag::of([b"desk".as_slice(), document.as_bytes(), &state, &version.to_be_bytes()]);
    shelf.desks.get_or(tag, || {
        let tag = Tag::of([b"ground".as_slice(), document.as_bytes(), &state]);
        let ground = shelf.grounds.get_or(tag, || Ground::of(r, visit))?;
        Ok(Laid::of(ground, r.desk_log(draft)?))
    })
}

impl Ground {
    fn of(r: &Read<'_>, visit: &Visit) -> Result<Self, Error> {
        let table = Table::lay(r, &visit.scope, None)?;
        let shown = visit.sight.on_desk(&table);
        let current = table.current();
        let carried = current.carry_all(&table.submissions);
        let triage = triage(&current, &shown, &carried);
        let names = spoken_names(&table.paragraphs);
        let tongue = Tongue::of(table.paragraphs.iter().map(|it| it.content.text.as_str()));
        Ok(Self { shown, carried, triage, names, tongue, table })
    }

    /// The place of a paragraph in the draft; none for the whole text.
    pub(super) fn place(&self, at: At) -> Result<Option<usize>, Error> {
        let found = |id| self.table.paragraphs.iter().position(|it| it.id == id).ok_or(Error::NotFound);
        at.0.map(found).transpose()
    }

    /// The paragraph at a place.
    pub(super) fn paragraph(&self, place: Option<usize>) -> Option<&Paragraph> {
        place.and_then(|place| self.table.paragraphs.get(place))
    }

    /// What was submitted at a place, by how much.
    pub(super) fn triage(&self, place: Option<usize>) -> &Triage {
        &self.triage[place.unwrap_or(self.table.paragraphs.len())]
    }

    /// One of those shown.
    pub(super) fn find(&self, id: SubmissionId) -> Option<&Submission> {
        self.shown.iter().find(|it| it.id == id)
    }

    /// How a submission is spoken of: "14-C", with its draft where that is another one. None for one that is not shown.
    pub(super) fn name(&self, id: SubmissionId) -> Option<String> {
        let submission = self.find(id)?;
        let draft = self.table.labels.get(&submission.made_on);
        Some(match draft.filter(|_| submission.made_on != self.table.draft.id) {
            Some(draft) => format!("{draft} {}", submission.name),
            None => submission.name.to_string(),
        })
    }

    /// The letter alone, at the place it was given for.
    pub(super) fn letter(&self, id: SubmissionId, place: Option<usize>) -> Option<String> {
        let submission = self.find(id)?;
        let here = place.and_then(|place| self.names.get(place)) == Some(&submission.name.place);
        let own = submission.made_on == self.table.draft.id;
        if here && own { Some(letters(submission.name.letter)) } else { self.name(id) }
    }
}

impl Laid {
    fn of(ground: Arc<Ground>, log: Vec<Act>) -> Self {
        let desk = Desk::fold(&log);
        let current = ground.table.current();
        let made = consolidate_carried(&current, &ground.table.submissions, &ground.carried, &desk);
        let mut laid = Self { log, desk, made, rows: Vec::new(), ground: Arc::clone(&ground) };
        let places = (0..ground.table.paragraphs.len()).map(Some).chain([None]);
        laid.rows = places.map(|place| laid.row_of(place)).collect();
        laid
    }

    fn row_of(&self, place: Option<usize>) -> Row {
        let all = self.ground.triage(place).all();
        let open = all.clone().filter(|id| self.disposition(*id).is_open()).count();
        let paragraph = self.ground.paragraph(place).map(|it| it.id);
        let lies = |id| self.ground.table.submissions.iter().any(|it| it.id == id && !it.withdrawn);
        Row {
            open,
            decided: all.count() - open,
            shaken: is_shaken(&self.desk, paragraph, lies),
            state: paragraph.map(|id| self.desk.state(id)).unwrap_or_default(),
        }
    }

    /// How it stands with a place.
    pub(super) fn row(&self, place: Option<usize>) -> Row {
        self.rows[place.unwrap_or(self.rows.len() - 1)]
    }

    /// What became of a submission so far.
    pub(super) fn disposition(&self, id: SubmissionId) -> &Disposition {
        self.made.outcomes.get(&id).map_or(&Disposition::Open, |outcome| &outcome.disposition)
    }

    /// The number of acts.
    pub(super) fn version(&self) -> u32 {
        self.log.len() as u32
    }

    /// How many submissions are decided, at this desk or by a draft that was issued.
    pub(super) fn submissions(&self) -> Count {
        let here: usize = self.ground.triage.iter().map(|row| row.all().count()).sum();
        let open: usize = self.rows.iter().map(|row| row.open).sum();
        let before = self.ground.table.elsewhere.len();
        Count { done: before + here - open, all: before + here }
    }

    /// How many paragraphs are settled. Headings count where something was submitted on them.
    pub(super) fn paragraphs(&self) -> Count {
        let counted = (0..self.ground.table.paragraphs.len()).filter(|place| self.is_unit(*place));
        let settled = counted.clone().filter(|place| self.rows[*place].is_settled());
        Count { done: settled.count(), all: counted.count() }
    }

    /// Whether a paragraph has a line of its own: headings only where something was submitted on them.
    pub(super) fn is_unit(&self, place: usize) -> bool {
        let heading = self.ground.table.paragraphs[place].content.kind.is_heading();
        !heading || self.ground.triage[place].all().next().is_some() || !self.rows[place].is_settled()
    }

    /// The next place with something to decide, from the one behind `place` on and round to it again.
    pub(super) fn next_undecided(&self, place: Option<usize>) -> Option<Option<usize>> {
        let count = self.rows.len();
        let from = place.map_or(count, |place| place + 1);
        let next = (from..from + count).map(|at| at % count).find(|at| !self.rows[*at].is_settled());
        next.map(|at| (at + 1 < count).then_some(at)).filter(|next| *next != place)
    }

    /// The places with something to decide, the most contested first.
    pub(super) fn most_contested(&self) -> Vec<Option<usize>> {
        let mut places: Vec<usize> = (0..self.rows.len()).filter(|at| !self.rows[*at].is_settled()).collect();
        let triage = &self.ground.triage;
        let rank = |at: usize| (triage[at].competing, triage[at].amendments.len(), self.rows[at].open);
        places.sort_by(|a, b| rank(*b).cmp(&rank(*a)).then(a.cmp(b)));
        places.into_iter().map(|at| (at + 1 < self.rows.len()).then_some(at)).collect()
    }

    /// The paragraph of that id in the working text.
    pub(super) fn made(&self, id: ParagraphId) -> Option<&Paragraph> {
        self.made.paragraphs.iter().find(|it| it.id == id)
    }
}
