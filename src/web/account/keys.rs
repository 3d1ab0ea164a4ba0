//! The doors of delegations: words, a key file, a scanned code.
//!
//! Invariant: a right key is let in whatever else is sent meanwhile: it is looked up first, which costs one keyed hash,
//! and only wrong ones are counted, all together and whoever sent them.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::view::{self, Sort};
use super::{Knock, Next, held, refused, welcome};
use crate::clock;
use crate::i18n::{self, Fact, Words};
use crate::identity::secret::{AccessKey, NotAKey, WORDS};
use crate::proceedings::{self, Refusal};
use crate::web::AppState;
use crate::web::answer::Page;
use crate::web::error::Error;
use crate::web::extract::{Form, Query};
use crate::web::guest::Guest;
use crate::web::limits::Turn;
use crate::web::office::server_of;
use crate::web::refusal::said;
use crate::web::uploads::received;

/// The most bytes of a key file.
const KEY_FILE_LIMIT: usize = 4096;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeyForm {
    key: Zeroizing<String>,
    own_device: Option<String>,
    next: Option<String>,
    to: Option<String>,
    form: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodeForm {
    code: Zeroizing<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecoveryForm {
    code: Zeroizing<String>,
    anew: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileForm {
    key: Zeroizing<String>,
    sort: String,
}

pub(super) async fn page(guest: Guest, Query(Next { next }): Query<Next>) -> Page {
    Page(view::key(i18n::words(), &guest, &Knock { next, ..Knock::default() }))
}

pub(super) async fn enrol_page(guest: Guest) -> Page {
    Page(view::enrol(i18n::words(), &guest, None))
}

pub(super) async fn recover_page(guest: Guest) -> Page {
    Page(view::recover(i18n::words(), &guest, None, false))
}

/// Logs in with the words of a key.
pub(super) async fn log_in(
    guest: Guest,
    State(app): State<AppState>,
    Form(form): Form<KeyForm>,
) -> Result<Response, Error> {
    let KeyForm { key, own_device, next, to, form } = form;
    let (now, typed) = (clock::now(), key.clone());
    let found = app.store.act(move |store| proceedings::log_in(store, &typed, now)).await;
    let held = held(to, form);
    match wrong(found)? {
        Ok(begun) => welcome(&app, &guest, &begun, own_device.is_some(), next, held).await,
        Err(said) => {
            let knock = Knock { next, held, key: Some((said, key)) };
            Ok(counted(&app, |said| {
                let key = knock.key.map(|(wrong, key)| (said.unwrap_or(wrong), key));
                view::key(i18n::words(), &guest, &Knock { key, ..knock })
            }))
        }
    }
}

/// Logs in with a key file.
pub(super) async fn log_in_with_file(
    guest: Guest,
    State(app): State<AppState>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Error> {
    let (file, mut typed) = received(form, &["own_device", "next", "to", "form"]).await?;
    let key = file.map(|it| Zeroizing::new(it.bytes)).and_then(|it| key_in(&it));
    let form = KeyForm {
        key: Zeroizing::new(String::new()),
        own_device: typed.remove("own_device"),
        next: typed.remove("next"),
        to: typed.remove("to"),
        form: typed.remove("form"),
    };
    match key {
        Some(key) => log_in(guest, State(app), Form(KeyForm { key, ..form })).await,
        None => {
            let (next, held) = (form.next, held(form.to, form.form));
            let said = i18n::words().say("refused-no-key-in-file");
            let knock = Knock { next, held, key: Some((said, Zeroizing::default())) };
            Ok(refused(view::key(i18n::words(), &guest, &knock)))
        }
    }
}

/// Makes the keys of a delegation from its code.
pub(super) async fn enrol(
    guest: Guest,
    State(app): State<AppState>,
    headers: HeaderMap,
    Form(CodeForm { code }): Form<CodeForm>,
) -> Result<Response, Error> {
    let typed = code.clone();
    let found = app.store.act(move |store| proceedings::enrol(store, &typed)).await;
    let words = i18n::words();
    Ok(match wrong(found)? {
        Ok(keys) => Page(view::keys(words, &guest, &keys, &server_of(app.front, &headers))).into_response(),
        Err(why) => counted(&app, |said| view::enrol(words, &guest, Some((&said.unwrap_or(why), &code)))),
    })
}

/// Makes a new access key from the recovery key, or begins anew with it.
pub(super) async fn recover(
    guest: Guest,
    State(app): State<AppState>,
    headers: HeaderMap,
    Form(RecoveryForm { code, anew }): Form<RecoveryForm>,
) -> Result<Response, Error> {
    let (typed, anew) = (code.clone(), anew.is_some());
    let (server, words) = (server_of(app.front, &headers), i18n::words());
    let found = if anew {
        let begun = app.store.act(move |store| proceedings::begin_anew(store, &typed, None)).await;
        wrong(begun)?.map(|keys| view::begun_anew(words, &guest, &keys, &server))
    } else {
        let made = app.store.act(move |store| proceedings::recover(store, &typed)).await;
        wrong(made)?.map(|key| view::recovered(words, &guest, &key, &server))
    };
    Ok(match found {
        Ok(page) => Page(page).into_response(),
        Err(why) => {
            counted(&app, |said| view::recover(words, &guest, Some((&said.unwrap_or(why), &code)), anew))
        }
    })
}

/// Gives the words of a key back as a file: so no address ever holds them, and it needs no script.
pub(super) async fn file(
    State(app): State<AppState>,
    headers: HeaderMap,
    Form(FileForm { key, sort }): Form<FileForm>,
) -> Result<Response, Error> {
    let sort = Sort::ALL.into_iter().find(|it| it.name() == sort).ok_or(Error::Form)?;
    let key: AccessKey = key.parse().map_err(|_| Error::Form)?;
    let (words, server) = (i18n::words(), server_of(app.front, &headers));
    let head = words.tell(sort.file_head(), &[("server", Fact::Text(&server))]);
    let saved = format!("attachment; filename=\"{}.txt\"", sort.name());
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&saved).map_err(|_| Error::Form)?),
    ];
    Ok((headers, format!("{head}\r\n{}\r\n", *key.words())).into_response())
}

/// The words in a key file: a line of them, whatever stands around it.
fn key_in(file: &[u8]) -> Option<Zeroizing<String>> {
    let text = std::str::from_utf8(file.get(..KEY_FILE_LIMIT).unwrap_or(file)).ok()?;
    let is_key = |it: &&str| it.parse::<AccessKey>().is_ok();
    let found = text.lines().find(is_key).or(Some(text).filter(is_key))?;
    Some(Zeroizing::new(found.to_owned()))
}

/// Why words were refused, exactly: which of them is wrong, where one is.
pub(in crate::web) fn why(words: &Words, refusal: &Refusal) -> String {
    let fact =
        |name, number: usize| vec![(name, Fact::Number(number as i64)), ("all", Fact::Number(WORDS as i64))];
    match refusal {
        Refusal::NotAKey(NotAKey::Count(count)) => words.tell(said(refusal), &fact("count", *count)),
        Refusal::NotAKey(NotAKey::Unknown(place)) => words.tell(said(refusal), &fact("place", *place)),
        other => words.say(said(other)),
    }
}

/// What was refused, in words; what is broken, as an error.
fn wrong<T>(found: Result<T, Refusal>) -> Result<Result<T, String>, Error> {
    match found {
        Ok(found) => Ok(Ok(found)),
        Err(Refusal::Act(error)) => Err(error.into()),
        Err(refusal) => Ok(Err(why(i18n::words(), &refusal))),
    }
}

/// The answer to a wrong key: why it is wrong, or that there were too many of them to say so.
fn counted(app: &AppState, page: impl FnOnce(Option<String>) -> Markup) -> Response {
    match app.limits.wrong_key() {
        Turn::Go => refused(page(None)),
        Turn::Wait => {
            let wait = [(header::RETRY_AFTER, HeaderValue::from_static("10"))];
            let page = Page(page(Some(i18n::words().say("refused-many-wrong-keys"))));
            (StatusCode::TOO_MANY_REQUESTS, wait, page).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "letter advice cage absurd amount doctor acoustic avoid letter advice cage above";

    #[test]
    fn a_key_file_is_read_with_or_without_its_head() {
        for file in [
            KEY.to_owned(),
            format!("\u{feff}Access key for a server\r\n{KEY}\r\n"),
            KEY.replace(' ', "\n"),
            format!("{}\n\n{KEY}\n", "Some words before it that are no key. ".repeat(20)),
        ] {
            let found = key_in(file.as_bytes()).unwrap();
            assert_eq!(found.parse::<AccessKey>(), KEY.parse(), "{file}");
        }
        assert!(key_in(b"").is_none() && key_in(b"\xff\xfe").is_none() && key_in(b"twelve words").is_none());
        assert!(key_in(format!("{}{KEY}", "\n".repeat(KEY_FILE_LIMIT)).as_bytes()).is_none());
    }

    #[test]
    fn it_is_said_which_word_is_wrong() {
        let words = i18n::words();
        let said = |typed: &str| why(words, &typed.parse::<AccessKey>().unwrap_err().into());
        assert!(said("letter advice").contains("2 words"), "{}", said("letter advice"));
        assert!(
            said(&KEY.replace("avoid", "qqqq")).starts_with("Word 8"),
            "{}",
            said(&KEY.replace("avoid", "qqqq"))
        );
        assert!(!said(&KEY.replace("avoid", "qqqq")).contains("qqqq"));
        assert!(said(&KEY.replace("above", "about")).contains("belong together"));
    }
}
