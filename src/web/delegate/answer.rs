//! Questions of the co-chairs on the delegation's own items: finding them, preparing an answer, and sending it.
//!
//! Invariant: a question is there for the delegation whose tag its item has; for everybody else there is none. What was
//! typed comes back where it is not taken, and nothing of it is kept but where its writer asked for that.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::subject::{phase_of, round_of};
use super::view::answer as view;
use super::write::nonce;
use crate::document::id::QuestionId;
use crate::drafting::exchange::{Said, Unsaid};
use crate::export::rendition::{Item, Language, Vocabulary};
use crate::i18n;
use crate::identity::authorship::FormNonce;
use crate::identity::preparation::Stage;
use crate::identity::preparation::answer::Prepared;
use crate::identity::role::Act;
use crate::identity::session::Delegate;
use crate::proceedings::{self, OwnQuestion, Refusal, answer, own_question, save_answer};
use crate::store::rounds::Round;
use crate::store::{self, Store};
use crate::web::AppState;
use crate::web::answer::{Page, see_other};
use crate::web::error::Error;
use crate::web::extract::{Form, Path};
use crate::web::guest::Guest;
use crate::web::paths;
use crate::web::refusal::said;
use crate::web::visit::Visit;

/// All that the page of a question shows.
pub(super) struct Asked {
    pub(super) visit: Visit,
    /// The round on the latest draft.
    pub(super) round: Option<Round>,
    pub(super) own: OwnQuestion,
    /// The item, as it is shown.
    pub(super) drawn: Option<Item>,
    pub(super) language: Language,
    pub(super) typed: Typed,
    pub(super) wrong: Option<&'static str>,
    /// What somebody else of the delegation has saved meanwhile.
    pub(super) other: Option<Prepared>,
}

/// What stands in the fields.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typed {
    pub(super) form: FormNonce,
    /// The version in preparation that was seen.
    pub(super) seen: u32,
    pub(super) text: String,
    pub(super) share: Option<String>,
    #[serde(default)]
    act: String,
    #[serde(rename = "pad")]
    _pad: Option<String>,
}

impl Typed {
    /// What was prepared or waits, to be written on.
    fn of(own: &OwnQuestion, form: FormNonce) -> Self {
        let prepared = own.prepared.as_ref().map(|it| (it.said.to_string(), it.shared));
        let waits = own.waits.as_ref().map(|it| (it.said.to_string(), it.shared));
        let (text, shared) = prepared.or(waits).unwrap_or_default();
        Self {
            form,
            seen: version(own),
            text,
            share: shared.then(|| "yes".to_owned()),
            act: String::new(),
            _pad: None,
        }
    }
}

impl Asked {
    fn of(
        store: &Store,
        guest: &Guest,
        process: &str,
        question: QuestionId,
        form: FormNonce,
    ) -> Result<Self, Error> {
        let (visit, round) = store.blocking_read(|r| {
            let visit = Visit::to(r, guest, process)?;
            let round = round_of(r, &visit)?;
            Ok::<_, Error>((visit, round))
        })?;
        let own = own_question(store, visit.delegate()?, question)?;
        let made_on = own.item.submission.made_on;
        if !visit.drafts.iter().any(|it| it.draft.id == made_on) {
            return Err(Error::NotFound);
        }
        let paragraphs = store.blocking_read(|r| r.paragraphs(made_on))?;
        let drawn = Item::all(&paragraphs, [&own.item.submission], &Vocabulary::default()).pop();
        let language = visit.language(&paragraphs);
        let typed = Typed::of(&own, form);
        Ok(Self { visit, round, own, drawn, language, typed, wrong: None, other: None })
    }

    /// Whether the key may do that now.
    pub(super) fn may(&self, act: Act) -> bool {
        self.visit.standing.may(act, phase_of(self.round.as_ref()))
    }
}

/// The page of a question.
pub(super) async fn page(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, question)): Path<(String, String)>,
) -> Result<Page, Error> {
    let question = question.parse().map_err(|_| Error::NotFound)?;
    let form = nonce()?;
    let asked = app.store.act(move |store| Asked::of(store, &guest, &process, question, form)).await?;
    Ok(Page(view::page(i18n::words(), &asked)))
}

