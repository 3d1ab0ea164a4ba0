//! Addresses of the office, of issuing drafts, and of the first start.

use super::{Segment, clean, office, process};
use crate::identity::{DelegationId, StaffId};

/// The routes.
pub(in crate::web) mod route {
    pub(in crate::web) const WHO: &str = "/processes/{process}/who-sees-what";
    pub(in crate::web) const ROUND: &str = "/processes/{process}/office/round";
    pub(in crate::web) const PHASE: &str = "/processes/{process}/office/round/phase";
    pub(in crate::web) const RELEASES: &str = "/processes/{process}/office/releases";
    pub(in crate::web) const DELEGATIONS: &str = "/processes/{process}/office/delegations";
    pub(in crate::web) const SHEETS: &str = "/processes/{process}/office/sheets";
    pub(in crate::web) const DELEGATION: &str = "/processes/{process}/office/delegations/{delegation}";
    pub(in crate::web) const ANEW: &str = "/processes/{process}/office/delegations/{delegation}/sheet";
    pub(in crate::web) const REMOVAL: &str = "/processes/{process}/office/delegations/{delegation}/removal";
    pub(in crate::web) const STAFF: &str = "/processes/{process}/office/staff";
    pub(in crate::web) const OFFICES: &str = "/processes/{process}/office/offices";
    pub(in crate::web) const DISMISSAL: &str = "/processes/{process}/office/dismissal";
    pub(in crate::web) const LINK: &str = "/processes/{process}/office/staff/{staff}/link";
    pub(in crate::web) const RECEIVED: &str = "/processes/{process}/office/received";
    pub(in crate::web) const SLIPS: &str = "/processes/{process}/office/slips";
    pub(in crate::web) const AUDIT: &str = "/processes/{process}/office/audit";
    pub(in crate::web) const AUDIT_FILE: &str = "/processes/{process}/office/audit.csv";
    pub(in crate::web) const SETTINGS: &str = "/processes/{process}/office/settings";
    pub(in crate::web) const FIRST_DRAFT: &str = "/processes/{process}/office/first-draft";
    pub(in crate::web) const FIRST_ISSUE: &str = "/processes/{process}/office/first-draft/issue";
    pub(in crate::web) const NATIONAL_POSITIONS: &str = "/processes/{process}/office/positions";
    pub(in crate::web) const STRIKE_POSITION: &str = "/processes/{process}/office/positions/removal";
    pub(in crate::web) const SERVER: &str = "/office";
    pub(in crate::web) const BEGIN: &str = "/office/processes";
    pub(in crate::web) const PASSPHRASE: &str = "/office/passphrase";
    pub(in crate::web) const ISSUE: &str = "/processes/{process}/issue";
    pub(in crate::web) const RENUMBERING: &str = "/processes/{process}/issue/renumbering";
    pub(in crate::web) const LATER: &str = "/processes/{process}/issue/file";
    pub(in crate::web) const LATER_FOUND: &str = "/processes/{process}/issue/file/{upload}";
    pub(in crate::web) const PREVIEW: &str = "/processes/{process}/issue/{view}";
    pub(in crate::web) const ISSUED: &str = "/processes/{process}/drafts/{draft}/issued";
    pub(in crate::web) const DOWNLOADS: &str = "/processes/{process}/drafts/{draft}/downloads";
    pub(in crate::web) const PACKAGE: &str = "/processes/{process}/drafts/{draft}/package";
    pub(in crate::web) const SETUP: &str = "/setup/{link}";
}

/// Who sees what in a process.
pub(in crate::web) fn who_sees_what(name: &str) -> String {
    format!("{}/who-sees-what", process(name))
}

/// Where the window of a round is settled.
pub(in crate::web) fn round(name: &str) -> String {
    format!("{}/round", office(name))
}

/// Where a round is led from phase to phase.
pub(in crate::web) fn phase(name: &str) -> String {
    format!("{}/round/phase", office(name))
}

/// The audit trail.
pub(in crate::web) fn audit(name: &str) -> String {
    format!("{}/audit", office(name))
}

/// A page of the audit trail, from 0, with lines of one kind or of all.
pub(in crate::web) fn audit_at(name: &str, only: &str, page: usize) -> String {
    format!("{}/audit?only={only}&page={page}", office(name))
}

/// The audit trail as a table.
pub(in crate::web) fn audit_file(name: &str, only: &str) -> String {
    format!("{}/audit.csv?only={only}", office(name))
}

/// Where a release is made.
pub(in crate::web) fn releases(name: &str) -> String {
    format!("{}/releases", office(name))
}

