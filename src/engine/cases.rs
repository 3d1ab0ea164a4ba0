//! Runs the cases of `tests/cases/*.md`: texts, amendments and what should come of them, written for people to read.
//!
//! A case begins with `# Title` and a sentence why. Sections: `## Base`, `## Amendment A` and so on, `## New base`; and
//! what is expected: `## Redline A` with `[-deleted-]`, `{+inserted+}` and `[~another format~]`, `## Redline A: rewritten`
//! where old and new are better shown whole, `## Moved A` with the words that only moved, one passage a paragraph;
//! `## Take A: 1 3` with the text that has only those edits; `## Merge`, or `## Merge: review` where a person should
//! read it, with `{{base | A: words | B, C: words}}` where words compete; `## Links A` with `2 > 3, 4: split` for every
//! paragraph that is not the same; `## Merge of paragraphs`, then `## Competing` with `2: A, B` for every competing
//! paragraph; `## Rebase A: touched` with the rebased text, `## Fates A` with the fate of every edit; `## Rebase of
//! paragraphs A: shifted`; `## Likeness A B: extends`. In a text `*words*` are emphasised and `^[words]` is a footnote; a
//! line break is a space, an empty line begins a new paragraph.

use super::{
    Edit, Fate, Link, LinkKind, Mark, Op, ParagraphMerge, Region, Slice, Source, align, edits, likeness,
    merge, merge_paragraphs, rebase, rebase_paragraphs, redline, take,
};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A text with its markup read.
struct Text {
    paragraphs: Vec<String>,
    text: String,
    marks: Vec<Mark>,
}

impl Text {
    fn read(body: &str) -> Self {
        let paragraphs: Vec<String> = body
            .split("\n\n")
            .map(|paragraph| paragraph.lines().map(str::trim).collect::<Vec<_>>().join(" ").trim().to_owned())
            .filter(|paragraph| !paragraph.is_empty())
            .collect();
        let mut text = String::new();
        let mut marks = Vec::new();
        let mut open: Option<(usize, char)> = None;
        let joined = paragraphs.join("\n\n");
        let mut letters = joined.chars().peekable();
        while let Some(letter) = letters.next() {
            match (letter, open) {
                ('*', None) => open = Some((text.len(), '*')),
                ('^', None) if letters.next_if_eq(&'[').is_some() => open = Some((text.len(), ']')),
                (letter, Some((start, closing))) if letter == closing => {
                    marks.push(Mark { range: start..text.len(), attr: 1, atomic: closing == ']' });
                    open = None;
                }
                (letter, _) => text.push(letter),
            }
        }
        Text { paragraphs, text, marks }
    }

    fn source(&self) -> Source<'_> {
        Source { text: &self.text, marks: &self.marks }
    }

    fn paragraphs(&self) -> Vec<&str> {
        self.paragraphs.iter().map(String::as_str).collect()
    }
}

/// What is compared: paragraphs with single spaces.
fn spaced(shown: &str) -> String {
    let paragraphs = shown.split("\n\n").map(|paragraph| {
        paragraph.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    });
    paragraphs.filter(|paragraph| !paragraph.is_empty()).collect::<Vec<_>>().join("\n\n")
}

#[derive(Default)]
struct Case {
    base: Option<Text>,
    new_base: Option<Text>,
    amendments: BTreeMap<String, Text>,
    merged: Option<ParagraphMerge>,
    expectations: usize,
    failures: Vec<String>,
}

impl Case {
    fn section(&mut self, heading: &str, body: &str) {
        let words: Vec<_> = heading.split([' ', ':']).filter(|word| !word.is_empty()).collect();
        match words[..] {
            ["Base"] => self.base = Some(Text::read(body)),
            ["New", "base"] => self.new_base = Some(Text::read(body)),
            ["Amendment", name] => {
                self.amendments.insert(name.to_owned(), Text::read(body));
            }
            ["Redline", name] => self.expect(heading, body, |case| case.redline(name)),
            ["Redline", name, "rewritten"] => self.expect(heading, body, |case| case.rewritten(name)),
            ["Moved", name] => self.expect(heading, body, |case| case.moved(name)),
            ["Take", name, ref ticked @ ..] => self.expect(heading, body, |case| case.take(name, ticked)),
            ["Links", name] => self.expect(heading, body, |case| case.links(name)),
            ["Merge"] => self.expect(heading, body, |case| case.merge("")),
            ["Merge", "review"] => self.expect(heading, body, |case| case.merge("review")),
            ["Merge", "of", "paragraphs"] => self.expect(heading, body, Case::merge_paragraphs),
            ["Competing"] => self.expect(heading, body, Case::competing),
            ["Fates", name] => self.expect(heading, body, |case| case.fates(name)),
            ["Rebase", "of", "paragraphs", name, outcome] => {
                self.expect(heading, body, |case| case.rebase_paragraphs(name, outcome))
            }
            ["Rebase", name, outcome] => self.expect(heading, body, |case| case.rebase(name, outcome)),
            ["Likeness", a, b, expected] => self.expect(heading, expected, |case| case.likeness(a, b)),
            _ => self.failures.push(format!("unknown heading: {heading}")),
        }
    }

