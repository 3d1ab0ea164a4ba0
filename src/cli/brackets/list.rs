//! Every bracket of a text, with what it offers.

use std::collections::BTreeSet;

use serde_json::json;

use crate::cli::Place as Here;
use crate::cli::output::{count, print, say};
use crate::document::Paragraph;
use crate::document::brackets::across::across;
use crate::document::brackets::place::places;
use crate::document::inline::Rich;
use crate::document::outline::spoken_names;
use crate::proceedings::{self, Table, draft_of};
use crate::store::{Access, Read};

#[derive(Clone, Debug, clap::Args)]
pub(in crate::cli) struct List {
    /// A draft as it was issued; the working text if left out
    #[arg(long, value_name = "LABEL")]
    draft: Option<String>,
    /// Write one JSON array
    #[arg(long)]
    json: bool,
}

pub(in crate::cli) fn run_list(here: &Here, args: &List) -> anyhow::Result<()> {
    let store = here.open(Access::Read)?;
    let (process, draft) = (here.process.clone(), args.draft.clone());
    let paragraphs = store.blocking_read(move |r| read(r, process.as_deref(), draft.as_deref()))?;
    let names = spoken_names(&paragraphs);
    let texts: Vec<Rich> = paragraphs.iter().map(|it| it.content.text.rich()).collect();
    if args.json {
        return print(serde_json::to_string(&rows(&paragraphs, &names, &texts))?);
    }
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or_default();
    let named = |at: usize| format!("{}{}", names[at], " ".repeat(width - names[at].chars().count()));
    let (mut all, mut within) = (0, BTreeSet::new());
    for (at, text) in texts.iter().enumerate() {
        for (place, number) in places(text).iter().zip(1..) {
            let read = place.read(text);
            let offered: Vec<&str> =
                read.iter().map(|it| if it.is_empty() { "nothing" } else { it }).collect();
            let inner = "  ".repeat(place.depth - 1);
            print(format_args!("{}  {number:>2}  {inner}{}", named(at), offered.join(" | ")))?;
            all += 1;
            within.insert(at);
        }
    }
    let across = across(&texts);
    for span in &across.spans {
        let to = &names[span.close.paragraph];
        print(format_args!("{}      opens here and closes in {to}", named(span.open.paragraph)))?;
    }
    for lone in &across.lone {
        print(format_args!(
            "{}      half a pair of brackets, the other half is nowhere",
            named(lone.paragraph)
        ))?;
    }
    let mut said = vec![format!("{} in {}", count(all, "bracket"), count(within.len(), "paragraph"))];
    if !across.spans.is_empty() {
        said.push(format!("{} over several paragraphs", across.spans.len()));
    }
    if !across.lone.is_empty() {
        said.push(format!("{} without the other half", across.lone.len()));
    }
    say(said.join("; "));
    Ok(())
}

fn read(r: &Read<'_>, process: Option<&str>, draft: Option<&str>) -> anyhow::Result<Vec<Paragraph>> {
    let scope = proceedings::find(r, process)?;
    Ok(match draft {
        Some(label) => r.paragraphs(draft_of(r, &scope, Some(label))?.id)?,
        None => Table::lay(r, &scope, None)?.consolidate().paragraphs,
    })
}

fn rows(paragraphs: &[Paragraph], names: &[String], texts: &[Rich]) -> Vec<serde_json::Value> {
    let mut rows = Vec::new();
    for ((paragraph, name), text) in paragraphs.iter().zip(names).zip(texts) {
        for (place, number) in places(text).iter().zip(1..) {
            rows.push(json!({
                "paragraph": paragraph.id,
                "place": name,
                "number": number,
                "depth": place.depth,
                "words": &text.as_str()[place.range.clone()],
                "alternatives": place.read(text),
            }));
        }
    }
    let across = across(texts);
    rows.extend(across.spans.iter().map(|span| {
        let (from, to) = (span.open.paragraph, span.close.paragraph);
        json!({"paragraph": paragraphs[from].id, "place": names[from], "closes_in": names[to]})
    }));
    rows.extend(across.lone.iter().map(
        |at| json!({"paragraph": paragraphs[at.paragraph].id, "place": names[at.paragraph], "lone": at.byte}),
    ));
    rows
}
