//! References from one place of a text to another: "paragraph 69 above", "paragraphs 3, 5 and 7(a)", "Article 4,
//! paragraph 9".
//!
//! Invariant: what is found is a stretch of the text that says a number; whether a number is meant of this text or of
//! another instrument is decided here alone, and in doubt it is another's: a reference that is left alone can be read,
//! a wrong one cannot.

mod scan;
mod words;

use std::ops::Range;

use self::scan::scan;
use super::label::Division;
use super::{Kind, Paragraph};

/// A number that a text refers by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Where the number stands, in bytes of the text: "12 bis" of "paragraph 12 bis (a)".
    pub range: Range<usize>,
    /// What is referred to.
    pub division: Division,
    /// The number as it stands: "12 bis", "IV".
    pub number: String,
    /// The items of it, outermost first, as they stand without parentheses: "a", "i".
    pub items: Vec<String>,
    /// The number of the article that it is a paragraph of, where that is said.
    pub of_article: Option<String>,
}

/// The references of a text to its own document.
pub fn references(text: &str) -> Vec<Reference> {
    scan(text)
}

/// Which paragraphs of a document a reference in the paragraph at `place` leads to: the paragraph, then the items, as
/// far as they are there. Empty where it leads nowhere, or could lead to several.
pub fn resolve(reference: &Reference, place: usize, paragraphs: &[Paragraph]) -> Vec<usize> {
    let scope = match &reference.of_article {
        Some(article) => match unique(paragraphs, 0..paragraphs.len(), |it| is_article(it, article)) {
            Some(heading) => super::outline::section(paragraphs, heading),
            None => return Vec::new(),
        },
        None if reference.division == Division::Paragraph => article_of(paragraphs, place),
        None => 0..paragraphs.len(),
    };
    let meant = |it: &Paragraph| match reference.division {
        Division::Paragraph => is_paragraph(it, &reference.number),
        division => it.content.kind.is_heading() && is_division(it, division, &reference.number),
    };
    let found = unique(paragraphs, scope, meant).or_else(|| {
        unique(paragraphs, 0..paragraphs.len(), meant).filter(|_| reference.of_article.is_none())
    });
    let Some(found) = found else { return Vec::new() };
    let mut path = vec![found];
    let mut under = super::outline::with_subordinates(paragraphs, found);
    for item in &reference.items {
        let is_item = |it: &Paragraph| it.content.kind == Kind::Item && stem(it).eq_ignore_ascii_case(item);
        let Some(at) = unique(paragraphs, under.start + 1..under.end, is_item) else { break };
        path.push(at);
        under = super::outline::with_subordinates(paragraphs, at);
    }
    path
}

/// The only place in a range where something holds.
fn unique(
    paragraphs: &[Paragraph],
    range: Range<usize>,
    holds: impl Fn(&Paragraph) -> bool,
) -> Option<usize> {
    let mut places = range.filter(|place| paragraphs.get(*place).is_some_and(&holds));
    let first = places.next()?;
    places.next().is_none().then_some(first)
}

/// The section of the article that a place stands in; the whole text where the text has no articles there.
fn article_of(paragraphs: &[Paragraph], place: usize) -> Range<usize> {
    let heading = (0..=place.min(paragraphs.len().saturating_sub(1))).rev().find(|at| {
        paragraphs.get(*at).is_some_and(|it| {
            it.content.kind.is_heading()
                && it.content.label.as_ref().and_then(super::label::Label::division)
                    == Some(Division::Article)
        })
    });
    match heading {
        Some(heading) => {
            let section = super::outline::section(paragraphs, heading);
            if section.contains(&place) { section } else { 0..paragraphs.len() }
        }
        None => 0..paragraphs.len(),
    }
}

fn stem(paragraph: &Paragraph) -> &str {
    paragraph.content.label.as_ref().map_or("", |label| label.stem())
}

fn is_paragraph(paragraph: &Paragraph, number: &str) -> bool {
    let counted = matches!(paragraph.content.kind, Kind::Numbered | Kind::Preambular | Kind::Plain);
    let named = paragraph.content.label.as_ref().is_some_and(|it| it.division() == Some(Division::Paragraph));
    (counted && same(stem(paragraph), number)) || (named && same(number_of(stem(paragraph)), number))
}

fn is_article(paragraph: &Paragraph, number: &str) -> bool {
    paragraph.content.kind.is_heading() && is_division(paragraph, Division::Article, number)
}

fn is_division(paragraph: &Paragraph, division: Division, number: &str) -> bool {
    let label = paragraph.content.label.as_ref();
    match label.and_then(super::label::Label::division) {
        Some(found) => found == division && same(number_of(stem(paragraph)), number),
        // "IV." alone counts the sections of a text that names none.
        None => division == Division::Section && same(stem(paragraph), number),
    }
}

/// The number in "Article 3 bis".
fn number_of(stem: &str) -> &str {
    stem.split_once(char::is_whitespace).map_or(stem, |(_, number)| number)
}

