//! What stands in a cell: words in several looks, cut where a cell can hold no more.

use super::super::docx::xml::is_allowed;
use super::super::rendition::{Mark, Matter, Run};

/// How much a cell takes, measured as [`Piece::cost`] does: spreadsheets hold 32,767 units of UTF-16 in one.
pub(super) const MOST: usize = 32_000;

/// What a change of look costs on the way into the file.
const LOOK: usize = 240;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Number(usize),
    Words(Vec<Piece>),
}

/// Words of one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) look: Look,
}

/// How words are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Look {
    /// Bits of emphasis.
    pub(super) attr: u8,
    pub(super) change: Change,
}

/// What is shown of a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Change {
    #[default]
    None,
    Inserted,
    Deleted,
}

/// Which of two texts is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Old,
    New,
    Both,
}

impl Cell {
    pub(super) fn plain(words: &str) -> Self {
        Self::Words(plain(words))
    }

    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Words(pieces) if pieces.is_empty())
    }

    /// About how many lines it has in a column of so many characters; wide signs count as two.
    pub(super) fn lines(&self, width: u16) -> usize {
        let Self::Words(pieces) = self else { return 1 };
        let (mut lines, mut used) = (1, 0);
        for c in pieces.iter().flat_map(|it| it.text.chars()) {
            used += if ('\u{1100}'..'\u{fb00}').contains(&c) { 2 } else { 1 };
            // A line holds a little less than its width: words are not cut.
            if c == '\n' || used * 10 > usize::from(width) * 9 {
                (lines, used) = (lines + 1, 0);
            }
        }
        lines
    }

    /// The cell in as many as its words need.
    pub(super) fn cut(self) -> Vec<Self> {
        match self {
            Self::Words(pieces) => cut(pieces, MOST).into_iter().map(Self::Words).collect(),
            number @ Self::Number(_) => vec![number],
        }
    }
}

impl Piece {
    /// How much of a cell it takes: its characters as they are written, and its look.
    fn cost(&self) -> usize {
        LOOK + self.text.chars().map(cost).sum::<usize>()
    }
}

/// What a character takes, escaped.
fn cost(c: char) -> usize {
    match c {
        '&' | '<' | '>' | '"' => 6,
        c => c.len_utf16(),
    }
}

/// Words in no particular look.
pub(super) fn plain(words: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    push(&mut pieces, words, Look::default());
    pieces
}

/// What one side shows of runs; `note` is what a footnote is called.
pub(super) fn shown(runs: &[Run], side: Side, note: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    draw(&mut pieces, runs, side, note);
    pieces
}

fn draw(pieces: &mut Vec<Piece>, runs: &[Run], side: Side, note: &str) {
    for run in runs {
        let change = match (run.mark, side) {
            (Mark::Inserted, Side::Old) | (Mark::Deleted, Side::New) => continue,
            (Mark::Inserted, Side::New | Side::Both) => Change::Inserted,
            (Mark::Deleted, Side::Old | Side::Both) => Change::Deleted,
            (Mark::Kept | Mark::Restyled { .. }, _) => Change::None,
        };
        match &run.matter {
            Matter::Words { text, attr } => {
                let attr = match (run.mark, side) {
                    (Mark::Restyled { was }, Side::Old) => was,
                    _ => *attr,
                };
                push(pieces, text, Look { attr, change });
            }
            Matter::Footnote(inside) => {
                let look = Look { attr: 0, change };
                push(pieces, &format!(" [{note}: "), look);
                draw(pieces, inside, side, note);
                push(pieces, "]", look);
            }
        }
    }
}

/// Appends words, without the characters that no file can hold.
pub(super) fn push(pieces: &mut Vec<Piece>, words: &str, look: Look) {
    let words: String = words.chars().filter(|&c| is_allowed(c)).collect();
    match pieces.last_mut() {
        _ if words.is_empty() => {}
        Some(last) if last.look == look => last.text.push_str(&words),
        Some(_) | None => pieces.push(Piece { text: words, look }),
    }
}

/// Pieces in lists that cost at most `most`, cut between words where there is a space; at least one list.
fn cut(pieces: Vec<Piece>, most: usize) -> Vec<Vec<Piece>> {
    let (mut lists, mut list, mut room) = (Vec::new(), Vec::new(), most);
    for piece in pieces {
        let mut rest = piece.text.as_str();
        while !rest.is_empty() {
            let part = Piece { text: rest.to_owned(), look: piece.look };
            if part.cost() <= room {
                room -= part.cost();
                list.push(part);
                break;
            }
            let end = fitting(rest, room.saturating_sub(LOOK));
            // A cell that is nearly full takes no half word more.
            if end > 0 {
                list.push(Piece { text: rest[..end].to_owned(), look: piece.look });
            }
            rest = &rest[end..];
            lists.push(std::mem::take(&mut list));
            room = most;
        }
    }
    if !list.is_empty() || lists.is_empty() {
        lists.push(list);
    }
    lists.retain(|list| !list.is_empty());
    if lists.is_empty() { vec![Vec::new()] } else { lists }
}

/// How many bytes cost at most `room`: up to the last space among them, all of them where there is none and the cell
/// is empty but for them.
fn fitting(words: &str, room: usize) -> usize {
    let (mut spent, mut end) = (0, 0);
    for (at, c) in words.char_indices() {
        spent += cost(c);
        if spent > room {
            break;
        }
        end = at + c.len_utf8();
    }
    let space = words[..end]
        .rfind(char::is_whitespace)
        .map(|at| at + words[at..].chars().next().map_or(1, char::len_utf8));
    match space {
        Some(space) => space,
        None if room + LOOK >= MOST => end,
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cell_cannot_hold_goes_on_in_another() {
        let long = "All States & peoples ".repeat(5_000);
        let one_word = "x".repeat(2 * MOST);
        for words in ["", "short", &long, &one_word, &format!("{one_word} {long}")] {
            let look = Look { attr: 1, change: Change::Inserted };
            let pieces = [plain(words), vec![Piece { text: "end".to_owned(), look }]].concat();
            let cells = Cell::Words(pieces).cut();
            let texts: Vec<String> = cells
                .iter()
                .map(|cell| match cell {
                    Cell::Words(pieces) => pieces.iter().map(|it| it.text.as_str()).collect(),
                    Cell::Number(_) => String::new(),
                })
                .collect();
            assert_eq!(texts.concat(), format!("{words}end"));
            assert!(texts.iter().all(|text| !text.is_empty() && text.encode_utf16().count() <= MOST));
            let fewest = (words.len() / MOST).max(1);
            assert!((fewest..=fewest * 2 + 2).contains(&cells.len()), "{} cells", cells.len());
        }
        let broken = cut(plain(&long), MOST);
        assert!(broken.len() > 1 && broken[0][0].text.ends_with(' '), "cut between words");
    }
}
