//! Sessions of browsers: a cookie that holds a token and nothing else.
//!
//! Invariant: whoever a request comes from is settled here, once, before any handler runs. What is kept of a session in
//! memory is a hash of its token and when it was last heard of. What belongs to somebody is never stored by a browser.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::answer::AskedToLogIn;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use cookie::{Cookie, SameSite};
use jiff::{SignedDuration, Timestamp};
use rustc_hash::FxHashMap;

use super::error::Error;
use super::guest::Guest;
use super::limits::Turn;
use super::reader::Reader;
use super::{AppState, BODY_LIMIT, UPLOAD_LIMIT, again, paths};
use crate::clock;
use crate::config::Front;
use crate::identity::secret::Token;
use crate::identity::session::{IDLE, LONGEST};
use crate::proceedings;

/// When the sessions were last heard of.
#[derive(Default)]
pub(super) struct Idle(Mutex<FxHashMap<[u8; 32], Heard>>);

#[derive(Clone, Copy)]
struct Heard {
    last: Timestamp,
    /// How long it may lie idle.
    for_at_most: SignedDuration,
}

impl Idle {
    /// Begins the clock of a session.
    pub(super) fn begin(&self, token: &Token, own_device: bool, now: Timestamp) {
        let idle = SignedDuration::try_from(IDLE).unwrap_or(SignedDuration::ZERO);
        let heard = Heard { last: now, for_at_most: if own_device { LONGEST } else { idle } };
        self.all().insert(token.hash(), heard);
    }

    /// Whether a session is still awake; it is heard of now. One from before the server started is.
    fn hears(&self, token: &[u8; 32], now: Timestamp) -> bool {
        let mut all = self.all();
        all.retain(|_, heard| now.duration_since(heard.last) <= LONGEST);
        let idle = SignedDuration::try_from(IDLE).unwrap_or(SignedDuration::ZERO);
        let heard = all.entry(*token).or_insert(Heard { last: now, for_at_most: idle });
        if now.duration_since(heard.last) > heard.for_at_most {
            return false;
        }
        heard.last = now;
        true
    }

    fn all(&self) -> std::sync::MutexGuard<'_, FxHashMap<[u8; 32], Heard>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The name of the cookie: behind TLS one that browsers keep to this host.
fn name(front: Front) -> &'static str {
    if front.is_tls() { "__Host-travaux" } else { "travaux" }
}

/// The cookie of a session that has begun.
pub(super) fn cookie(front: Front, token: &Token, own_device: bool) -> HeaderValue {
    let mut cookie = bare(front, token.digits().to_string());
    if own_device {
        cookie.set_max_age(LONGEST.try_into().ok().and_then(|it: Duration| it.try_into().ok()));
    }
    as_header(&cookie)
}

/// The cookie that ends a session in the browser.
pub(super) fn ended(front: Front) -> HeaderValue {
    let mut cookie = bare(front, String::new());
    cookie.make_removal();
    as_header(&cookie)
}

