//! The one wall clock. Everything else takes time as an argument.
//!
//! Invariant: beside content stands at most a day, and that day is the venue's: [`today`] is what issues and
//! releases are dated by. [`now`] is for deadlines and the audit trail of staff acts.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The present moment, to the second.
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}

/// Today's date in a time zone ("Europe/Zurich").
pub fn today(zone: &TimeZone) -> Date {
    now().to_zoned(zone.clone()).date()
}
