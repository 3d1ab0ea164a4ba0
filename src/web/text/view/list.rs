//! The numbered list of changes: every change in words, none in colour.

use maud::{Markup, html};

use super::super::Reading;
use super::super::changes::passages;
use super::super::filter::Verbs;
use crate::document::compare::ChangeKind;
use crate::export::rendition::{ListedChange, Mark, Passage, Run, Standing};
use crate::i18n::{Fact, Words};
use crate::web::component::steps::{changes as changes_of, said, step};
use crate::web::component::verbs::verbs;
use crate::web::paths;

/// All changes.
pub(super) fn changes(words: &Words, reading: &Reading) -> Markup {
    let changes = &reading.rendition.changes;
    let summary = [("count", Fact::Number(changes.len() as i64))];
    let all = changes.iter().zip(passages(&reading.rendition));
    let shown = all.filter(|(change, _)| reading.filter.verbs.list(change));
    html! {
        p.lede { (words.tell("changes-in-all", &summary)) }
        (filter(words, reading))
        ol.changes {
            @for (change, passages) in shown {
                li #{ "change-" (change.number) } { (entry(words, reading, change, &passages)) }
            }
        }
    }
}

/// Only those that change how binding a paragraph is, or what it opens with; where there are any.
fn filter(words: &Words, reading: &Reading) -> Markup {
    let changes = &reading.rendition.changes;
    let count = |verbs: Verbs| changes.iter().filter(|it| verbs.list(it)).count();
    let link = |verbs: Verbs, address: &str, id: &str| {
        let here = (reading.filter.verbs == verbs).then_some("true");
        html! {
            a href=(address) aria-current=[here] { (words.tell(id, &[("count", Fact::Number(count(verbs) as i64))])) } " "
        }
    };
    html! {
        @if changes.iter().any(|it| !it.verbs.is_empty()) {
            nav.drafts.verb-filter aria-label=(words.say("verbs-filter")) {
                span.quiet { (words.say("verbs-filter")) } " "
                (link(Verbs::All, "?", "verbs-all"))
                (link(Verbs::Modal, "?verbs=modal", "verbs-modal"))
                (link(Verbs::Opening, "?verbs=opening", "verbs-opening"))
            }
        }
    }
}

fn entry(words: &Words, reading: &Reading, change: &ListedChange, passages: &[&Passage]) -> Markup {
    let against = reading.against.as_ref().map(|it| it.name.as_str()).unwrap_or_default();
    let redline = paths::redline(&reading.visit.scope.process.name, &reading.draft.name, against);
    let vocabulary = &reading.rendition.vocabulary;
    let remark = passages.first().and_then(|it| it.remark.as_ref());
    html! {
        h2 {
            span.change-number { (change.number) }
            a href={ (redline) "#" (paths::anchor(change.anchor)) } { bdi { (change.place) } }
            " "
            span.mark {
                @match remark {
                    Some(remark) => (vocabulary.remark(remark)),
                    None => (vocabulary.listed(change)),
                }
            }
            " " (verbs(words, &change.verbs))
        }
        div.change-body { @for passage in passages { (told(words, reading, passage, change.kind)) } }
    }
}

/// A passage in words: whole where it came, went or was rewritten, else step by step.
fn told(words: &Words, reading: &Reading, passage: &Passage, kind: ChangeKind) -> Markup {
    let language = &reading.rendition.language;
    let line = passage.line(" ");
    let side = |absent: Mark| line.iter().filter(|run| run.mark != absent).cloned().collect::<Vec<_>>();
    match (passage.standing, kind) {
        (Standing::Rewritten, _) => html! {
            (whole(words, reading, "reads-before", &side(Mark::Inserted)))
            (whole(words, reading, "reads-now", &side(Mark::Deleted)))
        },
        (Standing::Inserted, ChangeKind::MovedAndChanged) | (Standing::Kept, _) => html! {
            ul.steps { @for it in changes_of(passage) { li { (step(words, language, &it)) } } }
        },
        (Standing::Inserted, ChangeKind::Moved) => html! {},
        (Standing::Inserted, _) => whole(words, reading, "reads-now", &side(Mark::Deleted)),
        (Standing::Deleted, _) => whole(words, reading, "reads-before", &side(Mark::Inserted)),
    }
}

fn whole(words: &Words, reading: &Reading, id: &str, runs: &[Run]) -> Markup {
    let plain: String = runs.iter().map(said).collect();
    let language = &reading.rendition.language;
    html! {
        p.quiet { (words.say(id)) }
        p.text lang=(language.tag) dir=(language.direction.name()) { (plain) }
    }
}
