//! A draft that another program, or this one, wrote as data: `docs/draft.schema.json` says how.

use serde_path_to_error::{Path, Segment};

use super::{Error, encoding};
use crate::document::exchange::Exchange;

/// Reads a draft in JSON.
pub(super) fn read(bytes: &[u8]) -> Result<Exchange, Error> {
    let text = encoding::characters(bytes)?;
    if !text.trim_start().starts_with('{') {
        let why = "a draft in JSON begins with {".to_owned();
        return Err(Error::Json { line: 1, field: String::new(), why });
    }
    let mut json = serde_json::Deserializer::from_str(&text);
    let read: Result<Exchange, Error> = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let field = field(error.path());
        refusal(field, error.inner())
    });
    let read = read?;
    json.end().map_err(|error| refusal(String::new(), &error))?;
    match read.misfit() {
        None => Ok(read),
        Some((number, field, why)) => {
            let line = line_of_id(&text, number);
            Err(Error::Json { line, field: format!("paragraph {number}, {field}"), why })
        }
    }
}

/// The line on which a paragraph, counted from 1, says its id.
fn line_of_id(text: &str, number: usize) -> usize {
    let says = |(at, key): &(usize, &str)| text[at + key.len()..].trim_start().starts_with(':');
    let at = text.match_indices("\"id\"").filter(says).map(|(at, _)| at).nth(number - 1);
    text[..at.unwrap_or(0)].matches('\n').count() + 1
}

fn refusal(field: String, error: &serde_json::Error) -> Error {
    let said = error.to_string();
    let why = said.rsplit_once(" at line ").map_or(said.as_str(), |(why, _)| why).to_owned();
    Error::Json { line: error.line(), field, why }
}

/// "paragraph 4, label".
fn field(path: &Path) -> String {
    let mut words: Vec<String> = Vec::new();
    for segment in path.iter() {
        match segment {
            Segment::Seq { index } => match words.last_mut() {
                Some(list) if list == "paragraphs" => *list = format!("paragraph {}", index + 1),
                _ => words.push((index + 1).to_string()),
            },
            Segment::Map { key } => words.push(key.clone()),
            Segment::Enum { variant } => words.push(variant.clone()),
            Segment::Unknown => {}
        }
    }
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import;

    const GOOD: &str = r#"{
  "format": "travaux-draft-1",
  "draft": "Rev.1",
  "day": "2026-04-20",
  "paragraphs": [
    {"id": "000102030405060708090a0b0c0d0e0f", "kind": "title", "text": "Wells"},
    {"id": "ffffffffffffffffffffffffffffffff", "kind": "numbered", "label": "1.", "text": "[All."}
  ]
}
"#;

    #[test]
    fn a_draft_is_read_with_its_ids() {
        for (name, bytes) in [
            ("draft.json", GOOD.as_bytes().to_vec()),
            ("draft", [b"\xef\xbb\xbf\n", GOOD.as_bytes()].concat()),
        ] {
            let imported = import::read(&bytes, name).unwrap();
            assert_eq!(imported.format, import::Format::Json, "{name}");
            let exchange = imported.exchange.unwrap();
            assert_eq!(exchange.draft, "Rev.1");
            assert_eq!(exchange.paragraphs[1].id.to_string(), "f".repeat(32));
            let shown: Vec<String> = imported.paragraphs.iter().map(|it| it.shown()).collect();
            assert_eq!(shown, ["Wells", "1. [All."]);
            assert_eq!(imported.warnings.len(), 1, "the bracket has no partner: {:?}", imported.warnings);
        }
    }

    #[test]
    fn what_is_wrong_is_named_by_line_and_field() {
        let rows = [
            (("\"draft\"", "\"author\""), "line 3, author: unknown field `author`, expected one of"),
            (("\"label\"", "\"from_whom\""), "line 7, paragraph 2, from_whom: unknown field `from_whom`"),
            (("travaux-draft-1", "travaux-draft-9"), "line 2, format: unknown variant `travaux-draft-9`"),
            (
                ("090a0b", "090A0B"),
                "line 6, paragraph 1, id: `000102030405060708090A0B0c0d0e0f` is not an id",
            ),
            (
                ("\"id\": \"000102030405060708090a0b0c0d0e0f\", ", ""),
                "line 6, paragraph 1: missing field `id`",
            ),
            (
                ("ffffffffffffffffffffffffffffffff", "000102030405060708090a0b0c0d0e0f"),
                "line 7, paragraph 2, id: it is the id of paragraph 1 already",
            ),
            (("\"numbered\"", "\"article\""), "line 7, paragraph 2, kind: unknown variant `article`"),
            (("\"1.\"", "\"\""), "line 7, paragraph 2, label: `` is not a label"),
            (
                ("\"1.\"", "\"1.\", \"level\": 300"),
                "line 7, paragraph 2, level: invalid value: integer `300`",
            ),
            (
                ("\"1.\"", "\"1.\", \"from\": [\"ffffffffffffffffffffffffffffffff\"]"),
                "line 7, paragraph 2, from: a paragraph does not come from itself",
            ),
            (("2026-04-20", "2026-04-31"), "line 4, day: "),
            (("]\n}\n", "]\n} and\n"), "line 9: trailing characters"),
            (("]\n}", "]\n"), "line 10: EOF while parsing an object"),
        ];
        for ((from, to), expected) in rows {
            let said = match import::read(GOOD.replacen(from, to, 1).as_bytes(), "draft.json") {
                Err(error) => error.to_string(),
                Ok(_) => "read".to_owned(),
            };
            assert!(said.starts_with(expected), "{from} > {to}: {said}");
        }
    }

    #[test]
    fn a_list_is_no_draft_and_a_draft_without_paragraphs_holds_no_text() {
        let none = GOOD.split("\"paragraphs\"").next().unwrap().to_owned() + "\"paragraphs\": []}";
        assert_eq!(import::read(none.as_bytes(), "draft.json"), Err(Error::Empty));
        let list = import::read(b"[1]", "draft.json").unwrap_err().to_string();
        assert!(list.starts_with("line 1: a draft in JSON begins with {"), "{list}");
    }
}
