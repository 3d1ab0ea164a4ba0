//! A table as a sheet: what it is in the first line, names of columns that stay in sight, and print on A4 across.

use rust_xlsxwriter::{
    Color, Format, FormatAlign, FormatBorder, FormatUnderline, Workbook, Worksheet, XlsxError,
};
use rustc_hash::FxHashMap;

use super::super::rendition::{Cover, Direction, Rendition, View};
use super::cell::{Cell, Change, Look, Piece, plain, push};
use super::matrix::Table;
use crate::document::inline::{EMPHASIS, STRONG};

/// The row with the names of the columns.
const HEAD: u32 = 1;

/// How high a line is, and a row at most, in points.
const LINE_HEIGHT: f64 = 15.0;
const HIGHEST: f64 = 409.0;

/// The most characters of a line at the head of printed pages, and of the name of a sheet.
const LINE: usize = 120;
const NAME: usize = 31;

const INSERTED: Color = Color::RGB(0x1F4E9E);
const DELETED: Color = Color::RGB(0xB4450F);
const LINES: Color = Color::RGB(0xC9CCD1);
const HEAD_FILL: Color = Color::RGB(0xEEF1F5);

/// The bytes of a workbook with that one sheet.
pub(super) fn drawn(rendition: &Rendition, table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let last = table.columns.len().saturating_sub(1) as u16;
    set_up(sheet, rendition, table)?;
    let mut pen = Pen::new(rendition.language.direction);
    let title = title(rendition, table);
    pen.write(sheet, (0, 0), &title, &Format::new())?;
    let widths = widths(table);
    for ((at, column), width) in (0..).zip(&table.columns).zip(&widths) {
        sheet.set_column_width(at, f64::from(*width))?;
        sheet.write_string_with_format(HEAD, at, &column.name, &pen.head)?;
    }
    sheet.set_row_height(HEAD, 2.0 * LINE_HEIGHT)?;
    let mut row = HEAD + 1;
    for cells in &table.rows {
        row += rows(sheet, &mut pen, (row, &widths), table, cells, &rendition.vocabulary.tables.continued)?;
    }
    sheet.set_print_area(0, 0, row - 1, last)?;
    if row > HEAD + 1 {
        sheet.autofilter(HEAD, 0, row - 1, last)?;
    }
    workbook.save_to_buffer()
}

/// Writes a row, in as many as its words need; says how many.
fn rows(
    sheet: &mut Worksheet,
    pen: &mut Pen,
    (row, widths): (u32, &[u16]),
    table: &Table,
    cells: &[Cell],
    continued: &str,
) -> Result<u32, XlsxError> {
    let columns: Vec<Vec<Cell>> = cells.iter().map(|cell| cell.clone().cut()).collect();
    let needed = columns.iter().map(Vec::len).max().unwrap_or(1);
    let plain_body = pen.body.clone();
    for step in 0..needed {
        let lines =
            columns.iter().zip(widths).filter_map(|(cuts, width)| Some(cuts.get(step)?.lines(*width)));
        let height = lines.max().unwrap_or(1) as f64 * LINE_HEIGHT;
        sheet.set_row_height(row + step as u32, height.min(HIGHEST))?;
        for ((at, cuts), column) in (0..).zip(&columns).zip(&table.columns) {
            let place = (row + step as u32, at);
            match (cuts.get(step), cuts.first()) {
                (Some(Cell::Words(pieces)), _) if step > 0 => {
                    let mut words = plain(&format!("{continued} "));
                    pieces.iter().for_each(|piece| push(&mut words, &piece.text, piece.look));
                    pen.write(sheet, place, &words, &plain_body)?;
                }
                (Some(cell), _) => pen.cell(sheet, place, cell)?,
                (None, Some(first)) if column.repeats => pen.cell(sheet, place, first)?,
                (None, _) => pen.cell(sheet, place, &Cell::plain(""))?,
            }
        }
    }
    Ok(needed as u32)
}

/// The widths of the columns; those of long words wider where a row would be higher than rows can be.
fn widths(table: &Table) -> Vec<u16> {
    let most = (HIGHEST / LINE_HEIGHT) as usize;
    let widths = table.columns.iter().enumerate().map(|(at, column)| {
        let width = column.width;
        let too_high = |row: &Vec<Cell>| row[at].lines(width) > most;
        if !column.repeats && table.rows.iter().any(too_high) { width + width / 2 } else { width }
    });
    widths.collect()
}

