//! A later draft from a file: it is read, laid over the latest draft, looked at and corrected, and put on the desk.
//!
//! Invariant: what is put on the desk is what was looked at. If anybody has decided since, or a correction has not been
//! looked at yet, nothing is put there.

mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::clock;
use crate::document::compare::pairing::Correction;
use crate::document::id::{DraftId, ParagraphId, SubmissionId};
use crate::document::inline::Text;
use crate::document::outline::spoken_names;
use crate::drafting::later::{Choices, Later, Taken};
use crate::drafting::round::Phase;
use crate::i18n::{self, Fact};
use crate::identity::StaffId;
use crate::identity::role::Act;
use crate::proceedings::{self, Table, laid_over, put_on_desk};
use crate::store::drafts::Basis;
use crate::store::{self, Read, Write};
use crate::web::AppState;
use crate::web::answer::{Page, see_other};
use crate::web::error::Error;
use crate::web::extract::{Form, Path, Query};
use crate::web::guest::Guest;
use crate::web::office::{Wrong, unprocessable};
use crate::web::paths;
use crate::web::uploads::{Found, Told, in_time, read, received};
use crate::web::visit::Visit;

/// How many paragraphs are listed.
const SHOWN: usize = 2000;

/// The desk that a file is to follow.
struct Desk {
    visit: Visit,
    staff: StaffId,
    table: Table,
    phase: Phase,
}

/// The page that shows what was found.
struct Looked {
    desk: Desk,
    upload: String,
    found: Arc<Found>,
    later: Later,
    /// What people call the paragraphs of the text before and of the file; by place where two are called alike.
    before: Vec<String>,
    after: Vec<String>,
    /// The submissions that are ticked.
    ticked: BTreeSet<SubmissionId>,
    /// What was typed and cannot be read.
    typed: BTreeMap<usize, String>,
    wrong: Option<Wrong>,
    /// Whether it was corrected just now.
    corrected: bool,
}

#[derive(Default, Deserialize)]
pub(super) struct Done {
    done: Option<String>,
}

/// What the form says.
struct Said {
    seen: Basis,
    put: bool,
    taken: BTreeSet<SubmissionId>,
    lines: BTreeMap<usize, String>,
}

pub(super) async fn page(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Query(Done { done }): Query<Done>,
) -> Result<Page, Error> {
    let desk = desk(&app, guest, process).await?;
    let words = i18n::words();
    let gone = (done.as_deref() == Some("gone")).then(|| Wrong::new(words, "wrong-upload-gone", "file"));
    Ok(Page(view::asking(words, &desk, gone.as_ref())))
}

pub(super) async fn upload(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    form: Result<Multipart, axum::extract::multipart::MultipartRejection>,
) -> Result<Response, Error> {
    let desk = desk(&app, guest, process.clone()).await?;
    let (sent, _) = received(form, &[]).await?;
    match read(sent).await? {
        Err(said) => {
            let wrong = Wrong { said, field: "file" };
            Ok(unprocessable(view::asking(i18n::words(), &desk, Some(&wrong))))
        }
        Ok(found) => {
            let upload = app.uploads.keep(desk.staff, (Arc::new(found), Told::default()), clock::now())?;
            Ok(see_other(&paths::office::later_found(&process, &upload)))
        }
    }
}

pub(super) async fn found(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, upload)): Path<(String, String)>,
    Query(Done { done }): Query<Done>,
) -> Result<Response, Error> {
    let desk = desk(&app, guest, process.clone()).await?;
    let Some((found, told)) = app.uploads.find(&desk.staff, &upload, clock::now()) else {
        return Ok(gone(&process));
    };
    let corrected = done.as_deref() == Some("corrected");
    let looked = looked(desk, upload, found, told).await?;
    let corrected = corrected && looked.wrong.is_none();
    Ok(Page(view::found(i18n::words(), &Looked { corrected, ..looked })).into_response())
}