    fn expect(&mut self, heading: &str, expected: &str, actual: impl Fn(&mut Self) -> Option<String>) {
        self.expectations += 1;
        let expected = spaced(expected);
        match actual(self) {
            None => self.failures.push(format!("{heading}: a text is missing")),
            Some(actual) if spaced(&actual) == expected => {}
            Some(actual) => {
                self.failures.push(format!("{heading}\nexpected: {expected}\nactual:   {actual}"))
            }
        }
    }

    fn sides(&self) -> Vec<Source<'_>> {
        self.amendments.values().map(Text::source).collect()
    }

    fn names(&self, sides: &[usize]) -> String {
        let names: Vec<_> = self.amendments.keys().collect();
        sides.iter().map(|&side| names[side].as_str()).collect::<Vec<_>>().join(", ")
    }

    fn redline(&self, name: &str) -> Option<String> {
        let (old, new) = (self.base.as_ref()?.source(), self.amendments.get(name)?.source());
        let show = |run: &super::Run| match run.op {
            Op::Equal => new.text[run.new.clone()].to_owned(),
            Op::Format => format!("[~{}~]", &new.text[run.new.clone()]),
            Op::Delete => format!("[-{}-]", &old.text[run.old.clone()]),
            Op::Insert => format!("{{+{}+}}", &new.text[run.new.clone()]),
        };
        Some(redline(old, new).runs.iter().map(show).collect())
    }

    fn rewritten(&self, name: &str) -> Option<String> {
        let found = redline(self.base.as_ref()?.source(), self.amendments.get(name)?.source());
        let shown = self.redline(name)?;
        Some(if found.is_rewritten() { shown } else { format!("{shown}\n\n(not rewritten)") })
    }

    fn moved(&self, name: &str) -> Option<String> {
        let (old, new) = (self.base.as_ref()?.source(), self.amendments.get(name)?.source());
        let moves = redline(old, new).moves;
        Some(moves.iter().map(|moved| &new.text[moved.new.clone()]).collect::<Vec<_>>().join("\n\n"))
    }

    fn take(&self, name: &str, ticked: &[&str]) -> Option<String> {
        let (base, side) = (self.base.as_ref()?.source(), self.amendments.get(name)?.source());
        let all = edits(base, side);
        let numbers = ticked.iter().map(|number| number.trim_end_matches(',').parse::<usize>().ok());
        let ticked: Option<Vec<Edit>> = numbers.map(|number| all.get(number? - 1).cloned()).collect();
        Some(take(base.text, side.text, &ticked?).0)
    }

    fn links(&self, name: &str) -> Option<String> {
        let links = align(&self.base.as_ref()?.paragraphs(), &self.amendments.get(name)?.paragraphs());
        let places = |places: &[usize]| {
            places.iter().map(|place| (place + 1).to_string()).collect::<Vec<_>>().join(", ")
        };
        let changed = links.iter().filter(|link| link.kind != LinkKind::Same);
        let show = |link: &Link| format!("{} > {}: {:?}", places(&link.old), places(&link.new), link.kind);
        Some(changed.map(show).collect::<Vec<_>>().join("\n\n").to_lowercase())
    }

    fn merge(&self, review: &str) -> Option<String> {
        let base = self.base.as_ref()?;
        let sides = self.sides();
        let merge = merge(base.source(), &sides);
        let shown: String =
            merge.regions.iter().map(|region| self.shown(region, &base.text, &sides)).collect();
        match (merge.needs_review(), review) {
            (true, "review") | (false, "") => Some(shown),
            (needed, _) => Some(format!("{shown}\n\n(needs review: {needed} {:?})", merge.lints)),
        }
    }

    fn shown(&self, region: &Region, base: &str, sides: &[Source<'_>]) -> String {
        let words = |slice: &Slice| &sides[slice.side].text[slice.range.clone()];
        let base = &base[region.base.clone()];
        if !region.is_competing() {
            return region.settled().map_or(base, words).to_owned();
        }
        let mut shown = format!("{{{{{base}");
        for wording in region.alternatives() {
            let _ = write!(shown, " | {}: {}", self.names(&wording.sides), words(&wording.text));
        }
        shown + "}}"
    }

    fn merge_paragraphs(&mut self) -> Option<String> {
        let sides: Vec<_> = self.amendments.values().map(Text::paragraphs).collect();
        let sides: Vec<_> = sides.iter().map(Vec::as_slice).collect();
        let merged = merge_paragraphs(&self.base.as_ref()?.paragraphs(), &sides);
        let shown = merged.paragraphs.join("\n\n");
        self.merged = Some(merged);
        Some(shown)
    }

    fn competing(&mut self) -> Option<String> {
        let merged = self.merged.as_ref()?;
        let show = |found: &super::ParagraphConflict| {
            format!("{}: {}", found.paragraph + 1, self.names(&found.sides))
        };
        Some(merged.conflicts.iter().map(show).collect::<Vec<_>>().join("\n\n"))
    }

    fn rebase(&self, name: &str, outcome: &str) -> Option<String> {
        let (old, new) = (self.base.as_ref()?, self.new_base.as_ref()?);
        let rebased = rebase(old.source(), new.source(), self.amendments.get(name)?.source());
        let found = format!("{:?}", rebased.outcome).to_lowercase();
        Some(if found == outcome { rebased.text } else { format!("{}\n\n({found})", rebased.text) })
    }

    fn fates(&self, name: &str) -> Option<String> {
        let (old, new) = (self.base.as_ref()?.source(), self.new_base.as_ref()?.source());
        let amended = self.amendments.get(name)?.source();
        let show = |(edit, fate): &(Edit, Fate)| {
            let marked = |open: &str, words: &str, close: &str| match words.trim() {
                "" => String::new(),
                words => format!("{open}{words}{close}"),
            };
            let deleted = marked("[-", &old.text[edit.base.clone()], "-]");
            let inserted = marked("{+", &amended.text[edit.side.clone()], "+}");
            let fate = match fate {
                Fate::Applied => "applied",
                Fate::Review => "review",
                Fate::AlreadyThere => "already there",
                Fate::Competing => "competing",
                Fate::Orphaned => "orphaned",
            };
            format!("{deleted}{inserted}: {fate}")
        };
        Some(rebase(old, new, amended).fates.iter().map(show).collect::<Vec<_>>().join("\n\n"))
    }

    fn rebase_paragraphs(&self, name: &str, outcome: &str) -> Option<String> {
        let (old, new) = (self.base.as_ref()?.paragraphs(), self.new_base.as_ref()?.paragraphs());
        let rebased = rebase_paragraphs(&old, &new, &self.amendments.get(name)?.paragraphs());
        let found = format!("{:?}", rebased.outcome).to_lowercase();
        let shown = rebased.paragraphs.join("\n\n");
        Some(if found == outcome { shown } else { format!("{shown}\n\n({found})") })
    }

    fn likeness(&self, a: &str, b: &str) -> Option<String> {
        let base = self.base.as_ref().map(Text::source);
        let found = likeness(base, self.amendments.get(a)?.source(), self.amendments.get(b)?.source());
        Some(format!("{found:?}").to_lowercase())
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the cases are files")]
fn all_cases_come_out_as_written() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut failures = String::new();
    let mut count = 0;
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "md")) {
        let content = format!("\n{}", std::fs::read_to_string(file).unwrap());
        for case in content.split("\n# ").skip(1) {
            count += 1;
            let (title, sections) = case.split_once('\n').unwrap();
            for failure in failures_of(sections) {
                let _ = write!(failures, "\n{}: {title}: {failure}\n", file.display());
            }
        }
    }
    assert!(count > 0 && failures.is_empty(), "{count} cases\n{failures}");
}

fn failures_of(sections: &str) -> Vec<String> {
    let mut case = Case::default();
    let mut parts = sections.split("\n## ");
    if parts.next().is_none_or(|why| why.trim().is_empty()) {
        case.failures.push("no sentence says why".to_owned());
    }
    for section in parts {
        let (heading, body) = section.split_once('\n').unwrap_or((section, ""));
        case.section(heading.trim(), body);
    }
    if case.expectations == 0 {
        case.failures.push("nothing is expected".to_owned());
    }
    case.failures
}