/// The roster.
pub(in crate::web) fn delegations(name: &str) -> String {
    format!("{}/delegations", office(name))
}

/// Where sheets are made.
pub(in crate::web) fn sheets(name: &str) -> String {
    format!("{}/sheets", office(name))
}

/// One delegation on the roster.
pub(in crate::web) fn on_roster(name: &str, delegation: DelegationId) -> String {
    format!("{}/{delegation}", delegations(name))
}

/// Where a delegation that lost its keys gets a new sheet.
pub(in crate::web) fn anew(name: &str, delegation: DelegationId) -> String {
    format!("{}/sheet", on_roster(name, delegation))
}

/// Where a delegation is taken off the roster.
pub(in crate::web) fn removal(name: &str, delegation: DelegationId) -> String {
    format!("{}/removal", on_roster(name, delegation))
}

/// The staff of a process.
pub(in crate::web) fn staff(name: &str) -> String {
    format!("{}/staff", office(name))
}

/// Where staff are appointed.
pub(in crate::web) fn offices(name: &str) -> String {
    format!("{}/offices", office(name))
}

/// Where staff are dismissed.
pub(in crate::web) fn dismissal(name: &str) -> String {
    format!("{}/dismissal", office(name))
}

/// Where a member of the staff gets a link to choose a passphrase.
pub(in crate::web) fn link(name: &str, member: StaffId) -> String {
    format!("{}/{member}/link", staff(name))
}

/// What came on paper.
pub(in crate::web) fn received(name: &str) -> String {
    format!("{}/received", office(name))
}

/// Where slips for it are made.
pub(in crate::web) fn slips(name: &str) -> String {
    format!("{}/slips", office(name))
}

/// The settings of a process.
pub(in crate::web) fn settings(name: &str) -> String {
    format!("{}/settings", office(name))
}

/// Where the first draft is taken in.
pub(in crate::web) fn first_draft(name: &str) -> String {
    format!("{}/first-draft", office(name))
}

/// Where it is issued.
pub(in crate::web) fn first_issue(name: &str) -> String {
    format!("{}/first-draft/issue", office(name))
}

/// Where published national positions are registered.
pub(in crate::web) fn positions(name: &str) -> String {
    format!("{}/positions", office(name))
}

/// Where one is struck off.
pub(in crate::web) fn strike_position(name: &str) -> String {
    format!("{}/positions/removal", office(name))
}

/// The processes of the server, for those who run one.
pub(in crate::web) fn server() -> &'static str {
    route::SERVER
}

/// Where a process is begun.
pub(in crate::web) fn begin() -> &'static str {
    route::BEGIN
}

/// Where staff change their passphrase.
pub(in crate::web) fn passphrase() -> &'static str {
    route::PASSPHRASE
}

/// Where the next draft is issued.
pub(in crate::web) fn issue(name: &str) -> String {
    format!("{}/issue", process(name))
}

/// Where the next draft is renumbered before it is issued.
pub(in crate::web) fn renumbering(name: &str) -> String {
    format!("{}/renumbering", issue(name))
}

/// Where a later draft from a file is taken in.
pub(in crate::web) fn later(name: &str) -> String {
    format!("{}/file", issue(name))
}

/// Where what was found in it is looked at.
pub(in crate::web) fn later_found(name: &str, upload: &str) -> String {
    format!("{}/{}", later(name), Segment(upload))
}

/// The next draft as it would be issued now.
pub(in crate::web) fn preview(name: &str, view: &str) -> String {
    format!("{}/{}", issue(name), Segment(view))
}

/// What there is to say and to send once a draft is issued.
pub(in crate::web) fn issued(name: &str, draft: &str) -> String {
    format!("{}/issued", clean(name, draft))
}

/// All files of a draft.
pub(in crate::web) fn downloads(name: &str, draft: &str) -> String {
    format!("{}/downloads", clean(name, draft))
}

/// All of them as one.
pub(in crate::web) fn package(name: &str, draft: &str) -> String {
    format!("{}/package", clean(name, draft))
}

/// Where somebody begins by a link that is good once.
pub(in crate::web) fn setup(link: &str) -> String {
    format!("/setup/{}", Segment(link))
}

/// Whether files are sent there, which may be larger than forms.
pub(in crate::web) fn takes_files(path: &str) -> bool {
    let taken = ["/office/first-draft", "/office/positions", "/issue/file", "/delegation/word"];
    path.starts_with("/processes/") && taken.iter().any(|it| path.ends_with(it))
}
