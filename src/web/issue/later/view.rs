//! The pages of a later draft from a file.

use maud::{Markup, html};

use super::{Desk, Looked, SHOWN};
use crate::document::compare::compare;
use crate::document::compare::pairing::Ground;
use crate::document::id::SubmissionId;
use crate::drafting::later::{Fate, Row};
use crate::export::rendition::{Cover, Rendition};
use crate::i18n::{Fact, Words};
use crate::web::component::done;
use crate::web::component::redline::{Pen, Sides};
use crate::web::issue::preview::drawn;
use crate::web::office::{Wrong, summary};
use crate::web::page::{Frame, Here, layout};
use crate::web::paths;

/// The page that asks for a file.
pub(super) fn asking(words: &Words, desk: &Desk, wrong: Option<&Wrong>) -> Markup {
    let name = desk.visit.scope.process.name.as_str();
    let main = html! {
        (head(words, desk, "later-lede"))
        (summary(words, wrong))
        form.narrow method="post" action=(paths::office::later(name)) enctype="multipart/form-data" {
            div.field {
                label for="file" { (words.say("file")) }
                p.hint #file-hint { (words.say("file-hint")) " " (words.say("later-file-hint")) }
                input #file type="file" name="file" required accept=".docx,.md,.txt" aria-describedby="file-hint"
                    aria-invalid=[wrong.map(|_| "true")];
            }
            p.acts {
                button.main type="submit" { (words.say("file-read")) }
                a href=(paths::office::issue(name)) { (words.say("preview-back")) }
            }
        }
    };
    page(words, desk, main)
}

/// The page that shows what was found: paragraph by paragraph, then as a redline.
pub(super) fn found(words: &Words, looked: &Looked) -> Markup {
    let name = looked.desk.visit.scope.process.name.as_str();
    let basis = looked.desk.table.basis();
    let rows = looked.later.rows();
    let main = html! {
        (head(words, &looked.desk, "later-found-lede"))
        (done(words, looked.corrected.then_some("later-corrected")))
        (summary(words, looked.wrong.as_ref()))
        div.later {
            p { (counts(words, &rows)) }
            (notices(words, looked))
            form method="post" action=(paths::office::later_found(name, &looked.upload)) {
                input type="hidden" name="draft" value=(basis.draft);
                input type="hidden" name="version" value=(basis.version);
                (held(words, looked))
                (pairs(words, looked, &rows))
                p.acts {
                    button.main type="submit" name="act" value="put" { (words.say("later-put")) }
                    button type="submit" name="act" value="show" { (words.say("later-show")) }
                    a href=(paths::office::later(name)) { (words.say("file-other")) }
                }
                p.quiet { (words.say("later-put-note")) }
            }
        }
        (redline(words, looked))
    };
    page(words, &looked.desk, main)
}

fn page(words: &Words, desk: &Desk, main: Markup) -> Markup {
    let title = words.say("later-title");
    let place = Some(desk.visit.place(Here::Desk));
    layout(&Frame { words, title: &title, process: place, seat: &desk.visit.seat }, main)
}

fn head(words: &Words, desk: &Desk, lede: &str) -> Markup {
    html! {
        header.page-head {
            h1 { (words.say("later-title")) }
            p.lede { (words.tell(lede, &[("draft", Fact::Text(&desk.table.draft.label))])) }
        }
    }
}

/// "67 paragraphs: 62 kept, 1 changed, 2 new."
fn counts(words: &Words, rows: &[Row]) -> String {
    let all = [
        (&[Fate::Kept][..], "later-count-kept"),
        (&[Fate::Relabelled], "later-count-relabelled"),
        (&[Fate::Changed], "later-count-changed"),
        (&[Fate::Moved, Fate::MovedAndChanged], "later-count-moved"),
        (&[Fate::Split], "later-count-split"),
        (&[Fate::Joined], "later-count-joined"),
        (&[Fate::New], "later-count-new"),
        (&[Fate::Gone], "later-count-gone"),
    ];
    let told = all.iter().filter_map(|(fates, id)| {
        let count = rows.iter().filter(|row| fates.contains(&row.fate)).count();
        (count > 0).then(|| words.tell(id, &[("count", Fact::Number(count as i64))]))
    });
    let told = told.collect::<Vec<_>>().join(", ");
    let paragraphs = rows.iter().filter(|row| row.new.is_some()).count() as i64;
    words.tell("later-counts", &[("count", Fact::Number(paragraphs)), ("told", Fact::Text(&told))])
}

/// What becomes of what was decided and agreed, and what the file has that no paragraph shows.
fn notices(words: &Words, looked: &Looked) -> Markup {
    let later = &looked.later;
    let opened: Vec<&str> = (later.opened.iter())
        .filter_map(|id| later.working.iter().position(|it| it.id == *id))
        .map(|at| looked.before[at].as_str())
        .collect();
    let reopened: Vec<String> = later.reopened.iter().map(|id| item(looked, *id)).collect();
    let decided = !looked.desk.table.log.is_empty();
    let nothing = reopened.is_empty() && opened.is_empty() && !decided && looked.found.warnings.is_empty();
    html! {
        @if !nothing {
            section.sheet.stack-tight aria-labelledby="warnings-title" {
                h2 #warnings-title { (words.say("found-warnings")) }
                ul.plain-list {
                    @if decided { li { (words.say("later-over-desk")) } }
                    @if !reopened.is_empty() {
                        li { (words.tell("later-reopened", &[("items", Fact::Text(&reopened.join(", ")))])) }
                    }
                    @if !opened.is_empty() {
                        li { (words.tell("later-opened", &[("places", Fact::Text(&opened.join(", ")))])) }
                    }
                    @for warning in &looked.found.warnings { li { (warning) } }
                }
            }
        }
    }
}