fn bare(front: Front, value: String) -> Cookie<'static> {
    Cookie::build((name(front), value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(front.is_tls())
        .build()
}

fn as_header(cookie: &Cookie<'_>) -> HeaderValue {
    HeaderValue::from_str(&cookie.to_string()).unwrap_or(HeaderValue::from_static(""))
}

/// The token that a request brings.
pub(super) fn token(front: Front, headers: &HeaderMap) -> Option<Token> {
    let brought = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let ours =
        brought.flat_map(Cookie::split_parse).filter_map(Result::ok).find(|it| it.name() == name(front))?;
    ours.value().parse().ok()
}

/// Settles who a request comes from, and keeps what was typed where a form arrives after its session has ended.
pub(super) async fn settle(State(app): State<AppState>, mut request: Request, next: Next) -> Response {
    let asks = matches!(*request.method(), Method::GET | Method::HEAD);
    let path = request.uri().path().to_owned();
    let here = if asks {
        request.uri().path_and_query().map_or(path.clone(), ToString::to_string)
    } else {
        path.clone()
    };
    let token = token(app.front, request.headers());
    let reader = match &token {
        Some(token) => match reader_of(&app, token).await {
            Ok(reader) => reader,
            Err(error) => return error.into_response(),
        },
        None => Reader::Public,
    };
    let guest = Guest { reader, here, demo: app.demo.clone(), formats: app.press.formats() };
    let known = guest.is_known();
    let posts = request.method() == Method::POST;
    let uri = request.uri().clone();
    let with_file = paths::office::takes_files(&path);
    let mut form = String::new();
    if posts {
        // Files are for those who are logged in, and are never held for anybody.
        let limit = if known && with_file { UPLOAD_LIMIT } else { BODY_LIMIT };
        (request, form) = match read(request, limit).await {
            Ok(read) => read,
            Err(error) => return error.into_response(),
        };
        let turn = match token.as_ref().filter(|_| known) {
            Some(token) => app.limits.session(&token.hash()),
            // A right key is let in whatever others send: the door counts the wrong ones.
            None if paths::is_for_keys(&path) => Turn::Go,
            // That door has counters of its own.
            None if path == paths::route::LOG_IN_STAFF => Turn::Go,
            None => app.limits.anybody(),
        };
        if turn == Turn::Wait {
            // It holds what was typed.
            let mut response = again::too_soon(&guest, &uri, &form);
            not_stored(&mut response);
            return response;
        }
    }
    request.extensions_mut().insert(guest.clone());
    let mut response = next.run(request).await;
    // Whoever logs in or out leaves the session they came with, and it ends.
    if let Some(left) = token.clone().filter(|_| response.headers().contains_key(header::SET_COOKIE)) {
        let ended = app.store.act(move |store| proceedings::log_out(store, &left)).await;
        if let Err(error) = ended {
            return Error::from(error).into_response();
        }
    }
    // To whom nothing is shown of a process, it is not there: the form is held all the same, and for any address alike.
    let not_there = !known && response.status() == StatusCode::NOT_FOUND && !paths::is_for_everybody(&path);
    let asked_to_log_in = response.extensions().get::<AskedToLogIn>().is_some();
    if posts && !with_file && (asked_to_log_in || not_there) {
        response = again::lapsed(&guest, &uri, &form);
        if token.is_some() {
            response.headers_mut().append(header::SET_COOKIE, ended(app.front));
        }
    }
    if posts && !paths::is_for_everybody(&path) {
        response.extensions_mut().insert(again::Held::of(&uri, &form));
    }
    // Another session has begun in this browser: the one before is not left behind.
    if let Some(token) = token.filter(|_| known && response.headers().contains_key(header::SET_COOKIE)) {
        let ended = app.store.act(move |store| proceedings::log_out(store, &token)).await;
        if let Err(error) = ended.map_err(Error::from) {
            return error.into_response();
        }
    }
    response.extensions_mut().insert(guest);
    if known || posts || paths::is_for_everybody(&path) {
        not_stored(&mut response);
    }
    response
}

/// Reads the body of a form, and puts it back.
async fn read(request: Request, limit: usize) -> Result<(Request, String), Error> {
    let (parts, body) = request.into_parts();
    let length =
        parts.headers.get(header::CONTENT_LENGTH).and_then(|it| it.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > limit) {
        return Err(Error::TooLarge);
    }
    let body = to_bytes(body, limit).await.map_err(|_| Error::TooLarge)?;
    let form = if limit > BODY_LIMIT { String::new() } else { String::from_utf8_lossy(&body).into_owned() };
    Ok((Request::from_parts(parts, Body::from(body)), form))
}

async fn reader_of(app: &AppState, token: &Token) -> Result<Reader, Error> {
    let now = clock::now();
    if !app.idle.hears(&token.hash(), now) {
        let token = token.clone();
        app.store.act(move |store| proceedings::log_out(store, &token)).await?;
        return Ok(Reader::Public);
    }
    let token = token.clone();
    let session = app.store.private(move |p| proceedings::session(p, &token, now)).await?;
    Ok(session.map(Reader::from).unwrap_or_default())
}

/// Pages about somebody are not stored; files are asked for again each time.
fn not_stored(response: &mut Response<Body>) {
    let headers = response.headers_mut();
    let page = headers.get(header::CONTENT_TYPE).is_none_or(|it| it.as_bytes().starts_with(b"text/html"));
    let for_good = headers.get(header::CACHE_CONTROL).is_some_and(|it| it.as_bytes().starts_with(b"public"));
    if page && !for_good {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.remove(header::ETAG);
    }
}

/// What the handlers share of it.
pub(super) type SharedIdle = Arc<Idle>;

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: [u8; 32] = [7; 32];

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + minutes * 60).unwrap()
    }

    #[test]
    fn a_session_sleeps_after_two_idle_hours_and_later_on_ones_own_device() {
        for (own_device, minutes, awake) in
            [(false, 119, true), (false, 121, false), (true, 121, true), (true, 719, true)]
        {
            let idle = Idle::default();
            let token = Token::from_random(TOKEN);
            idle.begin(&token, own_device, at(0));
            assert_eq!(idle.hears(&token.hash(), at(minutes)), awake, "{own_device} {minutes}");
        }
        let idle = Idle::default();
        assert!(idle.hears(&TOKEN, at(0)), "one from before the server started");
        assert!(idle.hears(&TOKEN, at(100)) && idle.hears(&TOKEN, at(200)) && !idle.hears(&TOKEN, at(400)));
    }

    #[test]
    fn the_cookie_goes_to_this_host_alone_and_is_no_matter_for_scripts() {
        let token = Token::from_random(TOKEN);
        let plain = cookie(Front::Nothing, &token, false);
        let plain = plain.to_str().unwrap();
        assert!(
            plain.starts_with("travaux=") && plain.contains("HttpOnly") && plain.contains("SameSite=Strict")
        );
        assert!(!plain.contains("Secure") && !plain.contains("Max-Age"));
        let tls = cookie(Front::Proxy, &token, true);
        let tls = tls.to_str().unwrap();
        assert!(tls.starts_with("__Host-travaux=") && tls.contains("Secure") && tls.contains("Path=/"));
        assert!(tls.contains("Max-Age=43200") && !tls.contains("Domain"));
    }
}
