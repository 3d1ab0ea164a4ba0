//! What a submission does to the text, drawn: the same on the form, on the check page and in every file.

use maud::{Markup, html};

use crate::export::rendition::{Item, Language, Vocabulary};
use crate::i18n::{Fact, Words};
use crate::web::component::redline::Pen;
use crate::web::component::sentence;
use crate::web::component::steps::{plain, step};
use crate::web::component::submission::wording;
use crate::web::delegate::form::Way;
use crate::web::delegate::fragment::{Fragment, Met};

/// The redline and what it counts.
pub(in crate::web::delegate) fn redline(
    words: &Words,
    language: &Language,
    way: Way,
    fragment: &Fragment,
) -> Markup {
    let vocabulary = Vocabulary::default();
    let mut pen = Pen::inline(&vocabulary);
    let (came, went) = fragment.counts();
    let counts = [("came", Fact::Number(came as i64)), ("went", Fact::Number(went as i64))];
    html! {
        @if way != Way::Comment && way != Way::Wording { p.item-name { bdi { (fragment.item.act) } } }
        div.redline lang=(language.tag) dir=(language.direction.name()) {
            (wording(&mut pen, &fragment.item))
            @for (name, runs) in &fragment.elsewhere {
                p.item-name { bdi { (name) } }
                p.text { (pen.runs(runs)) }
            }
        }
        @if fragment.more > 0 {
            p.quiet { (words.tell("elsewhere-more", &[("count", Fact::Number(fragment.more as i64))])) }
        }
        @if way.amends() && came + went > 0 { p.quiet.counts { (words.tell("counts", &counts)) } }
    }
}

/// The changes in sentences.
pub(in crate::web::delegate) fn sentences(words: &Words, language: &Language, fragment: &Fragment) -> Markup {
    html! {
        @if !fragment.steps.is_empty() {
            ul.steps { @for it in &fragment.steps { li { (step(words, language, it)) } } }
        }
    }
}

/// What the button that supports another amendment instead is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web::delegate) enum Support {
    /// A form of its own: what was typed is saved already.
    Alone,
    /// The form that is being filled in: what was typed is saved with it.
    Saving,
}

/// The released amendments that it meets.
pub(in crate::web::delegate) fn meets(
    words: &Words,
    reader: &str,
    fragment: &Fragment,
    support: Support,
) -> Markup {
    html! {
        @for met in &fragment.meets { (one(words, reader, met, support)) }
    }
}

fn one(words: &Words, reader: &str, met: &Met, support: Support) -> Markup {
    let name = [("item", Fact::Text(met.name.as_str()))];
    let quoted = |text: &str| html! { q { (text) } };
    let (title, said) = match (met.agrees, met.theirs.is_empty()) {
        (true, _) => ("agrees-with", words.tell("agrees-text", &name).into()),
        (false, true) => ("competes-with", Said::Delete),
        (false, false) => ("competes-with", Said::Words),
    };
    html! {
        section.notice aria-label=(words.tell(title, &name)) {
            h3 { (words.tell(title, &name)) @if met.own { " " span.flag { (words.say("yours")) } } }
            p {
                @match said {
                    Said::Plain(text) => (text),
                    Said::Delete => (sentence(words, "competes-deletes", &[("item", html! { bdi { (met.name) } })])),
                    Said::Words => {
                        (sentence(words, "competes-words", &[
                            ("item", html! { bdi { (met.name) } }), ("theirs", quoted(&met.theirs)),
                            ("ours", if met.ours.is_empty() { html! { (words.say("nothing-there")) } } else { quoted(&met.ours) }),
                        ]))
                    }
                }
            }
            p.acts {
                a href={ (reader) "#" (met.anchor) } { (words.tell("read-item", &name)) }
                @match support {
                    _ if met.own => {}
                    Support::Alone => {
                        button type="submit" form="support" name="item" value=(met.id) { (words.tell("support-item", &name)) }
                    }
                    Support::Saving => {
                        button type="submit" name="act" value={ "support:" (met.id) } { (words.tell("support-item", &name)) }
                    }
                }
            }
        }
    }
}

enum Said {
    Plain(String),
    Delete,
    Words,
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self::Plain(text)
    }
}

/// The formal sentence, to be read out or copied: "In paragraph 14, replace “should” by “must”."
pub(in crate::web::delegate) fn floor(words: &Words, name: &str, way: Way, fragment: &Fragment) -> String {
    let place = ("place", Fact::Text(name));
    if !fragment.steps.is_empty() {
        let steps = plain(words, &fragment.steps);
        return words.tell("floor-steps", &[place, ("steps", Fact::Text(&steps))]);
    }
    let text = said(&fragment.item);
    let text = ("text", Fact::Text(&text));
    match way {
        Way::Comment => words.tell("floor-comment", &[place, text]),
        Way::Wording => words.tell("floor-reads", &[place, text]),
        Way::Insert | Way::Join => {
            words.tell("floor-act-reads", &[("act", Fact::Text(&fragment.item.act)), text])
        }
        Way::Delete | Way::Move | Way::Throughout => {
            words.tell("floor-act", &[("act", Fact::Text(&fragment.item.act))])
        }
    }
}

/// The words as they would read.
fn said(item: &Item) -> String {
    use crate::export::rendition::Mark;
    let text = |runs: &Vec<crate::export::rendition::Run>| {
        let stays = runs.iter().filter(|run| run.mark != Mark::Deleted);
        stays.map(crate::web::component::steps::said).collect::<String>()
    };
    item.texts.iter().map(text).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" / ")
}
