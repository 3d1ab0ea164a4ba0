//! My delegation: what is in preparation, what waits, what became of what was released, what was said on others, keys.
//!
//! Invariant: all of it is found by the delegation's own keys; a page of it is made for nobody else.

use std::collections::BTreeSet;

use axum::extract::State;
use serde::Deserialize;

use super::claim::Asks;
use super::naming::Told;
use super::ours::{Fates, fates};
use super::receipts::Receipts;
use super::subject::{name_of, phase_of, round_of};
use super::view::mine as view;
use crate::document::Paragraph;
use crate::document::id::{DraftId, ParagraphId, SubmissionId};
use crate::document::outline::spoken_names;
use crate::drafting::position::Stance;
use crate::drafting::submission::{Body, ItemName, Submission, Target};
use crate::export::rendition::{Item, Language, Vocabulary};
use crate::i18n;
use crate::identity::authorship::{Authorship, FormNonce};
use crate::identity::preparation::{Entry, Stage, Words};
use crate::identity::role::Act;
use crate::identity::rules::{Hand, Rules};
use crate::proceedings::{
    Fate, Own, Pending, Stances, entries, own_items, pending, rules, stances, withdrawing,
};
use crate::store::Read;
use crate::store::rounds::Round;
use crate::web::AppState;
use crate::web::answer::Page;
use crate::web::error::Error;
use crate::web::extract::{Path, Query};
use crate::web::guest::Guest;
use crate::web::paths;
use crate::web::visit::{Issued, Visit};

/// All that the page shows.
pub(super) struct Mine {
    /// The process, and who visits it.
    pub(super) visit: Visit,
    /// The round on the latest draft.
    pub(super) round: Option<Round>,
    /// What is in preparation.
    pub(super) prepared: Vec<Prepared>,
    /// What waits for its release.
    pub(super) waiting: Vec<Waiting>,
    /// What was released.
    pub(super) released: Vec<Released>,
    /// What was said on the words of others.
    pub(super) taken: Vec<Taken>,
    /// What was promised, and what the lists of the releases say of it.
    pub(super) receipts: Receipts,
    /// What became of the own amendments, draft by draft, the latest first.
    pub(super) fates: Vec<(Issued, Fates)>,
    /// The language of the text.
    pub(super) language: Language,
    /// What has just been done.
    pub(super) done: Option<&'static str>,
    /// Which of the released ones are shown.
    pub(super) show: Show,
    /// What is asked about own items, and what is being taken over.
    pub(super) asks: Asks,
    /// The rules of the delegation, and the hand of the key that asks.
    pub(super) rules: (Rules, Hand),
}

/// An entry in preparation.
pub(super) struct Prepared {
    /// It, as it is kept.
    pub(super) entry: Entry,
    /// What it is about.
    pub(super) name: String,
    /// It, as it would be shown.
    pub(super) item: Item,
    /// The draft it was written on, where a later one has been issued.
    pub(super) made_on: Option<String>,
}

/// An item that waits.
pub(super) struct Waiting {
    /// It.
    pub(super) pending: Pending,
    /// What it is about.
    pub(super) name: String,
    /// It, as it will be shown.
    pub(super) item: Item,
    /// The released item it takes the place of.
    pub(super) instead_of: Option<String>,
    /// What it names.
    pub(super) told: Told,
}

/// A released item.
pub(super) struct Released {
    /// It, and what became of it.
    pub(super) own: Own,
    /// The draft it was made on.
    pub(super) made_on: Issued,
    /// It, as it is shown.
    pub(super) item: Item,
    /// The draft with the decision, and where in it what came of it stands.
    pub(super) decided: Option<(Issued, Option<ParagraphId>)>,
    /// Whether its withdrawal waits.
    pub(super) withdrawing: bool,
    /// Whether another wording of it waits.
    pub(super) succeeding: bool,
    /// What it names; nothing of what is not held.
    pub(super) told: Told,
}

/// A position.
pub(super) struct Taken {
    /// What is thought.
    pub(super) stance: Stance,
    /// On what: a paragraph, or an item by its name.
    pub(super) on: String,
    /// Where that stands.
    pub(super) address: String,
    /// The fields that take it back.
    pub(super) field: (&'static str, String),
    /// Where they are sent.
    pub(super) to: String,
}

/// Which of the released items are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Show {
    /// All.
    #[default]
    All,
    /// Those that are open.
    Open,
    /// Those that were decided.
    Decided,
}

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: String,
    show: Show,
}

