//! One self-contained page: the accessible redline, readable on a screen, on paper and by ear.
//!
//! Nothing is told by colour alone. A deletion or insertion says in hidden words where it begins and ends, and the
//! numbered list of changes is an equal view of the redline. No script, nothing fetched.

mod passage;
#[cfg(test)]
mod tests;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use self::passage::{Drawing, anchor};
use super::rendition::{Cover, Passage, Rendition, Standing, View};
use crate::document::Kind;

const STYLE: &str = include_str!("../../assets/export.css");

/// Draws the page.
pub(super) fn write(rendition: &Rendition) -> String {
    let words = &rendition.vocabulary;
    let mut drawing = Drawing::new(words);
    let page = html! {
        (DOCTYPE)
        html lang=(rendition.language.tag) dir=(rendition.language.direction.name()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (page_title(rendition)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#text" { (words.skip) }
                (masthead(rendition))
                div.page.wider[rendition.view == View::Comparison] {
                    (outline(rendition))
                    main #text {
                        @for block in &rendition.blocks { (drawing.block(block)) }
                        (changes(rendition))
                        (drawing.notes())
                    }
                }
            }
        }
    };
    page.into_string()
}

fn page_title(rendition: &Rendition) -> String {
    let Cover { title, draft, process, .. } = &rendition.cover;
    let name = if title.is_empty() { process } else { title };
    [draft, name].into_iter().filter(|words| !words.is_empty()).cloned().collect::<Vec<_>>().join(" \u{b7} ")
}

fn masthead(rendition: &Rendition) -> Markup {
    let Cover { process, title, draft, date, notice, .. } = &rendition.cover;
    let against = rendition.subject();
    if rendition.cover == Cover::default() {
        return html! {};
    }
    html! {
        header.masthead.wider[rendition.view == View::Comparison] {
            p.draft { bdi { (process) } " " strong { bdi { (draft) } } }
            p.facts {
                @if !against.is_empty() { bdi { (against) } " " }
                @if !date.is_empty() { bdi { (date) } }
            }
            @for line in notice { p.notice { bdi { (line) } } }
            @if !title.is_empty() && !rendition.has_title() { h1 { bdi { (title) } } }
        }
    }
}

/// Links to the headings, to the changes and to the notes.
fn outline(rendition: &Rendition) -> Markup {
    let words = &rendition.vocabulary;
    let headings: Vec<&Passage> = (rendition.passages())
        .filter(|passage| matches!(passage.form.kind, Kind::Heading | Kind::AnnexHeading))
        .collect();
    let has_changes = !rendition.changes.is_empty();
    html! {
        @if !headings.is_empty() || has_changes {
            nav.outline aria-label=(words.contents) {
                ol {
                    @for heading in headings {
                        @if let Some(id) = heading.anchor {
                            li.{ "level-" (heading.form.level.clamp(1, 3)) } {
                                a href={ "#" (anchor(id)) } {
                                    @match heading.standing {
                                        Standing::Deleted => del { (heading.current_words()) },
                                        Standing::Kept | Standing::Rewritten | Standing::Inserted => (heading.current_words()),
                                    }
                                 }
                            }
                        }
                    }
                    @if has_changes {
                        li.apart { a href="#changes" { (words.changes) " (" (rendition.changes.len()) ")" } }
                    }
                }
            }
        }
    }
}

fn changes(rendition: &Rendition) -> Markup {
    let words = &rendition.vocabulary;
    if rendition.view != View::Redline {
        return html! {};
    }
    html! {
        section.changes #changes aria-labelledby="changes-name" {
            h2 #changes-name { (words.changes) }
            @if rendition.changes.is_empty() { p { (words.none) } }
            ol {
                @for change in &rendition.changes {
                    li #{ "change-" (change.number) } {
                        a href={ "#" (anchor(change.anchor)) } { (change.place) }
                        " " span.what { (words.listed(change)) }
                    }
                }
            }
        }
    }
}
