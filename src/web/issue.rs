//! Issuing the next draft: what to look at before, the new text, and what to say once it is out.
//!
//! Invariant: what is issued is what was looked at. If anybody has decided since, nothing is issued, nothing typed is
//! lost, and the page says so.

mod later;
mod preview;
mod references;
mod view;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::answer::{Page, see_other};
use super::error::Error;
use super::extract::{Form, Path, Query};
use super::guest::Guest;
use super::office::{Typed, Wrong, field_of, told, unprocessable, zone};
use super::paths;
use super::paths::office::route;
use super::refusal::said;
use super::visit::{Issued, Visit};
use super::{AppState, UPLOAD_LIMIT};
use crate::clock;
use crate::document::id::DraftId;
use crate::drafting::consolidate::Consolidated;
use crate::drafting::renumber::Renumbered;
use crate::drafting::round::Phase;
use crate::i18n;
use crate::identity::disclosure::{Matter, Sight, sight};
use crate::identity::role::Act;
use crate::proceedings::release::issue_after_release;
use crate::proceedings::{
    self, Checklist, NewDraft, NewRound, Refusal, Table, as_renumbered, check_window, letter,
};
use crate::store::drafts::Basis;
use crate::store::rounds::{Round, Window};
use crate::store::{self, Read, Write};

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(route::ISSUE, get(page).post(issue))
        .route(route::RENUMBERING, post(renumber))
        .route(route::LATER, get(later::page).post(later::upload))
        .route(route::LATER_FOUND, get(later::found).post(later::told))
        .route(route::PREVIEW, get(preview::page))
        .route(route::ISSUED, get(issued))
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT))
}

/// All that the page shows.
struct Issuing {
    visit: Visit,
    zone: TimeZone,
    table: Table,
    made: Consolidated,
    checklist: Checklist,
    /// What renumbering would change.
    renumbered: Renumbered,
    done: Option<&'static str>,
    /// The round on the draft that is there.
    round: Option<Round>,
    /// Whether something waits in it; none where the reader may not know.
    waits: Option<bool>,
    filled: Filled,
    wrong: Option<Wrong>,
}

/// What stands in the fields.
#[derive(Clone, Debug, Default)]
struct Filled {
    label: String,
    day: String,
    opens: String,
    window: Typed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IssueForm {
    draft: DraftId,
    version: u32,
    label: String,
    day: String,
    confirm: String,
    opens: String,
    policy: String,
    hour: String,
    minimum: String,
    deadline_day: String,
    deadline_time: String,
    reactions_day: String,
    reactions_time: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RenumberForm {
    draft: DraftId,
    version: u32,
}

impl IssueForm {
    fn filled(self) -> Filled {
        let Self { label, day, opens, policy, hour, minimum, .. } = self;
        let Self { deadline_day, deadline_time, reactions_day, reactions_time, .. } = self;
        let window =
            Typed { policy, hour, minimum, deadline_day, deadline_time, reactions_day, reactions_time };
        Filled { label, day, opens, window }
    }
}

/// What goes with a draft once it is issued.
struct Out {
    visit: Visit,
    draft: Issued,
    letter: Vec<String>,
    round: Option<Round>,
    zone: TimeZone,
    fresh: bool,
}

#[derive(Default, Deserialize)]
struct Done {
    done: Option<String>,
}

async fn page(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Query(Done { done }): Query<Done>,
) -> Result<Page, Error> {
    let mut issuing = issuing(&app, guest, process).await?;
    issuing.done = match done.as_deref() {
        Some("renumbered") => Some("renumbered"),
        Some("file-on-desk") => Some("file-on-desk"),
        _ => None,
    };
    Ok(Page(view::page(i18n::words(), &issuing)))
}

async fn renumber(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Form(RenumberForm { draft, version }): Form<RenumberForm>,
) -> Result<Response, Error> {
    let before = issuing(&app, guest, process.clone()).await?;
    before.visit.permitted(Act::Decide)?;
    if !before.visit.standing.may(Act::Decide, before.phase()) {
        return Err(Error::Refused("desk-not-begun"));
    }
    let (scope, seen) = (before.visit.scope.clone(), Basis { draft, version });
    let renumbered = move |w: &Write<'_>| {
        let mut table = Table::lay(w, &scope, None)?;
        if table.basis() != seen {
            return Err(Error::Stale);
        }
        proceedings::renumber(w, &mut table)?;
        Ok(())
    };
    app.store.write(renumbered).await?;
    Ok(see_other(&format!("{}?done=renumbered", paths::office::issue(&process))))
}

async fn issue(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Form(form): Form<IssueForm>,
) -> Result<Response, Error> {
    let before = issuing(&app, guest, process.clone()).await?;
    let seen = Basis { draft: form.draft, version: form.version };
    let confirm = form.confirm.clone();
    let filled = form.filled();
    let again = |before: Issuing, wrong| {
        view::page(i18n::words(), &Issuing { filled: filled.clone(), wrong: Some(wrong), ..before })
    };
    let new = match filled.read(&before, &confirm) {
        Ok(new) => NewDraft { seen: Some(seen), ..new },
        Err(wrong) => return Ok(unprocessable(again(before, wrong))),
    };
    let scope = before.visit.scope.clone();
    let document = scope.document.id;
    let by = before.visit.actor()?;
    let issued = app.store.act(move |store| issue_after_release(store, &scope, &new, &by).map(drop)).await;
    if let Err(Refusal::Act(proceedings::Error::Store(store::Error::Stale { .. }))) = issued {
        let wrong = Wrong::new(i18n::words(), "refused-desk-moved", "checklist");
        return Ok((StatusCode::CONFLICT, Page(again(before, wrong))).into_response());
    }
    let field = match &issued {
        Err(Refusal::Act(proceedings::Error::TooEarly { .. })) => "day",
        _ => "label",
    };
    if let Err(said) = told(issued)? {
        let wrong = Wrong::new(i18n::words(), said, field);
        return Ok(unprocessable(again(before, wrong)));
    }
    let name = move |r: &Read<'_>| {
        let drafts = r.drafts(document)?;
        Ok::<_, Error>(paths::draft_names(drafts.iter().map(|it| it.label.as_str())).pop())
    };
    let name = app.store.read(name).await?.unwrap_or_default();
    Ok(see_other(&format!("{}?done=issued", paths::office::issued(&process, &name))))
}

