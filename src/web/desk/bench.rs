//! One place of the desk: everything its page shows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Deserialize;

use super::ground::{Laid, laid};
use super::sent::{Sent, Trouble};
use super::view::place_name;
use crate::document::Paragraph;
use crate::document::id::SubmissionId;
use crate::drafting::desk::{Act, Deed, is_about};
use crate::drafting::naming::{Finding, Passage, Reading};
use crate::drafting::position::{Stance, Wording};
use crate::drafting::round::Phase;
use crate::drafting::submission::Submission;
use crate::drafting::workbench::{Workbench, lay_out};
use crate::export::rendition::{Language, Vocabulary};
use crate::i18n::Words;
use crate::identity::role;
use crate::store::Read;
use crate::store::positions::Tally;
use crate::store::questions::Exchange;
use crate::web::error::Error;
use crate::web::paths::At;
use crate::web::shelf::Shelf;
use crate::web::visit::Visit;

/// What has just been done.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    /// A word for it.
    pub(super) done: String,
}

/// The words of something held, and what is named in them.
pub(super) type Names = (Vec<Passage>, Vec<Finding>);

/// All that the page shows.
pub(super) struct Bench {
    pub(super) visit: Visit,
    pub(super) laid: Arc<Laid>,
    /// Which place.
    pub(super) at: At,
    /// The same in the order of the draft.
    pub(super) place: Option<usize>,
    /// What is thought of the wordings on it.
    pub(super) tallies: Vec<Tally>,
    /// What the held ones on it name.
    pub(super) named: BTreeMap<SubmissionId, Names>,
    /// Whether the reader decides here, now.
    pub(super) may_decide: bool,
    /// Whether the reader may ask authors now.
    pub(super) may_ask: bool,
    /// What was asked about submissions, and answered.
    pub(super) exchanges: BTreeMap<SubmissionId, Vec<Exchange>>,
    pub(super) language: Language,
    pub(super) vocabulary: Vocabulary,
    /// What was done before the page was asked for.
    pub(super) said: Said,
    /// What was sent and not done, and why.
    pub(super) typed: Option<Sent>,
    pub(super) trouble: Option<Trouble>,
}

/// How many delegations think something of a wording: States and stakeholders where they are told apart, else all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Voices {
    pub(super) stance: Stance,
    pub(super) counts: Vec<u32>,
}

impl Bench {
    pub(super) fn of(r: &Read<'_>, shelf: &Shelf, visit: Visit, at: At) -> Result<Self, Error> {
        let laid = laid(r, shelf, &visit)?;
        let table = &laid.ground.table;
        let place = laid.ground.place(at)?;
        let here = laid.ground.triage(place).all().filter_map(|id| laid.ground.find(id));
        let drafts: BTreeSet<_> = here.map(|it| it.made_on).chain([table.draft.id]).collect();
        let mut tallies = Vec::new();
        if visit.sight.positions {
            for draft in drafts {
                tallies.extend(r.tallies(draft)?);
            }
        }
        let named = held_here(r, &laid, place)?;
        let phase = r.rounds(table.draft.id)?.last().map_or(Phase::Closed, |round| round.phase);
        Ok(Self {
            may_decide: visit.standing.may(role::Act::Decide, phase),
            may_ask: visit.standing.may(role::Act::Ask, phase),
            exchanges: if visit.sight.exchanges {
                r.exchanges(visit.scope.document.id)?
            } else {
                BTreeMap::new()
            },
            language: visit.language(&table.paragraphs),
            vocabulary: Vocabulary::default(),
            visit,
            at,
            place,
            tallies,
            named,
            laid,
            said: Said::default(),
            typed: None,
            trouble: None,
        })
    }

    /// The paragraph, where it is one.
    pub(super) fn paragraph(&self) -> Option<&Paragraph> {
        self.laid.ground.paragraph(self.place)
    }

