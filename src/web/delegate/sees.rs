//! Who will see what of a submission, and when: the policy in force, said before anything is submitted.
//!
//! Invariant: what is said follows from the one table of who sees what and from the round's window.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::drafting::round::ReleasePolicy;
use crate::i18n::{Fact, Words};
use crate::identity::disclosure::{Audience, Matter, Sight, sight};
use crate::proceedings::USUAL_HOUR;
use crate::store::processes::Settings;
use crate::store::rounds::Round;

/// What is told about the submissions of a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sent {
    /// Whether some have a rationale.
    pub(super) rationale: bool,
    /// Whether some share it.
    pub(super) shared: bool,
    /// Whether all of them are for the co-chairs only.
    pub(super) held: bool,
}

/// One audience, and what it will see.
pub(super) struct Line {
    /// Whom.
    pub(super) who: &'static str,
    /// What, and when.
    pub(super) what: String,
}

/// Every audience, in the order of the table.
pub(super) fn lines(words: &Words, settings: &Settings, round: Option<&Round>, sent: Sent) -> Vec<Line> {
    let when = round.map(|round| when(words, settings, round)).unwrap_or_default();
    let audiences = [
        (Audience::Own, "sees-own"),
        (Audience::CoChairs, "sees-co-chairs"),
        (Audience::Secretariat, "sees-secretariat"),
        (Audience::Others, "sees-others"),
        (Audience::Public, "sees-public"),
    ];
    let line = |(audience, who)| Line { who, what: what(words, settings, audience, sent, &when) };
    audiences.into_iter().map(line).collect()
}

fn what(words: &Words, settings: &Settings, audience: Audience, sent: Sent, when: &str) -> String {
    if audience == Audience::Own {
        return words.say("sees-everything");
    }
    let seen = |matter| sight(audience, matter, &settings.visibility);
    let text = if sent.held { Matter::Held } else { Matter::Released };
    let why = match seen(Matter::Rationale) {
        Sight::All => sent.rationale,
        Sight::IfShared => sent.shared,
        _ => false,
    };
    let when = [("when", Fact::Text(when))];
    match (seen(text), why) {
        (Sight::Nothing, _) => words.say("sees-nothing"),
        (Sight::NamelessFromNextDraft, false) => words.say("sees-words-next-draft"),
        (Sight::NamelessFromNextDraft, true) => words.say("sees-all-next-draft"),
        (_, false) => words.tell("sees-words", &when),
        (_, true) => words.tell("sees-all", &when),
    }
}

/// When the next release is made, as far as it is known.
pub(super) fn when(words: &Words, settings: &Settings, round: &Round) -> String {
    let zone = TimeZone::get(&settings.venue).unwrap_or(TimeZone::UTC);
    let window = &round.window;
    match window.policy {
        ReleasePolicy::Daily => {
            let hour = format!("{:02}:00", window.release_hour.unwrap_or(USUAL_HOUR));
            words.tell("when-daily", &[("hour", Fact::Text(&hour))])
        }
        ReleasePolicy::OnCommand => words.say("when-command"),
        ReleasePolicy::AtClose => match window.deadline {
            Some(deadline) => {
                words.tell("when-close-on", &[("moment", Fact::Text(&words.moment(deadline, &zone)))])
            }
            None => words.say("when-close"),
        },
    }
}

/// What holds where few take part, and what is late.
pub(super) fn notes(words: &Words, round: Option<&Round>, amends: bool, now: Timestamp) -> Vec<String> {
    let Some(round) = round else { return Vec::new() };
    let window = &round.window;
    let mut notes = Vec::new();
    if window.minimum > 1 {
        let few = [("minimum", Fact::Number(window.minimum.into()))];
        if window.policy != ReleasePolicy::AtClose {
            notes.push(words.tell("few-waits", &few));
        }
        notes.push(words.tell("few-held", &few));
    }
    let until = if amends { window.deadline } else { window.reactions_until.or(window.deadline) };
    if until.is_some_and(|until| now > until) {
        notes.push(words.say("is-late"));
    }
    notes
}
