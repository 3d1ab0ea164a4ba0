//! My delegation, as a page.

use maud::{Markup, html};

use super::keys::said;
use super::naming;
use super::write::short;
use super::{answer, receipts};
use crate::drafting::position::Stance;
use crate::drafting::submission::Hold;
use crate::export::rendition::{Item, Vocabulary};
use crate::i18n::{Fact, Words};
use crate::identity::preparation::Stage;
use crate::identity::role::Act;
use crate::proceedings::{Fate, became, fits_as};
use crate::web::component::done;
use crate::web::component::formats::formats;
use crate::web::component::redline::Pen;
use crate::web::component::submission::wording;
use crate::web::delegate::mine::{Mine, Prepared, Released, Show, Waiting, entry_anchor};
use crate::web::delegate::ours::Fates;
use crate::web::delegate::report::FORMATS;
use crate::web::page::{Frame, Here, layout};
use crate::web::paths;

/// From how many released items on they can be filtered.
const LONG: usize = 8;

/// The page.
pub(in crate::web::delegate) fn page(words: &Words, mine: &Mine) -> Markup {
    let title = words.say("menu-delegation");
    layout(
        &Frame {
            words,
            title: &title,
            process: Some(mine.visit.place(Here::Delegation)),
            seat: &mine.visit.seat,
        },
        html! {
            header.page-head { h1 { (title) } p.lede { (words.say("mine-lede")) } }
            (done(words, mine.done))
            nav.views aria-label=(words.say("on-this-page")) {
                @if !mine.asks.questions.is_empty() {
                    (part(words, "questions", "questions-title", mine.asks.questions.len()))
                }
                (part(words, "prepared", "prepared-title", mine.prepared.len()))
                (part(words, "waiting", "waiting-title", mine.waiting.len()))
                (part(words, "released", "released-title", mine.released.len()))
                (part(words, "positions", "positions-title", mine.taken.len()))
                a href="#keys" { (words.say("own-keys-title")) }
            }
            div.mine {
                (answer::questions(words, mine))
                (prepared(words, mine))
                (waiting(words, mine))
                (released(words, mine))
                (positions(words, mine))
                (answer::claims(words, mine))
                (keys(words, mine))
            }
        },
    )
}

fn part(words: &Words, anchor: &str, id: &str, count: usize) -> Markup {
    html! { a href={ "#" (anchor) } { (words.say(id)) " (" (count) ")" } }
}

/// The words of an item, and where its draft is read.
fn drawn(mine: &Mine, item: &Item) -> Markup {
    let vocabulary = Vocabulary::default();
    let mut pen = Pen::inline(&vocabulary);
    html! {
        p.item-name { bdi { (item.act) } }
        div lang=(mine.language.tag) dir=(mine.language.direction.name()) { (wording(&mut pen, item)) }
    }
}

fn prepared(words: &Words, mine: &Mine) -> Markup {
    let process = mine.visit.scope.process.name.as_str();
    let may = mine.may(Act::Prepare);
    html! {
        section #prepared aria-labelledby="prepared-title" {
            h2 #prepared-title { (words.say("prepared-title")) }
            p.quiet { (words.say("prepared-note")) }
            @if may { p { a href=(paths::returned(process)) { (words.say("word-mine")) } } }
            @if mine.prepared.is_empty() { p { (words.say("prepared-none")) } }
            @if !mine.prepared.is_empty() && may {
                form #chosen method="post" action=(paths::check(process)) {}
            }
            @for it in &mine.prepared { (entry(words, mine, it)) }
            @if !mine.prepared.is_empty() && may {
                p.acts { button.main type="submit" form="chosen" { (words.say("act-check-chosen")) } }
            }
        }
    }
}

fn entry(words: &Words, mine: &Mine, it: &Prepared) -> Markup {
    let process = mine.visit.scope.process.name.as_str();
    let form = it.entry.form;
    let stage = match it.entry.stage {
        Stage::InPreparation => "stage-in-preparation",
        Stage::ForClearance => "stage-for-clearance",
        Stage::Cleared => "stage-cleared",
    };
    html! {
        article.mine-item id=(entry_anchor(form)) aria-label=(it.name) {
            header.row {
                @if mine.may(Act::Prepare) {
                    label.tick {
                        input type="checkbox" name="item" value=(form) form="chosen" checked;
                        span { h3 { bdi { (it.name) } } }
                    }
                } @else { h3 { bdi { (it.name) } } }
                span.flag { (words.say(stage)) }
                @if let Some(draft) = &it.made_on {
                    span.flag { (words.tell("made-on", &[("draft", Fact::Text(draft))])) }
                }
                @if it.entry.words.held { span.flag { (words.say("flag-held")) } }
            }
            (drawn(mine, &it.item))
            @if let Some(why) = &it.entry.words.rationale { p.rationale { (words.say("why-title")) " " (why.plain()) } }
            @if mine.waits_for_another(&it.entry) { p.quiet { (words.say("waits-for-another")) } }
            @if mine.may(Act::Prepare) {
                div.acts {
                    a.button href=(paths::entry(process, form)) { (words.say("act-edit")) span.said { ", " (it.name) } }
                    @if mine.may_clear(&it.entry) {
                        form method="post" action=(paths::clear(process, form)) {
                            input type="hidden" name="seen" value=(it.entry.version);
                            button type="submit" { (words.say("act-clear-it")) span.said { ", " (it.name) } }
                        }
                    }
                    form method="post" action=(paths::discard(process, form)) {
                        button.plain type="submit" { (words.say("act-discard")) span.said { ", " (it.name) } }
                    }
                }
            }
        }
    }
}

