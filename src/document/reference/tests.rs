//! Tables of references.

use proptest::prelude::*;

use super::*;
use crate::document::id::ParagraphId;
use crate::document::{Content, Kind, Paragraph};

fn found(text: &str) -> Vec<String> {
    let show = |it: Reference| {
        let items: String = it.items.iter().map(|item| format!("({})", item.text)).collect();
        let within = it.within.map(|it| match it.unit {
            Unit::Numbered(number) => format!(" of {number}"),
            Unit::Here => " of here".to_owned(),
        });
        for part in it.number.iter().chain(&it.items) {
            assert_eq!(text[part.range.clone()], part.text);
        }
        assert!(it.phrase.start <= it.range.start && it.range.end <= it.phrase.end, "{text}");
        let through = if it.ends_range { "–" } else { "" };
        let number = it.number.map_or("·".to_owned(), |it| it.text);
        format!("{:?} {through}{number}{items}{}", it.division, within.unwrap_or_default())
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
        ("paragraphs 3 to 7 of the present declaration", &["Paragraph 3", "Paragraph –7"]),
        ("paragraphs 3–7", &["Paragraph 3", "Paragraph –7"]),
        ("paragraphs 1 to 3, 5 and 9", &["Paragraph 1", "Paragraph –3", "Paragraph 5", "Paragraph 9"]),
        ("paragraphs 110 [and 111] above", &["Paragraph 110", "Paragraph 111"]),
        ("paragraph[s] 5 [, 6] and 7", &["Paragraph 5", "Paragraph 6", "Paragraph 7"]),
        ("in paragraph [5][7] above", &["Paragraph 5", "Paragraph 7"]),
        ("see section II and annex III", &["Section II", "Annex III"]),
        ("section II, paragraph 3, and annex B", &["Section II", "Paragraph 3 of II", "Annex B"]),
        ("Articles 5 et 6 ci-dessus", &["Article 5", "Article 6"]),
        ("paragraphs 5 (a), (b) and (d)", &["Paragraph 5(a)", "Paragraph 5(b)", "Paragraph 5(d)"]),
        ("sub-paragraph (b)", &["Paragraph ·(b)"]),
        ("subparagraphs (a) and (c) above", &["Paragraph ·(a)", "Paragraph ·(c)"]),
        ("subparagraph 7 (a)", &["Paragraph 7(a)"]),
        ("paragraph 5, subparagraph (b)", &["Paragraph 5", "Paragraph 5(b)"]),
        ("sub-paragraph (b) of paragraph 5", &["Paragraph 5(b)", "Paragraph 5"]),
        ("point (d) of Article 42(2)", &["Article 42(2)(d)", "Article 42(2)"]),
        ("the present section", &["Section ·"]),
        ("paragraph 1 of this Article", &["Paragraph 1 of here", "Article ·"]),
        ("paragraph 5 and 7 above", &["Paragraph 5", "Paragraph 7"]),
        ("In paragraphs 3 and 5, 12 States object", &["Paragraph 3", "Paragraph 5"]),
        ("under paragraph 5, 12 States", &["Paragraph 5"]),
        ("under paragraph 5 and 12 States", &["Paragraph 5"]),
        ("Parties to the Convention referred to in paragraph 5", &["Paragraph 5"]),
        ("the resolution shall not prejudge paragraph 4", &["Paragraph 4"]),
        ("the report referred to in paragraph 134 (option 1) above", &["Paragraph 134"]),
        ("paragraph 3, in which States", &["Paragraph 3"]),
        ("this Convention, article 4", &["Article 4"]),
        ("operative paragraph 6", &["Paragraph 6"]),
        ("the decision in paragraph 5", &["Paragraph 5"]),
        ("paragraph (a)", &["Paragraph ·(a)"]),
        ("Chapter IV and Part 2", &["Chapter IV", "Part 2"]),
        ("Article 13 and Articles 15 to 19", &["Article 13", "Article 15", "Article –19"]),
        ("paragraphs of great length, 12 of them", &[]),
        ("a paragraph 12-fold", &[]),
        ("subparagraph 3", &[]),
        ("in part because", &[]),
        ("point 5 of the agenda", &[]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn the_other_official_languages_are_read() {
    for (text, expected) in [
        ("au paragraphe 12, à l'article 3", &["Paragraph 12", "Article 3"][..]),
        ("visées aux paragraphes 3 à 7 ci-dessus", &["Paragraph 3", "Paragraph –7"]),
        ("à l’article 4, paragraphe 9", &["Article 4", "Paragraph 9 of 4"]),
        (
            "l'article 26, paragraphe 2, point f)",
            &["Article 26", "Paragraph 2 of 26", "Paragraph 2(f) of 26"],
        ),
        ("au paragraphe 5, point b)", &["Paragraph 5", "Paragraph 5(b)"]),
        ("l'alinéa b) du paragraphe 5", &["Paragraph 5(b)", "Paragraph 5"]),
        ("au paragraphe 12 a) de manière concertée", &["Paragraph 12(a)"]),
        ("la présente section et l'annexe II", &["Section ·", "Annex II"]),
        ("en el párrafo 8 y los artículos 4 y 5", &["Paragraph 8", "Article 4", "Article 5"]),
        ("los párrafos 3 a 7 supra", &["Paragraph 3", "Paragraph –7"]),
        ("el apartado b) del párrafo 5", &["Paragraph 5(b)", "Paragraph 5"]),
        ("el párrafo 7 a) y el anexo II", &["Paragraph 7(a)", "Annex II"]),
        ("в пункте 7 и статьях 4 и 5", &["Paragraph 7", "Article 4", "Article 5"]),
        ("в пунктах 3–7 выше", &["Paragraph 3", "Paragraph –7"]),
        ("в пунктах 3, 5 и 7 (а)", &["Paragraph 3", "Paragraph 5", "Paragraph 7(а)"]),
        ("подпункт (b) пункта 5 и настоящий раздел", &["Paragraph 5(b)", "Paragraph 5", "Section ·"]),
        ("пункт 9 статьи 4", &["Paragraph 9 of 4", "Article 4"]),
        ("وفقا للفقرة 12 أعلاه", &["Paragraph 12"]),
        ("الفقرات 3 و 5 و7 (أ)", &["Paragraph 3", "Paragraph 5", "Paragraph 7(أ)"]),
        ("في الفقرات من 3 إلى 7", &["Paragraph 3", "Paragraph –7"]),
        ("الفقرة ٦٩ أعلاه", &["Paragraph ٦٩"]),
        ("الفقرة الفرعية (ب) من الفقرة 5", &["Paragraph 5(ب)", "Paragraph 5"]),
        ("الفقرة 9 من المادة 4", &["Paragraph 9 of 4", "Article 4"]),
        ("هذا الفرع", &["Section ·"]),
        ("根据第12段和第四条", &["Paragraph 12", "Article 四"]),
        ("上文第3、5和7(a)段", &["Paragraph 3", "Paragraph 5", "Paragraph 7(a)"]),
        ("第3至7段", &["Paragraph 3", "Paragraph –7"]),
        ("第四条第9款", &["Article 四", "Paragraph 9 of 四"]),
        ("本节和附件二", &["Section ·", "Annex 二"]),
        ("本公约第5条", &["Article 5"]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn what_is_meant_of_another_instrument_is_left_alone() {
    for text in [
        "Article 4 of the Convention",
        "Articles 4 and 5 of that Convention",
        "Article 48 of the Convention",
        "Article 4 and Article 7 of the Convention",
        "Article 51(4) of Additional Protocol I",
        "[Article 12] of the Kyoto Protocol",
        "article 51 of the Charter of the United Nations",
        "paragraph 2 of General Assembly resolution 76/135",
        "paragraph 5 of the report",
        "paragraph 5 of the Secretary-General's report",
        "paragraph 2 of the annex to resolution 75/240",
        "Article 4, paragraph 9, of the Convention",
        "Article 4, paragraphs 4 and 9 of the Convention",
        "paragraph 7 of Article 13 of the Paris Agreement",
        "the Convention, in particular Article 36",
        "the Convention on the Rights of the Child, article 3",
        "General Assembly resolution 75/240 of 31 December 2020, paragraph 1",
        "Additional Protocol I, article 48",
        "common article 3",
        "Article 3 common to the Geneva Conventions",
        "article 38 (1) of its Statute",
        "the Agreement pursuant to its Article 10, paragraph 1",
        "l'article 3 de la Convention",
        "l’article 3, paragraphe 2, de la directive",
        "articles 4 et 5 du Protocole",
        "au paragraphe 2 de sa résolution 75/240",
        "el artículo 2 de la Carta",
        "el párrafo 2 de su resolución 75/240",
        "статья 51 Устава",
        "статьи 4 Конвенции",
        "пункт 2 резолюции 75/240 Генеральной Ассамблеи",
        "المادة 4 من الاتفاقية",
        "الفقرة 2 من قرار الجمعية العامة 75/240",
        "《宪章》第四条",
        "大会第75/240号决议第2段",
        "《公约》第48条第2款",
        "第一附加议定书第51条",
        "its decision 1/CP.20, paragraph 4",
        "resolution 75/240, paragraph 1",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
}

proptest! {
    #[test]
    fn whatever_is_written_is_read(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "paragraph", "paragraphs", "Article", "annex", "section", "sub-", "point", "пункт", "الفقرة", "第", "段",
                "附件", "本", "条", "三", "1", "12", "IV", "à", "é", "(", ")", "a", "b)", "（", "）", "[", "]", ",", "、",
                "–", "-", "to", "and", "of", "the", "de", "l’", "ال", "و", " ", "\u{a0}", "bis", "٦", ".", "above", "《", "》",
            ]), 0..14),
    ) {
        let text = words.concat();
        for it in references(&text) {
            prop_assert!(text.get(it.range.clone()).is_some() && text.get(it.phrase.clone()).is_some());
            for part in it.number.iter().chain(&it.items) {
                prop_assert_eq!(text.get(part.range.clone()), Some(part.text.as_str()));
            }
        }
    }
}

fn paragraph(number: u8, markup: &str) -> Paragraph {
    Paragraph { id: ParagraphId::from_bytes([number; 16]), content: Content::read(markup) }
}

fn heading(number: u8, markup: &str) -> Paragraph {
    Paragraph { content: Content::read_as(Kind::Heading, 1, markup), ..paragraph(number, "") }
}

#[track_caller]
fn leads(text: &[Paragraph], place: usize, expected: &[&[usize]]) {
    let found = references(text[place].content.text.as_str());
    let places: Vec<Vec<usize>> = found.iter().map(|it| resolve(it, place, text)).collect();
    assert_eq!(places, expected);
}

#[test]
fn references_lead_to_places() {
    let text = [
        paragraph(1, "11. States meet."),
        paragraph(2, "12. States:"),
        paragraph(3, "(a) talk, as in subparagraph (b);"),
        paragraph(4, "(b) listen."),
        paragraph(5, "12 bis. States rest."),
        paragraph(6, "13. Paragraphs 12 (b), 12 bis and 40 apply, and paragraph 12 (c)."),
        paragraph(7, "14. See paragraphs 12 (a) and (c) above, and this paragraph."),
    ];
    leads(&text, 5, &[&[1, 3], &[4], &[], &[1]]);
    leads(&text, 2, &[&[3]]);
    leads(&text, 6, &[&[1, 2], &[1], &[6]]);
}

#[test]
fn a_number_that_stands_twice_is_taken_in_its_article_or_not_at_all() {
    let text = [
        heading(1, "Article 1"),
        paragraph(2, "1. One."),
        paragraph(3, "2. See paragraph 1, and Article 2, paragraph 1."),
        heading(4, "Article 2"),
        paragraph(5, "1. Another, under Article 1(2) and paragraph 2."),
        paragraph(6, "As in paragraph 1 of this Article, and paragraph 9 of Article 1."),
    ];
    leads(&text, 2, &[&[1], &[3], &[4]]);
    leads(&text, 4, &[&[0, 2], &[]]);
    leads(&text, 5, &[&[4], &[3], &[], &[0]]);
}

#[test]
fn paragraphs_of_resolutions_are_found_by_number_alone() {
    let text = [
        paragraph(1, "PP1 Recalling,"),
        paragraph(2, "OP1 Decides, as in preambular paragraph 1;"),
        paragraph(3, "OP2 Invites States to act on paragraph 1 above."),
    ];
    leads(&text, 2, &[&[1]]);
    leads(&text, 1, &[&[0]]);
}

#[test]
fn chinese_numbers_lead_to_chinese_articles() {
    let text = [heading(1, "第四条 范围"), paragraph(2, "1. 各国"), paragraph(3, "第四条第1款")];
    leads(&text, 2, &[&[0], &[1]]);
}
