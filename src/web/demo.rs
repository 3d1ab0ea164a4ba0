//! The bar of the demonstration: one click makes anybody a delegate, a co-chair or the secretariat, and releases what
//! waits.
//!
//! Invariant: it is there only where the program was started as a demonstration, on this machine, over data it made
//! itself. Elsewhere its addresses are not found.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::post;
use maud::{Markup, html};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::AppState;
use super::again::local;
use super::answer::see_other;
use super::error::Error;
use super::extract::Form;
use super::guest::{Guest, Seat};
use super::paths::{self, route};
use super::session;
use crate::clock;
pub(super) use crate::demonstration::Demonstration as Demo;
use crate::demonstration::{Credentials, Part, Persona, paragraph_with_most};
use crate::i18n::Words;
use crate::proceedings::release::Released;
use crate::proceedings::{LoggedIn, Refusal, Shown, Table, find, log_in, log_in_to_demonstration, log_out};
use crate::store::{Read, Store};

/// What the address of a page says of the release that was asked for on it.
const SAID: &str = "release=";

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(route::DEMO_PERSONA, post(become_somebody))
        .route(route::DEMO_RELEASE, post(release_now))
}

/// What a release came to, as the next page says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Came {
    Made,
    TooFew,
    Nothing,
    NotByPolicy,
}

impl Came {
    const ALL: [Self; 4] = [Self::Made, Self::TooFew, Self::Nothing, Self::NotByPolicy];

