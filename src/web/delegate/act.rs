//! Single acts: clearing, throwing away, withdrawing, taking positions.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::check::of;
use super::mine::entry_anchor;
use crate::drafting::position::Stance;
use crate::identity::authorship::FormNonce;
use crate::identity::role::Act;
use crate::identity::session::Delegate;
use crate::proceedings::{self, On, clear_entry, discard_entry, take_position};
use crate::store::Read;
use crate::web::AppState;
use crate::web::again::local;
use crate::web::answer::see_other;
use crate::web::error::Error;
use crate::web::extract::{Form, Path};
use crate::web::guest::Guest;
use crate::web::paths;
use crate::web::visit::Visit;

/// The version of an entry that was seen.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Seen {
    seen: u32,
}

/// A form without fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

/// A position, and the page it was taken on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Position {
    paragraph: Option<String>,
    item: Option<String>,
    stance: String,
    back: Option<String>,
}

/// Clears an entry for submission.
pub(super) async fn clear(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, form)): Path<(String, String)>,
    Form(Seen { seen }): Form<Seen>,
) -> Result<Response, Error> {
    let form: FormNonce = form.parse().map_err(|_| Error::NotFound)?;
    let delegate = permitted(&app, &guest, &process, Act::Clear).await?.1;
    app.store.act(move |store| clear_entry(store, &delegate, form, seen)).await?;
    Ok(see_other(&format!("{}#{}", done(&process, "cleared"), entry_anchor(form))))
}

/// Throws an entry away.
pub(super) async fn discard(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, form)): Path<(String, String)>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, Error> {
    let form: FormNonce = form.parse().map_err(|_| Error::NotFound)?;
    let delegate = of(&app, &guest, &process).await?;
    app.store
        .act(move |store| {
            let there = proceedings::entries(store, &delegate)?.iter().any(|it| it.form == form);
            if !there {
                return Err(Error::NotFound);
            }
            discard_entry(store, &delegate, form).map_err(Error::from)
        })
        .await?;
    Ok(see_other(&format!("{}#prepared", done(&process, "discarded"))))
}

/// Takes an own item back.
pub(super) async fn withdraw(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, item)): Path<(String, String)>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, Error> {
    let item = item.parse().map_err(|_| Error::NotFound)?;
    let delegate = of(&app, &guest, &process).await?;
    app.store.act(move |store| proceedings::withdraw(store, &delegate, item)).await?;
    Ok(see_other(&format!("{}#waiting", done(&process, "withdrawn"))))
}

/// Says what the delegation thinks of something, or no longer.
pub(super) async fn position(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, draft)): Path<(String, String)>,
    Form(form): Form<Position>,
) -> Result<Response, Error> {
    let stance = match form.stance.as_str() {
        "retain" => Some(Stance::Retain),
        "support" => Some(Stance::Support),
        "concern" => Some(Stance::Concern),
        "none" => None,
        _ => return Err(Error::Form),
    };
    let delegate = of(&app, &guest, &process).await?;
    let (asks, name, named) = (guest, process.clone(), draft.clone());
    let draft = app
        .store
        .read(move |r: &Read<'_>| Ok::<_, Error>(Visit::to(r, &asks, &name)?.draft(&named)?.draft.id))
        .await?;
    let (on, anchor) = match (form.paragraph, form.item) {
        (Some(paragraph), None) => {
            let paragraph = paragraph.parse().map_err(|_| Error::NotFound)?;
            (On::Paragraph { draft, paragraph }, paths::anchor(paragraph))
        }
        (None, Some(item)) => {
            let item = item.parse().map_err(|_| Error::NotFound)?;
            (On::Item(item), paths::item_anchor(item))
        }
        _ => return Err(Error::Form),
    };
    app.store.act(move |store| take_position(store, &delegate, on, stance)).await?;
    let back = form.back.unwrap_or_else(|| paths::delegation(&process));
    let back = paths::with_done(local(&back), if stance.is_some() { "position" } else { "position-back" });
    Ok(see_other(&format!("{back}#{anchor}")))
}

/// A delegate whose key may do that, and their visit.
pub(super) async fn permitted(
    app: &AppState,
    guest: &Guest,
    process: &str,
    act: Act,
) -> Result<(Visit, Delegate), Error> {
    let (guest, process) = (guest.clone(), process.to_owned());
    app.store
        .read(move |r| {
            let visit = Visit::to(r, &guest, &process)?;
            let delegate = visit.delegate()?.clone();
            visit.permitted(act)?;
            Ok((visit, delegate))
        })
        .await
}

fn done(process: &str, what: &str) -> String {
    paths::with_done(&paths::delegation(process), what)
}
