//! The audit trail of a process: what its staff did, and when, for the secretariat and the co-chairs.
//!
//! Invariant: what is shown is of this process, or of the server as a whole and done by or to somebody who holds an office here. Delegations are
//! named to the secretariat alone, which has the roster.

mod view;

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::visit;
use crate::i18n;
use crate::identity::StaffId;
use crate::identity::actor::Hand;
use crate::identity::role::Act;
use crate::store::Read;
use crate::store::audit::{Deed, Line};
use crate::web::AppState;
use crate::web::answer::Page;
use crate::web::error::Error;
use crate::web::extract::{Path, Query};
use crate::web::files::attachment;
use crate::web::guest::Guest;
use crate::web::visit::Visit;

/// How many lines a page shows.
const PAGE: usize = 50;

/// The trail as a page or as a file.
struct Trail {
    visit: Visit,
    /// The newest first.
    lines: Vec<Line>,
    /// The names of the staff, and their logins.
    staff: BTreeMap<StaffId, (String, String)>,
    /// Whether delegations are named.
    names: bool,
    only: Option<Kind>,
    /// From 0.
    page: usize,
    /// The last line of the whole trail: its place and its hash.
    head: Option<(u32, [u8; 32])>,
}

/// What lines are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    LogIns,
    Access,
    Staff,
    Delegations,
    Process,
    Rounds,
    Drafts,
}

impl Kind {
    const ALL: [Self; 7] = [
        Self::LogIns,
        Self::Access,
        Self::Staff,
        Self::Delegations,
        Self::Process,
        Self::Rounds,
        Self::Drafts,
    ];

    /// In addresses.
    const fn name(self) -> &'static str {
        match self {
            Self::LogIns => "log-ins",
            Self::Access => "access",
            Self::Staff => "staff",
            Self::Delegations => "delegations",
            Self::Process => "process",
            Self::Rounds => "rounds",
            Self::Drafts => "drafts",
        }
    }

    const fn of(deed: &Deed) -> Self {
        match deed {
            Deed::LoggedIn {} => Self::LogIns,
            Deed::SetUp { .. }
            | Deed::LinkGiven { .. }
            | Deed::LinkUsed {}
            | Deed::SecondFactorSet {}
            | Deed::SecondFactorReset { .. }
            | Deed::PassphraseChanged {}
            | Deed::PassphraseReset { .. } => Self::Access,
            Deed::MemberAdded { .. } | Deed::Appointed { .. } | Deed::Dismissed { .. } => Self::Staff,
            Deed::DelegationsAdded { .. }
            | Deed::DelegationStruckOff { .. }
            | Deed::SheetsGiven { .. }
            | Deed::SheetGivenAnew { .. }
            | Deed::KeysEnded {} => Self::Delegations,
            Deed::ProcessBegun { .. }
            | Deed::SettingsChanged { .. }
            | Deed::PositionRegistered { .. }
            | Deed::PositionStruckOff { .. }
            | Deed::Restored {} => Self::Process,
            Deed::RoundSettled { .. }
            | Deed::RoundOpened { .. }
            | Deed::RoundLedOn { .. }
            | Deed::Released { .. } => Self::Rounds,
            Deed::DraftTakenIn { .. }
            | Deed::DraftIssued { .. }
            | Deed::SubmissionsReceived { .. }
            | Deed::LetPass { .. }
            | Deed::SlipsGiven { .. }
            | Deed::Asked { .. } => Self::Drafts,
        }
    }
}

#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    only: String,
    #[serde(default)]
    page: usize,
}

pub(super) async fn page(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Page, Error> {
    let trail = app.store.read(move |r| trail(r, &guest, &process, &asked)).await?;
    Ok(Page(view::page(i18n::words(), &trail)))
}

pub(super) async fn file(
    guest: Guest,
    State(app): State<AppState>,
    Path(process): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let trail = app.store.read(move |r| trail(r, &guest, &process, &asked)).await?;
    let called = attachment(&format!("{}-audit-trail.csv", trail.visit.scope.process.name));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, called),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, view::table(i18n::words(), &trail)).into_response())
}

fn trail(r: &Read<'_>, guest: &Guest, process: &str, asked: &Asked) -> Result<Trail, Error> {
    // Whoever leads rounds answers for what is done in the process.
    let visit = visit(r, guest, process, Act::LeadRound)?;
    let here: BTreeSet<StaffId> =
        r.appointments(visit.scope.process.id)?.into_iter().map(|(staff, _)| staff.id).collect();
    let all = r.all_staff()?;
    let logins: BTreeSet<String> =
        all.iter().filter(|it| here.contains(&it.id)).map(|it| it.login.clone()).collect();
    let only = Kind::ALL.into_iter().find(|it| it.name() == asked.only);
    let mut lines = r.audit_trail_of(visit.scope.process.id)?;
    lines.retain(|it| it.process.is_some() || concerns(it, &here, &logins));
    lines.retain(|it| only.is_none_or(|only| Kind::of(&it.deed) == only));
    Ok(Trail {
        lines,
        staff: all.into_iter().map(|it| (it.id, (it.name, it.login))).collect(),
        names: visit.standing.may_ever(Act::Enrol),
        only,
        page: asked.page,
        head: r.audit_head()?,
        visit,
    })
}

/// Whether a line about the server as a whole is about somebody here.
fn concerns(line: &Line, here: &BTreeSet<StaffId>, logins: &BTreeSet<String>) -> bool {
    let done_to = match &line.deed {
        Deed::LinkGiven { staff } | Deed::SecondFactorReset { staff } | Deed::PassphraseReset { staff } => {
            Some(staff)
        }
        Deed::Restored {} => return true,
        _ => None,
    };
    match line.actor.hand {
        Hand::Staff(staff) if here.contains(&staff) => true,
        Hand::Staff(_) | Hand::CommandLine | Hand::Server => done_to.is_some_and(|it| logins.contains(it)),
    }
}
