//! One submission: what it asks for in formal sentences, and what became of it.

use serde_json::json;

use super::became;
use crate::cli::formal;
use crate::cli::output::print;
use crate::document::Paragraph;
use crate::proceedings::{self, Line, account};
use crate::store::Read;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct One {
    /// Its name: "14-C", "Rev.1 14-C"
    item: String,
    /// Write one JSON object
    #[arg(long)]
    json: bool,
}

/// Everything of that name.
pub(super) fn submission(r: &Read<'_>, process: Option<&str>, args: &One) -> anyhow::Result<()> {
    let scope = proceedings::find(r, process)?;
    let called = |line: &Line| {
        let name = line.submission.name.to_string();
        let long = format!("{} {name}", line.made_on);
        name.eq_ignore_ascii_case(&args.item) || long.eq_ignore_ascii_case(&args.item)
    };
    let found: Vec<Line> = account(r, &scope)?.into_iter().filter(called).collect();
    let line = match &found[..] {
        [] => return Err(proceedings::Error::NoItem(args.item.clone()).into()),
        [line] => line,
        several => {
            let names = several.iter().map(|it| format!("\"{} {}\"", it.made_on, it.submission.name));
            let names = names.collect();
            return Err(proceedings::Error::Several { what: "submissions of that name", names }.into());
        }
    };
    let draft = r.paragraphs(line.submission.made_on)?;
    let asks = asks(line, &draft);
    if args.json {
        let mut row = super::submission_json(line);
        row["asks"] = json!(asks);
        return super::print_json(&row);
    }
    let submission = &line.submission;
    let late = if submission.late { " (late)" } else { "" };
    print(format_args!("{} {}{late}: {}", line.made_on, submission.name, became(line)))?;
    if asks.is_empty() {
        print(format_args!("  {}", super::words(&submission.body)))?;
    } else {
        print(format_args!("  {asks}"))?;
    }
    match &submission.rationale {
        Some(why) => print(format_args!("  rationale: {}", why.plain())),
        None => Ok(()),
    }
}

/// What a submission asks for in one line; nothing for a comment.
pub(super) fn asks(line: &Line, draft: &[Paragraph]) -> String {
    let target = line.submission.target.anchor();
    let target = target.and_then(|id| draft.iter().find(|it| it.id == id)).map(|it| &it.content);
    formal::plain(&crate::drafting::formal::formal(target, &line.submission.body), &formal::names(draft))
}