fn waiting(words: &Words, mine: &Mine) -> Markup {
    html! {
        section #waiting aria-labelledby="waiting-title" {
            h2 #waiting-title { (words.say("waiting-title")) }
            p.quiet { (words.say("waiting-note")) }
            @if mine.waiting.is_empty() { p { (words.say("waiting-none")) } }
            (receipts::to_keep(words, mine))
            @for it in &mine.waiting { (waits(words, mine, it)) }
        }
    }
}

fn waits(words: &Words, mine: &Mine, it: &Waiting) -> Markup {
    let process = mine.visit.scope.process.name.as_str();
    let leaf: String = it.pending.promised.leaf.to_string();
    html! {
        article.mine-item aria-label=(it.name) {
            header.row {
                h3 { bdi { (it.name) } }
                @if let Some(before) = &it.instead_of {
                    span.flag { (words.tell("instead-of", &[("item", Fact::Text(before))])) }
                }
                @if it.pending.words.held { span.flag { (words.say("flag-held")) } }
                @else if it.told.holds() { span.flag { (words.say("flag-named")) } }
            }
            (drawn(mine, &it.item))
            @if let Some(why) = &it.pending.words.rationale { p.rationale { (words.say("why-title")) " " (why.plain()) } }
            @if it.told.holds() && !it.pending.words.held { (naming::held(words, &mine.language, &it.told)) }
            details {
                summary { (words.say("told-title")) }
                p { (words.say("told-text")) }
                p.leaf { code { (leaf) } }
            }
            (own_acts(words, mine, process, &it.pending.id.to_string(), &it.name))
        }
    }
}

/// Rewriting and withdrawing.
fn own_acts(words: &Words, mine: &Mine, process: &str, item: &str, name: &str) -> Markup {
    html! {
        @if mine.may(Act::Withdraw) {
            div.acts {
                @if mine.may(Act::SubmitAmendment) || mine.may(Act::SubmitComment) {
                    a.button href=(paths::rewrite(process, item)) { (words.say("act-rewrite")) span.said { ", " (name) } }
                }
                form method="post" action=(paths::withdraw(process, item)) {
                    button.plain type="submit" { (words.say("act-withdraw")) span.said { ", " (name) } }
                }
            }
        }
    }
}

fn released(words: &Words, mine: &Mine) -> Markup {
    html! {
        section #released aria-labelledby="released-title" {
            h2 #released-title { (words.say("released-title")) }
            (report(words, mine))
            (receipts::accounted(words, mine))
            @for (draft, fates) in &mine.fates {
                p { (words.tell("fates-in", &[("draft", Fact::Text(&draft.draft.label))])) " " (told(words, fates)) }
            }
            @if mine.released.is_empty() { p { (words.say("released-none")) } }
            @if mine.released.len() > LONG { (filter(words, mine)) }
            @for it in mine.shown() { (one(words, mine, it)) }
        }
    }
}

/// The report to capital on the latest draft.
fn report(words: &Words, mine: &Mine) -> Markup {
    let Some(latest) = mine.visit.drafts.last() else { return html! {} };
    let process = mine.visit.scope.process.name.as_str();
    let draft = [("draft", Fact::Text(latest.draft.label.as_str()))];
    let name = words.tell("report-file", &draft);
    let offered: Vec<_> = FORMATS.into_iter().filter(|it| mine.visit.formats.contains(it)).collect();
    html! {
        div.sheet.stack-tight {
            p { strong { (name) } " " (formats(words, &name, &offered, |it| paths::report(process, &latest.name, it))) }
            p.quiet { (words.tell("report-note-page", &draft)) }
        }
    }
}

/// "Your 9 amendments: 5 retained, 2 in part, 1 in brackets, 1 not retained."
pub(in crate::web) fn told(words: &Words, fates: &Fates) -> String {
    let counts: Vec<String> = (fates.counts.iter())
        .map(|(id, count)| words.tell(id, &[("count", Fact::Number(*count as i64))]))
        .collect();
    let all = ("count", Fact::Number(fates.all as i64));
    words.tell("fates", &[all, ("counts", Fact::Text(&counts.join(", ")))])
}

fn filter(words: &Words, mine: &Mine) -> Markup {
    let link = |show: Show, query: &str, id: &str| {
        html! { a href={ "?show=" (query) "#released" } aria-current=[(mine.show == show).then_some("true")] { (words.say(id)) } }
    };
    html! {
        nav.drafts aria-label=(words.say("show")) {
            (link(Show::All, "all", "show-all-items"))
            (link(Show::Open, "open", "show-open"))
            (link(Show::Decided, "decided", "show-decided"))
        }
    }
}

