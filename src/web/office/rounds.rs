//! The rounds of the latest draft: how the one runs that is not closed, where it is led, and what was released.

mod view;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::field::Wrong;
use super::window::{Typed, field_of};
use super::{told, unprocessable, visit, zone};
use crate::clock;
use crate::document::id::{ReleaseId, RoundId};
use crate::drafting::round::Phase;
use crate::i18n;
use crate::identity::disclosure::{Matter, Sight, sight};
use crate::identity::role::Act;
use crate::proceedings::release::{Released, lead_round, release_on_command};
use crate::proceedings::{Refusal, begin_round, settle_round};
use crate::store::Read;
use crate::store::releases::Release;
use crate::store::rounds::Round;
use crate::web::AppState;
use crate::web::answer::{Page, see_other};
use crate::web::error::Error;
use crate::web::extract::{Form, Path, Query};
use crate::web::guest::Guest;
use crate::web::limits::Turn;
use crate::web::paths;
use crate::web::refusal::said;
use crate::web::visit::Visit;

/// All that the page shows.
struct Rounds {
    visit: Visit,
    zone: TimeZone,
    now: Timestamp,
    /// The rounds on the latest draft, in order.
    rounds: Vec<Round>,
    /// Whether something waits in the current one; none where the reader may not know.
    waits: Option<bool>,
    releases: Vec<Made>,
    /// What stands in the fields of the window.
    typed: Typed,
    wrong: Option<Wrong>,
    done: Option<&'static str>,
}

/// A release, and how much became visible with it.
struct Made {
    release: Release,
    items: usize,
}

impl Rounds {
    /// The closed round out of which answers still come, where no other runs. Whether one waits is not told: where
    /// nothing else comes in, it would tell when one author was there.
    fn answering(&self) -> Option<&Round> {
        self.rounds.last().filter(|_| self.current().is_none())
    }

    /// The round that is not closed.
    fn current(&self) -> Option<&Round> {
        self.rounds.iter().find(|it| it.phase != Phase::Closed)
    }
}

