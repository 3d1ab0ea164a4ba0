//! Two drafts side by side, as a table: its head on every page, rows that may break, changes painted.

use std::fmt::Write as _;

use super::super::rendition::{Column, Direction, Passage, Row, Run, Seam, Standing, Table};
use super::body::Writer;
use super::styles::{WIDE_TEXT, cell_style_of};

impl Writer<'_> {
    pub(super) fn table(&mut self, out: &mut String, table: &Table) {
        // LibreOffice leaves an empty paragraph where one goes directly before a table: this one never goes.
        let _ = write!(out, "<w:p>{}</w:p>", self.properties(None, "", ""));
        let right_to_left = match self.rendition.language.direction {
            Direction::LeftToRight => "",
            Direction::RightToLeft => "<w:bidiVisual/>",
        };
        let columns: Vec<Column> = table.columns.iter().map(|(column, _)| *column).collect();
        let widths = widths(&columns);
        let grid: String = widths.iter().map(|width| format!(r#"<w:gridCol w:w="{width}"/>"#)).collect();
        let _ = write!(
            out,
            r#"<w:tbl><w:tblPr><w:tblStyle w:val="Comparison"/>{right_to_left}<w:tblW w:w="{WIDE_TEXT}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"#
        );
        out.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for ((_, head), width) in table.columns.iter().zip(&widths) {
            let mut cell = String::new();
            let words = self.own(head);
            self.paragraph(&mut cell, "TableHead", &[Run::plain(words)]);
            put(out, *width, &cell);
        }
        out.push_str("</w:tr>");
        for row in &table.rows {
            out.push_str("<w:tr>");
            for (column, width) in columns.iter().zip(&widths) {
                let cell = self.cell(row, *column);
                put(out, *width, &cell);
            }
            out.push_str("</w:tr>");
        }
        out.push_str("</w:tbl>");
    }

    fn cell(&mut self, row: &Row, column: Column) -> String {
        let mut cell = String::new();
        match column {
            Column::Paragraph => {
                let place = self.own(&row.place);
                self.paragraph(&mut cell, "TableText", &[Run::plain(place)]);
            }
            Column::Old => row.old.iter().for_each(|it| self.side(&mut cell, it)),
            Column::New => row.new.iter().for_each(|it| self.side(&mut cell, it)),
            Column::Submissions => {
                for (at, item) in row.submissions.iter().enumerate() {
                    let name = if at == 0 { "TableName" } else { "TableNext" };
                    self.item_as(&mut cell, item, (name, "TableText"));
                }
            }
        }
        if cell.is_empty() {
            self.paragraph(&mut cell, "TableText", &[]);
        }
        cell
    }

    /// A paragraph in one of the columns; what happened to it as a whole is told in words.
    fn side(&mut self, out: &mut String, passage: &Passage) {
        let mut line = passage.line("\u{a0} ");
        match passage.seam {
            Seam::Kept => {}
            Seam::Inserted => line.push(Run::inserted("\u{b6}")),
            Seam::Deleted => line.push(Run::deleted("\u{b6}")),
        }
        let is_bare = passage.standing == Standing::Kept && line.is_empty();
        if let Some(remark) = &passage.remark {
            let words = self.own(&self.rendition.vocabulary.remark(remark));
            line.push(Run::plain(if is_bare { words } else { format!(" [{words}]") }));
        }
        self.paragraph(out, &cell_style_of(passage.form), &line);
    }
}

fn put(out: &mut String, width: u32, cell: &str) {
    let _ = write!(out, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>"#);
}

/// A narrow column for the numbers, even ones for the rest; in all the width of a line.
fn widths(columns: &[Column]) -> Vec<u32> {
    const NUMBERS: u32 = 1134;
    let others = columns.iter().filter(|it| **it != Column::Paragraph).count().max(1) as u32;
    let numbers = NUMBERS * (columns.len() as u32 - others.min(columns.len() as u32));
    let even = (WIDE_TEXT - numbers) / others;
    let width = |column: &Column| match column {
        Column::Paragraph => NUMBERS,
        Column::Old | Column::Submissions | Column::New => even,
    };
    columns.iter().map(width).collect()
}
