//! How it is said what became of submissions: which messages, on pages and in papers alike.

use super::checklist::ByDisposition;
use crate::drafting::carry::Fit;
use crate::drafting::disposition::Disposition;
use crate::drafting::ledger::Source;
use crate::i18n::{Fact, Words};

/// What became of an item, in a word.
pub fn became(disposition: &Disposition) -> &'static str {
    match disposition {
        Disposition::Retained => "became-retained",
        Disposition::RetainedInPart { .. } => "became-in-part",
        Disposition::Bracketed => "became-bracketed",
        Disposition::Merged { .. } => "became-merged",
        Disposition::OvertakenBy { .. } => "became-overtaken",
        Disposition::OutOfScope => "became-out-of-scope",
        Disposition::NotRetained => "became-not-retained",
        Disposition::Noted => "became-noted",
        Disposition::Open => "became-open",
    }
}

/// What the author is told of how an open item fits the latest draft.
pub fn fits_as(fit: Fit) -> &'static str {
    match fit {
        Fit::Clean => "carried-clean",
        Fit::Shifted => "carried-shifted",
        Fit::Touched => "carried-touched",
        Fit::Lost => "carried-lost",
    }
}

/// How dispositions are counted, in the order they are told.
const COUNTED: [(&str, &str); 9] = [
    ("retained", "count-retained"),
    ("retained_in_part", "count-in-part"),
    ("bracketed", "count-bracketed"),
    ("merged", "count-merged"),
    ("overtaken_by", "count-overtaken"),
    ("out_of_scope", "count-out-of-scope"),
    ("not_retained", "count-not-retained"),
    ("noted", "count-noted"),
    ("open", "count-open"),
];

/// "12 retained, 3 merged".
pub fn decided(words: &Words, decided: &ByDisposition) -> String {
    let told = COUNTED.iter().filter_map(|(name, id)| {
        let count = decided.get(name)?;
        Some(words.tell(id, &[("count", Fact::Number(*count as i64))]))
    });
    told.collect::<Vec<_>>().join(", ")
}

/// Whose words they are, where no submission asked for them.
pub fn hand(source: &Source) -> Option<&'static str> {
    match source {
        Source::Amendment { .. } => None,
        Source::Floor => Some("ledger-floor"),
        Source::InformalGroup => Some("ledger-informal-group"),
        Source::CoChairs => Some("ledger-co-chairs"),
        Source::Editorial => Some("ledger-editorial"),
    }
}
