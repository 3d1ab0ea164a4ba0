//! `travaux show`: the record as tables, or as JSON for other programs.

mod audit;
mod desk;
mod submission;
mod verbs;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use super::Place;
use super::output::{count, first_words, print, say};
use crate::document::Paragraph;
use crate::document::id::{DraftId, ParagraphId, SubmissionId};
use crate::document::outline::spoken_names;
use crate::drafting::ledger::{Change, Entry, Source};
use crate::drafting::submission::{Body, Submission};
use crate::proceedings::{self, Line, account, draft_of};
use crate::store::{Access, Read};

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Every submission and what became of it
    Submissions(Args),
    /// One submission: what it asks for in formal sentences, and what became of it
    Submission(submission::One),
    /// The acts at the desk on the latest draft
    Desk(Args),
    /// The drafts that were issued
    Drafts(Args),
    /// Verbs that changed: "shall", "may", "decides", "takes note of"
    Verbs(verbs::Args),
    /// Where every change of a draft comes from
    Ledger(LedgerArgs),
    /// What the staff did on this server, and when: all of it, or of one process
    Audit(Args),
}

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Write one JSON array
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct LedgerArgs {
    /// The draft; the latest if left out
    #[arg(long, value_name = "LABEL")]
    draft: Option<String>,
    /// Write one JSON array
    #[arg(long)]
    json: bool,
}

pub(super) fn run(place: &Place, command: &Command) -> anyhow::Result<()> {
    let store = place.open(Access::Read)?;
    let process = place.process.clone();
    store.blocking_read(move |r| match command {
        Command::Submissions(args) => submissions(r, process.as_deref(), args),
        Command::Submission(args) => submission::submission(r, process.as_deref(), args),
        Command::Desk(args) => desk::desk(r, process.as_deref(), args),
        Command::Drafts(args) => drafts(r, process.as_deref(), args),
        Command::Verbs(args) => verbs::verbs(r, process.as_deref(), args),
        Command::Ledger(args) => ledger(r, process.as_deref(), args),
        Command::Audit(args) => audit::audit(r, process.as_deref(), args),
    })?;
    Ok(())
}

fn submissions(r: &Read<'_>, process: Option<&str>, args: &Args) -> anyhow::Result<()> {
    let scope = proceedings::find(r, process)?;
    let lines = account(r, &scope)?;
    let mut drafts: BTreeMap<DraftId, Vec<Paragraph>> = BTreeMap::new();
    for draft in r.drafts(scope.document.id)? {
        drafts.insert(draft.id, r.paragraphs(draft.id)?);
    }
    let asks = |line: &Line| {
        submission::asks(line, drafts.get(&line.submission.made_on).map_or(&[][..], Vec::as_slice))
    };
    if args.json {
        let row = |line: &Line| {
            let mut row = submission_json(line);
            row["asks"] = json!(asks(line));
            row
        };
        return print_json(&lines.iter().map(row).collect::<Vec<_>>());
    }
    let width = lines.iter().map(|it| it.submission.name.to_string().chars().count()).max().unwrap_or(0);
    for line in &lines {
        let submission = &line.submission;
        let late = if submission.late { " (late)" } else { "" };
        let became = became(line);
        let name = submission.name.to_string();
        let gap = " ".repeat(width - name.chars().count());
        let kind = submission.body.kind().name();
        let words = match &submission.body {
            Body::Replace { .. } | Body::Split { .. } => asks(line),
            body => words(body),
        };
        let opening = first_words(&words, 72);
        print(format_args!("{}  {name}{gap}  {kind:<13} {became:<34} {opening}{late}", line.made_on))?;
    }
    say(count(lines.len(), "submission"));
    Ok(())
}

fn became(line: &Line) -> String {
    if line.submission.withdrawn {
        return "withdrawn".to_owned();
    }
    let where_ = match (&line.issued_in, line.fit) {
        (Some(draft), _) => format!(" in {draft}"),
        (None, Some(fit)) if line.disposition.is_open() => format!(", {}", fit.name()),
        _ => String::new(),
    };
    format!("{}{where_}", line.disposition)
}

/// The words that tell a submission.
fn words(body: &Body) -> String {
    match body {
        Body::Comment { text } => text.plain(),
        Body::Replace { with, .. } => with.first().map(|it| it.text.plain()).unwrap_or_default(),
        Body::InsertAfter { paragraphs } => paragraphs.first().map(|it| it.text.plain()).unwrap_or_default(),
        Body::Delete { base, .. }
        | Body::Move { base, .. }
        | Body::Split { base, .. }
        | Body::Join { base, .. } => base.plain(),
        Body::ReplaceThroughout { find, put } => format!("{find} → {put}"),
    }
}

