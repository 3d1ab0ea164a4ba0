//! The next draft as it would be issued now: clean, and against the draft there is.

use axum::extract::State;
use maud::{Markup, html};

use super::{Issuing, issuing};
use crate::document::Kind;
use crate::document::compare::compare;
use crate::export::rendition::{Cover, Passage, Rendition};
use crate::i18n::{self, Fact, Words};
use crate::web::AppState;
use crate::web::answer::Page;
use crate::web::component::redline::{Pen, Sides};
use crate::web::error::Error;
use crate::web::extract::Path;
use crate::web::guest::Guest;
use crate::web::page::{Frame, Here, layout};
use crate::web::paths;

/// How it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Clean,
    Redline,
}

pub(super) async fn page(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, view)): Path<(String, String)>,
) -> Result<Page, Error> {
    let shown = match view.as_str() {
        "clean" => Shown::Clean,
        "redline" => Shown::Redline,
        _ => return Err(Error::NotFound),
    };
    let issuing = issuing(&app, guest, process).await?;
    Ok(Page(draw(i18n::words(), &issuing, shown)))
}

fn draw(words: &Words, issuing: &Issuing, shown: Shown) -> Markup {
    let name = issuing.visit.scope.process.name.as_str();
    let (old, new) = (&issuing.table.paragraphs, &issuing.made.paragraphs);
    let language = issuing.visit.language(new);
    let comparison = compare(old, new, &issuing.made.lineage);
    let rendition = match shown {
        Shown::Clean => Rendition::clean(new, Cover::default(), language),
        Shown::Redline => Rendition::redline(&comparison, Cover::default(), language),
    };
    let next = words.say("next-draft");
    let sides = Sides { old: &issuing.table.draft.label, new: &next };
    let mut pen = Pen::new(&rendition.vocabulary, "");
    let passages = html! { @for passage in rendition.passages() { (drawn(&mut pen, passage, sides)) } };
    let title = words.say("preview-title");
    let view = |here, view, said| {
        html! {
            a href=(paths::office::preview(name, view)) aria-current=[(shown == here).then_some("page")] { (words.say(said)) }
        }
    };
    let facts = [("draft", Fact::Text(&issuing.table.draft.label))];
    layout(
        &Frame {
            words,
            title: &title,
            process: Some(issuing.visit.place(Here::Desk)),
            seat: &issuing.visit.seat,
        },
        html! {
            header.page-head {
                h1 { (title) }
                p.lede { (words.tell("preview-lede", &facts)) }
                p { a href=(paths::office::issue(name)) { (words.say("preview-back")) } }
            }
            nav.views aria-label=(words.say("views")) {
                (view(Shown::Redline, "redline", "view-redline"))
                (view(Shown::Clean, "clean", "view-clean"))
            }
            div.flow lang=(rendition.language.tag) dir=(rendition.language.direction.name()) {
                (passages)
                (pen.notes())
            }
        },
    )
}

pub(super) fn drawn(pen: &mut Pen<'_>, passage: &Passage, sides: Sides<'_>) -> Markup {
    let class = passage.form.kind.name().replace('_', "-");
    let item = (passage.form.kind == Kind::Item).then(|| format!("level-{}", passage.form.level.clamp(1, 3)));
    let id = passage.anchor.map(paths::anchor);
    html! {
        @match passage.form.kind {
            Kind::Title | Kind::Heading | Kind::AnnexHeading => {
                div.paragraph.(class) id=[id] {
                    p.label {}
                    div.body {
                        @let line = pen.runs(&passage.line(" "));
                        @if passage.form.kind == Kind::Title { h2.document-title { (line) } }
                        @else { h3.section-title { (line) } }
                    }
                }
            },
            Kind::Preambular | Kind::Numbered | Kind::Item | Kind::Plain => {
                div.paragraph.(class).(item.unwrap_or_default()) id=[id] {
                    p.label { span.number { (pen.runs(&passage.label)) } }
                    div.body { (pen.passage(passage, Some(sides))) }
                }
            },
        }
    }
}
