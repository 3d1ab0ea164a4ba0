//! A card for every wish: what it asks for, who thinks what of it, what became of it, and the acts.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{FORM, held};
use crate::document::brackets::told::{Only, only};
use crate::document::id::SubmissionId;
use crate::drafting::carry::Fit;
use crate::drafting::choice::{single_edits, taken_edits};
use crate::drafting::disposition::Disposition;
use crate::drafting::submission::{Body, Submission, SubmissionKind, Target};
use crate::drafting::verbs::asked_for;
use crate::drafting::workbench::{Card, Workbench};
use crate::engine::Edit;
use crate::export::rendition::{Item, Mark, Matter, Run, marked, stretches};
use crate::i18n::{Fact, Words};
use crate::web::component::redline::Pen;
use crate::web::component::sentence;
use crate::web::component::verbs::verbs;
use crate::web::desk::bench::Bench;
use crate::web::desk::sent::Choice;
use crate::web::desk::told;

/// All cards, then the comments.
pub(super) fn section(words: &Words, bench: &Bench, workbench: &Workbench<'_>) -> Markup {
    let retaining = told::voices(words, bench.visit.scope.process.settings.scale, &bench.retaining());
    // What the keys act on where no card has the focus: the first undecided one that changes words.
    let undecided = |card: &&Card<'_>| {
        card.items[0].body.kind() == SubmissionKind::Replace
            && card.items.iter().any(|it| bench.laid.disposition(it.id).is_open())
    };
    let current = workbench.cards.iter().find(undecided).map(|card| card.items[0].id);
    let firsts = workbench.cards.iter().filter_map(|card| card.items.first().copied());
    let all: Vec<&Submission> = firsts.chain(workbench.comments.iter().copied()).collect();
    let ground = &bench.laid.ground;
    let shown = all.iter().copied();
    let drawn = Item::called(&ground.table.paragraphs, &ground.names, shown, &bench.vocabulary);
    let drawn: BTreeMap<SubmissionId, Item> = all.iter().map(|it| it.id).zip(drawn).collect();
    html! {
        section.cards aria-labelledby="cards-title" {
            div.card-head {
                h2 #cards-title { (words.say("desk-cards")) }
                p.quiet { (words.say("desk-cards-note")) }
            }
            @for said in retaining { p.voices { (said) } }
            @if workbench.cards.is_empty() { p.quiet { (words.say("desk-cards-none")) } }
            @for card in &workbench.cards {
                (amendment(words, bench, workbench, (card, &drawn, current == Some(card.items[0].id))))
            }
            @if !workbench.comments.is_empty() {
                h2 #comments-title { (words.tell("desk-comments-title", &[("count", Fact::Number(workbench.comments.len() as i64))])) }
                @for item in &workbench.comments { (comment(words, bench, item, drawn.get(&item.id))) }
            }
        }
    }
}

fn amendment(
    words: &Words,
    bench: &Bench,
    workbench: &Workbench<'_>,
    (card, drawn, current): (&Card<'_>, &BTreeMap<SubmissionId, Item>, bool),
) -> Markup {
    let Some(first) = card.items.first() else { return html! {} };
    let became = bench.laid.disposition(first.id);
    let alike = card.items.iter().all(|it| bench.laid.disposition(it.id) == became);
    let decided = card.items.iter().all(|it| !bench.laid.disposition(it.id).is_open());
    let names = names(bench, &card.items);
    let scale = bench.visit.scope.process.settings.scale;
    html! {
        article.card.decided[decided] #{ "card-" (first.id) } tabindex="-1" data-current[current] aria-labelledby={ "name-" (first.id) } {
            div.card-head {
                h3 #{ "name-" (first.id) } { bdi { (names) } }
                p.quiet { (flags(words, bench, card)) }
            }
            (changed_verbs(words, bench, first))
            (outcome(words, bench, &card.items, (became, alike, decided)))
            @if let Some(item) = drawn.get(&first.id) { (wish(words, bench, card, item)) }
            @for said in told::voices(words, scale, &bench.voices(&card.items)) { p.voices { (said) } }
            (rationales(words, bench, &card.items))
            (super::ask::on_card(words, bench, &card.items))
            (held::section(words, bench, &card.items))
            @if bench.may_decide {
                (ticks(words, bench, first, &names))
                (choices(words, bench, workbench, card, &names, became))
            }
        }
    }
}

/// The verbs it would change: "shall → should".
fn changed_verbs(words: &Words, bench: &Bench, first: &Submission) -> Markup {
    let SubmissionKind::Replace = first.body.kind() else { return html! {} };
    let changes = asked_for(&first.body, bench.laid.ground.tongue);
    html! { @if !changes.is_empty() { p.verbs { (verbs(words, &changes)) } } }
}

