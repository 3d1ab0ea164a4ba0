//! The desk: who comes to it, what it counts, and every act by form.

mod acts;
mod brackets;
mod hands;
mod held;
mod kept;

use axum::http::StatusCode;
use scraper::{Html, Selector};
use travaux::document::id::{ParagraphId, SubmissionId};
use travaux::document::inline::Text;
use travaux::drafting::disposition::Disposition;
use travaux::drafting::submission::{Body as Words, Submission};
use travaux::proceedings::{self, Table};
use travaux::store::staff::{Appointment, Office};

use super::site::{Answer, HELD, PROCESS, Site};

/// The desk of the process on the site.
pub(super) const DESK: &str = "/processes/ict-workstream/desk";

/// A desk with submissions on its draft, and its co-chair.
pub(super) struct Room {
    pub(super) site: Site,
    pub(super) chair: String,
}

impl Room {
    /// The sample text with everything received on it, nothing decided.
    pub(super) fn new() -> Self {
        let site = Site::undecided();
        site.staff("chair", &[Appointment::CoChair("Northmark".to_owned())]);
        let chair = site.enter_staff("chair");
        Self { site, chair }
    }

    /// The desk as the command line lays it.
    pub(super) fn table(&self) -> Table {
        let laid = self.site.store().blocking_read(|r| {
            let scope = proceedings::find(r, Some("ict-workstream"))?;
            Table::lay(r, &scope, None)
        });
        laid.unwrap()
    }

    /// What became of a submission.
    pub(super) fn disposition(&self, id: SubmissionId) -> Disposition {
        self.table().consolidate().outcomes[&id].disposition.clone()
    }

    /// The words of a paragraph in the working text; none if it is gone.
    pub(super) fn words(&self, id: ParagraphId) -> Option<String> {
        let made = self.table().consolidate().paragraphs;
        made.iter().find(|it| it.id == id).map(|it| it.content.text.to_string())
    }

    /// The place of the desk for a paragraph.
    pub(super) fn at(id: ParagraphId) -> String {
        format!("{DESK}/{id}")
    }

    /// Its page as the co-chair sees it.
    pub(super) fn page(&self, id: ParagraphId) -> String {
        let answer = self.site.get_as(&self.chair, &Self::at(id));
        assert_eq!(answer.status, StatusCode::OK);
        answer.text()
    }

    /// Presses a button of the page, nothing typed.
    pub(super) fn press(&self, id: ParagraphId, act: &str) -> Answer {
        self.send(id, &self.page(id), act, &[])
    }

    /// Presses a button of a page, with fields put in the place of those on it.
    pub(super) fn send(&self, id: ParagraphId, page: &str, act: &str, typed: &[(&str, &str)]) -> Answer {
        let mut form: Vec<(String, String)> = fields(page);
        for (name, _) in typed {
            form.retain(|(known, _)| known != name);
        }
        form.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        form.push(("act".to_owned(), act.to_owned()));
        let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        self.site.post(&Self::at(id), &self.chair, &form)
    }

    /// Presses a button that must do what it says.
    pub(super) fn decide(&self, id: ParagraphId, act: &str) {
        let answer = self.press(id, act);
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{act}: {}", answer.text());
    }

    /// The paragraph that most amendments of words are on, and those amendments.
    pub(super) fn contested(&self) -> (ParagraphId, Vec<Submission>) {
        let table = self.table();
        let replaces = |id: ParagraphId| -> Vec<Submission> {
            let here = table.submissions.iter().filter(|it| it.target.anchor() == Some(id) && !it.late);
            here.filter(|it| matches!(&it.body, Words::Replace { with, .. } if with.len() == 1))
                .cloned()
                .collect()
        };
        let all = table.paragraphs.iter().map(|it| (it, replaces(it.id)));
        let (paragraph, mut items) = all.max_by_key(|(_, items)| items.len()).unwrap();
        // Ids are drawn anew each time: first those that leave the end as it is, in the order of their words.
        let text = paragraph.content.text.as_str();
        let end = &text[text.char_indices().rev().nth(12).unwrap().0..];
        items.sort_by_key(|it| (!wanted(it).as_str().ends_with(end), wanted(it)));
        (paragraph.id, items)
    }
}

