//! The bar of the demonstration: one click makes anybody a delegate, a co-chair or the secretariat.
//!
//! Invariant: it is there only where the program was started as a demonstration, on this machine, over data it made
//! itself.

use axum::Router;

use super::AppState;

/// What a demonstration hands over.
#[derive(Clone, Debug, Default)]
pub struct Demo {
    /// Those who can be stepped into.
    pub personas: Vec<Persona>,
}

/// Somebody to be for a moment.
#[derive(Clone, Debug)]
pub struct Persona {
    /// What the bar calls them.
    pub name: String,
    /// What they log in with.
    pub opens: Opens,
    /// The address of the page where their story begins.
    pub lands: String,
}

/// What a persona logs in with.
#[derive(Clone, Debug)]
pub enum Opens {
    /// The access key of a delegation, as words.
    Key(String),
    /// The login and passphrase of a member of the staff.
    Staff(String, String),
}

pub(super) fn router() -> Router<AppState> {
    Router::new()
}

/// The bar above every page.
pub(super) fn bar(_words: &crate::i18n::Words, _seat: &super::guest::Seat) -> maud::Markup {
    maud::html! {}
}
