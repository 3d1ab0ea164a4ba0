//! The forms on a paragraph.

use maud::{Markup, html};

use super::{fragment, naming};
use crate::document::outline::headings_above;
use crate::i18n::{Fact, Words};
use crate::identity::role::Act;
use crate::web::component::error_summary;
use crate::web::delegate::form::{Typed, Way, subordinates};
use crate::web::delegate::sees::{Sent, lines};
use crate::web::delegate::subject::Subject;
use crate::web::delegate::write::Writing;
use crate::web::page::{Frame, Here, layout};
use crate::web::paths;

/// The ways of amending, and what they are called.
const WAYS: [(Way, &str); 6] = [
    (Way::Wording, "way-wording"),
    (Way::Insert, "way-insert"),
    (Way::Delete, "way-delete"),
    (Way::Move, "way-move"),
    (Way::Join, "way-join"),
    (Way::Throughout, "way-throughout"),
];

/// The page with the form.
pub(in crate::web::delegate) fn page(words: &Words, writing: &Writing) -> Markup {
    let subject = &writing.subject;
    let title = title(words, writing);
    layout(
        &Frame {
            words,
            title: &title,
            process: Some(subject.visit.place(Here::Text)),
            seat: &subject.visit.seat,
        },
        html! {
            header.page-head {
                p.eyebrow { (place(subject)) }
                h1 { (title) }
                p.lede { (words.say(lede(writing.way))) }
            }
            @if writing.way.amends() { (ways(words, writing)) }
            (form(words, writing))
        },
    )
}

fn title(words: &Words, writing: &Writing) -> String {
    let name = writing.subject.name(words);
    let facts = [("place", Fact::Text(name.as_str()))];
    let id = match (writing.way, writing.subject.place) {
        (Way::Comment, _) => "comment-title",
        (Way::Insert, Some(_)) => "insert-title",
        (Way::Insert, None) => "insert-first-title",
        _ => "amend-title",
    };
    words.tell(id, &facts)
}

fn lede(way: Way) -> &'static str {
    match way {
        Way::Comment => "comment-lede",
        Way::Wording => "wording-lede",
        Way::Insert => "insert-lede",
        Way::Delete => "delete-lede",
        Way::Move => "move-lede",
        Way::Join => "join-lede",
        Way::Throughout => "throughout-lede",
    }
}

/// The draft, and the headings it stands under.
fn place(subject: &Subject) -> Markup {
    let above = subject.place.map(|place| headings_above(&subject.paragraphs, place)).unwrap_or_default();
    let headings: Vec<String> = above.iter().map(|at| subject.paragraphs[*at].content.text.plain()).collect();
    html! {
        a href=(subject.in_reader()) { bdi { (subject.draft.draft.label) } }
        @for heading in headings { " \u{b7} " bdi { (heading) } }
    }
}

/// The other ways of amending the same.
fn ways(words: &Words, writing: &Writing) -> Markup {
    let subject = &writing.subject;
    let address =
        |way: Way| paths::write(subject.process(), &subject.draft.name, subject.segment(), way.name());
    let link = |way: Way, id: &str| {
        html! { a href=(address(way)) aria-current=[(writing.way == way).then_some("page")] { (words.say(id)) } }
    };
    let all = paths::write(subject.process(), &subject.draft.name, "all", Way::Throughout.name());
    let more = matches!(writing.way, Way::Move | Way::Join | Way::Throughout);
    html! {
        nav.views.ways aria-label=(words.say("ways")) {
            @for (way, id) in &WAYS[..3] { @if way.fits(subject) { (link(*way, id)) } }
            details open[more] {
                summary { (words.say("way-more")) }
                div.row {
                    @for (way, id) in &WAYS[3..] { @if way.fits(subject) { (link(*way, id)) } }
                    @if !Way::Throughout.fits(subject) { a href=(all) { (words.say("way-throughout")) } }
                }
            }
        }
    }
}

