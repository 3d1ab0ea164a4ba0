//! Requests that change something must come from our own pages.
//!
//! Browsers say where a request comes from in Sec-Fetch-Site, older ones in Origin. Programs say neither, and send no
//! cookies; a request with a cookie and neither header is refused. Where browsers come by TLS, an origin without it is
//! another site's.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Uri, header, uri::Scheme};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::error::Error;
use crate::config::Front;

/// Refuses what comes from another site.
pub(super) async fn check(State(front): State<Front>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || is_ours(front, request.headers()) {
        next.run(request).await
    } else {
        Error::Forbidden.into_response()
    }
}

fn is_ours(front: Front, headers: &HeaderMap) -> bool {
    let value = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if let Some(site) = value(header::HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match (value(header::ORIGIN), value(header::HOST)) {
        (Some(origin), Some(host)) => {
            let Ok(from) = origin.parse::<Uri>() else { return false };
            let here = from.authority().is_some_and(|it| it.as_str().eq_ignore_ascii_case(host));
            here && (front == Front::Nothing || from.scheme() == Some(&Scheme::HTTPS))
        }
        (Some(_), None) => false,
        (None, _) => !headers.contains_key(header::COOKIE),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_our_own_pages_may_change_things() {
        let rows: [(&[(&str, &str)], bool); 12] = [
            (&[("sec-fetch-site", "same-origin")], true),
            (&[("sec-fetch-site", "none")], true),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (
                &[("sec-fetch-site", "cross-site"), ("origin", "https://a.example"), ("host", "a.example")],
                false,
            ),
            (&[("origin", "https://a.example"), ("host", "a.example")], true),
            (&[("origin", "https://a.example:8443"), ("host", "a.example")], false),
            (&[("origin", "https://b.example"), ("host", "a.example")], false),
            (&[("origin", "null"), ("host", "a.example")], false),
            (&[("origin", "https://a.example")], false),
            (&[("host", "a.example"), ("cookie", "session=x")], false),
            (&[("host", "a.example")], true),
        ];
        for (headers, expected) in rows {
            let map: HeaderMap = headers
                .iter()
                .map(|(name, value)| (name.parse::<header::HeaderName>().unwrap(), value.parse().unwrap()))
                .collect();
            for front in [Front::Nothing, Front::Proxy] {
                assert_eq!(is_ours(front, &map), expected, "{headers:?}");
            }
        }
        let plain = HeaderMap::from_iter([
            (header::ORIGIN, HeaderValue::from_static("http://a.example")),
            (header::HOST, HeaderValue::from_static("a.example")),
        ]);
        assert!(is_ours(Front::Nothing, &plain) && !is_ours(Front::Proxy, &plain));
    }
}
