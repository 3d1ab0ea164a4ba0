//! What was promised to a delegation, on the page of its own.

use maud::{Markup, html};

use crate::i18n::{Fact, Words};
use crate::web::delegate::mine::Mine;
use crate::web::paths;

/// The acknowledgements, to be kept.
pub(super) fn to_keep(words: &Words, mine: &Mine) -> Markup {
    let process = mine.visit.scope.process.name.as_str();
    let count = [("count", Fact::Number(mine.receipts.to_keep as i64))];
    html! {
        @if mine.receipts.to_keep > 0 {
            p {
                a href=(paths::acknowledgements(process)) download { (words.tell("receipts-download", &count)) }
            }
            p.quiet.receipts-note { (words.say("receipts-note")) }
        }
    }
}

/// Whether what was released is in the lists.
pub(super) fn accounted(words: &Words, mine: &Mine) -> Markup {
    let process = mine.visit.scope.process.name.as_str();
    let accounted = &mine.receipts.accounted;
    let listed: usize = accounted.listed.values().sum();
    let number = |number: usize| Fact::Number(number as i64);
    let by_release: Vec<String> = (accounted.listed.iter())
        .map(|(ordinal, count)| {
            words.tell(
                "receipts-in-release",
                &[("count", number(*count)), ("number", number(*ordinal as usize))],
            )
        })
        .collect();
    html! {
        @if listed > 0 && accounted.missing.is_empty() {
            p {
                (words.tell("receipts-accounted", &[("count", number(listed)), ("where", Fact::Text(&by_release.join(", ")))]))
                " " a href=(paths::lists(process)) { (words.say("lists-title")) }
            }
        }
        @if !accounted.missing.is_empty() {
            div.notice.warning role="alert" {
                p { strong { (words.tell("receipts-missing", &[("count", number(accounted.missing.len()))])) } }
                p { (words.say("lists-missing-next")) }
            }
        }
    }
}
