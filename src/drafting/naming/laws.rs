//! What holds of every text.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::document::Content;
use crate::document::id::ParagraphId;

const AT: ParagraphId = ParagraphId::from_bytes([1; 16]);

fn reading(text: &str, base: &str) -> Reading {
    let draft = [Paragraph { id: AT, content: Content::plain(Text::parse(base)) }];
    let body = Body::ReplaceThroughout { find: String::new(), put: text.to_owned() };
    Reading::of(&body, None, &Target::paragraph(AT), &draft)
}

/// Texts of names, titles, small words and signs in all scripts, put together at random.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Norway",
        "norvégien",
        "Côte d'Ivoire",
        "Россия",
        "российского",
        "Того",
        "للأردن",
        "فرنسا",
        "中国",
        "法国家",
        "U.S.",
        "US",
        "EE.UU.",
        "Mr.",
        "H.E.",
        "г-н",
        "السيد",
        "王先生",
        "·",
        "Okafor",
        "war in",
        "Gaza",
        "my delegation",
        "我国",
        " ",
        " ",
        " ",
        ", ",
        ". ",
        "\u{301}",
        "\u{200b}",
        "\u{200d}",
        "\u{ad}",
        "\u{202e}",
        "-",
        "’",
        "a",
        "И",
        "ß",
        "İ",
        "St.",
        "Kitts",
        "Lucia",
        "Saint",
        "\n",
        "10",
        "é",
        "🏳️",
        "the",
        "and",
        "of",
        "la",
        "de",
    ]);
    prop_oneof![prop::collection::vec(pieces, 0..24).prop_map(|it| it.concat()), any::<String>()]
}

const KNOWN: Known<'_> = Known { language: "en", own: Some("Norway"), published: &[] };

fn said(reading: &Reading) -> Vec<(Named, String)> {
    let word = |it: &Finding| super::words::fold(&reading.passages[it.passage].text[it.range.clone()]);
    reading.findings(KNOWN).iter().map(|it| (it.named, word(it))).collect()
}

proptest! {
    #[test]
    fn findings_lie_inside_the_text(text in text(), base in text()) {
        let reading = reading(&text, &base);
        for it in reading.findings(KNOWN) {
            let found = reading.passages[it.passage].text.get(it.range.clone());
            prop_assert!(found.is_some_and(|it| !it.is_empty()), "{it:?}");
        }
    }

    #[test]
    fn a_base_with_the_same_words_silences_all(text in text()) {
        let found = reading(&text, "").holding();
        let again = Reading { base: text.clone(), ..reading(&text, "") }.holding();
        prop_assert!(again.is_empty(), "{found:?} {again:?}");
    }

    #[test]
    fn composition_changes_nothing(text in text()) {
        let composed: String = text.nfc().collect();
        let taken_apart: String = text.nfd().collect();
        prop_assert_eq!(said(&reading(&composed, "")), said(&reading(&taken_apart, "")));
    }

    #[test]
    fn words_further_on_take_no_name_away(text in text()) {
        let alone = reading(&text, "").holding();
        let more = reading(&format!("{text}\n\nNothing more."), "").holding();
        prop_assert!(more.len() >= alone.len(), "{alone:?} {more:?}");
    }
}
