//! The audit trail as a page and as a table.

use maud::{Markup, html};

use super::{Kind, PAGE, Trail};
use crate::drafting::round::{Phase, ReleasePolicy};
use crate::i18n::{Fact, Words};
use crate::identity::actor::Hand;
use crate::store::audit::{Deed, Line, Setting};
use crate::store::staff::Office;
use crate::web::office::{Tab, view};
use crate::web::paths;

/// How many delegations a line names before it counts the others.
const NAMED: usize = 3;

/// The page.
pub(super) fn page(words: &Words, trail: &Trail) -> Markup {
    let name = trail.visit.scope.process.name.as_str();
    let only = trail.only.map_or("", Kind::name);
    let pages = trail.lines.len().div_ceil(PAGE).max(1);
    let at = trail.page.min(pages - 1);
    let first = at * PAGE;
    let shown = trail.lines.iter().skip(first).take(PAGE);
    let main = html! {
        p.lede { (words.say("audit-lede")) }
        form.row.audit-filter method="get" action=(paths::office::audit(name)) {
            label for="only" { (words.say("audit-only")) }
            select #only name="only" {
                option value="" selected[trail.only.is_none()] { (words.say("audit-all")) }
                @for kind in Kind::ALL {
                    option value=(kind.name()) selected[trail.only == Some(kind)] { (words.say(said(kind))) }
                }
            }
            button type="submit" { (words.say("audit-filter")) }
            a href=(paths::office::audit_file(name, only)) { (words.say("audit-file")) }
        }
        @if trail.lines.is_empty() { p { (words.say("audit-none")) } } @else {
            div.table-wide tabindex="0" role="region" aria-label=(words.say("office-audit")) {
                table.audit {
                    thead { tr {
                        th scope="col" { (words.say("audit-number")) }
                        th scope="col" { (words.say("audit-when")) }
                        th scope="col" { (words.say("audit-who")) }
                        th scope="col" { (words.say("audit-what")) }
                    } }
                    tbody { @for line in shown { (row(words, trail, line)) } }
                }
            }
            nav.row aria-label=(words.say("office-audit")) {
                @if at > 0 { a rel="prev" href=(paths::office::audit_at(name, only, at - 1)) { (words.say("audit-newer")) } }
                span.quiet { (words.tell("audit-page", &[
                    ("first", count(first + 1)),
                    ("last", count((first + PAGE).min(trail.lines.len()))),
                    ("all", count(trail.lines.len())),
                ])) }
                @if at + 1 < pages { a rel="next" href=(paths::office::audit_at(name, only, at + 1)) { (words.say("audit-older")) } }
            }
        }
        @if let Some((ordinal, hash)) = trail.head {
            section.stack-tight {
                p.quiet { (words.tell("audit-head", &[("number", Fact::Number(ordinal.into()))])) }
                p.address { code translate="no" { (hex(&hash)) } }
            }
        }
    };
    view::page(words, &trail.visit, Tab::Audit, main)
}

fn row(words: &Words, trail: &Trail, line: &Line) -> Markup {
    let at = line.actor.at;
    html! {
        tr {
            td { (line.ordinal) }
            td { time datetime=(at) { (at.strftime("%Y-%m-%d %H:%M:%S")) } }
            td { bdi { (who(words, trail, line)) } }
            td { (what(words, trail, &line.deed)) }
        }
    }
}

/// The lines as a table with commas, for a spreadsheet.
pub(super) fn table(words: &Words, trail: &Trail) -> String {
    let mut table = String::from("number,at,by,name,login,act,said,hash\r\n");
    for line in &trail.lines {
        let known = line.actor.hand.staff().and_then(|it| trail.staff.get(&it));
        let (name, login) = known.map_or(("", ""), |(name, login)| (name, login));
        let said = what(words, trail, &line.deed);
        let (number, at, hash) = (line.ordinal.to_string(), line.actor.at.to_string(), hex(&line.hash));
        let by = line.actor.hand.name();
        let cells = [number.as_str(), &at, by, name, login, Kind::of(&line.deed).name(), &said, &hash];
        table.push_str(&cells.map(cell).join(","));
        table.push_str("\r\n");
    }
    table
}

