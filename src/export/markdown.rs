//! Markdown with literal labels and our inline markup: the clean text imports again as the same paragraphs.
//!
//! A redline has `<ins>` and `<del>` in it, and what reads as HTML besides is escaped. A paragraph is one line; a line
//! break inside one becomes a space, as it would on the way back.

use super::rendition::{
    Block, Column, Cover, Item, Mark, Matter, Passage, Rendition, Row, Run, Seam, Table, View, Vocabulary,
};
use crate::document::Kind;
use crate::document::inline::{EMPHASIS, STRONG};

/// Draws the text.
pub(super) fn write(rendition: &Rendition) -> String {
    let (marked, words) =
        (matches!(rendition.view, View::Redline | View::Compilation), &rendition.vocabulary);
    let mut blocks = if marked { heading_lines(rendition) } else { Vec::new() };
    blocks.extend(rendition.blocks.iter().map(|block| match block {
        Block::Passage(passage) => paragraph(passage, marked, words),
        Block::Item(submission) => item(submission, words),
        Block::Rubric(words) => format!("# {words}"),
        Block::Line(runs) => drawn(runs, true),
        Block::Quote(runs) => format!("> {}", drawn(runs, true)),
        Block::Table(all) => table(all, words),
    }));
    blocks.retain(|block| !block.is_empty());
    let mut text = blocks.join("\n\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// What a redline or a compilation is of, before its text.
fn heading_lines(rendition: &Rendition) -> Vec<String> {
    let Cover { draft, date, .. } = &rendition.cover;
    let parts: Vec<String> = [format!("**{draft}**"), rendition.subject(), date.clone()]
        .into_iter()
        .filter(|part| !part.trim_matches('*').is_empty())
        .collect();
    if parts.is_empty() { Vec::new() } else { vec![parts.join(" \u{b7} "), "---".to_owned()] }
}

fn paragraph(passage: &Passage, marked: bool, vocabulary: &Vocabulary) -> String {
    let line = line(passage, marked, vocabulary);
    if line.is_empty() { line } else { before(passage, &line) + &line }
}

fn line(passage: &Passage, marked: bool, vocabulary: &Vocabulary) -> String {
    let mut line = drawn(&passage.line(" "), marked);
    match passage.seam {
        Seam::Kept => {}
        Seam::Inserted => line.push_str("<ins>\u{b6}</ins>"),
        Seam::Deleted => line.push_str("<del>\u{b6}</del>"),
    }
    if let Some(remark) = &passage.remark {
        line.push_str(&format!(" *[{}]*", vocabulary.remark(remark)));
    }
    line
}

/// Two drafts side by side, each row in one line.
fn table(table: &Table, vocabulary: &Vocabulary) -> String {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let heads = table.columns.iter().map(|(_, head)| cell(&escaped(head, true))).collect();
    let rule = table.columns.iter().map(|_| "---".to_owned()).collect();
    let row = |row: &Row| {
        let one = |(column, _): &(Column, String)| {
            let side = |all: &[Passage]| all.iter().map(|it| self::line(it, true, vocabulary)).collect();
            let lines: Vec<String> = match column {
                Column::Paragraph => vec![escaped(&row.place, true)],
                Column::Old => side(&row.old),
                Column::Submissions => {
                    row.submissions.iter().flat_map(|it| item_lines(it, vocabulary)).collect()
                }
                Column::New => side(&row.new),
            };
            cell(&lines.join("<br>"))
        };
        line(table.columns.iter().map(one).collect())
    };
    let rows = table.rows.iter().map(row);
    [line(heads), line(rule)].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

/// Words that stay in their cell.
fn cell(words: &str) -> String {
    words.replace('|', "\\|")
}

/// A submission, quoted.
fn item(item: &Item, vocabulary: &Vocabulary) -> String {
    item_lines(item, vocabulary).iter().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n>\n")
}

fn item_lines(item: &Item, vocabulary: &Vocabulary) -> Vec<String> {
    let flags: String = item.flags.iter().map(|flag| format!(" *[{flag}]*")).collect();
    let mut lines = vec![format!("**{}** {}{flags}", item.name, escaped(&item.act, true))];
    lines.extend(item.texts.iter().map(|text| drawn(text, true)));
    if !item.rationale.is_empty() {
        lines.push(format!("{} {}", vocabulary.rationale, drawn(&item.rationale, true)));
    }
    if !item.became.is_empty() {
        lines.push(format!("**{}**", item.became));
    }
    if !item.answer.is_empty() {
        lines.push(format!("{} {}", vocabulary.note_of_chairs, drawn(&item.answer, true)));
    }
    lines
}

/// What opens the line: the signs of a heading, the indent of an item, or what keeps a `#` of the text from being one.
fn before(passage: &Passage, line: &str) -> String {
    match passage.form.kind {
        Kind::Title => "# ".to_owned(),
        Kind::Heading | Kind::AnnexHeading => "#".repeat(usize::from(passage.form.level.clamp(1, 9))) + " ",
        Kind::Item => "  ".repeat(usize::from(passage.form.level.saturating_sub(1))),
        Kind::Preambular | Kind::Numbered | Kind::Plain
            if line.strip_prefix('\\').unwrap_or(line).starts_with('#') =>
        {
            "\\".to_owned()
        }
        Kind::Preambular | Kind::Numbered | Kind::Plain => String::new(),
    }
}

/// Runs as markup, each stretch under one mark well formed by itself.
fn drawn(runs: &[Run], marked: bool) -> String {
    let mut out = String::new();
    for stretch in runs.chunk_by(|a, b| a.mark == b.mark) {
        match stretch[0].mark {
            Mark::Kept => out.push_str(&markup(stretch, marked, |attr| attr)),
            Mark::Inserted => wrap(&mut out, "ins", &markup(stretch, marked, |attr| attr)),
            Mark::Deleted => wrap(&mut out, "del", &markup(stretch, marked, |attr| attr)),
            Mark::Restyled { was } => {
                wrap(&mut out, "del", &markup(stretch, marked, |_| was));
                wrap(&mut out, "ins", &markup(stretch, marked, |attr| attr));
            }
        }
    }
    out
}

fn wrap(out: &mut String, element: &str, words: &str) {
    out.push_str(&format!("<{element}>{words}</{element}>"));
}

/// Runs under one mark. White space at the edge of a style stays outside its delimiters, where it would undo them.
fn markup(runs: &[Run], marked: bool, style: impl Fn(u8) -> u8) -> String {
    let mut pieces = Vec::new();
    for run in runs {
        match &run.matter {
            Matter::Footnote(inside) => {
                pieces.push(Piece { words: note(inside, marked), attr: 0, is_space: false });
            }
            Matter::Words { text, attr } => {
                let (lead, rest) = text.split_at(text.len() - text.trim_start().len());
                let (core, trail) = rest.split_at(rest.trim_end().len());
                pieces.extend([(lead, true), (core, false), (trail, true)].map(|(words, is_space)| Piece {
                    words: escaped(words, marked),
                    attr: style(*attr),
                    is_space,
                }));
            }
        }
    }
    pieces.retain(|piece| !piece.words.is_empty());
    let mut out = String::new();
    let mut open = 0;
    for (at, piece) in pieces.iter().enumerate() {
        let goes_on = || pieces[at..].iter().find(|piece| !piece.is_space).map_or(0, |piece| piece.attr);
        let attr = if piece.is_space { piece.attr & open & goes_on() } else { piece.attr };
        delimit(&mut out, open ^ attr);
        out.push_str(&piece.words);
        open = attr;
    }
    delimit(&mut out, open);
    out
}

/// Escaped words of one style.
struct Piece {
    words: String,
    attr: u8,
    is_space: bool,
}

/// A footnote. Its brackets are left alone where they pair up, so that its end is found.
fn note(inside: &[Run], marked: bool) -> String {
    let words = drawn(inside, marked);
    let depths = words.chars().scan(0i32, |depth, c| {
        *depth += i32::from(c == '[') - i32::from(c == ']');
        Some(*depth)
    });
    let (lowest, last) = depths.fold((0, 0), |(lowest, _), depth| (depth.min(lowest), depth));
    if lowest == 0 && last == 0 {
        return format!("^[{words}]");
    }
    format!("^[{}]", words.replace('[', "\\[").replace(']', "\\]"))
}

fn delimit(out: &mut String, changed: u8) {
    if changed & EMPHASIS != 0 {
        out.push('*');
    }
    if changed & STRONG != 0 {
        out.push_str("**");
    }
}

/// Words with what would be markup escaped.
fn escaped(words: &str, marked: bool) -> String {
    let mut out = String::with_capacity(words.len());
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match c {
            '*' => out.push_str("\\*"),
            '\\' if next.is_none_or(|next| matches!(next, '*' | '\\' | '^' | '[' | ']')) => {
                out.push_str("\\\\")
            }
            '^' if next == Some('[') => out.push_str("\\^"),
            '<' if marked => out.push_str("&lt;"),
            '&' if marked => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::inline::Text;
    use crate::export::cases::cases;
    use crate::export::{Format, write};
    use proptest::prelude::*;

    fn file(name: &str) -> String {
        let case = cases().into_iter().find(|case| case.name == name).unwrap();
        String::from_utf8(write(&case.redline(), Format::Markdown).unwrap()).unwrap()
    }

    #[test]
    fn a_clean_text_is_one_line_for_each_paragraph() {
        for case in cases() {
            let text = super::write(&case.clean(&case.new));
            let lines: Vec<&str> =
                text.split("\n\n").map(str::trim).filter(|line| !line.is_empty()).collect();
            let shown: Vec<String> =
                case.new.iter().map(|paragraph| paragraph.content.shown().replace('\n', " ")).collect();
            let words: Vec<&str> = lines.iter().map(|line| line.trim_start_matches(['#', ' '])).collect();
            assert_eq!(words, shown, "{}", case.name);
        }
    }

    #[test]
    fn a_redline_has_its_marks_in_place() {
        let rows = [
            ("words", "1. The Parties <del>should act now</del><ins>shall, as appropriate, act</ins> for"),
            ("move", "<del>A paragraph moves.</del> *[moved to \u{b6} 4]*"),
            ("kind", "## Becomes a heading"),
            ("split", "14. Alpha beta gamma.<del> </del><ins>\u{b6}</ins>"),
            ("emphasis_inserted", "*in* <ins>*very* </ins>*good faith*"),
            ("specials", "control"),
            ("headings", "\n# <ins>II. Added</ins>"),
        ];
        for (name, expected) in rows {
            let text = file(name);
            assert!(text.contains(expected), "{name}: {expected}\n{text}");
        }
        assert!(!file("specials").contains("<w:"), "HTML in the words is escaped");
    }

    proptest! {
        #[test]
        fn markup_is_what_it_was(input in r"[ab *\^\[\]\\]{0,24}") {
            let text = Text::parse(&input);
            let content = crate::document::Content::plain(text.clone());
            let id = crate::document::id::ParagraphId::from_bytes([0; 16]);
            let draft = [crate::document::Paragraph { id, content }];
            let language = crate::export::rendition::Language::of("en", &draft);
            let drawn = super::write(&Rendition::clean(&draft, Cover::default(), language));
            prop_assert_eq!(Text::parse(&drawn), text);
        }
    }
}
