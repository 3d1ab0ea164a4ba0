//! Submissions received on paper, by e-mail or from another program: one JSON object a line.
//!
//! | field | meaning |
//! | --- | --- |
//! | `kind` | `comment`, `replace`, `insert_after`, `delete`, `move`, `split`, `join`, `replace_throughout` |
//! | `paragraph` | place in the draft, from 1, every block counted; none for the whole text |
//! | `section` | place of a heading, for a comment or a replacement throughout a section |
//! | `base_text` | what the author had before them; the draft's own words if left out |
//! | `text` | the comment, the paragraph as amended, or the new one; a blank line begins a further paragraph |
//! | `texts` | the pieces of a split |
//! | `after` | where a move goes: place of the paragraph to stand before it, 0 for the beginning |
//! | `find`, `put` | for `replace_throughout` |
//! | `quote` | the words a comment is about |
//! | `subordinates` | whether deletion and move take the items under the paragraph along (they do unless `false`) |
//! | `rationale`, `share_rationale`, `late` | as they say |
//!
//! Invariant: no field says who sent it, and a field that is not listed is an error, as is one that
//! the kind has no use for. A label at the start of `base_text` or `text` is taken off as on import of a draft. A line
//! that cannot be read is named, never dropped.

mod problem;

use serde::Deserialize;

pub use self::problem::{Problem, Unreadable};
use crate::document::id::ParagraphId;
use crate::document::inline::Text;
use crate::document::{Content, Paragraph, outline};
use crate::drafting::normalise;
use crate::drafting::submission::{Body, SubmissionKind, Target};
use crate::drafting::typed::{blocks, new_behind, one_line, reads_as};
use crate::engine;

/// A submission read from a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// What it is about.
    pub target: Target,
    /// What it says.
    pub body: Body,
    /// Why, if that was given.
    pub rationale: Option<Text>,
    /// Whether the rationale may be shown to other delegations.
    pub rationale_shared: bool,
    /// Whether it came after the deadline.
    pub late: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    kind: SubmissionKind,
    paragraph: Option<usize>,
    section: Option<usize>,
    base_text: Option<String>,
    text: Option<String>,
    texts: Option<Vec<String>>,
    after: Option<usize>,
    find: Option<String>,
    put: Option<String>,
    quote: Option<String>,
    subordinates: Option<bool>,
    rationale: Option<String>,
    #[serde(default)]
    share_rationale: bool,
    #[serde(default)]
    late: bool,
}

/// Reads all lines on a draft; blank lines are passed over.
pub fn read(bytes: &[u8], draft: &[Paragraph]) -> (Vec<Received>, Vec<Unreadable>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut received = Vec::new();
    let mut unreadable = Vec::new();
    for (number, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match read_line(line, draft) {
            Ok(submission) => received.push(submission),
            Err(problem) => unreadable.push(Unreadable { line: number + 1, problem }),
        }
    }
    (received, unreadable)
}

fn read_line(line: &[u8], draft: &[Paragraph]) -> Result<Received, Problem> {
    let line = std::str::from_utf8(line).map_err(|_| Problem::NotUtf8)?;
    let line: Line = serde_json::from_str(line).map_err(|error| Problem::NotJson(explained(&error)))?;
    let (target, body) = Reading { line: &line, draft }.read()?;
    Ok(Received {
        target,
        body,
        rationale: line.rationale.as_deref().map(Text::parse),
        rationale_shared: line.share_rationale,
        late: line.late,
    })
}

/// A message of the JSON reader without its own count of lines, which is always 1 here.
fn explained(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column", " at column")
}

struct Reading<'a> {
    line: &'a Line,
    draft: &'a [Paragraph],
}

