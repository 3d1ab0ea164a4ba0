//! The paragraphs of the section, each with how it stands.

use maud::{Markup, html};

use super::{address, place_name, state};
use crate::document::outline::{headings_above, section};
use crate::i18n::{Fact, Words};
use crate::web::desk::bench::Bench;

pub(super) fn nav(words: &Words, bench: &Bench) -> Markup {
    let laid = &bench.laid;
    let paragraphs = &laid.ground.table.paragraphs;
    let top = bench.place.and_then(|place| {
        let own = paragraphs[place].content.kind.is_heading().then_some(place);
        headings_above(paragraphs, place).first().copied().or(own)
    });
    let range = match (top, bench.place) {
        (Some(top), _) => section(paragraphs, top),
        (None, Some(_)) => {
            let first = paragraphs.iter().position(|it| it.content.kind.is_heading() && it.content.level > 0);
            0..first.filter(|end| bench.place.is_some_and(|here| here < *end)).unwrap_or(paragraphs.len())
        }
        (None, None) => 0..0,
    };
    let places: Vec<usize> = range.filter(|place| laid.is_unit(*place)).collect();
    html! {
        nav.rail.stack-tight aria-labelledby="rail-title" {
            h2.said #rail-title { (words.say("desk-rail")) }
            @if let Some(top) = top { p.quiet { bdi { (paragraphs[top].content.text.plain()) } } }
            ol {
                @for place in places { (entry(words, bench, Some(place))) }
                @if bench.place.is_none() || laid.ground.triage(None).all().next().is_some() {
                    (entry(words, bench, None))
                }
            }
            p.quiet { (words.say("desk-legend")) }
        }
    }
}

fn entry(words: &Words, bench: &Bench, place: Option<usize>) -> Markup {
    let laid = &bench.laid;
    let (row, triage) = (laid.row(place), laid.ground.triage(place));
    let (class, said) = state(row, triage.all().next().is_some());
    let number = triage.amendments.len() as i64;
    html! {
        li {
            a href=(address(&bench.visit.scope.process.name, laid, place))
                aria-current=[(place == bench.place).then_some("true")] {
                span.state.(class) aria-hidden="true" {}
                span {
                    @match place {
                        Some(at) => { span.said { (place_name(words, laid, place)) } span aria-hidden="true" { (laid.ground.names[at]) } }
                        None => (place_name(words, laid, place)),
                    }
                    span.said { ", " (words.say(said)) }
                }
                @if number > 0 {
                    span.count aria-hidden="true" { (number) }
                    span.said { ", " (words.tell("desk-amendments", &[("count", Fact::Number(number))])) }
                }
            }
        }
    }
}
