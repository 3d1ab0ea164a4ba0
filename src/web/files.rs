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
use super::submitted::{compilation, state};
use super::visit::{Issued, Visit};
use crate::export::rendition::Rendition;
use crate::export::{self, Format};
use crate::proceedings::{FileOf, drafts_before, rendition_of};
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
            let asked = name.clone();
            let bytes = app.store.read(move |r| drawn(r, &found, &asked)).await?;
            app.shelf.files.keep(tag.clone(), bytes.clone());
            bytes
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
    let against = match &file.what {
        Shows::Redline(against) => Some(visit.earlier(&draft, against)?.clone()),
        Shows::Clean => None,
        Shows::Compilation if visit.shows_submissions_on(&draft) => None,
        Shows::Compilation => return Err(Error::NotFound),
    };
    let submissions = match file.what {
        Shows::Compilation => state(r, &visit)?,
        Shows::Clean | Shows::Redline(_) => Vec::new(),
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
        &submissions,
    ];
    let tag = Tag::of(parts);
    Ok(Found { visit, draft, against, tag })
}

fn drawn(r: &Read<'_>, found: &Found, file: &FileName) -> Result<Bytes, Error> {
    let Found { visit, draft, against, .. } = found;
    let rendition = |what| rendition_of(r, &visit.scope, Some(&draft.draft.label), &what);
    let mut rendition: Rendition = match (&file.what, against) {
        (Shows::Redline(_), Some(against)) => {
            rendition(FileOf::Redline { against: Some(against.draft.label.clone()) })?
        }
        (Shows::Clean | Shows::Redline(_), _) => rendition(FileOf::Clean)?,
        (Shows::Compilation, _) => {
            let cover = rendition(FileOf::Clean)?.cover;
            compilation(r, visit, draft, &r.paragraphs(draft.draft.id)?, cover)?
        }
    };
    if file.format == Format::Akoma {
        rendition.earlier = drafts_before(r, &visit.scope, Some(&draft.draft.label))?;
    }
    Ok(export::write(&rendition, file.format)?.into())
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
