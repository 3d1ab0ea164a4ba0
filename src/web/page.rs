//! What stands around every page.

use maud::{DOCTYPE, Markup, html};

use super::guest::Seat;
use super::reader::Standing;
use super::{account, assets, demo, paths};
use crate::i18n::Words;
use crate::identity::role::Act;

/// What a page stands in.
pub(super) struct Frame<'a> {
    /// The words of the interface.
    pub(super) words: &'a Words,
    /// The title, without the program's name.
    pub(super) title: &'a str,
    /// The process it belongs to.
    pub(super) process: Option<Place<'a>>,
    /// Who reads it.
    pub(super) seat: &'a Seat,
}

/// A process as the masthead shows it.
pub(super) struct Place<'a> {
    /// Its short name.
    pub(super) name: &'a str,
    /// Its title.
    pub(super) title: &'a str,
    /// The name in addresses of the draft issued last.
    pub(super) latest: Option<&'a str>,
    /// As what the reader stands in it.
    pub(super) standing: &'a Standing,
    /// Where in it the page stands.
    pub(super) here: Here,
}

/// The entries of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Here {
    /// The home of the process.
    Home,
    /// The text.
    Text,
    /// What the reader's own delegation does.
    Delegation,
    /// The desk of the co-chairs.
    Desk,
    /// The office of the secretariat.
    Office,
}

/// The keys of pages that are read.
const READING: [(&str, &str); 4] = [
    ("j", "keys-next-paragraph"),
    ("k", "keys-previous-paragraph"),
    ("n", "keys-next-change"),
    ("p", "keys-previous-change"),
];

/// The page with `main` in it.
pub(super) fn layout(frame: &Frame<'_>, main: Markup) -> Markup {
    layout_with(frame, &READING, main)
}

/// The page with `main` in it, and keys of its own: each with the message that says what it does.
pub(super) fn layout_with(frame: &Frame<'_>, keys: &[(&str, &str)], main: Markup) -> Markup {
    let words = frame.words;
    let language = words.language();
    html! {
        (DOCTYPE)
        html lang=(language.tag) dir=(language.direction) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (frame.title) " \u{2013} " (words.say("brand")) }
                link rel="stylesheet" href=(assets::style());
                link rel="icon" type="image/svg+xml" href=(assets::icon());
                script type="module" src=(assets::script()) {}
            }
            body {
                a.skip href="#main" { (words.say("skip")) }
                (demo::bar(words, frame.seat))
                (masthead(frame))
                main #main { (main) }
                (foot(words, keys))
            }
        }
    }
}

fn masthead(frame: &Frame<'_>) -> Markup {
    let words = frame.words;
    html! {
        header.masthead {
            a.brand href=(paths::processes()) { (words.say("brand")) }
            @if let Some(place) = &frame.process {
                p.process-name { bdi { (place.title) } }
                nav aria-label=(words.say("menu")) {
                    ul.menu {
                        li { (entry(&paths::process(place.name), &words.say("menu-home"), place.here == Here::Home)) }
                        @if let Some(latest) = place.latest {
                            li {
                                (entry(&paths::clean(place.name, latest), &words.say("menu-text"), place.here == Here::Text))
                            }
                        }
                        @if place.standing.delegate().is_some() {
                            li { (entry(&paths::delegation(place.name), &words.say("menu-delegation"), place.here == Here::Delegation)) }
                        }
                        @if place.standing.at_desk() {
                            li { (entry(&paths::desk(place.name), &words.say("menu-desk"), place.here == Here::Desk)) }
                        }
                        @if place.standing.may_ever(Act::LeadRound) {
                            li { (entry(&paths::office(place.name), &words.say("menu-office"), place.here == Here::Office)) }
                        }
                    }
                }
            }
            (account::door(words, frame.seat))
        }
    }
}

fn entry(address: &str, words: &str, here: bool) -> Markup {
    html! { a href=(address) aria-current=[here.then_some("page")] { (words) } }
}

/// The keys; shown by the module that understands them.
fn foot(words: &Words, keys: &[(&str, &str)]) -> Markup {
    let row = |key: &str, id: &str| html! { div { dt { kbd { (key) } } dd { (words.say(id)) } } };
    html! {
        footer.foot {
            details #shortcuts hidden {
                summary { (words.say("keys")) }
                dl {
                    @for (key, id) in keys { (row(key, id)) }
                    (row("?", "keys-list"))
                }
                label.tick { input #keys-on type="checkbox" checked; span { (words.say("keys-on")) } }
            }
        }
    }
}
