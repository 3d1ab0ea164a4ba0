//! Answers whose length would tell what somebody wrote: filled up, so that whoever sees how much goes over the line
//! learns next to nothing.
//!
//! Invariant: every page that answers a form of a delegation, a preview, or is its own, errors too, and the file of its
//! acknowledgements, has one of a few lengths, and is not compressed. Files of documents are not filled up.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_http::compression::predicate::Predicate;

use super::error::Error;
use super::paths;

/// The shortest length; each next is twice the one before.
const SHORTEST: usize = 1 << 15;

/// The frame of what is filled in: a comment behind the page, spaces and a line end behind a text.
const PAGE: (&str, &str) = ("<!--", "-->");
const TEXT: (&str, &str) = ("", "\n");

/// Put on an answer that is filled up.
#[derive(Clone, Copy, Debug)]
struct Padded;

/// Takes what is not filled up.
#[derive(Clone, Copy, Debug)]
pub(super) struct NotPadded;

impl Predicate for NotPadded {
    fn should_compress<B: axum::body::HttpBody>(&self, response: &axum::http::Response<B>) -> bool {
        response.extensions().get::<Padded>().is_none()
    }
}

/// Fills an answer up where its length would tell something.
pub(super) async fn pad(request: Request, next: Next) -> Response {
    let asks = *request.method() != Method::HEAD && paths::is_confidential(request.uri().path());
    let response = next.run(request).await;
    if !asks {
        return response;
    }
    let kind = response.headers().get(header::CONTENT_TYPE).map(|it| it.as_bytes().to_owned());
    let is_file = response.headers().contains_key(header::CONTENT_DISPOSITION);
    let frame = match kind.as_deref() {
        Some(kind) if kind.starts_with(b"text/html") && !is_file => PAGE,
        Some(kind) if kind.starts_with(b"text/plain") => TEXT,
        _ => return response,
    };
    let (mut parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return Error::Internal(anyhow::anyhow!("an answer has no end")).into_response();
    };
    let body = filled(body.into(), frame);
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.extensions.insert(Padded);
    Response::from_parts(parts, Body::from(body))
}

fn filled(mut body: Vec<u8>, (opens, closes): (&str, &str)) -> Vec<u8> {
    let least = body.len() + opens.len() + closes.len();
    let length = least.next_power_of_two().max(SHORTEST);
    body.reserve_exact(length - body.len());
    body.extend_from_slice(opens.as_bytes());
    body.resize(length - closes.len(), b' ');
    body.extend_from_slice(closes.as_bytes());
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_have_one_of_a_few_lengths() {
        for (length, expected) in [
            (0, SHORTEST),
            (SHORTEST - 7, SHORTEST),
            (SHORTEST - 6, 2 * SHORTEST),
            (SHORTEST, 2 * SHORTEST),
            (3 * SHORTEST, 4 * SHORTEST),
        ] {
            let page = filled(vec![b'x'; length], PAGE);
            assert_eq!(page.len(), expected, "{length}");
            assert!(page.ends_with(b" -->") || page.ends_with(b"<!---->"));
            assert_eq!(page.iter().filter(|it| **it == b'x').count(), length);
        }
    }
}
