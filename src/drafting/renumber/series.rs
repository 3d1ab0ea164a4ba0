//! One series of labels: what counts with what, and what comes next.

use super::han;
use crate::document::Kind;
use crate::document::label::{Division, Label, LabelForm};

/// What counts together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// 0 for headings, 1 for paragraphs, 2 for items.
    rank: u8,
    level: u8,
    form: u8,
    /// What stands before the number: "PP", "Article ", "3.".
    before: String,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Figures {
    Digits,
    /// i, ii or I, II.
    Roman(bool),
    /// a, b or A, B.
    Letters(bool),
    /// 一, 二.
    Han,
}

/// The number of a label.
#[derive(Clone, Debug)]
pub(super) struct Number {
    value: u32,
    figures: Figures,
    /// Whether "bis" or the like stands behind it.
    inserted: bool,
    /// What stands before it and behind it, "bis" left out.
    around: (String, String),
    /// Whether it is a rival version of the paragraph before it.
    alternative: bool,
}

/// How far a series has come.
#[derive(Clone, Debug, Default)]
pub(super) struct Series {
    /// The last number as it was, and as it is now.
    last: Option<(u32, u32)>,
    /// The label the last one had, without its " Alt 2".
    label: String,
    /// Whether a heading stood since.
    heading: bool,
}

impl Key {
    /// Whether two count alike, on whatever level.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        (self.rank, self.form, &self.before) == (other.rank, other.form, &other.before)
    }

    /// Whether a paragraph of that kind and level ends what counts together.
    pub(super) fn ends_with(&self, kind: Kind, level: u8) -> bool {
        match (self.rank, kind) {
            (2, Kind::Item) => level < self.level,
            (2, _) => true,
            (0, Kind::Heading | Kind::AnnexHeading | Kind::Title) => level < self.level,
            _ => false,
        }
    }
}

/// The same taken as a letter, where one sign alone may be either: "(i)". Of which level it is, its form has told
/// whoever read it; the series that expects it knows better.
pub(super) fn as_letter((key, number): &(Key, Number)) -> Option<(Key, Number)> {
    let Figures::Roman(upper) = number.figures else { return None };
    let value = match number.value {
        1 => 9,
        5 => 22,
        10 => 24,
        _ => return None,
    };
    let key = Key { form: 3 + u8::from(upper), ..key.clone() };
    Some((key, Number { value, figures: Figures::Letters(upper), ..number.clone() }))
}

impl Series {
    /// Whether a number is what comes next, give or take one that was deleted.
    pub(super) fn expects(&self, number: &Number) -> bool {
        self.last.is_some_and(|(before, _)| before < number.value && number.value <= before + 2)
    }

    /// A heading stands behind the last of it.
    pub(super) fn passes_heading(&mut self) {
        self.heading = true;
    }

    /// The label that comes next.
    pub(super) fn next(&mut self, number: &Number, label: &Label) -> Label {
        let plain = label.without_alternative().to_owned();
        let shared = number.alternative && self.label == plain;
        let value = match self.last {
            Some((_, now)) if shared => now,
            // Behind a heading a lower number says that it began anew there, if it is one that a series begins with,
            // the first perhaps deleted; another one says that the last before the heading was moved there.
            Some((before, _))
                if self.heading && !number.inserted && number.value <= before && number.value <= 2 =>
            {
                1
            }
            Some((_, now)) => now + 1,
            // An inserted one cannot be the first: what it was inserted behind is gone.
            None if number.figures == Figures::Digits && !number.is_item() => number.value.max(1),
            None => 1,
        };
        self.last = Some((number.value, value));
        self.label = plain;
        self.heading = false;
        let (before, behind) = &number.around;
        let shown = format!("{before}{}{behind}", number.figures.write(value));
        Label::new(&shown).unwrap_or_else(|| label.clone())
    }
}

impl Number {
    fn is_item(&self) -> bool {
        self.around.0.starts_with('(')
    }
}