pub(super) async fn told(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, upload)): Path<(String, String)>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let words = i18n::words();
    let desk = desk(&app, guest, process.clone()).await?;
    if !desk.visit.standing.may(Act::Decide, desk.phase) {
        return Err(Error::Refused("desk-not-begun"));
    }
    let (staff, said) = (desk.staff, Said::of(form)?);
    let Some((found, before)) = app.uploads.find(&staff, &upload, clock::now()) else {
        return Ok(gone(&process));
    };
    let (seen, scope) = (desk.table.basis(), desk.visit.scope.clone());
    let shown = looked(desk, upload.clone(), Arc::clone(&found), before.clone()).await?;
    if shown.wrong.is_some() || seen != said.seen {
        return Ok(moved(shown));
    }
    let corrections = match shown.corrections(&said.lines, &before.corrections) {
        Ok(corrections) => corrections,
        Err(name) => {
            let said_wrong = words.tell("wrong-pair", &[("name", Fact::Text(&name))]);
            let wrong = Some(Wrong { said: said_wrong, field: "pairs" });
            let page = view::found(words, &Looked { wrong, typed: said.lines, ticked: said.taken, ..shown });
            return Ok(unprocessable(page));
        }
    };
    let is_seen = corrections == before.corrections;
    let told = Told { corrections, taken: Some(said.taken) };
    if !(said.put && is_seen) {
        let choices = choices(&told);
        let (table, file) = (shown.desk.table.clone(), Arc::clone(&found));
        let laid = in_time(move || laid_over(&table, &file.file, &choices).map(drop)).await?;
        if !matches!(laid, Some(Ok(()))) {
            let wrong = Some(Wrong::new(words, "refused-unfit", "pairs"));
            return Ok(unprocessable(view::found(words, &Looked { wrong, typed: said.lines, ..shown })));
        }
        app.uploads.change(&staff, &upload, (found, told));
        let address = paths::office::later_found(&process, &upload);
        return Ok(see_other(&format!("{address}?done=corrected")));
    }
    let choices = choices(&told);
    let put = move |w: &Write<'_>| put_on_desk(w, &scope, seen, &found.file, &choices).map(drop);
    match app.store.write(put).await {
        Err(proceedings::Error::Store(store::Error::Stale { .. })) => Ok(moved(shown)),
        done => {
            done?;
            app.uploads.drop_all_of(&staff);
            Ok(see_other(&format!("{}?done=file-on-desk", paths::office::issue(&process))))
        }
    }
}

/// Somebody has decided since.
fn moved(looked: Looked) -> Response {
    let wrong = Some(Wrong::new(i18n::words(), "refused-desk-moved", "pairs"));
    let page = view::found(i18n::words(), &Looked { wrong, ..looked });
    (StatusCode::CONFLICT, Page(page)).into_response()
}

fn gone(process: &str) -> Response {
    see_other(&format!("{}?done=gone", paths::office::later(process)))
}

impl Said {
    /// Reads the form; a field that the page does not have is refused.
    fn of(form: Vec<(String, String)>) -> Result<Self, Error> {
        let (mut draft, mut version, mut act) = (None, None, None);
        let (mut taken, mut lines) = (BTreeSet::new(), BTreeMap::new());
        for (name, value) in form {
            let place = name.strip_prefix('p').and_then(|place| place.parse::<usize>().ok());
            match (name.as_str(), place) {
                ("draft", _) if draft.is_none() => draft = value.parse::<DraftId>().ok(),
                ("version", _) if version.is_none() => version = value.parse().ok(),
                ("act", _) if act.is_none() => act = Some(value),
                ("taken", _) => {
                    taken.insert(value.parse().map_err(|_| Error::Form)?);
                }
                (_, Some(place)) if !lines.contains_key(&place) => {
                    lines.insert(place, value);
                }
                _ => return Err(Error::Form),
            }
        }
        let put = match act.as_deref() {
            Some("put") => true,
            Some("show") => false,
            _ => return Err(Error::Form),
        };
        match (draft, version) {
            (Some(draft), Some(version)) => Ok(Self { seen: Basis { draft, version }, put, taken, lines }),
            _ => Err(Error::Form),
        }
    }
}

impl Looked {
    /// What a paragraph of the file continues, as it is typed: "14", "14 + 15", "new".
    fn continues(&self, new: usize) -> Vec<ParagraphId> {
        let tie = self.later.ties.iter().find(|tie| tie.new.contains(&new));
        tie.map_or_else(Vec::new, |tie| tie.old.iter().map(|&at| self.later.working[at].id).collect())
    }

