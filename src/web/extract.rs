//! What requests say, read into types; what cannot be read is answered by a page like every other error.

use axum::body::{Bytes, to_bytes};
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::BODY_LIMIT;
use super::error::Error;

/// The longest query that is read.
const LONGEST_QUERY: usize = 2048;

/// The parts of the path; one that is not text leads nowhere.
pub(super) struct Path<T>(pub(super) T);

/// The query; unknown parameters, which mail systems like to add, are passed over.
pub(super) struct Query<T>(pub(super) T);

/// A form as our pages send it: fields it does not have, and single ones that come twice, are refused. Lines end in
/// one character, as texts are kept.
pub(super) struct Form<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        if !kind.is_some_and(|it| it.as_bytes().starts_with(b"application/x-www-form-urlencoded")) {
            return Err(Error::Form);
        }
        let body: Bytes = to_bytes(request.into_body(), BODY_LIMIT).await.map_err(|_| Error::TooLarge)?;
        let body = std::str::from_utf8(&body).map_err(|_| Error::Form)?;
        let body = body.replace("%0D%0A", "%0A").replace("%0d%0a", "%0A");
        serde_html_form::from_str(&body).map(Self).map_err(|_| Error::Form)
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let path: Result<_, PathRejection> =
            <axum::extract::Path<T> as FromRequestParts<S>>::from_request_parts(parts, state).await;
        path.map(|axum::extract::Path(path)| Self(path)).map_err(|_| Error::NotFound)
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        if parts.uri.query().is_some_and(|query| query.len() > LONGEST_QUERY) {
            return Err(Error::Invalid);
        }
        let query: Result<_, QueryRejection> =
            axum::extract::Query::<T>::from_request_parts(parts, state).await;
        query.map(|axum::extract::Query(query)| Self(query)).map_err(|_| Error::Invalid)
    }
}
