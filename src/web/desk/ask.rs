//! Asking the unknown author of a submission.
//!
//! Invariant: co-chairs ask, the secretariat reads along. A question is in the record at once; what was typed comes
//! back where it is not taken. Nothing here says whose a submission is, or whether anybody will answer, but for what
//! came on paper and was taken over by nobody: that the staff know, who entered it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::at_desk;
use super::bench::Said as Done;
use super::view::ask as view;
use crate::chance;
use crate::clock;
use crate::document::id::SubmissionId;
use crate::drafting::exchange::{Said, Unsaid};
use crate::drafting::round::Phase;
use crate::export::rendition::{Item, Language, Vocabulary};
use crate::i18n;
use crate::identity::authorship::FormNonce;
use crate::identity::role::Act;
use crate::proceedings::{self, Refusal, ask, item_of};
use crate::store::Read;
use crate::store::questions::Exchange;
use crate::store::slips::Standing;
use crate::web::AppState;
use crate::web::answer::{Page, see_other};
use crate::web::error::Error;
use crate::web::extract::{Form, Path, Query};
use crate::web::guest::Guest;
use crate::web::office::zone;
use crate::web::paths::{self, At};
use crate::web::refusal::said;
use crate::web::visit::Visit;

/// All that the page shows.
pub(super) struct Asking {
    pub(super) visit: Visit,
    /// The submission.
    pub(super) id: SubmissionId,
    /// How it is spoken of, with its draft where that is not the latest.
    pub(super) name: String,
    /// It, as it is shown.
    pub(super) drawn: Option<Item>,
    pub(super) language: Language,
    /// What was asked about it before, and answered.
    pub(super) exchanges: Vec<Exchange>,
    /// Where it lies on the desk.
    pub(super) place: String,
    /// What the reader may do here.
    pub(super) may: May,
    /// Whether it came on paper and was taken over by nobody.
    pub(super) ownerless: bool,
    pub(super) form: FormNonce,
    pub(super) typed: Typed,
    pub(super) wrong: Option<&'static str>,
    pub(super) done: Option<&'static str>,
}

/// What the reader may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum May {
    /// Ask.
    Ask,
    /// Ask once the round has begun.
    NotNow,
    /// Nothing is asked about it any more.
    Gone,
    /// Read along.
    Look,
}

/// What stands in the fields.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    pub(super) text: String,
    pub(super) shared: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    form: FormNonce,
    text: String,
    shared: Option<String>,
}

pub(super) async fn page(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, item)): Path<(String, String)>,
    Query(done): Query<Done>,
) -> Result<Page, Error> {
    let item = item.parse().map_err(|_| Error::NotFound)?;
    let form = fresh()?;
    let read = move |r: &Read<'_>| Asking::of(r, at_desk(r, &guest, &process)?, item, form);
    let mut asking = app.store.read(read).await?;
    asking.done = (done.done == "asked").then_some("asked-done");
    Ok(Page(view::page(i18n::words(), &asking)))
}

pub(super) async fn put(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, item)): Path<(String, String)>,
    Form(Question { form, text, shared }): Form<Question>,
) -> Result<Response, Error> {
    let item = item.parse().map_err(|_| Error::NotFound)?;
    let name = process.clone();
    let read = move |r: &Read<'_>| {
        let visit = at_desk(r, &guest, &name)?;
        visit.permitted(Act::Ask)?;
        Asking::of(r, visit, item, form)
    };
    let asking = app.store.read(read).await?;
    let typed = Typed { text, shared: shared.is_some() };
    let refused = match asked(&app, &asking, &typed).await? {
        Ok(()) => return Ok(see_other(&paths::with_done(&paths::desk_item(&process, item), "asked"))),
        Err(refused) => refused,
    };
    let again = Asking { typed, wrong: Some(refused), ..asking };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view::page(i18n::words(), &again))).into_response())
}

