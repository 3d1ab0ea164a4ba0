//! The lists by their count, and what is found in sentences.

use super::lexicon::{Means, lines, marks};
use super::tongue::Tongue;
use super::words::tokens;
use super::*;
use crate::document::id::ParagraphId;
use crate::document::inline::Text;
use crate::document::{Content, Paragraph};

const ALL: [(Tongue, [&str; 2]); 6] = [
    (Tongue::English, ["as the delegation of ", " proposed in the last meeting"]),
    (Tongue::French, ["comme la délégation de ", " l'a proposé dans la dernière réunion"]),
    (Tongue::Spanish, ["como la delegación de ", " lo propuso en la última reunión"]),
    (Tongue::Russian, ["как предложила ", " на последнем заседании группы"]),
    (Tongue::Arabic, ["كما اقترح وفد ", " في الجلسة الأخيرة"]),
    (Tongue::Chinese, ["正如", "代表团所提议"]),
];

/// What stands in a text, as it is read by a person: "State: Norway".
fn named(text: &str, base: &str, known: Known<'_>) -> Vec<String> {
    let at = ParagraphId::from_bytes([1; 16]);
    let draft = [Paragraph { id: at, content: Content::plain(Text::parse(base)) }];
    let body = Body::Comment { text: Text::parse(text) };
    let reading = Reading::of(&body, None, &Target::paragraph(at), &draft);
    let said =
        |it: &Finding| format!("{:?}: {}", it.named, &reading.passages[it.passage].text[it.range.clone()]);
    reading.findings(known).iter().map(said).collect()
}

fn english(text: &str) -> Vec<String> {
    named(text, "", Known { language: "en", ..Known::default() })
}

#[test]
fn each_state_has_all_six_names() {
    let codes: Vec<&str> = lines(Tongue::English).map(|it| it.code).collect();
    assert_eq!(codes.len(), 193 + 2 + 3);
    let once: BTreeSet<&str> = codes.iter().copied().collect();
    assert_eq!(once.len(), codes.len());
    for (tongue, _) in ALL {
        let all: Vec<_> = lines(tongue).collect();
        assert_eq!(all.iter().map(|it| it.code).collect::<Vec<_>>(), codes, "{tongue:?}");
        assert!(all.iter().all(|it| !it.short.is_empty() && it.formal.len() >= it.short.trim_end_matches('!').len() / 2));
    }
    let with_people = |tongue| lines(tongue).filter(|it| !it.people.is_empty()).count();
    assert!([Tongue::English, Tongue::French, Tongue::Spanish].iter().all(|it| with_people(*it) >= 190));
}

