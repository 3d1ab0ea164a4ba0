//! What a delegation does in the browser, from the first word typed to what became of it.

mod acts;
mod kept;
mod life;
mod naming;
mod questions;
mod report;
mod returned;
mod writing;

use axum::http::StatusCode;
use jiff::civil::{Date, date};
use scraper::{Html, Selector};
use travaux::clock;
use travaux::document::id::{DraftId, ParagraphId, RoundId};
use travaux::document::{Kind, Paragraph};
use travaux::drafting::round::{Occasion, Phase};
use travaux::identity::actor::Actor;
use travaux::identity::session::{Delegate, Session};
use travaux::proceedings::release::{Released, lead_round, release};
use travaux::proceedings::{self, NewDraft, Refusal, issue_next};
use travaux::store;

use super::site::{Answer, PROCESS, REV1, Site};

pub(super) const NORTHMARK: &str = "Northmark";
const DAY: Date = date(2026, 5, 4);
const MINE: &str = "/processes/ict-workstream/delegation";

/// A site with one delegation in the browser, and the draft it writes on.
struct Room {
    site: Site,
    /// Its access key.
    key: String,
    /// Its cookie.
    cookie: String,
    draft: DraftId,
    round: RoundId,
    paragraphs: Vec<Paragraph>,
}

impl Room {
    fn new() -> Self {
        let site = Site::public();
        let key = site.delegation(NORTHMARK);
        let cookie = site.enter(&key);
        let found = site.store().blocking_read(|r| {
            let scope = proceedings::find(r, None)?;
            let draft = r.latest_draft(scope.document.id)?.unwrap().id;
            Ok::<_, proceedings::Error>((draft, r.current_round(draft)?.unwrap().id, r.paragraphs(draft)?))
        });
        let (draft, round, paragraphs) = found.unwrap();
        Self { site, key, cookie, draft, round, paragraphs }
    }

    /// A numbered paragraph.
    fn numbered(&self, nth: usize) -> &Paragraph {
        self.paragraphs.iter().filter(|it| it.content.kind == Kind::Numbered).nth(nth).unwrap()
    }

    fn words(&self, nth: usize) -> &str {
        self.numbered(nth).content.text.as_str()
    }

    fn get(&self, path: &str) -> Answer {
        self.site.get_as(&self.cookie, path)
    }

    fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.site.post(path, &self.cookie, form)
    }

    /// Sends the form of a page with other values in some fields.
    fn fill(&self, path: &str, typed: &[(&str, &str)]) -> Answer {
        let page = self.get(path);
        assert_eq!(page.status, StatusCode::OK, "{path}");
        self.send(&page.text(), "form.writing", typed)
    }

    /// Sends a form that a page shows.
    fn send(&self, page: &str, selector: &str, typed: &[(&str, &str)]) -> Answer {
        let (to, form) = form_on(page, selector, typed);
        let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        self.post(&to, &form)
    }

    /// Writes and submits by the pages; the page it leads to.
    fn submit(&self, path: &str, typed: &[(&str, &str)]) -> Answer {
        let check = self.fill(path, &[typed, &[("act", "check")]].concat());
        assert_eq!(check.status, StatusCode::OK, "{}", main_of(&check.text()));
        let done = self.send(&check.text(), &format!("form[action=\"{MINE}/submit\"]"), &[]);
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", main_of(&done.text()));
        done
    }

    /// Four others who submit something, so that a release is made; then the release.
    fn release(&self) {
        for n in 0..4 {
            let other = self.other(&format!("Company {n}"));
            let comment = self.of(0, "comment");
            let page = self.site.get_as(&other, &comment).text();
            let (to, form) =
                form_on(&page, "form.writing", &[("text", "A remark of company."), ("act", "check")]);
            let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            let check = self.site.post(&to, &other, &form).text();
            let (to, form) = form_on(&check, &format!("form[action=\"{MINE}/submit\"]"), &[]);
            let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            assert_eq!(self.site.post(&to, &other, &form).status, StatusCode::SEE_OTHER);
        }
        let made = release(self.site.store(), self.round, Occasion::Day, DAY).unwrap();
        assert!(matches!(made, Released::Made { .. }));
    }

    /// The cookie of another delegation.
    fn other(&self, name: &str) -> String {
        self.site.enter(&self.site.delegation(name))
    }

    /// The address of a form on a numbered paragraph.
    fn of(&self, nth: usize, way: &str) -> String {
        format!("{REV1}/paragraphs/{}/{way}", self.numbered(nth).id)
    }

    /// Leads the round to another phase.
    fn phase(&self, phase: Phase) {
        lead_round(self.site.store(), self.round, phase, DAY, &Actor::command_line(clock::now())).unwrap();
    }

    /// Issues the next draft of what lies on the desk.
    fn issue(&self, label: &'static str) {
        self.site
            .store()
            .blocking_write(move |w| {
                let scope = proceedings::find(w, None)?;
                issue_next(w, &scope, &NewDraft::new(label, DAY))?;
                Ok::<_, Refusal>(())
            })
            .unwrap();
    }

    /// The delegation behind the pages.
    fn delegate(&self) -> Delegate {
        match proceedings::log_in(self.site.store(), &self.key, jiff::Timestamp::now()).unwrap().session {
            Session::Delegate(delegate) => delegate,
            Session::Staff(_) => panic!("staff"),
        }
    }

    fn prepared(&self) -> usize {
        proceedings::entries(self.site.store(), &self.delegate()).unwrap().len()
    }

    fn waiting(&self) -> usize {
        proceedings::pending(self.site.store(), &self.delegate(), self.round).unwrap().len()
    }

    fn released(&self) -> Vec<store::submissions::Item> {
        let draft = self.draft;
        self.site.store().blocking_read(move |r| r.items_made_on(draft)).unwrap()
    }
}

/// Where a form of a page is sent, and its fields, some of them with other values.
pub(super) fn form_on(page: &str, selector: &str, typed: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
    let page = Html::parse_document(page);
    let select = |selector: &str| Selector::parse(selector).unwrap();
    let by = select(selector);
    let form = page.select(&by).next().unwrap_or_else(|| panic!("no {selector}"));
    let to = form.attr("action").unwrap().to_owned();
    let mut fields: Vec<(String, String)> = Vec::new();
    for field in form.select(&select("input[name], textarea[name], select[name]")) {
        let name = field.attr("name").unwrap();
        let ticked = field.attr("type").is_none_or(|kind| !["checkbox", "radio"].contains(&kind));
        if typed.iter().any(|(it, _)| *it == name) || !(ticked || field.attr("checked").is_some()) {
            continue;
        }
        let value = match field.value().name() {
            "textarea" => field.text().collect(),
            "select" => {
                let chosen = select("option[selected]");
                let chosen = field.select(&chosen).next();
                chosen.and_then(|it| it.attr("value")).unwrap_or_default().to_owned()
            }
            _ => field.attr("value").unwrap_or_default().to_owned(),
        };
        fields.push((name.to_owned(), value));
    }
    fields.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    (to, fields)
}

/// What a page says.
fn main_of(page: &str) -> String {
    said(page, "main")
}

/// What the parts of a page say, without the words that are only heard.
fn said(page: &str, selector: &str) -> String {
    let page = Html::parse_document(page);
    let found = page.select(&Selector::parse(selector).unwrap()).flat_map(|it| it.text()).collect::<String>();
    found.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many parts of a page there are.
fn count(page: &str, selector: &str) -> usize {
    Html::parse_document(page).select(&Selector::parse(selector).unwrap()).count()
}

fn anchor(id: ParagraphId) -> String {
    format!("p-{id}")
}

/// A page that somebody is shown, without the status being looked at.
fn text_of(answer: &Answer) -> String {
    answer.text()
}

fn home(room: &Room) -> String {
    text_of(&room.get(PROCESS))
}
