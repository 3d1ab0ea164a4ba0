//! One place of the desk as a page: the paragraph with every amendment in place, a card for each, and what the decisions
//! make of it.
//!
//! Every control belongs to one form, so that whatever was typed or ticked is sent with every act. All of it works by
//! sending the form; the script only spares the reader the whole page.

pub(super) mod ask;
mod brackets;
mod card;
mod held;
mod history;
mod overlay;
mod rail;
mod result;

use maud::{Markup, html};

pub(super) use self::result::preview;
use super::bench::Bench;
use super::ground::{Laid, Row};
use super::overview::view::counters;
use super::sent::Trouble;
use super::told;
use crate::document::Kind;
use crate::drafting::desk::ParagraphState;
use crate::drafting::submission::Body;
use crate::drafting::workbench::Workbench;
use crate::i18n::{Fact, Words};
use crate::web::component;
use crate::web::paths::{self, At};

/// The form that every control of the page belongs to.
pub(super) const FORM: &str = "desk-form";

/// The middle of the page.
pub(super) fn main(words: &Words, bench: &Bench) -> Markup {
    let workbench = bench.workbench();
    html! {
        div #desk data-address=(address(&bench.visit.scope.process.name, &bench.laid, bench.place)) {
            (head(words, bench, &workbench))
            (trouble(words, bench, &workbench))
            (component::done(words, done(&bench.said.done)))
            (form(bench))
            div.desk-grid {
                (overlay::section(words, bench, &workbench))
                (result::section(words, bench, &workbench))
                (card::section(words, bench, &workbench))
                (rail::nav(words, bench))
            }
        }
    }
}

/// "Paragraph 14", "Heading III", "The whole text".
pub(in crate::web::desk) fn place_name(words: &Words, laid: &Laid, place: Option<usize>) -> String {
    let Some((place, paragraph)) = place.zip(laid.ground.paragraph(place)) else {
        return words.say("desk-whole-text");
    };
    let id = match paragraph.content.kind {
        Kind::Title => "name-title",
        Kind::Heading | Kind::AnnexHeading => "name-heading",
        Kind::Preambular | Kind::Numbered | Kind::Item | Kind::Plain => "name-paragraph",
    };
    words.tell(id, &[("name", Fact::Text(&laid.ground.names[place]))]).trim().to_owned()
}

/// The address of a place.
pub(in crate::web::desk) fn address(process: &str, laid: &Laid, place: Option<usize>) -> String {
    paths::desk_at(process, At(laid.ground.paragraph(place).map(|it| it.id)))
}

/// A mark and words for how it stands with a place.
pub(in crate::web::desk) fn state_mark(words: &Words, row: Row, has_any: bool) -> Markup {
    let (class, said) = state(row, has_any);
    html! { span.state.(class) aria-hidden="true" {} span.state-name { (words.say(said)) } }
}

/// The class and the message for how it stands.
fn state(row: Row, has_any: bool) -> (&'static str, &'static str) {
    match (row.state, row.open, row.decided) {
        (ParagraphState::AgreedAdRef, 0, _) => ("agreed", "desk-state-agreed"),
        (ParagraphState::Closed, 0, _) => ("closed", "desk-state-closed"),
        (ParagraphState::AgreedAdRef | ParagraphState::Closed, _, _) => ("begun", "desk-state-new"),
        (ParagraphState::Open, 0, 0) if !has_any => ("nothing", "desk-state-nothing"),
        (ParagraphState::Open, 0, _) => ("decided", "desk-state-decided"),
        (ParagraphState::Open, _, 0) => ("open", "desk-state-open"),
        (ParagraphState::Open, _, _) => ("begun", "desk-state-begun"),
    }
}

fn head(words: &Words, bench: &Bench, workbench: &Workbench<'_>) -> Markup {
    let laid = &bench.laid;
    let process = &bench.visit.scope.process.name;
    let draft = laid.ground.table.draft.label.as_str();
    let above = bench.place.map(|place| {
        crate::document::outline::headings_above(&laid.ground.table.paragraphs, place)
            .into_iter()
            .map(|at| laid.ground.table.paragraphs[at].content.text.plain())
            .collect::<Vec<_>>()
    });
    let row = laid.row(bench.place);
    let any = laid.ground.triage(bench.place).all().next().is_some();
    html! {
        header.page-head {
            div.desk-head {
                div {
                    p.eyebrow {
                        a href=(paths::desk(process)) { (words.tell("desk-on", &[("draft", Fact::Text(draft))])) }
                        @for heading in above.iter().flatten() { " \u{b7} " bdi { (heading) } }
                    }
                    h1 { (bench.title(words)) }
                }
                (counters(words, laid.submissions(), laid.paragraphs()))
            }
            div.desk-head {
                p.quiet {
                    (state_mark(words, row, any)) " \u{b7} " (summary(words, bench, workbench))
                }
                (neighbours(words, bench))
            }
            @if !bench.may_decide { p.quiet { (words.say("desk-looks-on")) } }
        }
    }
}

