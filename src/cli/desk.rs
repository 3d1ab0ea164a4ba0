//! `travaux decide`, `travaux write` and `travaux undo`: single acts at the desk.

use std::collections::BTreeSet;

use anyhow::bail;
use clap::ValueEnum;

use super::Place;
use super::failure::Failure;
use super::output::{count, say};
use crate::document::Paragraph;
use crate::document::id::{ParagraphId, SubmissionId};
use crate::document::inline::Text;
use crate::document::outline::spoken_names;
use crate::drafting::choice::{Manner, rewritten};
use crate::drafting::desk::Form;
use crate::drafting::disposition::Disposition;
use crate::drafting::ledger::Source;
use crate::drafting::submission::Submission;
use crate::proceedings::{self, Table, decide, undo_last};
use crate::store::{Access, Write};

#[derive(Clone, Debug, clap::Args)]
pub(super) struct Decide {
    /// The submissions, by the names that `show submissions` gives them: "14-C", "Rev.1 14-C"
    #[arg(required = true, value_name = "ITEM")]
    items: Vec<String>,
    /// What becomes of them
    #[arg(long = "as", value_enum, value_name = "WHAT")]
    ruling: As,
    /// With merged: the submission that carries them
    #[arg(long, value_name = "ITEM")]
    into: Option<String>,
    /// A note to their authors
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Write rival wordings as whole paragraphs
    #[arg(long)]
    alternatives: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum As {
    /// Taken as they stand
    Retained,
    /// Written into the text in brackets
    Bracketed,
    /// Not taken
    NotRetained,
    /// Taken in substance through another wording
    Merged,
    /// Outside what the process is about
    OutOfScope,
    /// Taken note of
    Noted,
    /// Not decided after all
    Open,
}

#[derive(Clone, Debug, clap::Args)]
pub(super) struct WriteArgs {
    /// The paragraph, as it is spoken of in the working text ("14", "Article 3, 1") or by its place ("¶ 12", "p12")
    paragraph: String,
    /// How it is to read, its label left out
    text: String,
    /// Whose words they are
    #[arg(long, value_enum, default_value_t = From::CoChairs)]
    from: From,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum From {
    /// The co-chairs' own
    CoChairs,
    /// Said in the room
    Floor,
    /// Brought by an informal group
    InformalGroup,
    /// No change of meaning
    Editorial,
}

impl From {
    pub(super) const fn source(self) -> Source {
        match self {
            Self::CoChairs => Source::CoChairs,
            Self::Floor => Source::Floor,
            Self::InformalGroup => Source::InformalGroup,
            Self::Editorial => Source::Editorial,
        }
    }
}

pub(super) fn run_decide(place: &Place, args: Decide) -> anyhow::Result<()> {
    if args.into.is_some() && args.ruling != As::Merged {
        bail!(Failure::Usage("--into goes with --as merged".to_owned()));
    }
    let (decided, standing) = at_desk(place, move |w, table| {
        let items =
            args.items.iter().map(|item| find_item(table, item)).collect::<Result<BTreeSet<_>, _>>()?;
        let into = args.into.as_deref().map(|item| find_item(table, item)).transpose()?;
        if let Some(name) = args.into.filter(|_| into.is_some_and(|into| items.contains(&into))) {
            bail!(proceedings::Error::IntoItself(name));
        }
        let disposition = match args.ruling {
            As::Retained => Disposition::Retained,
            As::Bracketed => Disposition::Bracketed,
            As::NotRetained => Disposition::NotRetained,
            As::Merged => Disposition::Merged { into },
            As::OutOfScope => Disposition::OutOfScope,
            As::Noted => Disposition::Noted,
            As::Open => Disposition::Open,
        };
        let note = args.note.as_deref().map(Text::parse);
        let form = args.alternatives.then_some(Form::Alternatives);
        let rulings = items.iter().map(|item| (*item, disposition.clone())).collect();
        for deed in table.decisions(&rulings, Manner { form, note: note.as_ref() }) {
            decide(w, table, deed)?;
        }
        Ok(items.len())
    })?;
    say(format_args!("{} decided; {standing}", count(decided, "submission")));
    Ok(())
}

pub(super) fn run_write(place: &Place, args: WriteArgs) -> anyhow::Result<()> {
    if args.text.trim().is_empty() {
        let why = "there are no words: a paragraph goes by retaining an amendment that deletes it";
        bail!(Failure::Usage(why.to_owned()));
    }
    let (name, standing) = at_desk(place, move |w, table| {
        let made = table.consolidate().paragraphs;
        let (id, name) = find_paragraph(&made, &args.paragraph)?;
        let written = made.iter().find(|it| it.id == id);
        let deed = written.and_then(|it| rewritten(it, &it.content.text, &args.text, args.from.source()));
        deed.map_or(Ok(()), |deed| decide(w, table, deed))?;
        Ok(name)
    })?;
    say(format_args!("{name} rewritten; {standing}"));
    Ok(())
}

pub(super) fn run_undo(place: &Place) -> anyhow::Result<()> {
    let ((), standing) = at_desk(place, |w, table| Ok(undo_last(w, table)?))?;
    say(format_args!("the last act is undone; {standing}"));
    Ok(())
}

/// Runs an act on the desk of the latest draft and says where the desk stands after it.
pub(super) fn at_desk<T, F>(place: &Place, act: F) -> anyhow::Result<(T, String)>
where
    T: Send + 'static,
    F: FnOnce(&Write<'_>, &mut Table) -> anyhow::Result<T> + Send + 'static,
{
    let store = place.open(Access::Write)?;
    let process = place.process.clone();
    store.blocking_write(move |w| {
        let scope = proceedings::find(w, process.as_deref())?;
        let mut table = Table::lay(w, &scope, None)?;
        let done = act(w, &mut table)?;
        let standing = table.standing(&table.consolidate().outcomes);
        Ok((done, format!("{} of {} open", standing.open, standing.submissions)))
    })
}

/// A submission by its name; one on the desk's own draft goes before one carried from an earlier draft.
fn find_item(table: &Table, name: &str) -> Result<SubmissionId, proceedings::Error> {
    let called = |it: &&Submission| {
        let own = it.name.to_string();
        let label = table.labels.get(&it.made_on).map_or("", String::as_str);
        own.eq_ignore_ascii_case(name) || format!("{label} {own}").eq_ignore_ascii_case(name)
    };
    let found: Vec<&Submission> = table.submissions.iter().filter(called).collect();
    let own = found.iter().find(|it| it.made_on == table.draft.id);
    match (own, &found[..]) {
        (Some(own), _) | (None, [own]) => Ok(own.id),
        (None, []) => Err(proceedings::Error::NoItem(name.to_owned())),
        (None, several) => {
            let label = |it: &&Submission| table.labels.get(&it.made_on).cloned().unwrap_or_default();
            let names = several.iter().map(|it| format!("\"{} {}\"", label(it), it.name)).collect();
            Err(proceedings::Error::Several { what: "submissions of that name", names })
        }
    }
}

pub(super) fn find_paragraph(
    made: &[Paragraph],
    name: &str,
) -> Result<(ParagraphId, String), proceedings::Error> {
    let names = spoken_names(made);
    let place = name.strip_prefix(['p', '¶']).and_then(|place| place.trim().parse::<usize>().ok());
    let at = match place {
        Some(place) => place.checked_sub(1).filter(|&at| at < made.len()),
        None => names.iter().position(|it| it.eq_ignore_ascii_case(name)),
    };
    at.map(|at| (made[at].id, names[at].clone()))
        .ok_or_else(|| proceedings::Error::NoParagraph(name.to_owned()))
}
