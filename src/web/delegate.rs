//! What a delegation does: it writes on the text, submits what was cleared, says what it thinks, and sees what became
//! of its own.
//!
//! Invariant: what was typed is in the answer, whatever becomes of it, or kept in preparation. Whose something is, is
//! asked by tag; another's and what is not there are the same page.

mod act;
mod answer;
mod check;
mod claim;
mod form;
mod fragment;
mod keys;
mod mine;
mod naming;
mod ours;
mod own_words;
mod receipts;
mod report;
mod returned;
mod sees;
mod subject;
mod summary;
mod view;
mod write;

use axum::Router;
use axum::routing::{get, post};

use super::AppState;
use super::paths::route;

pub(super) use self::mine::done;
pub(super) use self::ours::{Ours, ours};
pub(super) use self::subject::round_of;
pub(super) use self::summary::Summary;
pub(super) use self::view::mine::{stance, told};

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(route::WRITE, get(write::page).post(write::take))
        .route(route::PREVIEW, post(write::preview))
        .route(route::POSITIONS, post(act::position))
        .route(route::DELEGATION, get(mine::page))
        .route(route::CHECK, post(check::check))
        .route(route::SUBMIT, post(check::submit))
        .route(route::ENTRY, get(write::entry))
        .route(route::CLEAR, post(act::clear))
        .route(route::DISCARD, post(act::discard))
        .route(route::REWRITE, get(write::rewrite))
        .route(route::WITHDRAW, post(act::withdraw))
        .route(route::QUESTION, get(answer::page).post(answer::send))
        .route(route::CLAIMS, post(claim::take))
        .route(route::REPORT, get(report::file))
        .route(route::ACKNOWLEDGEMENTS, get(receipts::file))
        .merge(returned::router())
        .route(route::KEYS, get(keys::page).post(keys::make))
        .route(route::KEYS_END, post(keys::end))
        .route(route::KEYS_RULES, post(keys::set_rules))
        .route(route::KEYS_ANEW, post(keys::begin_anew))
}
