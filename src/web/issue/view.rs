//! The page that issues a draft, and the page of a draft that was issued.

use maud::{Markup, html};

use super::references::{references, renumbering};
use super::{Issuing, Out};
use crate::drafting::carry::Fit;
use crate::export::Format;
use crate::i18n::{Fact, Words};
use crate::proceedings::{Oddity, Spot, decided};
use crate::web::component::done;
use crate::web::component::formats::formats;
use crate::web::downloads::files;
use crate::web::office::{Field, choice, fields, moments, summary, typed};
use crate::web::page::{Frame, Here, layout};
use crate::web::paths::{self, FileName, Shows};

/// The page that issues a draft.
pub(super) fn page(words: &Words, issuing: &Issuing) -> Markup {
    let name = issuing.visit.scope.process.name.as_str();
    let title = words.say("issue-next");
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
                p.lede { (words.tell("issue-lede", &facts)) }
            }
            (done(words, issuing.done))
            (summary(words, issuing.wrong.as_ref()))
            div.columns {
                section aria-labelledby="checklist" {
                    h2 #checklist tabindex="-1" { (words.say("checklist")) }
                    (checklist(words, issuing, name))
                    p.acts {
                        a.button href=(paths::office::preview(name, "redline")) { (words.say("preview-redline")) }
                        a.button href=(paths::office::preview(name, "clean")) { (words.say("preview-clean")) }
                        a.button href=(paths::office::later(name)) { (words.say("later-from-file")) }
                    }
                }
                @if issuing.may_issue() { (form(words, issuing, name)) }
            }
        },
    )
}

/// What to look at, each with what it means and where to go.
fn checklist(words: &Words, issuing: &Issuing, name: &str) -> Markup {
    let list = &issuing.checklist;
    let number = |number: usize| Fact::Number(number as i64);
    let row = |head: String, rest: Markup| html! { li { p { strong { (head) } } (rest) } };
    let quiet = |said: String| html! { p.quiet { (said) } };
    html! {
        ul.checklist {
            @if !issuing.may_issue() {
                (row(words.say("refused-round-not-begun"), html! {
                    p { a href=(paths::office(name)) { (words.say("to-rounds")) } }
                }))
            }
            (row(words.tell("check-decided", &[("count", number(list.submissions - list.open))]), html! {
                @if !list.decided.is_empty() { (quiet(decided(words, &list.decided))) }
            }))
            (row(words.tell("check-open", &[("count", number(list.open))]), html! {
                @if list.open > 0 {
                    (quiet(words.tell("check-fits", &[("fits", Fact::Text(&fits(words, issuing)))])))
                    p { a href=(paths::desk(name)) { (words.say("to-desk")) } }
                }
            }))
            @if issuing.waits == Some(true) {
                (row(words.say("check-waits"), html! {
                    p.quiet { (words.say("check-waits-note")) }
                    p { a href=(paths::office(name)) { (words.say("to-rounds")) } }
                }))
            }
            (row(words.tell("check-brackets", &[("count", number(list.bracketed))]), html! {
                @if !list.lone_brackets.is_empty() {
                    p { (words.say("check-lone")) " " @for spot in &list.lone_brackets { (place(name, spot)) " " } }
                }
            }))
            (row(words.tell("check-odd", &[("count", number(list.odd.len()))]), html! {
                @if !list.odd.is_empty() {
                    ul.odd {
                        @for (spot, oddity) in &list.odd {
                            li { @if let Some(spot) = spot { (place(name, spot)) " " } span.quiet { (odd(words, oddity)) } }
                        }
                    }
                }
            }))
            (row(words.say("check-numbers"), html! {
                @if list.new_labels.is_empty() { (quiet(words.say("check-numbers-none"))) }
                @else { (quiet(words.tell("check-numbers-new", &[("labels", Fact::Text(&list.new_labels.join(", ")))]))) }
                (renumbering(words, issuing, name))
            }))
            (references(words, issuing, name))
        }
    }
}

/// A link to a paragraph of the preview.
pub(super) fn place(name: &str, spot: &Spot) -> Markup {
    html! {
        a.spot href={ (paths::office::preview(name, "redline")) "#" (paths::anchor(spot.paragraph)) } { bdi { (spot.name) } }
    }
}