/// The form itself.
pub(in crate::web::delegate) fn form(words: &Words, writing: &Writing) -> Markup {
    let Writing { subject, way, typed, wrong, .. } = writing;
    let segment = subject.segment();
    let to = paths::write(subject.process(), &subject.draft.name, &segment, way.name());
    let preview = paths::preview(subject.process(), &subject.draft.name, &segment, way.name());
    html! {
        form.writing method="post" action=(to) data-preview=(preview) {
            (error_summary(words, wrong.map(|it| it.said), wrong.map_or("text", |it| it.field)))
            (meanwhile(words, writing))
            input type="hidden" name="form" value=(typed.form);
            input type="hidden" name="seen" value=(typed.seen);
            @if let Some(succeeds) = &typed.succeeds {
                input type="hidden" name="succeeds" value=(succeeds);
                p.notice { (words.say("succeeds-note")) }
            }
            @if *way == Way::Comment {
                (fields(words, writing))
            } @else {
                div.two-up {
                    div.stack { (fields(words, writing)) }
                    section.live aria-labelledby="live-title" {
                        h2 #live-title { (words.say("live-title")) }
                        div #preview aria-live="polite" { (self::preview(words, writing)) }
                        p.acts { button type="submit" name="act" value="show" { (words.say("act-show")) } }
                    }
                }
            }
            div.two-up {
                (why(words, typed, *way))
                (sees(words, subject, typed))
            }
            (acts(words, subject, *way))
        }
    }
}

/// What somebody else has saved meanwhile.
fn meanwhile(words: &Words, writing: &Writing) -> Markup {
    html! {
        @if let Some(other) = &writing.other {
            section.notice aria-labelledby="other-title" {
                h2 #other-title { (words.say("other-title")) }
                (fragment::redline(words, &writing.subject.language(), writing.way, other))
            }
        }
    }
}

/// What becomes of the text by what was typed so far: the answer to a preview.
pub(in crate::web::delegate) fn preview(words: &Words, writing: &Writing) -> Markup {
    let subject = &writing.subject;
    let reader = paths::clean(subject.process(), &subject.draft.name);
    html! {
        @match &writing.fragment {
            Some(it) => {
                (fragment::redline(words, &subject.language(), writing.way, it))
                (fragment::meets(words, &reader, it, fragment::Support::Saving))
                (naming::before_sending(words, &subject.language(), &it.told, (None, writing.typed.held.is_some())))
            }
            None => p.quiet { (words.say(writing.so_far().map_or("live-nothing", |it| it.said))) },
        }
    }
}

fn fields(words: &Words, writing: &Writing) -> Markup {
    match writing.way {
        Way::Comment => html! {
            (text(words, writing, "comment-label", "comment-hint", 8))
            @if writing.subject.content().is_some_and(|it| !it.kind.is_heading()) { (quote(words, writing)) }
        },
        Way::Wording => text(words, writing, "wording-label", "wording-hint", 10),
        Way::Insert => text(words, writing, "insert-label", "insert-hint", 10),
        Way::Join => text(words, writing, "join-label", "join-hint", 10),
        Way::Delete => html! {
            (whole(writing)) (with(words, writing, "delete-with"))
        },
        Way::Move => html! { (after(words, writing)) (with(words, writing, "move-with")) },
        Way::Throughout => find(words, writing),
    }
}

fn text(words: &Words, writing: &Writing, label: &str, hint: &str, rows: u8) -> Markup {
    let language = writing.subject.language();
    html! {
        div.field {
            label for="text" { (words.say(label)) }
            textarea.wording #text name="text" rows=(rows) lang=(language.tag) dir=(language.direction.name())
                spellcheck="true" aria-describedby="text-hint" aria-invalid=[invalid(writing, "text")] {
                "\n" (writing.typed.text)
            }
            p.hint #text-hint { (words.say(hint)) }
        }
    }
}

fn invalid(writing: &Writing, field: &str) -> Option<&'static str> {
    writing.wrong.is_some_and(|it| it.field == field).then_some("true")
}

fn quote(words: &Words, writing: &Writing) -> Markup {
    let language = writing.subject.language();
    html! {
        details open[!writing.typed.quote.is_empty()] {
            summary { (words.say("quote-more")) }
            div.field {
                label for="quote" { (words.say("quote-label")) }
                input #quote name="quote" value=(writing.typed.quote) lang=(language.tag) dir=(language.direction.name())
                    aria-invalid=[invalid(writing, "quote")];
            }
        }
    }
}

/// The paragraph as it stands.
fn whole(writing: &Writing) -> Markup {
    let language = writing.subject.language();
    let text = writing.subject.content().map(|it| it.text.plain()).unwrap_or_default();
    html! { p.text lang=(language.tag) dir=(language.direction.name()) { (text) } }
}

