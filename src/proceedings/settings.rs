//! What is settled for a process.
//!
//! Invariant: what widens who sees what is fixed before the first round opens: nobody who has written finds later that
//! more are shown it than was said. The venue's clocks, by which releases are made, do not change while a round runs.

use jiff::tz::TimeZone;

use super::refusal::Refusal;
use super::{Error, named};
use crate::document::id::ProcessId;
use crate::identity::actor::Actor;
use crate::store::audit::{Deed, Setting};
use crate::store::processes::Settings;
use crate::store::{self, Write};

/// Why settings are not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsettled {
    /// They would widen who sees what.
    #[error("what widens who sees what is fixed before the first round opens")]
    Widened,
    /// Submissions are not public without the drafts they are on.
    #[error("submissions are public only where drafts are")]
    WithoutDrafts,
    /// No place has such clocks.
    #[error("there is no such time zone: write it as in \"Europe/Zurich\"")]
    NoZone,
    /// A round runs by the clocks of the venue.
    #[error("the time zone is not changed while a round is open")]
    ZoneInUse,
}

/// Puts another title and other settings in the place of a process's.
pub fn settle(
    w: &Write<'_>,
    process: ProcessId,
    title: &str,
    settings: &Settings,
    by: &Actor,
) -> Result<(), Refusal> {
    let title = named(title)?;
    let before = w.processes()?.into_iter().find(|it| it.id == process);
    let not_found = || store::Error::NotFound { what: "process", name: process.to_string() };
    let before = before.ok_or_else(not_found).map_err(Error::from)?;
    check_settings(settings)?;
    if w.has_begun(process)? && settings.visibility.widens(&before.settings.visibility) {
        return Err(Unsettled::Widened.into());
    }
    if settings.venue != before.settings.venue {
        for round in w.running_rounds()? {
            if w.process_of_round(round.id)?.id == process {
                return Err(Unsettled::ZoneInUse.into());
            }
        }
    }
    w.retitle_process(process, &title)?;
    w.change_settings(process, settings)?;
    let changed = [
        (Setting::Title, title != before.title),
        (Setting::Venue, settings.venue != before.settings.venue),
        (Setting::Visibility, settings.visibility != before.settings.visibility),
        (Setting::Scale, settings.scale != before.settings.scale),
    ];
    let settings: Vec<Setting> =
        changed.into_iter().filter(|(_, changed)| *changed).map(|(setting, _)| setting).collect();
    if settings.is_empty() {
        return Ok(());
    }
    Ok(w.audit(by, Some(process), &Deed::SettingsChanged { settings })?)
}

/// Refuses settings that no process can have.
pub(super) fn check_settings(settings: &Settings) -> Result<(), Unsettled> {
    if TimeZone::get(&settings.venue).is_err() {
        return Err(Unsettled::NoZone);
    }
    if settings.visibility.submissions_public && !settings.visibility.drafts_public {
        return Err(Unsettled::WithoutDrafts);
    }
    Ok(())
}
