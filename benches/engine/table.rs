//! Tables of text: one row a measure, one column an engine.

use crate::score::Measure;

/// Rows under construction; the first cell of each is its name.
#[derive(Debug)]
pub(crate) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new<S: Into<String>>(head: impl IntoIterator<Item = S>) -> Table {
        Table { rows: vec![head.into_iter().map(Into::into).collect()] }
    }

    pub(crate) fn row(&mut self, name: &str, cells: impl IntoIterator<Item = String>) {
        self.rows.push([name.to_owned()].into_iter().chain(cells).collect());
    }

    /// A line that says what the rows below it are about.
    pub(crate) fn heading(&mut self, name: &str) {
        self.rows.push(vec![name.to_owned()]);
    }

    pub(crate) fn print(&self) {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let width = |column: usize| {
            let cells = self.rows.iter().filter(|row| row.len() > 1).filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for row in &self.rows {
            let mut line = String::new();
            for (column, cell) in row.iter().enumerate() {
                let pad = widths[column].saturating_sub(cell.chars().count());
                let (before, after) = if column == 0 { (0, pad) } else { (pad + 2, 0) };
                line.extend([" ".repeat(before).as_str(), cell, " ".repeat(after).as_str()]);
            }
            println!("{}", line.trim_end());
        }
    }
}

/// What stands where an engine cannot be asked.
pub(crate) const NOTHING: &str = "·";

/// How a figure is written.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unit {
    /// Three digits behind the point.
    Fraction,
    /// Of a hundred.
    Percent,
}

impl Unit {
    pub(crate) fn write(self, value: f64) -> String {
        match self {
            Unit::Fraction => format!("{value:.3}"),
            Unit::Percent => format!("{:.1}", value * 100.0),
        }
    }

    pub(crate) fn cell(self, measure: &Measure) -> String {
        measure.value().map_or_else(|| NOTHING.to_owned(), |value| self.write(value))
    }
}
