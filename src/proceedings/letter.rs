//! The co-chairs' letter that goes with a draft, its numbers filled in from the record.

use jiff::tz::TimeZone;

use super::checklist::Account;
use super::told::decided;
use super::{Error, Scope, draft_before};
use crate::i18n::{self, Fact, Words};
use crate::store::Read;
use crate::store::drafts::Draft;

/// A letter, paragraph by paragraph: a greeting, what was issued, what became of the submissions, the next deadline.
pub fn letter(r: &Read<'_>, scope: &Scope, draft: &Draft) -> Result<Vec<String>, Error> {
    let words = i18n::words();
    let label = ("draft", Fact::Text(draft.label.as_str()));
    let account = Account::of(r, draft)?;
    let mut parts = vec![words.say("letter-greeting"), issued(words, scope, draft, &account)];
    if let Some(before) = draft_before(r, scope, draft)? {
        parts.push(decided_on(words, &account, &before.label));
    }
    let round = r.rounds(draft.id)?.into_iter().next();
    if let Some(deadline) = round.and_then(|it| it.window.deadline) {
        let moment = words.moment(deadline, &zone(scope));
        parts.push(words.tell("letter-deadline", &[label, ("moment", Fact::Text(&moment))]));
    }
    parts.extend(["letter-nameless", "letter-close"].map(|id| words.say(id)));
    Ok(parts)
}

/// The clocks of the venue.
pub(super) fn zone(scope: &Scope) -> TimeZone {
    TimeZone::get(&scope.process.settings.venue).unwrap_or(TimeZone::UTC)
}

fn issued(words: &Words, scope: &Scope, draft: &Draft, account: &Account) -> String {
    let day = words.date(draft.issued);
    let facts = [
        ("draft", Fact::Text(draft.label.as_str())),
        ("title", Fact::Text(&scope.document.title)),
        ("process", Fact::Text(&scope.process.title)),
        ("date", Fact::Text(&day)),
        ("paragraphs", number(account.paragraphs)),
    ];
    words.tell("letter-issued", &facts)
}

fn decided_on(words: &Words, account: &Account, before: &str) -> String {
    let Account { decided: ruled, carried, changes, unasked, .. } = account;
    let total: usize = ruled.values().sum();
    let mut said = Vec::new();
    if total > 0 {
        let decided = decided(words, ruled);
        let facts =
            [("before", Fact::Text(before)), ("total", number(total)), ("decided", Fact::Text(&decided))];
        said.push(words.tell("letter-decided", &facts));
    }
    if total + carried > 0 {
        said.push(words.tell("letter-carried", &[("count", number(*carried))]));
    }
    said.push(match changes {
        0 => words.say("letter-unchanged"),
        _ => words.tell("letter-unasked", &[("count", number(*unasked))]),
    });
    said.join(" ")
}

pub(super) fn number(count: usize) -> Fact<'static> {
    Fact::Number(count as i64)
}
