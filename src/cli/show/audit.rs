//! `travaux show audit`

use std::collections::BTreeMap;

use serde_json::json;

use super::{Args, print_json};
use crate::cli::output::{count, print, say};
use crate::document::id::ProcessId;
use crate::identity::StaffId;
use crate::identity::actor::Hand;
use crate::proceedings;
use crate::store::Read;
use crate::store::audit::Line;

/// The trail, oldest first: what a line says besides its act is written as it is kept.
pub(super) fn audit(r: &Read<'_>, process: Option<&str>, args: &Args) -> anyhow::Result<()> {
    let only = process.map(|it| proceedings::find(r, Some(it))).transpose()?.map(|it| it.process.id);
    let mut lines = r.audit_trail()?;
    lines.retain(|it| only.is_none() || it.process == only);
    let logins: BTreeMap<StaffId, String> = r.all_staff()?.into_iter().map(|it| (it.id, it.login)).collect();
    let names: BTreeMap<ProcessId, String> = r.processes()?.into_iter().map(|it| (it.id, it.name)).collect();
    let hex = |hash: &[u8]| hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let who = |line: &Line| match line.actor.hand {
        Hand::Staff(staff) => logins.get(&staff).cloned().unwrap_or_else(|| staff.to_string()),
        Hand::CommandLine => "(command line)".to_owned(),
        Hand::Server => "(the server)".to_owned(),
    };
    let mut rows = Vec::new();
    for line in &lines {
        let told = serde_json::to_value(&line.deed)?;
        rows.push(json!({
            "ordinal": line.ordinal,
            "at": line.actor.at,
            "by": line.actor.hand.name(),
            "login": line.actor.hand.staff().and_then(|it| logins.get(&it)),
            "process": line.process.and_then(|it| names.get(&it)),
            "act": told["act"],
            "subject": told["subject"],
            "hash": hex(&line.hash),
        }));
    }
    if args.json {
        return print_json(&rows);
    }
    for (line, row) in lines.iter().zip(&rows) {
        let (at, act) = (line.actor.at, row["act"].as_str().unwrap_or_default());
        let process = row["process"].as_str().unwrap_or("-");
        let subject = match &row["subject"] {
            serde_json::Value::Object(said) if said.is_empty() => String::new(),
            said => said.to_string(),
        };
        print(format_args!("{at}  {:<16} {process:<16} {act:<22} {subject}", who(line)))?;
    }
    if let Some(last) = lines.last() {
        say(format_args!("{}; the last has the hash {}", count(lines.len(), "line"), hex(&last.hash)));
    }
    Ok(())
}