/// Puts the question, or says why not.
async fn asked(app: &AppState, asking: &Asking, typed: &Typed) -> Result<Result<(), &'static str>, Error> {
    match asking.may {
        May::Ask => {}
        May::NotNow => return Ok(Err("ask-not-now")),
        May::Gone => return Ok(Err("ask-gone")),
        May::Look => return Err(Error::NotYours),
    }
    let words = match Said::parse(&typed.text) {
        Ok(words) => words,
        Err(Unsaid::Empty) => return Ok(Err("wrong-ask-empty")),
        Err(Unsaid::Long) => return Ok(Err("wrong-ask-long")),
    };
    let day = clock::today(&zone(&asking.visit));
    let (scope, item, form) = (asking.visit.scope.clone(), asking.id, asking.form);
    let (shared, by) = (typed.shared, asking.visit.actor()?);
    let put = app.store.write(move |w| ask(w, &scope, item, form, (words, shared), day, &by)).await;
    match put {
        Ok(_) => Ok(Ok(())),
        Err(Refusal::Act(error)) => Err(error.into()),
        Err(refusal) => Ok(Err(said(&refusal))),
    }
}

impl Asking {
    fn of(r: &Read<'_>, visit: Visit, id: SubmissionId, form: FormNonce) -> Result<Self, Error> {
        let document = visit.scope.document.id;
        let found = item_of(r, document, id)?;
        if found.held && !visit.sight.shows_held() {
            return Err(Error::NotFound);
        }
        let made_on = visit.drafts.iter().find(|it| it.draft.id == found.submission.made_on);
        let made_on = made_on.ok_or(Error::NotFound)?.draft.clone();
        let latest = visit.latest()?.draft.id;
        let paragraphs = r.paragraphs(made_on.id)?;
        let drawn = Item::all(&paragraphs, [&found.submission], &Vocabulary::default()).pop();
        let name = match made_on.id == latest {
            true => found.submission.name.to_string(),
            false => format!("{} {}", made_on.label, found.submission.name),
        };
        let phase = r.rounds(latest)?.last().map_or(Phase::Closed, |round| round.phase);
        let may = if !visit.standing.may_ever(Act::Ask) {
            May::Look
        } else if found.submission.withdrawn || found.succeeded {
            May::Gone
        } else if visit.standing.may(Act::Ask, phase) {
            May::Ask
        } else {
            May::NotNow
        };
        let here = r.paragraphs(latest)?;
        let process = visit.scope.process.name.as_str();
        let place = match found.submission.target.anchor() {
            None => paths::desk_at(process, At(None)),
            Some(on) if here.iter().any(|it| it.id == on) => paths::desk_at(process, At(Some(on))),
            Some(_) => paths::desk(process),
        };
        let paper = r.on_paper(document)?.into_iter().find(|(it, _)| *it == id);
        Ok(Self {
            exchanges: r.exchanges(document)?.remove(&id).unwrap_or_default(),
            language: visit.language(&paragraphs),
            ownerless: paper.is_some_and(|(_, standing)| standing != Standing::TakenOver),
            visit,
            id,
            name,
            drawn,
            place,
            may,
            form,
            typed: Typed::default(),
            wrong: None,
            done: None,
        })
    }
}

fn fresh() -> Result<FormNonce, Error> {
    Ok(FormNonce::from_bytes(chance::id().map_err(proceedings::Error::from)?))
}

/// A submission that something was asked about, in the overview.
pub(super) struct Line {
    pub(super) id: SubmissionId,
    pub(super) name: String,
    pub(super) asked: usize,
    /// How many of the questions were answered.
    pub(super) answered: usize,
}

/// All that something was asked about, in the order of the drafts and of names.
pub(super) fn lines(r: &Read<'_>, visit: &Visit) -> Result<Vec<Line>, Error> {
    let mut lines = Vec::new();
    for (id, exchanges) in r.exchanges(visit.scope.document.id)? {
        let item = r.item(id)?;
        if !visit.sight.exchanges || (item.held && !visit.sight.shows_held()) {
            continue;
        }
        let place = visit.drafts.iter().position(|it| it.draft.id == item.submission.made_on);
        let Some(draft) = place.and_then(|at| visit.drafts.get(at)) else { continue };
        let name = format!("{} {}", draft.draft.label, item.submission.name);
        let answered = exchanges.iter().filter(|it| !it.answers.is_empty()).count();
        lines.push((place, Line { id, name, asked: exchanges.len(), answered }));
    }
    lines.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.name.cmp(&other.name)));
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}
