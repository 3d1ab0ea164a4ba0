//! `travaux engine`: the engine for other programs, as JSON lines on standard input and output.
//!
//! Every line of input is one request and gets one line of output, in order; a line that cannot be answered gets an
//! `error` and does not stop the next. Offsets count Unicode code points, so that any language can use them.

use crate::engine::{self, LinkKind, Merge, Op, Outcome, Region, Source};
use anyhow::Context;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::{BufRead, Write};

/// Answers every line of `input` on `output` until the input ends.
pub fn run(mut input: impl BufRead, mut output: impl Write) -> anyhow::Result<()> {
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line).context("cannot read the requests")? > 0 {
        serde_json::to_writer(&mut output, &answer(&line)).context("cannot write a reply")?;
        output.write_all(b"\n").and_then(|()| output.flush()).context("cannot write a reply")?;
        line.clear();
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
enum Request {
    Redline { id: Value, old: String, new: String },
    Align { id: Value, old: Vec<String>, new: Vec<String> },
    Merge { id: Value, base: String, sides: Vec<String> },
    MergeParagraphs { id: Value, base: Vec<String>, sides: Vec<Vec<String>> },
    Rebase { id: Value, old: String, new: String, amended: String },
    RebaseParagraphs { id: Value, old: Vec<String>, new: Vec<String>, amended: Vec<String> },
}

#[derive(Serialize)]
struct Reply {
    id: Value,
    #[serde(flatten)]
    body: Body,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Body {
    Redline { ops: Vec<Change> },
    Align { links: Vec<Link> },
    Merge { clean: bool, review: bool, text: String, conflicts: Vec<Conflict> },
    MergeParagraphs { clean: bool, review: bool, paragraphs: Vec<String>, conflicts: Vec<ParagraphConflict> },
    Rebase { outcome: &'static str, text: String, conflicts: Vec<Conflict> },
    RebaseParagraphs { outcome: &'static str, paragraphs: Vec<String>, conflicts: Vec<Place> },
    Error { error: String },
}

#[derive(Serialize)]
struct Change {
    op: &'static str,
    text: String,
}

#[derive(Serialize)]
struct Link {
    old: Vec<usize>,
    new: Vec<usize>,
    kind: &'static str,
}

#[derive(Serialize)]
struct Conflict {
    start: usize,
    end: usize,
    alternatives: Vec<Alternative>,
}

#[derive(Serialize)]
struct Alternative {
    text: String,
    sides: Vec<usize>,
}

#[derive(Serialize)]
struct ParagraphConflict {
    paragraph: usize,
    sides: Vec<usize>,
}

#[derive(Serialize)]
struct Place {
    paragraph: usize,
}

fn answer(line: &[u8]) -> Reply {
    match serde_json::from_slice(line) {
        Ok(request) => reply(request),
        Err(error) => {
            let object: Value = serde_json::from_slice(line).unwrap_or_default();
            let id = object.get("id").cloned().unwrap_or_default();
            Reply { id, body: Body::Error { error: error.to_string() } }
        }
    }
}

fn reply(request: Request) -> Reply {
    match request {
        Request::Redline { id, old, new } => Reply { id, body: Body::Redline { ops: changes(&old, &new) } },
        Request::Align { id, old, new } => Reply { id, body: Body::Align { links: links(&old, &new) } },
        Request::Merge { id, base, sides } => {
            let sides: Vec<Source<'_>> = sides.iter().map(|side| side.as_str().into()).collect();
            let merge = engine::merge(base.as_str().into(), &sides);
            let body = Body::Merge {
                clean: merge.is_clean(),
                review: merge.needs_review(),
                text: merge.text(&base, &sides),
                conflicts: conflicts(&merge, &base, &sides),
            };
            Reply { id, body }
        }
        Request::MergeParagraphs { id, base, sides } => {
            let sides: Vec<_> = sides.iter().map(|side| borrowed(side)).collect();
            let sides: Vec<_> = sides.iter().map(Vec::as_slice).collect();
            let merge = engine::merge_paragraphs(&borrowed(&base), &sides);
            let conflict = |found: engine::ParagraphConflict| ParagraphConflict {
                paragraph: found.paragraph,
                sides: found.sides,
            };
            let body = Body::MergeParagraphs {
                clean: merge.conflicts.is_empty(),
                review: merge.review,
                paragraphs: merge.paragraphs,
                conflicts: merge.conflicts.into_iter().map(conflict).collect(),
            };
            Reply { id, body }
        }
        Request::Rebase { id, old, new, amended } => {
            let rebase = engine::rebase(old.as_str().into(), new.as_str().into(), amended.as_str().into());
            let conflicts = conflicts(&rebase.merge, &old, &[new.as_str().into(), amended.as_str().into()]);
            Reply {
                id,
                body: Body::Rebase { outcome: outcome(rebase.outcome), text: rebase.text, conflicts },
            }
        }
        Request::RebaseParagraphs { id, old, new, amended } => {
            let rebase = engine::rebase_paragraphs(&borrowed(&old), &borrowed(&new), &borrowed(&amended));
            let conflicts = rebase.conflicts.into_iter().map(|paragraph| Place { paragraph }).collect();
            let body = Body::RebaseParagraphs {
                outcome: outcome(rebase.outcome),
                paragraphs: rebase.paragraphs,
                conflicts,
            };
            Reply { id, body }
        }
    }
}

fn borrowed(paragraphs: &[String]) -> Vec<&str> {
    paragraphs.iter().map(String::as_str).collect()
}

fn changes(old: &str, new: &str) -> Vec<Change> {
    let change = |run: engine::Run| match run.op {
        Op::Equal | Op::Format => Change { op: "equal", text: old[run.old].to_owned() },
        Op::Delete => Change { op: "delete", text: old[run.old].to_owned() },
        Op::Insert => Change { op: "insert", text: new[run.new].to_owned() },
    };
    engine::redline(old.into(), new.into()).runs.into_iter().map(change).collect()
}

fn links(old: &[String], new: &[String]) -> Vec<Link> {
    let kind = |kind| match kind {
        LinkKind::Same => "same",
        LinkKind::Edit => "edit",
        LinkKind::Move => "move",
        LinkKind::MoveEdit => "move_edit",
        LinkKind::Split => "split",
        LinkKind::Join => "merge",
    };
    let link = |link: engine::Link| Link { old: link.old, new: link.new, kind: kind(link.kind) };
    engine::align(&borrowed(old), &borrowed(new)).into_iter().map(link).collect()
}

fn conflicts(merge: &Merge, base: &str, sides: &[Source<'_>]) -> Vec<Conflict> {
    let points = |bytes: usize| base[..bytes].chars().count();
    let conflict = |region: &Region| {
        let alternative = |wording: &engine::Alternative| Alternative {
            text: sides[wording.text.side].text[wording.text.range.clone()].to_owned(),
            sides: wording.sides.clone(),
        };
        Conflict {
            start: points(region.base.start),
            end: points(region.base.end),
            alternatives: region.alternatives().iter().map(alternative).collect(),
        }
    };
    merge.regions.iter().filter(|region| region.is_competing()).map(conflict).collect()
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Clean => "clean",
        Outcome::Shifted => "shifted",
        Outcome::Touched => "touched",
        Outcome::Lost => "lost",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(input: &[u8]) -> String {
        let mut output = Vec::new();
        run(input, &mut output).unwrap();
        String::from_utf8(output).unwrap()
    }

    #[test]
    fn every_line_is_answered_in_order() {
        let check = |input: &str, expected: &str| assert_eq!(answers(input.as_bytes()).trim_end(), expected);
        check("", "");
        check(
            r#"{"id":1,"op":"redline","old":"must act","new":"shall act"}"#,
            r#"{"id":1,"ops":[{"op":"delete","text":"must"},{"op":"insert","text":"shall"},{"op":"equal","text":" act"}]}"#,
        );
        check(
            r#"{"id":"a","op":"align","old":["We act.","We report."],"new":["We act."]}"#,
            r#"{"id":"a","links":[{"old":[0],"new":[0],"kind":"same"}]}"#,
        );
        check(
            r#"{"id":null,"op":"merge","base":"État must act","sides":["État shall act","État may act"]}"#,
            r#"{"id":null,"clean":false,"review":false,"text":"État must act","conflicts":[{"start":5,"end":9,"alternatives":[{"text":"may","sides":[1]},{"text":"shall","sides":[0]}]}]}"#,
        );
        check(
            r#"{"id":2,"op":"merge_paragraphs","base":["We act.","We report."],"sides":[["We act."],["We act.","We report.","We learn."]]}"#,
            r#"{"id":2,"clean":true,"review":false,"paragraphs":["We act.","We learn."],"conflicts":[]}"#,
        );
        check(
            r#"{"id":3,"op":"rebase","old":"We must act.","new":"We must act now.","amended":"We shall act."}"#,
            r#"{"id":3,"outcome":"shifted","text":"We shall act now.","conflicts":[]}"#,
        );
        check(
            r#"{"id":4,"op":"rebase_paragraphs","old":["We must act."],"new":["We may act."],"amended":["We shall act."]}"#,
            r#"{"id":4,"outcome":"touched","paragraphs":["We may act."],"conflicts":[{"paragraph":0}]}"#,
        );
    }

    #[test]
    fn a_bad_line_is_an_error_and_the_next_is_answered() {
        let lines = answers(
            b"nonsense\n\n{\"id\":7,\"op\":\"dance\"}\n{\"id\":8,\"op\":\"redline\",\"old\":\"\",\"new\":\"\",\"mode\":1}\n\
              {\"id\":9,\"op\":\"redline\",\"old\":\"\xff\",\"new\":\"\"}\n{\"id\":10,\"op\":\"redline\",\"old\":\"\",\"new\":\"\"}",
        );
        let replies: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let ids: Vec<_> = replies.iter().map(|reply| reply["id"].to_string()).collect();
        assert_eq!(ids, ["null", "null", "7", "8", "null", "10"]);
        let errors = replies.iter().filter(|reply| reply["error"].is_string()).count();
        assert_eq!(errors, 5);
    }
}
