//! The report to capital, as a file.
//!
//! Invariant: it is drawn for the delegation that asks, and kept nowhere: neither on the shelf nor by the browser.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::export::Format;
use crate::proceedings::report;
use crate::store::Read;
use crate::web::AppState;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::files::attachment;
use crate::web::guest::Guest;
use crate::web::visit::Visit;

/// The formats a report comes in.
pub(super) const FORMATS: [Format; 3] = [Format::Docx, Format::Pdf, Format::Html];

/// The report on the draft that the file is named by.
pub(super) async fn file(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, file)): Path<(String, String)>,
) -> Result<Response, Error> {
    let (draft, ending) = file.rsplit_once('.').ok_or(Error::NotFound)?;
    let format = Format::from_extension(ending).filter(|it| FORMATS.contains(it)).ok_or(Error::NotFound)?;
    let (name, draft) = (process.clone(), draft.to_owned());
    let read = move |r: &Read<'_>| {
        let visit = Visit::to(r, &guest, &process)?;
        let delegate = visit.delegate()?;
        let draft = visit.draft(&draft)?;
        let rendition = report(r, &visit.scope, delegate, &draft.draft, visit.sight.shows_ledger())?;
        Ok::<_, Error>((rendition, draft.name.clone()))
    };
    let turn = app.press.turn(format).await;
    let (rendition, draft) = app.store.read(read).await?;
    let bytes = app.press.draw(turn, rendition, format).await?;
    let saved_as = format!("{name}-{draft}-report.{}", format.extension());
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(format.media_type())),
        (header::CONTENT_DISPOSITION, attachment(&saved_as)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, bytes).into_response())
}