fn item(looked: &Looked, id: SubmissionId) -> String {
    let found = looked.desk.table.submissions.iter().find(|it| it.id == id);
    found.map(|it| it.name.to_string()).unwrap_or_default()
}

/// The submissions whose words the file holds: ticked, they are decided as retained.
fn held(words: &Words, looked: &Looked) -> Markup {
    html! {
        @if !looked.later.held.is_empty() {
            fieldset.field {
                legend { (words.say("later-held")) }
                p.hint { (words.say("later-held-hint")) }
                @for id in &looked.later.held {
                    label.tick {
                        input type="checkbox" name="taken" value=(id) checked[looked.ticked.contains(id)];
                        span { (item(looked, *id)) }
                    }
                }
            }
        }
    }
}

/// What is not as it was, one row for each paragraph.
fn pairs(words: &Words, looked: &Looked, rows: &[Row]) -> Markup {
    let shown: Vec<&Row> = rows.iter().filter(|row| row.fate != Fate::Kept).collect();
    let head = |id: &str| html! { th scope="col" { (words.say(id)) } };
    html! {
        section aria-labelledby="pairs" {
            h2 #pairs tabindex="-1" { (words.say("later-pairs")) }
            @if shown.is_empty() { p.quiet { (words.say("later-pairs-none")) } }
            @else {
                p.hint #pairs-hint { (words.say("later-pairs-hint")) }
                datalist #known { @for name in &looked.before { option value=(name) {} } option value=(words.say("pair-new")) {} }
                table.desk-table.ties {
                    thead { tr { (head("later-head-file")) (head("later-head-fate")) (head("later-head-text")) (head("later-head-words")) } }
                    tbody { @for row in shown.iter().take(SHOWN) { (pair(words, looked, row)) } }
                }
                @if shown.len() > SHOWN {
                    p.quiet { (words.tell("found-more", &[("count", Fact::Number((shown.len() - SHOWN) as i64))])) }
                }
            }
        }
    }
}

fn pair(words: &Words, looked: &Looked, row: &Row) -> Markup {
    let later = &looked.later;
    let old = row.old.clone().map(|at| looked.before[at].as_str()).collect::<Vec<_>>().join(" + ");
    let content = match row.new {
        Some(at) => &later.made.paragraphs[at].content,
        None => &later.working[row.old.start].content,
    };
    let first: String = first_words(content.text_around_label().1);
    let fate = words.say(match row.fate {
        Fate::Kept => "later-kept",
        Fate::Relabelled => "later-relabelled",
        Fate::Changed => "later-changed",
        Fate::Moved => "later-moved",
        Fate::MovedAndChanged => "later-moved-changed",
        Fate::Split => "later-split",
        Fate::Joined => "later-joined",
        Fate::New => "later-new",
        Fate::Gone => "later-gone",
    });
    let like = row.like.filter(|like| *like < 100);
    html! {
        tr {
            @match row.new {
                Some(at) => {
                    @let called = &looked.after[at];
                    @let typed = looked.typed.get(&at).cloned();
                    @let value = typed.unwrap_or(if old.is_empty() { words.say("pair-new") } else { old });
                    th scope="row" { bdi { (called) } }
                    td { (fate) (sure(words, row, like)) }
                    td {
                        input.pair name={ "p" (at) } value=(value) list="known" autocomplete="off" aria-describedby="pairs-hint"
                            aria-label=(words.tell("later-continues", &[("name", Fact::Text(called))]));
                    }
                }
                None => {
                    th scope="row" { "\u{2013}" }
                    td { (fate) }
                    td { bdi { (old) } }
                }
            }
            td { span.first-words { (first) } }
        }
    }
}

/// How alike the words are, and whether a person or a mark of the file says so.
fn sure(words: &Words, row: &Row, like: Option<usize>) -> Markup {
    html! {
        @if let Some(like) = like {
            ", " (words.tell("later-like", &[("percent", Fact::Number(like as i64))]))
        }
        @match row.ground {
            Some(Ground::Hand) => { ", " (words.say("later-by-hand")) }
            Some(Ground::Mark) | Some(Ground::Words) | None => {}
        }
    }
}

fn first_words(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(90) else { return text.to_owned() };
    let whole = text[..end].rsplit_once(' ').map_or(&text[..end], |(whole, _)| whole);
    format!("{}\u{2026}", whole.trim_end())
}

/// The file against the latest draft.
fn redline(words: &Words, looked: &Looked) -> Markup {
    let (table, made) = (&looked.desk.table, &looked.later.made);
    let comparison = compare(&table.paragraphs, &made.paragraphs, &made.lineage);
    let language = looked.desk.visit.language(&made.paragraphs);
    let rendition = Rendition::redline(&comparison, Cover::default(), language);
    let next = words.say("next-draft");
    let sides = Sides { old: &table.draft.label, new: &next };
    let mut pen = Pen::new(&rendition.vocabulary, "");
    let passages = html! { @for passage in rendition.passages() { (drawn(&mut pen, passage, sides)) } };
    html! {
        section.all-drafts aria-labelledby="redline-title" {
            h2 #redline-title { (words.tell("later-redline", &[("draft", Fact::Text(&table.draft.label))])) }
            div.flow lang=(rendition.language.tag) dir=(rendition.language.direction.name()) {
                (passages)
                (pen.notes())
            }
        }
    }
}
