//! The paragraph as it stands, every amendment in place: each change with the letters of those who want it, and a box
//! around words that several want differently.

use maud::{Markup, html};

use crate::drafting::workbench::{Stretch, Wish, Workbench};
use crate::export::rendition::{Mark, marked};
use crate::i18n::{Fact, Words};
use crate::web::component::redline::Pen;
use crate::web::desk::bench::Bench;

pub(super) fn section(words: &Words, bench: &Bench, workbench: &Workbench<'_>) -> Markup {
    if bench.place.is_none() {
        return html! {};
    }
    let language = &bench.language;
    let unmarked = workbench.cards.iter().filter(|card| card.reading.is_none()).count();
    html! {
        section.overlay.stack-tight aria-labelledby="overlay-title" {
            h2 #overlay-title { (words.say("desk-overlay")) }
            div.sheet {
                p.text lang=(language.tag) dir=(language.direction.name()) { (stretches(words, bench, workbench)) }
            }
            @if unmarked > 0 {
                p.quiet { (words.tell("desk-overlay-besides", &[("count", Fact::Number(unmarked as i64))])) }
            }
        }
    }
}

fn stretches(words: &Words, bench: &Bench, workbench: &Workbench<'_>) -> Markup {
    let mut pen = Pen::inline(&bench.vocabulary);
    let competing =
        |stretch: &&Stretch| matches!(stretch, Stretch::Wanted { wishes, .. } if wishes.len() > 1);
    let all = workbench.overlay.iter().filter(competing).count() as i64;
    let mut number = 0;
    html! {
        @for stretch in &workbench.overlay {
            @match stretch {
                Stretch::Kept(kept) => (pen.runs(&marked(kept, Mark::Kept))),
                Stretch::Wanted { base, wishes } => {
                    @let boxed = wishes.len() > 1;
                    @if boxed {
                        @let at = { number += 1; number };
                        span.competing {
                            span.place {
                                (words.tell("desk-competing-at", &[("number", Fact::Number(at)), ("all", Fact::Number(all))]))
                            }
                            " " (wanted(words, bench, &mut pen, base, wishes))
                        }
                    } @else {
                        (wanted(words, bench, &mut pen, base, wishes))
                    }
                }
            }
        }
    }
}

/// The words as they stand, struck, and what is wanted instead.
fn wanted(
    words: &Words,
    bench: &Bench,
    pen: &mut Pen<'_>,
    base: &crate::document::inline::Rich,
    wishes: &[Wish],
) -> Markup {
    html! {
        (pen.runs(&marked(base, Mark::Deleted)))
        @for (number, wish) in wishes.iter().enumerate() {
            @if number > 0 { " " }
            @if wish.words.as_str().is_empty() && wishes.len() > 1 { span.no-words { (words.say("desk-without")) } }
            (pen.runs(&marked(&wish.words, Mark::Inserted)))
            (tag(words, bench, wish))
        }
    }
}

fn tag(words: &Words, bench: &Bench, wish: &Wish) -> Markup {
    let mut letters: Vec<String> =
        wish.items.iter().filter_map(|id| bench.laid.ground.letter(*id, bench.place)).collect();
    letters.sort();
    html! { span.tag { span.said { (words.say("desk-by")) " " } (letters.join(", ")) } }
}
