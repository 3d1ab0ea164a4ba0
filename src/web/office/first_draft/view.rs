//! The pages of the first draft.

use maud::{Markup, html};

use super::{Asking, Found};
use crate::document::id::ParagraphId;
use crate::document::{Kind, Paragraph};
use crate::export::rendition::{Cover, Passage, Rendition};
use crate::i18n::{Fact, Words};
use crate::web::component::redline::Pen;
use crate::web::office::field::{Field, Wrong, summary, typed};
use crate::web::office::{Tab, view};
use crate::web::paths;

/// How many paragraphs are shown.
const SHOWN: usize = 2000;

/// The page that asks for a file.
pub(super) fn asking(words: &Words, asking: &Asking) -> Markup {
    let name = asking.visit.scope.process.name.as_str();
    let wrong = asking.wrong.as_ref();
    let main = html! {
        (summary(words, wrong))
        @if asking.visit.drafts.is_empty() {
            p.lede { (words.say("first-draft-lede")) }
            form.narrow method="post" action=(paths::office::first_draft(name)) enctype="multipart/form-data" {
                div.field {
                    label for="file" { (words.say("file")) }
                    p.hint #file-hint { (words.say("file-hint")) }
                    input #file type="file" name="file" required accept=".docx,.md,.txt,.json" aria-describedby="file-hint"
                        aria-invalid=[wrong.filter(|it| it.field == "file").map(|_| "true")];
                }
                (labelled(words, &asking.typed.label, &asking.typed.day, wrong))
                p.acts { button.main type="submit" { (words.say("file-read")) } }
            }
        } @else {
            p.lede { (words.say("refused-has-draft")) }
        }
    };
    view::page(words, &asking.visit, Tab::FirstDraft, main)
}

/// The page that shows what was found.
pub(super) fn found(words: &Words, found: &Found) -> Markup {
    let name = found.visit.scope.process.name.as_str();
    let wrong = found.wrong.as_ref();
    let paragraphs = &found.found.file.paragraphs;
    let number = |number: usize| Fact::Number(number as i64);
    let shown: Vec<Paragraph> = (paragraphs.iter().take(SHOWN).zip(0_u32..))
        .map(|(content, place)| Paragraph {
            id: ParagraphId::derived("preview", &[&place.to_be_bytes()]),
            content: content.clone(),
        })
        .collect();
    let rendition = Rendition::clean(&shown, Cover::default(), found.visit.language(&shown));
    let (language, direction) = (&rendition.language.tag, rendition.language.direction.name());
    let mut pen = Pen::inline(&rendition.vocabulary);
    let main = html! {
        (summary(words, wrong))
        p.lede { (words.tell("found-paragraphs", &[("count", number(paragraphs.len()))])) }
        @if !found.found.warnings.is_empty() {
            section.sheet.stack-tight aria-labelledby="warnings-title" {
                h2 #warnings-title { (words.say("found-warnings")) }
                ul.plain-list { @for warning in &found.found.warnings { li { (warning) } } }
            }
        }
        section aria-labelledby="issue-title" {
            h2 #issue-title { (words.say("issue-form")) }
            p.quiet { (words.say("first-issue-note")) }
            form.narrow method="post" action=(paths::office::first_issue(name)) {
                input type="hidden" name="upload" value=(found.upload);
                (labelled(words, &found.typed.label, &found.typed.day, wrong))
                p.acts {
                    button.main type="submit" { (words.say("issue-act")) }
                    a href=(paths::office::first_draft(name)) { (words.say("file-other")) }
                }
            }
        }
        section.all-drafts aria-labelledby="text-title" {
            h2 #text-title { (words.say("found-text")) }
            ol.found-text lang=(language) dir=(direction) {
                @for passage in rendition.passages() { (paragraph(words, &mut pen, passage)) }
            }
            @if paragraphs.len() > SHOWN {
                p.quiet { (words.tell("found-more", &[("count", number(paragraphs.len() - SHOWN))])) }
            }
        }
    };
    view::page(words, &found.visit, Tab::FirstDraft, main)
}

fn labelled(words: &Words, label: &str, day: &str, wrong: Option<&Wrong>) -> Markup {
    html! {
        (typed(words, &Field { hint: "label-hint", ..Field::text("label", "draft-label", label) }, wrong))
        (typed(words, &Field { kind: "date", ..Field::text("day", "issue-day", day) }, wrong))
    }
}

fn paragraph(words: &Words, pen: &mut Pen<'_>, passage: &Passage) -> Markup {
    let kind = match passage.form.kind {
        Kind::Title => "kind-title",
        Kind::Heading => "kind-heading",
        Kind::Preambular => "kind-preambular",
        Kind::Numbered => "kind-numbered",
        Kind::Item => "kind-item",
        Kind::Plain => "kind-plain",
        Kind::AnnexHeading => "kind-annex-heading",
    };
    html! {
        li {
            span.quiet { (words.say(kind)) }
            p { (pen.runs(&passage.line(" "))) }
        }
    }
}