#[derive(Default, Deserialize)]
pub(super) struct Done {
    done: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WindowForm {
    round: RoundId,
    policy: String,
    hour: String,
    minimum: String,
    deadline_day: String,
    deadline_time: String,
    reactions_day: String,
    reactions_time: String,
}

impl From<WindowForm> for Typed {
    fn from(form: WindowForm) -> Self {
        let WindowForm { policy, hour, minimum, deadline_day, deadline_time, .. } = form;
        let WindowForm { reactions_day, reactions_time, .. } = form;
        Self { policy, hour, minimum, deadline_day, deadline_time, reactions_day, reactions_time }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhaseForm {
    round: RoundId,
    phase: Phase,
    sure: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReleaseForm {
    round: RoundId,
}

pub(super) async fn page(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Query(Done { done }): Query<Done>,
) -> Result<Page, Error> {
    let mut rounds = rounds(&app, guest, process).await?;
    let known = ["round-settled", "round-led", "release-made", "release-not-made", "draft-issued-done"];
    rounds.done = known.into_iter().find(|it| Some(*it) == done.as_deref());
    Ok(Page(view::page(i18n::words(), &rounds)))
}

pub(super) async fn settle(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Form(form): Form<WindowForm>,
) -> Result<Response, Error> {
    let (round, typed) = (form.round, Typed::from(form));
    let before = rounds(&app, guest.clone(), process.clone()).await?;
    before.is_here(round)?;
    let read = match typed.window(i18n::words(), &before.zone) {
        Ok(window) => {
            let by = before.visit.actor()?;
            let settled = app.store.write(move |w| settle_round(w, round, &window, &by)).await;
            match settled {
                Err(Refusal::Round(unfit)) => {
                    Err(Wrong::new(i18n::words(), said(&Refusal::Round(unfit)), field_of(unfit)))
                }
                settled => {
                    settled?;
                    Ok(())
                }
            }
        }
        Err(wrong) => Err(wrong),
    };
    match read {
        Ok(()) => Ok(see_other(&format!("{}?done=round-settled", paths::office(&process)))),
        Err(wrong) => {
            let again = Rounds { typed, wrong: Some(wrong), ..before };
            Ok(unprocessable(view::page(i18n::words(), &again)))
        }
    }
}

pub(super) async fn lead(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Form(PhaseForm { round, phase, sure }): Form<PhaseForm>,
) -> Result<Response, Error> {
    let before = rounds(&app, guest, process.clone()).await?;
    before.is_here(round)?;
    let refused = |before: Rounds, said: &str| {
        let wrong = Some(Wrong::new(i18n::words(), said, "round-acts"));
        Ok(unprocessable(view::page(i18n::words(), &Rounds { wrong, ..before })))
    };
    if sure.is_none() {
        return refused(before, "wrong-not-sure");
    }
    let by = before.visit.actor()?;
    let led = match phase {
        Phase::Planned => return Err(Error::Form),
        Phase::Open => app.store.write(move |w| begin_round(w, round, &by)).await,
        Phase::Reactions | Phase::Closed => {
            let day = before.today();
            app.store.act(move |store| lead_round(store, round, phase, day, &by).map(drop)).await
        }
    };
    match told(led)? {
        Ok(()) => Ok(see_other(&format!("{}?done=round-led", paths::office(&process)))),
        Err(said) => refused(before, said),
    }
}

pub(super) async fn release(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Form(ReleaseForm { round }): Form<ReleaseForm>,
) -> Result<Response, Error> {
    let before = rounds(&app, guest, process.clone()).await?;
    before.visit.permitted(Act::Release)?;
    let phase = before.is_here(round)?;
    let made = if !before.visit.standing.may(Act::Release, phase) {
        Err("refused-round-not-begun")
    } else if app.limits.command(round.as_bytes()) == Turn::Wait {
        Err("refused-command-soon")
    } else {
        let (day, by) = (before.today(), before.visit.actor()?);
        told(app.store.act(move |store| release_on_command(store, round, day, &by)).await)?
    };
    // One answer for both reasons: how many were active is nobody's to know.
    let done = match made {
        Ok(Released::Made { .. }) => "release-made",
        Ok(Released::Nothing | Released::TooFew) => "release-not-made",
        Err(said) => {
            let wrong = Some(Wrong::new(i18n::words(), said, "round-acts"));
            return Ok(unprocessable(view::page(i18n::words(), &Rounds { wrong, ..before })));
        }
    };
    Ok(see_other(&format!("{}?done={done}", paths::office(&process))).into_response())
}

impl Rounds {
    fn today(&self) -> Date {
        clock::today(&self.zone)
    }

    /// The phase of a round. Refuses one that is not of this draft: a later one has been issued.
    fn is_here(&self, round: RoundId) -> Result<Phase, Error> {
        self.rounds.iter().find(|it| it.id == round).map(|it| it.phase).ok_or(Error::Stale)
    }
}

async fn rounds(app: &AppState, guest: Guest, process: String) -> Result<Rounds, Error> {
    let mut rounds = app
        .store
        .read(move |r| {
            let visit = visit(r, &guest, &process, Act::LeadRound)?;
            read(r, visit)
        })
        .await?;
    let settings = rounds.visit.scope.process.settings.visibility;
    let seen = sight(rounds.visit.standing.audience(), Matter::Waiting, &settings);
    if seen == Sight::SomeOrNone
        && let Some(round) = rounds.current().map(|it| it.id)
    {
        rounds.waits = Some(app.store.private(move |p| p.something_waits(round).map_err(Error::from)).await?);
    }
    Ok(rounds)
}

fn read(r: &Read<'_>, visit: Visit) -> Result<Rounds, Error> {
    let zone = zone(&visit);
    let rounds = match visit.drafts.last() {
        Some(latest) => r.rounds(latest.draft.id)?,
        None => Vec::new(),
    };
    let document = visit.scope.document.id;
    let of: Vec<ReleaseId> = r.items(document)?.into_iter().map(|it| it.release).collect();
    let made = |release: Release| {
        let items = of.iter().filter(|it| **it == release.id).count();
        Made { release, items }
    };
    let mut releases: Vec<Made> = r.releases(document)?.into_iter().map(made).collect();
    releases.reverse();
    let current = rounds.iter().find(|it| it.phase != Phase::Closed);
    let typed = current.map(|it| Typed::of(&it.window, &zone)).unwrap_or_default();
    Ok(Rounds {
        visit,
        zone,
        now: clock::now(),
        rounds,
        waits: None,
        releases,
        typed,
        wrong: None,
        done: None,
    })
}
