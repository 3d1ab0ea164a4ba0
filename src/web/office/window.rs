//! The window of a round as it is typed: days and times on the clocks of the venue.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::field::{Field, Wrong, choice, typed};
use crate::drafting::round::ReleasePolicy;
use crate::i18n::{Fact, Words};
use crate::proceedings::{USUAL_HOUR, Unfit};
use crate::store::rounds::Window;

/// What stands in the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::web) struct Typed {
    pub(in crate::web) policy: String,
    pub(in crate::web) hour: String,
    pub(in crate::web) minimum: String,
    pub(in crate::web) deadline_day: String,
    pub(in crate::web) deadline_time: String,
    pub(in crate::web) reactions_day: String,
    pub(in crate::web) reactions_time: String,
}

impl Typed {
    /// The fields of a window that there is.
    pub(in crate::web) fn of(window: &Window, zone: &TimeZone) -> Self {
        let there = |moment: Option<Timestamp>| {
            let there = moment.map(|it| it.to_zoned(zone.clone()));
            let shown =
                |form: &str| there.as_ref().map(|it| it.strftime(form).to_string()).unwrap_or_default();
            (shown("%Y-%m-%d"), shown("%H:%M"))
        };
        let (deadline_day, deadline_time) = there(window.deadline);
        let (reactions_day, reactions_time) = there(window.reactions_until);
        Self {
            policy: window.policy.name().to_owned(),
            hour: window.release_hour.unwrap_or(USUAL_HOUR).to_string(),
            minimum: window.minimum.to_string(),
            deadline_day,
            deadline_time,
            reactions_day,
            reactions_time,
        }
    }

    /// The window that is meant; the first thing that cannot be read.
    pub(in crate::web) fn window(&self, words: &Words, zone: &TimeZone) -> Result<Window, Wrong> {
        let wrong = |said: &str, field| Wrong::new(words, said, field);
        let policies = [ReleasePolicy::Daily, ReleasePolicy::OnCommand, ReleasePolicy::AtClose];
        let policy = policies.into_iter().find(|it| it.name() == self.policy);
        Ok(Window {
            policy: policy.ok_or_else(|| wrong("wrong-policy", "policy"))?,
            release_hour: match self.hour.trim() {
                "" => None,
                hour => Some(hour.parse().map_err(|_| wrong("refused-round-hour", "hour"))?),
            },
            minimum: self.minimum.trim().parse().map_err(|_| wrong("refused-round-minimum", "minimum"))?,
            deadline: moment(&self.deadline_day, &self.deadline_time, zone)
                .ok_or_else(|| wrong("wrong-moment", "deadline_day"))?,
            reactions_until: moment(&self.reactions_day, &self.reactions_time, zone)
                .ok_or_else(|| wrong("wrong-moment", "reactions_day"))?,
        })
    }
}

/// The field that a refusal of a window is about.
pub(in crate::web) fn field_of(unfit: Unfit) -> &'static str {
    match unfit {
        Unfit::Order => "reactions_day",
        Unfit::Past => "deadline_day",
        Unfit::Minimum => "minimum",
        Unfit::Hour => "hour",
        Unfit::Loosened | Unfit::Closed | Unfit::Later | Unfit::NotBegun => "policy",
    }
}

/// A moment of a day and a time; none of neither; nothing if one is missing or cannot be read.
fn moment(day: &str, time: &str, zone: &TimeZone) -> Option<Option<Timestamp>> {
    match (day.trim(), time.trim()) {
        ("", "") => Some(None),
        ("", _) | (_, "") => None,
        (day, time) => {
            let (day, time): (Date, Time) = (day.parse().ok()?, time.parse().ok()?);
            Some(Some(day.to_datetime(time).to_zoned(zone.clone()).ok()?.timestamp()))
        }
    }
}

/// The fields.
pub(in crate::web) fn fields(words: &Words, typed_in: &Typed, venue: &str, wrong: Option<&Wrong>) -> Markup {
    let policies = [
        (ReleasePolicy::Daily.name(), "policy-daily"),
        (ReleasePolicy::OnCommand.name(), "policy-on-command"),
        (ReleasePolicy::AtClose.name(), "policy-at-close"),
    ];
    let number = |name, label, hint, value| Field { hint, kind: "number", ..Field::text(name, label, value) };
    let day = |name, label, value| Field { kind: "date", optional: true, ..Field::text(name, label, value) };
    let time = |name, label, value| Field { kind: "time", optional: true, ..Field::text(name, label, value) };
    html! {
        (choice(words, &Field { hint: "policy-hint", ..Field::text("policy", "policy", &typed_in.policy) }, &policies, wrong))
        div.pair {
            (typed(words, &number("hour", "release-hour", "release-hour-hint", &typed_in.hour), wrong))
            (typed(words, &number("minimum", "minimum", "minimum-hint", &typed_in.minimum), wrong))
        }
        fieldset.moment {
            legend { (words.say("deadline")) }
            p.hint { (words.tell("deadline-hint", &[("venue", Fact::Text(venue))])) }
            div.pair {
                (typed(words, &day("deadline_day", "day", &typed_in.deadline_day), wrong))
                (typed(words, &time("deadline_time", "time", &typed_in.deadline_time), wrong))
            }
        }
        fieldset.moment {
            legend { (words.say("reactions-until")) }
            p.hint { (words.say("reactions-hint")) }
            div.pair {
                (typed(words, &day("reactions_day", "day", &typed_in.reactions_day), wrong))
                (typed(words, &time("reactions_time", "time", &typed_in.reactions_time), wrong))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n;

    #[test]
    fn a_window_is_read_as_it_is_shown() {
        let zone = TimeZone::get("Europe/Zurich").unwrap();
        let window = Window {
            policy: ReleasePolicy::AtClose,
            release_hour: Some(9),
            minimum: 7,
            deadline: Some("2026-05-29T16:00:00Z".parse().unwrap()),
            reactions_until: None,
        };
        let shown = Typed::of(&window, &zone);
        assert_eq!((shown.deadline_day.as_str(), shown.deadline_time.as_str()), ("2026-05-29", "18:00"));
        assert_eq!(shown.window(i18n::words(), &zone), Ok(window));
        for (day, time, field) in [
            ("2026-05-29", "", "deadline_day"),
            ("", "18:00", "deadline_day"),
            ("29.5.", "18:00", "deadline_day"),
        ] {
            let typed = Typed { deadline_day: day.into(), deadline_time: time.into(), ..shown.clone() };
            assert_eq!(typed.window(i18n::words(), &zone).unwrap_err().field, field, "{day} {time}");
        }
        let typed = Typed { minimum: "many".into(), ..shown };
        assert_eq!(typed.window(i18n::words(), &zone).unwrap_err().field, "minimum");
    }
}
