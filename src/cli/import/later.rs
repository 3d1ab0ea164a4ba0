//! `travaux import --after`: a draft that was written elsewhere follows the latest.

use anyhow::Context as _;

use super::{Args, label, today};
use crate::cli::Place;
use crate::cli::desk::find_paragraph;
use crate::cli::failure::Failure;
use crate::cli::issue::{carried, warnings};
use crate::cli::output::{count, first_words, print, read_input, say, warn, working};
use crate::clock;
use crate::document::Paragraph;
use crate::document::compare::pairing::{Correction, Ground};
use crate::document::inline::Text;
use crate::document::outline::spoken_names;
use crate::drafting::later::{Choices, Fate, File, Later, Row, Taken};
use crate::identity::actor::Actor;
use crate::import;
use crate::proceedings::{
    self, Issued, NewDraft, Scope, Table, fits, following, issue_later, laid_over, put_on_desk,
};
use crate::store::Access;

/// Why paragraphs that were agreed or closed are opened again.
const REASON: &str = "A later draft was taken in";

#[derive(Clone, Debug, clap::Args)]
pub(super) struct LaterArgs {
    /// Follow this draft, which has to be the latest
    #[arg(long, value_name = "LABEL")]
    pub(super) after: Option<String>,
    /// With --after: a paragraph of the file continues this one of the text
    #[arg(long, value_name = "FILE=TEXT", requires = "after")]
    same: Vec<String>,
    /// With --after: a paragraph of the file is new
    #[arg(long, value_name = "PARAGRAPH", requires = "after")]
    new: Vec<String>,
    /// With --after: decide as retained what the file took word for word from open submissions
    #[arg(long, requires = "after")]
    retain: bool,
    /// With --after: put it on the desk, to be looked over and issued there
    #[arg(long, requires = "after", conflicts_with_all = ["label", "preview"])]
    desk: bool,
}

pub(super) fn run(place: &Place, args: &Args, after: &str) -> anyhow::Result<()> {
    let name = args.file.file_name().unwrap_or_default().to_string_lossy();
    let (imported, marks) = working("reading", || {
        let bytes = read_input(&args.file)?;
        let imported = import::read(&bytes, &name).with_context(|| args.file.display().to_string())?;
        anyhow::Ok((imported, import::marks(&bytes, &name)?))
    })?;
    imported.warnings.iter().for_each(warn);
    let file = File { paragraphs: imported.paragraphs, marks };
    let store = place.open(if args.preview { Access::Read } else { Access::Write })?;
    let (process, after) = (place.process.clone(), after.to_owned());
    let (scope, table) = store.blocking_read(move |r| {
        let scope = proceedings::find(r, process.as_deref())?;
        let table = following(r, &scope, &after)?;
        Ok::<_, proceedings::Error>((scope, table))
    })?;
    let (choices, later) = working("comparing", || chosen(&args.later, &table, &file))?;
    if args.preview {
        preview(&later)?;
        told(&table, &later, args.later.retain);
        say(format_args!("{}; nothing was taken in", counted(&later)));
        return Ok(());
    }
    if args.later.desk {
        let (seen, acts) = (table.basis(), later.acts.len());
        store.blocking_write(move |w| put_on_desk(w, &scope, seen, &file, &choices).map(drop))?;
        told(&table, &later, args.later.retain);
        say(format_args!("{}; {} at the desk", counted(&later), count(acts, "act")));
        return Ok(());
    }
    let (new, by) = (new_draft(args, &scope)?, Actor::command_line(clock::now()));
    let (issued, later) = issue_later(&store, &scope, &new, table.basis(), &file, &choices, &by)?;
    told(&issued.table, &later, args.later.retain);
    warnings(&issued.table, &issued.made);
    let Issued { draft, made, .. } = &issued;
    say(format_args!(
        "{} with {}, issued {}; {}; {} in the ledger against {}",
        draft.label,
        count(made.paragraphs.len(), "paragraph"),
        draft.issued,
        counted(&later),
        count(made.ledger.len(), "line"),
        table.draft.label,
    ));
    carried(&issued);
    Ok(())
}

fn new_draft(args: &Args, scope: &Scope) -> anyhow::Result<NewDraft> {
    let day = args.date.unwrap_or_else(|| today(scope));
    Ok(NewDraft { round: args.round.round(scope)?, ..NewDraft::new(label(args)?, day) })
}

/// What was said on the command line, by the names that paragraphs have without it.
fn chosen(args: &LaterArgs, table: &Table, file: &File) -> anyhow::Result<(Choices, Later)> {
    let taken = if args.retain { Taken::All } else { Taken::None };
    let choices = Choices { taken, reason: Text::parse(REASON), ..Choices::default() };
    let later = laid_over(table, file, &choices).map_err(proceedings::Error::from)?;
    if args.same.is_empty() && args.new.is_empty() {
        return Ok((choices, later));
    }
    let in_file = |name: &str| -> anyhow::Result<usize> {
        let found = find_paragraph(&later.made.paragraphs, name.trim());
        let found =
            found.map_err(|_| Failure::Usage(format!("the file has no paragraph \"{}\"", name.trim())));
        let (id, _) = found?;
        Ok(later.made.paragraphs.iter().position(|it| it.id == id).unwrap_or_default())
    };
    let same = args.same.iter().map(|pair| {
        let (new, old) = pair.split_once('=').ok_or_else(|| {
            Failure::Usage(format!("--same {pair}: say which paragraph is which, as in --same 14=15"))
        })?;
        let (old, _) = find_paragraph(&later.working, old.trim())?;
        anyhow::Ok(Correction::Continues { new: in_file(new)?, old })
    });
    let new = args.new.iter().map(|name| Ok(Correction::New { new: in_file(name)? }));
    let corrections = same.chain(new).collect::<anyhow::Result<Vec<_>>>()?;
    let choices = Choices { corrections, ..choices };
    let later = laid_over(table, file, &choices).map_err(proceedings::Error::from)?;
    Ok((choices, later))
}

