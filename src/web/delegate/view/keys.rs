//! The keys of a delegation, its rules, and the pages that show a key this once.

use maud::{Markup, html};

use crate::i18n::{Fact, Words};
use crate::identity::badge::LONGEST_LABEL;
use crate::identity::keyring::KeyRole;
use crate::identity::rules::{Speaks, Terms};
use crate::identity::secret::AccessKey;
use crate::proceedings::{self, MOST_KEYS, OwnKey};
use crate::web::account::{Sort, both_cards, key_card};
use crate::web::component::{done, error_said};
use crate::web::delegate::keys::{Keys, named};
use crate::web::page::{Frame, Here, layout};
use crate::web::paths;
use crate::web::visit::Visit;

/// The page of all keys.
pub(in crate::web::delegate) fn page(words: &Words, keys: &Keys) -> Markup {
    let main = html! {
        (done(words, keys.done))
        div.keys { (all(words, keys)) (new(words, keys)) (rules(words, keys)) (anew(words, keys)) }
    };
    frame(words, &keys.visit, "own-keys-title", "own-keys-note", main)
}

/// A further key, this once.
pub(in crate::web::delegate) fn made(
    words: &Words,
    visit: &Visit,
    key: &AccessKey,
    does: &str,
    server: &str,
) -> Markup {
    let is = words.tell("key-is", &[("does", Fact::Text(&words.say(does)))]);
    let main = html! {
        (key_card(words, Sort::Access, &key.words(), &is, server))
        (written_down(words, visit))
    };
    frame(words, visit, "key-made-title", "recovered-lede", main)
}

/// The keys after all others were ended, this once.
pub(in crate::web::delegate) fn begun_anew(
    words: &Words,
    visit: &Visit,
    keys: &proceedings::Keys,
    server: &str,
) -> Markup {
    let main = html! { (both_cards(words, keys, server)) (written_down(words, visit)) };
    frame(words, visit, "anew-title", "anew-lede-inside", main)
}

fn frame(words: &Words, visit: &Visit, title: &str, lede: &str, main: Markup) -> Markup {
    let title = words.say(title);
    layout(
        &Frame { words, title: &title, process: Some(visit.place(Here::Delegation)), seat: &visit.seat },
        html! {
            header.page-head { h1 { (title) } p.lede { (words.say(lede)) } }
            (main)
        },
    )
}

fn written_down(words: &Words, visit: &Visit) -> Markup {
    html! {
        p.acts { a.button.main href=(paths::keys(&visit.scope.process.name)) { (words.say("key-written-down")) } }
    }
}

/// What was wrong with a part of the page.
fn wrong(words: &Words, keys: &Keys, part: &str, field: &str) -> Markup {
    let said = keys.wrong.as_ref().filter(|(_, it)| *it == part).map(|(said, _)| said.as_str());
    error_said(words, said, field)
}

fn all(words: &Words, keys: &Keys) -> Markup {
    let process = keys.visit.scope.process.name.as_str();
    let access = keys.all.iter().filter(|it| it.badge.role != KeyRole::Recovers).count();
    let counts = [("count", Fact::Number(access as i64)), ("most", Fact::Number(MOST_KEYS as i64))];
    let clearing = keys.all.iter().filter(|it| it.badge.role == KeyRole::Clears).count();
    html! {
        section #all-keys aria-labelledby="all-keys-title" tabindex="-1" {
            h2 #all-keys-title { (words.tell("keys-there-are", &counts)) }
            (wrong(words, keys, "all-keys", "all-keys"))
            ul.key-list {
                @for key in &keys.all {
                    li {
                        div {
                            strong { (words.say(role(key.badge.role))) }
                            @if !key.badge.label.is_empty() { " " bdi { (key.badge.label) } }
                            @if key.this { " " span.flag { (words.say("key-this")) } }
                        }
                        @if key.badge.role == KeyRole::Recovers {
                            span.quiet { (words.say("key-recovers-stays")) }
                        } @else if key.badge.role == KeyRole::Clears && clearing == 1 {
                            span.quiet { (words.say("key-last-that-clears")) }
                        } @else {
                            form method="post" action=(paths::keys_end(process)) {
                                button.plain type="submit" name="key" value=(named(key)) {
                                    (words.say("key-end-act")) span.said { ", " (called(words, key)) }
                                }
                            }
                        }
                    }
                }
            }
            p.quiet { (words.say("key-end-hint")) }
        }
    }
}

fn called(words: &Words, key: &OwnKey) -> String {
    format!("{} {}", words.say(role(key.badge.role)), key.badge.label)
}

fn role(role: KeyRole) -> &'static str {
    match role {
        KeyRole::Drafter => "key-drafts",
        KeyRole::Clears => "key-clears",
        KeyRole::Reads => "key-reads",
        KeyRole::Recovers => "key-recovers",
    }
}

