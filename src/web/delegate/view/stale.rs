//! The page for what was written on a draft that is no longer the latest: what became of the paragraph, and what was
//! typed, carried over.

use maud::{Markup, html};

use super::write;
use crate::document::inline::Text;
use crate::drafting::carry::Fit;
use crate::export::rendition::Vocabulary;
use crate::i18n::{Fact, Words};
use crate::proceedings::fits_as;
use crate::web::component::redline::Pen;
use crate::web::delegate::form::{Typed, Way};
use crate::web::delegate::fragment::redlined;
use crate::web::delegate::subject::Subject;
use crate::web::delegate::write::Writing;
use crate::web::page::{Frame, Here, layout};
use crate::web::paths;
use crate::web::visit::Issued;

/// What the page shows.
pub(in crate::web::delegate) struct Stale {
    /// What it was written on.
    pub(in crate::web::delegate) subject: Subject,
    /// What it does.
    pub(in crate::web::delegate) way: Way,
    /// What was typed.
    pub(in crate::web::delegate) typed: Typed,
    /// How the paragraph reads now; none where it is gone.
    pub(in crate::web::delegate) now: Option<Text>,
    /// How it fits.
    pub(in crate::web::delegate) fit: Fit,
    /// The latest draft.
    pub(in crate::web::delegate) latest: Issued,
    /// The same form on it, where it has a place there.
    pub(in crate::web::delegate) target: Option<Writing>,
}

/// The page.
pub(in crate::web::delegate) fn page(words: &Words, stale: &Stale) -> Markup {
    let subject = &stale.subject;
    let (name, latest) = (subject.name(words), stale.latest.draft.label.as_str());
    let facts = [
        ("place", Fact::Text(name.as_str())),
        ("draft", Fact::Text(latest)),
        ("before", Fact::Text(subject.draft.draft.label.as_str())),
    ];
    let title = words.tell("stale-title", &facts);
    layout(
        &Frame {
            words,
            title: &title,
            process: Some(subject.visit.place(Here::Text)),
            seat: &subject.visit.seat,
        },
        html! {
            header.page-head {
                h1 { (title) }
                p.lede role="status" { (words.tell("stale-lede", &facts)) " " (words.say(fits_as(stale.fit))) }
            }
            div.two-up {
                section aria-labelledby="became-title" {
                    h2 #became-title { (words.tell("stale-became", &facts)) }
                    (became(words, stale))
                }
                section aria-labelledby="typed-title" {
                    h2 #typed-title { (words.say("stale-typed")) }
                    (typed(words, stale))
                }
            }
            @match &stale.target {
                Some(writing) => {
                    h2 { (words.tell("stale-now", &facts)) }
                    (write::form(words, writing))
                }
                None => p {
                    (words.say("stale-lost")) " "
                    a href=(paths::clean(subject.process(), &stale.latest.name)) { (words.tell("read-clean", &facts[1..2])) }
                },
            }
        },
    )
}

/// What became of the paragraph.
fn became(words: &Words, stale: &Stale) -> Markup {
    let subject = &stale.subject;
    let language = subject.language();
    let vocabulary = Vocabulary::default();
    let mut pen = Pen::inline(&vocabulary);
    html! {
        @match (subject.content(), &stale.now) {
            (Some(was), Some(now)) if was.text == *now => p { (words.say("stale-same")) },
            (Some(was), Some(now)) => {
                p.text lang=(language.tag) dir=(language.direction.name()) {
                    (pen.runs(&redlined(subject, was.text.clone(), now.clone())))
                }
            }
            (Some(was), None) => {
                p { (words.say("stale-gone")) }
                p.text lang=(language.tag) dir=(language.direction.name()) { (was.text.plain()) }
            }
            (None, _) => p { (words.say("whole-text")) },
        }
    }
}

/// What was typed, to be read and copied.
fn typed(words: &Words, stale: &Stale) -> Markup {
    let language = stale.subject.language();
    let Typed { text, find, put, why, .. } = &stale.typed;
    html! {
        @for it in [text, find, put, why] {
            @if !it.trim().is_empty() {
                p.text.as-typed lang=(language.tag) dir=(language.direction.name()) { (it) }
            }
        }
        @if !stale.way.amends() { p.quiet { (words.say("stale-comment")) } }
    }
}
