//! What the decisions make of the place: words to be edited, their redline with the source of every change, what goes
//! with them, and the acts on the whole.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::{FORM, brackets, history};
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::{Content, Paragraph};
use crate::drafting::choice::words_for;
use crate::drafting::consolidate::Warning;
use crate::drafting::desk::{Form, ParagraphState};
use crate::drafting::workbench::Workbench;
use crate::export::Format;
use crate::export::rendition::Mark;
use crate::i18n::{Fact, Words};
use crate::web::component::formats::said;
use crate::web::component::redline::Pen;
use crate::web::desk::bench::Bench;
use crate::web::desk::sent::HANDS;
use crate::web::desk::told;
use crate::web::desk::traced::{Piece, pieces, unsaved};
use crate::web::paths;

pub(super) fn section(words: &Words, bench: &Bench, workbench: &Workbench<'_>) -> Markup {
    let cards = workbench.cards.iter().flat_map(|card| card.items.iter());
    let items: BTreeSet<SubmissionId> = cards.map(|it| it.id).collect();
    let pieces = pieces(&bench.laid, bench.place, &items);
    let draft = bench.laid.ground.table.draft.label.as_str();
    html! {
        section.result.stack #result aria-labelledby="result-title" {
            h2 #result-title { (words.say("desk-result")) }
            @for (number, piece) in pieces.iter().enumerate() { (drawn(words, bench, piece, number == 0)) }
            @if pieces.is_empty() { p.quiet { (words.say("desk-result-none")) } }
            @if hard_to_read(bench, workbench) { p.warnings { (words.say("desk-warning-brackets")) } }
            (warnings(words, bench, &items))
            @if bench.may_decide { (controls(words, bench, workbench)) } @else { (note_shown(words, bench)) }
            p.row.files {
                a href=(paths::working_redline(&bench.visit.scope.process.name, Format::Docx)) {
                    (words.tell("desk-redline-for-word", &[("draft", Fact::Text(draft))]))
                }
                @for format in [Format::Pdf, Format::Html].into_iter().filter(|it| bench.visit.formats.contains(it)) {
                    a href=(paths::working_redline(&bench.visit.scope.process.name, format)) { (said(words, format)) }
                }
            }
            (history::list(words, bench, workbench))
        }
    }
}

/// A paragraph of the result: the field, and its redline.
fn drawn(words: &Words, bench: &Bench, piece: &Piece<'_>, first: bool) -> Markup {
    let (id, language) = (piece.paragraph.id, &bench.language);
    let text = piece.paragraph.content.text.as_str();
    let typed = bench.typed.as_ref().and_then(|sent| sent.typed(id)).filter(|(was, typed)| was != typed);
    let (was, value) = typed.unwrap_or((text, text));
    let label = piece.paragraph.content.label.as_ref().map(ToString::to_string).unwrap_or_default();
    let name = words
        .tell(if first { "desk-result-words" } else { "desk-result-more" }, &[("label", Fact::Text(&label))]);
    html! {
        div.piece {
            @if bench.may_decide && !piece.gone {
                div.field {
                    label for={ "result-" (id) } { (name.trim()) }
                    input type="hidden" form=(FORM) name="piece" value=(id);
                    input type="hidden" form=(FORM) name="was" value=(was);
                    textarea id={ "result-" (id) } form=(FORM) name="result" rows=(rows(value))
                        data-preview=(paths::desk_preview(&bench.visit.scope.process.name, bench.at)) data-piece=(id)
                        data-shows={ "preview-" (id) }
                        lang=(language.tag) dir=(language.direction.name()) { (value) }
                }
            } @else {
                h3 { (name.trim()) }
            }
            div.preview {
                @if bench.trouble.as_ref().is_some_and(|it| it.is_stale()) {
                    p.flag { (words.say("desk-as-others-decided")) }
                }
                @for entry in &piece.acts {
                    @if let Some(said) = told::change(words, &bench.laid, &entry.change) {
                        p.quiet { (said) " " (trace(words, bench, &entry.sources)) }
                    }
                }
                div.stack-tight #{ "preview-" (id) } { (redline(words, bench, piece)) }
                @if bench.may_decide && !piece.gone {
                    (brackets::offered(words, &bench.language, piece.paragraph, name.trim()))
                }
            }
        }
    }
}

/// The redline of a paragraph as it would read if what was typed were saved.
pub(in crate::web::desk) fn preview(
    words: &Words,
    bench: &Bench,
    paragraph: ParagraphId,
    typed: &str,
) -> Markup {
    let Some(made) = bench.laid.made(paragraph) else { return html! {} };
    let text = words_for(&made.content, typed);
    let paragraph = Paragraph { content: Content { text, ..made.content.clone() }, ..made.clone() };
    redline(words, bench, &unsaved(&bench.laid, &paragraph))
}

fn redline(words: &Words, bench: &Bench, piece: &Piece<'_>) -> Markup {
    let language = &bench.language;
    let mut pen = Pen::inline(&bench.vocabulary);
    let of = |mark: Mark| {
        let runs = piece.words.iter().map(|(stretch, _)| stretch.runs.iter().any(|run| run.mark == mark));
        runs.filter(|it| *it).count() as i64
    };
    let (inserted, deleted) = (of(Mark::Inserted), of(Mark::Deleted));
    html! {
        p.text lang=(language.tag) dir=(language.direction.name()) {
            @if let Some(label) = &piece.paragraph.content.label { span.number { (label) } " " }
            @for (stretch, sources) in &piece.words {
                (pen.runs(&stretch.runs))
                @if !sources.is_empty() { (trace(words, bench, sources)) }
            }
        }
        p.quiet {
            @if inserted + deleted == 0 {
                (words.say("desk-unchanged"))
            } @else {
                (words.tell("desk-changed", &[("inserted", Fact::Number(inserted)), ("deleted", Fact::Number(deleted))]))
            }
        }
    }
}

