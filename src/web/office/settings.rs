//! What is settled for a process: its title, the clocks of its venue, who sees what.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::field::{Field, Wrong, check, choice, summary, typed};
use super::{Tab, told, unprocessable, view, visit, who};
use crate::i18n::{self, Words};
use crate::identity::role::Act;
use crate::proceedings::{NewProcess, Refusal, Unsettled, settle};
use crate::store::Read;
use crate::store::processes::{Settings, Shown, Visibility};
use crate::web::AppState;
use crate::web::answer::{Page, see_other};
use crate::web::component::done;
use crate::web::error::Error;
use crate::web::extract::{Form, Path, Query};
use crate::web::guest::Guest;
use crate::web::paths;
use crate::web::visit::Visit;

/// The languages of the United Nations, and the messages that name them.
const LANGUAGES: [(&str, &str); 6] = [
    ("ar", "language-ar"),
    ("zh", "language-zh"),
    ("en", "language-en"),
    ("fr", "language-fr"),
    ("ru", "language-ru"),
    ("es", "language-es"),
];

/// A process as it is typed.
#[derive(Clone, Debug)]
pub(in crate::web) struct Chosen {
    pub(in crate::web) title: String,
    pub(in crate::web) document: String,
    pub(in crate::web) language: String,
    pub(in crate::web) venue: String,
    pub(in crate::web) visible: Visible,
}

/// Who sees what, as it is ticked.
#[derive(Clone, Debug)]
pub(in crate::web) struct Visible {
    pub(in crate::web) drafts_public: bool,
    pub(in crate::web) submissions_public: bool,
    pub(in crate::web) submissions_shown: String,
    pub(in crate::web) positions_shown: bool,
    pub(in crate::web) dispositions_shown: bool,
}

impl Default for Chosen {
    fn default() -> Self {
        let visible = Visible::of(&Visibility::default());
        let (title, document) = (String::new(), String::new());
        Self { title, document, language: "en".to_owned(), venue: "UTC".to_owned(), visible }
    }
}

impl Chosen {
    /// The process that is meant.
    pub(in crate::web) fn process(&self, words: &Words) -> Result<NewProcess, Wrong> {
        let said = |text: &str| text.chars().any(char::is_alphanumeric);
        for (text, field) in [(&self.title, "title"), (&self.document, "document")] {
            if !said(text) {
                return Err(Wrong::new(words, "refused-no-name", field));
            }
        }
        if !LANGUAGES.iter().any(|(tag, _)| *tag == self.language) {
            return Err(Wrong::new(words, "wrong-language", "language"));
        }
        let visibility = self.visible.visibility(words)?;
        let venue = self.venue.trim().to_owned();
        Ok(NewProcess {
            title: self.title.clone(),
            document: self.document.clone(),
            language: self.language.clone(),
            settings: Settings { venue, visibility, ..Settings::default() },
        })
    }
}

impl Visible {
    fn of(visibility: &Visibility) -> Self {
        Self {
            drafts_public: visibility.drafts_public,
            submissions_public: visibility.submissions_public,
            submissions_shown: visibility.submissions_shown.name().to_owned(),
            positions_shown: visibility.positions_shown,
            dispositions_shown: visibility.dispositions_shown,
        }
    }

    fn visibility(&self, words: &Words) -> Result<Visibility, Wrong> {
        let all = [Shown::Never, Shown::NextDraft, Shown::AtRelease];
        let shown = all.into_iter().find(|it| it.name() == self.submissions_shown);
        Ok(Visibility {
            drafts_public: self.drafts_public,
            submissions_public: self.submissions_public,
            submissions_shown: shown.ok_or_else(|| Wrong::new(words, "wrong-shown", "submissions_shown"))?,
            positions_shown: self.positions_shown,
            dispositions_shown: self.dispositions_shown,
        })
    }
}

/// The fields of a process that is begun.
pub(in crate::web) fn chosen_fields(words: &Words, chosen: &Chosen, wrong: Option<&Wrong>) -> Markup {
    html! {
        (typed(words, &Field { hint: "process-title-hint", ..Field::text("title", "process-title", &chosen.title) }, wrong))
        (typed(words, &Field::text("document", "document-title", &chosen.document), wrong))
        (choice(words, &Field::text("language", "document-language", &chosen.language), &LANGUAGES, wrong))
        (venue(words, &chosen.venue, wrong))
        (visible_fields(words, &chosen.visible, wrong))
    }
}

fn venue(words: &Words, venue: &str, wrong: Option<&Wrong>) -> Markup {
    typed(words, &Field { hint: "venue-hint", ..Field::text("venue", "venue", venue) }, wrong)
}