    /// Everything submitted on it.
    pub(super) fn workbench(&self) -> Workbench<'_> {
        let ground = &self.laid.ground;
        let bench = lay_out(&ground.table.current(), self.place, &ground.shown, &ground.carried);
        bench.unwrap_or(Workbench { overlay: Vec::new(), cards: Vec::new(), comments: Vec::new() })
    }

    pub(super) fn title(&self, words: &Words) -> String {
        place_name(words, &self.laid, self.place)
    }

    /// What is thought of what amendments that want the same ask for.
    pub(super) fn voices(&self, items: &[&Submission]) -> Vec<Voices> {
        let of = |it: &&Submission| Wording::of(it.made_on, &it.target, &it.body);
        let wordings: BTreeSet<Wording> = items.iter().filter_map(of).collect();
        self.counted(&wordings, &[Stance::Support, Stance::Concern])
    }

    /// How many want the paragraph as drafted.
    pub(super) fn retaining(&self) -> Vec<Voices> {
        let draft = self.laid.ground.table.draft.id;
        let drafted = self.paragraph().map(|it| Wording::as_drafted(draft, it.id, &it.content.text));
        self.counted(&drafted.into_iter().collect(), &[Stance::Retain])
    }

    fn counted(&self, wordings: &BTreeSet<Wording>, stances: &[Stance]) -> Vec<Voices> {
        let counts = |stance: &Stance| {
            let on = |tally: &&Tally| tally.stance == *stance && wordings.contains(&tally.wording);
            // A delegation may have spoken on the same words in two drafts: the fuller count, never the sum.
            let fullest = self.tallies.iter().filter(on).max_by_key(|it| it.all)?;
            Some(Voices { stance: *stance, counts: fullest.groups() })
        };
        stances.iter().filter_map(counts).collect()
    }

    /// The acts on this place, the last first; without those that only take others back.
    pub(super) fn history(&self, bench: &Workbench<'_>) -> Vec<(usize, &Act)> {
        let acts = self.acts_here(bench).into_iter();
        acts.filter(|(_, act)| !matches!(act.deed, Deed::Undo { .. })).collect()
    }

    /// All acts on this place with their numbers, the last first.
    pub(super) fn acts_here(&self, bench: &Workbench<'_>) -> Vec<(usize, &Act)> {
        let log = &self.laid.log;
        let cards = bench.cards.iter().flat_map(|card| card.items.iter().copied());
        let items: BTreeSet<SubmissionId> =
            cards.chain(bench.comments.iter().copied()).map(|it| it.id).collect();
        let here = |act: &Act| is_about(log, act, self.at.0) || rules_on(log, act, |id| items.contains(&id));
        log.iter().enumerate().map(|(at, act)| (at + 1, act)).filter(|(_, act)| here(act)).rev().collect()
    }
}

/// What the held submissions at a place name, each read anew beside the draft it was made on.
fn held_here(
    r: &Read<'_>,
    laid: &Laid,
    place: Option<usize>,
) -> Result<BTreeMap<SubmissionId, Names>, Error> {
    let (ground, table) = (&laid.ground, &laid.ground.table);
    let mut named = BTreeMap::new();
    for it in ground.triage(place).all().filter_map(|id| ground.find(id)) {
        if !table.held.contains_key(&it.id) {
            continue;
        }
        let earlier = (it.made_on != table.draft.id).then(|| r.paragraphs(it.made_on)).transpose()?;
        let draft = earlier.as_deref().unwrap_or(&table.paragraphs);
        let reading = Reading::of(&it.body, it.rationale.as_ref(), &it.target, draft);
        let findings = reading.holding();
        named.insert(it.id, (reading.passages, findings));
    }
    Ok(named)
}

/// Whether an act, or the one it takes back, rules on one of the submissions.
pub(super) fn rules_on(log: &[Act], act: &Act, is_one: impl Fn(SubmissionId) -> bool) -> bool {
    let deed = match &act.deed {
        Deed::Undo { act } => log.iter().find(|it| it.id == *act).map(|it| &it.deed),
        deed => Some(deed),
    };
    match deed {
        Some(Deed::Decide { rulings, .. }) => rulings.iter().any(|it| is_one(it.submission)),
        _ => false,
    }
}