/// The fields of the desk's form as a browser would send them, without its buttons.
pub(super) fn fields(page: &str) -> Vec<(String, String)> {
    let page = Html::parse_document(page);
    let all = Selector::parse(
        "#desk-form input[type=hidden], input[form=desk-form], textarea[form=desk-form], select[form=desk-form]",
    );
    let mut fields = Vec::new();
    for field in page.select(&all.unwrap()) {
        let element = field.value();
        let name = element.attr("name").unwrap().to_owned();
        let value = match element.name() {
            "textarea" => field.text().collect(),
            "select" => {
                let option = |of: &str| {
                    let selector = Selector::parse(of).unwrap();
                    field.select(&selector).next().map(|it| it.value().attr("value").unwrap().to_owned())
                };
                option("option[selected]").or_else(|| option("option")).unwrap()
            }
            _ if element.attr("type") == Some("checkbox") && element.attr("checked").is_none() => continue,
            _ => element.attr("value").unwrap_or("").to_owned(),
        };
        fields.push((name, value));
    }
    fields
}

/// The text of a page without its markup.
pub(super) fn plain(page: &str) -> String {
    let words: Vec<_> = Html::parse_document(page).root_element().text().map(str::to_owned).collect();
    words.concat().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn co_chairs_and_the_secretariat_come_to_the_desk_and_nobody_else() {
    let room = Room::new();
    let (paragraph, items) = room.contested();
    let site = &room.site;
    site.staff("office", &[Appointment::Other(Office::Secretariat)]);
    site.staff("voice", &[Appointment::Other(Office::Interpreter)]);
    let (office, voice) = (site.enter_staff("office"), site.enter_staff("voice"));
    let delegate = site.enter(&site.delegation("Southland"));
    let addresses = [
        DESK.to_owned(),
        Room::at(paragraph),
        format!("{DESK}/working-redline.docx"),
        format!("{DESK}/whole-text"),
    ];
    for address in &addresses {
        for (cookie, expected) in [
            (&room.chair, StatusCode::OK),
            (&office, StatusCode::OK),
            (&voice, StatusCode::FORBIDDEN),
            (&delegate, StatusCode::FORBIDDEN),
            (&String::new(), StatusCode::SEE_OTHER),
        ] {
            let answer = if cookie.is_empty() { site.get(address) } else { site.get_as(cookie, address) };
            assert_eq!(answer.status, expected, "{address}");
        }
    }
    // The secretariat looks on: no form, and none that it makes up is taken.
    let looked = site.get_as(&office, &Room::at(paragraph)).text();
    assert!(looked.contains("You look on") && fields(&looked).is_empty() && !looked.contains("name=\"act\""));
    let table = room.table();
    let form = [
        ("draft", table.draft.id.to_string()),
        ("version", table.log.len().to_string()),
        ("act", format!("retain:{}", items[0].id)),
    ];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for (cookie, expected) in [
        (&office, StatusCode::FORBIDDEN),
        (&delegate, StatusCode::FORBIDDEN),
        (&String::new(), StatusCode::UNAUTHORIZED),
    ] {
        assert_eq!(site.post(&Room::at(paragraph), cookie, &form).status, expected);
    }
    assert!(room.table().log.is_empty());
}

#[test]
fn what_is_not_there_is_not_found() {
    let room = Room::new();
    let (paragraph, _) = room.contested();
    let elsewhere = ParagraphId::from_bytes([9; 16]);
    for address in [Room::at(elsewhere), format!("{DESK}/14"), "/processes/none/desk".to_owned()] {
        assert_eq!(room.site.get_as(&room.chair, &address).status, StatusCode::NOT_FOUND, "{address}");
    }
    let page = room.page(paragraph);
    let elsewhere = |id: ParagraphId| id != paragraph;
    let all = room.table().submissions;
    let foreign = all.iter().find(|it| it.target.anchor().is_some_and(elsewhere)).unwrap().id;
    let unknown = SubmissionId::from_bytes([9; 16]);
    for act in [format!("retain:{foreign}"), format!("noted:{unknown}"), format!("undo:{unknown}")] {
        assert_eq!(room.send(paragraph, &page, &act, &[]).status, StatusCode::NOT_FOUND, "{act}");
    }
    for act in ["", "burn", "retain:14-C"] {
        assert_eq!(room.send(paragraph, &page, act, &[]).status, StatusCode::BAD_REQUEST, "{act}");
    }
    assert!(room.table().log.is_empty());
}

#[test]
fn the_overview_counts_what_is_done_and_leads_on() {
    let room = Room::new();
    let all = room.table().submissions.iter().filter(|it| !it.withdrawn).count();
    let overview = |query: &str| room.site.get_as(&room.chair, &format!("{DESK}{query}")).text();
    assert!(overview("").contains(&format!("0 of {all} submissions decided")));
    let (paragraph, items) = room.contested();
    room.decide(paragraph, &format!("not-retained:{}", items[0].id));
    let twins = room.table().log.len();
    assert_eq!(twins, 1, "one decision, however many are on the card");
    let decided = room.table().standing(&room.table().consolidate().outcomes);
    let done = decided.submissions - decided.open;
    assert!(done > 0 && overview("").contains(&format!("{done} of {all} submissions decided")));
    let rows =
        |page: &str| Html::parse_document(page).select(&Selector::parse("tr.desk-row").unwrap()).count();
    let (whole, open, competing) =
        (rows(&overview("")), rows(&overview("?show=undecided")), rows(&overview("?show=competing")));
    assert!(whole > open && open >= competing && competing > 0, "{whole} {open} {competing}");
    let contested = overview("?order=contested&show=all");
    let first = Html::parse_document(&contested);
    let link = Selector::parse("tr.desk-row a").unwrap();
    assert!(first.select(&link).next().unwrap().value().attr("href").unwrap().starts_with(DESK));
    assert!(
        overview("").contains("Next undecided:") && overview("").contains("Nothing waits for its release")
    );
    assert_eq!(room.site.get_as(&room.chair, &format!("{DESK}?show=other")).status, StatusCode::BAD_REQUEST);
}

#[test]
fn held_ones_are_for_the_co_chairs_and_names_for_nobody() {
    let site = Site::public();
    let names = ["Northmark", "Southland", "Eastmoor"];
    let delegate = site.enter(&site.delegation(names[1]));
    site.delegation(names[2]);
    site.staff("chair", &[Appointment::CoChair(names[0].to_owned())]);
    site.staff("office", &[Appointment::Other(Office::Secretariat)]);
    let (chair, office) = (site.enter_staff("chair"), site.enter_staff("office"));
    let on = site.store().blocking_read(|r| {
        let scope = proceedings::find(r, None)?;
        Ok::<_, proceedings::Error>(Table::lay(r, &scope, None)?.paragraphs[3].id)
    });
    let at = Room::at(on.unwrap());
    let (chairs, offices) = (site.get_as(&chair, &at).text(), site.get_as(&office, &at).text());
    assert!(chairs.contains(HELD) && chairs.contains("held: for the co-chairs only"));
    assert!(!offices.contains(HELD) && !offices.contains("held: for the co-chairs only"));
    assert!(chairs.contains("2 of") || chairs.contains("2 comments"), "both are counted for the co-chairs");
    for page in [chairs, offices, site.get_as(&chair, DESK).text(), site.get_as(&office, DESK).text()] {
        assert!(names.iter().all(|name| !page.contains(name)));
    }
    assert!(site.get_as(&delegate, PROCESS).text().contains(names[1]));
}

#[test]
fn every_page_of_the_desk_is_well_formed_and_writes_nothing() {
    let room = Room::new();
    let (paragraph, items) = room.contested();
    room.decide(paragraph, &format!("bracket:{}", items[0].id));
    let before = room.site.files();
    let mut at: Vec<String> = room.table().paragraphs.iter().map(|it| Room::at(it.id)).collect();
    at.extend([DESK.to_owned(), format!("{DESK}/whole-text")]);
    for address in at {
        let page = room.site.get_as(&room.chair, &address);
        assert_eq!(page.status, StatusCode::OK, "{address}");
        super::crawl::check_markup(&Html::parse_document(&page.text()), &address);
    }
    for format in ["docx", "html"] {
        let file = room.site.get_as(&room.chair, &format!("{DESK}/working-redline.{format}"));
        assert_eq!(file.status, StatusCode::OK);
        assert!(file.header("content-disposition").contains("working-redline"));
    }
    assert!(before == room.site.files(), "a GET has written");
}

/// The words of an amendment of one paragraph.
pub(super) fn wanted(item: &Submission) -> Text {
    match &item.body {
        Words::Replace { with, .. } => with[0].text.clone(),
        _ => Text::default(),
    }
}