fn set_up(sheet: &mut Worksheet, rendition: &Rendition, table: &Table) -> Result<(), XlsxError> {
    let Cover { process, title, draft, date, .. } = &rendition.cover;
    let name = if title.is_empty() { process } else { title };
    let code = |words: &str| {
        let cut = if words.chars().count() > LINE { "\u{2026}" } else { "" };
        words.chars().take(LINE).collect::<String>().replace('&', "&&") + cut
    };
    let far = joined(&[draft, &table.name, date]);
    let mut fields = ["&P", "&N", ""].into_iter();
    let page: String = rendition
        .vocabulary
        .page
        .split("{}")
        .map(|words| words.replace('&', "&&") + fields.next().unwrap_or_default())
        .collect();
    sheet
        .set_name(sheet_name(rendition))?
        .set_right_to_left(rendition.language.direction == Direction::RightToLeft)
        .set_freeze_panes(HEAD + 1, 0)?
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_repeat_rows(HEAD, HEAD)?
        .set_margins(0.4, 0.4, 0.7, 0.7, 0.3, 0.3)
        .set_header(format!("&L{}&R{}", code(name), code(&far)))
        .set_footer(format!("&R{page}"));
    Ok(())
}

/// What the table is, and how changes are drawn where it draws any.
fn title(rendition: &Rendition, table: &Table) -> Vec<Piece> {
    let Cover { process, title, draft, date, .. } = &rendition.cover;
    let words = &rendition.vocabulary.tables;
    let strong = Look { attr: STRONG, ..Look::default() };
    let mut pieces = Vec::new();
    push(&mut pieces, &joined(&[draft, &table.name, date]), strong);
    if matches!(rendition.view, View::Redline | View::Compilation) {
        for (name, change) in [(&words.inserted, Change::Inserted), (&words.deleted, Change::Deleted)] {
            push(&mut pieces, "    ", Look::default());
            push(&mut pieces, name, Look { attr: 0, change });
        }
    }
    let of = joined(&[process, title]);
    if !of.is_empty() {
        push(&mut pieces, &format!("    {of}"), Look::default());
    }
    pieces
}

fn joined(parts: &[&String]) -> String {
    let said: Vec<&str> = parts.iter().map(|it| it.as_str()).filter(|it| !it.is_empty()).collect();
    said.join(" \u{b7} ")
}

/// The draft, without the signs that the name of a sheet cannot have.
fn sheet_name(rendition: &Rendition) -> String {
    let fits = |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') && !c.is_control();
    let name: String = rendition.cover.draft.chars().filter(fits).take(NAME).collect();
    let name = name.trim_matches(['\'', ' ']);
    if name.is_empty() { rendition.vocabulary.tables.draft.to_string() } else { name.to_owned() }
}

/// How cells and the words in them are drawn.
struct Pen {
    head: Format,
    body: Format,
    looks: FxHashMap<Look, Format>,
}

impl Pen {
    fn new(direction: Direction) -> Self {
        let order = match direction {
            Direction::LeftToRight => 0,
            Direction::RightToLeft => 2,
        };
        let body = Format::new()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_reading_direction(order)
            .set_border(FormatBorder::Hair)
            .set_border_color(LINES);
        let head = body
            .clone()
            .set_bold()
            .set_background_color(HEAD_FILL)
            .set_align(FormatAlign::VerticalCenter)
            .set_border_bottom(FormatBorder::Thin);
        Self { head, body, looks: FxHashMap::default() }
    }

    fn cell(&mut self, sheet: &mut Worksheet, place: (u32, u16), cell: &Cell) -> Result<(), XlsxError> {
        let body = self.body.clone();
        match cell {
            Cell::Number(number) => {
                let body = body.set_align(FormatAlign::Center);
                sheet.write_number_with_format(place.0, place.1, *number as f64, &body)?;
            }
            Cell::Words(pieces) => self.write(sheet, place, pieces, &body)?,
        }
        Ok(())
    }

    /// Words in a cell. What begins like a formula is said to be text, so that editing it does not make it one.
    fn write(
        &mut self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        pieces: &[Piece],
        format: &Format,
    ) -> Result<(), XlsxError> {
        let begins = pieces.first().and_then(|it| it.text.trim_start().chars().next());
        let format = match begins {
            Some('=' | '+' | '-' | '@') => &format.clone().set_quote_prefix(),
            Some(_) | None => format,
        };
        match pieces {
            [] => sheet.write_blank(row, column, format)?,
            [Piece { text, look }] if *look == Look::default() => {
                sheet.write_string_with_format(row, column, text, format)?
            }
            pieces => {
                let looks: Vec<Format> = pieces.iter().map(|it| self.look(it.look)).collect();
                let words: Vec<(&Format, &str)> =
                    looks.iter().zip(pieces).map(|(look, it)| (look, it.text.as_str())).collect();
                sheet.write_rich_string_with_format(row, column, &words, format)?
            }
        };
        Ok(())
    }

    fn look(&mut self, look: Look) -> Format {
        let made = || {
            let format = Format::new();
            let format = if look.attr & STRONG == 0 { format } else { format.set_bold() };
            let format = if look.attr & EMPHASIS == 0 { format } else { format.set_italic() };
            match look.change {
                Change::None => format,
                Change::Inserted => format.set_font_color(INSERTED).set_underline(FormatUnderline::Single),
                Change::Deleted => format.set_font_color(DELETED).set_font_strikethrough(),
            }
        };
        self.looks.entry(look).or_insert_with(made).clone()
    }
}
