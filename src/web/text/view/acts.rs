//! What a delegate can do beside a paragraph, and what is known of it and of its submissions beside their words.
//!
//! Invariant: own items are marked for their own delegation alone; what others think is told in words, where it is.

use maud::{Markup, html};

use super::super::Reading;
use crate::document::id::ParagraphId;
use crate::drafting::position::Stance;
use crate::export::rendition::Item;
use crate::i18n::{Fact, Words};
use crate::identity::disclosure::{ByGroup, InWords};
use crate::proceedings::became;
use crate::store::positions::Tally;
use crate::web::component::exchange::shared;
use crate::web::delegate::{Ours, stance, told};
use crate::web::paths;

/// Beside the name of a submission: whether it is one's own, and what became of it.
pub(super) fn beside(words: &Words, reading: &Reading, item: &Item) -> Markup {
    let own = reading.ours.as_ref().is_some_and(|ours| ours.own.contains(&item.id));
    let outcome = reading.known.outcomes.get(&item.id);
    html! {
        @if own { " " span.flag.yours { (words.say("yours")) } }
        @if let Some(outcome) = outcome { " " strong.fate { (words.say(became(&outcome.disposition))) } }
    }
}

/// Under the words of a submission: the co-chairs' note, what was heard on it, and what one thinks of it.
pub(super) fn under(words: &Words, reading: &Reading, item: &Item) -> Markup {
    let note = reading.known.outcomes.get(&item.id).and_then(|it| it.note.as_ref());
    let tallies = reading.known.heard.items.get(&item.id);
    html! {
        @if let Some(note) = note { p.note { (words.say("chairs-note")) " " (note.plain()) } }
        @for exchange in reading.known.exchanges.get(&item.id).into_iter().flatten() { (shared(words, exchange)) }
        @if let Some(tallies) = tallies { (heard(words, reading, tallies)) }
        @if let Some(ours) = &reading.ours { (stances(words, reading, ours, item)) }
    }
}

fn stances(words: &Words, reading: &Reading, ours: &Ours, item: &Item) -> Markup {
    let takes = reading.submissions.as_ref().is_some_and(|it| it.wordings.contains(&item.id));
    let own = ours.own.contains(&item.id);
    let taken = ours.stances.items.get(&item.id).copied();
    html! {
        @if ours.positions && takes && !own {
            form.stances method="post" action=(to(reading)) {
                input type="hidden" name="item" value=(item.id);
                input type="hidden" name="back" value=(reading.here);
                (button(words, Stance::Support, taken, &item.name))
                (button(words, Stance::Concern, taken, &item.name))
            }
        }
    }
}

/// A button that takes a position, or takes it back where it is taken.
fn button(words: &Words, which: Stance, taken: Option<Stance>, on: &str) -> Markup {
    let pressed = taken == Some(which);
    let value = if pressed { "none" } else { which.name() };
    html! {
        button type="submit" name="stance" value=(value) aria-pressed=(pressed) {
            (words.say(stance(which)))
            @if pressed { span { " \u{2713}" } }
            span.said { ", " (on) }
        }
    }
}

/// Beside a paragraph: commenting, amending, retaining.
pub(super) fn paragraph(words: &Words, reading: &Reading, id: ParagraphId, name: &str) -> Markup {
    let Some(ours) = reading.ours.as_ref().filter(|_| reading.known.present.contains(&id)) else {
        return html! {};
    };
    if !(ours.comments || ours.amendments || ours.positions) {
        return html! {};
    }
    let process = reading.visit.scope.process.name.as_str();
    let items = reading.submissions.as_ref().map(|it| (it.on.get(&id).map_or(&[][..], Vec::as_slice), it));
    let count = |amendments| {
        items.map_or(0, |(items, all)| {
            items.iter().filter(|it| all.amendments.contains(&it.id) == amendments).count()
        })
    };
    let link = |way: &str, message: &str, count: usize| {
        html! {
            a href=(paths::write(process, &reading.draft.name, id, way)) {
                (words.tell(message, &[("count", Fact::Number(count as i64))])) span.said { ": " (name) }
            }
        }
    };
    let waiting = ours.waiting.iter().filter(|it| **it == id).count();
    let (lang, dir) = (words.language().tag, words.language().direction);
    html! {
        div.acts lang=(lang) dir=(dir) {
            @if ours.comments { (link("comment", "act-comment", count(false))) }
            @if ours.amendments { (link("wording", "act-amend", count(true))) }
            @if ours.positions {
                form method="post" action=(to(reading)) {
                    input type="hidden" name="paragraph" value=(id);
                    input type="hidden" name="back" value=(reading.here);
                    (button(words, Stance::Retain, ours.stances.paragraphs.get(&id).copied(), name))
                }
            }
            @if waiting > 0 {
                a href={ (paths::delegation(process)) "#waiting" } {
                    (words.tell("ours-wait", &[("count", Fact::Number(waiting as i64))]))
                }
            }
        }
    }
}

/// What was heard on a paragraph as drafted.
pub(super) fn heard_on(words: &Words, reading: &Reading, id: ParagraphId) -> Markup {
    html! {
        @if let Some(tallies) = reading.known.heard.paragraphs.get(&id) { (heard(words, reading, tallies)) }
    }
}

/// "Support: several delegations."
fn heard(words: &Words, reading: &Reading, tallies: &[Tally]) -> Markup {
    let scale = &reading.visit.scope.process.settings.scale;
    html! {
        p.said-by {
            @for (at, tally) in tallies.iter().enumerate() {
                @if at > 0 { " \u{b7} " }
                (words.say(stance(tally.stance))) ": "
                @match scale.by_group(&tally.groups()) {
                    ByGroup::Together(word) => (of(words, "heard-delegations", word)),
                    ByGroup::Apart(groups) => {
                        @for (nth, (word, id)) in groups.iter().zip(["heard-states", "heard-stakeholders"])
                            .filter(|(word, _)| **word != InWords::None).enumerate() {
                            @if nth > 0 { ", " }
                            (of(words, id, *word))
                        }
                    }
                }
            }
        }
    }
}

fn of(words: &Words, id: &str, word: InWords) -> String {
    let word = match word {
        InWords::None | InWords::One => "one",
        InWords::Some => "some",
        InWords::Several => "several",
        InWords::Many => "many",
    };
    words.tell(id, &[("word", Fact::Text(word))])
}

/// Above the text: what became of the own amendments, and what can be done on the whole.
pub(super) fn above(words: &Words, reading: &Reading) -> Markup {
    let Some(ours) = &reading.ours else { return html! {} };
    let process = reading.visit.scope.process.name.as_str();
    let whole = |way: &str, id: &str| {
        html! { a href=(paths::write(process, &reading.draft.name, "all", way)) { (words.say(id)) } }
    };
    html! {
        @if reading.against.is_some() && ours.fates.all > 0 {
            p.our-fates {
                (capital(&told(words, &ours.fates))) ". "
                a href={ (paths::delegation(process)) "#released" } { (words.say("menu-delegation")) }
            }
        }
        @if (ours.comments || ours.amendments) && !reading.filter.is_on() {
            p.acts.row {
                @if ours.comments { (whole("comment", "act-comment-whole")) }
                @if ours.amendments {
                    (whole("insert", "act-insert-first")) (whole("throughout", "way-throughout"))
                }
            }
        }
    }
}

/// With a capital letter at its beginning.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn to(reading: &Reading) -> String {
    paths::positions(&reading.visit.scope.process.name, &reading.draft.name)
}