impl Filled {
    /// What is to be issued; the first thing that is wrong.
    fn read(&self, before: &Issuing, confirm: &str) -> Result<NewDraft, Wrong> {
        let words = i18n::words();
        let wrong = |said: &str, field| Wrong::new(words, said, field);
        if !before.may_issue() {
            return Err(wrong("refused-round-not-begun", "checklist"));
        }
        let day: Date = self.day.trim().parse().map_err(|_| wrong("wrong-day", "day"))?;
        let phase = match self.opens.as_str() {
            "now" => Phase::Open,
            "later" => Phase::Planned,
            _ => return Err(wrong("wrong-opens", "opens")),
        };
        let window = self.window.window(words, &before.zone)?;
        check_window(None, &window, clock::now())
            .map_err(|unfit| wrong(said(&Refusal::Round(unfit)), field_of(unfit)))?;
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        if one_line(confirm) != one_line(&self.label) {
            return Err(wrong("wrong-confirm", "confirm"));
        }
        Ok(NewDraft { round: NewRound { phase, window }, ..NewDraft::new(&self.label, day) })
    }
}

impl Issuing {
    fn phase(&self) -> Phase {
        self.round.as_ref().map_or(Phase::Closed, |it| it.phase)
    }

    /// Whether the phase of the round permits it.
    fn may_issue(&self) -> bool {
        self.visit.standing.may(Act::Issue, self.phase())
    }
}

async fn issuing(app: &AppState, guest: Guest, process: String) -> Result<Issuing, Error> {
    let mut issuing = app.store.read(move |r| read(r, &guest, &process)).await?;
    let settings = issuing.visit.scope.process.settings.visibility;
    let seen = sight(issuing.visit.standing.audience(), Matter::Waiting, &settings);
    if seen == Sight::SomeOrNone
        && let Some(round) = issuing.round.as_ref().map(|it| it.id)
    {
        issuing.waits =
            Some(app.store.private(move |p| p.something_waits(round).map_err(Error::from)).await?);
    }
    Ok(issuing)
}

fn read(r: &Read<'_>, guest: &Guest, process: &str) -> Result<Issuing, Error> {
    let visit = Visit::to(r, guest, process)?;
    visit.permitted(Act::Issue)?;
    let table = Table::lay(r, &visit.scope, None)?;
    let made = table.consolidate();
    let zone = zone(&visit);
    let last = r.rounds(table.draft.id)?.pop();
    let usual = last.as_ref().map(|it| it.window.clone()).unwrap_or_default();
    let window = Window { deadline: None, reactions_until: None, ..usual };
    let filled = Filled {
        label: format!("Rev.{}", table.draft.ordinal + 1),
        day: clock::today(&zone).to_string(),
        opens: "now".to_owned(),
        window: Typed::of(&window, &zone),
    };
    Ok(Issuing {
        checklist: Checklist::of(&table, &made),
        renumbered: as_renumbered(&table, &made),
        done: None,
        round: last,
        waits: None,
        filled,
        wrong: None,
        visit,
        zone,
        table,
        made,
    })
}

async fn issued(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, draft)): Path<(String, String)>,
    Query(Done { done }): Query<Done>,
) -> Result<Page, Error> {
    let out = app.store.read(move |r| {
        let visit = Visit::to(r, &guest, &process)?;
        visit.at_desk()?;
        let draft = visit.draft(&draft)?.clone();
        let round = r.rounds(draft.draft.id)?.into_iter().next();
        let letter = letter(r, &visit.scope, &draft.draft)?;
        let fresh = done.as_deref() == Some("issued");
        Ok::<_, Error>(Out { zone: zone(&visit), visit, draft, letter, round, fresh })
    });
    Ok(Page(view::issued(i18n::words(), &out.await?)))
}
