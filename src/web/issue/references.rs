//! The part of the checklist about numbers: references that lead nowhere, and what renumbering would change.

use maud::{Markup, html};

use super::Issuing;
use super::view::place;
use crate::document::Paragraph;
use crate::document::id::ParagraphId;
use crate::document::outline::spoken_names;
use crate::drafting::crossrefs::{CrossReference, Fate};
use crate::i18n::{Fact, Words};
use crate::proceedings::Spot;
use crate::web::component::sentence;
use crate::web::paths;

/// References to what was deleted, split or joined, or that lead nowhere.
pub(super) fn references(words: &Words, issuing: &Issuing, name: &str) -> Markup {
    let odd = &issuing.renumbered.odd;
    let names = spoken_names(&issuing.made.paragraphs);
    let spot = |at: usize| Spot { paragraph: issuing.made.paragraphs[at].id, name: names[at].clone() };
    html! {
        li {
            p { strong { (words.tell("check-references", &count(odd.len()))) } }
            @if !odd.is_empty() {
                ul.odd.dangling {
                    @for it in odd {
                        li { (place(name, &spot(it.place))) " " (told(words, it, &names))
                            @if issuing.renumbered.is_taken(it) && !issuing.renumbered.concordance.is_empty() {
                                " " span.flag { (words.say("reference-taken")) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// "paragraph 3: it was deleted".
fn told(words: &Words, it: &CrossReference, names: &[String]) -> Markup {
    let said = html! { q { bdi { (it.words) } } };
    let listed = |places: &[usize]| {
        html! { bdi { (places.iter().map(|at| names[*at].as_str()).collect::<Vec<_>>().join(", ")) } }
    };
    let (phrase, reference) = (("words", said), ("reference", html! { bdi { (it.said()) } }));
    match &it.fate {
        Fate::Stands => html! {},
        Fate::Split { others } => {
            sentence(words, "reference-split", &[phrase, reference, ("others", listed(others))])
        }
        Fate::Extended => sentence(words, "reference-extended", &[phrase, reference]),
        Fate::Joined { into } => {
            sentence(words, "reference-joined", &[phrase, reference, ("other", listed(&[*into]))])
        }
        Fate::Deleted => sentence(words, "reference-deleted", &[phrase, reference]),
        Fate::Several => sentence(words, "reference-several", &[phrase, reference]),
        Fate::Unknown => sentence(words, "reference-unknown", &[phrase, reference]),
    }
}

/// What renumbering would change, old and new; and the way to do it.
pub(super) fn renumbering(words: &Words, issuing: &Issuing, name: &str) -> Markup {
    let renumbered = &issuing.renumbered;
    let basis = issuing.table.basis();
    let changes = !renumbered.concordance.is_empty() || !renumbered.rewritten.is_empty();
    let names = spoken_names(&renumbered.paragraphs);
    html! {
        @if changes && issuing.may_issue() {
            details.renumbering {
                summary { (words.tell("renumber-count", &count(renumbered.concordance.len()))) }
                ul.odd {
                    @for row in &renumbered.concordance {
                        li { (words.tell("concordance-row", &[
                            ("old", Fact::Text(row.old.as_str())), ("new", Fact::Text(row.new.as_str())),
                        ])) }
                    }
                }
                @if !renumbered.rewritten.is_empty() {
                    p { (words.tell("renumber-rewritten", &count(renumbered.rewritten.len()))) }
                    ul.odd.rewritten {
                        @for it in &renumbered.rewritten {
                            li {
                                bdi { (name_of(&renumbered.paragraphs, &names, it.paragraph)) } ": "
                                (words.tell("concordance-row", &[("old", Fact::Text(&it.old)), ("new", Fact::Text(&it.new))]))
                            }
                        }
                    }
                }
                form method="post" action=(paths::office::renumbering(name)) {
                    p.quiet { (words.say("renumber-note")) }
                    input type="hidden" name="draft" value=(basis.draft);
                    input type="hidden" name="version" value=(basis.version);
                    button type="submit" { (words.say("renumber")) }
                }
            }
        }
    }
}

fn name_of<'n>(paragraphs: &[Paragraph], names: &'n [String], id: ParagraphId) -> &'n str {
    let place = paragraphs.iter().position(|it| it.id == id);
    place.and_then(|at| names.get(at)).map_or("", String::as_str)
}

fn count(number: usize) -> [(&'static str, Fact<'static>); 1] {
    [("count", Fact::Number(number as i64))]
}
