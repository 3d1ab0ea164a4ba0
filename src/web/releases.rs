//! The lists of the releases, as a page and as a file; and whether an acknowledged operation is in one.
//!
//! Invariant: whoever may read the drafts may ask, without logging in. Asking writes nothing, and of what was pasted
//! nothing is kept or logged.

mod view;

use axum::Router;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::AppState;
use super::answer::{Page, Tag};
use super::error::Error;
use super::extract::Path;
use super::files::{attachment, tagged};
use super::guest::Guest;
use super::paths::route;
use super::uploads::received;
use super::visit::Visit;
use crate::i18n;
use crate::identity::acknowledgement::Acknowledgement;
use crate::identity::published::List;
use crate::proceedings::{Where, locate, published};
use crate::store::Read;

/// How many acknowledgements are looked for at once.
const MOST: usize = 1000;

pub(super) fn router() -> Router<AppState> {
    Router::new().route(route::LISTS, get(page).post(look)).route(route::LISTS_FILE, get(file))
}

/// What the page shows.
struct Lists {
    visit: Visit,
    list: List,
    /// In which round each release was made, by its draft and its number on that.
    rounds: Vec<(String, u32)>,
    /// What was asked, and the answer.
    asked: Option<Asked>,
}

/// What somebody asked.
enum Asked {
    /// Where these are.
    Found(Vec<(Acknowledgement, Where)>),
    /// Nothing that can be answered: why, and what was typed.
    Wrong { why: &'static str, typed: String },
}

async fn page(guest: Guest, State(app): State<AppState>, Path(process): Path<String>) -> Result<Page, Error> {
    let lists = app.store.read(move |r| Lists::read(r, &guest, &process)).await?;
    Ok(Page(view::page(i18n::words(), &lists)))
}

async fn look(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Error> {
    let lists = app.store.read(move |r| Lists::read(r, &guest, &process)).await?;
    let (sent, mut typed) = received(form, &["acknowledgements"]).await?;
    let typed = typed.remove("acknowledgements").unwrap_or_default();
    let file = sent.map(|it| String::from_utf8_lossy(&it.bytes).into_owned()).unwrap_or_default();
    let read = Acknowledgement::read_all(&format!("{typed}\n{file}"));
    let given: Result<Vec<Acknowledgement>, _> = read.into_iter().collect();
    let why = match &given {
        Ok(given) if given.is_empty() => Some("wrong-no-acknowledgement"),
        Ok(given) if given.len() > MOST => Some("wrong-many-acknowledgements"),
        Ok(_) => None,
        Err(_) => Some("wrong-acknowledgement"),
    };
    let (status, asked) = match (why, given) {
        (None, Ok(given)) => {
            let (document, asked) = (lists.list.document, given.clone());
            let found = app.store.act(move |store| locate(store, document, &asked)).await?;
            (StatusCode::OK, Asked::Found(given.into_iter().zip(found).collect()))
        }
        (why, _) => {
            let why = why.unwrap_or("wrong-acknowledgement");
            (StatusCode::UNPROCESSABLE_ENTITY, Asked::Wrong { why, typed })
        }
    };
    let lists = Lists { asked: Some(asked), ..lists };
    Ok((status, Page(view::page(i18n::words(), &lists))).into_response())
}

async fn file(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let lists = app.store.read(move |r| Lists::read(r, &guest, &process)).await?;
    let json = lists.list.to_json();
    let tag = Tag::of([json.as_bytes()]);
    if tag.is_known(&headers) {
        return Ok((StatusCode::NOT_MODIFIED, tagged(&tag)).into_response());
    }
    let saved_as = format!("{}-releases.json", lists.visit.scope.process.name);
    let kind = HeaderValue::from_static("application/json");
    let disposition = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, attachment(&saved_as))];
    Ok((tagged(&tag), disposition, json).into_response())
}

impl Lists {
    fn read(r: &Read<'_>, guest: &Guest, process: &str) -> Result<Self, Error> {
        let visit = Visit::to(r, guest, process)?;
        if !visit.sight.lists {
            return Err(Error::NotFound);
        }
        let list = published(r, &visit.scope)?;
        let label =
            |draft| visit.drafts.iter().find(|it| it.draft.id == draft).map(|it| it.draft.label.clone());
        let rounds = (list.releases.iter())
            .map(|it| {
                let round = r.round(it.round)?;
                Ok((label(round.draft).unwrap_or_default(), round.ordinal))
            })
            .collect::<Result<_, Error>>()?;
        Ok(Self { visit, list, rounds, asked: None })
    }
}
