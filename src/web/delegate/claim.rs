//! Questions and slips on the page of the delegation: what is asked, what is being taken over, and taking over.
//!
//! Invariant: a code stands in no address and in no page but the form it was typed into; whether it is wrong, used or
//! replaced is one answer.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::act::permitted;
use super::mine::{self, Asked};
use super::view::mine as view;
use crate::document::id::DocumentId;
use crate::i18n;
use crate::identity::role::Act;
use crate::identity::session::Delegate;
use crate::proceedings::{Claimed, OwnQuestion, Refusal, claimed, own_questions, take_over};
use crate::store::Store;
use crate::web::AppState;
use crate::web::answer::{Page, see_other};
use crate::web::error::Error;
use crate::web::extract::{Form, Path};
use crate::web::guest::Guest;
use crate::web::paths;
use crate::web::refusal::said;

/// What the page of the delegation shows of questions and slips.
#[derive(Debug, Default)]
pub(super) struct Asks {
    /// What is asked about own items.
    pub(super) questions: Vec<OwnQuestion>,
    /// What is being taken over.
    pub(super) claimed: Vec<Claimed>,
    /// What was wrong with a code that was typed.
    pub(super) wrong: Option<&'static str>,
}

impl Asks {
    pub(super) fn of(store: &Store, delegate: &Delegate, document: DocumentId) -> Result<Self, Refusal> {
        Ok(Self {
            questions: own_questions(store, delegate, document)?,
            claimed: claimed(store, delegate)?,
            wrong: None,
        })
    }
}

/// The code on a slip.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Code {
    code: Zeroizing<String>,
}

/// Takes over what a slip is for.
pub(super) async fn take(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Form(Code { code }): Form<Code>,
) -> Result<Response, Error> {
    let (_, delegate) = permitted(&app, &guest, &process, Act::TakeOver).await?;
    let refused = match app.store.act(move |store| take_over(store, &delegate, &code)).await {
        Ok(_) => {
            let mine = paths::with_done(&paths::delegation(&process), "claimed");
            return Ok(see_other(&format!("{mine}#claims")));
        }
        Err(Refusal::Act(error)) => match Error::from(error) {
            Error::Refused(said) => said,
            error => return Err(error),
        },
        Err(refusal) => said(&refusal),
    };
    let mut page = mine::mine(&app, guest, process, &Asked::default()).await?;
    page.asks.wrong = Some(refused);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view::page(i18n::words(), &page))).into_response())
}