impl Reading<'_> {
    fn read(&self) -> Result<(Target, Body), Problem> {
        let line = self.line;
        self.check_fields()?;
        let body = match line.kind {
            SubmissionKind::Comment => {
                let text = Text::parse(self.needed("text", line.text.as_deref())?);
                return Ok((self.wide_target(line.quote.clone())?, Body::Comment { text }));
            }
            SubmissionKind::ReplaceThroughout => {
                let find = self.needed("find", line.find.as_deref())?.to_owned();
                let put = self.needed("put", line.put.as_deref())?.to_owned();
                return Ok((self.wide_target(None)?, Body::ReplaceThroughout { find, put }));
            }
            SubmissionKind::InsertAfter if line.paragraph.is_none_or(|place| place == 0) => {
                let text = self.needed("text", line.text.as_deref())?;
                return Ok((
                    Target::Document,
                    Body::InsertAfter {
                        paragraphs: blocks(text).iter().map(|it| Content::read(it)).collect(),
                    },
                ));
            }
            SubmissionKind::InsertAfter => {
                let target = &self.target()?.content;
                let text = self.needed("text", line.text.as_deref())?;
                Body::InsertAfter {
                    paragraphs: blocks(text).iter().map(|block| new_behind(target, block)).collect(),
                }
            }
            SubmissionKind::Replace => {
                let target = &self.target()?.content;
                let text = self.needed("text", line.text.as_deref())?;
                let blocks = blocks(text);
                let mut blocks = blocks.iter();
                let base = self.base()?;
                let mut first = reads_as(target, blocks.next().map_or("", String::as_str));
                first.text = normalise::to_base(&base.rich(), &first.text.rich()).to_text();
                let with =
                    std::iter::once(first).chain(blocks.map(|block| new_behind(target, block))).collect();
                Body::Replace { base, with }
            }
            SubmissionKind::Delete => Body::Delete { base: self.base()?, subordinates: self.subordinates()? },
            SubmissionKind::Move => {
                let after = line.after.ok_or(self.missing("after"))?;
                let subordinates = self.subordinates()?;
                let after_id = if after == 0 { None } else { Some(self.at("after", after)?.id) };
                if after_id.is_some_and(|id| subordinates.contains(&id)) || line.paragraph == Some(after) {
                    return Err(Problem::IntoItself(after));
                }
                Body::Move { base: self.base()?, subordinates, after: after_id }
            }
            SubmissionKind::Split => {
                let target = &self.target()?.content;
                let texts =
                    line.texts.as_ref().filter(|texts| texts.len() > 1).ok_or(self.missing("texts"))?;
                let first = reads_as(target, &one_line(&texts[0])).text;
                let others = texts[1..].iter().map(|it| Text::parse(&one_line(it)));
                let pieces = std::iter::once(first).chain(others).collect();
                Body::Split { base: self.base()?, pieces }
            }
            SubmissionKind::Join => {
                let target = &self.target()?.content;
                let place = line.paragraph.unwrap_or(0);
                let next = self.at("paragraph", place + 1)?;
                if target.kind.is_heading() || next.content.kind.is_heading() {
                    return Err(Problem::JoinsHeading(place));
                }
                let next = next.id;
                let joined = line.text.as_deref().map(|text| reads_as(target, &one_line(text)).text);
                Body::Join { base: self.base()?, next, joined }
            }
        };
        Ok((Target::paragraph(self.target()?.id), body))
    }

    /// Refuses what the kind has no use for, instead of passing over it.
    fn check_fields(&self) -> Result<(), Problem> {
        use SubmissionKind::{Comment, Delete, InsertAfter, Join, Move, Replace, ReplaceThroughout, Split};
        let line = self.line;
        let fields: [(&'static str, bool, &[SubmissionKind]); 8] = [
            ("section", line.section.is_some(), &[Comment, ReplaceThroughout]),
            ("text", line.text.is_some(), &[Comment, Replace, InsertAfter, Join]),
            ("texts", line.texts.is_some(), &[Split]),
            ("after", line.after.is_some(), &[Move]),
            ("find", line.find.is_some(), &[ReplaceThroughout]),
            ("put", line.put.is_some(), &[ReplaceThroughout]),
            ("quote", line.quote.is_some(), &[Comment]),
            ("subordinates", line.subordinates.is_some(), &[Delete, Move]),
        ];
        let surplus = fields.into_iter().find(|(_, given, kinds)| *given && !kinds.contains(&line.kind));
        match surplus {
            Some((field, ..)) => Err(Problem::Surplus { kind: line.kind.name(), field }),
            None if line.paragraph.is_some() && line.section.is_some() => Err(Problem::TwoPlaces),
            None => Ok(()),
        }
    }

    fn target(&self) -> Result<&Paragraph, Problem> {
        self.at("paragraph", self.line.paragraph.ok_or(self.missing("paragraph"))?)
    }

    /// A paragraph, a section or the whole text.
    fn wide_target(&self, quote: Option<String>) -> Result<Target, Problem> {
        match (self.line.paragraph, self.line.section) {
            (Some(place), _) => {
                let paragraph = self.at("paragraph", place)?;
                let words = engine::fold(&paragraph.content.text.plain());
                if quote.as_deref().is_some_and(|quote| !words.contains(&engine::fold(quote))) {
                    return Err(Problem::NotQuoted(place));
                }
                Ok(Target::Paragraph { paragraph: paragraph.id, quote })
            }
            (None, Some(place)) => {
                let heading = self.at("section", place)?;
                let is_heading = heading.content.kind.is_heading();
                is_heading.then_some(Target::Section { heading: heading.id }).ok_or(Problem::NoHeading(place))
            }
            (None, None) => Ok(Target::Document),
        }
    }

    fn at(&self, field: &'static str, place: usize) -> Result<&Paragraph, Problem> {
        let nowhere = Problem::Nowhere { field, place, last: self.draft.len() };
        place.checked_sub(1).and_then(|at| self.draft.get(at)).ok_or(nowhere)
    }

    /// The words the author had: an older text of the paragraph is kept as it is, another paragraph's is a mistake.
    fn base(&self) -> Result<Text, Problem> {
        let target = self.target()?;
        let Some(base) = &self.line.base_text else { return Ok(target.content.text.clone()) };
        let base = reads_as(&target.content, &one_line(base)).text;
        if base != target.content.text {
            let mut same =
                (1..).zip(self.draft).filter(|(_, it)| it.content.text == base && !base.is_empty());
            if let (Some((is, _)), None) = (same.next(), same.next()) {
                return Err(Problem::OtherParagraph { is, said: self.line.paragraph.unwrap_or(0) });
            }
        }
        Ok(base)
    }

    fn subordinates(&self) -> Result<Vec<ParagraphId>, Problem> {
        self.target()?;
        let place = self.line.paragraph.unwrap_or(1) - 1;
        let all = outline::with_subordinates(self.draft, place);
        let takes = self.line.subordinates.unwrap_or(true);
        Ok(self.draft[all].iter().skip(1).filter(|_| takes).map(|it| it.id).collect())
    }

    fn needed<'l>(&self, field: &'static str, value: Option<&'l str>) -> Result<&'l str, Problem> {
        value.filter(|value| !value.trim().is_empty() || field == "put").ok_or(self.missing(field))
    }

    fn missing(&self, field: &'static str) -> Problem {
        Problem::Missing { kind: self.line.kind.name(), field }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Kind;

    fn draft() -> Vec<Paragraph> {
        let lines = ["#Use", "1. States shall:", "(a) act;", "(b) report.", "Loose."];
        (lines.iter().zip(1u8..))
            .map(|(line, n)| {
                let content = match line.strip_prefix('#') {
                    Some(words) => Content::read_as(Kind::Heading, 1, words),
                    None => Content::read(line),
                };
                Paragraph { id: ParagraphId::from_bytes([n; 16]), content }
            })
            .collect()
    }

    fn body(line: &str) -> String {
        match read(line.as_bytes(), &draft()) {
            (received, unreadable) if unreadable.is_empty() => {
                serde_json::to_string(&received[0].body).unwrap()
            }
            (_, unreadable) => unreadable[0].to_string(),
        }
    }

    #[test]
    fn lines_become_submissions() {
        let id = |n: u8| ParagraphId::from_bytes([n; 16]);
        let rows = [
            (
                r#"{"kind":"replace","paragraph":3,"base_text":"(a) act;","text":"(a) act now;"}"#,
                r#"{"kind":"replace","base":"act;","with":[{"kind":"item","level":1,"label":"(a)","text":"act now;"}]}"#.to_owned(),
            ),
            (
                r#"{"kind":"insert_after","paragraph":2,"text":"2. A new one.\n\n(x) An item."}"#,
                r#"{"kind":"insert_after","paragraphs":[{"kind":"numbered","level":0,"text":"A new one."},{"kind":"item","level":1,"label":"(x)","text":"An item."}]}"#.to_owned(),
            ),
            (
                r#"{"kind":"replace","paragraph":3,"base_text":"(a)\nact;","text":" (a) act\r\nnow;\r\n \r\n(b) or\nlater."}"#,
                r#"{"kind":"replace","base":"act;","with":[{"kind":"item","level":1,"label":"(a)","text":"act now;"},{"kind":"item","level":1,"text":"or later."}]}"#.to_owned(),
            ),
            (
                r#"{"kind":"delete","paragraph":2}"#,
                format!(r#"{{"kind":"delete","base":"States shall:","subordinates":["{}","{}"]}}"#, id(3), id(4)),
            ),
            (
                r#"{"kind":"delete","paragraph":2,"subordinates":false}"#,
                r#"{"kind":"delete","base":"States shall:"}"#.to_owned(),
            ),
            (
                r#"{"kind":"move","paragraph":5,"after":1}"#,
                format!(r#"{{"kind":"move","base":"Loose.","after":"{}"}}"#, id(1)),
            ),
            (
                r#"{"kind":"split","paragraph":4,"texts":["(b) report","in time."]}"#,
                r#"{"kind":"split","base":"report.","pieces":["report","in time."]}"#.to_owned(),
            ),
            (
                r#"{"kind":"join","paragraph":3,"text":"act and report."}"#,
                format!(r#"{{"kind":"join","base":"act;","next":"{}","joined":"act and report."}}"#, id(4)),
            ),
            (
                r#"{"kind":"replace","paragraph":5,"text":"3. Loose."}"#,
                r#"{"kind":"replace","base":"Loose.","with":[{"kind":"plain","level":0,"text":"3. Loose."}]}"#.to_owned(),
            ),
        ];
        for (line, expected) in rows {
            assert_eq!(body(line), expected);
        }
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let rows = [
            (r#"{"kind":"delete","paragraph":99}"#, "line 1: paragraph 99: the draft has paragraphs 1 to 5"),
            (r#"{"kind":"delete","paragraph":0}"#, "line 1: paragraph 0: the draft has paragraphs 1 to 5"),
            (r#"{"kind":"replace","paragraph":3}"#, "line 1: a submission of kind replace needs `text`"),
            (
                r#"{"kind":"delete","paragraph":3,"text":"Not needed."}"#,
                "line 1: a submission of kind delete has no `text`: take it out, or correct the kind",
            ),
            (
                r#"{"kind":"comment","paragraph":3,"section":1,"text":"x"}"#,
                "line 1: it has a `paragraph` and a `section`: leave one of them out",
            ),
            (
                r#"{"kind":"comment","section":2,"text":"x"}"#,
                "line 1: section 2: that paragraph is no heading",
            ),
            (
                r#"{"kind":"delete","paragraph":3,"base_text":"(b) report."}"#,
                "line 1: its base text is that of paragraph 4, not of paragraph 3: correct `paragraph`",
            ),
            (
                r#"{"kind":"move","paragraph":2,"after":3}"#,
                "line 1: after 3: a paragraph cannot be moved behind itself or its own items",
            ),
        ];
        for (line, expected) in rows {
            assert_eq!(body(line), expected);
        }
        assert!(body(r#"{"kind":"delete","paragraph":1,"from":"Utopia"}"#).contains("unknown field `from`"));
        assert!(body("{").starts_with("line 1: EOF while parsing"));
        let (received, unreadable) =
            read(b"\xef\xbb\xbf\n{\"kind\":\"comment\",\"text\":\"x\"}\r\n\xff\n", &draft());
        assert_eq!((received.len(), unreadable[0].line, &unreadable[0].problem), (1, 3, &Problem::NotUtf8));
    }

    #[test]
    fn words_that_look_like_labels_or_headings_are_not_lost() {
        let rows = [
            (
                r#"{"kind":"insert_after","paragraph":2,"text":"Option 1: A levy."}"#,
                r#""text":"Option 1: A levy.""#,
            ),
            (
                r#"{"kind":"replace","paragraph":2,"text":"Option 1: States may:"}"#,
                r#""text":"Option 1: States may:""#,
            ),
            (
                r#"{"kind":"insert_after","paragraph":4,"text":"3. New."}"#,
                r#"{"kind":"numbered","level":0,"text":"New."}"#,
            ),
            (
                r###"{"kind":"insert_after","paragraph":5,"text":"## Annex"}"###,
                r#""kind":"annex_heading","level":2"#,
            ),
            (r##"{"kind":"replace","paragraph":1,"text":"# Use and abuse"}"##, r#""text":"Use and abuse""#),
            (r#"{"kind":"join","paragraph":1}"#, "one of them is a heading"),
            (r#"{"kind":"comment","paragraph":3,"quote":"sing","text":"x"}"#, "do not stand in paragraph 3"),
        ];
        for (line, expected) in rows {
            assert!(body(line).contains(expected), "{line}: {}", body(line));
        }
    }
}
