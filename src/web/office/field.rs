//! Fields of forms: a label, a hint, the control with what was typed, and whether that was wrong.

use maud::{Markup, html};

use crate::i18n::Words;

/// What was wrong with a form, and the field it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web) struct Wrong {
    /// In words.
    pub(in crate::web) said: String,
    /// The id of the field.
    pub(in crate::web) field: &'static str,
}

impl Wrong {
    /// A message of the catalogue about a field.
    pub(in crate::web) fn new(words: &Words, said: &str, field: &'static str) -> Self {
        Self { said: words.say(said), field }
    }
}

/// A control of one line.
pub(in crate::web) struct Field<'a> {
    /// Its name and its id.
    pub(in crate::web) name: &'static str,
    /// The message that is its label.
    pub(in crate::web) label: &'a str,
    /// The message that explains it; none where it is empty.
    pub(in crate::web) hint: &'a str,
    /// What stands in it.
    pub(in crate::web) value: &'a str,
    /// Its type: "text", "date".
    pub(in crate::web) kind: &'a str,
    /// Whether it may be left empty.
    pub(in crate::web) optional: bool,
}

impl<'a> Field<'a> {
    /// A line of text that must be filled in.
    pub(in crate::web) fn text(name: &'static str, label: &'a str, value: &'a str) -> Self {
        Self { name, label, hint: "", value, kind: "text", optional: false }
    }
}

/// What was wrong, above the form; takes the focus where scripts run.
pub(in crate::web) fn summary(words: &Words, wrong: Option<&Wrong>) -> Markup {
    html! {
        @if let Some(wrong) = wrong {
            div.error-summary role="alert" tabindex="-1" {
                h2 { (words.say("form-wrong")) }
                p { a href={ "#" (wrong.field) } { (wrong.said) } }
            }
        }
    }
}

/// A control of one line, with its label.
pub(in crate::web) fn typed(words: &Words, field: &Field<'_>, wrong: Option<&Wrong>) -> Markup {
    let secret = field.kind == "password";
    html! {
        div.field {
            (label(words, field.name, field.label, field.hint))
            input id=(field.name) name=(field.name) type=(field.kind) required[!field.optional] value=(field.value)
                autocomplete=(if secret { "new-password" } else { "off" })
                minlength=[secret.then_some("15")]
                aria-describedby=[described(field.name, field.hint)] aria-invalid=[invalid(field.name, wrong)];
        }
    }
}

/// A control of several lines.
pub(in crate::web) fn area(words: &Words, field: &Field<'_>, rows: u8, wrong: Option<&Wrong>) -> Markup {
    html! {
        div.field {
            (label(words, field.name, field.label, field.hint))
            textarea id=(field.name) name=(field.name) rows=(rows) required[!field.optional] autocomplete="off"
                spellcheck="false" aria-describedby=[described(field.name, field.hint)]
                aria-invalid=[invalid(field.name, wrong)] { "\n" (field.value) }
        }
    }
}

/// One of several: their values and the messages that name them.
pub(in crate::web) fn choice(
    words: &Words,
    field: &Field<'_>,
    options: &[(&str, &str)],
    wrong: Option<&Wrong>,
) -> Markup {
    html! {
        div.field {
            (label(words, field.name, field.label, field.hint))
            select id=(field.name) name=(field.name) aria-describedby=[described(field.name, field.hint)]
                aria-invalid=[invalid(field.name, wrong)] {
                @for (value, said) in options {
                    option value=(value) selected[*value == field.value] { (words.say(said)) }
                }
            }
        }
    }
}

/// Something that is on or off.
pub(in crate::web) fn check(words: &Words, name: &'static str, label: &str, on: bool) -> Markup {
    html! {
        label.tick { input id=(name) type="checkbox" name=(name) value="yes" checked[on]; span { (words.say(label)) } }
    }
}

/// Something that must be ticked before it is done, because it cannot be undone.
pub(in crate::web) fn sure(words: &Words, id: &str, label: &str) -> Markup {
    html! {
        label.tick { input id=(id) type="checkbox" name="sure" value="yes" required; span { (words.say(label)) } }
    }
}

fn label(words: &Words, name: &str, label: &str, hint: &str) -> Markup {
    html! {
        label for=(name) { (words.say(label)) }
        @if !hint.is_empty() { p.hint id={ (name) "-hint" } { (words.say(hint)) } }
    }
}

fn described(name: &str, hint: &str) -> Option<String> {
    (!hint.is_empty()).then(|| format!("{name}-hint"))
}

fn invalid(name: &str, wrong: Option<&Wrong>) -> Option<&'static str> {
    wrong.filter(|it| it.field == name).map(|_| "true")
}
