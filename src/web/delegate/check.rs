//! The check page: what is about to be submitted, who will see what of it, and when; then submitting it.
//!
//! Invariant: what is submitted is what was looked at; what cannot be submitted stays in preparation.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Deserialize;

use super::form::Way;
use super::fragment::Fragment;
use super::subject::{Subject, phase_of, round_of};
use super::view::check as view;
use super::write::now;
use crate::drafting::round::Phase;
use crate::export::rendition::Language;
use crate::i18n;
use crate::identity::authorship::FormNonce;
use crate::identity::keyring::KeyRole;
use crate::identity::preparation::Entry;
use crate::identity::role::Act;
use crate::identity::rules::{Lacks, Rules};
use crate::identity::session::Delegate;
use crate::proceedings::{self, Refusal, entries, rules, submit_set};
use crate::store::Read;
use crate::store::rounds::Round;
use crate::web::AppState;
use crate::web::answer::{Page, see_other};
use crate::web::error::Error;
use crate::web::extract::{Form, Path};
use crate::web::guest::Guest;
use crate::web::paths;
use crate::web::refusal::said;
use crate::web::visit::Visit;

/// What is chosen to be looked at, or to be submitted.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Chosen {
    item: Vec<String>,
    #[serde(rename = "pad")]
    _pad: Option<String>,
}

/// All that the check page shows.
pub(super) struct Check {
    /// The process, and who visits it.
    pub(super) visit: Visit,
    /// The round on the latest draft.
    pub(super) round: Option<Round>,
    /// What is about to be submitted.
    pub(super) checked: Vec<Checked>,
    /// The rules of the delegation, and what the key may do.
    pub(super) rules: (Rules, KeyRole),
    /// Why it was not submitted.
    pub(super) wrong: Option<&'static str>,
    /// Now.
    pub(super) now: Timestamp,
}

/// One thing to be submitted.
pub(super) struct Checked {
    /// It, as it is kept.
    pub(super) entry: Entry,
    /// What it is about.
    pub(super) name: String,
    /// The address where it is written on.
    pub(super) edit: String,
    /// What it does.
    pub(super) way: Way,
    /// What becomes of the text.
    pub(super) fragment: Fragment,
    /// The language of the text.
    pub(super) language: Language,
    /// The draft that was issued since it was written, if one was.
    pub(super) since: Option<String>,
}

impl Checked {
    /// Whether it is sent to the co-chairs only, by its author's wish or because of what it names.
    pub(super) fn is_held(&self) -> bool {
        self.entry.words.held || self.fragment.told.holds()
    }
}

impl Check {
    /// Whether everything can be submitted as it stands.
    pub(super) fn is_ready(&self) -> bool {
        !self.checked.is_empty()
            && self.is_open()
            && self.checked.iter().all(|it| it.since.is_none() && self.lacks(it).is_none())
    }

    /// What one of them lacks by the delegation's own rules.
    pub(super) fn lacks(&self, it: &Checked) -> Option<Lacks> {
        let (rules, role) = &self.rules;
        rules.lacks(*role, &it.entry)
    }

    /// Whether the round takes all of it now.
    pub(super) fn is_open(&self) -> bool {
        let phase = phase_of(self.round.as_ref());
        let act = |it: &Checked| if it.way.amends() { Act::SubmitAmendment } else { Act::SubmitComment };
        self.checked.iter().all(|it| self.visit.standing.may(act(it), phase))
    }

    /// What the round permits.
    pub(super) fn phase(&self) -> Phase {
        phase_of(self.round.as_ref())
    }

    fn read(r: &Read<'_>, visit: Visit, chosen: Vec<Entry>, rules: Rules) -> Result<Self, Error> {
        let round = round_of(r, &visit)?;
        let rules = (rules, visit.delegate()?.role);
        let words = i18n::words();
        let mut checked = Vec::new();
        for entry in chosen {
            let subject = Subject::of_target(r, visit.clone(), entry.words.made_on, &entry.words.target)?;
            let since = if subject.is_latest() { None } else { Some(visit.latest()?.draft.label.clone()) };
            checked.push(Checked {
                name: subject.name(words),
                edit: paths::entry(subject.process(), entry.form),
                way: Way::of(&entry.words.body),
                fragment: Fragment::of(r, &subject, &entry.words)?,
                language: subject.language(),
                since,
                entry,
            });
        }
        checked.sort_by(|a, b| a.name.cmp(&b.name).then(a.entry.form.cmp(&b.entry.form)));
        Ok(Self { visit, round, checked, rules, wrong: None, now: now() })
    }
}

