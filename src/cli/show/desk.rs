//! The log of the desk as a list of what was done.

use std::collections::BTreeMap;

use serde_json::json;

use super::{Args, print_json};
use crate::cli::output::{count, first_words, print, say};
use crate::document::brackets::told::{Told, told};
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::outline::spoken_names;
use crate::drafting::desk::{Act, Deed};
use crate::proceedings::{self, Table};
use crate::store::Read;

/// Every act, oldest first; those taken back are followed by the act that did it.
pub(super) fn desk(r: &Read<'_>, process: Option<&str>, args: &Args) -> anyhow::Result<()> {
    let scope = proceedings::find(r, process)?;
    let table = Table::lay(r, &scope, None)?;
    if args.json {
        let rows: Vec<_> = table.log.iter().map(|act| json!({"id": act.id, "act": act.deed})).collect();
        return print_json(&rows);
    }
    let mut spoken: BTreeMap<ParagraphId, String> =
        table.paragraphs.iter().map(|it| it.id).zip(spoken_names(&table.paragraphs)).collect();
    let made = table.consolidate().paragraphs;
    spoken.extend(made.iter().map(|it| it.id).zip(spoken_names(&made)));
    let items: BTreeMap<SubmissionId, String> =
        table.submissions.iter().map(|it| (it.id, it.name.to_string())).collect();
    for (number, act) in table.log.iter().enumerate() {
        print(format_args!("{:>4}  {}", number + 1, deed_told(act, &table, &spoken, &items)))?;
    }
    say(format_args!("{}: {}", table.draft.label, count(table.log.len(), "act")));
    Ok(())
}

fn deed_told(
    act: &Act,
    table: &Table,
    spoken: &BTreeMap<ParagraphId, String>,
    items: &BTreeMap<SubmissionId, String>,
) -> String {
    let name = |id: &ParagraphId| spoken.get(id).map_or("a paragraph", String::as_str);
    let names = |ids: &[ParagraphId]| ids.iter().map(name).collect::<Vec<_>>().join(", ");
    match &act.deed {
        Deed::Decide { rulings, .. } => {
            let told = rulings.iter().map(|it| {
                let item = items.get(&it.submission).map_or("a submission", String::as_str);
                format!("{item} {}", it.disposition)
            });
            told.collect::<Vec<_>>().join(", ")
        }
        Deed::Write { paragraph, old, new, .. } => match told(&old.rich(), &new.rich()) {
            Some(told) => format!("{}: {}", name(paragraph), bracket_told(&told)),
            None => format!(
                "{}: [-{}-] {{+{}+}}",
                name(paragraph),
                first_words(old.as_str(), 40),
                first_words(new.as_str(), 40)
            ),
        },
        Deed::Insert { paragraphs, .. } => format!("{} added", count(paragraphs.len(), "paragraph")),
        Deed::Delete { paragraphs, .. } => format!("{} deleted", names(paragraphs)),
        Deed::Move { paragraphs, .. } => format!("{} moved", names(paragraphs)),
        Deed::Split { paragraph, pieces, .. } => format!("{} split into {}", name(paragraph), pieces.len()),
        Deed::Join { paragraph, next, .. } => format!("{} and {} joined", name(paragraph), name(next)),
        Deed::Relabel { paragraph, label, .. } => {
            let label = label.as_ref().map_or("without a number", |label| label.as_str());
            format!("{} is now {label}", name(paragraph))
        }
        Deed::SetState { paragraph, state, .. } => format!("{}: {}", name(paragraph), state.name()),
        Deed::Undo { act } => {
            let number = table.log.iter().position(|it| it.id == *act).map_or(0, |at| at + 1);
            format!("act {number} undone")
        }
    }
}

fn bracket_told(told: &Told) -> String {
    let short = |words: &str| first_words(words, 60);
    match told {
        Told::Chosen { words, from } if words.is_empty() => format!("nothing chosen of {}", short(from)),
        Told::Chosen { words, from } => format!("\"{}\" chosen of {}", short(words), short(from)),
        Told::Accepted { words } => format!("brackets removed around \"{}\"", short(words)),
        Told::Struck { words } => format!("\"{}\" struck with its brackets", short(words)),
        Told::Bracketed { words } => format!("\"{}\" put into brackets", short(words)),
        Told::Offered { words, beside } => {
            format!("alternatives set beside \"{}\": {}", short(words), short(beside))
        }
    }
}