/// Paragraph by paragraph: its place and number, what became of it, and what tells so.
fn preview(later: &Later) -> anyhow::Result<()> {
    let (old_names, names) = (spoken_names(&later.working), spoken_names(&later.made.paragraphs));
    let called = |at: usize, names: &[String]| match names[at].starts_with('¶') {
        true => format!("p{}", at + 1),
        false => format!("p{} {}", at + 1, names[at]),
    };
    let line = |row: &Row| {
        let old: Vec<String> = row.old.clone().map(|at| called(at, &old_names)).collect();
        let (here, paragraph): (String, &Paragraph) = match row.new {
            Some(at) => (called(at, &names), &later.made.paragraphs[at]),
            None => (String::new(), &later.working[row.old.start]),
        };
        let from = if old.is_empty() { String::new() } else { format!("← {}", old.join(" + ")) };
        let words = first_words(paragraph.content.text_around_label().1, 48);
        print(format_args!("{here:<16} {:<24} {from:<24} {words}", fate(row)))
    };
    later.rows().iter().try_for_each(line)
}

/// "changed, 92% alike".
fn fate(row: &Row) -> String {
    let fate = match row.fate {
        Fate::Kept => "kept",
        Fate::Relabelled => "renumbered",
        Fate::Changed => "changed",
        Fate::Moved => "moved",
        Fate::MovedAndChanged => "moved, changed",
        Fate::Split => "split from",
        Fate::Joined => "joined from",
        Fate::New => "new",
        Fate::Gone => "gone",
    };
    let sure = match row.fate {
        Fate::Kept | Fate::Relabelled | Fate::Moved | Fate::New | Fate::Gone => None,
        Fate::Changed | Fate::MovedAndChanged | Fate::Split | Fate::Joined => row.like,
    };
    let sure = sure.map_or(String::new(), |like| format!(", {like}%"));
    let by_hand = if row.ground == Some(Ground::Hand) { ", as said" } else { "" };
    format!("{fate}{sure}{by_hand}")
}

/// "60 paragraphs: 55 kept, 2 changed, 1 new".
fn counted(later: &Later) -> String {
    let rows = later.rows();
    let number = |fates: &[Fate]| rows.iter().filter(|row| fates.contains(&row.fate)).count();
    let all = [
        (number(&[Fate::Kept]), "kept"),
        (number(&[Fate::Relabelled]), "renumbered"),
        (number(&[Fate::Changed]), "changed"),
        (number(&[Fate::Moved, Fate::MovedAndChanged]), "moved"),
        (number(&[Fate::Split]), "from splits"),
        (number(&[Fate::Joined]), "joined"),
        (number(&[Fate::New]), "new"),
        (number(&[Fate::Gone]), "gone"),
    ];
    let told = all.iter().filter(|(number, _)| *number > 0).map(|(number, said)| format!("{number} {said}"));
    let told = told.collect::<Vec<_>>().join(", ");
    format!("{}: {told}", count(later.made.paragraphs.len(), "paragraph"))
}

/// What becomes of submissions and of what was agreed.
fn told(table: &Table, later: &Later, retained: bool) {
    let names = |ids: &[crate::document::id::SubmissionId]| {
        let name = |id| table.submissions.iter().find(|it| it.id == id).map(|it| it.name.to_string());
        ids.iter().filter_map(|&id| name(id)).collect::<Vec<_>>().join(", ")
    };
    if !later.reopened.is_empty() {
        warn(format_args!("decided, but not in the file, so open again: {}", names(&later.reopened)));
    }
    if !later.opened.is_empty() {
        let before = spoken_names(&later.working);
        let name = |id| later.working.iter().position(|it| it.id == id).map(|at| before[at].clone());
        let opened: Vec<String> = later.opened.iter().filter_map(|&id| name(id)).collect();
        warn(format_args!("agreed or closed, and changed by the file, so open again: {}", opened.join(", ")));
    }
    if !later.held.is_empty() {
        let said = if retained { "retained" } else { "stays open; --retain decides it as retained" };
        say(format_args!("taken word for word ({said}): {}", names(&later.held)));
    }
    let open = |id: &crate::document::id::SubmissionId| {
        later.made.outcomes.get(id).is_some_and(|it| it.disposition.is_open())
    };
    let live = table.submissions.iter().filter(|it| !it.withdrawn).map(|it| it.id);
    let open: Vec<_> = live.filter(open).collect();
    if !open.is_empty() {
        let fits = fits(table, &later.made, &open);
        let fits: Vec<String> = fits.iter().map(|(fit, number)| format!("{number} {}", fit.name())).collect();
        say(format_args!("{} open: {}", open.len(), fits.join(", ")));
    }
}
