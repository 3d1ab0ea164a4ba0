//! How the round runs that comes with a draft, as it is typed.

use clap::ValueEnum;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::failure::Failure;
use crate::clock;
use crate::drafting::round::{Phase, ReleasePolicy};
use crate::proceedings::{NewRound, Scope, check_window};
use crate::store::rounds::Window;

#[derive(Clone, Debug, clap::Args)]
pub(super) struct RoundArgs {
    /// When submissions become visible
    #[arg(long, value_enum, default_value = "daily")]
    policy: Policy,
    /// The hour of the daily release at the venue; 18 if left out
    #[arg(long, value_name = "HOUR", value_parser = clap::value_parser!(u8).range(0..24))]
    release_hour: Option<u8>,
    /// How many delegations must have been active for a release
    #[arg(long, default_value_t = 5, value_name = "NUMBER")]
    minimum: u32,
    /// The deadline for amendments, on the clocks of the venue
    #[arg(long, value_name = "YYYY-MM-DDTHH:MM")]
    deadline: Option<DateTime>,
    /// The end of the reactions, on the clocks of the venue
    #[arg(long, value_name = "YYYY-MM-DDTHH:MM")]
    reactions_until: Option<DateTime>,
    /// The round is announced only, and opened later in the browser
    #[arg(long)]
    planned: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Policy {
    /// Every day at an hour of the venue
    Daily,
    /// When the co-chairs say so
    OnCommand,
    /// When the round closes
    AtClose,
}

impl RoundArgs {
    /// The round, by the clocks of the venue.
    pub(super) fn round(&self, scope: &Scope) -> anyhow::Result<NewRound> {
        let zone = TimeZone::get(&scope.process.settings.venue).unwrap_or(TimeZone::UTC);
        let moment = |there: Option<DateTime>| -> anyhow::Result<Option<Timestamp>> {
            there.map(|it| Ok(it.to_zoned(zone.clone())?.timestamp())).transpose()
        };
        let window = Window {
            policy: match self.policy {
                Policy::Daily => ReleasePolicy::Daily,
                Policy::OnCommand => ReleasePolicy::OnCommand,
                Policy::AtClose => ReleasePolicy::AtClose,
            },
            release_hour: self.release_hour,
            minimum: self.minimum,
            deadline: moment(self.deadline)?,
            reactions_until: moment(self.reactions_until)?,
        };
        check_window(None, &window, clock::now()).map_err(|error| Failure::Usage(error.to_string()))?;
        Ok(NewRound { phase: if self.planned { Phase::Planned } else { Phase::Open }, window })
    }
}
