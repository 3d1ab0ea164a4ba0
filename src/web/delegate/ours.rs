//! What a delegate has done on a draft and may do there; what became of the own amendments.
//!
//! Invariant: it is made for whoever holds the delegation's key, and is part of no page of anybody else.

use std::collections::BTreeSet;

use super::subject::{phase_of, round_of};
use crate::document::id::{ParagraphId, SubmissionId};
use crate::drafting::disposition::Disposition;
use crate::identity::role::Act;
use crate::identity::session::Delegate;
use crate::proceedings::{Fate, Own, Stances, own_items, pending, stances};
use crate::store::rounds::Round;
use crate::store::{Read, Store};
use crate::web::AppState;
use crate::web::error::Error;
use crate::web::guest::Guest;
use crate::web::visit::{Issued, Visit};

/// What became of the own amendments when a draft was issued.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::web) struct Fates {
    /// How many there were.
    pub(in crate::web) all: usize,
    /// How many of each, by message, in the order they are told.
    pub(in crate::web) counts: Vec<(&'static str, usize)>,
}

/// What a delegate has done in the reader, and may do.
#[derive(Clone, Debug, Default)]
pub(in crate::web) struct Ours {
    /// Whether comments, amendments and positions are taken now, from this key, on this draft.
    pub(in crate::web) comments: bool,
    /// As above.
    pub(in crate::web) amendments: bool,
    /// As above.
    pub(in crate::web) positions: bool,
    /// The own items.
    pub(in crate::web) own: BTreeSet<SubmissionId>,
    /// What is thought of the others.
    pub(in crate::web) stances: Stances,
    /// The paragraphs on which something of one's own waits, once for each.
    pub(in crate::web) waiting: Vec<ParagraphId>,
    /// What became of the own amendments with this draft.
    pub(in crate::web) fates: Fates,
}

/// What a delegate has done on a draft and may do; none for anybody else.
pub(in crate::web) async fn ours(
    app: &AppState,
    guest: &Guest,
    process: &str,
    draft: &str,
) -> Result<Option<Ours>, Error> {
    let (guest, process, draft) = (guest.clone(), process.to_owned(), draft.to_owned());
    if guest.delegate().is_err() {
        return Ok(None);
    }
    app.store
        .act(move |store| {
            let (visit, round) = store.blocking_read(|r| {
                let visit = Visit::to(r, &guest, &process)?;
                let round = round_of(r, &visit)?;
                Ok::<_, Error>((visit, round))
            })?;
            let Some(delegate) = visit.standing.delegate().cloned() else { return Ok(None) };
            let issued = visit.draft(&draft)?.clone();
            found_on(store, &visit, &delegate, &issued, round).map(Some)
        })
        .await
}

fn found_on(
    store: &Store,
    visit: &Visit,
    delegate: &Delegate,
    issued: &Issued,
    round: Option<Round>,
) -> Result<Ours, Error> {
    let latest = visit.drafts.last() == Some(issued);
    let may = |act| latest && visit.standing.may(act, phase_of(round.as_ref()));
    let drafts: Vec<_> = visit.drafts.iter().map(|it| it.draft.clone()).collect();
    let (own, fates) = store.blocking_read(|r| {
        let own = own_items(r, delegate, &drafts)?;
        let fates = fates(r, &own, issued)?;
        Ok::<_, Error>((own, fates))
    })?;
    let waiting = match (&round, latest) {
        (Some(round), true) => pending(store, delegate, round.id)?,
        _ => Vec::new(),
    };
    Ok(Ours {
        comments: may(Act::SubmitComment),
        amendments: may(Act::SubmitAmendment),
        positions: may(Act::TakePosition),
        own: own.iter().map(|it| it.item.submission.id).collect(),
        stances: if latest { stances(store, delegate, issued.draft.id)? } else { Stances::default() },
        waiting: waiting.iter().filter_map(|it| it.words.target.anchor()).collect(),
        fates,
    })
}

/// What became of the own amendments when a draft was issued.
pub(super) fn fates(r: &Read<'_>, own: &[Own], issued: &Issued) -> Result<Fates, Error> {
    let carried = r.carried(issued.draft.id)?;
    let mut fates = Fates::default();
    let amendments = own.iter().filter(|it| it.item.submission.body.kind().is_amendment());
    let mut found: Vec<&'static str> = Vec::new();
    for Own { item, fate } in amendments {
        match fate {
            Fate::Decided { draft, disposition, .. } if *draft == issued.draft.id => {
                found.push(counted(disposition));
            }
            _ if carried.contains(&item.submission.id) => found.push("fate-open"),
            _ => {}
        }
    }
    fates.all = found.len();
    for id in ORDER {
        let count = found.iter().filter(|it| **it == id).count();
        if count > 0 {
            fates.counts.push((id, count));
        }
    }
    Ok(fates)
}

/// The messages that count what became of items, in the order they are told.
const ORDER: [&str; 9] = [
    "fate-retained",
    "fate-in-part",
    "fate-bracketed",
    "fate-merged",
    "fate-overtaken",
    "fate-out-of-scope",
    "fate-not-retained",
    "fate-noted",
    "fate-open",
];

fn counted(disposition: &Disposition) -> &'static str {
    match disposition {
        Disposition::Retained => "fate-retained",
        Disposition::RetainedInPart { .. } => "fate-in-part",
        Disposition::Bracketed => "fate-bracketed",
        Disposition::Merged { .. } => "fate-merged",
        Disposition::OvertakenBy { .. } => "fate-overtaken",
        Disposition::OutOfScope => "fate-out-of-scope",
        Disposition::NotRetained => "fate-not-retained",
        Disposition::Noted => "fate-noted",
        Disposition::Open => "fate-open",
    }
}