/// "6 amendments in 5 clusters · 2 competing places · 1 asks for deletion · 4 comments".
fn summary(words: &Words, bench: &Bench, workbench: &Workbench<'_>) -> Markup {
    let amendments: usize = workbench.cards.iter().map(|card| card.items.len()).sum();
    let asks =
        |card: &&crate::drafting::workbench::Card<'_>| matches!(card.items[0].body, Body::Delete { .. });
    let deletions: usize = workbench.cards.iter().filter(asks).map(|card| card.items.len()).sum();
    let count = |id: &str, count: usize| words.tell(id, &[("count", Fact::Number(count as i64))]);
    let clusters = workbench.cards.len();
    let mut parts = vec![count("desk-amendments", amendments)];
    if clusters < amendments {
        parts.push(count("desk-clusters", clusters));
    }
    for (id, number) in [
        ("desk-competing", bench.laid.ground.triage(bench.place).competing),
        ("desk-deletions", deletions),
        ("desk-comments", workbench.comments.len()),
    ] {
        if number > 0 {
            parts.push(count(id, number));
        }
    }
    html! { (parts.join(" \u{b7} ")) }
}

/// The paragraphs before and after, and the next one with something to decide.
fn neighbours(words: &Words, bench: &Bench) -> Markup {
    let (laid, process) = (&bench.laid, &bench.visit.scope.process.name);
    let units: Vec<usize> = (0..laid.ground.table.paragraphs.len()).filter(|at| laid.is_unit(*at)).collect();
    let before = bench.place.and_then(|here| units.iter().rev().find(|at| **at < here));
    let after = bench.place.and_then(|here| units.iter().find(|at| **at > here));
    let link = |place: Option<usize>| {
        html! { a.button href=(address(process, laid, place)) { (place_name(words, laid, place)) } }
    };
    html! {
        nav.row aria-label=(words.say("desk-neighbours")) {
            @if let Some(before) = before { (link(Some(*before))) }
            @if let Some(after) = after { (link(Some(*after))) }
            @if let Some(next) = laid.next_undecided(bench.place) {
                a.button data-key="n" aria-keyshortcuts="n" href=(address(process, laid, next)) {
                    (words.tell("desk-next-undecided", &[("place", Fact::Text(&place_name(words, laid, next)))]))
                }
            }
        }
    }
}

/// Why nothing was done, above everything else.
fn trouble(words: &Words, bench: &Bench, workbench: &Workbench<'_>) -> Markup {
    match &bench.trouble {
        None => html! {},
        Some(Trouble::Wrong(said, field)) => component::error_summary(words, Some(said), field),
        Some(Trouble::Needed(by)) => {
            let log = &bench.laid.log;
            let number = log.iter().position(|act| act.id == *by).unwrap_or_default();
            let told = log.get(number).map(|act| told::act(words, &bench.laid, act)).unwrap_or_default();
            let facts = [("number", Fact::Number(number as i64 + 1)), ("act", Fact::Text(&told))];
            html! {
                div.error-summary role="alert" tabindex="-1" {
                    h2 { (words.say("form-wrong")) }
                    p { a href={ "#act-" (number + 1) } { (words.tell("desk-wrong-needed", &facts)) } }
                }
            }
        }
        Some(Trouble::Stale) => html! {
            div.error-summary.stale role="alert" tabindex="-1" {
                h2 { (words.say("desk-stale")) }
                p { (words.say("desk-stale-next")) }
                ul.since { @for told in since(words, bench, workbench) { li { (told) } } }
                p { a href="#result" { (words.say("desk-stale-see")) } }
            }
        },
    }
}

/// What was done here since the page was made, for somebody who did not see it.
fn since(words: &Words, bench: &Bench, workbench: &Workbench<'_>) -> Vec<String> {
    let known = bench.typed.as_ref().map_or(0, |sent| sent.version as usize);
    let acts = bench.acts_here(workbench);
    let later = acts.into_iter().filter(|(number, _)| *number > known);
    later.map(|(_, act)| told::act(words, &bench.laid, act)).collect()
}

/// The fields that are not shown. The first button is the one that a line break in a field would press.
fn form(bench: &Bench) -> Markup {
    let laid = &bench.laid;
    html! {
        @if bench.may_decide {
            form id=(FORM) method="post" action=(address(&bench.visit.scope.process.name, laid, bench.place)) {
                button.said name="act" value="save" tabindex="-1" aria-hidden="true" {}
                input type="hidden" name="draft" value=(laid.ground.table.draft.id);
                input type="hidden" name="version" value=(laid.version());
            }
        }
    }
}

/// What is said of an act that was done.
fn done(said: &str) -> Option<&'static str> {
    const DONE: [(&str, &str); 20] = [
        ("passed", "desk-done-passed"),
        ("retain", "desk-done-retain"),
        ("part", "desk-done-part"),
        ("bracket", "desk-done-bracket"),
        ("merge", "desk-done-merge"),
        ("not-retained", "desk-done-not-retained"),
        ("out-of-scope", "desk-done-out-of-scope"),
        ("noted", "desk-done-noted"),
        ("open", "desk-done-open"),
        ("saved", "desk-done-saved"),
        ("nothing", "desk-done-nothing"),
        ("stands", "desk-done-stands"),
        ("chosen", "desk-done-chosen"),
        ("unbracketed", "desk-done-unbracketed"),
        ("struck", "desk-done-struck"),
        ("undone", "desk-done-undone"),
        ("agreed", "desk-done-agreed"),
        ("closed", "desk-done-closed"),
        ("reopened", "desk-done-reopened"),
        ("", ""),
    ];
    DONE.iter().find(|(name, message)| *name == said && !message.is_empty()).map(|(_, message)| *message)
}
