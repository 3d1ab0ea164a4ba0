//! Changed verbs as lines and as JSON.

use serde_json::{Value, json};

use super::output::print;
use crate::document::verbs::{Turn, VerbChange};

/// One line for each: "shall → should (weakened)".
pub(super) fn lines(place: &str, changes: &[VerbChange]) -> anyhow::Result<()> {
    for it in changes {
        print(format_args!("{place}: {}", told(it)))?;
    }
    Ok(())
}

fn told(change: &VerbChange) -> String {
    let words = |it: &Option<String>| it.clone().unwrap_or_default();
    let (old, new) = (words(&change.old), words(&change.new));
    match change.turn {
        Turn::Replaced => format!("{old} → {new}"),
        Turn::Weakened => format!("{old} → {new} (weakened)"),
        Turn::Strengthened => format!("{old} → {new} (strengthened)"),
        Turn::Added => format!("{new} added"),
        Turn::Removed => format!("{old} removed"),
        Turn::Moved => format!("{old} moved"),
    }
}

/// The same for other programs.
pub(super) fn json(changes: &[VerbChange]) -> Vec<Value> {
    let row = |it: &VerbChange| json!({"kind": it.kind.name(), "change": it.turn.name(), "old": it.old, "new": it.new});
    changes.iter().map(row).collect()
}
