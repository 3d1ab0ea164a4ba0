//! What a delegation was told of all that it submitted: made again from what waits and what was released, as a file.
//!
//! Invariant: it is made for whoever holds the delegation's key, and is kept nowhere. Lines are sorted by random bytes.

use std::fmt::Write;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::document::id::DocumentId;
use crate::i18n;
use crate::identity::acknowledgement::Acknowledgement;
use crate::identity::session::Delegate;
use crate::proceedings::{Accounted, Own, accounted, acknowledge_again, own_items, promises};
use crate::store::{Read, Store};
use crate::web::AppState;
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::files::attachment;
use crate::web::guest::Guest;
use crate::web::visit::Visit;

/// What My delegation says of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Receipts {
    /// How many acknowledgements there are to keep.
    pub(super) to_keep: usize,
    /// What the lists of the releases say of the released items.
    pub(super) accounted: Accounted,
}

impl Receipts {
    /// What is promised to a delegation.
    pub(super) fn of(
        store: &Store,
        delegate: &Delegate,
        document: DocumentId,
        own: &[Own],
    ) -> Result<Self, Error> {
        let accounted = store.blocking_read(|r| accounted(r, delegate, document, own))?;
        Ok(Self { to_keep: promises(store, delegate, &accounted)?.len(), accounted })
    }
}

/// The file.
pub(super) async fn file(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
) -> Result<Response, Error> {
    let (title, given) = app
        .store
        .act(move |store| {
            let (visit, found) = store.blocking_read(|r: &Read<'_>| {
                let visit = Visit::to(r, &guest, &process)?;
                let delegate = visit.delegate()?;
                let drafts: Vec<_> = visit.drafts.iter().map(|it| it.draft.clone()).collect();
                let own = own_items(r, delegate, &drafts)?;
                let found = accounted(r, delegate, visit.scope.document.id, &own)?;
                Ok::<_, Error>((visit, found))
            })?;
            let promises = promises(store, visit.delegate()?, &found)?;
            Ok::<_, Error>((visit.scope.process.title, acknowledge_again(store, &promises)?))
        })
        .await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_DISPOSITION, attachment("acknowledgements.txt")),
    ];
    Ok((headers, text(&title, &given)).into_response())
}

fn text(title: &str, given: &[Acknowledgement]) -> String {
    let words = i18n::words();
    let mut text = format!("# {title}\n");
    for id in ["receipts-file-what", "receipts-file-keep", "receipts-file-check"] {
        let _ = writeln!(text, "# {}", words.say(id));
    }
    for it in given {
        let _ = write!(text, "\n{it}\n");
    }
    text
}
