//! The page behind a link that is good once.

use maud::{Markup, html};

use super::{Setup, Whom};
use crate::i18n::{Fact, Words};
use crate::web::account::staff::second_factor;
use crate::web::guest::Seat;
use crate::web::office::{Field, chosen_fields, summary, typed};
use crate::web::page::{Frame, layout};
use crate::web::paths;

/// The page.
pub(super) fn page(words: &Words, setup: &Setup) -> Markup {
    let wrong = setup.wrong.as_ref();
    let (title, lede) = match &setup.whom {
        Whom::First { .. } => (words.say("setup-title"), words.say("setup-lede")),
        Whom::Member { name, .. } => {
            (words.tell("welcome-title", &[("name", Fact::Text(name))]), words.say("welcome-lede"))
        }
    };
    // Before they have chosen one, the app shows the server alone.
    let login = match &setup.whom {
        Whom::Member { login, .. } => login.as_str(),
        Whom::First { .. } if setup.login.trim().is_empty() => "secretariat",
        Whom::First { .. } => setup.login.as_str(),
    };
    let phrase = |name, label, hint| Field { kind: "password", hint, ..Field::text(name, label, "") };
    let seat = Seat { here: String::new(), ..Seat::nameless(&setup.guest) };
    layout(
        &Frame { words, title: &title, process: None, seat: &seat },
        html! {
            header.page-head { h1 { (title) } p.lede { (lede) } }
            form.narrow method="post" action=(paths::office::setup(&setup.link)) {
                (summary(words, wrong))
                @match &setup.whom {
                    Whom::First { .. } => {
                        h2 { (words.say("setup-you")) }
                        (typed(words, &Field { hint: "login-hint", ..Field::text("login", "login", &setup.login) }, wrong))
                        (typed(words, &Field::text("name", "staff-name", &setup.name), wrong))
                    },
                    Whom::Member { login, .. } => {
                        p { (words.say("login")) ": " strong { bdi { (login) } } }
                    }
                }
                (typed(words, &phrase("passphrase", "passphrase", "passphrase-hint"), wrong))
                (typed(words, &phrase("again", "passphrase-again", ""), wrong))
                h2 { (words.say("factor-title")) }
                p { (words.say("factor-lede")) }
                (second_factor(words, login, &setup.offered, wrong))
                @if setup.whom == (Whom::First { has_process: false }) {
                    h2 { (words.say("setup-process")) }
                    (chosen_fields(words, &setup.chosen, wrong))
                }
                p.acts { button.main type="submit" { (words.say("setup-act")) } }
            }
        },
    )
}
