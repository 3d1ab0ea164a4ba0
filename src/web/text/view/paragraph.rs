//! One paragraph as an article: its label and permalink, its words, what became of it, what was submitted on it.

use maud::{Markup, html};

use super::super::filter::{Show, is_changed, is_kept};
use super::super::{Reading, View};
use super::acts;
use crate::document::Kind;
use crate::export::rendition::{Item, Mark, Passage, Run, Standing};
use crate::i18n::{Fact, Words};
use crate::web::component::redline::{Pen, Sides};
use crate::web::component::submission::submission;
use crate::web::paths;

/// A text being drawn from its first paragraph to its last.
pub(super) struct Flow<'a> {
    words: &'a Words,
    reading: &'a Reading,
    pen: Pen<'a>,
    /// Items have footnotes of their own, which are not the text's.
    item_pen: Pen<'a>,
    /// The level of the heading above; the page's own is the first.
    level: u8,
}

impl<'a> Flow<'a> {
    pub(super) fn new(words: &'a Words, reading: &'a Reading) -> Self {
        let vocabulary = &reading.rendition.vocabulary;
        let pen = Pen::new(vocabulary, reading.filter.words()).leading(!reading.filter.is_on());
        Self { words, reading, pen, item_pen: Pen::inline(vocabulary), level: 1 }
    }

    /// The footnotes of all paragraphs drawn before.
    pub(super) fn notes(&self) -> Markup {
        self.pen.notes()
    }

    /// What was submitted on the whole text.
    pub(super) fn general(&mut self) -> Markup {
        let Some(submitted) = &self.reading.submissions else { return html! {} };
        let language = &self.reading.rendition.language;
        html! {
            @if submitted.all() > 0 && !self.reading.filter.is_on() {
                p.quiet.count { (self.count("submissions-in-all", submitted.all())) }
            }
            @if !submitted.general.is_empty() && self.reading.filter.words().is_empty() {
                div.general lang=(language.tag) dir=(language.direction.name()) {
                    (self.submissions(&submitted.general, "submissions-general", None))
                }
            }
        }
    }

    /// A paragraph.
    pub(super) fn passage(&mut self, passage: &Passage) -> Markup {
        match passage.form.kind {
            Kind::Title | Kind::Heading | Kind::AnnexHeading => self.heading(passage),
            Kind::Preambular | Kind::Numbered | Kind::Item | Kind::Plain => self.paragraph(passage),
        }
    }

    fn heading(&mut self, passage: &Passage) -> Markup {
        self.level = match passage.form.kind {
            Kind::Title => 2,
            _ => passage.form.level.clamp(1, 3) + 1,
        };
        let content = self.pen.runs(&passage.line(" "));
        let class = if passage.form.kind == Kind::Title { "document-title" } else { "section-title" };
        html! {
            article.paragraph.(classes(passage)) id=[passage.anchor.map(paths::anchor)] aria-label=(self.name(passage)) {
                p.label { (self.permalink(passage, &html! { "\u{b6}" })) " " (self.mark(passage)) }
                div.body {
                    @match self.level {
                        2 => h2.(class) { (content) },
                        3 => h3.(class) { (content) },
                        _ => h4.(class) { (content) },
                    }
                    (self.under(passage))
                }
                (self.acts(passage))
            }
        }
    }

    fn paragraph(&mut self, passage: &Passage) -> Markup {
        let label = self.label(passage);
        let label = match (passage.label.is_empty(), self.level) {
            (true, _) => html! { p.label { (label) } },
            (false, ..=1) => html! { h2.label { (label) } },
            (false, 2) => html! { h3.label { (label) } },
            (false, 3) => html! { h4.label { (label) } },
            (false, _) => html! { h5.label { (label) } },
        };
        let sides = self
            .reading
            .against
            .as_ref()
            .map(|against| Sides { old: &against.draft.label, new: &self.reading.draft.draft.label });
        html! {
            article.paragraph.(classes(passage)) id=[passage.anchor.map(paths::anchor)] aria-label=(self.name(passage)) {
                (label)
                div.body {
                    (self.pen.passage(passage, sides))
                    (self.under(passage))
                }
                (self.acts(passage))
            }
        }
    }

    /// The label as the permalink, or beside it where it is a redline itself.
    fn label(&mut self, passage: &Passage) -> Markup {
        let alike = passage.label.windows(2).all(|pair| pair[0].mark == pair[1].mark);
        let whole = match passage.label.first().map(|run| run.mark) {
            None => false,
            Some(Mark::Inserted | Mark::Deleted) => passage.standing != Standing::Kept,
            Some(Mark::Kept | Mark::Restyled { .. }) => true,
        };
        let shown = match (passage.label.is_empty(), alike && whole) {
            (true, _) => self.permalink(passage, &html! { "\u{b6}" }),
            (false, true) => {
                let plain: Vec<Run> =
                    passage.label.iter().map(|run| Run { mark: Mark::Kept, ..run.clone() }).collect();
                let label = self.pen.runs(&plain);
                self.permalink(passage, &label)
            }
            (false, false) => html! {
                span.number { (self.pen.runs(&passage.label)) } " "
                (self.permalink(passage, &html! { "\u{b6}" }))
            },
        };
        html! { (shown) " " (self.mark(passage)) }
    }