fn odd(words: &Words, oddity: &Oddity) -> String {
    match oddity {
        Oddity::Meet(around) => words.tell("odd-meet", &[("words", Fact::Text(around))]),
        Oddity::Reads(what) => what.clone(),
        Oddity::Overlaps => words.say("odd-overlaps"),
        Oddity::NotWritten(item) => words.tell("odd-not-written", &[("item", Fact::Text(item))]),
        Oddity::EmptySection => words.say("odd-empty-section"),
    }
}

fn fits(words: &Words, issuing: &Issuing) -> String {
    let said = |(fit, count): (&Fit, &usize)| {
        let id = match fit {
            Fit::Clean => "fit-clean",
            Fit::Shifted => "fit-shifted",
            Fit::Touched => "fit-touched",
            Fit::Lost => "fit-lost",
        };
        words.tell(id, &[("count", Fact::Number(*count as i64))])
    };
    issuing.checklist.fits.iter().map(said).collect::<Vec<_>>().join(", ")
}

fn form(words: &Words, issuing: &Issuing, name: &str) -> Markup {
    let (filled, wrong) = (&issuing.filled, issuing.wrong.as_ref());
    let basis = issuing.table.basis();
    let opens = [("now", "opens-now"), ("later", "opens-later")];
    html! {
        section.sheet.stack-tight aria-labelledby="issue-title" {
            h2 #issue-title { (words.say("issue-form")) }
            form.narrow method="post" action=(paths::office::issue(name)) {
                input type="hidden" name="draft" value=(basis.draft);
                input type="hidden" name="version" value=(basis.version);
                (typed(words, &Field { hint: "label-hint", ..Field::text("label", "draft-label", &filled.label) }, wrong))
                (typed(words, &Field { kind: "date", ..Field::text("day", "issue-day", &filled.day) }, wrong))
                h3 { (words.say("next-round")) }
                (choice(words, &Field { hint: "opens-hint", ..Field::text("opens", "opens", &filled.opens) }, &opens, wrong))
                (fields(words, &filled.window, &issuing.visit.scope.process.settings.venue, wrong))
                h3 { (words.say("confirm-title")) }
                p.quiet { (words.say("confirm-note")) }
                (typed(words, &Field::text("confirm", "confirm", ""), wrong))
                p.acts { button.main type="submit" { (words.say("issue-act")) } }
            }
        }
    }
}

/// The page of a draft that was issued: its files and a letter to go with them.
pub(super) fn issued(words: &Words, out: &Out) -> Markup {
    let name = out.visit.scope.process.name.as_str();
    let label = out.draft.draft.label.as_str();
    let title = words.tell("stage-issued", &[("draft", Fact::Text(label))]);
    let day = words.date(out.draft.draft.issued);
    let letter = out.letter.join("\n\n");
    let as_file = |format| paths::file(name, &out.draft.name, &FileName { what: Shows::Letter, format });
    let letter_formats: Vec<Format> = ([Format::Docx, Format::Pdf, Format::Html].into_iter())
        .filter(|it| out.visit.formats.contains(it))
        .collect();
    let rows = letter.lines().count() + 4;
    layout(
        &Frame { words, title: &title, process: Some(out.visit.place(Here::Desk)), seat: &out.visit.seat },
        html! {
            header.page-head {
                @if out.fresh { p.told role="status" { (words.say("issued-done")) } }
                h1 { (title) }
                p.quiet { (words.tell("issued", &[("date", Fact::Text(&day))])) }
            }
            div.columns {
                section aria-labelledby="letter-title" {
                    h2 #letter-title { (words.say("letter-title")) }
                    div.field {
                        label for="letter" { (words.say("letter-label")) }
                        textarea.letter #letter rows=(rows) readonly { "\n" (letter) }
                    }
                    p { (formats(words, &words.say("letter-title"), &letter_formats, as_file)) }
                    @if let Some(deadline) = out.round.as_ref().and_then(|it| it.window.deadline) {
                        p.quiet { (words.say("deadline")) ": " (moments(words, deadline, &out.zone)) }
                    }
                    p.acts {
                        a.button.main href=(paths::clean(name, &out.draft.name)) { (words.say("read")) }
                        a.button href=(paths::desk(name)) { (words.say("to-desk")) }
                        a.button href=(paths::office(name)) { (words.say("to-rounds")) }
                    }
                }
                section.stack-tight aria-labelledby="files-title" {
                    h2 #files-title { (words.say("downloads")) }
                    (files(words, &out.visit, &out.draft))
                    p { a href=(paths::office::downloads(name, &out.draft.name)) { (words.say("downloads-about")) } }
                }
            }
        },
    )
}
