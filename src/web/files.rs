//! Files of issued drafts: drawn up once, kept on the shelf, and known to browsers by what they depend on.

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
use super::guest::Guest;
use super::paths::{FileName, Shows, route};
use super::submitted::{annotated, comparison, compilation, state};
use super::visit::{Issued, Visit};
use crate::export::Format;
use crate::export::rendition::{Rendition, View};
use crate::proceedings::{FileOf, letter, rendition_of};
use crate::store::Read;

pub(super) fn router() -> Router<AppState> {
    Router::new().route(route::FILE, get(file))
}

/// A file that has been found, and everything it depends on.
struct Found {
    visit: Visit,
    draft: Issued,
    against: Option<Issued>,
    tag: Tag,
}

async fn file(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, draft, file)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let name = FileName::parse(&file).ok_or(Error::NotFound)?;
    let asked = name.clone();
    let found = app.store.read(move |r| find(r, &guest, &process, &draft, &asked)).await?;
    let saved_as = format!("{}-{}-{name}", found.visit.scope.process.name, found.draft.name);
    let tag = found.tag.clone();
    let bytes = match app.shelf.files.get(&tag) {
        _ if tag.is_known(&headers) => return Ok((StatusCode::NOT_MODIFIED, tagged(&tag)).into_response()),
        Some(bytes) => bytes,
        None => {
            let (format, asked) = (name.format, name.clone());
            drawn(&app, &tag, format, move |r| rendition(r, &found, &asked)).await?
        }
    };
    let media_type = HeaderValue::from_static(name.format.media_type());
    let disposition =
        [(header::CONTENT_TYPE, media_type), (header::CONTENT_DISPOSITION, attachment(&saved_as))];
    Ok((tagged(&tag), disposition, bytes).into_response())
}

fn find(r: &Read<'_>, guest: &Guest, process: &str, draft: &str, file: &FileName) -> Result<Found, Error> {
    let visit = Visit::to(r, guest, process)?;
    let draft = visit.draft(draft)?.clone();
    let earlier = |name: &str| visit.earlier(&draft, name).cloned();
    let against = match &file.what {
        Shows::Clean | Shows::Compilation | Shows::AnnotatedClean | Shows::Letter => None,
        Shows::Redline(name) | Shows::AnnotatedRedline(name) | Shows::Comparison(name) => {
            Some(earlier(name)?)
        }
    };
    // The draft whose submissions the file cannot do without.
    let submitted_on = match file.what {
        Shows::Clean | Shows::Redline(_) | Shows::Comparison(_) | Shows::Letter => None,
        Shows::Compilation | Shows::AnnotatedClean => Some(&draft),
        Shows::AnnotatedRedline(_) => against.as_ref(),
    };
    if submitted_on.is_some_and(|it| !visit.shows_submissions_on(it)) {
        return Err(Error::NotFound);
    }
    if file.what == Shows::Letter && !visit.standing.at_desk() {
        return Err(Error::NotFound);
    }
    let beside = match file.what {
        Shows::Letter => letter(r, &visit.scope, &draft.draft)?.concat().into_bytes(),
        Shows::Clean | Shows::Redline(_) => Vec::new(),
        Shows::Compilation | Shows::AnnotatedClean | Shows::AnnotatedRedline(_) | Shows::Comparison(_) => {
            state(r, &visit)?
        }
    };
    let name = file.to_string();
    let (process, document) = (&visit.scope.process, &visit.scope.document);
    let parts: [&[u8]; 10] = [
        env!("CARGO_PKG_VERSION").as_bytes(),
        name.as_bytes(),
        process.title.as_bytes(),
        document.title.as_bytes(),
        draft.draft.label.as_bytes(),
        draft.draft.id.as_bytes(),
        &draft.draft.hash,
        against.as_ref().map_or(&[], |it| it.draft.id.as_bytes()),
        against.as_ref().map_or(&[], |it| &it.draft.hash),
        &beside,
    ];
    let tag = Tag::of(parts);
    Ok(Found { visit, draft, against, tag })
}

fn rendition(r: &Read<'_>, found: &Found, file: &FileName) -> Result<Rendition, Error> {
    let Found { visit, draft, against, .. } = found;
    let rendition = |what| rendition_of(r, &visit.scope, Some(&draft.draft.label), &what);
    let redline = |against: &Issued| FileOf::Redline { against: Some(against.draft.label.clone()) };
    let rendition: Rendition = match (&file.what, against) {
        (Shows::Redline(_), Some(against)) => rendition(redline(against))?,
        (Shows::AnnotatedRedline(_), Some(against)) => {
            annotated(r, visit, (against, Some(draft)), rendition(redline(against))?)?
        }
        (Shows::AnnotatedClean, _) => annotated(r, visit, (draft, None), rendition(FileOf::Clean)?)?,
        (Shows::Comparison(_), Some(against)) => comparison(r, visit, against, draft)?,
        (Shows::Clean | Shows::Redline(_) | Shows::AnnotatedRedline(_) | Shows::Comparison(_), _) => {
            rendition(FileOf::Clean)?
        }
        (Shows::Letter, _) => rendition(FileOf::Letter)?,
        (Shows::Compilation, _) => {
            let cover = rendition(FileOf::Clean)?.cover;
            compilation(r, visit, draft, &r.paragraphs(draft.draft.id)?, cover)?
        }
    };
    Ok(Rendition { track_edits: invites_edits(rendition.view), ..rendition })
}

/// Whoever edits a text or a redline is meant to send the edits back.
pub(super) fn invites_edits(view: View) -> bool {
    matches!(view, View::Clean | View::Redline)
}

/// Makes a file and puts it on the shelf. Where many ask for it at once the first makes it for those who wait; the
/// store is read before and not held meanwhile.
pub(super) async fn drawn<F>(app: &AppState, tag: &Tag, format: Format, rendition: F) -> Result<Bytes, Error>
where
    F: FnOnce(&Read<'_>) -> Result<Rendition, Error> + Send + 'static,
{
    let turn = app.press.turn(format).await;
    if let Some(bytes) = app.shelf.files.get(tag) {
        return Ok(bytes);
    }
    let rendition = app.store.read(rendition).await?;
    let bytes = Bytes::from(app.press.draw(turn, rendition, format).await?);
    app.shelf.files.keep(tag.clone(), bytes.clone());
    Ok(bytes)
}

/// What a browser remembers a file by.
pub(super) fn tagged(tag: &Tag) -> [(header::HeaderName, HeaderValue); 2] {
    [(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")), (header::ETAG, tag.header())]
}

/// Always saved, never shown in place: an exported page has a style of its own, which the policy for pages forbids.
pub(super) fn attachment(name: &str) -> HeaderValue {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_graphic() && c != '"' { c } else { '_' }).collect();
    let exact = super::paths::encoded(name);
    HeaderValue::from_str(&format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}"))
        .unwrap_or(HeaderValue::from_static("attachment"))
}
