//! The table of all engines.

use crate::engines::Engine;
use crate::measured::Quality;
use crate::race::{Pace, Race};
use crate::score::Measure;
use crate::table::{NOTHING, Table, Unit};

/// A row: its name, how its figure is written, and where it is found.
type Row = (&'static str, Unit, fn(&Quality) -> &Measure);

const REDLINES: [Row; 10] = [
    ("light edits: hunks F1", Unit::Fraction, |it| &it.light.hunks),
    ("  false islands per 100", Unit::Percent, |it| &it.light.islands),
    ("dense rewriting: hunks F1", Unit::Fraction, |it| &it.dense.hunks),
    ("  false islands per 100", Unit::Percent, |it| &it.dense.islands),
    ("six other languages: hunks F1", Unit::Fraction, |it| &it.abroad.hunks),
    ("sentence replaced: hunks F1", Unit::Fraction, |it| &it.replaced.hunks),
    ("light: cuts inside a word per 100", Unit::Percent, |it| &it.light.cuts),
    ("languages: the same", Unit::Percent, |it| &it.abroad.cuts),
    ("light: both texts exact, %", Unit::Percent, |it| &it.light.exact),
    ("languages: the same", Unit::Percent, |it| &it.abroad.exact),
];

const LINKS: [Row; 5] = [
    ("links of changed paragraphs F1", Unit::Fraction, |it| &it.alignment.hard),
    ("moves found, %", Unit::Percent, |it| &it.alignment.moved),
    ("moves with edits, %", Unit::Percent, |it| &it.alignment.moved_and_edited),
    ("splits, %", Unit::Percent, |it| &it.alignment.split),
    ("joins, %", Unit::Percent, |it| &it.alignment.joined),
];

const MERGES: [Row; 8] = [
    ("exact, %", Unit::Percent, |it| &it.merges.exact),
    ("false conflict, %", Unit::Percent, |it| &it.merges.false_conflict),
    ("wrong text, %", Unit::Percent, |it| &it.merges.wrong),
    ("missed conflict, %", Unit::Percent, |it| &it.merges.missed),
    ("  and not flagged, %", Unit::Percent, |it| &it.merges.silent),
    ("order changes the result, %", Unit::Percent, |it| &it.merges.order),
    ("lost words, %", Unit::Percent, |it| &it.merges.lost),
    ("flagged though it fits, %", Unit::Percent, |it| &it.merges.flagged),
];

const REBASES: [Row; 5] = [
    ("exact, %", Unit::Percent, |it| &it.rebases.exact),
    ("false conflict, %", Unit::Percent, |it| &it.rebases.false_conflict),
    ("silent overlaps, %", Unit::Percent, |it| &it.rebases.silent),
    ("lost words, %", Unit::Percent, |it| &it.rebases.lost),
    ("flagged though it fits, %", Unit::Percent, |it| &it.rebases.flagged),
];

/// Prints what every engine is worth.
pub(crate) fn print(engines: &[Engine], races: &[Race], quality: &[Quality]) {
    let mut table = Table::new([""].into_iter().chain(engines.iter().map(|it| it.name)));
    let pace = |pace: Option<Pace>| pace.map_or_else(|| NOTHING.to_owned(), Pace::text);
    table.heading("TIME, ours = 1");
    table.row("in this process", races.iter().map(|it| pace(it.in_process)));
    table.row("as a program, start included", races.iter().map(|it| pace(it.as_program)));
    for (heading, rows) in [
        ("REDLINE", REDLINES.as_slice()),
        ("ALIGNMENT", LINKS.as_slice()),
        ("MERGE of 2 to 12 amendments", MERGES.as_slice()),
        ("REBASE of an amendment", REBASES.as_slice()),
    ] {
        table.heading(heading);
        for (name, unit, figure) in rows {
            table.row(name, quality.iter().map(|it| unit.cell(figure(it))));
        }
    }
    table.print();
    println!();
    for engine in engines {
        println!("{:<12} {}", engine.name, engine.what);
    }
}