fn names(bench: &Bench, items: &[&Submission]) -> String {
    items.iter().filter_map(|it| bench.laid.ground.name(it.id)).collect::<Vec<_>>().join(", ")
}

fn flags(words: &Words, bench: &Bench, card: &Card<'_>) -> Markup {
    let held = card.items.iter().any(|it| bench.laid.ground.table.held.contains_key(&it.id));
    let late = card.items.iter().any(|it| it.late);
    let fit = match card.fit {
        Fit::Clean => None,
        Fit::Shifted => Some("desk-fit-shifted"),
        Fit::Touched => Some("desk-fit-touched"),
        Fit::Lost => Some("desk-fit-lost"),
    };
    let decision = bench.laid.desk.decision_on(bench.at.0);
    let new = |it: &&Submission| {
        decision.is_some_and(|it_was| !it_was.considered.contains(&it.id))
            && bench.laid.disposition(it.id).is_open()
    };
    html! {
        @if card.items.len() > 1 {
            span { (words.tell("desk-identical", &[("count", Fact::Number(card.items.len() as i64))])) } " "
        }
        @if card.competing { span { (words.say("desk-competes")) } " " }
        @if held { span.flag { (words.say("desk-held")) } " " }
        @if late { span.flag { (words.say("desk-late-one")) } " " }
        @if card.items.iter().any(new) { span.flag { (words.say("desk-not-considered")) } " " }
        @if let Some(fit) = fit { span.flag { (words.say(fit)) } }
    }
}

/// What became of it; of each where they differ.
fn outcome(
    words: &Words,
    bench: &Bench,
    items: &[&Submission],
    (became, alike, decided): (&Disposition, bool, bool),
) -> Markup {
    let said = |disposition: &Disposition| told::disposition(words, &bench.laid, disposition);
    html! {
        @match (decided, alike) {
            (true, true) => p.disposition { span aria-hidden="true" { "\u{2713} " } (said(became)) },
            (false, true) => {}
            (_, false) => ul.disposition {
                @for it in items {
                    li { bdi { (bench.laid.ground.name(it.id).unwrap_or_default()) } ": " (said(bench.laid.disposition(it.id))) }
                }
            },
        }
    }
}

/// What is asked for: in one line where it is no matter of words, and the words.
fn wish(words: &Words, bench: &Bench, card: &Card<'_>, item: &Item) -> Markup {
    let Some(first) = card.items.first() else { return html! {} };
    let language = &bench.language;
    let mut pen = Pen::inline(&bench.vocabulary);
    let plain = first.body.kind() == SubmissionKind::Replace;
    let reading = card.reading.as_ref().zip(bench.paragraph());
    let has_words =
        reading.is_some() || (first.body.kind() != SubmissionKind::Delete && !item.texts.is_empty());
    html! {
        @if !plain || is_of_brackets(&first.body) { p.asks { bdi { (item.act) } } }
        @if has_words { div lang=(language.tag) dir=(language.direction.name()) {
            @match reading {
                Some((reading, paragraph)) => {
                    @let changed = stretches(&paragraph.content.text.rich(), reading);
                    @let runs: Vec<Run> = changed.into_iter().flat_map(|it| it.runs).collect();
                    p.text { (pen.runs(&elided(runs))) }
                    @for text in item.texts.iter().skip(1).filter(|_| plain) { p.text { (pen.runs(text)) } }
                }
                None if first.body.kind() == SubmissionKind::Delete => {}
                None => @for text in &item.texts { p.text { (pen.runs(text)) } },
            }
        } }
        @if card.fit == Fit::Touched || card.fit == Fit::Lost {
            details.own-words {
                summary { (words.say("desk-own-words")) }
                @for text in &item.texts { p.text lang=(language.tag) dir=(language.direction.name()) { (pen.runs(text)) } }
            }
        }
    }
}

/// Whether it takes brackets away or puts some and does nothing else: that is said in a line of its own.
fn is_of_brackets(body: &Body) -> bool {
    let Body::Replace { base, with } = body else { return false };
    let [alone] = &with[..] else { return false };
    matches!(only(&base.rich(), &alone.text.rich()), Some(Only::Removed | Only::Added))
}

/// Words that stay, far from every change, left out: the whole stands beside.
fn elided(mut runs: Vec<Run>) -> Vec<Run> {
    const NEAR: usize = 48;
    let last = runs.len().saturating_sub(1);
    for (at, run) in runs.iter_mut().enumerate() {
        let Matter::Words { text, .. } = &mut run.matter else { continue };
        let sides = usize::from(at > 0) + usize::from(at < last);
        if run.mark != Mark::Kept || last == 0 || text.chars().count() <= NEAR * sides.max(1) + 24 {
            continue;
        }
        let head = if at > 0 { beginning(text, NEAR) } else { String::new() };
        let tail = if at < last { ending(text, NEAR) } else { String::new() };
        *text = format!("{head}\u{2026}{tail}");
    }
    runs
}