fn submission_json(line: &Line) -> serde_json::Value {
    let Submission { id, name, body, rationale, late, withdrawn, .. } = &line.submission;
    json!({
        "id": id,
        "name": name.to_string(),
        "made_on": line.made_on,
        "paragraph": line.place,
        "kind": body.kind().name(),
        "body": body,
        "rationale": rationale,
        "late": late,
        "withdrawn": withdrawn,
        "disposition": line.disposition,
        "issued_in": line.issued_in,
        "fit": line.fit.map(|fit| fit.name()),
        "stands_in": line.stands_in,
    })
}

fn drafts(r: &Read<'_>, process: Option<&str>, args: &Args) -> anyhow::Result<()> {
    #[derive(Serialize)]
    struct Row {
        label: String,
        issued: String,
        paragraphs: usize,
        submissions: usize,
        hash: String,
    }
    let scope = proceedings::find(r, process)?;
    let mut rows = Vec::new();
    for draft in r.drafts(scope.document.id)? {
        rows.push(Row {
            paragraphs: r.paragraphs(draft.id)?.len(),
            submissions: r.items_made_on(draft.id)?.len(),
            issued: draft.issued.to_string(),
            hash: draft.hash.iter().map(|byte| format!("{byte:02x}")).collect(),
            label: draft.label,
        });
    }
    if args.json {
        return print_json(&rows);
    }
    for row in &rows {
        let paragraphs = count(row.paragraphs, "paragraph");
        let submissions = count(row.submissions, "submission");
        let (label, issued, hash) = (&row.label, &row.issued, &row.hash[..12]);
        print(format_args!("{label:<14} {issued}  {paragraphs}, {submissions}  {hash}"))?;
    }
    say(count(rows.len(), "draft"));
    Ok(())
}

fn ledger(r: &Read<'_>, process: Option<&str>, args: &LedgerArgs) -> anyhow::Result<()> {
    let scope = proceedings::find(r, process)?;
    let draft = draft_of(r, &scope, args.draft.as_deref())?;
    let entries = r.ledger(draft.id)?;
    let mut spoken: BTreeMap<ParagraphId, String> = BTreeMap::new();
    for it in r.drafts(scope.document.id)?.iter().filter(|it| it.ordinal <= draft.ordinal) {
        let paragraphs = r.paragraphs(it.id)?;
        spoken.extend(paragraphs.iter().map(|it| it.id).zip(spoken_names(&paragraphs)));
    }
    let items: BTreeMap<SubmissionId, String> = r
        .items(scope.document.id)?
        .into_iter()
        .map(|it| (it.submission.id, it.submission.name.to_string()))
        .collect();
    let place = |entry: &Entry| spoken.get(&entry.paragraph).cloned().unwrap_or_default();
    let sources = |entry: &Entry| -> Vec<String> {
        (entry.sources.iter())
            .map(|source| match source {
                Source::Amendment { submission } => items.get(submission).cloned().unwrap_or_default(),
                Source::Floor => "the floor".to_owned(),
                Source::InformalGroup => "an informal group".to_owned(),
                Source::CoChairs => "the co-chairs".to_owned(),
                Source::Editorial => "editorial".to_owned(),
            })
            .collect()
    };
    if args.json {
        let row = |entry: &Entry| {
            json!({
                "paragraph": entry.paragraph,
                "place": place(entry),
                "change": entry.change,
                "sources": entry.sources,
                "names": sources(entry),
            })
        };
        return print_json(&entries.iter().map(row).collect::<Vec<_>>());
    }
    for entry in &entries {
        let (place, change, sources) = (place(entry), told(&entry.change), sources(entry).join(", "));
        print(format_args!("{place}: {change}  ← {sources}"))?;
    }
    say(format_args!("{}: {}", draft.label, count(entries.len(), "line")));
    Ok(())
}

fn told(change: &Change) -> String {
    match change {
        Change::Words { old_words, new_words, .. } => {
            format!("[-{}-] {{+{}+}}", first_words(old_words, 80), first_words(new_words, 80))
        }
        Change::Inserted => "new".to_owned(),
        Change::Deleted => "deleted".to_owned(),
        Change::Moved { .. } => "moved".to_owned(),
        Change::SplitFrom { .. } => "split off".to_owned(),
        Change::JoinedWith { .. } => "joined".to_owned(),
        Change::Relabelled { old, new } if old == new => "another kind or level".to_owned(),
        Change::Relabelled { old, new } => {
            let shown = |label: &Option<String>| label.clone().unwrap_or_else(|| "no number".to_owned());
            format!("{} is now {}", shown(old), shown(new))
        }
    }
}

fn print_json<T: Serialize + ?Sized>(rows: &T) -> anyhow::Result<()> {
    print(serde_json::to_string(rows)?)
}
