//! The office: rounds, delegations and their sheets, staff, settings, and issuing drafts.

mod beginning;
mod delegations;
mod issuing;
mod later;
mod positions;
mod rounds;
mod trail;

use jiff::civil::{Date, date};
use scraper::{Html, Selector};
use travaux::config::Front;
use travaux::document::id::RoundId;
use travaux::drafting::round::Phase;
use travaux::import;
use travaux::proceedings::{self, NewDraft, take_in_first};
use travaux::store::staff::{Appointment, Office};

use super::site::Site;

const OFFICE: &str = "/processes/ict-workstream/office";
const DAY: Date = date(2026, 4, 27);

/// A process whose first draft is issued and whose round is planned, with its secretariat and a co-chair; their cookies.
fn planned() -> (Site, String, String) {
    let site = Site::empty(Front::Nothing);
    site.store()
        .blocking_write(|w| {
            let scope = proceedings::begin(w, "ICT workstream", "Outcome document", "en", "Europe/Zurich")?;
            let text = "# Outcome\n\n1. States should act.\n\n2. States should tell one another what they have learned.\n";
            let contents = import::read(text.as_bytes(), "draft.md").unwrap().paragraphs;
            let mut new = NewDraft::new("Zero draft", DAY);
            new.round.phase = Phase::Planned;
            take_in_first(w, &scope, &new, contents)
        })
        .unwrap();
    let office = site.enter_staff(&site.staff("office", &[Appointment::Other(Office::Secretariat)]));
    let chair = site.enter_staff(&site.staff("chair", &[Appointment::CoChair("Meridia".to_owned())]));
    (site, office, chair)
}

/// The round on the latest draft that is not closed.
fn round(site: &Site) -> RoundId {
    site.store()
        .blocking_read(|r| {
            let scope = proceedings::find(r, Some("ict-workstream"))?;
            let latest = r.latest_draft(scope.document.id)?.unwrap();
            Ok::<_, proceedings::Error>(r.current_round(latest.id)?.unwrap().id)
        })
        .unwrap()
}

/// The phase of the round on a draft.
fn phase(site: &Site, id: RoundId) -> Phase {
    site.store().blocking_read(|r| r.round(id)).unwrap().phase
}

/// The texts of the elements that a selector finds.
pub(super) fn texts(page: &str, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    let text = |it: scraper::ElementRef<'_>| {
        it.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    Html::parse_document(page).select(&selector).map(text).collect()
}

/// The value of a field.
fn value(page: &str, name: &str) -> String {
    let selector = Selector::parse(&format!("input[name={name}]")).unwrap();
    let found = Html::parse_document(page);
    found.select(&selector).next().and_then(|it| it.value().attr("value")).unwrap_or_default().to_owned()
}
