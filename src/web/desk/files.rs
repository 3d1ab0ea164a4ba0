//! The working text of the desk as files, for those who sit at it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::at_desk;
use super::ground::{Laid, laid};
use crate::document::compare::compare;
use crate::export::Format;
use crate::export::rendition::Rendition;
use crate::proceedings::working_redline;
use crate::store::Read;
use crate::web::AppState;
use crate::web::answer::Tag;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::files::{attachment, drawn, tagged};
use crate::web::guest::Guest;
use crate::web::submitted::state;
use crate::web::visit::Visit;

/// The working text against the draft, for Word.
pub(super) async fn docx(
    guest: Guest,
    app: State<AppState>,
    process: Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    file(guest, app, process, headers, Format::Docx).await
}

/// The same on paper.
pub(super) async fn pdf(
    guest: Guest,
    app: State<AppState>,
    process: Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    file(guest, app, process, headers, Format::Pdf).await
}

/// The same for browsers.
pub(super) async fn html(
    guest: Guest,
    app: State<AppState>,
    process: Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    file(guest, app, process, headers, Format::Html).await
}

async fn file(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    headers: HeaderMap,
    format: Format,
) -> Result<Response, Error> {
    let shelf = Arc::clone(&app.shelf);
    let read = move |r: &Read<'_>| {
        let visit = at_desk(r, &guest, &process)?;
        if !visit.sight.working_text {
            return Err(Error::NotYours);
        }
        let laid = laid(r, &shelf, &visit)?;
        let saved_as = format!("{process}-working-redline-{}.{}", laid.version(), format.extension());
        let (state, version) = (state(r, &visit)?, laid.version().to_be_bytes());
        let parts = [env!("CARGO_PKG_VERSION").as_bytes(), saved_as.as_bytes(), &state, &version];
        let tag = Tag::of(parts);
        Ok((tag, saved_as, visit, laid))
    };
    let (tag, saved_as, visit, laid) = app.store.read(read).await?;
    if tag.is_known(&headers) {
        return Ok((StatusCode::NOT_MODIFIED, tagged(&tag)).into_response());
    }
    let bytes = match app.shelf.files.get(&tag) {
        Some(bytes) => bytes,
        None => drawn(&app, &tag, format, move |_| Ok(rendition(&visit, &laid))).await?,
    };
    let media_type = HeaderValue::from_static(format.media_type());
    let disposition =
        [(header::CONTENT_TYPE, media_type), (header::CONTENT_DISPOSITION, attachment(&saved_as))];
    Ok((tagged(&tag), disposition, bytes).into_response())
}

fn rendition(visit: &Visit, laid: &Laid) -> Rendition {
    let table = &laid.ground.table;
    let comparison = compare(&table.paragraphs, &laid.made.paragraphs, &laid.made.lineage);
    working_redline(&visit.scope, table, &comparison)
}