fn one(words: &Words, mine: &Mine, it: &Released) -> Markup {
    let process = mine.visit.scope.process.name.as_str();
    let submission = &it.own.item.submission;
    let name = submission.name.to_string();
    let draft = paths::clean(process, &it.made_on.name);
    let flag = |id: &str| html! { span.flag { (words.say(id)) } };
    html! {
        article.mine-item aria-label=(name) {
            header.row {
                h3 {
                    @if it.own.item.held { bdi { (name) } }
                    @else { a href={ (draft) "#" (paths::item_anchor(submission.id)) } { bdi { (name) } } }
                }
                span.quiet { bdi { (it.made_on.draft.label) } }
                @if it.own.item.held { (flag("flag-held")) }
                @if submission.late { (flag("flag-late")) }
                @if it.withdrawing { (flag("flag-withdrawing")) }
                @if it.succeeding { (flag("flag-succeeding")) }
                (fate(words, it))
            }
            (drawn(mine, &it.item))
            @if let Some(why) = &submission.rationale { p.rationale { (words.say("why-title")) " " (why.plain()) } }
            @if it.own.item.held {
                @match it.own.item.hold {
                    Hold::None => {}
                    Hold::Wish => p { (words.say("held-wish")) },
                    Hold::Few => p { (words.say("held-few")) },
                    Hold::Named => (naming::held(words, &mine.language, &it.told)),
                }
            }
            (outcome(words, mine, it))
            @if matches!(it.own.fate, Fate::Open(_)) && !it.withdrawing {
                (own_acts(words, mine, process, &submission.id.to_string(), &name))
            }
        }
    }
}

/// What became of it, in a word.
fn fate(words: &Words, it: &Released) -> Markup {
    html! {
        @match &it.own.fate {
            Fate::Withdrawn => span.flag { (words.say("flag-withdrawn")) },
            Fate::Decided { disposition, .. } => strong.fate { (words.say(became(disposition))) },
            Fate::Succeeded | Fate::Open(_) => {}
        }
    }
}

/// The note, where what came of it stands, and how it was carried.
fn outcome(words: &Words, mine: &Mine, it: &Released) -> Markup {
    let process = mine.visit.scope.process.name.as_str();
    let latest = mine.visit.drafts.last();
    html! {
        @match &it.own.fate {
            Fate::Decided { note, .. } => {
                @if let Some(note) = note { p.note { (words.say("chairs-note")) " " (note.plain()) } }
                @if let Some((draft, place)) = &it.decided {
                    p {
                        a href={ (paths::clean(process, &draft.name)) @if let Some(id) = place { "#" (paths::anchor(*id)) } } {
                            (words.tell("stands-in", &[("draft", Fact::Text(&draft.draft.label))]))
                        }
                    }
                }
            }
            Fate::Open(fit) => @if latest != Some(&it.made_on) {
                p {
                    (words.tell("carried-to", &[("draft", Fact::Text(latest.map_or("", |it| &it.draft.label)))]))
                    " " (words.say(fits_as(*fit)))
                }
            },
            Fate::Withdrawn | Fate::Succeeded => {}
        }
    }
}

fn positions(words: &Words, mine: &Mine) -> Markup {
    let here = paths::delegation(&mine.visit.scope.process.name);
    html! {
        section #positions aria-labelledby="positions-title" {
            h2 #positions-title { (words.say("positions-title")) }
            p.quiet { (words.say("positions-note")) }
            @if mine.taken.is_empty() { p { (words.say("positions-none")) } }
            @else {
                ul.facts {
                    @for it in &mine.taken {
                        li {
                            span { strong { (words.say(stance(it.stance))) } " " a href=(it.address) { bdi { (short(&it.on)) } } }
                            @if mine.may(Act::TakePosition) {
                                form method="post" action=(it.to) {
                                    input type="hidden" name=(it.field.0) value=(it.field.1);
                                    input type="hidden" name="stance" value="none";
                                    input type="hidden" name="back" value=(here);
                                    button.plain type="submit" { (words.say("act-take-back")) span.said { ", " (it.on) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The message for a position.
pub(in crate::web) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Retain => "stance-retain",
        Stance::Support => "stance-support",
        Stance::Concern => "stance-concern",
    }
}

/// The delegation's own rules, where they are not the easiest; and where its keys are looked after.
fn keys(words: &Words, mine: &Mine) -> Markup {
    let process = mine.visit.scope.process.name.as_str();
    html! {
        section #keys aria-labelledby="keys-title" {
            h2 #keys-title { (words.say("own-keys-title")) }
            p { (words.say("own-keys-lead")) }
            ul { @for id in said(mine.rules.0.terms) { li { (words.say(id)) } } }
            @if mine.may(Act::MakeKeys) {
                p.acts { a.button href=(paths::keys(process)) { (words.say("own-keys-open")) } }
            } @else {
                p.quiet { (words.say("own-keys-others")) }
            }
        }
    }
}