/// A cell that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect();
    let guard = if plain.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", plain.replace('"', "\"\""))
}

fn who(words: &Words, trail: &Trail, line: &Line) -> String {
    match line.actor.hand {
        Hand::Staff(staff) => trail.staff.get(&staff).map(|(name, _)| name.clone()).unwrap_or_default(),
        Hand::CommandLine => words.say("audit-by-command-line"),
        Hand::Server => words.say("audit-by-server"),
    }
}

/// What was done, in words.
fn what(words: &Words, trail: &Trail, deed: &Deed) -> String {
    let names = trail.names;
    let about = |message, staff: &str| words.tell(message, &[("staff", Fact::Text(called(trail, staff)))]);
    let draft = |message, draft: &str| words.tell(message, &[("draft", Fact::Text(draft))]);
    let held = |message, staff: &str, held: Office| {
        words.tell(
            message,
            &[("staff", Fact::Text(called(trail, staff))), ("office", Fact::Text(&office(words, held)))],
        )
    };
    let delegations = |message, all: &[String]| {
        words.tell(message, &[("delegations", Fact::Text(&named(words, all, names)))])
    };
    let delegation = |message, name: &str| {
        let name = if names { name.to_owned() } else { words.say("audit-a-delegation") };
        words.tell(message, &[("delegation", Fact::Text(&name))])
    };
    let number = |message, number: u32| words.tell(message, &[("count", Fact::Number(number.into()))]);
    match deed {
        Deed::SetUp { staff } => about("audit-set-up", staff),
        Deed::LoggedIn {} => words.say("audit-logged-in"),
        Deed::MemberAdded { staff, office } => held("audit-member-added", staff, *office),
        Deed::LinkGiven { staff } => about("audit-link-given", staff),
        Deed::LinkUsed {} => words.say("audit-link-used"),
        Deed::SecondFactorSet {} => words.say("audit-second-factor-set"),
        Deed::SecondFactorReset { staff } => about("audit-second-factor-reset", staff),
        Deed::PassphraseChanged {} => words.say("audit-passphrase-changed"),
        Deed::PassphraseReset { staff } => about("audit-passphrase-reset", staff),
        Deed::Appointed { staff, office } => held("audit-appointed", staff, *office),
        Deed::Dismissed { staff, office } => held("audit-dismissed", staff, *office),
        Deed::ProcessBegun { name } => words.tell("audit-process-begun", &[("name", Fact::Text(name))]),
        Deed::SettingsChanged { settings } => {
            let settings: Vec<String> = settings.iter().map(|it| words.say(setting(*it))).collect();
            words.tell("audit-settings-changed", &[("settings", Fact::Text(&settings.join(", ")))])
        }
        Deed::DelegationsAdded { delegations: all } => delegations("audit-delegations-added", all),
        Deed::DelegationStruckOff { delegation: name } => delegation("audit-delegation-struck-off", name),
        Deed::SheetsGiven { delegations: all } => delegations("audit-sheets-given", all),
        Deed::SheetGivenAnew { delegation: name } => delegation("audit-sheet-given-anew", name),
        Deed::RoundSettled { draft, policy, minimum, .. } => words.tell(
            "audit-round-settled",
            &[
                ("draft", Fact::Text(draft)),
                ("policy", Fact::Text(&words.say(by_policy(*policy)))),
                ("minimum", Fact::Number((*minimum).into())),
            ],
        ),
        Deed::RoundOpened { draft: label } => draft("audit-round-opened", label),
        Deed::RoundLedOn { draft, phase } => words.tell(
            "audit-round-led-on",
            &[("draft", Fact::Text(draft)), ("phase", Fact::Text(&words.say(to_phase(*phase))))],
        ),
        Deed::Released { draft: label } => draft("audit-released", label),
        Deed::DraftTakenIn { draft: label } => draft("audit-draft-taken-in", label),
        Deed::DraftIssued { draft: label } => draft("audit-draft-issued", label),
        Deed::SubmissionsReceived { draft, count } => words.tell(
            "audit-submissions-received",
            &[("draft", Fact::Text(draft)), ("count", Fact::Number((*count).into()))],
        ),
        Deed::LetPass { count } => number("audit-let-pass", *count),
        Deed::Asked { count } => number("audit-asked", *count),
        Deed::SlipsGiven { count } => number("audit-slips-given", *count),
        Deed::PositionRegistered { title } => {
            words.tell("audit-position-registered", &[("title", Fact::Text(title))])
        }
        Deed::PositionStruckOff { title } => {
            words.tell("audit-position-struck-off", &[("title", Fact::Text(title))])
        }
        Deed::KeysEnded {} => words.say("audit-keys-ended"),
        Deed::Restored {} => words.say("audit-restored"),
    }
}

