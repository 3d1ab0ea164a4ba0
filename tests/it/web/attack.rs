//! What somebody tries who means no good: each protection of the web, by attempts that get past it if it is taken out.

mod alike;
mod csrf;
mod limits;
mod quiet;
mod race;
mod raw;
mod redirects;
mod sessions;
mod uploads;

use jiff::civil::date;
use travaux::config::Front;
use travaux::document::Content;
use travaux::proceedings::{self, NewDraft, take_in_first};
use travaux::store::processes::{Settings, Visibility};

use super::site::Site;

/// A public process with a short draft, open for comments and amendments.
fn small(front: Front) -> Site {
    let site = Site::empty(front);
    let begun = site.store().blocking_write(|w| {
        let scope = proceedings::begin(w, "ICT workstream", "Outcome document", "en", "Europe/Zurich")?;
        let visibility =
            Visibility { drafts_public: true, submissions_public: true, ..Visibility::default() };
        w.change_settings(scope.process.id, &Settings { visibility, ..scope.process.settings.clone() })?;
        let contents =
            (1..=4).map(|n| Content::read(&format!("{n}. States shall respect rule {n}."))).collect();
        take_in_first(w, &scope, &NewDraft::new("Zero draft", date(2026, 4, 27)), contents)
    });
    begun.unwrap();
    site
}