/// What a label counts with, and its number; none for one that does not count.
pub(super) fn parts(label: &Label, kind: Kind, level: u8) -> Option<(Key, Number)> {
    let rank = match kind {
        Kind::Heading | Kind::AnnexHeading | Kind::Title => 0,
        Kind::Preambular | Kind::Numbered | Kind::Plain => 1,
        Kind::Item => 2,
    };
    if label.division() == Some(Division::Option) {
        return None;
    }
    let whole = label.as_str();
    let base = label.without_alternative();
    let alternative = &whole[base.len()..];
    let closing = base.len() - base.trim_end_matches([')', '）', '.', ':']).len();
    let (stem, closing) = match base.strip_prefix('第') {
        // "第四条": the unit stands behind the number.
        Some(inside) => base.split_at(base.len() - inside.trim_start_matches(is_figure).len()),
        None => base.split_at(base.len() - closing),
    };
    let (stem, inserted) = match without_suffix(stem) {
        Some(plain) => (plain, true),
        None => (stem, false),
    };
    let start = stem
        .rfind(|c: char| !(c.is_ascii_alphanumeric() || is_figure(c)))
        .map_or(0, |at| at + stem[at..].chars().next().map_or(1, char::len_utf8));
    let start = start
        + stem[start..]
            .rfind(|c: char| c.is_ascii_alphabetic())
            .filter(|_| stem.ends_with(|c: char| c.is_ascii_digit()))
            .map_or(0, |at| at + 1);
    let (before, figures) = stem.split_at(start);
    let (value, figures) = read(figures, label.form(), rank)?;
    let form = match figures {
        Figures::Digits => 0,
        Figures::Roman(upper) => 1 + u8::from(upper),
        Figures::Letters(upper) => 3 + u8::from(upper),
        Figures::Han => 5,
    };
    let around = (before.to_owned(), format!("{closing}{alternative}"));
    let number = Number { value, figures, inserted, around, alternative: !alternative.is_empty() };
    Some((Key { rank, level, form, before: before.to_lowercase() }, number))
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十".contains(c)
}

fn without_suffix(stem: &str) -> Option<&str> {
    let known = ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies"];
    let plain = known.iter().find_map(|it| stem.strip_suffix(it))?;
    let plain = plain.trim_end();
    plain.ends_with(|c: char| c.is_ascii_alphanumeric()).then_some(plain)
}

fn read(figures: &str, form: LabelForm, rank: u8) -> Option<(u32, Figures)> {
    if let Ok(value) = figures.parse::<u32>() {
        return Some((value, Figures::Digits));
    }
    if let Some(value) = han::value(figures) {
        return Some((value, Figures::Han));
    }
    let upper = figures.starts_with(|c: char| c.is_ascii_uppercase());
    let one_case = figures.chars().all(|c| c.is_ascii_alphabetic() && c.is_ascii_uppercase() == upper);
    if figures.is_empty() || !one_case {
        return None;
    }
    let lower = figures.to_ascii_lowercase();
    // "(i)" alone could be the ninth letter; lists of so many letters are rare, and "(i)" begins most of the others.
    let single = lower.len() == 1;
    let roman = roman(&lower).filter(|_| !single || matches!(lower.as_str(), "i" | "v" | "x"));
    match roman {
        Some(value) => Some((value, Figures::Roman(upper))),
        None if single && (rank == 2 || form == LabelForm::Heading) => {
            let letter = lower.bytes().next()?;
            Some((u32::from(letter - b'a') + 1, Figures::Letters(upper)))
        }
        None => None,
    }
}

fn roman(figures: &str) -> Option<u32> {
    let value = |c| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        _ => None,
    };
    let values: Vec<u32> = figures.chars().map(value).collect::<Option<_>>()?;
    let next = values.iter().skip(1).chain([&0]);
    let sum: i64 = values
        .iter()
        .zip(next)
        .map(|(it, next)| if it < next { -i64::from(*it) } else { i64::from(*it) })
        .sum();
    let sum = u32::try_from(sum).ok()?;
    (Figures::Roman(false).write(sum) == figures).then_some(sum)
}

impl Figures {
    fn write(self, value: u32) -> String {
        let (lower, upper) = match self {
            Self::Digits => return value.to_string(),
            Self::Han => return han::write(value),
            Self::Roman(upper) => (in_roman(value), upper),
            Self::Letters(upper) => (in_letters(value), upper),
        };
        if upper { lower.to_ascii_uppercase() } else { lower }
    }
}

fn in_roman(mut value: u32) -> String {
    const SIGNS: [(u32, &str); 9] =
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    let mut out = String::new();
    for (worth, sign) in SIGNS {
        while value >= worth {
            out.push_str(sign);
            value -= worth;
        }
    }
    out
}

/// a to z, then aa, bb as lists of treaties go on.
fn in_letters(value: u32) -> String {
    let at = value.saturating_sub(1);
    let letter = char::from(b'a' + (at % 26) as u8);
    std::iter::repeat_n(letter, at as usize / 26 + 1).collect()
}
