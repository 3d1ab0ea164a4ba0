//! `travaux references`: where the references of a text to itself lead.

use std::path::PathBuf;

use serde_json::json;

use super::Place;
use super::failure::Failure;
use super::output::{count, print, read_draft, say};
use crate::document::Paragraph;
use crate::document::id::ParagraphId;
use crate::document::outline::spoken_names;
use crate::drafting::crossrefs::{CrossReference, Fate, cross_references};
use crate::proceedings::{self, references_of};
use crate::store::Access;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A file to look through instead of a draft: .docx, .md, .txt or .json
    file: Option<PathBuf>,
    /// The draft; the latest if left out
    #[arg(long, value_name = "LABEL", conflicts_with = "file")]
    draft: Option<String>,
    /// Only those that lead nowhere, or to what was split or joined
    #[arg(long)]
    odd: bool,
    /// Write one JSON array
    #[arg(long)]
    json: bool,
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<()> {
    let (paragraphs, mut found) = match &args.file {
        Some(path) => {
            let contents = read_draft(path)?.paragraphs;
            let paragraphs: Vec<Paragraph> = (contents.into_iter().zip(0u64..))
                .map(|(content, number)| {
                    let id = ParagraphId::derived("file", &[&number.to_be_bytes()]);
                    Paragraph { id, content }
                })
                .collect();
            let found = cross_references(&paragraphs, &[]);
            (paragraphs, found)
        }
        None if place.data.is_none() => return Err(Failure::NoDirectory.into()),
        None => {
            let store = place.open(Access::Read)?;
            let (process, draft) = (place.process.clone(), args.draft.clone());
            store.blocking_read(move |r| {
                let scope = proceedings::find(r, process.as_deref())?;
                references_of(r, &scope, draft.as_deref())
            })?
        }
    };
    let names = spoken_names(&paragraphs);
    let all = found.len();
    let odd = found.iter().filter(|it| it.fate.is_odd()).count();
    found.retain(|it| !args.odd || it.fate.is_odd());
    if args.json {
        let rows: Vec<_> = found.iter().map(|it| row(it, &paragraphs, &names)).collect();
        return print(serde_json::to_string(&rows)?);
    }
    for phrase in found.chunk_by(|a, b| (a.place, &a.reference.phrase) == (b.place, &b.reference.phrase)) {
        let Some(first) = phrase.first() else { continue };
        let leads: Vec<String> = phrase.iter().map(|it| lead(it, &names)).collect();
        print(format_args!("{}: {} → {}", names[first.place], first.words, leads.join(", ")))?;
    }
    say(format_args!("{}, {odd} to look at", count(all, "reference")));
    Ok(())
}

fn row(it: &CrossReference, paragraphs: &[Paragraph], names: &[String]) -> serde_json::Value {
    let place = |at: usize| json!({"paragraph": paragraphs[at].id, "place": names[at]});
    let reference = &it.reference;
    let others = match &it.fate {
        Fate::Split { others } => others.clone(),
        Fate::Joined { into } => vec![*into],
        Fate::Stands | Fate::Extended | Fate::Deleted | Fate::Several | Fate::Unknown => Vec::new(),
    };
    json!({
        "paragraph": paragraphs[it.place].id,
        "place": names[it.place],
        "words": it.words,
        "start": reference.range.start,
        "end": reference.range.end,
        "number": reference.number.as_ref().map(|it| &it.text),
        "items": reference.items.iter().map(|it| &it.text).collect::<Vec<_>>(),
        "ends_range": reference.ends_range,
        "leads_to": it.path.last().filter(|_| !it.fate.is_dangling()).map(|at| place(*at)),
        "became": it.fate.name(),
        "others": others.into_iter().map(place).collect::<Vec<_>>(),
    })
}

/// Where one leads, and what became of it: "13 (a)", "nowhere: it was deleted".
pub(super) fn lead(it: &CrossReference, names: &[String]) -> String {
    let said = || it.said();
    let to = it.path.last().map_or("", |at| names[*at].as_str());
    let listed =
        |places: &[usize]| places.iter().map(|at| names[*at].as_str()).collect::<Vec<_>>().join(", ");
    match &it.fate {
        Fate::Stands => to.to_owned(),
        Fate::Split { others } => format!("{to} (split: part of it is now {})", listed(others)),
        Fate::Extended => format!("{to} (others were joined to it)"),
        Fate::Joined { into } => format!("nowhere: {} was joined to {}", said(), names[*into]),
        Fate::Deleted => format!("nowhere: {} was deleted", said()),
        Fate::Several => format!("several: {} is there more than once", said()),
        Fate::Unknown => format!("nowhere: there is no {}", said()),
    }
}
