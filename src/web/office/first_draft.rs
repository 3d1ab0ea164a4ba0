//! The first draft: a file is read, what was found is looked at, and then it is issued.
//!
//! Invariant: of a file that is sent nothing is kept but the paragraphs found in it, in memory, until they are issued
//! or an hour has gone by.

mod view;

use std::sync::Arc;

use axum::extract::{Multipart, State};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Deserialize;

use super::field::Wrong;
use super::{told, unprocessable, visit, zone};
use crate::clock;
use crate::document::exchange::Exchange;
use crate::drafting::round::Phase;
use crate::i18n;
use crate::identity::role::Act;
use crate::proceedings::{self, NewDraft, Refusal, take_in};
use crate::store::Read;
use crate::web::AppState;
use crate::web::answer::{Page, see_other};
use crate::web::error::Error;
use crate::web::extract::{Form, Path};
use crate::web::guest::Guest;
use crate::web::paths;
use crate::web::uploads::{self, Told, received};
use crate::web::visit::Visit;

/// What a first draft is called, unless it is called something else.
const FIRST: &str = "Zero draft";

/// What stands in the fields.
#[derive(Clone, Debug, Default)]
struct Typed {
    label: String,
    day: String,
}

/// The page that asks for a file.
struct Asking {
    visit: Visit,
    typed: Typed,
    wrong: Option<Wrong>,
}

/// The page that shows what was found.
struct Found {
    visit: Visit,
    typed: Typed,
    upload: String,
    found: Arc<uploads::Found>,
    wrong: Option<Wrong>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IssueForm {
    upload: String,
    label: String,
    day: String,
}

pub(super) async fn page(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
) -> Result<Page, Error> {
    let asking = app.store.read(move |r| asking(r, &guest, &process)).await?;
    Ok(Page(view::asking(i18n::words(), &asking)))
}

pub(super) async fn upload(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    form: Result<Multipart, axum::extract::multipart::MultipartRejection>,
) -> Result<Response, Error> {
    let before = app.store.read(move |r| asking(r, &guest, &process)).await?;
    let staff = before.visit.standing.staff().ok_or(Error::NotYours)?;
    let (sent, mut fields) = received(form, &["label", "day"]).await?;
    let mut field = |name| fields.remove(name).unwrap_or_default();
    let typed = Typed { label: field("label"), day: field("day") };
    match uploads::read(sent).await? {
        Err(said) => {
            let wrong = Some(Wrong { said, field: "file" });
            Ok(unprocessable(view::asking(i18n::words(), &Asking { typed, wrong, ..before })))
        }
        Ok(found) => {
            let found = Arc::new(found);
            let upload = app.uploads.keep(staff, (Arc::clone(&found), Told::default()), clock::now())?;
            let typed = typed.or_told(found.exchange.as_ref());
            let found = Found { visit: before.visit, typed, upload, found, wrong: None };
            Ok(Page(view::found(i18n::words(), &found)).into_response())
        }
    }
}

pub(super) async fn issue(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Form(IssueForm { upload, label, day }): Form<IssueForm>,
) -> Result<Response, Error> {
    let name = process.clone();
    let before = app.store.read(move |r| asking(r, &guest, &name)).await?;
    let staff = before.visit.standing.staff().ok_or(Error::NotYours)?;
    let typed = Typed { label, day };
    let words = i18n::words();
    let Some((found, _)) = app.uploads.find(&staff, &upload, clock::now()) else {
        let wrong = Some(Wrong::new(words, "wrong-upload-gone", "file"));
        return Ok(unprocessable(view::asking(words, &Asking { typed, wrong, ..before })));
    };
    let wrong = match typed.draft() {
        Err(wrong) => wrong,
        Ok(new) => {
            let (scope, found) = (before.visit.scope.clone(), Arc::clone(&found));
            let by = before.visit.actor()?;
            let issued = app.store.write(move |w| {
                let (contents, exchange) = (found.file.paragraphs.clone(), found.exchange.clone());
                take_in(w, &scope, &new, contents, exchange, &by).map(drop).map_err(Refusal::from)
            });
            let issued = issued.await;
            if let Err(Refusal::Act(proceedings::Error::HasDraft(_))) = issued {
                return Err(Error::Refused("refused-has-draft"));
            }
            match told(issued)? {
                Ok(()) => {
                    app.uploads.drop_all_of(&staff);
                    return Ok(see_other(&format!("{}?done=draft-issued-done", paths::office(&process))));
                }
                Err(said) => Wrong::new(words, said, "label"),
            }
        }
    };
    let found = Found { visit: before.visit, typed, upload, found, wrong: Some(wrong) };
    Ok(unprocessable(view::found(words, &found)))
}

impl Typed {
    /// The name and the day that the file tells, where the name was left as it stood.
    fn or_told(self, told: Option<&Exchange>) -> Self {
        let told = told.filter(|it| self.label == FIRST && !it.draft.is_empty());
        let Some(told) = told else { return self };
        Self { label: told.draft.clone(), day: told.day.map_or(self.day, |day| day.to_string()) }
    }

    /// The draft that is meant; its round is planned, and settled and opened in the office.
    fn draft(&self) -> Result<NewDraft, Wrong> {
        let day: Result<Date, _> = self.day.trim().parse();
        let day = day.map_err(|_| Wrong::new(i18n::words(), "wrong-day", "day"))?;
        let mut new = NewDraft::new(&self.label, day);
        new.round.phase = Phase::Planned;
        Ok(new)
    }
}

fn asking(r: &Read<'_>, guest: &Guest, process: &str) -> Result<Asking, Error> {
    let visit = visit(r, guest, process, Act::Settle)?;
    let day = clock::today(&zone(&visit)).to_string();
    Ok(Asking { visit, typed: Typed { label: FIRST.to_owned(), day }, wrong: None })
}
