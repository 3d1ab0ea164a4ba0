//! All files of a draft as one, for whoever asks: no more than that reader's own downloads hold.

use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::AppState;
use super::answer::Tag;
use super::error::Error;
use super::extract::Path;
use super::files::{attachment, invites_edits, tagged};
use super::guest::Guest;
use super::paths::office::route;
use super::submitted::{compilation, state};
use super::visit::{Issued, Visit};
use crate::export::Format;
use crate::identity::disclosure::Sight;
use crate::press::{self, Press};
use crate::proceedings::{Compilation, FileOf, Holds, Package, draw, package_of, rendition_of};
use crate::store::Read;

/// How long a reader waits for a package: less than an answer may take.
const PATIENCE: Duration = Duration::from_secs(12);

pub(super) fn router() -> Router<AppState> {
    Router::new().route(route::PACKAGE, get(package))
}

/// A package that has been found, and everything it depends on.
struct Found {
    visit: Visit,
    draft: Issued,
    tag: Tag,
}

async fn package(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, draft)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let found = app.store.read(move |r| find(r, &guest, &process, &draft)).await?;
    let saved_as = format!("{}-{}.zip", found.visit.scope.process.name, found.draft.name);
    let tag = found.tag.clone();
    let bytes = match app.shelf.files.get(&tag) {
        _ if tag.is_known(&headers) => return Ok((StatusCode::NOT_MODIFIED, tagged(&tag)).into_response()),
        Some(bytes) => bytes,
        None => match tokio::time::timeout(PATIENCE, tokio::spawn(made(app, tag.clone(), found))).await {
            Ok(made) => made.map_err(|error| Error::Internal(error.into()))??,
            Err(_) => return Err(Error::Refused("refused-package-slow")),
        },
    };
    let media_type = HeaderValue::from_static("application/zip");
    let disposition =
        [(header::CONTENT_TYPE, media_type), (header::CONTENT_DISPOSITION, attachment(&saved_as))];
    Ok((tagged(&tag), disposition, bytes).into_response())
}

/// Makes a package and puts it on the shelf, for those who wait, and for whoever asks again after waiting in vain.
async fn made(app: AppState, tag: Tag, found: Found) -> Result<Bytes, Error> {
    let turn = app.press.turn(Format::Pdf).await;
    if let Some(bytes) = app.shelf.files.get(&tag) {
        return Ok(bytes);
    }
    let package = app.store.read(move |r| gathered(r, &found)).await?;
    // Drawing takes longer than reading, and keeps no reader of the store waiting.
    let work = move || {
        let bytes = Bytes::from(drawn(&package, &app.press)?);
        app.shelf.files.keep(tag, bytes.clone());
        // Whose turn is next finds it there.
        drop(turn);
        Ok(bytes)
    };
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Internal(error.into()))?
}

/// Without PDF where it needs a font that this server lacks: the reader cannot mend that, and has the other formats.
fn drawn(package: &Package, press: &Press) -> Result<Vec<u8>, press::Error> {
    match draw(package, press) {
        Err(press::Error::Fonts(_)) => draw(package, &Press::without_pdf()),
        drawn => drawn,
    }
}

fn find(r: &Read<'_>, guest: &Guest, process: &str, draft: &str) -> Result<Found, Error> {
    let visit = Visit::to(r, guest, process)?;
    let draft = visit.draft(draft)?.clone();
    // What the reader is shown follows from the state; who the reader is plays no part.
    let mut parts: Vec<Vec<u8>> = vec![
        env!("CARGO_PKG_VERSION").into(),
        b"package".to_vec(),
        visit.scope.process.title.clone().into(),
        visit.scope.document.title.clone().into(),
        draft.draft.id.as_bytes().to_vec(),
        vec![u8::from(holds_ledger(&visit)), u8::from(visit.shows_submissions_on(&draft))],
        visit.formats.iter().map(|it| it.extension()).collect::<Vec<_>>().join(" ").into_bytes(),
        state(r, &visit)?,
    ];
    for it in &visit.drafts {
        parts.extend([it.draft.label.clone().into(), it.draft.hash.to_vec()]);
    }
    let tag = Tag::of(parts.iter().map(Vec::as_slice));
    Ok(Found { visit, draft, tag })
}

/// The ledger goes along where its page shows all of it; of those who see a part of it each sees another.
fn holds_ledger(visit: &Visit) -> bool {
    visit.sight.ledger == Sight::All
}

fn gathered(r: &Read<'_>, Found { visit, draft, .. }: &Found) -> Result<Package, Error> {
    let label = draft.draft.label.as_str();
    let compilation = match visit.shows_submissions_on(draft) {
        false => Compilation::None,
        true => {
            let cover = rendition_of(r, &visit.scope, Some(label), &FileOf::Clean)?.cover;
            let paragraphs = r.paragraphs(draft.draft.id)?;
            Compilation::Shown(Box::new(compilation(r, visit, draft, &paragraphs, cover)?))
        }
    };
    let holds = Holds { compilation, ledger: holds_ledger(visit) };
    let mut package = package_of(r, &visit.scope, Some(label), holds)?;
    package.pieces.iter_mut().for_each(|it| it.rendition.track_edits = invites_edits(it.rendition.view));
    Ok(package)
}
