//! Writing: the forms on a paragraph, what they show before anything is sent, and saving.
//!
//! Invariant: a form always comes back with what was typed into it. What was written on a draft that is no longer the
//! latest is carried to that, and shown beside what it was.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Deserialize;

use super::check;
use super::form::{Typed, Way, Wrong, submission};
use super::fragment::Fragment;
use super::mine;
use super::own_words::own_words;
use super::subject::Subject;
use super::view::stale::Stale;
use super::view::{stale, write as view};
use crate::chance;
use crate::clock;
use crate::document::inline::Text;
use crate::drafting::carry::{Current, Fit};
use crate::drafting::position::Stance;
use crate::i18n;
use crate::identity::authorship::FormNonce;
use crate::identity::preparation::{Entry, Stage, Words};
use crate::identity::role::Act;
use crate::identity::session::Delegate;
use crate::proceedings::{self, On, Refusal, entries, save_entry, take_position};
use crate::store::{self, Read};
use crate::web::AppState;
use crate::web::answer::{Page, see_other};
use crate::web::error::Error;
use crate::web::extract::{Form, Path};
use crate::web::guest::Guest;
use crate::web::paths;
use crate::web::refusal::said;
use crate::web::visit::Visit;

/// The parts of the address of a form.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct At {
    process: String,
    draft: String,
    paragraph: String,
    way: String,
}

/// A page with a form on it.
pub(super) struct Writing {
    /// What it is about.
    pub(super) subject: Subject,
    /// What it does.
    pub(super) way: Way,
    /// What was typed.
    pub(super) typed: Typed,
    /// What becomes of the text by that.
    pub(super) fragment: Option<Fragment>,
    /// What was wrong.
    pub(super) wrong: Option<Wrong>,
    /// What somebody else of the delegation has saved meanwhile.
    pub(super) other: Option<Fragment>,
}

/// What a form asks for that saves what was typed and supports another amendment instead; its id stands behind it.
const SUPPORT: &str = "support:";

/// Who writes, and where.
fn writer(r: &Read<'_>, guest: &Guest, process: &str) -> Result<(Visit, Delegate), Error> {
    let visit = Visit::to(r, guest, process)?;
    let delegate = visit.delegate()?.clone();
    visit.permitted(Act::Prepare)?;
    Ok((visit, delegate))
}

/// A new form.
pub(super) async fn page(
    guest: Guest,
    State(app): State<AppState>,
    Path(at): Path<At>,
) -> Result<Response, Error> {
    let form = nonce()?;
    app.store
        .read(move |r| {
            let (visit, _) = writer(r, &guest, &at.process)?;
            let subject = Subject::at(r, visit, &at.draft, &at.paragraph)?;
            let way = Way::on(&subject, &at.way)?;
            if !subject.is_latest() {
                return Ok(see_other(&latest_of(r, &subject, way)?));
            }
            let typed = Typed::fresh(form, &subject, way);
            Ok(Page(view::page(i18n::words(), &Writing::of(subject, way, typed))).into_response())
        })
        .await
}

/// What a form makes of what was typed so far.
pub(super) async fn preview(
    guest: Guest,
    State(app): State<AppState>,
    Path(at): Path<At>,
    Form(typed): Form<Typed>,
) -> Result<Page, Error> {
    app.store
        .read(move |r| {
            let (visit, _) = writer(r, &guest, &at.process)?;
            let subject = Subject::at(r, visit, &at.draft, &at.paragraph)?;
            let way = Way::on(&subject, &at.way)?;
            let writing = Writing::of(subject, way, typed).shown(r)?;
            Ok(Page(view::preview(i18n::words(), &writing)))
        })
        .await
}

/// What a form is answered with.
enum Looked {
    /// It is to be kept: by whom, and what.
    Keep(Box<(Writing, Words, Delegate)>),
    /// It comes back.
    Show(StatusCode, Markup),
}

/// Looks at what was typed.
fn look(r: &Read<'_>, guest: &Guest, at: &At, typed: Typed) -> Result<Looked, Error> {
    let (visit, delegate) = writer(r, guest, &at.process)?;
    typed.nonce()?;
    let subject = Subject::at(r, visit, &at.draft, &at.paragraph)?;
    let way = Way::on(&subject, &at.way)?;
    if !subject.is_latest() {
        let words = typed.words(&subject, way).ok();
        let stale = Stale::read(r, subject, way, typed, words)?;
        return Ok(Looked::Show(StatusCode::CONFLICT, stale::page(i18n::words(), &stale)));
    }
    let act = typed.act.as_deref().unwrap_or_default();
    let kept = matches!(act, "save" | "clear" | "check") || act.starts_with(SUPPORT);
    let writing = Writing::of(subject, way, typed).shown(r)?;
    Ok(match writing.typed.words(&writing.subject, way) {
        Ok(words) if kept => Looked::Keep(Box::new((writing, words, delegate))),
        Ok(_) => Looked::Show(StatusCode::OK, view::page(i18n::words(), &writing)),
        Err(wrong) => {
            let writing = Writing { wrong: Some(wrong), ..writing };
            Looked::Show(StatusCode::UNPROCESSABLE_ENTITY, view::page(i18n::words(), &writing))
        }
    })
}

