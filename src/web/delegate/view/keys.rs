//! The page that shows a further key, this once.

use maud::{Markup, html};

use crate::i18n::Words;
use crate::identity::secret::AccessKey;
use crate::web::account::key_card;
use crate::web::page::{Frame, Here, layout};
use crate::web::paths;
use crate::web::visit::Visit;

/// The page.
pub(in crate::web::delegate) fn made(words: &Words, visit: &Visit, key: &AccessKey, note: &str) -> Markup {
    let title = words.say("key-made-title");
    layout(
        &Frame { words, title: &title, process: Some(visit.place(Here::Delegation)), seat: &visit.seat },
        html! {
            header.page-head { h1 { (title) } p.lede { (words.say("recovered-lede")) } }
            (key_card(words, "access-key", &key.words(), note))
            p.acts {
                a.button href={ (paths::delegation(&visit.scope.process.name)) "#keys" } { (words.say("key-written-down")) }
            }
        },
    )
}
