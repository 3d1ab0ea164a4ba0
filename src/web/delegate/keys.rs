//! The keys of a delegation and its own rules, for whoever holds a key that clears.
//!
//! Invariant: a key is shown on the page that answers the form it was made by. What of this there is, is found by the
//! delegation's own keys; nobody else has such a page.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::act::permitted;
use super::view::keys as view;
use crate::clock;
use crate::i18n;
use crate::identity::badge::{Badge, RowTag};
use crate::identity::keyring::KeyRole;
use crate::identity::role::Act;
use crate::identity::rules::{Hand, Rules, Speaks, Terms};
use crate::proceedings::{self, OwnKey, Refusal, change_rules, own_keys, rules};
use crate::web::AppState;
use crate::web::account::why;
use crate::web::answer::{Page, see_other};
use crate::web::error::Error;
use crate::web::extract::{Form, Path, Query};
use crate::web::guest::Guest;
use crate::web::office::server_of;
use crate::web::paths;
use crate::web::session;
use crate::web::visit::Visit;

/// All that the page shows.
pub(super) struct Keys {
    /// The process, and who visits it.
    pub(super) visit: Visit,
    /// The keys.
    pub(super) all: Vec<OwnKey>,
    /// The delegation's rules.
    pub(super) rules: Rules,
    /// The hand of the key that asks.
    pub(super) hand: Hand,
    /// What has just been done.
    pub(super) done: Option<&'static str>,
    /// What was wrong, and with which part of the page.
    pub(super) wrong: Option<(String, &'static str)>,
    /// The words that were typed where they were wrong.
    pub(super) typed: Zeroizing<String>,
}

/// What has just been done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: String,
}

/// A key to be made.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewKey {
    role: String,
    #[serde(default)]
    label: String,
}

/// A key to be taken out of use.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OldKey {
    key: String,
}

/// The rules that are wanted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    four_eyes: Option<String>,
    speaks: String,
}

/// The key that all are ended with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Anew {
    key: Zeroizing<String>,
    sure: Option<String>,
}

/// The page.
pub(super) async fn page(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Query(Asked { done }): Query<Asked>,
) -> Result<Page, Error> {
    let done = match done.as_str() {
        "ended" => Some("done-key-ended"),
        "rules" => Some("done-rules"),
        "asked" => Some("done-rules-asked"),
        _ => None,
    };
    let keys = Keys { done, ..read(&app, &guest, &process).await? };
    Ok(Page(view::page(i18n::words(), &keys)))
}

/// Makes a further key, and shows it this once.
pub(super) async fn make(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    headers: HeaderMap,
    Form(NewKey { role, label }): Form<NewKey>,
) -> Result<Response, Error> {
    let (role, does) = match role.as_str() {
        "drafter" => (KeyRole::Drafter, "key-drafter-note"),
        "clears" => (KeyRole::Clears, "key-clears-note"),
        "reads" => (KeyRole::Reads, "key-reads-note"),
        _ => return Err(Error::Form),
    };
    let (visit, delegate) = permitted(&app, &guest, &process, Act::MakeKeys).await?;
    let badge = Badge::new(role, &label);
    match app.store.act(move |store| proceedings::make_key(store, &delegate, badge)).await {
        Ok(key) => {
            let server = server_of(app.front, &headers);
            Ok(Page(view::made(i18n::words(), &visit, &key, does, &server)).into_response())
        }
        Err(refusal) => again(&app, &guest, &process, refusal, "new-key", Zeroizing::default()).await,
    }
}

/// Takes a key of the delegation out of use.
pub(super) async fn end(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Form(OldKey { key }): Form<OldKey>,
) -> Result<Response, Error> {
    let (_, delegate) = permitted(&app, &guest, &process, Act::MakeKeys).await?;
    let tag = tag_of(&key).ok_or(Error::NotFound)?;
    match app.store.act(move |store| proceedings::end_key(store, &delegate, tag)).await {
        Ok(()) => Ok(see_other(&paths::with_done(&paths::keys(&process), "ended"))),
        Err(refusal) => again(&app, &guest, &process, refusal, "all-keys", Zeroizing::default()).await,
    }
}