    /// What was typed, as corrections: those that say something else than the page, and those made before. The name
    /// that is unknown, where one is.
    fn corrections(
        &self,
        lines: &BTreeMap<usize, String>,
        before: &[Correction],
    ) -> Result<Vec<Correction>, String> {
        let mut all: BTreeMap<usize, Vec<Correction>> = BTreeMap::new();
        for &correction in before {
            let (Correction::Continues { new, .. } | Correction::New { new }) = correction;
            all.entry(new).or_default().push(correction);
        }
        let new_word = i18n::words().say("pair-new");
        for (&new, line) in lines.iter().filter(|(new, _)| **new < self.later.made.paragraphs.len()) {
            let named = line.split('+').map(str::trim).filter(|name| !name.is_empty());
            let named = named.filter(|name| !name.eq_ignore_ascii_case(&new_word));
            let id = |name: &str| {
                let at = self.before.iter().position(|it| it.eq_ignore_ascii_case(name));
                at.map(|at| self.later.working[at].id).ok_or_else(|| name.to_owned())
            };
            let olds = named.map(id).collect::<Result<Vec<_>, _>>()?;
            if olds == self.continues(new) {
                continue;
            }
            let said = olds.iter().map(|&old| Correction::Continues { new, old }).collect();
            all.insert(new, if olds.is_empty() { vec![Correction::New { new }] } else { said });
        }
        Ok(all.into_values().flatten().collect())
    }
}

fn choices(told: &Told) -> Choices {
    Choices {
        corrections: told.corrections.clone(),
        taken: told.taken.clone().map_or(Taken::All, Taken::These),
        reason: Text::literal(&i18n::words().say("later-reason")),
    }
}

/// Lays a file over the desk. Where the corrections no longer fit it they are left out, and the page says so.
async fn looked(desk: Desk, upload: String, found: Arc<Found>, told: Told) -> Result<Looked, Error> {
    let (table, file) = (desk.table.clone(), Arc::clone(&found));
    let (as_told, plain) = (choices(&told), choices(&Told { corrections: Vec::new(), ..told.clone() }));
    let laid = in_time(move || match laid_over(&table, &file.file, &as_told) {
        Ok(later) => (Ok(later), true),
        Err(_) => (laid_over(&table, &file.file, &plain), false),
    });
    let (later, fits) = laid.await?.ok_or(Error::Refused("wrong-too-long"))?;
    let later = later.map_err(proceedings::Error::from)?;
    let held: BTreeSet<SubmissionId> = later.held.iter().copied().collect();
    Ok(Looked {
        before: names(&spoken_names(&later.working)),
        after: names(&spoken_names(&later.made.paragraphs)),
        ticked: told.taken.unwrap_or(held),
        desk,
        upload,
        found,
        later,
        typed: BTreeMap::new(),
        wrong: (!fits).then(|| Wrong::new(i18n::words(), "refused-unfit", "pairs")),
        corrected: false,
    })
}

/// Names that are one's own: "p9" where two paragraphs are called alike or have no number.
fn names(spoken: &[String]) -> Vec<String> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for name in spoken {
        *count.entry(name.to_lowercase()).or_default() += 1;
    }
    let own = |(at, name): (usize, &String)| match count.get(&name.to_lowercase()) {
        Some(1) if !name.starts_with('¶') && !name.contains('+') => name.clone(),
        _ => format!("p{}", at + 1),
    };
    spoken.iter().enumerate().map(own).collect()
}

async fn desk(app: &AppState, guest: Guest, process: String) -> Result<Desk, Error> {
    let read = move |r: &Read<'_>| {
        let visit = Visit::to(r, &guest, &process)?;
        visit.permitted(Act::Issue)?;
        let staff = visit.standing.staff().ok_or(Error::NotYours)?;
        let table = Table::lay(r, &visit.scope, None)?;
        let phase = r.rounds(table.draft.id)?.pop().map_or(Phase::Closed, |it| it.phase);
        Ok::<_, Error>(Desk { visit, staff, table, phase })
    };
    app.store.read(read).await
}