    /// In an address.
    const fn name(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::TooFew => "too-few",
            Self::Nothing => "nothing",
            Self::NotByPolicy => "not-by-policy",
        }
    }

    const fn message(self) -> &'static str {
        match self {
            Self::Made => "demo-released",
            Self::TooFew => "demo-too-few",
            Self::Nothing => "demo-nothing",
            Self::NotByPolicy => "refused-not-by-policy",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Who {
    who: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct From {
    here: String,
}

/// The bar above every page.
pub(super) fn bar(words: &Words, seat: &Seat) -> Markup {
    let Some(demo) = &seat.demo else { return Markup::default() };
    let (here, came) = parted(&seat.here);
    html! {
        aside.demo aria-label=(words.say("demo-bar")) {
            p.demo-banner { (words.say("demo-banner")) }
            form.demo-personas method="post" action=(route::DEMO_PERSONA) {
                span { (words.say("demo-be")) }
                @for (at, persona) in demo.personas.iter().enumerate() {
                    @let current = seat.name.as_ref() == Some(&persona.name);
                    button type="submit" name="who" value=(at) aria-current=[current.then_some("true")] {
                        (persona.name)
                    }
                }
            }
            form method="post" action=(route::DEMO_RELEASE) {
                input type="hidden" name="here" value=(here);
                button type="submit" { (words.say("demo-release")) }
            }
            @if let Some(came) = came { p.demo-said role="status" { (words.say(came.message())) } }
        }
    }
}

async fn become_somebody(
    guest: Guest,
    State(app): State<AppState>,
    headers: HeaderMap,
    Form(Who { who }): Form<Who>,
) -> Result<Response, Error> {
    let demo = of(&guest)?;
    let persona = demo.personas.get(who).cloned().ok_or(Error::NotFound)?;
    let before = session::token(app.front, &headers);
    let (begun, lands) = app
        .store
        .act(move |store| {
            if let Some(token) = before {
                log_out(store, &token)?;
            }
            let lands = store.blocking_read(|r| lands(r, &demo, persona.part))?;
            Ok::<_, Error>((enter(store, &persona)?, lands))
        })
        .await?;
    app.idle.begin(&begun.token, false, clock::now());
    let mut response = see_other(&lands);
    response.headers_mut().append(header::SET_COOKIE, session::cookie(app.front, &begun.token, false));
    Ok(response)
}

async fn release_now(
    guest: Guest,
    State(app): State<AppState>,
    Form(From { here }): Form<From>,
) -> Result<Response, Error> {
    let demo = of(&guest)?;
    let released = app.store.act(move |store| demo.release_now(store, clock::now())).await;
    let came = match released {
        Ok(Released::Made { .. }) => Came::Made,
        Ok(Released::TooFew) => Came::TooFew,
        Ok(Released::Nothing) => Came::Nothing,
        Err(crate::demonstration::Error::Act(Refusal::NotByPolicy)) => Came::NotByPolicy,
        Err(crate::demonstration::Error::Act(refusal)) => return Err(refusal.into()),
        Err(error) => return Err(Error::Internal(error.into())),
    };
    let (here, _) = parted(local(&here));
    let (page, place) = here.split_once('#').unwrap_or((&here, ""));
    let joint = if page.contains('?') { '&' } else { '?' };
    let place = if place.is_empty() { String::new() } else { format!("#{place}") };
    Ok(see_other(&format!("{page}{joint}{SAID}{}{place}", came.name())))
}

fn of(guest: &Guest) -> Result<Arc<Demo>, Error> {
    guest.demo.clone().ok_or(Error::NotFound)
}

fn enter(store: &Store, persona: &Persona) -> Result<LoggedIn, Error> {
    let now = clock::now();
    Ok(match &persona.credentials {
        Credentials::Key { key } => log_in(store, key, now)?,
        Credentials::Login { login, passphrase } => {
            let passphrase = Zeroizing::new(passphrase.clone());
            let shown = Shown { login: login.clone(), passphrase, code: Zeroizing::default() };
            log_in_to_demonstration(store, &shown, now)?
        }
    })
}

/// Where somebody's story begins.
fn lands(r: &Read<'_>, demo: &Demo, part: Part) -> Result<String, Error> {
    let scope = find(r, Some(&demo.process))?;
    let process = &scope.process.name;
    let drafts = r.drafts(scope.document.id)?;
    let names = paths::draft_names(drafts.iter().map(|it| it.label.as_str()));
    let most = paragraph_with_most(&Table::lay(r, &scope, None)?);
    Ok(match (part, &names[..]) {
        (Part::Delegate, [.., before, latest]) => paths::redline(process, latest, before),
        (Part::Delegate | Part::OtherDelegate, [.., latest]) => {
            let place = most.map(|it| format!("#{}", paths::anchor(it))).unwrap_or_default();
            format!("{}{place}", paths::clean(process, latest))
        }
        (Part::Delegate | Part::OtherDelegate, []) => paths::process(process),
        (Part::CoChair, _) => match most {
            Some(paragraph) => paths::desk_at(process, paths::At(Some(paragraph))),
            None => paths::desk(process),
        },
        (Part::Secretariat, _) => paths::office(process),
    })
}

/// An address without what it says has just been done, and what it says of a release.
fn parted(here: &str) -> (String, Option<Came>) {
    let Some((page, query)) = here.split_once('?') else { return (here.to_owned(), None) };
    let (said, rest): (Vec<&str>, Vec<&str>) = query.split('&').partition(|it| it.starts_with(SAID));
    let came =
        said.first().and_then(|it| Came::ALL.into_iter().find(|came| it[SAID.len()..] == *came.name()));
    let rest: Vec<&str> = rest.into_iter().filter(|it| !it.starts_with("done=")).collect();
    let rest = rest.join("&");
    (if rest.is_empty() { page.to_owned() } else { format!("{page}?{rest}") }, came)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_from_what_it_says_of_a_release() {
        for (here, page, came) in [
            ("/", "/", None),
            ("/a?q=1", "/a?q=1", None),
            ("/a?release=made", "/a", Some(Came::Made)),
            ("/a?q=1&release=too-few&x=2", "/a?q=1&x=2", Some(Came::TooFew)),
            ("/a?release=odd", "/a", None),
            ("/a?done=submitted&release=made", "/a", Some(Came::Made)),
        ] {
            assert_eq!(parted(here), (page.to_owned(), came), "{here}");
        }
    }
}
