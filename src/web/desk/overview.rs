//! The overview of the desk: every paragraph, what was submitted on it and what is left to decide.

pub(super) mod view;

use std::sync::Arc;

use serde::Deserialize;

use super::ask::{Line, lines};
use super::ground::{Laid, laid};
use crate::document::id::RoundId;
use crate::store::Read;
use crate::web::error::Error;
use crate::web::shelf::Shelf;
use crate::web::visit::Visit;

/// What is asked to be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Which paragraphs.
    pub(super) show: Show,
    /// In which order.
    pub(super) order: Order,
}

/// Which paragraphs are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Show {
    /// All.
    #[default]
    All,
    /// Those with something to decide.
    Undecided,
    /// Those with places where amendments compete.
    Competing,
}

/// The order they are shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Order {
    /// That of the text.
    #[default]
    Text,
    /// The most contested first.
    Contested,
}

/// All that the page shows.
pub(super) struct Overview {
    pub(super) visit: Visit,
    pub(super) laid: Arc<Laid>,
    pub(super) asked: Asked,
    /// The round on the draft, if one is running.
    round: Option<RoundId>,
    /// What authors were asked about.
    pub(super) asked_about: Vec<Line>,
    /// Whether something waits for its release, where the reader is told.
    pub(super) waits: Option<bool>,
}

impl Overview {
    pub(super) fn of(r: &Read<'_>, shelf: &Shelf, visit: Visit, asked: Asked) -> Result<Self, Error> {
        let laid = laid(r, shelf, &visit)?;
        let round = r.current_round(visit.latest()?.draft.id)?.map(|round| round.id);
        let asked_about = lines(r, &visit)?;
        Ok(Self { visit, laid, asked, round, asked_about, waits: None })
    }

    /// The round to ask about, where the reader may know.
    pub(super) fn asks_whether_something_waits(&self) -> Option<RoundId> {
        self.round.filter(|_| self.visit.sight.waiting)
    }

    /// The places to show, in order.
    fn places(&self) -> Vec<Option<usize>> {
        let laid = &self.laid;
        let count = laid.ground.table.paragraphs.len();
        let whole = laid.ground.triage(None).all().next().is_some() || !laid.row(None).is_settled();
        let places = (0..count).filter(|place| laid.is_unit(*place)).map(Some);
        let places = places.chain(whole.then_some(None));
        let shown = |place: &Option<usize>| match self.asked.show {
            Show::All => true,
            Show::Undecided => !laid.row(*place).is_settled(),
            Show::Competing => laid.ground.triage(*place).competing > 0,
        };
        let mut places: Vec<_> = places.filter(shown).collect();
        if self.asked.order == Order::Contested {
            let contested = laid.most_contested();
            places
                .sort_by_key(|place| contested.iter().position(|it| it == place).unwrap_or(contested.len()));
        }
        places
    }
}