/// Keeps an answer in preparation, clears it, or sends it.
pub(super) async fn send(
    guest: Guest,
    State(app): State<AppState>,
    Path((process, question)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let question: QuestionId = question.parse().map_err(|_| Error::NotFound)?;
    let act = Asks::parse(&typed.act).ok_or(Error::Form)?;
    let name = process.clone();
    let sent = app
        .store
        .act(move |store| {
            let asked = Asked::of(store, &guest, &name, question, typed.form)?;
            asked.visit.permitted(Act::Prepare)?;
            let delegate = asked.visit.delegate()?.clone();
            match carry_out(store, &delegate, &asked.own, act, &typed) {
                Ok(done) => Ok(Ok(done)),
                Err(Trouble::Wrong(wrong)) => {
                    Ok(Err((StatusCode::UNPROCESSABLE_ENTITY, Asked { typed, wrong: Some(wrong), ..asked })))
                }
                Err(Trouble::SentBefore) => {
                    let typed = Typed { form: nonce()?, ..typed };
                    let wrong = Some("wrong-answer-sent");
                    Ok(Err((StatusCode::CONFLICT, Asked { typed, wrong, ..asked })))
                }
                Err(Trouble::Meanwhile) => {
                    let own = own_question(store, &delegate, question)?;
                    let typed = Typed { seen: version(&own), ..typed };
                    let (other, wrong) = (own.prepared.clone(), Some("wrong-answer-meanwhile"));
                    Ok(Err((StatusCode::CONFLICT, Asked { own, typed, wrong, other, ..asked })))
                }
                Err(Trouble::Broken(error)) => Err(error),
            }
        })
        .await?;
    Ok(match sent {
        Ok(done) => {
            let mine = paths::with_done(&paths::delegation(&process), done);
            see_other(&format!("{mine}#questions"))
        }
        Err((status, asked)) => (status, Page(view::page(i18n::words(), &asked))).into_response(),
    })
}

/// What a button asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    Keep(Stage, &'static str),
    Send,
}

impl Asks {
    fn parse(act: &str) -> Option<Self> {
        Some(match act {
            "save" => Self::Keep(Stage::InPreparation, "answer-saved"),
            "clearance" => Self::Keep(Stage::ForClearance, "answer-for-clearance"),
            "clear" => Self::Keep(Stage::Cleared, "answer-cleared"),
            "send" => Self::Send,
            _ => return None,
        })
    }
}

/// Why nothing was done.
enum Trouble {
    Wrong(&'static str),
    SentBefore,
    Meanwhile,
    Broken(Error),
}

/// Does what was asked; says what was done.
fn carry_out(
    store: &Store,
    delegate: &Delegate,
    own: &OwnQuestion,
    act: Asks,
    typed: &Typed,
) -> Result<&'static str, Trouble> {
    let words = Said::parse(&typed.text).map_err(|unsaid| match unsaid {
        Unsaid::Empty => Trouble::Wrong("wrong-answer-empty"),
        Unsaid::Long => Trouble::Wrong("wrong-answer-long"),
    })?;
    if version(own) != typed.seen {
        return Err(Trouble::Meanwhile);
    }
    let (question, answered) = (own.question.id, (words, typed.share.is_some()));
    let done = match act {
        Asks::Keep(stage, done) => {
            save_answer(store, delegate, question, typed.seen, stage, answered).map(|_| done)
        }
        Asks::Send => answer(store, delegate, question, typed.form, answered).map(|_| "answered"),
    };
    done.map_err(|refusal| match refusal {
        Refusal::Act(proceedings::Error::Store(store::Error::Stale { .. })) => Trouble::Meanwhile,
        Refusal::Act(proceedings::Error::RoundClosed(_)) => Trouble::Wrong("refused-round-closed"),
        Refusal::Act(error) => Trouble::Broken(error.into()),
        Refusal::SentBefore => Trouble::SentBefore,
        Refusal::NotCleared => Trouble::Wrong("wrong-answer-not-cleared"),
        refusal => Trouble::Wrong(said(&refusal)),
    })
}

fn version(own: &OwnQuestion) -> u32 {
    own.prepared.as_ref().map_or(0, |it| it.version)
}
