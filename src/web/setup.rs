//! Beginning by a link that is good once: the first member of the staff, and those who were handed one.
//!
//! Invariant: a link that was used, has run out or was never given is answered alike. A passphrase is read from a form
//! and written to nothing.

mod view;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::AppState;
use super::account::staff::marked;
use super::answer::{Page, see_other};
use super::error::Error;
use super::extract::{Form, Path};
use super::guest::Guest;
use super::office::{Chosen, Visible, Wrong, told, unprocessable};
use super::paths::office::route;
use super::staff_door::marks;
use super::{paths, session};
use crate::clock;
use crate::i18n;
use crate::identity::secret::Token;
use crate::proceedings::{
    self, First, Invited, LoggedIn, Offered, Refusal, accept, invited, offer_by_link, offered_by_link, set_up,
};
use crate::store::Read;

pub(super) fn router() -> Router<AppState> {
    Router::new().route(route::SETUP, get(page).post(begin))
}

/// All that the page shows.
struct Setup {
    guest: Guest,
    link: String,
    whom: Whom,
    login: String,
    name: String,
    chosen: Chosen,
    /// The second factor that is offered.
    offered: Offered,
    wrong: Option<Wrong>,
}

/// Whom the link is for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Whom {
    /// Whoever sets the server up; whether there is a process already.
    First { has_process: bool },
    /// A member of the staff, by name and login.
    Member { name: String, login: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetupForm {
    #[serde(default)]
    login: String,
    #[serde(default)]
    name: String,
    passphrase: Zeroizing<String>,
    again: Zeroizing<String>,
    offer: String,
    code: Zeroizing<String>,
    #[serde(default)]
    title: String,
    #[serde(default)]
    document: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    venue: String,
    drafts_public: Option<String>,
    submissions_public: Option<String>,
    #[serde(default)]
    submissions_shown: String,
    positions_shown: Option<String>,
    dispositions_shown: Option<String>,
}

async fn page(guest: Guest, State(app): State<AppState>, Path(link): Path<String>) -> Result<Page, Error> {
    let setup = look(&app, guest, link, None).await?;
    Ok(Page(view::page(i18n::words(), &setup)))
}

async fn begin(
    guest: Guest,
    State(app): State<AppState>,
    Path(link): Path<String>,
    headers: HeaderMap,
    Form(form): Form<SetupForm>,
) -> Result<Response, Error> {
    let setup = look(&app, guest, link, Some(form.offer)).await?;
    let SetupForm { login, name, passphrase, again, code, title, document, language, venue, .. } = form;
    let visible = Visible {
        drafts_public: form.drafts_public.is_some(),
        submissions_public: form.submissions_public.is_some(),
        submissions_shown: form.submissions_shown,
        positions_shown: form.positions_shown.is_some(),
        dispositions_shown: form.dispositions_shown.is_some(),
    };
    let chosen = Chosen { title, document, language, venue, visible };
    let setup = Setup { login, name, chosen, ..setup };
    let begun = match setup.begin(&app, &passphrase, &again, code).await? {
        Ok(begun) => begun,
        Err(wrong) => {
            let again = Setup { wrong: Some(wrong), ..setup };
            return Ok(unprocessable(view::page(i18n::words(), &again)));
        }
    };
    app.idle.begin(&begun.token, false, clock::now());
    let mut response = see_other(&app.store.read(first_page).await?).into_response();
    response.headers_mut().append(header::SET_COOKIE, session::cookie(app.front, &begun.token, false));
    marked(&app, &begun, None, &marks(app.front, &headers), response).await
}

impl Setup {
    async fn begin(
        &self,
        app: &AppState,
        passphrase: &Zeroizing<String>,
        again: &Zeroizing<String>,
        code: Zeroizing<String>,
    ) -> Result<Result<LoggedIn, Wrong>, Error> {
        let words = i18n::words();
        if passphrase != again {
            return Ok(Err(Wrong::new(words, "wrong-again", "again")));
        }
        let process = match self.whom {
            Whom::First { has_process: false } => match self.chosen.process(words) {
                Ok(process) => Some(process),
                Err(wrong) => return Ok(Err(wrong)),
            },
            Whom::First { has_process: true } | Whom::Member { .. } => None,
        };
        let (link, whom) = (token(&self.link)?, self.whom.clone());
        let first = First { login: self.login.clone(), name: self.name.clone(), process };
        let (offer, now) = (self.offered.sealed.clone(), clock::now());
        let secrets = proceedings::Chosen { passphrase: passphrase.clone(), offer, code };
        let _turn = app.door.hashing().await;
        let begun = app.store.act(move |store| match whom {
            Whom::First { .. } => set_up(store, &link, first, &secrets, now),
            Whom::Member { .. } => accept(store, &link, &secrets, now),
        });
        let begun = begun.await;
        let field = match &begun {
            Err(Refusal::Passphrase(_)) => "passphrase",
            Err(Refusal::WrongCode | Refusal::DeadOffer) => "code",
            Err(Refusal::Settings(proceedings::Unsettled::NoZone)) => "venue",
            Err(Refusal::Settings(_)) => "submissions_public",
            Err(_) if self.login.chars().any(char::is_alphanumeric) => "name",
            _ => "login",
        };
        Ok(told(begun)?.map_err(|said| Wrong::new(words, said, field)))
    }
}

fn token(link: &str) -> Result<Token, Error> {
    link.parse().map_err(|_| Error::Refused("refused-dead-link"))
}

/// Looks whom a link is for, and offers a second factor: the one that was offered before, while that is good.
async fn look(app: &AppState, guest: Guest, link: String, offer: Option<String>) -> Result<Setup, Error> {
    let known = token(&link)?;
    let whom = app.store.act(move |store| invited(store, &known, clock::now())).await?;
    let whom = app
        .store
        .read(move |r| match whom {
            Invited::First => Ok::<_, Error>(Whom::First { has_process: !r.processes()?.is_empty() }),
            Invited::Member(staff) => {
                let staff = r.staff(staff)?.ok_or(Error::Refused("refused-dead-link"))?;
                Ok(Whom::Member { name: staff.name, login: staff.login })
            }
        })
        .await?;
    let (login, name, known) = (String::new(), String::new(), token(&link)?);
    let offered = app.store.act(move |store| match offer {
        Some(offer) => offered_by_link(store, &known, &offer, clock::now()),
        None => offer_by_link(store, &known, clock::now()),
    });
    let offered = offered.await?;
    Ok(Setup { guest, link, whom, login, name, chosen: Chosen::default(), offered, wrong: None })
}

/// Where somebody goes who has just begun: to the one process that has no draft yet, else to all.
fn first_page(r: &Read<'_>) -> Result<String, Error> {
    let processes = r.processes()?;
    let [process] = processes.as_slice() else { return Ok(paths::processes()) };
    let documents = r.documents(process.id)?;
    let drafted = documents.first().map(|it| r.latest_draft(it.id)).transpose()?.flatten().is_some();
    Ok(if drafted { paths::process(&process.name) } else { paths::office::first_draft(&process.name) })
}
