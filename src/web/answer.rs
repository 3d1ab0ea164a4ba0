//! Answers that a browser may keep: it asks again whether what it has is still right, and hears so in a few bytes.
//!
//! Tags are weak: the same page, compressed or not, is the same.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use sha2::{Digest, Sha256};

/// What a browser remembers an answer by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Tag(String);

impl Tag {
    /// The tag of everything that the answer depends on, in order.
    pub(super) fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        let digits: String = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        Self(format!("W/\"{digits}\""))
    }

    /// As a header.
    pub(super) fn header(&self) -> HeaderValue {
        HeaderValue::from_str(&self.0).unwrap_or(HeaderValue::from_static("W/\"\""))
    }

    /// Whether the browser has the answer already.
    pub(super) fn is_known(&self, headers: &HeaderMap) -> bool {
        headers.get(header::IF_NONE_MATCH).is_some_and(|known| matches(known, &self.header()))
    }
}

/// Put on an answer that has its page already, whatever its status.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dressed;

/// Put on an answer that leads to the door: what was sent is kept for later.
#[derive(Clone, Copy, Debug)]
pub(super) struct AskedToLogIn;

/// Where a form leads once it was taken.
pub(super) fn see_other(to: &str) -> Response {
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// A page. Browsers keep it for themselves and ask each time.
pub(super) struct Page(pub(super) Markup);

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let body = self.0.into_string();
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
            (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
            (header::ETAG, Tag::of([body.as_bytes()]).header()),
        ];
        let mut response = (headers, body).into_response();
        response.extensions_mut().insert(Dressed);
        response
    }
}

/// Answers "not modified" to a browser that names the tag of what it would be sent.
pub(super) async fn unless_known(request: Request, next: Next) -> Response {
    let asks = matches!(*request.method(), Method::GET | Method::HEAD);
    let known = request.headers().get(header::IF_NONE_MATCH).filter(|_| asks).cloned();
    let response = next.run(request).await;
    match (known, response.headers().get(header::ETAG)) {
        (Some(known), Some(tag)) if response.status() == StatusCode::OK && matches(&known, tag) => {
            not_modified(response.headers())
        }
        _ => response,
    }
}

fn not_modified(of: &HeaderMap) -> Response {
    let mut response = StatusCode::NOT_MODIFIED.into_response();
    for name in [header::ETAG, header::CACHE_CONTROL, header::VARY] {
        if let Some(value) = of.get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    response
}

/// Weak comparison, over all tags that the browser names.
fn matches(known: &HeaderValue, tag: &HeaderValue) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let (Ok(known), Ok(tag)) = (known.to_str(), tag.to_str()) else { return false };
    known.trim() == "*" || known.split(',').any(|known| opaque(known) == opaque(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_by_its_letters() {
        let tag = HeaderValue::from_static("W/\"abc\"");
        for (known, expected) in [
            ("W/\"abc\"", true),
            ("\"abc\"", true),
            ("\"x\", W/\"abc\"", true),
            ("*", true),
            ("\"ab\"", false),
            ("", false),
        ] {
            assert_eq!(matches(&HeaderValue::from_static(known), &tag), expected, "{known}");
        }
        assert_ne!(Tag::of([b"a".as_slice(), b"b"]), Tag::of([b"ab".as_slice()]));
    }
}