fn visible_fields(words: &Words, visible: &Visible, wrong: Option<&Wrong>) -> Markup {
    let shown = [
        (Shown::AtRelease.name(), "shown-at-release"),
        (Shown::NextDraft.name(), "shown-next-draft"),
        (Shown::Never.name(), "shown-never"),
    ];
    let field = Field::text("submissions_shown", "submissions-shown", &visible.submissions_shown);
    html! {
        fieldset.moment {
            legend { (words.say("visibility")) }
            p.hint { (words.say("visibility-hint")) }
            (choice(words, &field, &shown, wrong))
            (check(words, "positions_shown", "positions-shown", visible.positions_shown))
            (check(words, "dispositions_shown", "dispositions-shown", visible.dispositions_shown))
            (check(words, "drafts_public", "drafts-public", visible.drafts_public))
            (check(words, "submissions_public", "submissions-public", visible.submissions_public))
        }
    }
}

#[derive(Default, Deserialize)]
pub(super) struct Done {
    done: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettingsForm {
    title: String,
    venue: String,
    drafts_public: Option<String>,
    submissions_public: Option<String>,
    submissions_shown: String,
    positions_shown: Option<String>,
    dispositions_shown: Option<String>,
}

/// All that the page shows.
struct Settled {
    visit: Visit,
    begun: bool,
    title: String,
    venue: String,
    visible: Visible,
    wrong: Option<Wrong>,
    done: Option<&'static str>,
}

pub(super) async fn page(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Query(Done { done }): Query<Done>,
) -> Result<Page, Error> {
    let mut settled = app.store.read(move |r| read(r, &guest, &process)).await?;
    settled.done = (done.as_deref() == Some("settled")).then_some("settings-saved");
    Ok(Page(drawn(i18n::words(), &settled)))
}

pub(super) async fn change(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Form(form): Form<SettingsForm>,
) -> Result<Response, Error> {
    let name = process.clone();
    let before = app.store.read(move |r| read(r, &guest, &name)).await?;
    let words = i18n::words();
    let visible = Visible {
        drafts_public: form.drafts_public.is_some(),
        submissions_public: form.submissions_public.is_some(),
        submissions_shown: form.submissions_shown,
        positions_shown: form.positions_shown.is_some(),
        dispositions_shown: form.dispositions_shown.is_some(),
    };
    let typed = Settled { title: form.title, venue: form.venue, visible, ..before };
    let wrong = match typed.visible.visibility(words) {
        Err(wrong) => wrong,
        Ok(visibility) => {
            let (id, title) = (typed.visit.scope.process.id, typed.title.clone());
            let by = typed.visit.actor()?;
            let venue = typed.venue.trim().to_owned();
            let settings = Settings { venue, visibility, ..typed.visit.scope.process.settings.clone() };
            let changed = app.store.write(move |w| settle(w, id, &title, &settings, &by)).await;
            let field = match &changed {
                Err(Refusal::Settings(Unsettled::NoZone | Unsettled::ZoneInUse)) => "venue",
                Err(Refusal::Settings(Unsettled::Widened)) => "submissions_shown",
                Err(Refusal::Settings(Unsettled::WithoutDrafts)) => "submissions_public",
                _ => "title",
            };
            match told(changed)? {
                Ok(()) => {
                    return Ok(see_other(&format!("{}?done=settled", paths::office::settings(&process))));
                }
                Err(said) => Wrong::new(words, said, field),
            }
        }
    };
    Ok(unprocessable(drawn(words, &Settled { wrong: Some(wrong), ..typed })))
}

fn read(r: &Read<'_>, guest: &Guest, process: &str) -> Result<Settled, Error> {
    let visit = visit(r, guest, process, Act::Settle)?;
    let of = &visit.scope.process;
    Ok(Settled {
        begun: r.has_begun(of.id)?,
        title: of.title.clone(),
        venue: of.settings.venue.clone(),
        visible: Visible::of(&of.settings.visibility),
        wrong: None,
        done: None,
        visit,
    })
}

fn drawn(words: &Words, settled: &Settled) -> Markup {
    let name = settled.visit.scope.process.name.as_str();
    let wrong = settled.wrong.as_ref();
    let note = if settled.begun { "settings-fixed" } else { "settings-open" };
    let main = html! {
        (done(words, settled.done))
        (summary(words, wrong))
        p.lede { (words.say(note)) }
        div.columns {
            form.narrow method="post" action=(paths::office::settings(name)) {
                (typed(words, &Field::text("title", "process-title", &settled.title), wrong))
                (venue(words, &settled.venue, wrong))
                (visible_fields(words, &settled.visible, wrong))
                p.acts { button.main type="submit" { (words.say("save")) } }
            }
            p { a href=(paths::office::who_sees_what(name)) { (words.say("who-title")) } }
        }
        section aria-labelledby="table-title" {
            h2 #table-title { (words.say("settings-table")) }
            (who::table(words, &settled.visit.scope.process.settings.visibility))
        }
    };
    view::page(words, &settled.visit, Tab::Settings, main)
}