    fn permalink(&self, passage: &Passage, shown: &Markup) -> Markup {
        html! {
            @match passage.anchor {
                Some(id) => a.permalink href={ "#" (paths::anchor(id)) } aria-label=(self.name(passage)) { (shown) },
                None => span.permalink { (shown) },
            }
        }
    }

    /// "Paragraph 12"; what has no number by its place.
    fn name(&self, passage: &Passage) -> String {
        let spoken = passage.anchor.and_then(|id| self.reading.names.get(&id));
        let spoken = spoken.map(String::as_str).unwrap_or_default();
        let id = match passage.form.kind {
            Kind::Title => "name-title",
            Kind::Heading | Kind::AnnexHeading => "name-heading",
            Kind::Preambular | Kind::Numbered | Kind::Item | Kind::Plain => "name-paragraph",
        };
        self.words.tell(id, &[("name", Fact::Text(spoken))]).trim().to_owned()
    }

    /// What became of a paragraph, in a word; leads to its entry in the list of changes.
    fn mark(&self, passage: &Passage) -> Markup {
        if self.reading.view != View::Redline || !is_changed(passage) {
            return html! {};
        }
        let what = match (&passage.remark, passage.standing) {
            (Some(remark), _) => self.reading.rendition.vocabulary.remark(remark),
            (None, Standing::Inserted) => self.words.say("mark-new"),
            (None, Standing::Deleted) => self.words.say("mark-deleted"),
            (None, Standing::Rewritten) => self.words.say("mark-rewritten"),
            (None, Standing::Kept) => match places_changed(passage) {
                0 => self.reading.rendition.vocabulary.form_changed.to_string(),
                count => self.count("mark-changes", count),
            },
        };
        let (lang, dir) = self.interface();
        html! {
            @match (passage.change, &self.reading.against) {
                (Some(number), Some(against)) => {
                    a.mark lang=[lang] dir=[dir] href={
                        (paths::changes(&self.reading.visit.scope.process.name, &self.reading.draft.name, &against.name))
                        "#change-" (number)
                    } { (what) }
                }
                _ => span.mark lang=[lang] dir=[dir] { (what) },
            }
        }
    }

    /// What a delegate can do with a paragraph.
    fn acts(&self, passage: &Passage) -> Markup {
        let id = passage.anchor.filter(|_| passage.standing != Standing::Deleted);
        html! { @if let Some(id) = id { (acts::paragraph(self.words, self.reading, id, &self.name(passage))) } }
    }

    /// The submissions on a paragraph, and what was heard on it.
    fn under(&mut self, passage: &Passage) -> Markup {
        let submitted = self.reading.submissions.as_ref();
        let items = passage.anchor.and_then(|id| submitted?.on.get(&id));
        html! {
            @if let Some(id) = passage.anchor { (acts::heard_on(self.words, self.reading, id)) }
            @if let Some(items) = items { (self.submissions(items, "submissions", Some(&self.name(passage)))) }
        }
    }

    fn submissions(&mut self, items: &[Item], id: &str, on: Option<&str>) -> Markup {
        let (lang, dir) = self.interface();
        let open = matches!(self.reading.filter.show, Show::Submissions | Show::Mine);
        html! {
            details.submissions open[open] {
                summary lang=[lang] dir=[dir] {
                    (self.count(id, items.len())) @if let Some(on) = on { span.said { ": " (on) } }
                }
                @for item in items {
                    (submission(
                        &mut self.item_pen,
                        item,
                        &acts::beside(self.words, self.reading, item),
                        &acts::under(self.words, self.reading, item),
                    ))
                }
            }
        }
    }

    fn count(&self, id: &str, count: usize) -> String {
        self.words.tell(id, &[("count", Fact::Number(count as i64))])
    }

    /// Language and direction of the interface, to be said where they are not those of the text.
    fn interface(&self) -> (Option<&'static str>, Option<&'static str>) {
        let (own, text) = (self.words.language(), &self.reading.rendition.language);
        let lang = (own.tag != text.tag).then_some(own.tag);
        let dir = (own.direction != text.direction.name()).then_some(own.direction);
        (lang, dir)
    }
}

/// How many places of a passage changed: a deletion and what came for it are one.
fn places_changed(passage: &Passage) -> usize {
    let line = passage.line(" ");
    line.chunk_by(|a, b| is_kept(a) == is_kept(b)).filter(|stretch| !is_kept(&stretch[0])).count()
}

fn classes(passage: &Passage) -> String {
    let mut classes = passage.form.kind.name().replace('_', "-");
    if passage.form.kind == Kind::Item {
        classes.push_str(&format!(" level-{}", passage.form.level.clamp(1, 3)));
    }
    classes.push_str(match passage.standing {
        Standing::Kept | Standing::Rewritten => "",
        Standing::Inserted => " inserted",
        Standing::Deleted => " deleted",
    });
    if is_changed(passage) {
        classes.push_str(" changed");
    }
    classes
}
