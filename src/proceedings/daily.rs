//! Daily releases: when the next one is due, and the watch that makes each at its hour.
//!
//! Invariant: each round with the daily policy is asked once a day, at its hour on the clocks of the venue, never more
//! often: else the moment of a release could tell who was the last to make it possible. The wall clock is looked at
//! again and again while waiting, so that setting it neither loses a release nor makes one twice.

use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use tokio::time::sleep;

use super::refusal::Refusal;
use super::release::{Released, release};
use crate::clock;
use crate::document::id::RoundId;
use crate::drafting::round::Occasion;
use crate::store::{Read, Store};

/// How long the watch sleeps at most before it looks at the clock again, and at rounds that opened meanwhile.
const LOOK: Duration = Duration::from_secs(5 * 60);

/// A clock that was further ahead than this was wrong: what was thought past is to come once more.
const WRONG: SignedDuration = SignedDuration::from_hours(24);

/// The moment after `after` at which the clocks of a place show an hour. One that they leave out is made up for when
/// they go on; of one they show twice it is the first.
pub fn next_due(hour: u8, zone: &TimeZone, after: Timestamp) -> Option<Timestamp> {
    days_around(zone, after).into_iter().filter_map(|day| moment(day, hour, zone)).find(|it| *it > after)
}

/// The last moment until `until` at which the clocks of a place showed an hour.
pub fn last_due(hour: u8, zone: &TimeZone, until: Timestamp) -> Option<Timestamp> {
    let days = days_around(zone, until).into_iter().rev();
    days.filter_map(|day| moment(day, hour, zone)).find(|it| *it <= until)
}

/// The days around a moment; more than one each way, where a place has left out a whole day.
fn days_around(zone: &TimeZone, moment: Timestamp) -> Vec<Date> {
    let day = moment.to_zoned(zone.clone()).date();
    (-2_i64..=2).filter_map(|days| day.checked_add(days.days()).ok()).collect()
}

fn moment(day: Date, hour: u8, zone: &TimeZone) -> Option<Timestamp> {
    let there = day.at(i8::try_from(hour).ok()?, 0, 0, 0);
    Some(there.to_zoned(zone.clone()).ok()?.timestamp())
}

/// Up to where time has been watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Watch(Timestamp);

impl Watch {
    /// Watches from now on.
    const fn new(now: Timestamp) -> Self {
        Self(now)
    }

    /// The stretch since it last looked; none if the clock was set back. Nothing lies in two stretches, unless the
    /// clock had been more than a day ahead.
    fn look(&mut self, now: Timestamp) -> Option<(Timestamp, Timestamp)> {
        let since = self.0;
        if now > since {
            self.0 = now;
            return Some((since, now));
        }
        if since.duration_since(now) > WRONG {
            self.0 = now;
        }
        None
    }
}

/// Makes every daily release at its hour, and scrubs the private file where that is due. Never ends.
pub async fn keep_daily(store: Store) {
    let mut watch = Watch::new(clock::now());
    loop {
        let now = clock::now();
        let next = store.read(move |r| next_of_all(r, now)).await.unwrap_or_else(|error| {
            tracing::error!(error = format!("{error:#}"), "the next daily release is not known");
            None
        });
        sleep(next.map_or(LOOK, |next| nap(now, next))).await;
        let stretch = watch.look(clock::now());
        let tended = store.act(move |store| {
            tend(store, stretch);
            Ok::<_, Refusal>(())
        });
        tended.await.ok();
    }
}

/// How long to sleep before a moment: up to it, or until it is time to look at the clock again.
fn nap(now: Timestamp, next: Timestamp) -> Duration {
    Duration::try_from(next.duration_since(now)).unwrap_or_default().min(LOOK)
}

fn tend(store: &Store, stretch: Option<(Timestamp, Timestamp)>) {
    let due = stretch.map(|(since, now)| store.blocking_read(|r| due_between(r, since, now)));
    match due.transpose() {
        Ok(due) => {
            for (round, day) in due.unwrap_or_default() {
                if let Err(error) = release(store, round, Occasion::Day, day) {
                    tracing::error!(error = format!("{error:#}"), "a daily release was not made");
                }
            }
        }
        Err(error) => tracing::error!(error = format!("{error:#}"), "no daily release was made"),
    }
    if store.scrub_due()
        && let Err(error) = store.scrub_private()
    {
        tracing::error!(error = format!("{error:#}"), "the private file was not scrubbed");
    }
}

/// Makes the daily releases whose hour has come today and that were not made. To be called when the program starts.
pub fn daily(store: &Store, now: Timestamp) -> Result<Vec<(RoundId, Released)>, Refusal> {
    let due = store.blocking_read(|r| {
        let mut due = Vec::new();
        for (round, hour, zone) in daily_rounds(r)? {
            let venue = now.to_zoned(zone);
            if i32::from(venue.hour()) >= i32::from(hour) {
                due.extend(not_made(r, round, venue.date())?);
            }
        }
        Ok::<_, Refusal>(due)
    })?;
    due.into_iter().map(|(round, day)| Ok((round, release(store, round, Occasion::Day, day)?))).collect()
}

/// The rounds whose hour came between two moments, each with the day at its venue, unless that day's is made.
fn due_between(r: &Read<'_>, since: Timestamp, now: Timestamp) -> Result<Vec<(RoundId, Date)>, Refusal> {
    let mut due = Vec::new();
    for (round, hour, zone) in daily_rounds(r)? {
        if last_due(hour, &zone, now).is_some_and(|last| last > since) {
            due.extend(not_made(r, round, now.to_zoned(zone).date())?);
        }
    }
    Ok(due)
}