/// Every name, in a sentence of its language, means its State and nothing else.
#[test]
fn every_name_is_found_in_a_sentence_of_its_language() {
    let mut missed = Vec::new();
    for (tongue, [before, behind]) in ALL {
        for (at, line) in lines(tongue).enumerate() {
            let formal = line.formal.as_str();
            let names = [line.short, formal].into_iter().chain(line.others).chain(line.people);
            for name in names {
                let bare = name.trim_end_matches(['!', '^']);
                // Left to the longer names where the script has no capitals, or no adjective is written with one.
                if name.ends_with("!!") && (tongue == Tongue::Arabic || bare == "indio") {
                    continue;
                }
                let sentence = format!("{before}{bare}{behind}");
                let found = marks(&sentence, &tokens(&sentence));
                let there = before.len()..before.len() + bare.len();
                let means =
                    found.iter().any(|it| it.means == Means::State(at as u16) && meet(&it.range, &there));
                if !means || found.len() != 1 {
                    missed.push(format!("{tongue:?} {} {name}: {found:?}", line.code));
                }
            }
        }
    }
    assert!(missed.is_empty(), "{} of them:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn names_bend() {
    let rows = [
        ("the Norwegians and the Swiss", "State: Norwegians, State: Swiss"),
        ("Spain's practice, U.S.A. practice, UK practice", "State: Spain, State: U.S.A, State: UK"),
        ("les ministres françaises et l’Algérie", "State: françaises, State: Algérie"),
        ("la pratique de l'Inde et les lois italiennes dans le texte", "State: Inde, State: italiennes"),
        (
            "las normas francesas y los acuerdos argentinos de la región",
            "State: francesas, State: argentinos",
        ),
        ("в Российской Федерации и с Францией", "State: Российской Федерации, State: Францией"),
        (
            "практика Соединённых Штатов Америки и норвежцев",
            "State: Соединённых Штатов Америки, State: норвежцев",
        ),
        ("в Китае, из Индии, по украинскому закону", "State: Китае, State: Индии, State: украинскому"),
        ("Соединенного Королевства и Польши", "State: Соединенного Королевства, State: Польши"),
        ("وكذلك للأردن وبفرنسا والمصريين", "State: للأردن, State: وبفرنسا, State: والمصريين"),
        ("في المملكة العربية السعودية", "State: المملكة العربية السعودية"),
        ("中国和德国的做法", "State: 中国, State: 德国"),
        ("索马里、尼日利亚、南苏丹", "State: 索马里, State: 尼日利亚, State: 南苏丹"),
        ("AS FRANCE HAS SAID BEFORE", "State: FRANCE"),
        ("Democratic Republic of the Congo", "State: Democratic Republic of the Congo"),
        ("Guinea-Bissau and Equatorial Guinea", "State: Guinea-Bissau, State: Equatorial Guinea"),
        ("Fra\u{ad}nce and Ger\u{200b}many", "State: Fra\u{ad}nce, State: Ger\u{200b}many"),
        ("Cote d'Ivoire, Co\u{302}te d’Ivoire", "State: Cote d'Ivoire, State: Co\u{302}te d’Ivoire"),
    ];
    for (text, expected) in rows {
        let only: Vec<String> = english(text).into_iter().filter(|it| !it.starts_with("Language")).collect();
        assert_eq!(only.join(", "), expected, "{text}");
    }
}

#[test]
fn ordinary_words_are_none() {
    for text in [
        "Polish the text, and roast a turkey on fine china with a chad of jordan almonds.",
        "The Latin American and Caribbean Group, and the coast of the Indian Ocean.",
        "It is translated into French, and the Spanish version is ready.",
        "In Arabic, Chinese, English, French, Russian and Spanish.",
        "en français, et la version espagnole est prête pour le groupe",
        "Это требует перевода. Того требует право. На французском языке, на китайском языке.",
        "发展中国家和其中国际合作的立法国家，在宪法国家机构之内。增加纳税，参加纳米研究。",
        "加勒比海地区的执法方面。道德方面，立法方法。",
        "على المستوى القطري والمالي",
        "They told us and US law was not named by anybody as such",
        "Mr. Chair, Madam Chair, the President of the Assembly, Madam Secretary-General",
        "Secretary-General, General Assembly, the Minister of State",
        "The Sahel and the Middle East have deserts.",
        "Warm words of welcome; a wireless network.",
    ]
    .into_iter()
    .filter(|it| !it.starts_with("They"))
    {
        let found: Vec<String> = english(text).into_iter().filter(|it| !it.starts_with("Language")).collect();
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn persons_and_contexts_are_found() {
    let rows = [
        ("as Mr. Okafor said, and Ms Lindqvist", "Person: Mr. Okafor, Person: Ms Lindqvist"),
        ("H.E. Ambassador Ferreira Costa spoke", "Person: H.E. Ambassador Ferreira Costa"),
        ("President Abara met Dr. A. Nowak.", "Person: President Abara, Person: Dr. A. Nowak"),
        ("M. Dupont et Mme Lefèvre", "Person: M. Dupont, Person: Mme Lefèvre"),
        ("la Sra. Quiroga y el embajador Paz", "Person: Sra. Quiroga, Person: embajador Paz"),
        ("г-н Орлов и посол Зимина", "Person: г-н Орлов, Person: посол Зимина"),
        ("وقال السيد نعيم ذلك", "Person: السيد نعيم"),
        ("王先生说。列夫·托尔斯泰", "Person: 王先生, Person: 列夫·托尔"),
        (
            "the war in Ukraine and the situation in Gaza",
            "Context: war in Ukraine, Context: situation in Gaza",
        ),
        ("la guerre en Ukraine", "Context: guerre en Ukraine"),
        ("el conflicto armado en Colombia", "Context: conflicto armado en Colombia"),
        ("конфликт в Судане", "Context: конфликт в Судане"),
        ("النزاع في السودان", "Context: النزاع في السودان"),
        ("苏丹战争", "Context: 苏丹"),
        ("hostilities in the Middle East", "Context: hostilities in the Middle East"),
        ("as in Darfur or Kashmir", "Context: Darfur, Context: Kashmir"),
    ];
    for (text, expected) in rows {
        let only: Vec<String> = english(text).into_iter().filter(|it| !it.starts_with("Language")).collect();
        assert_eq!(only.join(", "), expected, "{text}");
    }
}

#[test]
fn somebody_speaking_for_a_delegation_is_found() {
    for (text, expected) in [
        (
            "My delegation thinks so, and we propose “our practice”.",
            "My delegation, we propose, our practice",
        ),
        ("Ma délégation, nous proposons", "Ma délégation, nous proposons"),
        ("En nombre de todos, proponemos", "En nombre de, proponemos"),
        ("Наша делегация; от имени всех", "Наша делегация, от имени"),
        ("ووفدنا يرى ذلك، ونقترح", "ووفدنا, ونقترح"),
        ("我国代表团建议。我们认为如此", "我国, 我们认为"),
        ("the delegation proposes; our common task", ""),
    ] {
        let found: Vec<String> =
            speaking::found(text, &tokens(text), "").into_iter().map(|it| text[it].to_owned()).collect();
        assert_eq!(found.join(", "), expected, "{text}");
    }
    assert!(speaking::found("My delegation", &tokens("My delegation"), "As my delegation said").is_empty());
}

#[test]
fn another_language_is_told() {
    let rows = [
        ("en", "Los Estados deben cooperar en la protección de los datos y de las personas.", true),
        ("en", "Les États doivent coopérer dans la protection des données et des personnes.", true),
        ("en", "Государства должны сотрудничать в этой области.", true),
        ("en", "各国应当在这一领域加强合作并保护数据。", true),
        ("fr", "States should cooperate in the protection of data and of the people in need.", true),
        ("en", "States should cooperate in the protection of data.", false),
        ("fr", "Les États doivent coopérer dans la protection des données.", false),
        ("en", "Insert bona fide.", false),
        ("en", "Delete.", false),
        ("de", "Die Staaten sollen in der Sache an die Menschen denken.", false),
        ("pt", "Os Estados devem cooperar na proteção de dados.", false),
        ("zh", "各国应当在这一领域加强合作并保护数据。", false),
    ];
    for (language, text, other) in rows {
        assert_eq!(tongue::foreign(text, &tokens(text), "", language).is_some(), other, "{language}: {text}");
    }
    let base = "States should act in good faith.";
    let with = "States should act in good faith. Los Estados deben cooperar en la región.";
    let found = tongue::foreign(with, &tokens(with), base, "en").unwrap();
    assert!(with[found].contains("deben cooperar"));
}

#[test]
fn what_the_base_names_is_no_finding() {
    let known = Known { language: "en", own: Some("Meridia"), ..Known::default() };
    let text = "Norway, Mr. Okafor, the war in Sudan, Meridia, my delegation.";
    assert_eq!(named(text, "", known).len(), 5);
    assert_eq!(
        named(text, "A Norwegian, Mr. Okafor, war in Sudan, MERIDIA; my delegation", known),
        Vec::<String>::new()
    );
    assert_eq!(named("The Meridian way", "", known), Vec::<String>::new());
}

#[test]
fn a_published_position_is_recognised() {
    let theirs =
        "We hold that every State is to publish, once in each year, how it handles reports of weaknesses.";
    let published = [Published { title: "Position paper".to_owned(), text: theirs.to_owned() }];
    let known = Known { language: "en", own: None, published: &published };
    let same = "States publish, ONCE in each year, how it handles reports of weaknesses.";
    assert_eq!(
        named(same, "", known),
        ["Published: publish, ONCE in each year, how it handles reports of weaknesses"]
    );
    assert_eq!(named("How it handles reports.", "", known), Vec::<String>::new());
    assert_eq!(named(same, theirs, known), Vec::<String>::new());
    let han = "各国应每年公布一次其如何处理关于薄弱环节的报告";
    let published = [Published { title: "立场".to_owned(), text: han.to_owned() }];
    let known = Known { language: "zh", own: None, published: &published };
    assert_eq!(named(&format!("甲乙{han}"), "", known), [format!("Published: {han}")]);
}

#[test]
fn states_persons_and_contexts_hold() {
    let all = [
        Named::State,
        Named::Person,
        Named::Context,
        Named::Own,
        Named::Speaking,
        Named::Language,
        Named::Published,
    ];
    assert_eq!(all.map(Named::holds), [true, true, true, false, false, false, false]);
    let at = ParagraphId::from_bytes([1; 16]);
    let draft = [Paragraph { id: at, content: Content::plain(Text::parse("As Chad does.")) }];
    let holds = |body: Body, why: Option<&str>| {
        let why = why.map(Text::parse);
        !Reading::of(&body, why.as_ref(), &Target::paragraph(at), &draft).holding().is_empty()
    };
    let base = Text::parse("As Chad does.");
    let replace =
        |text: &str| Body::Replace { base: base.clone(), with: vec![Content::plain(Text::parse(text))] };
    assert!(!holds(replace("As Chad did, we propose."), None));
    assert!(holds(replace("As Chad and *Mali* do."), None));
    assert!(holds(replace("As all do."), Some("Peru does it.")));
    assert!(holds(Body::InsertAfter { paragraphs: vec![Content::plain(Text::parse("Also Fiji."))] }, None));
    assert!(holds(Body::ReplaceThroughout { find: "Chad".to_owned(), put: "Nauru".to_owned() }, None));
    assert!(!holds(Body::Delete { base: base.clone(), subordinates: Vec::new() }, None));
}
