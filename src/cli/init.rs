//! `travaux init`

use anyhow::bail;
use clap::builder::NonEmptyStringValueParser;
use jiff::tz::TimeZone;

use super::Place;
use super::failure::Failure;
use super::output::say;
use crate::clock;
use crate::identity::actor::Actor;
use crate::proceedings;
use crate::store::Access;
use crate::store::audit::Deed;
use crate::store::processes::{Settings, Visibility};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The title of the document under negotiation
    #[arg(long, default_value = "Outcome document", value_name = "TITLE")]
    document: String,
    /// The language it is negotiated in
    #[arg(long, default_value = "en", value_name = "TAG", value_parser = NonEmptyStringValueParser::new())]
    language: String,
    /// The time zone of the venue, for deadlines
    #[arg(long, default_value = "UTC", value_name = "ZONE")]
    venue: String,
    /// Anybody may read the issued drafts in the browser
    #[arg(long)]
    public_drafts: bool,
    /// Anybody may read the released submissions as well
    #[arg(long, requires = "public_drafts")]
    public_submissions: bool,
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<()> {
    let Some(title) = place.process().map(str::to_owned) else {
        bail!(Failure::Usage("name the process: travaux init --process \"ICT workstream\"".to_owned()));
    };
    if TimeZone::get(&args.venue).is_err() {
        let zone = &args.venue;
        bail!(Failure::Usage(format!("\"{zone}\" is no time zone: write it as in \"Europe/Zurich\"")));
    }
    let store = place.open(Access::Create)?;
    let (document, language, venue) = (args.document.clone(), args.language.clone(), args.venue.clone());
    let visibility = Visibility {
        drafts_public: args.public_drafts,
        submissions_public: args.public_submissions,
        ..Visibility::default()
    };
    let scope = store.blocking_write(move |w| {
        let scope = proceedings::begin(w, &title, &document, &language, &venue)?;
        w.change_settings(scope.process.id, &Settings { visibility, ..scope.process.settings.clone() })?;
        let begun = Deed::ProcessBegun { name: scope.process.name.clone() };
        w.audit(&Actor::command_line(clock::now()), Some(scope.process.id), &begun)?;
        Ok::<_, proceedings::Error>(scope)
    })?;
    say(format_args!(
        "process \"{}\" ({}) in {}",
        scope.process.title,
        scope.process.name,
        store.dir().display()
    ));
    Ok(())
}