/// Takes a form: shows what it changes, saves it, or goes on to the check page.
pub(super) async fn take(
    guest: Guest,
    State(app): State<AppState>,
    Path(at): Path<At>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let process = at.process.clone();
    let asks = guest.clone();
    let looked = app.store.read(move |r| look(r, &asks, &at, typed)).await?;
    let (writing, words, delegate) = match looked {
        Looked::Keep(found) => *found,
        Looked::Show(status, page) => return Ok((status, Page(page)).into_response()),
    };
    let form = writing.typed.nonce()?;
    let act = writing.typed.act.clone().unwrap_or_default();
    let seen = writing.typed.seen;
    let saver = delegate.clone();
    let for_clearance = act == "clear";
    let kept = words.clone();
    let saved = app
        .store
        .act(move |store| {
            let found = entries(store, &saver)?.into_iter().find(|it| it.form == form);
            // What is looked at once more stays cleared if it was.
            let stage = match found.filter(|it| it.words == kept) {
                _ if for_clearance => Stage::ForClearance,
                Some(same) => {
                    if same.stage == Stage::Cleared {
                        return Ok(same);
                    }
                    same.stage
                }
                None => Stage::InPreparation,
            };
            save_entry(store, &saver, form, seen, stage, kept)
        })
        .await;
    match saved {
        Ok(entry) if act == "check" => {
            check::answer(&app, guest, process, vec![entry], (StatusCode::OK, None)).await
        }
        Ok(entry) if act.starts_with(SUPPORT) => {
            let item = act[SUPPORT.len()..].parse().map_err(|_| Error::NotFound)?;
            let supports = Some(Stance::Support);
            app.store.act(move |store| take_position(store, &delegate, On::Item(item), supports)).await?;
            let mine = paths::with_done(&paths::delegation(&process), "supported");
            Ok(see_other(&format!("{mine}#{}", mine::entry_anchor(entry.form))))
        }
        Ok(entry) => {
            let done = if act == "clear" { "for-clearance" } else { "saved" };
            let mine = paths::with_done(&paths::delegation(&process), done);
            Ok(see_other(&format!("{mine}#{}", mine::entry_anchor(entry.form))))
        }
        Err(Refusal::Act(proceedings::Error::Store(store::Error::Stale { found, .. }))) => {
            meanwhile(&app, writing, delegate, found).await
        }
        Err(Refusal::Act(error)) => Err(error.into()),
        Err(refusal) => {
            let writing = Writing { wrong: Some(Wrong { said: said(&refusal), field: "text" }), ..writing };
            let page = Page(view::page(i18n::words(), &writing));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// Somebody else of the delegation has saved the same entry: both are shown, and what was typed can be saved over it.
async fn meanwhile(
    app: &AppState,
    writing: Writing,
    delegate: Delegate,
    found: u32,
) -> Result<Response, Error> {
    let form = writing.typed.nonce()?;
    let newer = app.store.act(move |store| entries(store, &delegate)).await?;
    let newer = newer.into_iter().find(|it| it.form == form);
    let page = app
        .store
        .read(move |r| {
            let other = match &newer {
                Some(entry) if entry.words.target == target_of(&writing) => {
                    Some(Fragment::of(r, &writing.subject, &entry.words)?)
                }
                _ => None,
            };
            let mut writing = Writing { other, ..writing };
            writing.typed.seen = found;
            writing.wrong = Some(Wrong { said: "wrong-meanwhile", field: "text" });
            Ok::<_, Error>(view::page(i18n::words(), &writing))
        })
        .await?;
    Ok((StatusCode::CONFLICT, Page(page)).into_response())
}

fn target_of(writing: &Writing) -> crate::drafting::submission::Target {
    match writing.typed.words(&writing.subject, writing.way) {
        Ok(words) => words.target,
        Err(_) => crate::drafting::submission::Target::Document,
    }
}

/// An entry in preparation, to be written on; carried to the latest draft if it was written on another.
pub(super) async fn entry(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, form)): Path<(String, String)>,
) -> Result<Response, Error> {
    let form: FormNonce = form.parse().map_err(|_| Error::NotFound)?;
    let (asks, name) = (guest.clone(), process.clone());
    let (_, delegate) = app.store.read(move |r| writer(r, &asks, &name)).await?;
    let found = app.store.act(move |store| entries(store, &delegate)).await?;
    let found: Entry = found.into_iter().find(|it| it.form == form).ok_or(Error::NotFound)?;
    open(&app, guest, process, form, found.version, found.words).await
}

/// An own item, waiting or released, to be written anew: what comes of it takes its place.
pub(super) async fn rewrite(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, item)): Path<(String, String)>,
) -> Result<Response, Error> {
    let item = item.parse().map_err(|_| Error::NotFound)?;
    let (asks, name) = (guest.clone(), process.clone());
    let words = own_words(&app, asks, name, item).await?;
    let words = Words { succeeds: Some(item), ..words };
    open(&app, guest, process, nonce()?, 0, words).await
}

