//! A Word file of the draft: fetched, edited, sent back, looked at, taken into the set.
//!
//! Invariant: of a file that is sent nothing is kept but what it proposes, in memory, until it is taken in or an hour has
//! gone by. What is taken in is what was looked at.

use std::sync::Arc;

use axum::Router;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;

use super::check;
use super::form::Way;
use super::fragment::Fragment;
use super::subject::Subject;
use super::view::returned as view;
use crate::clock;
use crate::document::outline::spoken_names;
use crate::export::rendition::Language;
use crate::i18n;
use crate::identity::authorship::FormNonce;
use crate::identity::preparation::{Change, Entry};
use crate::identity::role::Act;
use crate::identity::session::Delegate;
use crate::proceedings::{self, File, Refusal, Texts, compare_with_set, take_into_set};
use crate::store::{self, Read};
use crate::web::answer::{Page, see_other};
use crate::web::error::Error;
use crate::web::extract::{Form, Path, Query};
use crate::web::guest::Guest;
use crate::web::paths::{self, route};
use crate::web::uploads::{in_time, received};
use crate::web::visit::Visit;
use crate::web::{AppState, UPLOAD_LIMIT};

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(route::RETURNED, get(page).post(upload))
        .route(route::RETURNED_FOUND, get(found).post(take))
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT))
}

/// The page that gives a file and asks for it back.
pub(super) struct Asking {
    /// The process, and who visits it.
    pub(super) visit: Visit,
    /// Why a file was not taken.
    pub(super) wrong: Option<String>,
}

/// The page that shows what was found.
pub(super) struct Found {
    /// The process, and who visits it.
    pub(super) visit: Visit,
    /// The name the upload is found by.
    pub(super) upload: String,
    /// What was found.
    pub(super) file: Arc<File>,
    /// The proposals as they would be taken.
    pub(super) rows: Vec<Row>,
    /// How the paragraphs of the file's draft are spoken of.
    pub(super) names: Vec<String>,
    /// The entries that are not in the file.
    pub(super) missing: Vec<Row>,
    /// What was wrong.
    pub(super) wrong: Option<&'static str>,
}

/// One proposal, or an entry.
pub(super) struct Row {
    /// What it is about.
    pub(super) name: String,
    /// What it changes in the set; none is an entry that the file does not have.
    pub(super) change: Option<Change>,
    /// The entry.
    pub(super) form: FormNonce,
    /// What it does.
    pub(super) way: Way,
    /// What becomes of the text.
    pub(super) fragment: Fragment,
    /// The language of the text.
    pub(super) language: Language,
    /// The earlier draft that it stays on, where its author has to look at it first.
    pub(super) since: Option<String>,
}

/// Where a page that is no longer there leads.
const GONE: &str = "upload-gone";

/// What the address says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    done: String,
}

/// What is taken in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Taken {
    /// Proposals: the index, a dot, and the change that was seen.
    item: Vec<String>,
    /// Entries that are thrown away.
    discard: Vec<String>,
    act: String,
    #[serde(rename = "pad")]
    _pad: Option<String>,
}

async fn page(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Query(Said { done }): Query<Said>,
) -> Result<Page, Error> {
    let asking = app.store.read(move |r| asking(r, &guest, &process)).await?;
    let wrong = (done == GONE).then(|| i18n::words().say("wrong-upload-gone"));
    Ok(Page(view::asking(i18n::words(), &Asking { wrong, ..asking })))
}

async fn upload(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Error> {
    let name = process.clone();
    let (before, delegate, texts) = app
        .store
        .read(move |r| {
            let before = asking(r, &guest, &name)?;
            let delegate = before.visit.delegate()?.clone();
            let texts = Texts::of(r, &before.visit.scope)?;
            Ok::<_, Error>((before, delegate, texts))
        })
        .await?;
    let again = |said: String| {
        let page = view::asking(i18n::words(), &Asking { wrong: Some(said), ..before });
        Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
    };
    let (sent, _) = received(form, &[]).await?;
    let Some(sent) = sent else { return again(i18n::words().say("wrong-no-file")) };
    let Some(read) = in_time(move || texts.read(&sent.bytes)).await? else {
        return again(i18n::words().say("wrong-too-long"));
    };
    match read? {
        Err(error) => again(error.to_string()),
        Ok(file) => {
            let upload = app.returned.keep(delegate.delegation, Arc::new(file), clock::now())?;
            Ok(see_other(&paths::returned_found(&process, &upload)))
        }
    }
}

async fn found(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, upload)): Path<(String, String)>,
) -> Result<Response, Error> {
    shown(&app, guest, process, upload, (StatusCode::OK, None)).await
}