/// Sets the delegation's rules.
pub(super) async fn set_rules(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Form(Wanted { four_eyes, speaks }): Form<Wanted>,
) -> Result<Response, Error> {
    let speaks = match speaks.as_str() {
        "drafters" => Speaks::Drafters,
        "clears" => Speaks::Clears,
        _ => return Err(Error::Form),
    };
    let terms = Terms { four_eyes: four_eyes.is_some(), speaks };
    let (_, delegate) = permitted(&app, &guest, &process, Act::MakeKeys).await?;
    match app.store.act(move |store| change_rules(store, &delegate, terms)).await {
        Ok(rules) => {
            let done = if rules.asked.is_some() { "asked" } else { "rules" };
            Ok(see_other(&format!("{}#rules", paths::with_done(&paths::keys(&process), done))))
        }
        Err(refusal) => again(&app, &guest, &process, refusal, "rules", Zeroizing::default()).await,
    }
}

/// Ends all keys and begins anew; whoever asked for it stays logged in, with the new one.
pub(super) async fn begin_anew(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    headers: HeaderMap,
    Form(Anew { key, sure }): Form<Anew>,
) -> Result<Response, Error> {
    let (visit, delegate) = permitted(&app, &guest, &process, Act::MakeKeys).await?;
    if sure.is_none() {
        let not_sure = i18n::words().say("wrong-not-sure");
        return wrong(&app, &guest, &process, (not_sure, "anew"), key).await;
    }
    let (typed, now) = (key.clone(), clock::now());
    let begun = app.store.act(move |store| {
        let keys = proceedings::begin_anew(store, &typed, Some(&delegate))?;
        let session = proceedings::log_in(store, &keys.access.words(), now)?;
        Ok::<_, Refusal>((keys, session))
    });
    match begun.await {
        Ok((keys, session)) => {
            let own_device = false;
            app.idle.begin(&session.token, own_device, now);
            let server = server_of(app.front, &headers);
            let page = Page(view::begun_anew(i18n::words(), &visit, &keys, &server));
            let mut response = page.into_response();
            let cookie = session::cookie(app.front, &session.token, own_device);
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
        Err(refusal) => again(&app, &guest, &process, refusal, "anew", key).await,
    }
}

async fn read(app: &AppState, guest: &Guest, process: &str) -> Result<Keys, Error> {
    let (visit, delegate) = permitted(app, guest, process, Act::MakeKeys).await?;
    let hand = Hand::of(&delegate);
    let (all, rules) = app
        .store
        .act(move |store| Ok::<_, Refusal>((own_keys(store, &delegate)?, rules(store, &delegate)?)))
        .await?;
    Ok(Keys { visit, all, rules, hand, done: None, wrong: None, typed: Zeroizing::default() })
}

/// The page again, with what was refused.
async fn again(
    app: &AppState,
    guest: &Guest,
    process: &str,
    refusal: Refusal,
    part: &'static str,
    typed: Zeroizing<String>,
) -> Result<Response, Error> {
    match refusal {
        Refusal::Act(error) => Err(error.into()),
        refusal => wrong(app, guest, process, (why(i18n::words(), &refusal), part), typed).await,
    }
}

async fn wrong(
    app: &AppState,
    guest: &Guest,
    process: &str,
    wrong: (String, &'static str),
    typed: Zeroizing<String>,
) -> Result<Response, Error> {
    let keys = Keys { wrong: Some(wrong), typed, ..read(app, guest, process).await? };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view::page(i18n::words(), &keys))).into_response())
}

/// What a key is named by in forms.
pub(super) fn named(key: &OwnKey) -> String {
    key.tag.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn tag_of(name: &str) -> Option<RowTag> {
    let digits: Vec<u8> = name.chars().map(|it| it.to_digit(16).map(|it| it as u8)).collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits.as_chunks::<2>().0.iter().map(|[high, low]| high << 4 | low).collect();
    bytes.try_into().ok().filter(|_| digits.len() == 64)
}
