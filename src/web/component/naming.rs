//! What is named in some words, each with the words around it, and why it matters.

use maud::{Markup, html};

use crate::drafting::naming::{Finding, Named, Part, Passage};
use crate::i18n::{Fact, Words};

/// How many characters are shown on either side.
const AROUND: usize = 40;

/// What is named, in a word.
pub(in crate::web) fn kind(named: Named) -> &'static str {
    match named {
        Named::State => "named-state",
        Named::Person => "named-person",
        Named::Context => "named-context",
        Named::Own => "named-own",
        Named::Speaking => "named-speaking",
        Named::Language => "named-language",
        Named::Published => "named-published",
    }
}

/// Why it matters.
pub(in crate::web) fn why(named: Named) -> &'static str {
    match named {
        Named::State => "named-state-why",
        Named::Person => "named-person-why",
        Named::Context => "named-context-why",
        Named::Own => "named-own-why",
        Named::Speaking => "named-speaking-why",
        Named::Language => "named-language-why",
        Named::Published => "named-published-why",
    }
}

/// The words found, marked among those around them.
pub(in crate::web) fn excerpt(
    words: &Words,
    passages: &[Passage],
    finding: &Finding,
    language: &str,
) -> Markup {
    let Some(passage) = passages.get(finding.passage) else { return html! {} };
    let text = passage.text.as_str();
    let (Some(before), Some(found), Some(behind)) =
        (text.get(..finding.range.start), text.get(finding.range.clone()), text.get(finding.range.end..))
    else {
        return html! {};
    };
    let head = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let tail = behind.char_indices().nth(AROUND).map_or(behind.len(), |(at, _)| at);
    let found: String = match found.char_indices().nth(4 * AROUND) {
        None => found.to_owned(),
        Some((at, _)) => format!("{}\u{2026}", &found[..at]),
    };
    html! {
        q.excerpt lang=(language) dir="auto" {
            @if head > 0 { "\u{2026}" } (before[head..]) mark { (found) } (behind[..tail]) @if tail < behind.len() { "\u{2026}" }
        }
        @if passage.part == Part::Rationale { " " span.quiet { (words.say("named-in-rationale")) } }
        @if let Some(title) = &finding.title {
            " " span.quiet { (words.tell("named-as-in", &[("title", Fact::Text(title))])) }
        }
    }
}