async fn open(
    app: &AppState,
    guest: Guest,
    process: String,
    form: FormNonce,
    seen: u32,
    words: Words,
) -> Result<Response, Error> {
    app.store
        .read(move |r| {
            let (visit, _) = writer(r, &guest, &process)?;
            let subject = Subject::of_target(r, visit, words.made_on, &words.target)?;
            let way = Way::of(&words.body);
            let mut typed = Typed::again(form, seen, &words);
            if way == Way::Join && typed.text.is_empty() {
                typed.text = Typed::fresh(form, &subject, way).text;
            }
            if subject.is_latest() {
                let writing = Writing::of(subject, way, typed).shown(r)?;
                return Ok::<_, Error>(Page(view::page(i18n::words(), &writing)).into_response());
            }
            let stale = Stale::read(r, subject, way, typed, Some(words))?;
            Ok(Page(stale::page(i18n::words(), &stale)).into_response())
        })
        .await
}

/// The same form on the latest draft; the draft itself where the paragraph is gone.
fn latest_of(r: &Read<'_>, subject: &Subject, way: Way) -> Result<String, Error> {
    let (process, latest) = (subject.process(), subject.visit.latest()?);
    let Some(paragraph) = subject.paragraph() else {
        return Ok(paths::write(process, &latest.name, subject.segment(), way.name()));
    };
    let paragraphs = r.paragraphs(latest.draft.id)?;
    let lineage = r.lineage(&subject.draft.draft, &latest.draft)?;
    let heir = Current::new(&paragraphs, &lineage).follow(paragraph.id).first().map(|at| paragraphs[*at].id);
    Ok(match heir {
        Some(heir) => paths::write(process, &latest.name, heir, way.name()),
        None => paths::clean(process, &latest.name),
    })
}

impl Writing {
    fn of(subject: Subject, way: Way, typed: Typed) -> Self {
        Self { subject, way, typed, fragment: None, wrong: None, other: None }
    }

    /// With what becomes of the text; what is wrong is left for whoever sends it.
    fn shown(self, r: &Read<'_>) -> Result<Self, Error> {
        let fragment = match self.typed.words(&self.subject, self.way) {
            Ok(words) => Some(Fragment::of(r, &self.subject, &words)?),
            Err(_) => None,
        };
        Ok(Self { fragment, ..self })
    }

    /// What is wrong with what was typed so far.
    pub(super) fn so_far(&self) -> Option<Wrong> {
        self.typed.words(&self.subject, self.way).err()
    }
}

impl Stale {
    /// Carries what was typed on an earlier draft to the latest.
    fn read(
        r: &Read<'_>,
        subject: Subject,
        way: Way,
        typed: Typed,
        words: Option<Words>,
    ) -> Result<Self, Error> {
        let latest = subject.visit.latest()?.clone();
        let lineage = r.lineage(&subject.draft.draft, &latest.draft)?;
        let paragraphs = r.paragraphs(latest.draft.id)?;
        let current = Current::new(&paragraphs, &lineage);
        let anchor = subject.paragraph().map(|it| it.id);
        let heir = anchor.and_then(|id| current.follow(id).first().copied()).map(|at| paragraphs[at].id);
        let mut carried = typed.clone();
        let mut fit = if anchor.is_some() && heir.is_none() { Fit::Lost } else { Fit::Clean };
        if let Some(words) = &words {
            let found = current.carry(&submission(&subject, words.target.clone(), words.body.clone()));
            fit = found.fit;
            let reading = found.readings.iter().find(|(id, _)| Some(*id) == heir);
            // Paragraphs that come behind it, and the pieces of a split, stay as they were typed.
            let alone = !typed.text.trim().contains("\n\n");
            if let (Way::Wording, true, Some((_, reading))) = (way, alone, reading) {
                carried.text = reading.to_text().to_string();
            }
        }
        let new = Subject::at(
            r,
            subject.visit.clone(),
            &latest.name,
            &heir.map_or_else(|| "all".to_owned(), |it| it.to_string()),
        )?;
        let possible = heir.is_some() || anchor.is_none();
        let target = possible.then(|| Way::on(&new, way.name()).ok()).flatten().map(|way| (new, way));
        let now: Option<Text> =
            heir.and_then(|id| paragraphs.iter().find(|it| it.id == id)).map(|it| it.content.text.clone());
        let target = match target {
            Some((new, way)) => Some(Writing::of(new, way, carried).shown(r)?),
            None => None,
        };
        Ok(Self { subject, way, typed, now, fit, latest, target })
    }
}

/// The nonce of a new form.
pub(super) fn nonce() -> Result<FormNonce, Error> {
    let bytes = chance::id().map_err(proceedings::Error::from)?;
    Ok(FormNonce::from_bytes(bytes))
}

/// The moment of an act.
pub(super) fn now() -> jiff::Timestamp {
    clock::now()
}
