//! The words of pages, in the language of the reader.
//!
//! Invariant: every word that a page says of its own is in a catalogue under `assets/locales`; views name messages and
//! give facts. The language of the interface and that of the text are two things. A leaf: knows neither text nor web.

mod catalogue;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

pub use self::catalogue::{Fact, Words};

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its tag of BCP 47.
    pub tag: &'static str,
    /// The value of HTML's `dir`.
    pub direction: &'static str,
    /// Its messages, an area of the pages in each.
    sources: &'static [&'static str],
}

/// The languages there are; the first is the one that is spoken when nothing else is asked for.
pub const LANGUAGES: &[Language] = &[Language {
    tag: "en",
    direction: "ltr",
    sources: &[
        include_str!("../assets/locales/en/reading.ftl"),
        include_str!("../assets/locales/en/account.ftl"),
        include_str!("../assets/locales/en/keys.ftl"),
        include_str!("../assets/locales/en/delegate.ftl"),
        include_str!("../assets/locales/en/desk.ftl"),
        include_str!("../assets/locales/en/office.ftl"),
        include_str!("../assets/locales/en/questions.ftl"),
        include_str!("../assets/locales/en/demo.ftl"),
        include_str!("../assets/locales/en/papers.ftl"),
        include_str!("../assets/locales/en/word.ftl"),
        include_str!("../assets/locales/en/receipts.ftl"),
        include_str!("../assets/locales/en/staff.ftl"),
        include_str!("../assets/locales/en/audit.ftl"),
        include_str!("../assets/locales/en/naming.ftl"),
    ],
}];

/// The words of the first language.
pub fn words() -> &'static Words {
    catalogue::spoken(&LANGUAGES[0])
}

impl Words {
    /// "27 April 2026".
    pub fn date(&self, date: Date) -> String {
        self.tell(
            "date",
            &[
                ("day", Fact::Number(i64::from(date.day()))),
                ("month", Fact::Number(i64::from(date.month()))),
                ("year", Fact::Number(i64::from(date.year()))),
            ],
        )
    }

    /// "Friday 29 May 2026, 18:00", on the clocks of a time zone.
    pub fn moment(&self, moment: Timestamp, zone: &TimeZone) -> String {
        let there = moment.to_zoned(zone.clone());
        let weekday = i64::from(there.weekday().to_monday_one_offset());
        self.tell(
            "moment",
            &[
                ("weekday", Fact::Number(weekday)),
                ("date", Fact::Text(&self.date(there.date()))),
                ("time", Fact::Text(&there.strftime("%H:%M").to_string())),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_and_moments_are_written_out() {
        let words = words();
        assert_eq!(words.date(date(2026, 4, 27)), "27 April 2026");
        let zone = TimeZone::get("Europe/Zurich").unwrap();
        let moment = date(2026, 5, 29).at(16, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp();
        assert_eq!(words.moment(moment, &zone), "Friday 29 May 2026, 18:00");
    }
}
