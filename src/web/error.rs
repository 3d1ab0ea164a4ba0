//! What goes wrong in a request: told apart by what the reader can do about it.
//!
//! Invariant: the reader learns which of these it is and what to do next, never the cause; the log gets the cause,
//! once, here. Errors of the layers below are matched exhaustively.

mod view;

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::again::Held;
use super::answer::{AskedToLogIn, Dressed, see_other};
use super::guest::{Guest, Seat};
use super::paths;
use super::refusal;
use crate::i18n;
use crate::press;
use crate::proceedings::{self, Refusal};
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
    /// The fields of a form are not those of the page.
    #[error("the form cannot be understood")]
    Form,
    /// Nobody is logged in: what to come back to.
    #[error("nobody is logged in")]
    LogIn(String),
    /// Somebody is, but not as whom this is for.
    #[error("not for this role")]
    NotYours,
    /// More than is taken in at once.
    #[error("too large")]
    TooLarge,
    /// Somebody else was there first.
    #[error("changed in the meantime")]
    Stale,
    /// The act was refused, for a reason that the reader is told: a message of the catalogue.
    #[error("refused: {0}")]
    Refused(&'static str),
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
    Form,
    NotYours,
    Stale,
    Refused(&'static str),
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
            Self::Form => Fault::Form,
            Self::NotYours | Self::LogIn(_) => Fault::NotYours,
            Self::TooLarge => Fault::TooLarge,
            Self::Stale => Fault::Stale,
            Self::Refused(said) => Fault::Refused(said),
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
            Self::Invalid | Self::Form => StatusCode::BAD_REQUEST,
            Self::Forbidden | Self::NotYours => StatusCode::FORBIDDEN,
            Self::Stale => StatusCode::CONFLICT,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
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
        if let Self::LogIn(here) = &self {
            let mut response = see_other(&paths::log_in(Some(here)));
            response.extensions_mut().insert(AskedToLogIn);
            return response;
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
    if response.extensions().get::<Dressed>().is_some() {
        return response;
    }
    let seat = response.extensions().get::<Guest>().map(Seat::nameless).unwrap_or_default();
    let held = response.extensions().get::<Held>();
    let page = view::page(i18n::words(), &seat, fault, held).into_string();
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
            E::Stale { .. } => Self::Stale,
            E::Full => Self::Full,
            E::Taken(_) => Self::Refused("refused-taken"),
            E::TooNew { .. }
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
            E::HasDraft(_) => Self::Refused("refused-has-draft"),
            E::NotLatest { .. } => Self::Stale,
            E::Unfit(_) => Self::Refused("refused-unfit"),
            E::OfAnotherDocument(_) => Self::Refused("refused-other-document"),
            E::TooEarly { .. } => Self::Refused("refused-too-early"),
            E::LabelTaken(_) => Self::Refused("refused-label-taken"),
            E::ProcessTaken(_) => Self::Refused("refused-process-taken"),
            E::NoName(_) => Self::Refused("refused-no-name"),
            E::LongName => Self::Refused("refused-long-name"),
            E::RoundClosed(_) => Self::Refused("refused-round-closed"),
            E::NothingToUndo => Self::Refused("refused-nothing-to-undo"),
            E::IntoItself(_) => Self::Refused("refused-into-itself"),
            E::CannotUndo(_) => Self::Refused("refused-cannot-undo"),
            E::Chance(_) => Self::Internal(error.into()),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Act(error) => error.into(),
            refusal => Self::Refused(refusal::said(&refusal)),
        }
    }
}

impl From<press::Error> for Error {
    fn from(error: press::Error) -> Self {
        use press::Error as E;
        match error {
            E::NoProgram | E::NotThere(_) => Self::Refused("refused-no-pdf"),
            // Which characters have no font is not said: they are of the text.
            E::Fonts(_) => Self::Refused("refused-pdf-fonts"),
            E::Slow(limit) => {
                tracing::warn!(seconds = limit.as_secs(), "a PDF was not set in time");
                Self::Refused("refused-pdf-slow")
            }
            E::Failed(_) => {
                tracing::error!("a PDF could not be set");
                Self::Refused("refused-pdf-failed")
            }
            E::Drawn(_) | E::Start(..) => Self::Internal(error.into()),
        }
    }
}