/// The name of whoever has that login.
fn called<'t>(trail: &'t Trail, login: &'t str) -> &'t str {
    trail.staff.values().find(|(_, it)| it == login).map_or(login, |(name, _)| name)
}

/// The first few by name for whoever has the roster; how many for others.
fn named(words: &Words, all: &[String], names: bool) -> String {
    if !names {
        return words.tell("audit-delegations", &[("count", count(all.len()))]);
    }
    let first = all.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    match all.len().saturating_sub(NAMED) {
        0 => first,
        others => words.tell("audit-and-others", &[("named", Fact::Text(&first)), ("count", count(others))]),
    }
}

fn count(number: usize) -> Fact<'static> {
    Fact::Number(i64::try_from(number).unwrap_or(i64::MAX))
}

fn hex(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn office(words: &Words, office: Office) -> String {
    words.say(match office {
        Office::CoChair => "co-chair",
        Office::Secretariat => "secretariat",
        Office::Moderator => "moderator",
        Office::Interpreter => "interpreter",
    })
}

const fn said(kind: Kind) -> &'static str {
    match kind {
        Kind::LogIns => "audit-kind-log-ins",
        Kind::Access => "audit-kind-access",
        Kind::Staff => "audit-kind-staff",
        Kind::Delegations => "audit-kind-delegations",
        Kind::Process => "audit-kind-process",
        Kind::Rounds => "audit-kind-rounds",
        Kind::Drafts => "audit-kind-drafts",
    }
}

const fn setting(setting: Setting) -> &'static str {
    match setting {
        Setting::Title => "audit-setting-title",
        Setting::Venue => "audit-setting-venue",
        Setting::Visibility => "audit-setting-visibility",
        Setting::Scale => "audit-setting-scale",
    }
}

const fn by_policy(policy: ReleasePolicy) -> &'static str {
    match policy {
        ReleasePolicy::Daily => "audit-policy-daily",
        ReleasePolicy::OnCommand => "audit-policy-on-command",
        ReleasePolicy::AtClose => "audit-policy-at-close",
    }
}

const fn to_phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Planned => "audit-phase-planned",
        Phase::Open => "audit-phase-open",
        Phase::Reactions => "audit-phase-reactions",
        Phase::Closed => "audit-phase-closed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n;

    #[test]
    fn a_name_is_no_formula() {
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        assert_eq!(cell("say \"so\""), "\"say \"\"so\"\"\"");
        assert_eq!(cell("\u{2068}Rev.1\u{2069}"), "\"Rev.1\"");
    }

    #[test]
    fn delegations_are_named_to_the_secretariat_alone() {
        let all: Vec<String> = ["Meridia", "Quendara", "Estrevia", "Ostland"].map(str::to_owned).into();
        let words = i18n::words();
        let plain = |all: &[String], names| cell(&named(words, all, names));
        assert_eq!(plain(&all, true), "\"Meridia, Quendara, Estrevia and one other\"");
        assert_eq!(plain(&all[..2], true), "\"Meridia, Quendara\"");
        assert_eq!(plain(&all, false), "\"4 delegations\"");
        assert_eq!(plain(&all[..1], false), "\"one delegation\"");
    }
}
