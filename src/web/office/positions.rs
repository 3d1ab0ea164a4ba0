//! Published national positions: registering them, and striking them off.
//!
//! Invariant: they are public; what is compared with them is on nobody's page but its author's. Of a file nothing is kept
//! but its words.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::field::{Field, Wrong, area, choice, summary, typed};
use super::{Tab, told, unprocessable, view, visit};
use crate::i18n::{self, Fact, Words};
use crate::identity::role::Act;
use crate::proceedings::{Refusal, register_position, strike_position};
use crate::store::Read;
use crate::store::national_positions::NationalPosition;
use crate::web::AppState;
use crate::web::answer::{Page, see_other};
use crate::web::component;
use crate::web::error::Error;
use crate::web::extract::{Form, Path, Query};
use crate::web::guest::Guest;
use crate::web::paths;
use crate::web::uploads::{self, received};
use crate::web::visit::Visit;

/// The languages a position may be in.
const LANGUAGES: [(&str, &str); 7] = [
    ("en", "language-en"),
    ("fr", "language-fr"),
    ("es", "language-es"),
    ("ru", "language-ru"),
    ("ar", "language-ar"),
    ("zh", "language-zh"),
    ("und", "language-other"),
];

/// What the page shows.
struct Positions {
    visit: Visit,
    all: Vec<NationalPosition>,
    typed: Typed,
    wrong: Option<Wrong>,
    done: Option<&'static str>,
}

/// What stands in the fields.
#[derive(Clone, Debug, Default)]
struct Typed {
    title: String,
    language: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(super) struct Done {
    done: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StrikeForm {
    position: String,
}

pub(super) async fn page(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Query(Done { done }): Query<Done>,
) -> Result<Page, Error> {
    let read = move |r: &Read<'_>| Positions::of(r, &guest, &process);
    let mut positions = app.store.read(read).await?;
    let known = ["position-registered", "position-struck"];
    positions.done = known.into_iter().find(|it| Some(*it) == done.as_deref());
    Ok(Page(shown(i18n::words(), &positions)))
}

pub(super) async fn register(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Error> {
    let name = process.clone();
    let before = app.store.read(move |r| Positions::of(r, &guest, &name)).await?;
    let (sent, mut fields) = received(form, &["title", "language", "text"]).await?;
    let mut field = |name| fields.remove(name).unwrap_or_default();
    let typed = Typed { title: field("title"), language: field("language"), text: field("text") };
    if !LANGUAGES.iter().any(|(tag, _)| *tag == typed.language) {
        return Err(Error::Form);
    }
    let mut text = typed.text.clone();
    if sent.is_some() {
        match uploads::read(sent).await? {
            Ok(found) => {
                let lines = found.file.paragraphs.iter().map(|it| it.text.plain());
                text = [text].into_iter().chain(lines).collect::<Vec<_>>().join("\n");
            }
            Err(said) => {
                let wrong = Some(Wrong { said, field: "file" });
                return Ok(unprocessable(shown(i18n::words(), &Positions { typed, wrong, ..before })));
            }
        }
    }
    let (id, kept, by) = (before.visit.scope.process.id, typed.clone(), before.visit.actor()?);
    let registered = app
        .store
        .write(move |w| register_position(w, id, (&kept.title, &kept.language), &text, &by).map(drop));
    let registered = registered.await;
    let field = match &registered {
        Err(Refusal::Position(why)) if why.is_about_title() => "title",
        _ => "text",
    };
    match told(registered)? {
        Ok(()) => Ok(see_other(&format!("{}?done=position-registered", paths::office::positions(&process)))),
        Err(said) => {
            let wrong = Some(Wrong::new(i18n::words(), said, field));
            Ok(unprocessable(shown(i18n::words(), &Positions { typed, wrong, ..before })))
        }
    }
}

pub(super) async fn strike(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Form(StrikeForm { position }): Form<StrikeForm>,
) -> Result<Response, Error> {
    let id = position.parse().map_err(|_| Error::NotFound)?;
    let name = process.clone();
    let strike = move |w: &crate::store::Write<'_>| {
        let visit = visit(w, &guest, &name, Act::Settle)?;
        Ok::<_, Error>(strike_position(w, visit.scope.process.id, id, &visit.actor()?)?)
    };
    app.store.write(strike).await?;
    Ok(see_other(&format!("{}?done=position-struck", paths::office::positions(&process))))
}

impl Positions {
    fn of(r: &Read<'_>, guest: &Guest, process: &str) -> Result<Self, Error> {
        let visit = visit(r, guest, process, Act::Settle)?;
        let all = r.national_positions(visit.scope.process.id)?;
        let language = visit.scope.document.language.clone();
        let known = LANGUAGES.iter().any(|(tag, _)| *tag == language);
        let language = if known { language } else { "und".to_owned() };
        Ok(Self { visit, all, typed: Typed { language, ..Typed::default() }, wrong: None, done: None })
    }
}

fn shown(words: &Words, positions: &Positions) -> Markup {
    let name = positions.visit.scope.process.name.as_str();
    let (typed_in, wrong) = (&positions.typed, positions.wrong.as_ref());
    let main = html! {
        (component::done(words, positions.done))
        (summary(words, wrong))
        p.lede { (words.say("published-lede")) }
        section.stack-tight aria-labelledby="published-title" {
            h2 #published-title { (words.say("published-title")) }
            @if positions.all.is_empty() { p.quiet { (words.say("published-none")) } }
            ul.plain-list { @for it in &positions.all { (one(words, name, it)) } }
        }
        section.sheet.stack-tight aria-labelledby="published-add" {
            h2 #published-add { (words.say("published-add")) }
            form.narrow method="post" action=(paths::office::positions(name)) enctype="multipart/form-data" {
                (typed(words, &Field { hint: "position-title-hint", ..Field::text("title", "position-title", &typed_in.title) }, wrong))
                (choice(words, &Field::text("language", "position-language", &typed_in.language), &LANGUAGES, wrong))
                (area(words, &Field { hint: "position-text-hint", optional: true, ..Field::text("text", "position-text", &typed_in.text) }, 10, wrong))
                div.field {
                    label for="file" { (words.say("position-file")) }
                    input #file type="file" name="file" accept=".docx,.md,.txt"
                        aria-invalid=[wrong.filter(|it| it.field == "file").map(|_| "true")];
                }
                p.acts { button.main type="submit" { (words.say("position-register")) } }
            }
        }
    };
    view::page(words, &positions.visit, Tab::Positions, main)
}

fn one(words: &Words, name: &str, it: &NationalPosition) -> Markup {
    let count = it.body.split_whitespace().count();
    let language =
        LANGUAGES.iter().find(|(tag, _)| *tag == it.language).map_or("language-other", |(_, said)| said);
    html! {
        li.row {
            strong { bdi { (it.title) } }
            span.quiet { (words.say(language)) " \u{b7} " (words.tell("published-words", &[("count", Fact::Number(count as i64))])) }
            form method="post" action=(paths::office::strike_position(name)) {
                input type="hidden" name="position" value=(it.id);
                button.plain type="submit" { (words.say("position-strike")) span.said { ", " (it.title) } }
            }
        }
    }
}
