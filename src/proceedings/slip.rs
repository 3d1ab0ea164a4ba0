//! Slips for what came on paper, as they are printed: one on each page.
//!
//! Invariant: a slip says what the item is, what its code does and who may do it, and nothing of who sent it or to whom
//! it is handed.

use maud::{DOCTYPE, Markup, html};

use super::Scope;
use super::claim::Slip;
use crate::i18n::{self, Fact, Words};

/// How a printed page of slips looks. No character in it needs escaping.
const LOOK: &str = "
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 42rem; margin: 0 auto; padding: 1.5rem; }
section { padding-block: 2rem; border-block-end: 1px solid; overflow-wrap: anywhere; }
h1 { font-size: 1.25rem; line-height: 1.4; margin: 0; }
.words { font-family: Georgia, serif; border-inline-start: 3px solid; padding-inline-start: 1rem; margin-inline: 0; }
.code { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: 0.25rem 1.5rem; padding-inline-start: 2rem; font-size: 1.25rem; }
@media print {
  body { max-width: none; padding: 0; }
  section { break-after: page; border: 0; }
  section:last-child { break-after: auto; }
}
";

/// The slips as plain text; a form feed parts their pages.
pub fn slips_as_text(scope: &Scope, slips: &[Slip]) -> String {
    let words = i18n::words();
    let page = |slip: &Slip| {
        let mut lines = vec![scope.process.title.clone(), slip.name.clone(), String::new()];
        lines.extend([words.say("slip-what"), format!("  {}", slip.words), String::new()]);
        lines.extend([words.say("slip-does"), String::new()]);
        lines.extend(steps(words).into_iter().enumerate().map(|(at, step)| format!("{}. {step}", at + 1)));
        lines.extend([String::new(), words.say("slip-code")]);
        let code = slip.code.words();
        lines
            .extend(code.split_whitespace().enumerate().map(|(at, word)| format!("  {:>2}. {word}", at + 1)));
        lines.push(String::new());
        lines.extend(notes(words));
        lines.join("\n") + "\n"
    };
    slips.iter().map(page).collect::<Vec<_>>().join("\u{c}\n")
}

/// The slips as a page to be printed, which stands by itself.
pub fn slips_as_page(scope: &Scope, slips: &[Slip]) -> String {
    let words = i18n::words();
    let language = words.language();
    let title = words.tell("slips-title", &[("count", Fact::Number(slips.len() as i64))]);
    let page = html! {
        (DOCTYPE)
        html lang=(language.tag) dir=(language.direction) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { (title) }
                style { (LOOK) }
            }
            body { main { @for slip in slips { section { (drawn(words, scope, slip)) } } } }
        }
    };
    page.into_string()
}

fn drawn(words: &Words, scope: &Scope, slip: &Slip) -> Markup {
    let code = slip.code.words();
    html! {
        p { bdi { (scope.process.title) } }
        h1 { bdi { (slip.name) } }
        p { (words.say("slip-what")) }
        blockquote.words lang=(scope.document.language) dir="auto" { (slip.words) }
        p { (words.say("slip-does")) }
        ol { @for step in steps(words) { li { (step) } } }
        h2 { (words.say("slip-code")) }
        ol.code translate="no" lang="en" { @for word in code.split_whitespace() { li { (word) } } }
        @for note in notes(words) { p { (note) } }
    }
}

/// What whoever holds a slip does with it.
fn steps(words: &Words) -> [String; 3] {
    ["slip-log-in", "slip-open", "slip-type"].map(|id| words.say(id))
}

/// What must be said of it.
fn notes(words: &Words) -> [String; 3] {
    ["slip-risk", "slip-once", "slip-nameless"].map(|id| words.say(id))
}