fn beginning(text: &str, count: usize) -> String {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    let whole = text[..end].rfind(' ').unwrap_or(end);
    format!("{} ", &text[..whole])
}

fn ending(text: &str, count: usize) -> String {
    let start = text.char_indices().rev().nth(count).map_or(0, |(at, _)| at);
    let whole = text[start..].find(' ').map_or(start, |at| start + at + 1);
    format!(" {}", &text[whole..])
}

fn rationales(words: &Words, bench: &Bench, items: &[&Submission]) -> Markup {
    let mut pen = Pen::inline(&bench.vocabulary);
    let with: Vec<_> = items.iter().filter_map(|it| it.rationale.as_ref().map(|why| (it, why))).collect();
    html! {
        @for (item, why) in with {
            p.rationale {
                (words.say("desk-rationale"))
                @if items.len() > 1 { " (" bdi { (bench.laid.ground.name(item.id).unwrap_or_default()) } ")" }
                ": " (pen.runs(&marked(&why.rich(), Mark::Kept)))
            }
        }
    }
}

/// The single insertions and deletions, to be ticked.
fn ticks(words: &Words, bench: &Bench, first: &Submission, names: &str) -> Markup {
    let Some((base, wanted, edits)) = single_edits(first).filter(|(_, _, edits)| edits.len() > 1) else {
        return html! {};
    };
    let taken = match &bench.typed {
        Some(sent) => sent.ticked(first.id),
        None => match bench.laid.desk.disposition(first.id) {
            part @ Disposition::RetainedInPart { .. } => taken_edits(first, part),
            _ => Vec::new(),
        },
    };
    let language = &bench.language;
    let said = |edit: &Edit| {
        let quote =
            |text: &str| html! { q lang=(language.tag) dir=(language.direction.name()) { (text.trim()) } };
        let (old, new) = (&base.as_str()[edit.base.clone()], &wanted.as_str()[edit.side.clone()]);
        match (old.trim().is_empty(), new.trim().is_empty()) {
            _ if old == new => sentence(words, "step-restyle", &[("words", quote(new))]),
            (false, false) => sentence(words, "step-replace", &[("old", quote(old)), ("new", quote(new))]),
            (false, true) => sentence(words, "step-delete", &[("words", quote(old))]),
            (true, _) => {
                let before = ending(&base.as_str()[..edit.base.start], 24);
                match before.trim().is_empty() {
                    true => sentence(words, "step-insert-first", &[("words", quote(new))]),
                    false => {
                        sentence(words, "step-insert", &[("words", quote(new)), ("after", quote(&before))])
                    }
                }
            }
        }
    };
    html! {
        details.ticks #{ "ticks-" (first.id) } open[!taken.is_empty()] {
            summary { (words.tell("desk-ticks", &[("count", Fact::Number(edits.len() as i64))])) }
            fieldset {
                legend.said { (words.tell("desk-ticks-of", &[("items", Fact::Text(names))])) }
                @for (number, edit) in edits.iter().enumerate() {
                    label.tick {
                        input type="checkbox" form=(FORM) name="take" value={ (first.id) "." (number) } checked[taken.contains(&number)];
                        span { (number + 1) ". " (said(edit)) }
                    }
                }
            }
        }
    }
}

/// The acts on a card.
fn choices(
    words: &Words,
    bench: &Bench,
    workbench: &Workbench<'_>,
    card: &Card<'_>,
    names: &str,
    became: &Disposition,
) -> Markup {
    let Some(first) = card.items.first() else { return html! {} };
    let kind = first.body.kind();
    let of_pieces = matches!(kind, SubmissionKind::Split | SubmissionKind::Join);
    let in_part = single_edits(first).is_some_and(|(_, _, edits)| edits.len() > 1);
    let acts: Vec<(Choice, &str, Option<&str>)> = [
        Some((Choice::Retain, "desk-retain", Some("a"))),
        in_part.then_some((Choice::Part, "desk-in-part", None)),
        (!of_pieces).then_some((Choice::Bracket, "desk-bracket", Some("b"))),
        Some((Choice::NotRetained, "desk-not-retained", Some("x"))),
    ]
    .into_iter()
    .flatten()
    .collect();
    let others: Vec<&Card<'_>> =
        workbench.cards.iter().filter(|it| it.items.iter().all(|it| it.id != first.id)).collect();
    let now = Choice::of(became).filter(|it| *it != Choice::Open);
    let label = words.tell("desk-decide-on", &[("items", Fact::Text(names))]);
    let into = match bench.typed.as_ref().and_then(|sent| sent.merges_into(first.id)) {
        Some(into) => into,
        None => match became {
            Disposition::Merged { into } => *into,
            _ => None,
        },
    };
    html! {
        div.choices role="group" aria-label=(label) {
            @for (choice, said, key) in acts {
                (button(words, (choice, said), first, names, (now == Some(choice), key)))
            }
        }
        div.choices.more role="group" aria-label=(words.tell("desk-decide-more", &[("items", Fact::Text(names))])) {
            (button(words, (Choice::Merge, "desk-merge"), first, names, (now == Some(Choice::Merge), None)))
            @if !others.is_empty() {
                label.said for={ "into-" (first.id) } { (words.say("desk-merge-into")) " " (names) }
                select form=(FORM) name="into" id={ "into-" (first.id) } {
                    option value={ (first.id) ":" } { (words.say("desk-merge-into-none")) }
                    @for other in others {
                        @if let Some(target) = other.items.first() {
                            option value={ (first.id) ":" (target.id) } selected[into == Some(target.id)] {
                                (self::names(bench, &other.items))
                            }
                        }
                    }
                }
            }
            (button(words, (Choice::OutOfScope, "desk-out-of-scope"), first, names, (now == Some(Choice::OutOfScope), None)))
            @if !bench.laid.desk.disposition(first.id).is_open() {
                (button(words, (Choice::Open, "desk-open-again"), first, names, (false, None)))
            }
        }
    }
}

