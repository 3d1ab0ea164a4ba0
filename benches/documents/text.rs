//! A draft and the one after it: invented words, and known changes in a third of the paragraphs.

use travaux::document::compare::compare;
use travaux::document::exchange::Exchange;
use travaux::document::id::ParagraphId;
use travaux::document::lineage::Lineage;
use travaux::document::{Content, Kind, Paragraph};
use travaux::export::rendition::{Cover, Language, Rendition};

const PHRASES: [&str; 12] = [
    "The States that share a river",
    "should inform one another in good time",
    "of works that may change its flow",
    "and keep *in good faith* what they have agreed",
    "with due regard to those who live along its banks",
    "taking into account the rules on the use of common waters",
    "unless an emergency leaves no time for it",
    "including by means of [joint][regional] bodies",
    "as far as their means allow",
    "and report on it at the next session^[See the report of the second session, para. 14.]",
    "within the limits of their competence",
    "so that harm is prevented or made good",
];

/// Two drafts of one document.
pub(crate) struct Drafts {
    old: Vec<Paragraph>,
    new: Vec<Paragraph>,
}

impl Drafts {
    pub(crate) fn of(paragraphs: usize) -> Self {
        let id = |at: usize| ParagraphId::derived("bench", &[&(at as u64).to_be_bytes()]);
        let old: Vec<Paragraph> =
            (0..paragraphs).map(|at| Paragraph { id: id(at), content: content(at, "") }).collect();
        let mut new = Vec::new();
        for (at, paragraph) in old.iter().enumerate() {
            match at % 24 {
                4 | 11 | 18 => {
                    new.push(Paragraph { id: paragraph.id, content: content(at, " and all others") })
                }
                7 => new.push(Paragraph { id: paragraph.id, content: content(at + 5, "") }),
                9 => {}
                14 => {
                    new.push(paragraph.clone());
                    new.push(Paragraph { id: id(paragraphs + at), content: content(at + 3, " anew") });
                }
                _ => new.push(paragraph.clone()),
            }
        }
        for at in (30..new.len()).step_by(60) {
            new.swap(at, at - 20);
        }
        Self { old, new }
    }

    pub(crate) fn words(&self) -> usize {
        self.old.iter().map(|it| it.content.text.as_str().split(' ').count()).sum()
    }

    /// The old draft and the new one as lines, one paragraph each.
    pub(crate) fn lines(&self) -> [Vec<String>; 2] {
        [&self.old, &self.new].map(|draft| draft.iter().map(|it| it.content.shown()).collect())
    }

    /// Both as clean texts.
    pub(crate) fn both(&self) -> [Rendition; 2] {
        [&self.old, &self.new].map(|draft| Rendition::clean(draft, cover(""), Language::of("en", draft)))
    }
}

fn content(at: usize, more: &str) -> Content {
    if at.is_multiple_of(25) {
        return Content::read_as(Kind::Heading, 1, &format!("Section {} On rivers", at / 25 + 1));
    }
    let phrases = 4 + at * 7 % 9;
    let words: Vec<&str> = (0..phrases).map(|step| PHRASES[(at * 5 + step * step) % PHRASES.len()]).collect();
    let label =
        if at % 5 > 2 { format!("({})", char::from(b'a' + (at % 5) as u8)) } else { format!("{at}.") };
    Content::read(&format!("{label} {}{more}.", words.join(", ")))
}

fn cover(against: &str) -> Cover {
    Cover {
        process: "Conference on Rivers".to_owned(),
        title: "Draft outcome document".to_owned(),
        draft: "Rev.1".to_owned(),
        against: against.to_owned(),
        ..Cover::default()
    }
}

/// The new draft as it stands.
pub(crate) fn clean(drafts: &Drafts) -> Rendition {
    let mut clean = Rendition::clean(&drafts.new, cover(""), Language::of("en", &drafts.new));
    clean.exchange = Some(Exchange::of(&drafts.new, &Lineage::default()));
    clean
}

/// What changed.
pub(crate) fn redline(drafts: &Drafts) -> Rendition {
    let comparison = compare(&drafts.old, &drafts.new, &Lineage::default());
    Rendition::redline(&comparison, cover("Zero draft"), Language::of("en", &drafts.new))
}