/// Whether two numbers are the same, however they are set: "12bis" and "12 bis".
fn same(a: &str, b: &str) -> bool {
    let plain =
        |it: &str| it.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect::<String>();
    plain(a) == plain(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Content;
    use crate::document::id::ParagraphId;

    fn found(text: &str) -> Vec<String> {
        let show = |it: Reference| {
            let items: String = it.items.iter().map(|item| format!("({item})")).collect();
            let article = it.of_article.map(|article| format!(" of {article}")).unwrap_or_default();
            assert_eq!(&text[it.range.clone()], it.number);
            format!("{:?} {}{items}{article}", it.division, it.number)
        };
        references(text).into_iter().map(show).collect()
    }

    #[test]
    fn what_is_meant_of_this_text_is_found() {
        for (text, expected) in [
            ("as set out in paragraph 69 above", &["Paragraph 69"][..]),
            ("Paragraphs 3, 5 and 7(a) apply", &["Paragraph 3", "Paragraph 5", "Paragraph 7(a)"]),
            ("under paragraphs 12 bis and 14 (a) (ii).", &["Paragraph 12 bis", "Paragraph 14(a)(ii)"]),
            ("in Article 4, paragraph 9, and elsewhere", &["Article 4", "Paragraph 9 of 4"]),
            ("paragraph 2 of Article 6 shall", &["Paragraph 2 of 6", "Article 6"]),
            ("paragraphs 3 to 7 of the present declaration", &["Paragraph 3", "Paragraph 7"]),
            ("paragraphs 3–7", &["Paragraph 3", "Paragraph 7"]),
            ("see section II and annex III", &["Section II", "Annex III"]),
            ("Articles 5 et 6 ci-dessus", &["Article 5", "Article 6"]),
            ("au paragraphe 12, à l'article 3", &["Paragraph 12", "Article 3"]),
            ("en el párrafo 8 y los artículos 4 y 5", &["Paragraph 8", "Article 4", "Article 5"]),
            ("в пункте 7 и статьях 4 и 5", &["Paragraph 7", "Article 4", "Article 5"]),
            ("وفقا للفقرة 12 أعلاه", &["Paragraph 12"]),
            ("根据第12段和第四条", &["Paragraph 12", "Article 四"]),
            ("paragraph (a)", &[]),
            ("paragraphs of great length, 12 of them", &[]),
            ("a paragraph 12-fold", &[]),
            ("subparagraph 3", &[]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_meant_of_another_instrument_is_left_alone() {
        for text in [
            "Article 4 of the Convention",
            "Articles 4 and 5 of that Convention",
            "article 51 of the Charter of the United Nations",
            "paragraph 2 of General Assembly resolution 76/135",
            "Article 4, paragraph 9, of the Convention",
            "paragraph 7 of Article 13 of the Paris Agreement",
            "the Convention, in particular Article 36",
            "Additional Protocol I, article 48",
            "common article 3",
            "article 38 (1) of its Statute",
            "l'article 3 de la Convention",
            "articles 4 et 5 du Protocole",
            "el artículo 2 de la Carta",
            "статья 51 Устава",
            "статьи 4 Конвенции",
            "المادة 4 من الاتفاقية",
            "《宪章》第四条",
            "its decision 1/CP.20, paragraph 4",
            "resolution 75/240, paragraph 1",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    fn paragraph(number: u8, markup: &str) -> Paragraph {
        Paragraph { id: ParagraphId::from_bytes([number; 16]), content: Content::read(markup) }
    }

    fn heading(number: u8, markup: &str) -> Paragraph {
        Paragraph { content: Content::read_as(Kind::Heading, 1, markup), ..paragraph(number, "") }
    }

    #[test]
    fn references_lead_to_places() {
        let text = [
            paragraph(1, "11. States meet."),
            paragraph(2, "12. States:"),
            paragraph(3, "(a) talk;"),
            paragraph(4, "(b) listen."),
            paragraph(5, "12 bis. States rest."),
            paragraph(6, "13. Paragraphs 12 (b), 12 bis and 40 apply."),
        ];
        let places: Vec<Vec<usize>> =
            references(text[5].content.text.as_str()).iter().map(|it| resolve(it, 5, &text)).collect();
        assert_eq!(places, [vec![1, 3], vec![4], vec![]]);
    }

    #[test]
    fn a_number_that_stands_twice_is_taken_in_its_article_or_not_at_all() {
        let text = [
            heading(1, "Article 1"),
            paragraph(2, "1. One."),
            paragraph(3, "2. See paragraph 1, and Article 2, paragraph 1."),
            heading(4, "Article 2"),
            paragraph(5, "1. Another."),
        ];
        let found = references(text[2].content.text.as_str());
        let places: Vec<Vec<usize>> = found.iter().map(|it| resolve(it, 2, &text)).collect();
        assert_eq!(places, [vec![1], vec![3], vec![4]]);
    }
}