fn button(
    words: &Words,
    (choice, said): (Choice, &str),
    first: &Submission,
    names: &str,
    (pressed, key): (bool, Option<&str>),
) -> Markup {
    html! {
        button form=(FORM) name="act" value={ (choice.name()) ":" (first.id) } aria-pressed=(pressed)
            data-key=[key] aria-keyshortcuts=[key] {
            @if pressed { span aria-hidden="true" { "\u{2713} " } }
            (words.say(said)) span.said { " " (names) }
        }
    }
}

fn comment(words: &Words, bench: &Bench, item: &Submission, drawn: Option<&Item>) -> Markup {
    let became = bench.laid.disposition(item.id);
    let name = bench.laid.ground.name(item.id).unwrap_or_default();
    let held = bench.laid.ground.table.held.contains_key(&item.id);
    let language = &bench.language;
    let mut pen = Pen::inline(&bench.vocabulary);
    let now = Choice::of(became).filter(|it| *it != Choice::Open);
    html! {
        article.card.comment.decided[!became.is_open()] #{ "card-" (item.id) } tabindex="-1" aria-labelledby={ "name-" (item.id) } {
            div.card-head {
                h3 #{ "name-" (item.id) } { bdi { (name) } }
                p.quiet {
                    @if let Target::Paragraph { quote: Some(quote), .. } = &item.target {
                        (words.say("desk-on-words")) " " q lang=(language.tag) dir=(language.direction.name()) { (quote) } " "
                    }
                    @if held { span.flag { (words.say("desk-held")) } " " }
                    @if item.late { span.flag { (words.say("desk-late-one")) } }
                }
            }
            @if !became.is_open() {
                p.disposition { span aria-hidden="true" { "\u{2713} " } (told::disposition(words, &bench.laid, became)) }
            }
            @for text in drawn.into_iter().flat_map(|it| &it.texts) {
                p.remark lang=(language.tag) dir=(language.direction.name()) { (pen.runs(text)) }
            }
            (rationales(words, bench, &[item]))
            (super::ask::on_card(words, bench, &[item]))
            (held::section(words, bench, &[item]))
            @if bench.may_decide {
                div.choices role="group" aria-label=(words.tell("desk-decide-on", &[("items", Fact::Text(&name))])) {
                    (button(words, (Choice::Noted, "desk-noted"), item, &name, (now == Some(Choice::Noted), None)))
                    (button(words, (Choice::OutOfScope, "desk-out-of-scope"), item, &name, (now == Some(Choice::OutOfScope), None)))
                    @if !bench.laid.desk.disposition(item.id).is_open() {
                        (button(words, (Choice::Open, "desk-open-again"), item, &name, (false, None)))
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_far_from_a_change_are_left_out() {
        let run = |mark, text: &str| Run {
            mark,
            moved: false,
            matter: Matter::Words { text: text.to_owned(), attr: 0 },
            leads_to: None,
        };
        let long = "word ".repeat(60);
        let runs = vec![
            run(Mark::Kept, &long),
            run(Mark::Deleted, &long),
            run(Mark::Kept, &long),
            run(Mark::Inserted, "x"),
            run(Mark::Kept, " short."),
        ];
        let shown = elided(runs.clone());
        let length = |at: usize| match &shown[at].matter {
            Matter::Words { text, .. } => text.chars().count(),
            Matter::Footnote(_) => 0,
        };
        assert!(length(0) < 60 && length(1) == 300 && length(2) < 110 && length(4) == 7);
        let alone = vec![run(Mark::Kept, &long)];
        assert_eq!(elided(alone.clone()), alone);
    }
}