fn new(words: &Words, keys: &Keys) -> Markup {
    let process = keys.visit.scope.process.name.as_str();
    let access = keys.all.iter().filter(|it| it.badge.role != KeyRole::Recovers).count();
    html! {
        section #new-key aria-labelledby="new-key-title" {
            h2 #new-key-title { (words.say("key-make")) }
            @if access >= MOST_KEYS {
                p.notice { (words.say("refused-enough-keys")) }
            } @else {
                form.narrow method="post" action=(paths::keys(process)) {
                    (wrong(words, keys, "new-key", "label"))
                    fieldset {
                        legend { (words.say("key-make-that")) }
                        @for (role, id) in [
                            ("drafter", "key-drafter-note"), ("clears", "key-clears-note"), ("reads", "key-reads-note"),
                        ] {
                            label.tick {
                                input type="radio" name="role" value=(role) required;
                                span { (words.say(id)) }
                            }
                        }
                    }
                    div.field {
                        label for="label" { (words.say("key-label")) }
                        p.hint #label-hint { (words.say("key-label-hint")) }
                        input #label type="text" name="label" maxlength=(LONGEST_LABEL) autocomplete="off"
                            aria-describedby="label-hint";
                    }
                    p.acts { button.main type="submit" { (words.say("key-make-act")) } }
                }
            }
        }
    }
}

fn rules(words: &Words, keys: &Keys) -> Markup {
    let process = keys.visit.scope.process.name.as_str();
    let terms = keys.rules.terms;
    html! {
        section #rules aria-labelledby="rules-title" {
            h2 #rules-title { (words.say("rules-title")) }
            p.quiet { (words.say("rules-note")) }
            @if let Some((by, asked)) = &keys.rules.asked {
                div.notice {
                    p { (words.say(if *by == keys.hand { "rules-asked-here" } else { "rules-asked" })) }
                    ul { @for id in said(*asked) { li { (words.say(id)) } } }
                    @if *by != keys.hand {
                        form method="post" action=(paths::keys_rules(process)) {
                            @if asked.four_eyes { input type="hidden" name="four_eyes" value="yes"; }
                            input type="hidden" name="speaks" value=(name(asked.speaks));
                            button type="submit" { (words.say("rules-agree")) }
                        }
                    }
                    form method="post" action=(paths::keys_rules(process)) {
                        @if terms.four_eyes { input type="hidden" name="four_eyes" value="yes"; }
                        input type="hidden" name="speaks" value=(name(terms.speaks));
                        button.plain type="submit" { (words.say("rules-leave")) }
                    }
                }
            }
            form.narrow method="post" action=(paths::keys_rules(process)) {
                (wrong(words, keys, "rules", "four-eyes"))
                label.tick {
                    input #four-eyes type="checkbox" name="four_eyes" value="yes" checked[terms.four_eyes];
                    span { (words.say("rule-four-eyes")) }
                }
                fieldset {
                    legend { (words.say("rule-speaks")) }
                    @for (speaks, id) in [(Speaks::Drafters, "rule-drafters"), (Speaks::Clears, "rule-clears")] {
                        label.tick {
                            input type="radio" name="speaks" value=(name(speaks)) checked[terms.speaks == speaks];
                            span { (words.say(id)) }
                        }
                    }
                }
                @if terms.four_eyes { p.hint { (words.say("rules-two")) } }
                p.acts { button type="submit" { (words.say("rules-act")) } }
            }
        }
    }
}

/// The rules in sentences.
pub(in crate::web::delegate) fn said(terms: Terms) -> [&'static str; 2] {
    [
        if terms.four_eyes { "rule-four-eyes" } else { "rule-one" },
        match terms.speaks {
            Speaks::Drafters => "rule-drafters",
            Speaks::Clears => "rule-clears",
        },
    ]
}

fn name(speaks: Speaks) -> &'static str {
    match speaks {
        Speaks::Drafters => "drafters",
        Speaks::Clears => "clears",
    }
}

fn anew(words: &Words, keys: &Keys) -> Markup {
    let process = keys.visit.scope.process.name.as_str();
    let is_wrong = keys.wrong.as_ref().is_some_and(|(_, part)| *part == "anew");
    html! {
        section #anew aria-labelledby="anew-keys-title" {
            h2 #anew-keys-title { (words.say("anew-keys")) }
            p { (words.say("anew-keys-note")) }
            p.quiet { (words.say("anew-keys-stays")) }
            form.narrow method="post" action=(paths::keys_anew(process)) {
                (wrong(words, keys, "anew", "key"))
                div.field {
                    label for="key" { (words.say("anew-keys-key")) }
                    p.hint #key-hint { (words.say("anew-keys-key-hint")) }
                    textarea #key name="key" rows="3" required autocomplete="off" autocapitalize="none" autocorrect="off"
                        spellcheck="false" aria-describedby="key-hint" aria-invalid=[is_wrong.then_some("true")] {
                        (keys.typed.as_str())
                    }
                }
                label.tick {
                    input type="checkbox" name="sure" value="yes";
                    span { (words.say("anew-keys-sure")) }
                }
                p.acts { button type="submit" { (words.say("anew-keys-act")) } }
            }
        }
    }
}
