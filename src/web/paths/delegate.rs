//! Addresses of what delegations do: forms on the text, and the page of their own.

use std::fmt::Display;

use super::{Segment, clean, delegation};
use crate::export::Format;

/// The routes.
pub(super) mod route {
    pub(in crate::web) const WRITE: &str = "/processes/{process}/drafts/{draft}/paragraphs/{paragraph}/{way}";
    pub(in crate::web) const PREVIEW: &str =
        "/processes/{process}/drafts/{draft}/paragraphs/{paragraph}/{way}/preview";
    pub(in crate::web) const POSITIONS: &str = "/processes/{process}/drafts/{draft}/positions";
    pub(in crate::web) const CHECK: &str = "/processes/{process}/delegation/check";
    pub(in crate::web) const SUBMIT: &str = "/processes/{process}/delegation/submit";
    pub(in crate::web) const ENTRY: &str = "/processes/{process}/delegation/entries/{form}";
    pub(in crate::web) const CLEAR: &str = "/processes/{process}/delegation/entries/{form}/clear";
    pub(in crate::web) const DISCARD: &str = "/processes/{process}/delegation/entries/{form}/discard";
    pub(in crate::web) const REWRITE: &str = "/processes/{process}/delegation/items/{item}";
    pub(in crate::web) const WITHDRAW: &str = "/processes/{process}/delegation/items/{item}/withdraw";
    pub(in crate::web) const QUESTION: &str = "/processes/{process}/delegation/questions/{question}";
    pub(in crate::web) const CLAIMS: &str = "/processes/{process}/delegation/claims";
    pub(in crate::web) const REPORT: &str = "/processes/{process}/delegation/report/{file}";
    pub(in crate::web) const RETURNED: &str = "/processes/{process}/delegation/word";
    pub(in crate::web) const RETURNED_FOUND: &str = "/processes/{process}/delegation/word/{upload}";
    pub(in crate::web) const ACKNOWLEDGEMENTS: &str = "/processes/{process}/delegation/acknowledgements.txt";
    pub(in crate::web) const KEYS: &str = "/processes/{process}/delegation/keys";
    pub(in crate::web) const KEYS_END: &str = "/processes/{process}/delegation/keys/end";
    pub(in crate::web) const KEYS_RULES: &str = "/processes/{process}/delegation/keys/rules";
    pub(in crate::web) const KEYS_ANEW: &str = "/processes/{process}/delegation/keys/anew";
}

/// A form on a paragraph of a draft, or on the whole text, "all".
pub(in crate::web) fn write(process: &str, draft: &str, paragraph: impl Display, way: &str) -> String {
    format!("{}/paragraphs/{paragraph}/{way}", clean(process, draft))
}

/// What a form makes of what was typed so far.
pub(in crate::web) fn preview(process: &str, draft: &str, paragraph: impl Display, way: &str) -> String {
    format!("{}/preview", write(process, draft, paragraph, way))
}

/// Where positions on a draft are taken.
pub(in crate::web) fn positions(process: &str, draft: &str) -> String {
    format!("{}/positions", clean(process, draft))
}

/// Where what is about to be submitted is looked at.
pub(in crate::web) fn check(process: &str) -> String {
    format!("{}/check", delegation(process))
}

/// Where it is submitted.
pub(in crate::web) fn submit(process: &str) -> String {
    format!("{}/submit", delegation(process))
}

/// An entry in preparation, to be written on.
pub(in crate::web) fn entry(process: &str, form: impl Display) -> String {
    format!("{}/entries/{form}", delegation(process))
}

/// Where an entry is cleared.
pub(in crate::web) fn clear(process: &str, form: impl Display) -> String {
    format!("{}/clear", entry(process, form))
}

/// Where an entry is thrown away.
pub(in crate::web) fn discard(process: &str, form: impl Display) -> String {
    format!("{}/discard", entry(process, form))
}

/// An own item, to be written anew.
pub(in crate::web) fn rewrite(process: &str, item: impl Display) -> String {
    format!("{}/items/{item}", delegation(process))
}

/// Where an own item is withdrawn.
pub(in crate::web) fn withdraw(process: &str, item: impl Display) -> String {
    format!("{}/withdraw", rewrite(process, item))
}

/// A question of the co-chairs on an own item.
pub(in crate::web) fn question(process: &str, question: impl Display) -> String {
    format!("{}/questions/{question}", delegation(process))
}

/// Where what came on paper is taken over.
pub(in crate::web) fn claims(process: &str) -> String {
    format!("{}/claims", delegation(process))
}

/// The report to capital on a draft.
pub(in crate::web) fn report(process: &str, draft: &str, format: Format) -> String {
    format!("{}/report/{}.{}", delegation(process), Segment(draft), format.extension())
}

/// Where a Word file is fetched and sent back.
pub(in crate::web) fn returned(process: &str) -> String {
    format!("{}/word", delegation(process))
}

/// What was found in a Word file that was sent back.
pub(in crate::web) fn returned_found(process: &str, upload: &str) -> String {
    format!("{}/{}", returned(process), Segment(upload))
}

/// What a delegation was told of all that it submitted, as a file.
pub(in crate::web) fn acknowledgements(process: &str) -> String {
    format!("{}/acknowledgements.txt", delegation(process))
}

/// The keys of the reader's own delegation, and where a further one is made.
pub(in crate::web) fn keys(process: &str) -> String {
    format!("{}/keys", delegation(process))
}

/// Where a key is taken out of use.
pub(in crate::web) fn keys_end(process: &str) -> String {
    format!("{}/end", keys(process))
}

/// Where a delegation sets its own rules.
pub(in crate::web) fn keys_rules(process: &str) -> String {
    format!("{}/rules", keys(process))
}

/// Where all keys are ended and new ones begin.
pub(in crate::web) fn keys_anew(process: &str) -> String {
    format!("{}/anew", keys(process))
}