/// Shows what was chosen.
pub(super) async fn check(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Error> {
    let delegate = of(&app, &guest, &process).await?;
    let all = app.store.act(move |store| entries(store, &delegate)).await?;
    if chosen.item.is_empty() {
        return Ok(see_other(&paths::with_done(&paths::delegation(&process), "nothing-chosen")));
    }
    let found = chosen.all()?.into_iter();
    let found = found.map(|(form, _)| all.iter().find(|it| it.form == form).cloned().ok_or(Error::NotFound));
    let found = found.collect::<Result<Vec<_>, _>>()?;
    answer(&app, guest, process, found, (StatusCode::OK, None)).await
}

/// Submits what was looked at, all of it or nothing.
pub(super) async fn submit(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Error> {
    let delegate = of(&app, &guest, &process).await?;
    let asked = chosen.all()?;
    let forms: Vec<FormNonce> = asked.iter().map(|(form, _)| *form).collect();
    let (reader, sender, sent) = (delegate.clone(), delegate, forms.clone());
    let all = app.store.act(move |store| entries(store, &reader)).await?;
    let kept: Vec<Entry> = all.into_iter().filter(|it| forms.contains(&it.form)).collect();
    let seen =
        |it: &Entry| asked.iter().any(|(form, version)| *form == it.form && *version == Some(it.version));
    if !kept.iter().all(seen) {
        let other = (StatusCode::CONFLICT, Some("wrong-changed-since"));
        return answer(&app, guest, process, kept, other).await;
    }
    if latest_differs(&app, &guest, &process, &kept).await? {
        let since = (StatusCode::CONFLICT, Some("wrong-draft-since"));
        return answer(&app, guest, process, kept, since).await;
    }
    let now = now();
    match app.store.act(move |store| submit_set(store, &sender, &sent, now)).await {
        Ok(_) => {
            let mine = paths::with_done(&paths::delegation(&process), "submitted");
            Ok(see_other(&format!("{mine}#waiting")))
        }
        Err(Refusal::Act(proceedings::Error::RoundClosed(_))) => {
            let closed = (StatusCode::UNPROCESSABLE_ENTITY, Some("refused-round-closed"));
            answer(&app, guest, process, kept, closed).await
        }
        Err(Refusal::Act(error)) => Err(error.into()),
        Err(refusal) => {
            let refused = (StatusCode::UNPROCESSABLE_ENTITY, Some(said(&refusal)));
            answer(&app, guest, process, kept, refused).await
        }
    }
}

/// The check page for some entries.
pub(super) async fn answer(
    app: &AppState,
    guest: Guest,
    process: String,
    chosen: Vec<Entry>,
    (status, wrong): (StatusCode, Option<&'static str>),
) -> Result<Response, Error> {
    let delegate = guest.delegate()?.clone();
    let rules = app.store.act(move |store| rules(store, &delegate)).await?;
    let read = move |r: &Read<'_>| Check::read(r, Visit::to(r, &guest, &process)?, chosen, rules);
    let check = Check { wrong, ..app.store.read(read).await? };
    Ok((status, Page(view::page(i18n::words(), &check))).into_response())
}

/// The delegate who may prepare and submit here.
pub(super) async fn of(app: &AppState, guest: &Guest, process: &str) -> Result<Delegate, Error> {
    let (guest, process) = (guest.clone(), process.to_owned());
    app.store
        .read(move |r| {
            let visit = Visit::to(r, &guest, &process)?;
            let delegate = visit.delegate()?.clone();
            visit.permitted(Act::Prepare)?;
            Ok(delegate)
        })
        .await
}

/// Whether some of it was written on a draft that is no longer the latest.
async fn latest_differs(app: &AppState, guest: &Guest, process: &str, kept: &[Entry]) -> Result<bool, Error> {
    let (guest, process) = (guest.clone(), process.to_owned());
    let made_on: Vec<_> = kept.iter().map(|it| it.words.made_on).collect();
    app.store
        .read(move |r| {
            let visit = Visit::to(r, &guest, &process)?;
            let latest = visit.latest()?.draft.id;
            Ok(made_on.iter().any(|it| *it != latest))
        })
        .await
}

impl Chosen {
    /// The forms that were chosen, and the versions that were seen.
    fn all(&self) -> Result<Vec<(FormNonce, Option<u32>)>, Error> {
        let read = |item: &String| {
            let (form, version) = item.split_once('.').unwrap_or((item, ""));
            let form = form.parse().map_err(|_| Error::NotFound)?;
            Ok((form, version.parse().ok()))
        };
        self.item.iter().map(read).collect()
    }
}