fn trace(words: &Words, bench: &Bench, sources: &[crate::drafting::ledger::Source]) -> Markup {
    let from = told::sources(words, bench, sources);
    html! { span.trace { (words.tell("desk-from", &[("sources", Fact::Text(&from))])) } }
}

/// Whether the brackets could be written as whole paragraphs, and would better be.
fn hard_to_read(bench: &Bench, workbench: &Workbench<'_>) -> bool {
    let desk = &bench.laid.desk;
    let in_text = desk.decision_on(bench.at.0).is_none_or(|decision| decision.form == Form::InText);
    let base = bench.paragraph().map(|it| it.content.text.rich());
    in_text && base.is_some_and(|base| !workbench.fits_in_text(&base, desk))
}

/// As many lines as the words are likely to take.
fn rows(text: &str) -> usize {
    (text.chars().count() / 58 + 2).clamp(3, 16)
}

/// What should be looked at again.
fn warnings(words: &Words, bench: &Bench, items: &BTreeSet<SubmissionId>) -> Markup {
    let here = |id| bench.at.0 == Some(id);
    let said = |warning: &Warning| match warning {
        Warning::Review { paragraph, words: near } if here(*paragraph) => {
            Some(words.tell("desk-warning-review", &[("words", Fact::Text(near))]))
        }
        Warning::Odd { paragraph, .. } if here(*paragraph) => Some(words.say("desk-warning-odd")),
        Warning::HandOverlaps { paragraph } if here(*paragraph) => Some(words.say("desk-warning-hand")),
        Warning::NotWritten { submission, .. } if items.contains(submission) => {
            let name = bench.laid.ground.name(*submission).unwrap_or_default();
            Some(words.tell("desk-warning-not-written", &[("item", Fact::Text(&name))]))
        }
        Warning::EmptySection { heading } if here(*heading) => Some(words.say("desk-warning-empty")),
        Warning::Review { .. }
        | Warning::Odd { .. }
        | Warning::HandOverlaps { .. }
        | Warning::NotWritten { .. }
        | Warning::EmptySection { .. } => None,
    };
    let all: BTreeSet<String> = bench.laid.made.warnings.iter().filter_map(said).collect();
    html! { @if !all.is_empty() { ul.warnings { @for said in all { li { (said) } } } } }
}

fn note_shown(words: &Words, bench: &Bench) -> Markup {
    let note = bench.laid.desk.decision_on(bench.at.0).and_then(|decision| decision.note.as_ref());
    html! { @if let Some(note) = note { p { strong { (words.say("desk-note")) } " " (note.plain()) } } }
}

fn controls(words: &Words, bench: &Bench, workbench: &Workbench<'_>) -> Markup {
    let decision = bench.laid.desk.decision_on(bench.at.0);
    let typed = bench.typed.as_ref();
    let known = decision.and_then(|it| it.note.as_ref()).map(|it| it.as_str()).unwrap_or_default();
    let note = typed.map_or(known, |sent| sent.note.as_str());
    let alternatives = typed
        .map_or(decision.is_some_and(|it| it.form == Form::Alternatives), |sent| sent.alternatives.is_some());
    let row = bench.laid.row(bench.place);
    html! {
        details #more.drawer open[!note.is_empty() || alternatives] {
            summary { (words.say("desk-more")) }
            div.stack {
                div.field {
                    label for="note" { (words.say("desk-note")) }
                    p.hint #note-hint { (words.say("desk-note-hint")) }
                    textarea #note form=(FORM) name="note" rows="2" aria-describedby="note-hint" { (note) }
                }
                div.field {
                    label for="source" { (words.say("desk-whose")) }
                    select #source form=(FORM) name="source" {
                        @for hand in HANDS {
                            option value=(hand.name()) selected[typed.is_some_and(|sent| sent.source == hand.name())] {
                                (told::hand(words, hand))
                            }
                        }
                    }
                }
                label.tick {
                    input type="checkbox" form=(FORM) name="alternatives" value="yes" checked[alternatives];
                    span { (words.say("desk-alternatives")) }
                }
            }
        }
        @if row.shaken {
            p.found { (words.say("desk-shaken-next")) " "
                button form=(FORM) name="act" value="stands" { (words.say("desk-stands")) }
            }
        }
        div.row.acts {
            button.main form=(FORM) name="act" value="save" { (words.say("desk-save")) }
            (history::undo_last(words, bench, workbench))
        }
        (states(words, bench, row.state))
    }
}

/// Where the paragraph stands, and leading it on.
fn states(words: &Words, bench: &Bench, state: ParagraphState) -> Markup {
    let reason = bench.typed.as_ref().map(|sent| sent.reason.as_str()).unwrap_or_default();
    html! {
        @if bench.place.is_some() {
            div.states role="group" aria-label=(words.say("desk-states")) {
                @if state == ParagraphState::Open {
                    div.row {
                        button form=(FORM) name="act" value="agree" { (words.say("desk-agree")) }
                        button form=(FORM) name="act" value="close" { (words.say("desk-close")) }
                    }
                } @else {
                    p { strong { (words.say(if state == ParagraphState::Closed { "desk-is-closed" } else { "desk-is-agreed" })) } }
                    div.field {
                        label for="reason" { (words.say("desk-reason")) }
                        textarea #reason form=(FORM) name="reason" rows="2" { (reason) }
                    }
                    div.row {
                        button form=(FORM) name="act" value="reopen" { (words.say("desk-reopen")) }
                        @if state == ParagraphState::AgreedAdRef {
                            button form=(FORM) name="act" value="close" { (words.say("desk-close")) }
                        }
                    }
                }
            }
        }
    }
}
