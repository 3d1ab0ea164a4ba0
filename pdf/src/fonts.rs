//! Fonts: our own for Latin, Greek, Cyrillic and Arabic, and those of the system for what they lack.
//!
//! Invariant: every character of the document has a font, or the document is not set: an empty box tells nobody
//! anything. The system is asked only for characters that our own fonts lack, so that most files are the same
//! everywhere.

mod system;

use std::collections::BTreeSet;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

pub(crate) use self::system::folders;
use crate::check::{all, lines};
use crate::given::{Block, Given, Matter, Run, Submission};

/// The face for most of the world.
const LATIN: &str = "Libertinus Serif";
/// How many of the files that typst brings are of that face, regular and bold, upright and italic.
const LATIN_FILES: usize = 4;
const ARABIC: &str = "Noto Naskh Arabic";
const ARABIC_FILES: [&[u8]; 2] = [
    include_bytes!("../fonts/NotoNaskhArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoNaskhArabic-Bold.ttf"),
];

/// The fonts of a document.
pub(crate) struct Fonts {
    /// What the typesetter knows of them.
    pub(crate) book: LazyHash<FontBook>,
    /// The fonts, in the order of the book.
    pub(crate) all: Vec<Font>,
    /// The families to set the text in, the first that has a character is taken.
    pub(crate) families: Vec<String>,
}

impl Fonts {
    /// Fonts for every character of `given`; those without one are the error.
    pub(crate) fn of(given: &Given, folders: &[std::path::PathBuf]) -> Result<Self, Vec<char>> {
        let mut missing = characters(given);
        let mut all = Vec::new();
        let bundled = typst_assets::fonts().take(LATIN_FILES).chain(ARABIC_FILES);
        bundled.for_each(|file| all.extend(Font::iter(Bytes::new(file))));
        missing.retain(|c| !has(&all, *c));
        let mut families = match given.language.right_to_left {
            true => vec![ARABIC.to_owned(), LATIN.to_owned()],
            false => vec![LATIN.to_owned(), ARABIC.to_owned()],
        };
        if !missing.is_empty() {
            // Signs that our other fonts have are the same everywhere; letters they have would look like a typewriter's.
            let others: Vec<Font> =
                typst_assets::fonts().skip(LATIN_FILES).flat_map(|it| Font::iter(Bytes::new(it))).collect();
            take(&mut all, &mut families, others.iter(), &mut missing, |c| !c.is_alphabetic());
            for found in system::fonts(folders, &given.language.tag, &mut missing) {
                add(&mut all, &mut families, found);
            }
            take(&mut all, &mut families, others.iter(), &mut missing, |_| true);
        }
        if !missing.is_empty() {
            return Err(missing.into_iter().collect());
        }
        Ok(Self { book: LazyHash::new(FontBook::from_fonts(&all)), all, families })
    }
}

/// Adds those of `fonts` that have missing characters, of the kind that is asked for.
fn take<'a>(
    all: &mut Vec<Font>,
    families: &mut Vec<String>,
    fonts: impl Iterator<Item = &'a Font>,
    missing: &mut BTreeSet<char>,
    kind: impl Fn(char) -> bool,
) {
    for font in fonts {
        let covers = |c: &char| kind(*c) && font.info().coverage.contains(u32::from(*c));
        if missing.iter().any(covers) {
            missing.retain(|c| !covers(c));
            add(all, families, font.clone());
        }
    }
}

fn add(all: &mut Vec<Font>, families: &mut Vec<String>, font: Font) {
    if !families.contains(&font.info().family) {
        families.push(font.info().family.clone());
    }
    all.push(font);
}

fn has(fonts: &[Font], c: char) -> bool {
    fonts.iter().any(|font| font.info().coverage.contains(u32::from(c)))
}

/// What is said where no font has some characters.
pub(crate) fn lacking(missing: &[char]) -> String {
    const SHOWN: usize = 5;
    let shown = missing.iter().take(SHOWN).map(|c| format!("{c} (U+{:04X})", u32::from(*c)));
    let mut list = shown.collect::<Vec<_>>().join(", ");
    if missing.len() > SHOWN {
        list += &format!(" and {} more", missing.len() - SHOWN);
    }
    format!(
        "no font here has {list}: install one (such as the packages fonts-noto-cjk and fonts-noto-core), or name a \
         folder with one in TRAVAUX_FONTS"
    )
}

/// Every character that is to be seen.
fn characters(given: &Given) -> BTreeSet<char> {
    let (head, words) = (&given.masthead, &given.words);
    let mut found = BTreeSet::new();
    let mut put = |text: &str| found.extend(text.chars().filter(|c| is_seen(*c)));
    for text in
        [&head.process, &head.draft, &head.against, &head.date, &head.title, &head.running, &given.hash]
    {
        put(text);
    }
    head.notices.iter().chain(&words.page).for_each(|it| put(it));
    [&words.contents, &words.changes, &words.no_changes, &words.rationale, &words.answer]
        .into_iter()
        .for_each(|it| put(it));
    words.legend.iter().for_each(|it| put(&it.words));
    given.changes.iter().flatten().for_each(|it| {
        put(&it.place);
        put(&it.what);
    });
    for block in all(given) {
        match block {
            Block::Passage(it) => {
                put(&it.remark);
                it.notes.iter().for_each(|it| names_of(it, &mut put));
            }
            Block::Submission(it) => names_of(it, &mut put),
            Block::Rubric(words) => put(words),
            Block::Table(it) => it.heads.iter().for_each(|it| put(it)),
            Block::Line(_) | Block::Quote(_) => {}
        }
        lines(block).into_iter().for_each(|runs| words_of(runs, &mut put));
    }
    found
}

fn names_of(it: &Submission, put: &mut impl FnMut(&str)) {
    [&it.name, &it.act, &it.became].into_iter().chain(&it.flags).for_each(|it| put(it));
}

fn words_of(runs: &[Run], put: &mut impl FnMut(&str)) {
    for run in runs {
        match &run.holds {
            Matter::Words(it) => put(&it.text),
            Matter::Note(inside) => words_of(inside, put),
        }
    }
}

/// Whether a character shows anything: spaces and signs that only steer the line need no font.
fn is_seen(c: char) -> bool {
    !(c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(c, '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'))
}