/// When the next daily release of any round is due.
fn next_of_all(r: &Read<'_>, now: Timestamp) -> Result<Option<Timestamp>, Refusal> {
    let rounds = daily_rounds(r)?;
    Ok(rounds.iter().filter_map(|(_, hour, zone)| next_due(*hour, zone, now)).min())
}

fn not_made(r: &Read<'_>, round: RoundId, day: Date) -> Result<Option<(RoundId, Date)>, Refusal> {
    let made = r.last_release_day(round)?.is_some_and(|last| last >= day);
    Ok((!made).then_some((round, day)))
}

/// The rounds with a daily release, its hour, and the clocks of the venue; closed ones too while answers come in.
fn daily_rounds(r: &Read<'_>) -> Result<Vec<(RoundId, u8, TimeZone)>, Refusal> {
    let mut rounds = Vec::new();
    for round in r.rounds_with_releases()?.into_iter().filter(|it| it.window.policy.permits(Occasion::Day)) {
        let venue = r.process_of_round(round.id)?.settings.venue;
        rounds.push((round.id, round.window.hour(), TimeZone::get(&venue).unwrap_or(TimeZone::UTC)));
    }
    Ok(rounds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_hour_is_that_of_the_venue_on_every_day() {
        for (zone, hour, after, next) in [
            ("UTC", 18, "2026-05-01T10:00:00Z", "2026-05-01T18:00:00Z"),
            ("UTC", 18, "2026-05-01T18:00:00Z", "2026-05-02T18:00:00Z"),
            ("UTC", 0, "2026-12-31T23:59:59Z", "2027-01-01T00:00:00Z"),
            ("Europe/Zurich", 18, "2026-05-01T15:59:59Z", "2026-05-01T16:00:00Z"),
            // The clocks go on from 2 to 3: an hour sooner than the day before.
            ("Europe/Zurich", 18, "2026-03-28T17:00:00Z", "2026-03-29T16:00:00Z"),
            ("Europe/Zurich", 2, "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z"),
            ("Europe/Zurich", 2, "2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"),
            // They go back from 3 to 2: the first of both, and not the second.
            ("Europe/Zurich", 2, "2026-10-24T12:00:00Z", "2026-10-25T00:00:00Z"),
            ("Europe/Zurich", 2, "2026-10-25T00:00:00Z", "2026-10-26T01:00:00Z"),
            ("Europe/Zurich", 18, "2026-10-24T16:00:00Z", "2026-10-25T17:00:00Z"),
            ("America/New_York", 9, "2026-05-01T23:30:00Z", "2026-05-02T13:00:00Z"),
            ("Asia/Kathmandu", 9, "2026-05-01T03:00:00Z", "2026-05-01T03:15:00Z"),
            ("Pacific/Kiritimati", 0, "2026-05-01T09:00:00Z", "2026-05-01T10:00:00Z"),
            // Midnight is left out where the clocks go on at midnight.
            ("America/Asuncion", 0, "2023-09-30T12:00:00Z", "2023-10-01T04:00:00Z"),
            // Samoa has left out a whole day: its hour is made up for on the next.
            ("Pacific/Apia", 9, "2011-12-30T01:00:00Z", "2011-12-30T19:00:00Z"),
        ] {
            let zone_of = TimeZone::get(zone).unwrap();
            let found = next_due(hour, &zone_of, at(after));
            assert_eq!(found, Some(at(next)), "{zone} {hour} {after}");
            assert_eq!(last_due(hour, &zone_of, at(next)), Some(at(next)), "{zone} {hour} {after}");
            let before = last_due(hour, &zone_of, at(next) - 1.second()).unwrap();
            assert!(before <= at(after), "{zone} {hour} {after}: {before}");
        }
    }

    #[test]
    fn each_day_of_the_year_has_one_moment() {
        for zone in ["Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Tehran"] {
            let zone = TimeZone::get(zone).unwrap();
            for hour in 0..24 {
                let mut now = at("2026-01-01T00:00:00Z");
                let mut count = 0;
                while now < at("2027-01-01T00:00:00Z") {
                    now = next_due(hour, &zone, now).unwrap();
                    count += 1;
                }
                assert!((365..=366).contains(&count), "{hour}: {count}");
            }
        }
    }

    #[test]
    fn no_moment_is_watched_twice_when_the_clock_is_set() {
        let mut watch = Watch::new(at("2026-05-01T10:00:00Z"));
        for (now, expected) in [
            ("2026-05-01T18:00:00Z", Some("2026-05-01T10:00:00Z")),
            ("2026-05-01T17:00:00Z", None),
            ("2026-05-01T18:00:00Z", None),
            ("2026-05-01T18:00:01Z", Some("2026-05-01T18:00:00Z")),
            // Asleep for days, or set on: one stretch.
            ("2026-05-09T18:00:00Z", Some("2026-05-01T18:00:01Z")),
            // It had been wrong all the time.
            ("2026-05-02T12:00:00Z", None),
            ("2026-05-02T18:00:00Z", Some("2026-05-02T12:00:00Z")),
        ] {
            assert_eq!(watch.look(at(now)), expected.map(|since| (at(since), at(now))), "{now}");
        }
    }

    #[test]
    fn a_nap_is_never_long() {
        let now = at("2026-05-01T10:00:00Z");
        assert_eq!(nap(now, at("2026-05-01T10:00:07Z")), Duration::from_secs(7));
        assert_eq!(nap(now, at("2026-05-01T18:00:00Z")), LOOK);
        assert_eq!(nap(now, at("2026-05-01T09:00:00Z")), Duration::ZERO);
    }
}
