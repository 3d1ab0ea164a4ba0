//! What goes wrong in a request: told apart by what the reader can do about it.
//!
//! Invariant: the reader learns which of these it is and what to do next, never the cause; the log gets the cause,
//! once, here. Errors of the layers below are matched exhaustively.

mod view;

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::export;
use crate::i18n;
use crate::proceedings;
use crate::store;

/// Why a request is not answered as it asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// It is not there, or not for this reader: the two look alike.
    #[error("not found")]
    NotFound,
    /// The address is there, but not for that method.
    #[error("method not allowed")]
    Method,
    /// The query cannot be read.
    #[error("the query cannot be read")]
    Invalid,
    /// A form was sent from another site.
    #[error("sent from another site")]
    Forbidden,
    /// The disk is full: what was there can be read.
    #[error("the disk is full")]
    Full,
    /// Anything that is nobody's fault but ours.
    #[error("{0:#}")]
    Internal(anyhow::Error),
}

/// What the page about an error says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    NotFound,
    Method,
    Invalid,
    Forbidden,
    TooLarge,
    Unavailable,
    Full,
    Internal,
}

impl Error {
    fn fault(&self) -> Fault {
        match self {
            Self::NotFound => Fault::NotFound,
            Self::Method => Fault::Method,
            Self::Invalid => Fault::Invalid,
            Self::Forbidden => Fault::Forbidden,
            Self::Full => Fault::Full,
            Self::Internal(_) => Fault::Internal,
        }
    }
}

impl Fault {
    /// What a bare status means that a layer answers with.
    fn of(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::Method,
            StatusCode::FORBIDDEN => Self::Forbidden,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::SERVICE_UNAVAILABLE => Self::Unavailable,
            status if status.is_client_error() => Self::Invalid,
            _ => Self::Internal,
        }
    }

    fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Invalid => StatusCode::BAD_REQUEST,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Full => StatusCode::INSUFFICIENT_STORAGE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// Leaves the page to [`dress`].
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        if let Self::Internal(error) = &self {
            tracing::error!(error = format!("{error:#}"), "a request failed");
        }
        let fault = self.fault();
        let mut response = fault.status().into_response();
        response.extensions_mut().insert(fault);
        response
    }
}

/// Gives every error its page, whichever layer it comes from.
pub(super) async fn dress(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let fault = response.extensions().get::<Fault>().copied().unwrap_or_else(|| Fault::of(status));
    let page = view::page(i18n::words(), fault).into_string();
    let (mut parts, _) = response.into_parts();
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    parts.headers.remove(header::CONTENT_LENGTH);
    if fault == Fault::Unavailable {
        parts.headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    (parts.status, parts.headers, page).into_response()
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        use store::Error as E;
        match error {
            E::NotFound { .. } => Self::NotFound,
            E::Full => Self::Full,
            E::Taken(_)
            | E::Stale { .. }
            | E::TooNew { .. }
            | E::TooOld { .. }
            | E::Locked(_)
            | E::Damaged(_)
            | E::NoData(_)
            | E::ReadOnly
            | E::Io { .. }
            | E::Sqlite(_) => Self::Internal(error.into()),
        }
    }
}

impl From<proceedings::Error> for Error {
    fn from(error: proceedings::Error) -> Self {
        use proceedings::Error as E;
        match error {
            E::Store(error) => error.into(),
            E::Several { .. }
            | E::Unknown { .. }
            | E::NoDraft
            | E::NotEarlier { .. }
            | E::NoItem(_)
            | E::NoParagraph(_) => Self::NotFound,
            E::Chance(_)
            | E::HasDraft(_)
            | E::TooEarly { .. }
            | E::LabelTaken(_)
            | E::ProcessTaken(_)
            | E::NoName(_)
            | E::RoundClosed(_)
            | E::NothingToUndo
            | E::IntoItself(_)
            | E::CannotUndo(_) => Self::Internal(error.into()),
        }
    }
}

impl From<export::Error> for Error {
    fn from(error: export::Error) -> Self {
        Self::Internal(error.into())
    }
}
