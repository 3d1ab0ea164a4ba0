//! Requests that change something must come from our own pages.
//!
//! Browsers say where a request comes from in Sec-Fetch-Site, older ones in Origin. Programs say neither, and send no
//! cookies; a request with a cookie and neither header is refused.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::error::Error;

/// Refuses what comes from another site.
pub(super) async fn check(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || is_ours(request.headers()) {
        next.run(request).await
    } else {
        Error::Forbidden.into_response()
    }
}

fn is_ours(headers: &HeaderMap) -> bool {
    let value = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if let Some(site) = value(header::HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match (value(header::ORIGIN), value(header::HOST)) {
        (Some(origin), Some(host)) => {
            let from = origin.parse::<Uri>().ok();
            from.and_then(|from| from.authority().map(|it| it.as_str().eq_ignore_ascii_case(host)))
                == Some(true)
        }
        (Some(_), None) => false,
        (None, _) => !headers.contains_key(header::COOKIE),
    }
}

#[cfg(test)]
mod tests {
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
            assert_eq!(is_ours(&map), expected, "{headers:?}");
        }
    }
}
