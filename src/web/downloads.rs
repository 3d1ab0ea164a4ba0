//! All files of a draft, and what is inside them.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use maud::{Markup, html};

use super::AppState;
use super::answer::Page;
use super::component::formats::formats;
use super::error::Error;
use super::extract::Path;
use super::guest::Guest;
use super::page::{Frame, Here, layout};
use super::paths::office::route;
use super::paths::{self, FileName, Shows};
use super::visit::{Issued, Visit};
use crate::export::Format;
use crate::i18n::{self, Fact, Words};

pub(super) fn router() -> Router<AppState> {
    Router::new().route(route::DOWNLOADS, get(page))
}

async fn page(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, draft)): Path<(String, String)>,
) -> Result<Page, Error> {
    let (visit, draft) = app
        .store
        .read(move |r| {
            let visit = Visit::to(r, &guest, &process)?;
            let draft = visit.draft(&draft)?.clone();
            Ok::<_, Error>((visit, draft))
        })
        .await?;
    Ok(Page(drawn(i18n::words(), &visit, &draft)))
}

fn drawn(words: &Words, visit: &Visit, draft: &Issued) -> Markup {
    let title = words.tell("downloads-of", &[("draft", Fact::Text(&draft.draft.label))]);
    let day = words.date(draft.draft.issued);
    let says = |id| html! { li { (words.say(id)) } };
    layout(
        &Frame { words, title: &title, process: Some(visit.place(Here::Text)), seat: &visit.seat },
        html! {
            header.page-head {
                h1 { (title) }
                p.quiet { (words.tell("issued", &[("date", Fact::Text(&day))])) }
            }
            div.columns {
                section aria-labelledby="files-title" {
                    h2.said #files-title { (words.say("downloads")) }
                    (files(words, visit, draft))
                }
                section.sheet.stack-tight aria-labelledby="inside-title" {
                    h2 #inside-title { (words.say("inside-title")) }
                    ul.plain-list { (says("inside-text")) (says("inside-cover")) (says("inside-marks")) }
                    h3 { (words.say("not-inside-title")) }
                    ul.plain-list { (says("not-inside-who")) (says("not-inside-made")) (says("not-inside-traces")) }
                    p.quiet { (words.say("inside-same")) }
                }
            }
            p.quiet { a href=(paths::office::who_sees_what(&visit.scope.process.name)) { (words.say("who-title")) } }
        },
    )
}

/// The files of a draft in every format: clean, against each earlier draft, and the compilation where it is shown.
pub(super) fn files(words: &Words, visit: &Visit, draft: &Issued) -> Markup {
    let label = ("draft", Fact::Text(draft.draft.label.as_str()));
    let mut rows = vec![(words.tell("file-clean", &[label]), Shows::Clean)];
    for earlier in visit.before(draft) {
        let against = ("against", Fact::Text(earlier.draft.label.as_str()));
        rows.push((words.tell("file-redline", &[label, against]), Shows::Redline(earlier.name.clone())));
    }
    if visit.shows_submissions_on(draft) {
        rows.push((words.tell("file-compilation", &[label]), Shows::Compilation));
    }
    let address = |what: &Shows, format| {
        let file = FileName { what: what.clone(), format };
        paths::file(&visit.scope.process.name, &draft.name, &file)
    };
    html! {
        ul.file-list {
            @for (name, what) in rows {
                li {
                    span.file-name { (name) }
                    (formats(words, &name, Format::showing(what.view()), |format| address(&what, format)))
                }
            }
        }
    }
}
