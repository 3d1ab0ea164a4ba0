//! What was entered from paper, and the slips by which whoever sent it takes it over.
//!
//! Invariant: a code stands on the page that answers the form it was asked for with, and nowhere else. Nothing here
//! says who sent a thing, or who took it over.

mod view;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::field::Wrong;
use super::{told, unprocessable, visit};
use crate::document::id::SubmissionId;
use crate::i18n;
use crate::identity::role::Act;
use crate::proceedings::{OnPaper, Slip, give_slips, on_paper};
use crate::store::Read;
use crate::store::slips::Standing;
use crate::web::AppState;
use crate::web::answer::Page;
use crate::web::error::Error;
use crate::web::extract::{Form, Path};
use crate::web::guest::Guest;
use crate::web::visit::Visit;

/// What came on paper, as a page.
struct Received {
    visit: Visit,
    all: Vec<OnPaper>,
    wrong: Option<Wrong>,
}

/// Slips to be printed.
struct Slips {
    visit: Visit,
    slips: Vec<Slip>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SlipsForm {
    /// One of them; none is all that have no slip yet.
    item: Option<SubmissionId>,
}

pub(super) async fn page(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
) -> Result<Page, Error> {
    let received = app.store.read(move |r| received(r, &guest, &process)).await?;
    Ok(Page(view::page(i18n::words(), &received)))
}

pub(super) async fn slips(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Form(SlipsForm { item }): Form<SlipsForm>,
) -> Result<Response, Error> {
    let before = app.store.read(move |r| received(r, &guest, &process)).await?;
    let known = |wanted: &OnPaper| match item {
        Some(item) => wanted.item.submission.id == item,
        None => wanted.standing == Standing::NoSlip,
    };
    let chosen: Vec<SubmissionId> =
        before.all.iter().filter(|it| known(it)).map(|it| it.item.submission.id).collect();
    if chosen.is_empty() && item.is_some() {
        return Err(Error::NotFound);
    }
    let (scope, by) = (before.visit.scope.clone(), before.visit.actor()?);
    let given = app.store.write(move |w| give_slips(w, &scope, &chosen, &by)).await;
    Ok(match told(given)? {
        Ok(slips) => Page(view::slips(i18n::words(), &Slips { visit: before.visit, slips })).into_response(),
        Err(said) => {
            let wrong = Some(Wrong::new(i18n::words(), said, "received"));
            unprocessable(view::page(i18n::words(), &Received { wrong, ..before }))
        }
    })
}

fn received(r: &Read<'_>, guest: &Guest, process: &str) -> Result<Received, Error> {
    let visit = visit(r, guest, process, Act::Receive)?;
    let mut all = on_paper(r, visit.scope.document.id)?;
    all.retain(|it| !it.item.held || visit.sight.shows_held());
    Ok(Received { visit, all, wrong: None })
}