/// What was found, against the set as it stands now.
async fn shown(
    app: &AppState,
    guest: Guest,
    process: String,
    upload: String,
    (status, wrong): (StatusCode, Option<&'static str>),
) -> Result<Response, Error> {
    let (visit, delegate) = writer(app, &guest, &process).await?;
    let Some(file) = app.returned.find(&delegate.delegation, &upload, clock::now()) else {
        return Ok(see_other(&paths::with_done(&paths::returned(&process), GONE)));
    };
    let words = i18n::words();
    let (kept, scope) = (Arc::clone(&file), visit.scope.clone());
    let (plan, set) = app.store.act(move |store| compare_with_set(store, &scope, &delegate, &kept)).await?;
    let page = app
        .store
        .read(move |r| {
            let row = |change: Option<Change>, form, words_of: &_| Row::of(r, &visit, change, form, words_of);
            let rows = (plan.changes.iter().zip(&file.proposed))
                .map(|((change, words), it)| row(Some(*change), it.form, words))
                .collect::<Result<Vec<_>, Error>>()?;
            let is_missing = |it: &&Entry| plan.missing.contains(&it.form);
            let missing = (set.iter().filter(is_missing))
                .map(|it| row(None, it.form, &it.words))
                .collect::<Result<Vec<_>, Error>>()?;
            let names = spoken_names(&r.paragraphs(file.draft.id)?);
            let found = Found { visit, upload, file, rows, names, missing, wrong };
            Ok::<_, Error>(view::found(words, &found))
        })
        .await?;
    Ok((status, Page(page)).into_response())
}

/// Takes what was ticked into the set, and goes on to the check page or back to the set.
async fn take(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, upload)): Path<(String, String)>,
    Form(taken): Form<Taken>,
) -> Result<Response, Error> {
    let seen = taken.seen()?;
    let discarded = taken.discarded()?;
    let (visit, delegate) = writer(&app, &guest, &process).await?;
    let Some(file) = app.returned.find(&delegate.delegation, &upload, clock::now()) else {
        return gone(visit);
    };
    if seen.is_empty() && discarded.is_empty() {
        let nothing = (StatusCode::UNPROCESSABLE_ENTITY, Some("wrong-nothing-ticked"));
        return shown(&app, guest, process, upload, nothing).await;
    }
    let scope = visit.scope.clone();
    let saved =
        app.store.act(move |store| take_into_set(store, &scope, &delegate, &file, &seen, discarded)).await;
    match saved {
        Ok(entries) if taken.act == "check" && !entries.is_empty() => {
            check::answer(&app, guest, process, entries, (StatusCode::OK, None)).await
        }
        Ok(_) => {
            let mine = paths::with_done(&paths::delegation(&process), "file-taken");
            Ok(see_other(&format!("{mine}#prepared")))
        }
        Err(Refusal::Act(proceedings::Error::Store(store::Error::Stale { .. }))) => {
            let stale = (StatusCode::CONFLICT, Some("wrong-set-moved"));
            shown(&app, guest, process, upload, stale).await
        }
        Err(Refusal::Act(error)) => Err(error.into()),
        Err(refusal) => {
            let refused = (StatusCode::UNPROCESSABLE_ENTITY, Some(crate::web::refusal::said(&refusal)));
            shown(&app, guest, process, upload, refused).await
        }
    }
}

/// The upload is no longer there: it is asked for again.
fn gone(visit: Visit) -> Result<Response, Error> {
    let asking = Asking { visit, wrong: Some(i18n::words().say("wrong-upload-gone")) };
    let page = view::asking(i18n::words(), &asking);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

fn asking(r: &Read<'_>, guest: &Guest, process: &str) -> Result<Asking, Error> {
    let visit = Visit::to(r, guest, process)?;
    visit.delegate()?;
    visit.permitted(Act::Prepare)?;
    Ok(Asking { visit, wrong: None })
}

async fn writer(app: &AppState, guest: &Guest, process: &str) -> Result<(Visit, Delegate), Error> {
    let (guest, process) = (guest.clone(), process.to_owned());
    app.store
        .read(move |r| {
            let Asking { visit, .. } = asking(r, &guest, &process)?;
            let delegate = visit.delegate()?.clone();
            Ok((visit, delegate))
        })
        .await
}

impl Row {
    fn of(
        r: &Read<'_>,
        visit: &Visit,
        change: Option<Change>,
        form: FormNonce,
        words: &crate::identity::preparation::Words,
    ) -> Result<Self, Error> {
        let subject = Subject::of_target(r, visit.clone(), words.made_on, &words.target)?;
        Ok(Self {
            name: subject.name(i18n::words()),
            change,
            form,
            way: Way::of(&words.body),
            fragment: Fragment::of(r, &subject, words)?,
            language: subject.language(),
            since: (!subject.is_latest()).then(|| subject.draft.draft.label.clone()),
        })
    }
}

impl Taken {
    fn seen(&self) -> Result<Vec<(usize, String)>, Error> {
        let read = |item: &String| {
            let (at, seen) = item.split_once('.').ok_or(Error::Form)?;
            Ok((at.parse().map_err(|_| Error::Form)?, seen.to_owned()))
        };
        self.item.iter().map(read).collect()
    }

    fn discarded(&self) -> Result<Vec<FormNonce>, Error> {
        self.discard.iter().map(|form| form.parse().map_err(|_| Error::Form)).collect()
    }
}