/// The id of an entry's element.
pub(super) fn entry_anchor(form: FormNonce) -> String {
    format!("entry-{form}")
}

/// The page.
pub(super) async fn page(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Page, Error> {
    let mine = mine(&app, guest, process, &asked).await?;
    Ok(Page(view::page(i18n::words(), &mine)))
}

/// What the page shows.
pub(super) async fn mine(
    app: &AppState,
    guest: Guest,
    process: String,
    asked: &Asked,
) -> Result<Mine, Error> {
    let (done, show) = (done(&asked.done), asked.show);
    app.store
        .act(move |store| {
            let (visit, round) = store.blocking_read(|r| {
                let visit = Visit::to(r, &guest, &process)?;
                let round = round_of(r, &visit)?;
                Ok::<_, Error>((visit, round))
            })?;
            let delegate = visit.delegate()?.clone();
            let prepared = entries(store, &delegate)?;
            let waiting = match &round {
                Some(round) => pending(store, &delegate, round.id)?,
                None => Vec::new(),
            };
            let drafts: Vec<_> = visit.drafts.iter().map(|it| it.draft.clone()).collect();
            let own = store.blocking_read(|r| own_items(r, &delegate, &drafts))?;
            let gone = withdrawing(store, &delegate, own.iter().map(|it| it.item.submission.id).collect())?;
            let stances = match visit.drafts.last() {
                Some(latest) => stances(store, &delegate, latest.draft.id)?,
                None => Stances::default(),
            };
            let receipts = Receipts::of(store, &delegate, visit.scope.document.id, &own)?;
            let asks = Asks::of(store, &delegate, visit.scope.document.id)?;
            let rules = (rules(store, &delegate)?, Hand::of(&delegate));
            let found = Found { prepared, waiting, own, gone, stances, receipts, rules };
            store.blocking_read(|r| {
                let mine = Mine::read(r, visit, round, found)?;
                Ok(Mine { done, show, asks, ..mine })
            })
        })
        .await
}

/// What was found of a delegation's own.
struct Found {
    prepared: Vec<Entry>,
    waiting: Vec<Pending>,
    own: Vec<Own>,
    gone: BTreeSet<SubmissionId>,
    stances: Stances,
    receipts: Receipts,
    rules: (Rules, Hand),
}

impl Mine {
    fn read(r: &Read<'_>, visit: Visit, round: Option<Round>, found: Found) -> Result<Self, Error> {
        let texts = visit
            .drafts
            .iter()
            .map(|it| Ok((it.draft.id, Lines::of(r.paragraphs(it.draft.id)?))))
            .collect::<Result<Vec<_>, Error>>()?;
        let lines = |draft: DraftId| texts.iter().find(|(id, _)| *id == draft).map(|(_, lines)| lines);
        let latest = visit.drafts.last().map(|it| it.draft.id);
        let text = |draft: DraftId| lines(draft).map(|it| it.paragraphs.as_slice()).unwrap_or_default();
        let issued = |draft: DraftId| visit.drafts.iter().find(|it| it.draft.id == draft).cloned();
        let draw = |made_on: DraftId, submissions: &[Submission]| match lines(made_on) {
            Some(lines) => Item::all(&lines.paragraphs, submissions, &Vocabulary::default()),
            None => Vec::new(),
        };
        let drawn = |made_on: DraftId, target: &Target, body: &Body| {
            let asked = unnamed(made_on, target.clone(), body.clone());
            draw(made_on, std::slice::from_ref(&asked)).pop().ok_or(Error::NotFound)
        };
        let named = |made_on: DraftId, target: &Target| {
            lines(made_on).map(|lines| lines.name(target.anchor())).unwrap_or_default()
        };
        let name_of_own = |id: SubmissionId| {
            found
                .own
                .iter()
                .find(|it| it.item.submission.id == id)
                .map(|it| it.item.submission.name.to_string())
        };
        let place = |made_on: DraftId, target: &Target| {
            lines(made_on).and_then(|it| it.place(target.anchor()?)).unwrap_or_default()
        };
        let mut prepared = Vec::new();
        for entry in found.prepared {
            // Of a draft that is not there any more nothing can be shown; there is none such.
            let Some(made_on) = issued(entry.words.made_on) else { continue };
            let since = Some(made_on.draft.id) != latest;
            prepared.push(Prepared {
                name: named(entry.words.made_on, &entry.words.target),
                item: drawn(entry.words.made_on, &entry.words.target, &entry.words.body)?,
                made_on: since.then(|| made_on.draft.label.clone()),
                entry,
            });
        }
        prepared.sort_by_key(|it| (place(it.entry.words.made_on, &it.entry.words.target), it.entry.form));
        let succeeding: BTreeSet<_> = found.waiting.iter().filter_map(|it| it.words.succeeds).collect();
        let mut waiting = Vec::new();
        for pending in found.waiting {
            let Words { made_on, target, body, .. } = &pending.words;
            waiting.push(Waiting {
                name: named(*made_on, target),
                item: drawn(*made_on, target, body)?,
                instead_of: pending.words.succeeds.and_then(name_of_own),
                told: Told::of_words(r, &visit, text(*made_on), &pending.words)?,
                pending,
            });
        }
        waiting.sort_by_key(|it| (place(it.pending.words.made_on, &it.pending.words.target), it.pending.id));
        let fates = fates_by_draft(r, &visit, &found.own)?;
        let taken = taken(&visit, &texts, &found.stances, r)?;
        let mut released = Vec::new();
        for own in found.own.into_iter().filter(|it| it.fate != Fate::Succeeded) {
            let submission = &own.item.submission;
            let Some(made_on) = issued(submission.made_on) else { continue };
            let Some(item) = draw(submission.made_on, std::slice::from_ref(submission)).pop() else {
                continue;
            };
            let decided = match &own.fate {
                Fate::Decided { draft, paragraph, .. } => issued(*draft).map(|it| (it, *paragraph)),
                Fate::Withdrawn | Fate::Succeeded | Fate::Open(_) => None,
            };
            let id = submission.id;
            let (withdrawing, succeeding) = (found.gone.contains(&id), succeeding.contains(&id));
            let told = match own.item.held {
                true => {
                    let Submission { target, body, rationale, .. } = submission;
                    Told::of(r, &visit, text(submission.made_on), (body, rationale.as_ref(), target))?
                }
                false => Told::default(),
            };
            released.push(Released { own, made_on, item, decided, withdrawing, succeeding, told });
        }
        // The latest draft first; within one by place, as it was read.
        released.sort_by_key(|it| std::cmp::Reverse(it.made_on.draft.ordinal));
        let language =
            latest.and_then(lines).map_or_else(|| visit.language(&[]), |it| visit.language(&it.paragraphs));
        let (done, show, asks) = (None, Show::All, Asks::default());
        let (receipts, rules) = (found.receipts, found.rules);
        Ok(Self {
            visit,
            round,
            prepared,
            waiting,
            released,
            taken,
            receipts,
            fates,
            language,
            done,
            show,
            asks,
            rules,
        })
    }

    /// Whether the key may do that now.
    pub(super) fn may(&self, act: Act) -> bool {
        self.visit.standing.may(act, phase_of(self.round.as_ref()))
    }

    /// Whether the key may clear that entry.
    pub(super) fn may_clear(&self, entry: &Entry) -> bool {
        let (rules, hand) = &self.rules;
        self.may(Act::Clear) && entry.stage != Stage::Cleared && rules.lets_clear(*hand, entry)
    }

    /// Whether somebody else has to clear that entry.
    pub(super) fn waits_for_another(&self, entry: &Entry) -> bool {
        self.rules.0.terms.four_eyes && !(entry.stage == Stage::Cleared && entry.was_seen_by_two())
    }

    /// The released ones that are shown.
    pub(super) fn shown(&self) -> impl Iterator<Item = &Released> {
        self.released.iter().filter(|it| match self.show {
            Show::All => true,
            Show::Open => matches!(it.own.fate, Fate::Open(_)),
            Show::Decided => matches!(it.own.fate, Fate::Decided { .. }),
        })
    }
}

/// The paragraphs of a draft, and how they are spoken of.
struct Lines {
    paragraphs: Vec<Paragraph>,
    names: Vec<String>,
}

impl Lines {
    fn of(paragraphs: Vec<Paragraph>) -> Self {
        Self { names: spoken_names(&paragraphs), paragraphs }
    }

    fn place(&self, id: ParagraphId) -> Option<usize> {
        self.paragraphs.iter().position(|it| it.id == id)
    }

    fn name(&self, anchor: Option<ParagraphId>) -> String {
        let words = i18n::words();
        match anchor.map(|id| self.place(id)) {
            None => words.say("whole-text"),
            Some(Some(place)) => name_of(words, &self.paragraphs[place].content, &self.names[place]),
            Some(None) => String::new(),
        }
    }
}

fn unnamed(made_on: DraftId, target: Target, body: Body) -> Submission {
    Submission {
        id: SubmissionId::from_bytes([0; 16]),
        name: ItemName { place: String::new(), letter: 0 },
        made_on,
        target,
        body,
        rationale: None,
        rationale_shared: false,
        late: false,
        withdrawn: false,
    }
}

/// The positions on the latest draft, in its order.
fn taken(
    visit: &Visit,
    texts: &[(DraftId, Lines)],
    stances: &Stances,
    r: &Read<'_>,
) -> Result<Vec<Taken>, Error> {
    let (Some(latest), Some((_, lines))) = (visit.drafts.last(), texts.last()) else { return Ok(Vec::new()) };
    let process = visit.scope.process.name.as_str();
    let (clean, to) = (paths::clean(process, &latest.name), paths::positions(process, &latest.name));
    let items = r.items_made_on(latest.draft.id)?;
    let mut taken = Vec::new();
    for paragraph in &lines.paragraphs {
        if let Some(stance) = stances.paragraphs.get(&paragraph.id) {
            taken.push(Taken {
                stance: *stance,
                on: lines.name(Some(paragraph.id)),
                address: format!("{clean}#{}", paths::anchor(paragraph.id)),
                field: ("paragraph", paragraph.id.to_string()),
                to: to.clone(),
            });
        }
        let own = |it: &crate::store::submissions::Item| {
            visit.standing.delegate().is_some_and(|me| me.ring.owns(it.submission.id, &it.tag))
        };
        let on_it = items.iter().filter(|it| it.submission.target.anchor() == Some(paragraph.id));
        for item in on_it.filter(|it| !own(it)) {
            let id = item.submission.id;
            if let Some(stance) = stances.items.get(&id) {
                taken.push(Taken {
                    stance: *stance,
                    on: item.submission.name.to_string(),
                    address: format!("{clean}#{}", paths::item_anchor(id)),
                    field: ("item", id.to_string()),
                    to: to.clone(),
                });
            }
        }
    }
    Ok(taken)
}

fn fates_by_draft(r: &Read<'_>, visit: &Visit, own: &[Own]) -> Result<Vec<(Issued, Fates)>, Error> {
    let mut all = Vec::new();
    for issued in visit.drafts.iter().rev() {
        let fates = fates(r, own, issued)?;
        if fates.all > 0 {
            all.push((issued.clone(), fates));
        }
    }
    Ok(all)
}

/// The message for something that has just been done.
pub(in crate::web) fn done(what: &str) -> Option<&'static str> {
    let all = [
        ("saved", "done-saved"),
        ("supported", "done-supported"),
        ("for-clearance", "done-for-clearance"),
        ("cleared", "done-cleared"),
        ("discarded", "done-discarded"),
        ("file-taken", "done-file-taken"),
        ("submitted", "done-submitted"),
        ("withdrawn", "done-withdrawn"),
        ("position", "done-position"),
        ("position-back", "done-position-back"),
        ("nothing-chosen", "refused-nothing"),
        ("answer-saved", "done-answer-saved"),
        ("answer-for-clearance", "done-answer-for-clearance"),
        ("answer-cleared", "done-answer-cleared"),
        ("answered", "done-answered"),
        ("claimed", "done-claimed"),
    ];
    all.iter().find(|(it, _)| *it == what).map(|(_, id)| *id)
}
