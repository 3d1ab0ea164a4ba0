//! What the layers make of an area that breaks: a panic, an endless wait, an error of the store.

use axum::body::to_bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Request, header};
use axum::routing::get;
use tower::ServiceExt;

use super::*;
use crate::store::{self, Access};

/// What no reader and no log may see.
const SECRET: &str = "words of a text that nobody may read";

async fn panics() -> &'static str {
    panic!("{SECRET}")
}

async fn waits() -> &'static str {
    std::future::pending().await
}

async fn panics_in_a_read(State(app): State<AppState>) -> Result<(), error::Error> {
    app.store.read(|_| panic!("{SECRET}")).await
}

async fn panics_in_a_write(State(app): State<AppState>) -> Result<(), error::Error> {
    app.store.write(|_| panic!("{SECRET}")).await
}

async fn fails(State(app): State<AppState>) -> Result<(), error::Error> {
    let damaged = store::Error::Damaged(SECRET.to_owned());
    app.store.read(move |_| Err(error::Error::from(damaged))).await
}

async fn finds_the_disk_full() -> Result<(), error::Error> {
    Err(store::Error::Full.into())
}

async fn dresses_itself_in_other_headers() -> ([(&'static str, &'static str); 2], &'static str) {
    ([("x-frame-options", "ALLOWALL"), ("content-security-policy", "default-src *")], "fine")
}

fn ask(path: &str) -> (StatusCode, HeaderMap, String) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path(), Access::Create).unwrap();
    let areas = Router::new()
        .route("/panics", get(panics))
        .route("/waits", get(waits))
        .route("/read", get(panics_in_a_read))
        .route("/write", get(panics_in_a_write))
        .route("/fails", get(fails))
        .route("/full", get(finds_the_disk_full))
        .route("/other", get(dresses_itself_in_other_headers));
    let app = layered(areas, AppState::new(store, Front::Nothing), Duration::from_millis(200));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let request = Request::builder().uri(path).body(axum::body::Body::empty()).unwrap();
    runtime.block_on(async {
        let (parts, body) = app.oneshot(request).await.unwrap().into_parts();
        let body = to_bytes(body, 1 << 20).await.unwrap();
        (parts.status, parts.headers, String::from_utf8(body.to_vec()).unwrap())
    })
}

#[test]
fn whatever_breaks_is_a_page_of_ours_that_tells_nothing() {
    for (path, expected) in [
        ("/panics", StatusCode::INTERNAL_SERVER_ERROR),
        ("/read", StatusCode::INTERNAL_SERVER_ERROR),
        ("/write", StatusCode::INTERNAL_SERVER_ERROR),
        ("/fails", StatusCode::INTERNAL_SERVER_ERROR),
        ("/full", StatusCode::INSUFFICIENT_STORAGE),
        ("/waits", StatusCode::SERVICE_UNAVAILABLE),
        ("/nowhere", StatusCode::NOT_FOUND),
    ] {
        let (status, headers, page) = ask(path);
        assert_eq!(status, expected, "{path}");
        assert!(page.contains("<h1>") && page.contains("class=\"masthead\""), "{path}: {page}");
        assert!(!page.contains(SECRET) && !page.to_lowercase().contains("panic"), "{path}: {page}");
        assert_eq!(headers[header::CACHE_CONTROL], "no-store", "{path}");
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
        assert!(headers.contains_key(header::CONTENT_SECURITY_POLICY), "{path}");
        assert_eq!(headers.contains_key(header::RETRY_AFTER), path == "/waits", "{path}");
    }
}

#[test]
fn no_handler_loosens_the_headers() {
    let (status, headers, _) = ask("/other");
    assert_eq!((status, &headers["x-frame-options"]), (StatusCode::OK, &"DENY".parse().unwrap()));
    assert!(headers["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
    assert_eq!(headers.get_all("content-security-policy").iter().count(), 1);
}