fn with(words: &Words, writing: &Writing, legend: &str) -> Markup {
    let own = subordinates(&writing.subject);
    html! {
        @if !own.is_empty() {
            fieldset {
                legend { (words.say(legend)) }
                @for paragraph in own {
                    @let id = paragraph.id.to_string();
                    label.tick {
                        input type="checkbox" name="with" value=(id) checked[writing.typed.with.contains(&id)];
                        span { (short(&paragraph.content.shown())) }
                    }
                }
            }
        }
    }
}

fn after(words: &Words, writing: &Writing) -> Markup {
    let subject = &writing.subject;
    let typed = &writing.typed;
    let own: Vec<_> = subordinates(subject).iter().map(|it| it.id).collect();
    let here = subject.paragraph().map(|it| it.id);
    html! {
        div.field {
            label for="after" { (words.say("after-label")) }
            select #after name="after" aria-invalid=[invalid(writing, "after")] {
                option value="" { (words.say("after-choose")) }
                option value="first" selected[typed.after == "first"] { (words.say("after-first")) }
                @for (paragraph, name) in subject.paragraphs.iter().zip(&subject.names) {
                    @if Some(paragraph.id) != here && !own.contains(&paragraph.id) {
                        @let id = paragraph.id.to_string();
                        option value=(id) selected[typed.after == id] {
                            (name) " \u{2013} " (short(&paragraph.content.text.plain()))
                        }
                    }
                }
            }
        }
    }
}

fn find(words: &Words, writing: &Writing) -> Markup {
    let language = writing.subject.language();
    let field = |id: &'static str, label: &str, value: &str| {
        html! {
            div.field {
                label for=(id) { (words.say(label)) }
                input id=(id) name=(id) value=(value) lang=(language.tag) dir=(language.direction.name())
                    aria-invalid=[invalid(writing, id)];
            }
        }
    };
    html! {
        (field("find", "find-label", &writing.typed.find))
        (field("put", "put-label", &writing.typed.put))
        p.hint { (words.say("find-hint")) }
    }
}

fn why(words: &Words, typed: &Typed, way: Way) -> Markup {
    html! {
        div.stack {
            @if way.amends() {
                div.field {
                    label for="why" { (words.say("why-label")) }
                    p.hint #why-hint { (words.say("why-hint")) }
                    textarea #why name="why" rows="4" aria-describedby="why-hint" { "\n" (typed.why) }
                }
                label.tick {
                    input type="checkbox" name="share" value="yes" checked[typed.share.is_some()];
                    span { (words.say("share-label")) }
                }
            }
            label.tick {
                input type="checkbox" name="held" value="yes" checked[typed.held.is_some()];
                span { (words.say("held-label")) }
            }
        }
    }
}

/// Who will see what.
fn sees(words: &Words, subject: &Subject, typed: &Typed) -> Markup {
    let sent = Sent {
        rationale: !typed.why.trim().is_empty(),
        shared: typed.share.is_some(),
        held: typed.held.is_some(),
    };
    html! {
        section.notice.promise aria-labelledby="sees-title" {
            h2 #sees-title { (words.say("sees-title")) }
            dl.sees {
                @for line in lines(words, &subject.visit.scope.process.settings, subject.round.as_ref(), sent) {
                    div { dt { (words.say(line.who)) } dd { (line.what) } }
                }
            }
        }
    }
}

fn acts(words: &Words, subject: &Subject, way: Way) -> Markup {
    let act = if way.amends() { Act::SubmitAmendment } else { Act::SubmitComment };
    html! {
        @if !subject.may(act) { p.notice { (words.say("not-now")) } }
        div.acts {
            button.main type="submit" name="act" value="check" { (words.say("act-check")) }
            button type="submit" name="act" value="clear" { (words.say("act-clear")) }
            button type="submit" name="act" value="save" { (words.say("act-save")) }
            a href=(subject.in_reader()) { (words.say("act-leave")) }
        }
    }
}

/// The beginning of a text.
pub(in crate::web::delegate) fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        None => text.to_owned(),
        Some((at, _)) => format!("{}\u{2026}", text[..at].trim_end()),
    }
}
